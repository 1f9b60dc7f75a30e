#include "config.h"

#include "miao-codes.h"
#include "miao-error.h"
#include "store-fixture.h"

/* Rules between records that the database itself keeps (domain 6.36). */

static MiaoRecord *
insert (MiaoStore *store, MiaoRecord *record, MiaoError *ret_code)
{
  g_autoptr (GError) error = NULL;

  if (miao_store_insert (store, record, FIXTURE_BY, FIXTURE_NOW, &error)) {
    if (ret_code != NULL)
      *ret_code = (MiaoError) -1;
  } else if (ret_code != NULL) {
    *ret_code = (MiaoError) error->code;
  } else {
    g_error ("%s: %s", miao_record_get_kind (record)->name, error->message);
  }

  return record;
}

static MiaoRecord *
new_child (MiaoStore *store, const char *number)
{
  return insert (store, fixture_child (number, "李明"), NULL);
}

static MiaoRecord *
new_family (MiaoStore *store, const char *number)
{
  MiaoRecord *family = miao_record_new (miao_kind_find ("family"));

  miao_record_set (family, "family_no", number);
  miao_record_set (family, "status", miao_codes_get ("family_status", &(guint){ 0 })[0].code);

  return insert (store, family, NULL);
}

static MiaoRecord *
placement (const char *number, MiaoRecord *child, MiaoRecord *family, const char *status)
{
  MiaoRecord *record = miao_record_new (miao_kind_find ("placement"));

  miao_record_set (record, "placement_no", number);
  miao_record_set (record, "child", miao_record_get_id (child));
  miao_record_set (record, "family", miao_record_get_id (family));
  miao_record_set (record, "proposed_on", "2026-01-01");
  miao_record_set (record, "status", status);

  return record;
}

static void
update (MiaoStore *store, MiaoRecord *record, const char *field, const char *text, MiaoError *code)
{
  g_autoptr (MiaoRecord) changed = miao_record_copy (record);
  g_autoptr (GError) error = NULL;

  miao_record_set (changed, field, text);
  if (miao_store_update (store, changed, FIXTURE_BY, FIXTURE_NOW, &error)) {
    miao_record_set (record, field, text);
    miao_record_set_version (record, miao_record_get_version (changed));
    *code = (MiaoError) -1;
  } else {
    *code = (MiaoError) error->code;
  }
}

#define OK ((MiaoError) -1)

static void
test_placements (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (MiaoRecord) a = new_child (store, "C-1");
  g_autoptr (MiaoRecord) b = new_child (store, "C-2");
  g_autoptr (MiaoRecord) c = new_child (store, "C-3");
  g_autoptr (MiaoRecord) left = fixture_child ("C-4", "赵云");
  g_autoptr (MiaoRecord) one = new_family (store, "F-1");
  g_autoptr (MiaoRecord) two = new_family (store, "F-2");
  g_autoptr (MiaoRecord) first = NULL;
  g_autoptr (MiaoRecord) second = NULL;
  g_autoptr (MiaoRecord) third = NULL;
  g_autoptr (MiaoRecord) elsewhere = NULL;
  g_autoptr (MiaoRecord) gone = NULL;
  MiaoError code;

  first = insert (store, placement ("P-1", a, one, "CONFIRMED"), NULL);
  /* 1. One open placement per child; a proposal beside it is none. */
  elsewhere = insert (store, placement ("P-2", a, two, "SIGNED"), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  miao_record_set (elsewhere, "status", "PROPOSED");
  insert (store, elsewhere, &code);
  g_assert_cmpint (code, ==, OK);
  update (store, elsewhere, "status", "INTEGRATION", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  /* 2. Two open placements per family. */
  second = insert (store, placement ("P-3", b, one, "INTEGRATION"), NULL);
  third = insert (store, placement ("P-4", c, one, "SIGNED"), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  miao_record_set (third, "status", "MATCHED");
  insert (store, third, &code);
  g_assert_cmpint (code, ==, OK);
  update (store, third, "status", "SIGNED", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  /* What stays inside is not counted twice. */
  update (store, second, "status", "CONFIRMED", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, first, "status", "ENDED", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, third, "status", "SIGNED", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, elsewhere, "status", "INTEGRATION", &code);
  g_assert_cmpint (code, ==, OK);
  /* 3. Nobody is placed who has left. */
  miao_record_set (left, "status", "EXITED");
  insert (store, left, NULL);
  gone = insert (store, placement ("P-5", left, two, "PROPOSED"), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
}

static MiaoRecord *
member (MiaoRecord *evaluation, const char *name)
{
  MiaoRecord *record = miao_record_new (miao_kind_find ("evaluation_member"));

  miao_record_set (record, "evaluation", miao_record_get_id (evaluation));
  miao_record_set (record, "name", name);
  miao_record_set (record, "role", miao_codes_get ("team_role", &(guint){ 0 })[0].code);

  return record;
}

static void
test_evaluation (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (MiaoRecord) evaluation = miao_record_new (miao_kind_find ("evaluation"));
  g_autoptr (MiaoRecord) leader = NULL;
  g_autoptr (MiaoRecord) late = NULL;
  MiaoError code;

  miao_record_set (evaluation, "eval_no", "E-1");
  miao_record_set (evaluation, "kind", miao_codes_get ("eval_kind", &(guint){ 0 })[0].code);
  miao_record_set (evaluation, "status", "SIGNING");
  insert (store, evaluation, NULL);
  leader = insert (store, member (evaluation, "赵云"), NULL);
  update (store, evaluation, "opinion_text", "适宜寄养。", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, leader, "opinion", "同意。", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, evaluation, "status", "FINAL", &code);
  g_assert_cmpint (code, ==, OK);

  update (store, evaluation, "opinion_text", "不适宜。", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, evaluation, "status", "FIELDWORK", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, leader, "opinion", "不同意。", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  late = insert (store, member (evaluation, "钱多"), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  /* The digest is written once; the review follows. */
  update (store, evaluation, "final_digest", "aa", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, evaluation, "final_digest", "bb", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, evaluation, "review_on", "2026-02-01", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, evaluation, "status", "REVIEWED", &code);
  g_assert_cmpint (code, ==, OK);
}

static MiaoRecord *
item (MiaoRecord *volume, gint64 number)
{
  MiaoRecord *record = miao_record_new (miao_kind_find ("archive_item"));

  miao_record_set (record, "volume", miao_record_get_id (volume));
  miao_record_set_int (record, "item_no", number);
  miao_record_set (record, "section", miao_codes_get ("archive_section", &(guint){ 0 })[0].code);
  miao_record_set (record, "title", "出生医学证明");
  miao_record_set (record, "sha256", "00");
  miao_record_set (record, "chain_hash", "00");
  miao_record_set (record, "signature", "00");
  miao_record_set (record, "sealed_at", "1767225600000");
  miao_record_set (record, "sealed_by", "孙档");

  return record;
}

static void
test_archive (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (MiaoRecord) child = new_child (store, "C-1");
  g_autoptr (MiaoRecord) volume = miao_record_new (miao_kind_find ("archive_volume"));
  g_autoptr (MiaoRecord) first = NULL;
  g_autoptr (MiaoRecord) same = NULL;
  g_autoptr (MiaoRecord) late = NULL;
  MiaoError code;

  miao_record_set (volume, "child", miao_record_get_id (child));
  miao_record_set (volume, "archival_code", "V-1");
  miao_record_set (volume, "volume_no", "1");
  miao_record_set (volume, "retention", miao_codes_get ("retention", &(guint){ 0 })[0].code);
  miao_record_set (volume, "status", "ARRANGING");
  insert (store, volume, NULL);
  first = insert (store, item (volume, 1), NULL);
  same = insert (store, item (volume, 1), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_INVALID);
  update (store, first, "title", "另一题名", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, volume, "status", "CLOSED", &code);
  g_assert_cmpint (code, ==, OK);
  late = insert (store, item (volume, 2), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, volume, "title", "改题", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, volume, "shelf", "三排二层", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, volume, "chain_hash", "ab", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, volume, "chain_hash", "cd", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, volume, "status", "ARRANGING", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
}

static MiaoRecord *
allowance_line (MiaoRecord *run, MiaoRecord *placement_record, const char *number)
{
  MiaoRecord *record = miao_record_new (miao_kind_find ("allowance_line"));

  miao_record_set (record, "run", miao_record_get_id (run));
  miao_record_set (record, "revision", "1");
  miao_record_set (record, "line_no", number);
  miao_record_set (record, "origin", "REGULAR");
  miao_record_set (record, "family", miao_record_get (placement_record, "family"));
  miao_record_set (record, "child", miao_record_get (placement_record, "child"));
  miao_record_set (record, "placement", miao_record_get_id (placement_record));
  miao_record_set (record, "month", "2026-10");
  miao_record_set (record, "kind", "1");
  miao_record_set (record, "scope", "ALL");
  miao_record_set (record, "days", "31");
  miao_record_set (record, "month_days", "31");
  miao_record_set (record, "fen", "310000");

  return record;
}

static MiaoRecord *
allowance_run (const char *month)
{
  static const char *const numbers[] = { "n_children", "n_families",   "n_lines",  "regular_fen",
                                         "added_fen",  "clawback_fen", "once_fen", "total_fen" };
  MiaoRecord *record = miao_record_new (miao_kind_find ("allowance_run"));

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    miao_record_set (record, numbers[i], "1");
  miao_record_set (record, "month", month);
  miao_record_set (record, "revision", "1");
  miao_record_set (record, "status", "OPEN");
  miao_record_set (record, "prepared_on", "2026-11-02");
  miao_record_set (record, "prepared_by", "宋知微");
  miao_record_set (record, "prepared_account", FIXTURE_BY);
  miao_record_set (record, "pay_due", "2026-11-10");
  miao_record_set (record, "digest", "aa");

  return record;
}

/* What is approved is what is paid, whoever writes into the database. */
static void
test_allowances (StoreFixture *fixture, gconstpointer data)
{
  MiaoStore *store = fixture->store;
  g_autoptr (MiaoRecord) child = new_child (store, "C-1");
  g_autoptr (MiaoRecord) family = new_family (store, "F-1");
  g_autoptr (MiaoRecord) home = insert (store, placement ("P-1", child, family, "PROPOSED"), NULL);
  g_autoptr (MiaoRecord) run = insert (store, allowance_run ("2026-10"), NULL);
  g_autoptr (MiaoRecord) line = NULL, late = NULL, second = NULL;
  MiaoError code;

  second = insert (store, allowance_run ("2026-10"), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_INVALID); /* one a month */
  line = insert (store, allowance_line (run, home, "1"), NULL);
  update (store, line, "fen", "1", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, run, "month", "2026-11", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, run, "total_fen", "2", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, run, "status", "FINAL", &code);
  g_assert_cmpint (code, ==, OK);
  late = insert (store, allowance_line (run, home, "2"), &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, run, "total_fen", "3", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, run, "status", "OPEN", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
  update (store, run, "status", "PAID", &code);
  g_assert_cmpint (code, ==, OK);
  update (store, run, "paid_on", "2026-11-11", &code);
  g_assert_cmpint (code, ==, MIAO_ERROR_REFUSED);
}

#define ADD(name, test)                                                                            \
  g_test_add (name, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  ADD ("/guards/placements", test_placements);
  ADD ("/guards/evaluation", test_evaluation);
  ADD ("/guards/archive", test_archive);
  ADD ("/guards/allowances", test_allowances);

  return g_test_run ();
}
