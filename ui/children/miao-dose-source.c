#include "config.h"

#include "miao-dose-source.h"

#include "miao-codes.h"
#include "miao-language.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows: the doses of the schedule, then what was recorded beside it ---- */

static MiaoRecord *
find_record (const MiaoDoses *doses, const char *id)
{
  for (guint i = 0; doses->plan != NULL && i < doses->plan->records->len; i++)
    if (strcmp (miao_record_get_id (doses->plan->records->pdata[i]), id) == 0)
      return doses->plan->records->pdata[i];

  return NULL;
}

static gboolean
is_planned (const MiaoDoses *doses, const MiaoRecord *record)
{
  for (guint i = 0; i < doses->plan->doses->len; i++) {
    const MiaoPlannedDose *planned = &g_array_index (doses->plan->doses, MiaoPlannedDose, i);

    if (planned->by != NULL && strcmp (planned->by->id, miao_record_get_id (record)) == 0)
      return TRUE;
  }

  return FALSE;
}

const MiaoPlannedDose *
miao_doses_find (const MiaoDoses *doses, const char *id)
{
  guint64 place;

  if (doses->plan == NULL || id == NULL ||
      !g_ascii_string_to_unsigned (id, 10, 0, G_MAXUINT, &place, NULL) ||
      place >= doses->plan->doses->len)
    return NULL;

  return &g_array_index (doses->plan->doses, MiaoPlannedDose, place);
}

MiaoRecord *
miao_doses_find_record (const MiaoDoses *doses, const char *id)
{
  const MiaoPlannedDose *planned = miao_doses_find (doses, id);

  if (id == NULL)
    return NULL;
  if (planned != NULL)
    return planned->by != NULL ? find_record (doses, planned->by->id) : NULL;

  return find_record (doses, id);
}

void
miao_doses_count (const MiaoDoses *doses, guint *ret_given, guint *ret_due)
{
  *ret_given = *ret_due = 0;
  for (guint i = 0; doses->plan != NULL && i < doses->plan->doses->len; i++) {
    const MiaoDoseState state =
        miao_vaccine_state (&g_array_index (doses->plan->doses, MiaoPlannedDose, i), doses->today);

    *ret_given += state == MIAO_DOSE_GIVEN;
    *ret_due += state == MIAO_DOSE_DUE || state == MIAO_DOSE_LATE;
  }
}

/* ---- the list ---- */

static char *
dup_age (const MiaoPlannedDose *planned)
{
  const int months = planned->dose->months;

  if (months == 0)
    return g_strdup (_ ("at birth"));
  if (months >= 36 && months % 12 == 0)
    return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) (months / 12)), months / 12);
  return g_strdup_printf (ngettext ("%d month", "%d months", (gulong) months), months);
}

static const char *
text_of (const MiaoRecord *record, const char *field)
{
  const char *text = record != NULL ? miao_record_get (record, field) : NULL;

  return text != NULL ? text : "";
}

/* Where it was given, or why it was not; and what was given instead. */
static char *
dup_note (const MiaoPlannedDose *planned, const MiaoRecord *record)
{
  g_autoptr (GString) note = g_string_new (NULL);
  const char *const fields[] = { "deferred", "clinic", "batch_no", "reaction" };

  if (record == NULL)
    return g_strdup ("");
  if (planned != NULL && strcmp (planned->by->vaccine, planned->dose->vaccine) != 0) {
    g_autofree char *name =
        miao_vaccine_dup_name (planned->by->vaccine, planned->by->dose, miao_language ());

    g_string_append (note, name);
  }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*text_of (record, fields[i]) != '\0')
      g_string_append_printf (note, "%s%s", note->len > 0 ? " · " : "",
                              text_of (record, fields[i]));

  return g_string_free (g_steal_pointer (&note), FALSE);
}

static gboolean
doses_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  const MiaoDoses *doses = data;

  *ret_n = doses->plan != NULL ? doses->plan->doses->len : 0;
  for (guint i = 0; doses->plan != NULL && i < doses->plan->records->len; i++)
    *ret_n += !is_planned (doses, doses->plan->records->pdata[i]);
  return TRUE;
}

static void
add_planned (const MiaoDoses *doses, guint place, GPtrArray *rows)
{
  const MiaoPlannedDose *planned = &g_array_index (doses->plan->doses, MiaoPlannedDose, place);
  const MiaoRecord *record = planned->by != NULL ? find_record (doses, planned->by->id) : NULL;
  g_autofree char *id = g_strdup_printf ("%u", place);
  g_autofree char *name =
      miao_vaccine_dup_name (planned->dose->vaccine, planned->dose->dose, miao_language ());
  g_autofree char *age = dup_age (planned);
  g_autofree char *due = miao_date_dup (planned->due_on);
  g_autofree char *state = g_strdup_printf ("%d", miao_vaccine_state (planned, doses->today));
  g_autofree char *note = dup_note (planned, record);
  const char *texts[] = { name, state, due, text_of (record, "given_on"), age, note, NULL };

  g_ptr_array_add (rows, miao_row_new (id, texts));
}

static void
add_beside (const MiaoRecord *record, GPtrArray *rows)
{
  g_autofree char *name =
      miao_vaccine_dup_name (miao_record_get (record, "vaccine"),
                             (int) miao_record_get_int (record, "dose_no", 0), miao_language ());
  g_autofree char *state = g_strdup_printf (
      "%d", miao_record_has (record, "given_on") ? MIAO_DOSE_GIVEN : MIAO_DOSE_DEFERRED);
  g_autofree char *note = dup_note (NULL, record);
  const char *texts[] = { name, state, "", text_of (record, "given_on"), "", note, NULL };

  g_ptr_array_add (rows, miao_row_new (miao_record_get_id (record), texts));
}

static gboolean
doses_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  const MiaoDoses *doses = data;
  guint at = doses->plan->doses->len;

  for (guint i = first; i < doses->plan->doses->len && i < first + n; i++)
    add_planned (doses, i, rows);
  for (guint i = 0; i < doses->plan->records->len; i++) {
    if (is_planned (doses, doses->plan->records->pdata[i]))
      continue;
    if (at >= first && at < first + n)
      add_beside (doses->plan->records->pdata[i], rows);
    at++;
  }
  return TRUE;
}

const MiaoListSource miao_dose_source = { doses_open, doses_read, NULL };

/* The row keeps the number of the state. */
static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  static const struct {
    const char *icon;
    const char *class;
  } looks[] = {
    [MIAO_DOSE_GIVEN] = { "miao-pass-symbolic", "good" },
    [MIAO_DOSE_DEFERRED] = { "miao-question-symbolic", "info" },
    [MIAO_DOSE_PAST] = { "miao-remove-symbolic", NULL },
    [MIAO_DOSE_COMING] = { "miao-pending-symbolic", NULL },
    [MIAO_DOSE_DUE] = { "miao-clock-symbolic", "warning" },
    [MIAO_DOSE_LATE] = { "miao-warning-symbolic", "danger" },
  };
  MiaoDoseState state = (MiaoDoseState) atoi (miao_row_get_text (row, column));

  miao_chip_set (cell, looks[state].icon, miao_vaccine_state_name (state), looks[state].class);
}

const MiaoListColumn *
miao_dose_columns (void)
{
  static MiaoListColumn columns[] = {
    { NC_ ("dose", "Vaccine and dose"), NULL, 180, FALSE, 0, NULL, NULL },
    { NC_ ("dose", "State"), NULL, 112, FALSE, 0, miao_chip_new_empty, bind_state },
    { NC_ ("dose", "Due on"), NULL, 100, FALSE, 0, NULL, NULL },
    { NC_ ("dose", "Given on"), NULL, 100, FALSE, 0, NULL, NULL },
    { NC_ ("dose", "Age"), NULL, 72, FALSE, 0, NULL, NULL },
    { NC_ ("dose", "Note"), NULL, 0, TRUE, 0, NULL, NULL },
    { NULL },
  };
  static gsize translated;

  if (g_once_init_enter (&translated)) {
    for (guint i = 0; columns[i].title != NULL; i++)
      columns[i].title = g_dpgettext2 (NULL, "dose", columns[i].title);
    g_once_init_leave (&translated, 1);
  }
  return columns;
}
