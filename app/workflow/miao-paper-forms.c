/* Forms to be filled with a pen, and the application of a family. */
#include "config.h"

#include "miao-error.h"
#include "miao-forms.h"
#include "miao-needs.h"
#include "miao-paper-writing.h"
#include "miao-print-application.h"
#include "miao-print-evaluation.h"

#include <string.h>

#define APPLICATION "APPLICATION"

static const MiaoForm *
find_form (MiaoPaper *paper, const char *kind, GError **error)
{
  return miao_forms_for_kind (miao_session_get_store (paper->session), kind,
                              miao_session_today (paper->session), NULL, error);
}

/* Those that are no annex are papers of their own. */
static const char *const blanks[] = { APPLICATION,
                                      "EV_B_FAMILY_PRE",
                                      "EV_C_INTEGRATION",
                                      "EV_D_EFFECT",
                                      "EV_E_FAMILY_NEED",
                                      "EV_F_FAMILY_END",
                                      "EV_G_CHILD_PRE",
                                      "EV_H_CHILD_NEED",
                                      "EV_I_CHILD_END",
                                      "visit",
                                      "leave",
                                      "adoption-opinion",
                                      NULL };

const char *const *
miao_paper_blanks (void)
{
  return blanks;
}

/* "EV_B_FAMILY_PRE", the form's own id "annex-b", or the letter of its annex. */
static const MiaoForm *
find_named_form (MiaoPaper *paper, GError **error)
{
  MiaoDate today = miao_session_today (paper->session);
  g_autoptr (GString) there = g_string_new (NULL);

  for (gsize i = 0; blanks[i] != NULL; i++) {
    const MiaoForm *form = miao_form_for_kind (blanks[i], today);

    g_string_append_printf (there, "%s%s", there->len > 0 ? miao_pick ("、", ", ") : "",
                            form != NULL ? form->id : blanks[i]);
    if (form == NULL)
      continue;
    if (g_ascii_strcasecmp (paper->id, form->kind) == 0 ||
        g_ascii_strcasecmp (paper->id, form->id) == 0 ||
        g_ascii_strcasecmp (paper->id, form->annex) == 0)
      return find_form (paper, form->kind, error);
  }
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
               miao_pick ("没有名为“%s”的空白表单。可以打印：%s。",
                          "There is no blank form “%s”. There are: %s."),
               paper->id, there->str);

  return NULL;
}

gboolean
miao_paper_make_blank (MiaoPaper *paper, GError **error)
{
  MiaoWriting writing = { .paper = paper };
  const MiaoForm *form;

  if (strcmp (paper->id, "visit") == 0)
    return miao_paper_make_blank_visit (paper);
  if (g_strv_contains (blanks, paper->id) && miao_paper_is_letter (paper->id))
    return miao_writing_make_blank (&writing, paper->id);
  form = find_named_form (paper, error);
  if (form == NULL)
    return FALSE;
  paper->info.title = NULL;
  paper->info.series = "家庭寄养评估";
  if (strcmp (form->kind, APPLICATION) == 0) {
    MiaoApplicationData application = { .form = form };

    paper->document = miao_print_application (&paper->info, &application, &paper->options);
  } else {
    MiaoEvaluationData evaluation = { .form = form };

    g_autoptr (JsonArray) needs = json_array_new ();

    evaluation.needs = miao_needs_are_found_by (form->kind) ? needs : NULL;
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

  if (application == NULL)
    return FALSE;
  data.form =
      miao_forms_of_application (miao_session_get_store (paper->session), application, error);
  if (data.form == NULL)
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
