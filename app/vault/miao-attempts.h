#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Failed log-ins, in a small plain file beside the key file (FILE.miaopu.keys.attempts), because
 * before the right password nothing inside the database can be written. They make the pauses grow;
 * the next successful log-in moves them into the audit chain. Who can delete the file can copy the
 * key file as well, and is slowed by Argon2id alone: the pauses are for guessing at the desk.
 */

/** Failures that cost no pause. */
#define MIAO_ATTEMPTS_FREE 3
/** Longest pause, seconds. */
#define MIAO_ATTEMPTS_MAX_PAUSE 900

/** Failures that lock the account, and for how long unless an administrator unlocks it: seconds. */
#define MIAO_ATTEMPTS_LOCK 10
#define MIAO_ATTEMPTS_LOCK_SECONDS (24 * 3600)

/** Returns: whether @tag is locked by its failures. */
gboolean miao_attempts_is_locked (const char *keys_path, const char *tag, gint64 now_ms);

/** Returns: seconds until @tag (miao_slots_dup_tag()) may try again; 0 = now. */
int miao_attempts_get_pause (const char *keys_path, const char *tag, gint64 now_ms);

/** Counts a failure. Trouble with the file is not told: it must not keep anybody out. */
void miao_attempts_add (const char *keys_path, const char *tag, gint64 now_ms);

/** Returns: how many failures of @tag there are; @ret_last_ms: when the last was. */
int miao_attempts_get (const char *keys_path, const char *tag, gint64 *ret_last_ms);

/** Forgets the failures of @tag. */
void miao_attempts_clear (const char *keys_path, const char *tag);

G_END_DECLS
