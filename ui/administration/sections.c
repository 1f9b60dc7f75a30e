#include "config.h"

#include "sections.h"

#include "miao-accounts-section.h"
#include "miao-backup-section.h"
#include "miao-calendar-section.h"
#include "miao-file-section.h"
#include "miao-forms-section.h"
#include "miao-import-section.h"
#include "miao-institution-section.h"
#include "miao-outputs-section.h"
#include "miao-staff-section.h"
#include "miao-standards-section.h"

#include <glib/gi18n.h>

static const MiaoSection sections[] = {
  { "institution", NC_ ("section", "Institution"), miao_institution_section_get_type,
    MIAO_MAY_INSTITUTION_EDIT },
  { "accounts", NC_ ("section", "Accounts"), miao_accounts_section_get_type,
    MIAO_MAY_ACCOUNT_MANAGE },
  { "staff", NC_ ("section", "Staff"), miao_staff_section_get_type, MIAO_MAY_STAFF_EDIT },
  { "import", NC_ ("section", "Import"), miao_import_section_get_type, MIAO_MAY_CHILD_IMPORT },
  { "file", NC_ ("section", "File and log"), miao_file_section_get_type, MIAO_MAY_AUDIT_VERIFY },
  { "backup", NC_ ("section", "Backup"), miao_backup_section_get_type, MIAO_MAY_BACKUP },
  { "calendar", NC_ ("section", "Working days"), miao_calendar_section_get_type,
    MIAO_MAY_INSTITUTION_EDIT },
  { "forms", NC_ ("section", "Evaluation forms"), miao_forms_section_get_type,
    MIAO_MAY_FORMS_EDIT },
  { "standards", NC_ ("section", "Thresholds and figures"), miao_standards_section_get_type,
    MIAO_MAY_SETTINGS_EDIT },
  { "outputs", NC_ ("section", "Prints and exports"), miao_outputs_section_get_type,
    MIAO_MAY_AUDIT_READ },
  { NULL },
};

const MiaoSection *
miao_sections (void)
{
  return sections;
}
