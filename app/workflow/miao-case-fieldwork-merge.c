/* A field package comes back: what was written away from the office and in it become one. */
#include "config.h"

#include "miao-case-evaluation.h"
#include "miao-cases.h"
#include "miao-conflict.h"
#include "miao-error.h"
#include "miao-fieldwork-compare.h"
#include "miao-fieldwork-merge.h"
#include "miao-params.h"
#include "miao-vault-away.h"

#include <string.h>

static const MiaoField choice_items[] = {
  P_TEXT ("field", "Field", "内容", P_MUST),
  P_TEXT ("keep", "What is kept", "保留", P_MUST),
  P_END,
};

static const MiaoField merge_params[] = {
  P_LONG ("path", "File", "文件路径", P_MUST),
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MAY),
  P_LIST ("choices", choice_items, "Choices", "逐项选择", P_MAY),
  P_END,
};

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* ---- what is chosen ---- */

static void
take_choices (MiaoMerge *merge)
{
  g_autoptr (JsonArray) choices = miao_record_get_list (merge->call->params, "choices");

  for (guint i = 0; i < json_array_get_length (choices); i++) {
    JsonObject *choice = json_array_get_object_element (choices, i);
    const char *field = get_text (choice, "field"), *keep = get_text (choice, "keep");

    for (guint d = 0; d < merge->differences->len; d++) {
      MiaoFieldworkDifference *difference = merge->differences->pdata[d];

      if (g_strcmp0 (difference->field, field) != 0)
        continue;
      if (g_strcmp0 (keep, "theirs") == 0)
        difference->choice = MIAO_FIELDWORK_HOUSE;
      else if (g_strcmp0 (keep, "mine") == 0)
        difference->choice = MIAO_FIELDWORK_BROUGHT;
      else if (g_strcmp0 (keep, "both") == 0 && difference->words)
        difference->choice = MIAO_FIELDWORK_BOTH;
    }
  }
}

static void
tell_conflict (MiaoMerge *merge, const MiaoFieldworkDifference *difference)
{
  const MiaoLanguage language = miao_language ();
  g_autofree char *label = miao_fieldwork_dup_label (difference, language);
  g_autofree char *before = miao_fieldwork_dup_words (difference, difference->base, language);
  g_autofree char *theirs = miao_fieldwork_dup_words (difference, difference->house, language);
  g_autofree char *mine = miao_fieldwork_dup_words (difference, difference->brought, language);

  miao_conflict_add (merge->call, merge->evaluation,
                     &(MiaoConflictField){ .field = difference->field,
                                           .label = label,
                                           .before = before,
                                           .theirs = theirs,
                                           .mine = mine,
                                           .words = difference->words });
}

/* Nothing is merged by halves: every answer that both changed is chosen first. */
static gboolean
check_choices (MiaoMerge *merge, GError **error)
{
  guint open = 0;

  for (guint i = 0; i < merge->differences->len; i++) {
    const MiaoFieldworkDifference *difference = merge->differences->pdata[i];

    if (!difference->conflict || difference->choice != MIAO_FIELDWORK_UNDECIDED)
      continue;
    tell_conflict (merge, difference);
    open++;
  }
  if (open == 0)
    return TRUE;
  json_object_set_string_member (merge->call->conflict, "saved_by",
                                 miao_pick ("院内", "the office"));
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
               miao_pick ("%s外出期间，院内也改了其中 %u 项。请逐项核对后选择；没有选用的内容会写入"
                          "合并记录。",
                          "While %s was out, the office changed %u of the same things. Compare one "
                          "by one and choose; what is not chosen stands in the record of the "
                          "merge."),
               merge->head->holder, open);

  return FALSE;
}

/* ---- merging ---- */

static gboolean
is_row_of (JsonArray *rows, JsonNode *row)
{
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    if (json_node_equal (json_array_get_element (rows, i), row))
      return TRUE;
  }

  return FALSE;
}

static JsonArray *
get_array (JsonObject *state, const char *name)
{
  JsonNode *node = json_object_get_member (state, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_ref (json_node_get_array (node))
                                                      : json_array_new ();
}

/* What comes from outside is checked like what is typed: unknown members, control characters,
 * lengths. */
static gboolean
check_rows (const char *field, JsonArray *rows, GError **error)
{
  g_autoptr (MiaoRecord) trial = miao_record_new (miao_kind_find ("evaluation"));
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_array_member (object, field, json_array_ref (rows));

  return miao_record_merge_json (trial, object, error);
}

/* Home visits of both stand side by side. */
static gboolean
take_visits (MiaoMerge *merge, gboolean *ret_added, GError **error)
{
  g_autoptr (JsonArray) visits = miao_record_get_list (merge->evaluation, "visited_on");
  g_autoptr (JsonArray) base = get_array (merge->base, "visited_on");
  g_autoptr (JsonArray) brought = get_array (merge->brought, "visited_on");
  gboolean added = FALSE;

  if (!check_rows ("visited_on", brought, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (brought); i++) {
    JsonNode *row = json_array_get_element (brought, i);

    if (!JSON_NODE_HOLDS_OBJECT (row) || is_row_of (base, row) || is_row_of (visits, row))
      continue;
    json_array_add_element (visits, json_node_copy (row));
    added = TRUE;
  }
  if (added)
    miao_record_set_list (merge->evaluation, "visited_on", visits);
  *ret_added = added;

  return TRUE;
}

/* Nothing is taken in before everything is chosen; a preview takes in nothing. */
static gboolean
take_papers (MiaoMerge *merge, GError **error)
{
  JsonNode *node = json_object_get_member (merge->content, "papers");
  JsonArray *papers = node != NULL && JSON_NODE_HOLDS_ARRAY (node) && !merge->call->preview
                          ? json_node_get_array (node)
                          : NULL;

  merge->papers = miao_fieldwork_take_papers (merge->call, miao_record_get_id (merge->evaluation),
                                              papers, error);

  return merge->papers != NULL;
}

/* The papers of an answer by the ids that they have here. What neither came along nor is here is
 * dropped: nothing stands for it. */
static char *
dup_papers (MiaoMerge *merge, const char *text)
{
  g_auto (GStrv) ids = g_strsplit (text, " ", -1);
  g_autoptr (GString) here = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++) {
    const char *id = g_hash_table_lookup (merge->papers, ids[i]);
    g_autoptr (MiaoRecord) known =
        id == NULL ? miao_call_load (merge->call, "document", ids[i], NULL) : NULL;

    if (known != NULL)
      id = ids[i];
    /* Both sides may have added the same file. */
    if (id != NULL && strstr (here->str, id) == NULL)
      g_string_append_printf (here, "%s%s", here->len > 0 ? " " : "", id);
  }

  return g_string_free (g_steal_pointer (&here), FALSE);
}

static void
set_answer (JsonArray *rows, const MiaoFieldworkDifference *difference, const char *text)
{
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "item", difference->item->id);
  json_object_set_string_member (row, difference->part, text != NULL ? text : "");
  json_array_add_object_element (rows, row);
}

static gboolean
take_differences (MiaoMerge *merge, gboolean *ret_changed, GError **error)
{
  g_autoptr (JsonArray) rows = json_array_new ();
  gboolean visited;

  *ret_changed = FALSE;
  for (guint i = 0; i < merge->differences->len; i++) {
    const MiaoFieldworkDifference *difference = merge->differences->pdata[i];
    g_autofree char *text = miao_fieldwork_dup_outcome (difference);

    if (difference->need != NULL || g_strcmp0 (text, difference->house) == 0)
      continue;
    *ret_changed = TRUE;
    if (difference->item != NULL && strcmp (difference->part, "evidence") == 0 && text != NULL) {
      g_autofree char *papers = dup_papers (merge, text);

      set_answer (rows, difference, papers);
    } else if (difference->item != NULL) {
      set_answer (rows, difference, text);
    } else {
      miao_record_set (merge->evaluation, difference->field, text);
    }
  }
  if (!take_visits (merge, &visited, error) || !check_rows ("answers", rows, error))
    return FALSE;
  *ret_changed |= visited;

  return miao_evaluation_take_answers (merge->evaluation, merge->form, rows, error);
}

/* ---- the member's own opinion ---- */

/* What the member wrote here meanwhile stays in their own opinion, behind what they bring. */
static char *
dup_own_words (const MiaoMerge *merge, const char *field)
{
  const char *base = get_text (merge->base, field), *brought = get_text (merge->brought, field);
  const char *stored = miao_record_get (merge->member, field);

  if (strcmp (field, "vote") == 0 || strcmp (field, "conclusion") == 0 || stored == NULL ||
      g_strcmp0 (stored, base) == 0 || g_strcmp0 (stored, brought) == 0)
    return g_strdup (brought);

  return g_strdup_printf ("%s（此前在院内所写：%s）", brought != NULL ? brought : "", stored);
}

/* Seals it here as it was sealed there. Says nothing of it to whoever merges. */
static gboolean
take_opinion (MiaoMerge *merge, GError **error)
{
  static const char *const words[] = { "vote", "conclusion", "opinion", "dissent" };
  g_autoptr (MiaoRecord) member =
      miao_call_load (merge->call, "evaluation_member", miao_record_get_id (merge->member), error);
  g_autoptr (MiaoRecord) before = NULL;
  const char *signed_at = get_text (merge->brought, "signed_at");
  /* A signature stands under the answers and needs that the member saw, and under no others. */
  gboolean stands =
      signed_at != NULL && miao_fieldwork_is_same (merge->form, merge->evaluation, merge->brought);
  gboolean touched = FALSE, listed = FALSE;

  if (member == NULL || !miao_merge_needs_stand (merge, &listed, error))
    return FALSE;
  stands = stands && listed;
  before = miao_record_copy (member);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    touched |=
        g_strcmp0 (get_text (merge->brought, words[i]), get_text (merge->base, words[i])) != 0;
  miao_call_result (merge->call, "signature",
                    signed_at == NULL ? "none"
                    : stands          ? "taken"
                                      : "again");
  if (!touched)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *text = dup_own_words (merge, words[i]);

    miao_record_set (member, words[i], text);
  }
  if (!stands) {
    miao_record_set (member, "vote", NULL);
    miao_record_set (member, "conclusion", NULL);
    miao_record_set (member, "signed_at", NULL);
  } else {
    miao_record_set (member, "signed_at", signed_at);
    miao_record_set (member, "opinion_at", get_text (merge->brought, "opinion_at"));
  }
  if (!miao_call_update (merge->call, before, member, error))
    return FALSE;

  return !stands || miao_record_is (merge->evaluation, "status", "SIGNING") ||
         miao_call_move (merge->call, merge->evaluation, "SIGNING", error);
}

/* Somebody who has signed here since has said it here; only they say which of the two counts. */
static gboolean
check_opinion (MiaoMerge *merge, GError **error)
{
  const char *staff = miao_session_get_staff (merge->call->session);
  static const char *const words[] = { "vote", "conclusion", "opinion", "dissent" };
  gboolean here = FALSE, there = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *base = get_text (merge->base, words[i]);
    const char *brought = get_text (merge->brought, words[i]);
    const char *stored = miao_record_get (merge->member, words[i]);

    there |= g_strcmp0 (brought, base) != 0 && g_strcmp0 (brought, stored) != 0;
    here |= g_strcmp0 (stored, base) != 0 && stored != NULL;
  }
  if (!here || !there || (staff != NULL && miao_record_is (merge->member, "person", staff)))
    return TRUE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_DENIED,
      miao_pick ("%s外出期间又在院内写了本人意见。请其本人登录后合并，以带回的意见为准。",
                 "%s has written an own opinion here as well. Ask them to log in and merge "
                 "it themselves; what they bring then counts."),
      miao_record_get (merge->member, "name"));

  return FALSE;
}

static void
tell_result (MiaoMerge *merge)
{
  guint conflicts = 0, closed = 0;

  for (guint i = 0; i < merge->differences->len; i++) {
    const MiaoFieldworkDifference *difference = merge->differences->pdata[i];

    conflicts += difference->conflict;
    closed += difference->closed;
  }
  miao_call_result (merge->call, "number", merge->head->number);
  miao_call_result (merge->call, "evaluation", miao_record_get_id (merge->evaluation));
  json_object_set_int_member (merge->call->result, "taken",
                              merge->differences->len - conflicts - closed + merge->found->len);
  json_object_set_int_member (merge->call->result, "chosen", conflicts);
  json_object_set_int_member (merge->call->result, "closed", closed);
}

static gboolean
run_merge (MiaoCall *call, GError **error)
{
  g_auto (MiaoMerge) merge = { .call = call };
  g_autoptr (MiaoRecord) before = NULL;
  g_autofree char *protocol = NULL;
  gboolean changed;

  if (!miao_merge_open (&merge, error))
    return FALSE;
  take_choices (&merge);
  if (!check_opinion (&merge, error) || !check_choices (&merge, error))
    return FALSE;
  before = miao_record_copy (merge.evaluation);
  if (!take_papers (&merge, error) || !take_differences (&merge, &changed, error) ||
      !miao_merge_take_needs (&merge, &changed, error) ||
      (changed && !miao_evaluation_reopen (call, merge.evaluation, error)) ||
      !take_opinion (&merge, error) || !miao_merge_keep_protocol (&merge, &protocol, error))
    return FALSE;
  miao_fieldwork_end (call, merge.evaluation, merge.head->package, "MERGED", NULL, protocol);
  tell_result (&merge);

  return miao_fieldwork_forget_secret (call, merge.head->package, error) &&
         miao_call_update (call, before, merge.evaluation, error);
}

const MiaoUseCase miao_case_merge_fieldwork = {
  .name = "merge-fieldwork",
  .label = "Merge a field package",
  .label_zh = "合并外出评估包",
  .permission = MIAO_MAY_EVALUATION_SIGN,
  .params = merge_params,
  .run = run_merge,
};
