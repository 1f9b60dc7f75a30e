#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

#include <stdlib.h>
#include <string.h>

/* Statements on a server: prepared once on each connection, results taken whole. */

#define MAX_STATEMENTS 200
#define MAX_PARAMS MIAO_STORE_MAX_PARAMS
#define NUMBER_BYTES 24
#define OID_BOOL 16
#define OID_BYTEA 17
#define OID_TEXT 25

typedef struct {
  char *sql;
  char name[NUMBER_BYTES];
  GList *link; /* in MiaoServer.recent */
} Statement;

typedef struct {
  MiaoRows parent;
  PGresult *result;
  int row;
  GPtrArray *blobs; /* of the present row, decoded */
} ServerRows;

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  g_free (statement->sql);
  g_free (statement);
}

void
miao_server_forget_statements (MiaoServer *server)
{
  g_hash_table_remove_all (server->statements);
  g_queue_clear_full (&server->recent, statement_free);
}

static gboolean
is_good (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static void
drop_oldest (MiaoServer *server)
{
  Statement *oldest = g_queue_pop_tail (&server->recent);
  g_autofree char *sql = g_strconcat ("DEALLOCATE ", oldest->name, NULL);

  g_hash_table_remove (server->statements, oldest->sql);
  statement_free (oldest);
  PQclear (miao_server_exec (server, sql));
}

/* The server must know the type of a parameter that the statement does not mention. */
static void
mark_mentioned (const char *sql, gboolean mentioned[MAX_PARAMS])
{
  for (const char *p = strchr (sql, '$'); p != NULL; p = strchr (p + 1, '$')) {
    guint64 number = g_ascii_strtoull (p + 1, NULL, 10);

    if (number >= 1 && number <= MAX_PARAMS)
      mentioned[number - 1] = TRUE;
  }
}

/* Bytes have a type of their own; the server finds the type of everything else by where it stands,
 * so that an absent value fits every column. */
static Statement *
prepare (MiaoServer *server, const char *sql, const MiaoParam *params, guint n, GError **error)
{
  Statement *statement = g_new0 (Statement, 1);
  gboolean mentioned[MAX_PARAMS] = { FALSE };
  Oid types[MAX_PARAMS];
  PGresult *result;

  mark_mentioned (sql, mentioned);
  for (guint i = 0; i < n; i++)
    types[i] = params[i].type == 'b' ? OID_BYTEA : mentioned[i] ? 0 : OID_TEXT;
  g_snprintf (statement->name, sizeof statement->name, "m%u", ++server->last_statement);
  statement->sql = g_strdup (sql);
  result = miao_server_exec_prepare (server, statement->name, sql, types, n);
  if (!is_good (result)) {
    miao_server_fail (server, result, error);
    PQclear (result);
    statement_free (statement);
    return NULL;
  }
  PQclear (result);
  g_queue_push_head (&server->recent, statement);
  statement->link = server->recent.head;
  g_hash_table_insert (server->statements, statement->sql, statement);

  return statement;
}

static Statement *
find_statement (
    MiaoServer *server, const char *sql, const MiaoParam *params, guint n, GError **error)
{
  Statement *statement = g_hash_table_lookup (server->statements, sql);

  if (statement != NULL) {
    g_queue_unlink (&server->recent, statement->link);
    g_queue_push_head_link (&server->recent, statement->link);
    return statement;
  }
  if (g_queue_get_length (&server->recent) >= MAX_STATEMENTS)
    drop_oldest (server);

  return prepare (server, sql, params, n, error);
}

/* Values as the protocol carries them: text, but for bytes. */
typedef struct {
  const char *values[MAX_PARAMS];
  int lengths[MAX_PARAMS];
  int formats[MAX_PARAMS];
  char numbers[MAX_PARAMS][NUMBER_BYTES];
} Bound;

static void
bind (Bound *bound, guint i, const MiaoParam *param)
{
  bound->values[i] = NULL;
  bound->lengths[i] = 0;
  bound->formats[i] = 0;
  switch (param->type) {
  case 'i':
    g_snprintf (bound->numbers[i], NUMBER_BYTES, "%" G_GINT64_FORMAT, param->number);
    bound->values[i] = bound->numbers[i];
    break;
  case 's':
    bound->values[i] = param->text;
    break;
  case 'b':
    /* No bytes are not the same as an absent value. */
    bound->values[i] = param->bytes != NULL ? param->bytes : "";
    bound->lengths[i] = (int) param->size;
    bound->formats[i] = 1;
    break;
  default:
    break;
  }
}

static gint64
count_changes (PGresult *result)
{
  const char *status = PQcmdStatus (result);

  return g_str_has_prefix (status, "SELECT") ? 0 : g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
}

static PGresult *
execute (
    MiaoServer *server, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  Statement *statement = find_statement (server, sql, params, n_params, error);
  Bound bound;
  PGresult *result;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_params; i++)
    bind (&bound, i, &params[i]);
  result = miao_server_exec_prepared (server, statement->name, bound.values, bound.lengths,
                                      bound.formats, n_params);
  if (is_good (result))
    return result;
  miao_server_fail (server, result, error);
  PQclear (result);

  return NULL;
}

MiaoRows *
miao_server_run (
    gpointer connection, const char *sql, const MiaoParam *params, guint n_params, GError **error)
{
  MiaoServer *server = connection;
  GError *failure = NULL;
  PGresult *result;
  ServerRows *rows;

  g_return_val_if_fail (n_params <= MAX_PARAMS, NULL);

  if (server->in_use) {
    server->refused = TRUE;
    miao_server_fail (server, NULL, error);
    return NULL;
  }
  result = execute (server, sql, params, n_params, &failure);
  /* A reading outside a transaction may be asked again on a new connection. */
  if (result == NULL && miao_server_is_lost (server) && !server->open &&
      g_str_has_prefix (sql, "SELECT") && miao_server_reconnect_by_the_way (server, NULL)) {
    g_clear_error (&failure);
    result = execute (server, sql, params, n_params, &failure);
  }
  miao_server_hear (server);
  if (result == NULL) {
    g_propagate_error (error, failure);
    return NULL;
  }
  server->changes = count_changes (result);
  rows = g_new0 (ServerRows, 1);
  rows->parent.driver = &miao_store_server_driver;
  rows->result = result;
  rows->row = -1;

  return &rows->parent;
}

int
miao_server_next (MiaoRows *rows, GError **error)
{
  ServerRows *self = (ServerRows *) rows;

  g_clear_pointer (&self->blobs, g_ptr_array_unref);

  return ++self->row < PQntuples (self->result);
}

gboolean
miao_server_is_null (MiaoRows *rows, guint column)
{
  ServerRows *self = (ServerRows *) rows;

  return PQgetisnull (self->result, self->row, (int) column);
}

const char *
miao_server_get_text (MiaoRows *rows, guint column)
{
  ServerRows *self = (ServerRows *) rows;
  const char *text = PQgetvalue (self->result, self->row, (int) column);

  if (PQgetisnull (self->result, self->row, (int) column))
    return NULL;
  if (PQftype (self->result, (int) column) == OID_BOOL)
    return *text == 't' ? "1" : "0";

  return text;
}

gint64
miao_server_get_int (MiaoRows *rows, guint column)
{
  const char *text = miao_server_get_text (rows, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
free_memory (gpointer data)
{
  PQfreemem (data);
}

gconstpointer
miao_server_get_blob (MiaoRows *rows, guint column, gsize *ret_size)
{
  ServerRows *self = (ServerRows *) rows;
  const char *text = PQgetvalue (self->result, self->row, (int) column);
  guchar *bytes;

  *ret_size = 0;
  if (PQgetisnull (self->result, self->row, (int) column))
    return NULL;
  bytes = PQunescapeBytea ((const guchar *) text, ret_size);
  if (self->blobs == NULL)
    self->blobs = g_ptr_array_new_with_free_func (free_memory);
  g_ptr_array_add (self->blobs, bytes);

  return bytes;
}

void
miao_server_done (MiaoRows *rows)
{
  ServerRows *self = (ServerRows *) rows;

  g_clear_pointer (&self->blobs, g_ptr_array_unref);
  PQclear (self->result);
  g_free (self);
}
