#include "config.h"

#include "fault-vfs.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512
#define TORN_IN 8 /* one write in so many is cut at a sector */

typedef struct {
  sqlite3_int64 offset;
  GBytes *bytes; /* NULL: the file was cut at the offset */
} Write;

/* A file by its path; it outlives its handles, because the engine opens the log again. */
typedef struct {
  GByteArray *durable;
  GArray *pending; /* Write */
} Disk;

typedef struct {
  sqlite3_file base;
  Disk *disk; /* NULL: a temporary file */
  sqlite3_file *real;
} Handle;

static sqlite3_vfs *engine;
static sqlite3_vfs layer;
static GHashTable *disks;
static guint operations;
static guint fail_at;
static int fail_code;
static gboolean fail_stays;
static gboolean lying;

static void
write_clear (gpointer data)
{
  g_clear_pointer (&((Write *) data)->bytes, g_bytes_unref);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_byte_array_unref (disk->durable);
  g_array_unref (disk->pending);
  g_free (disk);
}

/* What lies at @path already has been there for long. */
static Disk *
find_disk (const char *path)
{
  Disk *disk = g_hash_table_lookup (disks, path);
  g_autofree char *text = NULL;
  gsize size = 0;

  if (disk != NULL)
    return disk;
  disk = g_new0 (Disk, 1);
  disk->durable = g_byte_array_new ();
  disk->pending = g_array_new (FALSE, TRUE, sizeof (Write));
  g_array_set_clear_func (disk->pending, write_clear);
  if (g_file_get_contents (path, &text, &size, NULL))
    g_byte_array_append (disk->durable, (const guint8 *) text, (guint) size);
  g_hash_table_insert (disks, g_strdup (path), disk);

  return disk;
}

/* @keep: bytes of the write that reached the disk. */
static void
apply (GByteArray *image, const Write *write, gsize keep)
{
  gsize size;
  const guint8 *bytes;
  guint end;

  if (write->bytes == NULL) {
    if (write->offset < image->len)
      g_byte_array_set_size (image, (guint) write->offset);
    return;
  }
  bytes = g_bytes_get_data (write->bytes, &size);
  end = (guint) write->offset + (guint) MIN (keep, size);
  if (end > image->len) {
    guint old = image->len;

    g_byte_array_set_size (image, end);
    memset (image->data + old, 0, end - old);
  }
  memcpy (image->data + write->offset, bytes, MIN (keep, size));
}

static void
settle (Disk *disk)
{
  for (guint i = 0; i < disk->pending->len; i++)
    apply (disk->durable, &g_array_index (disk->pending, Write, i), G_MAXSIZE);
  g_array_set_size (disk->pending, 0);
}

/* 0, or the code with which this operation fails; @otherwise is what its own failure is called. */
static int
fault (int otherwise)
{
  operations++;
  if (fail_at == 0 || operations < fail_at || (operations > fail_at && !fail_stays))
    return SQLITE_OK;

  return fail_code == SQLITE_IOERR ? otherwise : fail_code;
}

#define REAL(file) (((Handle *) (file))->real)

static int
layer_close (sqlite3_file *file)
{
  int code = REAL (file)->pMethods->xClose (REAL (file));

  g_free (REAL (file));

  return code;
}

static int
layer_read (sqlite3_file *file, void *buffer, int n, sqlite3_int64 offset)
{
  int code = fail_code == SQLITE_FULL ? SQLITE_OK : fault (SQLITE_IOERR_READ);

  return code != SQLITE_OK ? code : REAL (file)->pMethods->xRead (REAL (file), buffer, n, offset);
}

static int
layer_write (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
  Disk *disk = ((Handle *) file)->disk;
  int code = fault (SQLITE_IOERR_WRITE);

  if (code != SQLITE_OK)
    return code;
  if (disk != NULL) {
    Write write = { offset, g_bytes_new (bytes, (gsize) n) };

    g_array_append_val (disk->pending, write);
  }

  return REAL (file)->pMethods->xWrite (REAL (file), bytes, n, offset);
}

static int
layer_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  Disk *disk = ((Handle *) file)->disk;
  int code = fault (SQLITE_IOERR_TRUNCATE);
  Write write = { size, NULL };

  if (code != SQLITE_OK)
    return code;
  if (disk != NULL)
    g_array_append_val (disk->pending, write);

  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

/* The machine is not switched off, so the real disk need not do it. */
static int
layer_sync (sqlite3_file *file, int flags)
{
  Disk *disk = ((Handle *) file)->disk;
  int code = fault (SQLITE_IOERR_FSYNC);

  if (code == SQLITE_OK && disk != NULL && !lying)
    settle (disk);

  return code;
}

static int
layer_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
layer_lock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
layer_unlock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
layer_check_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
layer_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
layer_sector (sqlite3_file *file)
{
  return SECTOR;
}

/* No promises: a write may be torn. */
static int
layer_traits (sqlite3_file *file)
{
  return 0;
}

static int
layer_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
layer_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
layer_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
layer_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = layer_close,
  .xRead = layer_read,
  .xWrite = layer_write,
  .xTruncate = layer_truncate,
  .xSync = layer_sync,
  .xFileSize = layer_size,
  .xLock = layer_lock,
  .xUnlock = layer_unlock,
  .xCheckReservedLock = layer_check_lock,
  .xFileControl = layer_control,
  .xSectorSize = layer_sector,
  .xDeviceCharacteristics = layer_traits,
  .xShmMap = layer_shm_map,
  .xShmLock = layer_shm_lock,
  .xShmBarrier = layer_shm_barrier,
  .xShmUnmap = layer_shm_unmap,
};

static int
layer_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags)
{
  Handle *handle = (Handle *) file;
  int code;

  memset (handle, 0, sizeof *handle);
  handle->real = g_malloc0 ((gsize) engine->szOsFile);
  code = engine->xOpen (engine, path, handle->real, flags, ret_flags);
  if (code != SQLITE_OK) {
    g_free (handle->real);
    return code;
  }
  if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
    handle->disk = find_disk (path);
  handle->base.pMethods = &methods;

  return SQLITE_OK;
}

static int
layer_delete (sqlite3_vfs *vfs, const char *path, int sync)
{
  g_hash_table_remove (disks, path);

  return engine->xDelete (engine, path, sync);
}

void
fault_vfs_install (void)
{
  if (engine == NULL) {
    sqlite3_initialize ();
    engine = sqlite3_vfs_find (NULL);
    layer = *engine;
    layer.zName = "fault";
    layer.pNext = NULL;
    layer.szOsFile = sizeof (Handle);
    layer.xOpen = layer_open;
    layer.xDelete = layer_delete;
    disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disk_free);
  }
  g_assert_cmpint (sqlite3_vfs_register (&layer, 1), ==, SQLITE_OK);
}

void
fault_vfs_remove (void)
{
  g_assert_cmpint (sqlite3_vfs_register (engine, 1), ==, SQLITE_OK);
}

void
fault_vfs_forget (void)
{
  g_hash_table_remove_all (disks);
}

void
fault_vfs_fail (guint k, int code, gboolean stays)
{
  operations = 0;
  fail_at = k;
  fail_code = code;
  fail_stays = stays;
}

guint
fault_vfs_count (void)
{
  return operations;
}

void
fault_vfs_lie (gboolean lies)
{
  lying = lies;
}

/* How much the power loss left of what was not durable yet. */
typedef enum {
  LEFT_NOTHING,
  LEFT_SOME,
  LEFT_ALL
} Left;

void
fault_vfs_write_crash (const char *folder, GRand *random)
{
  Left left = (Left) g_rand_int_range (random, 0, 3);
  GHashTableIter iter;
  gpointer path;
  gpointer value;

  g_hash_table_iter_init (&iter, disks);
  while (g_hash_table_iter_next (&iter, &path, &value)) {
    const Disk *disk = value;
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *copy = g_build_filename (folder, name, NULL);
    g_autoptr (GByteArray) image = g_byte_array_new ();

    g_byte_array_append (image, disk->durable->data, disk->durable->len);
    for (guint i = 0; left != LEFT_NOTHING && i < disk->pending->len; i++) {
      const Write *write = &g_array_index (disk->pending, Write, i);
      gsize keep = G_MAXSIZE;

      if (left == LEFT_SOME && g_rand_boolean (random))
        continue;
      if (write->bytes != NULL && g_rand_int_range (random, 0, TORN_IN) == 0)
        keep = (gsize) g_rand_int_range (random, 0,
                                         (gint32) (g_bytes_get_size (write->bytes) / SECTOR + 1)) *
               SECTOR;
      apply (image, write, keep);
    }
    g_assert_true (g_file_set_contents (copy, (const char *) image->data, image->len, NULL));
  }
}
