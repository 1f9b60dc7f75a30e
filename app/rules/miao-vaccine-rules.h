#pragma once

#include "miao-due.h"
#include "miao-vaccine-schedule.h"

G_BEGIN_DECLS

/** A dose as it was recorded; the strings belong to the record. */
typedef struct {
  const char *id;
  const char *vaccine;
  int dose;
  MiaoDate given_on;       /* NONE: put off */
  MiaoDate deferred_until; /* NONE: not to be given at all, when it was not given */
} MiaoVaccination;

/**
 * MiaoPlannedDose:
 * @dose: of the schedule
 * @by: (nullable): what was recorded for it, or for the vaccine that does instead
 * @end_on: the day of the age
 * @due_on: the same, or a later one: after the dose before, or as long as it is put off
 * @asked_from: before that day another dose of the vaccine comes first
 * @asked_to: the last day on which it is made up for
 */
typedef struct {
  const MiaoVaccineDose *dose;
  const MiaoVaccination *by;
  MiaoDate end_on;
  MiaoDate due_on;
  MiaoDate asked_from;
  MiaoDate asked_to;
} MiaoPlannedDose;

typedef enum {
  MIAO_DOSE_GIVEN,
  MIAO_DOSE_DEFERRED, /* there is a reason not to give it */
  MIAO_DOSE_PAST,     /* not given, and not made up for at this age */
  MIAO_DOSE_COMING,
  MIAO_DOSE_DUE, /* within the days that are told before */
  MIAO_DOSE_LATE,
} MiaoDoseState;

/**
 * miao_vaccine_plan:
 * @sex: (nullable): code of the child
 * @given: the recorded doses; kept as long as the plan is
 *
 * Every dose of @schedule for a child that was born on @born, whatever the day.
 *
 * Returns: (transfer full) (element-type MiaoPlannedDose): by the day of the age; empty without a
 *   date of birth.
 */
GArray *miao_vaccine_plan (const MiaoVaccineSchedule *schedule,
                           MiaoDate born,
                           const char *sex,
                           const MiaoVaccination *given,
                           guint n_given) G_GNUC_WARN_UNUSED_RESULT;

MiaoDoseState miao_vaccine_state (const MiaoPlannedDose *planned, MiaoDate on);

/** Returns: (transfer full): "麻腮风疫苗第2剂". */
char *miao_vaccine_dup_name (const char *vaccine,
                             int dose,
                             MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** D13: one task for all doses of a child that are due or late, by the first of them; from seven
 *  days before. */
void
miao_due_vaccine (GArray *plan, const char *child, MiaoDate born, MiaoDate on, GPtrArray *dues);

G_END_DECLS
