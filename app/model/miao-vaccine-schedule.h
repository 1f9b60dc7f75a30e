#pragma once

#include "miao-date.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoVaccineDose:
 * @vaccine: code of the table "vaccine"
 * @dose: number within the doses of that vaccine, from 1
 * @months: completed months of age at which it is due
 * @until: months of age up to which it is made up for
 * @gap_days: days at least after the dose before
 * @born_from, @born_to: first and last day of birth of the children that it is for;
 *   %MIAO_DATE_NONE: any
 * @sex: (nullable): code of the children that it is for; %NULL: all
 * @instead: (nullable): another vaccine that does as well, from its dose @instead_dose on
 */
typedef struct {
  char *vaccine;
  int dose;
  int months;
  int until;
  int gap_days;
  MiaoDate born_from;
  MiaoDate born_to;
  char *sex;
  char *instead;
  int instead_dose;
} MiaoVaccineDose;

/**
 * MiaoVaccineSchedule:
 *
 * Which vaccinations are due at which age. The shipped one (data/vaccines/schedule.tsv) is a
 * default that an institution replaces by a file of the same shape. Immutable; may be used by any
 * thread.
 */
typedef struct _MiaoVaccineSchedule MiaoVaccineSchedule;

/** Returns: (transfer none): the schedule that the program knows itself. */
const MiaoVaccineSchedule *miao_vaccine_schedule_shipped (void);

/**
 * miao_vaccine_schedule_parse:
 * @text: lines "vaccine, dose, months, until, gap_days, born_from, born_to, sex, instead" with tabs
 *   between; the heading, empty lines and lines with # are passed over
 *
 * Returns: (transfer full): the schedule of @text alone, by vaccine and dose; %NULL with
 *   %MIAO_ERROR_INVALID naming the line.
 */
MiaoVaccineSchedule *miao_vaccine_schedule_parse (const char *text,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_vaccine_schedule_free (MiaoVaccineSchedule *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoVaccineSchedule, miao_vaccine_schedule_free)

guint miao_vaccine_schedule_count (const MiaoVaccineSchedule *schedule);
const MiaoVaccineDose *miao_vaccine_schedule_get (const MiaoVaccineSchedule *schedule, guint i);

G_END_DECLS
