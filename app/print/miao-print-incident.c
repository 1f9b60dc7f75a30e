#include "config.h"

#include "miao-print-incident.h"

#include "miao-codes.h"

/* A row of a frame: a short label and the field; @span as miao_document_add_grid_cell(). */
typedef struct {
  const char *label;
  const char *field;
  guint span;
} Cell;

static const Cell incident_cells[] = {
  { "事件类别", "kind", 1 },
  { "发现时间", "discovered_at", 1 },
  { "发生时间", "occurred_at", 1 },
  { "发现人", "discoverer", 1 },
  { "地点", "place", 0 },
  { "强制报告情形", "mandatory_ground", 0 },
  { "情况", "description", 0 },
  { "伤情", "injuries", 0 },
  { "先期处置", "first_actions", 0 },
  { "保护安置", "safe_measure", 1 },
  { "已告知家庭", "family_contacted", 1 },
  { "安置说明", "safe_measure_text", 0 },
};
static const Cell complaint_cells[] = {
  { "收到时间", "discovered_at", 1 }, { "投诉方式", "channel", 1 },
  { "投诉人", "complainant", 1 },     { "姓名和联系方式", "complainant_name", 1 },
  { "反映的情况", "description", 0 }, { "答复日期", "answered_on", 0 },
  { "答复内容", "answer", 0 },
};
static const Cell end_cells[] = {
  { "查证结论", "outcome", 1 }, { "办结日期", "closed_on", 1 }, { "经办人", "recorder", 1 },
  { "办结人", "closed_by", 1 }, { "处理结果", "result", 0 },
};

static void
add_cells (MiaoDocument *document,
           const MiaoRecord *record,
           const Cell *cells,
           guint n,
           const MiaoPrintOptions *options)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *value = miao_print_dup_value (record, cells[i].field, options);

    miao_document_add_grid_cell (document, cells[i].label, value, cells[i].span);
  }
}

const char *
miao_print_incident_title (const MiaoRecord *incident)
{
  if (miao_record_is (incident, "kind", "COMPLAINT"))
    return "投诉登记表";

  return miao_record_get_bool (incident, "mandatory") ? "强制报告记录表" : "突发事件记录表";
}

static char *
dup_code (const char *table, JsonObject *report, const char *member)
{
  const char *code = json_object_get_string_member_with_default (report, member, NULL);

  return g_strdup (code != NULL ? miao_codes_name (table, code, MIAO_LANGUAGE_ZH) : "");
}

static char *
dup_reply (JsonObject *report)
{
  const char *on = json_object_get_string_member_with_default (report, "replied_on", NULL);

  return on != NULL
             ? g_strdup_printf ("%s　%s", on,
                                json_object_get_string_member_with_default (report, "reply", ""))
             : g_strdup ("");
}

static void
add_report (MiaoDocument *document, JsonObject *report)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (
      json_object_get_int_member_with_default (report, "at", 0) / 1000);
  g_autofree char *when = g_date_time_format (at, "%Y-%m-%d %H:%M");
  g_autofree char *to = dup_code ("report_to", report, "to");
  g_autofree char *channel = dup_code ("report_channel", report, "channel");
  g_autofree char *reply = dup_reply (report);
  const char *cells[] = {
    when,
    to,
    channel,
    json_object_get_string_member_with_default (report, "by", ""),
    json_object_get_string_member_with_default (report, "receiver", ""),
    json_object_get_string_member_with_default (report, "receipt_no", ""),
    reply,
  };

  miao_document_add_row (document, cells);
}

static void
add_reports (MiaoDocument *document, const MiaoIncidentData *data, const MiaoPrintOptions *options)
{
  static const MiaoColumn columns[] = {
    { "报告时间", 17, MIAO_ALIGN_CENTER }, { "报告部门", 15, MIAO_ALIGN_CENTER },
    { "方式", 9, MIAO_ALIGN_CENTER },      { "报告人", 12, MIAO_ALIGN_CENTER },
    { "接报人", 13, MIAO_ALIGN_CENTER },   { "受理编号", 14, MIAO_ALIGN_CENTER },
    { "回复", 20, MIAO_ALIGN_LEFT },
  };
  static const char *const empty[G_N_ELEMENTS (columns)] = { NULL };
  g_autoptr (JsonArray) reports = miao_record_get_list (data->incident, "reports");
  guint n = options->full ? json_array_get_length (reports) : 0;

  miao_document_add_heading (document, "报告");
  if (data->passed != NULL) {
    g_autofree char *words = g_strdup_printf ("从发现到首次报告：%s", data->passed);

    miao_document_add_paragraph (document, words, FALSE);
  }
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < n; i++)
    add_report (document, json_array_get_object_element (reports, i));
  if (n == 0)
    miao_document_add_row (document, empty);
  miao_document_end_table (document);
}

static void
add_end (MiaoDocument *document, const MiaoIncidentData *data, const MiaoPrintOptions *options)
{
  const MiaoSignature signatures[] = { { "经办人（签字）", NULL },
                                       { "负责人（签字）", NULL },
                                       { "机构（盖章）", data->institution } };

  miao_document_add_heading (document, "处理结果");
  miao_document_begin_grid (document, 2, NULL);
  add_cells (document, data->incident, end_cells, G_N_ELEMENTS (end_cells), options);
  miao_document_end_grid (document);
  miao_document_add_space (document, 12);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);
}

static void
begin_frame (MiaoDocument *document, const char *child, const char *family)
{
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "儿童", child, 1);
  miao_document_add_grid_cell (document, "寄养家庭", family, 1);
}

MiaoDocument *
miao_print_incident (const MiaoDocumentInfo *info,
                     const MiaoIncidentData *data,
                     const MiaoPrintOptions *options)
{
  MiaoDocument *document = miao_document_new (info);
  const char *number = miao_record_get (data->incident, "incident_no");
  gboolean complaint = miao_record_is (data->incident, "kind", "COMPLAINT");
  g_autofree char *line = g_strdup_printf ("编号：%s", number != NULL ? number : "");

  miao_document_add_title (document, miao_print_incident_title (data->incident));
  miao_document_add_paragraph (document, line, FALSE);
  begin_frame (document, data->children, data->family);
  if (complaint)
    add_cells (document, data->incident, complaint_cells, G_N_ELEMENTS (complaint_cells), options);
  else
    add_cells (document, data->incident, incident_cells, G_N_ELEMENTS (incident_cells), options);
  miao_document_end_grid (document);
  if (!complaint || miao_record_has (data->incident, "reports"))
    add_reports (document, data, options);
  add_end (document, data, options);

  return document;
}

MiaoDocument *
miao_print_removal (const MiaoDocumentInfo *info,
                    const MiaoRemovalData *data,
                    const MiaoPrintOptions *options)
{
  static const Cell cells[] = { { "寄养编号", "placement_no", 1 },
                                { "入户日期", "moved_in_on", 1 },
                                { "紧急带离日期", "suspended_on", 0 },
                                { "原因和经过", "suspend_reason", 0 } };
  static const Cell back[] = { { "返回日期", "returned_on", 0 },
                               { "返回的理由", "return_reason", 0 } };
  const MiaoSignature signatures[] = {
    { "带离人（签字）", NULL }, { "在场人（签字）", NULL }, { "寄养家庭（签字）", NULL },
    { "接收人（签字）", NULL }, { "负责人（签字）", NULL }, { "机构（盖章）", data->institution }
  };
  MiaoDocument *document = miao_document_new (info);

  miao_document_add_title (document, "紧急带离记录");
  begin_frame (document, data->child, data->family);
  add_cells (document, data->placement, cells, G_N_ELEMENTS (cells), options);
  miao_document_add_grid_cell (
      document, "事件编号",
      data->incident != NULL ? miao_record_get (data->incident, "incident_no") : "", 0);
  if (miao_record_has (data->placement, "returned_on"))
    add_cells (document, data->placement, back, G_N_ELEMENTS (back), options);
  miao_document_end_grid (document);
  miao_document_add_note (document,
                          "紧急带离不需要事先批准。涉嫌侵害的，立即向公安、民政等部门报告。");
  miao_document_add_space (document, 18);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);

  return document;
}
