/* A child that cannot be found: on the books as missing from the report to the police until it is
 * found (domain 8.1 C7). */
#include "config.h"

#include "miao-case-adoption.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-incident-children.h"
#include "miao-incidents.h"
#include "miao-leave.h"
#include "miao-params.h"

#define MISSING "MISSING"
#define PROVISIONAL "PRE_INTAKE"

static MiaoRecord *
load_missing (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = miao_call_load_param (call, "incident", error);

  if (incident == NULL)
    return NULL;
  if (miao_record_is (incident, "kind", MISSING) && miao_record_has (incident, "child") &&
      miao_record_is (incident, "status", "OPEN"))
    return g_steal_pointer (&incident);
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_REFUSED,
      miao_pick ("只有处理中的“走失”事件、写明了儿童的，才能办理。",
                 "Only for an open incident of a missing child that names the child."));

  return NULL;
}

/* Those of @all that the act is about: the one that was chosen, else all. */
static GStrv
choose (MiaoCall *call, GStrv all, const char *none, GError **error)
{
  const char *chosen = miao_call_get (call, "child");

  if (all[0] == NULL || (chosen != NULL && !g_strv_contains ((const char *const *) all, chosen))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED, none);
    return NULL;
  }
  if (chosen == NULL)
    return g_strdupv (all);
  all = g_new0 (char *, 2);
  all[0] = g_strdup (chosen);

  return all;
}

/* ---- missing ---- */

static const MiaoField missing_params[] = {
  P_REF ("incident", "incident", "Incident", "事件", P_MUST),
  P_REF ("child", "child", "Which child (none chosen: all)", "哪个儿童（不选：全部）", P_MAY),
  P_END,
};

static gboolean
mark_child (MiaoCall *call, MiaoRecord *incident, const char *id, MiaoDate on, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load (call, "child", id, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (child == NULL)
    return FALSE;
  before = miao_record_copy (child);
  miao_incident_note_missing (incident, id, miao_record_get (child, "status"));

  return miao_leave_close (call, child, on, TRUE, error) &&
         miao_adoption_break (call, child, on, error) &&
         miao_call_advance (call, before, child, MISSING, error);
}

static gboolean
run_missing (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = load_missing (call, error);
  g_autoptr (MiaoRecord) before = NULL;
  g_auto (GStrv) unmarked = NULL, children = NULL;
  MiaoDate on;

  if (incident == NULL)
    return FALSE;
  unmarked = miao_incident_dup_unmarked (incident);
  children = choose (call, unmarked,
                     miao_pick ("该儿童已登记为走失，或者不是这件事件里的儿童。",
                                "The child is down as missing, or not named in this incident."),
                     error);
  if (children == NULL)
    return FALSE;
  /* Since that day it is away no more, whenever this is put down. */
  on = miao_incident_day (incident, "discovered_at");
  before = miao_record_copy (incident);
  miao_rules_mark_missing (miao_record_get_id (incident), miao_incident_told_police (incident),
                           call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  for (guint i = 0; children[i] != NULL; i++)
    if (!mark_child (call, incident, children[i], on, error))
      return FALSE;

  return miao_call_update (call, before, incident, error);
}

const MiaoUseCase miao_case_mark_missing = {
  .name = "mark-missing",
  .label = "Put the child down as missing",
  .label_zh = "登记儿童走失",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = missing_params,
  .run = run_missing,
};

/* ---- found ---- */

static const MiaoField found_params[] = {
  P_REF ("incident", "incident", "Incident", "事件", P_MUST),
  P_REF ("child", "child", "Which child (none chosen: all)", "哪个儿童（不选：全部）", P_MAY),
  P_DATE ("found_on", "Found on", "找回日期", P_MAY),
  P_END,
};

/* Not formally admitted yet when it was lost, here or away for a time. */
static gboolean
was_provisional (
    MiaoCall *call, const MiaoRecord *incident, const char *child, gboolean *ret, GError **error)
{
  g_autofree char *state = miao_incident_dup_state_before (incident, child);
  g_autoptr (GPtrArray) leaves = NULL;
  const MiaoRecord *last = NULL;

  *ret = g_strcmp0 (state, PROVISIONAL) == 0;
  if (g_strcmp0 (state, "TEMP_OUT") != 0)
    return TRUE;
  leaves = miao_call_all (call, "child_leave", "child", child, error);
  for (guint i = 0; leaves != NULL && i < leaves->len; i++) {
    const MiaoRecord *leave = leaves->pdata[i];

    if (last == NULL ||
        miao_record_get_date (leave, "from_on") >= miao_record_get_date (last, "from_on"))
      last = leave;
  }
  *ret = last != NULL && miao_record_is (last, "state_before", PROVISIONAL);

  return leaves != NULL;
}

/* Back to the family only where the child still belongs to one. */
static gboolean
settle (MiaoCall *call,
        const MiaoRecord *incident,
        MiaoRecord *child,
        const char **ret_to,
        GError **error)
{
  const char *id = miao_record_get_id (child);
  gboolean provisional;

  if (!miao_leave_state_after (call, id, ret_to, error) ||
      !was_provisional (call, incident, id, &provisional, error))
    return FALSE;
  if (provisional)
    *ret_to = PROVISIONAL;
  miao_record_set (child, "care_mode",
                   miao_leave_care_mode (miao_record_get (child, "care_mode"), *ret_to));

  return TRUE;
}

static gboolean
find_child (MiaoCall *call, MiaoRecord *incident, const char *id, MiaoDate on, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load (call, "child", id, error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autofree char *day = miao_date_dup (on);
  const char *to;

  if (child == NULL)
    return FALSE;
  before = miao_record_copy (child);
  if (!settle (call, incident, child, &to, error))
    return FALSE;
  miao_incident_note_found (incident, id, day);

  return miao_adoption_found (call, id, on, error) &&
         miao_call_advance (call, before, child, to, error);
}

static gboolean
run_found (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) incident = load_missing (call, error);
  g_autoptr (MiaoRecord) before = NULL;
  g_auto (GStrv) lost = NULL, children = NULL;
  MiaoDate on = miao_call_get_date (call, "found_on", call->today);

  if (incident == NULL)
    return FALSE;
  lost = miao_incident_dup_lost (incident);
  children = choose (
      call, lost, miao_pick ("该儿童没有登记为走失。", "The child is not down as missing."), error);
  if (children == NULL)
    return FALSE;
  miao_rules_answer_day (miao_record_get_id (incident),
                         miao_incident_day (incident, "discovered_at"), on, call->today,
                         call->findings);
  if (!miao_call_judge (call, error))
    return FALSE;
  before = miao_record_copy (incident);
  for (guint i = 0; children[i] != NULL; i++)
    if (!find_child (call, incident, children[i], on, error))
      return FALSE;

  return miao_call_update (call, before, incident, error);
}

const MiaoUseCase miao_case_mark_found = {
  .name = "mark-found",
  .label = "The child is found",
  .label_zh = "登记儿童找回",
  .permission = MIAO_MAY_INCIDENT_RECORD,
  .params = found_params,
  .run = run_found,
};
