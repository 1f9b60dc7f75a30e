#include "config.h"

#include "miao-store-server-private.h"

#include <sys/socket.h>

/*
 * Waiting for the server's answers. Every statement is sent and then waited for here, so that the
 * window can go on living meanwhile, and so that a network that swallows everything is noticed: the
 * kernel cannot tell it from a server that takes its time, but a second connection can.
 */

/* What is answered within this time is waited for without a word. */
#define PATIENCE_US (80 * G_TIME_SPAN_MILLISECOND)
/* How often somebody who waits quietly looks up. */
#define LOOK_MS 100
/* A statement that cannot be waited for in the window ends after this time. */
#define BLOCK_US (1 * G_TIME_SPAN_SECOND)
/* Without an answer for so long the server is asked on another connection whether it is there. That
 * takes at most PROBE_SECONDS, so that a silent network is told within five seconds. */
#define SILENCE_US (1 * G_TIME_SPAN_SECOND)
#define PROBE_SECONDS "3" /* whole ones: from two to three */
/* A server that did not answer is not asked again by the way. */
#define AWAY_US (10 * G_TIME_SPAN_SECOND)
#define CONNECT_US (3 * G_TIME_SPAN_SECOND)
#define STEP_US (2 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  char *address;
  int ended;  /* atomic */
  int silent; /* atomic: nobody is there */
} Probe;

typedef struct {
  MiaoServer *server;
  gint64 begun_us;
  gint64 probe_us; /* the next one is sent then */
  Probe *probe;    /* on its way; counted */
  gboolean away;
} Wait;

static void
probe_clear (gpointer data)
{
  g_free (((Probe *) data)->address);
}

static gpointer
probe_in_thread (gpointer data)
{
  Probe *probe = data;

  g_atomic_int_set (&probe->silent,
                    miao_server_ping (probe->address, PROBE_SECONDS) == PQPING_NO_RESPONSE);
  g_atomic_int_set (&probe->ended, TRUE);
  g_atomic_rc_box_release_full (probe, probe_clear);

  return NULL;
}

gboolean
miao_server_is_away (gconstpointer connection)
{
  const MiaoServer *server = connection;

  return miao_server_is_lost (server) && server->away_us > g_get_monotonic_time ();
}

/* What the connection still holds is not worth waiting for: its next reading fails at once. */
void
miao_server_give_up (gpointer connection)
{
  MiaoServer *server = connection;

  server->lost = TRUE;
  server->away_us = g_get_monotonic_time () + AWAY_US;
  (void) shutdown (PQsocket (server->pg), SHUT_RDWR);
}

static void
look_for_server (Wait *wait)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (wait->probe != NULL && g_atomic_int_get (&wait->probe->ended)) {
    if (g_atomic_int_get (&wait->probe->silent)) {
      wait->away = TRUE;
      miao_server_give_up (wait->server);
    }
    g_atomic_rc_box_release_full (g_steal_pointer (&wait->probe), probe_clear);
    wait->probe_us = now_us + SILENCE_US;
  }
  if (wait->probe != NULL || wait->away || now_us < wait->probe_us)
    return;
  wait->probe = g_atomic_rc_box_new0 (Probe);
  wait->probe->address = g_strdup (wait->server->address);
  g_thread_unref (g_thread_new ("probe", probe_in_thread, g_atomic_rc_box_acquire (wait->probe)));
}

static gboolean
has_answer (PGconn *pg)
{
  /* An input that fails is an answer too: the library tells of it with the result. */
  return !PQisBusy (pg) || !PQconsumeInput (pg) || !PQisBusy (pg);
}

static gboolean
is_over (gpointer data)
{
  Wait *wait = data;

  if (has_answer (wait->server->pg))
    return TRUE;
  look_for_server (wait);

  return wait->away;
}

static void
wait_for_input (PGconn *pg, guint ms)
{
  GPollFD look = { .fd = PQsocket (pg), .events = G_IO_IN };

  (void) g_poll (&look, 1, (gint) ms);
}

static gboolean
is_patient (const Wait *wait, gint64 us)
{
  return g_get_monotonic_time () - wait->begun_us < us;
}

static void
wait_quietly (Wait *wait, gint64 limit_us)
{
  gboolean told = FALSE;

  while (!is_over (wait)) {
    wait_for_input (wait->server->pg, LOOK_MS);
    if (told || is_patient (wait, limit_us))
      continue;
    told = TRUE;
    miao_server_cancel (wait->server);
    (void) miao_server_was_cancelled (wait->server); /* nobody asked for it: it took too long */
  }
}

/* The one who gave up hears of it only when the statement has ended: till then the connection takes
 * no other. */
static void
end_given_up (Wait *wait)
{
  miao_server_cancel (wait->server);
  wait_quietly (wait, G_MAXINT64);
}

static void
wait_for_answer (Wait *wait)
{
  MiaoServer *server = wait->server;

  for (gint64 left_us = PATIENCE_US; left_us > 0 && !has_answer (server->pg);
       left_us = wait->begun_us + PATIENCE_US - g_get_monotonic_time ())
    wait_for_input (server->pg, (guint) (left_us / G_TIME_SPAN_MILLISECOND) + 1);
  if (has_answer (server->pg))
    return;
  if (server->waiter == NULL || server->waiter_thread != g_thread_self ()) {
    wait_quietly (wait, G_MAXINT64);
    return;
  }
  switch (server->waiter (is_over, wait, server->waiter_data)) {
  case MIAO_STORE_WAITED:
    break;
  case MIAO_STORE_GAVE_UP:
    end_given_up (wait);
    break;
  case MIAO_STORE_CANNOT_WAIT:
  default:
    wait_quietly (wait, BLOCK_US);
    break;
  }
}

/* The last of the results, or the one that failed, as PQexec() gives it. */
static PGresult *
collect (Wait *wait)
{
  PGconn *pg = wait->server->pg;
  PGresult *last = NULL;

  while (TRUE) {
    PGresult *result;

    wait_for_answer (wait);
    result = PQgetResult (pg);
    if (result == NULL)
      return last;
    PQclear (last);
    last = result;
    if (PQstatus (pg) != CONNECTION_OK)
      return last;
  }
}

static PGresult *
wait_for_result (MiaoServer *server, gboolean sent)
{
  Wait wait = { .server = server, .begun_us = g_get_monotonic_time () };
  PGresult *result;

  if (!sent) {
    server->in_use = FALSE;
    return NULL;
  }
  wait.probe_us = wait.begun_us + SILENCE_US;
  result = collect (&wait);
  if (PQresultStatus (result) != PGRES_FATAL_ERROR)
    (void) miao_server_was_cancelled (server); /* too late */
  if (wait.probe != NULL)
    g_atomic_rc_box_release_full (wait.probe, probe_clear);
  server->in_use = FALSE;

  return result;
}

/* While somebody waits for an answer the connection takes no other statement. */
static gboolean
take (MiaoServer *server)
{
  server->refused = server->in_use;
  if (server->refused)
    return FALSE;
  server->in_use = TRUE;
  miao_server_let_cancel_end (server);

  return TRUE;
}

PGresult *
miao_server_exec (MiaoServer *server, const char *sql)
{
  if (!take (server))
    return NULL;

  return wait_for_result (server, PQsendQuery (server->pg, sql));
}

PGresult *
miao_server_exec_text (MiaoServer *server, const char *sql, const char *value)
{
  if (!take (server))
    return NULL;

  return wait_for_result (server,
                          PQsendQueryParams (server->pg, sql, 1, NULL, &value, NULL, NULL, 0));
}

PGresult *
miao_server_exec_prepare (
    MiaoServer *server, const char *name, const char *sql, const Oid *types, guint n)
{
  if (!take (server))
    return NULL;

  return wait_for_result (server, PQsendPrepare (server->pg, name, sql, (int) n, types));
}

PGresult *
miao_server_exec_prepared (MiaoServer *server,
                           const char *name,
                           const char *const *values,
                           const int *lengths,
                           const int *formats,
                           guint n)
{
  if (!take (server))
    return NULL;

  return wait_for_result (
      server, PQsendQueryPrepared (server->pg, name, (int) n, values, lengths, formats, 0));
}

/* --- connecting anew ------------------------------------------------------------------------ */

typedef struct {
  PGconn *pg;
  PostgresPollingStatusType status;
  gint64 until_us;
} Reset;

/* Goes on as far as it goes without waiting. */
static gboolean
is_reset (gpointer data)
{
  Reset *reset = data;

  while (reset->status == PGRES_POLLING_READING || reset->status == PGRES_POLLING_WRITING) {
    GPollFD look = {
      .fd = PQsocket (reset->pg),
      .events = reset->status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT,
    };

    if (g_get_monotonic_time () > reset->until_us)
      return TRUE;
    if (look.fd < 0 || g_poll (&look, 1, 0) == 0)
      return FALSE;
    reset->status = PQresetPoll (reset->pg);
  }

  return TRUE;
}

void
miao_server_reset (MiaoServer *server)
{
  Reset reset = { .pg = server->pg, .status = PGRES_POLLING_WRITING };
  const gboolean lives = server->waiter != NULL && server->waiter_thread == g_thread_self ();
  gboolean waited = FALSE;

  server->in_use = TRUE;
  reset.until_us = g_get_monotonic_time () + CONNECT_US;
  if (!PQresetStart (server->pg))
    reset.status = PGRES_POLLING_FAILED;
  for (guint us = 0; us < PATIENCE_US && !is_reset (&reset); us += STEP_US)
    g_usleep (STEP_US);
  if (lives && !is_reset (&reset))
    waited = server->waiter (is_reset, &reset, server->waiter_data) != MIAO_STORE_CANNOT_WAIT;
  /* Whoever gave up waits no longer; it is connected anew another time. */
  while (!waited && !is_reset (&reset))
    g_usleep (STEP_US);
  server->in_use = FALSE;
}

void
miao_server_set_waiter (gpointer connection, MiaoStoreWaiter waiter, gpointer user_data)
{
  MiaoServer *server = connection;

  server->waiter = waiter;
  server->waiter_data = user_data;
  server->waiter_thread = waiter != NULL ? g_thread_self () : NULL;
}
