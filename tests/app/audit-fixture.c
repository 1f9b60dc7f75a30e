#include "config.h"

#include "audit-fixture.h"

#include "miao-check.h"

#include <string.h>

MiaoRecord *
audit_make_staff (const char *name)
{
  MiaoRecord *record = miao_record_new (miao_kind_find ("staff"));

  miao_record_set (record, "name", name);
  miao_record_set (record, "sex", "2");
  miao_record_set (record, "id_no", "11010519491231002X");
  miao_record_set (record, "post", NULL);

  return record;
}

void
audit_save (MiaoSession *session, const MiaoRecord *before, MiaoRecord *record, const char *action)
{
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_store_begin (store, &error));
  if (before == NULL)
    miao_store_insert (store, record, miao_session_get_account (session),
                       miao_session_now_ms (session), &error);
  else
    miao_store_update (store, record, miao_session_get_account (session),
                       miao_session_now_ms (session), &error);
  g_assert_no_error (error);
  g_assert_true (miao_audit_record (session, action, before, record, NULL, &error));
  g_assert_true (miao_store_commit (store, &error));
  g_assert_no_error (error);
}

static void
read_key (AuditFixture *f)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (f->vault.keys_path, NULL);
  g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, ADMIN, PASSWORD, NULL);
  g_autoptr (GBytes) secret = miao_keys_dup_database_key (keys, slots);
  g_autofree char *hex =
      miao_secret_to_hex (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret));

  g_snprintf (f->key, sizeof f->key, "x'%s'", hex);
}

void
audit_set_up (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  vault_set_up (&f->vault, NULL);
  session = vault_open (&f->vault, "caseworker", PASSWORD);
  for (int i = 0; i < 20; i++) {
    g_autoptr (MiaoRecord) record = audit_make_staff ("钱多多");

    audit_save (session, NULL, record, "staff.add");
  }
  g_clear_pointer (&session, miao_session_unref);
  session = vault_open (&f->vault, "archivist", PASSWORD);
  g_assert_true (miao_audit_seal (session, &error));
  g_assert_true (miao_audit_event (session, "print", NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&session, miao_session_unref);
  g_assert_true (g_file_get_contents (f->vault.path, &f->database, &f->size, NULL));
  g_assert_true (g_file_get_contents (f->vault.keys_path, &f->keys, &f->keys_size, NULL));
  read_key (f);
}

void
audit_tear_down (AuditFixture *f, gconstpointer data)
{
  vault_tear_down (&f->vault, NULL);
  g_free (f->keys);
  g_free (f->database);
}

sqlite3 *
audit_open_raw (AuditFixture *f)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (f->vault.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key (db, f->key, (int) strlen (f->key)), ==, SQLITE_OK);

  return db;
}

void
audit_run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static int
drop_trigger (void *data, int n, char **values, char **names)
{
  g_ptr_array_add (data, g_strdup_printf ("DROP TRIGGER \"%s\"", values[0]));

  return 0;
}

void
audit_drop_triggers (sqlite3 *db)
{
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpint (sqlite3_exec (db, "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
                                 drop_trigger, drops, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpuint (drops->len, >=, 4);
  for (guint i = 0; i < drops->len; i++)
    audit_run (db, g_ptr_array_index (drops, i));
}

void
audit_attack (AuditFixture *f, const char *sql)
{
  sqlite3 *db = audit_open_raw (f);

  audit_drop_triggers (db);
  audit_run (db, sql);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
audit_put_back (AuditFixture *f)
{
  g_assert_true (g_file_set_contents (f->vault.path, f->database, (gssize) f->size, NULL));
}

char *
audit_verify (AuditFixture *f, gboolean *ret_alarm)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "director", PASSWORD);
  MiaoAuditReport report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_audit_verify (session, NULL, NULL, &report, &error));
  g_assert_no_error (error);
  if (ret_alarm != NULL)
    *ret_alarm = miao_session_get_alarm (session) != NULL;

  return report.problem;
}

void
audit_assert_caught (AuditFixture *f, const char *sql, const char *expected)
{
  g_autofree char *problem = NULL;

  audit_attack (f, sql);
  problem = audit_verify (f, NULL);
  if (problem == NULL || strstr (problem, expected) == NULL)
    g_error ("“%s” gives “%s”", sql, problem);
  audit_put_back (f);
  g_assert_true (g_file_set_contents (f->vault.keys_path, f->keys, (gssize) f->keys_size, NULL));
}
