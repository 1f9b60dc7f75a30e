#include "config.h"

#include "miao-text-file.h"

#include "miao-error.h"
#include "miao-language.h"

#include <gio/gio.h>

#define FILE_MAX_BYTES (256 * 1024)

char *
miao_text_file_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = g_malloc (FILE_MAX_BYTES + 2);
  gsize n = 0;

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), text, FILE_MAX_BYTES + 1, &n, NULL, error))
    return NULL;
  text[n] = '\0';
  if (n > FILE_MAX_BYTES || !g_utf8_validate (text, (gssize) n, NULL)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这个文件不对：应为 UTF-8 文本，不超过 256 KB。",
                                    "This is not the file that is wanted: UTF-8 text of at most "
                                    "256 KB is expected."));
    return NULL;
  }

  return g_steal_pointer (&text);
}
