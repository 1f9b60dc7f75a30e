#include "config.h"

#include "miao-cwx-file.h"

#include "miao-error.h"
#include "miao-language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES (256 * 1024)

struct _MiaoCwxFile {
  char *path;
  char *temporary;
  int fd;
  int failed; /* errno of the first failed write */
  EVP_MD_CTX *digest;
  guint64 bytes;
  gsize n_buffered;
  guint8 buffer[BUFFER_BYTES];
};

static void
set_errno (const char *path, int number, GError **error)
{
  if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE,
                 miao_pick ("磁盘已满，文件“%s”没有写成（%s）。请清理空间后重试。",
                            "The disk is full; the file “%s” was not written (%s). Make room and "
                            "try again."),
                 path, g_strerror (number));
  else if (number == EACCES || number == EROFS || number == EPERM || number == ENOENT)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                 miao_pick ("文件“%s”写不了（%s）。请另选文件夹。",
                            "The file “%s” cannot be written (%s). Choose another folder."),
                 path, g_strerror (number));
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("写文件“%s”时出错：%s。", "Writing the file “%s” failed: %s."), path,
                 g_strerror (number));
}

MiaoCwxFile *
miao_cwx_file_new (const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  MiaoCwxFile *self;

  if (fd < 0) {
    set_errno (path, errno, error);
    return NULL;
  }
  self = g_new0 (MiaoCwxFile, 1);
  self->path = g_strdup (path);
  self->temporary = g_steal_pointer (&temporary);
  self->fd = fd;
  self->digest = EVP_MD_CTX_new ();
  EVP_DigestInit_ex (self->digest, EVP_sha256 (), NULL);

  return self;
}

void
miao_cwx_file_free (MiaoCwxFile *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  EVP_MD_CTX_free (self->digest);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

static void
put (MiaoCwxFile *self, const guint8 *bytes, gsize n)
{
  EVP_DigestUpdate (self->digest, bytes, n);
  self->bytes += n;
  while (n > 0 && self->failed == 0) {
    gssize written = write (self->fd, bytes, n);

    if (written >= 0) {
      bytes += written;
      n -= (gsize) written;
    } else if (errno != EINTR) {
      self->failed = errno;
    }
  }
}

static void
flush (MiaoCwxFile *self)
{
  put (self, self->buffer, self->n_buffered);
  self->n_buffered = 0;
}

static int
write_cb (void *user_data, const char *bytes, int n)
{
  MiaoCwxFile *self = user_data;

  if (self->n_buffered + (gsize) n > BUFFER_BYTES)
    flush (self);
  if ((gsize) n > BUFFER_BYTES) {
    put (self, (const guint8 *) bytes, (gsize) n);
  } else {
    memcpy (self->buffer + self->n_buffered, bytes, (gsize) n);
    self->n_buffered += (gsize) n;
  }

  return self->failed == 0 ? n : -1;
}

xmlOutputBufferPtr
miao_cwx_file_output (MiaoCwxFile *self)
{
  return xmlOutputBufferCreateIO (write_cb, NULL, self, NULL);
}

gboolean
miao_cwx_file_check (MiaoCwxFile *self, GError **error)
{
  if (self->failed == 0)
    return TRUE;
  set_errno (self->path, self->failed, error);

  return FALSE;
}

gboolean
miao_cwx_file_commit (MiaoCwxFile *self, char ret_sha256[65], guint64 *ret_bytes, GError **error)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int n_digest = 0;

  flush (self);
  if (self->failed == 0 && fsync (self->fd) != 0)
    self->failed = errno;
  if (self->failed == 0 && close (self->fd) != 0)
    self->failed = errno;
  else if (self->failed != 0)
    close (self->fd);
  self->fd = -1;
  if (self->failed == 0 && g_rename (self->temporary, self->path) != 0)
    self->failed = errno;
  if (!miao_cwx_file_check (self, error))
    return FALSE;
  g_clear_pointer (&self->temporary, g_free);
  EVP_DigestFinal_ex (self->digest, digest, &n_digest);
  for (unsigned int i = 0; i < n_digest; i++)
    g_snprintf (ret_sha256 + 2 * i, 3, "%02x", digest[i]);
  *ret_bytes = self->bytes;

  return TRUE;
}
