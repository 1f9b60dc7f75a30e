#pragma once

#include "miao-store-driver.h"
#include "miao-store-life.h"

#include <libpq-fe.h>
#include <locale.h>

#define MIAO_SERVER_SCHEMA "miaopu"
#define MIAO_SERVER_CHANNEL "miaopu_change"

/* What serves to cancel a statement from another thread. */
typedef struct {
  PGcancel *pg;
  int asked; /* atomic: how many requests are on their way */
} MiaoServerCancel;

typedef struct {
  PGconn *pg;
  char *address;
  GHashTable *statements; /* SQL -> Statement, prepared on this connection */
  GQueue recent;          /* Statement, the last used first */
  guint last_statement;
  guint timeout_ms;
  gboolean read_only;
  gint64 changes;
  MiaoBroken broken;
  char *broken_name;
  gboolean lost;    /* the connection broke, though the library may not say so yet */
  gboolean open;    /* a transaction was begun and not ended, even if the connection is gone */
  gboolean writes;  /* the open transaction may write */
  char *xid;        /* the server's number of that transaction */
  gboolean heard;   /* another desk's commit was heard of while other answers were read */
  guint limit_ms;   /* of a statement */
  gint64 away_us;   /* monotonic; until then nobody tries to connect by the way; 0: it is there */
  gboolean in_use;  /* a statement is waited for; the connection takes no other */
  gboolean refused; /* so one was not taken */
  MiaoStoreWaiter waiter; /* NULL: answers are waited for quietly */
  gpointer waiter_data;
  GThread *waiter_thread;   /* that may wait so */
  GMutex lock;              /* of what follows */
  MiaoServerCancel *cancel; /* counted, because who cancels may outlive the connection */
  gboolean cancelled;       /* somebody asked for the running statement to end */
} MiaoServer;

/** Sets @error from @result (nullable: from the connection); remembers what was broken. */
void miao_server_fail (MiaoServer *server, const PGresult *result, GError **error);
/** Returns: whether the connection is gone, as far as is known. */
gboolean miao_server_is_lost (const MiaoServer *server);

gboolean miao_server_is_away (gconstpointer connection);
/** Nobody answers: the connection is lost, and not made anew by the way for a while. */
void miao_server_give_up (gpointer connection);

/** Why the connection did not come about. Returns: %FALSE */
gboolean miao_server_fail_to_connect (const MiaoServer *server, GError **error);
/** The library's messages are English in this thread until uselocale() gets what is returned. */
locale_t miao_server_speak_plainly (void);
/** Connects anew where a statement found the connection gone, unless that failed just now: whoever
 *  waits must not wait for it at every statement. */
gboolean miao_server_reconnect_by_the_way (MiaoServer *server, GError **error);
/** Connects anew after a loss; everything of the old connection is forgotten. */
gboolean miao_server_reconnect (MiaoServer *server, GError **error);
/** Whether @url may be connected to at all. */
gboolean miao_server_check_address (const char *url, GError **error);
/** A connection with the address, login and settings of @config; (transfer full). */
PGconn *miao_server_connect (const MiaoStoreConfig *config);
/** Everything that a connection is told once. */
gboolean miao_server_set_up (MiaoServer *server, GError **error);
/** Gives back what serves to cancel. */
void miao_server_forget_cancel (MiaoServer *server);
/** Lets the requests to cancel that are on their way arrive: the server signals twice, and the
 * second signal would end the next statement. Waits a second at most. */
void miao_server_let_cancel_end (MiaoServer *server);
/** Whether the statement that failed was cancelled by a person, and forgets it. */
gboolean miao_server_was_cancelled (MiaoServer *server);

/*
 * As PQexec(), PQexecParams(), PQprepare() and PQexecPrepared(), waited for as the connection's
 * waiter wants it. %NULL when the connection is gone, or takes no statement now; miao_server_fail()
 * says which.
 */
PGresult *miao_server_exec (MiaoServer *server, const char *sql) G_GNUC_WARN_UNUSED_RESULT;
PGresult *miao_server_exec_text (MiaoServer *server,
                                 const char *sql,
                                 const char *value) G_GNUC_WARN_UNUSED_RESULT;
PGresult *miao_server_exec_prepare (MiaoServer *server,
                                    const char *name,
                                    const char *sql,
                                    const Oid *types,
                                    guint n) G_GNUC_WARN_UNUSED_RESULT;
PGresult *miao_server_exec_prepared (MiaoServer *server,
                                     const char *name,
                                     const char *const *values,
                                     const int *lengths,
                                     const int *formats,
                                     guint n) G_GNUC_WARN_UNUSED_RESULT;
/** As PQreset(), for at most three seconds. */
void miao_server_reset (MiaoServer *server);
/** Whether a server is there; nobody logs in. @seconds: waited for at most, in words. */
PGPing miao_server_ping (const char *address, const char *seconds);

/* miao-store-life.h */
void miao_server_set_waiter (gpointer connection, MiaoStoreWaiter waiter, gpointer user_data);
gboolean miao_server_answers (const char *address);
void miao_server_set_limit (gpointer connection, guint ms, guint lock_ms);
void miao_server_cancel (gpointer connection);
/** One or several statements without parameters. */
gboolean miao_server_script (MiaoServer *server, const char *sql, GError **error);
/** Takes in what other desks told. */
void miao_server_hear (MiaoServer *server);

MiaoRows *miao_server_run (
    gpointer connection, const char *sql, const MiaoParam *params, guint n_params, GError **error);
int miao_server_next (MiaoRows *rows, GError **error);
gboolean miao_server_is_null (MiaoRows *rows, guint column);
gint64 miao_server_get_int (MiaoRows *rows, guint column);
const char *miao_server_get_text (MiaoRows *rows, guint column);
gconstpointer miao_server_get_blob (MiaoRows *rows, guint column, gsize *ret_size);
void miao_server_done (MiaoRows *rows);
/** The statements of a connection that is gone. */
void miao_server_forget_statements (MiaoServer *server);

int miao_server_get_schema (gpointer connection, GError **error);
gboolean miao_server_set_schema (gpointer connection, int number, GError **error);
gboolean miao_server_check (gpointer connection,
                            gboolean thorough,
                            GCancellable *cancellable,
                            GStrv *ret_problems,
                            GError **error);
/** Runs @sql where the connection is the server's administrator's; else it stays as it is. */
gboolean miao_server_settle (gpointer connection, const char *sql, GError **error);
