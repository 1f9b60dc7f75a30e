/* Incidents and complaints: recorded at once, completed and corrected while they are open, closed
 * by the head (domain 6.20, 8.3 P6). One incident may be about several children: its reports, clock
 * and deadlines are theirs together. */
#include "config.h"

#include "miao-case-edit.h"
#include "miao-case-placement.h"
#include "miao-cases.h"
#include "miao-ending.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-incident-children.h"
#include "miao-incidents.h"
#include "miao-params.h"

#include <string.h>

#define MS_PER_MINUTE 60000

/* ---- record ---- */

static const MiaoField report_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MAY),
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MAY),
  P_REF ("family", "family", "Foster family", "寄养家庭", P_MAY),
  P_BOOL ("remove", "Take the children out of the family now", "立即紧急带离儿童", P_MAY),
  P_END,
};

/* A placement names child and family; a child that lives with a family names both. */
static gboolean
take_subjects (MiaoCall *call, MiaoRecord *incident, char **ret_elsewhere, GError **error)
{
  const char *id = miao_call_get (call, "placement");
  g_autoptr (MiaoRecord) placement = NULL;

  if (id != NULL) {
    placement = miao_call_load (call, "placement", id, error);
    if (placement == NULL)
      return FALSE;
  }
  miao_record_set (incident, "placements", NULL);
  miao_record_set (incident, "placement", id);
  miao_record_set (incident, "child",
                   id != NULL ? miao_record_get (placement, "child")
                              : miao_call_get (call, "child"));
  miao_record_set (incident, "family",
                   id != NULL ? miao_record_get (placement, "family")
                              : miao_call_get (call, "family"));

  return miao_incident_take_children (call, incident, ret_elsewhere, error);
}

/* What the program knows by itself; nothing of it is taken from what was typed. */
static gboolean
complete (MiaoCall *call, MiaoRecord *incident, GError **error)
{
  static const char *const later[] = { "reports",   "first_report_at", "answer",  "answered_on",
                                       "outcome",   "result",          "missing", "closed_on",
                                       "closed_by", "lessons" };
  g_autofree char *number = NULL;
  int year;

  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    miao_record_set (incident, later[i], NULL);
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "incident", "incident_no", "SJ", year, error);
  if (number == NULL)
    return FALSE;
  miao_record_set (incident, "incident_no", number);
  miao_record_set (incident, "status", "OPEN");
  miao_record_set (incident, "recorder", miao_facts_own_staff (call));
  if (!miao_record_has (incident, "discovered_at"))
    miao_record_set_int (incident, "discovered_at", call->now_ms - call->now_ms % MS_PER_MINUTE);

  return TRUE;
}

static gboolean
remove_from (MiaoCall *call, MiaoRecord *incident, const char *id, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load (call, "placement", id, error);

  return placement != NULL &&
         (miao_record_is (placement, "status", "SUSPENDED") ||
          miao_placement_suspend (call, placement, miao_record_get (incident, "description"),
                                  error));
}

/* The children come out whatever is still missing on the form: that is asked again at the end. */
static gboolean
remove_children (MiaoCall *call, MiaoRecord *incident, GError **error)
{
  const char *words = miao_record_get (incident, "placements");
  g_auto (GStrv) placements = g_strsplit (words != NULL ? words : "", " ", -1);

  if (placements[0] == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_record_has (incident, "child")
            ? miao_pick ("该儿童目前不在寄养家庭，不需要紧急带离。",
                         "The child does not live with a foster family now.")
            : miao_pick ("要带离的，请选定儿童。", "Choose the children who are taken out."));
    return FALSE;
  }
  for (guint i = 0; i < miao_findings_length (call->findings); i++) {
    MiaoFinding *finding = (MiaoFinding *) miao_findings_get (call->findings, i);

    if (miao_finding_severity (finding) != MIAO_SEVERITY_PASS)
      miao_finding_set_severity (finding, MIAO_SEVERITY_ADVICE);
  }
  if (!miao_record_has (incident, "safe_measure"))
    miao_record_set (incident, "safe_measure", "REMOVED");
  for (guint i = 0; placements[i] != NULL; i++)
    if (!remove_from (call, incident, placements[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
store_new (MiaoCall *call, MiaoRecord *incident, gboolean remove, GError **error)
{
  g_autofree char *elsewhere = NULL;
  MiaoIncidentFacts facts;

  if (!take_subjects (call, incident, &elsewhere, error) || !complete (call, incident, error))
    return FALSE;
  facts = miao_incident_facts (incident);
  facts.elsewhere = elsewhere;
  miao_rules_record_incident (&facts, call->now_ms, call->findings);
  if ((remove && !remove_children (call, incident, error)) || !miao_call_judge (call, error))
    return FALSE;
  miao_facts_keep_reasons (call, incident);
  if (!miao_call_insert (call, incident, error))
    return FALSE;
  miao_call_set_subject (call, "incident", miao_record_get_id (incident));

  return TRUE;
}

static gboolean
refuse_kind (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                       miao_pick ("投诉请用“登记投诉”，其他事件用“登记突发事件”。",
                                  "A complaint is recorded as such, an incident as an incident."));

  return FALSE;
}

static gboolean
run_report (MiaoCall *call, GError **error)
{
  MiaoRecord *incident = miao_call_get_record (call, "incident");

  if (miao_incident_is_complaint (miao_record_get (incident, "kind")))
    return refuse_kind (error);

  return store_new (call, incident, miao_call_get_bool (call, "remove"), error);
}

const MiaoUseCase miao_case_report_incident = {
  .name = "report-incident",
  .label = "Record an incident",
  .label_zh = "登记突发事件",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = report_params,
  .records = { { "incident", "incident", TRUE } },
  .run = run_report,
};

static const MiaoField complaint_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MAY),
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MAY),
  P_REF ("family", "family", "Foster family", "寄养家庭", P_MAY),
  P_END,
};

static gboolean
run_complaint (MiaoCall *call, GError **error)
{
  MiaoRecord *incident = miao_call_get_record (call, "incident");

  if (miao_record_has (incident, "kind") &&
      !miao_incident_is_complaint (miao_record_get (incident, "kind")))
    return refuse_kind (error);
  miao_record_set (incident, "kind", "COMPLAINT");
  if (!miao_record_has (incident, "complainant") || !miao_record_has (incident, "description")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("请填写投诉人类别和投诉内容；不愿留名的选“匿名”。",
                   "Say who complains and about what; choose “anonymous” for somebody unnamed."));
    return miao_error_at (error, miao_record_has (incident, "complainant") ? "description"
                                                                           : "complainant");
  }

  return store_new (call, incident, FALSE, error);
}

const MiaoUseCase miao_case_record_complaint = {
  .name = "record-complaint",
  .label = "Record a complaint",
  .label_zh = "登记投诉",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = complaint_params,
  .records = { { "incident", "incident", TRUE } },
  .run = run_complaint,
};

/* ---- complete and correct ---- */

static gboolean
check_day (MiaoCall *call, const char *field, MiaoDate from, MiaoDate on, GError **error)
{
  char first[MIAO_DATE_BUFFER], today[MIAO_DATE_BUFFER];

  if (from <= on && on <= call->today)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("日期应在 %s 和今天（%s）之间。", "A day from %s until today (%s)."),
               miao_date_format (from, first), miao_date_format (call->today, today));

  return miao_error_at (error, field);
}

static gboolean
refuse_closed (const MiaoRecord *incident, GError **error)
{
  if (miao_record_is (incident, "status", "OPEN"))
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_REFUSED,
      miao_pick ("该事件已办结，不能再改。有新情况的，另登记一件，在情况里写明原编号。",
                 "It is closed and not changed any more. Record what is new as another one and "
                 "name the number of this."));

  return FALSE;
}

/* Who was put down as missing through this incident stays on it. */
static gboolean
keep_missing (const MiaoRecord *incident, GError **error)
{
  const char *children = miao_record_get (incident, "children");
  g_autoptr (JsonArray) missing = miao_record_get_list (incident, "missing");

  for (guint i = 0; i < json_array_get_length (missing); i++) {
    const char *child = json_object_get_string_member_with_default (
        json_array_get_object_element (missing, i), "child", "");

    if (children != NULL && strstr (children, child) != NULL)
      continue;
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("登记为走失的儿童不能从事件里去掉。",
                   "A child that this incident put down as missing stays named in it."));
    return miao_error_at (error, "other_children");
  }

  return TRUE;
}

static gboolean
ask_edit (MiaoCall *call, MiaoRecord *incident, GError **error)
{
  g_autofree char *elsewhere = NULL;
  MiaoIncidentFacts facts;

  if (!refuse_closed (incident, error) ||
      !miao_incident_take_children (call, incident, &elsewhere, error) ||
      !keep_missing (incident, error) ||
      (miao_record_has (incident, "recordings_kept_on") &&
       !check_day (call, "recordings_kept_on", miao_incident_day (incident, "discovered_at"),
                   miao_record_get_date (incident, "recordings_kept_on"), error)))
    return FALSE;
  facts = miao_incident_facts (incident);
  facts.elsewhere = elsewhere;
  miao_rules_record_incident (&facts, call->now_ms, call->findings);

  return TRUE;
}

static const MiaoField edit_params[] = {
  P_REF ("id", "incident", "Incident", "事件", P_MUST),
  P_END,
};

static gboolean
run_edit (MiaoCall *call, GError **error)
{
  MiaoRecord *given = miao_call_get_record (call, "incident");
  g_autoptr (MiaoRecord) stored = miao_call_load_param (call, "id", error);

  if (stored == NULL)
    return FALSE;
  if (miao_record_has (given, "kind") &&
      miao_incident_is_complaint (miao_record_get (given, "kind")) !=
          miao_incident_is_complaint (miao_record_get (stored, "kind")))
    return refuse_kind (error);

  return miao_case_run_edit (call, "incident", ask_edit, error);
}

const MiaoUseCase miao_case_edit_incident = {
  .name = "edit-incident",
  .label = "Complete or correct the incident",
  .label_zh = "补充、更正事件",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = edit_params,
  .records = { { "incident", "incident", TRUE } },
  .run = run_edit,
};

/* ---- close ---- */

static const MiaoField close_params[] = {
  P_REF ("incident", "incident", "Incident", "事件", P_MUST),
  P_CODE ("outcome", "incident_outcome", "What was found out", "查证结论", P_MUST),
  P_LONG ("result", "How it ended", "处理结果", P_MUST),
  P_LONG ("lessons", "What is learnt from it", "经验教训", P_MAY),
  P_DATE ("closed_on", "Closed on", "办结日期", P_MAY),
  P_END,
};

static gboolean
run_close (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = miao_call_load_param (call, "incident", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "closed_on", call->today);
  MiaoIncidentFacts facts;

  if (incident == NULL || !refuse_closed (incident, error) ||
      !check_day (call, "closed_on", miao_incident_day (incident, "discovered_at"), on, error))
    return FALSE;
  before = miao_record_copy (incident);
  miao_record_set (incident, "outcome", miao_call_get (call, "outcome"));
  miao_record_set (incident, "result", miao_call_get (call, "result"));
  miao_record_set (incident, "lessons", miao_call_get (call, "lessons"));
  facts = miao_incident_facts (incident);
  miao_rules_close_incident (&facts, call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  miao_record_set_date (incident, "closed_on", on);
  miao_record_set (incident, "closed_by", miao_facts_own_staff (call));
  miao_record_set (incident, "status", "CLOSED");

  return miao_call_update (call, before, incident, error);
}

const MiaoUseCase miao_case_close_incident = {
  .name = "close-incident",
  .label = "Close the incident",
  .label_zh = "办结事件",
  .permission = MIAO_MAY_INCIDENT_CLOSE,
  .params = close_params,
  .run = run_close,
};

/* ---- back to the family after a removal ---- */

static const MiaoField return_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("returned_on", "Back with the family on", "返回日期", P_MAY),
  P_LONG ("reason", "Why the child goes back", "返回的理由", P_MUST),
  P_END,
};

static gboolean
run_return (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL, ending = NULL;
  g_autoptr (GError) problem = NULL;
  MiaoDate on = miao_call_get_date (call, "returned_on", call->today);

  if (placement == NULL)
    return FALSE;
  if (!miao_record_is (placement, "status", "SUSPENDED")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("儿童没有被紧急带离，不需要办理返回。", "The child was not taken out."));
    return FALSE;
  }
  ending = miao_ending_find_open (call->store, miao_record_get_id (placement), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  before = miao_record_copy (placement);
  if (!check_day (call, "returned_on", miao_record_get_date (placement, "suspended_on"), on,
                  error) ||
      !miao_incident_ask_return (call, placement, error) || !miao_call_judge (call, error))
    return FALSE;
  miao_facts_keep_reasons (call, placement);

  /* An ending that was begun before the removal is still to be decided or withdrawn. */
  return miao_placement_take_back (call, placement, on, miao_call_get (call, "reason"), error) &&
         miao_call_advance (call, before, placement,
                            ending != NULL ? "ENDING" : miao_placement_state_before (placement),
                            error);
}

const MiaoUseCase miao_case_return_to_family = {
  .name = "return-to-family",
  .label = "Return to the foster family",
  .label_zh = "返回寄养家庭",
  .permission = MIAO_MAY_PLACEMENT_CONFIRM,
  .params = return_params,
  .run = run_return,
};
