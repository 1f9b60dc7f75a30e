/* Candidates for a match, read, asked about and put into their order. */
#include "config.h"

#include "miao-match.h"

#include "miao-audit.h"
#include "miao-call.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-states.h"
#include "miao-store-match.h"

#include <string.h>

#define SCHOOL_AGE 6

/* Digits of a division that make the county, the prefecture and the province. */
static const guint tiers[] = { 6, 4, 2 };

static void
match_free (gpointer data)
{
  MiaoMatch *match = data;

  g_clear_pointer (&match->child, miao_record_unref);
  g_clear_pointer (&match->family, miao_record_unref);
  g_clear_pointer (&match->findings, miao_findings_unref);
  g_clear_pointer (&match->earlier, g_ptr_array_unref);
  g_clear_pointer (&match->placement, miao_record_unref);
  g_free (match->why);
  g_free (match);
}

void
miao_match_list_free (MiaoMatchList *list)
{
  g_clear_pointer (&list->subject, miao_record_unref);
  g_clear_pointer (&list->matches, g_ptr_array_unref);
  g_free (list);
}

static MiaoMatchList *
list_new (void)
{
  MiaoMatchList *list = g_new0 (MiaoMatchList, 1);

  list->matches = g_ptr_array_new_with_free_func (match_free);

  return list;
}

/* ---- one pair ---- */

/* A pair that is already proposed is judged by its own record: meetings and consent are there. */
static gboolean
ask_rules (MiaoCall *call, MiaoMatch *match, GError **error)
{
  const char *child = miao_record_get_id (match->child);
  const char *family = miao_record_get_id (match->family);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (MiaoRecord) matching = NULL, blank = NULL;
  g_autoptr (MiaoFindings) before = g_steal_pointer (&call->findings);
  const char *own = NULL;
  gboolean asked;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_COMING);
  call->findings = match->findings = miao_findings_new ();
  asked = miao_store_find_first (call->store, query, &match->placement, error);
  if (asked && match->placement != NULL) {
    own = miao_record_get_id (match->placement);
    matching =
        miao_call_load (call, "matching", miao_record_get (match->placement, "matching"), error);
    asked = matching != NULL;
  } else if (asked) {
    matching = miao_record_new (miao_kind_find ("matching"));
    blank = miao_record_new (miao_kind_find ("placement"));
    miao_record_set (blank, "child", child);
    miao_record_set (blank, "family", family);
  }
  asked = asked &&
          miao_facts_ask_match (call, match->placement != NULL ? match->placement : blank, matching,
                                FALSE, error) &&
          miao_facts_ask_match_lock (call, match->child, match->family, own, error) &&
          miao_facts_ask_coliving (call, family, call->today, error) &&
          (match->earlier = miao_facts_match_earlier (call, child, family, error)) != NULL;
  call->findings = g_steal_pointer (&before);

  return asked;
}

/* What the child needs nearby: a rehabilitation base, a school, or a clinic. */
static void
read_distance (const MiaoMatch *match, MiaoDate on, MiaoMatchCandidate *ret)
{
  static const char *const fields[] = {
    [MIAO_DISTANCE_CLINIC] = "clinic_km",
    [MIAO_DISTANCE_SCHOOL] = "school_km",
    [MIAO_DISTANCE_REHAB] = "rehab_base_km",
  };
  int age = miao_date_age (miao_record_get_date (match->child, "birth_date"), on);

  ret->distance_of = miao_record_get_bool (match->child, "disabled") ? MIAO_DISTANCE_REHAB
                     : age >= SCHOOL_AGE                             ? MIAO_DISTANCE_SCHOOL
                                                                     : MIAO_DISTANCE_CLINIC;
  ret->distance_hm = (int) miao_record_get_int (match->family, fields[ret->distance_of], -1);
}

static gboolean
passes (const MiaoMatch *match, const char *rule)
{
  const MiaoFinding *finding = miao_findings_find (match->findings, rule);

  return finding != NULL && miao_finding_severity (finding) == MIAO_SEVERITY_PASS;
}

static int
argument (const MiaoMatch *match, const char *rule, const char *name)
{
  const MiaoFinding *finding = miao_findings_find (match->findings, rule);
  const char *text = finding != NULL ? miao_finding_argument (finding, name) : NULL;

  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

/* The order is made from what the rules compared, so that both say the same. */
static void
compare_by (MiaoCall *call, MiaoMatch *match, gboolean by_family, const char *division)
{
  const MiaoFinding *said = miao_findings_find (match->findings, "FIT-07");
  MiaoMatchCandidate *compared = &match->compared;
  MiaoRecord *candidate = by_family ? match->family : match->child;

  *compared = (MiaoMatchCandidate){
    .findings = match->findings,
    .siblings_there = (guint) argument (match, "FIT-06", "there"),
    .opinion = said == NULL                ? MIAO_OPINION_NONE
               : !passes (match, "FIT-07") ? MIAO_OPINION_REFUSES
               : g_strcmp0 (miao_finding_argument (said, "opinion_en"),
                            miao_opinion_label (MIAO_OPINION_AGREES, MIAO_LANGUAGE_EN)) == 0
                   ? MIAO_OPINION_AGREES
                   : MIAO_OPINION_SILENT,
    .considered = match->earlier->len > 0,
    .near = miao_match_near (division, miao_record_get (match->family, "home_division")),
    .skilled = passes (match, "FIT-08"),
    .free_places = argument (match, "MAT-02", "most") - argument (match, "MAT-02", "now"),
    .id = miao_record_get_id (candidate),
  };
  read_distance (match, call->today, compared);
  if (by_family) {
    compared->since = miao_record_get_date (match->family, "approved_on");
  } else {
    const MiaoFinding *suited = miao_findings_find (match->findings, "MAT-04");

    compared->since =
        suited != NULL ? miao_date_parse (miao_finding_argument (suited, "final")) : MIAO_DATE_NONE;
  }
  match->verdict =
      miao_match_verdict (match->findings, miao_record_get_date (match->child, "birth_date"),
                          miao_facts_settings (call), call->today);
}

static gboolean
add_pair (MiaoCall *call,
          MiaoMatchList *list,
          MiaoRecord *child,
          MiaoRecord *family,
          gboolean by_family,
          const char *division,
          GError **error)
{
  MiaoMatch *match = g_new0 (MiaoMatch, 1);

  match->child = miao_record_ref (child);
  match->family = miao_record_ref (family);
  g_ptr_array_add (list->matches, match);
  if (!ask_rules (call, match, error))
    return FALSE;
  compare_by (call, match, by_family, division);
  list->considered++;

  return TRUE;
}

/* ---- candidates ---- */

static void
add_id (GPtrArray *ids, const char *id)
{
  for (guint i = 0; i < ids->len; i++) {
    if (strcmp (ids->pdata[i], id) == 0)
      return;
  }
  g_ptr_array_add (ids, g_strdup (id));
}

/* Where brothers and sisters live comes first, full or not: that it is full is then told. */
static gboolean
add_families_of_siblings (MiaoCall *call, MiaoRecord *child, GPtrArray *ids, GError **error)
{
  g_auto (GStrv) siblings = NULL;

  if (!miao_record_has (child, "siblings"))
    return TRUE;
  siblings = g_strsplit (miao_record_get (child, "siblings"), " ", -1);
  for (guint i = 0; siblings[i] != NULL; i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
    g_autoptr (MiaoRecord) placement = NULL;

    miao_query_where (query, "child", MIAO_OP_EQ, siblings[i]);
    miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_OPEN);
    if (!miao_store_find_first (call->store, query, &placement, error))
      return FALSE;
    if (placement != NULL)
      add_id (ids, miao_record_get (placement, "family"));
  }

  return TRUE;
}

/* The families and children who are in a match with the subject already. */
static gboolean
add_in_progress (MiaoCall *call,
                 const char *field,
                 const char *subject,
                 const char *other,
                 GPtrArray *ids,
                 GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  miao_query_where (query, field, MIAO_OP_EQ, subject);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_COMING);
  placements = miao_store_select (call->store, query, error);
  for (guint i = 0; placements != NULL && i < placements->len; i++)
    add_id (ids, miao_record_get (placements->pdata[i], other));

  return placements != NULL;
}

static gboolean
add_all (GPtrArray *ids, GPtrArray *found)
{
  for (guint i = 0; found != NULL && i < found->len; i++)
    add_id (ids, found->pdata[i]);
  if (found != NULL)
    g_ptr_array_unref (found);

  return found != NULL;
}

/* The nearest first: county, prefecture, province. Another province is never asked for. */
static gboolean
find_families (MiaoCall *call,
               MiaoRecord *child,
               const char *division,
               guint limit,
               GPtrArray *ids,
               GError **error)
{
  int capacity = miao_facts_settings (call)->family_capacity;

  if (!add_in_progress (call, "child", miao_record_get_id (child), "family", ids, error) ||
      !add_families_of_siblings (call, child, ids, error))
    return FALSE;
  for (guint i = 0; division != NULL && i < G_N_ELEMENTS (tiers) && ids->len <= limit; i++) {
    g_autofree char *prefix = g_strndup (division, tiers[i]);

    if (!add_all (ids, miao_store_match_families (call->store, prefix, capacity, call->today,
                                                  limit + 1, error)))
      return FALSE;
  }

  return TRUE;
}

/* Those whom the family wished for first; then the others, because a wish is no rule. */
static gboolean
find_children (MiaoCall *call, MiaoRecord *family, guint limit, GPtrArray *ids, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("application"));
  g_autoptr (MiaoRecord) application = NULL;
  MiaoDate from = MIAO_DATE_NONE, to = MIAO_DATE_NONE;
  const char *sex = NULL;

  miao_query_where (query, "family", MIAO_OP_EQ, miao_record_get_id (family));
  miao_query_order (query, "applied_on", TRUE);
  if (!add_in_progress (call, "family", miao_record_get_id (family), "child", ids, error) ||
      !miao_store_find_first (call->store, query, &application, error))
    return FALSE;
  if (application != NULL) {
    sex = miao_record_is (application, "wish_sex", "0") ? NULL
                                                        : miao_record_get (application, "wish_sex");
    if (miao_record_has (application, "wish_age_to"))
      from = miao_date_add_months (
          call->today, -12 * ((int) miao_record_get_int (application, "wish_age_to", 0) + 1));
    if (miao_record_has (application, "wish_age_from"))
      to = miao_date_add_months (call->today,
                                 -12 * (int) miao_record_get_int (application, "wish_age_from", 0));
  }
  if (!add_all (ids, miao_store_match_children (call->store, sex, from, to, call->today, limit + 1,
                                                error)))
    return FALSE;

  return ids->len > limit || (sex == NULL && from == MIAO_DATE_NONE && to == MIAO_DATE_NONE) ||
         add_all (ids, miao_store_match_children (call->store, NULL, MIAO_DATE_NONE, MIAO_DATE_NONE,
                                                  call->today, limit + 1, error));
}

/* ---- the list ---- */

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const MiaoMatch *one = *(MiaoMatch *const *) a, *two = *(MiaoMatch *const *) b;

  return miao_match_compare (&one->compared, one->verdict, &two->compared, two->verdict, NULL);
}

static void
put_into_order (MiaoCall *call, MiaoMatchList *list)
{
  GPtrArray *matches = list->matches;

  list->on = call->today;
  list->settings = *miao_facts_settings (call);
  g_ptr_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len; i++) {
    MiaoMatch *match = matches->pdata[i];
    MiaoMatch *above = i > 0 ? matches->pdata[i - 1] : NULL;
    MiaoMatch *below = i + 1 < matches->len ? matches->pdata[i + 1] : NULL;

    match->why = miao_match_dup_why (
        above != NULL ? &above->compared : NULL, above != NULL ? above->verdict : MIAO_MATCH_OPEN,
        &match->compared, match->verdict, below != NULL ? &below->compared : NULL,
        below != NULL ? below->verdict : MIAO_MATCH_OPEN, miao_language ());
  }
}

static gboolean
fill_list (MiaoCall *call,
           MiaoMatchList *list,
           gboolean by_family,
           const char *division,
           guint limit,
           GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!(by_family ? find_families (call, list->subject, division, limit, ids, error)
                  : find_children (call, list->subject, limit, ids, error)))
    return FALSE;
  list->more = ids->len > limit;
  for (guint i = 0; i < MIN (ids->len, limit); i++) {
    g_autoptr (MiaoRecord) other =
        miao_call_load (call, by_family ? "family" : "child", ids->pdata[i], error);

    if (other == NULL)
      return FALSE;
    /* A barred family takes nobody, not even a brother. */
    if (by_family && miao_record_get_bool (other, "blacklist_flag"))
      continue;
    if (!add_pair (call, list, by_family ? list->subject : other, by_family ? other : list->subject,
                   by_family, division, error))
      return FALSE;
  }
  put_into_order (call, list);

  return TRUE;
}

static gboolean
check_reader (MiaoSession *session, GError **error)
{
  return miao_session_require (session, MIAO_MAY_CHILD_READ, error) &&
         miao_session_require (session, MIAO_MAY_FAMILY_READ, error) &&
         miao_session_require (session, MIAO_MAY_READ_EVALUATION, error);
}

static MiaoCall
make_call (MiaoSession *session)
{
  return (MiaoCall){ .session = session,
                     .store = miao_session_get_store (session),
                     .today = miao_session_today (session),
                     .now_ms = miao_session_now_ms (session),
                     .preview = TRUE };
}

/* (transfer full) (nullable): the division of the institution. */
static gboolean
read_division (MiaoCall *call, char **ret, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret = institution != NULL ? g_strdup (miao_record_get (institution, "division_code")) : NULL;

  return TRUE;
}

MiaoMatchList *
miao_match_rank (
    MiaoSession *session, const char *kind, const char *id, guint limit, GError **error)
{
  MiaoCall call = make_call (session);
  g_autoptr (MiaoMatchList) list = list_new ();
  g_autofree char *division = NULL;
  gboolean by_family = strcmp (kind, "child") == 0, done;

  if (!by_family && strcmp (kind, "family") != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("不能为“%s”找匹配：请用 child 或 family。",
                            "No match is looked for from “%s”: use child or family."),
                 kind);
    return NULL;
  }
  if (!check_reader (session, error) || !read_division (&call, &division, error) ||
      (list->subject = miao_call_load (&call, kind, id, error)) == NULL ||
      !miao_audit_read (session, kind, id, error))
    return NULL;
  done = fill_list (&call, list, by_family, division, CLAMP (limit, 1, MIAO_MATCH_MOST), error) &&
         miao_call_settings_held (&call, error);
  miao_call_clear_settings (&call);

  return done ? g_steal_pointer (&list) : NULL;
}

MiaoMatchList *
miao_match_pair (MiaoSession *session, const char *child, const char *family, GError **error)
{
  MiaoCall call = make_call (session);
  g_autoptr (MiaoMatchList) list = list_new ();
  g_autoptr (MiaoRecord) home = NULL;
  g_autofree char *division = NULL;
  gboolean done;

  if (!check_reader (session, error) || !read_division (&call, &division, error) ||
      (list->subject = miao_call_load (&call, "child", child, error)) == NULL ||
      (home = miao_call_load (&call, "family", family, error)) == NULL ||
      !miao_audit_read (session, "child", child, error) ||
      !miao_audit_read (session, "family", family, error))
    return NULL;
  done = add_pair (&call, list, list->subject, home, TRUE, division, error) &&
         miao_call_settings_held (&call, error);
  if (done)
    put_into_order (&call, list);
  miao_call_clear_settings (&call);

  return done ? g_steal_pointer (&list) : NULL;
}

/* ---- the verdict ---- */

MiaoMatchVerdict
miao_match_list_judge (const MiaoMatchList *list,
                       const MiaoMatch *match,
                       const MiaoFinding *finding)
{
  return miao_match_finding_verdict (finding, miao_record_get_date (match->child, "birth_date"),
                                     &list->settings, list->on);
}

/* ---- one line for paper ---- */

const MiaoMatch *
miao_match_list_find (const MiaoMatchList *list, const char *family)
{
  for (guint i = 0; i < list->matches->len; i++) {
    const MiaoMatch *match = list->matches->pdata[i];

    if (g_strcmp0 (miao_record_get_id (match->family), family) == 0)
      return match;
  }

  return NULL;
}

char *
miao_match_list_dup_order (const MiaoMatchList *list, const MiaoMatch *match)
{
  const MiaoMatch *above = NULL, *below = NULL;
  g_autofree char *why = NULL;
  guint place = 0;

  while (list->matches->pdata[place] != match)
    place++;
  if (place > 0)
    above = list->matches->pdata[place - 1];
  if (place + 1 < list->matches->len)
    below = list->matches->pdata[place + 1];
  why = miao_match_dup_why (above != NULL ? &above->compared : NULL,
                            above != NULL ? above->verdict : MIAO_MATCH_OPEN, &match->compared,
                            match->verdict, below != NULL ? &below->compared : NULL,
                            below != NULL ? below->verdict : MIAO_MATCH_OPEN, MIAO_LANGUAGE_ZH);

  return g_strdup_printf ("可寄养家庭 %u 个，这一家庭排在第 %u 位：%s", list->matches->len,
                          place + 1, why);
}

char *
miao_match_dup_order (MiaoCall *call, const char *child, const char *family, GError **error)
{
  g_autoptr (MiaoMatchList) list = list_new ();
  g_autofree char *division = NULL;
  const MiaoMatch *match;

  if (!read_division (call, &division, error) ||
      (list->subject = miao_call_load (call, "child", child, error)) == NULL ||
      !fill_list (call, list, TRUE, division, MIAO_MATCH_MOST, error))
    return NULL;
  match = miao_match_list_find (list, family);

  return match != NULL ? miao_match_list_dup_order (list, match)
                       : g_strdup ("这一家庭不在当日的候选之中");
}
