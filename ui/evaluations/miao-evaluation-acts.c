/* What is done with an evaluation: which rows each use case shows. */
#include "config.h"

#include "miao-evaluation-acts.h"

#include "miao-child-words.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-evaluation-fieldwork.h"
#include "miao-field-row.h"
#include "miao-need-list.h"
#include "miao-table.h"

#include <glib/gi18n.h>

static void
set_today (MiaoRecordForm *form, const char *field, MiaoSession *session)
{
  char today[MIAO_DATE_BUFFER];

  miao_record_form_set (form, field, miao_date_format (miao_session_today (session), today));
}

static void
begin_open (MiaoActForm *form, MiaoSession *session)
{
  static const char *params[20];
  guint n = 0;

  params[n++] = "kind";
  params[n++] = "family";
  params[n++] = "child";
  params[n++] = "placement";
  params[n++] = "planned_on";
  params[n++] = "mode";
  params[n++] = _ ("#Carried out by");
  params[n++] = "provider_type";
  params[n++] = "provider_name";
  params[n++] = "provider_uscc";
  params[n++] = "contract_no";
  params[n++] = "contract_from";
  params[n++] = "contract_to";
  params[n++] = "reason_not_third_party";
  params[n] = NULL;
  miao_act_form_begin (form, session, "open-evaluation", NULL);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("Annex B is about a family, annex G about a child, the others about "
                              "a placement."));
  miao_act_form_add_params (form, params);
}

/* --- team ----------------------------------------------------------------------------------- */

/* Whoever is of the staff brings name and years along: were they typed here, a substitute would
 * stand under the name of the one who left. */
static gboolean
comes_with_person (MiaoSession *session, const MiaoRecord *member, const char *field)
{
  g_autoptr (MiaoRecord) staff = NULL;

  if (!miao_record_has (member, "person"))
    return FALSE;
  if (g_str_equal (field, "name"))
    return TRUE;
  if (!g_str_equal (field, "cw_years_start"))
    return FALSE;
  staff = miao_store_load (miao_session_get_store (session), miao_kind_find ("staff"),
                           miao_record_get (member, "person"), NULL);
  return staff != NULL && miao_record_is (staff, field, miao_record_get (member, field));
}

static char *
dup_team_json (const MiaoEvaluationData *data, MiaoSession *session)
{
  static const char *const fields[] = { "person",   "name",           "id_no",
                                        "org",      "org_uscc",       "title",
                                        "role",     "cw_years_start", "qualification",
                                        "conflict", "conflict_text" };
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < data->team->len; i++) {
    MiaoRecord *member = data->team->pdata[i];
    JsonObject *object = json_object_new ();

    for (guint f = 0; f < G_N_ELEMENTS (fields); f++) {
      const char *text = miao_record_get (member, fields[f]);

      if (comes_with_person (session, member, fields[f]))
        continue;
      if (text != NULL && g_str_equal (fields[f], "conflict"))
        json_object_set_boolean_member (object, fields[f], g_str_equal (text, "1"));
      else if (text != NULL)
        json_object_set_string_member (object, fields[f], text);
    }
    json_array_add_object_element (array, object);
  }
  json_node_set_array (root, array);
  return json_to_string (root, FALSE);
}

static void
begin_team (MiaoActForm *form, MiaoSession *session, const MiaoEvaluationData *data)
{
  static const char *const params[] = { "members", NULL };
  g_autofree char *team = dup_team_json (data, session);
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "assign-team", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("At least three and an odd number; the leader has worked in child "
                              "welfare for three years, members for one."));
  rows = miao_act_form_add_params (form, params);
  if (data->team->len > 0)
    miao_record_form_set (rows, "members", team);
}

/* --- signing -------------------------------------------------------------------------------- */

static gboolean
collect_conclusion (JsonObject *input, gpointer user_data, GError **error)
{
  GtkWidget *drop_down = user_data;
  GPtrArray *codes = g_object_get_data (G_OBJECT (drop_down), "miao-codes");
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  if (at == 0 || at >= codes->len) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, _ ("Choose the conclusion."));
    return FALSE;
  }
  json_object_set_string_member (input, "conclusion", codes->pdata[at]);
  return TRUE;
}

/* Only the conclusions of this kind of evaluation. */
static GtkWidget *
make_conclusions (const MiaoEvaluationData *data, const MiaoKind *kind, GtkWidget **ret_line)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GPtrArray *codes = g_ptr_array_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label =
      miao_text_new (miao_field_label (miao_kind_field (kind, "conclusion")), "field-label");
  GtkWidget *drop_down;
  guint n;
  const MiaoCode *all = miao_codes_get ("eval_conclusion", &n);

  g_ptr_array_add (codes, NULL);
  gtk_string_list_append (names, "—");
  for (guint i = 0; i < n; i++)
    if (miao_record_is (data->evaluation, "kind", all[i].parent)) {
      g_ptr_array_add (codes, (gpointer) all[i].code);
      gtk_string_list_append (names, miao_pick (all[i].name_zh, all[i].name_en));
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  g_object_set_data_full (G_OBJECT (drop_down), "miao-codes", codes,
                          (GDestroyNotify) g_ptr_array_unref);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_size_request (label, MIAO_FIELD_LABEL_WIDTH, -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), drop_down);
  *ret_line = line;
  return drop_down;
}

static gboolean
begin_sign (MiaoActForm *form, MiaoSession *session, const MiaoEvaluationData *data, const char *id)
{
  static const char *const params[] = { "vote", "opinion", "dissent", NULL };
  static const char *const paper_params[] = { "paper", "vote", "opinion", "dissent", NULL };
  MiaoRecord *member = NULL;
  GtkWidget *line;
  GtkWidget *drop_down;
  g_autofree char *title = NULL;

  for (guint i = 0; i < data->team->len; i++)
    if (g_strcmp0 (miao_record_get_id (data->team->pdata[i]), id) == 0)
      member = data->team->pdata[i];
  if (member == NULL)
    return FALSE;
  drop_down = make_conclusions (data, miao_kind_find ("evaluation_member"), &line);
  miao_act_form_begin (form, session, "sign-opinion", id);
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "member", id);
  title = g_strdup_printf (_ ("Opinion of %s"), miao_record_get (member, "name"));
  miao_act_form_set_words (form, title, NULL,
                           _ ("Sealed until every member has signed. Changing an answer afterwards "
                              "takes all signatures back."));
  miao_act_form_add_field_widget (form, line, "evaluation", "conclusion");
  miao_act_form_set_collect (form, collect_conclusion, drop_down);
  miao_act_form_add_params (form, miao_record_has (member, "person") ? params : paper_params);
  return TRUE;
}

/* --- conclusion ----------------------------------------------------------------------------- */

static void
begin_conclude (MiaoActForm *form, MiaoSession *session, const MiaoEvaluationData *data)
{
  static const char *const params[] = { "opinion_text", "finished_on", NULL };
  GtkWidget *line;
  GtkWidget *drop_down = make_conclusions (data, miao_record_get_kind (data->evaluation), &line);
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "conclude-evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The leader answers for the conclusion. It is final; a correction is "
                              "a new evaluation."));
  miao_act_form_add_field_widget (form, line, "evaluation", "conclusion");
  rows = miao_act_form_add_params (form, params);
  if (miao_record_has (data->evaluation, "opinion_text"))
    miao_record_form_set (rows, "opinion_text", miao_record_get (data->evaluation, "opinion_text"));
  if (miao_record_has (data->evaluation, "finished_on"))
    miao_record_form_set (rows, "finished_on", miao_record_get (data->evaluation, "finished_on"));
  else
    set_today (rows, "finished_on", session);
  miao_act_form_set_collect (form, collect_conclusion, drop_down);
}

static void
begin_review (MiaoActForm *form, MiaoSession *session, const MiaoEvaluationData *data)
{
  static const char *const params[] = { "result", "review_on", "text", NULL };
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, "review-evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("Nobody reviews an evaluation whose team they were in."));
  rows = miao_act_form_add_params (form, params);
  set_today (rows, "review_on", session);
}

static void
begin_correct (MiaoActForm *form, MiaoSession *session, const MiaoEvaluationData *data)
{
  static const char *const params[] = { "reason", NULL };

  miao_act_form_begin (form, session, "correct-evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_set_words (
      form, NULL, NULL,
      data->leads ? _ ("This version stays as it is. The new one begins with its answers "
                       "and its team, who correct it and sign anew.")
                  : _ ("This version stays as it is. The new one begins with its answers and its "
                       "team, who correct it and sign anew. Whoever opens it does not review it: "
                       "if you are to review it, ask the leader of the team to open it."));
  miao_act_form_add_params (form, params);
}

static void
begin_exception (MiaoActForm *form, MiaoSession *session, const MiaoEvaluationData *data)
{
  static const char *const params[] = { "reason", NULL };
  GtkWidget *words;

  miao_act_form_begin (form, session, "approve-exception", miao_record_get_id (data->evaluation));
  miao_act_form_fix (form, "evaluation", miao_record_get_id (data->evaluation));
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The consent falls when the team changes the answer, its note or its "
                              "papers."));
  words = miao_child_words_new (session, data->refusal);
  if (words != NULL)
    miao_act_form_add_widget (form, words);
  miao_act_form_add_params (form, params);
}

gboolean
miao_evaluation_act_begin (MiaoActForm *form,
                           MiaoSession *session,
                           const char *act,
                           const MiaoEvaluationData *data,
                           const char *member)
{
  if (g_str_equal (act, "open-evaluation")) {
    begin_open (form, session);
    return TRUE;
  }
  g_return_val_if_fail (data != NULL, FALSE);

  if (g_str_equal (act, "sign-opinion"))
    return begin_sign (form, session, data, member);
  if (g_str_equal (act, "assign-team"))
    begin_team (form, session, data);
  else if (g_str_equal (act, "conclude-evaluation"))
    begin_conclude (form, session, data);
  else if (g_str_equal (act, "review-evaluation"))
    begin_review (form, session, data);
  else if (g_str_equal (act, "correct-evaluation"))
    begin_correct (form, session, data);
  else if (g_str_equal (act, "approve-exception"))
    begin_exception (form, session, data);
  else if (g_str_equal (act, "plan-need"))
    return miao_need_plan_begin (form, session, data->evaluation, data->form, member);
  else if (g_str_has_suffix (act, "-need"))
    return miao_need_act_begin (form, session, act, member);
  else if (g_str_equal (act, "send-fieldwork"))
    miao_evaluation_fieldwork_begin_send (form, session, data);
  else
    return FALSE;
  return TRUE;
}
