/* Placements that ended: filed, wound up, and the child looked after. */
#include "config.h"

#include "miao-aftercare.h"
#include "miao-ending-rules.h"
#include "miao-kinds.h"
#include "miao-tasks-private.h"

#include <string.h>

/* Days to look ahead: the second follow-up after three months, with what it is moved by. */
#define ENDED_DAYS 110

#define AFTERCARE "D41P"

static gboolean
is_wound_up (const MiaoRecord *termination)
{
  return miao_record_has (termination, "settled_on") &&
         miao_record_get_bool (termination, "belongings_ok") &&
         miao_record_has (termination, "eval_f") &&
         (miao_record_has (termination, "eval_i") ||
          !miao_ending_evaluates_child (miao_record_get (termination, "ground")));
}

/* What is to be filed and wound up is asked for while that is recent. The child is followed up
 * until it is done, however late: what makes it needless is looked at by ask_aftercare(). */
static void
list_ending (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const MiaoRecord *termination = data;
  const char *placement = miao_record_get (termination, "placement");
  MiaoDate decided = miao_record_get_date (termination, "decided_on");

  if (decided == MIAO_DATE_NONE)
    return;
  if (miao_tasks_is_recent (decided, on) && !miao_record_has (termination, "filed_on"))
    miao_due_working ("D23T", placement, decided,
                      miao_tasks_days (reader, "deadline.filing_days", decided), "解除", "Ended",
                      reader->calendar, on, dues);
  if (miao_tasks_is_recent (decided, on) && !is_wound_up (termination))
    miao_due_waiting ("W9", placement, decided, MIAO_DATE_NONE, "解除", "Ended", on, dues);
  if (miao_aftercare_is_due (termination))
    miao_due_aftercare (placement, decided, miao_aftercare_last_day (termination),
                        miao_tasks_days (reader, "deadline.aftercare_first_months", decided),
                        miao_tasks_days (reader, "deadline.aftercare_second_months", decided),
                        reader->calendar, on, dues);
}

static gboolean
drop_aftercare (GPtrArray *dues)
{
  gboolean dropped = FALSE;

  for (guint n = dues->len; n > 0; n--)
    if (strcmp (((const MiaoDue *) dues->pdata[n - 1])->rule->id, AFTERCARE) == 0) {
      g_ptr_array_remove_index (dues, n - 1);
      dropped = TRUE;
    }

  return dropped;
}

/* Returns: how often the child left the institution, or moved in with a family, after @termination;
 * -1 on error. */
static gint64
count_since (MiaoTaskReader *reader,
             const char *kind,
             const char *day,
             MiaoOp op,
             const MiaoRecord *child,
             const MiaoRecord *termination,
             GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (child));
  miao_query_where (query, day, op, miao_record_get (termination, "decided_on"));

  return miao_store_count (reader->store, query, error);
}

/* What ends aftercare (our own choice; what the Measures ask for is that the child is settled and
 * supported): who left the institution is followed up as one who left (D41), who lives with a
 * family again is visited there (D18). Neither comes back to this ending, so that one of long ago
 * need not be looked at any more. A missing child cannot be followed up until it is found. Asked
 * only while something is shown. */
static gboolean
ask_aftercare (MiaoTaskReader *reader,
               const MiaoRecord *child,
               const MiaoRecord *termination,
               GPtrArray *dues,
               GError **error)
{
  static const char *const here[] = { "ADOPT_TRIAL", "IN_CARE", "TEMP_OUT", NULL };
  const gint64 left =
      count_since (reader, "admission", "closed_on", MIAO_OP_GE, child, termination, error);
  const gint64 placed = left == 0 ? count_since (reader, "placement", "moved_in_on", MIAO_OP_GT,
                                                 child, termination, error)
                                  : 0;

  if (left < 0 || placed < 0)
    return FALSE;
  if (left + placed == 0 && g_strv_contains (here, miao_record_get (child, "status")))
    return TRUE;
  if (drop_aftercare (dues) && left + placed > 0 && dues->len == 0 &&
      !miao_tasks_is_recent (miao_record_get_date (termination, "decided_on"), reader->today))
    reader->look_on = MIAO_DATE_NONE;

  return TRUE;
}

static gboolean
add_ending (MiaoTaskReader *reader, MiaoRecord *termination, GError **error)
{
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (MiaoRecord) placement = NULL, child = NULL, family = NULL;
  MiaoTaskAbout about = { .kind = "placement" };

  dues = miao_tasks_list (reader, list_ending, termination);
  if (dues->len == 0)
    return TRUE;
  placement =
      miao_tasks_load (reader, "placement", miao_record_get (termination, "placement"), error);
  if (placement == NULL)
    return FALSE;
  child = miao_tasks_load (reader, "child", miao_record_get (placement, "child"), error);
  if (child == NULL || !ask_aftercare (reader, child, termination, dues, error))
    return FALSE;
  family = miao_tasks_load (reader, "family", miao_record_get (placement, "family"), error);
  if (family == NULL)
    return FALSE;
  about.record = about.placement = miao_record_get_id (placement);
  about.child = child;
  about.family = family;
  about.mine = miao_tasks_is_mine (reader, placement);
  about.worker = miao_record_get (placement, "care_worker");
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_endings (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "termination", { NULL }, ENDED_DAYS, TRUE, FALSE, add_ending };

  return miao_tasks_each (reader, &each, error);
}
