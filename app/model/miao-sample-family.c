#include "config.h"

#include "miao-sample-private.h"

#include <string.h>

MiaoRecord *
miao_sample_family (MiaoSample *sample)
{
  static const char *const roads[] = { "梧桐路", "桂花巷", "青石街", "河滨路", "柳树弄" };
  MiaoRecord *family = miao_sample_record (sample, "family");
  const char *county = miao_sample_county (sample);

  sample->n_families++;
  g_free (sample->surname);
  sample->surname = miao_sample_dup_surname (sample);
  sample->mother_born = sample->today - miao_sample_between (sample, 32 * 366, 60 * 365);
  miao_record_set_printf (family, "family_no", "JY-%04u", sample->n_families);
  miao_record_set (family, "hukou_division", county);
  miao_record_set (family, "home_division", county);
  miao_record_set_printf (family, "address", "苗圃市%s%d号%d室", miao_sample_choose (sample, roads),
                          miao_sample_between (sample, 1, 300),
                          miao_sample_between (sample, 101, 604));
  miao_record_set_printf (family, "phone", "100%08u", sample->n_families);
  miao_record_set (family, "home_ownership", "1");
  miao_record_set (family, "home_type", miao_sample_chance (sample, 70) ? "1" : "3");
  miao_record_set_int (family, "area_m2", miao_sample_between (sample, 1200, 2400));
  miao_record_set_int (family, "rooms", miao_sample_between (sample, 3, 6));
  miao_record_set_int (family, "annual_income_fen",
                       100000 * miao_sample_between (sample, 130, 300));
  miao_record_set (family, "income_sources", "工资");
  miao_record_set_int (family, "school_km", miao_sample_between (sample, 2, 40));
  miao_record_set_int (family, "clinic_km", miao_sample_between (sample, 2, 60));
  miao_record_set_int (family, "capacity", miao_sample_between (sample, 1, 2));
  miao_record_set (family, "status", "APPLIED");

  return family;
}

/* Days of birth that hang together: nobody is a mother before 22. */
static MiaoDate
born_as (MiaoSample *sample, MiaoSampleRole role)
{
  int mother_days = sample->today - sample->mother_born;

  switch (role) {
  case MIAO_SAMPLE_SPOUSE:
    return sample->mother_born + miao_sample_between (sample, -5 * 365, 365);
  case MIAO_SAMPLE_OWN_CHILD:
    return sample->today -
           miao_sample_between (sample, 6 * 366, CLAMP (mother_days - 22 * 365, 7 * 366, 24 * 365));
  case MIAO_SAMPLE_GRANDPARENT:
    return sample->mother_born - miao_sample_between (sample, 22 * 365, 30 * 365);
  case MIAO_SAMPLE_CAREGIVER:
  default:
    return sample->mother_born;
  }
}

static const char *
relation_of (MiaoSampleRole role, gboolean female)
{
  switch (role) {
  case MIAO_SAMPLE_SPOUSE:
    return "02";
  case MIAO_SAMPLE_OWN_CHILD:
    return female ? "30" : "20";
  case MIAO_SAMPLE_GRANDPARENT:
    return "52";
  case MIAO_SAMPLE_CAREGIVER:
  default:
    return "10";
  }
}

static void
set_adult (MiaoSample *sample, MiaoRecord *member, MiaoSampleRole role, MiaoDate joined)
{
  static const char *const jobs[] = { "教师", "护士", "个体经营", "工人", "社区工作者", "会计" };

  miao_record_set (member, "marital", role == MIAO_SAMPLE_OWN_CHILD ? "10" : "20");
  miao_record_set (member, "education", miao_sample_chance (sample, 60) ? "61" : "71");
  miao_record_set (member, "occupation",
                   role == MIAO_SAMPLE_GRANDPARENT ? "退休" : miao_sample_choose (sample, jobs));
  miao_record_set_int (member, "income_fen", 100000 * miao_sample_between (sample, 40, 120));
  miao_record_set (member, "consent", "1");
  miao_record_set_date (member, "consent_on", joined);
  miao_record_set_date (member, "crime_check_on",
                        sample->today - miao_sample_between (sample, 5, 150));
  miao_record_set (member, "crime_check_result", "CLEAR");
}

MiaoRecord *
miao_sample_member (MiaoSample *sample, MiaoRecord *family, MiaoSampleRole role)
{
  static const char *const illnesses[] = { "infectious_disease", "mental_disease", "psych_disorder",
                                           "other_disease" };
  MiaoRecord *member = miao_sample_record (sample, "family_member");
  gboolean female = role == MIAO_SAMPLE_CAREGIVER || role == MIAO_SAMPLE_GRANDPARENT ||
                    (role == MIAO_SAMPLE_OWN_CHILD && miao_sample_chance (sample, 50));
  gboolean his_name = role == MIAO_SAMPLE_SPOUSE || role == MIAO_SAMPLE_OWN_CHILD;
  const char *sex = female ? "2" : "1";
  MiaoDate born = born_as (sample, role);
  MiaoDate joined = MAX (born, sample->today - miao_sample_between (sample, 800, 3000));
  g_autofree char *name = his_name ? miao_sample_dup_name_of (sample, sample->surname, sex)
                                   : miao_sample_dup_name (sample, sex);
  g_autofree char *id_no = miao_sample_dup_id_no (sample, born, sex);

  miao_record_set (member, "family", miao_record_get_id (family));
  miao_record_set (member, "name", name);
  miao_record_set (member, "sex", sex);
  miao_record_set_date (member, "birth_date", born);
  miao_record_set (member, "id_type", "111");
  miao_record_set (member, "id_no", id_no);
  miao_record_set (member, "relation_to_head", relation_of (role, female));
  miao_record_set (member, "ethnic", "01");
  miao_record_set (member, "health", "10");
  for (gsize i = 0; i < G_N_ELEMENTS (illnesses); i++)
    miao_record_set_bool (member, illnesses[i], FALSE);
  miao_record_set_date (member, "health_on", sample->today - miao_sample_between (sample, 10, 200));
  miao_record_set (member, "habits", "NONE");
  miao_record_set (member, "bad_habits", "无");
  miao_record_set_bool (member, "co_living", TRUE);
  miao_record_set_date (member, "joined_on", joined);
  if (miao_date_age (born, sample->today) >= 18)
    set_adult (sample, member, role, sample->today - miao_sample_between (sample, 5, 150));
  if (role == MIAO_SAMPLE_CAREGIVER) {
    miao_record_set (family, "applicant_member", miao_record_get_id (member));
    miao_record_set (family, "main_caregiver_member", miao_record_get_id (member));
    miao_record_set_printf (family, "name", "%s家庭", name);
  }

  return member;
}

GPtrArray *
miao_sample_members (MiaoSample *sample, MiaoRecord *family)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  g_ptr_array_add (members, miao_sample_member (sample, family, MIAO_SAMPLE_CAREGIVER));
  g_ptr_array_add (members, miao_sample_member (sample, family, MIAO_SAMPLE_SPOUSE));
  if (miao_sample_chance (sample, 60))
    g_ptr_array_add (members, miao_sample_member (sample, family, MIAO_SAMPLE_OWN_CHILD));
  if (miao_sample_chance (sample, 25))
    g_ptr_array_add (members, miao_sample_member (sample, family, MIAO_SAMPLE_GRANDPARENT));

  return members;
}
