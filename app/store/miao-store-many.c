/* New records of one kind, several with each statement. What a statement touches is put by once for
 * all of its rows, so that it can be taken back: for rows that come in the order of their ids, as
 * those of an import do, that is most of the work. */
#include "config.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-store-cipher.h"

#include <string.h>

#define MAX_ROWS 32 /* of one statement */
#define SHARED 2    /* $1 by, $2 now: the same for all rows */

typedef enum {
  COLUMN_RULE_SET,
  COLUMN_LEGAL_HOLD,
  COLUMN_VOID_REASON,
  COLUMN_SORT,
  COLUMN_FIELD,
} What;

/* A column that at least one of the records says something in; the others are left to be NULL. */
typedef struct {
  What what;
  const MiaoField *field; /* COLUMN_FIELD and COLUMN_SORT */
  guint index;            /* COLUMN_FIELD */
} Column;

typedef struct {
  MiaoStore *store;
  const MiaoKind *kind;
  const char *by;
  gint64 now_ms;
  GArray *columns;  /* Column */
  GArray *params;   /* MiaoParam, of the present statement */
  GPtrArray *texts; /* what they point at */
} Many;

static void
many_clear (Many *many)
{
  g_clear_pointer (&many->columns, g_array_unref);
  g_clear_pointer (&many->params, g_array_unref);
  g_clear_pointer (&many->texts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Many, many_clear)

/* What the record itself says in the column. */
static const char *
text_of (const MiaoRecord *record, const Column *column)
{
  switch (column->what) {
  case COLUMN_RULE_SET:
    return miao_record_get_rule_set (record);
  case COLUMN_LEGAL_HOLD:
    return miao_record_get_legal_hold (record) ? "1" : NULL;
  case COLUMN_VOID_REASON:
    return miao_record_get_void_reason (record);
  case COLUMN_FIELD:
    return miao_record_get_at (record, column->index);
  case COLUMN_SORT:
  default:
    return NULL;
  }
}

static void
add_column (Many *many, GPtrArray *records, Column column)
{
  for (guint i = 0; i < records->len; i++)
    if (text_of (g_ptr_array_index (records, i), &column) != NULL) {
      g_array_append_val (many->columns, column);
      return;
    }
}

/* A hold says no by itself, see data/sql/002-records.sql; so it too is written when one has it. */
static void
find_columns (Many *many, GPtrArray *records)
{
  const MiaoKind *kind = many->kind;
  const MiaoField *sorted = miao_schema_sorted_field (kind);

  many->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  if (miao_schema_has_system (kind, "rule_set"))
    add_column (many, records, (Column){ .what = COLUMN_RULE_SET });
  if (miao_schema_has_system (kind, "legal_hold"))
    add_column (many, records, (Column){ .what = COLUMN_LEGAL_HOLD });
  if (miao_schema_has_system (kind, "void_reason"))
    add_column (many, records, (Column){ .what = COLUMN_VOID_REASON });
  for (guint i = 0; kind->fields[i].name != NULL; i++)
    add_column (many, records,
                (Column){ .what = COLUMN_FIELD, .field = &kind->fields[i], .index = i });
  if (sorted != NULL) {
    Column column = { .what = COLUMN_SORT, .field = sorted };

    g_array_append_val (many->columns, column);
  }
}

static void
append_name (GString *sql, const Column *column)
{
  switch (column->what) {
  case COLUMN_RULE_SET:
    g_string_append (sql, ", rule_set");
    break;
  case COLUMN_LEGAL_HOLD:
    g_string_append (sql, ", legal_hold");
    break;
  case COLUMN_VOID_REASON:
    g_string_append (sql, ", void_reason");
    break;
  case COLUMN_SORT:
    g_string_append_printf (sql, ", \"%s_sort\"", column->field->name);
    break;
  case COLUMN_FIELD:
  default:
    g_string_append_printf (sql, ", \"%s\"", column->field->name);
    break;
  }
}

static char *
make_sql (const Many *many, guint n_rows)
{
  GString *sql = g_string_new (NULL);
  guint n = SHARED;

  g_string_append_printf (sql,
                          "INSERT INTO \"%s\" (id, row_version, created_at, created_by, "
                          "updated_at, updated_by",
                          many->kind->name);
  for (guint i = 0; i < many->columns->len; i++)
    append_name (sql, &g_array_index (many->columns, Column, i));
  g_string_append (sql, ") VALUES ");
  for (guint row = 0; row < n_rows; row++) {
    g_string_append_printf (sql, "%s($%u, 1, $2, $1, $2, $1", row > 0 ? ", " : "", ++n);
    for (guint i = 0; i < many->columns->len; i++)
      g_string_append_printf (sql, ", $%u", ++n);
    g_string_append_c (sql, ')');
  }

  return g_string_free (sql, FALSE);
}

static gboolean
is_number (const Column *column)
{
  return column->what == COLUMN_LEGAL_HOLD ||
         (column->what == COLUMN_FIELD &&
          (column->field->type == MIAO_TYPE_INTEGER || column->field->type == MIAO_TYPE_INSTANT ||
           column->field->type == MIAO_TYPE_BOOLEAN));
}

/* Whether the store must not see what the column says. */
static gboolean
is_closed (const Many *many, const Column *column)
{
  return miao_store_ciphers (many->store) &&
         (column->what == COLUMN_VOID_REASON ||
          (column->what == COLUMN_FIELD && miao_field_is_ciphered (column->field)));
}

static void
add_param (Many *many, MiaoParam param)
{
  g_array_append_val (many->params, param);
}

static gboolean
add_value (Many *many, const MiaoRecord *record, const Column *column, GError **error)
{
  const char *text = text_of (record, column);
  char *made = NULL;

  if (column->what == COLUMN_LEGAL_HOLD) {
    add_param (many, (MiaoParam){ .type = 'i', .number = miao_record_get_legal_hold (record) });
    return TRUE;
  }
  if (column->what == COLUMN_SORT) {
    text = made = miao_person_dup_sort (record);
  } else if (text != NULL && is_closed (many, column)) {
    text = made = miao_store_dup_closed (
        many->store, many->kind->name, column->field != NULL ? column->field->name : "void_reason",
        column->field != NULL && miao_field_is_marked (column->field), miao_record_get_id (record),
        text, error);
    if (made == NULL)
      return FALSE;
  }
  if (made != NULL)
    g_ptr_array_add (many->texts, made);
  if (text != NULL && is_number (column))
    add_param (many, (MiaoParam){ .type = 'i', .number = g_ascii_strtoll (text, NULL, 10) });
  else
    add_param (many, (MiaoParam){ .type = 's', .text = text });

  return TRUE;
}

static gboolean
write_rows (
    Many *many, const char *sql, GPtrArray *records, guint first, guint n_rows, GError **error)
{
  GError *failure = NULL;

  g_array_set_size (many->params, 0);
  g_ptr_array_set_size (many->texts, 0);
  add_param (many, (MiaoParam){ .type = 's', .text = many->by });
  add_param (many, (MiaoParam){ .type = 'i', .number = many->now_ms });
  for (guint row = first; row < first + n_rows; row++) {
    const MiaoRecord *record = g_ptr_array_index (records, row);

    add_param (many, (MiaoParam){ .type = 's', .text = miao_record_get_id (record) });
    for (guint i = 0; i < many->columns->len; i++)
      if (!add_value (many, record, &g_array_index (many->columns, Column, i), error))
        return FALSE;
  }
  if (miao_store_run (many->store, sql, (MiaoParam *) (gpointer) many->params->data,
                      many->params->len, &failure) >= 0)
    return TRUE;
  miao_store_explain (many->store, many->kind, &failure);
  g_propagate_error (error, failure);

  return FALSE;
}

/* As many with each statement as its parameters allow; what is left over one by one, so that there
 * are two statements to be prepared and not one for each number of rows. */
static gboolean
write_all (Many *many, GPtrArray *records, GError **error)
{
  guint n_rows = MIN (MAX_ROWS, (MIAO_STORE_MAX_PARAMS - SHARED) / (many->columns->len + 1));
  g_autofree char *several = NULL;
  g_autofree char *one = NULL;
  guint done = 0;

  many->params = g_array_new (FALSE, FALSE, sizeof (MiaoParam));
  many->texts = g_ptr_array_new_with_free_func (g_free);
  if (n_rows > 1 && records->len >= n_rows)
    several = make_sql (many, n_rows);
  for (; several != NULL && records->len - done >= n_rows; done += n_rows)
    if (!write_rows (many, several, records, done, n_rows, error))
      return FALSE;
  if (done < records->len)
    one = make_sql (many, 1);
  for (; done < records->len; done++)
    if (!write_rows (many, one, records, done, 1, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_all (GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    if (!miao_record_check (g_ptr_array_index (records, i), FALSE, NULL, error))
      return FALSE;

  return TRUE;
}

/* Gives ids to those that have none. Returns: (transfer full): these. */
static GPtrArray *
name_all (GPtrArray *records)
{
  GPtrArray *named = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);
    g_autofree char *id = NULL;

    if (miao_record_get_id (record) != NULL)
      continue;
    id = miao_id_new ();
    miao_record_set_id (record, id);
    g_ptr_array_add (named, record);
  }

  return named;
}

gboolean
miao_store_insert_all (
    MiaoStore *store, GPtrArray *records, const char *by, gint64 now_ms, GError **error)
{
  g_auto (Many) many = { .store = store, .by = by, .now_ms = now_ms };
  g_autoptr (GPtrArray) named = NULL;
  gboolean own, ok;

  g_return_val_if_fail (by != NULL, FALSE);

  if (records->len == 0)
    return TRUE;
  many.kind = miao_record_get_kind (g_ptr_array_index (records, 0));
  for (guint i = 0; i < records->len; i++)
    g_return_val_if_fail (miao_record_get_kind (g_ptr_array_index (records, i)) == many.kind &&
                              miao_record_get_version (g_ptr_array_index (records, i)) == 0,
                          FALSE);
  if (!check_all (records, error) || !miao_store_join (store, &own, error))
    return FALSE;
  named = name_all (records);
  find_columns (&many, records);
  ok = write_all (&many, records, error) && miao_person_index_all (store, records, error);
  for (guint i = 0; ok && i < records->len; i++)
    miao_store_note (store, many.kind->name, miao_record_get_id (g_ptr_array_index (records, i)));
  if (!miao_store_leave (store, own, ok, error)) {
    for (guint i = 0; i < named->len; i++)
      miao_record_set_id (g_ptr_array_index (named, i), NULL);
    return FALSE;
  }
  for (guint i = 0; i < records->len; i++) {
    miao_record_set_version (g_ptr_array_index (records, i), 1);
    miao_record_set_stamp (g_ptr_array_index (records, i), now_ms, by, now_ms, by);
  }

  return TRUE;
}
