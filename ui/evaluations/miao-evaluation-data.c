#include "config.h"

#include "miao-evaluation-data.h"

#include "miao-codes.h"
#include "miao-correction.h"
#include "miao-evaluation-look.h"
#include "miao-forms.h"
#include "miao-lookup.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

MiaoEvaluationData *
miao_evaluation_data_load (MiaoSession *session, const char *id, GError **error)
{
  g_autoptr (MiaoEvaluationData) data = g_new0 (MiaoEvaluationData, 1);
  const char *staff = miao_session_get_staff (session);

  data->evaluation =
      miao_store_load (miao_session_get_store (session), miao_kind_find ("evaluation"), id, error);
  if (data->evaluation == NULL)
    return NULL;
  data->team = miao_evaluation_team (session, id, &data->sealed, error);
  if (data->team == NULL)
    return NULL;
  data->form = miao_forms_of_evaluation (miao_session_get_store (session), data->evaluation, NULL);
  data->before = miao_evaluation_before (session, data->evaluation, NULL);
  if (miao_record_has (data->evaluation, "supersedes"))
    data->corrected =
        miao_store_load (miao_session_get_store (session), miao_kind_find ("evaluation"),
                         miao_record_get (data->evaluation, "supersedes"), NULL);
  if (!miao_correction_find (miao_session_get_store (session), id, &data->correction, error))
    return NULL;
  data->subject = miao_evaluation_dup_subject (data->evaluation);
  data->today = miao_session_today (session);
  if (miao_session_may (session, MIAO_MAY_EVALUATION_REVIEW))
    data->refusal = miao_evaluation_refusal (session, data->evaluation, NULL);
  for (guint i = 0; staff != NULL && i < data->team->len; i++)
    if (miao_record_is (data->team->pdata[i], "person", staff))
      data->own = data->team->pdata[i];
  data->leads = data->own != NULL && miao_record_is (data->own, "role", "LEADER");
  /* A leader without an account signs on paper; the caseworker enters what it says. */
  if (data->team->len > 0 && miao_record_is (data->team->pdata[0], "role", "LEADER") &&
      !miao_record_has (data->team->pdata[0], "person"))
    data->leads = miao_session_get_role (session) == MIAO_ROLE_CASEWORKER;
  return g_steal_pointer (&data);
}

void
miao_evaluation_data_free (MiaoEvaluationData *data)
{
  g_clear_pointer (&data->evaluation, miao_record_unref);
  g_clear_pointer (&data->team, g_ptr_array_unref);
  g_clear_pointer (&data->before, miao_record_unref);
  g_clear_pointer (&data->corrected, miao_record_unref);
  g_clear_pointer (&data->correction, miao_record_unref);
  g_clear_pointer (&data->refusal, miao_record_unref);
  g_free (data->subject);
  g_free (data);
}

gboolean
miao_evaluation_is_open (const MiaoRecord *evaluation)
{
  return !miao_record_is (evaluation, "status", "FINAL") &&
         !miao_record_is (evaluation, "status", "REVIEWED") &&
         !miao_record_is (evaluation, "status", "FILED");
}

void
miao_evaluation_chip_set (GtkWidget *chip, const char *status)
{
  static const struct {
    const char *status;
    const char *icon;
    const char *style;
  } looks[] = {
    { "DRAFT", "miao-pending-symbolic", NULL },
    { "SCHEDULED", "miao-clock-symbolic", "info" },
    { "FIELDWORK", "miao-state-integration-symbolic", "info" },
    { "SIGNING", "miao-edit-symbolic", "warning" },
    { "FINAL", "miao-seal-symbolic", "good" },
    { "REVIEWED", "miao-pass-symbolic", "good" },
    { "FILED", "miao-archive-symbolic", "good" },
  };
  const char *words = miao_codes_name ("evaluation_status", status, miao_language ());

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].status, status) == 0) {
      miao_chip_set (chip, looks[i].icon, words, looks[i].style);
      return;
    }
  miao_chip_set (chip, NULL, words, NULL);
}

char *
miao_evaluation_dup_subject (const MiaoRecord *evaluation)
{
  g_autofree char *child = NULL;
  g_autofree char *family = NULL;

  if (miao_record_has (evaluation, "subject_child"))
    child = miao_lookup_dup_name ("child", miao_record_get (evaluation, "subject_child"));
  if (miao_record_has (evaluation, "subject_family"))
    family = miao_lookup_dup_name ("family", miao_record_get (evaluation, "subject_family"));
  if (child != NULL && family != NULL)
    return g_strdup_printf ("%s · %s", child, family);
  if (child != NULL)
    return g_steal_pointer (&child);
  return family != NULL ? g_steal_pointer (&family) : g_strdup ("—");
}

char *
miao_evaluation_dup_visible (MiaoSession *session)
{
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GString) ids = NULL;
  const char *staff = miao_session_get_staff (session);

  if (miao_session_get_role (session) != MIAO_ROLE_ASSESSOR)
    return NULL;
  ids = g_string_new (NULL);
  if (staff == NULL)
    return g_string_free (g_steal_pointer (&ids), FALSE);
  query = miao_query_new (miao_kind_find ("evaluation_member"));
  miao_query_where (query, "person", MIAO_OP_EQ, staff);
  miao_query_where (query, "left_on", MIAO_OP_NULL, NULL);
  members = miao_store_select (miao_session_get_store (session), query, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            miao_record_get (members->pdata[i], "evaluation"));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/* An item is answered "exception", and the head has not agreed to it yet; or the child refuses. */
static gboolean
waits_for_head (const MiaoEvaluationData *data)
{
  g_autoptr (JsonArray) answers = miao_record_get_list (data->evaluation, "answers");
  gboolean claimed = FALSE, given = FALSE, asked = FALSE;

  for (guint s = 0; s < data->form->n_sections; s++)
    for (guint i = 0; i < data->form->sections[s].n_items; i++)
      asked |= data->form->sections[s].items[i].head;

  for (guint i = 0; i < json_array_get_length (answers); i++) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const char *id = json_object_get_string_member_with_default (row, "item", "");
    const char *answer = json_object_get_string_member_with_default (row, "answer", "");
    const MiaoFormItem *item = miao_form_item (data->form, id);

    given = given || (item != NULL && item->head && *answer != '\0');
    claimed = claimed || g_str_equal (answer, "exception");
  }

  return data->refusal != NULL || (asked && claimed && !given);
}

const char *
miao_evaluation_next_act (const MiaoEvaluationData *data,
                          MiaoSession *session,
                          const char **ret_label,
                          const char **ret_member)
{
  gboolean open = miao_evaluation_is_open (data->evaluation);

  *ret_member = NULL;
  if (open && data->team->len == 0 && miao_session_may (session, MIAO_MAY_EVALUATION_TEAM)) {
    *ret_label = _ ("Choose the team");
    return "assign-team";
  }
  if (open && data->own != NULL && !miao_record_has (data->own, "signed_at") &&
      !miao_record_is (data->evaluation, "status", "DRAFT") &&
      !miao_record_is (data->evaluation, "status", "SCHEDULED") &&
      miao_session_may (session, MIAO_MAY_EVALUATION_SIGN)) {
    *ret_label = _ ("Sign my opinion");
    *ret_member = miao_record_get_id (data->own);
    return "sign-opinion";
  }
  /* Concluding is done in the institution. */
  if (open && data->leads && data->team->len > 0 && !data->sealed &&
      miao_session_get_away (session) == NULL &&
      miao_session_may (session, MIAO_MAY_EVALUATION_CONCLUDE)) {
    *ret_label = _ ("Conclude");
    return "conclude-evaluation";
  }
  if (open && data->own == NULL && data->form != NULL && waits_for_head (data) &&
      miao_session_may (session, MIAO_MAY_EVALUATION_REVIEW)) {
    *ret_label = _ ("Approve the exception");
    return "approve-exception";
  }
  if (miao_record_is (data->evaluation, "status", "FINAL") && data->own == NULL &&
      miao_session_may (session, MIAO_MAY_EVALUATION_REVIEW)) {
    *ret_label = _ ("Review");
    return "review-evaluation";
  }
  return NULL;
}
