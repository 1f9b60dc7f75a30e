/* On a server nobody but those who arrange adoptions reads them; the days are told by a function.
 */
#include "config.h"

#include "miao-store-trial.h"

#include "miao-store-place.h"
#include "miao-store-private.h"

GArray *
miao_store_trial_days (MiaoStore *store, const char *child, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MiaoStoreDays));
  g_autoptr (MiaoRows) rows =
      miao_store_has_logins (store)
          ? miao_rows_query (store, error, "SELECT from_on, ended_on FROM trial_days ($1)", "s",
                             child)
          : miao_rows_query (store, error,
                             "SELECT from_on, ended_on FROM adoption_case WHERE child = $1 "
                             "AND void_reason IS NULL ORDER BY from_on",
                             "s", child);
  int more = -1;

  while (rows != NULL && (more = miao_rows_next (rows, error)) > 0) {
    const MiaoStoreDays one = { miao_date_parse (miao_rows_text (rows, 0)),
                                miao_date_parse (miao_rows_text (rows, 1)) };

    g_array_append_val (days, one);
  }

  return more == 0 ? g_steal_pointer (&days) : NULL;
}
