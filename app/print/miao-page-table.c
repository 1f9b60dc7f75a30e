#include "config.h"

#include "miao-page-private.h"

#include <string.h>

/* Tables and frames of label and value. Both are rows of cells with frame lines; every row draws
   its whole frame, so that a row looks finished wherever a page ends. */

#define PAD_X 3.5
#define PAD_Y 1.2
#define SHADE 0.95
#define GRID_EXTRA 2.8 /* frames of labels are looser than tables */

typedef struct {
  MiaoLines lines;
  double x;
  double width;
  MiaoAlign align;
  gboolean shaded;
  gboolean top; /* text at the top instead of in the middle */
} Cell;

typedef struct {
  MiaoStrip strip;
  Cell *cells;
  guint n_cells;
} RowStrip;

static void
draw_cell (const Cell *cell, cairo_t *cr, double y, double height)
{
  double room = height - cell->lines.height;
  double text_y = y + (cell->top ? MIN (PAD_Y + 2, room / 2) : room / 2);

  if (cell->shaded) {
    cairo_set_source_rgb (cr, SHADE, SHADE, SHADE);
    cairo_rectangle (cr, cell->x, y, cell->width, height);
    cairo_fill (cr);
    cairo_set_source_rgb (cr, 0, 0, 0);
  }
  miao_lines_draw (&cell->lines, cr, cell->x + PAD_X, text_y);
}

static void
draw_cells (const Cell *cells, guint n_cells, cairo_t *cr, double y, double height)
{
  for (guint i = 0; i < n_cells; i++)
    draw_cell (&cells[i], cr, y, height);
  cairo_set_line_width (cr, MIAO_RULE);
  for (guint i = 0; i < n_cells; i++)
    cairo_rectangle (cr, cells[i].x, y, cells[i].width, height);
  cairo_stroke (cr);
}

static void
row_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  RowStrip *row = (RowStrip *) strip;

  draw_cells (row->cells, row->n_cells, cr, 0, strip->height);
}

static void
free_cells (Cell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    miao_lines_clear (&cells[i].lines);
  g_free (cells);
}

static void
row_free (MiaoStrip *strip)
{
  RowStrip *row = (RowStrip *) strip;

  free_cells (row->cells, row->n_cells);
  g_free (row);
}

static double
cells_height (const Cell *cells, guint n_cells)
{
  double height = 0;

  for (guint i = 0; i < n_cells; i++)
    height = MAX (height, cells[i].lines.height);

  return height + 2 * PAD_Y;
}

/* Takes over @cells. */
static RowStrip *
row_new (Cell *cells, guint n_cells)
{
  RowStrip *row = g_new0 (RowStrip, 1);

  row->strip.draw = row_draw;
  row->strip.free = row_free;
  row->strip.height = cells_height (cells, n_cells);
  row->cells = cells;
  row->n_cells = n_cells;

  return row;
}

static void
cell_set (MiaoDocument *document, Cell *cell, MiaoStyle style, const char *text, MiaoAlign align)
{
  static const PangoAlignment alignments[] = {
    [MIAO_ALIGN_LEFT] = PANGO_ALIGN_LEFT,
    [MIAO_ALIGN_CENTER] = PANGO_ALIGN_CENTER,
    [MIAO_ALIGN_RIGHT] = PANGO_ALIGN_RIGHT,
  };
  PangoLayout *layout;

  cell->align = align;
  if (text == NULL || text[0] == '\0')
    text = " "; /* an empty row is as high as one with a word */
  layout = miao_document_make_layout (document, style, text, cell->width - 2 * PAD_X);
  if (align != MIAO_ALIGN_LEFT)
    pango_layout_set_alignment (layout, alignments[align]);
  miao_lines_init (&cell->lines, layout);
}

/* ---- tables ---- */

struct _MiaoTable {
  MiaoStrip *head; /* owned by the document's strips, like the next */
  MiaoStrip *last; /* last row but one, so that no row stands alone on a page */
  MiaoStrip *current;
  double *x; /* left edge of each column, and the right edge of the last */
  MiaoAlign *align;
  guint n;
};

void
miao_table_free (MiaoTable *table)
{
  g_free (table->x);
  g_free (table->align);
  g_free (table);
}

void
miao_document_begin_table (MiaoDocument *document, const MiaoColumn *columns, guint n_columns)
{
  MiaoTable *table;
  Cell *cells;
  double total = 0, x = 0;
  RowStrip *head;

  g_return_if_fail (document->table == NULL && n_columns > 0);

  table = g_new0 (MiaoTable, 1);
  table->n = n_columns;
  table->x = g_new0 (double, n_columns + 1);
  table->align = g_new0 (MiaoAlign, n_columns);
  cells = g_new0 (Cell, n_columns);
  for (guint i = 0; i < n_columns; i++)
    total += columns[i].weight;
  for (guint i = 0; i < n_columns; i++) {
    table->x[i] = x;
    x += columns[i].weight / total * miao_document_get_width (document);
    table->align[i] = columns[i].align;
    cells[i].x = table->x[i];
    cells[i].width = x - table->x[i];
    cells[i].shaded = TRUE;
    cell_set (document, &cells[i], MIAO_STYLE_HEAD, columns[i].title, MIAO_ALIGN_CENTER);
  }
  table->x[n_columns] = x;

  head = row_new (cells, n_columns);
  head->strip.before = 5;
  head->strip.keep = TRUE;
  table->head = &head->strip;
  miao_document_add_strip (document, table->head);
  document->table = table;
}

/* A row taller than a whole page is the only one that is cut, between two lines. */
static void
add_row_in_parts (MiaoDocument *document, RowStrip *row, double room)
{
  while (row->strip.height > room) {
    Cell *rest = g_new0 (Cell, row->n_cells);
    gboolean more = FALSE;
    RowStrip *next;

    for (guint i = 0; i < row->n_cells; i++) {
      rest[i] = row->cells[i];
      more = miao_lines_split (&row->cells[i].lines, room - 2 * PAD_Y, &rest[i].lines) || more;
    }
    row->strip.height = cells_height (row->cells, row->n_cells);
    if (!more) {
      free_cells (rest, row->n_cells);
      break;
    }
    next = row_new (rest, row->n_cells);
    next->strip.head = row->strip.head;
    miao_document_add_strip (document, &row->strip);
    row = next;
  }
  miao_document_add_strip (document, &row->strip);
}

void
miao_document_add_row (MiaoDocument *document, const char *const *cells)
{
  MiaoTable *table = document->table;
  Cell *made;
  RowStrip *row;

  g_return_if_fail (table != NULL);

  made = g_new0 (Cell, table->n);
  for (guint i = 0; i < table->n; i++) {
    made[i].x = table->x[i];
    made[i].width = table->x[i + 1] - table->x[i];
    cell_set (document, &made[i], MIAO_STYLE_TABLE, cells[i], table->align[i]);
  }
  row = row_new (made, table->n);
  row->strip.head = table->head;
  /* Nor does the first. */
  if (table->current != NULL && table->last == NULL)
    table->current->keep = TRUE;
  table->last = table->current;
  table->current = &row->strip;
  add_row_in_parts (document, row, MIAO_BODY_HEIGHT - table->head->height);
}

void
miao_document_add_section_row (MiaoDocument *document, const char *text)
{
  Cell *cell;
  RowStrip *row;

  g_return_if_fail (document->table != NULL);

  cell = g_new0 (Cell, 1);
  cell->width = miao_document_get_width (document);
  cell->shaded = TRUE;
  cell_set (document, cell, MIAO_STYLE_HEAD, text, MIAO_ALIGN_LEFT);
  row = row_new (cell, 1);
  row->strip.head = document->table->head;
  row->strip.keep = TRUE;
  miao_document_add_strip (document, &row->strip);
}

void
miao_document_end_table (MiaoDocument *document)
{
  g_return_if_fail (document->table != NULL);

  if (document->table->last != NULL)
    document->table->last->keep = TRUE;
  g_clear_pointer (&document->table, miao_table_free);
}

/* ---- frames of labels and values ---- */

typedef struct {
  Cell *cells;
  guint n_cells;
  double y;
  double height;
} GridRow;

struct _MiaoGrid {
  guint pairs;
  guint used; /* pairs of the current row */
  double width;
  double label_width;
  double *x;     /* left edge of each pair, and the right edge of the last */
  GArray *cells; /* Cell of the current row */
  GArray *rows;  /* GridRow */
  cairo_surface_t *picture;
};

typedef struct {
  MiaoStrip strip;
  GArray *rows;
  double grid_width;
  cairo_surface_t *picture;
} GridStrip;

#define PICTURE_WIDTH 84.0 /* 3:4, a little more than a two-inch photo */
#define PICTURE_HEIGHT 112.0

static void
free_rows (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    GridRow *row = &g_array_index (rows, GridRow, i);

    free_cells (row->cells, row->n_cells);
  }
  g_array_unref (rows);
}

void
miao_grid_free (MiaoGrid *grid)
{
  for (guint i = 0; i < grid->cells->len; i++)
    miao_lines_clear (&g_array_index (grid->cells, Cell, i).lines);
  g_array_unref (grid->cells);
  free_rows (grid->rows);
  g_clear_pointer (&grid->picture, cairo_surface_destroy);
  g_free (grid->x);
  g_free (grid);
}

void
miao_document_begin_grid (MiaoDocument *document, guint pairs, GBytes *picture)
{
  MiaoGrid *grid;

  g_return_if_fail (document->grid == NULL && pairs >= 1 && pairs <= 4);

  grid = g_new0 (MiaoGrid, 1);
  grid->pairs = pairs;
  grid->width = miao_document_get_width (document);
  if (picture != NULL) {
    /* A photo that cannot be read leaves its place empty: the sheet says so, and the file itself
       is kept beside it. */
    grid->picture = miao_picture_load (picture, 800, NULL);
    if (grid->picture == NULL)
      grid->picture = cairo_image_surface_create (CAIRO_FORMAT_A8, 3, 4);
    grid->width -= PICTURE_WIDTH;
  }
  /* Beside a photo a value must still hold the 18 digits of an ID number. */
  grid->label_width = pairs > 3 ? 46 : pairs == 3 ? 60 : picture != NULL ? 71 : 88;
  grid->x = g_new0 (double, pairs + 1);
  for (guint i = 0; i <= pairs; i++)
    grid->x[i] = grid->width * i / pairs;
  grid->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  grid->rows = g_array_new (FALSE, TRUE, sizeof (GridRow));
  document->grid = grid;
}

static void
finish_grid_row (MiaoGrid *grid)
{
  GridRow row = { 0 };
  Cell *last;

  if (grid->cells->len == 0)
    return;

  /* The last value of an unfinished row takes what is left of it. */
  last = &g_array_index (grid->cells, Cell, grid->cells->len - 1);
  if (grid->used < grid->pairs) {
    last->width = grid->width - last->x;
    pango_layout_set_width (last->lines.layout, (int) ((last->width - 2 * PAD_X) * PANGO_SCALE));
    miao_lines_init (&last->lines, last->lines.layout);
  }
  row.n_cells = grid->cells->len;
  row.cells = g_new (Cell, row.n_cells);
  memcpy (row.cells, grid->cells->data, row.n_cells * sizeof (Cell));
  row.height = cells_height (row.cells, row.n_cells) + GRID_EXTRA;
  g_array_append_val (grid->rows, row);
  g_array_set_size (grid->cells, 0);
  grid->used = 0;
}

/* "姓名" is spaced to the width of four characters, as forms do. */
static char *
spread_label (const char *label)
{
  const char *second;

  if (g_utf8_strlen (label, -1) != 2)
    return g_strdup (label);
  second = g_utf8_next_char (label);

  return g_strdup_printf ("%.*s　%s", (int) (second - label), label, second);
}

void
miao_document_add_grid_cell (MiaoDocument *document,
                             const char *label,
                             const char *value,
                             guint span)
{
  MiaoGrid *grid = document->grid;
  g_autofree char *spread = spread_label (label);
  Cell cell = { 0 };
  guint end;

  g_return_if_fail (grid != NULL);

  if (grid->used + MAX (span, 1) > grid->pairs)
    finish_grid_row (grid);
  end = span == 0 ? grid->pairs : MIN (grid->used + span, grid->pairs);

  cell.x = grid->x[grid->used];
  cell.width = grid->label_width;
  cell.shaded = TRUE;
  cell_set (document, &cell, MIAO_STYLE_LABEL, spread, MIAO_ALIGN_CENTER);
  g_array_append_val (grid->cells, cell);

  memset (&cell, 0, sizeof cell);
  cell.x = grid->x[grid->used] + grid->label_width;
  cell.width = grid->x[end] - cell.x;
  cell_set (document, &cell, MIAO_STYLE_CELL, value,
            end - grid->used > 1 ? MIAO_ALIGN_LEFT : MIAO_ALIGN_CENTER);
  g_array_append_val (grid->cells, cell);
  grid->used = end;
  if (end == grid->pairs)
    finish_grid_row (grid);
}

static void
grid_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  GridStrip *grid = (GridStrip *) strip;

  for (guint i = 0; i < grid->rows->len; i++) {
    const GridRow *row = &g_array_index (grid->rows, GridRow, i);

    draw_cells (row->cells, row->n_cells, cr, row->y, row->height);
  }
  miao_picture_draw (grid->picture, cr, grid->grid_width + 2, 2, width - grid->grid_width - 4,
                     strip->height - 4);
  miao_stroke_rectangle (cr, grid->grid_width, 0, width - grid->grid_width, strip->height);
}

static void
grid_strip_free (MiaoStrip *strip)
{
  GridStrip *grid = (GridStrip *) strip;

  free_rows (grid->rows);
  cairo_surface_destroy (grid->picture);
  g_free (grid);
}

/* Rows with a photo beside them: stretched together to the height of the photo. */
static void
add_picture_grid (MiaoDocument *document, MiaoGrid *grid)
{
  GridStrip *strip = g_new0 (GridStrip, 1);
  double height = 0, extra;

  for (guint i = 0; i < grid->rows->len; i++)
    height += g_array_index (grid->rows, GridRow, i).height;
  extra = MAX (0, PICTURE_HEIGHT - height) / MAX (grid->rows->len, 1);
  height = 0;
  for (guint i = 0; i < grid->rows->len; i++) {
    GridRow *row = &g_array_index (grid->rows, GridRow, i);

    row->y = height;
    row->height += extra;
    height += row->height;
  }
  strip->strip.before = 6;
  strip->strip.height = MAX (height, PICTURE_HEIGHT);
  strip->strip.draw = grid_draw;
  strip->strip.free = grid_strip_free;
  strip->rows = g_steal_pointer (&grid->rows);
  strip->grid_width = grid->width;
  strip->picture = g_steal_pointer (&grid->picture);
  grid->rows = g_array_new (FALSE, TRUE, sizeof (GridRow));
  miao_document_add_strip (document, &strip->strip);
}

void
miao_document_end_grid (MiaoDocument *document)
{
  MiaoGrid *grid = document->grid;

  g_return_if_fail (grid != NULL);

  finish_grid_row (grid);
  if (grid->picture != NULL) {
    add_picture_grid (document, grid);
  } else {
    for (guint i = 0; i < grid->rows->len; i++) {
      GridRow *made = &g_array_index (grid->rows, GridRow, i);
      RowStrip *row = row_new (g_steal_pointer (&made->cells), made->n_cells);

      made->n_cells = 0;
      row->strip.height = made->height;
      row->strip.before = i == 0 ? 6 : 0;
      add_row_in_parts (document, row, MIAO_BODY_HEIGHT);
    }
  }
  g_clear_pointer (&document->grid, miao_grid_free);
}
