/* What the chain costs, and when the anchor follows it. */
#include "config.h"

#include "audit-fixture.h"

#include "miao-check.h"

#include <locale.h>
#include <sodium.h>
#include <string.h>

static void
test_speed (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, ADMIN, PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_auto (MiaoAuditReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), middle;

  g_assert_true (miao_store_begin (store, &error));
  for (int i = 0; i < 5000; i++)
    g_assert_true (miao_audit_event (session, "print", "child", "x", NULL, &error));
  g_assert_true (miao_store_commit (store, &error));
  middle = g_get_monotonic_time ();
  g_assert_true (miao_audit_verify (session, NULL, NULL, &report, &error));
  g_assert_null (report.problem);
  g_test_message ("%.1f µs a line, verified in %.1f µs a line", (double) (middle - start) / 5000,
                  (double) (g_get_monotonic_time () - middle) / (double) report.lines);
}

/* The same rows durably saved one by one, with and without their line. */
static void
test_save_speed (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "caseworker", PASSWORD);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), bare, told;
  const int n = 200;

  for (int i = 0; i < n; i++) {
    g_autoptr (MiaoRecord) record = audit_make_staff ("钱多多");

    g_assert_true (miao_store_begin (store, &error));
    g_assert_true (miao_store_insert (store, record, "x", 1, &error));
    g_assert_true (miao_store_commit (store, &error));
  }
  bare = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  for (int i = 0; i < n; i++) {
    g_autoptr (MiaoRecord) record = audit_make_staff ("钱多多");

    audit_save (session, NULL, record, "staff.add");
  }
  told = g_get_monotonic_time () - start;
  g_test_message ("a save: %.0f µs, with its audit line %.0f µs: %.2f times", (double) bare / n,
                  (double) told / n, (double) told / (double) bare);
}

static gint64
get_anchor (AuditFixture *f)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (f->vault.keys_path, NULL);

  return miao_slots_get_anchor (slots, NULL);
}

/* While people work the anchor follows, but not with every save. */
static void
test_anchor_follows (AuditFixture *f, gconstpointer data)
{
  g_autoptr (MiaoSession) session = vault_open (&f->vault, "caseworker", PASSWORD);
  g_autoptr (MiaoRecord) one = audit_make_staff ("钱多多"), two = audit_make_staff ("钱多多");
  const gint64 before = get_anchor (f);

  audit_save (session, NULL, one, "staff.add");
  g_assert_cmpint (get_anchor (f), ==, before);
  session->anchored_us -= 31 * G_USEC_PER_SEC; /* as if half a minute had passed */
  audit_save (session, NULL, two, "staff.add");
  g_assert_cmpint (get_anchor (f), ==, before + 3); /* the log-in and two lines */
  miao_session_lock (session);
  g_assert_cmpint (get_anchor (f), ==, before + 3);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, AuditFixture, NULL, audit_set_up, function, audit_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/audit/anchor-follows", test_anchor_follows);
  ADD ("/audit/speed", test_speed);
  ADD ("/audit/save-speed", test_save_speed);

  return g_test_run ();
}
