#include "config.h"

#include "miao-record.h"

#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-value.h"

#include <stdarg.h>
#include <string.h>

struct _MiaoRecord {
  int refs;
  const MiaoKind *kind;
  guint n_fields;
  char *id;
  gint64 version;
  gint64 created_at;
  gint64 updated_at;
  char *created_by;
  char *updated_by;
  char *rule_set;
  char *void_reason;
  gboolean legal_hold;
  char *values[];
};

MiaoRecord *
miao_record_new (const MiaoKind *kind)
{
  guint n_fields = miao_kind_n_fields (kind);
  MiaoRecord *record = g_malloc0 (sizeof *record + n_fields * sizeof (char *));

  record->refs = 1;
  record->kind = kind;
  record->n_fields = n_fields;

  return record;
}

MiaoRecord *
miao_record_copy (const MiaoRecord *record)
{
  MiaoRecord *copy = miao_record_new (record->kind);

  copy->id = g_strdup (record->id);
  copy->version = record->version;
  miao_record_set_stamp (copy, record->created_at, record->created_by, record->updated_at,
                         record->updated_by);
  copy->rule_set = g_strdup (record->rule_set);
  copy->void_reason = g_strdup (record->void_reason);
  copy->legal_hold = record->legal_hold;
  for (guint i = 0; i < record->n_fields; i++)
    copy->values[i] = g_strdup (record->values[i]);

  return copy;
}

MiaoRecord *
miao_record_ref (MiaoRecord *record)
{
  g_atomic_int_inc (&record->refs);

  return record;
}

void
miao_record_unref (MiaoRecord *record)
{
  if (!g_atomic_int_dec_and_test (&record->refs))
    return;
  for (guint i = 0; i < record->n_fields; i++)
    g_free (record->values[i]);
  g_free (record->id);
  g_free (record->created_by);
  g_free (record->updated_by);
  g_free (record->rule_set);
  g_free (record->void_reason);
  g_free (record);
}

const MiaoKind *
miao_record_get_kind (const MiaoRecord *record)
{
  return record->kind;
}

const char *
miao_record_get_id (const MiaoRecord *record)
{
  return record->id;
}

void
miao_record_set_id (MiaoRecord *record, const char *id)
{
  char *copy = g_strdup (id);

  g_free (record->id);
  record->id = copy;
}

gint64
miao_record_get_version (const MiaoRecord *record)
{
  return record->version;
}

void
miao_record_set_version (MiaoRecord *record, gint64 version)
{
  record->version = version;
}

gint64
miao_record_get_created_at (const MiaoRecord *record)
{
  return record->created_at;
}

const char *
miao_record_get_created_by (const MiaoRecord *record)
{
  return record->created_by;
}

gint64
miao_record_get_updated_at (const MiaoRecord *record)
{
  return record->updated_at;
}

const char *
miao_record_get_updated_by (const MiaoRecord *record)
{
  return record->updated_by;
}

void
miao_record_set_stamp (MiaoRecord *record,
                       gint64 created_at,
                       const char *created_by,
                       gint64 updated_at,
                       const char *updated_by)
{
  char *created = g_strdup (created_by);
  char *updated = g_strdup (updated_by);

  g_free (record->created_by);
  g_free (record->updated_by);
  record->created_by = created;
  record->updated_by = updated;
  record->created_at = created_at;
  record->updated_at = updated_at;
}

static void
set_text (char **text, const char *value)
{
  char *copy = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  g_free (*text);
  *text = copy;
}

const char *
miao_record_get_rule_set (const MiaoRecord *record)
{
  return record->rule_set;
}

void
miao_record_set_rule_set (MiaoRecord *record, const char *rule_set)
{
  set_text (&record->rule_set, rule_set);
}

gboolean
miao_record_get_legal_hold (const MiaoRecord *record)
{
  return record->legal_hold;
}

void
miao_record_set_legal_hold (MiaoRecord *record, gboolean hold)
{
  record->legal_hold = hold;
}

const char *
miao_record_get_void_reason (const MiaoRecord *record)
{
  return record->void_reason;
}

void
miao_record_set_void_reason (MiaoRecord *record, const char *reason)
{
  set_text (&record->void_reason, reason);
}

/* Returns -1 after the complaint. */
static int
field_index (const MiaoRecord *record, const char *field)
{
  int index = miao_kind_index (record->kind, field);

  if (index < 0)
    g_critical ("The kind %s has no field %s.", record->kind->name, field);

  return index;
}

const char *
miao_record_get (const MiaoRecord *record, const char *field)
{
  int index = field_index (record, field);

  return index < 0 ? NULL : record->values[index];
}

const char *
miao_record_get_at (const MiaoRecord *record, guint index)
{
  g_return_val_if_fail (index < record->n_fields, NULL);

  return record->values[index];
}

void
miao_record_set (MiaoRecord *record, const char *field, const char *text)
{
  int index = field_index (record, field);

  if (index >= 0)
    miao_record_set_at (record, (guint) index, text);
}

void
miao_record_set_at (MiaoRecord *record, guint index, const char *text)
{
  g_return_if_fail (index < record->n_fields);

  set_text (&record->values[index], text);
}

void
miao_record_set_printf (MiaoRecord *record, const char *field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  miao_record_set (record, field, text);
}

gboolean
miao_record_has (const MiaoRecord *record, const char *field)
{
  return miao_record_get (record, field) != NULL;
}

gint64
miao_record_get_int (const MiaoRecord *record, const char *field, gint64 fallback)
{
  const char *text = miao_record_get (record, field);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

gboolean
miao_record_get_bool (const MiaoRecord *record, const char *field)
{
  return miao_record_is (record, field, "1");
}

MiaoDate
miao_record_get_date (const MiaoRecord *record, const char *field)
{
  return miao_date_parse (miao_record_get (record, field));
}

gboolean
miao_record_is (const MiaoRecord *record, const char *field, const char *text)
{
  return g_strcmp0 (miao_record_get (record, field), text) == 0;
}

void
miao_record_set_int (MiaoRecord *record, const char *field, gint64 value)
{
  miao_record_set_printf (record, field, "%" G_GINT64_FORMAT, value);
}

void
miao_record_set_bool (MiaoRecord *record, const char *field, gboolean value)
{
  miao_record_set (record, field, value ? "1" : "0");
}

void
miao_record_set_date (MiaoRecord *record, const char *field, MiaoDate date)
{
  char buffer[MIAO_DATE_BUFFER];

  miao_record_set (record, field, miao_date_format (date, buffer));
}

JsonArray *
miao_record_get_list (const MiaoRecord *record, const char *field)
{
  const char *text = miao_record_get (record, field);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return json_array_new ();

  return json_node_dup_array (node);
}

void
miao_record_set_list (MiaoRecord *record, const char *field, JsonArray *list)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), list);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int index = field_index (record, field);

  if (index < 0)
    return;
  if (!miao_value_from_json (&record->kind->fields[index], node, MIAO_DATE_NONE, FALSE, &text,
                             &error)) {
    g_critical ("The list of %s cannot be read: %s", field, error->message);
    return;
  }
  miao_record_set_at (record, (guint) index, text);
}

MiaoDate
miao_record_event_date (const MiaoRecord *record)
{
  for (guint i = 0; i < record->n_fields; i++) {
    if (record->kind->fields[i].flags & MIAO_FIELD_EVENT) {
      const char *text = record->values[i];

      /* An instant or month counts by its day resp. first day. */
      return miao_value_to_date (&record->kind->fields[i], text);
    }
  }

  return MIAO_DATE_NONE;
}

gboolean
miao_record_check (const MiaoRecord *record, gboolean final, const char **ret_field, GError **error)
{
  MiaoDate on = miao_record_event_date (record);

  for (guint i = 0; i < record->n_fields; i++) {
    const MiaoField *field = &record->kind->fields[i];
    gboolean needed =
        field->need == MIAO_NEED_ALWAYS || (final && field->need == MIAO_NEED_REQUIRED);
    gboolean ok;

    if (record->values[i] == NULL && needed) {
      g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                   miao_pick ("请填写“%s”。", "Please fill in “%s”."), miao_field_label (field));
      ok = FALSE;
    } else {
      ok = miao_field_check (field, record->values[i], on, error);
    }
    if (!ok) {
      miao_error_set_field (error, record->kind->name, field->name);
      if (ret_field != NULL)
        *ret_field = field->name;
      return FALSE;
    }
  }

  return TRUE;
}

JsonObject *
miao_record_to_json (const MiaoRecord *record)
{
  JsonObject *object = json_object_new ();

  if (record->id != NULL)
    json_object_set_string_member (object, "id", record->id);
  json_object_set_int_member (object, "version", record->version);
  for (guint i = 0; i < record->n_fields; i++) {
    const MiaoField *field = &record->kind->fields[i];

    if (record->values[i] != NULL)
      json_object_set_member (object, field->name, miao_value_to_json (field, record->values[i]));
  }

  return object;
}

gboolean
miao_record_merge_json (MiaoRecord *record, JsonObject *object, GError **error)
{
  g_autoptr (MiaoRecord) copy = miao_record_copy (record);
  MiaoDate on;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  /* Codes are checked against the event date of the result by miao_record_check(): the date itself
   * may be a later member of the same object. */
  on = MIAO_DATE_NONE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    g_autofree char *text = NULL;
    int index;

    /* Several kinds have a field that is called "kind". */
    if (miao_kind_index (record->kind, name) < 0 &&
        (strcmp (name, "id") == 0 || strcmp (name, "version") == 0 || strcmp (name, "kind") == 0))
      continue;
    index = miao_kind_index (record->kind, name);
    if (index < 0) {
      g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                   miao_pick ("“%s”没有名为“%s”的字段。", "“%s” has no field named “%s”."),
                   miao_kind_label (record->kind), name);
      return FALSE;
    }
    if (!miao_value_from_json (&record->kind->fields[index], node, on, TRUE, &text, error)) {
      miao_error_set_field (error, record->kind->name, name);
      return FALSE;
    }
    miao_record_set_at (copy, (guint) index, text);
  }
  for (guint i = 0; i < record->n_fields; i++) {
    char *old = record->values[i];

    record->values[i] = copy->values[i];
    copy->values[i] = old;
  }

  return TRUE;
}

GArray *
miao_record_changed (const MiaoRecord *a, const MiaoRecord *b)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (a == NULL || a->kind == b->kind, changed);

  for (guint i = 0; i < b->n_fields; i++) {
    if (g_strcmp0 (a != NULL ? a->values[i] : NULL, b->values[i]) != 0)
      g_array_append_val (changed, i);
  }

  return changed;
}
