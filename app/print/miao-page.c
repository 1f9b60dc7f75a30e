#include "config.h"

#include "miao-page-private.h"

#include "miao-glyphs.h"

#include <openssl/evp.h>
#include <string.h>

/* Families by the names under which systems install them; the first that is there is taken. */
#define SERIF "Noto Serif CJK SC,Source Han Serif SC,SimSun,NSimSun,Songti SC,serif"
#define SANS "Noto Sans CJK SC,Source Han Sans SC,SimHei,Microsoft YaHei,Heiti SC,sans-serif"

static const struct {
  const char *family;
  double size; /* points: 二号 22, 小四 12, 五号 10.5, 小五 9 */
  gboolean bold;
} styles[MIAO_N_STYLES] = {
  [MIAO_STYLE_TITLE] = { SERIF, 22, TRUE },       [MIAO_STYLE_HEADING] = { SANS, 12, TRUE },
  [MIAO_STYLE_SUBHEADING] = { SANS, 10.5, TRUE }, [MIAO_STYLE_BODY] = { SERIF, 12, FALSE },
  [MIAO_STYLE_CELL] = { SERIF, 10.5, FALSE },     [MIAO_STYLE_LABEL] = { SANS, 10.5, FALSE },
  [MIAO_STYLE_TABLE] = { SERIF, 9.5, FALSE },     [MIAO_STYLE_HEAD] = { SANS, 9.5, FALSE },
  [MIAO_STYLE_SMALL] = { SERIF, 9, FALSE },
};

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Nothing of the layout may depend on the device, or the screen would break lines elsewhere
     than paper does. */
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);

  return context;
}

static void
free_strip (gpointer data)
{
  MiaoStrip *strip = data;

  strip->free (strip);
}

MiaoDocument *
miao_document_new (const MiaoDocumentInfo *info)
{
  MiaoDocument *document = g_new0 (MiaoDocument, 1);
  EVP_MD_CTX *hash = EVP_MD_CTX_new ();

  document->title = g_strdup (info->title);
  document->institution = g_strdup (info->institution);
  document->series = g_strdup (info->series);
  document->archive_code = g_strdup (info->archive_code);
  document->item_no = g_strdup (info->item_no);
  document->number = g_strdup (info->number);
  document->digest = g_strdup (info->digest);
  document->printed_by = g_strdup (info->printed_by);
  document->printed_on = g_strdup (info->printed_on);
  document->qr = g_strdup (info->qr);
  document->practice = info->practice;
  document->secret = info->secret;
  document->together = -1;

  document->context = make_context ();
  for (guint i = 0; i < MIAO_N_STYLES; i++) {
    document->fonts[i] = pango_font_description_new ();
    pango_font_description_set_family_static (document->fonts[i], styles[i].family);
    pango_font_description_set_size (document->fonts[i], (int) (styles[i].size * PANGO_SCALE));
    pango_font_description_set_weight (document->fonts[i],
                                       styles[i].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  }
  document->strips = g_ptr_array_new_with_free_func (free_strip);
  EVP_DigestInit_ex (hash, EVP_sm3 (), NULL);
  document->hash = hash;

  return document;
}

void
miao_document_free (MiaoDocument *document)
{
  if (document == NULL)
    return;

  g_clear_pointer (&document->table, miao_table_free);
  g_clear_pointer (&document->grid, miao_grid_free);
  g_ptr_array_unref (document->strips);
  g_clear_pointer (&document->places, g_array_unref);
  g_clear_pointer (&document->pages, g_array_unref);
  for (guint i = 0; i < MIAO_N_STYLES; i++)
    pango_font_description_free (document->fonts[i]);
  g_object_unref (document->context);
  EVP_MD_CTX_free (document->hash);
  g_free (document->title);
  g_free (document->institution);
  g_free (document->series);
  g_free (document->archive_code);
  g_free (document->item_no);
  g_free (document->number);
  g_free (document->digest);
  g_free (document->printed_by);
  g_free (document->printed_on);
  g_free (document->qr);
  g_free (document);
}

double
miao_document_get_width (const MiaoDocument *document)
{
  return MIAO_PAGE_WIDTH - 2 * MIAO_PAGE_SIDE;
}

const char *
miao_document_get_title (const MiaoDocument *document)
{
  return document->title;
}

const char *
miao_document_get_institution (const MiaoDocument *document)
{
  return document->institution;
}

void
miao_document_set_output_number (MiaoDocument *document, gint64 number)
{
  document->output_number = number;
}

gint64
miao_document_get_output_number (const MiaoDocument *document)
{
  return document->output_number;
}

void
miao_document_set_archive_code (MiaoDocument *document, const char *code, const char *item_no)
{
  g_free (document->archive_code);
  document->archive_code = g_strdup (code);
  g_free (document->item_no);
  document->item_no = g_strdup (item_no);
}

guint
miao_document_n_missing (const MiaoDocument *document)
{
  return document->n_missing;
}

PangoLayout *
miao_document_make_plain (MiaoDocument *document, MiaoStyle style, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (document->context);

  pango_layout_set_font_description (layout, document->fonts[style]);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

PangoLayout *
miao_document_make_layout (MiaoDocument *document, MiaoStyle style, const char *text, double width)
{
  PangoLayout *layout = miao_document_make_plain (document, style, text, width);

  document->n_missing += (guint) pango_layout_get_unknown_glyphs_count (layout);
  EVP_DigestUpdate (document->hash, text, strlen (text));
  EVP_DigestUpdate (document->hash, "\n", 1);

  return layout;
}

void
miao_document_add_strip (MiaoDocument *document, MiaoStrip *strip)
{
  g_return_if_fail (document->pages == NULL);

  g_ptr_array_add (document->strips, strip);
}

void
miao_document_begin_together (MiaoDocument *document)
{
  g_return_if_fail (document->together < 0);

  document->together = (int) document->strips->len;
}

void
miao_document_end_together (MiaoDocument *document)
{
  g_return_if_fail (document->together >= 0);

  for (guint i = (guint) document->together; i + 1 < document->strips->len; i++)
    ((MiaoStrip *) document->strips->pdata[i])->keep = TRUE;
  document->together = -1;
}

/* "SM3 4be1 7a02 … c95d 18f3": enough to compare by eye. */
static char *
finish_digest (MiaoDocument *document)
{
  unsigned char d[EVP_MAX_MD_SIZE];
  unsigned int n = 0;

  if (EVP_DigestFinal_ex (document->hash, d, &n) != 1 || n < 8)
    return NULL;

  return g_strdup_printf ("SM3 %02x%02x %02x%02x … %02x%02x %02x%02x", d[0], d[1], d[2], d[3],
                          d[n - 4], d[n - 3], d[n - 2], d[n - 1]);
}

typedef struct {
  MiaoDocument *document;
  double y;        /* below the last strip, from the top of the body */
  gboolean filled; /* whether the page has a strip */
} Cursor;

static void
begin_page (Cursor *cursor)
{
  g_array_append_val (cursor->document->pages, cursor->document->places->len);
  cursor->y = 0;
  cursor->filled = FALSE;
}

static void
place (Cursor *cursor, MiaoStrip *strip)
{
  MiaoPlace at = { strip, 0 };

  if (cursor->filled)
    cursor->y += strip->before;
  at.y = cursor->y;
  g_array_append_val (cursor->document->places, at);
  cursor->y += strip->height;
  cursor->filled = cursor->filled || strip->height > 0;
}

/* Height of strip @first and of those that it must stay with; @ret_end: the first that is free. */
static double
chain_height (MiaoDocument *document, guint first, guint *ret_end)
{
  double height = 0;
  guint i = first;

  for (;;) {
    MiaoStrip *strip = document->strips->pdata[i];

    height += strip->height + (i > first ? strip->before : 0);
    i++;
    if (!strip->keep || i >= document->strips->len ||
        ((MiaoStrip *) document->strips->pdata[i])->new_page)
      break;
  }
  *ret_end = i;

  return height;
}

void
miao_document_layout (MiaoDocument *document)
{
  Cursor cursor = { document, 0, FALSE };
  guint chain_end = 0;

  if (document->pages != NULL)
    return;
  g_return_if_fail (document->table == NULL && document->grid == NULL && document->together < 0);

  document->places = g_array_new (FALSE, FALSE, sizeof (MiaoPlace));
  document->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  begin_page (&cursor);
  for (guint i = 0; i < document->strips->len; i++) {
    MiaoStrip *strip = document->strips->pdata[i];
    double head = strip->head != NULL ? strip->head->height : 0;
    gboolean fits = cursor.y + strip->before + strip->height <= MIAO_BODY_HEIGHT;

    if (i >= chain_end) {
      double chain = chain_height (document, i, &chain_end);

      if (chain + head <= MIAO_BODY_HEIGHT)
        fits = cursor.y + strip->before + chain <= MIAO_BODY_HEIGHT;
    }
    if (cursor.filled && (strip->new_page || !fits)) {
      begin_page (&cursor);
      if (strip->head != NULL)
        place (&cursor, strip->head);
    }
    place (&cursor, strip);
  }
  g_array_append_val (document->pages, document->places->len);
  if (document->digest == NULL && !document->secret)
    document->digest = finish_digest (document);
}

guint
miao_document_n_pages (MiaoDocument *document)
{
  miao_document_layout (document);

  return document->pages->len - 1;
}

void
miao_stroke_rectangle (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_set_line_width (cr, MIAO_RULE);
  cairo_rectangle (cr, x, y, width, height);
  cairo_stroke (cr);
}

/* @anchor: 0 left of @x, 0.5 centred on it, 1 ending at it; @y is the top. */
static void
draw_text (MiaoDocument *document, cairo_t *cr, const char *text, double x, double y, double anchor)
{
  g_autoptr (PangoLayout) layout = miao_document_make_plain (document, MIAO_STYLE_SMALL, text, -1);
  int width = 0;

  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (cr, x - anchor * width / PANGO_SCALE, y);
  miao_glyphs_show_layout (cr, layout);
}

double
miao_page_show_text (cairo_t *cr, const char *text, double size, double x, double y, double anchor)
{
  PangoContext *context = make_context ();
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  int width = 0;

  pango_font_description_set_family_static (font, SERIF);
  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (cr, x - anchor * width / PANGO_SCALE, y);
  miao_glyphs_show_layout (cr, layout);
  g_object_unref (context);

  return (double) width / PANGO_SCALE;
}

static void
draw_line (cairo_t *cr, double y)
{
  cairo_set_line_width (cr, MIAO_RULE);
  cairo_move_to (cr, MIAO_PAGE_SIDE, y);
  cairo_line_to (cr, MIAO_PAGE_WIDTH - MIAO_PAGE_SIDE, y);
  cairo_stroke (cr);
}

/* Above everything else, so that no picture hides it, and so faint that every word stays readable.
 */
static void
draw_watermark (MiaoDocument *document, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout =
      miao_document_make_plain (document, MIAO_STYLE_HEADING, "演示", -1);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (document->fonts[MIAO_STYLE_HEADING]);
  int width = 0, height = 0;

  pango_font_description_set_size (font, 130 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_size (layout, &width, &height);
  cairo_save (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.075);
  cairo_translate (cr, MIAO_PAGE_WIDTH / 2, MIAO_PAGE_HEIGHT / 2);
  cairo_rotate (cr, -G_PI / 6);
  cairo_move_to (cr, -0.5 * width / PANGO_SCALE, -0.5 * height / PANGO_SCALE);
  miao_glyphs_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
draw_header (MiaoDocument *document, cairo_t *cr)
{
  g_autoptr (GString) code = g_string_new (NULL);
  g_autofree char *left = NULL;
  double y = 15.2 * MIAO_PAGE_MM;

  left = g_strjoin ("　", document->institution, document->series, NULL);
  if (document->archive_code != NULL)
    g_string_append_printf (code, "档号　%s", document->archive_code);
  else if (document->number != NULL)
    g_string_append (code, document->number);
  if (document->item_no != NULL)
    g_string_append_printf (code, "%s件号　%s", code->len > 0 ? "　" : "", document->item_no);
  draw_text (document, cr, left, MIAO_PAGE_SIDE, y, 0);
  draw_text (document, cr, code->str, MIAO_PAGE_WIDTH - MIAO_PAGE_SIDE, y, 1);
  draw_line (cr, 21 * MIAO_PAGE_MM);
}

static char *
qr_text (MiaoDocument *document)
{
  if (document->qr != NULL)
    return g_strdup (document->qr);
  if (document->archive_code == NULL)
    return NULL;

  return g_strjoin ("/", document->archive_code, document->item_no, NULL);
}

static void
draw_footer (MiaoDocument *document, cairo_t *cr, guint page)
{
  g_autofree char *count =
      g_strdup_printf ("第 %u 页　共 %u 页", page + 1, document->pages->len - 1);
  g_autofree char *by = NULL;
  g_autofree char *qr = qr_text (document);
  const double top = MIAO_PAGE_HEIGHT - 30.5 * MIAO_PAGE_MM;
  const double line1 = top + 18, line2 = top + 31;
  const double right = MIAO_PAGE_WIDTH - MIAO_PAGE_SIDE, side = 36;
  double left = MIAO_PAGE_SIDE;

  draw_line (cr, top);
  if (qr != NULL && miao_qr_draw (cr, qr, left, top + 6, side))
    left += side + 7;
  if (document->practice)
    draw_text (document, cr, "演示　非真实儿童", left, line1, 0);
  if (document->digest != NULL)
    draw_text (document, cr, document->digest, left, line2, 0);
  draw_text (document, cr, count, MIAO_PAGE_WIDTH / 2, line2, 0.5);
  if (document->printed_by != NULL) {
    if (document->output_number > 0)
      by = g_strdup_printf ("打印人　%s　登记号　%" G_GINT64_FORMAT, document->printed_by,
                            document->output_number);
    else
      by = g_strconcat ("打印人　", document->printed_by, NULL);
    draw_text (document, cr, by, right, line1, 1);
  }
  if (document->printed_on != NULL)
    draw_text (document, cr, document->printed_on, right, line2, 1);
}

void
miao_document_draw_page (MiaoDocument *document, cairo_t *cr, guint page)
{
  guint end;

  g_return_if_fail (page < miao_document_n_pages (document));

  end = g_array_index (document->pages, guint, page + 1);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_header (document, cr);
  for (guint i = g_array_index (document->pages, guint, page); i < end; i++) {
    const MiaoPlace *at = &g_array_index (document->places, MiaoPlace, i);

    cairo_save (cr);
    cairo_translate (cr, MIAO_PAGE_SIDE, MIAO_BODY_TOP + at->y);
    at->strip->draw (at->strip, cr, miao_document_get_width (document));
    cairo_restore (cr);
  }
  draw_footer (document, cr, page);
  if (document->practice)
    draw_watermark (document, cr);
  cairo_restore (cr);
}
