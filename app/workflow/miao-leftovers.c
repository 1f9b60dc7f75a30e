#include "config.h"

#include "miao-leftovers.h"

#include "miao-codes.h"
#include "miao-drafts.h"
#include "miao-field.h"
#include "miao-language.h"
#include "miao-store.h"
#include "miao-use-case.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What a draft remembers beside the words: the record as it was seen, and its version. */
static const char *const not_typed[] = { "seen", "version", NULL };

void
miao_leftover_free (MiaoLeftover *leftover)
{
  g_free (leftover->kind);
  g_free (leftover->record);
  g_free (leftover->title);
  g_free (leftover->words);
  g_free (leftover->record_id);
  g_free (leftover);
}

/* ---- what was to be done ---- */

static char *
dup_title (const char *form)
{
  static const struct {
    const char *form;
    const char *zh, *en;
  } others[] = {
    { "account", "账号", "Account" },
    { "delegation", "转交待办事项", "Hand over tasks" },
    { "finding-field", "改正校验结果", "Correct a finding" },
    { "finding-note", "说明校验结果", "Explain a finding" },
    { "import-children", "导入儿童台账", "Import a ledger" },
    { "set-backup", "备份设置", "Backup settings" },
  };
  const MiaoUseCase *use_case;
  const MiaoKind *kind;

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i].form, form) == 0)
      return g_strdup (miao_pick (others[i].zh, others[i].en));
  use_case = miao_use_case_find (form);
  if (use_case != NULL)
    return g_strdup (miao_use_case_label (use_case));
  kind = miao_kind_find (form);

  return g_strdup (kind != NULL ? miao_pick (kind->label_zh, kind->label)
                                : miao_pick ("其他输入", "Other typing"));
}

/* ---- what was typed ---- */

static const MiaoField *
find_field (const MiaoUseCase *use_case, const char *name)
{
  for (const MiaoField *field = use_case != NULL ? use_case->params : NULL;
       field != NULL && field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      return field;
  for (guint i = 0;
       use_case != NULL && i < MIAO_USE_CASE_MAX_RECORDS && use_case->records[i].kind != NULL;
       i++) {
    const MiaoField *field = miao_kind_field (miao_kind_find (use_case->records[i].kind), name);

    if (field != NULL)
      return field;
  }
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    const MiaoField *field = miao_kind_field (*kinds, name);

    if (field != NULL)
      return field;
  }

  return NULL;
}

static void
add_line (GString *words, const char *label, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (words->len > 0)
    g_string_append_c (words, '\n');
  if (label != NULL)
    g_string_append_printf (words, "%s%s", label, miao_pick ("：", ": "));
  g_string_append (words, text);
}

static void
add_value (GString *words, const MiaoUseCase *use_case, const char *name, const char *text)
{
  const MiaoField *field = find_field (use_case, name);
  g_autofree char *shown = NULL;

  /* Which record was chosen is an id, which says nothing to anybody. */
  if (field != NULL && (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS))
    return;
  shown = field != NULL ? miao_field_display (field, text, miao_language ()) : g_strdup (text);
  /* What was typed may not be what the field reads: the words themselves count. */
  add_line (words, field != NULL ? miao_pick (field->label_zh, field->label) : name,
            shown != NULL && *shown != '\0' ? shown : text);
}

static void
add_node (GString *words, const MiaoUseCase *use_case, const char *name, JsonNode *node);

/* States of loose widgets: words, and numbers of what was chosen, which say nothing alone. */
static void
add_loose (GString *words, const char *text)
{
  g_autoptr (JsonNode) node = NULL;

  if (*text == '[') {
    node = json_from_string (text, NULL);
    if (node != NULL)
      add_node (words, NULL, NULL, node);
    return;
  }
  if (strspn (text, "0123456789") != strlen (text))
    add_line (words, NULL, text);
}

static void
add_answer (GString *words, JsonObject *answer)
{
  const char *item = json_object_get_string_member_with_default (answer, "item", NULL);

  add_line (words, item, json_object_get_string_member_with_default (answer, "answer", NULL));
  add_line (words, item, json_object_get_string_member_with_default (answer, "note", NULL));
}

static void
add_node (GString *words, const MiaoUseCase *use_case, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *object = json_node_get_object (node);
    g_autoptr (GList) members = json_object_get_members (object);

    if (json_object_has_member (object, "item")) {
      add_answer (words, object);
      return;
    }
    for (GList *at = members; at != NULL; at = at->next)
      if (!g_strv_contains (not_typed, at->data))
        add_node (words, use_case, at->data, json_object_get_member (object, at->data));
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++) {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        add_loose (words, json_node_get_string (element));
      else
        add_node (words, use_case, name, element);
    }
  } else if (name != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING) {
    add_value (words, use_case, name, json_node_get_string (node));
  }
}

static char *
dup_words (const MiaoDraft *draft)
{
  g_autoptr (JsonNode) node = json_from_string (draft->content, NULL);
  GString *words = g_string_new (NULL);

  /* Whatever it is, it is shown rather than hidden. */
  if (node == NULL)
    add_line (words, NULL, draft->content);
  else
    add_node (words, miao_use_case_find (draft->kind), NULL, node);

  return g_string_free (words, words->len == 0);
}

/* ---- what it is about ---- */

static gboolean
find_record (MiaoSession *session, MiaoLeftover *leftover, const char *id)
{
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    g_autoptr (MiaoRecord) record =
        miao_store_load (miao_session_get_store (session), *kinds, id, NULL);

    if (record == NULL)
      continue;
    leftover->record_kind = (*kinds)->name;
    leftover->record_id = g_strdup (id);
    return TRUE;
  }

  return FALSE;
}

static MiaoRecord *
find_newest (MiaoStore *store, const char *kind, const char *rule, const char *record)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  if (rule != NULL)
    miao_query_where (query, "rule", MIAO_OP_EQ, rule);
  if (record != NULL)
    miao_query_where (query, "record", MIAO_OP_EQ, record);
  miao_query_order (query, "created_at", TRUE);

  return miao_store_first (store, query, NULL);
}

/* A finding is known by its rule, its record and its field ("-": none), and looked at in the newest
 * batch: what was not found there again is settled. */
static gboolean
find_finding (MiaoSession *session, MiaoLeftover *leftover)
{
  MiaoStore *store = miao_session_get_store (session);
  g_auto (GStrv) key = g_strsplit (leftover->record, " ", 3);
  g_autoptr (MiaoRecord) finding = NULL, batch = NULL;

  if (g_strv_length (key) < 2)
    return FALSE;
  finding =
      find_newest (store, "submission_finding", key[0], strcmp (key[1], "-") != 0 ? key[1] : NULL);
  batch = find_newest (store, "submission", NULL, NULL);
  if (strcmp (key[1], "-") != 0)
    (void) find_record (session, leftover, key[1]);

  return finding != NULL && batch != NULL && !miao_record_is (finding, "status", "fixed") &&
         miao_record_is (finding, "submission", miao_record_get_id (batch));
}

static gboolean
is_of_finding (const char *form)
{
  return strcmp (form, "finding-field") == 0 || strcmp (form, "finding-note") == 0;
}

/* Accounts are no records, and a form for something new is always there. */
static gboolean
has_place (MiaoSession *session, MiaoLeftover *leftover)
{
  if (is_of_finding (leftover->kind))
    return find_finding (session, leftover);

  return *leftover->record == '\0' || strcmp (leftover->kind, "account") == 0 ||
         find_record (session, leftover, leftover->record);
}

/* ---- the list ---- */

static int
compare_leftovers (gconstpointer a, gconstpointer b)
{
  const MiaoLeftover *one = *(MiaoLeftover *const *) a;
  const MiaoLeftover *two = *(MiaoLeftover *const *) b;

  if (one->lost != two->lost)
    return one->lost ? -1 : 1;

  return one->at_ms < two->at_ms ? 1 : one->at_ms > two->at_ms ? -1 : 0;
}

GPtrArray *
miao_leftovers_read (MiaoSession *session, GError **error)
{
  g_autoptr (GPtrArray) drafts = miao_drafts_list (session, error);
  GPtrArray *list;

  if (drafts == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_leftover_free);
  for (guint i = 0; i < drafts->len; i++) {
    const MiaoDraft *draft = g_ptr_array_index (drafts, i);
    MiaoLeftover *leftover = g_new0 (MiaoLeftover, 1);

    leftover->kind = g_strdup (draft->kind);
    leftover->record = g_strdup (draft->record);
    leftover->at_ms = draft->at_ms;
    leftover->title = dup_title (draft->kind);
    leftover->words = dup_words (draft);
    leftover->lost = !has_place (session, leftover);
    g_ptr_array_add (list, leftover);
  }
  g_ptr_array_sort (list, compare_leftovers);

  return list;
}

gboolean
miao_leftovers_drop (MiaoSession *session, const MiaoLeftover *leftover, GError **error)
{
  return miao_drafts_put (session, leftover->kind, leftover->record, NULL, NULL, error);
}
