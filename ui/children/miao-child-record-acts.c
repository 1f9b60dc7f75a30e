/* The forms of what is done to a child: accept, discharge, readmit, add a document, measure,
 * vaccinate.
 */
#include "config.h"

#include "miao-child-record-private.h"

#include "miao-act-form.h"
#include "miao-child-vaccines.h"

#include <glib/gi18n.h>
#include <string.h>

static MiaoActForm *
begin_form (MiaoChildRecord *self, const char *use_case)
{
  MiaoActForm *form = MIAO_ACT_FORM (self->form);

  miao_act_form_begin (form, self->session, use_case, miao_child_record_get_id (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  return form;
}

void
miao_child_record_accept (MiaoChildRecord *self)
{
  static const char *const params[] = { "approve_on", "approve_org", NULL };
  MiaoActForm *form;

  if (self->view == NULL)
    return;
  form = begin_form (self, "accept-child");
  miao_act_form_fix (form, "child", miao_child_record_get_id (self));
  miao_act_form_add_params (form, params);
  miao_act_form_show (form);
}

/* An adoption is registered: by E4 and E5 the child leaves as adopted. */
static void
exit_code_cb (MiaoRecordForm *rows)
{
  g_autofree char *code = miao_record_form_dup (rows, "exit_code");
  gboolean adopted = g_strcmp0 (code, "E4") == 0 || g_strcmp0 (code, "E5") == 0;

  miao_record_form_show_field (rows, "registered_on", adopted);
  miao_record_form_show_field (rows, "adoption_cert_no", adopted);
}

void
miao_child_record_discharge (MiaoChildRecord *self)
{
  static const char *const params[] = { "left_on",          "exit_code", "registered_on",
                                        "adoption_cert_no", "receiver",  "confirm_no",
                                        "documents",        "note",      NULL };
  MiaoActForm *form;
  MiaoRecordForm *rows;
  g_autofree char *today = NULL;

  if (self->view == NULL)
    return;
  today = miao_date_dup (miao_session_today (self->session));
  form = begin_form (self, "discharge-child");
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The record stays; should the child come back, it goes on."));
  miao_act_form_fix (form, "child", miao_child_record_get_id (self));
  rows = miao_act_form_add_params (form, params);
  miao_record_form_set (rows, "left_on", today);
  if (miao_record_is (self->view->child, "status", "ADOPT_TRIAL"))
    miao_record_form_set (rows, "exit_code", "E4");
  g_signal_connect (rows, "changed", G_CALLBACK (exit_code_cb), NULL);
  exit_code_cb (rows);
  miao_act_form_show (form);
}

void
miao_child_record_readmit (MiaoChildRecord *self)
{
  static const char *const fields[] = { "arrived_on",  "intake_code",     "sender_type",
                                        "sender_name", "sender_docs",     "infect_result",
                                        "belongings",  "health_check_on", NULL };
  static const char *const child[] = { "guardianship", "child_category", "living_unit", NULL };
  static const char *const formal[] = { "formal", NULL };
  MiaoActForm *form;
  MiaoRecordForm *rows;
  g_autofree char *today = NULL;

  if (self->view == NULL)
    return;
  today = miao_date_dup (miao_session_today (self->session));
  form = begin_form (self, "readmit-child");
  miao_act_form_set_words (
      form, NULL, NULL,
      _ ("The child keeps its number and its history; this stay gets a registration of its own."));
  miao_act_form_fix (form, "id", miao_child_record_get_id (self));
  rows = miao_act_form_add_record (form, "admission", fields, NULL);
  miao_record_form_set (rows, "arrived_on", today);
  miao_act_form_add_record (form, "child", child, self->view->child);
  miao_act_form_add_params (form, formal);
  miao_act_form_show (form);
}

void
miao_child_record_add_document (MiaoChildRecord *self, const char *path)
{
  static const char *const fields[] = { "title",  "doc_type",    "doc_date", "issuer",
                                        "doc_no", "sensitivity", NULL };
  static const char *const main_photo[] = { "main_photo", NULL };
  MiaoActForm *form;
  MiaoRecordForm *rows;
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (self->view == NULL)
    return;
  if (dot != NULL)
    *dot = '\0';
  form = begin_form (self, "add-document");
  miao_act_form_set_words (form, NULL, NULL, path);
  miao_act_form_fix (form, "owner_kind", "child");
  miao_act_form_fix (form, "owner_id", miao_child_record_get_id (self));
  miao_act_form_fix (form, "path", path);
  rows = miao_act_form_add_record (form, "document", fields, NULL);
  miao_record_form_set (rows, "title", name);
  miao_act_form_add_params (form, main_photo);
  miao_act_form_show (form);
}

void
miao_child_record_measure (MiaoChildRecord *self, const char *id)
{
  static const char *const fields[] = { "measured_on",      "weight_g", "length_mm", "posture",
                                        "head_mm",          "muac_mm",  "place",     "measured_by",
                                        "implausible_note", NULL };
  static const char *const confirmed[] = { "confirmed", NULL };
  static const char *const why[] = { "reason", "confirmed", NULL };
  MiaoActForm *form;
  MiaoRecordForm *rows;
  g_autofree char *today = NULL;

  if (self->view == NULL)
    return;
  today = miao_date_dup (miao_session_today (self->session));
  form = begin_form (self, id != NULL ? "correct-measurement" : "add-measurement");
  miao_act_form_fix (form, id != NULL ? "id" : "child",
                     id != NULL ? id : miao_child_record_get_id (self));
  rows = miao_act_form_add_record (form, "measure", fields, NULL);
  miao_record_form_set (rows, "measured_on", today);
  miao_record_form_set (rows, "measured_by", miao_session_get_name (self->session));
  for (guint i = 0; id != NULL && i < self->view->measures->len; i++)
    if (g_str_equal (miao_record_get_id (self->view->measures->pdata[i]), id))
      miao_record_form_set_record (rows, self->view->measures->pdata[i]);
  miao_act_form_add_params (form, id != NULL ? why : confirmed);
  miao_act_form_show (form);
  miao_record_form_focus_field (rows, "weight_g");
}

void
miao_child_record_vaccinate (MiaoChildRecord *self, const char *id)
{
  static const char *const fields[] = { "vaccine",  "dose_no",  "given_on",       "clinic",
                                        "batch_no", "maker",    "body_site",      "card_no",
                                        "reaction", "deferred", "deferred_until", NULL };
  static const char *const all[] = { "vaccine",     "dose_no",  "given_on",       "clinic",
                                     "batch_no",    "maker",    "body_site",      "card_no",
                                     "reaction",    "deferred", "deferred_until", "void",
                                     "void_reason", NULL };
  MiaoActForm *form;
  MiaoRecordForm *rows;
  const MiaoDoses *doses;
  const MiaoPlannedDose *planned;
  const MiaoRecord *record;
  g_autofree char *place = NULL;

  if (self->view == NULL)
    return;
  doses = miao_child_vaccines_get (MIAO_CHILD_VACCINES (self->vaccines), &place);
  record = miao_doses_find_record (doses, id);
  planned = id == NULL ? miao_doses_find (doses, place) : NULL;
  form = begin_form (self, record != NULL ? "edit-vaccination" : "record-vaccination");
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("From the vaccination card. A dose that the doctor puts off has a "
                              "reason instead of a day."));
  miao_act_form_fix (form, record != NULL ? "id" : "child",
                     record != NULL ? id : miao_child_record_get_id (self));
  rows = miao_act_form_add_record (form, "vaccination", record != NULL ? all : fields, record);
  if (planned != NULL) {
    g_autofree char *dose = g_strdup_printf ("%d", planned->dose->dose);

    miao_record_form_set (rows, "vaccine", planned->dose->vaccine);
    miao_record_form_set (rows, "dose_no", dose);
  }
  miao_act_form_show (form);
  miao_record_form_focus_field (rows, planned != NULL || record != NULL ? "given_on" : "vaccine");
}
