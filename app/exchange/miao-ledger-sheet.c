#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-book.h"
#include "miao-ledger-parts.h"
#include "miao-ledger-value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whole numbers up to here are exact in a spreadsheet: 15 digits. */
#define MAX_EXACT 1e15
#define MINUTES_PER_DAY 1440

/* One pass over the rows of a sheet. */
typedef struct {
  MiaoLedgerBook *book;
  MiaoLedgerRowFunc func;
  gpointer user_data;
  MiaoXmlParser *parser;
  guint row;
  guint column;
  char type[12]; /* of the cell: "s", "str", "inlineStr", "b", "e", "d", "n" or "" */
  guint style;
  gboolean in_value;
  guint phonetic;
  GString *value; /* of the cell being read */
  GString *text;  /* texts of the row, each ended by a zero */
  GArray *cells;  /* Cell */
  GArray *out;    /* MiaoLedgerCell handed on */
  guint next_merge;
  GPtrArray *open; /* OpenMerge: areas that the current row lies in */
} Pass;

typedef struct {
  gsize start;
  MiaoCellType type;
} Cell;

typedef struct {
  MiaoLedgerMerge area;
  char *text;
  MiaoCellType type;
} OpenMerge;

static void
open_merge_free (gpointer data)
{
  OpenMerge *merge = data;

  g_free (merge->text);
  g_free (merge);
}

gboolean
miao_ledger_parse_address (const char *text, guint *ret_column, guint *ret_row)
{
  guint column = 0;
  guint64 row;
  const char *p = text;
  char *end;

  for (; *p == '$' || g_ascii_isalpha (*p); p++) {
    if (*p != '$')
      column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A' + 1);
    if (column > 16384)
      return FALSE;
  }
  row = g_ascii_strtoull (p, &end, 10);
  if (column == 0 || end == p || row == 0 || row > 1048576)
    return FALSE;
  *ret_column = column;
  *ret_row = (guint) row;

  return TRUE;
}

/* Numbers as a person sees them: 12.300000000000001 is 12.3, 1.0E+2 is 100; what has been rounded
 * already (more than 15 digits) stays as it is written. */
static void
tidy_number (GString *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number = g_ascii_strtod (text->str, &end);

  if (end == text->str || *end != '\0' || !isfinite (number) || fabs (number) >= MAX_EXACT)
    return;
  g_string_assign (text, g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static gboolean
turn_into_date (Pass *pass, MiaoDateShape shape)
{
  char *end;
  double number = g_ascii_strtod (pass->value->str, &end);
  MiaoDate date;
  char text[MIAO_DATE_BUFFER];
  int minutes;

  if (end == pass->value->str || *end != '\0' || !(number >= 1 && number < 2958466))
    return FALSE;
  minutes = (int) lround ((number - floor (number)) * MINUTES_PER_DAY) % MINUTES_PER_DAY;
  date = miao_ledger_date_from_serial ((int) number, pass->book->is_1904);
  if (date == MIAO_DATE_NONE)
    return FALSE;
  miao_date_format (date, text);
  if (shape == MIAO_DATE_SHAPE_YEAR)
    text[4] = '\0';
  else if (shape == MIAO_DATE_SHAPE_MONTH)
    text[7] = '\0';
  g_string_assign (pass->value, text);
  if (shape == MIAO_DATE_SHAPE_DAY && minutes > 0)
    g_string_append_printf (pass->value, " %02d:%02d", minutes / 60, minutes % 60);

  return TRUE;
}

/* Characters that XML cannot hold are written as _xHHHH_ in workbooks. */
static void
unescape (GString *text)
{
  for (char *p = text->str; (p = strstr (p, "_x")) != NULL; p++) {
    gsize at = (gsize) (p - text->str);
    char *end;
    gulong code;

    if (strlen (p) < 7 || p[6] != '_' || strspn (p + 2, "0123456789abcdefABCDEF") != 4)
      continue;
    code = strtoul (p + 2, &end, 16);
    g_string_erase (text, (gssize) at, 7);
    if (code >= 0x20 && (code < 0xD800 || code > 0xDFFF))
      g_string_insert_unichar (text, (gssize) at, (gunichar) code);
    else
      g_string_insert_c (text, (gssize) at, ' ');
    p = text->str + at;
  }
}

static MiaoCellType
finish_value (Pass *pass)
{
  MiaoLedgerBook *book = pass->book;

  if (strcmp (pass->type, "s") == 0) {
    guint64 index = g_ascii_strtoull (pass->value->str, NULL, 10);

    g_string_assign (pass->value, index < book->strings->len ? (const char *) g_ptr_array_index (
                                                                   book->strings, (guint) index)
                                                             : "");
    unescape (pass->value);
    return MIAO_CELL_TEXT;
  }
  if (strcmp (pass->type, "str") == 0 || strcmp (pass->type, "inlineStr") == 0) {
    unescape (pass->value);
    return MIAO_CELL_TEXT;
  }
  if (strcmp (pass->type, "b") == 0)
    return MIAO_CELL_BOOLEAN;
  if (strcmp (pass->type, "e") == 0)
    return MIAO_CELL_ERROR;
  if (strcmp (pass->type, "d") == 0) { /* ISO 8601 */
    g_string_truncate (pass->value, MIN (pass->value->len, 10));
    return MIAO_CELL_DATE;
  }
  if (pass->style < book->shapes->len && book->shapes->data[pass->style] != MIAO_DATE_SHAPE_NONE &&
      turn_into_date (pass, (MiaoDateShape) book->shapes->data[pass->style]))
    return MIAO_CELL_DATE;
  tidy_number (pass->value);

  return MIAO_CELL_NUMBER;
}

static void
fail (Pass *pass, MiaoError code, const char *message)
{
  miao_xml_parser_stop (pass->parser, g_error_new_literal (MIAO_ERROR, code, message));
}

static void
add_cell (Pass *pass)
{
  MiaoCellType type;
  Cell *cell;

  type = finish_value (pass);
  g_strdelimit (pass->value->str, "\r\n", ' ');
  if (pass->value->str[strspn (pass->value->str, " \t")] == '\0' || pass->column == 0)
    return;
  if (pass->column > MIAO_LEDGER_MAX_COLUMNS ||
      pass->text->len + pass->value->len > MIAO_LEDGER_MAX_ROW_BYTES) {
    g_autofree char *message = g_strdup_printf (
        miao_pick ("工作表第 %u 行太宽（最多 %d 列、1 MiB），这不像儿童台账。"
                   "请核对文件。",
                   "Row %u of the sheet is too wide (at most %d columns and 1 MiB) "
                   "for a ledger of children. Check the file."),
        pass->row, MIAO_LEDGER_MAX_COLUMNS);

    fail (pass, MIAO_ERROR_LIMIT, message);
    return;
  }
  if (pass->cells->len < pass->column)
    g_array_set_size (pass->cells, pass->column);
  cell = &g_array_index (pass->cells, Cell, pass->column - 1);
  cell->start = pass->text->len;
  cell->type = type;
  g_string_append_len (pass->text, pass->value->str, (gssize) strlen (pass->value->str) + 1);
}

/* Gives the cells below a merged cell its text, and remembers the text of areas that begin here. */
static void
fill_merges (Pass *pass)
{
  GArray *merges = pass->book->merges;

  while (pass->next_merge < merges->len) {
    const MiaoLedgerMerge *area = &g_array_index (merges, MiaoLedgerMerge, pass->next_merge);
    OpenMerge *open;
    MiaoLedgerCell cell = { "", MIAO_CELL_EMPTY };

    if (area->first_row > pass->row)
      break;
    pass->next_merge++;
    if (area->first_row < pass->row || area->column > MIAO_LEDGER_MAX_COLUMNS)
      continue; /* its first row was empty */
    if (area->column <= pass->out->len)
      cell = g_array_index (pass->out, MiaoLedgerCell, area->column - 1);
    if (cell.type == MIAO_CELL_EMPTY)
      continue;
    open = g_new0 (OpenMerge, 1);
    open->area = *area;
    open->text = g_strdup (cell.text);
    open->type = cell.type;
    g_ptr_array_add (pass->open, open);
  }
  for (guint i = pass->open->len; i-- > 0;) {
    OpenMerge *open = g_ptr_array_index (pass->open, i);
    MiaoLedgerCell cell = { open->text, open->type };

    if (open->area.last_row < pass->row) {
      g_ptr_array_remove_index_fast (pass->open, i);
      continue;
    }
    while (pass->out->len < open->area.column) {
      MiaoLedgerCell empty = { "", MIAO_CELL_EMPTY };

      g_array_append_val (pass->out, empty);
    }
    g_array_index (pass->out, MiaoLedgerCell, open->area.column - 1) = cell;
  }
}

static void
emit_row (Pass *pass)
{
  MiaoLedgerRow row = { pass->row, 0, NULL };
  g_autoptr (GError) error = NULL;
  gboolean any = FALSE;

  g_array_set_size (pass->out, 0);
  for (guint i = 0; i < pass->cells->len; i++) {
    Cell *cell = &g_array_index (pass->cells, Cell, i);
    MiaoLedgerCell out = { "", MIAO_CELL_EMPTY };

    if (cell->type != MIAO_CELL_EMPTY) {
      out.text = miao_ledger_strip (pass->text->str + cell->start);
      out.type = out.text[0] != '\0' ? cell->type : MIAO_CELL_EMPTY;
      any = any || out.type != MIAO_CELL_EMPTY;
    }
    g_array_append_val (pass->out, out);
  }
  if (!any)
    return;
  fill_merges (pass);
  row.n_cells = pass->out->len;
  row.cells = (const MiaoLedgerCell *) (gpointer) pass->out->data;
  if (!pass->func (&row, pass->user_data, &error))
    miao_xml_parser_stop (pass->parser, g_steal_pointer (&error));
}

static void
start_cell (Pass *pass, const MiaoXmlAttributes *attributes)
{
  g_autofree char *address = miao_xml_dup_attribute (attributes, "r");
  g_autofree char *type = miao_xml_dup_attribute (attributes, "t");
  g_autofree char *style = miao_xml_dup_attribute (attributes, "s");
  guint row;

  if (address == NULL)
    pass->column++;
  else if (!miao_ledger_parse_address (address, &pass->column, &row))
    pass->column = 0;
  g_strlcpy (pass->type, type != NULL ? type : "", sizeof pass->type);
  pass->style = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  g_string_truncate (pass->value, 0);
}

static void
sheet_start_cb (gpointer user_data,
                const char *name,
                const char *uri,
                const MiaoXmlAttributes *attributes)
{
  Pass *pass = user_data;

  if (strcmp (name, "row") == 0) {
    g_autofree char *number = miao_xml_dup_attribute (attributes, "r");

    pass->row = number != NULL ? (guint) g_ascii_strtoull (number, NULL, 10) : pass->row + 1;
    pass->column = 0;
    g_string_truncate (pass->text, 0);
    g_array_set_size (pass->cells, 0);
  } else if (strcmp (name, "c") == 0) {
    start_cell (pass, attributes);
  } else if (strcmp (name, "rPh") == 0) {
    pass->phonetic++;
  } else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0) {
    pass->in_value = pass->phonetic == 0;
  }
}

static void
sheet_end_cb (gpointer user_data, const char *name)
{
  Pass *pass = user_data;

  if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    pass->in_value = FALSE;
  else if (strcmp (name, "rPh") == 0)
    pass->phonetic--;
  else if (strcmp (name, "c") == 0 && pass->value->len > 0)
    add_cell (pass);
  else if (strcmp (name, "row") == 0)
    emit_row (pass);
}

static void
sheet_text_cb (gpointer user_data, const char *text, int n_bytes)
{
  Pass *pass = user_data;

  if (pass->in_value && pass->value->len <= MIAO_LEDGER_MAX_ROW_BYTES)
    g_string_append_len (pass->value, text, n_bytes);
}

gboolean
miao_ledger_book_foreach (MiaoLedgerBook *self,
                          MiaoLedgerRowFunc func,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error)
{
  static const MiaoXmlHandler handler = { sheet_start_cb, sheet_end_cb, sheet_text_cb, NULL };
  Pass pass = { .book = self, .func = func, .user_data = user_data };
  gboolean done;

  pass.value = g_string_new (NULL);
  pass.text = g_string_new (NULL);
  pass.cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  pass.out = g_array_new (FALSE, FALSE, sizeof (MiaoLedgerCell));
  pass.open = g_ptr_array_new_with_free_func (open_merge_free);
  done = miao_ledger_part_read (self->path, self->sheet->part, self->max_unpacked, &handler, &pass,
                                NULL, &pass.parser, cancellable, error);
  g_string_free (pass.value, TRUE);
  g_string_free (pass.text, TRUE);
  g_array_unref (pass.cells);
  g_array_unref (pass.out);
  g_ptr_array_unref (pass.open);

  return done;
}
