#include "config.h"

#include "miao-language.h"
#include "miao-pdf.h"
#include "print-data.h"

#include <glib/gstdio.h>
#include <string.h>

#define CREATED G_GINT64_CONSTANT (1795504800000)

static char *folder;

static MiaoDocumentInfo
info_for (const char *title)
{
  MiaoDocumentInfo info = {
    .title = title,
    .institution = "江宁市儿童福利院",
    .series = "儿童个人成长档案",
    .archive_code = "0731-ET·2023-Y-A0017-01",
    .item_no = "0038",
    .printed_by = "宋知微",
    .printed_on = "2026年11月24日 15:20",
    .practice = TRUE,
  };

  return info;
}

/* The text of the PDF of @document without spaces; the file stays when MIAO_PRINT_KEEP names a
   folder, to be looked at. */
static char *
text_of (MiaoDocument *document, const char *name)
{
  const char *keep = g_getenv ("MIAO_PRINT_KEEP");
  g_autofree char *path = g_build_filename (keep != NULL ? keep : folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  GString *text = g_string_new (NULL);
  int status = 0;

  g_assert_true (miao_pdf_write (document, CREATED, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (miao_document_n_missing (document), ==, 0);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  for (const char *p = out; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '\f' || !g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
  if (keep == NULL)
    (void) g_unlink (path);

  return g_string_free (text, FALSE);
}

static void
assert_has (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not on paper", words[i]);
}

typedef struct {
  guint drawn;
} Curve;

static void
draw_curve (cairo_t *cr, double width, double height, gpointer user_data)
{
  Curve *curve = user_data;

  curve->drawn++;
  cairo_move_to (cr, 0, height);
  cairo_line_to (cr, width, 0);
  cairo_stroke (cr);
}

typedef struct {
  MiaoRecord *child;
  MiaoRecord *admission;
  const MiaoRecord *admissions[1];
  MiaoPrintMeasure measures[PRINT_DATA_MEASURES];
  Curve curve;
  MiaoPrintCurve curves[1];
  MiaoGrowthRecordData data;
} Fixture;

static void
fixture_set_up (Fixture *f, gconstpointer unused)
{
  f->child = print_data_child ();
  f->admission = print_data_admission ();
  f->admissions[0] = f->admission;
  print_data_measures (f->measures);
  f->curves[0] = (MiaoPrintCurve){ "年龄别体重曲线（kg）", draw_curve, &f->curve };
  f->data = (MiaoGrowthRecordData){
    .child = f->child,
    .admissions = f->admissions,
    .n_admissions = 1,
    .measures = f->measures,
    .n_measures = PRINT_DATA_MEASURES,
    .standard = "WHO 儿童生长标准（2006），女，0–5 岁",
    .curves = f->curves,
    .n_curves = 1,
    .growth_opinion =
        "体重在中下范围，2026年7月至10月由 −1.01 降至 −1.62，增速减缓；身高在中等范围。"
        "建议营养评估，每月测量一次，至增速恢复。",
    .stays = print_data_stays,
    .n_stays = G_N_ELEMENTS (print_data_stays),
    .evaluations = print_data_evaluations,
    .n_evaluations = G_N_ELEMENTS (print_data_evaluations),
    .notes = print_data_notes,
    .n_notes = G_N_ELEMENTS (print_data_notes),
    .as_of = miao_date_parse ("2026-11-24"),
    .retention = "永久",
    .arranged_by = "高明远",
  };
}

static void
fixture_tear_down (Fixture *f, gconstpointer unused)
{
  miao_record_unref (f->child);
  miao_record_unref (f->admission);
}

static void
test_growth_record (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "儿童个人成长档案",
    "林小满",
    "2023年9月2日—2026年11月24日",
    "一、基本情况",
    "二、入院经过",
    "江宁市公安局江北分局",
    "三、生长发育",
    "四、养育经过",
    "至今",
    "五、评估",
    "确立正式寄养",
    "六、成长记录",
    "走到周阿姨怀里",
    "七、备考",
    "立卷人：高明远",
    "检查人：",
    "测量17次",
    "3岁1个月",
    "11.62",
    "−1.52",
    NULL,
  };
  MiaoDocumentInfo info = info_for ("儿童个人成长档案");
  g_autoptr (MiaoDocument) masked = miao_print_growth_record (&info, &f->data, NULL);
  MiaoPrintOptions all = { .full = TRUE };
  g_autoptr (MiaoDocument) full = miao_print_growth_record (&info, &f->data, &all);
  g_autofree char *text = text_of (masked, "growth-record.pdf");
  g_autofree char *full_text = text_of (full, "growth-record-full.pdf");

  assert_has (text, words);
  assert_has (full_text, words);
  g_assert_cmpuint (f->curve.drawn, ==, 2);
  /* What not everybody may read is on the full copy only. */
  g_assert_null (strstr (text, "110105202308140021"));
  g_assert_nonnull (strstr (text, "已遮盖"));
  g_assert_nonnull (strstr (full_text, "110105202308140021"));
}

static void
test_growth_sheet (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "儿童生长发育记录", "最近10次，共17次", "年龄别体重曲线（kg）",
    "评价人：高明远",   "审核人：",         NULL,
  };
  MiaoDocumentInfo info = info_for ("儿童生长发育记录");
  g_autoptr (MiaoDocument) document = miao_print_growth_sheet (&info, &f->data, NULL);
  g_autofree char *text = text_of (document, "growth-sheet.pdf");

  assert_has (text, words);
  g_assert_cmpuint (miao_document_n_pages (document), ==, 1);
  g_assert_null (strstr (text, "2023-09-14")); /* older than the last ten */
}

/* A child of whom nothing is known yet has a record too, which says so. */
static void
test_empty (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "没有入院记录。", "没有测量记录。", "没有养育记录。", "没有评估记录。", "没有成长记录。", NULL,
  };
  MiaoGrowthRecordData data = { .child = f->child, .as_of = f->data.as_of };
  MiaoDocumentInfo info = info_for ("儿童个人成长档案");
  g_autoptr (MiaoDocument) document = miao_print_growth_record (&info, &data, NULL);
  g_autofree char *text = text_of (document, "empty.pdf");

  assert_has (text, words);
}

static void
test_record (Fixture *f, gconstpointer unused)
{
  MiaoDocumentInfo info = info_for ("入院登记表");
  MiaoPrintOptions all = { .full = TRUE };
  MiaoSignature lines[] = { { "接收人", NULL }, { "审批人", NULL } };
  g_autoptr (MiaoDocument) masked = miao_print_record (&info, f->admission, NULL, lines, 2);
  g_autoptr (MiaoDocument) full = miao_print_record (&info, f->admission, &all, lines, 2);
  g_autofree char *text = text_of (masked, "record.pdf");
  g_autofree char *full_text = text_of (full, "record-full.pdf");

  g_assert_nonnull (strstr (text, "接收意见日期"));
  g_assert_nonnull (strstr (text, "2023年11月20日"));
  g_assert_nonnull (strstr (text, "审批人："));
  g_assert_null (strstr (text, "DNA"));
  g_assert_null (strstr (text, "汽车站"));
  g_assert_nonnull (strstr (full_text, "入院登记表"));
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  /* Paper is Chinese whatever the screen is. */
  miao_set_language (MIAO_LANGUAGE_EN);
  folder = g_dir_make_tmp ("miao-papers-XXXXXX", NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/papers/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("growth-record", test_growth_record);
  ADD ("growth-sheet", test_growth_sheet);
  ADD ("empty", test_empty);
  ADD ("record", test_record);
#undef ADD
  result = g_test_run ();
  (void) g_rmdir (folder);
  g_free (folder);

  return result;
}
