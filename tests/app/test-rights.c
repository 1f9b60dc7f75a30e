#include "config.h"

#include "miao-error.h"
#include "miao-rights.h"
#include "miao-sight.h"

#include <string.h>

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < MIAO_N_PERMISSIONS; i++) {
    const char *name = miao_permission_name ((MiaoPermission) i);
    MiaoPermission parsed;
    gboolean somebody = FALSE;

    g_assert_nonnull (name);
    g_assert_nonnull (strchr (name, '.'));
    g_assert_true (g_hash_table_add (seen, (gpointer) name));
    g_assert_true (miao_permission_parse (name, &parsed));
    g_assert_cmpint (parsed, ==, i);
    g_assert_cmpstr (miao_permission_label ((MiaoPermission) i, MIAO_LANGUAGE_ZH), !=, "");
    g_assert_cmpstr (miao_permission_label ((MiaoPermission) i, MIAO_LANGUAGE_EN), !=, "");
    for (int role = 0; role < MIAO_N_ROLES; role++)
      somebody |= miao_rights_may ((MiaoRole) role, (MiaoPermission) i);
    g_assert_true (somebody);
  }
}

static void
test_roles (void)
{
  static const char *const labels[] = { "社工", "评估员", "档案员", "负责人", "管理员" };

  for (int i = 0; i < MIAO_N_ROLES; i++) {
    MiaoRole role;

    g_assert_cmpstr (miao_role_label ((MiaoRole) i, MIAO_LANGUAGE_ZH), ==, labels[i]);
    g_assert_true (miao_role_parse (labels[i], &role));
    g_assert_cmpint (role, ==, i);
    g_assert_true (miao_role_parse (miao_role_name ((MiaoRole) i), &role));
    g_assert_cmpint (role, ==, i);
  }
  g_assert_false (miao_role_parse ("superuser", &(MiaoRole){ 0 }));
}

/* The division of duties that the table must keep, whatever else changes in it. */
static void
test_duties (void)
{
  static const struct {
    MiaoPermission prepare, approve;
  } pairs[] = {
    { MIAO_MAY_EVALUATION_CONCLUDE, MIAO_MAY_EVALUATION_REVIEW },
    { MIAO_MAY_MATCH_PROPOSE, MIAO_MAY_MATCH_DECIDE },
    { MIAO_MAY_INTEGRATION_CONCLUDE, MIAO_MAY_PLACEMENT_CONFIRM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    for (int role = 0; role < MIAO_N_ROLES; role++)
      g_assert_false (miao_rights_may ((MiaoRole) role, pairs[i].prepare) &&
                      miao_rights_may ((MiaoRole) role, pairs[i].approve));
  }
  /* Domain 4.6, and: who keeps accounts decides nothing about children. */
  g_assert_true (miao_rights_may (MIAO_ROLE_ARCHIVIST, MIAO_MAY_ARCHIVE_SEAL));
  g_assert_false (miao_rights_may (MIAO_ROLE_DIRECTOR, MIAO_MAY_ARCHIVE_SEAL));
  g_assert_false (miao_rights_may (MIAO_ROLE_ASSESSOR, MIAO_MAY_READ_ORIGIN));
  g_assert_false (miao_rights_may (MIAO_ROLE_ASSESSOR, MIAO_MAY_READ_IDENTITY));
  g_assert_false (miao_rights_may (MIAO_ROLE_CASEWORKER, MIAO_MAY_READ_PROTECTION));
  for (int p = MIAO_MAY_READ_ORIGIN; p <= MIAO_MAY_READ_PROTECTION; p++)
    g_assert_false (miao_rights_may (MIAO_ROLE_ADMINISTRATOR, (MiaoPermission) p));
  g_assert_false (miao_rights_may (MIAO_ROLE_ADMINISTRATOR, MIAO_MAY_CHILD_EDIT));
  g_assert_false (miao_rights_may (MIAO_ROLE_DIRECTOR, MIAO_MAY_ACCOUNT_MANAGE));
}

static void
test_refusal (void)
{
  g_autoptr (GError) error = NULL;

  miao_set_language (MIAO_LANGUAGE_ZH);
  g_assert_true (miao_rights_require (MIAO_ROLE_DIRECTOR, MIAO_MAY_PLACEMENT_CONFIRM, &error));
  g_assert_false (miao_rights_require (MIAO_ROLE_CASEWORKER, MIAO_MAY_PLACEMENT_CONFIRM, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "社工不能审批寄养的确立、延长和短期养育。请由负责人办理。");
}

static void
assert_sight (MiaoRole role, const char *kind_name, const char *field_name, MiaoSight expected)
{
  const MiaoKind *kind = miao_kind_find (kind_name);
  const MiaoField *field = miao_kind_field (kind, field_name);

  if (miao_sight_of (role, kind, field) != expected)
    g_error ("%s: %s.%s", miao_role_name (role), kind_name, field_name);
}

/* Domain 4.6, read by role. */
static void
test_sight (void)
{
  const MiaoKind *child = miao_kind_find ("child");
  const MiaoField *id_no = miao_kind_field (child, "id_no");
  g_autofree char *full = NULL, *masked = NULL, *hidden = NULL;

  assert_sight (MIAO_ROLE_CASEWORKER, "admission", "finder_name", MIAO_SIGHT_FULL);
  assert_sight (MIAO_ROLE_ASSESSOR, "admission", "finder_name", MIAO_SIGHT_NONE);
  assert_sight (MIAO_ROLE_ARCHIVIST, "admission", "finder_name", MIAO_SIGHT_NONE);
  assert_sight (MIAO_ROLE_DIRECTOR, "admission", "finder_name", MIAO_SIGHT_FULL);
  assert_sight (MIAO_ROLE_ASSESSOR, "child", "id_no", MIAO_SIGHT_MASKED);
  assert_sight (MIAO_ROLE_ARCHIVIST, "child", "id_no", MIAO_SIGHT_FULL);
  assert_sight (MIAO_ROLE_ADMINISTRATOR, "child", "id_no", MIAO_SIGHT_MASKED);
  assert_sight (MIAO_ROLE_ASSESSOR, "child", "sex", MIAO_SIGHT_FULL);
  assert_sight (MIAO_ROLE_ASSESSOR, "family", "bank_account", MIAO_SIGHT_NONE);
  assert_sight (MIAO_ROLE_ARCHIVIST, "family", "bank_account", MIAO_SIGHT_FULL);
  assert_sight (MIAO_ROLE_ADMINISTRATOR, "family_member", "name", MIAO_SIGHT_NONE);
  assert_sight (MIAO_ROLE_ADMINISTRATOR, "evaluation", "status", MIAO_SIGHT_NONE);
  assert_sight (MIAO_ROLE_ASSESSOR, "placement", "suspend_reason", MIAO_SIGHT_NONE);

  full = miao_sight_dup_shown (MIAO_ROLE_CASEWORKER, child, id_no, "11010519491231002X",
                               MIAO_LANGUAGE_ZH);
  masked = miao_sight_dup_shown (MIAO_ROLE_ASSESSOR, child, id_no, "11010519491231002X",
                                 MIAO_LANGUAGE_ZH);
  hidden = miao_sight_dup_shown (MIAO_ROLE_ASSESSOR, miao_kind_find ("admission"),
                                 miao_kind_field (miao_kind_find ("admission"), "finder_name"),
                                 "李四", MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (full, ==, "11010519491231002X");
  g_assert_cmpstr (masked, !=, full);
  g_assert_true (g_str_has_prefix (masked, "110105"));
  g_assert_cmpstr (hidden, ==, "***");
}

static void
test_json (void)
{
  g_autoptr (MiaoRecord) family = miao_record_new (miao_kind_find ("family"));
  g_autoptr (MiaoRecord) child = miao_record_new (miao_kind_find ("child"));
  g_autoptr (JsonObject) full = NULL, listed = NULL, masked = NULL, assessor = NULL;

  miao_record_set (child, "name", "钱多多");
  miao_record_set (child, "id_no", "11010519491231002X");
  full = miao_sight_to_json (MIAO_ROLE_CASEWORKER, child, FALSE);
  listed = miao_sight_to_json (MIAO_ROLE_CASEWORKER, child, TRUE);
  masked = miao_sight_to_json (MIAO_ROLE_ASSESSOR, child, FALSE);
  g_assert_cmpstr (json_object_get_string_member (full, "id_no"), ==, "11010519491231002X");
  g_assert_cmpstr (json_object_get_string_member (listed, "id_no"), !=, "11010519491231002X");
  g_assert_cmpstr (json_object_get_string_member (masked, "id_no"), ==,
                   json_object_get_string_member (listed, "id_no"));
  g_assert_cmpstr (json_object_get_string_member (masked, "name"), ==, "钱多多");

  miao_record_set (family, "bank_account", "6222000011112222");
  assessor = miao_sight_to_json (MIAO_ROLE_ASSESSOR, family, FALSE);
  g_assert_false (json_object_has_member (assessor, "bank_account"));
}

/* As the applicants of an adoption are (domain 6.34): who they are is hidden more than the rest. */
static const MiaoField applicant_parts[] = {
  { .name = "name",
    .label = "Name",
    .label_zh = "姓名",
    .type = MIAO_TYPE_TEXT,
    .max = 50,
    .sensitivity = MIAO_RESTRICTED },
  { .name = "id_no",
    .label = "ID",
    .label_zh = "证件号",
    .type = MIAO_TYPE_TEXT,
    .max = 18,
    .sensitivity = MIAO_SENSITIVE },
  { .name = "country", .label = "Country", .label_zh = "国籍", .type = MIAO_TYPE_TEXT, .max = 20 },
  { NULL },
};
static const MiaoField applicant_fields[] = {
  { .name = "applicants",
    .label = "Applicants",
    .label_zh = "申请人",
    .type = MIAO_TYPE_LIST,
    .items = applicant_parts },
  { NULL },
};
/* Not of the dictionary: read with the children, as kinds without a section are. */
static const MiaoKind application_kind = { .name = "test_adoption", .fields = applicant_fields };

#define APPLICANTS "[{\"name\":\"孙望\",\"id_no\":\"11010519491231002X\",\"country\":\"中国\"}]"

static void
test_parts (void)
{
  g_autoptr (MiaoRecord) record = miao_record_new (&application_kind);
  g_autoptr (JsonObject) director = NULL, assessor = NULL, listed = NULL;
  g_autofree char *full = NULL, *part = NULL;
  JsonObject *row;

  miao_record_set (record, "applicants", APPLICANTS);
  director = miao_sight_to_json (MIAO_ROLE_DIRECTOR, record, FALSE);
  row = json_array_get_object_element (json_object_get_array_member (director, "applicants"), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "name"), ==, "孙望");
  g_assert_cmpstr (json_object_get_string_member (row, "id_no"), ==, "11010519491231002X");

  assessor = miao_sight_to_json (MIAO_ROLE_ASSESSOR, record, FALSE);
  row = json_array_get_object_element (json_object_get_array_member (assessor, "applicants"), 0);
  g_assert_false (json_object_has_member (row, "name"));
  g_assert_cmpstr (json_object_get_string_member (row, "id_no"), !=, "11010519491231002X");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (row, "id_no"), "110105"));
  g_assert_cmpstr (json_object_get_string_member (row, "country"), ==, "中国");

  listed = miao_sight_to_json (MIAO_ROLE_DIRECTOR, record, TRUE);
  row = json_array_get_object_element (json_object_get_array_member (listed, "applicants"), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "name"), ==, "孙望");
  g_assert_cmpstr (json_object_get_string_member (row, "id_no"), !=, "11010519491231002X");

  full = miao_sight_dup_shown (MIAO_ROLE_DIRECTOR, &application_kind, &applicant_fields[0],
                               APPLICANTS, MIAO_LANGUAGE_ZH);
  part = miao_sight_dup_shown (MIAO_ROLE_ASSESSOR, &application_kind, &applicant_fields[0],
                               APPLICANTS, MIAO_LANGUAGE_ZH);
  g_assert_cmpstr (full, ==, "姓名：孙望，证件号：11010519491231002X，国籍：中国");
  g_assert_null (strstr (part, "孙望"));
  g_assert_null (strstr (part, "11010519491231002X"));
  g_assert_nonnull (strstr (part, "国籍：中国"));
}

/* Every kind has a section that somebody may read; no role sees more by lacking a right. */
static void
test_sections (void)
{
  const MiaoKind *const *kinds = miao_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++) {
    for (guint j = 0; kinds[i]->fields[j].name != NULL; j++) {
      g_assert_cmpint (miao_sight_of (MIAO_ROLE_DIRECTOR, kinds[i], &kinds[i]->fields[j]), ==,
                       MIAO_SIGHT_FULL);
      for (int role = 0; role < MIAO_N_ROLES; role++) {
        const MiaoSight sight = miao_sight_of ((MiaoRole) role, kinds[i], &kinds[i]->fields[j]);

        if (!miao_rights_may ((MiaoRole) role, miao_sight_section (kinds[i])))
          g_assert_cmpint (sight, ==, MIAO_SIGHT_NONE);
      }
    }
  }
}

static void
test_own_work (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_rights_is_own ("a", "a"));
  g_assert_false (miao_rights_is_own ("a", "b"));
  g_assert_false (miao_rights_is_own (NULL, "b"));
  g_assert_true (miao_rights_require_other ("a", "b", &error));
  g_assert_false (miao_rights_require_other ("a", "a", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/parts", test_parts);
  g_test_add_func ("/rights/names", test_names);
  g_test_add_func ("/rights/roles", test_roles);
  g_test_add_func ("/rights/duties", test_duties);
  g_test_add_func ("/rights/refusal", test_refusal);
  g_test_add_func ("/rights/sight", test_sight);
  g_test_add_func ("/rights/json", test_json);
  g_test_add_func ("/rights/sections", test_sections);
  g_test_add_func ("/rights/own-work", test_own_work);

  return g_test_run ();
}
