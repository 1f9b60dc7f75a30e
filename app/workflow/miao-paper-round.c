/* The families to be visited in some days, for whoever goes there (house rule, as D18, D18F and
 * D20V count). */
#include "config.h"

#include "miao-audit.h"
#include "miao-due.h"
#include "miao-error.h"
#include "miao-paper-private.h"
#include "miao-print-round.h"
#include "miao-problems.h"
#include "miao-removals.h"
#include "miao-sight.h"
#include "miao-store.h"
#include "miao-thresholds.h"

#include <string.h>

/* Where somebody is visited. */
#define VISITED "CONFIRMED ENDING EXTENDED INTEGRATION"

#define LONGEST_DAYS 92
#define EVERYBODY "all"

typedef struct {
  MiaoPaper *paper;
  MiaoDate from, to;
  char *staff; /* (nullable): everybody's */
  MiaoRuleSettings settings;
  GArray *homes;     /* of MiaoRoundHome */
  GHashTable *known; /* family -> number in homes */
} Round;

static void
round_clear (Round *round)
{
  for (guint i = 0; i < round->homes->len; i++) {
    g_array_unref (g_array_index (round->homes, MiaoRoundHome, i).children);
    g_array_unref (g_array_index (round->homes, MiaoRoundHome, i).problems);
  }
  g_array_unref (round->homes);
  g_hash_table_unref (round->known);
  g_free (round->staff);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

/* "2026-11-23", "2026-11-23..2026-11-29", and after a "/" whose. */
static gboolean
read_id (Round *round, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (round->paper->id, "/", 2);
  g_auto (GStrv) days = g_strsplit (parts[0], "..", 2);
  const MiaoSession *session = round->paper->session;

  round->from = miao_date_parse (days[0]);
  round->to = days[1] != NULL ? miao_date_parse (days[1]) : round->from;
  if (round->from == MIAO_DATE_NONE || round->to < round->from ||
      round->to - round->from >= LONGEST_DAYS) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”不是日期或者不超过 %d 天的时间段，请写成 2026-11-23 或者 "
                            "2026-11-23..2026-11-29。",
                            "“%s” is no day and no period of up to %d days. Write it like "
                            "2026-11-23 or 2026-11-23..2026-11-29."),
                 round->paper->id, LONGEST_DAYS);
    return FALSE;
  }
  if (g_strcmp0 (parts[1], EVERYBODY) == 0)
    return TRUE;
  if (parts[1] != NULL && *parts[1] != '\0')
    round->staff = g_strdup (parts[1]);
  else if (miao_session_get_role (session) != MIAO_ROLE_DIRECTOR)
    round->staff = g_strdup (miao_session_get_staff (session));

  return TRUE;
}

/* ---- one placement ---- */

/* The visit that is due; %NULL: none until the last day. */
static MiaoDue *
find_due (const Round *round, const MiaoRecord *placement, const MiaoRecord *child, GPtrArray *seen)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  MiaoPlacementCalendar calendar = {
    .placement = miao_record_get_id (placement),
    .integration = miao_record_is (placement, "status", "INTEGRATION") ||
                   miao_record_is (placement, "status", "EXTENDED"),
    .moved_in_on = miao_record_get_date (placement, "moved_in_on"),
    .confirmed_on = miao_record_get_date (placement, "confirmed_on"),
    .child_born = miao_record_get_date (child, "birth_date"),
  };

  calendar.paused = miao_pauses_read (placement, &calendar.returned_on);
  if (seen->len > 0) {
    const MiaoRecord *last = seen->pdata[seen->len - 1];

    calendar.last_visit_on = miao_record_get_date (last, "visited_on");
    calendar.next_visit_on = miao_record_get_date (last, "next_due");
  }
  miao_due_placement (&calendar, &round->settings, round->to, dues);
  for (guint i = 0; i < dues->len; i++) {
    const MiaoDue *due = dues->pdata[i];

    if (g_str_has_prefix (due->rule->id, "D18") && due->due_on <= round->to)
      return g_ptr_array_steal_index (dues, i);
  }

  return NULL;
}

static char *
dup_day (MiaoDate day)
{
  return day != MIAO_DATE_NONE ? miao_date_dup (day) : g_strdup ("");
}

static void
add_problem (Round *round, GArray *problems, const char *what, const char *measure, MiaoDate due)
{
  MiaoRoundProblem problem = {
    .what = miao_paper_keep (round->paper, g_strdup (what != NULL ? what : "")),
    .measure = miao_paper_keep (round->paper, g_strdup (measure != NULL ? measure : "")),
    .due = miao_paper_keep (round->paper, dup_day (due)),
  };

  g_array_append_val (problems, problem);
}

/* What visits found that is still open. Returns: the first day by which some of it is to be put
 * right, or NONE. */
static MiaoDate
find_problems (Round *round, GPtrArray *visits, GArray *problems)
{
  MiaoDate first = MIAO_DATE_NONE;

  for (guint i = 0; i < visits->len; i++) {
    g_autoptr (JsonArray) list = miao_record_get_list (visits->pdata[i], "problems");

    for (guint j = 0; j < json_array_get_length (list); j++) {
      JsonObject *row = json_array_get_object_element (list, j);
      const MiaoDate due =
          miao_date_parse (json_object_get_string_member_with_default (row, "due", ""));

      if (json_object_get_string_member_with_default (row, "closed_on", NULL) != NULL)
        continue;
      add_problem (round, problems, json_object_get_string_member_with_default (row, "text", ""),
                   NULL, due);
      if (due != MIAO_DATE_NONE && (first == MIAO_DATE_NONE || due < first))
        first = due;
    }
  }

  return first;
}

static gboolean
find_needs (Round *round, const char *placement, GArray *problems, GError **error)
{
  GPtrArray *needs = miao_paper_all (round->paper, "need", "placement", placement, "due", error);

  for (guint i = 0; needs != NULL && i < needs->len; i++)
    if (miao_record_is (needs->pdata[i], "status", "OPEN"))
      add_problem (round, problems, miao_record_get (needs->pdata[i], "text"),
                   miao_record_get (needs->pdata[i], "plan"),
                   miao_record_get_date (needs->pdata[i], "due"));
  if (needs != NULL)
    g_ptr_array_unref (needs);

  return needs != NULL;
}

/* ---- one family ---- */

static MiaoRoundHome *
find_home (Round *round, const char *id, GError **error)
{
  MiaoPaper *paper = round->paper;
  gpointer at;
  MiaoRecord *family;
  const char *name;
  MiaoRoundHome home;

  if (g_hash_table_lookup_extended (round->known, id, NULL, &at))
    return &g_array_index (round->homes, MiaoRoundHome, GPOINTER_TO_UINT (at));
  family = miao_paper_load (paper, "family", id, error);
  if (family == NULL || !miao_audit_read (paper->session, "family", id, error))
    return NULL;
  name =
      miao_paper_name (paper, "family_member", miao_record_get (family, "main_caregiver_member"));
  home = (MiaoRoundHome){
    .name = miao_record_get (family, "name"),
    .caregiver = name != NULL ? name : "",
    .address = miao_paper_show_address (paper, miao_record_get (family, "address")),
    .phone = miao_paper_keep (paper, miao_print_dup_value (family, "phone", &paper->options)),
    .children = g_array_new (FALSE, FALSE, sizeof (MiaoRoundChild)),
    .problems = g_array_new (FALSE, FALSE, sizeof (MiaoRoundProblem)),
  };
  if (home.name == NULL)
    home.name = miao_record_get (family, "family_no");
  g_hash_table_insert (round->known, g_strdup (id), GUINT_TO_POINTER (round->homes->len));
  g_array_append_val (round->homes, home);

  return &g_array_index (round->homes, MiaoRoundHome, round->homes->len - 1);
}

static gboolean
add_child (Round *round,
           const MiaoRecord *placement,
           const MiaoRecord *child,
           GPtrArray *visits,
           const MiaoDue *due,
           GArray *problems,
           MiaoDate first,
           GError **error)
{
  MiaoPaper *paper = round->paper;
  const MiaoDate born = miao_record_get_date (child, "birth_date");
  const MiaoDate on = due != NULL ? due->due_on : first;
  const char *name = miao_paper_name (paper, "child", miao_record_get_id (child));
  MiaoRoundHome *home = find_home (round, miao_record_get (placement, "family"), error);
  MiaoRoundChild row = { .name = name != NULL ? name : "" };

  if (home == NULL)
    return FALSE;
  row.age = miao_paper_keep (
      paper, born != MIAO_DATE_NONE ? g_strdup_printf ("%d岁", miao_date_age (born, round->from))
                                    : g_strdup (""));
  row.seen = miao_paper_keep (
      paper,
      dup_day (visits->len > 0 ? miao_record_get_date (visits->pdata[visits->len - 1], "visited_on")
                               : MIAO_DATE_NONE));
  row.why = miao_paper_keep (paper, due != NULL ? miao_due_dup_sum (due, MIAO_LANGUAGE_ZH)
                                                : g_strdup ("复查整改"));
  g_array_append_val (home->children, row);
  g_array_append_vals (home->problems, problems->data, problems->len);
  if (home->due_on == MIAO_DATE_NONE || on < home->due_on)
    home->due_on = on;

  return TRUE;
}

static gboolean
add_placement (Round *round, const MiaoRecord *placement, GError **error)
{
  const char *id = miao_record_get_id (placement);
  MiaoRecord *child =
      miao_paper_load (round->paper, "child", miao_record_get (placement, "child"), error);
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (MiaoRoundProblem));
  g_autoptr (MiaoDue) due = NULL;
  MiaoDate first;

  if (child == NULL)
    return FALSE;
  visits = miao_paper_all (round->paper, "visit", "placement", id, "visited_on", error);
  if (visits == NULL)
    return FALSE;
  due = find_due (round, placement, child, visits);
  first = find_problems (round, visits, problems);
  if (due == NULL && (first == MIAO_DATE_NONE || first > round->to))
    return TRUE;

  return find_needs (round, id, problems, error) &&
         add_child (round, placement, child, visits, due, problems, first, error);
}

static gint
compare_homes (gconstpointer a, gconstpointer b)
{
  const MiaoRoundHome *one = a, *other = b;

  if (one->due_on != other->due_on)
    return one->due_on - other->due_on;

  return strcmp (one->name, other->name);
}

gboolean
miao_paper_make_round (MiaoPaper *paper, GError **error)
{
  g_auto (Round) round = {
    .paper = paper,
    .homes = g_array_new (FALSE, TRUE, sizeof (MiaoRoundHome)),
    .known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  MiaoStore *store = miao_session_get_store (paper->session);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;
  const char *worker = NULL;

  if (!miao_session_require (paper->session, miao_sight_section (miao_kind_find ("visit")),
                             error) ||
      !read_id (&round, error) ||
      !miao_thresholds_read (store, miao_session_today (paper->session), &round.settings, error))
    return FALSE;
  if (round.staff != NULL) {
    if (miao_paper_load (paper, "staff", round.staff, error) == NULL)
      return FALSE;
    worker = miao_paper_name (paper, "staff", round.staff);
    miao_query_where (query, "care_worker", MIAO_OP_EQ, round.staff);
  }
  miao_query_where (query, "status", MIAO_OP_IN, VISITED);
  placements = miao_store_select (store, query, error);
  if (placements == NULL)
    return FALSE;
  for (guint i = 0; i < placements->len; i++)
    if (!add_placement (&round, placements->pdata[i], error))
      return FALSE;
  g_array_sort (round.homes, compare_homes);
  paper->info.series = "家庭寄养";
  paper->document =
      miao_print_round (&paper->info, round.from, round.to, worker != NULL ? worker : "",
                        (const MiaoRoundHome *) round.homes->data, round.homes->len);

  return TRUE;
}
