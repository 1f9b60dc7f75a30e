#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-book.h"
#include "miao-ledger-parts.h"
#include "miao-ledger-private.h"
#include "miao-ledger-value.h"

#include <math.h>
#include <string.h>

/* Shared text and merged areas are the only things kept in memory; both have a limit. */
#define MAX_SHARED_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)
#define MAX_SMALL_PART_BYTES (G_GUINT64_CONSTANT (32) * 1024 * 1024)

static void
sheet_free (gpointer data)
{
  MiaoLedgerSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet->part);
  g_free (sheet);
}

/* xl/workbook.xml: the sheets and the date system. */
static void
workbook_start_cb (gpointer user_data,
                   const char *name,
                   const char *uri,
                   const MiaoXmlAttributes *attributes)
{
  MiaoLedgerBook *self = user_data;

  if (strcmp (name, "workbookPr") == 0) {
    g_autofree char *value = miao_xml_dup_attribute (attributes, "date1904");

    self->is_1904 = g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0;
  } else if (strcmp (name, "sheet") == 0) {
    MiaoLedgerSheet *sheet = g_new0 (MiaoLedgerSheet, 1);
    g_autofree char *state = miao_xml_dup_attribute (attributes, "state");

    sheet->name = miao_xml_dup_attribute (attributes, "name");
    for (int i = 0; i < attributes->n; i++) { /* r:id, whatever its prefix */
      const xmlChar **a = attributes->raw + (gsize) i * 5;

      if (a[1] != NULL && strcmp ((const char *) a[0], "id") == 0)
        sheet->relation = g_strndup ((const char *) a[3], (gsize) (a[4] - a[3]));
    }
    sheet->hidden = state != NULL && strcmp (state, "visible") != 0;
    g_ptr_array_add (self->sheets, sheet);
  }
}

/* xl/_rels/workbook.xml.rels: which part each sheet is. */
static void
relations_start_cb (gpointer user_data,
                    const char *name,
                    const char *uri,
                    const MiaoXmlAttributes *attributes)
{
  MiaoLedgerBook *self = user_data;
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;

  if (strcmp (name, "Relationship") != 0)
    return;
  id = miao_xml_dup_attribute (attributes, "Id");
  target = miao_xml_dup_attribute (attributes, "Target");
  for (guint i = 0; target != NULL && i < self->sheets->len; i++) {
    MiaoLedgerSheet *sheet = g_ptr_array_index (self->sheets, i);

    if (g_strcmp0 (sheet->relation, id) != 0 || sheet->part != NULL)
      continue;
    sheet->part = target[0] == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
  }
}

/* Built-in number formats that show dates; ECMA-376 part 1, 18.8.30, with the Chinese ones. */
static MiaoDateShape
built_in_shape (guint id)
{
  switch (id) {
  case 14:
  case 15:
  case 16:
  case 22:
  case 28:
  case 29:
  case 30:
  case 31:
  case 51:
  case 53:
  case 54:
  case 58:
    return MIAO_DATE_SHAPE_DAY;
  case 17:
  case 27:
  case 36:
  case 50:
  case 52:
  case 57:
    return MIAO_DATE_SHAPE_MONTH;
  default:
    return MIAO_DATE_SHAPE_NONE;
  }
}

MiaoDateShape
miao_ledger_format_shape (const char *code)
{
  gboolean year = FALSE;
  gboolean month = FALSE;
  gboolean day = FALSE;
  gboolean clock = FALSE;

  for (const char *p = code; *p != '\0' && *p != ';'; p++) {
    if (*p == '"') {
      p = strchr (p + 1, '"');
    } else if (*p == '[') {
      p = strchr (p, ']');
    } else if (*p == '\\' || *p == '_' || *p == '*') {
      p = p[1] != '\0' ? p + 1 : p;
    } else {
      char c = g_ascii_tolower (*p);

      year = year || c == 'y';
      month = month || c == 'm';
      day = day || c == 'd';
      clock = clock || c == 'h' || c == 's';
      if (c == '0' || c == '#' || c == '?')
        return MIAO_DATE_SHAPE_NONE;
    }
    if (p == NULL)
      break;
  }
  if (day)
    return MIAO_DATE_SHAPE_DAY;
  if (year)
    return month ? MIAO_DATE_SHAPE_MONTH : MIAO_DATE_SHAPE_YEAR;

  return month && !clock ? MIAO_DATE_SHAPE_MONTH : MIAO_DATE_SHAPE_NONE;
}

/* xl/styles.xml: which cell formats show dates. */
typedef struct {
  MiaoLedgerBook *book;
  GHashTable *custom; /* format id to shape */
  gboolean in_formats;
} Styles;

static void
styles_start_cb (gpointer user_data,
                 const char *name,
                 const char *uri,
                 const MiaoXmlAttributes *attributes)
{
  Styles *styles = user_data;
  g_autofree char *text = miao_xml_dup_attribute (attributes, "numFmtId");
  guint id = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;

  if (strcmp (name, "numFmt") == 0) {
    g_autofree char *code = miao_xml_dup_attribute (attributes, "formatCode");

    g_hash_table_insert (styles->custom, GUINT_TO_POINTER (id),
                         GINT_TO_POINTER (miao_ledger_format_shape (code != NULL ? code : "")));
  } else if (strcmp (name, "cellXfs") == 0) {
    styles->in_formats = TRUE;
  } else if (styles->in_formats && strcmp (name, "xf") == 0) {
    gpointer custom;
    guint8 shape = (guint8) built_in_shape (id);

    if (g_hash_table_lookup_extended (styles->custom, GUINT_TO_POINTER (id), NULL, &custom))
      shape = (guint8) GPOINTER_TO_INT (custom);
    g_byte_array_append (styles->book->shapes, &shape, 1);
  }
}

static void
styles_end_cb (gpointer user_data, const char *name)
{
  Styles *styles = user_data;

  if (strcmp (name, "cellXfs") == 0)
    styles->in_formats = FALSE;
}

static gboolean
read_styles (MiaoLedgerBook *self, GError **error)
{
  static const MiaoXmlHandler handler = { styles_start_cb, styles_end_cb, NULL, NULL };
  g_autoptr (GHashTable) custom = g_hash_table_new (NULL, NULL);
  Styles styles = { self, custom, FALSE };
  gboolean found;

  return miao_ledger_part_read (self->path, "xl/styles.xml", MAX_SMALL_PART_BYTES, &handler,
                                &styles, &found, NULL, NULL, error);
}

/* xl/sharedStrings.xml: the text that cells refer to by number. */
typedef struct {
  MiaoLedgerBook *book;
  GString *text;
  gboolean in_text;
  guint phonetic; /* inside a pronunciation guide, which is not part of the text */
} Shared;

static void
shared_start_cb (gpointer user_data,
                 const char *name,
                 const char *uri,
                 const MiaoXmlAttributes *attributes)
{
  Shared *shared = user_data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (shared->text, 0);
  else if (strcmp (name, "rPh") == 0)
    shared->phonetic++;
  else if (strcmp (name, "t") == 0)
    shared->in_text = shared->phonetic == 0;
}

static void
shared_end_cb (gpointer user_data, const char *name)
{
  Shared *shared = user_data;

  if (strcmp (name, "t") == 0) {
    shared->in_text = FALSE;
  } else if (strcmp (name, "rPh") == 0) {
    shared->phonetic--;
  } else if (strcmp (name, "si") == 0) {
    const char *kept = g_string_chunk_insert_len (shared->book->chunk, shared->text->str,
                                                  (gssize) shared->text->len);

    g_ptr_array_add (shared->book->strings, (gpointer) kept);
  }
}

static void
shared_text_cb (gpointer user_data, const char *text, int n_bytes)
{
  Shared *shared = user_data;

  if (shared->in_text)
    g_string_append_len (shared->text, text, n_bytes);
}

static gboolean
read_shared (MiaoLedgerBook *self, GError **error)
{
  static const MiaoXmlHandler handler = { shared_start_cb, shared_end_cb, shared_text_cb, NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  Shared shared = { self, text, FALSE, 0 };
  gboolean found;

  return miao_ledger_part_read (self->path, "xl/sharedStrings.xml",
                                MIN (MAX_SHARED_BYTES, self->max_unpacked), &handler, &shared,
                                &found, NULL, NULL, error);
}

/* The first pass over the sheet: areas merged downwards, whose text stands in their first row. */
static void
merges_start_cb (gpointer user_data,
                 const char *name,
                 const char *uri,
                 const MiaoXmlAttributes *attributes)
{
  MiaoLedgerBook *self = user_data;
  g_autofree char *area = NULL;
  MiaoLedgerMerge merge = { 0 };
  const char *colon;
  guint last_column;

  if (strcmp (name, "mergeCell") != 0)
    return;
  area = miao_xml_dup_attribute (attributes, "ref");
  colon = area != NULL ? strchr (area, ':') : NULL;
  if (colon == NULL || !miao_ledger_parse_address (area, &merge.column, &merge.first_row) ||
      !miao_ledger_parse_address (colon + 1, &last_column, &merge.last_row))
    return;
  if (merge.last_row > merge.first_row)
    g_array_append_val (self->merges, merge);
}

static int
compare_merges (const void *a, const void *b)
{
  const MiaoLedgerMerge *left = a;
  const MiaoLedgerMerge *right = b;

  return (left->first_row > right->first_row) - (left->first_row < right->first_row);
}

static gboolean
choose_sheet (MiaoLedgerBook *self, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->sheets->len; i++) {
    MiaoLedgerSheet *sheet = g_ptr_array_index (self->sheets, i);

    if (sheet->name == NULL || sheet->part == NULL || strstr (sheet->part, "worksheets") == NULL)
      continue;
    if (!sheet->hidden)
      g_ptr_array_add (names, g_strdup (sheet->name));
    if (wanted != NULL ? strcmp (sheet->name, wanted) == 0 : !sheet->hidden && self->sheet == NULL)
      self->sheet = sheet;
  }
  g_ptr_array_add (names, NULL);
  self->names = (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  if (self->sheet != NULL)
    return TRUE;
  if (wanted != NULL)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("工作簿中没有名为“%s”的工作表。", "The workbook has no sheet “%s”."),
                 wanted);
  else
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
        miao_pick ("这个文件里没有工作表，不是 .xlsx 台账。请另存为 .xlsx 或 "
                   "CSV 后再导入。",
                   "There is no sheet in this file: it is no .xlsx ledger. Save it "
                   "as .xlsx or CSV and import that."));

  return FALSE;
}

MiaoLedgerBook *
miao_ledger_book_open (const char *path, const char *sheet, guint64 max_unpacked, GError **error)
{
  static const MiaoXmlHandler workbook = { workbook_start_cb, NULL, NULL, NULL };
  static const MiaoXmlHandler relations = { relations_start_cb, NULL, NULL, NULL };
  static const MiaoXmlHandler merges = { merges_start_cb, NULL, NULL, NULL };
  MiaoLedgerBook *self = g_new0 (MiaoLedgerBook, 1);

  self->path = g_strdup (path);
  self->max_unpacked = max_unpacked;
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->shapes = g_byte_array_new ();
  self->strings = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (65536);
  self->merges = g_array_new (FALSE, TRUE, sizeof (MiaoLedgerMerge));
#define READ(part, limit, handler)                                                                 \
  miao_ledger_part_read (path, part, limit, handler, self, NULL, NULL, NULL, error)
  if (READ ("xl/workbook.xml", MAX_SMALL_PART_BYTES, &workbook) &&
      READ ("xl/_rels/workbook.xml.rels", MAX_SMALL_PART_BYTES, &relations) &&
      choose_sheet (self, sheet, error) && read_styles (self, error) && read_shared (self, error) &&
      READ (self->sheet->part, max_unpacked, &merges)) {
    g_array_sort (self->merges, compare_merges);
    return self;
  }
#undef READ
  miao_ledger_book_free (self);

  return NULL;
}

void
miao_ledger_book_free (MiaoLedgerBook *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_ptr_array_unref (self->sheets);
  g_strfreev (self->names);
  g_byte_array_unref (self->shapes);
  g_ptr_array_unref (self->strings);
  g_string_chunk_free (self->chunk);
  g_array_unref (self->merges);
  g_free (self);
}

const char *const *
miao_ledger_book_get_sheets (const MiaoLedgerBook *self)
{
  return (const char *const *) self->names;
}

const char *
miao_ledger_book_get_sheet (const MiaoLedgerBook *self)
{
  return self->sheet->name;
}

gboolean
miao_ledger_book_is_1904 (const MiaoLedgerBook *self)
{
  return self->is_1904;
}
