/* What about a family somebody should know or do: states, ages, certificates. */
#include "config.h"

#include "miao-family-data.h"

#include "miao-codes.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

#define SOON_DAYS 60

void
miao_family_flag_free (MiaoFamilyFlag *flag)
{
  g_free (flag->title);
  g_free (flag->detail);
  g_free (flag);
}

static MiaoFamilyFlag *
add_flag (GPtrArray *flags, MiaoTone tone, char *title, char *detail, const char *act)
{
  MiaoFamilyFlag *flag = g_new0 (MiaoFamilyFlag, 1);

  flag->tone = tone;
  flag->title = title;
  flag->detail = detail;
  flag->act = act;
  g_ptr_array_add (flags, flag);
  return flag;
}

static gboolean
is_gone (const MiaoRecord *member)
{
  return miao_record_has (member, "left_on");
}

char *
miao_family_member_dup_age_note (const MiaoFamilyData *data,
                                 const MiaoRecord *member,
                                 MiaoTone *ret_tone)
{
  MiaoDate born = miao_record_get_date (member, "birth_date");
  int age = miao_date_age (born, data->today);
  char day[MIAO_DATE_BUFFER];

  if (born == MIAO_DATE_NONE || is_gone (member))
    return NULL;
  if (member == data->caregiver) {
    int lowest = data->settings.caregiver_min_age;
    int highest = data->settings.caregiver_max_age;

    *ret_tone = age < lowest || age > highest ? MIAO_TONE_DANGER : MIAO_TONE_GOOD;
    if (age < lowest)
      return g_strdup_printf (_ ("Under %d"), lowest);
    if (age > highest)
      return g_strdup_printf (_ ("Over %d"), highest);
    return g_strdup_printf (_ ("Between %d and %d"), lowest, highest);
  }
  if (!miao_record_get_bool (member, "co_living") ||
      miao_record_get_bool (member, "foster_child") || age >= data->settings.coliving_min_age)
    return NULL;
  *ret_tone = MIAO_TONE_DANGER;
  /* Translators: %d is an age, %s the day on which the child reaches it. */
  return g_strdup_printf (
      _ ("Lives in and is under %d until %s"), data->settings.coliving_min_age,
      miao_date_format (miao_date_birthday (born, data->settings.coliving_min_age), day));
}

char *
miao_family_dup_expiry (const MiaoFamilyData *data, MiaoDate on, int months, MiaoTone *ret_tone)
{
  MiaoDate until;
  char day[MIAO_DATE_BUFFER];

  if (on == MIAO_DATE_NONE) {
    *ret_tone = MIAO_TONE_WARNING;
    return g_strdup (_ ("Missing"));
  }
  until = miao_date_add_months (on, months);
  miao_date_format (until, day);
  if (until < data->today) {
    *ret_tone = MIAO_TONE_DANGER;
    return g_strdup_printf (_ ("Expired on %s"), day);
  }
  *ret_tone = until - data->today <= SOON_DAYS ? MIAO_TONE_WARNING : MIAO_TONE_GOOD;
  return g_strdup_printf (_ ("Until %s"), day);
}

static void
flag_ages (const MiaoFamilyData *data, GPtrArray *flags)
{
  for (guint i = 0; i < data->members->len; i++) {
    MiaoRecord *member = data->members->pdata[i];
    MiaoTone tone = MIAO_TONE_GOOD;
    g_autofree char *note = miao_family_member_dup_age_note (data, member, &tone);
    g_autofree char *age = NULL;

    if (note == NULL || tone == MIAO_TONE_GOOD)
      continue;
    age = miao_date_dup_age (miao_record_get_date (member, "birth_date"), data->today);
    add_flag (flags, tone, g_strdup_printf ("%s · %s", miao_record_get (member, "name"), note),
              g_strdup_printf (_ ("Born %s, now %s"), miao_record_get (member, "birth_date"), age),
              "edit-member")
        ->member = miao_record_get_id (member);
  }
}

static void
flag_paper (
    const MiaoFamilyData *data, GPtrArray *flags, const char *field, const char *name, int months)
{
  MiaoDate on = miao_record_get_date (data->caregiver, field);
  MiaoTone tone;
  g_autofree char *expiry = miao_family_dup_expiry (data, on, months, &tone);

  if (tone == MIAO_TONE_GOOD)
    return;
  add_flag (flags, tone, g_strdup_printf ("%s · %s", name, expiry),
            g_strdup (miao_record_get (data->caregiver, "name")), "edit-member")
      ->member = miao_record_get_id (data->caregiver);
}

static void
flag_qualification (const MiaoFamilyData *data, GPtrArray *flags)
{
  MiaoDate until = miao_record_get_date (data->family, "approved_until");
  char day[MIAO_DATE_BUFFER];

  if (until == MIAO_DATE_NONE || until - data->today > SOON_DAYS)
    return;
  miao_date_format (until, day);
  add_flag (flags, until < data->today ? MIAO_TONE_DANGER : MIAO_TONE_WARNING,
            g_strdup_printf (until < data->today ? _ ("Qualification ended on %s")
                                                 : _ ("Qualification ends on %s"),
                             day),
            g_strdup (_ ("A new evaluation is needed")), "open-evaluation");
}

static void
flag_suspension (const MiaoFamilyData *data, GPtrArray *flags)
{
  if (miao_record_is (data->family, "status", "SUSPENDED"))
    add_flag (
        flags, MIAO_TONE_DANGER,
        g_strdup_printf (_ ("Suspended since %s"), miao_record_get (data->family, "suspended_on")),
        g_strdup (miao_record_get (data->family, "status_reason")), "open-evaluation");
}

static int
compare_flags (gconstpointer a, gconstpointer b)
{
  const MiaoFamilyFlag *one = *(MiaoFamilyFlag *const *) a;
  const MiaoFamilyFlag *two = *(MiaoFamilyFlag *const *) b;

  return (int) two->tone - (int) one->tone;
}

GPtrArray *
miao_family_data_flags (const MiaoFamilyData *data)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_family_flag_free);

  flag_ages (data, flags);
  if (data->caregiver != NULL) {
    flag_paper (data, flags, "health_on", _ ("Health certificate"), data->settings.health_months);
    flag_paper (data, flags, "crime_check_on", _ ("Criminal-record check"),
                data->settings.crime_check_months);
  } else {
    add_flag (flags, MIAO_TONE_WARNING, g_strdup (_ ("No main caregiver")),
              g_strdup (_ ("Add the person who will care for the child")), "add-member");
  }
  flag_qualification (data, flags);
  flag_suspension (data, flags);
  if ((gint64) data->used > miao_record_get_int (data->family, "capacity", 0))
    add_flag (flags, MIAO_TONE_DANGER, g_strdup (_ ("More children than approved places")), NULL,
              NULL);
  g_ptr_array_sort (flags, compare_flags);
  return flags;
}

/* --- states and the next step --------------------------------------------------------------- */

static gboolean
is_one_of (const char *status, const char *const *list)
{
  return status != NULL && g_strv_contains (list, status);
}

/* The family does not know yet what the last review says. */
static gboolean
is_to_be_told (const MiaoFamilyData *data)
{
  for (guint i = 0; i < data->evaluations->len; i++) {
    const MiaoRecord *evaluation = data->evaluations->pdata[i];

    if (miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE") &&
        miao_record_has (evaluation, "review_on") &&
        !miao_record_is (evaluation, "review_result", "BACK"))
      return !miao_record_has (evaluation, "told_on");
  }
  return FALSE;
}

const char *
miao_family_next_act (const MiaoFamilyData *data, const char **ret_label)
{
  static const char *const to_apply[] = { "INQUIRY", "RETURNED", "REJECTED", "CLOSED", NULL };
  static const char *const to_evaluate[] = { "APPLIED", "EXPIRED", NULL };
  static const char *const to_train[] = { "FILED", "TRAINED", "ACTIVE", NULL };
  const char *status = miao_record_get (data->family, "status");

  if (g_strcmp0 (status, "REJECTED") == 0 && is_to_be_told (data)) {
    *ret_label = _ ("Tell the result");
    return "tell-review";
  }
  if (is_one_of (status, to_apply)) {
    *ret_label = _ ("Accept application");
    return "apply-family";
  }
  if (g_strcmp0 (status, "EVALUATING") == 0 && data->evaluations->len > 0) {
    *ret_label = _ ("Open the evaluation");
    return "open";
  }
  if (is_one_of (status, to_evaluate) || g_strcmp0 (status, "EVALUATING") == 0) {
    *ret_label = _ ("Begin an evaluation");
    return "open-evaluation";
  }
  if (g_strcmp0 (status, "SUSPENDED") == 0) {
    *ret_label = _ ("Resume the family…");
    return "resume-family";
  }
  if (g_strcmp0 (status, "QUALIFIED") == 0) {
    *ret_label = _ ("File the family");
    return "file-family";
  }
  if (is_one_of (status, to_train)) {
    *ret_label = _ ("Record training");
    return "record-training";
  }
  return NULL;
}

void
miao_family_chip_set (GtkWidget *chip, const char *status)
{
  static const struct {
    const char *status;
    const char *icon;
    const char *style;
  } looks[] = {
    { "INQUIRY", "miao-question-symbolic", NULL },
    { "APPLIED", "miao-document-symbolic", "info" },
    { "RETURNED", "miao-undo-symbolic", "warning" },
    { "EVALUATING", "miao-state-integration-symbolic", "info" },
    { "REJECTED", "miao-stop-symbolic", "danger" },
    { "QUALIFIED", "miao-pass-symbolic", "good" },
    { "FILED", "miao-folder-symbolic", "good" },
    { "TRAINED", "miao-school-symbolic", "good" },
    { "ACTIVE", "miao-state-placed-symbolic", "good" },
    { "SUSPENDED", "miao-state-away-symbolic", "warning" },
    { "EXPIRED", "miao-clock-symbolic", "warning" },
    { "CLOSED", "miao-state-left-symbolic", NULL },
    { "BARRED", "miao-stop-symbolic", "danger" },
  };
  const char *words = miao_codes_name ("family_status", status, miao_language ());

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].status, status) == 0) {
      miao_chip_set (chip, looks[i].icon, words, looks[i].style);
      return;
    }
  miao_chip_set (chip, NULL, words, NULL);
}
