#include "config.h"

#include "miao-attachments-private.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The care of the folder: files without a row, and files under a new data key. */

#define REKEY_ENDING ".rekey"

/* --- Every file --- */

/* Returns: %FALSE with @error set to stop. */
typedef gboolean (*EachFile) (const char *path, const char *name, gpointer data, GError **error);

static gboolean
each_in (const char *folder, EachFile each, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  /* All names first: what is done with a file changes the folder. */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
    struct stat st;

    if (lstat (path, &st) == 0 && S_ISREG (st.st_mode) &&
        !each (path, names->pdata[i], data, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
each_file (MiaoAttachments *attachments, EachFile each, gpointer data, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) trouble = NULL;
  const char *name;

  if (!g_file_test (attachments->folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (attachments->folder, 0, &trouble);
  if (dir == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("读不出附件文件夹：%s", "The folder of attachments cannot be read: %s"),
                 trouble->message);
    return FALSE;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *folder = g_build_filename (attachments->folder, name, NULL);

    if (strlen (name) == 2 && !each_in (folder, each, data, error))
      return FALSE;
  }

  return TRUE;
}

/* --- Files without a row --- */

typedef struct {
  gint64 before; /* seconds */
  MiaoAttachmentKnown known;
  gpointer user_data;
  int removed;
} Sweep;

static gboolean
sweep_file (const char *path, const char *name, gpointer data, GError **error)
{
  Sweep *sweep = data;
  const gboolean part = g_str_has_suffix (name, ".part") || g_str_has_suffix (name, REKEY_ENDING);
  struct stat st;

  if ((!part && !miao_id_is_valid (name)) || lstat (path, &st) != 0 ||
      st.st_mtime > sweep->before || (!part && sweep->known (name, sweep->user_data)))
    return TRUE;
  if (g_unlink (path) == 0)
    sweep->removed++;

  return TRUE;
}

int
miao_attachments_sweep (MiaoAttachments *attachments,
                        gint64 age_seconds,
                        MiaoAttachmentKnown known,
                        gpointer user_data,
                        GError **error)
{
  Sweep sweep = { g_get_real_time () / G_USEC_PER_SEC - age_seconds, known, user_data, 0 };

  return each_file (attachments, sweep_file, &sweep, error) ? sweep.removed : -1;
}

/* --- A new data key --- */

typedef struct {
  MiaoAttachments *attachments;
  MiaoAttachmentStep step;
  gpointer step_data;
  guint n; /* files looked at */
  guint damaged;
} Rekey;

static gboolean
count_file (const char *path, const char *name, gpointer data, GError **error)
{
  if (miao_id_is_valid (name))
    ++*(guint *) data;

  return TRUE;
}

/* The same chunks under the next key. */
static gboolean
copy_chunks (MiaoAttStream *from, MiaoAttStream *to, int in, int out, GError **error)
{
  guint8 tag = 0;

  do {
    unsigned long long length = 0;
    gssize got = miao_att_read (in, from->sealed, MIAO_ATT_CHUNK + MIAO_ATT_EXTRA, error);

    if (got < 0)
      return FALSE;
    if (got < (gssize) MIAO_ATT_EXTRA ||
        crypto_secretstream_xchacha20poly1305_pull (
            &from->state, from->plain, &length, &tag, from->sealed, (unsigned long long) got,
            (const guint8 *) from->bound, strlen (from->bound)) != 0)
      return miao_att_refuse_damaged (error);
    crypto_hash_sha256_update (&from->sum, from->plain, length);
    crypto_secretstream_xchacha20poly1305_push (&to->state, to->sealed, &length, from->plain,
                                                length, (const guint8 *) to->bound,
                                                strlen (to->bound), tag);
    if (!miao_att_write (out, to->sealed, (gsize) length, error))
      return FALSE;
  } while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL);

  return miao_att_read (in, from->sealed, 1, error) == 0 || miao_att_refuse_damaged (error);
}

static gboolean
write_copy (MiaoAttachments *attachments,
            const char *path,
            const char *id,
            const char *part,
            char **ret_sum,
            GError **error)
{
  g_autoptr (MiaoAttStream) from = miao_att_stream_new (id);
  g_autoptr (MiaoAttStream) to = miao_att_stream_new (id);
  g_auto (MiaoAttFd) in = miao_att_open (path, error);
  g_auto (MiaoAttFd) out = -1;
  guint8 header[MIAO_ATT_HEADER];

  if (in < 0 || !miao_att_begin_pull (from, in, attachments->key, error))
    return FALSE;
  out = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out < 0)
    return miao_att_refuse (errno, error);
  crypto_secretstream_xchacha20poly1305_init_push (&to->state, header, attachments->next_key);
  if (!miao_att_write (out, (const guint8 *) MIAO_ATT_MAGIC, 8, error) ||
      !miao_att_write (out, header, sizeof header, error) ||
      !copy_chunks (from, to, in, out, error))
    return FALSE;
  if (fsync (out) != 0)
    return miao_att_refuse (errno, error);
  *ret_sum = miao_att_stream_dup_sum (from);

  return TRUE;
}

/* A backup may share the old file by a hard link, so it is replaced by another, never changed. */
static gboolean
rekey_file (const char *path, const char *name, gpointer data, GError **error)
{
  Rekey *rekey = data;
  MiaoAttachments *attachments = rekey->attachments;
  g_autofree char *part = g_strconcat (path, REKEY_ENDING, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sum = NULL;
  g_autoptr (GError) trouble = NULL;

  if (!miao_id_is_valid (name))
    return TRUE;
  if (rekey->step != NULL)
    rekey->step (rekey->n, rekey->step_data);
  rekey->n++;
  if (miao_att_is_under (path, name, attachments->next_key))
    return TRUE;
  if (write_copy (attachments, path, name, part, &sum, &trouble) &&
      miao_att_verify_file (part, name, sum, attachments->next_key, &trouble) &&
      (g_rename (part, path) == 0 || miao_att_refuse (errno, &trouble))) {
    (void) miao_att_sync_folder (folder);
    return TRUE;
  }
  (void) g_unlink (part);
  if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_CORRUPT)) {
    rekey->damaged++; /* it was so before; the backup has it */
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&trouble));

  return FALSE;
}

gboolean
miao_attachments_rekey (MiaoAttachments *attachments,
                        MiaoAttachmentStep step,
                        gpointer data,
                        guint *ret_damaged,
                        GError **error)
{
  Rekey rekey = { attachments, step, data, 0, 0 };
  gboolean done;

  g_return_val_if_fail (attachments->next_key != NULL, FALSE);

  done = each_file (attachments, rekey_file, &rekey, error);
  *ret_damaged = rekey.damaged;

  return done;
}

guint
miao_attachments_count (MiaoAttachments *attachments)
{
  guint n = 0;

  (void) each_file (attachments, count_file, &n, NULL);

  return n;
}
