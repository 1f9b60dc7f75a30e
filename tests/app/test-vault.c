#include "config.h"

#include "miao-attempts.h"
#include "vault-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_refused (Vault *vault, const char *login, const char *password, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = miao_session_open (vault->path, login, password, &error);

  g_assert_null (session);
  g_assert_error (error, MIAO_ERROR, code);
}

static void
test_open (Vault *vault, gconstpointer data)
{
  for (int i = MIAO_ROLE_CASEWORKER; i < MIAO_ROLE_ADMINISTRATOR; i++) {
    const char *login = miao_role_name ((MiaoRole) i);
    g_autoptr (MiaoSession) session = vault_open (vault, login, PASSWORD);

    g_assert_cmpint (miao_session_get_role (session), ==, i);
    g_assert_cmpstr (miao_session_get_login (session), ==, login);
    g_assert_true (miao_id_is_valid (miao_session_get_account (session)));
    g_assert_cmpint (miao_session_may (session, MIAO_MAY_ARCHIVE_SEAL), ==,
                     i == MIAO_ROLE_ARCHIVIST);
    g_assert_null (miao_session_get_alarm (session));
    miao_session_close (session);
    g_assert_false (miao_session_may (session, MIAO_MAY_CHILD_READ));
    g_assert_cmpstr (miao_session_get_login (session), ==, login);
  }
  assert_refused (vault, ADMIN, "wrong password", MIAO_ERROR_KEY);
  assert_refused (vault, "nobody", PASSWORD, MIAO_ERROR_KEY);
  assert_refused (vault, "no body", PASSWORD, MIAO_ERROR_INVALID);
}

static void
test_encrypted (Vault *vault, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;
  struct stat st;

  g_assert_true (g_file_get_contents (vault->path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 4096);
  g_assert_cmpint (memcmp (bytes, "SQLite format 3", 15), !=, 0);
  g_assert_cmpint (stat (vault->keys_path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
}

static void
test_set_up_again (Vault *vault, gconstpointer data)
{
  MiaoVaultSetup setup = {
    .path = vault->path, .login = "other", .name = "别人", .password = PASSWORD, .practice = TRUE
  };
  g_autofree char *other = g_build_filename (vault->folder, "b.miaopu", NULL);
  g_autofree char *left = g_strconcat (other, ".new", NULL);
  g_autofree char *left_keys = miao_slots_dup_path (other);
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = NULL;

  g_assert_false (miao_vault_create (&setup, &recovery, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CONFLICT);
  g_clear_error (&error);
  session = vault_open (vault, ADMIN, PASSWORD); /* untouched */
  g_clear_pointer (&session, miao_session_unref);

  /* What a set-up leaves behind that was killed does not stop the next one. */
  setup.path = other;
  g_assert_true (g_file_set_contents (left, "half a database", -1, NULL));
  g_assert_true (g_file_set_contents (left_keys, "keys without a database", -1, NULL));
  g_assert_true (miao_vault_create (&setup, &recovery, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  session = miao_session_open (other, "other", PASSWORD, &error);
  g_assert_no_error (error);

  setup.password = "other 12345";
  g_clear_pointer (&recovery, miao_secret_free_text);
  g_assert_false (miao_vault_create (&setup, &recovery, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_null (recovery);
}

static void
test_day (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (GError) error = NULL;
  const MiaoDate day = miao_date_parse ("2026-03-02");
  gint64 now_ms;

  g_assert_true (miao_session_is_practice (session));
  g_assert_cmpint (miao_session_today (session), ==, miao_date_today ());
  g_assert_true (miao_session_set_today (session, day, &error));
  g_assert_cmpint (miao_session_today (session), ==, day);
  now_ms = miao_session_now_ms (session);
  g_assert_cmpint (now_ms, >=, G_GINT64_CONSTANT (1772413200000)); /* 09:00 in Shanghai */
  g_assert_cmpint (now_ms, <, G_GINT64_CONSTANT (1772413200000) + 60000);
}

static void
test_real_day (void)
{
  Vault vault;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  vault_make (&vault, FALSE);
  session = vault_open (&vault, ADMIN, PASSWORD);
  g_assert_false (miao_session_is_practice (session));
  g_assert_false (miao_session_set_today (session, miao_date_parse ("2026-03-02"), &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_assert_cmpint (miao_session_today (session), ==, miao_date_today ());
  g_clear_pointer (&session, miao_session_unref);
  vault_tear_down (&vault, NULL);
}

static gboolean
count_failures (const MiaoAuditRow *row, gpointer data, GError **error)
{
  if (g_strcmp0 (row->action, "login.failed") == 0 && strstr (row->detail, "\"failures\":2"))
    ++*(int *) data;

  return TRUE;
}

static void
test_failures (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  int logged = 0;

  assert_refused (vault, "assessor", "wrong password", MIAO_ERROR_KEY);
  assert_refused (vault, "assessor", "wrong password", MIAO_ERROR_KEY);
  session = vault_open (vault, "assessor", PASSWORD);
  g_assert_true (miao_store_audit_each (miao_session_get_store (session), 1,
                                        miao_session_get_account (session), NULL, FALSE, 0,
                                        count_failures, &logged, &error));
  g_assert_cmpint (logged, ==, 1);
  g_clear_pointer (&session, miao_session_unref);

  for (int i = 0; i < MIAO_ATTEMPTS_FREE; i++)
    assert_refused (vault, "assessor", "wrong password", MIAO_ERROR_KEY);
  assert_refused (vault, "assessor", PASSWORD, MIAO_ERROR_BUSY);
  session = vault_open (vault, "director", PASSWORD); /* others do not wait */
}

static void
test_pauses (Vault *vault, gconstpointer data)
{
  const gint64 now = 1000000000;
  gint64 last;
  int pause, longest = 0;

  for (int i = 0; i < 30; i++) {
    pause = miao_attempts_get_pause (vault->keys_path, "aa", now);
    g_assert_cmpint (pause, >=, longest);
    g_assert_true ((pause > 0) == (i >= MIAO_ATTEMPTS_FREE));
    longest = pause;
    miao_attempts_add (vault->keys_path, "aa", now);
  }
  g_assert_cmpint (longest, ==, MIAO_ATTEMPTS_MAX_PAUSE);
  g_assert_cmpint (miao_attempts_get_pause (vault->keys_path, "aa", now + 899001), ==, 1);
  g_assert_cmpint (miao_attempts_get_pause (vault->keys_path, "aa", now + 900000), ==, 0);
  g_assert_cmpint (miao_attempts_get_pause (vault->keys_path, "aa", now - 86400000), ==, longest);
  g_assert_cmpint (miao_attempts_get_pause (vault->keys_path, "bb", now), ==, 0);
  g_assert_cmpint (miao_attempts_get (vault->keys_path, "aa", &last), ==, 30);
  g_assert_cmpint (last, ==, now);
  miao_attempts_clear (vault->keys_path, "aa");
  g_assert_cmpint (miao_attempts_get_pause (vault->keys_path, "aa", now), ==, 0);
}

static void
test_change_password (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);
  g_autoptr (GError) error = NULL;

  g_assert_false (miao_account_change_password (session, "not the one", "new words here", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_false (miao_account_change_password (session, PASSWORD, "short", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (miao_account_change_password (session, PASSWORD, "new words here", &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);

  assert_refused (vault, "caseworker", PASSWORD, MIAO_ERROR_KEY);
  session = vault_open (vault, "caseworker", "new words here");
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "director", PASSWORD);
}

static void
test_manage (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *name = NULL;

  g_assert_false (miao_account_create (session, "new.one", "新人", MIAO_ROLE_DIRECTOR, NULL,
                                       PASSWORD, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (miao_account_reset_password (session, ADMIN, "new words here", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_clear_pointer (&session, miao_session_unref);

  session = vault_open (vault, ADMIN, PASSWORD);
  g_assert_false (miao_account_create (session, "Director", "新人", MIAO_ROLE_DIRECTOR, NULL,
                                       PASSWORD, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (miao_account_create (session, "New.One", "新人", MIAO_ROLE_ASSESSOR, NULL,
                                      PASSWORD, &id, &error));
  g_assert_no_error (error);
  name = miao_account_dup_name (session, id);
  g_assert_cmpstr (name, ==, "新人");
  accounts = miao_account_list (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 6);

  g_assert_true (miao_account_set_role (session, "new.one", "新名", MIAO_ROLE_ARCHIVIST, &error));
  g_assert_true (miao_account_reset_password (session, "new.one", "fresh words here", &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "new.one", "fresh words here");
  g_assert_cmpint (miao_session_get_role (session), ==, MIAO_ROLE_ARCHIVIST);
  g_assert_cmpstr (miao_session_get_name (session), ==, "新名");
}

static void
test_disable (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (GError) error = NULL;

  g_assert_false (miao_account_disable (session, ADMIN, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (miao_account_set_role (session, ADMIN, NULL, MIAO_ROLE_DIRECTOR, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (miao_account_disable (session, "assessor", &error));
  g_assert_no_error (error);
  assert_refused (vault, "assessor", PASSWORD, MIAO_ERROR_KEY);
  g_assert_true (miao_account_reset_password (session, "assessor", "back again 77", &error));
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "assessor", "back again 77");
}

static void
test_recover (Vault *vault, gconstpointer data)
{
  g_autofree char *typo = g_strdup (vault->recovery);
  g_autofree char *renewed = NULL;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  typo[8] = typo[8] == '9' ? '0' : (char) (typo[8] + 1);
  g_assert_false (miao_vault_recover (vault->path, typo, ADMIN, "found words 5", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "第 2 组"));
  g_clear_error (&error);
  g_assert_false (miao_vault_recover (vault->path,
                                      "000011-000022-000033-000044-000055-000066-000077-720885",
                                      ADMIN, "found words 5", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_false (
      miao_vault_recover (vault->path, vault->recovery, "nobody", "found words 5", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (miao_vault_recover (vault->path, vault->recovery, ADMIN, "found words 5", &error));
  g_assert_no_error (error);
  assert_refused (vault, ADMIN, PASSWORD, MIAO_ERROR_KEY);

  session = vault_open (vault, ADMIN, "found words 5");
  g_assert_true (miao_account_renew_recovery (session, &renewed, &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);
  g_assert_false (
      miao_vault_recover (vault->path, vault->recovery, ADMIN, "other words 6", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_true (miao_vault_recover (vault->path, renewed, ADMIN, "other words 6", &error));
}

static void
test_old_keys (Vault *vault, gconstpointer data)
{
  g_autofree char *old = NULL;
  gsize size;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (vault->keys_path, &old, &size, NULL));
  session = vault_open (vault, "caseworker", PASSWORD);
  g_assert_true (miao_account_change_password (session, PASSWORD, "new words here", &error));
  g_clear_pointer (&session, miao_session_unref);

  /* The file with the password that was changed is put back. */
  g_assert_true (g_file_set_contents (vault->keys_path, old, (gssize) size, NULL));
  assert_refused (vault, "caseworker", PASSWORD, MIAO_ERROR_CORRUPT);
  assert_refused (vault, ADMIN, PASSWORD, MIAO_ERROR_CORRUPT);

  /* It may be the only one left: the recovery sheet makes it the present one. */
  g_assert_true (miao_vault_recover (vault->path, vault->recovery, ADMIN, "found words 5", &error));
  g_assert_no_error (error);
  session = vault_open (vault, ADMIN, "found words 5");
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "director", PASSWORD);
}

static void
test_wrong_files (Vault *vault, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (vault->folder, "none.miaopu", NULL);
  g_autofree char *keys = NULL;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  session = miao_session_open (missing, ADMIN, PASSWORD, &error);
  g_assert_null (session);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);

  g_assert_true (g_file_get_contents (vault->keys_path, &keys, &size, NULL));
  g_assert_true (g_file_set_contents (vault->keys_path, "PK\003\004", -1, NULL));
  assert_refused (vault, ADMIN, PASSWORD, MIAO_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (vault->keys_path, keys, (gssize) size / 2, NULL));
  assert_refused (vault, ADMIN, PASSWORD, MIAO_ERROR_CORRUPT);
  g_assert_cmpint (g_unlink (vault->keys_path), ==, 0);
  assert_refused (vault, ADMIN, PASSWORD, MIAO_ERROR_NOT_FOUND);
}

/* Reads with all rights, while the window still takes the session for locked. */
static void
read_ahead (MiaoSession *session, gpointer data)
{
  guint *calls = data;

  (*calls)++;
  g_assert_true (miao_session_is_locked (session));
  g_assert_true (miao_session_may (session, MIAO_MAY_CHILD_READ));
  g_assert_nonnull (miao_session_get_attachments (session));
}

static void
test_lock (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "director", PASSWORD);
  g_autoptr (GError) error = NULL;
  guint calls = 0;

  miao_session_lock (session);
  g_assert_true (miao_session_is_locked (session));
  g_assert_nonnull (miao_session_get_store (session));
  g_assert_null (miao_session_get_attachments (session));
  g_assert_false (miao_session_may (session, MIAO_MAY_CHILD_READ));
  g_assert_false (miao_session_require (session, MIAO_MAY_CHILD_READ, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (miao_audit_event (session, "print", NULL, NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (miao_session_unlock (session, "wrong password", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_true (miao_session_unlock (session, PASSWORD, &error));
  g_assert_true (miao_session_may (session, MIAO_MAY_CHILD_READ));
  g_assert_nonnull (miao_session_get_attachments (session));
  g_assert_true (miao_audit_event (session, "print", NULL, NULL, NULL, &error));
  miao_session_lock (session);
  g_assert_false (miao_session_unlock_and (session, "wrong password", read_ahead, &calls, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_assert_cmpuint (calls, ==, 0);
  g_clear_error (&error);
  g_assert_true (miao_session_unlock_and (session, PASSWORD, read_ahead, &calls, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (calls, ==, 1);
  g_assert_false (miao_session_is_locked (session));
}

/* Key file and database are two files: killed between them, the slot is there and the row is not.
 */
static void
test_left_slot (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (vault->keys_path, NULL);
  g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, ADMIN, PASSWORD, NULL);
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_slots_put (slots, "ghost", MIAO_SLOT_ACCOUNT, "ghostly words",
                                 MIAO_KDF_COST_PRACTICE, keys, NULL, &error));
  g_assert_true (miao_slots_save (slots, vault->keys_path, keys, &error));
  assert_refused (vault, "ghost", "ghostly words", MIAO_ERROR_DENIED);
  session = vault_open (vault, ADMIN, PASSWORD);
  vault_add (session, "ghost", MIAO_ROLE_ASSESSOR);
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "ghost", PASSWORD);
}

/* The desktop and the command line on one file. */
static void
test_two_programs (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) admin = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (MiaoSession) worker = vault_open (vault, "caseworker", PASSWORD);
  g_auto (MiaoAuditReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++) {
    g_autofree char *login = g_strdup_printf ("both-%d", i);

    vault_add (admin, login, MIAO_ROLE_ASSESSOR);
    g_assert_true (miao_audit_event (worker, "print", NULL, NULL, NULL, &error));
    g_assert_no_error (error);
    g_assert_true (miao_session_anchor (worker, &error));
    g_assert_true (miao_audit_event (admin, "print", NULL, NULL, NULL, &error));
    g_assert_true (miao_session_anchor (admin, &error));
    g_assert_no_error (error);
  }
  g_assert_true (miao_account_change_password (worker, PASSWORD, "new words here", &error));
  g_assert_no_error (error);
  g_clear_pointer (&worker, miao_session_unref);
  g_assert_true (miao_audit_verify (admin, NULL, NULL, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report.problem, ==, NULL);
  g_clear_pointer (&admin, miao_session_unref);

  worker = vault_open (vault, "both-4", PASSWORD);
  g_assert_null (miao_session_get_alarm (worker));
  g_clear_pointer (&worker, miao_session_unref);
  worker = vault_open (vault, "caseworker", "new words here");
}

static void
test_full_disk (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  struct rlimit old, small = { 512, 512 };
  gsize size_before, size_after;

  g_assert_true (g_file_get_contents (vault->keys_path, &before, &size_before, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small.rlim_max = old.rlim_max;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (miao_account_change_password (session, PASSWORD, "new words here", &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_clear_error (&error);

  g_assert_true (g_file_get_contents (vault->keys_path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  /* With room again, the same session goes on. */
  g_assert_true (miao_account_change_password (session, PASSWORD, "new words here", &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "caseworker", "new words here");
}

static void
test_read_only (Vault *vault, gconstpointer data)
{
  pid_t child;
  int status;

  g_assert_cmpint (chmod (vault->folder, 0555), ==, 0);
  g_assert_cmpint (chmod (vault->path, 0444), ==, 0);
  g_assert_cmpint (chmod (vault->keys_path, 0444), ==, 0);
  /* Root may write everywhere, so the question is asked by somebody else. */
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MiaoSession) session = NULL;

    if (geteuid () == 0 && setuid (65534) != 0)
      _exit (2);
    session = miao_session_open (vault->path, ADMIN, PASSWORD, &error);
    _exit (session == NULL && g_error_matches (error, MIAO_ERROR, MIAO_ERROR_READ_ONLY) ? 0 : 3);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (chmod (vault->folder, 0755), ==, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
make_accounts (Vault *vault, int round)
{
  g_autoptr (MiaoSession) session = miao_session_open (vault->path, ADMIN, PASSWORD, NULL);

  for (int i = 0; session != NULL; i++) {
    g_autofree char *login = g_strdup_printf ("kill-%d-%d", round, i);

    if (!miao_account_create (session, login, login, MIAO_ROLE_ASSESSOR, NULL, PASSWORD, NULL,
                              NULL))
      break;
  }
  _exit (1);
}

static guint
count_slots (Vault *vault)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (vault->keys_path, NULL);

  return miao_slots_get_n (slots);
}

/* However slow the machine is: the child has made an account, or is about to. */
static void
wait_for_slot (Vault *vault, guint before)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (count_slots (vault) <= before) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    g_usleep (1000);
  }
}

static void
test_killed (Vault *vault, gconstpointer data)
{
  guint made = 0;

  for (int round = 0; round < 8; round++) {
    const guint slots_before = count_slots (vault);
    g_autoptr (MiaoSession) session = NULL;
    g_autoptr (GPtrArray) accounts = NULL;
    g_auto (MiaoAuditReport) report = { 0 };
    g_autoptr (GError) error = NULL;
    pid_t child = fork ();
    int status;

    if (child == 0)
      make_accounts (vault, round);
    wait_for_slot (vault, slots_before);
    g_usleep ((gulong) (round * 7000));
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));

    session = vault_open (vault, ADMIN, PASSWORD);
    g_assert_null (miao_session_get_alarm (session));
    accounts = miao_account_list (session, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (accounts->len, >=, made);
    made = accounts->len;
    g_assert_true (miao_audit_verify (session, NULL, NULL, &report, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (report.problem, ==, NULL);
    /* Whoever has a row has a slot, too. */
    for (guint i = 0; i < accounts->len; i++) {
      const MiaoAccount *account = g_ptr_array_index (accounts, i);
      g_autoptr (MiaoSlots) slots = miao_slots_load (vault->keys_path, NULL);

      g_assert_true (miao_slots_has (slots, account->login));
    }
  }
  g_test_message ("%u accounts", made);
  g_assert_cmpuint (made, >, 5);
}

/* Set-up cut off anywhere: either there is an institution that opens, or it can be set up again. */
static void
test_killed_set_up (Vault *vault, gconstpointer data)
{
  g_autofree char *path = g_build_filename (vault->folder, "k.miaopu", NULL);
  g_autofree char *keys = miao_slots_dup_path (path);
  MiaoVaultSetup setup = {
    .path = path, .login = ADMIN, .name = "周敏", .password = PASSWORD, .practice = TRUE
  };
  int opened = 0;

  for (int round = 0; round < 12; round++) {
    g_autoptr (MiaoSession) session = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *recovery = NULL;
    pid_t child = fork ();
    int status;

    if (child == 0) {
      (void) miao_vault_create (&setup, &recovery, NULL);
      pause ();
      _exit (1);
    }
    g_usleep ((gulong) (3000 + round * 9000));
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    if (g_file_test (path, G_FILE_TEST_EXISTS)) {
      opened++;
    } else {
      g_assert_true (miao_vault_create (&setup, &recovery, &error));
      g_assert_no_error (error);
    }
    session = miao_session_open (path, ADMIN, PASSWORD, &error);
    g_assert_no_error (error);
    g_clear_pointer (&session, miao_session_unref);
    g_assert_cmpint (g_unlink (path), ==, 0);
    g_unlink (keys);
  }
  g_test_message ("%d of 12 were finished before the kill", opened);
}

static void
test_hardened (void)
{
  if (g_test_subprocess ()) {
    struct rlimit core;

    miao_secret_harden_process ();
    g_assert_cmpint (getrlimit (RLIMIT_CORE, &core), ==, 0);
    g_assert_cmpuint (core.rlim_cur, ==, 0);
    g_assert_cmpuint (core.rlim_max, ==, 0);
#ifndef MIAO_DEBUGGABLE
    g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
#endif
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

#define ADD(path, function) g_test_add (path, Vault, NULL, vault_set_up, function, vault_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/vault/open", test_open);
  ADD ("/vault/day", test_day);
  ADD ("/vault/change-password", test_change_password);
  ADD ("/vault/manage", test_manage);
  ADD ("/vault/disable", test_disable);
  ADD ("/vault/recover", test_recover);
  ADD ("/vault/lock", test_lock);
  /* The rest is about the two files. */
  if (server_is_there ())
    return g_test_run ();
  ADD ("/vault/encrypted", test_encrypted);
  ADD ("/vault/set-up-again", test_set_up_again);
  g_test_add_func ("/vault/real-day", test_real_day);
  ADD ("/vault/failures", test_failures);
  ADD ("/vault/pauses", test_pauses);
  ADD ("/vault/old-keys", test_old_keys);
  ADD ("/vault/wrong-files", test_wrong_files);
  ADD ("/vault/left-slot", test_left_slot);
  ADD ("/vault/two-programs", test_two_programs);
  ADD ("/vault/full-disk", test_full_disk);
  ADD ("/vault/read-only", test_read_only);
  ADD ("/vault/killed", test_killed);
  ADD ("/vault/killed-set-up", test_killed_set_up);
  g_test_add_func ("/vault/hardened", test_hardened);

  return g_test_run ();
}
