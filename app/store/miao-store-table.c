#include "config.h"

#include "miao-store-table.h"

#include "miao-schema.h"
#include "miao-store-cipher.h"
#include "miao-store-pour.h"

#include <string.h>

static const struct {
  const char *name;
  const char *columns;
  const char *types;
  const char *ciphers;
  guint n_place;
  const char *order;
  gboolean anew;
} beside[] = {
  { "account",
    "id row_version login name role staff disabled failed locked_until last_login created_at",
    "sissssiiiii", "-----------", 1, "id", FALSE },
  { "setting", "name valid_from value set_at set_by", "sssis", "--c--", 1, "name, valid_from",
    FALSE },
  { "draft", "who kind record content typed_at", "ssssi", "---c-", 3, "who, kind, record", FALSE },
  { "thumbnail", "document bytes", "sb", "-c", 1, "document", FALSE },
  { "audit", "seq at who action kind record detail digest prev hash", "iisssssbbb", "------c---", 1,
    "seq", FALSE },
  { "seal", "upto at who hash signature public_key", "iisbbb", "------", 1, "upto", FALSE },
  /* The search index has other keys on a server. */
  { "person", "n kind record title number names", "isssss", "------", 1, "n", TRUE },
  { "person_key", "what key n field kind", "isiss", "-----", 1, "what, key, n, field", TRUE },
  { "person_gram", "gram n", "si", "--", 1, "gram, n", TRUE },
  /* Made anew by whoever looks for what is due. */
  { "due_mark", "kind record look_on turn", "sssi", "----", 2, "kind, record", TRUE },
  { "due_basis", "id basis since_on", "iss", "---", 1, "id", TRUE },
};

static void
table_free (gpointer data)
{
  MiaoTable *table = data;

  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_string_free (table->types, TRUE);
  g_string_free (table->ciphers, TRUE);
  g_free (table->order);
  g_free (table);
}

static MiaoTable *
table_new (const char *name, const char *columns, const char *types, const char *order)
{
  MiaoTable *table = g_new0 (MiaoTable, 1);
  g_auto (GStrv) words = g_strsplit (columns, " ", -1);

  table->name = g_strdup (name);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (table->columns, g_strdup (words[i]));
  table->types = g_string_new (types);
  table->ciphers = g_string_new (NULL);
  for (guint i = 0; types[i] != '\0'; i++)
    g_string_append_c (table->ciphers, '-');
  table->n_place = 1;
  table->order = g_strdup (order);

  return table;
}

static void
add_column (MiaoTable *table, const char *name, char type, char cipher)
{
  g_ptr_array_add (table->columns, g_strdup (name));
  g_string_append_c (table->types, type);
  g_string_append_c (table->ciphers, cipher);
}

static MiaoTable *
table_of_kind (const MiaoKind *kind)
{
  MiaoTable *table = table_new (
      kind->name, "id row_version created_at created_by updated_at updated_by", "siisis", "id");
  const MiaoField *sorted = miao_schema_sorted_field (kind);

  if (miao_schema_has_system (kind, "rule_set"))
    add_column (table, "rule_set", 's', '-');
  if (miao_schema_has_system (kind, "legal_hold"))
    add_column (table, "legal_hold", 'i', '-');
  if (miao_schema_has_system (kind, "void_reason"))
    add_column (table, "void_reason", 's', 'c');
  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    const gboolean number = field->type == MIAO_TYPE_INTEGER || field->type == MIAO_TYPE_INSTANT ||
                            field->type == MIAO_TYPE_BOOLEAN;

    add_column (table, field->name, number ? 'i' : 's',
                miao_field_is_marked (field)     ? 'm'
                : miao_field_is_ciphered (field) ? 'c'
                                                 : '-');
  }
  if (sorted != NULL) {
    g_autofree char *column = g_strconcat (sorted->name, "_sort", NULL);

    add_column (table, column, 's', '-');
  }
  g_assert (table->columns->len <= MIAO_TABLE_MAX_COLUMNS);

  return table;
}

GPtrArray *
miao_tables_list (void)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (table_free);

  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++) {
    MiaoTable *table =
        table_new (beside[i].name, beside[i].columns, beside[i].types, beside[i].order);

    g_string_assign (table->ciphers, beside[i].ciphers);
    table->n_place = beside[i].n_place;
    table->anew = beside[i].anew;
    g_ptr_array_add (tables, table);
  }
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++)
    g_ptr_array_add (tables, table_of_kind (*kinds));

  return tables;
}

GStrv
miao_store_pour_tables (void)
{
  g_autoptr (GPtrArray) tables = miao_tables_list ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < tables->len; i++)
    g_strv_builder_add (names, ((MiaoTable *) g_ptr_array_index (tables, i))->name);

  return g_strv_builder_end (names);
}

static const char *
column (const MiaoTable *table, guint i)
{
  return g_ptr_array_index (table->columns, i);
}

char *
miao_table_dup_select (const MiaoTable *table)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", column (table, i));
  g_string_append_printf (sql, " FROM \"%s\"", table->name);
  if (strcmp (table->name, "setting") == 0)
    g_string_append (sql, " WHERE name <> '" MIAO_STORE_OWN_SETTING "'");
  g_string_append_printf (sql, " ORDER BY %s", table->order);

  return g_string_free (sql, FALSE);
}

char *
miao_table_dup_insert (const MiaoTable *table)
{
  GString *sql = g_string_new ("INSERT INTO ");

  g_string_append_printf (sql, "\"%s\" (", table->name);
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", column (table, i));
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s$%u", i > 0 ? ", " : "", i + 1);
  g_string_append_c (sql, ')');

  return g_string_free (sql, FALSE);
}

/* Rows */

static void
unref_bytes (gpointer data)
{
  g_bytes_unref (data);
}

void
miao_table_row_init (MiaoTableRow *row)
{
  row->held = g_ptr_array_new_with_free_func (unref_bytes);
}

void
miao_table_row_clear (MiaoTableRow *row)
{
  g_clear_pointer (&row->held, g_ptr_array_unref);
}

/* The value of the present row in @column. An absent one is a text of no type. */
static MiaoParam
read_cell (MiaoRows *rows, guint n, char type)
{
  MiaoParam cell = { .type = type };

  if (rows->driver->is_null (rows, n))
    return (MiaoParam){ .type = 's' };
  if (type == 'i')
    cell.number = rows->driver->get_int (rows, n);
  else if (type == 'b')
    cell.bytes = rows->driver->get_blob (rows, n, &cell.size);
  else
    cell.text = rows->driver->get_text (rows, n);

  return cell;
}

void
miao_table_row_take (MiaoTableRow *row, const MiaoTable *table, MiaoRows *rows)
{
  g_ptr_array_set_size (row->held, 0);
  for (guint i = 0; i < table->columns->len; i++)
    row->cells[i] = read_cell (rows, i, table->types->str[i]);
}

/* What stands for the row where a value is bound to its place. */
static char *
dup_place (const MiaoTableRow *row, const MiaoTable *table)
{
  GString *place = g_string_new (NULL);

  for (guint i = 0; i < table->n_place; i++) {
    if (i > 0)
      g_string_append_c (place, '\n');
    if (row->cells[i].type == 'i')
      g_string_append_printf (place, "%" G_GINT64_FORMAT, row->cells[i].number);
    else
      g_string_append (place, row->cells[i].text);
  }

  return g_string_free (place, FALSE);
}

static gboolean
is_ciphered (const MiaoTableRow *row, const MiaoTable *table, guint i)
{
  const MiaoParam *cell = &row->cells[i];

  return table->ciphers->str[i] != '-' && (cell->type == 'b' || cell->text != NULL) &&
         (strcmp (table->name, "setting") != 0 ||
          miao_store_is_secret_setting (row->cells[0].text));
}

static gboolean
turn_text (MiaoTableRow *row,
           const MiaoTable *table,
           MiaoStore *store,
           guint i,
           gboolean open,
           GError **error)
{
  g_autofree char *place = dup_place (row, table);
  const gboolean marked = table->ciphers->str[i] == 'm';
  MiaoParam *cell = &row->cells[i];
  char *turned = open ? miao_store_dup_opened (store, table->name, column (table, i), marked, place,
                                               cell->text, error)
                      : miao_store_dup_closed (store, table->name, column (table, i), marked, place,
                                               cell->text, error);

  if (turned == NULL)
    return FALSE;
  cell->text = turned;
  g_ptr_array_add (row->held, g_bytes_new_take (turned, strlen (turned) + 1));

  return TRUE;
}

static gboolean
turn_bytes (MiaoTableRow *row,
            const MiaoTable *table,
            MiaoStore *store,
            guint i,
            gboolean open,
            GError **error)
{
  g_autofree char *place = dup_place (row, table);
  MiaoParam *cell = &row->cells[i];
  g_autoptr (GBytes) bytes = g_bytes_new (cell->bytes, cell->size);
  GBytes *turned =
      open ? miao_store_open_bytes (store, table->name, column (table, i), place, bytes, error)
           : miao_store_close_bytes (store, table->name, column (table, i), place, bytes, error);

  if (turned == NULL)
    return FALSE;
  cell->bytes = g_bytes_get_data (turned, &cell->size);
  g_ptr_array_add (row->held, turned);

  return TRUE;
}

static gboolean
turn (MiaoTableRow *row, const MiaoTable *table, MiaoStore *store, gboolean open, GError **error)
{
  for (guint i = 0; miao_store_ciphers (store) && i < table->columns->len; i++) {
    if (!is_ciphered (row, table, i))
      continue;
    if (!(row->cells[i].type == 'b' ? turn_bytes (row, table, store, i, open, error)
                                    : turn_text (row, table, store, i, open, error)))
      return FALSE;
  }

  return TRUE;
}

gboolean
miao_table_row_open (MiaoTableRow *row, const MiaoTable *table, MiaoStore *store, GError **error)
{
  return turn (row, table, store, TRUE, error);
}

gboolean
miao_table_row_close (MiaoTableRow *row, const MiaoTable *table, MiaoStore *store, GError **error)
{
  return turn (row, table, store, FALSE, error);
}
