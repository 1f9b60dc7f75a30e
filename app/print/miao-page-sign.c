#include "config.h"

#include "miao-page-private.h"

#include "miao-glyphs.h"

/* Where people sign: the frame of an opinion, and lines at the end of an agreement. */

#define INSET 9.0
#define LINE_HEIGHT 30.0

typedef struct {
  PangoLayout *label;
  PangoLayout *value; /* NULL: a line to write on */
} Line;

typedef struct {
  MiaoStrip strip;
  MiaoLines text;
  Line *lines;
  guint n_lines;
  PangoLayout *date;
  guint columns; /* of a block without frame */
} SignStrip;

static double
layout_width (PangoLayout *layout)
{
  int width = 0;

  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE;
}

static double
layout_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static void
show (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_move_to (cr, x, y);
  miao_glyphs_show_layout (cr, layout);
}

static void
draw_line (const Line *line, cairo_t *cr, double x, double y, double width)
{
  double at = x + layout_width (line->label);

  show (cr, line->label, x, y);
  if (line->value != NULL)
    show (cr, line->value, at, y);
  else {
    cairo_set_line_width (cr, 0.5);
    cairo_move_to (cr, at, y + layout_height (line->label));
    cairo_line_to (cr, x + width, y + layout_height (line->label));
    cairo_stroke (cr);
  }
}

static void
opinion_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  SignStrip *sign = (SignStrip *) strip;

  miao_stroke_rectangle (cr, 0, 0, width, strip->height);
  miao_lines_draw (&sign->text, cr, INSET, INSET - 2);
  if (sign->date != NULL) {
    double y = strip->height - INSET - layout_height (sign->date) + 3;
    double x = width - INSET - layout_width (sign->date);

    show (cr, sign->date, x, y);
    for (guint i = sign->n_lines; i > 0; i--) {
      double room = sign->n_lines > 2 ? 92 : 118;

      x -= room;
      draw_line (&sign->lines[i - 1], cr, x, y, room - 16);
    }
  }
}

static void
sign_free (MiaoStrip *strip)
{
  SignStrip *sign = (SignStrip *) strip;

  miao_lines_clear (&sign->text);
  for (guint i = 0; i < sign->n_lines; i++) {
    g_object_unref (sign->lines[i].label);
    g_clear_object (&sign->lines[i].value);
  }
  g_free (sign->lines);
  g_clear_object (&sign->date);
  g_free (sign);
}

static void
set_lines (MiaoDocument *document, SignStrip *sign, const MiaoSignature *signatures, guint n)
{
  sign->lines = g_new0 (Line, n);
  sign->n_lines = n;
  for (guint i = 0; i < n; i++) {
    g_autofree char *label = g_strconcat (signatures[i].label, "：", NULL);

    sign->lines[i].label = miao_document_make_layout (document, MIAO_STYLE_CELL, label, -1);
    if (signatures[i].value != NULL)
      sign->lines[i].value =
          miao_document_make_layout (document, MIAO_STYLE_CELL, signatures[i].value, -1);
  }
}

static SignStrip *
sign_new (void (*draw) (MiaoStrip *strip, cairo_t *cr, double width))
{
  SignStrip *sign = g_new0 (SignStrip, 1);

  sign->strip.draw = draw;
  sign->strip.free = sign_free;

  return sign;
}

void
miao_document_add_opinion (MiaoDocument *document,
                           const char *text,
                           const MiaoSignature *signatures,
                           guint n_signatures,
                           const char *date)
{
  SignStrip *sign = sign_new (opinion_draw);
  double width = miao_document_get_width (document) - 2 * INSET;
  PangoLayout *layout = miao_document_make_layout (document, MIAO_STYLE_CELL, text, width);
  double foot = INSET + 18, room = MIAO_BODY_HEIGHT - INSET - foot;
  MiaoLines rest;

  sign->strip.before = 5;
  pango_layout_set_line_spacing (layout, 1.1f);
  miao_lines_init (&sign->text, layout);
  while (miao_lines_split (&sign->text, room, &rest)) {
    SignStrip *next = sign_new (opinion_draw);

    sign->strip.height = sign->text.height + 2 * INSET;
    miao_document_add_strip (document, &sign->strip);
    next->text = rest;
    sign = next;
  }
  set_lines (document, sign, signatures, n_signatures);
  sign->date = miao_document_make_layout (document, MIAO_STYLE_CELL,
                                          date != NULL ? date : "　　　　年　　月　　日", -1);
  sign->strip.height = MAX (sign->text.height, 34) + INSET + foot;
  miao_document_add_strip (document, &sign->strip);
}

static void
signatures_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  SignStrip *sign = (SignStrip *) strip;
  double column = width / sign->columns;

  for (guint i = 0; i < sign->n_lines; i++)
    draw_line (&sign->lines[i], cr, (i % sign->columns) * column,
               (i / sign->columns) * LINE_HEIGHT + 12, column - 24);
}

void
miao_document_add_signatures (MiaoDocument *document,
                              const MiaoSignature *signatures,
                              guint n_signatures,
                              guint columns)
{
  SignStrip *sign;

  g_return_if_fail (columns == 1 || columns == 2);

  sign = sign_new (signatures_draw);
  sign->columns = columns;
  set_lines (document, sign, signatures, n_signatures);
  sign->strip.before = 14;
  sign->strip.height = LINE_HEIGHT * ((n_signatures + columns - 1) / columns);
  miao_document_add_strip (document, &sign->strip);
}

#define COVER_HEIGHT 38.0
#define COVER_LABEL 86.0 /* room for a label of four characters and the gap after it */

static void
cover_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  SignStrip *sign = (SignStrip *) strip;
  double left = width * 0.14, right = width * 0.86;

  cairo_set_line_width (cr, 0.6);
  for (guint i = 0; i < sign->n_lines; i++) {
    double base = (i + 1) * COVER_HEIGHT;

    show (cr, sign->lines[i].label, left, base - 4 - layout_height (sign->lines[i].label));
    if (sign->lines[i].value != NULL)
      show (cr, sign->lines[i].value, left + COVER_LABEL,
            base - 4 - layout_height (sign->lines[i].value));
    cairo_move_to (cr, left + COVER_LABEL, base);
    cairo_line_to (cr, right, base);
    cairo_stroke (cr);
  }
}

static PangoLayout *
cover_layout (MiaoDocument *document, const char *text, double width)
{
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (document->fonts[MIAO_STYLE_BODY]);
  PangoLayout *layout = miao_document_make_layout (document, MIAO_STYLE_BODY, text, width);

  pango_font_description_set_size (font, 15 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, width < 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_CENTER);

  return layout;
}

void
miao_document_add_cover_lines (MiaoDocument *document, const MiaoSignature *lines, guint n_lines)
{
  SignStrip *sign = sign_new (cover_draw);
  double room = miao_document_get_width (document) * 0.72 - COVER_LABEL;

  sign->lines = g_new0 (Line, n_lines);
  sign->n_lines = n_lines;
  for (guint i = 0; i < n_lines; i++) {
    sign->lines[i].label = cover_layout (document, lines[i].label, -1);
    if (lines[i].value != NULL)
      sign->lines[i].value = cover_layout (document, lines[i].value, room);
  }
  sign->strip.height = COVER_HEIGHT * n_lines + 2;
  miao_document_add_strip (document, &sign->strip);
}
