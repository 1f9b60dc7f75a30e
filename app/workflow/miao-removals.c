#include "config.h"

#include "miao-removals.h"

/* The removal that is not over. */
static JsonObject *
find_open (JsonArray *removals)
{
  guint n = json_array_get_length (removals);
  JsonObject *last = n > 0 ? json_array_get_object_element (removals, n - 1) : NULL;

  return last != NULL && !json_object_has_member (last, "returned_on") ? last : NULL;
}

static void
begin (MiaoRecord *placement, const char *field, MiaoDate on)
{
  g_autoptr (JsonArray) removals = miao_record_get_list (placement, field);
  g_autofree char *day = miao_date_dup (on);
  JsonObject *removal;

  if (find_open (removals) != NULL)
    return;
  removal = json_object_new ();
  json_object_set_string_member (removal, "on", day);
  json_array_add_object_element (removals, removal);
  miao_record_set_list (placement, field, removals);
}

static void
end (MiaoRecord *placement, const char *field, MiaoDate on)
{
  g_autoptr (JsonArray) removals = miao_record_get_list (placement, field);
  g_autofree char *day = miao_date_dup (on);
  JsonObject *removal = find_open (removals);

  if (removal == NULL)
    return;
  json_object_set_string_member (removal, "returned_on", day);
  miao_record_set_list (placement, field, removals);
}

void
miao_removals_begin (MiaoRecord *placement, MiaoDate on)
{
  begin (placement, "removals", on);
}

void
miao_removals_end (MiaoRecord *placement, MiaoDate on)
{
  end (placement, "removals", on);
}

gboolean
miao_removals_is_out (const MiaoRecord *placement)
{
  return miao_record_has (placement, "suspended_on") && !miao_record_has (placement, "returned_on");
}

void
miao_pauses_begin (MiaoRecord *placement, MiaoDate on)
{
  begin (placement, "pauses", on);
}

void
miao_pauses_end (MiaoRecord *placement, MiaoDate on)
{
  end (placement, "pauses", on);
}

gboolean
miao_pauses_read (const MiaoRecord *placement, MiaoDate *ret_back)
{
  g_autoptr (JsonArray) pauses = miao_record_get_list (placement, "pauses");

  *ret_back = MIAO_DATE_NONE;
  for (guint i = 0; i < json_array_get_length (pauses); i++)
    *ret_back =
        MAX (*ret_back, miao_date_parse (json_object_get_string_member_with_default (
                            json_array_get_object_element (pauses, i), "returned_on", NULL)));

  return find_open (pauses) != NULL;
}
