/* Reports of an incident to the police and others, their replies, and the answer to a complaint. */
#include "config.h"

#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-incidents.h"
#include "miao-params.h"

#define MS_PER_MINUTE 60000

static gboolean
refuse_closed (const MiaoRecord *incident, GError **error)
{
  if (miao_record_is (incident, "status", "OPEN"))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                       miao_pick ("该事件已办结。", "It is closed."));

  return FALSE;
}

/* ---- report ---- */

static const MiaoField report_params[] = {
  P_REF ("incident", "incident", "Incident", "事件", P_MUST),
  P_CODE ("to", "report_to", "Reported to", "报告部门", P_MUST),
  P_INSTANT ("at", "Reported at", "报告时间", P_MAY),
  P_CODE ("channel", "report_channel", "How", "报告方式", P_MAY),
  P_TEXT ("receiver", "Received by", "接报人", P_MAY),
  P_TEXT ("receipt_no", "Receipt number", "受理（回执）编号", P_MAY),
  P_END,
};

static void
set_text (MiaoCall *call, JsonObject *report, const char *member)
{
  const char *text = miao_call_get (call, member);

  if (text != NULL)
    json_object_set_string_member (report, member, text);
}

static gboolean
run_report (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = miao_call_load_param (call, "incident", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (JsonArray) reports = NULL;
  JsonObject *report;
  MiaoIncidentFacts facts;
  gint64 at;

  if (incident == NULL || !refuse_closed (incident, error))
    return FALSE;
  before = miao_record_copy (incident);
  facts = miao_incident_facts (incident);
  at = miao_record_get_int (call->params, "at", call->now_ms - call->now_ms % MS_PER_MINUTE);
  miao_rules_report_incident (&facts, at, call->now_ms, call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  reports = miao_record_get_list (incident, "reports");
  report = json_object_new ();
  set_text (call, report, "to");
  json_object_set_int_member (report, "at", at);
  json_object_set_string_member (report, "by", miao_session_get_name (call->session));
  set_text (call, report, "receiver");
  set_text (call, report, "channel");
  set_text (call, report, "receipt_no");
  json_array_add_object_element (reports, report);
  miao_record_set_list (incident, "reports", reports);
  if (facts.first_report_ms == 0 || at < facts.first_report_ms)
    miao_record_set_int (incident, "first_report_at", at);

  return miao_call_update (call, before, incident, error);
}

const MiaoUseCase miao_case_record_report = {
  .name = "record-report",
  .label = "Record a report",
  .label_zh = "登记报告",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = report_params,
  .run = run_report,
};

/* ---- reply ---- */

static const MiaoField reply_params[] = {
  P_REF ("incident", "incident", "Incident", "事件", P_MUST),
  P_INT ("report", "Number of the report", "第几次报告", 1, 1000, P_MUST),
  P_DATE ("replied_on", "Replied on", "回复日期", P_MAY),
  P_LONG ("reply", "Reply", "回复和处理情况", P_MUST),
  P_END,
};

static gboolean
run_reply (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = miao_call_load_param (call, "incident", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (JsonArray) reports = NULL;
  gint64 number = miao_record_get_int (call->params, "report", 0);
  MiaoDate on = miao_call_get_date (call, "replied_on", call->today);
  g_autofree char *day = miao_date_dup (on);
  JsonObject *report;

  if (incident == NULL || !refuse_closed (incident, error))
    return FALSE;
  before = miao_record_copy (incident);
  reports = miao_record_get_list (incident, "reports");
  if (number > json_array_get_length (reports)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("该事件只登记了 %u 次报告。", "There are %u reports of it."),
                 json_array_get_length (reports));
    return FALSE;
  }
  report = json_array_get_object_element (reports, (guint) number - 1);
  miao_rules_answer_day (miao_record_get_id (incident), miao_incident_report_day (report), on,
                         call->today, call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  json_object_set_string_member (report, "replied_on", day);
  json_object_set_string_member (report, "reply", miao_call_get (call, "reply"));
  miao_record_set_list (incident, "reports", reports);

  return miao_call_update (call, before, incident, error);
}

const MiaoUseCase miao_case_record_reply = {
  .name = "record-reply",
  .label = "Record the reply to a report",
  .label_zh = "登记报告的回复",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = reply_params,
  .run = run_reply,
};

/* ---- answer ---- */

static const MiaoField answer_params[] = {
  P_REF ("incident", "incident", "Complaint", "投诉", P_MUST),
  P_DATE ("answered_on", "Answered on", "答复日期", P_MAY),
  P_LONG ("answer", "Answer", "答复内容", P_MUST),
  P_END,
};

static gboolean
run_answer (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = miao_call_load_param (call, "incident", error);
  MiaoDate on = miao_call_get_date (call, "answered_on", call->today);
  g_autofree char *day = miao_date_dup (on);

  if (incident == NULL || !refuse_closed (incident, error))
    return FALSE;
  if (!miao_incident_is_complaint (miao_record_get (incident, "kind"))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这不是投诉，不需要答复。", "This is no complaint."));
    return FALSE;
  }
  miao_rules_answer_day (miao_record_get_id (incident),
                         miao_incident_day (incident, "discovered_at"), on, call->today,
                         call->findings);

  return miao_call_judge (call, error) &&
         miao_call_set (call, incident, error, "answered_on", day, "answer",
                        miao_call_get (call, "answer"), NULL);
}

const MiaoUseCase miao_case_answer_complaint = {
  .name = "answer-complaint",
  .label = "Answer the complaint",
  .label_zh = "答复投诉",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = answer_params,
  .run = run_answer,
};
