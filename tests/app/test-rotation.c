#include "config.h"

#include "miao-attempts.h"
#include "miao-check.h"
#include "miao-rotation-private.h"
#include "vault-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Taking a person out: nobody's password is needed, the old key opens nothing, and a kill between
 * any two steps is made good by the next log-in of anybody. */

#define N_FILES 5

static GBytes *
make_pdf (int i)
{
  g_autofree char *text = g_strdup_printf ("%%PDF-1.7\n%d 张秀兰\n%%%%EOF\n", i);

  return g_bytes_new (text, strlen (text));
}

typedef struct {
  char *ids[N_FILES];
  char *sums[N_FILES];
} Files;

static void
add_files (Vault *vault, Files *files)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "caseworker", PASSWORD);

  for (int i = 0; i < N_FILES; i++) {
    g_autoptr (GBytes) content = make_pdf (i);
    g_autoptr (GError) error = NULL;
    g_autoptr (MiaoAttachment) stored = NULL;

    files->ids[i] = miao_id_new ();
    stored = miao_attachments_add_bytes (miao_session_get_attachments (session), files->ids[i],
                                         content, &error);
    g_assert_no_error (error);
    files->sums[i] = g_strdup (stored->sha256);
  }
}

static void
clear_files (Files *files)
{
  for (int i = 0; i < N_FILES; i++) {
    g_free (files->ids[i]);
    g_free (files->sums[i]);
  }
}

static void
assert_files (MiaoAttachments *attachments, const Files *files, gboolean open)
{
  for (int i = 0; i < N_FILES; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (miao_attachments_verify (attachments, files->ids[i], files->sums[i], &error),
                     ==, open);
    if (!open)
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  }
}

/* What the leaver took along: a copy of the key file, and their password. */
typedef struct {
  MiaoSlots *slots;
  MiaoKeys *keys;
} Leaver;

static Leaver
copy_keys (Vault *vault, const char *login)
{
  g_autoptr (GError) error = NULL;
  Leaver leaver = { miao_slots_load (vault->keys_path, &error), NULL };

  leaver.keys = miao_slots_unlock (leaver.slots, login, PASSWORD, &error);
  g_assert_no_error (error);

  return leaver;
}

static void
assert_locked_out (Vault *vault, Leaver *leaver, const Files *files)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (vault->keys_path, NULL);
  g_autoptr (MiaoAttachments) attachments = miao_attachments_new (vault->path, leaver->keys);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoStore) store =
      miao_session_open_store (vault->path, leaver->slots, leaver->keys, FALSE, &error);

  g_assert_null (store);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  assert_files (attachments, files, FALSE);
  g_assert_false (miao_slots_is_authentic (slots, leaver->keys));
  g_assert_false (miao_slots_has (slots, "assessor"));
  miao_slots_free (leaver->slots);
  miao_keys_free (leaver->keys);
}

static void
assert_sound (MiaoSession *session)
{
  g_auto (MiaoCheckReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_check_file (session, NULL, NULL, &report, &error));
  g_assert_no_error (error);
  if (report.problems->len > 0)
    g_error ("%s", (const char *) report.problems->pdata[0]);
}

static void
assert_spare_is_same (Vault *vault)
{
  g_autofree char *spare = miao_slots_dup_spare_path (vault->keys_path);
  g_autofree char *a = NULL, *b = NULL;
  gsize size_a, size_b;

  g_assert_true (g_file_get_contents (vault->keys_path, &a, &size_a, NULL));
  g_assert_true (g_file_get_contents (spare, &b, &size_b, NULL));
  g_assert_cmpmem (a, size_a, b, size_b);
}

static void
assert_refused (Vault *vault, const char *login, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = miao_session_open (vault->path, login, PASSWORD, &error);

  g_assert_null (session);
  g_assert_error (error, MIAO_ERROR, code);
}

static void
note_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

/* A record whose digest in the audit chain was made before the data key was replaced. */
static void
add_record (Vault *vault)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (MiaoRecord) record = miao_record_new (miao_kind_find ("staff"));
  g_autoptr (GError) error = NULL;
  MiaoStore *store = miao_session_get_store (session);

  miao_record_set (record, "name", "林小满");
  g_assert_true (miao_store_begin (store, &error));
  g_assert_true (miao_store_insert (store, record, miao_session_get_account (session), 1, &error));
  g_assert_true (miao_audit_record (session, "staff.add", NULL, record, NULL, &error));
  g_assert_true (miao_store_commit (store, &error));
  g_assert_no_error (error);
}

static void
test_remove (Vault *vault, gconstpointer data)
{
  Files files;
  Leaver leaver;
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  double last = 0;

  add_record (vault);
  add_files (vault, &files);
  leaver = copy_keys (vault, "assessor");
  session = vault_open (vault, ADMIN, PASSWORD);
  g_assert_true (miao_account_remove (session, "assessor", note_progress, &last, &error));
  g_assert_no_error (error);
  g_assert_null (miao_session_get_pending (session));
  g_assert_cmpfloat_with_epsilon (last, 1, 1e-9);

  /* The same session goes on. */
  assert_files (miao_session_get_attachments (session), &files, TRUE);
  assert_sound (session);
  vault_add (session, "newcomer", MIAO_ROLE_CASEWORKER);
  g_clear_pointer (&session, miao_session_unref);

  assert_refused (vault, "assessor", MIAO_ERROR_KEY);
  assert_locked_out (vault, &leaver, &files);
  assert_spare_is_same (vault);
  session = vault_open (vault, "director", PASSWORD);
  assert_files (miao_session_get_attachments (session), &files, TRUE);
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "newcomer", PASSWORD);
  g_clear_pointer (&session, miao_session_unref);

  /* The sheet in the safe still helps: its public key got the new data key. */
  g_assert_true (miao_vault_recover (vault->path, vault->recovery, ADMIN, "found words 5", &error));
  g_assert_no_error (error);
  session = vault_open (vault, ADMIN, "found words 5");
  assert_sound (session);
  /* Back again as a new person with a new password. */
  g_assert_true (miao_account_reset_password (session, "assessor", PASSWORD, &error));
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (vault, "assessor", PASSWORD);
  clear_files (&files);
}

static void
test_refused (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "director", PASSWORD);
  g_autoptr (MiaoSession) other = NULL;
  g_autoptr (GError) error = NULL;
  guint64 generation;
  g_autoptr (MiaoSlots) slots = NULL;

  g_assert_false (miao_account_remove (session, "assessor", NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_clear_pointer (&session, miao_session_unref);

  session = vault_open (vault, ADMIN, PASSWORD);
  g_assert_false (miao_account_remove (session, ADMIN, NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_clear_error (&error);

  /* Somebody else is at work: nothing changes at all. */
  other = vault_open (vault, "director", PASSWORD);
  slots = miao_slots_load (vault->keys_path, NULL);
  generation = miao_slots_get_generation (slots);
  g_clear_pointer (&slots, miao_slots_free);
  g_assert_false (miao_account_remove (session, "assessor", NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_BUSY);
  slots = miao_slots_load (vault->keys_path, NULL);
  g_assert_cmpuint (miao_slots_get_generation (slots), ==, generation);
  g_assert_true (miao_slots_has (slots, "assessor"));
}

static int steps_left;

static void
die_at_last (const char *next)
{
  if (steps_left-- == 0)
    kill (getpid (), SIGKILL);
}

/* Returns: whether the child was killed (it ran to the end otherwise). */
static gboolean
remove_and_die (Vault *vault, int after)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    g_autoptr (MiaoSession) session = miao_session_open (vault->path, ADMIN, PASSWORD, NULL);

    steps_left = after;
    miao_rotation_step = die_at_last;
    _exit (session != NULL && miao_account_remove (session, "assessor", NULL, NULL, NULL) ? 0 : 1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status))
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  return WIFSIGNALED (status);
}

static void
assert_removed (Vault *vault, Leaver *leaver, const Files *files)
{
  g_autoptr (MiaoSession) session = vault_open (vault, "director", PASSWORD);
  g_autoptr (MiaoSlots) slots = NULL;

  g_assert_null (miao_session_get_pending (session));
  g_assert_null (miao_session_get_alarm (session));
  assert_files (miao_session_get_attachments (session), files, TRUE);
  g_clear_pointer (&session, miao_session_unref);
  slots = miao_slots_load (vault->keys_path, NULL);
  g_assert_false (miao_slots_is_rotating (slots));
  g_assert_cmpuint (miao_slots_get_epoch (slots), ==, 2);
  assert_locked_out (vault, leaver, files);
  assert_refused (vault, "assessor", MIAO_ERROR_KEY);
  assert_spare_is_same (vault);
  session = vault_open (vault, ADMIN, PASSWORD);
  assert_sound (session);
  g_assert_true (miao_session_is_open (session));
}

static gboolean
is_disabled (Vault *vault, const char *login)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (MiaoAccount) account =
      miao_store_account_get (miao_session_get_store (session), NULL, login, NULL);

  return account->disabled;
}

static void
test_killed (Vault *unused, gconstpointer data)
{
  int killed = 0;
  gboolean again = TRUE;

  for (int after = 0; again; after++) {
    Vault vault;
    Files files;
    Leaver leaver;

    vault_make (&vault, TRUE);
    vault_add_all (&vault);
    add_files (&vault, &files);
    leaver = copy_keys (&vault, "assessor");
    again = remove_and_die (&vault, after);
    if (after == 0) {
      /* Before the key file was written nothing has happened. */
      g_autoptr (MiaoSession) session = vault_open (&vault, "assessor", PASSWORD);

      g_assert_nonnull (session);
      miao_slots_free (leaver.slots);
      miao_keys_free (leaver.keys);
    } else {
      assert_removed (&vault, &leaver, &files);
      g_assert_true (is_disabled (&vault, "assessor"));
    }
    killed += again;
    clear_files (&files);
    vault_tear_down (&vault, NULL);
  }
  g_test_message ("killed between %d steps", killed);
  g_assert_cmpint (killed, ==, 7 + N_FILES);
}

/* Again and again at any moment, also inside the steps. */
static void
test_killed_anywhere (Vault *vault, gconstpointer data)
{
  Files files;
  int cut = 0;

  add_files (vault, &files);
  for (int round = 0; round < 12; round++) {
    pid_t child = fork ();
    g_autoptr (MiaoSession) session = NULL;
    g_autoptr (MiaoSlots) slots = NULL;

    if (child == 0) {
      g_autoptr (MiaoSession) own = miao_session_open (vault->path, ADMIN, PASSWORD, NULL);

      while (own != NULL && miao_account_rotate_keys (own, NULL, NULL, NULL))
        ;
      _exit (1);
    }
    g_usleep ((gulong) (60000 + round * 11000));
    g_assert_cmpint (kill (child, SIGKILL), ==, 0);
    g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
    slots = miao_slots_load (vault->keys_path, NULL);
    cut += miao_slots_is_rotating (slots);
    session = vault_open (vault, "director", PASSWORD);
    g_assert_null (miao_session_get_pending (session));
    assert_files (miao_session_get_attachments (session), &files, TRUE);
  }
  g_test_message ("%d of 12 rounds were cut inside a rotation", cut);
  clear_files (&files);
}

/* Somebody has the file open after a crash: everybody works on, and the last one out finishes. */
static void
test_pending (Vault *vault, gconstpointer data)
{
  Files files;
  Leaver leaver;
  g_autoptr (MiaoSession) first = NULL, second = NULL;

  add_files (vault, &files);
  leaver = copy_keys (vault, "assessor");
  g_assert_true (remove_and_die (vault, 2));
  {
    /* The database stays under the old key as long as this connection lasts. */
    g_autoptr (MiaoSlots) slots = miao_slots_load (vault->keys_path, NULL);
    g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, "director", PASSWORD, NULL);
    gboolean rekeyed;
    g_autoptr (MiaoStore) store =
        miao_rotation_open_store (vault->path, slots, keys, &rekeyed, NULL);

    g_assert_nonnull (store);
    first = vault_open (vault, "director", PASSWORD);
    g_assert_nonnull (miao_session_get_pending (first));
    second = vault_open (vault, "caseworker", PASSWORD);
    g_assert_nonnull (miao_session_get_pending (second));
    assert_files (miao_session_get_attachments (first), &files, TRUE);
    assert_files (miao_session_get_attachments (second), &files, TRUE);
    g_clear_pointer (&first, miao_session_unref);
    g_clear_pointer (&second, miao_session_unref);
  }
  assert_removed (vault, &leaver, &files);
  clear_files (&files);
}

static void
test_rotate (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++) {
    g_autoptr (MiaoSlots) slots = NULL;

    g_assert_true (miao_account_rotate_keys (session, NULL, NULL, &error));
    g_assert_no_error (error);
    slots = miao_slots_load (vault->keys_path, NULL);
    g_assert_cmpuint (miao_slots_get_epoch (slots), ==, 2 + (guint) i);
  }
  assert_sound (session);
  miao_session_lock (session);
  g_assert_true (miao_session_unlock (session, PASSWORD, &error));
  assert_sound (session);
  g_clear_pointer (&session, miao_session_unref);
  for (int i = MIAO_ROLE_CASEWORKER; i < MIAO_ROLE_ADMINISTRATOR; i++)
    miao_session_unref (vault_open (vault, miao_role_name ((MiaoRole) i), PASSWORD));
}

static MiaoAccountState
get_state (MiaoSession *session, const char *login)
{
  g_autoptr (MiaoAccount) account =
      miao_store_account_get (miao_session_get_store (session), NULL, login, NULL);

  return miao_account_get_state (session, account);
}

static void
test_lock (Vault *vault, gconstpointer data)
{
  g_autoptr (MiaoSession) admin = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (get_state (admin, "assessor"), ==, MIAO_ACCOUNT_IN_USE);
  g_assert_true (miao_account_lock (admin, "assessor", &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_state (admin, "assessor"), ==, MIAO_ACCOUNT_LOCKED);
  assert_refused (vault, "assessor", MIAO_ERROR_DENIED);
  g_assert_true (miao_account_unlock (admin, "assessor", &error));
  session = vault_open (vault, "assessor", PASSWORD);
  g_assert_false (miao_account_lock (session, "director", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (miao_account_lock (admin, ADMIN, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
}

static void
test_locked_out (Vault *vault, gconstpointer data)
{
  const gint64 long_ago = g_get_real_time () / 1000 - 3600 * 1000; /* every pause is over */
  g_autoptr (MiaoSession) admin = vault_open (vault, ADMIN, PASSWORD);
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (MiaoSlots) slots = miao_slots_load (vault->keys_path, NULL);
  g_autofree char *tag = miao_slots_dup_tag (slots, "assessor");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < MIAO_ATTEMPTS_LOCK - 1; i++)
    miao_attempts_add (vault->keys_path, tag, long_ago);
  g_assert_cmpint (get_state (admin, "assessor"), ==, MIAO_ACCOUNT_IN_USE);
  session = miao_session_open (vault->path, "assessor", "wrong password", &error);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_KEY);
  g_clear_error (&error);
  g_assert_cmpint (get_state (admin, "assessor"), ==, MIAO_ACCOUNT_LOCKED_OUT);
  assert_refused (vault, "assessor", MIAO_ERROR_DENIED); /* also with the right one */
  g_assert_true (miao_account_unlock (admin, "assessor", &error));
  g_assert_no_error (error);
  session = vault_open (vault, "assessor", PASSWORD);
  g_assert_false (miao_attempts_is_locked (vault->keys_path, tag, long_ago));

  /* After a day the lock is over by itself. */
  for (int i = 0; i < MIAO_ATTEMPTS_LOCK; i++)
    miao_attempts_add (vault->keys_path, tag, long_ago);
  g_assert_true (miao_attempts_is_locked (vault->keys_path, tag, long_ago + 86399999));
  g_assert_false (miao_attempts_is_locked (vault->keys_path, tag, long_ago + 86400000));
}

#define ADD(path, function) g_test_add (path, Vault, NULL, vault_set_up, function, vault_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/rotation/remove", test_remove);
  ADD ("/rotation/refused", test_refused);
  ADD ("/rotation/killed", test_killed);
  ADD ("/rotation/killed-anywhere", test_killed_anywhere);
  ADD ("/rotation/pending", test_pending);
  ADD ("/rotation/rotate", test_rotate);
  ADD ("/account/lock", test_lock);
  ADD ("/account/locked-out", test_locked_out);

  return g_test_run ();
}
