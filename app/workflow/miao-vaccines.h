#pragma once

#include "miao-store.h"
#include "miao-vaccine-rules.h"

G_BEGIN_DECLS

/** Setting that holds the institution's own schedule of vaccinations. */
#define MIAO_SETTING_VACCINES "vaccines.schedule"

/** Returns: (transfer full): the institution's own schedule, else the shipped one. */
MiaoVaccineSchedule *miao_vaccines_schedule (MiaoStore *store) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether the institution has a schedule of its own. */
gboolean miao_vaccines_are_own (MiaoStore *store);

/**
 * MiaoVaccinePlan:
 * @records: (element-type MiaoRecord): the child's doses that are not void, by their days
 * @doses: (element-type MiaoPlannedDose): by age
 *
 * What a child was given and is to be given. The schedule lives longer.
 */
typedef struct {
  GPtrArray *records;
  GArray *given;
  GArray *doses;
} MiaoVaccinePlan;

void miao_vaccine_plan_free (MiaoVaccinePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoVaccinePlan, miao_vaccine_plan_free)

/**
 * miao_vaccine_plan_new:
 * @records: (nullable) (element-type MiaoRecord): all vaccinations of the child, by their days,
 * with at least the fields of miao_vaccine_plan_fields()
 */
MiaoVaccinePlan *miao_vaccine_plan_new (const MiaoVaccineSchedule *schedule,
                                        const MiaoRecord *child,
                                        GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none): the fields that a plan goes by, %NULL-ended. */
const char *const *miao_vaccine_plan_fields (void);

MiaoVaccinePlan *miao_vaccines_read (MiaoStore *store,
                                     const MiaoVaccineSchedule *schedule,
                                     const MiaoRecord *child,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none): "given", "late": for scripts. */
const char *miao_vaccine_state_id (MiaoDoseState state);

/** Returns: (transfer none): "已种", "应种", in the language of the screen. */
const char *miao_vaccine_state_name (MiaoDoseState state);

G_END_DECLS
