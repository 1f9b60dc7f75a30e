#include "config.h"

#include "miao-error.h"
#include "miao-file.h"
#include "miao-language.h"
#include "miao-page.h"
#include "miao-pdf.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define CREATED G_GINT64_CONSTANT (1795504800000) /* 2026-11-24 15:20 in China */

static char *folder;

static MiaoDocument *
make (gboolean practice)
{
  MiaoDocumentInfo info = {
    .title = "儿童生长发育记录",
    .institution = "江宁市儿童福利院",
    .series = "儿童个人成长档案",
    .archive_code = "0731-ET·2023-Y-A0017-01",
    .item_no = "0038",
    .printed_by = "宋知微",
    .printed_on = "2026年11月24日 15:20",
    .practice = practice,
  };

  return miao_document_new (&info);
}

static const MiaoColumn columns[] = {
  { "序号", 1, MIAO_ALIGN_CENTER },
  { "日期", 2, MIAO_ALIGN_CENTER },
  { "内容", 6, MIAO_ALIGN_LEFT },
};

static MiaoDocument *
make_table (guint rows)
{
  MiaoDocument *document = make (TRUE);

  miao_document_add_title (document, "儿童生长发育记录");
  miao_document_add_heading (document, "一、测量记录");
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows; i++) {
    g_autofree char *number = g_strdup_printf ("起%03u", i);
    /* Every third row has several lines, of which the last is marked. */
    g_autofree char *text =
        i % 3 == 0
            ? g_strdup_printf ("体重在中下范围，增速减缓，建议营养评估，每月测量一次，"
                               "至增速恢复；照料人已知悉并签字确认，下次复查另行通知。\n末%03u",
                               i)
            : g_strdup_printf ("末%03u", i);
    const char *cells[] = { number, "2026-10-20", text };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);

  return document;
}

static char *
save (MiaoDocument *document, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (miao_pdf_write (document, CREATED, path, &error));
  g_assert_no_error (error);

  return path;
}

/* What a tool of poppler says; the tools come with the packages that tests need. */
static char *
run (const char *tool, const char *a, const char *b, const char *c)
{
  const char *argv[] = { tool, a, b, c, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return out;
}

/* Without spaces: how wide a gap is in the text is up to the tool. */
static char *
squeeze (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\f' || !g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
text_of (const char *path)
{
  g_autofree char *text = run ("pdftotext", "-layout", path, "-");

  return squeeze (text);
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;

  return n;
}

static void
test_rows (void)
{
  g_autoptr (MiaoDocument) document = make_table (100);
  g_autofree char *path = save (document, "rows.pdf");
  g_autofree char *text = text_of (path);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  guint n = miao_document_n_pages (document), rows = 0;

  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (g_strv_length (pages), ==, n + 1); /* the text ends with a form feed */
  for (guint i = 0; i < n; i++) {
    g_autofree char *footer = g_strdup_printf ("第%u页共%u页", i + 1, n);
    guint here = count (pages[i], "起");

    g_assert_cmpuint (count (pages[i], "序号"), ==, 1);
    /* As many rows begin on a page as end on it, and they are the same ones. */
    g_assert_cmpuint (here, ==, count (pages[i], "末"));
    for (guint r = rows; r < rows + here; r++) {
      g_autofree char *begins = g_strdup_printf ("起%03u", r);
      g_autofree char *ends = g_strdup_printf ("末%03u", r);

      g_assert_nonnull (strstr (pages[i], begins));
      g_assert_nonnull (strstr (pages[i], ends));
    }
    rows += here;
    g_assert_nonnull (strstr (pages[i], "江宁市儿童福利院"));
    g_assert_nonnull (strstr (pages[i], "0731-ET·2023-Y-A0017-01"));
    g_assert_nonnull (strstr (pages[i], "演示非真实儿童"));
    g_assert_nonnull (strstr (pages[i], footer));
    g_assert_nonnull (strstr (pages[i], "SM3"));
  }
  g_assert_cmpuint (rows, ==, 100);
  g_assert_cmpuint (miao_document_n_missing (document), ==, 0);
}

static void
test_tall_row (void)
{
  g_autoptr (MiaoDocument) document = make (FALSE);
  g_autoptr (GString) tall = g_string_new (NULL);
  const char *cells[] = { "1", "2026-10-20", NULL };
  g_autofree char *path = NULL, *text = NULL;
  g_auto (GStrv) pages = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (tall, "第%03u句。\n", i);
  cells[2] = tall->str;
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  miao_document_add_row (document, cells);
  miao_document_end_table (document);
  path = save (document, "tall.pdf");
  text = text_of (path);
  pages = g_strsplit (text, "\f", -1);

  /* Nothing is lost, and each page has the head. */
  g_assert_cmpuint (miao_document_n_pages (document), ==, 3);
  for (guint i = 0; i < 120; i++) {
    g_autofree char *line = g_strdup_printf ("第%03u句", i);

    g_assert_cmpuint (count (text, line), ==, 1);
  }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (count (pages[i], "内容"), ==, 1);
  g_assert_null (strstr (text, "演示"));
}

static void
test_together (void)
{
  g_autoptr (MiaoDocument) document = make (FALSE);
  MiaoSignature lines[] = { { "甲方（盖章）", NULL }, { "乙方（签字）", NULL } };
  g_autofree char *path = NULL, *text = NULL;
  g_auto (GStrv) pages = NULL;

  /* 590 points leave less room than the group needs, but enough for its heading. */
  miao_document_add_space (document, 590);
  miao_document_begin_together (document);
  miao_document_add_heading (document, "二、签字");
  miao_document_add_paragraph (document, "双方确认以上内容。", TRUE);
  miao_document_add_signatures (document, lines, 2, 1);
  miao_document_end_together (document);
  path = save (document, "together.pdf");
  text = text_of (path);
  pages = g_strsplit (text, "\f", -1);

  g_assert_cmpuint (miao_document_n_pages (document), ==, 2);
  g_assert_null (strstr (pages[0], "签字"));
  g_assert_nonnull (strstr (pages[1], "二、签字"));
  g_assert_nonnull (strstr (pages[1], "乙方（签字）"));
}

/* A paragraph leaves at least two lines on either side of a cut and loses none. */
static void
test_paragraph (void)
{
  for (guint space = 560; space < 680; space += 17) {
    g_autoptr (MiaoDocument) document = make (FALSE);
    g_autofree char *path = NULL, *text = NULL;
    g_auto (GStrv) pages = NULL;
    guint on_page[2];

    miao_document_add_space (document, space);
    miao_document_add_paragraph (document,
                                 "行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行"
                                 "行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行"
                                 "行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行"
                                 "行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行"
                                 "行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行行",
                                 FALSE);
    path = save (document, "paragraph.pdf");
    text = run ("pdftotext", "-raw", path, "-");
    pages = g_strsplit (text, "\f", -1);
    on_page[0] = count (pages[0], "行");
    on_page[1] = pages[1] != NULL ? count (pages[1], "行") : 0;
    g_assert_cmpuint (on_page[0] + on_page[1], ==, 160);
    for (guint i = 0; i < 2; i++)
      g_assert_true (on_page[i] == 0 || on_page[i] > 37);
  }
}

static void
test_same_bytes (void)
{
  g_autoptr (MiaoDocument) first = make_table (40);
  g_autoptr (MiaoDocument) second = make_table (40);
  g_autoptr (GBytes) a = miao_pdf_render (first, CREATED, NULL);
  g_autoptr (GBytes) b = miao_pdf_render (second, CREATED, NULL);
  g_autoptr (GBytes) again = miao_pdf_render (first, CREATED, NULL);
  g_autoptr (GBytes) later = miao_pdf_render (first, CREATED + 1000, NULL);

  g_assert_nonnull (a);
  g_assert_true (g_bytes_equal (a, b));
  g_assert_true (g_bytes_equal (a, again));
  g_assert_false (g_bytes_equal (a, later));
}

static gboolean
holds (GBytes *bytes, const char *what)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  gsize length = strlen (what);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, what, length) == 0)
      return TRUE;

  return FALSE;
}

static void
test_archival (void)
{
  g_autoptr (MiaoDocument) document = make_table (10);
  g_autofree char *path = save (document, "archival.pdf");
  g_autoptr (GBytes) bytes = miao_pdf_render (document, CREATED, NULL);
  g_autofree char *info = run ("pdfinfo", "-isodates", path, NULL);
  g_autofree char *fonts = run ("pdffonts", path, NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (fonts, "\n", -1);

  static const char *const markers[] = { "<pdfaid:part>2</pdfaid:part>",
                                         "<pdfaid:conformance>B</pdfaid:conformance>",
                                         "/GTS_PDFA1",
                                         "sRGB IEC61966-2.1",
                                         "/ID [",
                                         "<dc:title>",
                                         "2026-11-24T15:20:00+08:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    g_assert_true (holds (bytes, markers[i]));
  g_assert_false (holds (bytes, "/Interpolate true"));
  g_assert_false (holds (bytes, "/JavaScript"));
  /* Fonts hold the glyphs of the page and not the subroutines of the family. */
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 100 * 1000);

  g_assert_nonnull (strstr (info, "(A4)"));
  g_assert_nonnull (strstr (info, "PDF version:     1.7"));
  g_assert_nonnull (strstr (info, "儿童生长发育记录"));
  g_assert_nonnull (strstr (info, "江宁市儿童福利院"));
  g_assert_nonnull (strstr (info, "2026-11-24T15:20:00+08"));

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    /* name type encoding emb sub uni: all three say yes */
    g_assert_nonnull (strstr (lines[i], "yes yes yes"));
    g_assert_nonnull (strstr (lines[i], "CJK"));
  }
}

static GBytes *
make_photo (const char *type)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 400);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *path = g_build_filename (folder, "photo.png", NULL);
  char *data = NULL;
  gsize length = 0;

  cairo_set_source_rgb (cr, 0.8, 0.9, 0.8);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.2, 0.5, 0.3);
  cairo_arc (cr, 150, 200, 90, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));

  return g_bytes_new_take (data, length);
}

static void
test_picture (void)
{
  g_autoptr (MiaoDocument) document = make (TRUE);
  g_autoptr (GBytes) photo = make_photo ("png");
  g_autoptr (GBytes) noise = g_bytes_new_static ("\x89PNG\r\n\x1a\nnot a picture", 21);
  g_autoptr (GBytes) text = g_bytes_new_static ("plain text, no picture", 22);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *list = NULL;

  g_assert_true (miao_document_add_image (document, photo, 200, &error));
  g_assert_no_error (error);
  g_assert_false (miao_document_add_image (document, noise, 200, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_false (miao_document_add_image (document, text, 200, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_FOREIGN);
  path = save (document, "picture.pdf");
  list = run ("pdfimages", "-list", path, NULL);
  g_assert_nonnull (strstr (list, "300   400"));
  g_assert_nonnull (strstr (list, "jpeg"));
}

static void
test_places (void)
{
  g_autoptr (MiaoDocument) document = make_table (3);
  g_autoptr (GBytes) old = g_bytes_new_static ("old", 3);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = g_build_filename (folder, "kept.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no-such-folder", "x.pdf", NULL);
  g_autofree char *contents = NULL;
  struct rlimit limit, none;
  GDir *dir;
  const char *name;

  g_assert_false (miao_pdf_write (document, CREATED, nowhere, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* No room for more than a few bytes: the old file stays, nothing else is left. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (miao_file_replace (kept, old, &error));
  none = limit;
  none.rlim_cur = 100;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  g_assert_false (miao_pdf_write (document, CREATED, kept, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (miao_file_set_error (&error, EROFS, kept));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY);
  g_assert_true (g_file_get_contents (kept, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_suffix (name, ".part"));
  g_dir_close (dir);
}

typedef struct {
  guint stop_at; /* document before which the batch is cancelled */
  guint fail_at;
  guint asked;
  guint done;
  GCancellable *cancellable;
} Batch;

static MiaoDocument *
next_document (guint index, gpointer user_data, GError **error)
{
  Batch *batch = user_data;

  batch->asked++;
  if (index + 1 == batch->stop_at)
    g_cancellable_cancel (batch->cancellable);
  if (index == batch->fail_at) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND, "gone");
    return NULL;
  }

  return make_table (60);
}

static void
count_done (guint done, guint total, gpointer user_data)
{
  Batch *batch = user_data;

  g_assert_cmpuint (done, <=, total);
  batch->done = done;
}

static void
test_batch (void)
{
  const MiaoPdfInfo info = { .title = "成批打印", .created_at = CREATED };
  g_autofree char *path = g_build_filename (folder, "batch.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (MiaoDocument) one = make_table (60);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Batch batch = { .stop_at = 2, .fail_at = G_MAXUINT, .cancellable = cancellable };
  Batch failing = { .fail_at = 1 }, whole = { .fail_at = G_MAXUINT };

  g_assert_false (miao_pdf_write_batch (&info, 3, next_document, count_done, &batch, path,
                                        cancellable, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_assert_cmpuint (batch.asked, ==, 2);
  g_clear_error (&error);
  g_assert_false (
      miao_pdf_write_batch (&info, 3, next_document, NULL, &failing, path, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (
      miao_pdf_write_batch (&info, 3, next_document, count_done, &whole, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (whole.done, ==, 3);
  text = text_of (path);
  g_assert_cmpuint (count (text, "\f"), ==, 3 * miao_document_n_pages (one));
  g_assert_cmpuint (count (text, "起059"), ==, 3);
}

/* Drawn with fonts that were cut down to what is written, a page looks as it does with the whole
   ones, and its words can be found. */
static void
test_cut_fonts (void)
{
  static const char odd[] = "䶮㐂𠮷 Ａａé…—“”（\xF0\x9F\x98\x80）１２３ﬁ office";
  const MiaoPdfInfo info = { .created_at = CREATED };
  g_autofree char *whole_path = g_build_filename (folder, "whole.pdf", NULL);
  g_autoptr (MiaoDocument) document = make_table (40);
  g_autoptr (MiaoPdf) pdf = miao_pdf_new (&info);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *cut_path = NULL, *cut_text = NULL, *whole_text = NULL;
  g_autofree char *cut_seen = g_build_filename (folder, "cut", NULL);
  g_autofree char *whole_seen = g_build_filename (folder, "whole", NULL);

  miao_document_add_paragraph (document, odd, TRUE);
  cut_path = save (document, "cut.pdf");
  miao_pdf_add (pdf, document);
  bytes = miao_pdf_finish (pdf, NULL);
  g_assert_nonnull (bytes);
  g_assert_true (miao_file_replace (whole_path, bytes, NULL));

  cut_text = run ("pdftotext", "-raw", cut_path, "-");
  whole_text = run ("pdftotext", "-raw", whole_path, "-");
  g_assert_cmpstr (cut_text, ==, whole_text);
  g_assert_nonnull (strstr (cut_text, "office"));
  g_free (run ("pdftoppm", "-gray", cut_path, cut_seen));
  g_free (run ("pdftoppm", "-gray", whole_path, whole_seen));
  for (guint page = 1; page <= miao_document_n_pages (document); page++) {
    g_autofree char *cut_name = g_strdup_printf ("%s-%u.pgm", cut_seen, page);
    g_autofree char *whole_name = g_strdup_printf ("%s-%u.pgm", whole_seen, page);
    g_autofree char *cut_points = NULL, *whole_points = NULL;
    gsize cut_length, whole_length;

    g_assert_true (g_file_get_contents (cut_name, &cut_points, &cut_length, NULL));
    g_assert_true (g_file_get_contents (whole_name, &whole_points, &whole_length, NULL));
    g_assert_cmpmem (cut_points, cut_length, whole_points, whole_length);
  }
}

/* A character that no font has is a box; what stands beside it can be read. */
static void
test_unknown_character (void)
{
  g_autoptr (MiaoDocument) document = make (FALSE);
  g_autofree char *path = NULL, *text = NULL;

  miao_document_add_paragraph (document, "施\xEE\x84\xA3桐，男", TRUE);
  path = save (document, "unknown.pdf");
  text = text_of (path);
  g_assert_nonnull (strstr (text, "施"));
  g_assert_nonnull (strstr (text, "桐，男"));
}

static void
clean (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    (void) g_unlink (path);
  }
  g_dir_close (dir);
  (void) g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  folder = g_dir_make_tmp ("miao-pages-XXXXXX", NULL);
  g_test_add_func ("/pages/rows", test_rows);
  g_test_add_func ("/pages/tall-row", test_tall_row);
  g_test_add_func ("/pages/together", test_together);
  g_test_add_func ("/pages/paragraph", test_paragraph);
  g_test_add_func ("/pages/same-bytes", test_same_bytes);
  g_test_add_func ("/pages/archival", test_archival);
  g_test_add_func ("/pages/picture", test_picture);
  g_test_add_func ("/pages/batch", test_batch);
  g_test_add_func ("/pages/cut-fonts", test_cut_fonts);
  g_test_add_func ("/pages/unknown-character", test_unknown_character);
  g_test_add_func ("/pages/places", test_places);
  result = g_test_run ();
  clean ();

  return result;
}
