#include "config.h"

#include "miao-kinds.h"

#include "miao-kinds-private.h"

const MiaoKind *const *
miao_kinds (void)
{
  static const MiaoKind *const kinds[] = {
    &miao_kind_institution,
    &miao_kind_staff,
    &miao_kind_document,
    &miao_kind_import_batch,
    &miao_kind_child,
    &miao_kind_admission,
    &miao_kind_child_opinion,
    &miao_kind_child_leave,
    &miao_kind_adoption_case,
    &miao_kind_growth_measure,
    &miao_kind_vaccination,
    &miao_kind_family,
    &miao_kind_family_member,
    &miao_kind_training,
    &miao_kind_caregiver_period,
    &miao_kind_application,
    &miao_kind_matching,
    &miao_kind_agreement,
    &miao_kind_placement,
    &miao_kind_short_care,
    &miao_kind_visit,
    &miao_kind_house_value,
    &miao_kind_form_edition,
    &miao_kind_evaluation,
    &miao_kind_evaluation_member,
    &miao_kind_need,
    &miao_kind_termination,
    &miao_kind_allowance_rate,
    &miao_kind_allowance_extra,
    &miao_kind_allowance_run,
    &miao_kind_allowance_line,
    &miao_kind_incident,
    &miao_kind_delegation,
    &miao_kind_archive_volume,
    &miao_kind_archive_item,
    &miao_kind_archive_use,
    &miao_kind_submission,
    &miao_kind_submission_finding,
    &miao_kind_submission_child,
    NULL,
  };

  return kinds;
}

const MiaoKind *
miao_kind_find (const char *name)
{
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++)
    if (g_strcmp0 ((*kinds)->name, name) == 0)
      return *kinds;

  return NULL;
}

/* Standard names of elements where they differ from the field's own name. */
static const struct {
  const char *standard;
  const char *element;
} element_names[] = {
  { "XM", "PersonName" },
  { "GMSFHM", "CitizenIdNumber" },
  { "ZJZLDM", "CredentialTypeCode" },
  { "TYSHXYDM", "UnifiedSocialCreditCode" },
  { "XZZ", "CurrentAddress" },
  { "HJDZ", "RegisteredAddress" },
  { "JTGXDM", "RelationCode" },
  { "JCSYDM", "EndReasonCode" },
  { "LYYYDM", "ExitCode" },
};

char *
miao_field_dup_xml (const MiaoField *field)
{
  GString *name;
  gboolean upper = TRUE;

  if (field->standard != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (element_names); i++)
      if (strcmp (field->standard, element_names[i].standard) == 0)
        return g_strdup (element_names[i].element);

  name = g_string_new (NULL);
  for (const char *p = field->name; *p != '\0'; p++) {
    if (*p == '_') {
      upper = TRUE;
      continue;
    }
    g_string_append_c (name, upper ? g_ascii_toupper (*p) : *p);
    upper = FALSE;
  }
  if (field->type == MIAO_TYPE_CODE && !g_str_has_suffix (name->str, "Code"))
    g_string_append (name, "Code");

  return g_string_free (name, FALSE);
}
