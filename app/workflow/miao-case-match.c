/* A match: considered, proposed, decided by a meeting, or withdrawn. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-match.h"
#include "miao-matching-rules.h"
#include "miao-params.h"

/* ---- propose ---- */

static const MiaoField meeting_items[] = {
  P_DATE ("on", "On", "日期", P_MUST),
  P_TEXT ("place", "Place", "地点", P_MAY),
  P_LONG ("note", "Note", "情况", P_MAY),
  P_END,
};

static const MiaoField propose_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_LONG ("match_reasons", "Reasons", "匹配理由", P_MUST),
  P_LIST ("meetings", meeting_items, "Meetings", "见面", P_MAY),
  P_REF ("cross_area_doc", "document", "Superior department's consent", "跨区同意文件", P_MAY),
  P_REF ("care_worker", "staff", "Care worker", "寄养管理员", P_MAY),
  P_END,
};

static gboolean
run_propose (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) family = NULL, institution = NULL;
  g_autoptr (MiaoRecord) matching = miao_record_new (miao_kind_find ("matching"));
  g_autoptr (MiaoRecord) placement = miao_record_new (miao_kind_find ("placement"));
  g_autofree char *number = NULL;
  int year;

  if (child == NULL || (family = miao_call_load_param (call, "family", error)) == NULL)
    return FALSE;
  /* One match at a time: neither the child nor a place is promised twice. */
  if (!miao_facts_ask_match_lock (call, child, family, NULL, error) ||
      !miao_call_judge (call, error))
    return FALSE;
  miao_record_set (matching, "child", miao_record_get_id (child));
  miao_record_set (matching, "family", miao_record_get_id (family));
  miao_record_set_date (matching, "proposed_on", call->today);
  miao_record_set (matching, "proposer", miao_facts_own_staff (call));
  miao_record_set (matching, "reasons_text", miao_call_get (call, "match_reasons"));
  miao_record_set (matching, "meetings", miao_call_get (call, "meetings"));
  miao_record_set (matching, "cross_area_doc", miao_call_get (call, "cross_area_doc"));
  if (!miao_call_insert (call, matching, error))
    return FALSE;
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "placement", "placement_no", "JY", year, error);
  if (number == NULL)
    return FALSE;
  miao_record_set (placement, "placement_no", number);
  miao_record_set (placement, "child", miao_record_get_id (child));
  miao_record_set (placement, "family", miao_record_get_id (family));
  miao_record_set (placement, "matching", miao_record_get_id (matching));
  miao_record_set_date (placement, "proposed_on", call->today);
  miao_record_set (placement, "home_division", miao_record_get (family, "home_division"));
  miao_record_set (placement, "care_worker",
                   miao_call_get (call, "care_worker") != NULL ? miao_call_get (call, "care_worker")
                                                               : miao_facts_own_staff (call));
  miao_record_set (placement, "status", "PROPOSED");
  if (!miao_call_insert (call, placement, error))
    return FALSE;
  miao_call_set_subject (call, "placement", miao_record_get_id (placement));

  /* A proposal may be made early; what is missing is told, and blocks only the decision. */
  return miao_facts_ask_match (call, placement, matching, TRUE, error);
}

const MiaoUseCase miao_case_propose_match = {
  .name = "propose-match",
  .label = "Propose match",
  .label_zh = "提出匹配",
  .permission = MIAO_MAY_MATCH_PROPOSE,
  .params = propose_params,
  .run = run_propose,
};

/* ---- decide ---- */

static const MiaoField decide_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_CODE ("decision", "meeting_decision", "Decision", "决定", P_MUST),
  P_DATE ("decided_on", "Decided on", "决定日期", P_MAY),
  P_REFS ("attendees", "staff", "Attended by", "参会人员", P_MAY),
  P_TEXT ("attendee_names", "Others who attended", "其他参会人员", P_MAY),
  P_LONG ("note", "Reasons of the decision", "决定理由", P_MAY),
  P_LIST ("meetings", meeting_items, "Meetings", "见面", P_MAY),
  P_REF ("cross_area_doc", "document", "Superior department's consent", "跨区同意文件", P_MAY),
  P_BOOL ("override_opinion",
          "Head overrides the refusal of a child of 8 or 9",
          "负责人对8至9周岁儿童不同意意见作出书面决定",
          P_MAY),
  P_LONG ("override_reason", "Head's written reasons", "负责人书面理由", P_IF),
  P_END,
};

/* Who does not take a match, or not yet, says why: the pair may come up again. */
static gboolean
refuse_decision (const char *decision, const char *note, GError **error)
{
  if (g_strcmp0 (decision, "AGREE") == 0 || (note != NULL && *note != '\0'))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                       miao_pick ("请写明不同意或再议的理由；以后再考虑这一匹配时会显示。",
                                  "Say why it is refused or discussed again; it is shown when the "
                                  "match comes up again."));

  return miao_error_at (error, "note");
}

/* What the meeting had before it: every rule's verdict, and where the pair stood among the others.
 * A preview keeps nothing, and need not put all candidates into order at each key. */
static gboolean
keep_verdicts (MiaoCall *call, MiaoRecord *matching, GError **error)
{
  g_autofree char *order = NULL;

  if (!call->preview) {
    order = miao_match_dup_order (call, miao_record_get (matching, "child"),
                                  miao_record_get (matching, "family"), error);
    if (order == NULL)
      return FALSE;
  }
  miao_facts_keep_guards (call, matching, order);

  return TRUE;
}

/* A refusal needs no rule to hold; they are asked so that the paper shows what was known. */
static gboolean
keep_refused (MiaoCall *call, MiaoRecord *placement, MiaoRecord *matching, GError **error)
{
  g_autoptr (MiaoRecord) family =
      miao_call_load (call, "family", miao_record_get (matching, "family"), error);
  MiaoFindings *told = call->findings;
  gboolean kept;

  if (family == NULL)
    return FALSE;
  /* Of a barred family the rules are not asked at all. */
  if (miao_record_get_bool (family, "blacklist_flag"))
    return TRUE;
  call->findings = miao_findings_new ();
  kept = miao_facts_ask_match (call, placement, matching, FALSE, error) &&
         keep_verdicts (call, matching, error);
  miao_findings_unref (call->findings);
  call->findings = told;

  return kept;
}

/* It counts no more from that day on. */
static gboolean
cancel (
    MiaoCall *call, const MiaoRecord *before, MiaoRecord *placement, MiaoDate on, GError **error)
{
  miao_record_set_date (placement, "cancelled_on", on);

  return miao_call_advance (call, before, placement, "CANCELLED", error);
}

static gboolean
run_decide (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) matching = NULL, before = NULL, before_matching = NULL;
  const char *decision = miao_call_get (call, "decision");
  MiaoDate on = miao_call_get_date (call, "decided_on", call->today);

  if (placement == NULL || !refuse_decision (decision, miao_call_get (call, "note"), error) ||
      !miao_facts_not_future (call, "decided_on", on, error))
    return FALSE;
  matching = miao_call_load (call, "matching", miao_record_get (placement, "matching"), error);
  if (matching == NULL || !miao_facts_not_own (call, matching, error))
    return FALSE;
  before = miao_record_copy (placement);
  before_matching = miao_record_copy (matching);
  miao_record_set (matching, "decision", decision);
  miao_record_set_date (matching, "decided_on", on);
  miao_record_set (matching, "decided_by", miao_facts_own_staff (call));
  miao_record_set (matching, "decision_text", miao_call_get (call, "note"));
  miao_record_set (matching, "attendees", miao_call_get (call, "attendees"));
  miao_record_set (matching, "attendee_names", miao_call_get (call, "attendee_names"));
  if (miao_call_get (call, "meetings") != NULL)
    miao_record_set (matching, "meetings", miao_call_get (call, "meetings"));
  if (miao_call_get (call, "cross_area_doc") != NULL)
    miao_record_set (matching, "cross_area_doc", miao_call_get (call, "cross_area_doc"));
  if (g_strcmp0 (decision, "AGREE") == 0) {
    miao_rules_match_meeting (miao_record_get_id (matching), miao_facts_attendees (matching),
                              miao_facts_settings_on (call, on), call->findings);
    if (!miao_facts_ask_match (call, placement, matching, FALSE, error) ||
        !miao_call_judge (call, error))
      return FALSE;
    if (!keep_verdicts (call, matching, error))
      return FALSE;
    miao_facts_keep_reasons (call, matching);
    return miao_call_update (call, before_matching, matching, error) &&
           miao_call_advance (call, before, placement, "MATCHED", error);
  }
  if (!keep_refused (call, placement, matching, error) ||
      !miao_call_update (call, before_matching, matching, error))
    return FALSE;
  if (g_strcmp0 (decision, "REFUSE") == 0)
    return cancel (call, before, placement, miao_record_get_date (matching, "decided_on"), error);

  return TRUE;
}

const MiaoUseCase miao_case_decide_match = {
  .name = "decide-match",
  .label = "Decide match",
  .label_zh = "决定匹配",
  .permission = MIAO_MAY_MATCH_DECIDE,
  .params = decide_params,
  .run = run_decide,
};

/* ---- considered and not taken ---- */

static const MiaoField aside_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_LONG ("reason", "Why it is not taken", "未采用的理由", P_MUST),
  P_END,
};

/* Nothing comes of it but a record, which says so when the two are considered again: with what the
 * rules said on that day. */
static gboolean
run_set_aside (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) family = NULL;
  g_autoptr (MiaoRecord) matching = miao_record_new (miao_kind_find ("matching"));
  g_autoptr (MiaoRecord) pair = miao_record_new (miao_kind_find ("placement"));

  if (child == NULL || (family = miao_call_load_param (call, "family", error)) == NULL)
    return FALSE;
  miao_record_set (pair, "child", miao_record_get_id (child));
  miao_record_set (pair, "family", miao_record_get_id (family));
  miao_record_set (matching, "child", miao_record_get_id (child));
  miao_record_set (matching, "family", miao_record_get_id (family));
  miao_record_set_date (matching, "proposed_on", call->today);
  miao_record_set (matching, "proposer", miao_facts_own_staff (call));
  if (!miao_facts_ask_match (call, pair, matching, TRUE, error))
    return FALSE;
  miao_record_set (matching, "decision", "ASIDE");
  miao_record_set_date (matching, "decided_on", call->today);
  miao_record_set (matching, "decided_by", miao_facts_own_staff (call));
  miao_record_set (matching, "decision_text", miao_call_get (call, "reason"));
  miao_facts_keep_guards (call, matching, NULL);

  return miao_call_insert (call, matching, error);
}

const MiaoUseCase miao_case_set_aside_match = {
  .name = "set-aside-match",
  .label = "Do not take the match",
  .label_zh = "记为考虑后未采用",
  .permission = MIAO_MAY_MATCH_PROPOSE,
  .params = aside_params,
  .run = run_set_aside,
};

/* ---- withdraw ---- */

static const MiaoField withdraw_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_LONG ("reason", "Why it is withdrawn", "撤回理由", P_MUST),
  P_END,
};

/* Before both sides have signed (domain 8.3 M3); the child and the place are free again. */
static gboolean
run_withdraw (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) before = NULL;

  if (placement == NULL)
    return FALSE;
  if (!miao_record_is (placement, "status", "PROPOSED") &&
      !miao_record_is (placement, "status", "MATCHED")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("只有签订协议之前的匹配可以撤回；已签协议、儿童还没有入户的，请撤回协议；"
                   "入户以后请办理解除。",
                   "Only before the agreement is signed can a match be withdrawn. "
                   "After that the agreement is withdrawn while the child has not "
                   "moved in; later the placement is ended."));
    return FALSE;
  }
  before = miao_record_copy (placement);
  miao_record_set (placement, "cancel_reason", miao_call_get (call, "reason"));

  return cancel (call, before, placement, call->today, error);
}

const MiaoUseCase miao_case_withdraw_match = {
  .name = "withdraw-match",
  .label = "Withdraw match",
  .label_zh = "撤回匹配",
  .permission = MIAO_MAY_MATCH_PROPOSE,
  .params = withdraw_params,
  .run = run_withdraw,
};

/* ---- withdraw after signing ---- */

static const MiaoField withdraw_agreement_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_LONG ("reason", "Why it is withdrawn", "撤回理由", P_MUST),
  P_END,
};

/* Both have signed and the child never moved in: the agreement ends, and there is nothing to be
 * evaluated, settled or handed over. The child is still where it was, so its state stays. */
static gboolean
run_withdraw_agreement (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) agreement = NULL, before = NULL;
  g_autofree char *today = miao_date_dup (call->today);

  if (placement == NULL)
    return FALSE;
  if (!miao_record_is (placement, "status", "SIGNED")) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("只有已签协议、儿童还没有入户时可以撤回协议。签协议之前请撤回匹配，入户以后请办"
                   "理解除。",
                   "An agreement is withdrawn after it is signed and before the child moves in. "
                   "Before that the match is withdrawn, later the placement is ended."));
    return FALSE;
  }
  agreement = miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
  if (agreement == NULL ||
      !miao_call_set (call, agreement, error, "ended_on", today, "status", "ENDED", NULL))
    return FALSE;
  before = miao_record_copy (placement);
  miao_record_set (placement, "cancel_reason", miao_call_get (call, "reason"));

  return cancel (call, before, placement, call->today, error);
}

const MiaoUseCase miao_case_withdraw_agreement = {
  .name = "withdraw-agreement",
  .label = "Withdraw agreement before moving in",
  .label_zh = "撤回协议（未入户）",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = withdraw_agreement_params,
  .run = run_withdraw_agreement,
};
