#include "config.h"

#include "miao-codes.h"
#include "miao-sample-private.h"

#include <string.h>

/* Category, how many of a hundred, guardianship, intake code until 2026-03-31 and after it. */
static const struct {
  const char *category;
  int share;
  const char *guardianship;
  const char *intake_2018;
  const char *intake_2026;
} categories[] = {
  { "12", 52, "1", "A1", "L1" }, { "11", 10, "1", "A2", "L2" }, { "13", 4, "1", "A1", "L1" },
  { "14", 3, "1", "A1", "L1" },  { "20", 8, "1", "A3", "L3" },  { "30", 6, "1", "A3", "L3" },
  { "31", 5, "1", "A4", "L4" },  { "40", 8, "2", "B1", "T3" },  { "50", 4, "4", "C1", "S1" },
};

static guint
pick_category (MiaoSample *sample)
{
  int dice = miao_sample_between (sample, 0, 99);

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++) {
    if (dice < categories[i].share)
      return i;
    dice -= categories[i].share;
  }

  return 0;
}

static guint
find_category (const MiaoRecord *child)
{
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (miao_record_is (child, "child_category", categories[i].category))
      return i;

  return 0;
}

static MiaoDate
random_birth (MiaoSample *sample)
{
  static const int birthdays[] = { 8, 10, 14, 16, 18 };

  /* Some are about to reach an age at which something changes. */
  if (miao_sample_chance (sample, 6)) {
    int age = birthdays[miao_sample_between (sample, 0, G_N_ELEMENTS (birthdays) - 1)];

    return miao_date_add_months (sample->today, -12 * age) + miao_sample_between (sample, 1, 60);
  }

  return miao_date_add_months (sample->today, -12 * 18) +
         miao_sample_between (sample, 1, 18 * 365 + 3);
}

static void
set_number (MiaoSample *sample, MiaoRecord *child, MiaoDate born)
{
  int first, last, year;
  guint n;

  miao_date_get_ymd (born, &first, NULL, NULL);
  miao_date_get_ymd (sample->today, &last, NULL, NULL);
  year = miao_sample_between (sample, first, MIN (last, first + 6));
  n = GPOINTER_TO_UINT (g_hash_table_lookup (sample->per_year, GINT_TO_POINTER (year))) + 1;
  g_hash_table_insert (sample->per_year, GINT_TO_POINTER (year), GUINT_TO_POINTER (n));
  miao_record_set_printf (child, "child_no", "%d-%04u", year, n);
}

static void
set_identity (MiaoSample *sample, MiaoRecord *child, MiaoDate born)
{
  static const char *const ethnic[] = { "03", "08", "05", "06", "11" };
  const char *sex = miao_sample_chance (sample, 45) ? "2" : "1";
  gboolean unnamed = miao_sample_chance (sample, 3) && sample->today - born < 2 * 365;

  miao_record_set (child, "sex", sex);
  miao_record_set_date (child, "birth_date", born);
  if (!unnamed) {
    g_autofree char *name = miao_sample_dup_name (sample, sex);

    miao_record_set (child, "name", name);
    if (miao_sample_chance (sample, 8)) {
      g_autofree char *former = miao_sample_dup_name (sample, sex);

      miao_record_set (child, "former_names", former);
    }
  }
  miao_record_set (child, "status", unnamed ? "PRE_INTAKE" : "IN_CARE");
  miao_record_set (child, "ethnic",
                   miao_sample_chance (sample, 90) ? "01" : miao_sample_choose (sample, ethnic));
  miao_record_set (child, "nationality", "CHN");
  if (unnamed || miao_sample_chance (sample, 5)) {
    miao_record_set (child, "hukou_type", "4");
    miao_record_set (child, "id_absent_reason", "尚未落户");
  } else {
    g_autofree char *id_no = miao_sample_dup_id_no (sample, born, sex);

    miao_record_set (child, "id_type", "111");
    miao_record_set (child, "id_no", id_no);
    miao_record_set (child, "hukou_type", "1");
    miao_record_set (child, "hukou_division", MIAO_SAMPLE_DIVISION);
    miao_record_set (child, "hukou_address", "苗圃市新芽路1号（集体户）");
  }
}

static void
set_disability (MiaoSample *sample, MiaoRecord *child)
{
  gboolean disabled = miao_sample_chance (sample, 55);
  int type = miao_sample_between (sample, 1, 7), grade = miao_sample_between (sample, 1, 4);

  miao_record_set_bool (child, "disabled", disabled);
  miao_record_set (child, "cognition", "1");
  if (!disabled)
    return;
  if (type >= 5)
    miao_record_set (child, "cognition", grade <= 2 ? "3" : "2");
  miao_record_set_printf (child, "disability_types", "%d", type);
  miao_record_set_printf (child, "disability_grade", "%d", grade);
  if (miao_record_has (child, "id_no"))
    miao_record_set_printf (child, "disability_cert_no", "%s%d%d", miao_record_get (child, "id_no"),
                            type, grade);
}

MiaoRecord *
miao_sample_child_born (MiaoSample *sample, MiaoDate born)
{
  static const char *const blood[] = { "A", "B", "O", "AB", "U" };
  MiaoRecord *child = miao_sample_record (sample, "child");
  guint category = pick_category (sample);
  gboolean known = strcmp (categories[category].category, "12") != 0;

  set_number (sample, child, born);
  set_identity (sample, child, born);
  set_disability (sample, child);
  miao_record_set (child, "birth_precision", known ? "exact" : "estimated");
  miao_record_set (child, "birth_basis", known ? "2" : miao_sample_chance (sample, 20) ? "5" : "4");
  miao_record_set (child, "child_category", categories[category].category);
  miao_record_set (child, "guardianship", categories[category].guardianship);
  miao_record_set (child, "guardian_org", "苗圃市民政局");
  miao_record_set (child, "guardian_division", MIAO_SAMPLE_DIVISION);
  miao_record_set (child, "care_mode", "1");
  miao_record_set_printf (child, "living_unit", "%d号小家", miao_sample_between (sample, 1, 9));
  miao_record_set (child, "blood_abo", miao_sample_choose (sample, blood));
  miao_record_set (child, "blood_rh", miao_sample_chance (sample, 98) ? "P" : "N");
  miao_record_set (child, "adoptable", miao_sample_chance (sample, 30) ? "1" : "2");
  miao_record_set_date (child, "adoptable_reviewed_on",
                        MAX (born, sample->today - miao_sample_between (sample, 5, 200)));
  if (miao_sample_chance (sample, 6))
    miao_record_set (child, "allergies", "青霉素过敏");

  return child;
}

MiaoRecord *
miao_sample_child (MiaoSample *sample)
{
  return miao_sample_child_born (sample, random_birth (sample));
}

/* A day of the year in the file number, between birth and today. */
static MiaoDate
arrival (MiaoSample *sample, const MiaoRecord *child)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");
  int year = (int) g_ascii_strtoll (miao_record_get (child, "child_no"), NULL, 10);
  MiaoDate from = MAX (born, miao_date_from_ymd (year, 1, 1));
  MiaoDate to = MIN (sample->today, miao_date_from_ymd (year, 12, 31));

  if (miao_record_is (child, "status", "PRE_INTAKE"))
    from = MAX (from, MIN (to, sample->today - 40));

  return (MiaoDate) miao_sample_between (sample, from, to);
}

static void
set_origin (MiaoSample *sample, MiaoRecord *admission, MiaoDate arrived)
{
  static const char *const places[] = { "长途汽车站候车室", "人民医院门诊大厅", "福利院门口",
                                        "火车站广场", "社区卫生服务中心" };
  g_autofree char *finder = miao_sample_dup_name (sample, "2");
  g_autoptr (JsonArray) notices = json_array_new ();
  JsonObject *notice = json_object_new ();
  char day[MIAO_DATE_BUFFER];

  miao_record_set_date (admission, "found_on", arrived);
  miao_record_set (admission, "found_place", miao_sample_choose (sample, places));
  miao_record_set (admission, "found_division", miao_sample_county (sample));
  miao_record_set (admission, "finder_name", finder);
  miao_record_set_printf (admission, "police_report_no", "练公捡〔%d〕",
                          miao_sample_between (sample, 1000, 9999));
  miao_record_set (admission, "police_org", "苗圃市公安局新芽派出所");
  miao_record_set_date (admission, "police_cert_on", MIN (arrived + 1, sample->today));
  json_object_set_string_member (notice, "medium", "1");
  json_object_set_string_member (notice, "publish_on",
                                 miao_date_format (MIN (arrived + 7, sample->today), day));
  json_object_set_int_member (notice, "days", 60);
  json_array_add_object_element (notices, notice);
  miao_record_set_list (admission, "notice", notices);
}

MiaoRecord *
miao_sample_admission (MiaoSample *sample, const MiaoRecord *child)
{
  MiaoRecord *record = miao_sample_record (sample, "admission");
  guint category = find_category (child);
  MiaoDate arrived = arrival (sample, child);
  gboolean abandoned = miao_record_is (child, "child_category", "12");
  gboolean formal = !miao_record_is (child, "status", "PRE_INTAKE");
  const char *code = categories[category].intake_2018;

  if (arrived >= miao_date_from_ymd (2026, 4, 1))
    code = !formal && abandoned ? "T1" : categories[category].intake_2026;
  else if (arrived < miao_date_from_ymd (2019, 1, 1))
    code = "Z0";
  miao_record_set (record, "child", miao_record_get_id (child));
  miao_record_set_int (record, "seq", 1);
  miao_record_set_date (record, "arrived_on", arrived);
  miao_record_set (record, "sender_type", abandoned ? "1" : "3");
  miao_record_set (record, "sender_name",
                   abandoned ? "苗圃市公安局新芽派出所" : "苗圃市新芽街道办事处");
  miao_record_set (record, "intake_code", code);
  if (miao_record_is (child, "child_category", "40"))
    miao_record_set (record, "mpl92_ground", "3");
  if (abandoned)
    set_origin (sample, record, arrived);
  miao_record_set_bool (record, "belongings_none", TRUE);
  miao_record_set_date (record, "health_check_on", MIN (arrived + 1, sample->today));
  miao_record_set (record, "infect_result", "NONE");
  if (formal) {
    MiaoDate on = MIN (arrived + miao_sample_between (sample, 62, 90), sample->today);

    miao_record_set (record, "approve_org", "苗圃市民政局");
    miao_record_set_date (record, "approve_on", on);
    miao_record_set_date (record, "formal_on", on);
  }

  return record;
}

/* Rounded middles of length (mm) and weight (g) at each birthday, for a made-up child. */
static const int middle_length[] = { 500,  755,  870,  955,  1030, 1100, 1160, 1220, 1275, 1330,
                                     1385, 1440, 1500, 1560, 1610, 1650, 1670, 1680, 1685 };
static const int middle_weight[] = { 3300,  9300,  12000, 14200, 16200, 18300, 20500,
                                     23000, 25600, 28500, 32000, 36000, 40500, 45500,
                                     49500, 53000, 55500, 57500, 58500 };

static int
middle (const int *table, int days)
{
  int year = CLAMP (days / 365, 0, 17);
  int part = MIN (days - year * 365, 365);
  int step = table[year + 1] - table[year];

  /* Children below one year grow fastest at first. */
  if (year == 0)
    return table[0] + step * (part * (730 - part)) / (365 * 365);

  return table[year] + step * part / 365;
}

/* Per mille by which a child is taller or heavier than the middle: its own for good, so that one
 * row follows from the last. */
static void
find_build (const MiaoRecord *child, int *ret_length, int *ret_weight)
{
  const char *name = miao_record_get (child, "name");
  guint seed = g_str_hash (name != NULL ? name : miao_record_get_id (child)) / 7;

  *ret_length = (int) (seed % 91) - 45;
  *ret_weight = *ret_length * 3 / 2 + (int) (seed / 91 % 121) - 60;
}

MiaoRecord *
miao_sample_measure (MiaoSample *sample, const MiaoRecord *child, MiaoDate on)
{
  MiaoRecord *record = miao_sample_record (sample, "growth_measure");
  int days = MAX (0, (int) (on - miao_record_get_date (child, "birth_date")));
  int length = middle (middle_length, days);
  int weight = middle (middle_weight, days);
  int more_length, more_weight;

  find_build (child, &more_length, &more_weight);
  length += length * more_length / 1000;
  weight += weight * more_weight / 1000;
  miao_record_set (record, "child", miao_record_get_id (child));
  miao_record_set_date (record, "measured_on", on);
  miao_record_set_int (record, "length_mm", length + miao_sample_between (sample, -6, 6) / 3);
  miao_record_set_int (record, "weight_g",
                       (weight + weight * miao_sample_between (sample, -15, 15) / 1000) / 10 * 10);
  miao_record_set (record, "posture", days < 730 ? "L" : "S");
  if (days < 3 * 365)
    miao_record_set_int (record, "head_mm",
                         345 + MIN (days, 365) * 115 / 365 + MAX (0, days - 365) * 30 / 730);
  miao_record_set (record, "place", "1");
  miao_record_set (record, "measured_by", "保健室");

  return record;
}
