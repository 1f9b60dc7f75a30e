#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/** What the notice of an ending says; records of the kinds "termination", "placement" and
 *  "agreement" (nullable). */
typedef struct {
  const MiaoRecord *termination;
  const MiaoRecord *placement;
  const MiaoRecord *agreement;
  const char *institution;
  const char *family; /* name */
  const char *caregiver;
  const char *child;
} MiaoEndingData;

/** The notice that ends a placement, and on a second page the receipt to be signed. */
MiaoDocument *miao_print_ending (const MiaoDocumentInfo *info,
                                 const MiaoEndingData *data,
                                 const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
