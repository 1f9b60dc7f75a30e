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

/* The other records of the same visit. Returns: (transfer full) (element-type MiaoVisitOther). */
static GArray *
find_others (MiaoPaper *paper, const MiaoRecord *visit, GError **error)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (MiaoVisitOther));
  GPtrArray *all;

  if (!miao_record_has (visit, "visit_no"))
    return g_steal_pointer (&others);
  all = miao_paper_all (paper, "visit", "visit_no", miao_record_get (visit, "visit_no"),
                        "created_at", error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoVisitOther other = { .visit = all->pdata[i] };
    MiaoRecord *placement;

    if (g_strcmp0 (miao_record_get_id (all->pdata[i]), miao_record_get_id (visit)) == 0)
      continue;
    placement =
        miao_paper_load (paper, "placement", miao_record_get (all->pdata[i], "placement"), error);
    if (placement == NULL)
      return NULL;
    other.child = name_of (paper, "child", miao_record_get (placement, "child"));
    g_array_append_val (others, other);
  }

  return all != NULL ? g_steal_pointer (&others) : NULL;
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
  g_autoptr (GArray) others = NULL;
  MiaoVisitData data;
  MiaoPast past;

  if (family == NULL ||
      !miao_paper_past (paper, family, miao_record_get_date (visit, "visited_on"), &past, error) ||
      (others = find_others (paper, visit, error)) == NULL)
    return FALSE;
  data = (MiaoVisitData){
    .visit = visit,
    .placement_no = miao_record_get (placement, "placement_no"),
    .child = name_of (paper, "child", miao_record_get (placement, "child")),
    .family = name_of (paper, "family", miao_record_get_id (family)),
    .caregiver = name_of (paper, "family_member", past.caregiver),
    .address = miao_paper_show_address (paper, past.address),
    .others = (const MiaoVisitOther *) others->data,
    .n_others = others->len,
  };
  paper->info.series = "家庭寄养";
  paper->document = miao_print_visit (&paper->info, &data, &paper->options);

  return TRUE;
}

gboolean
miao_paper_make_blank_visit (MiaoPaper *paper)
{
  g_autoptr (MiaoRecord) visit = miao_record_new (miao_kind_find ("visit"));
  const MiaoVisitData data = { .visit = visit,
                               .placement_no = "",
                               .child = "",
                               .family = "",
                               .caregiver = "",
                               .address = "",
                               .blank = TRUE };

  paper->info.title = miao_paper_find_kind ("visit")->title_zh;
  paper->info.series = "家庭寄养";
  paper->document = miao_print_visit (&paper->info, &data, &paper->options);

  return TRUE;
}
