#pragma once

#include "miao-attachments.h"

#include "miao-place.h"

#include <sodium.h>

G_BEGIN_DECLS

/* What the writing, reading and re-encrypting of stored files share. */

#define MIAO_ATT_MAGIC "MIAOATT1"
#define MIAO_ATT_CHUNK (256 * 1024)
#define MIAO_ATT_HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define MIAO_ATT_EXTRA crypto_secretstream_xchacha20poly1305_ABYTES

struct _MiaoAttachments {
  char *folder;
  guint8 *key;
  guint8 *next_key; /* NULL unless the data key is being replaced */
  gint64 limit;
  MiaoStore *server; /* NULL: the files lie in the folder alone */
};

/* One file on its way in or out. */
typedef struct {
  crypto_secretstream_xchacha20poly1305_state state;
  crypto_hash_sha256_state sum;
  char *bound; /* what each chunk is bound to */
  guint8 *plain;
  guint8 *sealed;
  gint64 size;
} MiaoAttStream;

MiaoAttStream *miao_att_stream_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
void miao_att_stream_free (MiaoAttStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAttStream, miao_att_stream_free)
/** Returns: (transfer full): SHA-256 of what went through, in hexadecimal. */
char *miao_att_stream_dup_sum (MiaoAttStream *stream) G_GNUC_WARN_UNUSED_RESULT;

typedef int MiaoAttFd;
void miao_att_close (int *fd);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoAttFd, miao_att_close)

/** Sets @error from an errno; returns %FALSE. */
gboolean miao_att_refuse (int number, GError **error);
gboolean miao_att_refuse_damaged (GError **error);
gboolean miao_att_write (int fd, const guint8 *data, gsize size, GError **error);
/** Returns: the number of bytes read: less than @size only at the end of the file; -1 on error. */
gssize miao_att_read (int fd, guint8 *data, gsize size, GError **error);
gboolean miao_att_sync_folder (const char *path);

/** Returns: (transfer full): the folder that the file of @id lies in. */
char *miao_att_dup_folder (MiaoAttachments *attachments, const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *miao_att_dup_path (MiaoAttachments *attachments, const char *id) G_GNUC_WARN_UNUSED_RESULT;
/** Puts the stored file at @path on the server. */
gboolean miao_att_upload (MiaoStore *server, const char *id, const char *path, GError **error);
/** Fetches it to @path, whose folder is made. Errors: %MIAO_ERROR_NOT_FOUND. */
gboolean miao_att_download (MiaoStore *server, const char *id, const char *path, GError **error);

/** Returns: an open stored file, -1 with @error set. */
int miao_att_open (const char *path, GError **error);
/** Reads the head and gets ready for the first chunk. */
gboolean miao_att_begin_pull (MiaoAttStream *stream, int in, const guint8 *key, GError **error);
/** Whether the first chunk opens with @key: which of two keys a file is under. */
gboolean miao_att_is_under (const char *path, const char *id, const guint8 *key);
/** Reads all of the file at @path and compares. @sha256: (nullable) */
gboolean miao_att_verify_file (
    const char *path, const char *id, const char *sha256, const guint8 *key, GError **error);

G_END_DECLS
