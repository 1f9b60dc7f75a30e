#include "config.h"

#include "miao-codes.h"

#include "miao-resource.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER "codes/"
#define SUFFIX ".tsv"

enum {
  COLUMN_CODE,
  COLUMN_NAME_ZH,
  COLUMN_NAME_EN,
  COLUMN_PARENT,
  COLUMN_VALID_FROM,
  COLUMN_VALID_TO,
  COLUMN_SOURCE,
  N_COLUMNS
};

/* The rows lie in one array and point into one text; both live as long as the process. */
typedef struct {
  MiaoCode *rows;
  guint n_rows;
  GHashTable *by_code; /* code -> GArray of guint, because a code may have several validities */
  GHashTable *by_name; /* folded name -> GArray of guint */
} Table;

static GMutex lock;
static GHashTable *tables;
static GStrv names;

static void
index_row (GHashTable *index, char *key, guint row)
{
  GArray *rows = g_hash_table_lookup (index, key);

  if (rows == NULL) {
    rows = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_insert (index, g_strdup (key), rows);
  }
  if (rows->len == 0 || g_array_index (rows, guint, rows->len - 1) != row)
    g_array_append_val (rows, row);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  char *folded;

  if (normal == NULL)
    return g_strdup (text);
  folded = g_utf8_casefold (g_strstrip (normal), -1);

  return folded;
}

static void
add_row (GArray *rows, char *line)
{
  MiaoCode row = { NULL };
  char *cells[N_COLUMNS] = { NULL };
  char *rest = line;

  for (int i = 0; i < N_COLUMNS && rest != NULL; i++) {
    cells[i] = rest;
    rest = strchr (rest, '\t');
    if (rest != NULL)
      *rest++ = '\0';
  }
  row.code = cells[COLUMN_CODE];
  row.name_zh = cells[COLUMN_NAME_ZH] != NULL ? cells[COLUMN_NAME_ZH] : "";
  row.name_en = cells[COLUMN_NAME_EN] != NULL ? cells[COLUMN_NAME_EN] : "";
  row.parent =
      cells[COLUMN_PARENT] != NULL && cells[COLUMN_PARENT][0] != '\0' ? cells[COLUMN_PARENT] : NULL;
  row.valid_from = miao_date_parse (cells[COLUMN_VALID_FROM]);
  row.valid_to = miao_date_parse (cells[COLUMN_VALID_TO]);
  row.source = cells[COLUMN_SOURCE] != NULL ? cells[COLUMN_SOURCE] : "";
  g_array_append_val (rows, row);
}

static Table *
read_table (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, SUFFIX, NULL);
  g_autoptr (GBytes) bytes = miao_resource_load (path, NULL);
  GArray *rows;
  Table *table;
  gboolean heading = TRUE;
  char *text, *line, *next;
  gsize size;

  if (bytes == NULL)
    return NULL;
  size = g_bytes_get_size (bytes);
  text = g_strndup (g_bytes_get_data (bytes, NULL), size);
  rows = g_array_new (FALSE, FALSE, sizeof (MiaoCode));
  for (line = text; line != NULL; line = next) {
    next = strchr (line, '\n');
    if (next != NULL)
      *next++ = '\0';
    if (line[0] == '\0' || line[0] == '#')
      continue;
    if (heading)
      heading = FALSE;
    else
      add_row (rows, line);
  }

  table = g_new0 (Table, 1);
  table->n_rows = rows->len;
  table->rows = (MiaoCode *) (gpointer) g_array_free (rows, FALSE);
  table->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  table->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < table->n_rows; i++) {
    g_autofree char *zh = fold (table->rows[i].name_zh);
    g_autofree char *en = fold (table->rows[i].name_en);

    index_row (table->by_code, (char *) table->rows[i].code, i);
    if (*zh != '\0')
      index_row (table->by_name, zh, i);
    if (*en != '\0')
      index_row (table->by_name, en, i);
  }

  return table;
}

static void
list_tables (void)
{
  GStrv files = miao_resource_list (FOLDER);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++) {
    if (g_str_has_suffix (files[i], SUFFIX))
      g_ptr_array_add (list, g_strndup (files[i], strlen (files[i]) - strlen (SUFFIX)));
  }
  g_ptr_array_add (list, NULL);
  g_strfreev (files);
  names = (GStrv) g_ptr_array_free (list, FALSE);
}

static const Table *
find_table (const char *name)
{
  Table *table = NULL;

  if (name == NULL)
    return NULL;
  g_mutex_lock (&lock);
  if (tables == NULL)
    tables = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_lookup_extended (tables, name, NULL, (gpointer *) &table)) {
    table = read_table (name);
    g_hash_table_insert (tables, g_strdup (name), table);
  }
  g_mutex_unlock (&lock);

  return table;
}

static gboolean
valid_on (const MiaoCode *row, MiaoDate on)
{
  return on == MIAO_DATE_NONE || ((row->valid_from == MIAO_DATE_NONE || row->valid_from <= on) &&
                                  (row->valid_to == MIAO_DATE_NONE || on <= row->valid_to));
}

const char *const *
miao_codes_tables (void)
{
  g_mutex_lock (&lock);
  if (names == NULL)
    list_tables ();
  g_mutex_unlock (&lock);

  return (const char *const *) names;
}

const MiaoCode *
miao_codes_get (const char *table, guint *ret_n)
{
  const Table *found = find_table (table);

  *ret_n = found != NULL ? found->n_rows : 0;

  return found != NULL ? found->rows : NULL;
}

const MiaoCode *
miao_codes_find (const char *table, const char *code, MiaoDate on)
{
  const Table *found = find_table (table);
  GArray *rows;

  if (found == NULL || code == NULL)
    return NULL;
  rows = g_hash_table_lookup (found->by_code, code);
  /* The last row comes first: without a day the newest name of a code is the wanted one. */
  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--) {
    const MiaoCode *row = &found->rows[g_array_index (rows, guint, i - 1)];

    if (valid_on (row, on))
      return row;
  }

  return NULL;
}

const char *
miao_codes_name (const char *table, const char *code, MiaoLanguage language)
{
  const MiaoCode *row;

  if (code == NULL)
    return "";
  row = miao_codes_find (table, code, MIAO_DATE_NONE);
  if (row == NULL)
    return code;
  if (language == MIAO_LANGUAGE_EN && row->name_en[0] != '\0')
    return row->name_en;

  return row->name_zh;
}

const char *
miao_codes_parse (const char *table, const char *text, MiaoDate on)
{
  const Table *found = find_table (table);
  const MiaoCode *row;
  const char *code = NULL;
  g_autofree char *folded = NULL;
  GArray *rows;

  if (found == NULL || text == NULL)
    return NULL;
  row = miao_codes_find (table, text, on);
  if (row != NULL)
    return row->code;
  folded = fold (text);
  row = miao_codes_find (table, folded, on);
  if (row != NULL)
    return row->code;
  rows = g_hash_table_lookup (found->by_name, folded);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    row = &found->rows[g_array_index (rows, guint, i)];
    if (!valid_on (row, on))
      continue;
    /* Two districts of one name: nobody but the person can tell which was meant. */
    if (code != NULL && strcmp (code, row->code) != 0)
      return NULL;
    code = row->code;
  }

  return code;
}
