#pragma once

#include "miao-query.h"
#include "miao-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define MIAO_STORE_KEY_BYTES 32
#define MIAO_STORE_SALT_BYTES 16

/**
 * MiaoStore:
 *
 * An open store. All SQL of the program is behind it. Not thread-safe: a store belongs to one
 * thread at a time; another thread opens its own with miao_store_open_again().
 *
 * Several programs on one computer may have the same file open (the desktop beside miaopuctl): each
 * reads what was committed, one writes at a time, and whoever waits longer than the timeout is told
 * with %MIAO_ERROR_BUSY. A file on a network drive is refused, because its locks cannot be relied
 * on; several desks share a server instead.
 */
typedef struct _MiaoStore MiaoStore;
typedef struct _MiaoStoreDriver MiaoStoreDriver;

/**
 * MiaoStoreUpgradeFunc:
 *
 * Called before an older file is brought to the present schema, so that it can be copied first
 * (miao_store_backup(); nothing else may be done with @store yet).
 *
 * Returns: %FALSE with @error set to leave the file as it is.
 */
typedef gboolean (*MiaoStoreUpgradeFunc) (
    MiaoStore *store, int from, int to, gpointer data, GError **error);

/**
 * MiaoStoreConfig:
 * @path: the file, absolute or relative to the working directory; or the address of a server's
 *   database, postgresql://HOST/DATABASE, without a password
 * @key: %MIAO_STORE_KEY_BYTES random bytes; copied into guarded memory, the caller wipes its own.
 *   On a server the key of the fields that only the desks can read; %NULL: it comes
 *   later, from the key file that lies there, by miao_store_set_key()
 * @salt: %MIAO_STORE_SALT_BYTES bytes kept with the key slots; a server needs none
 * @read_only: nothing is written; an older file is then refused
 * @as_is: with @read_only, an older file is opened in its own schema: for checks of old copies
 * @create: make a new file, which must not be there yet; or fill an empty database
 * @timeout_ms: how long to wait for another program's writing; 0 = 5000
 * @before_upgrade: (nullable): see there
 * @driver: (nullable): %NULL = as @path asks for: an encrypted file or a server
 * @user: (nullable): on a server, its own login; %NULL: as the address says
 * @password: (nullable): for that login; %NULL: none, or from the person's .pgpass
 */
typedef struct {
  const char *path;
  const guint8 *key;
  const guint8 *salt;
  gboolean read_only;
  gboolean as_is;
  gboolean create;
  guint timeout_ms;
  MiaoStoreUpgradeFunc before_upgrade;
  gpointer upgrade_data;
  const MiaoStoreDriver *driver;
  const char *user;
  const char *password;
} MiaoStoreConfig;

/** Returns: whether @path is a server's address and not a file. */
gboolean miao_store_is_address (const char *path);

/**
 * miao_store_open:
 *
 * Errors: %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_FOREIGN (not ours, or not encrypted),
 * %MIAO_ERROR_KEY, %MIAO_ERROR_CORRUPT, %MIAO_ERROR_TOO_NEW, %MIAO_ERROR_READ_ONLY,
 * %MIAO_ERROR_BUSY, %MIAO_ERROR_NO_SPACE, %MIAO_ERROR_STORE; of a server %MIAO_ERROR_LOST too.
 */
MiaoStore *miao_store_open (const MiaoStoreConfig *config,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_store_set_key:
 * @key: %MIAO_STORE_KEY_BYTES; copied into guarded memory
 *
 * On a server: the key of the fields that the desks encrypt. Without it those fields can be neither
 * read nor written (%MIAO_ERROR_KEY).
 */
void miao_store_set_key (MiaoStore *store, const guint8 *key);

/** Another connection to the same store, for another thread. The file is never opened by other
 *  means while a store has it open: closing it would take the engine's locks away. */
MiaoStore *miao_store_open_again (MiaoStore *store,
                                  gboolean read_only,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Rolls back what was not committed. */
void miao_store_close (MiaoStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoStore, miao_store_close)

const char *miao_store_get_path (const MiaoStore *store);
gboolean miao_store_is_read_only (const MiaoStore *store);
/** Returns: the number of the schema script that was run last. */
int miao_store_get_schema (MiaoStore *store);
/** Returns: the number of the newest script that this program has for the store. */
int miao_store_get_newest_schema (const MiaoStore *store);

/*
 * Transactions: one at a time, not nested. A statement that failed inside a transaction spoils it
 * (as on a server): miao_store_commit() then rolls back and says so, unless miao_store_undo() went
 * back to the point before it.
 */
gboolean miao_store_begin (MiaoStore *store, GError **error);
/** The same, but does not wait for somebody else who writes just now: for what can be left undone.
 *  Errors: %MIAO_ERROR_BUSY. */
gboolean miao_store_begin_now (MiaoStore *store, GError **error);
/** A transaction that only reads: everything in it sees the same state. */
gboolean miao_store_begin_read (MiaoStore *store, GError **error);
/** On failure everything was rolled back. Durable when it returns %TRUE. */
gboolean miao_store_commit (MiaoStore *store, GError **error);
/** Always allowed, also when nothing was begun. */
void miao_store_rollback (MiaoStore *store);
gboolean miao_store_in_transaction (const MiaoStore *store);
/** Marks a point inside a transaction; one at a time. */
gboolean miao_store_save (MiaoStore *store, GError **error);
/** Goes back to the point of miao_store_save() and forgets it. */
gboolean miao_store_undo (MiaoStore *store, GError **error);
/** Forgets the point and keeps what was done since. */
gboolean miao_store_keep (MiaoStore *store, GError **error);

/**
 * miao_store_insert:
 * @record: gets an id if it has none, version 1, and its stamps
 * @by: who does it (account id)
 * @now_ms: when, ms UTC
 *
 * Checks the values (drafts may lack REQUIRED fields), stores the row and keeps the search index.
 * Outside a transaction it makes its own.
 *
 * Errors: %MIAO_ERROR_INVALID (a value, or a number that another record has), %MIAO_ERROR_REFUSED
 * (a constraint between records), %MIAO_ERROR_BUSY, %MIAO_ERROR_NO_SPACE, … @record is unchanged
 * on failure.
 */
gboolean miao_store_insert (
    MiaoStore *store, MiaoRecord *record, const char *by, gint64 now_ms, GError **error);

/**
 * miao_store_insert_all:
 * @records: (element-type MiaoRecord): new ones of one kind
 *
 * The same for several records, in few statements and in the order given. All are stored or none
 * is, and then all are unchanged.
 */
gboolean miao_store_insert_all (
    MiaoStore *store, GPtrArray *records, const char *by, gint64 now_ms, GError **error);

/**
 * miao_store_update:
 *
 * Writes all fields, if the row still has the version of @record, and counts the version up.
 *
 * Errors: as insert; %MIAO_ERROR_CONFLICT when somebody else saved first (nothing is written; load
 * again and compare), %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_REFUSED for a row that is final.
 */
gboolean miao_store_update (
    MiaoStore *store, MiaoRecord *record, const char *by, gint64 now_ms, GError **error);

/** @text: valid until it returns. */
typedef void (*MiaoStoreTextFunc) (const char *text, gpointer data);

/** Tells all values of a field that is looked up often, from its index alone where the store can
 *  read them (and then in their order). */
gboolean miao_store_each_text (MiaoStore *store,
                               const MiaoKind *kind,
                               const char *field,
                               MiaoStoreTextFunc each,
                               gpointer data,
                               GError **error);

/** Returns: (transfer full): %NULL with %MIAO_ERROR_NOT_FOUND when there is no such record. */
MiaoRecord *miao_store_load (MiaoStore *store, const MiaoKind *kind, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoRecord): the rows; empty when none match. */
GPtrArray *miao_store_select (MiaoStore *store,
                              const MiaoQuery *query,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same with nothing but the ids, who made them and when, and these fields, %NULL-ended: for
 * records that nobody else gets to see. */
GPtrArray *miao_store_select_fields (MiaoStore *store,
                                     const MiaoQuery *query,
                                     const char *const *fields,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_store_greatest:
 * @ref: a reference of @kind
 * @field: another field of it, which is not encrypted anywhere
 * @ids: (element-type utf8): of records that @ref points at
 *
 * Returns: (transfer full) (element-type utf8 utf8): for each of @ids the greatest text in @field
 * of the records that point at it; none where nothing is said.
 */
GHashTable *miao_store_greatest (MiaoStore *store,
                                 const MiaoKind *kind,
                                 const char *ref,
                                 const char *field,
                                 GPtrArray *ids,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the first row; %NULL without @error set when none match. */
MiaoRecord *miao_store_first (MiaoStore *store,
                              const MiaoQuery *query,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As miao_store_first(), for who goes on when there is none: %FALSE only when the store failed.
 *  @ret: (out) (transfer full) (nullable). */
gboolean
miao_store_find_first (MiaoStore *store, const MiaoQuery *query, MiaoRecord **ret, GError **error);

/** Returns: how many rows match, -1 with @error set. The order and limit of @query do not matter.
 */
gint64 miao_store_count (MiaoStore *store, const MiaoQuery *query, GError **error);

/**
 * MiaoStoreEachFunc:
 * @record: valid during the call only
 *
 * Returns: %FALSE with @error set to stop.
 */
typedef gboolean (*MiaoStoreEachFunc) (MiaoRecord *record, gpointer data, GError **error);

/** Walks over all rows of @query one by one; memory does not grow with their number. */
gboolean miao_store_each (MiaoStore *store,
                          const MiaoQuery *query,
                          MiaoStoreEachFunc each,
                          gpointer data,
                          GError **error);

/** Returns: (transfer full) (element-type utf8 gint64): the number of rows (a gint64 pointer) per
 *  value of @field, e.g. of "status"; absent values under "". */
GHashTable *miao_store_tally (MiaoStore *store,
                              const MiaoQuery *query,
                              const char *field,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * MiaoStoreChanged:
 * @kind: (nullable): the kind, %NULL when another program or desk changed something
 * @id: (nullable): the record
 */
typedef void (*MiaoStoreChanged) (MiaoStore *store,
                                  const char *kind,
                                  const char *id,
                                  gpointer data);

/** Calls @changed after each commit, once per record written. Returns: a number for unwatch. */
guint miao_store_watch (MiaoStore *store, MiaoStoreChanged changed, gpointer data);
void miao_store_unwatch (MiaoStore *store, guint watch);

/**
 * miao_store_poll:
 *
 * Returns: whether another connection changed the data since the last call; the watches have then
 *   been told. To be called from a timer (a file) or when miao_store_get_fd() is readable (a
 * server).
 */
gboolean miao_store_poll (MiaoStore *store);
/** Returns: -1 for a file. */
int miao_store_get_fd (const MiaoStore *store);

/**
 * miao_store_check:
 * @thorough: also every index against its table
 * @ret_problems: (out) (transfer full): what is wrong, in the engine's words; empty when sound
 *
 * Reads the whole file and checks every page's authenticity. Seconds per gigabyte.
 *
 * Returns: %FALSE with @error set when the check could not be made.
 */
gboolean miao_store_check (MiaoStore *store,
                           gboolean thorough,
                           GCancellable *cancellable,
                           GStrv *ret_problems,
                           GError **error);

/** Called with 0…1; from the thread that copies. */
typedef void (*MiaoStoreProgress) (double fraction, gpointer data);

/**
 * miao_store_backup:
 * @path: must not be there yet
 *
 * Writes an encrypted copy under the same key and salt while others go on working: to "@path.part"
 * first, checked, synced, then renamed. The copy keeps no write-ahead log beside it, so that it can
 * be read from a medium that cannot be written.
 */
gboolean miao_store_backup (MiaoStore *store,
                            const char *path,
                            MiaoStoreProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/** Errors: %MIAO_ERROR_BUSY when another connection has the file open; %MIAO_ERROR_STORE for a
 * server.
 */
gboolean miao_store_check_alone (MiaoStore *store, GError **error);

/**
 * miao_store_is_in_use:
 *
 * Whether another program has the file open; works without the key and on a damaged file. This
 * process must not have it open itself (closing the file here would give up its locks).
 */
gboolean miao_store_is_in_use (const char *path);

/** Encrypts the file under @key from now on. Nobody else may have it open (%MIAO_ERROR_BUSY). */
gboolean miao_store_rekey (MiaoStore *store, const guint8 *key, GError **error);

G_END_DECLS
