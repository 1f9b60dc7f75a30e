#include "config.h"

#include "miao-as-at.h"

static gboolean
reached (MiaoDate day, MiaoDate on)
{
  return day != MIAO_DATE_NONE && day <= on;
}

gboolean
miao_spans_cover (const MiaoSpan *spans, guint n, MiaoDate on)
{
  for (guint i = 0; i < n; i++)
    if (reached (spans[i].from, on) && !reached (spans[i].to, on))
      return TRUE;

  return FALSE;
}

const char *
miao_placement_state_on (const MiaoPlacementDays *days,
                         const MiaoRuleSettings *settings,
                         MiaoDate on)
{
  if (reached (days->cancelled_on, on))
    return "CANCELLED";
  if (reached (days->ended_on, on))
    return "ENDED";
  if (miao_spans_cover (days->removals, days->n_removals, on))
    return "SUSPENDED";
  if (miao_spans_cover (days->endings, days->n_endings, on))
    return "ENDING";
  if (miao_spans_cover (days->short_cares, days->n_short_cares, on))
    return "SHORT_CARE";
  if (reached (days->confirmed_on, on))
    return "CONFIRMED";
  if (reached (days->moved_in_on, on))
    return days->extended_to != MIAO_DATE_NONE &&
                   on > days->moved_in_on + settings->integration_max_days
               ? "EXTENDED"
               : "INTEGRATION";
  if (reached (days->signed_on, on))
    return "SIGNED";
  if (reached (days->matched_on, on))
    return "MATCHED";

  return reached (days->proposed_on, on) ? "PROPOSED" : NULL;
}
