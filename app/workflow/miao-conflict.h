#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/*
 * Two people, one record. Who saves second is told field by field what the other one changed since
 * the version that they saw, and chooses; nothing is overwritten unseen. Which fields those are,
 * and who did it, the audit chain knows; what stood there before comes from the input's member
 * "seen" (the record as the person saw it), else from the chain where that keeps values.
 */

/** One field that two people changed, in words for the person. */
typedef struct {
  const char *field;
  const char *label;
  const char *before; /* (nullable): not known any more */
  const char *theirs;
  const char *mine; /* (nullable): the person did not touch it */
  gboolean words;   /* free words: those of both can stand together */
} MiaoConflictField;

/** Adds the field to the call's conflict and a finding REC-01 that points at it. @record: the
 * stored state. */
void miao_conflict_add (MiaoCall *call, const MiaoRecord *record, const MiaoConflictField *field);

/** Sets %MIAO_ERROR_CONFLICT: who saved first, and what to do now. */
gboolean miao_conflict_refuse (MiaoCall *call, const MiaoRecord *record, GError **error);

/**
 * miao_conflict_check:
 * @record: as it is stored
 * @given: the fields that the person wants to set; others of the input's object are not in it
 *
 * Compares the input's "version" with @record's. Fields that both set to the same are no matter. Of
 * a use case that takes single fields instead of a record only those are compared.
 *
 * Returns: %FALSE with %MIAO_ERROR_CONFLICT when somebody saved since.
 */
gboolean miao_conflict_check (MiaoCall *call,
                              const MiaoRecord *record,
                              const MiaoRecord *given,
                              GError **error);

G_END_DECLS
