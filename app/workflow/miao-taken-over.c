#include "config.h"

#include "miao-taken-over.h"

/* Days in which an arrival is entered; own choice. */
#define ENTER_DAYS 30

static MiaoDate
day_of (gint64 ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (ms / 1000);

  return at != NULL ? miao_date_from_ymd (g_date_time_get_year (at), g_date_time_get_month (at),
                                          g_date_time_get_day_of_month (at))
                    : MIAO_DATE_NONE;
}

gboolean
miao_stay_was_entered_late (const MiaoRecord *stay)
{
  const MiaoDate came = miao_record_get_date (stay, "arrived_on");

  return came != MIAO_DATE_NONE && came + ENTER_DAYS < day_of (miao_record_get_created_at (stay));
}

MiaoDate
miao_child_taken_over (const MiaoRecord *child, const MiaoRecord *stay)
{
  if (miao_record_has (child, "import_batch") ||
      (stay != NULL && miao_stay_was_entered_late (stay)))
    return day_of (miao_record_get_created_at (stay != NULL ? stay : child));

  return MIAO_DATE_NONE;
}
