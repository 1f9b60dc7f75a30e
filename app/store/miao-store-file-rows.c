/* Statements of the encrypted file and the rows that they give. Preparing a statement costs more
 * than running it, so idle ones are kept. */
#include "config.h"

#include "miao-store-file-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_STATEMENTS 200
#define HASHED_BYTES 64

/* "$1" is a name to SQLite, numbered by its first appearance: @index says which number it got. */
typedef struct {
  sqlite3_stmt *handle;
  GList recent;    /* its place in MiaoFile.recent; data: this */
  gboolean writes; /* it gives no rows: it is over after one step */
  guint n_params;
  guint16 index[];
} Statement;

typedef struct {
  MiaoRows parent;
  MiaoFile *file;
  Statement *statement;
  sqlite3_stmt *handle;
  int state;      /* result of the last step */
  gboolean first; /* the row of @state was not handed out yet */
} FileRows;

/* The end of a long statement says as little as its middle; its length and beginning are enough. */
static guint
hash_sql (gconstpointer key)
{
  const char *sql = key;
  gsize length = strlen (sql);
  guint hash = (guint) length;

  for (gsize i = 0; i < MIN (length, HASHED_BYTES); i++)
    hash = hash * 33 + (guchar) sql[i];

  return hash;
}

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static Statement *
prepare (MiaoFile *file, const char *sql, GError **error)
{
  Statement *statement;
  sqlite3_stmt *handle;
  guint n;

  if (sqlite3_prepare_v3 (file->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) !=
      SQLITE_OK) {
    miao_file_fail (file, file->db, error);
    return NULL;
  }
  miao_file_show (file->db, sql);
  n = (guint) sqlite3_bind_parameter_count (handle);
  /* A parameter that the statement does not mention leaves a gap in the numbers. */
  for (guint i = 1, last = n; i <= last; i++)
    n = MAX (n, (guint) atoi (sqlite3_bind_parameter_name (handle, (int) i) + 1));
  statement = g_malloc0 (sizeof *statement + (n + 1) * sizeof (guint16));
  statement->handle = handle;
  statement->recent.data = statement;
  statement->writes = sqlite3_column_count (handle) == 0;
  statement->n_params = n;
  for (int i = 1; i <= sqlite3_bind_parameter_count (handle); i++)
    statement->index[atoi (sqlite3_bind_parameter_name (handle, i) + 1)] = (guint16) i;

  return statement;
}

static Statement *
take_statement (MiaoFile *file, const char *sql, GError **error)
{
  gpointer statement;

  if (!g_hash_table_steal_extended (file->statements, sql, NULL, &statement))
    return prepare (file, sql, error);
  g_queue_unlink (&file->recent, &((Statement *) statement)->recent);

  return statement;
}

static void
put_statement (MiaoFile *file, Statement *statement)
{
  const char *sql = sqlite3_sql (statement->handle);

  sqlite3_reset (statement->handle);
  if (!statement->writes)
    sqlite3_clear_bindings (statement->handle);
  /* The same statement may have been used twice at a time. */
  if (g_hash_table_contains (file->statements, sql)) {
    statement_free (statement);
    return;
  }
  g_hash_table_insert (file->statements, (gpointer) sql, statement);
  g_queue_push_head_link (&file->recent, &statement->recent);
  if (g_queue_get_length (&file->recent) > MAX_STATEMENTS) {
    Statement *oldest = g_queue_pop_tail_link (&file->recent)->data;

    g_hash_table_steal (file->statements, sqlite3_sql (oldest->handle));
    statement_free (oldest);
  }
}

void
miao_file_init_statements (MiaoFile *file)
{
  file->statements = g_hash_table_new (hash_sql, g_str_equal);
}

void
miao_file_forget_statements (MiaoFile *file)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, file->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement)) {
    g_hash_table_iter_steal (&iter);
    statement_free (statement);
  }
  g_queue_init (&file->recent);
}

/* A statement without rows is over before the caller can free the text, so nothing is copied; the
 * next run binds all of its parameters anew. */
static void
bind (const Statement *statement, guint number, const MiaoParam *param)
{
  sqlite3_destructor_type copies = statement->writes ? SQLITE_STATIC : SQLITE_TRANSIENT;
  int index = number <= statement->n_params ? statement->index[number] : 0;

  if (index == 0)
    return;
  switch (param->type) {
  case 'i':
    sqlite3_bind_int64 (statement->handle, index, param->number);
    break;
  case 's':
    sqlite3_bind_text (statement->handle, index, param->text, -1, copies);
    break;
  case 'b':
    sqlite3_bind_blob64 (statement->handle, index, param->bytes, param->size, copies);
    break;
  default:
    sqlite3_bind_null (statement->handle, index);
    break;
  }
}

void
miao_file_done (MiaoRows *rows)
{
  FileRows *self = (FileRows *) rows;

  put_statement (self->file, self->statement);
  g_free (self);
}

MiaoRows *
miao_file_run (
    gpointer connection, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  MiaoFile *file = connection;
  Statement *statement = take_statement (file, sql, error);
  FileRows *rows;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_params; i++)
    bind (statement, i + 1, &params[i]);
  for (guint i = n_params; i < statement->n_params; i++)
    bind (statement, i + 1, &(MiaoParam){ .type = 'n' });
  rows = g_new0 (FileRows, 1);
  rows->parent.driver = &miao_store_file_driver;
  rows->file = file;
  rows->statement = statement;
  rows->handle = statement->handle;
  rows->state = sqlite3_step (rows->handle);
  rows->first = TRUE;
  if (rows->state != SQLITE_ROW && rows->state != SQLITE_DONE) {
    miao_file_fail (file, file->db, error);
    miao_file_done (&rows->parent);
    return NULL;
  }
  file->changes = 0;
  if (rows->state == SQLITE_DONE && !sqlite3_stmt_readonly (rows->handle))
    file->changes = sqlite3_changes64 (file->db);

  return &rows->parent;
}

int
miao_file_next (MiaoRows *rows, GError **error)
{
  FileRows *self = (FileRows *) rows;

  if (!self->first && self->state == SQLITE_ROW) {
    self->state = sqlite3_step (self->handle);
    if (self->state == SQLITE_DONE && !sqlite3_stmt_readonly (self->handle))
      self->file->changes = sqlite3_changes64 (self->file->db);
  }
  self->first = FALSE;
  if (self->state == SQLITE_ROW)
    return 1;
  if (self->state == SQLITE_DONE)
    return 0;
  miao_file_fail (self->file, self->file->db, error);

  return -1;
}

gboolean
miao_file_is_null (MiaoRows *rows, guint column)
{
  return sqlite3_column_type (((FileRows *) rows)->handle, (int) column) == SQLITE_NULL;
}

gint64
miao_file_get_int (MiaoRows *rows, guint column)
{
  return sqlite3_column_int64 (((FileRows *) rows)->handle, (int) column);
}

const char *
miao_file_get_text (MiaoRows *rows, guint column)
{
  return (const char *) sqlite3_column_text (((FileRows *) rows)->handle, (int) column);
}

gconstpointer
miao_file_get_blob (MiaoRows *rows, guint column, gsize *ret_size)
{
  sqlite3_stmt *statement = ((FileRows *) rows)->handle;
  gconstpointer bytes = sqlite3_column_blob (statement, (int) column);

  *ret_size = (gsize) sqlite3_column_bytes (statement, (int) column);

  return bytes;
}
