/* Files on their way out: decrypted, and compared with what is known of them. */
#include "config.h"

#include "miao-attachments-private.h"

#include "miao-error.h"
#include "miao-id.h"
#include "miao-language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

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
