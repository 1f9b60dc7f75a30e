/* The families of the practice institution: registered, evaluated, filed and trained. */
#include "config.h"

#include "miao-practice-private.h"

#include "miao-store.h"

static JsonObject *
application (MiaoPractice *practice, int days_ago)
{
  JsonObject *object = miao_practice_json (
      "{\"applied_on\":\"%s\",\"channel\":\"1\",\"motive\":\"love\",\"privacy_consent_on\":\"%s\","
      "\"wish_number\":1}",
      miao_practice_ago (practice, days_ago), miao_practice_ago (practice, days_ago));
  JsonArray *papers = json_array_new ();

  for (int i = 1; i <= 11; i++) {
    JsonObject *paper = json_object_new ();
    g_autofree char *item = g_strdup_printf ("APP-%02d", i);

    json_object_set_string_member (paper, "item", item);
    json_object_set_boolean_member (paper, "ok", TRUE);
    json_array_add_object_element (papers, paper);
  }
  json_object_set_array_member (object, "documents", papers);

  return object;
}

JsonObject *
miao_practice_without (MiaoRecord *record, const char *const *names)
{
  JsonObject *object = miao_record_to_json (record);
  const MiaoKind *kind = miao_record_get_kind (record);

  json_object_remove_member (object, "id");
  json_object_remove_member (object, "version");
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    if ((kind->fields[i].flags & MIAO_FIELD_DERIVED) != 0)
      json_object_remove_member (object, kind->fields[i].name);
  }
  for (guint i = 0; names[i] != NULL; i++)
    json_object_remove_member (object, names[i]);

  return object;
}

/* The papers of that day: examination, record check, consent. */
static void
date_papers (MiaoPractice *practice, MiaoRecord *member, int days_ago)
{
  static const char *dated[] = { "health_on", "crime_check_on", "consent_on" };

  for (gsize i = 0; i < G_N_ELEMENTS (dated); i++) {
    if (miao_record_has (member, dated[i]))
      miao_record_set (member, dated[i], miao_practice_ago (practice, days_ago));
  }
}

gboolean
miao_practice_register (MiaoPractice *practice,
                        int days_ago,
                        MiaoPracticeHome *home,
                        GError **error)
{
  static const char *family_skips[] = { "applicant_member",
                                        "main_caregiver_member",
                                        "family_no",
                                        "approval_no",
                                        "filed_on",
                                        "filed_no",
                                        NULL };
  static const char *member_skips[] = { "family", NULL };
  g_autoptr (MiaoRecord) family = miao_sample_family (practice->sample);
  g_autoptr (GPtrArray) members = miao_sample_members (practice->sample, family);
  JsonObject *input = json_object_new ();
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (MiaoRecord) stored = NULL;

  if (!miao_practice_day (practice, days_ago, error)) {
    json_object_unref (input);
    return FALSE;
  }
  for (guint i = 0; i < members->len; i++)
    date_papers (practice, g_ptr_array_index (members, i), days_ago);
  json_object_set_object_member (input, "family", miao_practice_without (family, family_skips));
  json_object_set_object_member (
      input, "applicant", miao_practice_without (g_ptr_array_index (members, 0), member_skips));
  json_object_set_object_member (input, "application", application (practice, days_ago));
  json_object_set_boolean_member (input, "apply", TRUE);
  home->family = miao_practice_run (practice, "social", "register-family", "family", input, error);
  if (home->family == NULL)
    return FALSE;
  stored = miao_store_load (miao_session_get_store (miao_practice_as (practice, "social")),
                            miao_kind_find ("family"), home->family, error);
  if (stored == NULL)
    return FALSE;
  home->caregiver = g_strdup (miao_record_get (stored, "main_caregiver_member"));
  for (guint i = 1; i < members->len; i++) {
    g_autofree char *member = NULL;

    input = json_object_new ();
    json_object_set_string_member (input, "family", home->family);
    json_object_set_object_member (
        input, "member", miao_practice_without (g_ptr_array_index (members, i), member_skips));
    member = miao_practice_run (practice, "social", "add-member", "family_member", input, error);
    if (member == NULL)
      return FALSE;
  }

  return TRUE;
}

/* Evaluated, filed and trained: ready for a child. */
gboolean
miao_practice_qualify (MiaoPractice *practice,
                       const MiaoPracticeHome *home,
                       int days_ago,
                       GError **error)
{
  g_autofree char *evaluation = miao_practice_evaluate (practice, "EV_B_FAMILY_PRE", "family",
                                                        home->family, "B_PASS", days_ago, error);
  g_autofree char *filed = NULL, *trained = NULL;

  if (evaluation == NULL || !miao_practice_day (practice, days_ago - 5, error))
    return FALSE;
  filed = miao_practice_run (
      practice, "social", "file-family", NULL,
      miao_practice_json ("{\"family\":\"%s\",\"filed_on\":\"%s\","
                          "\"filed_no\":\"江民备〔演示〕%d号\"}",
                          home->family, miao_practice_ago (practice, days_ago - 5), days_ago),
      error);
  if (filed == NULL)
    return FALSE;
  trained = miao_practice_run (
      practice, "social", "record-training", NULL,
      miao_practice_json (
          "{\"family\":\"%s\",\"training\":{\"kind\":\"PRE\",\"course\":\"岗前培训：照料、安全"
          "与儿童权利\",\"from_on\":\"%s\",\"to_on\":\"%s\",\"hours\":160,\"result\":"
          "\"PASS\",\"certificate_no\":\"PX-%d\"}}",
          home->family, miao_practice_ago (practice, days_ago - 5),
          miao_practice_ago (practice, days_ago - 5), days_ago),
      error);

  return trained != NULL;
}
