#include "config.h"

#include "miao-error.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-store-cipher.h"

#include <string.h>

typedef struct {
  char *path; /* REF field, or NULL */
  const MiaoKind *of;
  char *column;
  gboolean is_number;
  gboolean is_ciphered;   /* on a server */
  const MiaoField *field; /* NULL: a column that every kind has */
  MiaoOp op;
  char *value;
} Condition;

struct _MiaoQuery {
  const MiaoKind *kind;
  GPtrArray *conditions; /* Condition */
  GPtrArray *orders;     /* MiaoOrder */
  char *text;
  guint limit;
};

/* Columns that every kind has. */
static const struct {
  const char *name;
  gboolean is_number;
  gboolean is_nullable;
} system_columns[] = {
  { "id", FALSE, FALSE },        { "created_at", TRUE, FALSE },  { "created_by", FALSE, FALSE },
  { "updated_at", TRUE, FALSE }, { "updated_by", FALSE, FALSE }, { "rule_set", FALSE, TRUE },
  { "legal_hold", TRUE, FALSE }, { "void_reason", FALSE, TRUE },
};

static gboolean
is_number (const MiaoField *field)
{
  return field->type == MIAO_TYPE_INTEGER || field->type == MIAO_TYPE_INSTANT ||
         field->type == MIAO_TYPE_BOOLEAN;
}

static gboolean
find_column (const MiaoKind *kind,
             const char *name,
             gboolean *ret_is_number,
             gboolean *ret_is_nullable)
{
  const MiaoField *field = miao_kind_field (kind, name);

  if (field != NULL) {
    *ret_is_number = is_number (field);
    *ret_is_nullable = field->need != MIAO_NEED_ALWAYS;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (system_columns); i++) {
    if (strcmp (system_columns[i].name, name) == 0) {
      *ret_is_number = system_columns[i].is_number;
      *ret_is_nullable = system_columns[i].is_nullable;
      return TRUE;
    }
  }
  g_critical ("The kind %s has no field %s.", kind->name, name);

  return FALSE;
}

static void
condition_free (gpointer data)
{
  Condition *condition = data;

  g_free (condition->path);
  g_free (condition->column);
  g_free (condition->value);
  g_free (condition);
}

static void
order_free (gpointer data)
{
  MiaoOrder *order = data;

  g_free (order->column);
  g_free (order);
}

MiaoQuery *
miao_query_new (const MiaoKind *kind)
{
  MiaoQuery *query;

  g_return_val_if_fail (kind != NULL, NULL);

  query = g_new0 (MiaoQuery, 1);
  query->kind = kind;
  query->conditions = g_ptr_array_new_with_free_func (condition_free);
  query->orders = g_ptr_array_new_with_free_func (order_free);

  return query;
}

MiaoQuery *
miao_query_copy (const MiaoQuery *query)
{
  MiaoQuery *copy = miao_query_new (query->kind);

  for (guint i = 0; i < query->conditions->len; i++) {
    Condition *condition = g_memdup2 (g_ptr_array_index (query->conditions, i), sizeof *condition);

    condition->path = g_strdup (condition->path);
    condition->column = g_strdup (condition->column);
    condition->value = g_strdup (condition->value);
    g_ptr_array_add (copy->conditions, condition);
  }
  for (guint i = 0; i < query->orders->len; i++) {
    MiaoOrder *order = g_memdup2 (g_ptr_array_index (query->orders, i), sizeof *order);

    order->column = g_strdup (order->column);
    g_ptr_array_add (copy->orders, order);
  }
  copy->text = g_strdup (query->text);
  copy->limit = query->limit;

  return copy;
}

void
miao_query_free (MiaoQuery *query)
{
  g_ptr_array_unref (query->conditions);
  g_ptr_array_unref (query->orders);
  g_free (query->text);
  g_free (query);
}

const MiaoKind *
miao_query_get_kind (const MiaoQuery *query)
{
  return query->kind;
}

void
miao_query_where (MiaoQuery *query, const char *field, MiaoOp op, const char *value)
{
  const char *dot = strchr (field, '.');
  g_autofree char *path = dot != NULL ? g_strndup (field, (gsize) (dot - field)) : NULL;
  const char *name = dot != NULL ? dot + 1 : field;
  const MiaoKind *of = query->kind;
  Condition *condition;
  gboolean number, nullable;

  g_return_if_fail (value != NULL || op == MIAO_OP_EQ || op == MIAO_OP_NE || op == MIAO_OP_IN ||
                    op == MIAO_OP_NOT_IN || op == MIAO_OP_NULL || op == MIAO_OP_NOT_NULL);

  if (path != NULL) {
    const MiaoField *reference = miao_kind_field (query->kind, path);

    of = reference != NULL && reference->table != NULL ? miao_kind_find (reference->table) : NULL;
    if (of == NULL) {
      g_critical ("The kind %s has no reference %s.", query->kind->name, path);
      return;
    }
  }
  if (!find_column (of, name, &number, &nullable))
    return;
  condition = g_new0 (Condition, 1);
  condition->path = g_steal_pointer (&path);
  condition->of = of;
  condition->column = g_strdup (name);
  condition->is_number = number;
  condition->field = miao_kind_field (of, name);
  condition->is_ciphered = condition->field != NULL ? miao_field_is_ciphered (condition->field)
                                                    : strcmp (name, "void_reason") == 0;
  condition->op = op;
  condition->value = g_strdup (value);
  if (value == NULL && op == MIAO_OP_EQ)
    condition->op = MIAO_OP_NULL;
  else if (value == NULL && op == MIAO_OP_NE)
    condition->op = MIAO_OP_NOT_NULL;
  g_ptr_array_add (query->conditions, condition);
}

void
miao_query_where_text (MiaoQuery *query, const char *text)
{
  g_return_if_fail (miao_schema_is_searchable (query->kind));

  g_free (query->text);
  query->text = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
}

void
miao_query_order (MiaoQuery *query, const char *field, gboolean descending)
{
  const MiaoField *sorted = miao_schema_sorted_field (query->kind);
  MiaoOrder *order;
  gboolean number, nullable;

  if (!find_column (query->kind, field, &number, &nullable))
    return;
  order = g_new0 (MiaoOrder, 1);
  if (sorted != NULL && strcmp (sorted->name, field) == 0)
    order->column = g_strconcat (field, "_sort", NULL);
  else
    order->column = g_strdup (field);
  order->is_number = number;
  order->is_nullable = nullable;
  order->descending = descending;
  g_ptr_array_add (query->orders, order);
}

void
miao_query_limit (MiaoQuery *query, guint limit)
{
  query->limit = limit;
}

/* SQL */

MiaoSql *
miao_sql_new (MiaoStore *store)
{
  MiaoSql *sql = g_new0 (MiaoSql, 1);

  sql->store = store;
  sql->sql = g_string_new (NULL);
  sql->params = g_array_new (FALSE, TRUE, sizeof (MiaoParam));
  sql->strings = g_ptr_array_new_with_free_func (g_free);

  return sql;
}

void
miao_sql_free (MiaoSql *sql)
{
  g_string_free (sql->sql, TRUE);
  g_array_unref (sql->params);
  g_ptr_array_unref (sql->strings);
  g_free (sql);
}

void
miao_sql_text (MiaoSql *sql, const char *text)
{
  MiaoParam param = { .type = 's' };
  char *copy = g_strdup (text);

  param.text = copy;
  g_ptr_array_add (sql->strings, copy);
  g_array_append_val (sql->params, param);
  g_string_append_printf (sql->sql, "$%u", sql->params->len);
}

void
miao_sql_int (MiaoSql *sql, gint64 number)
{
  MiaoParam param = { .type = 'i', .number = number };

  g_array_append_val (sql->params, param);
  g_string_append_printf (sql->sql, "$%u", sql->params->len);
}

MiaoRows *
miao_sql_query (MiaoSql *sql, MiaoStore *store, GError **error)
{
  if (sql->refused != NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("“%s”在服务器上是加密的，不能这样查找。证件号码等请输入完整的号码。",
                            "“%s” is encrypted on the server and cannot be searched like this. "
                            "Enter identity numbers and the like in full."),
                 sql->refused);
    return NULL;
  }
  if (sql->searches && !miao_person_flush (store, error))
    return NULL;

  return miao_rows_run (store, sql->sql->str, (MiaoParam *) (gpointer) sql->params->data,
                        sql->params->len, error);
}

char *
miao_sql_dup_end (const char *prefix)
{
  /* U+10FFFF, which no text holds. */
  return g_strconcat (prefix, "\xf4\x8f\xbf\xbf", NULL);
}

/* The column as the statement names it. Inside coalesce() no index serves the condition, which
 * leaves the planner the one that serves the order. */
static char *
dup_column (const Condition *condition, gboolean hidden)
{
  return g_strdup_printf (hidden ? "coalesce (\"%s\", NULL)" : "\"%s\"", condition->column);
}

static void
append_value (MiaoSql *sql, const Condition *condition, const char *value)
{
  if (condition->is_number)
    miao_sql_int (sql, g_ascii_strtoll (value, NULL, 10));
  else
    miao_sql_text (sql, value);
}

static void
append_words (MiaoSql *sql, const Condition *condition, const char *column)
{
  g_auto (GStrv) words = g_strsplit (condition->value != NULL ? condition->value : "", " ", -1);
  gboolean negated = condition->op == MIAO_OP_NOT_IN;
  const char *joint = " (";
  gsize before = sql->sql->len;

  if (negated)
    g_string_append_printf (sql->sql, "(%s IS NULL OR ", column);
  else
    g_string_append_c (sql->sql, '(');
  g_string_append_printf (sql->sql, "%s %s", column, negated ? "NOT IN" : "IN");
  for (guint i = 0; words[i] != NULL; i++) {
    if (words[i][0] == '\0')
      continue;
    g_string_append (sql->sql, joint);
    append_value (sql, condition, words[i]);
    joint = ", ";
  }
  if (joint[0] == ',') {
    g_string_append (sql->sql, "))");
    return;
  }
  /* An empty list is not SQL: nothing is in it, everything outside. */
  g_string_truncate (sql->sql, before);
  g_string_append (sql->sql, negated ? "1 = 1" : "1 = 0");
}

/* One of the words, which are parted by single blanks. */
static void
append_has (MiaoSql *sql, const Condition *condition, const char *column)
{
  GString *pattern = g_string_new ("% ");

  for (const char *p = condition->value; *p != '\0'; p++) {
    if (strchr ("%_\\", *p) != NULL)
      g_string_append_c (pattern, '\\');
    g_string_append_c (pattern, *p);
  }
  g_string_append (pattern, " %");
  g_string_append_printf (sql->sql, "(' ' || %s || ' ') LIKE ", column);
  miao_sql_text (sql, pattern->str);
  g_string_append (sql->sql, " ESCAPE '\\'");
  g_string_free (pattern, TRUE);
}

/* Adds "the column is @text" for a number that the server can only tell from another. */
static gboolean
append_mark (MiaoSql *sql, const Condition *condition, const char *column, const char *text)
{
  g_autofree char *mark =
      miao_store_dup_mark (sql->store, condition->of->name, condition->column, text);
  g_autofree char *end = mark != NULL ? miao_sql_dup_end (mark) : NULL;

  if (mark == NULL)
    return FALSE;
  g_string_append_printf (sql->sql, "(%s >= ", column);
  miao_sql_text (sql, mark);
  g_string_append_printf (sql->sql, " AND %s < ", column);
  miao_sql_text (sql, end);
  g_string_append_c (sql->sql, ')');

  return TRUE;
}

static gboolean
append_marks (MiaoSql *sql, const Condition *condition, const char *column)
{
  const gboolean words = condition->op == MIAO_OP_IN || condition->op == MIAO_OP_NOT_IN;
  const gboolean negated = condition->op == MIAO_OP_NE || condition->op == MIAO_OP_NOT_IN;
  const char *value = condition->value != NULL ? condition->value : "";
  g_auto (GStrv) list = g_strsplit (value, words ? " " : "\n", -1);

  g_string_append_printf (sql->sql, "(%s IS %s NULL %s (1 = 0", column, negated ? "" : "NOT",
                          negated ? "OR NOT" : "AND");
  for (guint i = 0; list[i] != NULL; i++) {
    if (*list[i] == '\0')
      continue;
    g_string_append (sql->sql, " OR ");
    if (!append_mark (sql, condition, column, list[i]))
      return FALSE;
  }
  g_string_append (sql->sql, "))");

  return TRUE;
}

/* What the server holds encrypted is there or not; a whole number can be looked up. */
static void
append_ciphered (MiaoSql *sql, const Condition *condition, const char *column)
{
  const gsize before = sql->sql->len;
  const gboolean equal = condition->op == MIAO_OP_EQ || condition->op == MIAO_OP_NE ||
                         condition->op == MIAO_OP_IN || condition->op == MIAO_OP_NOT_IN;

  if (condition->field != NULL && miao_field_is_marked (condition->field) && equal &&
      append_marks (sql, condition, column))
    return;
  g_string_truncate (sql->sql, before);
  g_string_append (sql->sql, "1 = 0");
  sql->refused = condition->field != NULL ? miao_field_label (condition->field)
                                          : miao_pick ("作废原因", "reason for making void");
}

static void
append_test (MiaoSql *sql, const Condition *condition, gboolean hidden)
{
  static const char *const operators[] = {
    [MIAO_OP_EQ] = "=",  [MIAO_OP_NE] = "<>", [MIAO_OP_LT] = "<",
    [MIAO_OP_LE] = "<=", [MIAO_OP_GT] = ">",  [MIAO_OP_GE] = ">=",
  };
  g_autofree char *column = dup_column (condition, hidden);
  g_autofree char *end = NULL;

  if (condition->is_ciphered && miao_store_ciphers (sql->store) && condition->op != MIAO_OP_NULL &&
      condition->op != MIAO_OP_NOT_NULL) {
    append_ciphered (sql, condition, column);
    return;
  }
  switch (condition->op) {
  case MIAO_OP_EQ:
  case MIAO_OP_LT:
  case MIAO_OP_LE:
  case MIAO_OP_GT:
  case MIAO_OP_GE:
    g_string_append_printf (sql->sql, "%s %s ", column, operators[condition->op]);
    append_value (sql, condition, condition->value);
    break;
  case MIAO_OP_NE:
    g_string_append_printf (sql->sql, "(%s IS NULL OR %s <> ", column, column);
    append_value (sql, condition, condition->value);
    g_string_append_c (sql->sql, ')');
    break;
  case MIAO_OP_IN:
  case MIAO_OP_NOT_IN:
    append_words (sql, condition, column);
    break;
  case MIAO_OP_NULL:
    g_string_append_printf (sql->sql, "%s IS NULL", column);
    break;
  case MIAO_OP_NOT_NULL:
    g_string_append_printf (sql->sql, "%s IS NOT NULL", column);
    break;
  case MIAO_OP_PREFIX:
    end = miao_sql_dup_end (condition->value);
    g_string_append_printf (sql->sql, "%s >= ", column);
    miao_sql_text (sql, condition->value);
    g_string_append_printf (sql->sql, " AND %s < ", column);
    miao_sql_text (sql, end);
    break;
  case MIAO_OP_HAS:
    append_has (sql, condition, column);
    break;
  default:
    g_assert_not_reached ();
  }
}

void
miao_query_append_where (const MiaoQuery *query, MiaoSql *sql, gboolean hidden)
{
  const char *joint = " WHERE ";

  for (guint i = 0; i < query->conditions->len; i++) {
    const Condition *condition = g_ptr_array_index (query->conditions, i);

    g_string_append (sql->sql, joint);
    if (condition->path != NULL)
      g_string_append_printf (sql->sql, "\"%s\" IN (SELECT id FROM \"%s\" WHERE ", condition->path,
                              condition->of->name);
    append_test (sql, condition, hidden && condition->path == NULL);
    if (condition->path != NULL)
      g_string_append_c (sql->sql, ')');
    joint = " AND ";
  }
  if (query->text != NULL && query->text[0] != '\0') {
    g_string_append (sql->sql, joint);
    miao_search_append_condition (sql, query->text, hidden);
  }
}

/* Without an order of its own, and with a condition that an index may serve by a stretch. */
static gboolean
asks_for_stretch (const MiaoQuery *query)
{
  for (guint i = 0; query->orders->len == 0 && i < query->conditions->len; i++) {
    const Condition *condition = g_ptr_array_index (query->conditions, i);

    if (condition->op == MIAO_OP_LT || condition->op == MIAO_OP_LE || condition->op == MIAO_OP_GT ||
        condition->op == MIAO_OP_GE || condition->op == MIAO_OP_PREFIX)
      return TRUE;
  }

  return FALSE;
}

void
miao_query_append_order (const MiaoQuery *query, MiaoSql *sql)
{
  gboolean descending = FALSE;

  g_string_append (sql->sql, " ORDER BY ");
  for (guint i = 0; i < query->orders->len; i++) {
    const MiaoOrder *order = g_ptr_array_index (query->orders, i);

    g_string_append_printf (sql->sql, "\"%s\"%s%s, ", order->column,
                            order->descending ? " DESC" : "",
                            order->is_nullable ? " NULLS LAST" : "");
    descending = order->descending;
  }
  /* In the direction of the last key, so that an index on (key, id) serves both. A stretch of an
   * index is shorter than the table, which the engine walks in the order of its ids rather than
   * sort: it is not shown that order. */
  if (asks_for_stretch (query) && !sql->store->driver->knows_counts)
    g_string_append (sql->sql, "coalesce (id, NULL)");
  else
    g_string_append (sql->sql, descending ? "id DESC" : "id");
  if (query->limit > 0)
    g_string_append_printf (sql->sql, " LIMIT %u", query->limit);
}

const MiaoOrder *
miao_query_first_order (const MiaoQuery *query)
{
  return query->orders->len > 0 ? g_ptr_array_index (query->orders, 0) : NULL;
}
