/* Changes of an agreement while the child lives with the family: the members, the term, the
 * payments. Another main caregiver and another home have ways of their own (domain 8.3, P-CHG and
 * P-MOVE). */
#include "config.h"

#include "miao-agreement-rules.h"
#include "miao-amendment.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-params.h"
#include "miao-states.h"

static const MiaoField amend_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_CODE ("matter", "amendment_matter", "Matter", "变更事项", P_MUST),
  P_LONG ("what", "What was changed", "变更内容", P_MUST),
  P_TEXT ("before", "Before", "变更前", P_MAY),
  P_TEXT ("after", "After", "变更后", P_MAY),
  P_DATE ("term_to", "Term to", "寄养期限止", P_MAY),
  P_REF ("document", "document", "Signed page", "签字的变更页", P_MAY),
  P_END,
};

static gboolean
refuse (const char *field, GError **error, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, message);

  return miao_error_at (error, field);
}

/* A longer or shorter term ends by the child's 18th birthday too (SGN-05). */
static gboolean
change_term (MiaoCall *call, MiaoRecord *agreement, GError **error)
{
  const char *to = miao_call_get (call, "term_to");
  g_autoptr (MiaoRecord) child = NULL;

  if (to == NULL || miao_record_is (agreement, "term_to", to))
    return refuse (
        "term_to", error,
        miao_pick ("变更寄养期限的，请填写新的寄养期限止。", "Give the new end of the term."));
  child = miao_call_load (call, "child", miao_record_get (agreement, "child"), error);
  if (child == NULL)
    return FALSE;
  miao_rules_term (miao_record_get_id (agreement), miao_record_get_date (child, "birth_date"),
                   miao_record_get_date (agreement, "term_from"), miao_date_parse (to),
                   call->findings);

  return miao_call_judge (call, error);
}

static gboolean
amend (MiaoCall *call, MiaoRecord *agreement, const MiaoAmendment *amendment, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (agreement);
  const gboolean term = g_str_equal (amendment->matter, "TERM");

  miao_amendment_add (call, agreement, amendment);
  if (term)
    miao_record_set (agreement, "term_to", amendment->after);

  return miao_call_update (call, before, agreement, error);
}

/* The members are the same for every child who lives with the family. */
static gboolean
amend_all (MiaoCall *call, const char *family, const MiaoAmendment *amendment, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "family", family, error);

  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = placements->pdata[i];
    g_autoptr (MiaoRecord) agreement = NULL;

    if (!miao_state_placement_open (miao_record_get (placement, "status")) ||
        !miao_record_has (placement, "agreement"))
      continue;
    agreement = miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
    if (agreement == NULL || !amend (call, agreement, amendment, error))
      return FALSE;
  }

  return placements != NULL;
}

static gboolean
run_amend (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) agreement = NULL;
  g_autofree char *term = NULL;
  MiaoAmendment amendment = { .matter = miao_call_get (call, "matter"),
                              .before = miao_call_get (call, "before"),
                              .after = miao_call_get (call, "after"),
                              .what = miao_call_get (call, "what"),
                              .document = miao_call_get (call, "document") };
  const char *family;

  if (placement == NULL)
    return FALSE;
  if (!miao_state_placement_open (miao_record_get (placement, "status")) ||
      !miao_record_has (placement, "agreement"))
    return refuse (NULL, error,
                   miao_pick ("只有正在履行的协议才能变更：儿童还没有入户，或者寄养已经结束。",
                              "Only an agreement that is being carried out is changed: the "
                              "child has not moved in yet, or the placement has ended."));
  agreement = miao_call_load (call, "agreement", miao_record_get (placement, "agreement"), error);
  if (agreement == NULL)
    return FALSE;
  family = miao_record_get (agreement, "family");
  if (g_str_equal (amendment.matter, "CAREGIVER"))
    return refuse ("matter", error,
                   miao_pick ("变更主要照料人请用“变更主要照料人”办理，须先经机构同意并培训。",
                              "Another main caregiver is changed with “Change main "
                              "caregiver”, after consent and training."));
  if (g_str_equal (amendment.matter, "ADDRESS"))
    return refuse ("matter", error,
                   miao_pick ("住址变更请在寄养家庭用“登记住所变更”办理，须作专项评估。",
                              "A move is recorded at the family with “Record a move”; a "
                              "special evaluation follows."));
  if (g_str_equal (amendment.matter, "MEMBERS"))
    return amend_all (call, family, &amendment, error);
  if (g_str_equal (amendment.matter, "TERM")) {
    if (!change_term (call, agreement, error))
      return FALSE;
    term = g_strdup (miao_record_get (agreement, "term_to"));
    amendment.before = term;
    amendment.after = miao_call_get (call, "term_to");
  }

  return amend (call, agreement, &amendment, error);
}

const MiaoUseCase miao_case_amend_agreement = {
  .name = "amend-agreement",
  .label = "Change an agreement",
  .label_zh = "变更寄养协议",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = amend_params,
  .run = run_amend,
};
