#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-page-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <qrencode.h>
#include <string.h>

/* Larger pictures than this are not decoded: 20,000 × 20,000 pixels would be 1.2 GB. */
#define MAX_PIXELS (80 * 1000 * 1000)

/* Pixels as cairo wants them: opaque 32-bit words, transparent parts on white. */
static cairo_surface_t *
surface_from_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++) {
    const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf);
    guint8 *to =
        cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

    for (int x = 0; x < width; x++, from += channels) {
      guint alpha = channels == 4 ? from[3] : 255;
      guint32 pixel = 0;

      for (int c = 0; c < 3; c++)
        pixel = pixel << 8 | ((from[c] * alpha + 255 * (255 - alpha)) / 255);
      memcpy (to + 4 * x, &pixel, sizeof pixel);
    }
  }
  cairo_surface_mark_dirty (surface);

  return surface;
}

/* PDF then holds the picture as JPEG instead of bare pixels, a tenth of the size. */
static void
attach_jpeg (cairo_surface_t *surface, GdkPixbuf *pixbuf)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, "quality", "90", NULL))
    return;
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, (unsigned char *) data, length,
                                   g_free, data) == CAIRO_STATUS_SUCCESS)
    g_steal_pointer (&data);
}

static void
limit_size (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  guint max = GPOINTER_TO_UINT (data);

  if (width <= 0 || height <= 0 || (gint64) width * height > MAX_PIXELS) {
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  } else if ((guint) MAX (width, height) > max) {
    double scale = (double) max / MAX (width, height);

    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
  }
}

static gboolean
is_png_or_jpeg (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size > 8 &&
         (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0 || memcmp (data, "\xff\xd8\xff", 3) == 0);
}

cairo_surface_t *
miao_picture_load (GBytes *bytes, guint max, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  gboolean read = FALSE;

  if (is_png_or_jpeg (bytes)) {
    loader = gdk_pixbuf_loader_new ();
    g_signal_connect (loader, "size-prepared", G_CALLBACK (limit_size), GUINT_TO_POINTER (max));
    read = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
    read = gdk_pixbuf_loader_close (loader, NULL) && read;
    if (read && gdk_pixbuf_loader_get_pixbuf (loader) != NULL)
      pixbuf = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  }
  if (pixbuf != NULL) {
    cairo_surface_t *surface = surface_from_pixbuf (pixbuf);

    attach_jpeg (surface, pixbuf);
    return surface;
  }

  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_FOREIGN,
                       miao_pick ("这不是可以读取的图片。请选择 PNG 或 JPEG 格式的照片。",
                                  "This is not a picture that can be read. Choose a PNG or "
                                  "JPEG file."));

  return NULL;
}

void
miao_picture_draw (
    cairo_surface_t *picture, cairo_t *cr, double x, double y, double width, double height)
{
  double w = cairo_image_surface_get_width (picture);
  double h = cairo_image_surface_get_height (picture);
  double scale = MIN (width / w, height / h);

  cairo_save (cr);
  cairo_translate (cr, x + (width - w * scale) / 2, y + (height - h * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

typedef struct {
  MiaoStrip strip;
  cairo_surface_t *picture;
} ImageStrip;

static void
image_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  miao_picture_draw (((ImageStrip *) strip)->picture, cr, 0, 0, width, strip->height);
}

static void
image_free (MiaoStrip *strip)
{
  cairo_surface_destroy (((ImageStrip *) strip)->picture);
  g_free (strip);
}

gboolean
miao_document_add_image (MiaoDocument *document, GBytes *bytes, double max_height, GError **error)
{
  cairo_surface_t *picture = miao_picture_load (bytes, 2000, error);
  ImageStrip *strip;
  double natural;

  if (picture == NULL)
    return FALSE;

  natural = miao_document_get_width (document) * cairo_image_surface_get_height (picture) /
            cairo_image_surface_get_width (picture);
  strip = g_new0 (ImageStrip, 1);
  strip->picture = picture;
  strip->strip.before = 6;
  strip->strip.height = MIN (MIN (max_height, natural), MIAO_BODY_HEIGHT);
  strip->strip.draw = image_draw;
  strip->strip.free = image_free;
  miao_document_add_strip (document, &strip->strip);

  return TRUE;
}

gboolean
miao_qr_draw (cairo_t *cr, const char *text, double x, double y, double side)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  double cell;

  if (code == NULL)
    return FALSE;

  cell = side / code->width;
  for (int row = 0; row < code->width; row++) {
    for (int column = 0; column < code->width;) {
      int run = 0;

      /* Neighbours in one rectangle, or a printer shows hair lines between them. */
      while (column + run < code->width && (code->data[row * code->width + column + run] & 1))
        run++;
      if (run > 0)
        cairo_rectangle (cr, x + column * cell, y + row * cell, run * cell, cell);
      column += MAX (run, 1);
    }
  }
  cairo_fill (cr);
  QRcode_free (code);

  return TRUE;
}

typedef struct {
  MiaoStrip strip;
  char *text;
} QrStrip;

static void
qr_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  miao_qr_draw (cr, ((QrStrip *) strip)->text, (width - strip->height) / 2, 0, strip->height);
}

static void
qr_free (MiaoStrip *strip)
{
  g_free (((QrStrip *) strip)->text);
  g_free (strip);
}

void
miao_document_add_qr (MiaoDocument *document, const char *text, double side)
{
  QrStrip *strip = g_new0 (QrStrip, 1);

  strip->text = g_strdup (text);
  strip->strip.before = 10;
  strip->strip.height = side;
  strip->strip.draw = qr_draw;
  strip->strip.free = qr_free;
  miao_document_add_strip (document, &strip->strip);
}

typedef struct {
  MiaoStrip strip;
  MiaoDrawFunc draw;
  gpointer user_data;
  GDestroyNotify destroy;
} DrawingStrip;

static void
drawing_draw (MiaoStrip *strip, cairo_t *cr, double width)
{
  DrawingStrip *drawing = (DrawingStrip *) strip;

  cairo_rectangle (cr, 0, 0, width, strip->height);
  cairo_clip (cr);
  drawing->draw (cr, width, strip->height, drawing->user_data);
}

static void
drawing_free (MiaoStrip *strip)
{
  DrawingStrip *drawing = (DrawingStrip *) strip;

  if (drawing->destroy != NULL)
    drawing->destroy (drawing->user_data);
  g_free (drawing);
}

void
miao_document_add_drawing (MiaoDocument *document,
                           double height,
                           MiaoDrawFunc draw,
                           gpointer user_data,
                           GDestroyNotify destroy)
{
  DrawingStrip *drawing = g_new0 (DrawingStrip, 1);

  drawing->strip.before = 6;
  drawing->strip.height = MIN (height, MIAO_BODY_HEIGHT);
  drawing->strip.draw = drawing_draw;
  drawing->strip.free = drawing_free;
  drawing->draw = draw;
  drawing->user_data = user_data;
  drawing->destroy = destroy;
  miao_document_add_strip (document, &drawing->strip);
}
