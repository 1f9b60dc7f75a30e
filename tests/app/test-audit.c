#include "config.h"

#include "audit-fixture.h"

#include "miao-check.h"

#include <locale.h>
#include <sodium.h>
#include <string.h>

static void
test_sound (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "director", PASSWORD);
  g_auto (MiaoAuditReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (miao_session_get_alarm (session));
  g_assert_true (miao_audit_verify (session, NULL, NULL, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report.problem, ==, NULL);
  g_assert_cmpint (report.seals, ==, 1);
  g_assert_cmpint (report.lines, >, 30);
  g_assert_cmpint (report.anchor, ==, report.lines - 1); /* this log-in came after it */
  g_clear_pointer (&session, miao_session_unref);

  session = vault_open (&f->vault, "caseworker", PASSWORD);
  g_assert_false (miao_audit_verify (session, NULL, NULL, &report, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
}

static void
test_triggers (AuditFixture *f, gconstpointer data)
{
  static const char *const refused[] = {
    "UPDATE audit SET who = 'x' WHERE seq = 5",
    "DELETE FROM audit WHERE seq = 5",
    "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)",
    "UPDATE audit SET seq = 99999 WHERE seq = (SELECT max (seq) FROM audit)",
    "INSERT OR REPLACE INTO audit SELECT seq, at, 'x', action, kind, record, detail, digest, prev, "
    "hash FROM audit WHERE seq = 5",
    "INSERT INTO audit VALUES (99999, 1, 'x', 'x', NULL, NULL, NULL, zeroblob (32), zeroblob (32), "
    "randomblob (32))",
    "UPDATE seal SET who = 'x'",
    "INSERT OR REPLACE INTO seal SELECT upto, at, 'x', hash, signature, public_key FROM seal",
    "DELETE FROM seal",
  };
  sqlite3 *db = audit_open_raw (f);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    if (sqlite3_exec (db, refused[i], NULL, NULL, NULL) == SQLITE_OK)
      g_error ("accepted: %s", refused[i]);
  }
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_attacks (AuditFixture *f, gconstpointer data)
{
  audit_assert_caught (f, "UPDATE audit SET who = 'zhao' WHERE seq = 7", "摘要不符");
  audit_assert_caught (f, "UPDATE audit SET at = at + 1 WHERE seq = 7", "摘要不符");
  audit_assert_caught (f, "UPDATE audit SET detail = NULL WHERE seq = 20", "摘要不符");
  audit_assert_caught (f, "UPDATE audit SET kind = NULL, record = kind || record WHERE seq = 20",
                       "摘要不符");
  audit_assert_caught (f, "UPDATE audit SET digest = randomblob (32) WHERE seq = 9", "摘要不符");
  audit_assert_caught (f, "DELETE FROM audit WHERE seq = 7", "缺行");
  audit_assert_caught (f, "DELETE FROM audit WHERE seq = 1", "缺行");
  audit_assert_caught (
      f,
      "UPDATE audit SET seq = 9999 WHERE seq = 10; UPDATE audit SET seq = 10 WHERE seq = "
      "11; UPDATE audit SET seq = 11 WHERE seq = 9999",
      "链接断开");
  audit_assert_caught (f, "DELETE FROM seal; DELETE FROM audit WHERE seq > 25", "锚点");
  audit_assert_caught (f, "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)", "锚点");
  audit_assert_caught (f, "DELETE FROM seal; DELETE FROM audit", "锚点");
  audit_assert_caught (f, "UPDATE seal SET signature = randomblob (64)", "签名");
  audit_assert_caught (f, "UPDATE seal SET hash = randomblob (32)", "改写");
  g_assert_null (audit_verify (f, NULL));
}

static void
test_alarm (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL;
  gboolean alarm = FALSE;

  audit_attack (f, "DELETE FROM audit WHERE seq = (SELECT max (seq) FROM audit)");
  first = audit_verify (f, &alarm);
  g_assert_true (alarm);
  g_assert_nonnull (first);

  /* Closing that session did not move the anchor: the next one sees it, too. */
  second = audit_verify (f, &alarm);
  g_assert_true (alarm);
  g_assert_nonnull (second);

  session = vault_open (&f->vault, ADMIN, PASSWORD);
  g_assert_false (miao_session_acknowledge_alarm (session, "从备份恢复", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (&f->vault, "director", PASSWORD);
  g_assert_false (miao_session_acknowledge_alarm (session, "", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (miao_session_acknowledge_alarm (session, "从备份恢复", &error));
  g_assert_no_error (error);
  g_assert_null (miao_session_get_alarm (session));
  g_clear_pointer (&session, miao_session_unref);
  g_assert_null (audit_verify (f, &alarm));
  g_assert_false (alarm);
}

/* A row as it was before, with a chain that is whole: opening compares the newest records. */
static void
test_recent (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  audit_attack (f, "UPDATE staff SET name = '钱少少' WHERE id = (SELECT max (id) FROM staff)");
  session = vault_open (&f->vault, "director", PASSWORD);
  g_assert_nonnull (miao_session_get_alarm (session));
  g_assert_nonnull (strstr (miao_session_get_alarm (session), "旧内容"));
  g_assert_true (miao_session_acknowledge_alarm (session, "已核对", &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (&f->vault, "director", PASSWORD);
  g_assert_null (miao_session_get_alarm (session));
  g_clear_pointer (&session, miao_session_unref);

  audit_put_back (f);
  g_assert_true (g_file_set_contents (f->vault.keys_path, f->keys, (gssize) f->keys_size, NULL));
  audit_attack (f, "DELETE FROM staff WHERE id = (SELECT max (id) FROM staff)");
  session = vault_open (&f->vault, "director", PASSWORD);
  g_assert_nonnull (miao_session_get_alarm (session));
  g_assert_nonnull (strstr (miao_session_get_alarm (session), "不见了"));
}

/* An older copy of the whole database: sound in itself, and shorter than what the key file knows.
 */
static void
test_old_copy (AuditFixture *f, gconstpointer data)
{
  g_autofree char *problem = NULL;
  gboolean alarm = FALSE;

  for (int i = 0; i < 3; i++) {
    g_autofree char *sound = audit_verify (f, NULL);

    g_assert_null (sound);
  }
  audit_put_back (f);
  problem = audit_verify (f, &alarm);
  g_assert_true (alarm);
  g_assert_nonnull (problem);
}

static gboolean
look_for_names (const MiaoAuditRow *row, gpointer data, GError **error)
{
  if (row->detail != NULL) {
    g_assert_null (strstr (row->detail, "钱多多"));
    g_assert_null (strstr (row->detail, "孙"));
    g_assert_null (strstr (row->detail, "110105"));
    if (strstr (row->detail, "\"changed\"") != NULL) {
      g_assert_cmpstr (row->action, ==, "staff.edit");
      g_assert_cmpstr (row->detail, ==,
                       "{\"changed\":{\"name\":null,\"sex\":[\"2\",\"1\"]},\"version\":2}");
      ++*(int *) data;
    }
  }

  return TRUE;
}

static void
test_details (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "caseworker", PASSWORD);
  g_autoptr (MiaoRecord) record = audit_make_staff ("钱多多"), before = NULL;
  g_autoptr (GError) error = NULL;
  int changes = 0;

  audit_save (session, NULL, record, "staff.add");
  before = miao_record_copy (record);
  miao_record_set (record, "name", "孙小小");
  miao_record_set (record, "sex", "1");
  audit_save (session, before, record, "staff.edit");
  g_assert_true (miao_store_audit_each (miao_session_get_store (session), 1, NULL, NULL, FALSE, 0,
                                        look_for_names, &changes, &error));
  g_assert_cmpint (changes, ==, 1);
}

static void
test_record (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "caseworker", PASSWORD);
  g_autoptr (MiaoRecord) record = audit_make_staff ("钱多多"), loaded = NULL, unknown = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  audit_save (session, NULL, record, "staff.add");
  id = g_strdup (miao_record_get_id (record));
  g_assert_true (miao_audit_read (session, "staff", id, &error)); /* a line that is no change */
  g_clear_pointer (&session, miao_session_unref);

  session = vault_open (&f->vault, "director", PASSWORD);
  loaded = miao_store_load (miao_session_get_store (session), miao_kind_find ("staff"), id, &error);
  g_assert_no_error (error);
  g_assert_true (miao_audit_verify_record (session, loaded, &error));
  g_assert_no_error (error);
  miao_record_set (loaded, "name", "孙小小"); /* as if changed in the database */
  g_assert_false (miao_audit_verify_record (session, loaded, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  g_clear_error (&error);
  unknown = audit_make_staff ("钱多多");
  miao_record_set_id (unknown, "01890000-0000-7000-8000-000000000000");
  g_assert_false (miao_audit_verify_record (session, unknown, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
}

static gboolean
note_bad (const MiaoRecord *record, const char *problem, gpointer data)
{
  g_string_append_printf (data, "%s: %s\n", miao_record_get_kind (record)->name, problem);

  return TRUE;
}

/* Values changed in the database itself, past the program and its triggers. */
static void
test_records (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "director", PASSWORD);
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gint64 records = 0;

  g_assert_cmpint (miao_audit_verify_records (session, note_bad, NULL, bad, &records, &error), ==,
                   0);
  g_assert_no_error (error);
  g_assert_cmpint (records, ==, 20);
  g_clear_pointer (&session, miao_session_unref);

  audit_attack (f, "UPDATE staff SET sex = '1' WHERE id = (SELECT min (id) FROM staff);"
                   "UPDATE staff SET id = '01890000-0000-7000-8000-000000000000' "
                   "WHERE id = (SELECT max (id) FROM staff)");
  session = vault_open (&f->vault, "director", PASSWORD);
  g_assert_cmpint (miao_audit_verify_records (session, note_bad, NULL, bad, &records, &error), ==,
                   2);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (bad->str, "staff: 记录的内容与操作记录中的摘要不符"));
  g_assert_nonnull (strstr (bad->str, "staff: 操作记录中没有这条记录的来历"));
}

#define MANY 40

/* Records that were stored together have a line each, as if they had been stored one by one. */
static void
test_many (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "caseworker", PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GPtrArray) staff = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  gint64 records = 0;
  gboolean alarm = TRUE;

  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (staff, audit_make_staff ("钱多多"));
  g_assert_true (miao_store_begin (store, &error));
  g_assert_true (miao_store_insert_all (store, staff, miao_session_get_account (session),
                                        miao_session_now_ms (session), &error));
  g_assert_true (miao_audit_records (session, "staff.add", staff, &error));
  g_assert_true (miao_store_commit (store, &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);

  problem = audit_verify (f, &alarm);
  g_assert_cmpstr (problem, ==, NULL);
  g_assert_false (alarm);
  session = vault_open (&f->vault, "director", PASSWORD);
  g_assert_cmpint (miao_audit_verify_records (session, note_bad, NULL, bad, &records, &error), ==,
                   0);
  g_assert_no_error (error);
  g_assert_cmpint (records, ==, 20 + MANY);
  for (guint i = 0; i < MANY; i++)
    g_assert_true (miao_audit_verify_record (session, g_ptr_array_index (staff, i), &error));
  g_assert_no_error (error);
}

static char *
add_document (MiaoSession *session, const char *content)
{
  g_autoptr (MiaoRecord) record = miao_record_new (miao_kind_find ("document"));
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autofree char *id = miao_id_new ();
  g_autoptr (GError) error = NULL;

  attachment =
      miao_attachments_add_bytes (miao_session_get_attachments (session), id, bytes, &error);
  g_assert_no_error (error);
  miao_record_set_id (record, id);
  miao_record_set (record, "sha256", attachment->sha256);
  miao_record_set (record, "name", "a.pdf");
  miao_record_set (record, "title", "体检表");
  miao_record_set (record, "mime", miao_media_mime (attachment->media));
  miao_record_set_int (record, "bytes", attachment->size);
  audit_save (session, NULL, record, "staff.add");

  return g_steal_pointer (&id);
}

static void
test_whole_file (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "director", PASSWORD);
  g_autofree char *kept = add_document (session, "%PDF-1.7 one");
  g_autofree char *lost = add_document (session, "%PDF-1.7 two");
  g_autofree char *changed = add_document (session, "%PDF-1.7 three");
  g_autofree char *lost_path = g_strdup_printf ("%s.d/%s/%s", f->vault.path, lost + 34, lost);
  g_autofree char *changed_path =
      g_strdup_printf ("%s.d/%s/%s", f->vault.path, changed + 34, changed);
  g_auto (MiaoCheckReport) sound = { 0 }, report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_check_file (session, NULL, NULL, &sound, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sound.problems->len, ==, 0);
  g_assert_cmpint (sound.documents, ==, 3);
  g_assert_cmpint (sound.records, ==, 23);
  g_assert_cmpint (sound.audit.seals, ==, 1);

  g_assert_cmpint (g_unlink (lost_path), ==, 0);
  g_assert_true (g_file_set_contents (changed_path, "MIAOATT1 and nothing else", -1, NULL));
  g_assert_true (miao_check_file (session, NULL, NULL, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.problems->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const char *problem = g_ptr_array_index (report.problems, i);

    g_assert_true (strstr (problem, lost) != NULL || strstr (problem, changed) != NULL);
    g_assert_null (strstr (problem, kept));
  }
}

static void
test_keys (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, ADMIN, PASSWORD);
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  guint8 sign_public[MIAO_SIGN_PUBLIC], signature[64];
  guint8 *sign_secret = miao_session_dup_sign_key (session, sign_public);
  gboolean own = FALSE;

  before = miao_audit_list_keys (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 5);
  crypto_sign_detached (signature, NULL, (const guint8 *) "abc", 3, sign_secret);
  miao_secret_free (sign_secret);
  for (guint i = 0; i < before->len; i++) {
    const MiaoAuditKey *key = g_ptr_array_index (before, i);
    const gboolean fits =
        crypto_sign_verify_detached (signature, (const guint8 *) "abc", 3, key->public_key) == 0;

    g_assert_cmpint (fits, ==, strcmp (key->account, miao_session_get_account (session)) == 0);
    own |= fits;
  }
  g_assert_true (own);

  g_assert_true (miao_account_reset_password (session, "assessor", "other words 6", &error));
  after = miao_audit_list_keys (session, &error);
  g_assert_cmpuint (after->len, ==, 6); /* the old one stays good for what it signed */
  miao_session_lock (session);
  g_assert_null (miao_session_dup_sign_key (session, sign_public));
}

static gboolean
has_label (const MiaoAuditRow *row, gpointer data, GError **error)
{
  if (!g_str_has_prefix (row->action, "staff.") &&
      miao_audit_action_label (row->action, MIAO_LANGUAGE_ZH) == NULL)
    g_error ("no label for “%s”", row->action);

  return TRUE;
}

static void
test_labels (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, ADMIN, PASSWORD);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_account_reset_password (session, "assessor", "other words 6", &error));
  g_assert_true (miao_account_set_role (session, "assessor", NULL, MIAO_ROLE_ARCHIVIST, &error));
  g_assert_true (miao_account_disable (session, "assessor", &error));
  g_assert_true (miao_account_change_password (session, PASSWORD, "other words 6", &error));
  g_assert_true (miao_account_renew_recovery (session, &key, &error));
  g_assert_no_error (error);
  g_assert_true (miao_store_audit_each (miao_session_get_store (session), 1, NULL, NULL, FALSE, 0,
                                        has_label, NULL, &error));
  g_assert_cmpstr (miao_audit_action_label ("child.admit", MIAO_LANGUAGE_EN), ==, NULL);
}

static gboolean
count_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  ++*(int *) data;

  return TRUE;
}

static int
count_lines (MiaoSession *session, const char *record)
{
  g_autoptr (GError) error = NULL;
  int lines = 0;

  g_assert_true (miao_store_audit_each (miao_session_get_store (session), 1, record, NULL, FALSE, 0,
                                        count_line, &lines, &error));
  g_assert_no_error (error);

  return lines;
}

static void
test_transaction (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "caseworker", PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (MiaoRecord) record = audit_make_staff ("钱多多");
  g_autoptr (GError) error = NULL;
  const int before = count_lines (session, NULL);

  /* A change that is taken back takes its line along. */
  g_assert_true (miao_store_begin (store, &error));
  g_assert_true (miao_store_insert (store, record, "x", 1, &error));
  g_assert_true (miao_audit_record (session, "staff.add", NULL, record, NULL, &error));
  g_assert_true (miao_audit_event (session, "print", NULL, NULL, NULL, &error));
  miao_store_rollback (store);
  g_assert_cmpint (count_lines (session, NULL), ==, before);

  /* Reading twice in a minute is one reading. */
  g_assert_true (miao_audit_read (session, "child", "one", &error));
  g_assert_true (miao_audit_read (session, "child", "one", &error));
  g_assert_true (miao_audit_read (session, "child", "two", &error));
  g_assert_cmpint (count_lines (session, "one"), ==, 1);
  g_assert_cmpint (count_lines (session, NULL), ==, before + 2);
}

/* Who is refused leaves a line: of the record, or of the list. */
static void
test_denied (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "assessor", PASSWORD);
  const MiaoKind *kind = miao_kind_find ("admission");
  g_autoptr (GError) error = NULL;
  const int before = count_lines (session, NULL);

  g_assert_false (miao_audit_may_read (session, kind, "one", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_cmpint (count_lines (session, "one"), ==, 1);
  g_assert_false (miao_audit_may_read (session, kind, NULL, NULL));
  g_assert_cmpint (count_lines (session, NULL), ==, before + 2);
  g_assert_true (miao_audit_may_read (session, miao_kind_find ("visit"), "one", &error));
  g_assert_cmpint (count_lines (session, NULL), ==, before + 2);
}

static void
test_fields (AuditFixture *f, gconstpointer data)
{
  MiaoAuditRow a = { .seq = 1, .who = "ab", .action = "c" };
  MiaoAuditRow b = { .seq = 1, .who = "a", .action = "bc" };
  MiaoAuditRow c = a;
  guint8 x[32], y[32];

  /* Fields cannot flow into each other, and absent is not empty. */
  miao_audit_hash (&a, x);
  miao_audit_hash (&b, y);
  g_assert_cmpint (memcmp (x, y, 32), !=, 0);
  c.kind = "";
  miao_audit_hash (&c, y);
  g_assert_cmpint (memcmp (x, y, 32), !=, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, AuditFixture, NULL, audit_set_up, function, audit_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/audit/sound", test_sound);
  ADD ("/audit/triggers", test_triggers);
  ADD ("/audit/attacks", test_attacks);
  ADD ("/audit/alarm", test_alarm);
  ADD ("/audit/recent", test_recent);
  ADD ("/audit/old-copy", test_old_copy);
  ADD ("/audit/details", test_details);
  ADD ("/audit/record", test_record);
  ADD ("/audit/records", test_records);
  ADD ("/audit/many", test_many);
  ADD ("/audit/whole-file", test_whole_file);
  ADD ("/audit/transaction", test_transaction);
  ADD ("/audit/keys", test_keys);
  ADD ("/audit/labels", test_labels);
  ADD ("/audit/denied", test_denied);
  ADD ("/audit/fields", test_fields);

  return g_test_run ();
}
