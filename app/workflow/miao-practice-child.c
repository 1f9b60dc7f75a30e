/* The children of the practice institution: admitted, measured, heard. */
#include "config.h"

#include "miao-practice-private.h"
#include "miao-vaccine-rules.h"

#include "miao-store.h"

/* What comes again for a child, and when it was done last. */
#define CARD_BELOW 8 /* years */
#define DOSE_DAYS 4  /* a dose is given after its day */
#define CARE_DAYS_AGO 12
#define PLAN_DAYS_AGO 60
#define TEST_DAYS_AGO 200
#define TEST_FROM 6     /* years of age */
#define CARE_LEFT_OUT 4 /* one in so many is late */

/* The family-search notice ran out before the child was taken in for good. */
static JsonNode *
notice (MiaoPractice *practice, int days_ago)
{
  g_autofree char *text = g_strdup_printf ("[{\"medium\":\"1\",\"publish_on\":\"%s\",\"days\":60}]",
                                           miao_practice_ago (practice, days_ago + 62));

  return json_from_string (text, NULL);
}

/* Found and reported, sheltered while the notice ran, then handed over: each day after the one
 * before, and none before the child was born. */
static void
tell_origin (MiaoPractice *practice, JsonObject *given, int age_days, int days_ago)
{
  int found = MIN (age_days, days_ago + 65);

  json_object_set_string_member (given, "found_on", miao_practice_ago (practice, found));
  json_object_set_string_member (given, "police_cert_on",
                                 miao_practice_ago (practice, MAX (found - 1, days_ago)));
  json_object_set_string_member (given, "sender_type", "2");
  json_object_set_string_member (given, "sender_name", "苗圃市未成年人救助保护中心");
  json_object_set_string_member (given, "sender_docs", "捡拾报案证明、寻亲公告");
}

char *
miao_practice_admit (MiaoPractice *practice,
                     const char *name,
                     const char *sex,
                     int age_days,
                     int days_ago,
                     GError **error)
{
  static const char *child_skips[] = { "siblings", "photo_main", "care_worker", "child_no", NULL };
  static const char *admission_skips[] = { "child",       "received_by", "entrust_agreement",
                                           "approve_doc", "intake_code", "mpl92_ground",
                                           NULL };
  static const char *on_arrival[] = { "plan_reviewed_on", "health_checked_on",
                                      "vaccination_card_on" };
  MiaoDate born = practice->today - age_days;
  g_autoptr (MiaoRecord) child = miao_sample_child_born (practice->sample, born);
  g_autoptr (MiaoRecord) admission = NULL;
  g_autofree char *id_no = NULL, *id = NULL, *measured = NULL;
  JsonObject *input = json_object_new (), *given;

  if (!miao_practice_day (practice, days_ago, error)) {
    json_object_unref (input);
    return NULL;
  }
  id_no = miao_sample_dup_id_no (practice->sample, born, sex);
  miao_record_set (child, "name", name);
  miao_record_set (child, "sex", sex);
  miao_record_set (child, "id_no", id_no);
  miao_record_set (child, "child_category", "12");
  miao_record_set (child, "guardianship", "1");
  miao_record_set (child, "cognition", "1");
  miao_record_set_bool (child, "disabled", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (on_arrival); i++)
    miao_record_set_date (child, on_arrival[i], practice->today - days_ago);
  admission = miao_sample_admission (practice->sample, child);
  json_object_set_object_member (input, "child", miao_practice_without (child, child_skips));
  given = miao_practice_without (admission, admission_skips);
  json_object_set_string_member (given, "arrived_on", miao_practice_ago (practice, days_ago));
  json_object_set_string_member (
      given, "intake_code",
      practice->today - days_ago >= miao_date_parse ("2026-04-01") ? "L1" : "A1");
  tell_origin (practice, given, age_days, days_ago);
  json_object_set_string_member (given, "approve_on", miao_practice_ago (practice, days_ago));
  json_object_set_string_member (given, "health_check_on", miao_practice_ago (practice, days_ago));
  json_object_set_member (given, "notice", notice (practice, days_ago));
  json_object_set_object_member (input, "admission", given);
  json_object_set_boolean_member (input, "formal", TRUE);
  id = miao_practice_run (practice, "social", "admit-child", "child", input, error);
  if (id == NULL || !miao_practice_photo (practice, id, sex, error))
    return NULL;

  return g_steal_pointer (&id);
}

/* The doses of a young child as its card tells them, those of the last month not. */
static gboolean
vaccinate (MiaoPractice *practice, const MiaoRecord *child, GError **error)
{
  const MiaoDate born = miao_record_get_date (child, "birth_date");
  g_autoptr (GArray) plan = miao_vaccine_plan (miao_vaccine_schedule_shipped (), born,
                                               miao_record_get (child, "sex"), NULL, 0);

  if (miao_date_age (born, practice->today) >= CARD_BELOW)
    return TRUE;
  for (guint i = 0; i < plan->len; i++) {
    const MiaoPlannedDose *planned = &g_array_index (plan, MiaoPlannedDose, i);
    g_autofree char *done = NULL;

    if (planned->end_on > practice->today - CARE_DAYS_AGO - DOSE_DAYS)
      continue;
    done = miao_practice_run (
        practice, "social", "record-vaccination", NULL,
        miao_practice_json (
            "{\"child\":\"%s\",\"vaccination\":{\"vaccine\":\"%s\","
            "\"dose_no\":%d,\"given_on\":\"%s\",\"clinic\":\"社区卫生服务中心\"}}",
            miao_record_get_id (child), planned->dose->vaccine, planned->dose->dose,
            miao_practice_ago (practice, practice->today - planned->end_on - DOSE_DAYS)),
        error);
    if (done == NULL)
      return FALSE;
  }

  return TRUE;
}

/* Of what comes again some is done and some is due. */
gboolean
miao_practice_care (MiaoPractice *practice, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autoptr (GPtrArray) children = NULL;

  miao_query_where (query, "status", MIAO_OP_IN, "FOSTER FOSTER_INTEG IN_CARE");
  miao_query_order (query, "birth_date", FALSE);
  children = miao_store_select (miao_session_get_store (miao_practice_as (practice, "social")),
                                query, error);
  if (children == NULL || !miao_practice_day (practice, CARE_DAYS_AGO, error))
    return FALSE;
  for (guint i = 0; i < children->len; i++) {
    gboolean tested = miao_date_age (miao_record_get_date (children->pdata[i], "birth_date"),
                                     practice->today) >= TEST_FROM;
    g_autofree char *done = NULL;

    if (!vaccinate (practice, children->pdata[i], error))
      return FALSE;
    if (i % CARE_LEFT_OUT == 1)
      continue;
    done = miao_practice_run (
        practice, "social", "edit-child", NULL,
        miao_practice_json (
            "{\"id\":\"%s\",\"child\":{\"plan_reviewed_on\":\"%s\","
            "\"health_checked_on\":\"%s\"%s%s%s}}",
            miao_record_get_id (children->pdata[i]), miao_practice_ago (practice, PLAN_DAYS_AGO),
            miao_practice_ago (practice, CARE_DAYS_AGO), tested ? ",\"psych_tested_on\":\"" : "",
            tested ? miao_practice_ago (practice, TEST_DAYS_AGO) : "", tested ? "\"" : ""),
        error);
    if (done == NULL)
      return FALSE;
  }

  return TRUE;
}

/* Measurements every few months until today; the last ones a little lower, as children are. */
gboolean
miao_practice_measure (MiaoPractice *practice,
                       const char *child_id,
                       int from_days_ago,
                       GError **error)
{
  static const char *skips[] = { "child", NULL };
  g_autoptr (MiaoRecord) child =
      miao_store_load (miao_session_get_store (miao_practice_as (practice, "social")),
                       miao_kind_find ("child"), child_id, error);
  gint64 last_length = 0, last_weight = 0;

  if (child == NULL)
    return FALSE;
  for (int ago = from_days_ago; ago > 20; ago -= 61) {
    g_autoptr (MiaoRecord) row =
        miao_sample_measure (practice->sample, child, practice->today - ago);
    JsonObject *input = json_object_new ();
    g_autofree char *done = NULL;

    if (!miao_practice_day (practice, ago, error)) {
      json_object_unref (input);
      return FALSE;
    }
    /* Made-up values scatter around the median; children do not shrink. */
    last_length = MAX (miao_record_get_int (row, "length_mm", 0), last_length + 4);
    last_weight = MAX (miao_record_get_int (row, "weight_g", 0), last_weight + 60);
    miao_record_set_int (row, "length_mm", last_length);
    miao_record_set_int (row, "weight_g", last_weight);
    json_object_set_string_member (input, "child", child_id);
    json_object_set_object_member (input, "measure", miao_practice_without (row, skips));
    done = miao_practice_run (practice, "social", "add-measurement", NULL, input, error);
    if (done == NULL)
      return FALSE;
  }

  return TRUE;
}

gboolean
miao_practice_hear (
    MiaoPractice *practice, const char *child, const char *about, int days_ago, GError **error)
{
  g_autofree char *done = NULL;

  if (!miao_practice_day (practice, days_ago, error))
    return FALSE;
  done = miao_practice_run (
      practice, "social", "record-opinion", NULL,
      miao_practice_json (
          "{\"child\":\"%s\",\"opinion\":{\"about\":\"%s\",\"held_on\":\"%s\",\"method\":\"1\","
          "\"present_persons\":\"社工\",\"caregiver_absent\":true,\"words\":\"我想和他们一起住。\","
          "\"opinion\":\"AGREE\"}}",
          child, about, miao_practice_ago (practice, days_ago)),
      error);

  return done != NULL;
}
