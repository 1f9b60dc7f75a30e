/* Who evaluates, what they may, and what the rules about teams ask of them. */
#include "config.h"

#include "miao-error.h"
#include "miao-evaluation-rules.h"
#include "miao-facts-private.h"
#include "miao-states.h"

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const MiaoRecord *one = *(MiaoRecord *const *) a, *two = *(MiaoRecord *const *) b;
  gboolean one_leads = miao_record_is (one, "role", "LEADER");
  gboolean two_leads = miao_record_is (two, "role", "LEADER");

  if (one_leads != two_leads)
    return one_leads ? -1 : 1;

  return g_strcmp0 (miao_record_get_id (one), miao_record_get_id (two));
}

GPtrArray *
miao_facts_team (MiaoStore *store, const char *evaluation, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation_member"));
  GPtrArray *members;

  miao_query_where (query, "evaluation", MIAO_OP_EQ, evaluation);
  miao_query_where (query, "left_on", MIAO_OP_NULL, NULL);
  members = miao_store_select (store, query, error);
  if (members != NULL)
    g_ptr_array_sort (members, compare_members);

  return members;
}

gboolean
miao_facts_may_sign (MiaoCall *call, MiaoRecord *member, GError **error)
{
  const char *staff = miao_facts_own_staff (call);

  if (miao_record_has (member, "left_on")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("这位成员已退出评估小组，不能签署。",
                                    "This member has left the team and cannot sign."));
    return FALSE;
  }
  /* Everybody signs an own opinion. Somebody without an account signs on paper, and the scan goes
   * with the record. */
  if ((staff != NULL && miao_record_is (member, "person", staff)) ||
      (!miao_record_has (member, "person") && miao_call_get (call, "paper") != NULL))
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
               miao_record_has (member, "person")
                   ? miao_pick ("意见须由本人登录后签署，不能代%s签署。",
                                "An opinion is signed by its own author; nobody signs for %s.")
                   : miao_pick ("%s没有账号，请上传本人签字的意见扫描件。",
                                "%s has no account: attach the scan of the signed opinion."),
               miao_record_get (member, "name"));

  return FALSE;
}

gboolean
miao_facts_may_conclude (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) team =
      miao_facts_team (call->store, miao_record_get_id (evaluation), error);
  const char *staff = miao_facts_own_staff (call);

  if (team == NULL)
    return FALSE;
  for (guint i = 0; i < team->len; i++) {
    MiaoRecord *member = g_ptr_array_index (team, i);

    /* A leader from outside without an account: the caseworker enters what the signed paper says.
     */
    if (miao_record_is (member, "role", "LEADER") &&
        ((staff != NULL && miao_record_is (member, "person", staff)) ||
         (!miao_record_has (member, "person") &&
          miao_session_get_role (call->session) == MIAO_ROLE_CASEWORKER)))
      return TRUE;
  }
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                       miao_pick ("评估结论由组长签发（组长负责制）。请由组长登录办理。",
                                  "The leader concludes an evaluation and answers for it. Ask the "
                                  "leader to log in."));

  return FALSE;
}

gboolean
miao_facts_not_own_evaluation (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) team =
      miao_facts_team (call->store, miao_record_get_id (evaluation), error);
  const char *staff = miao_facts_own_staff (call);

  if (team == NULL)
    return FALSE;
  for (guint i = 0; i < team->len; i++) {
    if (staff == NULL || !miao_record_is (g_ptr_array_index (team, i), "person", staff))
      continue;
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_DENIED,
        miao_pick ("您是本次评估的小组成员，不能审核自己的评估。",
                   "You are in the team of this evaluation and cannot review it."));
    return FALSE;
  }

  return miao_facts_not_own (call, evaluation, error);
}

gboolean
miao_facts_is_opened (MiaoStore *store, const char *evaluation, gboolean *ret, GError **error)
{
  g_autoptr (GPtrArray) team = miao_facts_team (store, evaluation, error);

  if (team == NULL)
    return FALSE;
  *ret = team->len > 0;
  for (guint i = 0; i < team->len; i++)
    *ret = *ret && miao_record_has (g_ptr_array_index (team, i), "signed_at");

  return TRUE;
}

gboolean
miao_facts_withdraw_signatures (MiaoCall *call, const char *evaluation, GError **error)
{
  g_autoptr (GPtrArray) team = miao_facts_team (call->store, evaluation, error);

  for (guint i = 0; team != NULL && i < team->len; i++) {
    MiaoRecord *member = g_ptr_array_index (team, i);

    if (miao_record_has (member, "signed_at") &&
        !miao_call_set (call, member, error, "signed_at", NULL, "vote", NULL, "conclusion", NULL,
                        NULL))
      return FALSE;
  }

  return team != NULL;
}

static MiaoVote
read_vote (MiaoRecord *member)
{
  if (miao_record_is (member, "vote", "AGREE"))
    return MIAO_VOTE_FOR;
  if (miao_record_is (member, "vote", "AGAINST"))
    return MIAO_VOTE_AGAINST;

  return miao_record_has (member, "vote") ? MIAO_VOTE_ABSTAIN : MIAO_VOTE_NONE;
}

static void
read_member (MiaoRecord *member, MiaoTeamMember *ret)
{
  MiaoTeamMember facts = {
    .id = miao_record_get_id (member),
    .person = miao_record_has (member, "person")  ? miao_record_get (member, "person")
              : miao_record_has (member, "id_no") ? miao_record_get (member, "id_no")
                                                  : NULL,
    .name = miao_record_get (member, "name"),
    .leader = miao_record_is (member, "role", "LEADER"),
    .since = miao_record_get_date (member, "cw_years_start"),
    .years_tenths = (int) miao_record_get_int (member, "cw_years", 0),
    .declared = miao_record_has (member, "conflict"),
    .conflict = miao_record_get_bool (member, "conflict"),
    .has_signed = miao_record_has (member, "signed_at"),
    .vote = read_vote (member),
    .voted_on = miao_record_get (member, "conclusion"),
  };

  *ret = facts;
}

GArray *
miao_facts_read_team (GPtrArray *team)
{
  GArray *members = g_array_sized_new (FALSE, TRUE, sizeof (MiaoTeamMember), team->len);

  for (guint i = 0; i < team->len; i++) {
    MiaoTeamMember member;

    read_member (g_ptr_array_index (team, i), &member);
    g_array_append_val (members, member);
  }

  return members;
}

/* ---- ties that the records tell ---- */

/* The ID number of a member: their own, or that of the staff. */
static gboolean
read_id_no (MiaoCall *call, const MiaoRecord *member, char **ret, GError **error)
{
  g_autoptr (MiaoRecord) staff = NULL;

  *ret = g_strdup (miao_record_get (member, "id_no"));
  if (*ret != NULL || !miao_record_has (member, "person"))
    return TRUE;
  staff = miao_call_load (call, "staff", miao_record_get (member, "person"), error);
  if (staff != NULL)
    *ret = g_strdup (miao_record_get (staff, "id_no"));

  return staff != NULL;
}

static gboolean
has_id_no (GPtrArray *people, const char *id_no)
{
  for (guint i = 0; id_no != NULL && i < people->len; i++) {
    const char *theirs = miao_record_get (g_ptr_array_index (people, i), "id_no");

    if (theirs != NULL && g_ascii_strcasecmp (theirs, id_no) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The placements that the evaluation is about: its own, those of the family, or of the child. */
static GPtrArray *
select_placements (MiaoCall *call, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  if (miao_record_has (evaluation, "placement"))
    miao_query_where (query, "id", MIAO_OP_EQ, miao_record_get (evaluation, "placement"));
  else if (miao_record_has (evaluation, "subject_child"))
    miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get (evaluation, "subject_child"));
  else
    miao_query_where (query, "family", MIAO_OP_EQ, miao_record_get (evaluation, "subject_family"));

  return miao_store_select (call->store, query, error);
}

static gboolean
works_for (const MiaoRecord *evaluation,
           GPtrArray *placements,
           const MiaoRecord *child,
           const char *person)
{
  if (child != NULL && miao_record_is (child, "care_worker", person))
    return TRUE;
  for (guint i = 0; i < placements->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (placements, i);

    if ((miao_record_has (evaluation, "placement") ||
         miao_state_placement_open (miao_record_get (placement, "status"))) &&
        miao_record_is (placement, "care_worker", person))
      return TRUE;
  }

  return FALSE;
}

static gboolean
count_visits (MiaoCall *call, GPtrArray *placements, const char *person, guint *ret, GError **error)
{
  *ret = 0;
  for (guint i = 0; i < placements->len; i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("visit"));
    g_autoptr (GPtrArray) visits = NULL;

    miao_query_where (query, "placement", MIAO_OP_EQ,
                      miao_record_get_id (g_ptr_array_index (placements, i)));
    miao_query_where (query, "visitors", MIAO_OP_HAS, person);
    visits = miao_store_select (call->store, query, error);
    if (visits == NULL)
      return FALSE;
    *ret += visits->len;
  }

  return TRUE;
}

/* Annexes E and H are filled in by the caseworker (domain 2.3, stage 7). A field package holds
 * neither visits nor ID numbers: the institution asks when it concludes. */
static gboolean
find_ties (
    MiaoCall *call, const MiaoRecord *evaluation, GPtrArray *team, GArray *members, GError **error)
{
  const gboolean own_work = !miao_record_is (evaluation, "kind", "EV_E_FAMILY_NEED") &&
                            !miao_record_is (evaluation, "kind", "EV_H_CHILD_NEED");
  g_autoptr (GPtrArray) people = NULL, placements = NULL;
  g_autoptr (MiaoRecord) child = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("family_member"));

  if (miao_session_get_away (call->session) != NULL)
    return TRUE;
  miao_query_where (query, "family", MIAO_OP_EQ,
                    miao_record_has (evaluation, "subject_family")
                        ? miao_record_get (evaluation, "subject_family")
                        : "");
  people = miao_store_select (call->store, query, error);
  placements = people != NULL ? select_placements (call, evaluation, error) : NULL;
  if (placements == NULL)
    return FALSE;
  if (miao_record_has (evaluation, "subject_child")) {
    child = miao_call_load (call, "child", miao_record_get (evaluation, "subject_child"), error);
    if (child == NULL)
      return FALSE;
  }
  for (guint i = 0; i < team->len; i++) {
    MiaoRecord *record = g_ptr_array_index (team, i);
    MiaoTeamMember *member = &g_array_index (members, MiaoTeamMember, i);
    const char *person = miao_record_get (record, "person");
    g_autofree char *id_no = NULL;

    if (!read_id_no (call, record, &id_no, error))
      return FALSE;
    member->of_family = has_id_no (people, id_no);
    if (person == NULL || !own_work)
      continue;
    member->own_case = works_for (evaluation, placements, child, person);
    if (!count_visits (call, placements, person, &member->own_visits, error))
      return FALSE;
  }

  return TRUE;
}

MiaoDate
miao_facts_evaluation_day (MiaoCall *call, MiaoRecord *evaluation)
{
  MiaoDate finished = miao_record_get_date (evaluation, "finished_on");

  return finished != MIAO_DATE_NONE ? finished : call->today;
}

MiaoTeamFacts
miao_facts_provider (const MiaoRecord *evaluation)
{
  return (MiaoTeamFacts){
    .evaluation = miao_record_get_id (evaluation),
    .third_party = miao_record_is (evaluation, "provider_type", "1"),
    .provider_name = miao_record_get (evaluation, "provider_name"),
    .provider_uscc = miao_record_get (evaluation, "provider_uscc"),
    .contract_no = miao_record_get (evaluation, "contract_no"),
    .contract_from = miao_record_get_date (evaluation, "contract_from"),
    .contract_to = miao_record_get_date (evaluation, "contract_to"),
    .reason_not_third_party = miao_record_get (evaluation, "reason_not_third_party"),
  };
}

gboolean
miao_facts_ask_team (MiaoCall *call, MiaoRecord *evaluation, gboolean draft, GError **error)
{
  g_autoptr (GPtrArray) team =
      miao_facts_team (call->store, miao_record_get_id (evaluation), error);
  g_autoptr (GArray) members = NULL;
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  const MiaoDate on = miao_facts_evaluation_day (call, evaluation);
  MiaoTeamFacts facts;

  if (team == NULL)
    return FALSE;
  members = miao_facts_read_team (team);
  if (!find_ties (call, evaluation, team, members, error))
    return FALSE;
  facts = miao_facts_provider (evaluation);
  facts.members = (const MiaoTeamMember *) members->data;
  facts.n_members = members->len;
  miao_rules_team (&facts, miao_facts_settings_on (call, on), on, !draft, findings);
  if (draft)
    miao_facts_soften (findings);
  miao_findings_append (call->findings, findings);

  return TRUE;
}
