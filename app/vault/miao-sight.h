#pragma once

#include "miao-record.h"
#include "miao-rights.h"

G_BEGIN_DECLS

/**
 * MiaoSight:
 * @MIAO_SIGHT_NONE: that there is a value may be told, not which
 * @MIAO_SIGHT_MASKED: with its middle hidden
 * @MIAO_SIGHT_FULL: as it is
 */
typedef enum {
  MIAO_SIGHT_NONE,
  MIAO_SIGHT_MASKED,
  MIAO_SIGHT_FULL,
} MiaoSight;

/** Returns: the permission of the section of the book that records of @kind belong to (domain 4.6):
 *  whoever lacks it sees neither the list nor the record. */
MiaoPermission miao_sight_section (const MiaoKind *kind);

/**
 * miao_sight_of:
 *
 * What the role sees of a field: nothing without the section; sensitive fields masked without
 * %MIAO_MAY_READ_IDENTITY; restricted ones only with the permission of what they are about (origin
 * and protection of a child, bank account of a family). In a list everybody gets sensitive fields
 * masked; this is about the record page, prints and exports.
 */
MiaoSight miao_sight_of (MiaoRole role, const MiaoKind *kind, const MiaoField *field);

/**
 * miao_sight_of_part:
 * @list: a %MIAO_TYPE_LIST field of @kind
 * @part: one of its items
 *
 * Returns: what the role sees of this part of every row of the list: never more than of the list.
 */
MiaoSight miao_sight_of_part (MiaoRole role,
                              const MiaoKind *kind,
                              const MiaoField *list,
                              const MiaoField *part);

/**
 * miao_sight_dup_shown:
 * @text: (nullable): canonical text
 *
 * Returns: (transfer full): what the role may read of it: as miao_field_display(), masked, or
 * "***";
 *   "" for %NULL.
 */
char *miao_sight_dup_shown (MiaoRole role,
                            const MiaoKind *kind,
                            const MiaoField *field,
                            const char *text,
                            MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_sight_to_json:
 * @listed: as one of many: sensitive fields are masked for everybody
 *
 * Returns: (transfer full): miao_record_to_json() of what the role may see: hidden fields and parts
 *   of lists are left out, masked ones are strings.
 */
JsonObject *miao_sight_to_json (MiaoRole role,
                                const MiaoRecord *record,
                                gboolean listed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
