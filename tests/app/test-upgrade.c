#include "config.h"

#include "miao-error.h"
#include "miao-resource.h"
#include "miao-restore.h"
#include "miao-session-private.h"
#include "miao-store-private.h"
#include "vault-fixture.h"

#include <string.h>

/* An institution's file as an older program left it: made by the older scripts, with an account
 * that can log in and a child. */

typedef struct {
  Vault vault;
  int schema; /* of the older program */
} Old;

#define CHILD "01890a5d-ac96-774b-bcce-b302099a0002"

static char *
dup_script (const char *name)
{
  g_autofree char *path = g_strconcat ("sql/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = miao_resource_load (path, &error);
  g_autofree char *sql = NULL;

  g_assert_no_error (error);
  sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return miao_store_dup_script (&miao_store_file_driver, sql);
}

/* Runs the numbered scripts of this driver up to @upto; returns the number of the last one. */
static int
replay (gpointer connection, int upto)
{
  g_auto (GStrv) names = miao_resource_list ("sql/");
  g_autoptr (GError) error = NULL;
  int last = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    const int number = (int) g_ascii_strtoll (names[i], NULL, 10);
    const char *dot = strchr (names[i], '.');
    g_autofree char *script = NULL;

    /* The roles of a server have no number. */
    if (number == 0 || number > upto ||
        !(strcmp (dot, ".sql") == 0 || strcmp (dot, ".file.sql") == 0))
      continue;
    script = dup_script (names[i]);
    g_assert_true (miao_store_file_driver.script (connection, script, &error));
    g_assert_no_error (error);
    last = MAX (last, number);
  }
  g_assert_true (miao_store_file_driver.set_schema (connection, last, &error));

  return last;
}

static void
fill (gpointer connection)
{
  static const char *const ROWS =
      "INSERT INTO account VALUES ('01890a5d-ac96-774b-bcce-b302099a0001', 1, 'director', "
      "'方馆长', "
      "'director', NULL, 0, 0, 0, 0, 1767225600000);"
      "INSERT INTO child (id, row_version, created_at, created_by, updated_at, updated_by, "
      "child_no, "
      "name, status) VALUES ('" CHILD
      "', 1, 1767225600000, 'x', 1767225600000, 'x', 'ET-1', '旧文件', "
      "'IN_CARE');";
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_store_file_driver.script (connection, ROWS, &error));
  g_assert_no_error (error);
}

static void
set_up (Old *old, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = miao_slots_new ();
  g_autoptr (MiaoKeys) keys = miao_keys_new ();
  g_autoptr (GBytes) secret = miao_keys_dup_database_key (keys, slots);
  const guint8 *raw = g_bytes_get_data (secret, NULL);
  MiaoStoreConfig config = { .key = raw, .salt = raw + MIAO_SUBKEY_SIZE, .create = TRUE };
  g_autoptr (GError) error = NULL;
  gpointer connection;

  old->vault.folder = g_dir_make_tmp ("miao-upgrade-XXXXXX", &error);
  old->vault.path = g_build_filename (old->vault.folder, "园.miaopu", NULL);
  old->vault.keys_path = miao_slots_dup_path (old->vault.path);
  config.path = old->vault.path;
  connection = miao_store_file_driver.open (&config, &error);
  g_assert_no_error (error);
  old->schema = replay (connection, miao_schema_newest () - 1);
  g_assert_cmpint (old->schema, <, miao_schema_newest ());
  fill (connection);
  miao_store_file_driver.close (connection);
  g_assert_true (miao_slots_put (slots, "director", MIAO_SLOT_ACCOUNT, PASSWORD,
                                 MIAO_KDF_COST_PRACTICE, keys, NULL, &error));
  g_assert_true (miao_slots_save (slots, old->vault.keys_path, keys, &error));
  g_assert_no_error (error);
}

static void
tear_down (Old *old, gconstpointer data)
{
  vault_tear_down (&old->vault, NULL);
}

static char *
dup_copy (Old *old)
{
  return g_strdup_printf ("%s.before-upgrade-%d", old->vault.path, old->schema);
}

static int
schema_of (Old *old, const char *path)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (old->vault.keys_path, NULL);
  g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, "director", PASSWORD, NULL);
  g_autoptr (GBytes) secret = miao_keys_dup_database_key (keys, slots);
  const guint8 *raw = g_bytes_get_data (secret, NULL);
  const MiaoStoreConfig config = {
    .path = path, .key = raw, .salt = raw + MIAO_SUBKEY_SIZE, .read_only = TRUE, .as_is = TRUE
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoStore) store = miao_store_open (&config, &error);

  g_assert_no_error (error);

  return miao_store_get_schema (store);
}

static void
assert_child (Old *old)
{
  g_autoptr (MiaoSession) session = vault_open (&old->vault, "director", PASSWORD);
  g_autoptr (MiaoRecord) child = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (miao_session_get_alarm (session));
  g_assert_cmpint (miao_store_get_schema (miao_session_get_store (session)), ==,
                   miao_schema_newest ());
  child =
      miao_store_load (miao_session_get_store (session), miao_kind_find ("child"), CHILD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (miao_record_get (child, "name"), ==, "旧文件");
}

static void
test_and_back (Old *old, gconstpointer data)
{
  g_autofree char *copy = dup_copy (old);
  g_autofree char *inside = g_build_filename (copy, "园.miaopu", NULL);
  g_autofree char *aside = NULL, *replaced = NULL;
  g_auto (MiaoBackupReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  assert_child (old); /* upgraded by being opened */
  g_assert_cmpint (schema_of (old, old->vault.path), ==, miao_schema_newest ());
  g_assert_cmpint (schema_of (old, inside), ==, old->schema);
  g_assert_true (miao_backup_check (copy, NULL, NULL, NULL, NULL, &report, &error));
  g_assert_cmpuint (report.problems->len, ==, 0);
  g_assert_cmpstr (report.backup->why, ==, "upgrade");

  g_assert_true (miao_restore_upgrade (old->vault.path, copy, &aside, &error));
  g_assert_no_error (error);
  g_assert_cmpint (schema_of (old, old->vault.path), ==, old->schema);
  replaced = g_build_filename (aside, "园.miaopu", NULL);
  g_assert_cmpint (schema_of (old, replaced), ==, miao_schema_newest ());

  assert_child (old); /* and forward again */
}

/* The copy comes first: where it cannot be made, the file stays as it was. */
static void
test_no_copy (Old *old, gconstpointer data)
{
  g_autofree char *copy = dup_copy (old);
  g_autofree char *part = g_strconcat (copy, ".part", NULL);
  g_autofree char *moved = g_strconcat (old->vault.keys_path, ".moved", NULL);
  g_autoptr (MiaoSlots) slots = miao_slots_load (old->vault.keys_path, NULL);
  g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, "director", PASSWORD, NULL);
  g_autoptr (MiaoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (old->vault.keys_path, moved), ==, 0);
  store = miao_session_open_store (old->vault.path, slots, keys, FALSE, &error);
  g_assert_null (store);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "升级前的备份没有做成"));
  g_assert_cmpint (g_rename (moved, old->vault.keys_path), ==, 0);
  g_assert_cmpint (schema_of (old, old->vault.path), ==, old->schema);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  assert_child (old);
}

/* The copy may also be restored by this program, which upgrades it on the way. */
static void
test_restore (Old *old, gconstpointer data)
{
  g_autofree char *copy = dup_copy (old);
  g_autofree char *other = g_build_filename (old->vault.folder, "another", "新园.miaopu", NULL);
  g_autoptr (MiaoRestore) restore = NULL;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  assert_child (old);
  restore = miao_restore_new (copy, other, "director", PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (miao_restore_run (restore, "演练", NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  session = miao_session_open (other, "director", PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_null (miao_session_get_alarm (session));
  g_assert_cmpint (miao_store_get_schema (miao_session_get_store (session)), ==,
                   miao_schema_newest ());
}

/* A copy that was changed is not gone back to, and neither is an ordinary backup. */
static void
test_spoiled (Old *old, gconstpointer data)
{
  g_autofree char *copy = dup_copy (old);
  g_autofree char *inside = g_build_filename (copy, "园.miaopu", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  assert_child (old);
  g_assert_true (g_file_get_contents (inside, &text, &size, NULL));
  text[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (inside, text, (gssize) size, NULL));
  g_assert_false (miao_restore_upgrade (old->vault.path, copy, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  assert_child (old);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/upgrade/" name, Old, NULL, set_up, test, tear_down)
  ADD ("and-back", test_and_back);
  ADD ("no-copy", test_no_copy);
  ADD ("restore", test_restore);
  ADD ("spoiled", test_spoiled);
#undef ADD

  return g_test_run ();
}
