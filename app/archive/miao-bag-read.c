#include "config.h"

#include "miao-bag-private.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is in a bag, from a folder or out of an archive, read once. */

#define PIECE 65536
#define MAX_FILES 200000
#define MAX_CONTENTS (64 * 1024 * 1024) /* of one tag file or of the catalogue */
#define MAX_DEPTH 16
/* An archive may unpack to so many times its size, and to this much in any case. */
#define MAX_RATIO 200
#define MAX_SMALL (G_GUINT64_CONSTANT (256) * 1024 * 1024)

static void
free_file (gpointer data)
{
  MiaoBagFile *file = data;

  g_clear_pointer (&file->contents, g_bytes_unref);
  g_free (file);
}

static void
free_finding (gpointer data)
{
  MiaoBagFinding *finding = data;

  g_free (finding->path);
  g_free (finding->message);
  g_free (finding);
}

MiaoBagReport *
miao_bag_report_new (void)
{
  MiaoBagReport *report = g_new0 (MiaoBagReport, 1);

  report->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
  report->findings = g_ptr_array_new_with_free_func (free_finding);

  return report;
}

void
miao_bag_report_free (MiaoBagReport *report)
{
  if (report == NULL)
    return;

  g_hash_table_unref (report->files);
  g_ptr_array_unref (report->findings);
  g_free (report);
}

GBytes *
miao_bag_report_contents (const MiaoBagReport *report, const char *path)
{
  MiaoBagFile *file = g_hash_table_lookup (report->files, path);

  return file != NULL ? file->contents : NULL;
}

void
miao_bag_report_add (
    MiaoBagReport *report, MiaoBagFault fault, const char *path, const char *zh, const char *en)
{
  MiaoBagFinding *finding = g_new0 (MiaoBagFinding, 1);
  /* A name out of a foreign file may be anything. */
  g_autofree char *shown = g_utf8_make_valid (path, -1);

  finding->fault = fault;
  finding->path = g_strdup (shown);
  finding->message = g_strdup_printf ("%s：%s", shown, miao_pick (zh, en));
  g_ptr_array_add (report->findings, finding);
}

gboolean
miao_bag_path_is_inside (const char *path)
{
  g_auto (GStrv) parts = NULL;

  if (path[0] == '\0' || path[0] == '/' || path[0] == '~' || strchr (path, '\\') != NULL)
    return FALSE;
  parts = g_strsplit (path, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], "..") || g_str_equal (parts[i], ".") || parts[i][0] == '\0')
      return FALSE;

  return TRUE;
}

static gboolean
too_large (GError **error)
{
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_LIMIT,
      miao_pick ("档案包内的文件过多或展开后过大，不像是正常的档案包，已停止读取。",
                 "The package holds too many files or unpacks to far too much. "
                 "It was not read to its end."));

  return FALSE;
}

static gboolean
check_cancelled (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;

  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                       miao_pick ("校验已停止。", "The check was stopped."));

  return FALSE;
}

static gboolean
is_kept (const char *path)
{
  return !g_str_has_prefix (path, "data/") || g_str_equal (path, MIAO_BAG_CATALOGUE);
}

/* ---- one file, in pieces ---- */

typedef struct {
  MiaoBagReport *report;
  GCancellable *cancellable;
  guint64 total;
  guint64 most; /* G_MAXUINT64: a folder, which is as large as it is */
} Reader;

typedef struct {
  MiaoDigester *digester;
  GByteArray *contents;
  guint8 head[8];
  guint64 size;
} Taking;

static void
taking_start (Taking *taking, const char *path)
{
  taking->digester = miao_digester_new ();
  taking->contents = is_kept (path) ? g_byte_array_new () : NULL;
  taking->size = 0;
  memset (taking->head, 0, sizeof taking->head);
}

static gboolean
taking_add (Taking *taking, Reader *reader, const void *data, gsize length, GError **error)
{
  if (taking->size < sizeof taking->head)
    memcpy (taking->head + taking->size, data, MIN (length, sizeof taking->head - taking->size));
  taking->size += length;
  reader->total += length;
  if (reader->total > reader->most || (taking->contents != NULL && taking->size > MAX_CONTENTS))
    return too_large (error);
  miao_digester_update (taking->digester, data, length);
  if (taking->contents != NULL)
    g_byte_array_append (taking->contents, data, (guint) length);

  return check_cancelled (reader->cancellable, error);
}

static void
taking_clear (Taking *taking)
{
  g_clear_pointer (&taking->digester, miao_digester_free);
  g_clear_pointer (&taking->contents, g_byte_array_unref);
}

static gboolean
taking_end (Taking *taking, Reader *reader, const char *path, GError **error)
{
  MiaoBagFile *file = g_new0 (MiaoBagFile, 1);

  file->size = taking->size;
  memcpy (file->head, taking->head, sizeof file->head);
  miao_digester_finish (taking->digester, &file->digest);
  if (taking->contents != NULL)
    file->contents = g_byte_array_free_to_bytes (g_steal_pointer (&taking->contents));
  if (g_hash_table_contains (reader->report->files, path))
    miao_bag_report_add (reader->report, MIAO_BAG_CHANGED, path, "包内有两个同名文件",
                         "two files have this name");
  if (g_str_has_prefix (path, "data/")) {
    reader->report->n_payload++;
    reader->report->payload_bytes += file->size;
  }
  g_hash_table_replace (reader->report->files, g_strdup (path), file);

  return g_hash_table_size (reader->report->files) <= MAX_FILES || too_large (error);
}

/* ---- folders ---- */

static gboolean
read_open_file (Reader *reader, int fd, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (PIECE);
  Taking taking;
  gboolean good = TRUE;
  gssize n;

  taking_start (&taking, path);
  while (good && (n = read (fd, buffer, PIECE)) != 0) {
    if (n < 0 && errno == EINTR)
      continue;
    good = n < 0 ? miao_file_set_error (error, errno, path)
                 : taking_add (&taking, reader, buffer, (gsize) n, error);
  }
  good = good && taking_end (&taking, reader, path, error);
  taking_clear (&taking);

  return good;
}

static gboolean read_folder (Reader *reader, int fd, const char *path, guint depth, GError **error);

static gboolean
read_member (
    Reader *reader, int folder, const char *name, const char *path, guint depth, GError **error)
{
  struct stat st;
  gboolean good;
  int fd;

  if (fstatat (folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return miao_file_set_error (error, errno, path);
  if (!S_ISREG (st.st_mode) && !S_ISDIR (st.st_mode)) {
    miao_bag_report_add (reader->report, MIAO_BAG_OUTSIDE, path,
                         "不是普通文件（可能是指向包外的链接）",
                         "not a plain file, perhaps a link that leads out of the package");
    return TRUE;
  }
  /* O_NONBLOCK: what was a file a moment ago may be a pipe now. */
  fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return miao_file_set_error (error, errno, path);
  if (S_ISDIR (st.st_mode))
    return read_folder (reader, fd, path, depth + 1, error);
  good = read_open_file (reader, fd, path, error);
  (void) close (fd);

  return good;
}

/* Takes over @fd. */
static gboolean
read_folder (Reader *reader, int fd, const char *path, guint depth, GError **error)
{
  DIR *dir = depth <= MAX_DEPTH ? fdopendir (fd) : NULL;
  struct dirent *member;
  gboolean good = TRUE;

  if (dir == NULL) {
    (void) close (fd);
    return too_large (error);
  }
  while (good && (member = readdir (dir)) != NULL) {
    g_autofree char *inner = NULL;

    if (g_str_equal (member->d_name, ".") || g_str_equal (member->d_name, ".."))
      continue;
    inner =
        path[0] == '\0' ? g_strdup (member->d_name) : g_strconcat (path, "/", member->d_name, NULL);
    good = read_member (reader, dirfd (dir), member->d_name, inner, depth, error);
  }
  (void) closedir (dir);

  return good;
}

/* ---- archives ---- */

static gboolean
read_archive_file (Reader *reader, struct archive *archive, const char *path, GError **error)
{
  g_autofree char *buffer = g_malloc (PIECE);
  Taking taking;
  gboolean good = TRUE;
  la_ssize_t n;

  taking_start (&taking, path);
  while (good && (n = archive_read_data (archive, buffer, PIECE)) != 0) {
    if (n < 0) {
      miao_bag_report_add (reader->report, MIAO_BAG_CHANGED, path, "压缩数据已损坏，读不出来",
                           "its compressed data are damaged");
      taking_clear (&taking);
      return TRUE;
    }
    good = taking_add (&taking, reader, buffer, (gsize) n, error);
  }
  good = good && taking_end (&taking, reader, path, error);
  taking_clear (&taking);

  return good;
}

/* The path inside the bag: without the one folder that an archive holds. NULL: not inside. */
static const char *
inner_path (const char *path, char **base)
{
  const char *slash = strchr (path, '/');

  if (!miao_bag_path_is_inside (path) || slash == NULL)
    return NULL;
  if (*base == NULL)
    *base = g_strndup (path, (gsize) (slash - path));
  if (strncmp (path, *base, strlen (*base)) != 0 || path[strlen (*base)] != '/')
    return NULL;

  return slash + 1;
}

static gboolean
read_archive_entry (Reader *reader,
                    struct archive *archive,
                    struct archive_entry *entry,
                    char **base,
                    GError **error)
{
  const char *name = archive_entry_pathname (entry);
  const char *path;

  if (name == NULL)
    name = "?";
  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;
  path = inner_path (name, base);
  if (path == NULL || archive_entry_filetype (entry) != AE_IFREG ||
      archive_entry_hardlink (entry) != NULL) {
    miao_bag_report_add (reader->report, MIAO_BAG_OUTSIDE, name, "路径超出档案包，或不是普通文件",
                         "the path leaves the package, or it is not a plain file");
    return TRUE;
  }

  return read_archive_file (reader, archive, path, error);
}

static gboolean
read_archive (Reader *reader, int fd, GError **error)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  g_autofree char *base = NULL;
  gboolean good = TRUE;
  guint n = 0;
  int result;

  archive_read_support_format_zip (archive);
  archive_read_support_format_tar (archive);
  archive_read_support_filter_gzip (archive);
  result = archive_read_open_fd (archive, fd, PIECE);
  while (good && result == ARCHIVE_OK) {
    result = archive_read_next_header (archive, &entry);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
      result = ARCHIVE_OK;
      good = ++n <= MAX_FILES ? read_archive_entry (reader, archive, entry, &base, error)
                              : too_large (error);
    }
  }
  archive_read_free (archive);

  if (good && result != ARCHIVE_EOF && n == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
                         miao_pick ("这不是档案包：应为文件夹、ZIP 或 TAR 文件。",
                                    "This is no package: it should be a folder, a ZIP or a TAR "
                                    "file."));
    return FALSE;
  }
  if (good && result != ARCHIVE_EOF)
    miao_bag_report_add (reader->report, MIAO_BAG_BROKEN, base != NULL ? base : "?",
                         "文件在中途断开，后面的内容读不出来",
                         "the file breaks off; the rest cannot be read");

  return good;
}

gboolean
miao_bag_read (MiaoBagReport *report, const char *path, GCancellable *cancellable, GError **error)
{
  Reader reader = { report, cancellable, 0, G_MAXUINT64 };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat st;
  gboolean good;

  if (fd < 0)
    return miao_file_set_error (error, errno, path);
  if (fstat (fd, &st) != 0) {
    (void) close (fd);
    return miao_file_set_error (error, errno, path);
  }
  if (S_ISDIR (st.st_mode))
    return read_folder (&reader, fd, "", 0, error);

  reader.most = MAX ((guint64) st.st_size * MAX_RATIO, MAX_SMALL);
  good = read_archive (&reader, fd, error);
  (void) close (fd);

  return good;
}
