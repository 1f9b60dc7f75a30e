#include "config.h"

#include "miao-store-pour.h"

#include "miao-error.h"
#include "miao-schema.h"
#include "miao-store-private.h"

#include <string.h>

#define MAX_COLUMNS 250

/* A table's columns, their types (one letter each, as in MiaoParam) and the order of its rows. */
typedef struct {
  char *name;
  GPtrArray *columns;
  GString *types;
  char *order;
} Table;

static const struct {
  const char *name;
  const char *columns;
  const char *types;
  const char *order;
} beside[] = {
  { "account",
    "id row_version login name role staff disabled failed locked_until last_login created_at",
    "sissssiiiii", "id" },
  { "setting", "name valid_from value set_at set_by", "sssis", "name, valid_from" },
  { "draft", "who kind record content typed_at", "ssssi", "who, kind, record" },
  { "thumbnail", "document bytes", "sb", "document" },
  { "audit", "seq at who action kind record detail digest prev hash", "iisssssbbb", "seq" },
  { "seal", "upto at who hash signature public_key", "iisbbb", "upto" },
  { "person", "n kind record title number names", "isssss", "n" },
  { "person_key", "what key n field kind", "isiss", "what, key, n, field" },
  { "person_gram", "gram n", "si", "gram, n" },
};

static void
table_free (gpointer data)
{
  Table *table = data;

  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_string_free (table->types, TRUE);
  g_free (table->order);
  g_free (table);
}

static Table *
table_new (const char *name, const char *columns, const char *types, const char *order)
{
  Table *table = g_new0 (Table, 1);
  g_auto (GStrv) words = g_strsplit (columns, " ", -1);

  table->name = g_strdup (name);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (table->columns, g_strdup (words[i]));
  table->types = g_string_new (types);
  table->order = g_strdup (order);

  return table;
}

static void
add_column (Table *table, const char *name, char type)
{
  g_ptr_array_add (table->columns, g_strdup (name));
  g_string_append_c (table->types, type);
}

static Table *
table_of_kind (const MiaoKind *kind)
{
  Table *table = table_new (
      kind->name, "id row_version created_at created_by updated_at updated_by", "siisis", "id");
  const MiaoField *sorted = miao_schema_sorted_field (kind);

  if (miao_schema_has_system (kind, "rule_set"))
    add_column (table, "rule_set", 's');
  if (miao_schema_has_system (kind, "legal_hold"))
    add_column (table, "legal_hold", 'i');
  if (miao_schema_has_system (kind, "void_reason"))
    add_column (table, "void_reason", 's');
  for (const MiaoField *field = kind->fields; field->name != NULL; field++)
    add_column (table, field->name,
                field->type == MIAO_TYPE_INTEGER || field->type == MIAO_TYPE_INSTANT ||
                        field->type == MIAO_TYPE_BOOLEAN
                    ? 'i'
                    : 's');
  if (sorted != NULL) {
    g_autofree char *column = g_strconcat (sorted->name, "_sort", NULL);

    add_column (table, column, 's');
  }

  return table;
}

static GPtrArray *
list_tables (void)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (table_free);

  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
    g_ptr_array_add (
        tables, table_new (beside[i].name, beside[i].columns, beside[i].types, beside[i].order));
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++)
    g_ptr_array_add (tables, table_of_kind (*kinds));

  return tables;
}

GStrv
miao_store_pour_tables (void)
{
  g_autoptr (GPtrArray) tables = list_tables ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < tables->len; i++)
    g_strv_builder_add (names, ((Table *) g_ptr_array_index (tables, i))->name);

  return g_strv_builder_end (names);
}

static char *
dup_select (const Table *table)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (table->columns, i));
  g_string_append_printf (sql, " FROM \"%s\" ORDER BY %s", table->name, table->order);

  return g_string_free (sql, FALSE);
}

static char *
dup_insert (const Table *table)
{
  GString *sql = g_string_new ("INSERT INTO ");

  g_string_append_printf (sql, "\"%s\" (", table->name);
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (table->columns, i));
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s$%u", i > 0 ? ", " : "", i + 1);
  g_string_append_c (sql, ')');

  return g_string_free (sql, FALSE);
}

/* The value of the present row in @column. An absent one is a text of no type. */
static MiaoParam
read_cell (MiaoRows *rows, guint column, char type)
{
  MiaoParam cell = { .type = type };

  if (rows->driver->is_null (rows, column))
    return (MiaoParam){ .type = 's' };
  if (type == 'i')
    cell.number = rows->driver->get_int (rows, column);
  else if (type == 'b')
    cell.bytes = rows->driver->get_blob (rows, column, &cell.size);
  else
    cell.text = rows->driver->get_text (rows, column);

  return cell;
}

static gboolean
is_same (const MiaoParam *a, const MiaoParam *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == 'i')
    return a->number == b->number;
  if (a->type == 'b')
    return a->size == b->size && memcmp (a->bytes, b->bytes, a->size) == 0;

  return g_strcmp0 (a->text, b->text) == 0;
}

static gboolean
copy_table (MiaoStore *from, MiaoStore *to, const Table *table, gint64 *n, GError **error)
{
  g_autofree char *select = dup_select (table);
  g_autofree char *insert = dup_insert (table);
  g_autoptr (MiaoRows) rows = miao_rows_run (from, select, NULL, 0, error);
  MiaoParam cells[MAX_COLUMNS];
  int more = rows != NULL ? 1 : -1;

  g_assert (table->columns->len <= MAX_COLUMNS);
  while (more > 0 && (more = miao_rows_next (rows, error)) > 0) {
    for (guint i = 0; i < table->columns->len; i++)
      cells[i] = read_cell (rows, i, table->types->str[i]);
    if (miao_store_run (to, insert, cells, table->columns->len, error) < 0)
      return FALSE;
    ++*n;
  }

  return more == 0;
}

static gboolean
refuse_difference (const Table *table, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               miao_pick ("搬过去的内容与原来不一致（%s），已全部撤销，原数据没有改动。",
                          "What arrived is not what was sent (%s); all of it was taken back, the "
                          "original is unchanged."),
               table->name);

  return FALSE;
}

static gboolean
compare_table (MiaoStore *from, MiaoStore *to, const Table *table, GError **error)
{
  g_autofree char *select = dup_select (table);
  g_autoptr (MiaoRows) left = miao_rows_run (from, select, NULL, 0, error);
  g_autoptr (MiaoRows) right = left != NULL ? miao_rows_run (to, select, NULL, 0, error) : NULL;

  if (right == NULL)
    return FALSE;
  for (;;) {
    int a = miao_rows_next (left, error);
    int b = a >= 0 ? miao_rows_next (right, error) : -1;

    if (a < 0 || b < 0)
      return FALSE;
    if (a != b)
      return refuse_difference (table, error);
    if (a == 0)
      return TRUE;
    for (guint i = 0; i < table->columns->len; i++) {
      const MiaoParam one = read_cell (left, i, table->types->str[i]);
      const MiaoParam other = read_cell (right, i, table->types->str[i]);

      if (!is_same (&one, &other))
        return refuse_difference (table, error);
    }
  }
}

static gboolean
check_empty (MiaoStore *to, GError **error)
{
  g_autoptr (MiaoRows) rows = miao_rows_query (to, error, "SELECT count(*) FROM account", "");

  if (rows == NULL || miao_rows_next (rows, error) <= 0)
    return FALSE;
  if (miao_rows_int (rows, 0) == 0)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                       miao_pick ("那里已有机构的数据，未覆盖。请另选一处空的位置。",
                                  "There is an institution already; it was left alone. Please "
                                  "choose an empty place."));

  return FALSE;
}

static gboolean
pour (MiaoStore *from, MiaoStore *to, gint64 *n, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables ();
  gboolean ok = to->driver->pour (to->connection, TRUE, error);

  for (guint i = 0; ok && i < tables->len; i++)
    ok = copy_table (from, to, g_ptr_array_index (tables, i), n, error);
  for (guint i = 0; ok && i < tables->len; i++)
    ok = compare_table (from, to, g_ptr_array_index (tables, i), error);

  return ok;
}

gboolean
miao_store_pour (MiaoStore *from,
                 MiaoStore *to,
                 MiaoStorePoured poured,
                 gpointer data,
                 gint64 *ret_rows,
                 GError **error)
{
  gboolean ok;

  g_return_val_if_fail (!from->in_transaction && !to->in_transaction, FALSE);

  *ret_rows = 0;
  if (!check_empty (to, error) || !miao_store_begin_read (from, error))
    return FALSE;
  ok = miao_store_begin (to, error);
  if (ok) {
    ok = pour (from, to, ret_rows, error);
    /* Not part of the transaction on a file: guards are always switched on again. */
    if (!to->driver->pour (to->connection, FALSE, ok ? error : NULL))
      ok = FALSE;
    ok = ok && poured (to, data, error);
    ok = miao_store_leave (to, TRUE, ok, error);
  }
  miao_store_rollback (from);
  if (ok && to->driver->bulk != NULL)
    to->driver->bulk (to->connection, FALSE);

  return ok;
}
