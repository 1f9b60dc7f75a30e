/* Files on their way in: what may be kept is checked, encrypted and put in its place. */
#include "config.h"

#include "miao-attachments-private.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* What the database needs beside the file. */
#define SPARE_ROOM ((guint64) 4 * 1024 * 1024)

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
  g_autofree char *folder = miao_att_dup_folder (attachments, attachment->id);
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
