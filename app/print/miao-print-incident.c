#include "config.h"

#include "miao-print-incident.h"

#include "miao-codes.h"

/* Fields of the frames, each of which is left out where it does not belong. */
static const char *const incident_fields[] = { "kind",        "status",     "discovered_at",
                                               "occurred_at", "discoverer", "place",
                                               NULL };
static const char *const complaint_fields[] = { "status",  "discovered_at",    "complainant",
                                                "channel", "complainant_name", NULL };
static const char *const safety_fields[] = { "safe_measure", "family_contacted",
                                             "safe_measure_text", NULL };
static const char *const end_fields[] = { "outcome", "closed_on", "closed_by", "recorder", NULL };

const char *
miao_print_incident_title (const MiaoRecord *incident)
{
  if (miao_record_is (incident, "kind", "COMPLAINT"))
    return "投诉登记表";

  return miao_record_get_bool (incident, "mandatory") ? "强制报告记录表" : "突发事件记录表";
}

static void
add_long (MiaoDocument *document,
          const char *title,
          const MiaoRecord *record,
          const char *field,
          const MiaoPrintOptions *options)
{
  g_autofree char *text = miao_print_dup_value (record, field, options);

  miao_document_add_subheading (document, title);
  miao_document_add_paragraph (document, *text != '\0' ? text : "　", TRUE);
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
  static const MiaoSignature signatures[] = { { "经办人（签字）", NULL },
                                              { "负责人（签字）", NULL } };
  const MiaoSignature seal[] = { { "机构（盖章）", data->institution } };

  miao_document_add_heading (document, "处理结果");
  miao_print_add_fields (document, data->incident, end_fields, 2, NULL, options);
  add_long (document, "处理情况", data->incident, "result", options);
  miao_document_add_space (document, 18);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);
  miao_document_add_signatures (document, seal, 1, 1);
}

static void
add_whom (MiaoDocument *document, const char *child, const char *family)
{
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "儿童", child, 1);
  miao_document_add_grid_cell (document, "寄养家庭", family, 1);
  miao_document_end_grid (document);
}

static void
add_incident (MiaoDocument *document, const MiaoIncidentData *data, const MiaoPrintOptions *options)
{
  const MiaoRecord *incident = data->incident;
  gboolean mandatory = miao_record_get_bool (incident, "mandatory");

  miao_print_add_fields (document, incident, incident_fields, 2, NULL, options);
  miao_document_begin_grid (document, 1, NULL);
  if (mandatory) {
    g_autofree char *ground = miao_print_dup_value (incident, "mandatory_ground", options);

    miao_document_add_grid_cell (document, "强制报告情形", ground, 0);
  } else {
    miao_document_add_grid_cell (document, "是否强制报告", "否", 0);
  }
  miao_document_end_grid (document);
  miao_document_add_heading (document, "情况");
  add_long (document, "经过（只写事实）", incident, "description", options);
  add_long (document, "伤情", incident, "injuries", options);
  add_long (document, "先期处置", incident, "first_actions", options);
  miao_document_add_heading (document, "对儿童的保护");
  miao_print_add_fields (document, incident, safety_fields, 2, NULL, options);
  add_reports (document, data, options);
}

MiaoDocument *
miao_print_incident (const MiaoDocumentInfo *info,
                     const MiaoIncidentData *data,
                     const MiaoPrintOptions *options)
{
  MiaoDocument *document = miao_document_new (info);
  const char *number = miao_record_get (data->incident, "incident_no");
  g_autofree char *line = g_strdup_printf ("编号：%s", number != NULL ? number : "");

  miao_document_add_title (document, miao_print_incident_title (data->incident));
  miao_document_add_paragraph (document, line, FALSE);
  add_whom (document, data->child, data->family);
  if (miao_record_is (data->incident, "kind", "COMPLAINT")) {
    miao_print_add_fields (document, data->incident, complaint_fields, 2, NULL, options);
    miao_document_add_heading (document, "投诉内容");
    add_long (document, "反映的情况", data->incident, "description", options);
    miao_document_add_heading (document, "答复");
    add_long (document, "答复内容", data->incident, "answer", options);
  } else {
    add_incident (document, data, options);
  }
  add_end (document, data, options);

  return document;
}

MiaoDocument *
miao_print_removal (const MiaoDocumentInfo *info,
                    const MiaoRemovalData *data,
                    const MiaoPrintOptions *options)
{
  static const char *const fields[] = { "placement_no", "moved_in_on", "suspended_on",
                                        "returned_on", NULL };
  static const MiaoSignature signatures[] = { { "带离人（签字）", NULL },
                                              { "在场人（签字）", NULL },
                                              { "寄养家庭（签字）", NULL },
                                              { "接收人（签字）", NULL } };
  const MiaoSignature seal[] = { { "机构（盖章）", data->institution },
                                 { "负责人（签字）", NULL } };
  MiaoDocument *document = miao_document_new (info);

  miao_document_add_title (document, "紧急带离记录");
  add_whom (document, data->child, data->family);
  miao_print_add_fields (document, data->placement, fields, 2, NULL, options);
  miao_document_begin_grid (document, 1, NULL);
  miao_document_add_grid_cell (
      document, "事件编号",
      data->incident != NULL ? miao_record_get (data->incident, "incident_no") : "", 0);
  miao_document_end_grid (document);
  add_long (document, "带离原因和经过", data->placement, "suspend_reason", options);
  add_long (document, "返回寄养家庭的理由", data->placement, "return_reason", options);
  miao_document_add_note (document,
                          "紧急带离不需要事先批准。涉嫌侵害的，立即向公安、民政等部门报告。");
  miao_document_add_space (document, 18);
  miao_document_add_signatures (document, signatures, G_N_ELEMENTS (signatures), 2);
  miao_document_add_signatures (document, seal, G_N_ELEMENTS (seal), 2);

  return document;
}
