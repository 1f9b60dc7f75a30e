/* Forms to be filled with a pen, and the application of a family. */
#include "config.h"

#include "miao-error.h"
#include "miao-form.h"
#include "miao-paper-private.h"
#include "miao-print-application.h"
#include "miao-print-evaluation.h"

#include <string.h>

#define APPLICATION "APPLICATION"

static const MiaoForm *
find_form (MiaoPaper *paper, const char *kind, GError **error)
{
  const MiaoForm *form = miao_form_for_kind (kind, miao_session_today (paper->session));

  if (form == NULL)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("没有“%s”的表单。", "There is no form “%s”."), kind);

  return form;
}

gboolean
miao_paper_make_blank (MiaoPaper *paper, GError **error)
{
  const MiaoForm *form = find_form (paper, paper->id, error);

  if (form == NULL)
    return FALSE;
  paper->info.title = NULL;
  paper->info.series = "家庭寄养评估";
  if (strcmp (form->kind, APPLICATION) == 0) {
    MiaoApplicationData application = { .form = form };

    paper->document = miao_print_application (&paper->info, &application, &paper->options);
  } else {
    MiaoEvaluationData evaluation = { .form = form };

    paper->document = miao_print_evaluation (&paper->info, &evaluation, &paper->options);
  }

  return TRUE;
}

gboolean
miao_paper_make_application (MiaoPaper *paper, GError **error)
{
  MiaoRecord *application = miao_paper_load (paper, "application", paper->id, error);
  g_autoptr (GPtrArray) members = NULL;
  MiaoApplicationData data = { .application = application };

  if (application == NULL || (data.form = find_form (paper, APPLICATION, error)) == NULL)
    return FALSE;
  data.family = miao_paper_load (paper, "family", miao_record_get (application, "family"), error);
  if (data.family == NULL)
    return FALSE;
  members = miao_paper_all (paper, "family_member", "family",
                            miao_record_get (application, "family"), "created_at", error);
  if (members == NULL)
    return FALSE;
  data.members = (const MiaoRecord *const *) members->pdata;
  data.n_members = members->len;
  paper->info.series = "家庭寄养";
  paper->document = miao_print_application (&paper->info, &data, &paper->options);

  return TRUE;
}
