#include "config.h"

#include "miao-attachments.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "MIAOATT1"
#define CHUNK (256 * 1024)
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA crypto_secretstream_xchacha20poly1305_ABYTES

struct _MiaoAttachments {
  char *folder;
  guint8 *key;
  gint64 limit;
};

/* One file on its way in or out. */
typedef struct {
  crypto_secretstream_xchacha20poly1305_state state;
  crypto_hash_sha256_state sum;
  char *bound; /* what each chunk is bound to */
  guint8 *plain;
  guint8 *sealed;
  gint64 size;
} Stream;

MiaoAttachments *
miao_attachments_new (const char *store_path, const MiaoKeys *keys)
{
  MiaoAttachments *attachments = g_new0 (MiaoAttachments, 1);

  attachments->folder = g_strconcat (store_path, ".d", NULL);
  attachments->key = miao_secret_alloc (MIAO_SUBKEY_SIZE);
  attachments->limit = MIAO_ATTACHMENT_MAX_BYTES;
  miao_keys_derive (keys, MIAO_SUBKEY_ATTACHMENTS, attachments->key);

  return attachments;
}

void
miao_attachments_free (MiaoAttachments *attachments)
{
  if (attachments == NULL)
    return;
  miao_secret_free (attachments->key);
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

static char *
dup_path (MiaoAttachments *attachments, const char *id)
{
  return g_build_filename (attachments->folder, id + strlen (id) - 2, id, NULL);
}

static Stream *
stream_new (const char *id)
{
  Stream *stream = g_new0 (Stream, 1);

  crypto_hash_sha256_init (&stream->sum);
  stream->bound = g_strconcat (MAGIC, id, NULL);
  stream->plain = g_malloc (CHUNK);
  stream->sealed = g_malloc (CHUNK + EXTRA);

  return stream;
}

static void
stream_free (Stream *stream)
{
  sodium_memzero (stream->plain, CHUNK);
  sodium_memzero (&stream->state, sizeof stream->state);
  g_free (stream->sealed);
  g_free (stream->plain);
  g_free (stream->bound);
  g_free (stream);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, stream_free)

static char *
stream_dup_sum (Stream *stream)
{
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256_final (&stream->sum, hash);

  return miao_secret_to_hex (hash, sizeof hash);
}

static gboolean
refuse (int number, GError **error)
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

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("附件已损坏或被替换，不能打开。请从备份中取回。",
                                  "The attachment is damaged or was replaced and cannot be opened. "
                                  "Fetch it from the backup."));

  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size, GError **error)
{
  while (size > 0) {
    gssize written = write (fd, data, size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return refuse (written < 0 ? errno : EIO, error);
    data += written;
    size -= (gsize) written;
  }

  return TRUE;
}

/* Returns the number of bytes read: less than @size only at the end of the file; -1 on error. */
static gssize
read_all (int fd, guint8 *data, gsize size, GError **error)
{
  gsize got = 0;

  while (got < size) {
    gssize part = read (fd, data + got, size - got);

    if (part < 0 && errno == EINTR)
      continue;
    if (part < 0) {
      refuse (errno, error);
      return -1;
    }
    if (part == 0)
      break;
    got += (gsize) part;
  }

  return (gssize) got;
}

static gboolean
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = fsync (fd) == 0;
  (void) close (fd);

  return done;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    (void) close (*fd);
}

typedef int FileDescriptor;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FileDescriptor, close_fd)

/* --- In --- */

static gboolean
encrypt_chunk (Stream *stream, gsize size, gboolean last, int out, GError **error)
{
  unsigned long long length = 0;

  crypto_hash_sha256_update (&stream->sum, stream->plain, size);
  stream->size += (gint64) size;
  crypto_secretstream_xchacha20poly1305_push (
      &stream->state, stream->sealed, &length, stream->plain, size, (const guint8 *) stream->bound,
      strlen (stream->bound), last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);

  return write_all (out, stream->sealed, (gsize) length, error);
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
    return read_all (content->fd, data, size, error);
  left = MIN (size, g_bytes_get_size (content->bytes) - content->at);
  memcpy (data, (const guint8 *) g_bytes_get_data (content->bytes, NULL) + content->at, left);
  content->at += left;

  return (gssize) left;
}

/* A chunk is the last one when it is not full: a content of whole chunks ends with an empty one. */
static gboolean
encrypt (MiaoAttachments *attachments,
         Stream *stream,
         Content *content,
         int out,
         GCancellable *cancellable,
         GError **error)
{
  guint8 header[HEADER];
  gboolean last = FALSE;

  crypto_secretstream_xchacha20poly1305_init_push (&stream->state, header, attachments->key);
  if (!write_all (out, (const guint8 *) MAGIC, 8, error) ||
      !write_all (out, header, sizeof header, error))
    return FALSE;
  while (!last) {
    gssize got = content_read (content, stream->plain, CHUNK, error);

    if (got < 0)
      return FALSE;
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                           miao_pick ("已取消。", "Cancelled."));
      return FALSE;
    }
    if (stream->size + got > attachments->limit)
      return refuse (EFBIG, error); /* it grew while it was read */
    last = got < CHUNK;
    if (!encrypt_chunk (stream, (gsize) got, last, out, error))
      return FALSE;
  }

  return fsync (out) == 0 || refuse (errno, error);
}

static gboolean
write_part (MiaoAttachments *attachments,
            Stream *stream,
            Content *content,
            const char *part,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (FileDescriptor) out =
      open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (out < 0)
    return refuse (errno, error);

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
  g_autofree char *path = dup_path (attachments, attachment->id);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (Stream) stream = stream_new (attachment->id);

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
                         miao_pick ("这份材料已有文件；请作为新材料添加。",
                                    "This document has its file already; add a new document."));
    return FALSE;
  }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return refuse (errno, error);
  if (!write_part (attachments, stream, content, part, cancellable, error) ||
      (g_rename (part, path) != 0 && !refuse (errno, error))) {
    (void) g_unlink (part);
    return FALSE;
  }
  /* The name, the folder and the folder's own name all have to survive a power loss. */
  if (!sync_folder (folder) || !sync_folder (attachments->folder)) {
    (void) g_unlink (path);
    return refuse (EIO, error);
  }
  attachment->size = stream->size;
  attachment->sha256 = stream_dup_sum (stream);
  if (!miao_attachments_verify (attachments, attachment->id, attachment->sha256, error)) {
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
  g_auto (FileDescriptor) fd = open_source (path, &st, error);
  Content content = { .fd = fd };
  gssize got;

  g_return_val_if_fail (miao_id_is_valid (id), NULL);

  if (fd < 0 || !check_size (attachments, st.st_size, error))
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

  return sink->fd < 0 || write_all (sink->fd, data, size, error);
}

static gboolean
decrypt (Stream *stream, int in, Sink *sink, GCancellable *cancellable, GError **error)
{
  guint8 tag = 0;

  do {
    unsigned long long length = 0;
    gssize got = read_all (in, stream->sealed, CHUNK + EXTRA, error);

    if (got < 0)
      return FALSE;
    if (g_cancellable_set_error_if_cancelled (cancellable, NULL)) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                           miao_pick ("已取消。", "Cancelled."));
      return FALSE;
    }
    if (got < (gssize) EXTRA ||
        crypto_secretstream_xchacha20poly1305_pull (
            &stream->state, stream->plain, &length, &tag, stream->sealed, (unsigned long long) got,
            (const guint8 *) stream->bound, strlen (stream->bound)) != 0)
      return refuse_damaged (error);
    crypto_hash_sha256_update (&stream->sum, stream->plain, length);
    stream->size += (gint64) length;
    if (!sink_write (sink, stream->plain, (gsize) length, error))
      return FALSE;
  } while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL);

  /* Nothing may follow the last chunk. */
  return read_all (in, stream->sealed, 1, error) == 0 || refuse_damaged (error);
}

static gboolean
take_out (MiaoAttachments *attachments,
          const char *id,
          const char *sha256,
          Sink *sink,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *path = NULL, *sum = NULL;
  g_autoptr (Stream) stream = NULL;
  g_auto (FileDescriptor) in = -1;
  guint8 head[8 + HEADER];

  if (!miao_id_is_valid (id))
    return refuse_damaged (error);
  path = dup_path (attachments, id);
  stream = stream_new (id);
  in = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (in < 0 && errno == ENOENT) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("附件文件不见了。请从备份中取回。",
                                    "The attachment's file is gone. Fetch it from the backup."));
    return FALSE;
  }
  if (in < 0)
    return refuse (errno, error);
  if (read_all (in, head, sizeof head, error) != (gssize) sizeof head ||
      memcmp (head, MAGIC, 8) != 0 ||
      crypto_secretstream_xchacha20poly1305_init_pull (&stream->state, head + 8,
                                                       attachments->key) != 0) {
    g_clear_error (error);
    return refuse_damaged (error);
  }
  if (!decrypt (stream, in, sink, cancellable, error))
    return FALSE;
  sum = stream_dup_sum (stream);

  return sha256 == NULL || strcmp (sum, sha256) == 0 || refuse_damaged (error);
}

GBytes *
miao_attachments_read (MiaoAttachments *attachments,
                       const char *id,
                       const char *sha256,
                       GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Sink sink = { bytes, -1 };

  if (!take_out (attachments, id, sha256, &sink, NULL, error))
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

  return take_out (attachments, id, sha256, &sink, NULL, error);
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
  g_auto (FileDescriptor) out =
      open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  Sink sink = { NULL, out };

  if (out < 0)
    return refuse (errno, error);
  if (take_out (attachments, id, sha256, &sink, cancellable, error) &&
      (fsync (out) == 0 || refuse (errno, error)) &&
      (g_rename (part, path) == 0 || refuse (errno, error)))
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

  path = dup_path (attachments, id);
  (void) g_unlink (path);
}

static int
sweep_folder (const char *folder, gint64 before, MiaoAttachmentKnown known, gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int removed = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    gboolean part = g_str_has_suffix (name, ".part");
    struct stat st;

    if ((!part && !miao_id_is_valid (name)) || lstat (path, &st) != 0 || !S_ISREG (st.st_mode) ||
        st.st_mtime > before || (!part && known (name, user_data)))
      continue;
    if (g_unlink (path) == 0)
      removed++;
  }

  return removed;
}

int
miao_attachments_sweep (MiaoAttachments *attachments,
                        gint64 age_seconds,
                        MiaoAttachmentKnown known,
                        gpointer user_data,
                        GError **error)
{
  const gint64 before = g_get_real_time () / G_USEC_PER_SEC - age_seconds;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) trouble = NULL;
  const char *name;
  int removed = 0;

  if (!g_file_test (attachments->folder, G_FILE_TEST_EXISTS))
    return 0;
  dir = g_dir_open (attachments->folder, 0, &trouble);
  if (dir == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("读不出附件文件夹：%s", "The folder of attachments cannot be read: %s"),
                 trouble->message);
    return -1;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *folder = g_build_filename (attachments->folder, name, NULL);

    if (strlen (name) == 2)
      removed += sweep_folder (folder, before, known, user_data);
  }

  return removed;
}
