#include "cwx-sample.h"
#include "exchange-fixtures.h"
#include "miao-cwx-layout.h"
#include "miao-cwx-mapping.h"
#include "miao-cwx-schema.h"
#include "miao-error.h"
#include "miao-kinds.h"
#include "miao-language.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
source_path (const char *first, const char *second, const char *name)
{
  return g_build_filename (g_getenv ("MIAO_SOURCE_DIR"), first, second, name, NULL);
}

/* The bytes of @made against the file of the source tree; MIAO_UPDATE_GOLDEN=1 writes it anew. */
static void
assert_golden (const char *path, const char *made)
{
  g_autofree char *golden = NULL;

  if (g_getenv ("MIAO_UPDATE_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, made, -1, NULL));
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  if (strcmp (golden, made) != 0) {
    gsize at = 0;

    while (golden[at] == made[at])
      at++;
    g_test_message ("%s differs at byte %zu", path, at);
  }
  g_assert_true (strcmp (golden, made) == 0);
}

static void
test_schema (void)
{
  g_autofree char *path = source_path ("data", "exchange", "cwx-1.xsd");
  g_autofree char *made = miao_cwx_schema_build ();
  g_autoptr (GError) error = NULL;

  assert_golden (path, made);
  g_assert_nonnull (miao_cwx_schema_get (&error));
  g_assert_no_error (error);
}

static void
test_mapping (void)
{
  g_autofree char *path = source_path ("data", "exchange", "mapping-cwx-1.tsv");
  g_autofree char *made = miao_cwx_mapping_build ();
  g_auto (GStrv) lines = g_strsplit (made, "\n", -1);

  assert_golden (path, made);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

    g_assert_cmpuint (g_strv_length (cells), ==, 14);
    g_assert_true (i == 0 || g_str_equal (cells[9], "blank")); /* never a default */
  }
  g_assert_nonnull (strstr (made, "Batch/Children/Child/Identity/CitizenIdNumber\t公民身份号码"));
  g_assert_nonnull (strstr (made, "\tV101 V103\t"));
}

/* Every field that leaves the house has its element and its documentation; no other field has. */
static void
test_dictionary (void)
{
  static const char *const exported[] = { "institution", "family",         "family_member",
                                          "training",    "admission",      "caregiver_period",
                                          "child",       "placement",      "agreement",
                                          "visit",       "evaluation",     "evaluation_member",
                                          "application", "child_opinion",  "growth_measure",
                                          "termination", "archive_volume", "document" };
  g_autofree char *made = miao_cwx_schema_build ();
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (exported); i++) {
    const MiaoKind *kind = miao_kind_find (exported[i]);

    for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
      g_autofree char *source = g_strdup_printf ("source=\"%s.%s\"", kind->name, field->name);
      gboolean there = strstr (made, source) != NULL;

      g_test_message ("%s", source);
      g_assert_true (there == miao_cwx_is_exported (kind, field));
      g_assert_false (there && field->sensitivity == MIAO_RESTRICTED);
      g_assert_false (there && (field->flags & MIAO_FIELD_LOCAL));
      n += there;
    }
  }
  g_assert_cmpuint (n, >, 200);
  g_assert_null (strstr (made, "bank_account"));
  g_assert_null (strstr (made, "found_place"));
}

static void
test_golden (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *golden = source_path ("tests", "golden", "return.xml");
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  MiaoCwxWritten written;

  exchange_folder_init (&folder);
  path = g_build_filename (folder.folder, "a.xml", NULL);
  sample_write (path, 2, NULL, &written);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  assert_golden (golden, text);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (written.sha256, ==, digest);
  g_assert_cmpuint (written.bytes, ==, strlen (text));
  g_assert_cmpuint (written.n_children, ==, 2);
  g_assert_cmpuint (written.n_placements, ==, 1);
  /* What stays at home is not in the file: origin, account numbers, a child's own words. */
  g_assert_null (strstr (text, "火车站"));
  g_assert_null (strstr (text, "路人甲"));
  g_assert_null (strstr (text, "6222000000000000000"));
  g_assert_null (strstr (text, "我想吃面"));
  g_assert_nonnull (strstr (text, "nil=\"notCollected\""));
}

/* The same state twice: the same bytes, whatever order the parts came in. */
static void
shuffle (MiaoFolder *child, guint n)
{
  MiaoRecord *record = sample_record ("growth_measure", 0x900000 + n, "measured_on", "2026-05-05",
                                      "weight_g", "18800", NULL);

  miao_folder_add_record (child, record);
  miao_record_unref (record);
}

static void
test_repeatable (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  MiaoCwxWritten a;
  MiaoCwxWritten b;

  exchange_folder_init (&folder);
  first = g_build_filename (folder.folder, "a.xml", NULL);
  second = g_build_filename (folder.folder, "b.xml", NULL);
  sample_write (first, 20, shuffle, &a);
  sample_write (second, 20, shuffle, &b);
  g_assert_cmpstr (a.sha256, ==, b.sha256);
}

/* An independent reader of schema and file, with the keys that ours leaves out. */
static void
test_xmllint (void)
{
  g_autofree char *program = g_find_program_in_path ("xmllint");
  g_autofree char *schema = source_path ("data", "exchange", "cwx-1.xsd");
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *errors = NULL;
  const char *command[] = { program, "--nonet", "--noout", "--schema", schema, NULL, NULL };
  int status;

  if (program == NULL) {
    g_test_skip ("xmllint is not installed");
    return;
  }
  exchange_folder_init (&folder);
  path = g_build_filename (folder.folder, "a.xml", NULL);
  command[5] = path;
  sample_write (path, 12, NULL, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               &errors, &status, NULL));
  g_test_message ("%s", errors);
  g_assert_cmpint (status, ==, 0);
}

static void
test_faults (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (MiaoRecord) institution = sample_institution ();
  g_autoptr (MiaoRecord) submission = sample_submission (5, 1, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  SampleSource source = { .n_children = 2, .n_families = 1 };
  guint n_files = 0;

  exchange_folder_init (&folder);
  path = exchange_write (&folder, "a.xml", "before", -1);
  /* The header says five children, the body has two. */
  g_assert_false (miao_cwx_write (path, submission, institution, &sample_source, &source, NULL,
                                  NULL, NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_STORE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  source = (SampleSource){ .n_children = 2, .n_families = 1 };
  g_assert_false (miao_cwx_write (path, submission, institution, &sample_source, &source, NULL,
                                  NULL, cancellable, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_clear_error (&error);
  /* The old file is whole and nothing else was left. */
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "before");
  dir = g_dir_open (folder.folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 1);
  g_assert_false (miao_cwx_write ("/nowhere/a.xml", submission, institution, &sample_source,
                                  &source, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/cwx-writer/schema", test_schema);
  g_test_add_func ("/cwx-writer/mapping", test_mapping);
  g_test_add_func ("/cwx-writer/dictionary", test_dictionary);
  g_test_add_func ("/cwx-writer/golden", test_golden);
  g_test_add_func ("/cwx-writer/repeatable", test_repeatable);
  g_test_add_func ("/cwx-writer/xmllint", test_xmllint);
  g_test_add_func ("/cwx-writer/faults", test_faults);

  return g_test_run ();
}
