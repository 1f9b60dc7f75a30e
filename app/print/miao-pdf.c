#include "config.h"

#include "miao-pdf.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-glyphs.h"
#include "miao-language.h"
#include "miao-pdf-fonts.h"
#include "miao-resource.h"

#include <cairo-pdf.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define MAX_DEPTH 8 /* forms inside forms; cairo makes two */

struct _MiaoPdf {
  char *title;
  char *author;
  char *created; /* ISO 8601 */
  gboolean part_one;
  GByteArray *plain;         /* what cairo writes */
  GCancellable *cancellable; /* of many papers; not owned */
  cairo_surface_t *surface;
  cairo_t *cr;
  GHashTable *mended; /* object numbers of fonts */
};

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

MiaoPdf *
miao_pdf_new (const MiaoPdfInfo *info)
{
  MiaoPdf *pdf = g_new0 (MiaoPdf, 1);
  /* China has one time zone; the zone of the machine must not change the file. */
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (info->created_at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  pdf->title = g_strdup (info->title);
  pdf->author = g_strdup (info->author);
  pdf->part_one = info->part_one;
  pdf->created = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S+08:00");
  pdf->plain = g_byte_array_new ();
  pdf->mended = g_hash_table_new (NULL, NULL);
  pdf->surface = cairo_pdf_surface_create_for_stream (take_bytes, pdf->plain, MIAO_PAGE_WIDTH,
                                                      MIAO_PAGE_HEIGHT);
  cairo_pdf_surface_restrict_to_version (pdf->surface, pdf->part_one ? CAIRO_PDF_VERSION_1_4
                                                                     : CAIRO_PDF_VERSION_1_5);
  pdf->cr = cairo_create (pdf->surface);

  return pdf;
}

void
miao_pdf_free (MiaoPdf *pdf)
{
  if (pdf == NULL)
    return;

  cairo_destroy (pdf->cr);
  cairo_surface_finish (pdf->surface);
  cairo_surface_destroy (pdf->surface);
  g_byte_array_unref (pdf->plain);
  g_hash_table_unref (pdf->mended);
  g_free (pdf->title);
  g_free (pdf->author);
  g_free (pdf->created);
  g_free (pdf);
}

void
miao_pdf_add (MiaoPdf *pdf, MiaoDocument *document)
{
  guint n = miao_document_n_pages (document);

  if (pdf->title == NULL)
    pdf->title = g_strdup (miao_document_get_title (document));
  if (pdf->author == NULL)
    pdf->author = g_strdup (miao_document_get_institution (document));
  for (guint i = 0; i < n; i++) {
    miao_document_draw_page (document, pdf->cr, i);
    cairo_show_page (pdf->cr);
  }
}

/* ---- what PDF/A asks for beyond what cairo writes ---- */

static qpdf_oh
stream_new (qpdf_data q, const void *data, gsize length)
{
  qpdf_oh stream = qpdf_oh_new_stream (q);

  qpdf_oh_replace_stream_data (q, stream, data, length, qpdf_oh_new_null (q), qpdf_oh_new_null (q));

  return stream;
}

/* cairo paints in DeviceRGB: the profile says which RGB. */
static gboolean
add_output_intent (qpdf_data q, GError **error)
{
  static const char name[] = "sRGB IEC61966-2.1";
  g_autoptr (GBytes) icc = miao_resource_load ("print/srgb.icc", error);
  qpdf_oh profile, intent, list;
  gsize length;
  const void *data;

  if (icc == NULL)
    return FALSE;

  data = g_bytes_get_data (icc, &length);
  profile = stream_new (q, data, length);
  qpdf_oh_replace_key (q, qpdf_oh_get_dict (q, profile), "/N", qpdf_oh_new_integer (q, 3));
  intent = qpdf_oh_new_dictionary (q);
  qpdf_oh_replace_key (q, intent, "/Type", qpdf_oh_new_name (q, "/OutputIntent"));
  qpdf_oh_replace_key (q, intent, "/S", qpdf_oh_new_name (q, "/GTS_PDFA1"));
  qpdf_oh_replace_key (q, intent, "/OutputConditionIdentifier", qpdf_oh_new_string (q, name));
  qpdf_oh_replace_key (q, intent, "/Info", qpdf_oh_new_string (q, name));
  qpdf_oh_replace_key (q, intent, "/DestOutputProfile", profile);
  list = qpdf_oh_new_array (q);
  qpdf_oh_append_item (q, list, qpdf_make_indirect_object (q, intent));
  qpdf_oh_replace_key (q, qpdf_get_root (q), "/OutputIntents", list);

  return TRUE;
}

/* Must say the same as the Info dictionary that cairo wrote, or a validator refuses the file. */
static void
add_metadata (MiaoPdf *pdf, qpdf_data q)
{
  g_autofree char *xmp = g_markup_printf_escaped (
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
      "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
      "</rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>"
      "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
      "<xmp:CreatorTool>Miaopu</xmp:CreatorTool>"
      "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>"
      "</rdf:Description>\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">"
      "<pdf:Producer>cairo %s (https://cairographics.org)</pdf:Producer></rdf:Description>\n"
      "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
      pdf->part_one ? 1 : 2, pdf->title, pdf->author, pdf->created, pdf->created,
      cairo_version_string ());
  qpdf_oh stream = stream_new (q, xmp, strlen (xmp));
  qpdf_oh dictionary = qpdf_oh_get_dict (q, stream);

  qpdf_oh_replace_key (q, dictionary, "/Type", qpdf_oh_new_name (q, "/Metadata"));
  qpdf_oh_replace_key (q, dictionary, "/Subtype", qpdf_oh_new_name (q, "/XML"));
  qpdf_oh_replace_key (q, qpdf_get_root (q), "/Metadata", stream);
}

static GPtrArray *
keys_of (qpdf_data q, qpdf_oh dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  if (qpdf_oh_is_dictionary (q, dictionary)) {
    qpdf_oh_begin_dict_key_iter (q, dictionary);
    while (qpdf_oh_dict_more_keys (q))
      g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (q)));
  }

  return keys;
}

/* Glyphs of the subset: cairo gives the width of each. */
static guint
count_glyphs (qpdf_data q, qpdf_oh font)
{
  qpdf_oh widths = qpdf_oh_get_key (q, font, "/W");

  if (!qpdf_oh_is_array (q, widths) || qpdf_oh_get_array_n_items (q, widths) != 2 ||
      !qpdf_oh_is_array (q, qpdf_oh_get_array_item (q, widths, 1)))
    return 0;

  return (guint) qpdf_oh_get_array_n_items (q, qpdf_oh_get_array_item (q, widths, 1));
}

/* Part 1 wants to be told which glyphs a subset has: all of them. */
static void
add_cid_set (qpdf_data q, qpdf_oh descriptor, guint n)
{
  g_autofree guint8 *bits = g_new0 (guint8, n / 8 + 1);

  for (guint i = 0; i < n; i++)
    bits[i / 8] |= (guint8) (0x80 >> (i % 8));
  qpdf_oh_replace_key (q, descriptor, "/CIDSet", stream_new (q, bits, (n + 7) / 8));
}

/* cairo 1.16 leaves out CIDToGIDMap on TrueType fonts, which every part asks for. */
static void
mend_font (MiaoPdf *pdf, qpdf_data q, qpdf_oh font)
{
  qpdf_oh list = qpdf_oh_get_key (q, font, "/DescendantFonts"), descendant, descriptor;
  guint n;

  if (!qpdf_oh_is_array (q, list))
    return;

  descendant = qpdf_oh_get_array_item (q, list, 0);
  /* Pages share their fonts. */
  if (!g_hash_table_add (pdf->mended, GINT_TO_POINTER (qpdf_oh_get_object_id (q, descendant))))
    return;
  if (g_str_equal (qpdf_oh_get_name (q, qpdf_oh_get_key (q, descendant, "/Subtype")),
                   "/CIDFontType2") &&
      !qpdf_oh_has_key (q, descendant, "/CIDToGIDMap"))
    qpdf_oh_replace_key (q, descendant, "/CIDToGIDMap", qpdf_oh_new_name (q, "/Identity"));
  descriptor = qpdf_oh_get_key (q, descendant, "/FontDescriptor");
  n = count_glyphs (q, descendant);
  if (pdf->part_one && !qpdf_oh_has_key (q, descriptor, "/CIDSet"))
    add_cid_set (q, descriptor, n);
  miao_pdf_fonts_shrink (q, descriptor, n);
}

static void
mend_resources (MiaoPdf *pdf, qpdf_data q, qpdf_oh resources, guint depth)
{
  qpdf_oh objects = qpdf_oh_get_key (q, resources, "/XObject");
  qpdf_oh fonts = qpdf_oh_get_key (q, resources, "/Font");
  g_autoptr (GPtrArray) object_names = keys_of (q, objects);
  g_autoptr (GPtrArray) font_names = keys_of (q, fonts);

  for (guint i = 0; i < font_names->len; i++)
    mend_font (pdf, q, qpdf_oh_get_key (q, fonts, font_names->pdata[i]));
  for (guint i = 0; i < object_names->len; i++) {
    qpdf_oh dictionary = qpdf_oh_get_dict (q, qpdf_oh_get_key (q, objects, object_names->pdata[i]));
    qpdf_oh inner = qpdf_oh_get_key (q, dictionary, "/Resources");

    /* A picture must not look different in every reader. */
    qpdf_oh_remove_key (q, dictionary, "/Interpolate");
    if (qpdf_oh_is_dictionary (q, inner) && depth < MAX_DEPTH)
      mend_resources (pdf, q, inner, depth + 1);
  }
}

static GBytes *
write_archival (qpdf_data q, gboolean part_one)
{
  if (qpdf_init_write_memory (q) & QPDF_ERRORS)
    return NULL;

  qpdf_set_deterministic_ID (q, QPDF_TRUE);
  qpdf_set_newline_before_endstream (q, QPDF_TRUE);
  qpdf_set_stream_data_mode (q, qpdf_s_preserve);
  qpdf_set_object_stream_mode (q, qpdf_o_disable);
  qpdf_force_pdf_version (q, part_one ? "1.4" : "1.7");
  if (qpdf_write (q) & QPDF_ERRORS)
    return NULL;

  return g_bytes_new (qpdf_get_buffer (q), qpdf_get_buffer_length (q));
}

/* Until the file stands nothing has left, so "Cancel" holds until then. */
static gboolean
was_cancelled (const MiaoPdf *pdf, GError **error)
{
  if (!g_cancellable_is_cancelled (pdf->cancellable))
    return FALSE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                       miao_pick ("已停止，没有写出文件。", "Stopped; no file was written."));

  return TRUE;
}

static GBytes *
make_archival (MiaoPdf *pdf, GError **error)
{
  qpdf_data q = qpdf_init ();
  GBytes *bytes = NULL;
  gboolean stopped = FALSE;
  int n;

  qpdf_silence_errors (q);
  qpdf_set_suppress_warnings (q, QPDF_TRUE);
  if ((qpdf_read_memory (q, "pages", (const char *) pdf->plain->data, pdf->plain->len, NULL) &
       QPDF_ERRORS) == 0 &&
      add_output_intent (q, error)) {
    add_metadata (pdf, q);
    n = qpdf_get_num_pages (q);
    for (int i = 0; i < n && !stopped; i++) {
      qpdf_oh page = qpdf_get_page_n (q, (size_t) i);

      if (pdf->part_one)
        qpdf_oh_remove_key (q, page, "/Group");
      mend_resources (pdf, q, qpdf_oh_get_key (q, page, "/Resources"), 0);
      stopped = was_cancelled (pdf, error);
    }
    if (!stopped)
      bytes = write_archival (q, pdf->part_one);
  }
  qpdf_cleanup (&q);

  if (bytes == NULL && error != NULL && *error == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                         miao_pick ("无法生成 PDF 文件。请重试；仍不行时请联系维护人员。",
                                    "The PDF could not be made. Try again; if it fails again, ask "
                                    "your support."));

  return bytes;
}

GBytes *
miao_pdf_finish (MiaoPdf *pdf, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes;

  if (pdf->title == NULL)
    pdf->title = g_strdup ("");
  if (pdf->author == NULL)
    pdf->author = g_strdup ("");
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_TITLE, pdf->title);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_AUTHOR, pdf->author);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATOR, "Miaopu");
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, pdf->created);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, pdf->created);
  cairo_surface_finish (pdf->surface);

  bytes = make_archival (pdf, &local_error);
  if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return bytes;
}

/* What the pages write, without drawing them. */
static void
note_glyphs (MiaoDocument *document, MiaoGlyphs *glyphs)
{
  cairo_surface_t *nowhere = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nowhere);
  guint n = miao_document_n_pages (document);

  miao_glyphs_attach (glyphs, cr);
  for (guint i = 0; i < n; i++)
    miao_document_draw_page (document, cr, i);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
}

GBytes *
miao_pdf_render (MiaoDocument *document, gint64 created_at, GError **error)
{
  MiaoPdfInfo info = { .created_at = created_at };
  g_autoptr (MiaoGlyphs) glyphs = miao_glyphs_new ();
  g_autoptr (MiaoPdf) pdf = miao_pdf_new (&info);

  note_glyphs (document, glyphs);
  miao_glyphs_cut (glyphs);
  miao_glyphs_attach (glyphs, pdf->cr);
  miao_pdf_add (pdf, document);

  return miao_pdf_finish (pdf, error);
}

gboolean
miao_pdf_write (MiaoDocument *document, gint64 created_at, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = miao_pdf_render (document, created_at, error);

  return bytes != NULL && miao_file_replace (path, bytes, error);
}

gboolean
miao_pdf_write_batch (const MiaoPdfInfo *info,
                      guint n,
                      MiaoPdfNext next,
                      MiaoPdfProgress progress,
                      gpointer user_data,
                      const char *path,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MiaoPdf) pdf = miao_pdf_new (info);
  g_autoptr (GBytes) bytes = NULL;

  pdf->cancellable = cancellable;
  for (guint i = 0; i < n; i++) {
    g_autoptr (MiaoDocument) document = NULL;

    if (was_cancelled (pdf, error))
      return FALSE;
    if (progress != NULL)
      progress (i, n, user_data);
    document = next (i, user_data, error);
    if (document == NULL)
      return FALSE;
    miao_pdf_add (pdf, document);
  }
  if (progress != NULL)
    progress (n, n, user_data);
  bytes = miao_pdf_finish (pdf, error);

  return bytes != NULL && !was_cancelled (pdf, error) && miao_file_replace (path, bytes, error);
}
