#include "config.h"

#include "miao-conflict.h"

#include "miao-account.h"
#include "miao-error.h"
#include "miao-rules.h"
#include "miao-sight.h"
#include "miao-store-audit.h"

#define NOTHING miao_pick ("（空）", "(empty)")

/* What the chain says of a record since a version. */
typedef struct {
  const char *kind;
  gint64 version;     /* that the person saw */
  GHashTable *before; /* field -> text it had, NULL where the chain does not keep it */
  char *who;          /* of the newest change */
  gint64 at_ms;
} Since;

static void
note_change (Since *since, const char *field, JsonNode *pair)
{
  const char *old = NULL;

  if (JSON_NODE_HOLDS_ARRAY (pair) &&
      JSON_NODE_HOLDS_VALUE (json_array_get_element (json_node_get_array (pair), 0)))
    old = json_array_get_string_element (json_node_get_array (pair), 0);
  /* The lines come from the newest to the oldest, so that the last word is what stood there. */
  g_hash_table_replace (since->before, g_strdup (field), g_strdup (old));
}

static gboolean
read_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Since *since = data;
  g_autoptr (JsonNode) root = row->detail != NULL ? json_from_string (row->detail, NULL) : NULL;
  g_autoptr (GList) names = NULL;
  JsonObject *detail, *changed;

  if (g_strcmp0 (row->kind, since->kind) != 0 || root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return TRUE;
  detail = json_node_get_object (root);
  if (!json_object_has_member (detail, "version"))
    return TRUE;
  if (json_object_get_int_member (detail, "version") <= since->version)
    return FALSE;
  if (since->who == NULL) {
    since->who = g_strdup (row->who);
    since->at_ms = row->at_ms;
  }
  if (!json_object_has_member (detail, "changed"))
    return TRUE;
  changed = json_object_get_object_member (detail, "changed");
  names = json_object_get_members (changed);
  for (GList *l = names; l != NULL; l = l->next)
    note_change (since, l->data, json_object_get_member (changed, l->data));

  return TRUE;
}

static void
since_clear (Since *since)
{
  g_clear_pointer (&since->before, g_hash_table_unref);
  g_free (since->who);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Since, since_clear)

static gboolean
read_since (MiaoCall *call, const MiaoRecord *record, gint64 version, Since *ret, GError **error)
{
  ret->kind = miao_record_get_kind (record)->name;
  ret->version = version;
  ret->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return miao_store_audit_each (call->store, 1, miao_record_get_id (record), NULL, TRUE, 0,
                                read_line, ret, error);
}

/* A value as the person reads it; whom a REF means is said by name. */
static char *
dup_words (MiaoCall *call, const MiaoKind *kind, const MiaoField *field, const char *text)
{
  if (text == NULL || *text == '\0')
    return g_strdup (NOTHING);
  if (field->type == MIAO_TYPE_REF) {
    g_autoptr (MiaoRecord) target = miao_call_load (call, field->table, text, NULL);
    const MiaoKind *target_kind = miao_kind_find (field->table);

    if (target != NULL && target_kind->title != NULL &&
        miao_record_has (target, target_kind->title))
      return g_strdup (miao_record_get (target, target_kind->title));
  }

  return miao_sight_dup_shown (miao_session_get_role (call->session), kind, field, text,
                               miao_language ());
}

static JsonObject *
get_conflict (MiaoCall *call, const MiaoRecord *record)
{
  if (call->conflict == NULL) {
    call->conflict = json_object_new ();
    json_object_set_string_member (call->conflict, "kind", miao_record_get_kind (record)->name);
    json_object_set_string_member (call->conflict, "id", miao_record_get_id (record));
    json_object_set_int_member (call->conflict, "version", miao_record_get_version (record));
    json_object_set_array_member (call->conflict, "fields", json_array_new ());
  }

  return call->conflict;
}

static void
set_if (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

void
miao_conflict_add (MiaoCall *call, const MiaoRecord *record, const MiaoConflictField *field)
{
  JsonObject *row = json_object_new ();
  MiaoFinding *finding;
  const char *unknown = miao_pick ("（不详）", "(not known)");

  json_object_set_string_member (row, "field", field->field);
  json_object_set_string_member (row, "label", field->label);
  set_if (row, "before", field->before);
  json_object_set_string_member (row, "theirs", field->theirs);
  set_if (row, "mine", field->mine);
  json_object_set_boolean_member (row, "words", field->words);
  json_array_add_object_element (
      json_object_get_array_member (get_conflict (call, record), "fields"), row);
  finding = miao_findings_add (
      call->findings, miao_rule_find ("REC-01"), MIAO_SEVERITY_BLOCK, miao_record_get_id (record),
      "label", field->label, "before", field->before != NULL ? field->before : unknown, "theirs",
      field->theirs, "mine",
      field->mine != NULL ? field->mine : miao_pick ("（未改）", "(not touched)"), NULL);
  miao_finding_set_target (finding, miao_record_get_kind (record)->name, field->field);
}

static gboolean
refuse (MiaoCall *call, const MiaoRecord *record, const Since *since, GError **error)
{
  JsonObject *conflict = get_conflict (call, record);
  g_autofree char *who =
      since->who != NULL ? miao_account_dup_name (call->session, since->who) : NULL;

  set_if (conflict, "saved_by", who);
  if (since->who != NULL)
    json_object_set_int_member (conflict, "saved_at", since->at_ms);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
               miao_pick ("%s在您打开之后先保存了这条记录。您填写的内容还在：请逐项核对后选择。",
                          "%s saved this record after you opened it. What you typed is still here: "
                          "compare field by field and choose."),
               who != NULL ? who : miao_pick ("另一位工作人员", "Somebody else"));

  return FALSE;
}

gboolean
miao_conflict_refuse (MiaoCall *call, const MiaoRecord *record, GError **error)
{
  g_auto (Since) since = { 0 };
  gint64 seen = json_object_get_int_member_with_default (call->input, "version", 0);

  return read_since (call, record, seen, &since, error) && refuse (call, record, &since, error);
}

/* A field as the person saw it, when they tell. A whole record (it has a version) leaves out what
 * is empty; of single fields, those that are not given are not known. */
static gboolean
get_seen (MiaoCall *call, const MiaoKind *kind, const char *field, char **ret_text)
{
  g_autoptr (MiaoRecord) record = miao_record_new (kind);
  g_autoptr (JsonObject) one = json_object_new ();
  JsonNode *node = json_object_get_member (call->input, "seen");
  JsonObject *seen;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  seen = json_node_get_object (node);
  if (!json_object_has_member (seen, field))
    return json_object_has_member (seen, "version");
  json_object_set_member (one, field, json_object_dup_member (seen, field));
  if (!miao_record_merge_json (record, one, NULL))
    return FALSE;
  *ret_text = g_strdup (miao_record_get (record, field));

  return TRUE;
}

/* What stood in a field that somebody else changed, in words; %NULL when nobody knows any more. */
static char *
dup_before (MiaoCall *call, const MiaoKind *kind, const MiaoField *field, const Since *since)
{
  const char *kept = g_hash_table_lookup (since->before, field->name);
  g_autofree char *seen = NULL;

  if (get_seen (call, kind, field->name, &seen))
    return dup_words (call, kind, field, seen);

  return kept != NULL ? dup_words (call, kind, field, kept) : NULL;
}

/* A number or a name of two people is not one of both. */
static gboolean
are_words (const MiaoField *field)
{
  return field->type == MIAO_TYPE_LONG_TEXT ||
         (field->type == MIAO_TYPE_TEXT &&
          (field->flags & (MIAO_FIELD_KEY | MIAO_FIELD_NAME)) == 0);
}

/* The fields as they were sent: those of a record in an object of its own, single ones beside it.
 */
static JsonObject *
get_typed (MiaoCall *call, const MiaoKind *kind)
{
  JsonNode *node = json_object_get_member (call->input, kind->name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : call->input;
}

static void
compare_field (MiaoCall *call,
               const MiaoRecord *record,
               const MiaoRecord *given,
               const MiaoField *field,
               const Since *since)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  JsonObject *typed = get_typed (call, kind);
  const char *stored = miao_record_get (record, field->name);
  const char *wanted = miao_record_get (given, field->name);
  gboolean touched = json_object_has_member (typed, field->name);
  g_autofree char *before = NULL, *theirs = NULL, *mine = NULL;

  if (!g_hash_table_contains (since->before, field->name) ||
      (touched && g_strcmp0 (stored, wanted) == 0) || (!touched && typed == call->input))
    return;
  before = dup_before (call, kind, field, since);
  theirs = dup_words (call, kind, field, stored);
  mine = touched ? dup_words (call, kind, field, wanted) : NULL;
  miao_conflict_add (call, record,
                     &(MiaoConflictField){ .field = field->name,
                                           .label = miao_field_label (field),
                                           .before = before,
                                           .theirs = theirs,
                                           .mine = mine,
                                           .words = are_words (field) });
}

gboolean
miao_conflict_check (MiaoCall *call,
                     const MiaoRecord *record,
                     const MiaoRecord *given,
                     GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  g_auto (Since) since = { 0 };
  gint64 version = json_object_get_int_member_with_default (call->input, "version", 0);

  if (version == 0 || version == miao_record_get_version (record))
    return TRUE;
  if (!read_since (call, record, version, &since, error))
    return FALSE;
  for (guint i = 0; kind->fields[i].name != NULL; i++)
    compare_field (call, record, given, &kind->fields[i], &since);
  /* What the other one saved is what this one sees and wants. */
  if (call->conflict == NULL)
    return TRUE;

  return refuse (call, record, &since, error);
}
