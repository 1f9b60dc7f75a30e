/* What the rules about a child ask: identity, intake, conditions, opinion. */
#include "config.h"

#include "miao-child-rules.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-intake-rules.h"

MiaoRecord *
miao_facts_open_admission (MiaoStore *store, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  MiaoRecord *admission;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_order (query, "seq", TRUE);
  admission = miao_store_first (store, query, error);
  if (admission == NULL && (error == NULL || *error == NULL))
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                         miao_pick ("这名儿童没有入院登记。", "This child has no admission."));

  return admission;
}

gboolean
miao_facts_ask_child (MiaoCall *call, MiaoRecord *child, GError **error)
{
  static const char *const happened[] = { "plan_reviewed_on",    "health_checked_on",
                                          "psych_tested_on",     "vaccination_card_on",
                                          "adoption_applied_on", "adoption_notice_on",
                                          "defacto_applied_on",  "defacto_checked_on",
                                          "defacto_decided_on",  "adoption_family_told_on" };

  for (gsize i = 0; i < G_N_ELEMENTS (happened); i++) {
    MiaoDate on = miao_record_get_date (child, happened[i]);

    if (!miao_facts_not_future (call, happened[i], on, error) ||
        !miao_facts_not_before_birth (child, happened[i], on, error))
      return FALSE;
  }

  return miao_facts_not_future (call, "birth_date", miao_record_get_date (child, "birth_date"),
                                error) &&
         miao_facts_ask_member (call, child, error);
}

static MiaoOpinionValue
read_opinion_value (const MiaoRecord *opinion)
{
  /* A record without an opinion is a talk that was not written down. */
  if (opinion == NULL || !miao_record_has (opinion, "opinion"))
    return MIAO_OPINION_NONE;
  if (miao_record_is (opinion, "opinion", "AGREE"))
    return MIAO_OPINION_AGREES;
  if (miao_record_is (opinion, "opinion", "DISAGREE"))
    return MIAO_OPINION_REFUSES;
  if (miao_record_is (opinion, "opinion", "UNABLE"))
    return MIAO_OPINION_UNABLE;

  return MIAO_OPINION_SILENT;
}

MiaoRecord *
miao_facts_last_opinion (
    MiaoCall *call, const char *child, const char *about, MiaoDate from, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child_opinion"));
  g_autofree char *day = miao_date_dup (from);

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "about", MIAO_OP_EQ, about);
  if (from != MIAO_DATE_NONE)
    miao_query_where (query, "held_on", MIAO_OP_GE, day);
  miao_query_order (query, "held_on", TRUE);
  miao_query_order (query, "created_at", TRUE);

  return miao_store_first (call->store, query, error);
}

/* @ret: the day on which the child's last placement that was over by @on ended; NONE: it had none.
 */
static gboolean
find_last_end (MiaoCall *call, const char *child, MiaoDate on, MiaoDate *ret, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "child", child, error);

  *ret = MIAO_DATE_NONE;
  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    const MiaoRecord *placement = placements->pdata[i];
    const MiaoDate ended = miao_record_get_date (placement, "ended_on");

    if (miao_record_is (placement, "status", "ENDED") && ended != MIAO_DATE_NONE && ended <= on &&
        (*ret == MIAO_DATE_NONE || ended > *ret))
      *ret = ended;
  }

  return placements != NULL;
}

MiaoRecord *
miao_facts_opinion_before (MiaoCall *call, const char *child, MiaoDate on, GError **error)
{
  MiaoDate since;

  if (!find_last_end (call, child, on, &since, error))
    return NULL;

  return miao_facts_last_opinion (call, child, "PRE", since, error);
}

gboolean
miao_facts_ask_child_moves (MiaoCall *call, MiaoRecord *child, MiaoDate on, GError **error)
{
  const MiaoRuleSettings *settings = miao_facts_settings_on (call, on);
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) opinion =
      miao_facts_opinion_before (call, miao_record_get_id (child), on, &problem);
  MiaoChildFacts facts = {
    .child = miao_record_get_id (child),
    .born = miao_record_get_date (child, "birth_date"),
    .cognition = miao_facts_cognition (child),
    .opinion = miao_facts_opinion (opinion),
  };

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (miao_rules_opinion_needed (facts.born, facts.cognition, settings, on))
    miao_rules_opinion (&facts, settings, on, call->findings);

  return TRUE;
}

MiaoOpinionFacts
miao_facts_opinion (const MiaoRecord *opinion)
{
  MiaoOpinionFacts facts = { 0 };

  facts.value = read_opinion_value (opinion);
  if (opinion == NULL)
    return facts;
  facts.id = miao_record_get_id (opinion);
  facts.on = miao_record_get_date (opinion, "held_on");
  facts.signed_by_child = miao_record_has (opinion, "sign_doc");
  facts.second_talk = miao_record_has (opinion, "second_talk");
  facts.head_approved = miao_record_has (opinion, "override_reason");
  facts.head_reason = miao_record_get (opinion, "override_reason");

  return facts;
}

MiaoCognition
miao_facts_cognition (const MiaoRecord *child)
{
  switch (miao_record_get_int (child, "cognition", 4)) {
  case 1:
    return MIAO_COGNITION_NORMAL;
  case 2:
    return MIAO_COGNITION_LIMITED;
  case 3:
    return MIAO_COGNITION_IMPAIRED;
  default:
    return MIAO_COGNITION_UNKNOWN;
  }
}

MiaoGuardianship
miao_facts_guardianship (const MiaoRecord *child)
{
  switch (miao_record_get_int (child, "guardianship", 0)) {
  case 1:
    return MIAO_GUARDIANSHIP_LONG_TERM;
  case 2:
    return MIAO_GUARDIANSHIP_TEMPORARY;
  case 3:
    return MIAO_GUARDIANSHIP_ENTRUSTED;
  case 4:
    return MIAO_GUARDIANSHIP_DESTITUTE;
  default:
    return MIAO_GUARDIANSHIP_UNKNOWN;
  }
}

static gboolean
has_document (
    MiaoCall *call, const char *owner, const char *doc_type, gboolean *ret_has, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("document"));
  gint64 n;

  miao_query_where (query, "owner_id", MIAO_OP_EQ, owner);
  miao_query_where (query, "doc_type", MIAO_OP_EQ, doc_type);
  n = miao_store_count (call->store, query, error);
  *ret_has = n > 0;

  return n >= 0;
}

gboolean
miao_facts_read_child (MiaoCall *call,
                       MiaoRecord *child,
                       MiaoRecord *opinion,
                       const MiaoAnswers *answers,
                       MiaoChildFacts *ret,
                       GError **error)
{
  const char *id = miao_record_get_id (child);
  const MiaoAnswer *exception;
  gboolean vaccinated;

  *ret = (MiaoChildFacts){
    .child = id,
    .born = miao_record_get_date (child, "birth_date"),
    .category = miao_record_get (child, "child_category"),
    .guardianship = miao_facts_guardianship (child),
    .cognition = miao_facts_cognition (child),
    .answers = *answers,
    .opinion = miao_facts_opinion (opinion),
  };
  miao_child_facts_read (ret);
  exception = miao_answers_find (answers, "CHD-06");
  if (exception == NULL || g_strcmp0 (exception->answer, "exception") != 0)
    exception = miao_answers_find (answers, "CHD-05");
  if (exception != NULL && g_strcmp0 (exception->answer, "exception") == 0) {
    /* The note names the base; the evidence is the doctor's opinion; the head says yes by account.
     */
    ret->rehab_base = exception->note != NULL && *exception->note != '\0';
    ret->doctor_opinion = exception->evidence > 0;
    ret->head_approved = miao_answers_get (answers, "CHD-06.head") != NULL &&
                         g_str_equal (miao_answers_get (answers, "CHD-06.head"), "yes");
  }
  if (!has_document (call, id, "D0403", &vaccinated, error))
    return FALSE;
  /* The card alone proves nothing: somebody has read it. */
  ret->vaccinated =
      vaccinated && g_strcmp0 (miao_answers_get (answers, "CHD-14.vaccines"), "yes") == 0;
  if (miao_record_has (child, "siblings")) {
    g_auto (GStrv) siblings = g_strsplit (miao_record_get (child, "siblings"), " ", -1);

    ret->siblings = g_strv_length (siblings);
  }

  return TRUE;
}

gboolean
miao_facts_ask_child_conditions (MiaoCall *call,
                                 MiaoRecord *evaluation,
                                 const MiaoAnswers *answers,
                                 MiaoDate on,
                                 MiaoFindings *findings,
                                 GError **error)
{
  const char *id = miao_record_get (evaluation, "subject_child");
  g_autoptr (MiaoRecord) child = miao_call_load (call, "child", id, error);
  g_autoptr (MiaoRecord) opinion = NULL;
  g_autoptr (GError) problem = NULL;
  MiaoChildFacts facts;

  if (child == NULL)
    return FALSE;
  opinion = miao_facts_opinion_before (call, id, on, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (!miao_facts_read_child (call, child, opinion, answers, &facts, error))
    return FALSE;
  facts.evaluation = miao_record_get_id (evaluation);
  miao_rules_child (&facts, miao_facts_settings_on (call, on), on, findings);

  return TRUE;
}

/* ---- intake ---- */

/* Whether a case of this category is searched for its family, and how (domain 3.1, 3.3). */
static void
read_notice (const MiaoRecord *admission, MiaoIntakeFacts *facts)
{
  g_autoptr (JsonArray) notices = miao_record_get_list (admission, "notice");
  const char *code = miao_record_get (admission, "intake_code");

  facts->notice_needed =
      g_strcmp0 (code, "L1") == 0 || g_strcmp0 (code, "T1") == 0 || g_strcmp0 (code, "A1") == 0;
  facts->trafficking = miao_record_is (admission, "sender_type", "1") &&
                       miao_record_has (admission, "dna_sampled_on") && facts->notice_needed;
  for (guint i = 0; i < json_array_get_length (notices); i++) {
    JsonObject *notice = json_array_get_object_element (notices, i);

    facts->notice_on =
        miao_date_parse (json_object_get_string_member_with_default (notice, "publish_on", NULL));
    facts->notice_days = (int) json_object_get_int_member_with_default (notice, "days", 0);
  }
}

/* The last day of each notice, counted as the rule ITK-07 counts it. */
static void
set_notice_ends (MiaoRecord *admission)
{
  g_autoptr (JsonArray) notices = miao_record_get_list (admission, "notice");

  for (guint i = 0; i < json_array_get_length (notices); i++) {
    JsonObject *notice = json_array_get_object_element (notices, i);
    MiaoDate from =
        miao_date_parse (json_object_get_string_member_with_default (notice, "publish_on", NULL));
    gint64 days = json_object_get_int_member_with_default (notice, "days", 0);
    char day[MIAO_DATE_BUFFER];

    if (from == MIAO_DATE_NONE || days <= 0 || days > G_MAXINT16)
      json_object_remove_member (notice, "expires_on");
    else
      json_object_set_string_member (notice, "expires_on",
                                     miao_date_format (from + (MiaoDate) days, day));
  }
  if (json_array_get_length (notices) > 0)
    miao_record_set_list (admission, "notice", notices);
}

gboolean
miao_facts_ask_category (MiaoCall *call, MiaoRecord *child, MiaoRecord *admission, GError **error)
{
  g_autoptr (MiaoRecord) stored =
      miao_call_load (call, "admission", miao_record_get_id (admission), error);
  const char *code = miao_record_get (admission, "intake_code");
  MiaoIntakeFacts facts = {
    .child = miao_record_get_id (child),
    .admission = miao_record_get_id (admission),
    .born = miao_record_get_date (child, "birth_date"),
    .guardianship = miao_facts_guardianship (child),
    .intake_code = code,
    .temporary_ground = miao_record_get (admission, "mpl92_ground"),
  };

  if (stored == NULL)
    return FALSE;
  set_notice_ends (admission);
  if (miao_record_is (stored, "intake_code", code) &&
      g_strcmp0 (miao_record_get (stored, "arrived_on"),
                 miao_record_get (admission, "arrived_on")) == 0 &&
      g_strcmp0 (miao_record_get (stored, "mpl92_ground"), facts.temporary_ground) == 0)
    return TRUE;
  /* The guardianship may have changed since the arrival; only another category is held to it. */
  if (miao_record_is (stored, "intake_code", code))
    facts.guardianship = miao_rules_intake_guardianship (code);
  miao_rules_intake_category (&facts, miao_record_get_date (admission, "arrived_on"),
                              call->findings);

  return TRUE;
}

gboolean
miao_facts_ask_admission (
    MiaoCall *call, MiaoRecord *child, MiaoRecord *admission, gboolean formal, GError **error)
{
  MiaoDate arrived = miao_record_get_date (admission, "arrived_on");
  gboolean waived = miao_record_has (admission, "papers_waived_reason");
  gint64 papers = 0;
  MiaoIntakeFacts facts = {
    .child = miao_record_get_id (child),
    .admission = miao_record_get_id (admission),
    .born = miao_record_get_date (child, "birth_date"),
    .guardianship = miao_facts_guardianship (child),
    .intake_code = miao_record_get (admission, "intake_code"),
    .temporary_ground = miao_record_get (admission, "mpl92_ground"),
    .sender_papers = miao_record_has (admission, "sender_docs") ||
                             miao_record_has (admission, "police_report_no")
                         ? 1
                         : 0,
    .approved_on = miao_record_get_date (admission, "approve_on"),
    .health_check_on = miao_record_get_date (admission, "health_check_on"),
    .papers_needed = 1,
    .head_waives = waived,
    .head_reason = miao_record_get (admission, "papers_waived_reason"),
  };

  if (miao_record_get_id (child) != NULL) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("document"));

    miao_query_where (query, "owner_id", MIAO_OP_EQ, miao_record_get_id (child));
    miao_query_where (query, "doc_type", MIAO_OP_PREFIX, "D01");
    papers = miao_store_count (call->store, query, error);
    if (papers < 0)
      return FALSE;
  }
  facts.papers = (guint) papers + facts.sender_papers;
  set_notice_ends (admission);
  read_notice (admission, &facts);
  miao_rules_arrive (&facts, arrived, call->findings);
  if (formal)
    miao_rules_take_in (&facts, miao_facts_settings (call), call->today, call->findings);

  return TRUE;
}
