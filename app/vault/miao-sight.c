#include "config.h"

#include "miao-sight.h"

#include "miao-value.h"

#include <string.h>

#define HIDDEN "***" /* as miao_field_mask() hides a whole value */

/* Kinds that are not named here belong to the house as a whole and are seen with the children. */
static const struct {
  const char *kind;
  MiaoPermission section;
  MiaoPermission restricted;
} SECTIONS[] = {
  { "admission", MIAO_MAY_READ_ADMISSION, MIAO_MAY_READ_ORIGIN },
  { "child_opinion", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "child_leave", MIAO_MAY_READ_RAISING, MIAO_MAY_READ_ORIGIN },
  { "adoption_case", MIAO_MAY_READ_ORIGIN, MIAO_MAY_READ_ORIGIN },
  { "growth_measure", MIAO_MAY_READ_RAISING, MIAO_MAY_READ_ORIGIN },
  { "vaccination", MIAO_MAY_READ_HEALTH, MIAO_MAY_READ_ORIGIN },
  { "family", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "family_member", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "training", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "caregiver_period", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "application", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "evaluation", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "evaluation_member", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "need", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "matching", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "agreement", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "placement", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "visit", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "termination", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "allowance_rate", MIAO_MAY_READ_BENEFITS, MIAO_MAY_READ_BENEFITS },
  { "allowance_extra", MIAO_MAY_READ_BENEFITS, MIAO_MAY_READ_BENEFITS },
  { "allowance_run", MIAO_MAY_READ_BENEFITS, MIAO_MAY_READ_BENEFITS },
  { "allowance_line", MIAO_MAY_READ_BENEFITS, MIAO_MAY_READ_BENEFITS },
  { "incident", MIAO_MAY_INCIDENT_RECORD, MIAO_MAY_INCIDENT_RECORD },
};

static gssize
find (const MiaoKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SECTIONS); i++) {
    if (strcmp (kind->name, SECTIONS[i].kind) == 0)
      return (gssize) i;
  }

  return -1;
}

MiaoPermission
miao_sight_section (const MiaoKind *kind)
{
  const gssize i = find (kind);

  return i >= 0 ? SECTIONS[i].section : MIAO_MAY_CHILD_READ;
}

MiaoSight
miao_sight_of (MiaoRole role, const MiaoKind *kind, const MiaoField *field)
{
  const gssize i = find (kind);
  const MiaoPermission restricted = i >= 0 ? SECTIONS[i].restricted : MIAO_MAY_READ_ORIGIN;

  if (!miao_rights_may (role, miao_sight_section (kind)))
    return MIAO_SIGHT_NONE;
  if (field->sensitivity == MIAO_RESTRICTED)
    return miao_rights_may (role, restricted) ? MIAO_SIGHT_FULL : MIAO_SIGHT_NONE;
  if (field->sensitivity == MIAO_SENSITIVE && !miao_rights_may (role, MIAO_MAY_READ_IDENTITY))
    return MIAO_SIGHT_MASKED;

  return MIAO_SIGHT_FULL;
}

MiaoSight
miao_sight_of_part (MiaoRole role,
                    const MiaoKind *kind,
                    const MiaoField *list,
                    const MiaoField *part)
{
  return MIN (miao_sight_of (role, kind, list), miao_sight_of (role, kind, part));
}

/* A whole masked list says nothing at all, so its parts are judged only where it is seen. */
static void
hide_parts (
    MiaoRole role, const MiaoKind *kind, const MiaoField *list, JsonArray *rows, gboolean listed)
{
  for (const MiaoField *part = list->items; part != NULL && part->name != NULL; part++) {
    MiaoSight sight = miao_sight_of_part (role, kind, list, part);

    if (listed && part->sensitivity == MIAO_SENSITIVE)
      sight = MIN (sight, MIAO_SIGHT_MASKED);
    for (guint i = 0; sight != MIAO_SIGHT_FULL && i < json_array_get_length (rows); i++) {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonNode *node = json_object_get_member (row, part->name);
      g_autofree char *text = NULL;
      g_autofree char *masked = NULL;

      if (node == NULL)
        continue;
      if (sight == MIAO_SIGHT_MASKED &&
          miao_value_from_json (part, node, MIAO_DATE_NONE, FALSE, &text, NULL) && text != NULL)
        masked = miao_field_mask (part, text);
      if (masked != NULL)
        json_object_set_string_member (row, part->name, masked);
      else
        json_object_remove_member (row, part->name);
    }
  }
}

/* The parts that are hidden or masked are not of the type that their field says, so they are shown
 * here one by one. */
static char *
dup_shown_list (MiaoRole role,
                const MiaoKind *kind,
                const MiaoField *list,
                const char *text,
                MiaoLanguage language)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  gboolean zh = language == MIAO_LANGUAGE_ZH;
  JsonArray *rows =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    const char *between = i > 0 ? (zh ? "；" : "; ") : "";

    for (const MiaoField *part = list->items; part->name != NULL; part++) {
      const MiaoSight sight = miao_sight_of_part (role, kind, list, part);
      JsonNode *member = json_object_get_member (row, part->name);
      g_autofree char *value = NULL;
      g_autofree char *words = NULL;

      if (member == NULL || sight == MIAO_SIGHT_NONE ||
          !miao_value_from_json (part, member, MIAO_DATE_NONE, FALSE, &value, NULL) ||
          value == NULL)
        continue;
      words = sight == MIAO_SIGHT_FULL ? miao_field_display (part, value, language)
                                       : miao_field_mask (part, value);
      g_string_append_printf (shown, zh ? "%s%s：%s" : "%s%s: %s", between,
                              zh ? part->label_zh : part->label, words);
      between = zh ? "，" : ", ";
    }
  }

  return g_string_free (g_steal_pointer (&shown), FALSE);
}

char *
miao_sight_dup_shown (MiaoRole role,
                      const MiaoKind *kind,
                      const MiaoField *field,
                      const char *text,
                      MiaoLanguage language)
{
  if (text == NULL)
    return g_strdup ("");
  switch (miao_sight_of (role, kind, field)) {
  case MIAO_SIGHT_FULL:
    return field->type == MIAO_TYPE_LIST ? dup_shown_list (role, kind, field, text, language)
                                         : miao_field_display (field, text, language);
  case MIAO_SIGHT_MASKED:
    return miao_field_mask (field, text);
  case MIAO_SIGHT_NONE:
  default:
    return g_strdup (HIDDEN);
  }
}

JsonObject *
miao_sight_to_json (MiaoRole role, const MiaoRecord *record, gboolean listed)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  JsonObject *object = miao_record_to_json (record);

  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const MiaoField *field = &kind->fields[i];
    MiaoSight sight = miao_sight_of (role, kind, field);

    if (miao_record_get_at (record, i) == NULL)
      continue;
    if (listed && field->sensitivity == MIAO_SENSITIVE)
      sight = MIN (sight, MIAO_SIGHT_MASKED);
    if (sight == MIAO_SIGHT_NONE) {
      json_object_remove_member (object, field->name);
    } else if (sight == MIAO_SIGHT_MASKED) {
      g_autofree char *masked = miao_field_mask (field, miao_record_get_at (record, i));

      json_object_set_string_member (object, field->name, masked);
    } else if (field->type == MIAO_TYPE_LIST) {
      hide_parts (role, kind, field, json_object_get_array_member (object, field->name), listed);
    }
  }

  return object;
}
