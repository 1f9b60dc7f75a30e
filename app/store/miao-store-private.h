#pragma once

#include "miao-store-audit.h"
#include "miao-store-driver.h"

G_BEGIN_DECLS

/* For app/store and its tests only: statements on an open store. */

struct _MiaoStore {
  const MiaoStoreDriver *driver;
  gpointer connection;
  MiaoStoreConfig config; /* path, key and salt are owned */
  gboolean keyed;         /* the key is a real one */
  gboolean in_transaction;
  gboolean writes;
  gboolean spoiled;
  gboolean saved;
  gboolean saved_spoiled;
  guint saved_changes;
  GPtrArray *changes; /* Change: told after the commit */
  GPtrArray *watches;
  gboolean bulk;
  gint64 next_person; /* 0: to be asked for */
  gint64 audit_seq;   /* of the last line that this transaction wrote; 0: to be asked for */
  gint64 audit_at_ms; /* of the same line */
  guint8 audit_hash[MIAO_AUDIT_HASH_BYTES];
  GArray *waiting; /* keys of the search index, see miao-person.c */
  guint last_watch;
};

/** Frees @rows where they go out of scope. */
void miao_rows_done (MiaoRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoRows, miao_rows_done)

/**
 * miao_rows_run:
 *
 * Returns: (transfer full): the rows, before the first; %NULL with @error set.
 */
MiaoRows *miao_rows_run (MiaoStore *store,
                         const char *sql,
                         const MiaoParam *params,
                         guint n_params,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** @types: one letter per argument: i gint64, s const char *, b gconstpointer and gsize, n none. */
MiaoRows *miao_rows_query (MiaoStore *store,
                           GError **error,
                           const char *sql,
                           const char *types,
                           ...) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: 1 a row, 0 the end, -1 with @error set. */
int miao_rows_next (MiaoRows *rows, GError **error);
gint64 miao_rows_int (MiaoRows *rows, guint column);
const char *miao_rows_text (MiaoRows *rows, guint column);
gconstpointer miao_rows_blob (MiaoRows *rows, guint column, gsize *ret_size);

/** Runs a statement to its end. Returns: rows touched, -1 with @error set. */
gint64 miao_store_run (
    MiaoStore *store, const char *sql, const MiaoParam *params, guint n_params, GError **error);
gint64 miao_store_exec (MiaoStore *store, GError **error, const char *sql, const char *types, ...);
gboolean miao_store_script (MiaoStore *store, const char *sql, GError **error);
/** Returns: (transfer full): "($1, $2), ($3, $4), …". */
char *miao_store_dup_places (guint n_rows, guint n_columns);
/** The script with the driver's words in the place of the tokens. */
char *miao_store_dup_script (const MiaoStoreDriver *driver, const char *sql);

/** Remembers that a record was written; the watches hear of it after the commit. */
void miao_store_note (MiaoStore *store, const char *kind, const char *id);

/** Tells the driver that the transaction is a long one; it ends with the transaction. */
void miao_store_begin_bulk (MiaoStore *store);

/** Writes the keys of the search index that wait for the end of the transaction. */
gboolean miao_person_flush (MiaoStore *store, GError **error);

/** Begins a transaction if there is none. @ret_own: whether the caller has to finish it. */
gboolean miao_store_join (MiaoStore *store, gboolean *ret_own, GError **error);
/** Commits (@ok) or rolls back what miao_store_join() began. */
gboolean miao_store_leave (MiaoStore *store, gboolean own, gboolean ok, GError **error);

/** Turns "constraint broken" into words about @kind (nullable). Replaces the error in @error. */
void miao_store_explain (MiaoStore *store, const MiaoKind *kind, GError **error);

/** Runs the schema scripts that the file has not seen. */
gboolean miao_store_migrate (MiaoStore *store, GError **error);
/** On a server, as its administrator: makes the groups and their rights anew. */
gboolean miao_store_settle (MiaoStore *store, GError **error);
/** Returns: the number of the newest script. */
int miao_schema_newest (void);

G_END_DECLS
