#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-private.h"

#include <string.h>

typedef enum {
  AT_FIELD, /* before the first character of a field */
  IN_FIELD,
  IN_QUOTES,
  AFTER_QUOTE, /* a quote inside quotes: doubled, or the end */
} State;

struct _MiaoLedgerSplitter {
  char separator;
  MiaoLedgerRowFunc func;
  gpointer user_data;
  State state;
  gboolean was_cr;
  guint line;
  guint row_line;
  guint quote_line;
  GString *text;  /* the fields of the row, each ended by a zero */
  GArray *starts; /* gsize: where in @text each field starts */
  GArray *cells;
};

MiaoLedgerSplitter *
miao_ledger_splitter_new (char separator, MiaoLedgerRowFunc func, gpointer user_data)
{
  MiaoLedgerSplitter *self = g_new0 (MiaoLedgerSplitter, 1);

  self->separator = separator;
  self->func = func;
  self->user_data = user_data;
  self->line = 1;
  self->row_line = 1;
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_array_new (FALSE, FALSE, sizeof (MiaoLedgerCell));

  return self;
}

void
miao_ledger_splitter_free (MiaoLedgerSplitter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->cells);
  g_free (self);
}

static gboolean
is_blank (gunichar c)
{
  return c <= 0x20 || c == 0xA0 || c == 0x3000 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B);
}

char *
miao_ledger_strip (char *text)
{
  char *end = text + strlen (text);

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text) {
    char *previous = g_utf8_prev_char (end);

    if (!is_blank (g_utf8_get_char (previous)))
      break;
    end = previous;
  }
  *end = '\0';

  return text;
}

/* Spreadsheets keep long numbers as text in CSV by writing them as ="…" or with a leading '. */
static char *
unwrap (char *text)
{
  gsize length = strlen (text);

  if (length >= 3 && g_str_has_prefix (text, "=\"") && text[length - 1] == '"') {
    text[length - 1] = '\0';
    return miao_ledger_strip (text + 2);
  }
  if (text[0] == '\'' && g_ascii_isdigit (text[1]))
    return text + 1;

  return text;
}

static gboolean
end_row (MiaoLedgerSplitter *self, GError **error)
{
  MiaoLedgerRow row = { self->row_line, 0, NULL };
  gboolean go_on = TRUE;
  gboolean any = FALSE;

  g_string_append_c (self->text, '\0');
  g_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->starts->len; i++) {
    char *text = self->text->str + g_array_index (self->starts, gsize, i);
    MiaoLedgerCell cell = { unwrap (miao_ledger_strip (text)), MIAO_CELL_EMPTY };

    if (cell.text[0] != '\0') {
      cell.type = MIAO_CELL_TEXT;
      any = TRUE;
    }
    g_array_append_val (self->cells, cell);
  }
  row.n_cells = self->cells->len;
  row.cells = (const MiaoLedgerCell *) (gpointer) self->cells->data;
  if (any)
    go_on = self->func (&row, self->user_data, error);
  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
  self->state = AT_FIELD;

  return go_on;
}

static void
start_field (MiaoLedgerSplitter *self)
{
  gsize start = self->text->len;

  if (self->starts->len == 0)
    self->row_line = self->line;
  g_array_append_val (self->starts, start);
}

static gboolean
too_long (MiaoLedgerSplitter *self, GError **error)
{
  gboolean columns = self->starts->len > MIAO_LEDGER_MAX_COLUMNS;

  if (!columns && self->text->len <= MIAO_LEDGER_MAX_ROW_BYTES)
    return FALSE;
  if (columns)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                 miao_pick ("第 %u 行超过 %d 列，这不像儿童台账。请核对文件和分隔符。",
                            "Line %u has more than %d columns: this is not a ledger of children. "
                            "Check the file and its separator."),
                 self->row_line, MIAO_LEDGER_MAX_COLUMNS);
  else if (self->state == IN_QUOTES)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                 miao_pick ("第 %u 行的引号一直没有闭合。请在该行补上引号后重试。",
                            "The quotation mark in line %u is never closed. Close it and try "
                            "again."),
                 self->quote_line);
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                 miao_pick ("第 %u 行超过 1 MiB，这不像台账的一行。请核对文件。",
                            "Line %u is longer than 1 MiB: that is no row of a ledger. Check the "
                            "file."),
                 self->row_line);

  return TRUE;
}

/* Takes a character that ends a field or begins, ends or doubles a quote; FALSE: it is content. */
static gboolean
take_special (MiaoLedgerSplitter *self, char c)
{
  if (self->state == IN_QUOTES) {
    if (c == '"')
      self->state = AFTER_QUOTE;
    return c == '"';
  }
  if (self->state == AFTER_QUOTE && c == '"') {
    self->state = IN_QUOTES;
    return FALSE;
  }
  if (c == self->separator) {
    if (self->starts->len == 0)
      start_field (self);
    g_string_append_c (self->text, '\0');
    start_field (self);
    self->state = AT_FIELD;
    return TRUE;
  }
  if (c == '"' && self->state == AT_FIELD) {
    if (self->starts->len == 0)
      start_field (self);
    self->state = IN_QUOTES;
    self->quote_line = self->line;
    return TRUE;
  }

  return FALSE;
}

static gboolean
take_line_end (MiaoLedgerSplitter *self, char c, GError **error)
{
  gboolean second = c == '\n' && self->was_cr;

  self->was_cr = c == '\r';
  if (self->state == IN_QUOTES) {
    if (!second)
      g_string_append_c (self->text, '\n');
    self->line += !second;
    return TRUE;
  }
  if (second)
    return TRUE;
  if (!end_row (self, error))
    return FALSE;
  self->line++;

  return TRUE;
}

static gboolean
finish (MiaoLedgerSplitter *self, GError **error)
{
  if (self->state == IN_QUOTES) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("第 %u 行的引号一直没有闭合。请在该行补上引号后重试。",
                            "The quotation mark in line %u is never closed. Close it and try "
                            "again."),
                 self->quote_line);
    return FALSE;
  }

  return end_row (self, error);
}

gboolean
miao_ledger_splitter_feed (
    MiaoLedgerSplitter *self, const char *text, gsize n_bytes, gboolean last, GError **error)
{
  for (gsize i = 0; i < n_bytes; i++) {
    char c = text[i];

    if (c == '\n' || c == '\r') {
      if (!take_line_end (self, c, error))
        return FALSE;
      continue;
    }
    self->was_cr = FALSE;
    if (!take_special (self, c)) {
      if (self->starts->len == 0)
        start_field (self);
      g_string_append_c (self->text, c);
      if (self->state != IN_QUOTES)
        self->state = IN_FIELD;
    }
    if ((i & 0xFFF) == 0 || self->starts->len > MIAO_LEDGER_MAX_COLUMNS) {
      if (too_long (self, error))
        return FALSE;
    }
  }

  return !last || finish (self, error);
}
