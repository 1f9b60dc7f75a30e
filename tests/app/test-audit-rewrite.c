/* The whole chain made anew, with right hashes: what tells it then. */
#include "config.h"

#include "audit-fixture.h"

#include "miao-check.h"

#include <locale.h>
#include <sodium.h>
#include <string.h>

static MiaoAuditRow
read_row (sqlite3_stmt *rows)
{
  MiaoAuditRow row = {
    .seq = sqlite3_column_int64 (rows, 0),
    .at_ms = sqlite3_column_int64 (rows, 1),
    .who = (const char *) sqlite3_column_text (rows, 2),
    .action = (const char *) sqlite3_column_text (rows, 3),
    .kind = (const char *) sqlite3_column_text (rows, 4),
    .record = (const char *) sqlite3_column_text (rows, 5),
    .detail = (const char *) sqlite3_column_text (rows, 6),
  };

  memcpy (row.digest, sqlite3_column_blob (rows, 7), sizeof row.digest);

  return row;
}

static void
rechain (sqlite3 *db)
{
  sqlite3_stmt *rows, *change;
  guint8 prev[32] = { 0 };

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT seq, at, who, action, kind, record, detail, digest "
                                       "FROM audit ORDER BY seq",
                                       -1, &rows, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "UPDATE audit SET prev = ?1, hash = ?2 WHERE seq = ?3",
                                       -1, &change, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW) {
    MiaoAuditRow row = read_row (rows);

    memcpy (row.prev, prev, sizeof prev);
    miao_audit_hash (&row, row.hash);
    sqlite3_bind_blob (change, 1, row.prev, 32, SQLITE_TRANSIENT);
    sqlite3_bind_blob (change, 2, row.hash, 32, SQLITE_TRANSIENT);
    sqlite3_bind_int64 (change, 3, row.seq);
    g_assert_cmpint (sqlite3_step (change), ==, SQLITE_DONE);
    sqlite3_reset (change);
    memcpy (prev, row.hash, sizeof prev);
  }
  sqlite3_finalize (rows);
  sqlite3_finalize (change);
}

/* Signs the seal again with a key of the attacker's own, as this program signs. */
static void
reseal (sqlite3 *db)
{
  guint8 sign_public[32], sign_secret[64], signature[64];
  guint8 message[13 + 8 + 32] = "miaopu-seal-1";
  sqlite3_stmt *row, *change;
  gint64 upto, number;

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT upto, audit.hash FROM seal JOIN audit ON seq = upto",
                                       -1, &row, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  upto = sqlite3_column_int64 (row, 0);
  number = GINT64_TO_LE (upto);
  memcpy (message + 13, &number, 8);
  memcpy (message + 21, sqlite3_column_blob (row, 1), 32);
  sqlite3_finalize (row);

  crypto_sign_keypair (sign_public, sign_secret);
  crypto_sign_detached (signature, NULL, message, sizeof message, sign_secret);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "UPDATE seal SET hash = ?1, signature = ?2, public_key = ?3",
                                       -1, &change, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_blob (change, 1, message + 21, 32, SQLITE_TRANSIENT);
  sqlite3_bind_blob (change, 2, signature, 64, SQLITE_TRANSIENT);
  sqlite3_bind_blob (change, 3, sign_public, 32, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (change), ==, SQLITE_DONE);
  sqlite3_finalize (change);
}

static void
forget_anchor (AuditFixture *f)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (f->vault.keys_path, NULL);
  g_autoptr (MiaoKeys) keys = miao_slots_unlock (slots, ADMIN, PASSWORD, NULL);
  guint8 none[MIAO_ANCHOR_HASH] = { 0 };

  miao_slots_set_anchor (slots, 0, none);
  g_assert_true (miao_slots_save (slots, f->vault.keys_path, keys, NULL));
}

static void
test_rewritten (AuditFixture *f, gconstpointer data)
{
  g_autofree char *problem = NULL;
  gboolean alarm = FALSE;
  sqlite3 *db = audit_open_raw (f);

  audit_drop_triggers (db);
  /* Who was it? From the twelfth line on, with right hashes. */
  audit_run (db, "UPDATE audit SET who = 'somebody else' WHERE seq = 12");
  rechain (db);
  sqlite3_close (db);
  problem = audit_verify (f, &alarm);
  g_assert_true (alarm); /* the anchor tells */
  g_assert_nonnull (problem);

  /* Without the anchor the seal still tells. */
  g_clear_pointer (&problem, g_free);
  forget_anchor (f);
  problem = audit_verify (f, &alarm);
  g_assert_false (alarm);
  g_assert_nonnull (strstr (problem, "封存过的历史被改写"));

  /* Sealed again with a stranger's key, after the session above added its lines. */
  g_clear_pointer (&problem, g_free);
  db = audit_open_raw (f);
  reseal (db);
  sqlite3_close (db);
  problem = audit_verify (f, NULL);
  g_assert_nonnull (strstr (problem, "签名不是该账号的"));
}

#define ADD(path, function)                                                                        \
  g_test_add (path, AuditFixture, NULL, audit_set_up, function, audit_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/audit/rewritten", test_rewritten);

  return g_test_run ();
}
