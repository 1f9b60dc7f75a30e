#include "config.h"

#include "miao-bag.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE 65536

typedef struct {
  char *path; /* in the bag */
  guint64 size;
  MiaoDigest digest;
} Entry;

struct _MiaoBag {
  char *path;
  char *part; /* where it is written until it is finished */
  char *name;
  MiaoBagFormat format;
  gint64 written_at;
  struct archive *archive; /* NULL for a folder */
  int archive_fd;
  /* The archive may look at the last piece again when it is freed in the middle of an entry. */
  char *buffer;
  int file_fd;        /* current file of a folder */
  GPtrArray *payload; /* Entry */
  GPtrArray *tags;    /* Entry */
  gboolean closed;
  gboolean finished;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

/* Our own names are plain ASCII: RFC 8493 escapes some characters, sha256sum does not. */
static gboolean
check_name (const char *name, GError **error)
{
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "._-/";

  if (name[0] != '\0' && name[0] != '/' && name[0] != '.' && name[strspn (name, allowed)] == '\0' &&
      strstr (name, "..") == NULL && strstr (name, "//") == NULL && !g_str_has_suffix (name, "/"))
    return TRUE;

  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("档案包内的文件名“%s”不符合要求：只能用字母、数字、点、下划线和短横。",
                          "“%s” cannot be a name inside a package: use letters, digits, dots, "
                          "underscores and hyphens."),
               name);

  return FALSE;
}

static gboolean
archive_failed (MiaoBag *bag, GError **error)
{
  int number = archive_errno (bag->archive);

  return miao_file_set_error (error, number > 0 ? number : EIO, bag->path);
}

static gboolean
open_archive (MiaoBag *bag, GError **error)
{
  bag->archive_fd = open (bag->part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (bag->archive_fd < 0)
    return miao_file_set_error (error, errno, bag->path);

  bag->archive = archive_write_new ();
  if (bag->format == MIAO_BAG_ZIP)
    archive_write_set_format_zip (bag->archive);
  else
    archive_write_set_format_pax_restricted (bag->archive);
  archive_write_add_filter_none (bag->archive);
  if (archive_write_open_fd (bag->archive, bag->archive_fd) != ARCHIVE_OK)
    return archive_failed (bag, error);

  return TRUE;
}

MiaoBag *
miao_bag_new (
    const char *path, MiaoBagFormat format, const char *name, gint64 written_at, GError **error)
{
  g_autoptr (MiaoBag) bag = NULL;
  struct stat st;

  if (!check_name (name, error))
    return NULL;
  if (lstat (path, &st) == 0) {
    g_autofree char *shown = g_filename_display_basename (path);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”已经存在。请换一个名称。", "“%s” exists already. Choose another "
                                                            "name."),
                 shown);
    return NULL;
  }

  bag = g_new0 (MiaoBag, 1);
  bag->path = g_strdup (path);
  bag->part = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  bag->name = g_strdup (name);
  bag->format = format;
  bag->buffer = g_malloc (PIECE);
  bag->written_at = written_at;
  bag->archive_fd = -1;
  bag->file_fd = -1;
  bag->payload = g_ptr_array_new_with_free_func (free_entry);
  bag->tags = g_ptr_array_new_with_free_func (free_entry);

  if (format != MIAO_BAG_FOLDER) {
    if (!open_archive (bag, error))
      return NULL;
  } else if (mkdir (bag->part, 0700) != 0) {
    miao_file_set_error (error, errno, path);
    return NULL;
  }

  return g_steal_pointer (&bag);
}

/* Only what this bag has written, by its own names. */
static void
remove_part (MiaoBag *bag)
{
  GPtrArray *lists[] = { bag->payload, bag->tags };

  if (bag->format != MIAO_BAG_FOLDER) {
    (void) unlink (bag->part);
    return;
  }
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++) {
    for (guint i = 0; i < lists[l]->len; i++) {
      Entry *entry = lists[l]->pdata[i];
      g_autofree char *file = g_build_filename (bag->part, entry->path, NULL);
      g_autofree char *folder = g_path_get_dirname (file);

      (void) unlink (file);
      while (strlen (folder) > strlen (bag->part) && rmdir (folder) == 0) {
        char *up = g_path_get_dirname (folder);

        g_free (folder);
        folder = up;
      }
    }
  }
  (void) rmdir (bag->part);
}

void
miao_bag_free (MiaoBag *bag)
{
  if (bag == NULL)
    return;

  if (bag->archive != NULL)
    archive_write_free (bag->archive);
  if (bag->archive_fd >= 0)
    (void) close (bag->archive_fd);
  if (bag->file_fd >= 0)
    (void) close (bag->file_fd);
  if (!bag->finished)
    remove_part (bag);
  g_ptr_array_unref (bag->payload);
  g_ptr_array_unref (bag->tags);
  g_free (bag->buffer);
  g_free (bag->path);
  g_free (bag->part);
  g_free (bag->name);
  g_free (bag);
}

static gboolean
begin_file (MiaoBag *bag, const char *path, guint64 size, GError **error)
{
  if (bag->archive != NULL) {
    struct archive_entry *entry = archive_entry_new ();
    g_autofree char *inner = g_strconcat (bag->name, "/", path, NULL);
    int result;

    archive_entry_set_pathname (entry, inner);
    archive_entry_set_filetype (entry, AE_IFREG);
    archive_entry_set_perm (entry, 0644);
    archive_entry_set_size (entry, (gint64) size);
    archive_entry_set_mtime (entry, bag->written_at / 1000, 0);
    result = archive_write_header (bag->archive, entry);
    archive_entry_free (entry);
    return result == ARCHIVE_OK || archive_failed (bag, error);
  } else {
    g_autofree char *file = g_build_filename (bag->part, path, NULL);
    g_autofree char *folder = g_path_get_dirname (file);

    if (g_mkdir_with_parents (folder, 0700) != 0)
      return miao_file_set_error (error, errno, bag->path);
    bag->file_fd = open (file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return bag->file_fd >= 0 || miao_file_set_error (error, errno, bag->path);
  }
}

static gboolean
write_piece (MiaoBag *bag, const void *data, gsize length, GError **error)
{
  const char *at = data;

  if (bag->archive != NULL)
    return archive_write_data (bag->archive, data, length) == (gssize) length ||
           archive_failed (bag, error);

  while (length > 0) {
    gssize n = write (bag->file_fd, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return miao_file_set_error (error, errno, bag->path);
    at += n;
    length -= (gsize) n;
  }

  return TRUE;
}

static gboolean
end_file (MiaoBag *bag, GError **error)
{
  int number = 0;

  if (bag->archive != NULL)
    return archive_write_finish_entry (bag->archive) == ARCHIVE_OK || archive_failed (bag, error);

  if (fsync (bag->file_fd) != 0)
    number = errno;
  if (close (bag->file_fd) != 0 && number == 0)
    number = errno;
  bag->file_fd = -1;

  return number == 0 || miao_file_set_error (error, number, bag->path);
}

/* Some streams know nothing of being cancelled, others say so in words of their own. */
static gboolean
read_failed (GCancellable *cancellable, GError **error)
{
  if (g_cancellable_is_cancelled (cancellable)) {
    g_clear_error (error);
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已停止，没有留下不完整的档案包。",
                                    "Stopped; no incomplete package was left behind."));
  }

  return FALSE;
}

static gboolean
copy_stream (
    MiaoBag *bag, Entry *entry, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (MiaoDigester) digester = miao_digester_new ();
  guint64 copied = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, bag->buffer, PIECE, cancellable, error)) > 0) {
    copied += (guint64) n;
    if (copied > entry->size || g_cancellable_is_cancelled (cancellable))
      break;
    miao_digester_update (digester, bag->buffer, (gsize) n);
    if (!write_piece (bag, bag->buffer, (gsize) n, error))
      return FALSE;
  }
  if (n < 0 || g_cancellable_is_cancelled (cancellable))
    return read_failed (cancellable, error);
  if (copied != entry->size) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                 miao_pick ("文件“%s”的大小与登记的不一致。请先校验该文件。",
                            "“%s” is not as large as it was registered. Check that file first."),
                 entry->path);
    return FALSE;
  }
  miao_digester_finish (digester, &entry->digest);

  return TRUE;
}

static gboolean
add_file (MiaoBag *bag,
          GPtrArray *list,
          const char *path,
          GInputStream *stream,
          guint64 size,
          GCancellable *cancellable,
          GError **error)
{
  Entry *entry;

  if (!check_name (path, error))
    return FALSE;

  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->size = size;
  g_ptr_array_add (list, entry);

  return begin_file (bag, path, size, error) &&
         copy_stream (bag, entry, stream, cancellable, error) && end_file (bag, error);
}

gboolean
miao_bag_add_stream (MiaoBag *bag,
                     const char *name,
                     GInputStream *stream,
                     guint64 size,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *path = g_strconcat ("data/", name, NULL);

  g_return_val_if_fail (!bag->closed, FALSE);

  return check_name (name, error) &&
         add_file (bag, bag->payload, path, stream, size, cancellable, error);
}

gboolean
miao_bag_add_bytes (MiaoBag *bag, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return miao_bag_add_stream (bag, name, stream, g_bytes_get_size (bytes), NULL, error);
}

gboolean
miao_bag_add_tag (MiaoBag *bag, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return add_file (bag, bag->tags, name, stream, g_bytes_get_size (bytes), NULL, error);
}

static gboolean
add_tag_text (MiaoBag *bag, const char *name, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return miao_bag_add_tag (bag, name, bytes, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Entry *const *) a)->path, (*(Entry *const *) b)->path);
}

static char *
manifest_of (GPtrArray *entries, gboolean sm3)
{
  GString *text = g_string_new (NULL);
  char hex[MIAO_DIGEST_HEX];

  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = entries->pdata[i];

    g_string_append_printf (text, "%s  %s\n",
                            miao_digest_hex (sm3 ? entry->digest.sm3 : entry->digest.sha256, hex),
                            entry->path);
  }

  return g_string_free (text, FALSE);
}

char *
miao_bag_close_payload (MiaoBag *bag, GError **error)
{
  g_autofree char *sha256 = manifest_of (bag->payload, FALSE);
  g_autofree char *sm3 = manifest_of (bag->payload, TRUE);

  bag->closed = TRUE;
  if (!add_tag_text (bag, "manifest-sha256.txt", sha256, error) ||
      !add_tag_text (bag, "manifest-sm3.txt", sm3, error))
    return NULL;

  return g_steal_pointer (&sha256);
}

/* A value of bag-info.txt is one line. */
static char *
one_line (const char *text)
{
  return g_strdelimit (g_strdup (text), "\r\n", ' ');
}

static gboolean
add_info (MiaoBag *bag,
          const char *organisation,
          const char *identifier,
          const char *description,
          GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (bag->written_at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *date = g_date_time_format (local, "%Y-%m-%d");
  g_autofree char *source = one_line (organisation), *id = one_line (identifier);
  g_autofree char *words = one_line (description), *text = NULL;
  guint64 bytes = 0;

  for (guint i = 0; i < bag->payload->len; i++)
    bytes += ((Entry *) bag->payload->pdata[i])->size;
  text = g_strdup_printf ("Source-Organization: %s\n"
                          "External-Identifier: %s\n"
                          "External-Description: %s\n"
                          "Bagging-Date: %s\n"
                          "Bag-Software-Agent: Miaopu %s\n"
                          "Payload-Oxum: %" G_GUINT64_FORMAT ".%u\n",
                          source, id, words, date, MIAO_VERSION, bytes, bag->payload->len);

  return add_tag_text (bag, "bag-info.txt", text, error);
}

static gboolean
close_archive (MiaoBag *bag, GError **error)
{
  int number = 0;

  if (archive_write_close (bag->archive) != ARCHIVE_OK)
    return archive_failed (bag, error);
  if (fsync (bag->archive_fd) != 0)
    number = errno;
  if (close (bag->archive_fd) != 0 && number == 0)
    number = errno;
  bag->archive_fd = -1;

  return number == 0 || miao_file_set_error (error, number, bag->path);
}

gboolean
miao_bag_finish (MiaoBag *bag,
                 const char *organisation,
                 const char *identifier,
                 const char *description,
                 GError **error)
{
  g_autofree char *folder = g_path_get_dirname (bag->path);
  g_autofree char *tags = NULL;

  g_return_val_if_fail (bag->closed && !bag->finished, FALSE);

  if (!add_tag_text (bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
                     error) ||
      !add_info (bag, organisation, identifier, description, error))
    return FALSE;
  tags = manifest_of (bag->tags, FALSE);
  if (!add_tag_text (bag, "tagmanifest-sha256.txt", tags, error))
    return FALSE;
  if (bag->archive != NULL && !close_archive (bag, error))
    return FALSE;
  if (bag->archive == NULL)
    miao_file_sync_folder (bag->part);
  if (rename (bag->part, bag->path) != 0)
    return miao_file_set_error (error, errno, bag->path);
  bag->finished = TRUE;
  miao_file_sync_folder (folder);

  return TRUE;
}
