#pragma once

#include "miao-store-life.h"

G_BEGIN_DECLS

/*
 * For app/store and its tests only.
 *
 * A driver is a table of functions. SQL is written once, in the subset that SQLite and PostgreSQL
 * share: parameters $1…$n; INSERT … RETURNING, ON CONFLICT DO UPDATE/NOTHING, row values, EXISTS,
 * LIKE … ESCAPE, LIMIT/OFFSET, CASE, coalesce(); no ifnull, GLOB, INSERT OR, strftime, ::, ILIKE;
 * an untyped parameter stands in a CAST. Only schema scripts have tokens, which the driver
 * replaces:
 *   @I64 INTEGER | BIGINT      @BLOB BLOB | BYTEA        @F64 REAL | DOUBLE PRECISION
 *   @STRICT STRICT | (nothing) @CLUSTERED STRICT, WITHOUT ROWID | (nothing)
 *   @REFERENCES REFERENCES | a comment to the end of the line: added when all tables are there
 * and a server's TEXT is compared by bytes, as a file's.
 */

/** One parameter: type 'i' number, 's' text (NULL = absent), 'b' bytes, 'n' absent. */
typedef struct {
  char type;
  gint64 number;
  const char *text;
  gconstpointer bytes;
  gsize size;
} MiaoParam;

/** Most parameters of one statement. */
#define MIAO_STORE_MAX_PARAMS 512

/** What a statement broke. */
typedef enum {
  MIAO_BROKEN_NOTHING,
  MIAO_BROKEN_UNIQUE,    /* name: "kind.field" (the first column), or an index */
  MIAO_BROKEN_REFERENCE, /* no name */
  MIAO_BROKEN_CHECK,     /* name: the constraint */
  MIAO_BROKEN_NOT_NULL,  /* name: "kind.field" */
  MIAO_BROKEN_GUARD,     /* name: what the trigger said */
} MiaoBroken;

typedef struct {
  const MiaoStoreDriver *driver;
} MiaoRows;

struct _MiaoStoreDriver {
  const char *name;               /* "file": schema scripts NNN-*.file.sql are this driver's own */
  const char *const (*tokens)[2]; /* ended by { NULL } */
  /* It knows how many rows a condition leaves, and needs no hints about which index to take. */
  gboolean knows_counts;
  /* It gets values that miao_field_is_ciphered() says encrypted, under the key of the store. */
  gboolean ciphers;

  gpointer (*open) (const MiaoStoreConfig *config, GError **error);
  void (*close) (gpointer connection);
  /* Several statements without parameters. */
  gboolean (*script) (gpointer connection, const char *sql, GError **error);

  MiaoRows *(*run) (gpointer connection,
                    const char *sql,
                    const MiaoParam *params,
                    guint n_params,
                    GError **error);
  /* 1: a row, 0: the end, -1: an error. */
  int (*next) (MiaoRows *rows, GError **error);
  gboolean (*is_null) (MiaoRows *rows, guint column);
  gint64 (*get_int) (MiaoRows *rows, guint column);
  const char *(*get_text) (MiaoRows *rows, guint column); /* NULL: absent; valid until next */
  gconstpointer (*get_blob) (MiaoRows *rows, guint column, gsize *ret_size);
  void (*done) (MiaoRows *rows);
  /* Rows touched by the last statement that writes. */
  gint64 (*changes) (gpointer connection);
  MiaoBroken (*broken) (gpointer connection, const char **ret_name);

  gboolean (*begin) (gpointer connection, gboolean write, GError **error);
  /* To write, if nobody else does just now; @timeout_ms: how long others wait. */
  gboolean (*begin_now) (gpointer connection, guint timeout_ms, GError **error);
  gboolean (*commit) (gpointer connection, GError **error); /* NULL: the script COMMIT */
  gboolean (*in_transaction) (gpointer connection);
  /* A transaction turns out to be a long one, or is over; NULL: it makes no difference. */
  void (*bulk) (gpointer connection, gboolean bulk);
  /* Takes or gives back the key file; NULL where it does not lie in the database. */
  gboolean (*hold) (gpointer connection, gboolean take, GError **error);
  /* Rows come in as they were elsewhere, whose guards let them: in a transaction, until told off.
   */
  gboolean (*pour) (gpointer connection, gboolean on, GError **error);
  gboolean (*poll) (gpointer connection);
  int (*fd) (gpointer connection);

  /* See miao-store-life.h; NULL for a file, which is always there. */
  gboolean (*is_lost) (gconstpointer connection);
  gboolean (*is_away) (gconstpointer connection);
  void (*give_up) (gpointer connection);
  gboolean (*answers) (const char *address);
  gboolean (*reconnect) (gpointer connection, GError **error);
  void (*set_limit) (gpointer connection, guint ms, guint lock_ms);
  void (*cancel) (gpointer connection);
  void (*set_waiter) (gpointer connection, MiaoStoreWaiter waiter, gpointer user_data);

  /* After the schema scripts: who may do what, where the store itself keeps people apart. */
  gboolean (*settle) (gpointer connection, const char *sql, GError **error);
  /* What the server keeps of a password, so that it never sees it; to be freed with g_free(). */
  char *(*dup_verifier) (gpointer connection, const char *login, const char *password);
  /* Says what next_person is asked by, where not all rows can be seen; NULL: as a file. */
  const char *next_person;

  int (*get_schema) (gpointer connection, GError **error); /* -1 on error */
  gboolean (*set_schema) (gpointer connection, int number, GError **error);

  /* Maintenance; NULL where the server does it. */
  gboolean (*check) (gpointer connection,
                     gboolean thorough,
                     GCancellable *cancellable,
                     GStrv *ret_problems,
                     GError **error);
  gboolean (*backup) (gpointer connection,
                      const MiaoStoreConfig *config,
                      const char *path,
                      MiaoStoreProgress progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*check_alone) (gpointer connection, GError **error);
  gboolean (*rekey) (gpointer connection, const guint8 *key, const guint8 *salt, GError **error);
};

extern const MiaoStoreDriver miao_store_file_driver;
extern const MiaoStoreDriver miao_store_server_driver;

G_END_DECLS
