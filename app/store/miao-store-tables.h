#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

/*
 * The small tables beside the records: accounts, settings, drafts, thumbnails and imports.
 */

/**
 * MiaoAccount:
 * @id: UUIDv7; what "by" and "who" hold everywhere
 * @login: unique as compared (the caller folds it)
 * @name: as shown and printed
 * @role: the caller's word: "caseworker", …
 * @staff: (nullable): id of the staff record
 * @locked_until_ms: 0 = not locked
 *
 * Who may log in. Keys are not here (they lie in the slot file beside the database).
 */
typedef struct {
  char *id;
  char *login;
  char *name;
  char *role;
  char *staff;
  gboolean disabled;
  gint64 failed;
  gint64 locked_until_ms;
  gint64 last_login_ms;
  gint64 created_at_ms;
  gint64 version; /* 0 = not stored yet */
} MiaoAccount;

MiaoAccount *miao_account_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_account_free (MiaoAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAccount, miao_account_free)

/** Inserts (version 0; makes the id) or updates. Errors: %MIAO_ERROR_CONFLICT, %MIAO_ERROR_INVALID
 *  for a login that is taken. Accounts are never deleted, only disabled. */
gboolean
miao_store_account_put (MiaoStore *store, MiaoAccount *account, gint64 now_ms, GError **error);
/** By id or login, whichever is not %NULL. Errors: %MIAO_ERROR_NOT_FOUND. */
MiaoAccount *miao_store_account_get (MiaoStore *store,
                                     const char *id,
                                     const char *login,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full) (element-type MiaoAccount): all, by login. */
GPtrArray *miao_store_account_list (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_store_setting_get:
 * @on: the day, or %MIAO_DATE_NONE for the newest value
 *
 * Returns: (transfer full) (nullable): the value in force that day; %NULL without @error set when
 *   there is none (the program's default then holds).
 */
char *miao_store_setting_get (MiaoStore *store, const char *key, MiaoDate on, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/** One value of a setting. */
typedef struct {
  char *key;
  char *value;
  MiaoDate from; /* %MIAO_DATE_NONE: it is not dated */
} MiaoStoreSetting;

void miao_store_setting_free (MiaoStoreSetting *setting);
/** Returns: (transfer full) (element-type MiaoStoreSetting): every value that is stored, by name
 * and day; secret ones as they are stored. */
GPtrArray *miao_store_settings (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** @valid_from: %MIAO_DATE_NONE = ever since. Replaces the value of the same key and day. */
gboolean miao_store_setting_set (MiaoStore *store,
                                 const char *key,
                                 const char *value,
                                 MiaoDate valid_from,
                                 const char *by,
                                 gint64 now_ms,
                                 GError **error);

/** A form as typed so far, one per person, kind and record ("" = a new record). */
typedef struct {
  char *kind;
  char *record;
  char *content; /* the caller's; JSON */
  gint64 at_ms;
} MiaoDraft;

void miao_draft_free (MiaoDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoDraft, miao_draft_free)

/** @content: %NULL removes the draft. */
gboolean miao_store_draft_put (MiaoStore *store,
                               const char *who,
                               const char *kind,
                               const char *record,
                               const char *content,
                               gint64 now_ms,
                               GError **error);
/** Returns: (transfer full) (element-type MiaoDraft): the drafts of a person, newest first. */
GPtrArray *
miao_store_draft_list (MiaoStore *store, const char *who, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define MIAO_THUMBNAIL_MAX_BYTES (64 * 1024)

/** A small picture of a document. @bytes: %NULL removes it. */
gboolean
miao_store_thumbnail_put (MiaoStore *store, const char *document, GBytes *bytes, GError **error);
/** Returns: (transfer full) (nullable): %NULL without @error set when there is none. */
GBytes *miao_store_thumbnail_get (MiaoStore *store,
                                  const char *document,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
