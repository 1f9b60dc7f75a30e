#include "config.h"

#include "miao-vaccine-schedule.h"

#include "miao-codes.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-resource.h"

#include <string.h>

#define PATH "vaccines/schedule.tsv"
#define MAX_DOSE 20
#define MAX_MONTHS 216
#define MAX_GAP_DAYS 3650

enum {
  VACCINE,
  DOSE,
  MONTHS,
  UNTIL,
  GAP,
  BORN_FROM,
  BORN_TO,
  SEX,
  INSTEAD,
  N_CELLS
};

struct _MiaoVaccineSchedule {
  GPtrArray *doses;
};

static void
dose_free (gpointer data)
{
  MiaoVaccineDose *dose = data;

  g_free (dose->vaccine);
  g_free (dose->sex);
  g_free (dose->instead);
  g_free (dose);
}

static gboolean
read_number (const char *cell, int low, int high, int *ret)
{
  gint64 n;

  if (!g_ascii_string_to_signed (cell, 10, low, high, &n, NULL))
    return FALSE;
  *ret = (int) n;

  return TRUE;
}

static gboolean
read_day (const char *cell, MiaoDate *ret)
{
  *ret = *cell != '\0' ? miao_date_parse (cell) : MIAO_DATE_NONE;

  return *cell == '\0' || *ret != MIAO_DATE_NONE;
}

static gboolean
is_vaccine (const char *code)
{
  return *code != '\0' && miao_codes_find ("vaccine", code, MIAO_DATE_NONE) != NULL;
}

/* "IPV" or "JE-I:3". */
static gboolean
read_instead (const char *cell, MiaoVaccineDose *dose)
{
  g_auto (GStrv) parts = g_strsplit (cell, ":", 2);

  if (*cell == '\0')
    return TRUE;
  dose->instead = g_strdup (parts[0]);
  dose->instead_dose = dose->dose;

  return is_vaccine (parts[0]) &&
         (parts[1] == NULL || read_number (parts[1], 1, MAX_DOSE, &dose->instead_dose));
}

static gboolean
read_line (MiaoVaccineSchedule *schedule, const char *line, guint number, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  MiaoVaccineDose *dose = g_new0 (MiaoVaccineDose, 1);

  g_ptr_array_add (schedule->doses, dose);
  if (g_strv_length (cells) == N_CELLS && is_vaccine (cells[VACCINE]) &&
      read_number (cells[DOSE], 1, MAX_DOSE, &dose->dose) &&
      read_number (cells[MONTHS], 0, MAX_MONTHS, &dose->months) &&
      read_number (cells[UNTIL], dose->months, MAX_MONTHS, &dose->until) &&
      read_number (cells[GAP], 0, MAX_GAP_DAYS, &dose->gap_days) &&
      read_day (cells[BORN_FROM], &dose->born_from) && read_day (cells[BORN_TO], &dose->born_to) &&
      read_instead (cells[INSTEAD], dose)) {
    dose->vaccine = g_strdup (cells[VACCINE]);
    dose->sex = *cells[SEX] != '\0' ? g_strdup (cells[SEX]) : NULL;
    return TRUE;
  }
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_INVALID,
      miao_pick ("免疫程序文件第 %u 行不对：应为 9 列，用 Tab 隔开：疫苗代码、剂次、应种月龄、"
                 "补种截止月龄、与上一剂间隔天数、出生日期起、出生日期止、性别、可替代的疫苗。",
                 "Line %u of the schedule is wrong: 9 columns with tabs between are "
                 "expected: vaccine, dose, months, until, gap_days, born_from, born_to, "
                 "sex, instead."),
      number);

  return FALSE;
}

static gboolean
read_text (MiaoVaccineSchedule *schedule, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    char *line = lines[i];

    /* The last cells may be empty: only the end of the line goes. */
    if (g_str_has_suffix (line, "\r"))
      line[strlen (line) - 1] = '\0';
    if (*line == '\0' || *line == '#' || g_str_has_prefix (line, "vaccine\t"))
      continue;
    if (!read_line (schedule, line, i + 1, error))
      return FALSE;
  }

  return TRUE;
}

/* The doses of a vaccine one after another: what waits for the one before comes behind it. */
static int
compare_doses (gconstpointer a, gconstpointer b)
{
  const MiaoVaccineDose *first = *(MiaoVaccineDose *const *) a;
  const MiaoVaccineDose *second = *(MiaoVaccineDose *const *) b;
  int by = strcmp (first->vaccine, second->vaccine);

  if (by == 0)
    by = first->dose - second->dose;

  return by != 0 ? by : first->born_from - second->born_from;
}

MiaoVaccineSchedule *
miao_vaccine_schedule_parse (const char *text, GError **error)
{
  g_autoptr (MiaoVaccineSchedule) schedule = g_new0 (MiaoVaccineSchedule, 1);

  schedule->doses = g_ptr_array_new_with_free_func (dose_free);
  if (!read_text (schedule, text, error))
    return NULL;
  g_ptr_array_sort (schedule->doses, compare_doses);

  return g_steal_pointer (&schedule);
}

static gpointer
read_shipped (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = miao_resource_load (PATH, &error);
  g_autofree char *text = NULL;
  MiaoVaccineSchedule *schedule;

  if (bytes == NULL)
    g_error ("%s: %s", PATH, error->message);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  schedule = miao_vaccine_schedule_parse (text, &error);
  if (schedule == NULL)
    g_error ("%s: %s", PATH, error->message);

  return schedule;
}

const MiaoVaccineSchedule *
miao_vaccine_schedule_shipped (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_shipped, NULL);
}

void
miao_vaccine_schedule_free (MiaoVaccineSchedule *schedule)
{
  g_ptr_array_unref (schedule->doses);
  g_free (schedule);
}

guint
miao_vaccine_schedule_count (const MiaoVaccineSchedule *schedule)
{
  return schedule->doses->len;
}

const MiaoVaccineDose *
miao_vaccine_schedule_get (const MiaoVaccineSchedule *schedule, guint i)
{
  return g_ptr_array_index (schedule->doses, i);
}
