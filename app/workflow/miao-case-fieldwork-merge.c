/* A field package comes back: what was written away from the office and in it become one. */
#include "config.h"

#include "miao-attachments.h"
#include "miao-case-evaluation.h"
#include "miao-cases.h"
#include "miao-conflict.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-fieldwork-compare.h"
#include "miao-fieldwork.h"
#include "miao-forms.h"
#include "miao-id.h"
#include "miao-params.h"
#include "miao-pdf.h"
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

typedef struct {
  MiaoCall *call;
  MiaoParcel *parcel;
  MiaoFieldworkHead *head;
  MiaoFieldworkSecret secret;
  JsonObject *content;
  JsonObject *base;
  JsonObject *brought;
  MiaoRecord *evaluation;
  MiaoRecord *member;
  const MiaoForm *form;
  GPtrArray *differences;
  GHashTable *papers; /* id there -> id here */
} Merge;

static void
merge_clear (Merge *merge)
{
  g_clear_pointer (&merge->parcel, miao_parcel_free);
  g_clear_pointer (&merge->head, miao_fieldwork_head_free);
  miao_fieldwork_secret_clear (&merge->secret);
  g_clear_pointer (&merge->content, json_object_unref);
  g_clear_pointer (&merge->base, json_object_unref);
  g_clear_pointer (&merge->brought, json_object_unref);
  g_clear_pointer (&merge->evaluation, miao_record_unref);
  g_clear_pointer (&merge->member, miao_record_unref);
  g_clear_pointer (&merge->differences, g_ptr_array_unref);
  g_clear_pointer (&merge->papers, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* ---- may it come in? ---- */

static gboolean
check_head (Merge *merge, GError **error)
{
  g_autofree char *house = miao_vault_dup_house (merge->call->session, error);

  if (house == NULL)
    return FALSE;
  if (!merge->head->back) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这是带出的评估包，里面没有填写的内容。请选择评估员“打包带回”"
                                    "生成的文件。",
                                    "This is the package that left; nothing was filled in here. "
                                    "Choose the file that “Pack to bring back” made."));
    return FALSE;
  }
  if (strcmp (house, merge->head->house) == 0)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
               miao_pick ("这个外出评估包属于“%s”，不是从本机构的数据文件带出的，不能合并。",
                          "This field package belongs to “%s”. It did not leave from this "
                          "institution's file and cannot be merged."),
               merge->head->institution);

  return FALSE;
}

static gboolean
refuse_state (const MiaoFieldworkHead *head, JsonObject *row, GError **error)
{
  const char *state = get_text (row, "state");
  const char *day = get_text (row, "back_on");

  if (g_strcmp0 (state, "MERGED") == 0)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("外出评估包 %s 已于 %s 合并，不会再合并一次。",
                            "Field package %s was merged on %s already; it is not merged twice."),
                 head->number, day != NULL ? day : "");
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("外出评估包 %s 已于 %s 收回，不能再合并。所填内容仍在评估员的电脑上，"
                            "可以照着在院内补填。",
                            "Field package %s was called back on %s and cannot be merged. What was "
                            "filled in is still on the assessor's computer and can be typed here "
                            "from it."),
                 head->number, day != NULL ? day : "");

  return FALSE;
}

static JsonObject *
parse_text (JsonObject *content, const char *name, GError **error)
{
  const char *text = get_text (content, name);
  g_autoptr (GBytes) bytes =
      g_bytes_new_static (text != NULL ? text : "", text != NULL ? strlen (text) : 0);

  return miao_fieldwork_parse (bytes, error);
}

/* Opens it: the key that the house kept, the member's signature, the state that left. */
static gboolean
open_content (Merge *merge, GError **error)
{
  g_autoptr (GBytes) bytes = miao_parcel_open (merge->parcel, merge->secret.key, error);
  g_autofree char *sha256 = NULL;

  if (bytes == NULL)
    return FALSE;
  if (!miao_parcel_is_signed_by (merge->parcel, merge->secret.sign_public)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                 miao_pick ("文件没有%s本人账号的签名，不能合并。",
                            "The file is not signed by the account of %s and cannot be merged."),
                 merge->head->holder);
    return FALSE;
  }
  merge->content = miao_fieldwork_parse (bytes, error);
  if (merge->content == NULL)
    return FALSE;
  sha256 = g_compute_checksum_for_string (
      G_CHECKSUM_SHA256,
      get_text (merge->content, "base") != NULL ? get_text (merge->content, "base") : "", -1);
  if (g_strcmp0 (sha256, merge->secret.base_sha256) != 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("文件中带出时的内容与本机构登记的不一致，不能合并。",
                                    "What the file says left is not what this institution noted; "
                                    "it cannot be merged."));
    return FALSE;
  }
  merge->base = parse_text (merge->content, "base", error);
  merge->brought = merge->base != NULL ? parse_text (merge->content, "brought", error) : NULL;

  return merge->brought != NULL;
}

/* An assessor brings in their own work only; the office brings in everybody's. */
static gboolean
check_person (Merge *merge, GError **error)
{
  MiaoSession *session = merge->call->session;
  const char *staff = miao_session_get_staff (session);

  if (miao_record_has (merge->member, "left_on")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("%s已于 %s 退出本次评估小组，其外出评估包不能合并。",
                            "%s left the team of this evaluation on %s; the package cannot be "
                            "merged."),
                 miao_record_get (merge->member, "name"),
                 miao_record_get (merge->member, "left_on"));
    return FALSE;
  }
  if (miao_session_get_role (session) != MIAO_ROLE_ASSESSOR ||
      (staff != NULL && miao_record_is (merge->member, "person", staff)))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                       miao_pick ("评估员只能合并自己带出的评估包。",
                                  "An assessor merges nobody's package but their own."));

  return FALSE;
}

/* The evaluation that lists the package: it is not taken from the file. */
static gboolean
find_evaluation (Merge *merge, GError **error)
{
  MiaoCall *call = merge->call;
  g_autoptr (JsonArray) list = NULL;
  const char *id;
  JsonObject *row;

  merge->evaluation =
      miao_call_first (call, "evaluation", "eval_no", merge->head->evaluation_no, error);
  if (merge->evaluation != NULL) {
    list = miao_record_get_list (merge->evaluation, "fieldwork");
    row = miao_fieldwork_find (list, merge->head->package);
  } else {
    row = NULL;
  }
  id = miao_call_get (call, "evaluation");
  if (row == NULL) {
    if (error == NULL || *error == NULL)
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                           miao_pick ("本机构没有登记过这个外出评估包。",
                                      "This institution has no note of this field package."));
    return FALSE;
  }
  if (id != NULL && strcmp (id, miao_record_get_id (merge->evaluation)) != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("这个外出评估包属于评估 %s，请到那份评估中合并。",
                            "This field package belongs to evaluation %s. Merge it there."),
                 merge->head->evaluation_no);
    return FALSE;
  }
  miao_call_set_subject (call, "evaluation", miao_record_get_id (merge->evaluation));
  if (strcmp (get_text (row, "state"), "OUT") != 0)
    return refuse_state (merge->head, row, error);
  merge->member = miao_call_load (call, "evaluation_member", get_text (row, "member"), error);

  return merge->member != NULL && miao_facts_evaluation_open (merge->evaluation, error) &&
         check_person (merge, error);
}

static gboolean
open_merge (Merge *merge, GError **error)
{
  MiaoCall *call = merge->call;

  merge->parcel = miao_parcel_read (miao_call_get (call, "path"), error);
  if (merge->parcel == NULL)
    return FALSE;
  merge->head = miao_fieldwork_parse_head (miao_parcel_get_header (merge->parcel), error);
  if (merge->head == NULL || !check_head (merge, error) || !find_evaluation (merge, error) ||
      !miao_fieldwork_get_secret (call, merge->head->package, &merge->secret, error) ||
      !open_content (merge, error))
    return FALSE;
  merge->form = miao_forms_of_evaluation (merge->call->store, merge->evaluation, error);
  if (merge->form == NULL)
    return FALSE;
  merge->differences =
      miao_fieldwork_compare (merge->form, merge->evaluation, merge->base, merge->brought);

  return TRUE;
}

/* ---- what is chosen ---- */

static void
take_choices (Merge *merge)
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
tell_conflict (Merge *merge, const MiaoFieldworkDifference *difference)
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
check_choices (Merge *merge, GError **error)
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
take_visits (Merge *merge, gboolean *ret_added, GError **error)
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
take_papers (Merge *merge, GError **error)
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
dup_papers (Merge *merge, const char *text)
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
take_differences (Merge *merge, gboolean *ret_changed, GError **error)
{
  g_autoptr (JsonArray) rows = json_array_new ();
  gboolean visited;

  *ret_changed = FALSE;
  for (guint i = 0; i < merge->differences->len; i++) {
    const MiaoFieldworkDifference *difference = merge->differences->pdata[i];
    g_autofree char *text = miao_fieldwork_dup_outcome (difference);

    if (g_strcmp0 (text, difference->house) == 0)
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
dup_own_words (const Merge *merge, const char *field)
{
  const char *base = get_text (merge->base, field), *brought = get_text (merge->brought, field);
  const char *stored = miao_record_get (merge->member, field);

  if (strcmp (field, "vote") == 0 || stored == NULL || g_strcmp0 (stored, base) == 0 ||
      g_strcmp0 (stored, brought) == 0)
    return g_strdup (brought);

  return g_strdup_printf ("%s（此前在院内所写：%s）", brought != NULL ? brought : "", stored);
}

/* Seals it here as it was sealed there. Says nothing of it to whoever merges. */
static gboolean
take_opinion (Merge *merge, GError **error)
{
  static const char *const words[] = { "vote", "opinion", "dissent" };
  g_autoptr (MiaoRecord) member =
      miao_call_load (merge->call, "evaluation_member", miao_record_get_id (merge->member), error);
  g_autoptr (MiaoRecord) before = NULL;
  const char *signed_at = get_text (merge->brought, "signed_at");
  /* A signature stands under the answers that the member saw, and under no others. */
  const gboolean stands =
      signed_at != NULL && miao_fieldwork_is_same (merge->form, merge->evaluation, merge->brought);
  gboolean touched = FALSE;

  if (member == NULL)
    return FALSE;
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
check_opinion (Merge *merge, GError **error)
{
  const char *staff = miao_session_get_staff (merge->call->session);
  static const char *const words[] = { "vote", "opinion", "dissent" };
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

/* ---- the record of the merge ---- */

static void
add_difference (MiaoDocument *document, const MiaoFieldworkDifference *difference)
{
  static const char *const kept[] = { "采用外出填写", "保留院内内容", "采用外出填写",
                                      "两者都保留" };
  g_autofree char *label = miao_fieldwork_dup_label (difference, MIAO_LANGUAGE_ZH);
  g_autofree char *before =
      miao_fieldwork_dup_words (difference, difference->base, MIAO_LANGUAGE_ZH);
  g_autofree char *house =
      miao_fieldwork_dup_words (difference, difference->house, MIAO_LANGUAGE_ZH);
  g_autofree char *brought =
      miao_fieldwork_dup_words (difference, difference->brought, MIAO_LANGUAGE_ZH);
  const char *const cells[] = { label, before, house, brought,
                                difference->conflict ? kept[difference->choice]
                                : difference->joined ? "两边的材料都保留"
                                                     : "院内未改，采用外出填写" };

  miao_document_add_row (document, cells);
}

/* Paper is Chinese whatever the language of the screen. */
static MiaoDocument *
print_protocol (Merge *merge)
{
  static const MiaoColumn columns[] = { { "条目", 5, MIAO_ALIGN_LEFT },
                                        { "带出时", 4, MIAO_ALIGN_LEFT },
                                        { "院内", 4, MIAO_ALIGN_LEFT },
                                        { "外出填写", 4, MIAO_ALIGN_LEFT },
                                        { "结果", 3, MIAO_ALIGN_LEFT } };
  const MiaoDocumentInfo info = {
    .title = "外出评估包合并记录",
    .institution = merge->head->institution,
    .number = merge->head->number,
    .practice = miao_session_is_practice (merge->call->session),
  };
  const char *who = miao_session_get_name (merge->call->session);
  g_autofree char *sha256 = miao_parcel_dup_sha256 (merge->parcel);
  MiaoDocument *document = miao_document_new (&info);
  char today[MIAO_DATE_BUFFER];

  miao_document_add_title (document, info.title);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "评估编号", merge->head->evaluation_no, 1);
  miao_document_add_grid_cell (document, "评估包编号", merge->head->number, 1);
  miao_document_add_grid_cell (document, "携带人", merge->head->holder, 1);
  miao_document_add_grid_cell (document, "带出日期", merge->head->out_on, 1);
  miao_document_add_grid_cell (document, "合并日期", miao_date_format (merge->call->today, today),
                               1);
  miao_document_add_grid_cell (document, "合并人", who, 1);
  miao_document_add_grid_cell (document, "带回文件 SHA-256", sha256, 0);
  miao_document_end_grid (document);
  miao_document_add_space (document, 12);
  if (merge->differences->len == 0) {
    miao_document_add_paragraph (document, "外出期间没有改动条目。", TRUE);
    return document;
  }
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < merge->differences->len; i++)
    add_difference (document, merge->differences->pdata[i]);
  miao_document_end_table (document);

  return document;
}

static MiaoRecord *
describe_protocol (Merge *merge, const MiaoAttachment *attachment)
{
  MiaoRecord *document = miao_record_new (miao_kind_find ("document"));

  miao_record_set_id (document, attachment->id);
  miao_record_set (document, "sha256", attachment->sha256);
  miao_record_set_int (document, "bytes", attachment->size);
  miao_record_set (document, "mime", "application/pdf");
  miao_record_set_printf (document, "name", "%s.pdf", merge->head->number);
  miao_record_set_printf (document, "title", "外出评估包合并记录 %s", merge->head->number);
  miao_record_set (document, "doc_type", "D0905");
  miao_record_set_date (document, "doc_date", merge->call->today);
  miao_record_set (document, "sensitivity", "2");
  miao_record_set (document, "retention", "Y");
  miao_record_set (document, "created_via", "GENERATED");
  miao_record_set (document, "owner_kind", "evaluation");
  miao_record_set (document, "owner_id", miao_record_get_id (merge->evaluation));

  return document;
}

/* What both wrote, and what was kept, stays with the evaluation for ever: no words vanish. */
static gboolean
keep_protocol (Merge *merge, char **ret_id, GError **error)
{
  MiaoCall *call = merge->call;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autoptr (MiaoRecord) document = NULL;
  g_autoptr (MiaoDocument) paper = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = miao_id_new ();

  if (call->preview)
    return TRUE;
  paper = print_protocol (merge);
  bytes = miao_pdf_render (paper, call->now_ms, error);
  if (bytes == NULL)
    return FALSE;
  attachment =
      miao_attachments_add_bytes (miao_session_get_attachments (call->session), id, bytes, error);
  if (attachment == NULL)
    return FALSE;
  document = describe_protocol (merge, attachment);
  if (!miao_call_insert (call, document, error))
    return FALSE;
  *ret_id = g_steal_pointer (&id);

  return TRUE;
}

static void
tell_result (Merge *merge)
{
  guint conflicts = 0;

  for (guint i = 0; i < merge->differences->len; i++)
    conflicts += ((const MiaoFieldworkDifference *) merge->differences->pdata[i])->conflict;
  miao_call_result (merge->call, "number", merge->head->number);
  miao_call_result (merge->call, "evaluation", miao_record_get_id (merge->evaluation));
  json_object_set_int_member (merge->call->result, "taken", merge->differences->len - conflicts);
  json_object_set_int_member (merge->call->result, "chosen", conflicts);
}

static gboolean
run_merge (MiaoCall *call, GError **error)
{
  g_auto (Merge) merge = { .call = call };
  g_autoptr (MiaoRecord) before = NULL;
  g_autofree char *protocol = NULL;
  gboolean changed;

  if (!open_merge (&merge, error))
    return FALSE;
  take_choices (&merge);
  if (!check_opinion (&merge, error) || !check_choices (&merge, error))
    return FALSE;
  before = miao_record_copy (merge.evaluation);
  if (!take_papers (&merge, error) || !take_differences (&merge, &changed, error) ||
      (changed && !miao_evaluation_reopen (call, merge.evaluation, error)) ||
      !take_opinion (&merge, error) || !keep_protocol (&merge, &protocol, error))
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
