/* What is done with a foster family: which rows each use case shows. */
#include "config.h"

#include "miao-family-acts.h"

#include "miao-family-parts.h"
#include "miao-forms.h"
#include "miao-kind-text.h"
#include "miao-paper-checks.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static const char *const *
application_fields (void)
{
  static const char *fields[16];
  guint n = 0;

  fields[n++] = _ ("#Application");
  fields[n++] = "applied_on";
  fields[n++] = "channel";
  fields[n++] = "motive";
  fields[n++] = "motive_text";
  fields[n++] = "wish_number";
  fields[n++] = "wish_sex";
  fields[n++] = "wish_age_from";
  fields[n++] = "wish_age_to";
  fields[n++] = "accept_disability";
  fields[n++] = "privacy_consent_on";
  fields[n] = NULL;
  return fields;
}

/* The papers of an application go into its object, which the form has already made. */
static gboolean
collect_papers (JsonObject *input, gpointer user_data, GError **error)
{
  JsonObject *application = json_object_get_object_member (input, "application");

  /* Registering without applying sends no application at all. */
  if (json_object_has_member (input, "apply") && !json_object_get_boolean_member (input, "apply")) {
    json_object_remove_member (input, "application");
    return TRUE;
  }
  json_object_set_array_member (application, "documents",
                                miao_paper_checks_get (MIAO_PAPER_CHECKS (user_data)));
  json_object_set_array_member (application, "answers",
                                miao_paper_checks_get_answers (MIAO_PAPER_CHECKS (user_data)));
  return TRUE;
}

static void
add_application (MiaoActForm *form, MiaoSession *session)
{
  char today[MIAO_DATE_BUFFER];
  MiaoDate on = miao_session_today (session);
  GtkWidget *papers = miao_paper_checks_new (
      miao_forms_for_kind (miao_session_get_store (session), "APPLICATION", on, NULL, NULL), on);
  MiaoRecordForm *rows =
      miao_act_form_add_record (form, "application", application_fields (), NULL);

  miao_record_form_set (rows, "applied_on", miao_date_format (miao_session_today (session), today));
  miao_act_form_add_field_widget (form, papers, "application", "documents");
  miao_act_form_set_collect (form, collect_papers, papers);
}

static gboolean
begin_register (MiaoActForm *form, MiaoSession *session)
{
  static const char *const params[] = { "apply", NULL };
  MiaoRecordForm *apply;

  miao_act_form_begin (form, session, "register-family", NULL);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The applicant becomes the first member and the main caregiver."));
  miao_act_form_add_record (form, "family", miao_family_fields (), NULL);
  miao_act_form_add_record (form, "applicant",
                            miao_family_member_fields (_ ("#Applicant and main caregiver")), NULL);
  apply = miao_act_form_add_params (form, params);
  miao_record_form_set (apply, "apply", "0");
  add_application (form, session);
  return TRUE;
}

static void
begin_evaluation (MiaoActForm *form, MiaoSession *session, const char *family)
{
  static const char *const params[] = {
    "planned_on",  "mode",          "provider_type", "provider_name",          "provider_uscc",
    "contract_no", "contract_from", "contract_to",   "reason_not_third_party", NULL
  };

  miao_act_form_begin (form, session, "open-evaluation", family);
  miao_act_form_fix (form, "kind", "EV_B_FAMILY_PRE");
  miao_act_form_fix (form, "family", family);
  miao_act_form_set_words (form, _ ("Begin the evaluation of the family (annex B)"), NULL,
                           _ ("The team is chosen next, on the page of evaluations."));
  miao_act_form_add_params (form, params);
}

static void
begin_filing (MiaoActForm *form, MiaoSession *session, const char *family)
{
  static const char *const params[] = { "filed_on", "filed_no", NULL };
  char today[MIAO_DATE_BUFFER];
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "file-family", family);
  miao_act_form_fix (form, "family", family);
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "filed_on", miao_date_format (miao_session_today (session), today));
}

static void
begin_telling (MiaoActForm *form, MiaoSession *session, const char *family)
{
  static const char *const params[] = { "told_on", "told_how", NULL };
  char today[MIAO_DATE_BUFFER];
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "tell-review", family);
  miao_act_form_fix (form, "family", family);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The notice of the result is in the menu “Print”; enter the day on "
                              "which the family got it."));
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "told_on", miao_date_format (miao_session_today (session), today));
}

static void
begin_move (MiaoActForm *form, MiaoSession *session, const MiaoFamilyData *data)
{
  static const char *const params[] = { "moved_on",       "home_division",
                                        "address",        "reported_on",
                                        "amendment",      "amendment_doc",
                                        "cross_area_doc", NULL };
  char today[MIAO_DATE_BUFFER];
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "move-family", miao_record_get_id (data->family));
  miao_act_form_fix (form, "family", miao_record_get_id (data->family));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("Children who live with the family move with it. Until an evaluation "
                              "at the new address has passed, no further child is placed there."));
  rows = miao_act_form_add_params (form, params);
  miao_act_form_stand_in (form, "amendments", "amendment");
  miao_date_format (miao_session_today (session), today);
  miao_record_form_set (rows, "moved_on", today);
  miao_record_form_set (rows, "reported_on", today);
  miao_record_form_set (rows, "home_division", miao_record_get (data->family, "home_division"));
}

static void
begin_barring (MiaoActForm *form, MiaoSession *session, const char *family)
{
  static const char *const params[] = { "reason", NULL };

  miao_act_form_begin (form, session, "bar-family", family);
  miao_act_form_fix (form, "family", family);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("For abuse or false papers: no child is placed with this family any "
                              "more."));
  miao_act_form_add_params (form, params);
}

/* What changes the family's standing: each asks for the reason, or for nothing. */
static gboolean
begin_standing (MiaoActForm *form, MiaoSession *session, const char *act, const char *family)
{
  static const char *const reason[] = { "reason", NULL };
  static const struct {
    const char *act;
    const char *explanation;
  } acts[] = {
    { "return-application", N_ ("The family brings what is missing and applies again.") },
    { "suspend-family", N_ ("No further child is placed with the family. Children who live there "
                            "stay until something else is decided.") },
    { "resume-family", N_ ("Needs an evaluation since the suspension that was passed and "
                           "reviewed.") },
    { "expire-family", N_ ("Afterwards the family can be evaluated anew.") },
    { "close-family", N_ ("The family leaves; its record stays, and it may apply again.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++) {
    if (!g_str_equal (acts[i].act, act))
      continue;
    miao_act_form_begin (form, session, act, family);
    miao_act_form_fix (form, "family", family);
    miao_act_form_set_words (form, NULL, NULL, _ (acts[i].explanation));
    if (!g_str_equal (act, "expire-family"))
      miao_act_form_add_params (form, reason);
    return TRUE;
  }
  return FALSE;
}

static void
begin_training (MiaoActForm *form, MiaoSession *session, const MiaoFamilyData *data)
{
  static const char *const fields[] = { "member", "kind",           "course",  "from_on",
                                        "to_on",  "hours",          "teacher", "result",
                                        "score",  "certificate_no", NULL };
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "record-training", miao_record_get_id (data->family));
  miao_act_form_fix (form, "family", miao_record_get_id (data->family));
  miao_act_form_set_words (
      form, NULL, NULL,
      _ ("A passed training before placement makes a filed family ready to be matched."));
  rows = miao_act_form_add_record (form, "training", fields, NULL);
  miao_record_form_set (rows, "member", miao_record_get (data->family, "main_caregiver_member"));
  if (!g_str_equal (miao_record_get (data->family, "status"), "ACTIVE"))
    miao_record_form_set (rows, "kind", "PRE");
}

static gboolean
begin_edit_member (MiaoActForm *form,
                   MiaoSession *session,
                   const MiaoFamilyData *data,
                   const char *id)
{
  MiaoRecord *member = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < data->members->len; i++)
    if (g_strcmp0 (miao_record_get_id (data->members->pdata[i]), id) == 0)
      member = data->members->pdata[i];
  if (member == NULL)
    return FALSE;
  title = g_strdup_printf (_ ("Edit %s"), miao_record_get (member, "name"));
  miao_act_form_begin (form, session, "edit-member", id);
  miao_act_form_fix (form, "id", id);
  miao_act_form_set_words (form, title, _ ("Save"), NULL);
  miao_act_form_add_record (form, "family_member", miao_family_member_fields (_ ("#Person")),
                            member);
  return TRUE;
}

static void
begin_add_member (MiaoActForm *form, MiaoSession *session, const char *family)
{
  static const char *const params[] = { "main_caregiver", NULL };
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "add-member", family);
  miao_act_form_fix (form, "family", family);
  rows = miao_act_form_add_record (form, "member", miao_family_member_fields (_ ("#Person")), NULL);
  miao_record_form_set (rows, "co_living", "1");
  miao_act_form_add_params (form, params);
}

gboolean
miao_family_act_is_known (const char *act)
{
  static const char *const acts[] = { "register-family",
                                      "apply-family",
                                      "edit-family",
                                      "add-member",
                                      "edit-member",
                                      "open-evaluation",
                                      "file-family",
                                      "record-training",
                                      "return-application",
                                      "bar-family",
                                      "suspend-family",
                                      "resume-family",
                                      "expire-family",
                                      "close-family",
                                      "move-family",
                                      "tell-review",
                                      NULL };

  return g_strv_contains (acts, act);
}

gboolean
miao_family_act_begin (MiaoActForm *form,
                       MiaoSession *session,
                       const char *act,
                       const MiaoFamilyData *data,
                       const char *member)
{
  const char *family;

  if (g_str_equal (act, "register-family"))
    return begin_register (form, session);
  g_return_val_if_fail (data != NULL, FALSE);

  family = miao_record_get_id (data->family);
  if (g_str_equal (act, "edit-member"))
    return begin_edit_member (form, session, data, member);
  if (g_str_equal (act, "apply-family")) {
    miao_act_form_begin (form, session, act, family);
    miao_act_form_fix (form, "family", family);
    add_application (form, session);
  } else if (g_str_equal (act, "edit-family")) {
    miao_act_form_begin (form, session, act, family);
    miao_act_form_fix (form, "id", family);
    miao_act_form_set_words (form, NULL, _ ("Save"), NULL);
    miao_act_form_add_record (form, "family", miao_family_fields (), data->family);
  } else if (g_str_equal (act, "add-member")) {
    begin_add_member (form, session, family);
  } else if (g_str_equal (act, "open-evaluation")) {
    begin_evaluation (form, session, family);
  } else if (g_str_equal (act, "file-family")) {
    begin_filing (form, session, family);
  } else if (g_str_equal (act, "tell-review")) {
    begin_telling (form, session, family);
  } else if (g_str_equal (act, "move-family")) {
    begin_move (form, session, data);
  } else if (g_str_equal (act, "bar-family")) {
    begin_barring (form, session, family);
  } else if (g_str_equal (act, "record-training")) {
    begin_training (form, session, data);
  } else {
    return begin_standing (form, session, act, family);
  }
  return TRUE;
}
