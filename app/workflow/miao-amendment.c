#include "config.h"

#include "miao-amendment.h"

#include <string.h>

static void
set_if (JsonObject *row, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (row, name, text);
}

void
miao_amendment_add (MiaoCall *call, MiaoRecord *agreement, const MiaoAmendment *amendment)
{
  g_autoptr (JsonArray) rows = miao_record_get_list (agreement, "amendments");
  g_autofree char *today = miao_date_dup (call->today);
  JsonObject *row = json_object_new ();

  json_object_set_int_member (row, "number", (gint64) json_array_get_length (rows) + 1);
  json_object_set_string_member (row, "on", today);
  set_if (row, "matter", amendment->matter);
  set_if (row, "before", amendment->before);
  set_if (row, "after", amendment->after);
  set_if (row, "former", amendment->former);
  set_if (row, "what", amendment->what);
  set_if (row, "document", amendment->document);
  json_array_add_object_element (rows, row);
  miao_record_set_list (agreement, "amendments", rows);
}

MiaoRecord *
miao_amendment_undo (const MiaoRecord *agreement)
{
  g_autoptr (JsonArray) rows = miao_record_get_list (agreement, "amendments");
  MiaoRecord *signed_one = miao_record_copy (agreement);

  /* The oldest change of each matter is undone last. */
  for (guint i = json_array_get_length (rows); i-- > 0;) {
    JsonObject *row = json_array_get_object_element (rows, i);
    const char *matter = json_object_get_string_member_with_default (row, "matter", "");

    if (strcmp (matter, "CAREGIVER") == 0 && json_object_has_member (row, "former"))
      miao_record_set (signed_one, "caregiver", json_object_get_string_member (row, "former"));
    else if (strcmp (matter, "TERM") == 0 && json_object_has_member (row, "before"))
      miao_record_set (signed_one, "term_to", json_object_get_string_member (row, "before"));
  }

  return signed_one;
}
