#pragma once

#include "miao-record-list.h"
#include "miao-vaccines.h"

G_BEGIN_DECLS

/** What the list of the doses of a child is made of. */
typedef struct {
  MiaoVaccineSchedule *schedule;
  MiaoVaccinePlan *plan; /* (nullable): an empty list */
  MiaoDate today;
} MiaoDoses;

/** The doses of the schedule and those beside it, by age; each row has the place of the dose as its
 *  id. Its data is a #MiaoDoses. */
extern const MiaoListSource miao_dose_source;

/** Returns: (transfer none): the columns of those rows; static. */
const MiaoListColumn *miao_dose_columns (void);

/** Returns: (transfer none) (nullable): the dose of the schedule with that id; %NULL for what was
 *  given beside it. */
const MiaoPlannedDose *miao_doses_find (const MiaoDoses *doses, const char *id);

/** Returns: (transfer none) (nullable): what was recorded for that row. */
MiaoRecord *miao_doses_find_record (const MiaoDoses *doses, const char *id);

/** How many are given, and how many are due or late. */
void miao_doses_count (const MiaoDoses *doses, guint *ret_given, guint *ret_due);

G_END_DECLS
