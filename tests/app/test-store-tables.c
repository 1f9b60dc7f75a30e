#include "config.h"

#include "miao-error.h"
#include "miao-store-audit.h"
#include "miao-store-private.h"
#include "miao-store-tables.h"
#include "store-fixture.h"

#include <string.h>

static void
fill_row (MiaoAuditRow *row, gint64 seq)
{
  *row = (MiaoAuditRow){
    .seq = seq,
    .at_ms = FIXTURE_NOW + seq,
    .who = seq % 2 == 0 ? "even" : "odd",
    .action = "child.admit",
    .kind = "child",
    .record = seq < 3 ? "a" : "b",
    .detail = seq == 1 ? NULL : "{\"name\":\"李明\"}",
  };
  memset (row->digest, (int) seq + 100, sizeof row->digest);
  memset (row->prev, seq == 1 ? 0 : (int) seq - 1, sizeof row->prev);
  memset (row->hash, (int) seq, sizeof row->hash);
}

static gboolean
collect (const MiaoAuditRow *row, gpointer data, GError **error)
{
  g_string_append_printf (data, "%d%s ", (int) row->seq,
                          row->detail != NULL && row->hash[31] == row->seq ? "+" : "");

  return row->seq != 4;
}

static char *
walk (MiaoStore *store,
      gint64 from,
      const char *record,
      const char *who,
      gboolean newest_first,
      guint limit)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      miao_store_audit_each (store, from, record, who, newest_first, limit, collect, text, &error));
  g_assert_no_error (error);

  return g_string_free (text, FALSE);
}

static void
refuse (MiaoStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (miao_store_exec (store, &error, sql, "") >= 0)
    g_error ("Not refused: %s", sql);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
}

static void
test_audit (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 seq = -1;
  g_autofree char *all = NULL;
  g_autofree char *about = NULL;
  g_autofree char *by = NULL;
  g_autofree char *last = NULL;

  g_assert_true (miao_store_audit_head (store, &seq, hash, &error));
  g_assert_cmpint (seq, ==, 0);
  g_assert_cmpint (hash[0] | hash[31], ==, 0);
  for (gint64 i = 1; i <= 5; i++) {
    MiaoAuditRow row;
    MiaoAuditRow gap;
    g_autoptr (GError) refused = NULL;

    fill_row (&gap, i + 1);
    g_assert_false (miao_store_audit_append (store, &gap, &refused));
    g_assert_error (refused, MIAO_ERROR, MIAO_ERROR_REFUSED);
    g_assert_cmpstr (refused->message, ==, "审计记录只能依次追加。");
    fill_row (&row, i);
    g_assert_true (miao_store_audit_append (store, &row, &error));
    g_assert_no_error (error);
  }
  miao_store_audit_head (store, &seq, hash, &error);
  g_assert_cmpint (seq, ==, 5);
  g_assert_cmpint (hash[7], ==, 5);
  all = walk (store, 1, NULL, NULL, FALSE, 0);
  g_assert_cmpstr (all, ==, "1 2+ 3+ 4+ ");
  about = walk (store, 2, "a", NULL, FALSE, 0);
  g_assert_cmpstr (about, ==, "2+ ");
  by = walk (store, 1, NULL, "odd", TRUE, 0);
  g_assert_cmpstr (by, ==, "5+ 3+ 1 ");
  last = walk (store, 1, NULL, NULL, TRUE, 1);
  g_assert_cmpstr (last, ==, "5+ ");

  refuse (store, "UPDATE audit SET who = 'x' WHERE seq = 2");
  refuse (store, "DELETE FROM audit WHERE seq = 5");
  refuse (store, "UPDATE audit SET seq = 9 WHERE seq = 5");
  refuse (store, "INSERT INTO audit SELECT * FROM audit WHERE seq = 5 "
                 "ON CONFLICT (seq) DO UPDATE SET who = 'x'");
  if (server_is_there ()) {
    refuse (store, "TRUNCATE audit CASCADE");
    return;
  }
  refuse (store,
          "INSERT OR REPLACE INTO audit SELECT seq, at, 'x', action, kind, record, detail, digest, "
          "prev, hash FROM audit WHERE seq = 5");
}

#define LINES 45

/* Several lines with one call: every one is checked, and all are kept or none. */
static void
test_audit_many (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  MiaoAuditRow rows[LINES];
  g_autoptr (GError) gap = NULL;
  g_autoptr (GError) cut = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *last = NULL;
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 seq = -1;

  for (guint i = 0; i < LINES; i++)
    fill_row (&rows[i], i + 1);
  rows[20].seq++;
  g_assert_false (miao_store_audit_append_all (store, rows, LINES, &gap));
  g_assert_error (gap, MIAO_ERROR, MIAO_ERROR_REFUSED);
  rows[20].seq--;
  rows[40].prev[3] ^= 1;
  g_assert_false (miao_store_audit_append_all (store, rows, LINES, &cut));
  g_assert_error (cut, MIAO_ERROR, MIAO_ERROR_REFUSED);
  g_assert_cmpstr (cut->message, ==, "审计记录只能依次追加。");
  miao_store_audit_head (store, &seq, hash, &error);
  g_assert_cmpint (seq, ==, 0);
  rows[40].prev[3] ^= 1;
  g_assert_true (miao_store_audit_append_all (store, rows, 0, &error));
  g_assert_true (miao_store_audit_append_all (store, rows, LINES, &error));
  g_assert_no_error (error);
  miao_store_audit_head (store, &seq, hash, &error);
  g_assert_cmpint (seq, ==, LINES);
  g_assert_cmpint (hash[7], ==, LINES);
  last = walk (store, 42, NULL, NULL, FALSE, 0);
  g_assert_cmpstr (last, ==, "42+ 43+ 44+ 45+ ");
}

static gboolean
count_seal (const MiaoSealRow *row, gpointer data, GError **error)
{
  g_assert_cmpint (row->upto, ==, 1);
  g_assert_cmpint (row->signature[63], ==, 7);
  ++*(guint *) data;

  return TRUE;
}

static void
test_seal (StoreFixture *fixture, gconstpointer data)
{
  MiaoAuditRow line;
  MiaoSealRow seal = { .upto = 1, .at_ms = FIXTURE_NOW, .who = "archivist" };
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  memset (seal.signature, 7, sizeof seal.signature);
  g_assert_false (miao_store_seal_append (fixture->store, &seal, &refused));
  g_assert_error (refused, MIAO_ERROR, MIAO_ERROR_REFUSED);
  fill_row (&line, 1);
  miao_store_audit_append (fixture->store, &line, &error);
  g_assert_true (miao_store_seal_append (fixture->store, &seal, &error));
  g_assert_no_error (error);
  g_assert_true (miao_store_seal_each (fixture->store, count_seal, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  refuse (fixture->store, "UPDATE seal SET who = 'x'");
  refuse (fixture->store, "DELETE FROM seal");
}

static void
test_account (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoAccount) account = miao_account_new ();
  g_autoptr (MiaoAccount) same = miao_account_new ();
  g_autoptr (MiaoAccount) loaded = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) error = NULL;

  account->login = g_strdup ("li.ming");
  account->name = g_strdup ("李明");
  account->role = g_strdup ("caseworker");
  g_assert_true (miao_store_account_put (fixture->store, account, FIXTURE_NOW, &error));
  g_assert_no_error (error);
  g_assert_cmpint (account->version, ==, 1);
  same->login = g_strdup ("li.ming");
  same->name = g_strdup ("李鸣");
  same->role = g_strdup ("director");
  g_assert_false (miao_store_account_put (fixture->store, same, FIXTURE_NOW, &taken));
  g_assert_error (taken, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_cmpstr (taken->message, ==, "这个账号已被使用，请另取一个。");

  loaded = miao_store_account_get (fixture->store, NULL, "li.ming", &error);
  g_assert_cmpstr (loaded->id, ==, account->id);
  g_assert_cmpint (loaded->created_at_ms, ==, FIXTURE_NOW);
  loaded->failed = 3;
  loaded->disabled = TRUE;
  g_assert_true (miao_store_account_put (fixture->store, loaded, FIXTURE_NOW, &error));
  g_assert_false (miao_store_account_put (fixture->store, account, FIXTURE_NOW, &conflict));
  g_assert_error (conflict, MIAO_ERROR, MIAO_ERROR_CONFLICT);
  all = miao_store_account_list (fixture->store, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (((MiaoAccount *) g_ptr_array_index (all, 0))->failed, ==, 3);
  g_assert_null (miao_store_account_get (fixture->store, "x", NULL, &missing));
  g_assert_error (missing, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
  refuse (fixture->store, "DELETE FROM account");
}

static void
test_setting (StoreFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *on;
    const char *expected;
  } rows[] = {
    { "2019-12-31", "60" }, { "2020-01-01", "45" }, { "2025-12-31", "45" },
    { "2026-01-01", "30" }, { NULL, "30" },
  };
  g_autoptr (GError) error = NULL;
  MiaoStore *store = fixture->store;

  g_assert_null (miao_store_setting_get (store, "notice.days", MIAO_DATE_NONE, &error));
  g_assert_no_error (error);
  miao_store_setting_set (store, "notice.days", "60", MIAO_DATE_NONE, FIXTURE_BY, FIXTURE_NOW,
                          &error);
  miao_store_setting_set (store, "notice.days", "30", miao_date_parse ("2026-01-01"), FIXTURE_BY,
                          FIXTURE_NOW, &error);
  miao_store_setting_set (store, "notice.days", "40", miao_date_parse ("2020-01-01"), FIXTURE_BY,
                          FIXTURE_NOW, &error);
  miao_store_setting_set (store, "notice.days", "45", miao_date_parse ("2020-01-01"), FIXTURE_BY,
                          FIXTURE_NOW, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *value =
        miao_store_setting_get (store, "notice.days", miao_date_parse (rows[i].on), &error);

    g_assert_cmpstr (value, ==, rows[i].expected);
  }
}

static void
test_draft (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) foreign = NULL;
  g_autoptr (GError) error = NULL;
  MiaoStore *store = fixture->store;
  MiaoDraft *newest;

  miao_store_draft_put (store, "li", "child", NULL, "{\"name\":\"李\"}", 1, &error);
  miao_store_draft_put (store, "li", "child", NULL, "{\"name\":\"李明\"}", 3, &error);
  miao_store_draft_put (store, "li", "visit", "v-1", "{}", 2, &error);
  g_assert_no_error (error);
  drafts = miao_store_draft_list (store, "li", &error);
  g_assert_cmpuint (drafts->len, ==, 2);
  newest = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (newest->content, ==, "{\"name\":\"李明\"}");
  g_assert_cmpstr (newest->record, ==, "");
  g_assert_cmpint (newest->at_ms, ==, 3);
  g_assert_true (miao_store_draft_put (store, "li", "child", "", NULL, 4, &error));
  left = miao_store_draft_list (store, "li", &error);
  g_assert_cmpuint (left->len, ==, 1);
  foreign = miao_store_draft_list (store, "wang", &error);
  g_assert_cmpuint (foreign->len, ==, 0);
}

static void
test_thumbnail (StoreFixture *fixture, gconstpointer data)
{
  g_autofree guint8 *large = g_malloc0 (MIAO_THUMBNAIL_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) limit = g_bytes_new_static (large, MIAO_THUMBNAIL_MAX_BYTES);
  g_autoptr (GBytes) over = g_bytes_new_static (large, MIAO_THUMBNAIL_MAX_BYTES + 1);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) error = NULL;
  MiaoStore *store = fixture->store;

  g_assert_null (miao_store_thumbnail_get (store, "d", &error));
  g_assert_true (miao_store_thumbnail_put (store, "d", limit, &error));
  g_assert_true (miao_store_thumbnail_put (store, "d", bytes, &error));
  g_assert_no_error (error);
  found = miao_store_thumbnail_get (store, "d", &error);
  g_assert_true (g_bytes_equal (found, bytes));
  g_assert_false (miao_store_thumbnail_put (store, "d", over, &refused));
  g_assert_error (refused, MIAO_ERROR, MIAO_ERROR_LIMIT);
  g_assert_true (miao_store_thumbnail_put (store, "d", NULL, &error));
  g_assert_null (miao_store_thumbnail_get (store, "d", &error));
  g_assert_no_error (error);
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/tables/audit", test_audit);
  ADD ("/tables/audit-many", test_audit_many);
  ADD ("/tables/seal", test_seal);
  ADD ("/tables/account", test_account);
  ADD ("/tables/setting", test_setting);
  ADD ("/tables/draft", test_draft);
  ADD ("/tables/thumbnail", test_thumbnail);

  return g_test_run ();
}
