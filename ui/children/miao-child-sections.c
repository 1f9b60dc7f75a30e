#include "config.h"

#include "miao-child-sections.h"

#include "miao-rights.h"

#include <glib/gi18n.h>

static const char *const identity[] = { "name",
                                        "former_names",
                                        "pinyin",
                                        "sex",
                                        "birth_date",
                                        "birth_precision",
                                        "birth_basis",
                                        "ethnic",
                                        "ethnic_reason",
                                        "nationality",
                                        "id_type",
                                        "id_no",
                                        "id_absent_reason",
                                        "birth_cert_no",
                                        "national_child_no",
                                        "name_decision",
                                        NULL };
static const char *const care[] = { "child_category",
                                    "guardianship",
                                    "guardian_org",
                                    "guardian_division",
                                    "care_mode",
                                    "living_unit",
                                    "care_worker",
                                    "siblings",
                                    "adoptable",
                                    "adoptable_reason",
                                    "adoptable_reviewed_on",
                                    "defacto_applied_on",
                                    "defacto_checked_on",
                                    "defacto_decided_on",
                                    "adoption_applied_on",
                                    "adoption_notice_on",
                                    "adoption_family_told_on",
                                    "plan_reviewed_on",
                                    NULL };
static const char *const health[] = { "allergies",
                                      "chronic",
                                      "blood_abo",
                                      "blood_rh",
                                      "cognition",
                                      "special_marks",
                                      "disabled",
                                      "disability_types",
                                      "disability_grade",
                                      "disability_cert_no",
                                      "disability_cert_until",
                                      "device_review_on",
                                      "health_checked_on",
                                      "psych_tested_on",
                                      "vaccination_card_on",
                                      NULL };
static const char *const hukou[] = { "hukou_type", "hukou_division", "hukou_address", NULL };
static const char *const arrival[] = { "arrived_on",      "arrived_time",    "received_by",
                                       "sender_type",     "sender_name",     "sender_docs",
                                       "intake_code",     "mpl92_ground",    "belongings",
                                       "belongings_none", "health_check_on", "isolation_from",
                                       "isolation_to",    "infect_result",   NULL };
static const char *const origin[] = { "found_on",
                                      "found_time",
                                      "found_place",
                                      "found_division",
                                      "finder_name",
                                      "finder_contact",
                                      "police_report_no",
                                      "police_org",
                                      "police_cert_on",
                                      "notice",
                                      "police_tempnotfound_on",
                                      "police_notfound_on",
                                      "dna_sampled_on",
                                      "dna_lab",
                                      "dna_result",
                                      "dna_result_on",
                                      NULL };
static const char *const approval[] = {
  "approve_org",      "approve_on",    "formal_on", "papers_waived_reason",
  "hukou_applied_on", "hukou_done_on", NULL
};

const MiaoChildSection *
miao_child_sections (void)
{
  static const MiaoChildSection sections[] = {
    { N_ ("Identity"), "child", identity, -1 },
    { N_ ("Arrival"), "admission", arrival, -1 },
    { N_ ("Guardianship and care"), "child", care, -1 },
    { N_ ("Acceptance and registration"), "admission", approval, -1 },
    { N_ ("Health"), "child", health, MIAO_MAY_READ_HEALTH },
    { N_ ("Where from, search for the family"), "admission", origin, MIAO_MAY_READ_ORIGIN },
    { N_ ("Household registration"), "child", hukou, MIAO_MAY_READ_IDENTITY },
    { NULL },
  };

  return sections;
}
