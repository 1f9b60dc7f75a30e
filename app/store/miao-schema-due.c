/* The triggers that take marks of dues back, from one table of which change touches which mark. */
#include "config.h"

#include "miao-due-marks.h"
#include "miao-schema.h"

#include <string.h>

/* For whom Today looks. */
#define IN_CARE MIAO_DUE_MARKS_OF_CHILDREN

typedef enum {
  TOUCHES_ITSELF,     /* the record that changes */
  TOUCHES_NAMED,      /* the record that the field names */
  TOUCHES_CHILD,      /* the child that the field names, while it is in care */
  TOUCHES_STAYS,      /* the stays that are over, of the child that the field names */
  TOUCHES_PLACEMENTS, /* the placements that name the record in the field */
} Which;

typedef enum {
  ALWAYS_THERE, /* and never another one */
  MAY_CHANGE,   /* there, and another one later: the former one is touched too */
  MAY_LACK,     /* not always there, and another one later */
} Course;

typedef struct {
  const char *table;
  const char *kind; /* of the mark */
  Which which;
  const char *field;
  Course course;
  /* A trigger of its own of that name, when this field is there or that one changes. */
  const char *name;
  const char *there;
  const char *changed;
  gboolean lacks; /* what changes may have been missing */
} Touch;

/* A placement names its agreement, and not the other way round: a new one has none yet. */
static const Touch touches[] = {
  { .table = "placement", .kind = "placement" },
  { "placement", "family", TOUCHES_NAMED, "family", MAY_CHANGE },
  { "visit", "placement", TOUCHES_NAMED, "placement", MAY_LACK },
  { "evaluation", "placement", TOUCHES_NAMED, "placement", MAY_LACK, .there = "placement" },
  { "evaluation", "family", TOUCHES_NAMED, "subject_family", MAY_LACK, "family",
    .there = "subject_family" },
  { .table = "need", .kind = "need" },
  { .table = "termination", .kind = "termination" },
  { "termination", "placement", TOUCHES_NAMED, "placement", ALWAYS_THERE },
  { .table = "family", .kind = "family" },
  { "family_member", "family", TOUCHES_NAMED, "family", MAY_CHANGE },
  { .table = "archive_volume", .kind = "archive_volume" },
  { "archive_volume", "admission", TOUCHES_STAYS, "child", ALWAYS_THERE },
  { .table = "admission", .kind = "admission", .there = "closed_on" },
  /* What nobody has entered for a child follows from its stay. */
  { "admission", "child", TOUCHES_CHILD, "child", MAY_CHANGE, "child" },
  { "vaccination", "child", TOUCHES_CHILD, "child", MAY_CHANGE },
  { "growth_measure", "child", TOUCHES_CHILD, "child", MAY_CHANGE },
  { "document", "admission", TOUCHES_STAYS, "owner_id", MAY_LACK, .there = "owner_id" },
  { "agreement", "placement", TOUCHES_PLACEMENTS, "agreement", ALWAYS_THERE },
  { "child", "child", TOUCHES_CHILD, "id", ALWAYS_THERE, "own" },
  { "child", "placement", TOUCHES_PLACEMENTS, "child", ALWAYS_THERE, "birth",
    .changed = "birth_date", .lacks = TRUE },
  { "child", "admission", TOUCHES_STAYS, "id", ALWAYS_THERE, "status", .changed = "status" },
};

/* Whether the trigger of the touch before goes on with this one. */
static gboolean
goes_on (guint i)
{
  return i > 0 && i < G_N_ELEMENTS (touches) &&
         strcmp (touches[i].table, touches[i - 1].table) == 0 && touches[i].name == NULL;
}

/* ---- SQLite ---- */

/* The child itself changes, whose state is that of the row. */
static gboolean
is_changed_child (const Touch *touch)
{
  return touch->which == TOUCHES_CHILD && strcmp (touch->field, "id") == 0;
}

static void
append_when (GString *sql, const Touch *touch, gboolean update)
{
  if (is_changed_child (touch))
    g_string_append (sql, "  WHEN NEW.status IN " IN_CARE "\n");
  if (touch->changed != NULL)
    g_string_append_printf (sql, "  WHEN NEW.%s %s OLD.%s\n", touch->changed,
                            touch->lacks ? "IS NOT" : "<>", touch->changed);
  if (touch->there != NULL && update)
    g_string_append_printf (sql, "  WHEN NEW.%s IS NOT NULL OR OLD.%s IS NOT NULL\n", touch->there,
                            touch->there);
  else if (touch->there != NULL)
    g_string_append_printf (sql, "  WHEN NEW.%s IS NOT NULL\n", touch->there);
}

/* @values: all that stands between the columns and what is done about a mark that is there. */
static void G_GNUC_PRINTF (2, 3) append_mark (GString *sql, const char *values, ...)
{
  va_list args;

  g_string_append (sql, "  INSERT INTO due_mark (kind, record, look_on, turn)\n    ");
  va_start (args, values);
  g_string_append_vprintf (sql, values, args);
  va_end (args);
  g_string_append (sql, "\n    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', "
                        "turn = excluded.turn;\n");
}

static void
append_touch (GString *sql, const Touch *touch, gboolean update)
{
  const char *kind = touch->kind, *field = touch->field;
  g_autofree char *select =
      g_strdup_printf ("SELECT '%s', id, '', random () FROM %s WHERE", kind, touch->kind);

  if (touch->which == TOUCHES_ITSELF || is_changed_child (touch))
    append_mark (sql, "VALUES ('%s', NEW.id, '', random ())", kind);
  else if (touch->which == TOUCHES_CHILD && update)
    append_mark (sql, "%s id IN (NEW.%s, OLD.%s)\n      AND status IN " IN_CARE, select, field,
                 field);
  else if (touch->which == TOUCHES_CHILD)
    append_mark (sql, "%s id = NEW.%s\n      AND status IN " IN_CARE, select, field);
  else if (touch->which == TOUCHES_PLACEMENTS)
    append_mark (sql, "%s %s = NEW.id", select, field);
  else if (touch->which == TOUCHES_STAYS && update && touch->course == MAY_LACK)
    append_mark (sql, "%s child IN (NEW.%s, OLD.%s) AND closed_on IS NOT NULL", select, field,
                 field);
  else if (touch->which == TOUCHES_STAYS)
    append_mark (sql, "%s child = NEW.%s AND closed_on IS NOT NULL", select, field);
  else if (touch->course == MAY_LACK && update)
    append_mark (sql, "%s id = NEW.%s OR id = OLD.%s", select, field, field);
  else if (touch->course == MAY_LACK)
    append_mark (sql, "%s id = NEW.%s", select, field);
  else
    append_mark (sql, "VALUES ('%s', NEW.%s, '', random ())", kind, field);
  if (touch->which == TOUCHES_NAMED && touch->course == MAY_CHANGE && update)
    append_mark (sql, "%s id = OLD.%s AND id <> NEW.%s", select, field, field);
}

static void
append_file (GString *sql, gboolean update)
{
  for (guint i = 0; i < G_N_ELEMENTS (touches); i++) {
    const Touch *touch = &touches[i];

    /* Nothing changes in a new record, and none names it yet. */
    if (!update && (touch->changed != NULL || touch->which == TOUCHES_PLACEMENTS))
      continue;
    if (!goes_on (i)) {
      const char *event = update ? "update" : "insert";

      g_string_append_printf (sql, "\nCREATE TRIGGER %s_due_%s%s%s AFTER %s ON %s\n", touch->table,
                              touch->name != NULL ? touch->name : "",
                              touch->name != NULL ? "_" : "", event, update ? "UPDATE" : "INSERT",
                              touch->table);
      append_when (sql, touch, update);
      g_string_append (sql, "BEGIN\n");
    }
    append_touch (sql, touch, update);
    if (!goes_on (i + 1))
      g_string_append (sql, "END;\n");
  }
}

/* ---- PostgreSQL ---- */

static void
append_call (GString *sql, const char *indent, const Touch *touch, const char *row)
{
  g_autofree char *value = g_str_equal (touch->field, "id")
                               ? g_strdup ("NEW.id")
                               : g_strdup_printf ("%s ->> '%s'", row, touch->field);

  if (touch->which == TOUCHES_STAYS || touch->which == TOUCHES_CHILD)
    g_string_append_printf (sql, "%sPERFORM due_touch_%s (%s);\n", indent,
                            touch->which == TOUCHES_STAYS ? "stays" : "child", value);
  else
    g_string_append_printf (sql, "%sPERFORM due_touch ('%s', %s);\n", indent, touch->kind, value);
}

static void
append_change (GString *sql, const char *field, gboolean lacks)
{
  if (lacks)
    g_string_append_printf (sql, "    IF (was ->> '%s') IS DISTINCT FROM (now ->> '%s') THEN\n",
                            field, field);
  else
    g_string_append_printf (sql, "    IF was ->> '%s' <> now ->> '%s' THEN\n", field, field);
}

/* Begins the condition of a touch that has one of its own; what lacks is not touched anyway. */
static gboolean
append_if (GString *sql, const Touch *touch)
{
  if (touch->changed != NULL)
    append_change (sql, touch->changed, touch->lacks);
  else if (touch->which != TOUCHES_ITSELF || touch->there == NULL)
    return FALSE;
  else
    g_string_append_printf (sql, "    IF coalesce (now ->> '%s', was ->> '%s') IS NOT NULL THEN\n",
                            touch->there, touch->there);

  return TRUE;
}

static void
append_server_touch (GString *sql, const Touch *touch)
{
  gboolean asks = append_if (sql, touch);
  const char *indent = asks ? "      " : "    ";

  if (touch->which == TOUCHES_ITSELF)
    g_string_append_printf (sql, "%sPERFORM due_touch ('%s', NEW.id);\n", indent, touch->kind);
  else if (touch->which == TOUCHES_PLACEMENTS)
    g_string_append_printf (sql,
                            "%sPERFORM due_touch ('placement', id) FROM placement WHERE %s = "
                            "NEW.id;\n",
                            indent, touch->field);
  else
    append_call (sql, indent, touch, "now");
  if (touch->course != ALWAYS_THERE) {
    append_change (sql, touch->field, touch->course == MAY_LACK);
    append_call (sql, "      ", touch, "was");
  }
  if (asks || touch->course != ALWAYS_THERE)
    g_string_append (sql, "    END IF;\n");
}

static gboolean
is_alike (const Touch *one, const Touch *two)
{
  return one->which == TOUCHES_NAMED && one->which == two->which && one->course == MAY_LACK &&
         one->course == two->course && strcmp (one->kind, two->kind) == 0 &&
         strcmp (one->field, two->field) == 0;
}

/* Whether no other touch of the same table follows. */
static gboolean
is_last (guint i)
{
  return i + 1 == G_N_ELEMENTS (touches) || strcmp (touches[i].table, touches[i + 1].table) != 0;
}

/* Tables with names of more than one that ask for the same share a branch. */
static void
append_branches (GString *sql)
{
  const char *word = "IF";

  for (guint i = 0; i < G_N_ELEMENTS (touches); i++) {
    const gboolean more = i + 1 < G_N_ELEMENTS (touches) &&
                          is_alike (&touches[i], &touches[i + 1]) && is_last (i + 1);

    if (i == 0 || strcmp (touches[i].table, touches[i - 1].table) != 0) {
      if (more)
        g_string_append_printf (sql, "  %s TG_TABLE_NAME IN ('%s', '%s') THEN\n", word,
                                touches[i].table, touches[i + 1].table);
      else
        g_string_append_printf (sql, "  %s TG_TABLE_NAME = '%s' THEN\n", word, touches[i].table);
      word = "ELSIF";
    }
    append_server_touch (sql, &touches[i]);
    i += more;
  }
  g_string_append (sql, "  END IF;\n");
}

static void
append_server (GString *sql)
{
  g_string_append (
      sql,
      "\nCREATE FUNCTION due_touch (of_kind text, of_record text) RETURNS void LANGUAGE sql AS $$\n"
      "  INSERT INTO due_mark (kind, record, look_on, turn)\n"
      "    SELECT of_kind, of_record, '', CAST (random () * 9e15 AS bigint) WHERE of_record IS NOT "
      "NULL\n"
      "    ON CONFLICT (kind, record) DO UPDATE SET look_on = '', turn = excluded.turn $$;\n"
      "CREATE FUNCTION due_touch_stays (of_child text) RETURNS void LANGUAGE sql AS $$\n"
      "  SELECT due_touch ('admission', id) FROM admission\n"
      "    WHERE child = of_child AND closed_on IS NOT NULL $$;\n"
      "CREATE FUNCTION due_touch_child (of_child text) RETURNS void LANGUAGE sql AS $$\n"
      "  SELECT due_touch ('child', id) FROM child\n"
      "    WHERE id = of_child\n      AND status IN " IN_CARE " $$;\n\n"
      "CREATE FUNCTION due_touched () RETURNS trigger LANGUAGE plpgsql AS $$\n"
      "DECLARE\n"
      "  was jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb (OLD) ELSE to_jsonb (NEW) END;\n"
      "  now jsonb := to_jsonb (NEW);\n");
  g_string_append (sql, "BEGIN\n");
  append_branches (sql);
  g_string_append (sql, "  RETURN NULL;\nEND $$;\n");
  for (guint i = 0; i < G_N_ELEMENTS (touches); i++) {
    if (i == 0 || strcmp (touches[i].table, touches[i - 1].table) != 0)
      g_string_append_printf (sql,
                              "CREATE TRIGGER %s_due AFTER INSERT OR UPDATE ON %s\n"
                              "  FOR EACH ROW EXECUTE FUNCTION due_touched ();\n",
                              touches[i].table, touches[i].table);
  }
}

char *
miao_schema_dup_due_touch (gboolean server)
{
  GString *sql = g_string_new (
      "-- Whatever changes a record also says that it is to be looked at again, in the same "
      "transaction and\n");

  if (server) {
    g_string_append (
        sql, "-- whoever writes: PostgreSQL. The same as 009-due-touch.file.sql. The functions are "
             "made to run as\n"
             "-- the owner of the tables in roles.sql: nobody writes marks for records but through "
             "these.\n"
             "-- Printed by build-aux/update-schema.\n");
    append_server (sql);
  } else {
    g_string_append (sql,
                     "-- whoever writes: SQLite. The same as 009-due-touch.server.sql. Printed "
                     "by\n-- build-aux/update-schema.\n");
    append_file (sql, FALSE);
    append_file (sql, TRUE);
  }

  return g_string_free (sql, FALSE);
}
