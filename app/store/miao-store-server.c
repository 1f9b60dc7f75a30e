#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

#include <string.h>

/*
 * A PostgreSQL server, version 15 or newer, for several desks. One database holds one institution,
 * in the schema "miaopu". Writing transactions wait for one another as on a file: they begin with a
 * lock of the whole institution, which the audit chain needs anyway (each line follows the last).
 */

#define OLDEST_VERSION 150000
#define CHANNEL "miaopu_change"
#define WRITE_LOCK "7163396041" /* any number; one for the whole database */
#define KEYS_LOCK "7163396042"
#define CONNECT_SECONDS "5" /* a lost network is noticed within about 15 */
#define RESOLVE_ROUNDS 30
#define RESOLVE_PAUSE_US (100 * G_TIME_SPAN_MILLISECOND)

static gpointer
fail (GError **error, MiaoError code, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, (int) code, message);

  return NULL;
}

static void
ignore_notice (void *data, const char *message)
{
  g_debug ("PostgreSQL: %s", message);
}

/* Returns the value of @name in the address, or NULL. */
static const char *
option (const PQconninfoOption *options, const char *name)
{
  for (; options->keyword != NULL; options++) {
    if (strcmp (options->keyword, name) == 0)
      return options->val != NULL && *options->val != '\0' ? options->val : NULL;
  }

  return NULL;
}

/* Over a network only a server whose certificate was checked is spoken to. */
static gboolean
is_network (const PQconninfoOption *options)
{
  const char *host = option (options, "host");

  return option (options, "hostaddr") != NULL || (host != NULL && *host != '/' && *host != '@');
}

static gboolean
fail_unsafe (GError **error)
{
  fail (error, MIAO_ERROR_REFUSED,
        miao_pick ("与服务器的连接没有加密或没有核对证书，已停止。地址中请用 "
                   "sslmode=verify-full。",
                   "The connection to the server is not encrypted or its certificate was not "
                   "checked; stopped. Use sslmode=verify-full in the address."));

  return FALSE;
}

/* A password in an address would end in histories, logs and lists of processes; an unsafe
 * connection is refused before anything is sent. */
static gboolean
check_address (const char *url, GError **error)
{
  char *trouble = NULL;
  PQconninfoOption *options = PQconninfoParse (url, &trouble);
  gboolean ok = FALSE;

  if (options == NULL)
    fail (error, MIAO_ERROR_INVALID,
          miao_pick ("服务器地址写法不对。应如 postgresql://主机/数据库。",
                     "The server's address is not written as it should be, such as "
                     "postgresql://host/database."));
  else if (option (options, "password") != NULL)
    fail (error, MIAO_ERROR_INVALID,
          miao_pick ("服务器地址里不要写口令；登录时再输入。",
                     "Leave the password out of the server's address; it is asked for at log-in."));
  else
    ok = !is_network (options) || option (options, "sslmode") == NULL ||
         strcmp (option (options, "sslmode"), "verify-full") == 0 || fail_unsafe (error);
  PQfreemem (trouble);
  PQconninfoFree (options);

  return ok;
}

/* A person's login there carries the name of the database, so that two institutions on one server
 * have nothing to do with one another. An address that names a user is the administrator's. */
static char *
dup_user (const MiaoStoreConfig *config, const PQconninfoOption *given)
{
  const char *database = given != NULL ? option (given, "dbname") : NULL;

  if (config->user == NULL || database == NULL || option (given, "user") != NULL)
    return NULL;

  return g_strconcat (database, ".", config->user, NULL);
}

static PGconn *
connect_to (const MiaoStoreConfig *config)
{
  char *trouble = NULL;
  PQconninfoOption *given = PQconninfoParse (config->path, &trouble);
  g_autofree char *user = dup_user (config, given);
  const gboolean network = given != NULL && is_network (given);
  const char *const settings[][2] = {
    { "sslmode", network && option (given, "sslmode") == NULL ? "verify-full" : NULL },
    { "dbname", config->path },
    { "user", user },
    { "password", user != NULL ? config->password : NULL },
    { "application_name", "miaopu" },
    { "client_encoding", "UTF8" },
    { "connect_timeout", CONNECT_SECONDS },
    { "keepalives_idle", "5" },
    { "keepalives_interval", "5" },
    { "keepalives_count", "2" },
    { "tcp_user_timeout", "15000" },
    { "options", "-c search_path=" MIAO_SERVER_SCHEMA ",pg_temp" },
  };
  const char *keywords[G_N_ELEMENTS (settings) + 1] = { NULL };
  const char *values[G_N_ELEMENTS (settings) + 1] = { NULL };
  gsize n = 0;
  locale_t before;
  PGconn *pg;

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++) {
    if (settings[i][1] == NULL)
      continue;
    keywords[n] = settings[i][0];
    values[n++] = settings[i][1];
  }
  before = miao_server_speak_plainly ();
  pg = PQconnectdbParams (keywords, values, 1);
  uselocale (before);
  PQfreemem (trouble);
  PQconninfoFree (given);

  return pg;
}

static gboolean
check_connection (const MiaoServer *server, GError **error)
{
  const char *host = PQhost (server->pg);
  const char *mode = NULL;
  PQconninfoOption *options;
  gboolean safe;

  if (PQserverVersion (server->pg) < OLDEST_VERSION) {
    fail (error, MIAO_ERROR_STORE,
          miao_pick ("服务器的 PostgreSQL 太旧，需要 15 或更新版本。",
                     "The server's PostgreSQL is too old; version 15 or newer is needed."));
    return FALSE;
  }
  if (g_strcmp0 (PQparameterStatus (server->pg, "server_encoding"), "UTF8") != 0) {
    fail (error, MIAO_ERROR_STORE,
          miao_pick ("数据库的编码不是 UTF8。请服务器管理员重新准备数据库。",
                     "The database's encoding is not UTF8. Its administrator has to prepare it "
                     "anew."));
    return FALSE;
  }
  if (host == NULL || *host == '/' || *host == '@')
    return TRUE;
  options = PQconninfo (server->pg);
  mode = option (options, "sslmode");
  safe = PQsslInUse (server->pg) && g_strcmp0 (mode, "verify-full") == 0;
  PQconninfoFree (options);

  return safe || fail_unsafe (error);
}

/* Everything that a connection is told once. */
static gboolean
set_up (MiaoServer *server, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SET DateStyle = ISO; SET TimeZone = 'UTC'; SET bytea_output = 'hex';"
                       "SET standard_conforming_strings = on; SET client_min_messages = warning;"
                       "SET lock_timeout = %u; SET statement_timeout = '60s';"
                       "SET idle_in_transaction_session_timeout = '120s';"
                       "SET default_transaction_read_only = %s; LISTEN " CHANNEL,
                       server->timeout_ms, server->read_only ? "on" : "off");

  PQsetNoticeProcessor (server->pg, ignore_notice, NULL);
  if (PQstatus (server->pg) != CONNECTION_OK)
    return miao_server_fail_to_connect (server, error);

  return check_connection (server, error) && miao_server_script (server, sql, error);
}

static void
server_close (gpointer connection)
{
  MiaoServer *server = connection;

  miao_server_forget_statements (server);
  g_hash_table_unref (server->statements);
  PQfinish (server->pg);
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

  if (!check_address (config->path, error))
    return NULL;
  server = g_new0 (MiaoServer, 1);
  server->statements = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&server->recent);
  server->timeout_ms = config->timeout_ms;
  server->read_only = config->read_only;
  server->pg = connect_to (config);
  if (!set_up (server, error) || !check_content (server, config, error)) {
    server_close (server);
    return NULL;
  }

  return server;
}

gboolean
miao_server_reconnect (MiaoServer *server, GError **error)
{
  locale_t before;

  miao_server_forget_statements (server);
  g_clear_pointer (&server->xid, g_free);
  server->open = FALSE;
  server->heard = TRUE; /* whatever was told meanwhile was missed */
  server->lost = FALSE;
  before = miao_server_speak_plainly ();
  PQreset (server->pg);
  uselocale (before);

  return set_up (server, error);
}

gboolean
miao_server_script (MiaoServer *server, const char *sql, GError **error)
{
  PGresult *result = PQexec (server->pg, sql);
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
  PGresult *result = PQexec (server->pg, sql);
  ExecStatusType status = PQresultStatus (result);
  gboolean ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

  g_clear_pointer (&server->xid, g_free);
  if (ok && write)
    server->xid = g_strdup (PQgetvalue (result, 0, 1));
  if (!ok)
    miao_server_fail (server, result, error);
  PQclear (result);
  if (!ok && PQtransactionStatus (server->pg) != PQTRANS_IDLE)
    PQclear (PQexec (server->pg, "ROLLBACK"));
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
    if (miao_server_reconnect (server, &failure) && try_begin (server, write, &failure))
      return TRUE;
  }
  g_propagate_error (error, failure);

  return FALSE;
}

/* "committed", "aborted", "in progress", or NULL while the server cannot be asked. */
static char *
dup_outcome (MiaoServer *server, const char *xid)
{
  const char *const values[] = { xid };
  PGresult *result = PQexecParams (server->pg, "SELECT pg_xact_status (CAST ($1 AS xid8))", 1, NULL,
                                   values, NULL, NULL, 0);
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
  for (guint i = 0; i < RESOLVE_ROUNDS; i++) {
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
  if (miao_server_script (server, server->writes ? "NOTIFY " CHANNEL "; COMMIT" : "COMMIT",
                          &failure))
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
server_poll (gpointer connection)
{
  MiaoServer *server = connection;
  gboolean heard;

  PQconsumeInput (server->pg);
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
  .commit = server_commit,
  .in_transaction = server_in_transaction,
  .bulk = server_bulk,
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
