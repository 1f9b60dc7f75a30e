#include "config.h"

#include "miao-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Where SQLite's locks lie in a database file (its file format document): whoever has the file
 * open in write-ahead mode holds a read lock on part of the shared range. */
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE 510

gboolean
miao_store_is_in_use (const char *path)
{
  struct flock lock = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE
  };
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean used;

  if (fd < 0)
    return FALSE;
  used = fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (fd);

  return used;
}
