#include "config.h"

#include "miao-citizen-id.h"
#include "miao-id.h"
#include "miao-language.h"
#include "miao-sample.h"
#include "miao-uscc.h"

#include <string.h>

#define N_CHILDREN 3000
#define N_FAMILIES 300

static MiaoDate
day (void)
{
  return miao_date_from_ymd (2026, 11, 24);
}

static void
assert_draft (const MiaoRecord *record)
{
  g_autoptr (GError) error = NULL;
  const char *field = NULL;

  g_assert_true (miao_id_is_valid (miao_record_get_id (record)));
  if (!miao_record_check (record, FALSE, &field, &error))
    g_error ("%s.%s: %s", miao_record_get_kind (record)->name, field, error->message);
}

static char *
record_text (const MiaoRecord *record)
{
  g_autoptr (JsonObject) object = miao_record_to_json (record);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static char *
digest (guint32 seed)
{
  g_autoptr (MiaoSample) sample = miao_sample_new (seed, day ());
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (int i = 0; i < 50; i++) {
    g_autoptr (MiaoRecord) child = miao_sample_child (sample);
    g_autoptr (MiaoRecord) admission = miao_sample_admission (sample, child);
    g_autoptr (MiaoRecord) measure = miao_sample_measure (sample, child, day ());
    g_autoptr (MiaoRecord) family = miao_sample_family (sample);
    g_autoptr (GPtrArray) members = miao_sample_members (sample, family);
    MiaoRecord *all[] = { child, admission, measure, family, g_ptr_array_index (members, 0) };

    for (gsize j = 0; j < G_N_ELEMENTS (all); j++) {
      g_autofree char *text = record_text (all[j]);

      g_checksum_update (checksum, (const guchar *) text, -1);
    }
  }

  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_same (void)
{
  g_autofree char *first = digest (7);
  g_autofree char *again = digest (7);
  g_autofree char *other = digest (8);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
check_identity (const MiaoRecord *person, GHashTable *numbers)
{
  g_autoptr (GError) error = NULL;
  MiaoCitizenId id;

  if (!miao_record_has (person, "id_no"))
    return;
  g_assert_true (miao_citizen_id_parse (miao_record_get (person, "id_no"), &id, &error));
  g_assert_true (miao_citizen_id_agrees (&id, miao_record_get_date (person, "birth_date"),
                                         miao_record_get (person, "sex"), &error));
  g_assert_no_error (error);
  g_assert_false (id.division_unknown || id.division_historic);
  g_assert_true (g_hash_table_add (numbers, g_strdup (id.text)));
}

static void
test_children (void)
{
  g_autoptr (MiaoSample) sample = miao_sample_new (1, day ());
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint ages[18] = { 0 }, n_unnamed = 0, n_without_id = 0, n_rare = 0, n_disabled = 0;

  for (int i = 0; i < N_CHILDREN; i++) {
    g_autoptr (MiaoRecord) child = miao_sample_child (sample);
    g_autoptr (MiaoRecord) admission = miao_sample_admission (sample, child);
    g_autoptr (MiaoRecord) measure = miao_sample_measure (sample, child, day ());
    MiaoDate born = miao_record_get_date (child, "birth_date");
    MiaoDate arrived = miao_record_get_date (admission, "arrived_on");
    const char *name = miao_record_get (child, "name");

    assert_draft (child);
    assert_draft (admission);
    assert_draft (measure);
    check_identity (child, numbers);
    g_assert_true (g_hash_table_add (files, g_strdup (miao_record_get (child, "child_no"))));
    g_assert_true (miao_disability_certificate_check (miao_record_get (child, "disability_cert_no"),
                                                      miao_record_get (child, "id_no"), NULL));
    g_assert_cmpint (miao_date_age (born, day ()), <, 18);
    ages[miao_date_age (born, day ())]++;
    g_assert_cmpint (arrived, >=, born);
    g_assert_cmpint (arrived, <=, day ());
    n_unnamed += name == NULL;
    n_without_id += !miao_record_has (child, "id_no");
    n_disabled += miao_record_get_bool (child, "disabled");
    for (const char *p = name; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
      n_rare += g_utf8_get_char (p) > 0xFFFF;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    g_assert_cmpuint (ages[i], >, 0);
  g_assert_cmpuint (n_unnamed, >, 0);
  g_assert_cmpuint (n_without_id, >, n_unnamed);
  g_assert_cmpuint (n_rare, >, 0);
  g_assert_cmpuint (n_disabled, >, N_CHILDREN / 3);
}

static void
test_families (void)
{
  g_autoptr (MiaoSample) sample = miao_sample_new (2, day ());
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < N_FAMILIES; i++) {
    g_autoptr (MiaoRecord) family = miao_sample_family (sample);
    g_autoptr (GPtrArray) members = miao_sample_members (sample, family);
    MiaoRecord *caregiver = g_ptr_array_index (members, 0);
    int age = miao_date_age (miao_record_get_date (caregiver, "birth_date"), day ());

    assert_draft (family);
    g_assert_cmpuint (members->len, >=, 2);
    g_assert_cmpstr (miao_record_get (family, "main_caregiver_member"), ==,
                     miao_record_get_id (caregiver));
    g_assert_cmpint (age, >=, 30);
    g_assert_cmpint (age, <=, 65);
    for (guint j = 0; j < members->len; j++) {
      MiaoRecord *member = g_ptr_array_index (members, j);

      assert_draft (member);
      check_identity (member, numbers);
      g_assert_cmpint (miao_date_age (miao_record_get_date (member, "birth_date"), day ()), >=, 6);
      if (miao_record_is (member, "relation_to_head", "20") ||
          miao_record_is (member, "relation_to_head", "30"))
        g_assert_cmpint (miao_date_age (miao_record_get_date (caregiver, "birth_date"),
                                        miao_record_get_date (member, "birth_date")),
                         >=, 21);
    }
  }
}

static void
test_house (void)
{
  g_autoptr (MiaoSample) sample = miao_sample_new (3, day ());
  g_autoptr (MiaoRecord) institution = miao_sample_institution (sample);
  g_autoptr (GError) error = NULL;
  const char *field = NULL;

  if (!miao_record_check (institution, TRUE, &field, &error))
    g_error ("%s: %s", field, error->message);
  g_assert_true (miao_uscc_check (miao_record_get (institution, "uscc"), NULL, &error));
  for (int i = 0; i < 100; i++) {
    g_autoptr (MiaoRecord) staff = miao_sample_staff (sample, "social");

    assert_draft (staff);
    g_assert_cmpint (miao_record_get_date (staff, "hired_on"), <, day ());
    g_assert_cmpint (miao_date_age (miao_record_get_date (staff, "birth_date"),
                                    miao_record_get_date (staff, "hired_on")),
                     >=, 20);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/sample/same", test_same);
  g_test_add_func ("/sample/children", test_children);
  g_test_add_func ("/sample/families", test_families);
  g_test_add_func ("/sample/house", test_house);

  return g_test_run ();
}
