#pragma once

#include "miao-store-driver.h"

#include <libpq-fe.h>
#include <locale.h>

#define MIAO_SERVER_SCHEMA "miaopu"

typedef struct {
  PGconn *pg;
  GHashTable *statements; /* SQL -> Statement, prepared on this connection */
  GQueue recent;          /* Statement, the last used first */
  guint last_statement;
  guint timeout_ms;
  gboolean read_only;
  gint64 changes;
  MiaoBroken broken;
  char *broken_name;
  gboolean lost;   /* the connection broke, though the library may not say so yet */
  gboolean open;   /* a transaction was begun and not ended, even if the connection is gone */
  gboolean writes; /* the open transaction may write */
  char *xid;       /* the server's number of that transaction */
  gboolean heard;  /* another desk's commit was heard of while other answers were read */
} MiaoServer;

/** Sets @error from @result (nullable: from the connection); remembers what was broken. */
void miao_server_fail (MiaoServer *server, const PGresult *result, GError **error);
/** Returns: whether the connection is gone, as far as is known. */
gboolean miao_server_is_lost (const MiaoServer *server);

/** Why the connection did not come about. Returns: %FALSE */
gboolean miao_server_fail_to_connect (const MiaoServer *server, GError **error);
/** The library's messages are English in this thread until uselocale() gets what is returned. */
locale_t miao_server_speak_plainly (void);
/** Connects anew after a loss; everything of the old connection is forgotten. */
gboolean miao_server_reconnect (MiaoServer *server, GError **error);
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
