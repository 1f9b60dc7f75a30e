#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/** Another child that was looked after on the same visit. */
typedef struct {
  const MiaoRecord *visit;
  const char *child;
} MiaoVisitOther;

/** @visit: a record of the kind "visit"; the names as they were on that day. */
typedef struct {
  const MiaoRecord *visit;
  const char *placement_no;
  const char *child;
  const char *family;
  const char *caregiver;
  const char *address;
  const MiaoVisitOther *others;
  guint n_others;
  gboolean blank; /* to be filled in with a pen: room to write, nothing said of problems */
} MiaoVisitData;

/** 探访记录表, to be signed by who visited and by the caregiver. */
MiaoDocument *miao_print_visit (const MiaoDocumentInfo *info,
                                const MiaoVisitData *data,
                                const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
