#include "config.h"

#include "miao-sight.h"

#include <string.h>

#define HIDDEN "***" /* as miao_field_mask() hides a whole value */

/* Kinds that are not named here belong to the house as a whole and are seen with the children. */
static const struct {
  const char *kind;
  MiaoPermission section;
  MiaoPermission restricted;
} SECTIONS[] = {
  { "admission", MIAO_MAY_READ_RAISING, MIAO_MAY_READ_ORIGIN },
  { "child_opinion", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "growth_measure", MIAO_MAY_READ_RAISING, MIAO_MAY_READ_ORIGIN },
  { "family", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "family_member", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "training", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "caregiver_period", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "application", MIAO_MAY_FAMILY_READ, MIAO_MAY_READ_BENEFITS },
  { "evaluation", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "evaluation_member", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "matching", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "agreement", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "placement", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "visit", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
  { "termination", MIAO_MAY_READ_EVALUATION, MIAO_MAY_READ_ORIGIN },
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
    return miao_field_display (field, text, language);
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
    }
  }

  return object;
}
