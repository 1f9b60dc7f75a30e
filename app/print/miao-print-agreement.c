#include "config.h"

#include "miao-print-agreement.h"

#include "miao-codes.h"

/* House text of the clauses that the agreement's own record leaves empty. Rights and duties follow
   the Measures for family foster care of 2014 in our own words. */

static const char duties_institution[] =
    "（一）向乙方如实说明寄养儿童的健康、习惯、教育等情况，提供照料所需的指导和培训。\n"
    "（二）按本协议按时足额支付寄养费用，专款专用，不截留、不挪用。\n"
    "（三）定期探访寄养儿童，了解其生活、健康、教育和心理状况，监督、评估乙方的照料。\n"
    "（四）为寄养儿童建立并保管寄养工作档案和个人成长档案。\n"
    "（五）乙方因约定事由短期不能照料儿童时，提供短期养育服务。\n"
    "（六）发现儿童权益受到侵害或者有安全风险的，立即采取保护措施；情况紧急的，有权先行带离儿童。";

static const char duties_family[] =
    "（一）保障寄养儿童的人身安全，尊重其人格尊严，不歧视、不虐待、不遗弃。\n"
    "（二）提供日常照料和合理营养，培养儿童的生活自理能力和良好习惯。\n"
    "（三）关心儿童的身心发展，给予家庭的温暖和正确的引导。\n"
    "（四）保障儿童接受学前教育和义务教育，与学校保持联系。\n"
    "（五）儿童患病及时就医；遇急症、重症或者意外，立即救治并同时报告甲方。\n"
    "（六）残疾儿童需要康复的，配合甲方开展康复训练。\n"
    "（七）配合甲方和民政部门为儿童办理送养等安置工作。\n"
    "（八）定期向甲方报告儿童成长情况，接受探访、培训、监督和指导。\n"
    "（九）住所、家庭成员、收入、健康等情况发生变化的，及时告知甲方。\n"
    "（十）不以寄养儿童的名义募捐或者谋取利益。";

static const char visit_plan[] =
    "甲方定期探访寄养儿童，融合期内适当增加次数，探访可以不事先通知。乙方应当配合，如实反映情况。";

static const char short_care[] =
    "乙方家庭因患病、外出等事由短期不能照料儿童的，应当提前告知甲方，由甲方提供短期养育服务，"
    "一般不超过三十日。乙方不得自行将儿童交给他人照料。";

static const char breach[] =
    "一方不履行本协议的，另一方可以要求其限期改正。乙方擅自变更主要照料人、不履行照料职责或者"
    "侵害儿童权益的，甲方责令改正；情节严重的，甲方有权解除本协议；造成儿童人身、财产损害的，"
    "依法承担责任。甲方未按约定支付费用的，应当及时补足。";

typedef struct {
  MiaoDocument *document;
  const MiaoAgreementData *data;
  const MiaoPrintOptions *options;
  guint article;
} Writer;

/* "第十二条　费用" */
static void
add_article (Writer *writer, const char *title)
{
  static const char *const units[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  guint n = ++writer->article;
  g_autofree char *tens = n < 10   ? g_strdup ("")
                          : n < 20 ? g_strdup ("十")
                                   : g_strdup_printf ("%s十", units[n / 10]);
  g_autofree char *text = g_strdup_printf ("第%s%s条　%s", tens, units[n % 10], title);

  miao_document_add_subheading (writer->document, text);
}

static void
add_text (Writer *writer, const char *text)
{
  miao_document_add_paragraph (writer->document, text, TRUE);
}

/* What the record says, or the house text. */
static void
add_clause (Writer *writer, const char *field, const char *house)
{
  g_autofree char *text = miao_print_dup_value (writer->data->agreement, field, writer->options);

  add_text (writer, text[0] != '\0' ? text : house);
}

static char *
dup_date (Writer *writer, const char *field)
{
  MiaoDate date = miao_record_get_date (writer->data->agreement, field);

  return date != MIAO_DATE_NONE ? miao_print_dup_date (date) : g_strdup ("　　　　年　　月　　日");
}

static void
add_parties (Writer *writer)
{
  const MiaoAgreementData *data = writer->data;
  MiaoPrintOptions full = { .full = TRUE };
  g_autofree char *name = miao_print_dup_value (data->child, "name", &full);
  g_autofree char *sex = miao_print_dup_value (data->child, "sex", &full);
  g_autofree char *born = miao_print_dup_value (data->child, "birth_date", &full);
  g_autofree char *number = miao_print_dup_value (data->child, "child_no", &full);
  g_autofree char *id_no = miao_print_dup_value (data->child, "id_no", &full);

  miao_document_begin_grid (writer->document, 2, NULL);
  miao_document_add_grid_cell (writer->document, "甲方（机构）", data->institution.name, 0);
  miao_document_add_grid_cell (writer->document, "统一社会信用代码", data->institution.id_no, 1);
  miao_document_add_grid_cell (writer->document, "代表人", data->institution.representative, 1);
  miao_document_add_grid_cell (writer->document, "地址", data->institution.address, 1);
  miao_document_add_grid_cell (writer->document, "电话", data->institution.phone, 1);
  miao_document_add_grid_cell (writer->document, "乙方（主要照料人）", data->caregiver.name, 1);
  miao_document_add_grid_cell (writer->document, "公民身份号码", data->caregiver.id_no, 1);
  miao_document_add_grid_cell (writer->document, "住址", data->caregiver.address, 1);
  miao_document_add_grid_cell (writer->document, "电话", data->caregiver.phone, 1);
  miao_document_add_grid_cell (writer->document, "寄养儿童", name, 1);
  miao_document_add_grid_cell (writer->document, "性别", sex, 1);
  miao_document_add_grid_cell (writer->document, "出生日期", born, 1);
  miao_document_add_grid_cell (writer->document, "院内编号", number, 1);
  miao_document_add_grid_cell (writer->document, "公民身份号码", id_no, 1);
  miao_document_add_grid_cell (writer->document, "家庭编号", data->family_no, 1);
  miao_document_end_grid (writer->document);
}

static void
add_terms (Writer *writer)
{
  g_autofree char *from = dup_date (writer, "term_from"), *to = dup_date (writer, "term_to");
  gint64 days = miao_record_get_int (writer->data->agreement, "integration_days", 60);
  g_autofree char *term = g_strdup_printf (
      "寄养期限自%s起至%s止。期限届满前儿童年满十八周岁、被依法收养或者由父母、其他监护人领回的，"
      "寄养关系随之终止。寄养期间儿童的监护关系不变，户籍不迁移。",
      from, to);
  g_autofree char *integration =
      g_strdup_printf ("融合期自儿童入户之日起 %" G_GINT64_FORMAT
                       " 日，最短不少于六十日。融合期满，甲方组织评估，评估认为适宜的，建立正式寄养"
                       "关系；认为不适宜的，终止融合，由甲方接回儿童并妥善安置。",
                       days);
  g_autofree char *caregiver = g_strdup_printf (
      "乙方%s为寄养儿童的主要照料人，承担日常照料。未经甲方同意，不得变更主要照料人；确需变更的，"
      "先经甲方同意，拟任照料人培训合格后，变更本协议。",
      writer->data->caregiver.name != NULL ? writer->data->caregiver.name : "");

  add_article (writer, "寄养期限");
  add_text (writer, term);
  add_article (writer, "融合期");
  add_text (writer, integration);
  add_article (writer, "主要照料人");
  add_text (writer, caregiver);
}

static void
add_allowances (Writer *writer)
{
  static const MiaoColumn columns[] = {
    { "费用", 3, MIAO_ALIGN_CENTER },
    { "金额（元）", 2, MIAO_ALIGN_RIGHT },
    { "发放周期", 2, MIAO_ALIGN_CENTER },
    { "发放日", 2, MIAO_ALIGN_CENTER },
  };
  g_autoptr (JsonArray) list = miao_record_get_list (writer->data->agreement, "allowances");
  guint n = json_array_get_length (list);

  add_article (writer, "寄养费用");
  add_text (writer, "甲方按下表向乙方支付费用，用于儿童的部分应当全部用于儿童。标准依法调整的，"
                    "按调整后的标准执行。");
  miao_document_begin_table (writer->document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MAX (n, 2); i++) {
    const char *cells[4] = { NULL };
    g_autofree char *amount = NULL, *day = NULL;

    if (i < n) {
      JsonObject *allowance = json_array_get_object_element (list, i);
      gint64 pay_day = json_object_get_int_member_with_default (allowance, "pay_day", 0);

      amount =
          miao_print_dup_number (json_object_get_int_member_with_default (allowance, "fen", 0), 2);
      if (pay_day > 0)
        day = g_strdup_printf ("%" G_GINT64_FORMAT " 日", pay_day);
      cells[0] = miao_codes_name (
          "allowance_kind", json_object_get_string_member_with_default (allowance, "kind", ""),
          MIAO_LANGUAGE_ZH);
      cells[1] = amount;
      cells[2] = miao_codes_name (
          "pay_period", json_object_get_string_member_with_default (allowance, "period", ""),
          MIAO_LANGUAGE_ZH);
      cells[3] = day;
    }
    miao_document_add_row (writer->document, cells);
  }
  miao_document_end_table (writer->document);
}

static void
add_clauses (Writer *writer)
{
  add_article (writer, "甲方的权利和义务");
  add_clause (writer, "duties_inst", duties_institution);
  add_article (writer, "乙方的权利和义务");
  add_clause (writer, "duties_family", duties_family);
  add_article (writer, "探访");
  add_clause (writer, "visit_plan", visit_plan);
  add_article (writer, "短期养育");
  add_clause (writer, "short_care_reasons", short_care);
  add_article (writer, "保密");
  add_text (writer,
            "双方对儿童的身世、健康和个人信息保密。未经甲方书面同意，乙方不得公开儿童的姓名、肖像和"
            "影像，不得接受与儿童有关的采访、直播和拍摄。");
  add_article (writer, "变更和解除");
  add_text (
      writer,
      "变更本协议应当书面约定，作为本协议附件。乙方要求解除寄养的，应当提前一个月书面申请，"
      "融合期内不受此限。乙方家庭不再符合寄养条件、不履行照料职责，或者儿童与家庭关系恶化、"
      "需要就医就学等不宜继续寄养的，甲方书面通知乙方解除寄养，报民政部门备案，并妥善安置儿童。");
  add_article (writer, "违约责任及处理");
  add_clause (writer, "breach", breach);
  add_article (writer, "争议解决");
  add_text (writer, "因履行本协议发生争议的，双方协商解决；协商不成的，可以请当地民政部门调解，"
                    "也可以依法向人民法院起诉。争议期间应当首先保障儿童的照料和安全。");
}

static void
add_end (Writer *writer)
{
  const MiaoAgreementData *data = writer->data;
  g_autofree char *annex =
      g_strdup_printf ("附件：寄养家庭评估报告（编号 %s）；主要照料人培训合格证明（编号 %s）。",
                       data->evaluation_no != NULL ? data->evaluation_no : "　　　　　　",
                       data->training_no != NULL ? data->training_no : "　　　　　　");
  const MiaoSignature lines[] = {
    { "甲方（盖章）", NULL },     { "乙方（签字）", NULL }, { "代表人（签字）", NULL },
    { "家庭成员（签字）", NULL }, { "日期", NULL },         { "日期", NULL },
  };

  add_article (writer, "生效");
  add_text (
      writer,
      "本协议自双方签字（盖章）之日起生效。一式三份，甲、乙双方各执一份，报民政部门备案一份。");
  add_text (writer, annex);
  miao_document_add_signatures (writer->document, lines, G_N_ELEMENTS (lines), 2);
}

MiaoDocument *
miao_print_agreement (const MiaoDocumentInfo *info,
                      const MiaoAgreementData *data,
                      const MiaoPrintOptions *options)
{
  MiaoDocument *document = miao_document_new (info);
  Writer writer = { document, data, options, 0 };
  g_autofree char *number = miao_print_dup_value (data->agreement, "agreement_no", options);
  g_autofree char *line = g_strconcat ("协议编号：", number, NULL);

  miao_document_add_title (document, "家庭寄养协议");
  miao_document_add_note (document, line);
  add_parties (&writer);
  miao_document_add_paragraph (document,
                               "为保障寄养儿童的合法权益，根据《家庭寄养管理办法》第十二条，"
                               "双方就家庭寄养事项签订本协议。",
                               TRUE);
  add_terms (&writer);
  add_allowances (&writer);
  add_clauses (&writer);
  miao_document_begin_together (document);
  add_end (&writer);
  miao_document_end_together (document);

  return document;
}
