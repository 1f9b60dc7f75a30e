/* What the rules about teams and conclusions ask, read from an evaluation and its members. */
#include "config.h"

#include "miao-correction.h"
#include "miao-error.h"
#include "miao-evaluation-rules.h"
#include "miao-facts-private.h"
#include "miao-need-rules.h"
#include "miao-needs.h"

#include <string.h>

gboolean
miao_facts_evaluation_open (const MiaoRecord *evaluation, GError **error)
{
  static const char *final[] = { "FINAL", "REVIEWED", "FILED" };

  for (gsize i = 0; i < G_N_ELEMENTS (final); i++) {
    if (!miao_record_is (evaluation, "status", final[i]))
      continue;
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_DENIED,
        miao_pick ("评估 %s 已定稿，不能修改。需要更正的，由组长或负责人“建立更正版”。",
                   "Evaluation %s is final and cannot be changed. To correct it, the leader "
                   "or the head opens a correction."),
        miao_record_get (evaluation, "eval_no"));
    return FALSE;
  }

  return TRUE;
}

gboolean
miao_facts_not_replaced (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoRecord) other = NULL;

  if (!miao_correction_find (call->store, miao_record_get_id (evaluation), &other, error))
    return FALSE;
  if (other == NULL || !miao_record_has (other, "conclusion"))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("评估 %s 已经由更正版 %s 取代，不再作数。请改用更正版。",
                          "The correction %2$s has taken the place of evaluation %1$s, which "
                          "counts no more. Take the correction."),
               miao_record_get (evaluation, "eval_no"), miao_record_get (other, "eval_no"));

  return FALSE;
}

/* ---- answers ---- */

MiaoFactAnswers *
miao_fact_answers_new (const MiaoRecord *evaluation)
{
  MiaoFactAnswers *owned = g_new0 (MiaoFactAnswers, 1);

  owned->list =
      evaluation != NULL ? miao_record_get_list (evaluation, "answers") : json_array_new ();
  owned->rows = g_array_new (FALSE, TRUE, sizeof (MiaoAnswer));
  for (guint i = 0; i < json_array_get_length (owned->list); i++) {
    JsonObject *row = json_array_get_object_element (owned->list, i);
    MiaoAnswer answer = {
      .item = json_object_get_string_member_with_default (row, "item", ""),
      .answer = json_object_get_string_member_with_default (row, "answer", NULL),
      .note = json_object_get_string_member_with_default (row, "note", NULL),
    };

    if (json_object_has_member (row, "evidence")) {
      JsonNode *node = json_object_get_member (row, "evidence");

      if (JSON_NODE_HOLDS_ARRAY (node))
        answer.evidence = json_array_get_length (json_node_get_array (node));
      else if (json_node_get_string (node) != NULL && *json_node_get_string (node) != '\0')
        answer.evidence = 1;
    }
    g_array_append_val (owned->rows, answer);
  }
  owned->answers.rows = (const MiaoAnswer *) owned->rows->data;
  owned->answers.n = owned->rows->len;

  return owned;
}

void
miao_fact_answers_free (MiaoFactAnswers *answers)
{
  json_array_unref (answers->list);
  g_array_unref (answers->rows);
  g_free (answers);
}

/* Whether an item is answered in the negative. Computed items fail when their rule failed. */
static gboolean
item_fails (const MiaoFormItem *item, const char *answer, const MiaoFindings *findings)
{
  const MiaoFinding *finding;

  if (item->type != MIAO_ITEM_COMPUTED)
    return answer != NULL && item->pass != NULL && strcmp (answer, item->pass) != 0 &&
           strcmp (answer, "exception") != 0;
  finding = miao_findings_find (findings, item->rule);

  return finding != NULL && miao_finding_severity (finding) == MIAO_SEVERITY_BLOCK;
}

static GArray *
read_items (const MiaoForm *form, const MiaoAnswers *answers, const MiaoFindings *findings)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (MiaoItemFacts));

  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];
      const MiaoAnswer *row = miao_answers_find (answers, item->id);
      const char *answer = miao_answers_get (answers, item->id);
      MiaoItemFacts facts = {
        .id = item->id,
        .required = item->required,
        .blocking = item->blocking,
        .answered = answer != NULL || item->type == MIAO_ITEM_COMPUTED,
        .fails = item_fails (item, answer, findings),
        .evidence = row != NULL ? row->evidence : 0,
      };

      g_array_append_val (items, facts);
    }
  }

  return items;
}

static GArray *
read_visits (MiaoRecord *evaluation)
{
  GArray *visits = g_array_new (FALSE, TRUE, sizeof (MiaoDate));
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "visited_on");

  for (guint i = 0; i < json_array_get_length (list); i++) {
    MiaoDate on = miao_date_parse (json_object_get_string_member_with_default (
        json_array_get_object_element (list, i), "on", NULL));

    if (on != MIAO_DATE_NONE)
      g_array_append_val (visits, on);
  }

  return visits;
}

gboolean
miao_facts_is_positive (const char *conclusion)
{
  static const char *positive[] = { "B_PASS", "C_CONFIRM",  "D_EXCELLENT", "D_PASS", "E_DONE",
                                    "F_DONE", "G_SUITABLE", "H_DONE",      "I_DONE" };

  for (gsize i = 0; i < G_N_ELEMENTS (positive); i++) {
    if (g_strcmp0 (conclusion, positive[i]) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The rules of the subject itself: a family's conditions, a child's, an integration's. */
static gboolean
ask_subject (MiaoCall *call,
             MiaoRecord *evaluation,
             const MiaoAnswers *answers,
             MiaoFindings *findings,
             GError **error)
{
  const char *kind = miao_record_get (evaluation, "kind");
  MiaoDate on = miao_facts_evaluation_day (call, evaluation);

  if (g_strcmp0 (kind, "EV_B_FAMILY_PRE") == 0)
    return miao_facts_ask_family (call, evaluation, answers, on, findings, error);
  /* A field package holds the family, and not all that the other rules look at: the institution
   * asks them. */
  if (miao_session_get_away (call->session) != NULL)
    return TRUE;
  if (g_strcmp0 (kind, "EV_G_CHILD_PRE") == 0)
    return miao_facts_ask_child_conditions (call, evaluation, answers, on, findings, error);
  if (g_strcmp0 (kind, "EV_C_INTEGRATION") == 0)
    return miao_facts_ask_integration (call, evaluation, answers, on, findings, error);
  if (g_strcmp0 (kind, "EV_D_EFFECT") == 0)
    return miao_facts_ask_effect (call, evaluation, answers, on, findings, error);
  if (g_strcmp0 (kind, "EV_I_CHILD_END") == 0)
    return miao_facts_ask_child_end (call, evaluation, on, findings, error);

  return TRUE;
}

/* Each need that was found is in the list, which says who answers for it and until when. */
static gboolean
ask_needs (MiaoCall *call, const MiaoRecord *evaluation, const MiaoForm *form, GError **error)
{
  const char *id = miao_record_get_id (evaluation);
  g_autoptr (GPtrArray) needs = NULL, missing = NULL;
  g_autoptr (GString) items = g_string_new (NULL);
  guint found;

  if (miao_session_get_away (call->session) != NULL ||
      !miao_needs_are_found_by (miao_record_get (evaluation, "kind")))
    return TRUE;
  needs = miao_needs_of (call->store, evaluation, error);
  if (needs == NULL)
    return FALSE;
  missing = miao_needs_missing (evaluation, form, needs, &found);
  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (items, "%s%s", i > 0 ? " " : "", (const char *) missing->pdata[i]);
  miao_rules_needs_listed (id, found, found - missing->len, missing->len > 0 ? items->str : NULL,
                           call->findings);

  return TRUE;
}

gboolean
miao_facts_ask_conclusion (MiaoCall *call,
                           MiaoRecord *evaluation,
                           const MiaoForm *form,
                           GError **error)
{
  g_autoptr (MiaoFactAnswers) answers = miao_fact_answers_new (evaluation);
  g_autoptr (MiaoFindings) subject = miao_findings_new ();
  g_autoptr (GPtrArray) team =
      miao_facts_team (call->store, miao_record_get_id (evaluation), error);
  g_autoptr (GArray) members = NULL, items = NULL, visits = NULL;
  const char *conclusion = miao_record_get (evaluation, "conclusion");
  gboolean positive = miao_facts_is_positive (conclusion);
  MiaoEvaluationFacts facts;

  if (team == NULL || !ask_subject (call, evaluation, &answers->answers, subject, error))
    return FALSE;
  members = miao_facts_read_team (team);
  items = read_items (form, &answers->answers, subject);
  visits = read_visits (evaluation);
  facts = (MiaoEvaluationFacts){
    .evaluation = miao_record_get_id (evaluation),
    .kind = miao_record_get (evaluation, "kind"),
    .items = (const MiaoItemFacts *) items->data,
    .n_items = items->len,
    .started_on = miao_record_get_date (evaluation, "started_on"),
    .finished_on = miao_record_get_date (evaluation, "finished_on"),
    .visits = (const MiaoDate *) visits->data,
    .n_visits = visits->len,
    .conclusion = miao_codes_name ("eval_conclusion", conclusion, miao_language ()),
    .conclusion_code = conclusion,
    .positive = positive,
    .members = (const MiaoTeamMember *) members->data,
    .n_members = members->len,
    .valid_until = miao_record_get_date (evaluation, "valid_until"),
  };
  miao_rules_evaluation (&facts, miao_facts_settings_on (call, facts.finished_on), call->findings);
  /* A negative conclusion says just that conditions are not met: they are told, and do not block.
   */
  if (!positive)
    miao_facts_soften (subject);
  miao_findings_append (call->findings, subject);
  miao_facts_ask_rectify (call, evaluation);

  return miao_facts_ask_broken (call, evaluation, &answers->answers, error) &&
         ask_needs (call, evaluation, form, error) &&
         (miao_session_get_away (call->session) != NULL ||
          miao_facts_ask_rested (call, evaluation, error));
}

MiaoFindings *
miao_facts_subject_findings (MiaoSession *session, MiaoRecord *evaluation, GError **error)
{
  MiaoCall call = { .session = session,
                    .store = miao_session_get_store (session),
                    .today = miao_session_today (session) };
  g_autoptr (MiaoFactAnswers) answers = miao_fact_answers_new (evaluation);
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  const gboolean asked = ask_subject (&call, evaluation, &answers->answers, findings, error) &&
                         miao_call_settings_held (&call, error);

  miao_call_clear_settings (&call);

  return asked ? g_steal_pointer (&findings) : NULL;
}

/* What the institution said no to, or gave back, concludes nothing. */
static gboolean
concludes (const MiaoRecord *evaluation, gconstpointer data)
{
  return !miao_facts_evaluation_open (evaluation, NULL) && !miao_correction_is_refused (evaluation);
}

MiaoRecord *
miao_facts_last_evaluation (MiaoStore *store,
                            const char *kind,
                            const char *subject_field,
                            const char *subject,
                            GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, "kind", MIAO_OP_EQ, kind);
  miao_query_where (query, subject_field, MIAO_OP_EQ, subject);
  all = miao_store_select (store, query, error);

  return all != NULL ? miao_correction_newest (all, "finished_on", concludes, NULL) : NULL;
}

gboolean
miao_facts_is_passed (const MiaoRecord *evaluation)
{
  return evaluation != NULL && miao_record_is (evaluation, "review_result", "PASS");
}

MiaoRecord *
miao_facts_integration_evaluation (MiaoStore *store, MiaoRecord *placement, GError **error)
{
  return miao_facts_last_evaluation (store, "EV_C_INTEGRATION", "placement",
                                     miao_record_get_id (placement), error);
}

MiaoConclusionFacts
miao_facts_conclusion (const MiaoRecord *evaluation)
{
  MiaoConclusionFacts facts = { 0 };
  const char *conclusion;

  if (evaluation == NULL)
    return facts;
  conclusion = miao_record_get (evaluation, "conclusion");
  facts.id = miao_record_get_id (evaluation);
  facts.final_on = miao_record_get_date (evaluation, "finished_on");
  facts.positive = miao_facts_is_positive (conclusion);
  facts.reviewed = miao_facts_is_passed (evaluation);
  facts.conclusion_zh = miao_codes_name ("eval_conclusion", conclusion, MIAO_LANGUAGE_ZH);
  facts.conclusion_en = miao_codes_name ("eval_conclusion", conclusion, MIAO_LANGUAGE_EN);
  facts.valid_until = miao_record_get_date (evaluation, "valid_until");

  return facts;
}
