#pragma once

#include "miao-store-driver.h"

#include <sqlite3.h>

/* "x'", 64 + 32 hexadecimal digits, "'" and the final zero. */
#define KEY_SPEC_BYTES 100

typedef struct {
  sqlite3 *db;
  char *path;
  char *open_key;         /* see miao-open-files.h */
  GHashTable *statements; /* SQL -> idle Statement */
  GQueue recent;          /* the idle statements, the last used first */
  gint64 data_version;
  gint64 changes;
  MiaoBroken broken;
  char *broken_name;
} MiaoFile;

/** Sets @error from the last failure of @db; remembers in @file (nullable) what was broken. */
void miao_file_fail (MiaoFile *file, sqlite3 *db, GError **error);
/** Opens, keys and sets up. @flags: SQLITE_OPEN_*. */
sqlite3 *miao_file_connect (const char *path,
                            int flags,
                            const guint8 *key,
                            const guint8 *salt,
                            guint timeout_ms,
                            GError **error);
/** Writes the key in the form that SQLCipher reads into @spec. */
void miao_file_key_spec (char spec[KEY_SPEC_BYTES], const guint8 *key, const guint8 *salt);
gboolean miao_file_pragma (sqlite3 *db, const char *sql, gint64 *ret_value);

gboolean miao_file_check (gpointer connection,
                          gboolean thorough,
                          GCancellable *cancellable,
                          GStrv *ret_problems,
                          GError **error);
gboolean miao_file_backup (gpointer connection,
                           const MiaoStoreConfig *config,
                           const char *path,
                           MiaoStoreProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
gboolean miao_file_check_alone (gpointer connection, GError **error);
gboolean
miao_file_rekey (gpointer connection, const guint8 *key, const guint8 *salt, GError **error);
/** Prints the statement and its plan when MIAO_DEBUG asks for it. */
void miao_file_show (sqlite3 *db, const char *sql);
/* See #MiaoStoreDriver. */
MiaoRows *miao_file_run (
    gpointer connection, const char *sql, const MiaoParam *params, guint n_params, GError **error);
int miao_file_next (MiaoRows *rows, GError **error);
gboolean miao_file_is_null (MiaoRows *rows, guint column);
gint64 miao_file_get_int (MiaoRows *rows, guint column);
const char *miao_file_get_text (MiaoRows *rows, guint column);
gconstpointer miao_file_get_blob (MiaoRows *rows, guint column, gsize *ret_size);
void miao_file_done (MiaoRows *rows);

/** Makes room for idle statements. */
void miao_file_init_statements (MiaoFile *file);
/** Takes the idle statements out of memory (a rekey does not go on beside them). */
void miao_file_forget_statements (MiaoFile *file);
