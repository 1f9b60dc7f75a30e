/* What the rules about a match ask of a child, a family, and the two together. */
#include "config.h"

#include "miao-child-rules.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-standing-rules.h"
#include "miao-states.h"

#include <string.h>

/* The newest final evaluation, or none; %FALSE only when the store failed. */
static gboolean
find_evaluation (MiaoCall *call,
                 const char *kind,
                 const char *field,
                 const char *subject,
                 MiaoRecord **ret,
                 GError **error)
{
  g_autoptr (GError) problem = NULL;

  *ret = miao_facts_last_evaluation (call->store, kind, field, subject, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* ---- the child's conditions again ---- */

/* The head's decision against the refusal of a child of eight or nine is made with the match. */
static gboolean
take_override (MiaoCall *call, MiaoRecord *opinion, GError **error)
{
  if (opinion == NULL || call->params == NULL ||
      miao_kind_index (miao_record_get_kind (call->params), "override_opinion") < 0 ||
      !miao_call_get_bool (call, "override_opinion") ||
      miao_session_get_role (call->session) != MIAO_ROLE_DIRECTOR ||
      miao_call_get (call, "override_reason") == NULL ||
      miao_record_has (opinion, "override_reason"))
    return TRUE;

  return miao_call_set (call, opinion, error, "override_reason",
                        miao_call_get (call, "override_reason"), NULL);
}

static gboolean
ask_child_again (MiaoCall *call,
                 MiaoRecord *child,
                 MiaoRecord *evaluation,
                 MiaoDate on,
                 MiaoFindings *findings,
                 GError **error)
{
  g_autoptr (MiaoFactAnswers) answers = miao_fact_answers_new (evaluation);
  g_autoptr (MiaoRecord) opinion = NULL;
  g_autoptr (GError) problem = NULL;
  MiaoChildFacts facts;

  opinion = miao_facts_opinion_before (call, miao_record_get_id (child), on, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (!take_override (call, opinion, error) ||
      !miao_facts_read_child (call, child, opinion, &answers->answers, &facts, error))
    return FALSE;
  facts.evaluation = evaluation != NULL ? miao_record_get_id (evaluation) : NULL;
  miao_rules_child_again (&facts, miao_facts_settings_on (call, on), on, findings);

  return TRUE;
}

/* ---- considered before ---- */

static void
earlier_free (gpointer data)
{
  MiaoMatchEarlier *earlier = data;

  g_free (earlier->id);
  g_free (earlier->text);
  g_free (earlier->by);
  g_free (earlier);
}

static int
compare_earlier (gconstpointer a, gconstpointer b)
{
  const MiaoMatchEarlier *one = *(MiaoMatchEarlier *const *) a;
  const MiaoMatchEarlier *two = *(MiaoMatchEarlier *const *) b;

  return two->on - one->on;
}

static void
add_earlier (GPtrArray *list,
             const MiaoRecord *record,
             MiaoDate on,
             const char *decision_zh,
             const char *decision_en,
             const char *text,
             const char *by)
{
  MiaoMatchEarlier *earlier = g_new0 (MiaoMatchEarlier, 1);

  earlier->id = g_strdup (miao_record_get_id (record));
  earlier->on = on;
  earlier->decision_zh = decision_zh;
  earlier->decision_en = decision_en;
  earlier->text = g_strdup (text);
  earlier->by = g_strdup (by);
  g_ptr_array_add (list, earlier);
}

/* A match that was proposed and withdrawn is told by its placement. */
static gboolean
add_withdrawn (
    MiaoCall *call, const char *child, const char *family, GPtrArray *list, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  /* By the child alone, who has few: the index of the state would lead through all cancelled ones.
   */
  miao_query_where (query, "child", MIAO_OP_EQ, child);
  placements = miao_store_select (call->store, query, error);
  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = placements->pdata[i];

    if (miao_record_is (placement, "family", family) &&
        miao_record_is (placement, "status", "CANCELLED") &&
        miao_record_has (placement, "cancel_reason"))
      add_earlier (list, placement, miao_record_get_date (placement, "proposed_on"), "提出后撤回",
                   "proposed and withdrawn", miao_record_get (placement, "cancel_reason"), NULL);
  }

  return placements != NULL;
}

GPtrArray *
miao_facts_match_earlier (MiaoCall *call, const char *child, const char *family, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("matching"));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (earlier_free);
  g_autoptr (GPtrArray) matchings = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "decision", MIAO_OP_IN, "ASIDE REFUSE");
  matchings = miao_store_select (call->store, query, error);
  if (matchings == NULL || !add_withdrawn (call, child, family, list, error))
    return NULL;
  for (guint i = 0; i < matchings->len; i++) {
    MiaoRecord *matching = matchings->pdata[i];
    const char *decision = miao_record_get (matching, "decision");

    add_earlier (list, matching, miao_record_get_date (matching, "decided_on"),
                 miao_codes_name ("match_decision", decision, MIAO_LANGUAGE_ZH),
                 miao_codes_name ("match_decision", decision, MIAO_LANGUAGE_EN),
                 miao_record_get (matching, "decision_text"),
                 miao_record_get (matching, "decided_by"));
  }
  g_ptr_array_sort (list, compare_earlier);

  return g_steal_pointer (&list);
}

/* ---- what is to be weighed ---- */

/* Where the brothers and sisters live. */
static gboolean
read_siblings (
    MiaoCall *call, MiaoRecord *child, const char *family, MiaoFitFacts *facts, GError **error)
{
  g_auto (GStrv) siblings = NULL;

  if (!miao_record_has (child, "siblings"))
    return TRUE;
  siblings = g_strsplit (miao_record_get (child, "siblings"), " ", -1);
  facts->siblings = g_strv_length (siblings);
  for (guint i = 0; siblings[i] != NULL; i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
    g_autoptr (MiaoRecord) placement = NULL;

    miao_query_where (query, "child", MIAO_OP_EQ, siblings[i]);
    miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_OPEN);
    if (!miao_store_find_first (call->store, query, &placement, error))
      return FALSE;
    facts->siblings_placed += placement != NULL;
    facts->siblings_there += placement != NULL && miao_record_is (placement, "family", family);
  }

  return TRUE;
}

static int
read_wish (const MiaoRecord *application, const char *field)
{
  return (int) miao_record_get_int (application, field, -1);
}

static gboolean
read_wishes (MiaoCall *call,
             const char *family,
             MiaoRecord **ret_application,
             MiaoFitFacts *facts,
             GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("application"));
  MiaoRecord *application;

  facts->wish_from = facts->wish_to = facts->accept_disability = -1;
  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_order (query, "applied_on", TRUE);
  if (!miao_store_find_first (call->store, query, ret_application, error))
    return FALSE;
  application = *ret_application;
  if (application == NULL)
    return TRUE;
  facts->application = miao_record_get_id (application);
  facts->wish_sex = miao_record_get (application, "wish_sex");
  facts->wish_from = read_wish (application, "wish_age_from");
  facts->wish_to = read_wish (application, "wish_age_to");
  facts->wish_number = MAX (read_wish (application, "wish_number"), 0);
  if (miao_record_has (application, "accept_disability"))
    facts->accept_disability = miao_record_get_bool (application, "accept_disability");

  return TRUE;
}

/* The main caregiver's ethnic group, and whether anybody who lives there has the knowledge that the
 * Measures prefer. */
static void
read_people (GPtrArray *members, const char *caregiver, MiaoDate on, MiaoFitFacts *facts)
{
  for (guint i = 0; i < members->len; i++) {
    MiaoRecord *member = members->pdata[i];
    MiaoDate left = miao_record_get_date (member, "left_on");

    if (left != MIAO_DATE_NONE && left < on)
      continue;
    if (g_strcmp0 (miao_record_get_id (member), caregiver) == 0)
      facts->caregiver_ethnic = miao_record_get (member, "ethnic");
    facts->skilled |= miao_record_has (member, "skills");
  }
}

static gboolean
ask_fit (MiaoCall *call,
         MiaoRecord *child,
         MiaoRecord *family,
         int foster,
         MiaoDate on,
         MiaoFindings *findings,
         GError **error)
{
  const char *child_id = miao_record_get_id (child), *family_id = miao_record_get_id (family);
  g_autoptr (MiaoQuery) said = miao_query_new (miao_kind_find ("child_opinion"));
  g_autoptr (GPtrArray) members = miao_call_all (call, "family_member", "family", family_id, error);
  g_autoptr (GPtrArray) earlier = NULL;
  g_autoptr (MiaoRecord) application = NULL, opinion = NULL;
  MiaoFitFacts facts = {
    .child = child_id,
    .family = family_id,
    .sex = miao_record_get (child, "sex"),
    .born = miao_record_get_date (child, "birth_date"),
    .disabled = miao_record_get_bool (child, "disabled"),
    .ethnic = miao_record_get (child, "ethnic"),
    .foster_now = foster,
  };

  miao_query_where (said, "related_id", MIAO_OP_EQ, family_id);
  miao_query_where (said, "child", MIAO_OP_EQ, child_id);
  miao_query_order (said, "held_on", TRUE);
  if (members == NULL || !miao_store_find_first (call->store, said, &opinion, error) ||
      !read_wishes (call, family_id, &application, &facts, error) ||
      !read_siblings (call, child, family_id, &facts, error) ||
      (earlier = miao_facts_match_earlier (call, child_id, family_id, error)) == NULL)
    return FALSE;
  read_people (members, miao_record_get (family, "main_caregiver_member"), on, &facts);
  facts.opinion = miao_facts_opinion (opinion);
  if (earlier->len > 0) {
    const MiaoMatchEarlier *last = earlier->pdata[0];

    facts.earlier = last->id;
    facts.earlier_on = last->on;
    facts.earlier_zh = last->decision_zh;
    facts.earlier_en = last->decision_en;
    facts.earlier_text = last->text;
  }
  miao_rules_match_fit (&facts, on, findings);

  return TRUE;
}

/* ---- the match ---- */

guint
miao_facts_attendees (const MiaoRecord *matching)
{
  const char *staff = miao_record_get (matching, "attendees");
  const char *others = miao_record_get (matching, "attendee_names");
  g_auto (GStrv) words = staff != NULL ? g_strsplit (staff, " ", -1) : NULL;
  guint n = words != NULL ? g_strv_length (words) : 0;
  gboolean inside = FALSE;

  /* Names are written as people write them: "张三、李四" or "张三，李四". */
  for (const char *at = others; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    gboolean between = g_unichar_isspace (letter) || g_unichar_ispunct (letter);

    n += !between && !inside;
    inside = !between;
  }

  return n;
}

gboolean
miao_facts_ask_match_lock (
    MiaoCall *call, MiaoRecord *child, MiaoRecord *family, const char *except, GError **error)
{
  const char *family_id = miao_record_get_id (family);
  g_autoptr (MiaoQuery) other = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (MiaoQuery) pending = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (MiaoQuery) living = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (MiaoRecord) placement = NULL;
  MiaoMatchLockFacts facts = {
    .child = miao_record_get_id (child),
    .family = family_id,
    .capacity = (int) miao_record_get_int (family, "capacity", -1),
  };

  miao_query_where (other, "child", MIAO_OP_EQ, facts.child);
  miao_query_where (other, "status", MIAO_OP_IN, MIAO_PLACEMENTS_COMING);
  miao_query_where (pending, "family", MIAO_OP_EQ, family_id);
  miao_query_where (pending, "status", MIAO_OP_IN, MIAO_PLACEMENTS_COMING);
  miao_query_where (living, "family", MIAO_OP_EQ, family_id);
  miao_query_where (living, "status", MIAO_OP_IN, MIAO_PLACEMENTS_OPEN);
  if (except != NULL) {
    miao_query_where (other, "id", MIAO_OP_NE, except);
    miao_query_where (pending, "id", MIAO_OP_NE, except);
  }
  if (!miao_store_find_first (call->store, other, &placement, error))
    return FALSE;
  facts.in_progress = (int) miao_store_count (call->store, pending, error);
  facts.living = facts.in_progress >= 0 ? (int) miao_store_count (call->store, living, error) : -1;
  if (facts.living < 0)
    return FALSE;
  if (placement != NULL) {
    const char *state = miao_record_get (placement, "status");

    facts.placement = miao_record_get_id (placement);
    facts.number = miao_record_get (placement, "placement_no");
    facts.state_zh = miao_codes_name ("placement_status", state, MIAO_LANGUAGE_ZH);
    facts.state_en = miao_codes_name ("placement_status", state, MIAO_LANGUAGE_EN);
    facts.since = miao_record_get_date (placement, "proposed_on");
  }
  miao_rules_match_lock (&facts, miao_facts_settings (call), call->findings);

  return TRUE;
}

/* The records that the facts point into. */
typedef struct {
  MiaoRecord *child, *family, *institution, *family_evaluation, *child_evaluation;
} Pair;

static void
pair_clear (Pair *pair)
{
  g_clear_pointer (&pair->child, miao_record_unref);
  g_clear_pointer (&pair->family, miao_record_unref);
  g_clear_pointer (&pair->institution, miao_record_unref);
  g_clear_pointer (&pair->family_evaluation, miao_record_unref);
  g_clear_pointer (&pair->child_evaluation, miao_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
read_pair (MiaoCall *call, const char *child, const char *family, Pair *ret, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if ((ret->child = miao_call_load (call, "child", child, error)) == NULL ||
      (ret->family = miao_call_load (call, "family", family, error)) == NULL ||
      !miao_facts_family_evaluation (call, family, &ret->family_evaluation, error) ||
      !find_evaluation (call, "EV_G_CHILD_PRE", "subject_child", child, &ret->child_evaluation,
                        error))
    return FALSE;
  ret->institution = miao_facts_institution (call->store, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }

  return TRUE;
}

static gboolean
refuse_barred (const MiaoRecord *family, GError **error)
{
  if (!miao_record_get_bool (family, "blacklist_flag"))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                       miao_pick ("该家庭已被禁用，不能安排儿童寄养。请另选家庭。",
                                  "This family is barred: no child is placed there. Choose another "
                                  "family."));

  return FALSE;
}

/* Who has left, died, cannot be found or is with those who are to adopt it is not placed. */
static gboolean
refuse_gone (const MiaoRecord *child, GError **error)
{
  static const char *const gone[] = { "EXITED",  "FOLLOWUP",    "DECEASED",
                                      "MISSING", "ADOPT_TRIAL", NULL };
  const char *status = miao_record_get (child, "status");

  if (status == NULL || !g_strv_contains (gone, status))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("该儿童的状态是“%s”，不能安排寄养。",
                          "The state of this child is “%s”: it cannot be placed."),
               miao_codes_name ("child_status", status, miao_language ()));

  return FALSE;
}

gboolean
miao_facts_ask_match (
    MiaoCall *call, MiaoRecord *placement, MiaoRecord *matching, gboolean draft, GError **error)
{
  const char *child_id = miao_record_get (placement, "child");
  const char *family_id = miao_record_get (placement, "family");
  g_auto (Pair) pair = { 0 };
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (JsonArray) meetings = miao_record_get_list (matching, "meetings");
  MiaoDate on = miao_record_get_date (matching, "decided_on");
  MiaoMatchingFacts facts;
  gint64 open;
  int foster;

  if (!read_pair (call, child_id, family_id, &pair, error) || !refuse_gone (pair.child, error) ||
      !refuse_barred (pair.family, error))
    return FALSE;
  open = miao_facts_open_of_child (call, child_id, miao_record_get_id (placement), error);
  foster = miao_facts_foster_now (call, family_id, miao_record_get_id (placement), error);
  if (open < 0 || foster < 0)
    return FALSE;
  if (on == MIAO_DATE_NONE)
    on = call->today;
  facts = (MiaoMatchingFacts){
    .matching = miao_record_get_id (matching),
    .child = child_id,
    .family = family_id,
    .institution_division =
        pair.institution != NULL ? miao_record_get (pair.institution, "division_code") : NULL,
    .home_division = miao_record_get (pair.family, "home_division"),
    .cross_area_document = miao_record_has (matching, "cross_area_doc"),
    .capacity = (int) miao_record_get_int (pair.family, "capacity", 0),
    .foster_now = foster,
    .family_evaluation = miao_facts_conclusion (pair.family_evaluation),
    .child_evaluation = miao_facts_conclusion (pair.child_evaluation),
    .disabled = miao_record_get_bool (pair.child, "disabled"),
    .rehab_hm = (int) miao_record_get_int (pair.family, "rehab_base_km", -1),
    .fit_described = miao_record_has (matching, "reasons_text"),
    .open_placements = (guint) open,
    .meetings = json_array_get_length (meetings),
  };
  miao_rules_matching (&facts, miao_facts_settings_on (call, on), on, findings);
  miao_rules_family_ready (family_id, miao_record_get (pair.family, "status"), findings);
  if (!miao_facts_ask_family_safe (call, family_id, findings, error) ||
      !ask_fit (call, pair.child, pair.family, foster, on, findings, error) ||
      !ask_child_again (call, pair.child, pair.child_evaluation, on, findings, error))
    return FALSE;
  if (draft)
    miao_facts_soften (findings);
  miao_findings_append (call->findings, findings);

  return TRUE;
}
