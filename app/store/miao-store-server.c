#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

#include <string.h>

/*
 * A PostgreSQL server, version 15 or newer, for several desks. One database holds one institution,
 * in the schema "miaopu". Writing transactions wait for one another as on a file: they begin with a
 * lock of the whole institution, which the audit chain needs anyway (each line follows the last).
 */

#define WRITE_LOCK "7163396041" /* any number; one for the whole database */
#define KEYS_LOCK "7163396042"
#define LIMIT_MS 60000 /* of a statement */
/* How long nobody tries to connect by the way after it failed: longer where failing takes long. */
#define AWAY_US (1 * G_TIME_SPAN_SECOND)
#define AWAY_TIMES 20
#define HEAR_ROUNDS 4
#define RESOLVE_ROUNDS 30
#define RESOLVE_US (20 * G_TIME_SPAN_SECOND) /* not begun again after that */
#define RESOLVE_PAUSE_US (100 * G_TIME_SPAN_MILLISECOND)

static gpointer
fail (GError **error, MiaoError code, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, (int) code, message);

  return NULL;
}

static void
server_close (gpointer connection)
{
  MiaoServer *server = connection;

  miao_server_forget_statements (server);
  g_hash_table_unref (server->statements);
  miao_server_forget_cancel (server);
  PQfinish (server->pg);
  g_mutex_clear (&server->lock);
  g_free (server->address);
  g_free (server->broken_name);
  g_free (server->xid);
  g_free (server);
}

/* A database that was prepared has its tables, but nobody's account. */
static gboolean
ask_empty (MiaoServer *server, gboolean *ret_empty, GError **error)
{
  MiaoRows *rows = miao_server_run (server, "SELECT count (*) FROM account", NULL, 0, error);

  if (rows == NULL)
    return FALSE;
  *ret_empty = miao_server_next (rows, NULL) > 0 && miao_server_get_int (rows, 0) == 0;
  miao_server_done (rows);

  return TRUE;
}

/* @create and what is there must agree. */
static gboolean
check_content (MiaoServer *server, const MiaoStoreConfig *config, GError **error)
{
  int number = miao_server_get_schema (server, error);
  gboolean empty = TRUE;

  if (number < 0)
    return FALSE;
  if (config->create && number > 0 && !ask_empty (server, &empty, error))
    return FALSE;
  if (config->create && !empty) {
    fail (error, MIAO_ERROR_CONFLICT,
          miao_pick ("这个数据库里已有机构的数据，未覆盖。请另选数据库，或直接打开它。",
                     "The database already holds an institution and was left alone. Please choose "
                     "another database, or open it."));
    return FALSE;
  }
  if (!config->create && number == 0) {
    fail (error, MIAO_ERROR_NOT_FOUND,
          miao_pick ("这个数据库里还没有机构的数据。请检查地址，或先由管理员新建。",
                     "The database holds no institution yet. Please check the address, or have an "
                     "administrator make one first."));
    return FALSE;
  }

  return !config->create ||
         miao_server_script (server, "CREATE SCHEMA IF NOT EXISTS " MIAO_SERVER_SCHEMA, error);
}

static gpointer
server_open (const MiaoStoreConfig *config, GError **error)
{
  MiaoServer *server;

  if (!miao_server_check_address (config->path, error))
    return NULL;
  server = g_new0 (MiaoServer, 1);
  server->statements = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&server->recent);
  server->timeout_ms = config->timeout_ms;
  server->read_only = config->read_only;
  server->limit_ms = LIMIT_MS;
  g_mutex_init (&server->lock);
  server->address = g_strdup (config->path);
  server->pg = miao_server_connect (config);
  if (!miao_server_set_up (server, error) || !check_content (server, config, error)) {
    server_close (server);
    return NULL;
  }

  return server;
}

gboolean
miao_server_reconnect (MiaoServer *server, GError **error)
{
  locale_t before;

  if (server->in_use) {
    server->refused = TRUE;
    miao_server_fail (server, NULL, error);
    return FALSE;
  }
  miao_server_forget_statements (server);
  g_clear_pointer (&server->xid, g_free);
  server->open = FALSE;
  server->lost = FALSE;
  before = miao_server_speak_plainly ();
  miao_server_reset (server);
  uselocale (before);

  if (!miao_server_set_up (server, error))
    return FALSE;
  server->away_us = 0;
  server->heard = TRUE; /* whatever was told meanwhile was missed */

  return TRUE;
}

gboolean
miao_server_reconnect_by_the_way (MiaoServer *server, GError **error)
{
  const gint64 from_us = g_get_monotonic_time ();
  gint64 now_us;

  if (server->away_us > from_us) {
    fail (error, MIAO_ERROR_LOST,
          miao_pick ("与服务器的连接断了，这一步没有完成。连上后请再试一次。",
                     "The connection to the server is lost; this step was not done. Please try "
                     "again when it is back."));
    return FALSE;
  }
  if (miao_server_reconnect (server, error))
    return TRUE;
  now_us = g_get_monotonic_time ();
  server->away_us = now_us + MAX (AWAY_US, AWAY_TIMES * (now_us - from_us));

  return FALSE;
}

gboolean
miao_server_script (MiaoServer *server, const char *sql, GError **error)
{
  PGresult *result = miao_server_exec (server, sql);
  ExecStatusType status = PQresultStatus (result);
  gboolean ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

  if (!ok)
    miao_server_fail (server, result, error);
  PQclear (result);

  return ok;
}

static gboolean
server_script (gpointer connection, const char *sql, GError **error)
{
  MiaoServer *server = connection;

  if (strcmp (sql, "ROLLBACK") == 0) {
    server->open = FALSE;
    g_clear_pointer (&server->xid, g_free);
    /* With the connection the server has forgotten it by itself. */
    if (miao_server_is_lost (server))
      return TRUE;
  }

  return miao_server_script (server, sql, error);
}

/* Transactions */

static gboolean
try_begin (MiaoServer *server, gboolean write, GError **error)
{
  const char *sql = write ? "BEGIN ISOLATION LEVEL READ COMMITTED;"
                            "SELECT pg_advisory_xact_lock (" WRITE_LOCK "), pg_current_xact_id ()"
                          : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  PGresult *result = miao_server_exec (server, sql);
  ExecStatusType status = PQresultStatus (result);
  gboolean ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

  g_clear_pointer (&server->xid, g_free);
  if (ok && write)
    server->xid = g_strdup (PQgetvalue (result, 0, 1));
  if (!ok)
    miao_server_fail (server, result, error);
  PQclear (result);
  if (!ok && PQtransactionStatus (server->pg) != PQTRANS_IDLE)
    PQclear (miao_server_exec (server, "ROLLBACK"));
  server->open = ok;
  server->writes = ok && write;

  return ok;
}

static gboolean
server_begin (gpointer connection, gboolean write, GError **error)
{
  MiaoServer *server = connection;
  GError *failure = NULL;

  if (try_begin (server, write, &failure))
    return TRUE;
  /* Nothing was done yet, so a new connection serves as well. */
  if (miao_server_is_lost (server)) {
    g_clear_error (&failure);
    if (miao_server_reconnect_by_the_way (server, &failure) && try_begin (server, write, &failure))
      return TRUE;
  }
  g_propagate_error (error, failure);

  return FALSE;
}

/* The lock is asked for in a transaction that ends when it is taken. */
static gboolean
server_begin_now (gpointer connection, guint timeout_ms, GError **error)
{
  MiaoServer *server = connection;
  PGresult *result =
      miao_server_exec (server, "BEGIN ISOLATION LEVEL READ COMMITTED;"
                                "SELECT CASE WHEN pg_try_advisory_xact_lock (" WRITE_LOCK ") "
                                "THEN pg_current_xact_id () END");
  gboolean ok = PQresultStatus (result) == PGRES_TUPLES_OK;

  g_clear_pointer (&server->xid, g_free);
  if (!ok)
    miao_server_fail (server, result, error);
  if (ok && PQgetisnull (result, 0, 0)) {
    ok = FALSE;
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                         miao_pick ("数据正被其他人写入，请稍后再试。",
                                    "Somebody else is writing just now; please try again."));
  }
  if (ok)
    server->xid = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  if (!ok && PQtransactionStatus (server->pg) != PQTRANS_IDLE)
    PQclear (miao_server_exec (server, "ROLLBACK"));
  server->open = ok;
  server->writes = ok;

  return ok;
}

/* "committed", "aborted", "in progress", or NULL while the server cannot be asked. */
static char *
dup_outcome (MiaoServer *server, const char *xid)
{
  PGresult *result =
      miao_server_exec_text (server, "SELECT pg_xact_status (CAST ($1 AS xid8))", xid);
  char *outcome = NULL;

  if (PQresultStatus (result) == PGRES_TUPLES_OK && PQntuples (result) == 1)
    outcome = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);

  return outcome;
}

/* The connection broke while the server was told to commit: it may have done so or not. The server
 * remembers the fate of every transaction, so it is asked as soon as it answers again. */
static gboolean
resolve (MiaoServer *server, const char *xid, GError **error)
{
  const gint64 until_us = g_get_monotonic_time () + RESOLVE_US;

  for (guint i = 0; i < RESOLVE_ROUNDS && g_get_monotonic_time () < until_us; i++) {
    g_autofree char *outcome = NULL;

    if (i > 0)
      g_usleep (RESOLVE_PAUSE_US);
    if (miao_server_is_lost (server) && !miao_server_reconnect (server, NULL))
      continue;
    outcome = dup_outcome (server, xid);
    if (g_strcmp0 (outcome, "committed") == 0)
      return TRUE;
    if (g_strcmp0 (outcome, "aborted") == 0) {
      fail (error, MIAO_ERROR_LOST,
            miao_pick ("与服务器的连接刚才中断，这一步没有保存；现已连上，请再保存一次。",
                       "The connection to the server broke and this step was not saved; it is back "
                       "now, please save again."));
      return FALSE;
    }
  }
  fail (error, MIAO_ERROR_LOST,
        miao_pick ("保存时与服务器的连接中断，还不知道是否已保存。连上后请先重新载入这条记录，"
                   "看更改在不在，再决定是否重新保存。",
                   "The connection to the server broke while saving, and whether it was saved is "
                   "not known yet. When it is back, load the record again and see whether the "
                   "changes are there before saving once more."));

  return FALSE;
}

static gboolean
server_commit (gpointer connection, GError **error)
{
  MiaoServer *server = connection;
  g_autofree char *xid = g_steal_pointer (&server->xid);
  g_autoptr (GError) failure = NULL;

  if (PQtransactionStatus (server->pg) == PQTRANS_INERROR) {
    /* The server would answer this COMMIT with a silent ROLLBACK. */
    fail (error, MIAO_ERROR_STORE,
          miao_pick ("前面的步骤出错，全部更改已撤销。",
                     "An earlier step failed; all changes were taken back."));
    return FALSE;
  }
  server->open = FALSE;
  if (miao_server_script (
          server, server->writes ? "NOTIFY " MIAO_SERVER_CHANNEL "; COMMIT" : "COMMIT", &failure))
    return TRUE;
  if (xid != NULL && miao_server_is_lost (server))
    return resolve (server, xid, error);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

static gboolean
server_in_transaction (gpointer connection)
{
  const MiaoServer *server = connection;
  PGTransactionStatusType status = PQtransactionStatus (server->pg);

  return server->open || status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

/* After an import the server does not know yet how many rows there are, and would look for them in
 * the wrong way until it counts by itself some minutes later. */
static void
server_bulk (gpointer connection, gboolean bulk)
{
  if (!bulk && PQtransactionStatus (((MiaoServer *) connection)->pg) == PQTRANS_IDLE)
    (void) miao_server_script (connection, "SELECT count_rows ()", NULL);
}

static char *
server_dup_verifier (gpointer connection, const char *login, const char *password)
{
  MiaoServer *server = connection;
  g_autofree char *user = g_strconcat (PQdb (server->pg), ".", login, NULL);
  char *made = PQencryptPasswordConn (server->pg, password, user, "scram-sha-256");
  char *verifier = g_strdup (made);

  PQfreemem (made);

  return verifier;
}

static gboolean
server_pour (gpointer connection, gboolean on, GError **error)
{
  return miao_server_script (connection,
                             on ? "SET LOCAL session_replication_role = replica"
                                : "SET LOCAL session_replication_role = origin",
                             error);
}

static gboolean
server_hold (gpointer connection, gboolean take, GError **error)
{
  return miao_server_script (connection,
                             take ? "SELECT pg_advisory_lock (" KEYS_LOCK ")"
                                  : "SELECT pg_advisory_unlock (" KEYS_LOCK ")",
                             error);
}

/* Change notices */

void
miao_server_hear (MiaoServer *server)
{
  PGnotify *notice;

  while ((notice = PQnotifies (server->pg)) != NULL) {
    if (notice->be_pid != PQbackendPID (server->pg))
      server->heard = TRUE;
    PQfreemem (notice);
  }
}

static gboolean
has_news (const MiaoServer *server)
{
  GPollFD look = { .fd = PQsocket (server->pg), .events = G_IO_IN };

  return look.fd < 0 || g_poll (&look, 1, 0) > 0;
}

static gboolean
server_poll (gpointer connection)
{
  MiaoServer *server = connection;
  gboolean heard;

  /* The server's last words come before the end of the connection. */
  for (guint i = 0; i < HEAR_ROUNDS && !server->lost && has_news (server); i++)
    server->lost = !PQconsumeInput (server->pg);
  miao_server_hear (server);
  heard = server->heard;
  server->heard = FALSE;

  return heard;
}

static int
server_fd (gpointer connection)
{
  return PQsocket (((MiaoServer *) connection)->pg);
}

static gboolean
server_is_lost (gconstpointer connection)
{
  return miao_server_is_lost (connection);
}

static gboolean
server_reconnect (gpointer connection, GError **error)
{
  return miao_server_reconnect (connection, error);
}

static gint64
server_changes (gpointer connection)
{
  return ((MiaoServer *) connection)->changes;
}

static MiaoBroken
server_broken (gpointer connection, const char **ret_name)
{
  MiaoServer *server = connection;

  *ret_name = server->broken_name != NULL ? server->broken_name : "";

  return server->broken;
}

/* Text is compared by its bytes, as in a file, whatever the database's own order. References are
 * added when all tables are there (003-…server.sql). */
static const char *const tokens[][2] = {
  { "@I64", "BIGINT" },
  { "@F64", "DOUBLE PRECISION" },
  { "@BLOB", "BYTEA" },
  { "@CLUSTERED", "" },
  { "@STRICT", "" },
  { "@REFERENCES", "-- REFERENCES" },
  { " TEXT", " TEXT COLLATE \"C\"" },
  { NULL },
};

const MiaoStoreDriver miao_store_server_driver = {
  .name = "server",
  .tokens = tokens,
  .knows_counts = TRUE,
  .ciphers = TRUE,
  .open = server_open,
  .close = server_close,
  .script = server_script,
  .run = miao_server_run,
  .next = miao_server_next,
  .is_null = miao_server_is_null,
  .get_int = miao_server_get_int,
  .get_text = miao_server_get_text,
  .get_blob = miao_server_get_blob,
  .done = miao_server_done,
  .changes = server_changes,
  .broken = server_broken,
  .begin = server_begin,
  .begin_now = server_begin_now,
  .commit = server_commit,
  .in_transaction = server_in_transaction,
  .bulk = server_bulk,
  .is_lost = server_is_lost,
  .is_away = miao_server_is_away,
  .give_up = miao_server_give_up,
  .answers = miao_server_answers,
  .reconnect = server_reconnect,
  .set_limit = miao_server_set_limit,
  .cancel = miao_server_cancel,
  .set_waiter = miao_server_set_waiter,
  .settle = miao_server_settle,
  .dup_verifier = server_dup_verifier,
  .next_person = "SELECT person_next ()",
  .hold = server_hold,
  .pour = server_pour,
  .poll = server_poll,
  .fd = server_fd,
  .get_schema = miao_server_get_schema,
  .set_schema = miao_server_set_schema,
  .check = miao_server_check,
};
