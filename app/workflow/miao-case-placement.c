/* A placement's way after the match: sign → move in → visits → confirm → end. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-agreement.h"
#include "miao-case-placement.h"
#include "miao-case-short-care.h"
#include "miao-cases.h"
#include "miao-codes.h"
#include "miao-ending-rules.h"
#include "miao-ending.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-removals.h"

#include <string.h>

#define MISSING "MISSING"
#define AWAY "TEMP_OUT"
#define TRIAL "ADOPT_TRIAL"

static gboolean
is_elsewhere (const MiaoRecord *child)
{
  return miao_record_is (child, "status", MISSING) || miao_record_is (child, "status", AWAY) ||
         miao_record_is (child, "status", TRIAL);
}

/* Nobody moves in who is not there. */
static gboolean
check_there (const MiaoRecord *child, const char *to, const char *care_mode, GError **error)
{
  if (miao_record_is (child, "status", MISSING) && g_str_equal (care_mode, "2")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("该儿童登记为走失。先登记找回，再办理。",
                                    "This child is down as missing. Record first that it is "
                                    "found."));
    return FALSE;
  }
  if (miao_record_is (child, "status", AWAY) && g_str_equal (to, "FOSTER_INTEG")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("该儿童正在临时离院。先登记返院，再办理。",
                                    "This child is away for a time. Record its return first."));
    return FALSE;
  }
  if (miao_record_is (child, "status", TRIAL) && g_str_equal (to, "FOSTER_INTEG")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("该儿童正在试收养融合。先终止试收养，再办理。",
                                    "This child is on a trial adoption. End that first."));
    return FALSE;
  }

  return TRUE;
}

gboolean
miao_placement_set_child_state (
    MiaoCall *call, const char *child_id, const char *to, const char *care_mode, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load (call, "child", child_id, error);
  g_autoptr (MiaoRecord) before = NULL;

  if (child == NULL || !check_there (child, to, care_mode, error))
    return FALSE;
  /* A placement may be broken off while the child is elsewhere; only finding it, or its return,
   * ends that. */
  if (is_elsewhere (child))
    return !miao_record_is (child, "status", MISSING) ||
           miao_call_set (call, child, error, "care_mode", care_mode, NULL);
  before = miao_record_copy (child);
  if (!miao_record_is (child, "status", to) && !miao_call_move (call, child, to, error))
    return FALSE;
  miao_record_set (child, "care_mode", care_mode);

  return miao_call_update (call, before, child, error);
}

/* ---- agreement ---- */

static const MiaoField sign_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_END,
};

static gboolean
run_sign_agreement (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  MiaoRecord *agreement = miao_call_get_record (call, "agreement");
  g_autoptr (MiaoRecord) before = NULL;

  if (placement == NULL)
    return FALSE;
  before = miao_record_copy (placement);
  if (!miao_agreement_sign (call, placement, agreement, error) || !miao_call_judge (call, error) ||
      !miao_call_insert (call, agreement, error))
    return FALSE;
  miao_record_set (placement, "agreement", miao_record_get_id (agreement));

  return miao_call_advance (call, before, placement, "SIGNED", error);
}

const MiaoUseCase miao_case_sign_agreement = {
  .name = "sign-agreement",
  .label = "Sign agreement",
  .label_zh = "签订寄养协议",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = sign_params,
  .records = { { "agreement", "agreement", TRUE } },
  .run = run_sign_agreement,
};

/* ---- move in ---- */

static const MiaoField move_in_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("moved_in_on", "Moved in on", "入户日期", P_MUST),
  P_BOOL ("handover_list", "Handover list is signed", "入户交接单已签", P_MAY),
  P_END,
};

static gboolean
run_move_in (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL, family = NULL;
  MiaoDate on = miao_call_get_date (call, "moved_in_on", call->today);
  const MiaoRuleSettings *settings = miao_facts_settings_on (call, on);

  if (placement == NULL || !miao_facts_not_future (call, "moved_in_on", on, error))
    return FALSE;
  before = miao_record_copy (placement);
  miao_record_set_date (placement, "moved_in_on", on);
  miao_record_set_date (placement, "integration_due_min", on + settings->integration_min_days);
  miao_record_set_date (placement, "integration_due_max", on + settings->integration_max_days);
  if (!miao_facts_ask_move_in (call, placement, on, error) || !miao_call_judge (call, error) ||
      !miao_call_advance (call, before, placement, "INTEGRATION", error) ||
      !miao_placement_set_child_state (call, miao_record_get (placement, "child"), "FOSTER_INTEG",
                                       "2", error))
    return FALSE;
  family = miao_call_load (call, "family", miao_record_get (placement, "family"), error);
  if (family == NULL)
    return FALSE;

  return miao_record_is (family, "status", "ACTIVE") ||
         miao_call_advance (call, NULL, family, "ACTIVE", error);
}

const MiaoUseCase miao_case_move_in = {
  .name = "move-in",
  .label = "Move in",
  .label_zh = "入户（融合期开始）",
  .permission = MIAO_MAY_PLACEMENT_START,
  .params = move_in_params,
  .run = run_move_in,
};

/* ---- integration: confirm or extend ---- */

static const MiaoField confirm_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("confirmed_on", "Confirmed on", "确立日期", P_MAY),
  P_REF ("integration_eval", "evaluation", "Integration evaluation", "融合期评估", P_MAY),
  P_END,
};

/* Other ways lead from these states back to a formal placement. */
static gboolean
refuse_confirmation (MiaoCall *call, MiaoRecord *placement, GError **error)
{
  if (miao_call_move (call, placement, "CONFIRMED", error))
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick (
            "寄养关系不在融合期。结束短期养育、撤回解除或者办理带离后的返回，请用相应的操作。",
            "The placement is not in its integration period. End the short-term care, "
            "withdraw the ending or return the child instead."));

  return FALSE;
}

static gboolean
run_confirm (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL, evaluation = NULL;
  MiaoDate on = miao_call_get_date (call, "confirmed_on", call->today);

  if (placement == NULL)
    return FALSE;
  before = miao_record_copy (placement);
  if (!miao_record_is (placement, "status", "INTEGRATION") &&
      !miao_record_is (placement, "status", "EXTENDED"))
    return refuse_confirmation (call, placement, error);
  if (miao_call_get (call, "integration_eval") != NULL) {
    evaluation = miao_call_load_param (call, "integration_eval", error);
    if (evaluation == NULL || !miao_facts_may_confirm_by (call, placement, evaluation, error))
      return FALSE;
  } else {
    evaluation = miao_facts_integration_evaluation (call->store, placement, error);
    if (evaluation == NULL && error != NULL && *error != NULL)
      return FALSE;
  }
  if (!miao_facts_ask_confirm (call, placement, evaluation, on, error) ||
      !miao_facts_not_future (call, "confirmed_on", on, error) || !miao_call_judge (call, error))
    return FALSE;
  miao_record_set (placement, "integration_eval", miao_record_get_id (evaluation));
  miao_record_set_date (placement, "confirmed_on", on);
  miao_facts_keep_reasons (call, placement);

  return miao_call_advance (call, before, placement, "CONFIRMED", error) &&
         miao_placement_set_child_state (call, miao_record_get (placement, "child"), "FOSTER", "2",
                                         error);
}

const MiaoUseCase miao_case_confirm_placement = {
  .name = "confirm-placement",
  .label = "Confirm placement",
  .label_zh = "确立正式寄养",
  .permission = MIAO_MAY_PLACEMENT_CONFIRM,
  .params = confirm_params,
  .run = run_confirm,
};

static const MiaoField extend_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_DATE ("extended_to", "Extended to", "延长至", P_MUST),
  P_LONG ("extend_reason", "Reason", "延长理由", P_MUST),
  P_END,
};

static gboolean
run_extend (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate to = miao_call_get_date (call, "extended_to", MIAO_DATE_NONE);

  if (placement == NULL)
    return FALSE;
  before = miao_record_copy (placement);
  if (!miao_facts_ask_extension (call, placement, to, error) || !miao_call_judge (call, error))
    return FALSE;
  miao_record_set_date (placement, "extended_to", to);
  miao_record_set (placement, "extend_reason", miao_call_get (call, "extend_reason"));

  return miao_call_advance (call, before, placement, "EXTENDED", error);
}

const MiaoUseCase miao_case_extend_integration = {
  .name = "extend-integration",
  .label = "Extend integration",
  .label_zh = "延长融合期",
  .permission = MIAO_MAY_PLACEMENT_CONFIRM,
  .params = extend_params,
  .run = run_extend,
};

/* ---- suspend and end ---- */

static const MiaoField suspend_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_LONG ("what", "What happened", "情况", P_MAY),
  P_END,
};

/* Emergency removal: always allowed at once (domain 8.3 P6), whatever the state of the open
 * placement, and nothing has to be filled in first. The one rule only reminds of the report. */
gboolean
miao_placement_suspend (MiaoCall *call, MiaoRecord *placement, const char *what, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (placement);

  miao_record_set_date (placement, "suspended_on", call->today);
  miao_removals_begin (placement, call->today);
  miao_record_set (placement, "returned_on", NULL);
  miao_record_set (placement, "return_reason", NULL);
  miao_record_set (placement, "status_before", miao_record_get (placement, "status"));
  miao_record_set (placement, "suspend_reason", what);
  if (!miao_facts_ask_suspension (call, placement, error))
    return FALSE;

  return miao_short_care_close (call, miao_record_get_id (placement), call->today, FALSE, error) &&
         miao_call_advance (call, before, placement, "SUSPENDED", error) &&
         miao_placement_set_child_state (call, miao_record_get (placement, "child"), "IN_CARE", "1",
                                         error);
}

const char *
miao_placement_state_before (const MiaoRecord *placement)
{
  if (miao_record_has (placement, "confirmed_on"))
    return "CONFIRMED";

  return miao_record_has (placement, "extended_to") ? "EXTENDED" : "INTEGRATION";
}

gboolean
miao_placement_take_back (
    MiaoCall *call, MiaoRecord *placement, MiaoDate on, const char *reason, GError **error)
{
  const char *child = miao_record_get (placement, "child");

  miao_removals_end (placement, on);
  miao_record_set_date (placement, "returned_on", on);
  miao_record_set (placement, "return_reason", reason);
  if (!miao_placement_set_child_state (call, child, "FOSTER_INTEG", "2", error))
    return FALSE;

  return !miao_record_has (placement, "confirmed_on") ||
         miao_placement_set_child_state (call, child, "FOSTER", "2", error);
}

static gboolean
run_suspend (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);

  return placement != NULL &&
         miao_placement_suspend (call, placement, miao_call_get (call, "what"), error);
}

const MiaoUseCase miao_case_suspend_placement = {
  .name = "suspend-placement",
  .label = "Emergency removal",
  .label_zh = "紧急带离",
  .permission = MIAO_MAY_PLACEMENT_SUSPEND,
  .params = suspend_params,
  .run = run_suspend,
};

static const MiaoField end_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_BOOL ("agreed_earlier", "Institution agrees to an earlier end", "机构同意提前解除", P_MAY),
  P_END,
};

static gboolean
store_termination (MiaoCall *call, MiaoRecord *termination, GError **error)
{
  g_autoptr (MiaoRecord) before = NULL;

  if (miao_record_get_version (termination) == 0)
    return miao_call_insert (call, termination, error);
  before = miao_call_load (call, "termination", miao_record_get_id (termination), error);

  return before != NULL && miao_call_update (call, before, termination, error);
}

/* Effective with the approval (domain 8.3 P9): never ahead of it, nor before the child came. */
static gboolean
check_end (MiaoCall *call, const MiaoRecord *placement, MiaoDate on, GError **error)
{
  MiaoDate in = miao_record_get_date (placement, "moved_in_on");
  char day[MIAO_DATE_BUFFER], first[MIAO_DATE_BUFFER];

  if (in == MIAO_DATE_NONE || on >= in)
    return miao_facts_not_future (call, "decided_on", on, error);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("解除日期 %s 早于入户日期 %s。请更正日期。",
                          "The day of the ending, %s, lies before the moving in on %s."),
               miao_date_format (on, day), miao_date_format (in, first));

  return miao_error_at (error, "decided_on");
}

/* A family that gave the ground itself is not simply ready for the next child: it is suspended
 * until the head bars it, or an evaluation has cleared it (domain 8.2 F9, F10, F14). */
static gboolean
rest_family (MiaoCall *call,
             const MiaoRecord *placement,
             const MiaoRecord *termination,
             GError **error)
{
  const char *id = miao_record_get (placement, "family");
  const char *ground = miao_record_get (termination, "ground");
  g_autoptr (MiaoRecord) family = NULL;
  g_autofree char *reason = NULL;

  if (!miao_ending_is_of_family (ground))
    return miao_facts_rest_family (call, id, error);
  family = miao_call_load (call, "family", id, error);
  if (family == NULL)
    return FALSE;
  if (!miao_record_is (family, "status", "ACTIVE"))
    return TRUE;
  reason = g_strdup_printf (miao_pick ("寄养因“%s”解除（%s），须决定禁用或者作专项评估。",
                                       "A placement ended by “%s” (%s): bar the family, or "
                                       "evaluate it."),
                            miao_codes_name ("end_reason", ground, miao_language ()), ground);

  return miao_family_suspend (call, family, reason, error);
}

/* What was begun with begin-ending is decided here; an ending may also be begun and decided in one
 * go. */
static gboolean
run_end (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL, termination = NULL;
  MiaoDate on;

  if (placement == NULL)
    return FALSE;
  before = miao_record_copy (placement);
  termination =
      miao_ending_take (call, placement, miao_call_get_record (call, "termination"), error);
  if (termination == NULL)
    return FALSE;
  on = miao_record_get_date (termination, "decided_on");
  if (on == MIAO_DATE_NONE)
    on = call->today;
  if (!check_end (call, placement, on, error))
    return FALSE;
  miao_record_set (termination, "placement", miao_record_get_id (placement));
  miao_record_set_date (termination, "decided_on", on);
  if (!miao_record_has (termination, "started_on"))
    miao_record_set_date (termination, "started_on", call->today);
  miao_record_set (termination, "decided_by", miao_facts_own_staff (call));
  if (!miao_ending_complete (call, termination, error) ||
      !miao_facts_ask_ending (call, placement, termination, on, error) ||
      !miao_call_judge (call, error) || !store_termination (call, termination, error))
    return FALSE;
  miao_record_set (placement, "termination", miao_record_get_id (termination));
  miao_record_set_date (placement, "ended_on", on);
  if (miao_record_is (placement, "status", "CONFIRMED") ||
      miao_record_is (placement, "status", "SHORT_CARE") ||
      miao_record_is (placement, "status", "SUSPENDED")) {
    if (!miao_call_move (call, placement, "ENDING", error))
      return FALSE;
  }
  if (!miao_short_care_close (call, miao_record_get_id (placement), on, FALSE, error) ||
      !miao_call_advance (call, before, placement, "ENDED", error))
    return FALSE;
  if (!miao_placement_set_child_state (call, miao_record_get (placement, "child"), "IN_CARE", "1",
                                       error) ||
      (miao_record_has (placement, "agreement") &&
       !miao_agreement_end (call, miao_record_get (placement, "agreement"), on, error)))
    return FALSE;

  return rest_family (call, placement, termination, error);
}

const MiaoUseCase miao_case_end_placement = {
  .name = "end-placement",
  .label = "End placement",
  .label_zh = "解除寄养关系",
  .permission = MIAO_MAY_PLACEMENT_END,
  .params = end_params,
  .records = { { "termination", "termination", TRUE } },
  .run = run_end,
};
