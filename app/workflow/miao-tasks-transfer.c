/* Closed volumes go to the archives hall after some years. */
#include "config.h"

#include "miao-facts.h"
#include "miao-kinds.h"
#include "miao-tasks-private.h"

/* Years that an institution keeps its archives (Rules for the Archives Law, Art. 20). */
#define COUNTY_MONTHS 120
#define ABOVE_MONTHS 240
/* They are shown a year before; the day may be moved behind a holiday. */
#define AHEAD_MONTHS 13
#define ABOVE_COUNTY(institution)                                                                  \
  (miao_record_is (institution, "level", "1") || miao_record_is (institution, "level", "2"))

static gboolean
read_months (MiaoTaskReader *reader, int *ret_months, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (reader->store, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_months = institution != NULL && ABOVE_COUNTY (institution) ? ABOVE_MONTHS : COUNTY_MONTHS;

  return TRUE;
}

gboolean
miao_tasks_of_transfers (MiaoTaskReader *reader, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_volume"));
  g_autoptr (GPtrArray) volumes = NULL;
  g_autofree char *before = NULL;
  int months;

  if (!read_months (reader, &months, error))
    return FALSE;
  before = miao_date_dup (miao_date_add_months (reader->today, AHEAD_MONTHS - months));
  miao_query_where (query, "status", MIAO_OP_EQ, "CLOSED");
  miao_query_where (query, "filed_on", MIAO_OP_LE, before);
  volumes = miao_store_select (reader->store, query, error);
  for (guint i = 0; volumes != NULL && i < volumes->len; i++) {
    MiaoRecord *volume = volumes->pdata[i];
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    MiaoTaskAbout about = { .who = miao_record_get (volume, "archival_code"),
                            .kind = "archive_volume",
                            .record = miao_record_get_id (volume),
                            .mine = TRUE };

    miao_due_deadline ("D37", about.record, miao_record_get_date (volume, "filed_on"), months,
                       reader->calendar, reader->today, dues);
    miao_tasks_take (reader, dues, &about);
  }

  return volumes != NULL;
}
