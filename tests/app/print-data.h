#pragma once

#include "miao-kinds.h"
#include "miao-print-growth-record.h"

/* A made-up child whose papers the tests print. */

static MiaoRecord *
print_data_child (void)
{
  MiaoRecord *child = miao_record_new (miao_kind_find ("child"));

  miao_record_set (child, "child_no", "ET-2023-0017");
  miao_record_set (child, "name", "林小满");
  miao_record_set (child, "sex", "2");
  miao_record_set (child, "birth_date", "2023-08-14");
  miao_record_set (child, "birth_basis", "3");
  miao_record_set (child, "ethnic", "01");
  miao_record_set (child, "id_no", "110105202308140021");
  miao_record_set (child, "child_category", "12");
  miao_record_set (child, "guardianship", "1");
  miao_record_set (child, "guardian_org", "江宁市民政局");
  miao_record_set (child, "care_mode", "2");
  miao_record_set (child, "allergies", "对鸡蛋过敏，接种疫苗前须告知医生。");

  return child;
}

static MiaoRecord *
print_data_admission (void)
{
  MiaoRecord *admission = miao_record_new (miao_kind_find ("admission"));

  miao_record_set (admission, "arrived_on", "2023-09-02");
  miao_record_set (admission, "intake_code", "A1");
  miao_record_set (admission, "sender_type", "1");
  miao_record_set (admission, "sender_name", "江宁市公安局江北分局");
  miao_record_set (admission, "police_org", "江宁市公安局江北分局");
  miao_record_set (admission, "police_cert_on", "2023-09-02");
  miao_record_set (admission, "health_check_on", "2023-09-04");
  miao_record_set (admission, "approve_org", "江宁市民政局");
  miao_record_set (admission, "approve_on", "2023-11-20");
  miao_record_set (admission, "found_place", "江北路汽车站候车室");

  return admission;
}

#define PRINT_DATA_MEASURES 17

static void
print_data_measures (MiaoPrintMeasure *measures)
{
  static const int weights[] = { 3720, 4600,  5320,  5980,  6790,  7420,  7980,  8360, 9100,
                                 9780, 10360, 10900, 11320, 11700, 11920, 12050, 11620 };

  for (int i = 0; i < PRINT_DATA_MEASURES; i++) {
    measures[i] = (MiaoPrintMeasure){
      .on = miao_date_add_months (miao_date_parse ("2023-09-14"), i < 7 ? i * 2 : 12 + (i - 7) * 3),
      .weight_g = weights[i],
      .height_mm = 520 + i * 26,
      .head_mm = i < 8 ? 360 + i * 12 : 0,
      .z_weight = -40 - i * 7,
      .z_height = i == 3 ? G_MININT : -64,
      .position = i < 9 ? "卧" : "立",
      .by = i % 2 ? "吴春燕" : "高明远",
      .verdict = i > 14 ? "中下" : "中",
    };
  }
}

static const MiaoPrintStay print_data_stays[] = {
  { 738765, 738999, "机构养育", "阳光楼 2 层 婴儿部", "" },
  { 739000, 739400, "家庭寄养", "寄养家庭 JY-2024-0007（周建国）", "融合期 2024-04-24 起" },
  { 739401, 739420, "住院治疗", "江宁市儿童医院", "先天性心脏病手术" },
  { 739421, MIAO_DATE_NONE, "家庭寄养", "寄养家庭 JY-2024-0007（周建国）", "" },
};

static const MiaoPrintEvaluation print_data_evaluations[] = {
  { 738980, "PG-2024-0031", "儿童寄养前评估", "江宁市童心社会工作服务中心", "适宜家庭寄养" },
  { 739070, "PG-2024-0058", "寄养融合期评估", "江宁市童心社会工作服务中心", "确立正式寄养" },
};

static const MiaoPrintNote print_data_notes[] = {
  { 739100, "会走路了", "今天在客厅里自己走了七步，走到周阿姨怀里。周叔叔用手机录了像。",
    "高明远" },
};
