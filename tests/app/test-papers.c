#include "config.h"

#include "miao-growth-chart.h"
#include "miao-growth-curve.h"
#include "miao-language.h"
#include "miao-pdf.h"
#include "miao-print-agreement.h"
#include "miao-print-evaluation.h"
#include "miao-print-recovery.h"
#include "miao-print-volume.h"
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
  GArray *curve;
  MiaoGrowthPoint points[PRINT_DATA_MEASURES];
} Curve;

static void
draw_curve (cairo_t *cr, double width, double height, gpointer user_data)
{
  Curve *curve = user_data;
  const MiaoGrowthChart chart = {
    .indicator = MIAO_GROWTH_WEIGHT_FOR_AGE,
    .sex = 2,
    .born = miao_date_parse ("2023-08-14"),
    .to = 1826,
    .curve = (const MiaoGrowthCurvePoint *) (const void *) curve->curve->data,
    .n_curve = curve->curve->len,
    .points = curve->points,
    .n_points = PRINT_DATA_MEASURES,
    .selected = -1,
    .callout = MIAO_GROWTH_CALLOUT_LINE,
    .font = "Noto Serif CJK SC",
    .font_size = 8.5,
    .language = MIAO_LANGUAGE_ZH,
  };

  curve->drawn++;
  miao_growth_chart_draw (&chart, miao_growth_palette_paper (), cr, width, height);
}

static void
make_curve (Curve *curve, const MiaoPrintMeasure *measures)
{
  curve->curve = miao_growth_curve_sample (MIAO_GROWTH_WEIGHT_FOR_AGE, 2, 0, 1826, 120);
  for (guint i = 0; i < PRINT_DATA_MEASURES; i++)
    curve->points[i] = (MiaoGrowthPoint){ .on = measures[i].on,
                                          .x = measures[i].on - miao_date_parse ("2023-08-14"),
                                          .value = measures[i].weight_g / 1000.0,
                                          .z = measures[i].z_weight / 100.0,
                                          .centile = 20 };
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
  make_curve (&f->curve, f->measures);
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
  g_array_unref (f->curve.curve);
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
  /* Each of the two is gone through twice: for its glyphs, and to be drawn. */
  g_assert_cmpuint (f->curve.drawn, ==, 4);
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

static MiaoRecord *
make_agreement (void)
{
  MiaoRecord *agreement = miao_record_new (miao_kind_find ("agreement"));

  miao_record_set (agreement, "agreement_no", "XY-2024-0007");
  miao_record_set (agreement, "term_from", "2024-04-24");
  miao_record_set (agreement, "term_to", "2029-04-23");
  miao_record_set (agreement, "integration_days", "75");
  miao_record_set (agreement, "allowances",
                   "[{\"kind\":\"1\",\"fen\":180000,\"period\":\"MONTH\",\"pay_day\":10},"
                   "{\"kind\":\"2\",\"fen\":60050,\"period\":\"MONTH\",\"pay_day\":10}]");
  miao_record_set (agreement, "visit_plan",
                   "融合期内每周探访一次，之后每月两次，每季度至少一次不预先通知。");

  return agreement;
}

/* What Art. 12 (5) of the Measures wants in an agreement: term, rights and duties of both, main
   caregiver, integration period, breach and how it is dealt with. */
static void
test_agreement (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "家庭寄养协议",
    "协议编号：XY-2024-0007",
    "江宁市儿童福利院",
    "周建国",
    "林小满",
    "110105202308140021",
    "第一条寄养期限",
    "2024年4月24日起至2029年4月23日止",
    "第二条融合期",
    "75日",
    "第三条主要照料人",
    "第四条寄养费用",
    "1800.00",
    "600.50",
    "按月",
    "第五条甲方的权利和义务",
    "第六条乙方的权利和义务",
    "第七条探访",
    "每季度至少一次不预先通知",
    "第八条短期养育",
    "第九条保密",
    "第十条变更和解除",
    "第十一条违约责任及处理",
    "第十二条争议解决",
    "第十三条生效",
    "一式三份",
    "PG-2024-0031",
    "甲方（盖章）",
    "乙方（签字）",
    NULL,
  };
  g_autoptr (MiaoRecord) agreement = make_agreement ();
  MiaoAgreementData data = {
    .agreement = agreement,
    .institution = { "江宁市儿童福利院", "12320100MB0000000X", "邵文博", "江宁市江北路 88 号",
                     "025-00000000" },
    .caregiver = { "周建国", "110105197803070018", NULL, "江宁市江北区梧桐里 3 幢 402 室",
                   "139 0000 0000" },
    .family_no = "JY-2024-0007",
    .child = f->child,
    .evaluation_no = "PG-2024-0031",
  };
  MiaoDocumentInfo info = info_for ("家庭寄养协议");
  g_autoptr (MiaoDocument) document = miao_print_agreement (&info, &data, NULL);
  g_autofree char *text = text_of (document, "agreement.pdf");

  assert_has (text, words);
}

static MiaoRecord *
make_evaluation (void)
{
  MiaoRecord *evaluation = miao_record_new (miao_kind_find ("evaluation"));

  miao_record_set (evaluation, "eval_no", "PG-2024-0058");
  miao_record_set (evaluation, "provider_type", "1");
  miao_record_set (evaluation, "provider_name", "江宁市童心社会工作服务中心");
  miao_record_set (evaluation, "started_on", "2024-06-28");
  miao_record_set (evaluation, "finished_on", "2024-07-03");
  miao_record_set (evaluation, "answers",
                   "[{\"item\":\"INT-04\",\"answer\":\"3\",\"note\":\"夜醒减少，饭量正常\"},"
                   "{\"item\":\"INT-08\",\"answer\":\"yes\"}]");
  miao_record_set (evaluation, "conclusion", "C_CONFIRM");
  miao_record_set (evaluation, "opinion_text",
                   "儿童与照料人建立了稳定的依恋关系，家庭照料耐心细致。");

  return evaluation;
}

static void
test_evaluation (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "寄养融合期评估报告",
    "林小满",
    "入户日期",
    "INT-04",
    "饮食、睡眠适应",
    "夜醒减少，饭量正常",
    "评估日为第70天",
    "建立正式寄养关系",
    "稳定的依恋关系",
    "童心社会工作服务中",
    "李静",
    "2024年7月3日",
    NULL,
  };
  static const char *const blank_words[] = { "寄养融合期评估表", "□是□否", "□0□1□2□3",
                                             "机构审核意见", NULL };
  static const MiaoPrintFact facts[] = { { "儿童", "林小满" }, { "入户日期", "2024年4月24日" } };
  static const MiaoPrintComputed computed[] = { { "INT-01", "符合", "评估日为第 70 天" } };
  g_autoptr (MiaoRecord) evaluation = make_evaluation ();
  g_autoptr (MiaoRecord) member = miao_record_new (miao_kind_find ("evaluation_member"));
  const MiaoRecord *members[] = { member };
  MiaoEvaluationData data = {
    .form = miao_form_for_kind ("EV_C_INTEGRATION", miao_date_parse ("2024-07-03")),
    .evaluation = evaluation,
    .members = members,
    .n_members = 1,
    .facts = facts,
    .n_facts = G_N_ELEMENTS (facts),
    .computed = computed,
    .n_computed = G_N_ELEMENTS (computed),
  };
  MiaoEvaluationData blank = { .form = data.form };
  MiaoDocumentInfo info = info_for (NULL);
  g_autoptr (MiaoDocument) document = NULL, blank_document = NULL;
  g_autofree char *text = NULL, *blank_text = NULL;

  g_assert_nonnull (data.form);
  miao_record_set (member, "name", "李静");
  miao_record_set (member, "role", "LEADER");
  miao_record_set (member, "vote", "AGREE");
  document = miao_print_evaluation (&info, &data, NULL);
  blank_document = miao_print_evaluation (&info, &blank, NULL);
  text = text_of (document, "evaluation.pdf");
  blank_text = text_of (blank_document, "evaluation-blank.pdf");
  assert_has (text, words);
  assert_has (blank_text, blank_words);
  g_assert_null (strstr (text, "□"));
}

/* What was found, and what became of what was found before; blank rows to write into. */
static void
test_needs (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "寄养期家庭需求评估报告",
    "需求清单需求紧急程度措施责任人完成期限",
    "短期替代照料（喘息）：照料人紧急安排替代照料李静2024年8月1日需要休息",
    "上次需求的落实情况上次的需求责任人完成期限落实情况",
    "照料技能培训：学习辅食制作张敏2024年3月1日已落实，2024年2月20日：参加两次培训",
    "心理支持：情绪疏导张敏2024年3月1日待落实",
    NULL,
  };
  static const char *const blank_words[] = { "寄养期家庭需求评估表",
                                             "需求清单需求紧急程度措施责任人完成期限", NULL };
  static const char *const none_words[] = { "完成期限没有需求", NULL };
  g_autoptr (MiaoRecord) evaluation = make_evaluation ();
  g_autoptr (JsonArray) needs = NULL, none = json_array_new ();
  MiaoEvaluationData data = { .form = miao_form_for_kind ("EV_E_FAMILY_NEED",
                                                          miao_date_parse ("2024-07-03")) };
  MiaoDocumentInfo info = info_for (NULL);
  g_autoptr (MiaoDocument) document = NULL, blank_document = NULL, none_document = NULL;
  g_autofree char *text = NULL, *blank_text = NULL, *none_text = NULL;

  miao_record_set (evaluation, "answers", "[]");
  miao_record_set (
      evaluation, "needs",
      "[{\"last\":false,\"area\":\"RESPITE\",\"text\":\"照料人需要休息\",\"urgency\":\"URGENT\","
      "\"plan\":\"安排替代照料\",\"staff\":\"李静\",\"due\":\"2024-08-01\",\"status\":\"OPEN\"},"
      "{\"last\":true,\"area\":\"SKILL\",\"text\":\"学习辅食制作\",\"urgency\":\"NORMAL\","
      "\"staff\":\"张敏\",\"due\":\"2024-03-01\",\"status\":\"MET\",\"closed_on\":\"2024-02-20\","
      "\"done\":\"参加两次培训\"},"
      "{\"last\":true,\"area\":\"MIND\",\"text\":\"情绪疏导\",\"urgency\":\"NORMAL\","
      "\"staff\":\"张敏\",\"due\":\"2024-03-01\",\"status\":\"OPEN\"}]");
  needs = miao_record_get_list (evaluation, "needs");
  data.needs = none;
  blank_document = miao_print_evaluation (&info, &data, NULL);
  data.evaluation = evaluation;
  none_document = miao_print_evaluation (&info, &data, NULL);
  data.needs = needs;
  document = miao_print_evaluation (&info, &data, NULL);
  text = text_of (document, "needs.pdf");
  blank_text = text_of (blank_document, "needs-blank.pdf");
  none_text = text_of (none_document, "needs-none.pdf");
  assert_has (text, words);
  assert_has (blank_text, blank_words);
  assert_has (none_text, none_words);
  g_assert_null (strstr (blank_text, "没有需求"));
}

static void
test_recovery (Fixture *f, gconstpointer unused)
{
  static const char *const words[] = {
    "恢复密钥单",         "011000022000033000044000", "055000066000077000088000",
    "第一份：院长保险柜", "第二份：档案室",           NULL
  };
  MiaoDocumentInfo info = info_for (NULL);
  g_autoptr (MiaoDocument) document =
      miao_print_recovery_sheet (&info, "011000-022000-033000-044000-055000-066000-077000-088000",
                                 "江宁.miaopu", "2026年11月24日");
  g_autofree char *text = text_of (document, "recovery.pdf");

  assert_has (text, words);
  g_assert_cmpuint (miao_document_n_pages (document), ==, 2);
  /* A digest of the key on the paper would be of use to nobody but a thief. */
  g_assert_null (strstr (text, "SM3"));
}

static void
test_volume (Fixture *f, gconstpointer unused)
{
  static const char *const cover_words[] = { "凌晓棉儿童个人成长档案", "3件5页", "2006—2013",
                                             "永久", NULL };
  static const char *const list_words[] = { "卷内文件目录", "0003", "20060630", "〔2006〕18号",
                                            NULL };
  static const char *const end_words[] = { "卷内备考表", "本卷共3件、5页。", "立卷人：庄静宜",
                                           "封存", NULL };
  static const MiaoVolumeLine lines[] = {
    { 1, NULL, "市公安局江北分局", "捡拾报案证明", 732420, 1, NULL },
    { 2, NULL, "本院", "寻亲公告（报纸剪样）", 732429, 2, NULL },
    { 3, "江民福〔2006〕18号", "市民政局", "接收意见", 732492, 2, NULL },
  };
  MiaoVolumePaper paper = {
    .fonds = "江宁市儿童福利院",
    .category = "儿童个人成长档案",
    .title = "凌晓棉　儿童个人成长档案",
    .code = "0731-ET·2006-Y-A0003-01",
    .period = "2006—2013",
    .retention = "永久",
    .n_pages = 5,
    .lines = lines,
    .n_lines = G_N_ELEMENTS (lines),
    .state = "无缺损、无修改。",
    .arranged_by = "庄静宜",
    .checked_by = "邵文博",
    .arranged_on = 732500,
    .seal = "2024年9月10日由庄静宜封存，末件链值 7c1e90ab…44d25f08。",
  };
  MiaoDocumentInfo info = info_for ("卷内文件目录");
  g_autoptr (MiaoDocument) cover = miao_print_volume_cover (&info, &paper);
  g_autoptr (MiaoDocument) list = miao_print_volume_list (&info, &paper);
  g_autoptr (MiaoDocument) end = miao_print_volume_end (&info, &paper);
  g_autofree char *cover_text = text_of (cover, "volume-cover.pdf");
  g_autofree char *list_text = text_of (list, "volume-list.pdf");
  g_autofree char *end_text = text_of (end, "volume-end.pdf");

  assert_has (cover_text, cover_words);
  assert_has (list_text, list_words);
  assert_has (end_text, end_words);
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
  ADD ("agreement", test_agreement);
  ADD ("evaluation", test_evaluation);
  ADD ("needs", test_needs);
  ADD ("recovery", test_recovery);
  ADD ("volume", test_volume);
#undef ADD
  result = g_test_run ();
  (void) g_rmdir (folder);
  g_free (folder);

  return result;
}
