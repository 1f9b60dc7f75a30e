#include "config.h"

#include "miao-schema.h"

#include <string.h>

/* Longest texts that the database takes; they agree with miao_field_check(). */
#define TEXT_CHARACTERS 200
#define LONG_TEXT_CHARACTERS 20000
#define CODE_CHARACTERS 60
#define WORDS_CHARACTERS 20000

#define STATE_FIELD "status"

gboolean
miao_schema_has_system (const MiaoKind *kind, const char *name)
{
  return miao_kind_index (kind, name) < 0;
}

const MiaoField *
miao_schema_sorted_field (const MiaoKind *kind)
{
  const MiaoField *field = kind->title != NULL ? miao_kind_field (kind, kind->title) : NULL;

  return field != NULL && (field->flags & MIAO_FIELD_NAME) ? field : NULL;
}

gboolean
miao_schema_is_searchable (const MiaoKind *kind)
{
  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    if (field->flags & (MIAO_FIELD_NAME | MIAO_FIELD_KEY))
      return TRUE;
  }

  return FALSE;
}

static const char *
sql_type (const MiaoField *field)
{
  switch (field->type) {
  case MIAO_TYPE_INTEGER:
  case MIAO_TYPE_INSTANT:
  case MIAO_TYPE_BOOLEAN:
    return "@I64";
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
  case MIAO_TYPE_DATE:
  case MIAO_TYPE_MONTH:
  case MIAO_TYPE_CODE:
  case MIAO_TYPE_CODES:
  case MIAO_TYPE_REF:
  case MIAO_TYPE_REFS:
  case MIAO_TYPE_LIST:
  default:
    return "TEXT";
  }
}

static gint64
most_characters (const MiaoField *field)
{
  switch (field->type) {
  case MIAO_TYPE_TEXT:
    return field->max > 0 ? field->max : TEXT_CHARACTERS;
  case MIAO_TYPE_LONG_TEXT:
    return field->max > 0 ? field->max : LONG_TEXT_CHARACTERS;
  case MIAO_TYPE_CODE:
    return CODE_CHARACTERS;
  case MIAO_TYPE_CODES:
  case MIAO_TYPE_REFS:
    return WORDS_CHARACTERS;
  case MIAO_TYPE_DATE:
  case MIAO_TYPE_MONTH:
  case MIAO_TYPE_INSTANT:
  case MIAO_TYPE_INTEGER:
  case MIAO_TYPE_BOOLEAN:
  case MIAO_TYPE_REF:
  case MIAO_TYPE_LIST:
  default:
    return 0;
  }
}

static void
append_check (GString *sql, const MiaoKind *kind, const MiaoField *field)
{
  gint64 most = most_characters (field);

  if ((field->type == MIAO_TYPE_INTEGER && field->max <= field->min) ||
      field->type == MIAO_TYPE_INSTANT)
    return;
  g_string_append_printf (sql, "\n    CONSTRAINT \"%s.%s\" CHECK (", kind->name, field->name);
  if (field->type == MIAO_TYPE_INTEGER)
    g_string_append_printf (sql, "\"%s\" BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                            field->name, field->min, field->max);
  else if (field->type == MIAO_TYPE_BOOLEAN)
    g_string_append_printf (sql, "\"%s\" IN (0, 1)", field->name);
  else if (field->type == MIAO_TYPE_DATE)
    g_string_append_printf (sql,
                            "\"%s\" LIKE '____-__-__' AND \"%s\" BETWEEN '0001-01-01' AND "
                            "'9999-12-31'",
                            field->name, field->name);
  else if (field->type == MIAO_TYPE_MONTH)
    g_string_append_printf (sql, "\"%s\" LIKE '____-__' AND \"%s\" BETWEEN '0001-01' AND '9999-12'",
                            field->name, field->name);
  else if (field->type == MIAO_TYPE_REF)
    g_string_append_printf (sql, "length (\"%s\") = 36", field->name);
  else if (field->type == MIAO_TYPE_LIST)
    g_string_append_printf (sql, "\"%s\" LIKE '[{%%}]'", field->name);
  else
    g_string_append_printf (sql, "length (\"%s\") BETWEEN 1 AND %" G_GINT64_FORMAT, field->name,
                            most);
  g_string_append (sql, ")");
}

static void
append_column (GString *sql, const MiaoKind *kind, const MiaoField *field)
{
  g_string_append_printf (sql, ",\n  \"%s\" %s", field->name, sql_type (field));
  if (field->need == MIAO_NEED_ALWAYS)
    g_string_append (sql, " NOT NULL");
  if (field->type == MIAO_TYPE_REF && field->table != NULL)
    g_string_append_printf (sql, " @REFERENCES \"%s\" (id)", field->table);
  append_check (sql, kind, field);
}

/* Lists are nearly always filtered by the state of the records. With the state in the index that
 * gives the order, rows of other states are passed over without being read. */
static gboolean
has_state (const MiaoKind *kind)
{
  return miao_kind_index (kind, STATE_FIELD) >= 0;
}

static gboolean
is_indexed (const MiaoKind *kind, const MiaoField *field)
{
  /* The index that keeps values apart serves the rest as well, but for lists by state. */
  if ((field->flags & MIAO_FIELD_UNIQUE) && field->need == MIAO_NEED_ALWAYS && !has_state (kind))
    return FALSE;

  /* Numbers by which somebody is looked up before being entered a second time. */
  if ((field->flags & MIAO_FIELD_KEY) && field->need != MIAO_NEED_OPTIONAL)
    return TRUE;

  return (field->flags & MIAO_FIELD_INDEX) ||
         (kind->number != NULL && strcmp (kind->number, field->name) == 0);
}

static void
append_table (GString *sql, const MiaoKind *kind)
{
  const MiaoField *sorted = miao_schema_sorted_field (kind);

  g_string_append_printf (sql,
                          "\n-- %s %s (%s)\n"
                          "CREATE TABLE \"%s\" (\n"
                          "  id TEXT NOT NULL PRIMARY KEY\n"
                          "    CONSTRAINT \"%s.id\" CHECK (length (id) = 36),\n"
                          "  row_version @I64 NOT NULL CHECK (row_version >= 1),\n"
                          "  created_at @I64 NOT NULL,\n"
                          "  created_by TEXT NOT NULL,\n"
                          "  updated_at @I64 NOT NULL,\n"
                          "  updated_by TEXT NOT NULL",
                          kind->label_zh, kind->label, kind->source != NULL ? kind->source : "",
                          kind->name, kind->name);
  if (miao_schema_has_system (kind, "rule_set"))
    g_string_append (sql, ",\n  rule_set TEXT");
  if (miao_schema_has_system (kind, "legal_hold"))
    g_string_append (sql, ",\n  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1))");
  if (miao_schema_has_system (kind, "void_reason"))
    g_string_append (sql, ",\n  void_reason TEXT CHECK (length (void_reason) > 0)");
  for (const MiaoField *field = kind->fields; field->name != NULL; field++)
    append_column (sql, kind, field);
  if (sorted != NULL)
    g_string_append_printf (sql, ",\n  \"%s_sort\" TEXT", sorted->name);
  g_string_append (sql, "\n) @STRICT;\n");
}

static void
append_index (GString *sql, const MiaoKind *kind, const char *column)
{
  g_string_append_printf (
      sql, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\", id%s);\n", kind->name, column, kind->name,
      column, has_state (kind) && strcmp (column, STATE_FIELD) != 0 ? ", " STATE_FIELD : "");
}

static void
append_indexes (GString *sql, const MiaoKind *kind)
{
  const MiaoField *sorted = miao_schema_sorted_field (kind);

  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    if (field->flags & MIAO_FIELD_UNIQUE)
      g_string_append_printf (sql, "CREATE UNIQUE INDEX \"%s_%s_unique\" ON \"%s\" (\"%s\");\n",
                              kind->name, field->name, kind->name, field->name);
    if (is_indexed (kind, field))
      append_index (sql, kind, field->name);
  }
  if (sorted != NULL) {
    g_autofree char *column = g_strconcat (sorted->name, "_sort", NULL);

    append_index (sql, kind, column);
  }
}

char *
miao_schema_dup_records (const MiaoKind *const *kinds)
{
  GString *sql = g_string_new (
      "-- The record tables. Printed from the data dictionary (app/model/kinds) by\n"
      "-- build-aux/update-schema; a test holds both together. Dates are ISO text, instants ms "
      "UTC,\n"
      "-- money fen, lengths mm, weights g. What a field means stands in the dictionary.\n");

  for (; *kinds != NULL; kinds++) {
    append_table (sql, *kinds);
    append_indexes (sql, *kinds);
  }

  return g_string_free (sql, FALSE);
}

static void
append_trigger (GString *sql,
                const MiaoKind *kind,
                gboolean server,
                const char *name,
                const char *event,
                const char *when,
                const char *says)
{
  if (server) {
    g_string_append_printf (sql,
                            "CREATE TRIGGER \"%s_%s\" BEFORE %s ON \"%s\" FOR EACH ROW\n%s%s%s"
                            "EXECUTE FUNCTION guard_refuse ('%s');\n",
                            kind->name, name, event, kind->name, when != NULL ? "  WHEN (" : "",
                            when != NULL ? when : "", when != NULL ? ")\n" : "", says);
    return;
  }
  g_string_append_printf (sql,
                          "CREATE TRIGGER \"%s_%s\" BEFORE %s ON \"%s\"\n%s%s%s"
                          "BEGIN SELECT RAISE (ABORT, '%s'); END;\n",
                          kind->name, name, event, kind->name, when != NULL ? "  WHEN " : "",
                          when != NULL ? when : "", when != NULL ? "\n" : "", says);
}

/* Kinds whose rows become final with a state. After that only the fields of @later change, and
 * those of @once are filled where they are still absent. */
static const struct {
  const char *kind;
  const char *states;
  const char *const later[10];
  const char *const once[10];
} finals[] = {
  { "evaluation",
    "'FINAL', 'REVIEWED', 'FILED'",
    { "status", "reviewed_by", "review_on", "review_result", "review_text", "told_on", "told_how",
      "legal_hold", NULL },
    { "report_doc", "final_digest", "valid_until", NULL } },
  { "archive_volume",
    "'CLOSED', 'TRANSFERRED', 'ENTRUSTED'",
    { "status", "shelf", "verified_on", "verified_result", "transferred_on", "transferred_to",
      "legal_hold", NULL },
    { "package", "chain_hash", "seal", "sealed_at", "sealed_by", NULL } },
};

static void
append_final (GString *sql, const MiaoKind *kind, gboolean server)
{
  g_autoptr (GString) when = g_string_new (NULL);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (finals); i++) {
    if (strcmp (finals[i].kind, kind->name) == 0)
      break;
  }
  if (i == G_N_ELEMENTS (finals))
    return;
  g_string_append_printf (when, "OLD.status IN (%s)\n    AND (NEW.status NOT IN (%s)",
                          finals[i].states, finals[i].states);
  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    if (g_strv_contains (finals[i].later, field->name))
      continue;
    g_string_append_printf (when, "\n      OR (NEW.\"%s\" IS DISTINCT FROM OLD.\"%s\"%s%s%s)",
                            field->name, field->name,
                            g_strv_contains (finals[i].once, field->name) ? " AND OLD.\"" : "",
                            g_strv_contains (finals[i].once, field->name) ? field->name : "",
                            g_strv_contains (finals[i].once, field->name) ? "\" IS NOT NULL" : "");
  }
  g_string_append_c (when, ')');
  append_trigger (sql, kind, server, "final", "UPDATE", when->str, "guard:final");
}

/* References between record tables, which name each other in both directions. */
static void
append_references (GString *sql, const MiaoKind *kind)
{
  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    if (field->type == MIAO_TYPE_REF && field->table != NULL)
      g_string_append_printf (sql,
                              "ALTER TABLE \"%s\" ADD CONSTRAINT \"%s.%s.ref\"\n"
                              "  FOREIGN KEY (\"%s\") REFERENCES \"%s\" (id);\n",
                              kind->name, kind->name, field->name, field->name, field->table);
  }
}

char *
miao_schema_dup_guards (const MiaoKind *const *kinds, gboolean server)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (
      sql,
      "-- Guards of all record tables, for %s. Printed from the data dictionary by\n"
      "-- build-aux/update-schema. Records are never deleted; their identity never changes; a "
      "saved\n"
      "-- row counts its version up by one; append-only kinds do not change at all.\n\n",
      server ? "PostgreSQL" : "SQLite");
  if (server)
    g_string_append (sql, "CREATE FUNCTION guard_refuse () RETURNS trigger LANGUAGE plpgsql AS $$\n"
                          "BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;\n\n");
  for (; *kinds != NULL; kinds++) {
    append_trigger (sql, *kinds, server, "no_delete", "DELETE", NULL, "guard:delete");
    if ((*kinds)->flags & MIAO_KIND_APPEND_ONLY)
      append_trigger (sql, *kinds, server, "no_update", "UPDATE", NULL, "guard:final");
    else
      append_trigger (sql, *kinds, server, "identity", "UPDATE",
                      "NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at\n"
                      "    OR NEW.created_by <> OLD.created_by\n"
                      "    OR NEW.row_version <> OLD.row_version + 1",
                      "guard:identity");
    append_final (sql, *kinds, server);
    if (server)
      append_references (sql, *kinds);
  }

  return g_string_free (sql, FALSE);
}
