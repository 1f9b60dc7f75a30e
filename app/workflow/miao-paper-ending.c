/* The notice of an ending, with its receipt. */
#include "config.h"

#include "miao-paper-private.h"
#include "miao-print-ending.h"

gboolean
miao_paper_make_ending (MiaoPaper *paper, GError **error)
{
  MiaoRecord *termination = miao_paper_load (paper, "termination", paper->id, error);
  MiaoRecord *placement, *family;
  MiaoPast past;
  MiaoEndingData data = { .termination = termination, .institution = paper->institution };

  if (termination == NULL)
    return FALSE;
  placement =
      miao_paper_load (paper, "placement", miao_record_get (termination, "placement"), error);
  if (placement == NULL)
    return FALSE;
  family = miao_paper_load (paper, "family", miao_record_get (placement, "family"), error);
  if (family == NULL)
    return FALSE;
  if (miao_record_has (placement, "agreement")) {
    data.agreement =
        miao_paper_load (paper, "agreement", miao_record_get (placement, "agreement"), error);
    if (data.agreement == NULL)
      return FALSE;
  }
  data.placement = placement;
  data.family = miao_paper_name (paper, "family", miao_record_get_id (family));
  if (!miao_paper_past (paper, family, miao_record_get_date (termination, "decided_on"), &past,
                        error))
    return FALSE;
  data.caregiver = miao_paper_name (paper, "family_member", past.caregiver);
  if (data.caregiver == NULL)
    data.caregiver = "";
  data.child = miao_paper_name (paper, "child", miao_record_get (placement, "child"));
  paper->info.series = "家庭寄养";
  paper->document = miao_print_ending (&paper->info, &data, &paper->options);

  return TRUE;
}
