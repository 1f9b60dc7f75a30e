#pragma once

#include "miao-form.h"
#include "miao-print.h"

G_BEGIN_DECLS

/**
 * MiaoApplicationData:
 * @form: annex A: the papers
 * @application: (nullable): a record of the kind "application"; %NULL: the blank form
 * @family: (nullable): of the kind "family"
 * @members: records of the kind "family_member"
 */
typedef struct {
  const MiaoForm *form;
  const MiaoRecord *application;
  const MiaoRecord *family;
  const MiaoRecord *const *members;
  guint n_members;
} MiaoApplicationData;

/** The application of a foster family (annex A of MZ/T 122—2019, the papers of Art. 12 of the
 *  Measures), filled or to be filled with a pen. */
MiaoDocument *miao_print_application (const MiaoDocumentInfo *info,
                                      const MiaoApplicationData *data,
                                      const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
