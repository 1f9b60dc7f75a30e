#include "config.h"

#include "miao-import.h"

#include <gio/gio.h>
#include <string.h>

#define PIECE_BYTES 65536

char *
miao_import_saved_mapping (MiaoStore *store, MiaoLedgerProfile profile)
{
  if (profile != MIAO_LEDGER_CHILDREN)
    return NULL;

  return miao_store_setting_get (store, MIAO_IMPORT_MAPPING_SETTING, MIAO_DATE_NONE, NULL);
}

char *
miao_import_file_digest (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE_BYTES, NULL, error)) > 0)
    g_checksum_update (checksum, piece, n);

  return n < 0 ? NULL : g_strdup (g_checksum_get_string (checksum));
}

guint64
miao_import_count_lines (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  guint64 lines = 0;
  gssize n;

  while (stream != NULL &&
         (n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE_BYTES, NULL, NULL)) > 0)
    for (const guint8 *p = piece; (p = memchr (p, '\n', (gsize) (piece + n - p))) != NULL; p++)
      lines++;

  return lines;
}
