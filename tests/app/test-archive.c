#include "config.h"

#include "miao-archive.h"
#include "miao-audit.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-practice.h"
#include "miao-store.h"
#include "miao-use-case.h"
#include "miao-volume.h"

#include "practice-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* From the papers of a child to the package that goes to the archives hall. */

#define TODAY "2026-11-22"

static char *folder;
static char *path;

static MiaoSession *
login (const char *who)
{
  g_autoptr (GError) error = NULL;
  MiaoSession *session = miao_session_open (path, who, MIAO_PRACTICE_PASSWORD, &error);

  g_assert_no_error (error);
  g_assert_true (miao_session_set_today (session, miao_date_parse (TODAY), &error));
  g_assert_no_error (error);

  return session;
}

static char *
first_id (MiaoSession *session, const char *kind)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) all = miao_store_select (miao_session_get_store (session), query, NULL);

  g_assert_nonnull (all);
  g_assert_cmpuint (all->len, >, 0);

  return g_strdup (miao_record_get_id (all->pdata[0]));
}

/* A child that has a foster-care agreement. */
static char *
some_child (MiaoSession *session)
{
  g_autofree char *id = first_id (session, "agreement");
  g_autoptr (MiaoRecord) agreement =
      miao_store_load (miao_session_get_store (session), miao_kind_find ("agreement"), id, NULL);

  return g_strdup (miao_record_get (agreement, "child"));
}

static char *
seal (MiaoSession *session, const char *child, const char *paper)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (input, "child", child);
  json_object_set_string_member (input, "paper", paper);
  g_assert_true (miao_use_case_run (session, "seal-item", input, &outcome, &error));
  g_assert_no_error (error);

  return g_strdup (miao_outcome_get (outcome, "archive_volume"));
}

static void
find_newest (const char *below, const char **newest, gint64 *newest_at)
{
  g_autoptr (GDir) dir = g_dir_open (below, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *at = g_build_filename (below, name, NULL);
    GStatBuf state;

    if (g_file_test (at, G_FILE_TEST_IS_DIR)) {
      find_newest (at, newest, newest_at);
    } else if (g_stat (at, &state) == 0 &&
               state.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + state.st_mtim.tv_nsec >=
                   *newest_at) {
      *newest_at = state.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + state.st_mtim.tv_nsec;
      *newest = g_intern_string (at);
    }
  }
}

/* Turns one byte of the newest encrypted file round; once more, and it is as it was. */
static void
turn_newest (const char **file)
{
  g_autofree char *attachments = g_strconcat (path, ".d", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 at = 0;
  gsize n;

  if (*file == NULL)
    find_newest (attachments, file, &at);
  g_assert_nonnull (*file);
  g_assert_true (g_file_get_contents (*file, &bytes, &n, &error));
  bytes[n / 2] = (char) (bytes[n / 2] ^ 1);
  g_assert_true (g_file_set_contents (*file, bytes, (gssize) n, &error));
}

/* Nothing is sealed over a broken item: the next signature would vouch for it. */
static void
test_broken (void)
{
  g_autoptr (MiaoSession) session = login ("archive");
  g_autofree char *child = some_child (session);
  g_autofree char *volume = seal (session, child, "growth-record");
  g_autofree char *again = NULL;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoRecord) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  const char *file = NULL;

  if (miao_store_is_address (path)) {
    g_test_skip ("the files lie on the server");
    return;
  }
  before = miao_store_load (miao_session_get_store (session), miao_kind_find ("archive_volume"),
                            volume, NULL);
  turn_newest (&file);
  json_object_set_string_member (input, "child", child);
  json_object_set_string_member (input, "paper", "growth-record");
  g_assert_false (miao_use_case_run (session, "seal-item", input, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "备份"));
  after = miao_store_load (miao_session_get_store (session), miao_kind_find ("archive_volume"),
                           volume, NULL);
  g_assert_cmpint (miao_record_get_version (after), ==, miao_record_get_version (before));

  turn_newest (&file);
  again = seal (session, child, "growth-record");
  g_assert_cmpstr (again, ==, volume);
}

static void
close_volume (MiaoSession *session, const char *volume)
{
  g_autofree char *made_by = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));
  g_autoptr (GPtrArray) staff = miao_store_select (miao_session_get_store (session), query, NULL);
  g_autoptr (MiaoRecord) record = miao_store_load (miao_session_get_store (session),
                                                   miao_kind_find ("archive_volume"), volume, NULL);
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  made_by = g_strdup (miao_record_get (record, "made_by"));
  json_object_set_string_member (input, "volume", volume);
  for (guint i = 0; i < staff->len; i++)
    if (g_strcmp0 (miao_record_get_id (staff->pdata[i]), made_by) != 0)
      json_object_set_string_member (input, "checked_by", miao_record_get_id (staff->pdata[i]));
  json_object_set_string_member (input, "note", "无缺损、无修改。");
  g_assert_true (miao_use_case_run (session, "close-volume", input, &outcome, &error));
  g_assert_no_error (error);
}

static MiaoVolumeReport *
check (MiaoSession *session, const char *package)
{
  g_autoptr (GPtrArray) keys = miao_audit_list_keys (session, NULL);
  g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  MiaoVolumeReport *report;

  for (guint i = 0; i < keys->len; i++) {
    char hex[MIAO_DIGEST_HEX];

    g_ptr_array_add (
        ours, g_strdup (miao_digest_hex (((MiaoAuditKey *) keys->pdata[i])->public_key, hex)));
  }
  g_ptr_array_add (ours, NULL);
  report = miao_volume_check (package, (const char *const *) ours->pdata, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < report->findings->len; i++)
    g_test_message ("%s", ((MiaoVolumeFinding *) report->findings->pdata[i])->message);

  return report;
}

static void
assert_sheet (const char *package)
{
  g_autofree char *file = g_build_filename (package, "data", "items", "0002.pdf", NULL);
  const char *argv[] = { "pdftotext", "-layout", file, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (text, "档号"));
  g_assert_nonnull (strstr (text, "件号"));
  g_assert_nonnull (strstr (text, "0002"));
}

static void
test_package (void)
{
  g_autoptr (MiaoSession) session = login ("archive");
  g_autofree char *child = some_child (session);
  g_autofree char *volume = seal (session, child, "growth-record");
  g_autofree char *same = seal (session, child, "growth-sheet");
  g_autofree char *package = g_build_filename (folder, "volume.zip", NULL);
  g_autofree char *unpacked = g_build_filename (folder, "volume", NULL);
  g_autoptr (MiaoVolumeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (volume, ==, same);
  /* What is still forming has no seal to hand over. */
  g_assert_false (miao_archive_package (session, volume, package, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (g_file_test (package, G_FILE_TEST_EXISTS));

  close_volume (session, volume);
  g_assert_true (miao_archive_package (session, volume, package, NULL, &error));
  g_assert_no_error (error);
  report = check (session, package);
  g_assert_cmpuint (report->findings->len, ==, 0);
  g_assert_cmpuint (report->n_items, ==, 2);
  g_assert_cmpuint (report->key_ids->len, ==, 1);

  /* The sealed sheet names its own place. */
  g_assert_true (miao_archive_package (session, volume, unpacked, NULL, &error));
  g_assert_no_error (error);
  assert_sheet (unpacked);

  /* Never over a file that is there. */
  g_assert_false (miao_archive_package (session, volume, package, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
}

static void
remove_tree (const char *where)
{
  g_autoptr (GDir) dir = g_dir_open (where, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inner = g_build_filename (where, name, NULL);

    remove_tree (inner);
  }
  (void) g_remove (where);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  folder = g_dir_make_tmp ("miao-archive-XXXXXX", NULL);
  path = practice_dup (folder, TODAY);
  g_test_add_func ("/archive/package", test_package);
  g_test_add_func ("/archive/broken", test_broken);
  result = g_test_run ();
  remove_tree (folder);
  g_free (folder);
  g_free (path);

  return result;
}
