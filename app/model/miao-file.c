#include "config.h"

#include "miao-file.h"

#include "miao-error.h"
#include "miao-language.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

gboolean
miao_file_set_error (GError **error, int number, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (number) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE,
                 miao_pick ("磁盘已满，“%s”没有写成。请腾出空间后重试，或另选一个位置。",
                            "The disk is full and “%s” was not written. Free some space and try "
                            "again, or choose another place."),
                 name);
    break;
  case EROFS:
  case EACCES:
  case EPERM:
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY,
                 miao_pick ("没有权限写入“%s”所在的位置。请另选一个可以写入的文件夹。",
                            "“%s” cannot be written in this place. Choose a folder that you may "
                            "write to."),
                 name);
    break;
  case ENOENT:
  case ENOTDIR:
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("找不到“%s”或它所在的文件夹。请检查位置是否正确、移动磁盘是否已接好。",
                            "“%s” or its folder was not found. Check the place and whether the "
                            "disk is plugged in."),
                 name);
    break;
  default:
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_STORE,
                 miao_pick ("读写“%s”时出错：%s。", "“%s” could not be read or written: %s."), name,
                 g_strerror (number));
    break;
  }

  return FALSE;
}

void
miao_file_sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) fsync (fd);
  (void) close (fd);
}

int
miao_file_write_all (int fd, gconstpointer data, gsize size)
{
  const char *next = data;

  while (size > 0) {
    gssize n = write (fd, next, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n == 0)
      errno = EIO;
    if (n <= 0)
      return errno;
    next += n;
    size -= (gsize) n;
  }

  return 0;
}

gboolean
miao_file_replace (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  int fd = open (part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  int number;

  if (fd < 0)
    return miao_file_set_error (error, errno, path);

  number = miao_file_write_all (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (number == 0 && fsync (fd) != 0)
    number = errno;
  if (close (fd) != 0 && number == 0)
    number = errno;
  if (number == 0 && rename (part, path) != 0)
    number = errno;
  if (number != 0) {
    (void) unlink (part);
    return miao_file_set_error (error, number, path);
  }
  miao_file_sync_folder (folder);

  return TRUE;
}
