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
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What the database needs beside the file. */
#define SPARE_ROOM ((guint64) 4 * 1024 * 1024)

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

static char *
dup_folder (MiaoAttachments *attachments, const char *id)
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

/* --- In --- */

static gboolean
encrypt_chunk (MiaoAttStream *stream, gsize size, gboolean last, int out, GError **error)
{
  unsigned long long length = 0;

  crypto_hash_sha256_update (&stream->sum, stream->plain, size);
  stream->size += (gint64) size;
  crypto_secretstream_xchacha20poly1305_push (
      &stream->state, stream->sealed, &length, stream->plain, size, (const guint8 *) stream->bound,
      strlen (stream->bound), last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);

  return miao_att_write (out, stream->sealed, (gsize) length, error);
}

/* Where the content comes from: an open file, or bytes in memory. */
typedef struct {
  int fd;
  GBytes *bytes;
  gsize at;
} Content;

static gssize
content_read (Content *content, guint8 *data, gsize size, GError **error)
{
  gsize left;

  if (content->bytes == NULL)
    return miao_att_read (content->fd, data, size, error);
  left = MIN (size, g_bytes_get_size (content->bytes) - content->at);
  memcpy (data, (const guint8 *) g_bytes_get_data (content->bytes, NULL) + content->at, left);
  content->at += left;

  return (gssize) left;
}

/* A chunk is the last one when it is not full: a content of whole chunks ends with an empty one. */
static gboolean
encrypt (MiaoAttachments *attachments,
         MiaoAttStream *stream,
         Content *content,
         int out,
         GCancellable *cancellable,
         GError **error)
{
  guint8 header[MIAO_ATT_HEADER];
  gboolean last = FALSE;

  crypto_secretstream_xchacha20poly1305_init_push (&stream->state, header, attachments->key);
  if (!miao_att_write (out, (const guint8 *) MIAO_ATT_MAGIC, 8, error) ||
      !miao_att_write (out, header, sizeof header, error))
    return FALSE;
  while (!last) {
    gssize got = content_read (content, stream->plain, MIAO_ATT_CHUNK, error);

    if (got < 0)
      return FALSE;
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                           miao_pick ("已取消。", "Cancelled."));
      return FALSE;
    }
    if (stream->size + got > attachments->limit)
      return miao_att_refuse (EFBIG, error); /* it grew while it was read */
    last = got < MIAO_ATT_CHUNK;
    if (!encrypt_chunk (stream, (gsize) got, last, out, error))
      return FALSE;
  }

  return fsync (out) == 0 || miao_att_refuse (errno, error);
}

static gboolean
write_part (MiaoAttachments *attachments,
            MiaoAttStream *stream,
            Content *content,
            const char *part,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (MiaoAttFd) out = open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (out < 0)
    return miao_att_refuse (errno, error);

  return encrypt (attachments, stream, content, out, cancellable, error);
}

static gboolean
store (MiaoAttachments *attachments,
       MiaoAttachment *attachment,
       Content *content,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *folder = dup_folder (attachments, attachment->id);
  g_autofree char *path = miao_att_dup_path (attachments, attachment->id);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (MiaoAttStream) stream = miao_att_stream_new (attachment->id);

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                         miao_pick ("这份材料已有文件；请作为新材料添加。",
                                    "This document has its file already; add a new document."));
    return FALSE;
  }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return miao_att_refuse (errno, error);
  if (!write_part (attachments, stream, content, part, cancellable, error) ||
      (g_rename (part, path) != 0 && !miao_att_refuse (errno, error))) {
    (void) g_unlink (part);
    return FALSE;
  }
  /* The name, the folder and the folder's own name all have to survive a power loss. */
  if (!miao_att_sync_folder (folder) || !miao_att_sync_folder (attachments->folder)) {
    (void) g_unlink (path);
    return miao_att_refuse (EIO, error);
  }
  attachment->size = stream->size;
  attachment->sha256 = miao_att_stream_dup_sum (stream);
  if (!miao_att_verify_file (path, attachment->id, attachment->sha256, attachments->key, error) ||
      (attachments->server != NULL &&
       !miao_att_upload (attachments->server, attachment->id, path, error))) {
    (void) g_unlink (path);
    return FALSE;
  }

  return TRUE;
}

static gboolean
check_size (MiaoAttachments *attachments, gint64 size, GError **error)
{
  g_autofree char *is = NULL, *most = NULL;

  if (size == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("文件是空的。请检查后重新选择。",
                                    "The file is empty. Check it and choose again."));
    return FALSE;
  }
  if (size <= attachments->limit)
    return TRUE;
  is = g_format_size ((guint64) size);
  most = g_format_size ((guint64) attachments->limit);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
               miao_pick ("文件有 %s，超过上限 %s。请压缩或分成几份后再添加。",
                          "The file has %s, more than the limit of %s. Make it smaller or divide "
                          "it."),
               is, most);

  return FALSE;
}

/* A full disk is told before a long film is half written. */
static gboolean
check_room (MiaoAttachments *attachments, gint64 size, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (attachments->folder);
  struct statvfs disk;

  if (statvfs (parent, &disk) != 0 ||
      (guint64) disk.f_bavail * disk.f_frsize > (guint64) size + SPARE_ROOM)
    return TRUE;

  return miao_att_refuse (ENOSPC, error);
}

static gboolean
check_media (MiaoMedia media, GError **error)
{
  if (media != MIAO_MEDIA_UNKNOWN)
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick (
          "不支持这种文件。可以添加 PDF、JPEG、PNG、TIFF、WAV、MP3 和 MP4；文档请先另存为 PDF。",
          "This kind of file is not taken in. PDF, JPEG, PNG, TIFF, WAV, MP3 and MP4 are; save "
          "other documents as PDF first."));

  return FALSE;
}

static gboolean
refuse_picture (GError **error)
{
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick ("图片已损坏，或边长超过 %d 像素。请重新拍摄或扫描。",
                 "The picture is damaged or has more than %d pixels on a side. Take or scan "
                 "it again."),
      MIAO_MEDIA_MAX_PIXELS);

  return FALSE;
}

static int
open_source (const char *path, struct stat *st, GError **error)
{
  /* O_NONBLOCK: a pipe put in place of a file must not stop the program. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0 && fstat (fd, st) == 0 && S_ISREG (st->st_mode))
    return fd;
  if (fd >= 0)
    (void) close (fd);
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                       miao_pick ("读不到这个文件。请检查它是否还在、能否打开。",
                                  "The file cannot be read. Check that it is there and opens."));

  return -1;
}

MiaoAttachment *
miao_attachments_add (MiaoAttachments *attachments,
                      const char *id,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MiaoAttachment) attachment = g_new0 (MiaoAttachment, 1);
  guint8 head[MIAO_MEDIA_SNIFF_BYTES];
  struct stat st;
  g_auto (MiaoAttFd) fd = open_source (path, &st, error);
  Content content = { .fd = fd };
  gssize got;

  g_return_val_if_fail (miao_id_is_valid (id), NULL);

  if (fd < 0 || !check_size (attachments, st.st_size, error) ||
      !check_room (attachments, st.st_size, error))
    return NULL;
  got = pread (fd, head, sizeof head, 0);
  attachment->media = miao_media_sniff (head, got > 0 ? (gsize) got : 0);
  if (!check_media (attachment->media, error))
    return NULL;
  if (miao_media_is_image (attachment->media) &&
      !miao_media_measure_fd (fd, &attachment->width, &attachment->height)) {
    refuse_picture (error);
    return NULL;
  }
  attachment->id = g_strdup (id);
  if (!store (attachments, attachment, &content, cancellable, error))
    return NULL;

  return g_steal_pointer (&attachment);
}

MiaoAttachment *
miao_attachments_add_bytes (MiaoAttachments *attachments,
                            const char *id,
                            GBytes *bytes,
                            GError **error)
{
  g_autoptr (MiaoAttachment) attachment = g_new0 (MiaoAttachment, 1);
  Content content = { .fd = -1, .bytes = bytes };
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_return_val_if_fail (miao_id_is_valid (id), NULL);

  if (!check_size (attachments, (gint64) size, error))
    return NULL;
  attachment->media = miao_media_sniff (data, size);
  if (!check_media (attachment->media, error))
    return NULL;
  if (miao_media_is_image (attachment->media) &&
      !miao_media_measure (data, size, &attachment->width, &attachment->height)) {
    refuse_picture (error);
    return NULL;
  }
  attachment->id = g_strdup (id);
  if (!store (attachments, attachment, &content, NULL, error))
    return NULL;

  return g_steal_pointer (&attachment);
}

/* --- Out --- */

/* Where the content goes: nowhere, into memory, or into an open file. */
typedef struct {
  GByteArray *bytes;
  int fd;
} Sink;

static gboolean
sink_write (Sink *sink, const guint8 *data, gsize size, GError **error)
{
  if (sink->bytes != NULL)
    g_byte_array_append (sink->bytes, data, (guint) size);

  return sink->fd < 0 || miao_att_write (sink->fd, data, size, error);
}

static gboolean
decrypt (MiaoAttStream *stream, int in, Sink *sink, GCancellable *cancellable, GError **error)
{
  guint8 tag = 0;

  do {
    unsigned long long length = 0;
    gssize got = miao_att_read (in, stream->sealed, MIAO_ATT_CHUNK + MIAO_ATT_EXTRA, error);

    if (got < 0)
      return FALSE;
    if (g_cancellable_set_error_if_cancelled (cancellable, NULL)) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                           miao_pick ("已取消。", "Cancelled."));
      return FALSE;
    }
    if (got < (gssize) MIAO_ATT_EXTRA ||
        crypto_secretstream_xchacha20poly1305_pull (
            &stream->state, stream->plain, &length, &tag, stream->sealed, (unsigned long long) got,
            (const guint8 *) stream->bound, strlen (stream->bound)) != 0)
      return miao_att_refuse_damaged (error);
    crypto_hash_sha256_update (&stream->sum, stream->plain, length);
    stream->size += (gint64) length;
    if (!sink_write (sink, stream->plain, (gsize) length, error))
      return FALSE;
  } while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL);

  /* Nothing may follow the last chunk. */
  return miao_att_read (in, stream->sealed, 1, error) == 0 || miao_att_refuse_damaged (error);
}

int
miao_att_open (const char *path, GError **error)
{
  int in = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (in < 0 && errno == ENOENT)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("附件文件不见了。请从备份中取回。",
                                    "The attachment's file is gone. Fetch it from the backup."));
  else if (in < 0)
    miao_att_refuse (errno, error);

  return in;
}

gboolean
miao_att_begin_pull (MiaoAttStream *stream, int in, const guint8 *key, GError **error)
{
  guint8 head[8 + MIAO_ATT_HEADER];

  if (miao_att_read (in, head, sizeof head, error) == (gssize) sizeof head &&
      memcmp (head, MIAO_ATT_MAGIC, 8) == 0 &&
      crypto_secretstream_xchacha20poly1305_init_pull (&stream->state, head + 8, key) == 0)
    return TRUE;
  g_clear_error (error);

  return miao_att_refuse_damaged (error);
}

gboolean
miao_att_is_under (const char *path, const char *id, const guint8 *key)
{
  g_autoptr (MiaoAttStream) stream = miao_att_stream_new (id);
  g_auto (MiaoAttFd) in = miao_att_open (path, NULL);
  unsigned long long length = 0;
  guint8 tag = 0;
  gssize got;

  if (in < 0 || !miao_att_begin_pull (stream, in, key, NULL))
    return FALSE;
  got = miao_att_read (in, stream->sealed, MIAO_ATT_CHUNK + MIAO_ATT_EXTRA, NULL);

  return got >= (gssize) MIAO_ATT_EXTRA &&
         crypto_secretstream_xchacha20poly1305_pull (
             &stream->state, stream->plain, &length, &tag, stream->sealed, (unsigned long long) got,
             (const guint8 *) stream->bound, strlen (stream->bound)) == 0;
}

static gboolean
take_out_of (const char *path,
             const char *id,
             const char *sha256,
             const guint8 *key,
             Sink *sink,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *sum = NULL;
  g_autoptr (MiaoAttStream) stream = miao_att_stream_new (id);
  g_auto (MiaoAttFd) in = miao_att_open (path, error);

  if (in < 0 || !miao_att_begin_pull (stream, in, key, error) ||
      !decrypt (stream, in, sink, cancellable, error))
    return FALSE;
  sum = miao_att_stream_dup_sum (stream);

  return sha256 == NULL || strcmp (sum, sha256) == 0 || miao_att_refuse_damaged (error);
}

gboolean
miao_att_verify_file (
    const char *path, const char *id, const char *sha256, const guint8 *key, GError **error)
{
  Sink sink = { NULL, -1 };

  return take_out_of (path, id, sha256, key, &sink, NULL, error);
}

/* @fresh: from the server itself, not what was fetched before */
static gboolean
take_out (MiaoAttachments *attachments,
          const char *id,
          const char *sha256,
          gboolean fresh,
          Sink *sink,
          GCancellable *cancellable,
          GError **error)
{
  const guint8 *key = attachments->key;
  g_autofree char *path = NULL;

  if (!miao_id_is_valid (id))
    return miao_att_refuse_damaged (error);
  path = miao_att_dup_path (attachments, id);
  if (attachments->server != NULL && (fresh || !g_file_test (path, G_FILE_TEST_EXISTS)) &&
      !miao_att_download (attachments->server, id, path, error))
    return FALSE;
  if (attachments->next_key != NULL && miao_att_is_under (path, id, attachments->next_key))
    key = attachments->next_key;

  return take_out_of (path, id, sha256, key, sink, cancellable, error);
}

GBytes *
miao_attachments_read (MiaoAttachments *attachments,
                       const char *id,
                       const char *sha256,
                       GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Sink sink = { bytes, -1 };

  if (!take_out (attachments, id, sha256, FALSE, &sink, NULL, error))
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
miao_attachments_verify (MiaoAttachments *attachments,
                         const char *id,
                         const char *sha256,
                         GError **error)
{
  Sink sink = { NULL, -1 };

  return take_out (attachments, id, sha256, TRUE, &sink, NULL, error);
}

gboolean
miao_attachments_export (MiaoAttachments *attachments,
                         const char *id,
                         const char *sha256,
                         const char *path,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_auto (MiaoAttFd) out = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  Sink sink = { NULL, out };

  if (out < 0)
    return miao_att_refuse (errno, error);
  if (take_out (attachments, id, sha256, FALSE, &sink, cancellable, error) &&
      (fsync (out) == 0 || miao_att_refuse (errno, error)) &&
      (g_rename (part, path) == 0 || miao_att_refuse (errno, error)))
    return TRUE;
  (void) g_unlink (part);

  return FALSE;
}

/* --- Files without a row --- */

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
