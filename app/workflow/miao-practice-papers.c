/* Files that a practice institution keeps: drawn faces and a letter. */
#include "config.h"

#include "miao-practice-private.h"

#include "miao-error.h"
#include "miao-page.h"
#include "miao-pdf.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>

#define FACE_WIDTH 300
#define FACE_HEIGHT 400

typedef struct {
  double red, green, blue;
} Colour;

static void
set_colour (cairo_t *cr, const Colour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

/* A face of a few shapes: nobody can take it for a photograph. */
static void
draw_face (cairo_t *cr, gboolean girl, guint n)
{
  static const Colour grounds[] = {
    { 0.84, 0.89, 0.84 }, { 0.87, 0.88, 0.80 }, { 0.92, 0.88, 0.80 },
    { 0.89, 0.86, 0.91 }, { 0.84, 0.88, 0.93 },
  };
  static const Colour clothes[] = {
    { 0.54, 0.63, 0.75 }, { 0.67, 0.53, 0.66 }, { 0.75, 0.52, 0.47 },
    { 0.56, 0.66, 0.45 }, { 0.78, 0.60, 0.40 },
  };
  static const Colour skin = { 0.95, 0.81, 0.70 }, hair = { 0.22, 0.20, 0.20 };

  set_colour (cr, &grounds[n % G_N_ELEMENTS (grounds)]);
  cairo_paint (cr);
  set_colour (cr, &clothes[(n * 3 + 1) % G_N_ELEMENTS (clothes)]);
  cairo_arc (cr, FACE_WIDTH / 2.0, FACE_HEIGHT + 20, 120, G_PI, 2 * G_PI);
  cairo_fill (cr);
  set_colour (cr, &hair);
  cairo_arc (cr, FACE_WIDTH / 2.0, 165, girl ? 88 : 80, 0, 2 * G_PI);
  cairo_fill (cr);
  if (girl) {
    cairo_rectangle (cr, FACE_WIDTH / 2.0 - 88, 165, 176, 100);
    cairo_fill (cr);
  }
  set_colour (cr, &skin);
  cairo_rectangle (cr, FACE_WIDTH / 2.0 - 24, 225, 48, 70);
  cairo_fill (cr);
  cairo_arc (cr, FACE_WIDTH / 2.0, 185, 68, 0, 2 * G_PI);
  cairo_fill (cr);
  set_colour (cr, &hair);
  cairo_arc (cr, FACE_WIDTH / 2.0, 150, 70, G_PI, 2 * G_PI);
  cairo_fill (cr);
  for (int side = -1; side <= 1; side += 2) {
    cairo_arc (cr, FACE_WIDTH / 2.0 + side * 25, 190, 5, 0, 2 * G_PI);
    cairo_fill (cr);
  }
  cairo_set_line_width (cr, 4);
  cairo_arc (cr, FACE_WIDTH / 2.0, 208, 18, 0.2 * G_PI, 0.8 * G_PI);
  cairo_stroke (cr);
}

static char *
add_file (MiaoPractice *practice, const char *path, JsonObject *input, GError **error)
{
  char *id;

  json_object_set_string_member (input, "path", path);
  id = miao_practice_run (practice, "social", "add-document", "document", input, error);
  /* The practice file keeps its own encrypted copy; the plain one was only the way in. */
  g_unlink (path);

  return id;
}

gboolean
miao_practice_photo (MiaoPractice *practice, const char *child, const char *sex, GError **error)
{
  guint n = practice->n_photos++;
  g_autofree char *path = g_build_filename (practice->folder, "演示照片.png", NULL);
  g_autofree char *id = NULL;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, FACE_WIDTH, FACE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  draw_face (cr, g_strcmp0 (sex, "2") == 0, n);
  /* One pixel says which face it is: the same file is kept only once. */
  cairo_set_source_rgb (cr, (n % 256) / 255.0, (n / 256) / 255.0, 0.5);
  cairo_rectangle (cr, 0, 0, 1, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY, "%s", cairo_status_to_string (status));
    return FALSE;
  }
  id = add_file (
      practice, path,
      miao_practice_json ("{\"owner_kind\":\"child\",\"owner_id\":\"%s\",\"main_photo\":true,"
                          "\"document\":{\"title\":\"入院照片（演示）\",\"doc_type\":\"D1101\"}}",
                          child),
      error);

  return id != NULL;
}

char *
miao_practice_letter (MiaoPractice *practice, const char *placement, GError **error)
{
  g_autofree char *path = g_build_filename (practice->folder, "演示申请书.pdf", NULL);
  const MiaoDocumentInfo info = {
    .title = "解除寄养申请书",
    .institution = "江宁市儿童福利院",
    .practice = TRUE,
  };
  g_autoptr (MiaoDocument) document = miao_document_new (&info);

  miao_document_add_title (document, "解除寄养申请书");
  miao_document_add_paragraph (document, "因家庭迁往外省工作，申请解除寄养关系，请予办理。", TRUE);
  if (!miao_pdf_write (document, 0, path, error))
    return NULL;

  return add_file (
      practice, path,
      miao_practice_json (
          "{\"owner_kind\":\"placement\",\"owner_id\":\"%s\","
          "\"document\":{\"title\":\"解除寄养申请书（演示）\",\"doc_type\":\"D0913\"}}",
          placement),
      error);
}
