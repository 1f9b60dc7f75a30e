/* What a paper of a past day needs of a family that has changed since: a page that is printed again
 * years later names the same people and the same home. */
#include "config.h"

#include "miao-paper-private.h"

static gboolean
find_caregiver (
    MiaoPaper *paper, const MiaoRecord *family, MiaoDate on, MiaoPast *ret, GError **error)
{
  g_autoptr (GPtrArray) periods = miao_paper_all (paper, "caregiver_period", "family",
                                                  miao_record_get_id (family), "from_on", error);

  if (periods == NULL)
    return FALSE;
  /* In their order: the last that had begun, and before all of them the first. */
  for (guint i = 0; i < periods->len; i++)
    if (i == 0 || miao_record_get_date (periods->pdata[i], "from_on") <= on)
      ret->caregiver = miao_record_get (periods->pdata[i], "member");

  return TRUE;
}

/* Where the family lived: what the first later change of an agreement says it moved from. */
static gboolean
find_address (
    MiaoPaper *paper, const MiaoRecord *family, MiaoDate on, MiaoPast *ret, GError **error)
{
  g_autoptr (GPtrArray) agreements = miao_paper_all (
      paper, "agreement", "family", miao_record_get_id (family), "agreement_no", error);
  MiaoDate first = MIAO_DATE_NONE;

  if (agreements == NULL)
    return FALSE;
  for (guint i = 0; i < agreements->len; i++) {
    g_autoptr (JsonArray) rows = miao_record_get_list (agreements->pdata[i], "amendments");

    for (guint k = 0; k < json_array_get_length (rows); k++) {
      JsonObject *row = json_array_get_object_element (rows, k);
      const char *before = json_object_get_string_member_with_default (row, "before", NULL);
      MiaoDate moved = miao_date_parse (json_object_get_string_member_with_default (row, "on", ""));

      if (before == NULL ||
          g_strcmp0 (json_object_get_string_member_with_default (row, "matter", NULL), "ADDRESS") !=
              0 ||
          moved <= on || (first != MIAO_DATE_NONE && first <= moved))
        continue;
      first = moved;
      ret->address = miao_paper_keep (paper, g_strdup (before));
    }
  }

  return TRUE;
}

gboolean
miao_paper_past (
    MiaoPaper *paper, const MiaoRecord *family, MiaoDate on, MiaoPast *ret, GError **error)
{
  *ret = (MiaoPast){ miao_record_get (family, "main_caregiver_member"),
                     miao_record_get (family, "address") };

  return on == MIAO_DATE_NONE || (find_caregiver (paper, family, on, ret, error) &&
                                  find_address (paper, family, on, ret, error));
}

const char *
miao_paper_show_address (MiaoPaper *paper, const char *address)
{
  const MiaoField *field = miao_kind_field (miao_kind_find ("family"), "address");

  if (address == NULL)
    return "";

  return miao_paper_keep (paper, paper->options.full ? g_strdup (address)
                                                     : miao_field_mask (field, address));
}
