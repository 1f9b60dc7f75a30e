/* The record of a visit (domain 10.3, P16). */
#include "config.h"

#include "miao-paper-private.h"
#include "miao-print-visit.h"

static const char *
name_of (MiaoPaper *paper, const char *kind, const char *id)
{
  const char *name = miao_paper_name (paper, kind, id);

  return name != NULL ? name : "";
}

gboolean
miao_paper_make_visit (MiaoPaper *paper, GError **error)
{
  MiaoRecord *visit = miao_paper_load (paper, "visit", paper->id, error);
  MiaoRecord *placement =
      visit != NULL
          ? miao_paper_load (paper, "placement", miao_record_get (visit, "placement"), error)
          : NULL;
  MiaoRecord *family =
      placement != NULL
          ? miao_paper_load (paper, "family", miao_record_get (placement, "family"), error)
          : NULL;
  MiaoVisitData data;
  MiaoPast past;

  if (family == NULL ||
      !miao_paper_past (paper, family, miao_record_get_date (visit, "visited_on"), &past, error))
    return FALSE;
  data = (MiaoVisitData){
    .visit = visit,
    .placement_no = miao_record_get (placement, "placement_no"),
    .child = name_of (paper, "child", miao_record_get (placement, "child")),
    .family = name_of (paper, "family", miao_record_get_id (family)),
    .caregiver = name_of (paper, "family_member", past.caregiver),
    .address = miao_paper_show_address (paper, past.address),
  };
  paper->info.series = "家庭寄养";
  paper->document = miao_print_visit (&paper->info, &data, &paper->options);

  return TRUE;
}
