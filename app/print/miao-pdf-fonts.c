#include "config.h"

#include "miao-pdf-fonts.h"

#include <gio/gio.h>
#include <hb-subset.h>
#include <stdlib.h>

/* Only what a face must have besides its outlines: the count of glyphs and units per em. */
static void
add_tables (hb_face_t *builder, guint n_glyphs)
{
  const guint8 maxp[6] = { 0, 0, 0x50, 0, (guint8) (n_glyphs >> 8), (guint8) n_glyphs };
  const guint8 head[54] = {
    [1] = 1, [12] = 0x5f, [13] = 0x0f, [14] = 0x3c, [15] = 0xf5, [18] = 1000 >> 8, [19] = 1000 & 255
  };
  hb_blob_t *blob;

  blob = hb_blob_create ((const char *) maxp, sizeof maxp, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
  hb_face_builder_add_table (builder, HB_TAG ('m', 'a', 'x', 'p'), blob);
  hb_blob_destroy (blob);
  blob = hb_blob_create ((const char *) head, sizeof head, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
  hb_face_builder_add_table (builder, HB_TAG ('h', 'e', 'a', 'd'), blob);
  hb_blob_destroy (blob);
}

static hb_face_t *
make_face (const guint8 *cff, gsize length, guint n_glyphs)
{
  hb_face_t *builder = hb_face_builder_create (), *face;
  hb_blob_t *blob =
      hb_blob_create ((const char *) cff, (unsigned) length, HB_MEMORY_MODE_READONLY, NULL, NULL);

  hb_face_builder_add_table (builder, HB_TAG ('C', 'F', 'F', ' '), blob);
  hb_blob_destroy (blob);
  add_tables (builder, n_glyphs);
  blob = hb_face_reference_blob (builder);
  face = hb_face_create (blob, 0);
  hb_blob_destroy (blob);
  hb_face_destroy (builder);

  return face;
}

/* The same glyphs under the same numbers, without subroutines; NULL when that cannot be done. */
static GBytes *
subset (const guint8 *cff, gsize length, guint n_glyphs)
{
  hb_face_t *face = make_face (cff, length, n_glyphs), *out;
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  GBytes *bytes = NULL;

  if (input == NULL) {
    hb_face_destroy (face);
    return NULL;
  }
  hb_set_add_range (hb_subset_input_glyph_set (input), 0, n_glyphs - 1);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                                        HB_SUBSET_FLAGS_DESUBROUTINIZE);
  out = hb_subset_or_fail (face, input);
  if (out != NULL) {
    hb_blob_t *blob = hb_face_reference_table (out, HB_TAG ('C', 'F', 'F', ' '));
    unsigned int size = 0;
    const char *data = hb_blob_get_data (blob, &size);

    if (size > 0 && hb_face_get_glyph_count (out) == n_glyphs)
      bytes = g_bytes_new (data, size);
    hb_blob_destroy (blob);
    hb_face_destroy (out);
  }
  hb_subset_input_destroy (input);
  hb_face_destroy (face);

  return bytes;
}

static GBytes *
deflate (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (compressor));
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) < 0)
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

void
miao_pdf_fonts_shrink (qpdf_data q, qpdf_oh descriptor, guint n_glyphs)
{
  qpdf_oh stream = qpdf_oh_get_key (q, descriptor, "/FontFile3");
  g_autoptr (GBytes) smaller = NULL, packed = NULL;
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;

  if (!qpdf_oh_is_stream (q, stream) || n_glyphs == 0 || n_glyphs > G_MAXUINT16)
    return;
  if (qpdf_oh_get_stream_data (q, stream, qpdf_dl_generalized, &filtered, &data, &length) &
      QPDF_ERRORS)
    return;

  if (filtered && length > 0)
    smaller = subset (data, length, n_glyphs);
  if (smaller != NULL && g_bytes_get_size (smaller) < length)
    packed = deflate (smaller);
  free (data);
  if (packed == NULL)
    return;

  data = (unsigned char *) g_bytes_get_data (packed, &length);
  qpdf_oh_replace_stream_data (q, stream, data, length, qpdf_oh_new_name (q, "/FlateDecode"),
                               qpdf_oh_new_null (q));
}
