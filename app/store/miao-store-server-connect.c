#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

#include <string.h>

/* The way to a server: which addresses are taken, how a connection is made, told and cancelled. */

#define OLDEST_VERSION 150000
#define CONNECT_SECONDS "5"
#define ANSWER_SECONDS "3"
#define MAX_SETTINGS 16
#define CANCEL_WORDS 256

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
gboolean
miao_server_check_address (const char *url, GError **error)
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

/* How a connection is made: to be filled in, used and given back. */
typedef struct {
  PQconninfoOption *given;
  char *user;
  const char *keywords[MAX_SETTINGS];
  const char *values[MAX_SETTINGS];
} Way;

static void
fill_way (Way *way, const MiaoStoreConfig *config, const char *seconds)
{
  char *trouble = NULL;
  gboolean network;
  gsize n = 0;

  memset (way, 0, sizeof *way);
  way->given = PQconninfoParse (config->path, &trouble);
  way->user = dup_user (config, way->given);
  network = way->given != NULL && is_network (way->given);
  const char *const settings[][2] = {
    { "sslmode", network && option (way->given, "sslmode") == NULL ? "verify-full" : NULL },
    { "dbname", config->path },
    { "user", way->user },
    { "password", way->user != NULL ? config->password : NULL },
    { "application_name", "miaopu" },
    { "client_encoding", "UTF8" },
    { "connect_timeout", seconds },
    /* What is sent and not taken, or an idle line that is cut, ends the connection. */
    { "keepalives_idle", "2" },
    { "keepalives_interval", "1" },
    { "keepalives_count", "2" },
    { "tcp_user_timeout", "4000" },
    { "options", "-c search_path=" MIAO_SERVER_SCHEMA ",pg_temp" },
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (settings) < MAX_SETTINGS);

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++) {
    if (settings[i][1] == NULL)
      continue;
    way->keywords[n] = settings[i][0];
    way->values[n++] = settings[i][1];
  }
  PQfreemem (trouble);
}

static void
clear_way (Way *way)
{
  PQconninfoFree (way->given);
  g_free (way->user);
}

PGconn *
miao_server_connect (const MiaoStoreConfig *config)
{
  locale_t before = miao_server_speak_plainly ();
  PGconn *pg;
  Way way;

  fill_way (&way, config, CONNECT_SECONDS);
  pg = PQconnectdbParams (way.keywords, way.values, 1);
  clear_way (&way);
  uselocale (before);

  return pg;
}

PGPing
miao_server_ping (const char *address, const char *seconds)
{
  const MiaoStoreConfig config = { .path = address };
  PGPing ping;
  Way way;

  fill_way (&way, &config, seconds);
  ping = PQpingParams (way.keywords, way.values, 1);
  clear_way (&way);

  return ping;
}

gboolean
miao_server_answers (const char *address)
{
  return miao_server_ping (address, ANSWER_SECONDS) == PQPING_OK;
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

static void
cancel_clear (gpointer data)
{
  PQfreeCancel (((MiaoServerCancel *) data)->pg);
}

/* Cancelling comes from another thread, so it must not look into the connection itself. */
static void
keep_cancel (MiaoServer *server)
{
  miao_server_forget_cancel (server);
  g_mutex_lock (&server->lock);
  server->cancel = g_atomic_rc_box_new0 (MiaoServerCancel);
  server->cancel->pg = PQgetCancel (server->pg);
  server->cancelled = FALSE;
  g_mutex_unlock (&server->lock);
}

gboolean
miao_server_set_up (MiaoServer *server, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SET DateStyle = ISO; SET TimeZone = 'UTC'; SET bytea_output = 'hex';"
                       "SET standard_conforming_strings = on; SET client_min_messages = warning;"
                       "SET lock_timeout = %u; SET statement_timeout = %u;"
                       "SET idle_in_transaction_session_timeout = '120s';"
                       "SET default_transaction_read_only = %s; LISTEN " MIAO_SERVER_CHANNEL,
                       server->timeout_ms, server->limit_ms, server->read_only ? "on" : "off");

  PQsetNoticeProcessor (server->pg, ignore_notice, NULL);
  if (PQstatus (server->pg) != CONNECTION_OK)
    return miao_server_fail_to_connect (server, error);

  keep_cancel (server);

  return check_connection (server, error) && miao_server_script (server, sql, error);
}

void
miao_server_forget_cancel (MiaoServer *server)
{
  MiaoServerCancel *cancel;

  g_mutex_lock (&server->lock);
  cancel = g_steal_pointer (&server->cancel);
  g_mutex_unlock (&server->lock);
  if (cancel != NULL)
    g_atomic_rc_box_release_full (cancel, cancel_clear);
}

static gpointer
cancel_in_thread (gpointer data)
{
  MiaoServerCancel *cancel = data;
  char words[CANCEL_WORDS];

  if (cancel->pg != NULL && !PQcancel (cancel->pg, words, sizeof words))
    g_debug ("PostgreSQL: %s", words);
  (void) g_atomic_int_add (&cancel->asked, -1);
  g_atomic_rc_box_release_full (cancel, cancel_clear);

  return NULL;
}

/* A network that is gone lets the asking wait for ever: nobody waits for that. */
void
miao_server_cancel (gpointer connection)
{
  MiaoServer *server = connection;
  MiaoServerCancel *cancel = NULL;

  g_mutex_lock (&server->lock);
  if (server->cancel != NULL) {
    cancel = g_atomic_rc_box_acquire (server->cancel);
    g_atomic_int_inc (&cancel->asked);
    server->cancelled = TRUE;
  }
  g_mutex_unlock (&server->lock);
  if (cancel != NULL)
    g_thread_unref (g_thread_new ("cancel", cancel_in_thread, cancel));
}

void
miao_server_let_cancel_end (MiaoServer *server)
{
  const gint64 until_us = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  while (server->cancel != NULL && g_atomic_int_get (&server->cancel->asked) > 0 &&
         !miao_server_is_lost (server) && g_get_monotonic_time () < until_us)
    g_usleep (G_TIME_SPAN_MILLISECOND);
}

gboolean
miao_server_was_cancelled (MiaoServer *server)
{
  gboolean cancelled;

  g_mutex_lock (&server->lock);
  cancelled = server->cancelled;
  server->cancelled = FALSE;
  g_mutex_unlock (&server->lock);

  return cancelled;
}

void
miao_server_set_limit (gpointer connection, guint ms, guint lock_ms)
{
  MiaoServer *server = connection;
  g_autofree char *sql =
      g_strdup_printf ("SET statement_timeout = %u; SET lock_timeout = %u", ms, lock_ms);

  server->limit_ms = ms;
  server->timeout_ms = lock_ms;
  if (!miao_server_is_lost (server))
    (void) miao_server_script (server, sql, NULL);
}
