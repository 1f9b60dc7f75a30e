/* Another main caregiver once an agreement is signed (domain 8.3, P-CHG). */
#include "config.h"

#include "miao-amendment.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

static const MiaoField change_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_REF ("member", "family_member", "New main caregiver", "新的主要照料人", P_MUST),
  P_DATE ("approved_on", "Agreed by the institution on", "机构同意日期", P_MUST),
  P_LONG ("reason", "Reason", "变更原因", P_MUST),
  P_TEXT ("amendment", "How the agreement is amended", "协议变更内容", P_MAY),
  P_REF ("amendment_doc", "document", "Amendment page", "协议变更页", P_MAY),
  P_BOOL ("healthy", "Examined and healthy", "体检健康", P_MAY),
  P_BOOL ("able", "Able and experienced", "有照料能力和经验", P_MAY),
  P_BOOL ("records_clear", "Records checked and clear", "违法犯罪记录查询无异常", P_MAY),
  P_BOOL ("has_time", "Has enough time", "有充足时间照料", P_MAY),
  P_END,
};

/* What a special evaluation of the caregiver would have answered. */
static void
read_answers (MiaoCall *call, MiaoAnswer rows[4])
{
  static const struct {
    const char *item, *param;
  } asked[] = { { "CRG-02", "healthy" },
                { "CRG-03", "able" },
                { "CRG-05", "records_clear" },
                { "CRG-06", "has_time" } };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    rows[i] = (MiaoAnswer){ .item = asked[i].item,
                            .answer = miao_call_get_bool (call, asked[i].param) ? "yes" : "no" };
}

static gboolean
amend (MiaoCall *call, const char *agreement_id, MiaoRecord *member, GError **error)
{
  g_autoptr (MiaoRecord) agreement = miao_call_load (call, "agreement", agreement_id, error);
  g_autoptr (MiaoRecord) before = NULL, former = NULL;
  MiaoAmendment amendment = { .matter = "CAREGIVER",
                              .after = miao_record_get (member, "name"),
                              .what = miao_call_get (call, "amendment"),
                              .document = miao_call_get (call, "amendment_doc") };

  if (agreement == NULL)
    return FALSE;
  before = miao_record_copy (agreement);
  if (miao_record_has (agreement, "caregiver")) {
    former =
        miao_call_load (call, "family_member", miao_record_get (agreement, "caregiver"), error);
    if (former == NULL)
      return FALSE;
    amendment.before = miao_record_get (former, "name");
    amendment.former = miao_record_get_id (former);
  }
  miao_amendment_add (call, agreement, &amendment);
  miao_record_set (agreement, "caregiver", miao_record_get_id (member));

  return miao_call_update (call, before, agreement, error);
}

/* Every agreement under which a child lives with the family, or is about to, names the new
 * caregiver from today. */
static gboolean
amend_all (MiaoCall *call, const char *family, MiaoRecord *member, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_facts_placements_agreed (call, family, error);

  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (placements, i);

    if (miao_record_has (placement, "agreement") &&
        !amend (call, miao_record_get (placement, "agreement"), member, error))
      return FALSE;
  }

  return placements != NULL;
}

static gboolean
note_period (MiaoCall *call, const char *family, GError **error)
{
  g_autoptr (GPtrArray) periods = miao_call_all (call, "caregiver_period", "family", family, error);

  for (guint i = 0; periods != NULL && i < periods->len; i++) {
    MiaoRecord *period = g_ptr_array_index (periods, i);

    if (!miao_record_has (period, "to_on") &&
        !miao_call_set (call, period, error, "reason", miao_call_get (call, "reason"),
                        "approved_on", miao_call_get (call, "approved_on"), "amendment",
                        miao_call_get (call, "amendment_doc"), NULL))
      return FALSE;
  }

  return periods != NULL;
}

static gboolean
is_of_family (MiaoRecord *family, MiaoRecord *member, GError **error)
{
  if (!miao_record_is (member, "family", miao_record_get_id (family))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这位成员不属于该家庭，请重新选择。",
                                    "This person does not belong to the family; choose another."));
    return miao_error_at (error, "member");
  }
  if (miao_record_is (family, "main_caregiver_member", miao_record_get_id (member))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这位成员已经是主要照料人，不需要变更。",
                                    "This person is the main caregiver already."));
    return miao_error_at (error, "member");
  }

  return TRUE;
}

static gboolean
run_change (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  g_autoptr (MiaoRecord) member = NULL;
  MiaoAnswer rows[4];
  MiaoAnswers answers = { .rows = rows, .n = G_N_ELEMENTS (rows) };

  if (family == NULL || (member = miao_call_load_param (call, "member", error)) == NULL ||
      !is_of_family (family, member, error))
    return FALSE;
  read_answers (call, rows);
  if (!miao_facts_ask_caregiver_change (call, member, &answers,
                                        miao_call_get_date (call, "approved_on", MIAO_DATE_NONE),
                                        miao_call_get (call, "amendment") != NULL, error) ||
      !miao_call_judge (call, error) || !miao_facts_change_caregiver (call, family, member, error))
    return FALSE;

  return note_period (call, miao_record_get_id (family), error) &&
         amend_all (call, miao_record_get_id (family), member, error);
}

const MiaoUseCase miao_case_change_caregiver = {
  .name = "change-caregiver",
  .label = "Change main caregiver",
  .label_zh = "变更主要照料人",
  .permission = MIAO_MAY_AGREEMENT_SIGN,
  .params = change_params,
  .run = run_change,
};
