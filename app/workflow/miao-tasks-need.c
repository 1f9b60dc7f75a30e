/* Needs of families and children in foster care that wait to be met. */
#include "config.h"

#include "miao-kinds.h"
#include "miao-tasks-private.h"

#define AHEAD_DAYS 400 /* looked ahead for the day that the first of them is shown */

static void
list_need (const MiaoTaskReader *reader, gconstpointer data, MiaoDate on, GPtrArray *dues)
{
  const MiaoRecord *need = data;
  MiaoDate found = miao_record_get_date (need, "found_on");

  miao_due_deadline ("D20N", miao_record_get_id (need), found,
                     miao_record_get_date (need, "due") - found, reader->calendar, on, dues);
}

static gboolean
add_need (MiaoTaskReader *reader, MiaoRecord *need, GError **error)
{
  const char *staff = miao_session_get_staff (reader->session);
  const char *worker = miao_record_get (need, "staff");
  g_autoptr (GPtrArray) dues = NULL;
  g_autoptr (MiaoRecord) child = NULL, family = NULL;
  MiaoTaskAbout about = { .kind = "need", .record = miao_record_get_id (need) };

  if (!miao_record_is (need, "status", "OPEN"))
    return TRUE;
  dues = miao_tasks_list (reader, list_need, need);
  if (dues->len == 0)
    return TRUE;
  child = miao_tasks_load (reader, "child", miao_record_get (need, "child"), error);
  if (child == NULL)
    return FALSE;
  family = miao_tasks_load (reader, "family", miao_record_get (need, "family"), error);
  if (family == NULL)
    return FALSE;
  about.child = child;
  about.family = family;
  about.placement = miao_record_get (need, "placement");
  about.extra = miao_record_get (need, "text");
  about.worker = worker;
  about.mine =
      staff != NULL && (g_strcmp0 (worker, staff) == 0 ||
                        miao_delegations_find (reader->delegations, worker, staff) != NULL);
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_needs (MiaoTaskReader *reader, GError **error)
{
  static const MiaoTaskEach each = { "need",  { "child", "family" }, AHEAD_DAYS, FALSE, TRUE,
                                     add_need };

  return miao_tasks_each (reader, &each, error);
}
