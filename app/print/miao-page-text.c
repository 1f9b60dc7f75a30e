#include "config.h"

#include "miao-page-private.h"

#include "miao-glyphs.h"

#include <string.h>

/* Lines of text: what may be cut between two lines and what may not. */

void
miao_lines_init (MiaoLines *lines, PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  lines->layout = layout;
  lines->first = 0;
  lines->n_lines = (guint) pango_layout_get_line_count (layout);
  lines->top = 0;
  lines->height = (double) height / PANGO_SCALE;
}

void
miao_lines_clear (MiaoLines *lines)
{
  g_clear_object (&lines->layout);
}

/* Top of the line after line @index, inside the layout. */
static double
line_end (PangoLayout *layout, guint index)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int top = 0, bottom = 0;

  for (guint i = 0; i < index; i++)
    pango_layout_iter_next_line (iter);
  pango_layout_iter_get_line_yrange (iter, &top, &bottom);
  pango_layout_iter_free (iter);

  return (double) bottom / PANGO_SCALE;
}

/* @lines keeps its first @n lines, fewer than it has; @ret_rest gets the others. */
static void
split_at (MiaoLines *lines, guint n, MiaoLines *ret_rest)
{
  double end = line_end (lines->layout, lines->first + n - 1);

  ret_rest->layout = g_object_ref (lines->layout);
  ret_rest->first = lines->first + n;
  ret_rest->n_lines = lines->n_lines - n;
  ret_rest->top = end;
  ret_rest->height = lines->height - (end - lines->top);
  lines->n_lines = n;
  lines->height = end - lines->top;
}

gboolean
miao_lines_split (MiaoLines *lines, double height, MiaoLines *ret_rest)
{
  guint n = 1;

  memset (ret_rest, 0, sizeof *ret_rest);
  if (lines->layout == NULL || lines->n_lines < 2 || lines->height <= height)
    return FALSE;

  while (n + 1 < lines->n_lines &&
         line_end (lines->layout, lines->first + n) - lines->top <= height)
    n++;
  split_at (lines, n, ret_rest);

  return TRUE;
}

void
miao_lines_draw (const MiaoLines *lines, cairo_t *cr, double x, double y)
{
  PangoLayoutIter *iter;

  if (lines->layout == NULL)
    return;
  if (lines->n_lines == (guint) pango_layout_get_line_count (lines->layout)) {
    cairo_move_to (cr, x, y);
    miao_glyphs_show_layout (cr, lines->layout);
    return;
  }

  iter = pango_layout_get_iter (lines->layout);
  for (guint i = 0; i < lines->first + lines->n_lines; i++) {
    if (i >= lines->first) {
      PangoRectangle box;
      double baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      cairo_move_to (cr, x + (double) box.x / PANGO_SCALE, y + baseline - lines->top);
      miao_glyphs_show_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
    pango_layout_iter_next_line (iter);
  }
  pango_layout_iter_free (iter);
}

typedef struct {
  MiaoStrip strip;
  MiaoLines lines;
} TextStrip;

static void
text_strip_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  miao_lines_draw (&((TextStrip *) strip)->lines, cr, 0, 0);
}

static void
text_strip_free (MiaoStrip *strip)
{
  miao_lines_clear (&((TextStrip *) strip)->lines);
  g_free (strip);
}

static TextStrip *
text_strip_new (MiaoLines *lines, double before)
{
  TextStrip *text = g_new0 (TextStrip, 1);

  text->strip.before = before;
  text->strip.height = lines->height;
  text->strip.draw = text_strip_draw;
  text->strip.free = text_strip_free;
  text->lines = *lines;

  return text;
}

/* A block that is not cut. */
static void
add_whole (MiaoDocument *document, PangoLayout *layout, double before, gboolean keep)
{
  MiaoLines lines;
  TextStrip *text;

  miao_lines_init (&lines, layout);
  text = text_strip_new (&lines, before);
  text->strip.keep = keep;
  miao_document_add_strip (document, &text->strip);
}

void
miao_document_add_title (MiaoDocument *document, const char *text)
{
  PangoLayout *layout = miao_document_make_layout (document, MIAO_STYLE_TITLE, text,
                                                   miao_document_get_width (document));
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Short titles are spaced out; long ones would only break into a second line. */
  if (g_utf8_strlen (text, -1) <= 12) {
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (4 * PANGO_SCALE));
    pango_layout_set_attributes (layout, attributes);
  }
  pango_attr_list_unref (attributes);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  add_whole (document, layout, 14, TRUE);
}

void
miao_document_add_heading (MiaoDocument *document, const char *text)
{
  add_whole (document,
             miao_document_make_layout (document, MIAO_STYLE_HEADING, text,
                                        miao_document_get_width (document)),
             9, TRUE);
}

void
miao_document_add_subheading (MiaoDocument *document, const char *text)
{
  add_whole (document,
             miao_document_make_layout (document, MIAO_STYLE_SUBHEADING, text,
                                        miao_document_get_width (document)),
             7, TRUE);
}

void
miao_document_add_note (MiaoDocument *document, const char *text)
{
  add_whole (document,
             miao_document_make_layout (document, MIAO_STYLE_SMALL, text,
                                        miao_document_get_width (document)),
             4, FALSE);
}

void
miao_document_add_display (MiaoDocument *document, const char *text, double size, gboolean bold)
{
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (document->fonts[MIAO_STYLE_BODY]);
  PangoLayout *layout = miao_document_make_layout (document, MIAO_STYLE_BODY, text,
                                                   miao_document_get_width (document));

  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  add_whole (document, layout, size / 2, FALSE);
}

/* Two lines at least on either side of a cut: the first two and the last two are one strip each,
   those between them one each. */
static void
add_paragraph (MiaoDocument *document, const char *text, gboolean indent)
{
  PangoLayout *layout = miao_document_make_layout (document, MIAO_STYLE_BODY, text,
                                                   miao_document_get_width (document));
  MiaoLines lines;
  double before = 4;
  guint take;

  if (indent)
    pango_layout_set_indent (layout, 24 * PANGO_SCALE);
  pango_layout_set_line_spacing (layout, 1.1f);
  miao_lines_init (&lines, layout);

  take = lines.n_lines > 3 ? 2 : lines.n_lines;
  while (take < lines.n_lines) {
    MiaoLines rest;

    split_at (&lines, take, &rest);
    miao_document_add_strip (document, &text_strip_new (&lines, before)->strip);
    lines = rest;
    before = 0;
    take = lines.n_lines > 2 ? 1 : lines.n_lines;
  }
  miao_document_add_strip (document, &text_strip_new (&lines, before)->strip);
}

void
miao_document_add_paragraph (MiaoDocument *document, const char *text, gboolean indent)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++) {
    if (paragraphs[i][0] != '\0')
      add_paragraph (document, paragraphs[i], indent);
  }
}

static void
blank_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
}

static void
blank_free (MiaoStrip *strip)
{
  g_free (strip);
}

static MiaoStrip *
blank_new (double height)
{
  MiaoStrip *strip = g_new0 (MiaoStrip, 1);

  strip->height = height;
  strip->draw = blank_draw;
  strip->free = blank_free;

  return strip;
}

void
miao_document_add_space (MiaoDocument *document, double height)
{
  miao_document_add_strip (document, blank_new (height));
}

void
miao_document_add_page_break (MiaoDocument *document)
{
  MiaoStrip *strip = blank_new (0);

  strip->new_page = TRUE;
  strip->keep = TRUE;
  miao_document_add_strip (document, strip);
}
