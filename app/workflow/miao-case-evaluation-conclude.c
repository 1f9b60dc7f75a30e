/* The end of an evaluation: each signs, the leader concludes, and it is reviewed. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-report.h"
#include "miao-cases.h"
#include "miao-codes.h"
#include "miao-correction.h"
#include "miao-ending.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-evaluation-computed.h"
#include "miao-facts-private.h"
#include "miao-fieldwork.h"
#include "miao-forms.h"
#include "miao-needs.h"
#include "miao-params.h"

#include <string.h>

/* ---- sign ---- */

static const MiaoField sign_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_REF ("member", "evaluation_member", "Member", "评估小组成员", P_MUST),
  P_CODE ("vote", "vote", "Vote", "表决", P_MUST),
  P_CODE ("conclusion", "eval_conclusion", "Conclusion voted on", "表决的结论", P_MAY),
  P_LONG ("opinion", "Own opinion", "本人意见", P_MUST),
  P_LONG ("dissent", "Dissent", "不同意见", P_MAY),
  P_REF ("paper", "document", "Signed paper", "签字扫描件", P_MAY),
  P_END,
};

/* Each kind of evaluation has conclusions of its own. */
static gboolean
check_conclusion (const char *kind, const char *conclusion, GError **error)
{
  const MiaoCode *code = miao_codes_find ("eval_conclusion", conclusion, MIAO_DATE_NONE);

  if (code != NULL && g_strcmp0 (code->parent, kind) == 0)
    return TRUE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick ("“%s”不是“%s”的结论，请改选。", "“%s” is no conclusion of “%s”. Choose another."),
      miao_codes_name ("eval_conclusion", conclusion, miao_language ()),
      miao_codes_name ("eval_kind", kind, miao_language ()));

  return miao_error_at (error, "conclusion");
}

/* Once all have signed, each reads what the others wrote: nobody goes by that afterwards. */
static gboolean
check_sealed (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  gboolean opened;

  if (!miao_facts_is_opened (call->store, miao_record_get_id (evaluation), &opened, error))
    return FALSE;
  if (!opened)
    return TRUE;
  g_set_error_literal (
      error, MIAO_ERROR, MIAO_ERROR_DENIED,
      miao_pick ("全体成员都已签署，意见已相互公开，不能再改签。确需改变的，先修改评估的条目或"
                 "小组意见：签署随之全部收回，再由各成员重新签署。",
                 "All members have signed and read each other's opinions, so none is changed any "
                 "more. If one has to be, change the answers or the opinion of the team first: "
                 "that takes all signatures back, and everybody signs again."));

  return FALSE;
}

static gboolean
run_sign (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) member = NULL;
  const char *conclusion = miao_call_get (call, "conclusion");
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, call->now_ms);

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error))
    return FALSE;
  member = miao_call_load_param (call, "member", error);
  if (member == NULL)
    return FALSE;
  if (!miao_record_is (member, "evaluation", miao_record_get_id (evaluation))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这位成员不在本次评估的小组中。",
                                    "This person is not in the team of this evaluation."));
    return miao_error_at (error, "member");
  }
  if (!miao_facts_may_sign (call, member, error) || !check_sealed (call, evaluation, error) ||
      (conclusion != NULL &&
       !check_conclusion (miao_record_get (evaluation, "kind"), conclusion, error)))
    return FALSE;
  if (!miao_call_set (call, member, error, "vote", miao_call_get (call, "vote"), "conclusion",
                      conclusion, "opinion", miao_call_get (call, "opinion"), "dissent",
                      miao_call_get (call, "dissent"), "sign_doc", miao_call_get (call, "paper"),
                      "opinion_at", now, "signed_at", now, NULL))
    return FALSE;

  return miao_record_is (evaluation, "status", "SIGNING") ||
         miao_call_advance (call, NULL, evaluation, "SIGNING", error);
}

const MiaoUseCase miao_case_sign_opinion = {
  .name = "sign-opinion",
  .label = "Sign own opinion",
  .label_zh = "签署本人意见",
  .permission = MIAO_MAY_EVALUATION_SIGN,
  .params = sign_params,
  .run = run_sign,
  .place = MIAO_PLACE_BOTH,
};

/* ---- conclude ---- */

static const MiaoField conclude_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_CODE ("conclusion", "eval_conclusion", "Conclusion", "结论", P_MUST),
  P_LONG ("opinion_text", "Opinion of the team", "小组意见", P_MAY),
  P_DATE ("finished_on", "Finished on", "完成日期", P_MAY),
  P_END,
};

static void
set_score (MiaoCall *call, MiaoRecord *evaluation, const MiaoForm *form)
{
  g_autoptr (JsonArray) answers = miao_record_get_list (evaluation, "answers");
  gint64 total = 0;
  gboolean scored = FALSE;

  for (guint i = 0; i < json_array_get_length (answers); i++) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const MiaoFormItem *item =
        miao_form_item (form, json_object_get_string_member_with_default (row, "item", ""));
    const char *answer = json_object_get_string_member_with_default (row, "answer", NULL);

    if (item != NULL && item->type == MIAO_ITEM_SCORE && answer != NULL) {
      total += g_ascii_strtoll (answer, NULL, 10) * 100; /* hundredths of a point */
      scored = TRUE;
    }
  }
  if (scored)
    miao_record_set_int (evaluation, "total_score", total);
  miao_record_set (evaluation, "grade", miao_facts_grade (call, evaluation, form));
}

/* Of what is final: form, answers, opinion and conclusion, each on lines of its own, and the needs
 * that were found. */
static void
set_digest (MiaoRecord *evaluation)
{
  static const char *const parts[] = { "eval_no",     "form_sha256", "finished_on", "answers",
                                       "total_score", "conclusion",  "opinion_text" };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    const char *text = miao_record_get (evaluation, parts[i]);

    g_checksum_update (sum, (const guchar *) (text != NULL ? text : ""), -1);
    g_checksum_update (sum, (const guchar *) "\n", 1);
  }
  if (miao_record_has (evaluation, "needs"))
    g_checksum_update (sum, (const guchar *) miao_record_get (evaluation, "needs"), -1);
  miao_record_set (evaluation, "final_digest", g_checksum_get_string (sum));
}

/* House validity: 12 months for a family, 6 for a child (domain Appendix A); none for the others.
 */
static void
set_validity (MiaoCall *call, MiaoRecord *evaluation, MiaoDate on)
{
  const MiaoRuleSettings *settings = miao_facts_settings_on (call, on);
  int months = 0;

  if (miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE"))
    months = settings->family_valid_months;
  else if (miao_record_is (evaluation, "kind", "EV_G_CHILD_PRE"))
    months = settings->child_valid_months;
  if (months > 0)
    miao_record_set_date (evaluation, "valid_until", miao_date_add_months (on, months));
}

/* The list as the leader signs it. */
static gboolean
keep_needs (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (JsonArray) needs = NULL;

  if (miao_session_get_away (call->session) != NULL)
    return TRUE;
  needs = miao_needs_on_paper (call->store, evaluation, error);
  if (needs == NULL)
    return FALSE;
  if (json_array_get_length (needs) > 0)
    miao_record_set_list (evaluation, "needs", needs);

  return TRUE;
}

static gboolean
run_conclude (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  const MiaoForm *form;
  MiaoDate finished;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error) ||
      !miao_facts_may_conclude (call, evaluation, error) ||
      !miao_fieldwork_none_out (evaluation, error) ||
      !check_conclusion (miao_record_get (evaluation, "kind"), miao_call_get (call, "conclusion"),
                         error))
    return FALSE;
  before = miao_record_copy (evaluation);
  form = miao_forms_of_evaluation (call->store, evaluation, error);
  if (form == NULL)
    return FALSE;
  finished = miao_call_get_date (call, "finished_on",
                                 miao_record_has (evaluation, "finished_on")
                                     ? miao_record_get_date (evaluation, "finished_on")
                                     : call->today);
  miao_record_set_date (evaluation, "finished_on", finished);
  miao_record_set (evaluation, "conclusion", miao_call_get (call, "conclusion"));
  if (miao_call_get (call, "opinion_text") != NULL)
    miao_record_set (evaluation, "opinion_text", miao_call_get (call, "opinion_text"));
  set_score (call, evaluation, form);
  miao_record_set (evaluation, "form_sha256", form->sha256);
  set_validity (call, evaluation, finished);
  if (!miao_facts_ask_team (call, evaluation, FALSE, error) ||
      !miao_facts_ask_conclusion (call, evaluation, form, error) || !miao_call_judge (call, error))
    return FALSE;
  if (!keep_needs (call, evaluation, error))
    return FALSE;
  if (!miao_record_is (evaluation, "status", "SIGNING"))
    return miao_call_move (call, evaluation, "FINAL", error);
  miao_record_set (evaluation, "status", "FINAL");
  miao_facts_keep_reasons (call, evaluation);
  miao_evaluation_keep_computed (evaluation, form, call->findings);
  miao_record_set_int (evaluation, "leader_signed_at", call->now_ms);
  set_digest (evaluation);

  return miao_call_update (call, before, evaluation, error) &&
         miao_case_keep_report (call, evaluation, error);
}

const MiaoUseCase miao_case_conclude_evaluation = {
  .name = "conclude-evaluation",
  .label = "Conclude evaluation",
  .label_zh = "签发评估结论",
  .permission = MIAO_MAY_EVALUATION_CONCLUDE,
  .params = conclude_params,
  .run = run_conclude,
};

/* ---- review ---- */

static const MiaoField review_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_CODE ("result", "review_result", "Result", "审核结果", P_MUST),
  P_DATE ("review_on", "Reviewed on", "审核日期", P_MAY),
  P_LONG ("text", "Opinion", "审核意见", P_MAY),
  P_END,
};

/* Whether a pass by which a family was approved is taken back, now that it is corrected. */
static gboolean
find_fallen (MiaoCall *call, const MiaoRecord *evaluation, gboolean *ret, GError **error)
{
  g_autofree char *older = g_strdup (miao_record_get (evaluation, "supersedes"));

  *ret = FALSE;
  while (older != NULL && !*ret && !miao_record_is (evaluation, "conclusion", "B_PASS")) {
    g_autoptr (MiaoRecord) old = miao_call_load (call, "evaluation", older, error);

    if (old == NULL)
      return FALSE;
    *ret = miao_facts_is_passed (old) && miao_record_is (old, "conclusion", "B_PASS");
    g_free (older);
    older = g_strdup (miao_record_get (old, "supersedes"));
  }

  return TRUE;
}

/* A family that is qualified already stays where it is: a passed evaluation renews its
 * qualification, a failed one suspends it (F10), and so does a correction that takes back the pass
 * by which it was approved. A correction of an old evaluation renews nothing. */
static gboolean
renew_family (
    MiaoCall *call, MiaoRecord *evaluation, MiaoRecord *family, MiaoDate on, GError **error)
{
  static const char *const qualified[] = { "QUALIFIED", "FILED",     "TRAINED",
                                           "ACTIVE",    "SUSPENDED", NULL };
  const char *status = miao_record_get (family, "status");
  MiaoConclusionFacts conclusion = miao_facts_conclusion (evaluation);
  g_autofree char *day = NULL;
  gboolean fallen;

  if (!find_fallen (call, evaluation, &fallen, error))
    return FALSE;
  if (status == NULL || !g_strv_contains (qualified, status) ||
      (conclusion.final_on < miao_record_get_date (family, "approved_on") && !fallen))
    return TRUE;
  if (miao_record_is (evaluation, "conclusion", "B_PASS")) {
    if (conclusion.valid_until < miao_record_get_date (family, "approved_until"))
      return TRUE;
    day = miao_date_dup (on);
    return miao_call_set (call, family, error, "approved_on", day, "approved_until",
                          miao_record_get (evaluation, "valid_until"), NULL);
  }
  if (g_str_equal (status, "SUSPENDED") ||
      (!fallen && !miao_record_is (evaluation, "conclusion", "B_FAIL")))
    return TRUE;

  return miao_family_suspend (call, family,
                              fallen ? miao_pick ("评估更正后不再合格。",
                                                  "The evaluation does not pass it any more, now "
                                                  "that it is corrected.")
                                     : miao_pick ("复评不合格。", "The new evaluation was failed."),
                              error);
}

/* The family goes on by what the reviewed evaluation says (domain 8.2 F4, F5). */
static gboolean
pass_to_family (MiaoCall *call, MiaoRecord *evaluation, MiaoDate on, GError **error)
{
  g_autoptr (MiaoRecord) family = NULL, before = NULL;
  gboolean approved = miao_record_is (evaluation, "review_result", "PASS");
  gboolean qualified = approved && miao_record_is (evaluation, "conclusion", "B_PASS");
  gboolean newest;

  if (!miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE"))
    return TRUE;
  /* A family that was evaluated since then goes by that. */
  if (!miao_correction_is_newest (call->store, evaluation, &newest, error))
    return FALSE;
  if (!newest)
    return TRUE;
  family = miao_call_load (call, "family", miao_record_get (evaluation, "subject_family"), error);
  if (family == NULL)
    return FALSE;
  /* What the institution did not approve takes nothing from a family that is qualified. */
  if (!miao_record_is (family, "status", "EVALUATING"))
    return !approved || renew_family (call, evaluation, family, on, error);
  /* Neither passed nor failed: it stays under evaluation until it is evaluated again. */
  if (approved && !qualified && !miao_record_is (evaluation, "conclusion", "B_FAIL"))
    return miao_call_set (call, family, error, "status_reason",
                          miao_codes_name ("eval_conclusion",
                                           miao_record_get (evaluation, "conclusion"),
                                           miao_language ()),
                          NULL);
  before = miao_record_copy (family);
  if (qualified) {
    miao_record_set_date (family, "approved_on", on);
    miao_record_set (family, "approved_until", miao_record_get (evaluation, "valid_until"));
  }

  return miao_call_advance (call, before, family, qualified ? "QUALIFIED" : "REJECTED", error);
}

/* A family whose evaluation was sent back waits for another one, and says why. */
static gboolean
send_back (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoRecord) family = NULL;
  g_autofree char *reason = NULL;

  if (!miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE"))
    return TRUE;
  family = miao_call_load (call, "family", miao_record_get (evaluation, "subject_family"), error);
  if (family == NULL)
    return FALSE;
  if (!miao_record_is (family, "status", "EVALUATING"))
    return TRUE;
  reason = miao_record_has (evaluation, "review_text")
               ? g_strdup_printf (miao_pick ("审核退回：%s", "Sent back by the review: %s"),
                                  miao_record_get (evaluation, "review_text"))
               : g_strdup (miao_pick ("审核退回。", "Sent back by the review."));

  return miao_call_set (call, family, error, "status_reason", reason, NULL);
}

static gboolean
run_review (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  MiaoDate on = miao_call_get_date (call, "review_on", call->today);

  if (evaluation == NULL || !miao_facts_not_own_evaluation (call, evaluation, error) ||
      !miao_facts_not_replaced (call, evaluation, error) ||
      !miao_facts_not_future (call, "review_on", on, error))
    return FALSE;
  before = miao_record_copy (evaluation);
  miao_record_set (evaluation, "reviewed_by", miao_facts_own_staff (call));
  miao_record_set_date (evaluation, "review_on", on);
  miao_record_set (evaluation, "review_result", miao_call_get (call, "result"));
  miao_record_set (evaluation, "review_text", miao_call_get (call, "text"));
  if (strcmp (miao_call_get (call, "result"), "PASS") == 0 &&
      !miao_facts_ask_rested (call, evaluation, error))
    return FALSE;

  return miao_call_advance (call, before, evaluation, "REVIEWED", error) &&
         (strcmp (miao_call_get (call, "result"), "BACK") == 0
              ? send_back (call, evaluation, error)
              : pass_to_family (call, evaluation, on, error) &&
                    miao_ending_take_evaluation (call, evaluation, error));
}

const MiaoUseCase miao_case_review_evaluation = {
  .name = "review-evaluation",
  .label = "Review evaluation",
  .label_zh = "审核评估",
  .permission = MIAO_MAY_EVALUATION_REVIEW,
  .params = review_params,
  .run = run_review,
};
