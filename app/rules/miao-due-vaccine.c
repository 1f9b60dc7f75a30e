#include "config.h"

#include "miao-codes.h"
#include "miao-rules-private.h"
#include "miao-vaccine-rules.h"

#include <string.h>

/* Days before the due day from which a dose is told. */
#define REMIND_DOSE 7

/* ---- what was given ---- */

static gboolean
is_for (const MiaoVaccineDose *dose, MiaoDate born, const char *sex)
{
  return (dose->born_from == MIAO_DATE_NONE || born >= dose->born_from) &&
         (dose->born_to == MIAO_DATE_NONE || born <= dose->born_to) &&
         (dose->sex == NULL || g_strcmp0 (dose->sex, sex) == 0);
}

static const MiaoVaccination *
find_own (const MiaoVaccineDose *dose, int number, const MiaoVaccination *given, guint n)
{
  for (guint i = 0; i < n; i++)
    if (given[i].dose == number && strcmp (given[i].vaccine, dose->vaccine) == 0)
      return &given[i];

  return NULL;
}

/* What was given instead; nobody puts off the other vaccine for this one. */
static const MiaoVaccination *
find_instead (const MiaoVaccineDose *dose, const MiaoVaccination *given, guint n)
{
  for (guint i = 0; dose->instead != NULL && i < n; i++)
    if (given[i].given_on != MIAO_DATE_NONE && given[i].dose >= dose->instead_dose &&
        strcmp (given[i].vaccine, dose->instead) == 0)
      return &given[i];

  return NULL;
}

static const MiaoVaccination *
find_given (const MiaoVaccineDose *dose, const MiaoVaccination *given, guint n)
{
  const MiaoVaccination *own = find_own (dose, dose->dose, given, n);
  const MiaoVaccination *instead = find_instead (dose, given, n);

  return instead != NULL && (own == NULL || own->given_on == MIAO_DATE_NONE) ? instead : own;
}

/* ---- the plan ---- */

/* A dose comes after the one before, as many days as it needs; when that one is not made up for any
 * more, it waits for nothing. */
static void
wait_for (MiaoPlannedDose *planned, const MiaoPlannedDose *before)
{
  if (before->by != NULL && before->by->given_on != MIAO_DATE_NONE)
    planned->due_on = MAX (planned->due_on, before->by->given_on + planned->dose->gap_days);
  else if (before->by == NULL || before->by->deferred_until != MIAO_DATE_NONE)
    planned->asked_from = before->asked_to + 1;
}

static int
compare_planned (gconstpointer a, gconstpointer b)
{
  const MiaoPlannedDose *first = a, *second = b;
  int by = first->end_on - second->end_on;

  if (by == 0)
    by = strcmp (first->dose->vaccine, second->dose->vaccine);

  return by != 0 ? by : first->dose->dose - second->dose->dose;
}

GArray *
miao_vaccine_plan (const MiaoVaccineSchedule *schedule,
                   MiaoDate born,
                   const char *sex,
                   const MiaoVaccination *given,
                   guint n_given)
{
  GArray *plan = g_array_new (FALSE, TRUE, sizeof (MiaoPlannedDose));

  for (guint i = 0; born != MIAO_DATE_NONE && i < miao_vaccine_schedule_count (schedule); i++) {
    const MiaoVaccineDose *dose = miao_vaccine_schedule_get (schedule, i);
    const MiaoPlannedDose *last =
        plan->len > 0 ? &g_array_index (plan, MiaoPlannedDose, plan->len - 1) : NULL;
    MiaoPlannedDose planned = { .dose = dose, .by = find_given (dose, given, n_given) };

    if (!is_for (dose, born, sex))
      continue;
    planned.end_on = planned.due_on = miao_date_add_months (born, dose->months);
    planned.asked_to = miao_date_add_months (born, dose->until);
    /* The schedule stands by vaccine and dose. */
    if (last != NULL && strcmp (last->dose->vaccine, dose->vaccine) == 0)
      wait_for (&planned, last);
    if (planned.by != NULL && planned.by->given_on == MIAO_DATE_NONE)
      planned.due_on = MAX (planned.due_on, planned.by->deferred_until);
    g_array_append_val (plan, planned);
  }
  g_array_sort (plan, compare_planned);

  return plan;
}

MiaoDoseState
miao_vaccine_state (const MiaoPlannedDose *planned, MiaoDate on)
{
  const MiaoVaccination *by = planned->by;

  if (by != NULL && by->given_on != MIAO_DATE_NONE)
    return MIAO_DOSE_GIVEN;
  if (by != NULL && (by->deferred_until == MIAO_DATE_NONE || on < by->deferred_until - REMIND_DOSE))
    return MIAO_DOSE_DEFERRED;
  if (on > planned->asked_to)
    return MIAO_DOSE_PAST;
  if (on < planned->asked_from || on < planned->due_on - REMIND_DOSE)
    return MIAO_DOSE_COMING;

  return on > planned->due_on ? MIAO_DOSE_LATE : MIAO_DOSE_DUE;
}

char *
miao_vaccine_dup_name (const char *vaccine, int dose, MiaoLanguage language)
{
  const char *name = miao_codes_name ("vaccine", vaccine, language);

  return language == MIAO_LANGUAGE_ZH ? g_strdup_printf ("%s第%d剂", name, dose)
                                      : g_strdup_printf ("%s, dose %d", name, dose);
}

/* ---- what is due ---- */

static void
tell_moved (MiaoDue *due, guint others)
{
  char day[MIAO_DATE_BUFFER];
  GString *zh = g_string_new (NULL), *en = g_string_new (NULL);

  if (due->due_on != due->end_on) {
    miao_date_format (due->due_on, day);
    g_string_append_printf (zh, "，与上一剂间隔或缓种，推至 %s", day);
    g_string_append_printf (en, ", put off or after the dose before: %s", day);
  }
  if (others > 0) {
    g_string_append_printf (zh, "；另有 %u 剂应种", others);
    g_string_append_printf (en, "; %u more", others);
  }
  due->moved_zh = g_string_free (zh, FALSE);
  due->moved_en = g_string_free (en, FALSE);
}

void
miao_due_vaccine (GArray *plan, const char *child, MiaoDate born, MiaoDate on, GPtrArray *dues)
{
  const MiaoPlannedDose *first = NULL;
  guint n = 0;
  MiaoDue *due;

  for (guint i = 0; i < plan->len; i++) {
    const MiaoPlannedDose *planned = &g_array_index (plan, MiaoPlannedDose, i);
    const MiaoDoseState state = miao_vaccine_state (planned, on);

    if (state != MIAO_DOSE_DUE && state != MIAO_DOSE_LATE)
      continue;
    n++;
    if (first == NULL || planned->due_on < first->due_on)
      first = planned;
  }
  if (first == NULL)
    return;
  due = g_new0 (MiaoDue, 1);
  due->rule = miao_rules_row ("D13");
  due->record = g_strdup (child);
  due->from = born;
  due->length = first->dose->months;
  due->end_on = first->end_on;
  due->due_on = first->due_on;
  due->remind_on = first->due_on - REMIND_DOSE;
  due->level = miao_due_level (due->due_on, on);
  due->what_zh = miao_vaccine_dup_name (first->dose->vaccine, first->dose->dose, MIAO_LANGUAGE_ZH);
  due->what_en = miao_vaccine_dup_name (first->dose->vaccine, first->dose->dose, MIAO_LANGUAGE_EN);
  tell_moved (due, n - 1);
  g_ptr_array_add (dues, due);
}
