#include "config.h"

#include "miao-citizen-id.h"
#include "miao-codes.h"
#include "miao-sample-private.h"
#include "miao-uscc.h"

#include <string.h>

/* 2020-01-01 UTC: where the clock of the ids begins. */
#define CLOCK_START G_GUINT64_CONSTANT (1577836800000)

static void
find_divisions (MiaoSample *sample)
{
  guint n;
  const MiaoCode *rows = miao_codes_get ("division", &n);

  for (guint i = 0; i < n; i++)
    if (strncmp (rows[i].code, MIAO_SAMPLE_DIVISION, 2) == 0 &&
        !g_str_has_suffix (rows[i].code, "00") && !g_str_has_prefix (rows[i].source, "historic"))
      g_ptr_array_add (sample->divisions, (gpointer) rows[i].code);
}

MiaoSample *
miao_sample_new (guint32 seed, MiaoDate today)
{
  MiaoSample *sample = g_new0 (MiaoSample, 1);

  sample->random = g_rand_new_with_seed (seed);
  sample->today = today;
  sample->clock = CLOCK_START;
  sample->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sample->per_year = g_hash_table_new (NULL, NULL);
  sample->divisions = g_ptr_array_new ();
  sample->surname = miao_sample_dup_surname (sample);
  sample->mother_born = miao_date_add_months (today, -12 * 40);
  find_divisions (sample);

  return sample;
}

void
miao_sample_free (MiaoSample *sample)
{
  if (sample == NULL)
    return;
  g_rand_free (sample->random);
  g_hash_table_unref (sample->numbers);
  g_hash_table_unref (sample->per_year);
  g_ptr_array_unref (sample->divisions);
  g_free (sample->surname);
  g_free (sample);
}

int
miao_sample_between (MiaoSample *sample, int from, int to)
{
  return from >= to ? from : g_rand_int_range (sample->random, from, to + 1);
}

gboolean
miao_sample_chance (MiaoSample *sample, int percent)
{
  return g_rand_int_range (sample->random, 0, 100) < percent;
}

const char *
miao_sample_pick (MiaoSample *sample, const char *const *list, gsize n)
{
  return list[g_rand_int_range (sample->random, 0, (gint32) n)];
}

char *
miao_sample_dup_id (MiaoSample *sample)
{
  guint32 a = g_rand_int (sample->random), b = g_rand_int (sample->random);

  sample->clock += 1 + a % 1000;

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint) (sample->clock >> 16),
                          (guint) (sample->clock & 0xFFFF), a >> 20, 0x8000 | (b & 0x3FFF),
                          (a >> 4) & 0xFFFF, g_rand_int (sample->random));
}

char *
miao_sample_dup_id_no (MiaoSample *sample, MiaoDate born, const char *sex)
{
  char text[19], day[MIAO_DATE_BUFFER];

  miao_date_format (born, day);
  for (;;) {
    const char *county = g_ptr_array_index (
        sample->divisions,
        (guint) g_rand_int_range (sample->random, 0, (gint32) sample->divisions->len));
    /* High sequences are rarely given out to real people. */
    int sequence = 900 + 2 * g_rand_int_range (sample->random, 0, 50);
    gint64 key;

    if (g_strcmp0 (sex, "1") == 0)
      sequence++;
    g_snprintf (text, sizeof text, "%s%.4s%.2s%.2s%03d", county, day, day + 5, day + 8, sequence);
    key = g_ascii_strtoll (text, NULL, 10);
    if (g_hash_table_contains (sample->numbers, &key))
      continue;
    g_hash_table_add (sample->numbers, g_memdup2 (&key, sizeof key));
    break;
  }
  text[17] = miao_citizen_id_check_character (text);
  text[18] = '\0';

  return g_strdup (text);
}

MiaoRecord *
miao_sample_record (MiaoSample *sample, const char *kind)
{
  MiaoRecord *record = miao_record_new (miao_kind_find (kind));
  g_autofree char *id = miao_sample_dup_id (sample);

  miao_record_set_id (record, id);

  return record;
}

const char *
miao_sample_county (MiaoSample *sample)
{
  for (;;) {
    const char *county = g_ptr_array_index (
        sample->divisions,
        (guint) g_rand_int_range (sample->random, 0, (gint32) sample->divisions->len));

    if (strncmp (county, MIAO_SAMPLE_DIVISION, 4) == 0)
      return county;
  }
}

MiaoRecord *
miao_sample_institution (MiaoSample *sample)
{
  MiaoRecord *record = miao_sample_record (sample, "institution");
  char uscc[19] = "12" MIAO_SAMPLE_DIVISION "MB9000000";
  g_autofree char *head = miao_sample_dup_name (sample, "2");
  int year;

  uscc[16] = miao_organisation_code_check_character (uscc + 8);
  uscc[17] = miao_uscc_check_character (uscc);
  miao_date_get_ymd (sample->today, &year, NULL, NULL);
  miao_record_set (record, "name", "苗圃市儿童福利院（练习）");
  miao_record_set (record, "short_name", "苗圃福利院");
  miao_record_set (record, "uscc", uscc);
  miao_record_set (record, "division_code", MIAO_SAMPLE_DIVISION);
  miao_record_set (record, "address", "苗圃市新芽路1号");
  miao_record_set (record, "postcode", "000000");
  miao_record_set (record, "phone", "0000-10000000");
  miao_record_set (record, "inst_type", "1");
  miao_record_set (record, "level", "2");
  miao_record_set (record, "authority_name", "苗圃市民政局");
  miao_record_set (record, "authority_division", MIAO_SAMPLE_DIVISION);
  miao_record_set (record, "legal_rep", head);
  miao_record_set_int (record, "beds", 200);
  miao_record_set (record, "fonds_no", "0117");
  miao_record_set_bool (record, "rehab_designated", TRUE);
  miao_record_set_int (record, "local_avg_living_area", 250);
  miao_record_set_int (record, "local_mid_income_fen", 3200000);
  miao_record_set_int (record, "valid_year", year);

  return record;
}

MiaoRecord *
miao_sample_staff (MiaoSample *sample, const char *post)
{
  MiaoRecord *record = miao_sample_record (sample, "staff");
  const char *sex = miao_sample_chance (sample, 75) ? "2" : "1";
  MiaoDate born = sample->today - miao_sample_between (sample, 24 * 365, 56 * 365);
  MiaoDate hired =
      sample->today - miao_sample_between (sample, 400, (int) (sample->today - born) - 21 * 365);
  MiaoDate checked = sample->today - miao_sample_between (sample, 10, 360);
  g_autofree char *name = miao_sample_dup_name (sample, sex);
  g_autofree char *id_no = miao_sample_dup_id_no (sample, born, sex);

  sample->n_staff++;
  miao_record_set (record, "name", name);
  miao_record_set (record, "sex", sex);
  miao_record_set_date (record, "birth_date", born);
  miao_record_set (record, "id_no", id_no);
  miao_record_set (record, "post", post);
  miao_record_set_date (record, "cw_years_start", hired);
  miao_record_set_date (record, "hired_on", hired);
  miao_record_set_date (record, "crime_check_on", checked);
  miao_record_set (record, "crime_check_result", "CLEAR");
  miao_record_set_date (record, "next_check_due", miao_date_add_months (checked, 12));
  miao_record_set_date (record, "health_cert_until", miao_date_add_months (checked, 12));

  return record;
}
