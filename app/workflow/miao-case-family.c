/* A foster family's way: register → (evaluation) → file → train. */
#include "config.h"

#include "miao-call.h"
#include "miao-case-edit.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"

#include <string.h>

/* ---- register ---- */

static const MiaoField register_params[] = {
  P_BOOL ("apply", "Apply at once (papers are complete)", "材料齐全，同时提交申请", P_MAY),
  P_END,
};

static gboolean
insert_caregiver (MiaoCall *call, MiaoRecord *family, MiaoRecord *member, GError **error)
{
  g_autoptr (MiaoRecord) period = miao_record_new (miao_kind_find ("caregiver_period"));
  MiaoDate from = miao_record_get_date (member, "joined_on");

  miao_record_set (period, "family", miao_record_get_id (family));
  miao_record_set (period, "member", miao_record_get_id (member));
  miao_record_set_date (period, "from_on", from != MIAO_DATE_NONE ? from : call->today);

  return miao_call_insert (call, period, error);
}

/* @member: (nullable): the applicant, whose telephone counts too. */
static gboolean
ask_home (MiaoCall *call, const MiaoRecord *family, const MiaoRecord *member, GError **error)
{
  const char *phones[] = { NULL, NULL, NULL };
  const MiaoHome home = { .division = miao_record_get (family, "home_division"),
                          .address = miao_record_get (family, "address"),
                          .phones = phones };
  guint n = 0;

  if (miao_record_has (family, "phone"))
    phones[n++] = miao_record_get (family, "phone");
  if (member != NULL && miao_record_has (member, "phone"))
    phones[n++] = miao_record_get (member, "phone");

  return miao_facts_ask_home (call, miao_record_get_id (family), &home, error);
}

/* The applicant becomes member, main caregiver and name of the family; others are added later. */
static gboolean
run_register (MiaoCall *call, GError **error)
{
  MiaoRecord *family = miao_call_get_record (call, "family");
  MiaoRecord *member = miao_call_get_record (call, "applicant");
  MiaoRecord *application = miao_call_get_record (call, "application");
  g_autoptr (MiaoRecord) before = NULL;
  g_autofree char *number = NULL;
  int year;

  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "family", "family_no", "JT", year, error);
  if (number == NULL)
    return FALSE;
  if (!miao_record_has (family, "family_no"))
    miao_record_set (family, "family_no", number);
  if (!miao_record_has (family, "name"))
    miao_record_set_printf (family, "name", "%s家庭", miao_record_get (member, "name"));
  if (!miao_record_has (family, "capacity"))
    miao_record_set_int (family, "capacity", miao_facts_settings (call)->family_capacity);
  miao_record_set (family, "status", "INQUIRY");
  if (!miao_facts_ask_member (call, member, error) || !miao_facts_ask_known (call, member, error) ||
      !ask_home (call, family, member, error) || !miao_call_judge (call, error) ||
      !miao_call_insert (call, family, error))
    return FALSE;
  miao_record_set (member, "family", miao_record_get_id (family));
  if (!miao_record_has (member, "co_living"))
    miao_record_set_bool (member, "co_living", TRUE);
  if (!miao_record_has (member, "joined_on"))
    miao_record_set_date (member, "joined_on", call->today);
  if (!miao_call_insert (call, member, error) || !insert_caregiver (call, family, member, error))
    return FALSE;
  before = miao_record_copy (family);
  miao_record_set (family, "applicant_member", miao_record_get_id (member));
  miao_record_set (family, "main_caregiver_member", miao_record_get_id (member));
  if (!miao_call_get_bool (call, "apply"))
    return miao_call_update (call, before, family, error);

  return miao_facts_apply (call, family, application, error) && miao_call_judge (call, error) &&
         miao_call_advance (call, before, family, "APPLIED", error);
}

const MiaoUseCase miao_case_register_family = {
  .name = "register-family",
  .label = "Register family",
  .label_zh = "登记寄养家庭",
  .permission = MIAO_MAY_FAMILY_REGISTER,
  .params = register_params,
  .records = { { "family", "family", TRUE },
               { "applicant", "family_member", TRUE },
               { "application", "application", FALSE } },
  .run = run_register,
};

static const MiaoField apply_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_END,
};

static gboolean
run_apply (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);

  return family != NULL &&
         miao_facts_apply (call, family, miao_call_get_record (call, "application"), error) &&
         miao_call_judge (call, error) && miao_call_advance (call, NULL, family, "APPLIED", error);
}

const MiaoUseCase miao_case_apply_family = {
  .name = "apply-family",
  .label = "Accept application",
  .label_zh = "受理寄养申请",
  .permission = MIAO_MAY_FAMILY_REGISTER,
  .params = apply_params,
  .records = { { "application", "application", TRUE } },
  .run = run_apply,
};

/* ---- returned for completion ---- */

static const MiaoField return_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_LONG ("reason", "What is missing", "退回补正原因", P_MUST),
  P_END,
};

/* The application that was accepted too soon says what was missing; the next one is a new record.
 */
static gboolean
run_return (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("application"));
  g_autoptr (MiaoRecord) application = NULL;
  g_autofree char *today = miao_date_dup (call->today);

  if (family == NULL || !miao_call_move (call, family, "RETURNED", error))
    return FALSE;
  miao_query_where (query, "family", MIAO_OP_EQ, miao_record_get_id (family));
  miao_query_where (query, "status", MIAO_OP_EQ, "ACCEPTED");
  miao_query_order (query, "applied_on", TRUE);
  if (!miao_store_find_first (call->store, query, &application, error))
    return FALSE;

  return (application == NULL ||
          miao_call_set (call, application, error, "status", "RETURNED", "returned_on", today,
                         "returned_reason", miao_call_get (call, "reason"), NULL)) &&
         miao_call_set (call, family, error, "status_reason", miao_call_get (call, "reason"), NULL);
}

const MiaoUseCase miao_case_return_application = {
  .name = "return-application",
  .label = "Return the application",
  .label_zh = "退回补正",
  .permission = MIAO_MAY_FAMILY_REGISTER,
  .params = return_params,
  .run = run_return,
};

/* ---- edit ---- */

static const MiaoField edit_family_params[] = {
  P_REF ("id", "family", "Family", "寄养家庭", P_MUST),
  P_END,
};

/* @ret: whether children live with the family, or are about to: both sides have signed. */
static gboolean
has_agreement (MiaoCall *call, const char *family, gboolean *ret, GError **error)
{
  g_autoptr (GPtrArray) there = miao_facts_placements_agreed (call, family, error);

  *ret = there != NULL && there->len > 0;

  return there != NULL;
}

static gboolean
refuse_change (const char *zh, const char *en, GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED, miao_pick (zh, en));

  return FALSE;
}

/* From the signing on the caregiver and the place change only in their own ways (domain 8.3 P-CHG,
 * P-MOVE); before it another caregiver begins another period. */
static gboolean
ask_family_edit (MiaoCall *call, MiaoRecord *family, GError **error)
{
  const char *id = miao_record_get_id (family);
  const char *caregiver = miao_record_get (family, "main_caregiver_member");
  g_autoptr (MiaoRecord) stored = miao_call_load (call, "family", id, error);
  g_autoptr (MiaoRecord) member = NULL;
  gboolean other, moved, agreed;

  if (stored == NULL || !has_agreement (call, id, &agreed, error))
    return FALSE;
  other = !miao_record_is (stored, "main_caregiver_member", caregiver);
  moved = !miao_record_is (stored, "home_division", miao_record_get (family, "home_division"));
  if (agreed && other)
    return refuse_change (
        "签订协议以后不能直接修改主要照料人。请用“变更主要照料人”：经机构同意、"
        "培训合格并变更协议。",
        "Once an agreement is signed the main caregiver is not edited. Use “Change main "
        "caregiver”: with consent, training and an amended agreement.",
        error);
  if (agreed && moved)
    return refuse_change (
        "签订协议以后不能直接修改住所地。请用“登记住所变更”：核对是否跨区、"
        "变更协议并安排专项评估。",
        "Once an agreement is signed the place of residence is not edited. Use “Record a "
        "move”: the area is checked, the agreement amended and an evaluation "
        "arranged.",
        error);
  if ((moved || !miao_record_is (stored, "address", miao_record_get (family, "address")) ||
       !miao_record_is (stored, "phone", miao_record_get (family, "phone"))) &&
      !ask_home (call, family, NULL, error))
    return FALSE;
  if (!other || caregiver == NULL)
    return TRUE;
  member = miao_call_load (call, "family_member", caregiver, error);
  if (member == NULL)
    return FALSE;
  if (!miao_record_is (member, "family", id))
    return refuse_change ("主要照料人须是这个家庭的成员。",
                          "The main caregiver has to be a member of the family.", error);

  return miao_facts_begin_caregiver (call, id, caregiver, error);
}

static gboolean
run_edit_family (MiaoCall *call, GError **error)
{
  return miao_case_run_edit (call, "family", ask_family_edit, error);
}

const MiaoUseCase miao_case_edit_family = {
  .name = "edit-family",
  .label = "Edit family",
  .label_zh = "修改寄养家庭信息",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = edit_family_params,
  .records = { { "family", "family", TRUE } },
  .run = run_edit_family,
};

/* ---- members ---- */

static const MiaoField add_member_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_BOOL ("main_caregiver", "Is the main caregiver", "为主要照料人", P_MAY),
  P_END,
};

static gboolean
run_add_member (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  MiaoRecord *member = miao_call_get_record (call, "member");
  gboolean agreed;

  if (family == NULL || !has_agreement (call, miao_record_get_id (family), &agreed, error))
    return FALSE;
  miao_record_set (member, "family", miao_record_get_id (family));
  if (!miao_record_has (member, "co_living"))
    miao_record_set_bool (member, "co_living", TRUE);
  if (!miao_record_has (member, "joined_on"))
    miao_record_set_date (member, "joined_on", call->today);
  if (!miao_facts_ask_member (call, member, error) || !miao_facts_ask_known (call, member, error) ||
      !miao_call_judge (call, error) || !miao_call_insert (call, member, error))
    return FALSE;
  if (miao_call_get_bool (call, "main_caregiver")) {
    /* Before an agreement the caregiver may be another member; afterwards the change has its own
     * way (domain 8.3 P-CHG). */
    if (agreed) {
      g_set_error_literal (
          error, MIAO_ERROR, MIAO_ERROR_REFUSED,
          miao_pick ("签订协议以后变更主要照料人，须先经机构同意、培训并变更协议。",
                     "Once an agreement is signed the main caregiver changes only after "
                     "consent, training and an amended agreement."));
      return FALSE;
    }
    return miao_facts_change_caregiver (call, family, member, error);
  }

  return TRUE;
}

const MiaoUseCase miao_case_add_member = {
  .name = "add-member",
  .label = "Add family member",
  .label_zh = "添加家庭成员",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = add_member_params,
  .records = { { "member", "family_member", TRUE } },
  .run = run_add_member,
};

static const MiaoField edit_member_params[] = {
  P_REF ("id", "family_member", "Member", "家庭成员", P_MUST),
  P_END,
};

static gboolean
run_edit_member (MiaoCall *call, GError **error)
{
  return miao_case_run_edit (call, "family_member", miao_facts_ask_member_again, error);
}

const MiaoUseCase miao_case_edit_member = {
  .name = "edit-member",
  .label = "Edit family member",
  .label_zh = "修改家庭成员信息",
  .permission = MIAO_MAY_FAMILY_EDIT,
  .params = edit_member_params,
  .records = { { "family_member", "family_member", TRUE } },
  .run = run_edit_member,
};

/* ---- filing ---- */

static const MiaoField file_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_DATE ("filed_on", "Filed on", "备案日期", P_MUST),
  P_TEXT ("filed_no", "Filing number", "备案编号", P_MAY),
  P_END,
};

/* A family that was trained before it was filed is ready at once. */
static gboolean
is_trained (MiaoCall *call, MiaoRecord *family, gboolean *ret_trained, GError **error)
{
  g_autoptr (GPtrArray) trainings =
      miao_call_all (call, "training", "family", miao_record_get_id (family), error);

  *ret_trained = FALSE;
  for (guint i = 0; trainings != NULL && i < trainings->len; i++) {
    MiaoRecord *training = g_ptr_array_index (trainings, i);

    if (miao_facts_is_pre_service (training) &&
        miao_record_is (training, "member", miao_record_get (family, "main_caregiver_member")))
      *ret_trained = TRUE;
  }

  return trainings != NULL;
}

static gboolean
run_file_family (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  g_autoptr (MiaoRecord) before = NULL;
  gboolean trained;

  if (family == NULL || !is_trained (call, family, &trained, error))
    return FALSE;
  before = miao_record_copy (family);
  miao_record_set (family, "filed_on", miao_call_get (call, "filed_on"));
  miao_record_set (family, "filed_no", miao_call_get (call, "filed_no"));
  if (!miao_facts_not_future (call, "filed_on", miao_record_get_date (family, "filed_on"), error) ||
      !miao_facts_ask_filing (call, family, error) || !miao_call_judge (call, error) ||
      !miao_call_move (call, family, "FILED", error) ||
      (trained && !miao_call_move (call, family, "TRAINED", error)))
    return FALSE;

  return miao_call_update (call, before, family, error);
}

const MiaoUseCase miao_case_file_family = {
  .name = "file-family",
  .label = "File family",
  .label_zh = "寄养家庭备案",
  .permission = MIAO_MAY_EVALUATION_FILE,
  .params = file_params,
  .run = run_file_family,
};

/* ---- the result of a review ---- */

static const MiaoField tell_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_DATE ("told_on", "Told on", "告知日期", P_MUST),
  P_CODE ("told_how", "served_how", "How", "告知方式", P_MAY),
  P_END,
};

static gboolean
run_tell (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  const MiaoDate on = miao_call_get_date (call, "told_on", MIAO_DATE_NONE);
  g_autoptr (MiaoRecord) review = NULL;
  g_autoptr (GError) problem = NULL;

  if (family == NULL || !miao_facts_not_future (call, "told_on", on, error))
    return FALSE;
  review = miao_facts_last_review (call->store, miao_record_get_id (family), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (review == NULL)
    return refuse_change ("这个家庭没有审核过的评估，没有结果可以告知。请先审核评估。",
                          "No evaluation of this family was reviewed; there is no result to tell. "
                          "Review the evaluation first.",
                          error);
  if (on < miao_record_get_date (review, "review_on")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("告知日期 %s 在审核日期 %s 之前，请更正日期。",
                            "The day %s lies before the review of %s; correct the date."),
                 miao_call_get (call, "told_on"), miao_record_get (review, "review_on"));
    return miao_error_at (error, "told_on");
  }

  return miao_call_set (call, review, error, "told_on", miao_call_get (call, "told_on"), "told_how",
                        miao_call_get (call, "told_how"), NULL);
}

const MiaoUseCase miao_case_tell_review = {
  .name = "tell-review",
  .label = "Tell the family the result",
  .label_zh = "告知审核结果",
  .permission = MIAO_MAY_EVALUATION_FILE,
  .params = tell_params,
  .run = run_tell,
};

/* ---- training ---- */

static const MiaoField training_params[] = {
  P_REF ("family", "family", "Family", "寄养家庭", P_MUST),
  P_END,
};

/* Of this family, and over: a training that is still to come has no result. */
static gboolean
ask_training (MiaoCall *call, MiaoRecord *family, MiaoRecord *training, GError **error)
{
  g_autoptr (MiaoRecord) member = NULL;

  if (!miao_facts_not_future (call, "to_on", miao_record_get_date (training, "to_on"), error))
    return FALSE;
  member = miao_call_load (call, "family_member", miao_record_get (training, "member"), error);
  if (member == NULL)
    return FALSE;
  if (miao_record_is (member, "family", miao_record_get_id (family)))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                       miao_pick ("参加培训的人不是这个家庭的成员，请重新选择。",
                                  "The person who was trained is no member of this family; choose "
                                  "another."));

  return miao_error_at (error, "member");
}

static gboolean
run_training (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load_param (call, "family", error);
  MiaoRecord *training = miao_call_get_record (call, "training");

  if (family == NULL)
    return FALSE;
  miao_record_set (training, "family", miao_record_get_id (family));
  if (!miao_record_has (training, "member"))
    miao_record_set (training, "member", miao_record_get (family, "main_caregiver_member"));
  if (!ask_training (call, family, training, error) || !miao_call_insert (call, training, error))
    return FALSE;
  if (!miao_record_is (family, "status", "FILED") || !miao_facts_is_pre_service (training) ||
      !miao_record_is (training, "member", miao_record_get (family, "main_caregiver_member")))
    return TRUE;

  return miao_call_advance (call, NULL, family, "TRAINED", error);
}

const MiaoUseCase miao_case_record_training = {
  .name = "record-training",
  .label = "Record training",
  .label_zh = "登记培训",
  .permission = MIAO_MAY_TRAINING_RECORD,
  .params = training_params,
  .records = { { "training", "training", TRUE } },
  .run = run_training,
};
