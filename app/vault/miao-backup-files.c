#include "config.h"

#include "miao-backup-files.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (1024 * 1024)

gboolean
miao_files_fail (int number, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE,
                 miao_pick ("磁盘已满，“%s”没有写成。请腾出空间或换一个位置后重试。",
                            "The disk is full; “%s” was not written. Make room or choose another "
                            "place."),
                 name);
  else if (number == EACCES || number == EROFS || number == EPERM)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                 miao_pick ("“%s”不能写入。请检查该位置的权限。",
                            "“%s” cannot be written. Check the permissions of that place."),
                 name);
  else if (number == ENOENT)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("找不到“%s”。请检查磁盘是否接好。",
                            "“%s” is not there. Check that the disk is connected."),
                 name);
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("读写“%s”时出错：%s", "Trouble with “%s”: %s"), name,
                 g_strerror (number));

  return FALSE;
}

static gboolean
fail_cancelled (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                       miao_pick ("已取消。", "Cancelled."));

  return FALSE;
}

static void
finish_digest (EVP_MD_CTX *sum, char *sha256)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  g_autofree char *hex = NULL;
  unsigned int length = 0;

  EVP_DigestFinal_ex (sum, digest, &length);
  hex = miao_secret_to_hex (digest, length);
  g_strlcpy (sha256, hex, MIAO_SHA256_HEX);
}

/* Reads all of @in, writes it to @out when that is not -1. */
static gboolean
pour (int in,
      int out,
      const char *path,
      char *sha256,
      gint64 *ret_size,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  EVP_MD_CTX *sum = EVP_MD_CTX_new ();
  gboolean ok = TRUE;
  gint64 size = 0;
  gssize got;

  EVP_DigestInit_ex (sum, EVP_sha256 (), NULL);
  do {
    got = read (in, piece, PIECE);
    if (got < 0 && errno == EINTR) {
      got = 1;
      continue;
    }
    if (g_cancellable_is_cancelled (cancellable))
      ok = fail_cancelled (error);
    else if (got < 0 || (out >= 0 && miao_file_write_all (out, piece, (gsize) got) != 0))
      ok = miao_files_fail (errno, path, error);
    else
      EVP_DigestUpdate (sum, piece, (gsize) got);
    size += MAX (got, 0);
  } while (ok && got > 0);
  if (ok && sha256 != NULL)
    finish_digest (sum, sha256);
  if (ret_size != NULL)
    *ret_size = size;
  EVP_MD_CTX_free (sum);

  return ok;
}

gboolean
miao_files_digest (
    const char *path, char *sha256, gint64 *ret_size, GCancellable *cancellable, GError **error)
{
  int in = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean ok;

  if (in < 0)
    return miao_files_fail (errno, path, error);
  ok = pour (in, -1, path, sha256, ret_size, cancellable, error);
  (void) close (in);

  return ok;
}

gboolean
miao_files_copy (const char *from,
                 const char *to,
                 char *sha256,
                 gint64 *ret_size,
                 GCancellable *cancellable,
                 GError **error)
{
  int in = open (from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean ok;
  int out;

  if (in < 0)
    return miao_files_fail (errno, from, error);
  out = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out < 0) {
    const int number = errno;

    (void) close (in);
    return miao_files_fail (number, to, error);
  }
  ok = pour (in, out, to, sha256, ret_size, cancellable, error) &&
       (fsync (out) == 0 || miao_files_fail (errno, to, error));
  (void) close (in);
  if (close (out) != 0 && ok)
    ok = miao_files_fail (errno, to, error);
  if (!ok)
    (void) g_unlink (to);

  return ok;
}

gboolean
miao_files_write (const char *path, const char *text, GError **error)
{
  int out = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean ok;

  if (out < 0)
    return miao_files_fail (errno, path, error);
  ok = (miao_file_write_all (out, text, strlen (text)) == 0 && fsync (out) == 0) ||
       miao_files_fail (errno, path, error);
  (void) close (out);

  return ok;
}

gboolean
miao_files_make_folder (const char *path, GError **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || miao_files_fail (errno, path, error);
}

gboolean
miao_files_sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* Some network drives have no sync for folders and say so; there is nothing better to do. */
  gboolean ok = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);
  const int number = errno;

  if (fd >= 0)
    (void) close (fd);

  return ok || miao_files_fail (number, path, error);
}

gboolean
miao_files_move (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    return miao_files_fail (errno, to, error);

  return miao_files_sync_folder (folder, error);
}

void
miao_files_remove (const char *path)
{
  struct stat st;

  if (lstat (path, &st) != 0)
    return;
  if (S_ISDIR (st.st_mode)) {
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *child = g_build_filename (path, name, NULL);

      miao_files_remove (child);
    }
  }
  (void) g_remove (path);
}
