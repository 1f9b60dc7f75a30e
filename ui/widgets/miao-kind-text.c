#include "config.h"

#include "miao-kind-text.h"

#include "miao-lookup.h"

char *
miao_kind_dup_title (const MiaoRecord *record)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  g_autofree char *text = NULL;

  if (kind->title != NULL)
    text = miao_record_dup_shown (record, kind->title, FALSE);
  if ((text == NULL || *text == '\0') && kind->number != NULL) {
    g_free (text);
    text = miao_record_dup_shown (record, kind->number, FALSE);
  }
  if (text != NULL && *text != '\0')
    return g_steal_pointer (&text);
  return g_strdup (miao_kind_label (kind));
}

static char *
dup_names (const char *kind, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *name = miao_lookup_dup_name (kind, list[i]);

    if (i > 0)
      g_string_append (names, miao_pick ("、", ", "));
    g_string_append (names, name);
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
miao_record_dup_shown (const MiaoRecord *record, const char *field_name, gboolean masked)
{
  const MiaoField *field = miao_kind_field (miao_record_get_kind (record), field_name);
  const char *text = miao_record_get (record, field_name);

  if (text == NULL || field == NULL)
    return g_strdup ("");
  if (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS)
    return dup_names (field->table, text);
  if (masked && field->sensitivity != MIAO_OPEN)
    return miao_field_mask (field, text);
  return miao_field_display (field, text, miao_language ());
}
