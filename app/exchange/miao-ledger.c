#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-map.h"
#include "miao-ledger-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES 65536

/* Headings are looked for in the first rows only: a title, a unit line, a blank may precede them.
 */
#define HEADING_ROWS 12

static gboolean
check_file (const char *path, guint64 max_bytes, guint64 *ret_bytes, GError **error)
{
  GStatBuf info;
  g_autofree char *size = NULL;
  g_autofree char *limit = NULL;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("打不开文件“%s”。请核对文件名和位置。",
                            "The file “%s” cannot be opened. Check its name and place."),
                 path);
    return FALSE;
  }
  *ret_bytes = (guint64) info.st_size;
  if (*ret_bytes <= max_bytes)
    return TRUE;
  size = g_format_size_full (*ret_bytes, G_FORMAT_SIZE_IEC_UNITS);
  limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_LIMIT,
      miao_pick ("文件有 %s，超过导入上限 %s，没有读取。请拆成几个文件，或核对是否选错了文件。",
                 "The file has %s, more than the limit of %s, and was not read. Split it "
                 "into several files, or check that it is the right one."),
      size, limit);

  return FALSE;
}

/* Reads the beginning; the rest is only read row by row. */
static guint8 *
read_sample (const char *path, gsize *ret_n, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (MIAO_LEDGER_SAMPLE_BYTES);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gsize n = 0;
  gssize got = 1;

  while (fd >= 0 && n < MIAO_LEDGER_SAMPLE_BYTES && got > 0) {
    got = read (fd, bytes + n, MIAO_LEDGER_SAMPLE_BYTES - n);
    if (got > 0)
      n += (gsize) got;
  }
  if (fd < 0 || got < 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("读不了文件“%s”（%s）。请核对读取权限。",
                            "The file “%s” cannot be read (%s). Check the permission to read."),
                 path, g_strerror (errno));
    if (fd >= 0)
      close (fd);
    return NULL;
  }
  close (fd);
  *ret_n = n;

  return g_steal_pointer (&bytes);
}

/* Files that are often taken for a ledger, and what to do with them. */
static gboolean
refuse_foreign (const guint8 *bytes, gsize n, GError **error)
{
  static const struct {
    const char *magic;
    gsize n_magic;
    const char *zh;
    const char *en;
  } kinds[] = {
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8,
      "这是旧格式（.xls）或加了密码的工作簿。请用 WPS 或 Excel 打开，去掉密码，另存为 .xlsx "
      "后再导入。",
      "This is an old .xls workbook or one with a password. Open it in its program, remove the "
      "password, save it as .xlsx and import that." },
    { "%PDF", 4, "这是 PDF，不是表格。请导入它的原始表格（.xlsx 或 .csv）。",
      "This is a PDF, not a table. Import the table that it was made from (.xlsx or .csv)." },
    { "<html", 5, "这是扩展名像表格的网页。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
      "This is a web page. Open it in a spreadsheet program, save it as .xlsx and import that." },
    { "<!DOC", 5, "这是扩展名像表格的网页。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
      "This is a web page. Open it in a spreadsheet program, save it as .xlsx and import that." },
    { "<?xml", 5, "这是 XML 文件，不是表格。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
      "This is an XML file, not a table. Open it in a spreadsheet program, save it as .xlsx and "
      "import that." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (n < kinds[i].n_magic ||
        g_ascii_strncasecmp ((const char *) bytes, kinds[i].magic, kinds[i].n_magic) != 0)
      continue;
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
                         miao_pick (kinds[i].zh, kinds[i].en));
    return TRUE;
  }

  return FALSE;
}

static gboolean
open_text (MiaoLedger *self,
           const guint8 *bytes,
           gsize n,
           const MiaoLedgerOptions *options,
           GError **error)
{
  g_autoptr (MiaoLedgerDecoder) decoder = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  self->format = MIAO_LEDGER_TEXT;
  self->candidates = miao_ledger_guess_encodings (bytes, n, n == self->bytes);
  if (options->encoding != NULL) {
    for (const char *const *name = miao_ledger_encodings (); *name != NULL; name++)
      if (g_ascii_strcasecmp (*name, options->encoding) == 0)
        self->encoding = g_strdup (*name);
  } else {
    const MiaoLedgerEncoding *best = g_ptr_array_index (self->candidates, 0);

    self->encoding = g_strdup (best->name);
  }
  decoder = miao_ledger_decoder_new (self->encoding != NULL ? self->encoding : options->encoding,
                                     TRUE, error);
  if (decoder == NULL || !miao_ledger_decoder_feed (decoder, bytes, n, FALSE, text, error))
    return FALSE;
  self->separator =
      options->separator != 0 ? options->separator : miao_ledger_guess_separator (text->str);

  return TRUE;
}

/* The rows in which the headings are looked for. */
typedef struct {
  guint wanted; /* line chosen by a person, 0 = find it */
  guint n_rows;
  guint best_known;
  guint line;
  guint n_cells;
  GPtrArray *headings;
} HeadingSearch;

static void
take_headings (HeadingSearch *search, const MiaoLedgerRow *row)
{
  search->line = row->line;
  g_ptr_array_set_size (search->headings, 0);
  for (guint i = 0; i < row->n_cells; i++)
    g_ptr_array_add (search->headings, g_strdup (row->cells[i].text));
}

static gboolean
search_headings (const MiaoLedgerRow *row, gpointer user_data, GError **error)
{
  HeadingSearch *search = user_data;
  guint known = 0;
  guint filled = 0;

  for (guint i = 0; i < row->n_cells; i++) {
    filled += row->cells[i].text[0] != '\0';
    known += miao_ledger_heading_is_known (row->cells[i].text);
  }
  if (search->wanted != 0) {
    if (row->line == search->wanted)
      take_headings (search, row);
    if (row->line >= search->wanted)
      search->n_cells = MAX (search->n_cells, row->n_cells);
    return row->line < search->wanted + HEADING_ROWS;
  }
  if (known > search->best_known || (search->line == 0 && filled > 1)) {
    search->best_known = MAX (search->best_known, known);
    take_headings (search, row);
  }
  if (search->line != 0)
    search->n_cells = MAX (search->n_cells, row->n_cells);

  return ++search->n_rows < HEADING_ROWS;
}

static gboolean
find_headings (MiaoLedger *self, guint wanted, GError **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  HeadingSearch search = { .wanted = wanted, .headings = headings };

  if (!miao_ledger_scan (self, search_headings, &search, NULL, error))
    return FALSE;
  if (search.line == 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 wanted != 0
                     ? miao_pick ("第 %u 行没有列名。请指定列名所在的行。",
                                  "There are no headings in line %u. Say which line holds "
                                  "them.")
                     : miao_pick ("文件中没有找到表格（读了 %u 行）。请核对文件、编码和"
                                  "分隔符。",
                                  "No table was found in the file (%u lines read). Check the "
                                  "file, its encoding and its separator."),
                 wanted != 0 ? wanted : search.n_rows);
    return FALSE;
  }
  while (headings->len < search.n_cells)
    g_ptr_array_add (headings, g_strdup (""));
  while (headings->len > 1 && search.n_cells < headings->len &&
         *(const char *) g_ptr_array_index (headings, headings->len - 1) == '\0')
    g_ptr_array_set_size (headings, (int) headings->len - 1);
  self->heading_line = search.line;
  self->n_columns = headings->len;
  g_ptr_array_add (headings, NULL);
  g_ptr_array_set_free_func (headings, NULL);
  self->headings = (GStrv) g_ptr_array_free (g_steal_pointer (&headings), FALSE);

  return TRUE;
}

MiaoLedger *
miao_ledger_open (const char *path, const MiaoLedgerOptions *options, GError **error)
{
  static const MiaoLedgerOptions guess_all;
  g_autoptr (MiaoLedger) self = g_new0 (MiaoLedger, 1);
  g_autofree guint8 *sample = NULL;
  gsize n = 0;

  if (options == NULL)
    options = &guess_all;
  self->path = g_strdup (path);
  self->max_unpacked =
      options->max_unpacked != 0 ? options->max_unpacked : MIAO_LEDGER_MAX_UNPACKED;
  if (!check_file (path, options->max_bytes != 0 ? options->max_bytes : MIAO_LEDGER_MAX_BYTES,
                   &self->bytes, error))
    return NULL;
  sample = read_sample (path, &n, error);
  if (sample == NULL || refuse_foreign (sample, n, error))
    return NULL;
  if (n >= 4 && memcmp (sample, "PK\3\4", 4) == 0) {
    self->format = MIAO_LEDGER_WORKBOOK;
    self->candidates = g_ptr_array_new ();
    self->book = miao_ledger_book_open (path, options->sheet, self->max_unpacked, error);
    if (self->book == NULL)
      return NULL;
  } else if (!open_text (self, sample, n, options, error)) {
    return NULL;
  }
  self->opening = TRUE;
  if (!find_headings (self, options->heading_line, error))
    return NULL;
  self->opening = FALSE;

  return g_steal_pointer (&self);
}

void
miao_ledger_free (MiaoLedger *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->encoding);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_strfreev (self->headings);
  miao_ledger_book_free (self->book);
  g_free (self);
}

static gboolean
feed_text (MiaoLedger *self,
           GInputStream *input,
           MiaoLedgerRowFunc func,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (MiaoLedgerDecoder) decoder =
      miao_ledger_decoder_new (self->encoding, self->opening, error);
  g_autoptr (MiaoLedgerSplitter) splitter =
      miao_ledger_splitter_new (self->separator, func, user_data);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guint8 *bytes = g_malloc (READ_BYTES);
  gsize n = READ_BYTES;

  while (decoder != NULL && n > 0) {
    gboolean decoded;
    g_autoptr (GError) local_error = NULL;

    if (!g_input_stream_read_all (input, bytes, READ_BYTES, &n, cancellable, error))
      return FALSE;
    g_string_truncate (text, 0);
    decoded = miao_ledger_decoder_feed (decoder, bytes, n, n == 0, text, &local_error);
    /* Rows before a broken byte are handed on, so that a preview can show the way to it. */
    if (!miao_ledger_splitter_feed (splitter, text->str, text->len, decoded && n == 0, error))
      return FALSE;
    if (!decoded) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  }

  return decoder != NULL;
}

static gboolean
scan_text (MiaoLedger *self,
           MiaoLedgerRowFunc func,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) input = NULL;
  g_autoptr (GError) local_error = NULL;

  input = g_file_read (file, cancellable, &local_error);
  if (input != NULL &&
      feed_text (self, G_INPUT_STREAM (input), func, user_data, cancellable, &local_error))
    return TRUE;
  if (local_error == NULL)
    return TRUE; /* the reader had enough */
  if (local_error->domain == MIAO_ERROR)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
        miao_pick ("已停止读取，没有改动任何数据。", "Reading was stopped; nothing was changed."));
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("读取文件“%s”时出错：%s。请核对磁盘后重试。",
                            "Reading the file “%s” failed: %s. Check the disk and try again."),
                 self->path, local_error->message);

  return FALSE;
}

gboolean
miao_ledger_scan (MiaoLedger *self,
                  MiaoLedgerRowFunc func,
                  gpointer user_data,
                  GCancellable *cancellable,
                  GError **error)
{
  if (self->format == MIAO_LEDGER_WORKBOOK)
    return miao_ledger_book_foreach (self->book, func, user_data, cancellable, error);

  return scan_text (self, func, user_data, cancellable, error);
}

typedef struct {
  guint heading_line;
  MiaoLedgerRowFunc func;
  gpointer user_data;
} Below;

static gboolean
below_headings (const MiaoLedgerRow *row, gpointer user_data, GError **error)
{
  Below *below = user_data;

  return row->line <= below->heading_line || below->func (row, below->user_data, error);
}

gboolean
miao_ledger_foreach (MiaoLedger *self,
                     MiaoLedgerRowFunc func,
                     gpointer user_data,
                     GCancellable *cancellable,
                     GError **error)
{
  Below below = { self->heading_line, func, user_data };

  return miao_ledger_scan (self, below_headings, &below, cancellable, error);
}

const char *
miao_ledger_get_path (const MiaoLedger *self)
{
  return self->path;
}

guint64
miao_ledger_get_bytes (const MiaoLedger *self)
{
  return self->bytes;
}

MiaoLedgerFormat
miao_ledger_get_format (const MiaoLedger *self)
{
  return self->format;
}

const char *
miao_ledger_get_encoding (const MiaoLedger *self)
{
  return self->encoding;
}

const GPtrArray *
miao_ledger_get_candidates (const MiaoLedger *self)
{
  return self->candidates;
}

char
miao_ledger_get_separator (const MiaoLedger *self)
{
  return self->separator;
}

const char *const *
miao_ledger_get_sheets (const MiaoLedger *self)
{
  return self->book != NULL ? miao_ledger_book_get_sheets (self->book) : NULL;
}

const char *
miao_ledger_get_sheet (const MiaoLedger *self)
{
  return self->book != NULL ? miao_ledger_book_get_sheet (self->book) : NULL;
}

gboolean
miao_ledger_is_1904 (const MiaoLedger *self)
{
  return self->book != NULL && miao_ledger_book_is_1904 (self->book);
}

guint
miao_ledger_get_heading_line (const MiaoLedger *self)
{
  return self->heading_line;
}

const char *const *
miao_ledger_get_headings (const MiaoLedger *self)
{
  return (const char *const *) self->headings;
}

guint
miao_ledger_get_n_columns (const MiaoLedger *self)
{
  return self->n_columns;
}
