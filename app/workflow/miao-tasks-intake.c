/* What is due for children who came in: examination, notices, certificates, register. */
#include "config.h"

#include "miao-kinds.h"
#include "miao-taken-over.h"
#include "miao-tasks-private.h"

/* Categories of a child (own table, domain 7.5). */
#define RESCUED "13"
#define STREET "14"

/* The last notice that was published, and for how long it hangs. */
static MiaoDate
read_notice (MiaoRecord *admission, int *ret_days)
{
  g_autoptr (JsonArray) notices = miao_record_get_list (admission, "notice");
  MiaoDate last = MIAO_DATE_NONE;

  for (guint i = 0; i < json_array_get_length (notices); i++) {
    JsonObject *notice = json_array_get_object_element (notices, i);
    MiaoDate on =
        miao_date_parse (json_object_get_string_member_with_default (notice, "publish_on", NULL));

    if (on < last)
      continue;
    last = on;
    *ret_days = (int) json_object_get_int_member_with_default (notice, "days", 0);
  }

  return last;
}

static void
add_notice (MiaoTaskReader *reader, MiaoRecord *admission, gboolean rescued, GPtrArray *dues)
{
  const char *id = miao_record_get_id (admission);
  int days = 0;
  MiaoDate published = read_notice (admission, &days);
  int least =
      rescued ? reader->settings.notice_trafficking_days : reader->settings.notice_abandoned_days;
  MiaoDate end;

  if (published == MIAO_DATE_NONE || miao_record_has (admission, "formal_on"))
    return;
  days = MAX (days, least);
  end = published + days;
  if (rescued && end <= reader->today)
    miao_due_deadline ("D05", id, end, 0, reader->calendar, reader->today, dues);
  else
    miao_due_deadline (rescued ? "D03" : "D02", id, published, days, reader->calendar,
                       reader->today, dues);
}

/* @key: (nullable): of the threshold that says how long, else the term does. */
static void
add_unless (MiaoTaskReader *reader,
            MiaoRecord *admission,
            const char *rule,
            const char *from,
            const char *fulfilled,
            const char *key,
            GPtrArray *dues)
{
  MiaoDate day = miao_record_get_date (admission, from);

  if (day != MIAO_DATE_NONE && !miao_record_has (admission, fulfilled))
    miao_due_deadline (rule, miao_record_get_id (admission), day,
                       key != NULL ? miao_tasks_days (reader, key, day) : 0, reader->calendar,
                       reader->today, dues);
}

/* Children of the categories that are asked for more than others: id -> category. Few of them, and
 * the rest need not be read to know that nothing is due. */
static GHashTable *
read_categories (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GHashTable) categories =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) children = NULL;

  miao_query_where (query, "child_category", MIAO_OP_IN, RESCUED " " STREET);
  /* Those who left have no stay that is open, and are more every year. */
  miao_query_where (query, "status", MIAO_OP_NOT_IN, "DECEASED EXITED FOLLOWUP");
  children = miao_store_select (reader->store, query, error);
  for (guint i = 0; children != NULL && i < children->len; i++) {
    const MiaoRecord *child = g_ptr_array_index (children, i);

    g_hash_table_insert (categories, g_strdup (miao_record_get_id (child)),
                         g_strdup (miao_record_get (child, "child_category")));
  }

  return children != NULL ? g_steal_pointer (&categories) : NULL;
}

static gboolean
add_admission (MiaoTaskReader *reader, MiaoRecord *admission, const char *category, GError **error)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  g_autoptr (MiaoRecord) child = NULL;
  MiaoTaskAbout about = { .kind = "child" };
  gboolean rescued = g_strcmp0 (category, RESCUED) == 0;

  /* The examination on arrival cannot be made up for weeks later. */
  if (!miao_stay_was_entered_late (admission))
    add_unless (reader, admission, "D01", "arrived_on", "health_check_on", NULL, dues);
  add_notice (reader, admission, rescued, dues);
  if (rescued) {
    add_unless (reader, admission, "D04", "arrived_on", "police_tempnotfound_on", NULL, dues);
    add_unless (reader, admission, "D06", "arrived_on", "police_notfound_on", NULL, dues);
  }
  if (g_strcmp0 (category, STREET) == 0)
    add_unless (reader, admission, "D07", "arrived_on", "formal_on", NULL, dues);
  if (!miao_record_has (admission, "hukou_done_on"))
    add_unless (reader, admission, "D08", "formal_on", "hukou_applied_on", "deadline.hukou_days",
                dues);
  if (dues->len == 0)
    return TRUE;
  child = miao_tasks_load (reader, "child", miao_record_get (admission, "child"), error);
  if (child == NULL)
    return FALSE;
  about.child = child;
  about.record = miao_record_get_id (child);
  about.mine = miao_tasks_is_mine (reader, child);
  about.worker = miao_record_get (child, "care_worker");
  miao_tasks_take (reader, dues, &about);

  return TRUE;
}

gboolean
miao_tasks_of_intake (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (GHashTable) categories = read_categories (reader, error);
  GPtrArray *admissions;

  if (categories == NULL)
    return FALSE;
  admissions = miao_tasks_arrivals (reader, error);
  for (guint i = 0; admissions != NULL && i < admissions->len; i++) {
    MiaoRecord *admission = g_ptr_array_index (admissions, i);

    if (!add_admission (reader, admission,
                        g_hash_table_lookup (categories, miao_record_get (admission, "child")),
                        error))
      return FALSE;
  }

  return admissions != NULL;
}
