#pragma once

#include "miao-attachments.h"
#include "miao-date.h"
#include "miao-rights.h"
#include "miao-slots.h"
#include "miao-store.h"

G_BEGIN_DECLS

/**
 * MiaoSession:
 *
 * A person at work on an institution: the open store, who it is, what they may do, what day it is,
 * and the keys. Every use case gets one. Reference counted (any thread); used by one
 * thread at a time.
 */
typedef struct _MiaoSession MiaoSession;

#define MIAO_SESSION_SIGNATURE 64
#define MIAO_SESSION_SIGN_PUBLIC 32

/** Settings in the store that the vault keeps. */
#define MIAO_SETTING_PRACTICE "vault.practice" /* "1": made-up data, the day may be chosen */
#define MIAO_SETTING_AWAY "vault.away"         /* what a file outside the house says of itself */
#define MIAO_SETTING_GENERATION                                                                    \
  "vault.generation" /* of the key file, so that an old one is noticed */

/**
 * miao_session_open:
 * @path: FILE.miaopu
 * @login: as typed
 * @password: as typed; the caller wipes it
 *
 * Takes as long as the key derivation of the slot (0.4 s for ordinary files); a window does it in a
 * thread and then keeps the session in one thread.
 *
 * Errors: %MIAO_ERROR_KEY (login or password wrong; counted), %MIAO_ERROR_BUSY (too many failures:
 * the message says how long to wait), %MIAO_ERROR_DENIED (account disabled), %MIAO_ERROR_CORRUPT
 * (key file damaged, changed or older than the data), and those of miao_slots_load() and
 * miao_store_open().
 */
MiaoSession *miao_session_open (const char *path,
                                const char *login,
                                const char *password,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_session_open_again:
 *
 * Another session of the same person on the same file, with a connection and keys of its own, for
 * long work in another thread. It is no log-in: the audit chain names the person as before. The
 * caller closes it. Neither locking nor closing @session ends it.
 *
 * Errors: %MIAO_ERROR_DENIED while @session is locked or closed; those of miao_store_open().
 * Thread: that of @session; the new one then belongs to whichever thread takes it.
 */
MiaoSession *miao_session_open_again (MiaoSession *session,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Brings a session of miao_session_open_again(), kept for further work, to the day of @session. */
void miao_session_follow (MiaoSession *again, const MiaoSession *session);

MiaoSession *miao_session_ref (MiaoSession *session);
/** With the last reference the session is closed. */
void miao_session_unref (MiaoSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoSession, miao_session_unref)

/**
 * miao_session_close:
 *
 * Moves the anchor, wipes the keys and closes the store. The session may still be asked who it was.
 * Closing twice is allowed.
 */
void miao_session_close (MiaoSession *session);
gboolean miao_session_is_open (const MiaoSession *session);

/** Returns: (transfer none): %NULL after closing. */
MiaoStore *miao_session_get_store (MiaoSession *session);
/** Returns: (transfer none): %NULL while locked and after closing. */
MiaoAttachments *miao_session_get_attachments (MiaoSession *session);
const char *miao_session_get_path (const MiaoSession *session);

/** Returns: (transfer none): account id: what created_by, updated_by and the audit lines hold. */
const char *miao_session_get_account (const MiaoSession *session);
const char *miao_session_get_login (const MiaoSession *session);
/** The person's name as shown and printed. */
const char *miao_session_get_name (const MiaoSession *session);
MiaoRole miao_session_get_role (const MiaoSession *session);
/** Returns: (transfer none) (nullable): id of the staff record of the person. */
const char *miao_session_get_staff (const MiaoSession *session);

/** The day that rules are asked about: the local clock's, or the chosen one of a practice file. */
MiaoDate miao_session_today (const MiaoSession *session);
/** The instant for stamps and audit lines, ms UTC; on a chosen day it goes on from 09:00 of that
 * day. */
gint64 miao_session_now_ms (const MiaoSession *session);
/** Chooses the day. Errors: %MIAO_ERROR_DENIED unless the file is a practice file. */
gboolean miao_session_set_today (MiaoSession *session, MiaoDate today, GError **error);
gboolean miao_session_is_practice (const MiaoSession *session);

/** Returns: (transfer none) (nullable): of a file that holds one piece of work outside the house,
 *  what it is (JSON, see miao-fieldwork.h); %NULL for an institution. */
const char *miao_session_get_away (const MiaoSession *session);

/** Returns: whether the person has the permission, the session is open and not locked; in the file
 * of a field package only what it is for. */
gboolean miao_session_may (const MiaoSession *session, MiaoPermission permission);
/** Errors: %MIAO_ERROR_DENIED; the message says who may, or that the session is locked. */
gboolean
miao_session_require (const MiaoSession *session, MiaoPermission permission, GError **error);

/**
 * miao_session_dup_sign_key:
 * @ret_public: %MIAO_SIGN_PUBLIC bytes
 *
 * For sealing the archive: the account's own Ed25519 key, which only its password opens.
 *
 * Returns: (transfer full) (nullable): the secret key as libsodium keeps it (64 bytes: seed and
 * public key) in locked memory, to be freed with miao_secret_free() right after use; %NULL while
 * locked.
 */
guint8 *miao_session_dup_sign_key (MiaoSession *session,
                                   guint8 *ret_public) G_GNUC_WARN_UNUSED_RESULT;

/** Wipes the keys; the store stays open so that drafts stay, and nothing is allowed until unlocked.
 */
void miao_session_lock (MiaoSession *session);
gboolean miao_session_is_locked (const MiaoSession *session);
/** Errors: as miao_session_open(). */
gboolean miao_session_unlock (MiaoSession *session, const char *password, GError **error);

typedef void (*MiaoSessionFunc) (MiaoSession *session, gpointer data);

/** The same, for a thread beside the window: @then reads what the person will see first, with all
 *  their rights, while the session still counts as locked for everybody else. */
gboolean miao_session_unlock_and (MiaoSession *session,
                                  const char *password,
                                  MiaoSessionFunc then,
                                  gpointer data,
                                  GError **error);

/**
 * miao_session_sign:
 * @ret_signature: Ed25519, %MIAO_SESSION_SIGNATURE bytes
 * @ret_public: the account's public key, %MIAO_SESSION_SIGN_PUBLIC bytes
 *
 * Signs with the key of the person at work, which never leaves the session.
 *
 * Errors: %MIAO_ERROR_DENIED while locked, or for an account without a signing key.
 */
gboolean miao_session_sign (MiaoSession *session,
                            gconstpointer data,
                            gsize size,
                            guint8 *ret_signature,
                            guint8 *ret_public,
                            GError **error);

/**
 * miao_session_get_alarm:
 *
 * Returns: (transfer none) (nullable): what the comparison of the audit chain with its anchor found
 *   at opening: lines cut off, an old copy put back, or history rewritten. To be shown until a
 *   head has accepted it.
 */
const char *miao_session_get_alarm (const MiaoSession *session);

/** Returns: (transfer none) (nullable): why the data key could not be replaced to the end: another
 *  program has the file open, no room. To be shown; the next log-in goes on. */
const char *miao_session_get_pending (const MiaoSession *session);

/**
 * miao_session_acknowledge_alarm:
 * @reason: why it is in order ("restored from the backup of …"); kept in the audit chain
 *
 * Errors: %MIAO_ERROR_DENIED without %MIAO_MAY_ALARM_ACCEPT, %MIAO_ERROR_INVALID without a reason.
 */
gboolean miao_session_acknowledge_alarm (MiaoSession *session, const char *reason, GError **error);

/**
 * miao_session_anchor:
 *
 * Writes the present length and head of the audit chain into the key file, outside the database,
 * where a database that was cut or put back cannot take it along. Done by itself after a commit
 * when the last time was 30 s ago, when locking and when closing: each time costs two syncs, and at
 * most the lines of the last 30 s before a crash can be cut off unseen.
 */
gboolean miao_session_anchor (MiaoSession *session, GError **error);

G_END_DECLS
