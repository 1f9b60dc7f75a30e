#include "config.h"

#include "miao-attachments-private.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-id.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

MiaoAttachments *
miao_attachments_new (const char *store_path, const MiaoKeys *keys)
{
  MiaoAttachments *attachments = g_new0 (MiaoAttachments, 1);
  g_autofree char *base = miao_place_dup_base (store_path);
  g_autoptr (MiaoKeys) next = NULL;

  attachments->folder = g_strconcat (base, ".d", NULL);
  attachments->key = miao_secret_alloc (MIAO_SUBKEY_SIZE);
  attachments->limit = MIAO_ATTACHMENT_MAX_BYTES;
  miao_keys_derive (keys, MIAO_SUBKEY_ATTACHMENTS, attachments->key);
  next = miao_keys_dup_next (keys);
  if (next != NULL) {
    attachments->next_key = miao_secret_alloc (MIAO_SUBKEY_SIZE);
    miao_keys_derive (next, MIAO_SUBKEY_ATTACHMENTS, attachments->next_key);
  }

  return attachments;
}

void
miao_attachments_set_store (MiaoAttachments *attachments, MiaoStore *store)
{
  attachments->server = miao_store_is_server (store) ? store : NULL;
}

void
miao_attachments_free (MiaoAttachments *attachments)
{
  if (attachments == NULL)
    return;
  miao_secret_free (attachments->key);
  miao_secret_free (attachments->next_key);
  g_free (attachments->folder);
  g_free (attachments);
}

void
miao_attachments_set_limit (MiaoAttachments *attachments, gint64 bytes)
{
  g_return_if_fail (bytes > 0);

  attachments->limit = bytes;
}

void
miao_attachment_free (MiaoAttachment *attachment)
{
  if (attachment == NULL)
    return;
  g_free (attachment->id);
  g_free (attachment->sha256);
  g_free (attachment);
}

char *
miao_att_dup_folder (MiaoAttachments *attachments, const char *id)
{
  return g_build_filename (attachments->folder, id + strlen (id) - 2, NULL);
}

char *
miao_att_dup_path (MiaoAttachments *attachments, const char *id)
{
  return g_build_filename (attachments->folder, id + strlen (id) - 2, id, NULL);
}

MiaoAttStream *
miao_att_stream_new (const char *id)
{
  MiaoAttStream *stream = g_new0 (MiaoAttStream, 1);

  crypto_hash_sha256_init (&stream->sum);
  stream->bound = g_strconcat (MIAO_ATT_MAGIC, id, NULL);
  stream->plain = g_malloc (MIAO_ATT_CHUNK);
  stream->sealed = g_malloc (MIAO_ATT_CHUNK + MIAO_ATT_EXTRA);

  return stream;
}

void
miao_att_stream_free (MiaoAttStream *stream)
{
  sodium_memzero (stream->plain, MIAO_ATT_CHUNK);
  sodium_memzero (&stream->state, sizeof stream->state);
  g_free (stream->sealed);
  g_free (stream->plain);
  g_free (stream->bound);
  g_free (stream);
}

char *
miao_att_stream_dup_sum (MiaoAttStream *stream)
{
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256_final (&stream->sum, hash);

  return miao_secret_to_hex (hash, sizeof hash);
}

gboolean
miao_att_refuse (int number, GError **error)
{
  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE,
                         miao_pick ("磁盘已满，文件没有存入。请腾出空间后重试。",
                                    "The disk is full; the file was not stored. Make room and try "
                                    "again."));
  else if (number == EACCES || number == EROFS || number == EPERM)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                         miao_pick ("文件夹不能写入。请检查权限后重试。",
                                    "The folder cannot be written. Check its permissions."));
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("读写文件时出错：%s", "Trouble with the file: %s"),
                 g_strerror (number));

  return FALSE;
}

gboolean
miao_att_refuse_damaged (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("附件已损坏或被替换，不能打开。请从备份中取回。",
                                  "The attachment is damaged or was replaced and cannot be opened. "
                                  "Fetch it from the backup."));

  return FALSE;
}

gboolean
miao_att_write (int fd, const guint8 *data, gsize size, GError **error)
{
  const int number = miao_file_write_all (fd, data, size);

  return number == 0 || miao_att_refuse (number, error);
}

gssize
miao_att_read (int fd, guint8 *data, gsize size, GError **error)
{
  gsize got = 0;

  while (got < size) {
    gssize part = read (fd, data + got, size - got);

    if (part < 0 && errno == EINTR)
      continue;
    if (part < 0) {
      miao_att_refuse (errno, error);
      return -1;
    }
    if (part == 0)
      break;
    got += (gsize) part;
  }

  return (gssize) got;
}

gboolean
miao_att_sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = fsync (fd) == 0;
  (void) close (fd);

  return done;
}

void
miao_att_close (int *fd)
{
  if (*fd >= 0)
    (void) close (*fd);
}

void
miao_attachments_discard (MiaoAttachments *attachments, const char *id)
{
  g_autofree char *path = NULL;

  g_return_if_fail (miao_id_is_valid (id));

  path = miao_att_dup_path (attachments, id);
  (void) g_unlink (path);
  if (attachments->server != NULL)
    (void) miao_store_blob_remove (attachments->server, id, NULL);
}
