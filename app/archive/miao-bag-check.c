#include "config.h"

#include "miao-bag-private.h"

#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

static char *
text_of (MiaoBagReport *report, const char *name)
{
  GBytes *bytes = miao_bag_report_contents (report, name);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  if (!g_utf8_validate (data, (gssize) size, NULL))
    return NULL;

  return g_strndup (data, size);
}

/* RFC 8493 2.1.3: only line breaks and the percent sign are escaped. */
static void
unescape (char *path)
{
  char *out = path;

  for (; *path != '\0'; path++) {
    if (g_ascii_strncasecmp (path, "%0A", 3) == 0 || g_ascii_strncasecmp (path, "%0D", 3) == 0) {
      *out++ = g_ascii_tolower (path[2]) == 'a' ? '\n' : '\r';
      path += 2;
    } else if (strncmp (path, "%25", 3) == 0) {
      *out++ = '%';
      path += 2;
    } else {
      *out++ = *path;
    }
  }
  *out = '\0';
}

/* "digest  path"; FALSE when the line is neither empty nor of that form. */
static gboolean
parse_line (char *line, guint8 digest[MIAO_DIGEST_SIZE], char **ret_path)
{
  char *space = strpbrk (line, " \t");

  *ret_path = NULL;
  g_strchomp (line);
  if (line[0] == '\0')
    return TRUE;
  if (space == NULL)
    return FALSE;
  *space++ = '\0';
  space += strspn (space, " \t*");
  if (!miao_digest_parse (line, digest))
    return FALSE;
  unescape (space);
  *ret_path = space;

  return TRUE;
}

static void
check_entry (MiaoBagReport *report,
             const char *path,
             const guint8 digest[MIAO_DIGEST_SIZE],
             gboolean sm3,
             GHashTable *named)
{
  MiaoBagFile *file;

  if (!miao_bag_path_is_inside (path)) {
    miao_bag_report_add (report, MIAO_BAG_OUTSIDE, path, "清单中的路径超出档案包",
                         "a path of the manifest leaves the package");
    return;
  }
  g_hash_table_add (named, g_strdup (path));
  file = g_hash_table_lookup (report->files, path);
  if (file == NULL)
    miao_bag_report_add (report, MIAO_BAG_MISSING, path, "清单中有，包内缺少",
                         "is in the manifest but not in the package");
  else if (memcmp (sm3 ? file->digest.sm3 : file->digest.sha256, digest, MIAO_DIGEST_SIZE) != 0)
    miao_bag_report_add (report, MIAO_BAG_CHANGED, path,
                         sm3 ? "内容与 SM3 清单不符" : "内容与 SHA-256 清单不符",
                         sm3 ? "does not agree with its SM3" : "does not agree with its SHA-256");
}

/* @whole: whether every payload file must be in it. */
static void
check_manifest (MiaoBagReport *report, const char *name, gboolean sm3, gboolean whole)
{
  g_autofree char *text = text_of (report, name);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = NULL;
  GHashTableIter iter;
  gpointer path;

  if (text == NULL) {
    miao_bag_report_add (report, MIAO_BAG_BROKEN, name, "缺少，或者不是 UTF-8 文本",
                         "is missing or is not UTF-8 text");
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    guint8 digest[MIAO_DIGEST_SIZE];
    char *listed;

    if (!parse_line (lines[i], digest, &listed))
      miao_bag_report_add (report, MIAO_BAG_BROKEN, name, "有一行无法识别", "has a bad line");
    else if (listed != NULL)
      check_entry (report, listed, digest, sm3, named);
  }

  g_hash_table_iter_init (&iter, report->files);
  while (whole && g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_prefix (path, "data/") && !g_hash_table_contains (named, path))
      miao_bag_report_add (report, MIAO_BAG_EXTRA, path, "包内有，清单中没有",
                           "is in the package but in no manifest");
}

static void
check_declaration (MiaoBagReport *report)
{
  g_autofree char *text = text_of (report, "bagit.txt");

  if (text == NULL ||
      !(g_str_has_prefix (text, "BagIt-Version: 1.0") ||
        g_str_has_prefix (text, "BagIt-Version: 0.97")) ||
      strstr (text, "Tag-File-Character-Encoding: UTF-8") == NULL)
    miao_bag_report_add (report, MIAO_BAG_BROKEN, "bagit.txt", "缺少，或者不是可识别的 BagIt 版本",
                         "is missing or names no version that is known");
}

static void
check_oxum (MiaoBagReport *report)
{
  static const char key[] = "Payload-Oxum: ";
  g_autofree char *text = text_of (report, "bag-info.txt");
  g_autofree char *found =
      g_strdup_printf ("%" G_GUINT64_FORMAT ".%u", report->payload_bytes, report->n_payload);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return; /* RFC 8493 allows a bag without it; ours is missed by the tag manifest */
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key) &&
        !g_str_equal (g_strchomp (lines[i]) + strlen (key), found))
      miao_bag_report_add (report, MIAO_BAG_OXUM, "bag-info.txt",
                           "登记的总字节数或文件数与实际不符",
                           "counts other bytes or files than there are");
}

MiaoBagReport *
miao_bag_check (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (MiaoBagReport) report = miao_bag_report_new ();

  if (!miao_bag_read (report, path, cancellable, error))
    return NULL;

  check_declaration (report);
  check_manifest (report, "manifest-sha256.txt", FALSE, TRUE);
  if (g_hash_table_contains (report->files, "manifest-sm3.txt"))
    check_manifest (report, "manifest-sm3.txt", TRUE, TRUE);
  if (g_hash_table_contains (report->files, "tagmanifest-sha256.txt"))
    check_manifest (report, "tagmanifest-sha256.txt", FALSE, FALSE);
  check_oxum (report);

  return g_steal_pointer (&report);
}
