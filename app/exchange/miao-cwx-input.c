#include "config.h"

#include "miao-cwx-input.h"

#include "miao-error.h"
#include "miao-language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <unistd.h>

#define READ_BYTES (256 * 1024)

struct _MiaoCwxInput {
  char *path;
  int fd;
  guint64 at;
  guint64 total;
  EVP_MD_CTX *digest;
  void (*progress) (guint64 bytes, guint64 total, gpointer user_data);
  gpointer user_data;
  GCancellable *cancellable;
};

static gboolean
check_size (const char *path, guint64 max_bytes, guint64 *ret_bytes, GError **error)
{
  GStatBuf info;
  g_autofree char *limit = NULL;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("打不开文件“%s”。请核对文件名和位置。",
                            "The file “%s” cannot be opened. Check its name and place."),
                 path);
    return FALSE;
  }
  *ret_bytes = (guint64) info.st_size;
  if (*ret_bytes <= max_bytes)
    return TRUE;
  limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_LIMIT,
      miao_pick ("文件超过上限 %s，没有读取。请核对是否选错了文件。",
                 "The file is larger than the limit of %s and was not read. Check that it is "
                 "the right one."),
      limit);

  return FALSE;
}

MiaoCwxInput *
miao_cwx_input_open (const char *path,
                     guint64 max_bytes,
                     void (*progress) (guint64 bytes, guint64 total, gpointer user_data),
                     gpointer user_data,
                     GCancellable *cancellable,
                     GError **error)
{
  MiaoCwxInput *self;
  guint64 total;

  if (!check_size (path, max_bytes, &total, error))
    return NULL;
  self = g_new0 (MiaoCwxInput, 1);
  self->path = g_strdup (path);
  self->fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  self->total = total;
  self->digest = EVP_MD_CTX_new ();
  EVP_DigestInit_ex (self->digest, EVP_sha256 (), NULL);
  self->progress = progress;
  self->user_data = user_data;
  self->cancellable = cancellable;
  return self;
}

void
miao_cwx_input_free (MiaoCwxInput *self)
{
  if (self->fd >= 0)
    close (self->fd);
  EVP_MD_CTX_free (self->digest);
  g_free (self->path);
  g_free (self);
}

gssize
miao_cwx_input_read (gpointer user_data, guint8 *buffer, gsize n_bytes, GError **error)
{
  MiaoCwxInput *self = user_data;
  gssize n;

  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已停止校验。", "The check was stopped."));
    return -1;
  }
  do {
    n = read (self->fd, buffer, n_bytes);
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("读取文件“%s”时出错：%s。请核对磁盘后重试。",
                            "Reading the file “%s” failed: %s. Check the disk and try again."),
                 self->path, g_strerror (errno));
    return -1;
  }
  EVP_DigestUpdate (self->digest, buffer, (gsize) n);
  self->at += (guint64) n;
  if (self->progress != NULL)
    self->progress (self->at, self->total, self->user_data);

  return n;
}

gboolean
miao_cwx_input_read_rest (MiaoCwxInput *self, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  gssize n;

  do {
    n = miao_cwx_input_read (self, buffer, READ_BYTES, error);
  } while (n > 0);

  return n == 0;
}

void
miao_cwx_input_get_sha256 (MiaoCwxInput *self, char ret_sha256[65])
{
  guint8 sum[EVP_MAX_MD_SIZE];
  unsigned int n_sum = 0;

  EVP_DigestFinal_ex (self->digest, sum, &n_sum);
  for (unsigned int i = 0; i < n_sum; i++)
    g_snprintf (ret_sha256 + 2 * i, 3, "%02x", sum[i]);
}
