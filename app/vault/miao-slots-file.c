#include "config.h"

#include "miao-slots-private.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"
#include "miao-place.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The key file and its spare on disk: written in one act, locked, mended. */

#define LOCK_WAIT_US (5 * G_USEC_PER_SEC)
#define LOCK_POLL_US 20000

static gboolean
set_write_error (int number, const char *path, GError **error)
{
  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_NO_SPACE,
        miao_pick ("磁盘已满，密钥文件没有改动。请腾出空间后重试。",
                   "The disk is full; the key file is unchanged. Make room and try "
                   "again."));
  else if (number == EACCES || number == EROFS || number == EPERM)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                 miao_pick ("“%s”所在的文件夹不能写入。请检查权限。",
                            "The folder of “%s” cannot be written. Check its permissions."),
                 path);
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("密钥文件没有写成：%s", "The key file was not written: %s"),
                 g_strerror (number));

  return FALSE;
}

/* Returns 0 or an errno. */
static int
write_part (const char *part, const guint8 *data, gsize size)
{
  int fd = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  int number = 0;

  if (fd < 0)
    return errno;
  if (fchmod (fd, 0600) != 0 || miao_file_write_all (fd, data, size) != 0 || fsync (fd) != 0)
    number = errno;
  if (close (fd) != 0 && number == 0)
    number = errno;

  return number;
}

/* The folder is synced too, or a power loss could bring the old names back. */
static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  miao_file_sync_folder (folder);
}

/* Both parts are durable before either gets its name: a full disk changes neither file. */
gboolean
miao_slots_write_files (const char *path, const GByteArray *bytes, GError **error)
{
  g_autofree char *spare = miao_slots_dup_spare_path (path);
  g_autofree char *part = g_strconcat (path, ".new", NULL);
  g_autofree char *spare_part = g_strconcat (spare, ".new", NULL);
  MiaoStore *server = miao_place_get_store (path);
  int number;

  if (server != NULL)
    return miao_store_key_file_put (server, bytes->data, bytes->len, error);
  number = write_part (part, bytes->data, bytes->len);
  if (number == 0)
    number = write_part (spare_part, bytes->data, bytes->len);
  if (number == 0 && rename (part, path) != 0)
    number = errno;
  if (number != 0) {
    (void) unlink (part);
    (void) unlink (spare_part);
    return set_write_error (number, path, error);
  }
  /* The new file is in force; a spare that lags behind is mended at the next log-in. */
  if (rename (spare_part, spare) != 0)
    (void) unlink (spare_part);
  sync_folder_of (path);

  return TRUE;
}

/* --- The spare --- */

char *
miao_slots_dup_spare_path (const char *path)
{
  return g_strconcat (path, ".spare", NULL);
}

static gboolean
is_same (const char *path, const char *other)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize size_a = 0, size_b = 0;

  return g_file_get_contents (path, &a, &size_a, NULL) &&
         g_file_get_contents (other, &b, &size_b, NULL) && size_a == size_b &&
         memcmp (a, b, size_a) == 0;
}

gboolean
miao_slots_mend_spare (const MiaoSlots *slots,
                       const char *path,
                       const MiaoKeys *keys,
                       GError **error)
{
  g_autofree char *spare = miao_slots_dup_spare_path (path);

  return miao_place_get_store (path) != NULL || is_same (path, spare) ||
         miao_slots_save (slots, path, keys, error);
}

gboolean
miao_slots_can_use_spare (const char *path)
{
  g_autofree char *spare = miao_slots_dup_spare_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) present = miao_slots_load (path, &error);
  g_autoptr (MiaoSlots) copy = NULL;

  if (present != NULL || !miao_slots_is_damage (error))
    return FALSE;
  copy = miao_slots_load (spare, NULL);

  return copy != NULL;
}

static gboolean
put_aside (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strconcat (path, ".damaged-", when, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || rename (path, aside) == 0)
    return TRUE;

  return set_write_error (errno, path, error);
}

static gboolean
use_spare (const char *path, GError **error)
{
  g_autofree char *spare = miao_slots_dup_spare_path (path);
  g_autofree char *part = g_strconcat (path, ".new", NULL);
  g_autofree char *data = NULL;
  gsize size = 0;
  int number;

  if (!miao_slots_can_use_spare (path) || !g_file_get_contents (spare, &data, &size, NULL)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("不需要或没有可用的备用密钥文件。",
                                    "There is no need of the spare key file, or no sound one."));
    return FALSE;
  }
  number = write_part (part, (const guint8 *) data, size);
  if (number != 0) {
    (void) unlink (part);
    return set_write_error (number, path, error);
  }
  if (!put_aside (path, error))
    return FALSE;
  if (rename (part, path) != 0)
    return set_write_error (errno, path, error);
  sync_folder_of (path);

  return TRUE;
}

gboolean
miao_slots_use_spare (const char *path, GError **error)
{
  const int lock = miao_slots_lock (path, error);
  gboolean done;

  if (lock < 0)
    return FALSE;
  done = use_spare (path, error);
  miao_slots_release (lock);

  return done;
}

/* --- The lock --- */

int
miao_slots_lock (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  const gint64 end = g_get_monotonic_time () + LOCK_WAIT_US;
  MiaoStore *server = miao_place_get_store (path);
  int fd;

  if (server != NULL)
    return miao_store_key_file_hold (server, error) ? miao_place_get_lock (path) : -1;
  fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    set_write_error (errno, path, error);
    return -1;
  }
  while (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    if ((errno != EWOULDBLOCK && errno != EINTR) || g_get_monotonic_time () > end) {
      (void) close (fd);
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                           miao_pick ("另一个程序正在使用密钥文件，请稍后再试。",
                                      "Another program is using the key file; try again shortly."));
      return -1;
    }
    g_usleep (LOCK_POLL_US);
  }

  return fd;
}

void
miao_slots_release (int lock)
{
  MiaoStore *server = miao_place_get_locked (lock);

  if (server != NULL)
    miao_store_key_file_let_go (server);
  else if (lock >= 0)
    (void) close (lock);
}
