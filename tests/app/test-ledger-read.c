#include "ledger-fixture.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-read.h"

#include <string.h>

#define HEADINGS                                                                                   \
  "档案号,小孩名字,性别（男/女）,出生年月,公民身份号码,来院时间,来源,监护人姓名,附注\n"

/* Made-up people. */
#define ROWS                                                                                       \
  "福字0037,何小川,男,2013-02-28,110105201802280010,2013-03-05,孤儿,,\n"                   \
  "福字0038,秦 昭昭,女,2013-05-09,,2013-05-20 09:15,打拐解救,王某,安静\n"            \
  "福字0037,纪南星,男,2013-08-21,,2013-09-01,弃婴,,\n"                                     \
  ",,女,2014年1月,,2014-01-30,其它,,\n"                                                       \
  "福字0041,白露晞,女,2014-03-03,,2014-02-26,弃婴,,\n"                                     \
  "福字0042,秦昭昭,女,2013-05-09,,,弃婴,,\n"                                               \
  "福字0043,宁可,,,440103202012310527,2099-01-01,弃婴,,\n"                                   \
  ",,,,,2020-01-01,,,只有备注\n"                                                               \
  "福字0044,宁可二,女,2020-12-31,440103202012310527,2021-01-02,弃婴,,\n"                   \
  "福字0045,宁三,女,2020-12-30,未落户,2021-01-02,弃婴,,\n"

typedef struct {
  GString *log;
  GPtrArray *children;
  GPtrArray *admissions;
} Kept;

static gboolean
keep_entry (const MiaoLedgerEntry *entry, gpointer user_data, GError **error)
{
  Kept *kept = user_data;

  g_string_append_printf (kept->log, "%u %s", entry->line,
                          miao_ledger_severity_name (entry->worst));
  for (guint i = 0; i < entry->problems->len; i++) {
    const MiaoLedgerProblem *problem = g_ptr_array_index (entry->problems, i);
    g_autoptr (JsonObject) object = miao_ledger_problem_to_json (problem);

    g_string_append_printf (kept->log, " %s@%d", problem->code, problem->column);
    if (problem->other_line > 0)
      g_string_append_printf (kept->log, "=%u", problem->other_line);
    g_assert_cmpint (json_object_get_int_member (object, "line"), ==, entry->line);
    g_assert_true (g_utf8_validate (miao_ledger_problem_text (problem), -1, NULL));
  }
  g_string_append_c (kept->log, '\n');
  g_ptr_array_add (kept->children, miao_record_ref (entry->child));
  g_ptr_array_add (kept->admissions, miao_record_ref (entry->admission));

  return TRUE;
}

static void
kept_init (Kept *kept)
{
  kept->log = g_string_new (NULL);
  kept->children = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  kept->admissions = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
}

static void
kept_clear (Kept *kept)
{
  g_string_free (kept->log, TRUE);
  g_ptr_array_unref (kept->children);
  g_ptr_array_unref (kept->admissions);
}

static const MiaoField *
field_of (const MiaoLedgerMap *map, guint index)
{
  return miao_ledger_map_get_column (map, index)->field;
}

static void
test_guess (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autofree char *reason = NULL;
  g_autofree char *misfit = NULL;
  g_autoptr (MiaoLedgerMap) map = NULL;

  ledger_file_init (&file, HEADINGS ROWS, "UTF-8", FALSE);
  map = miao_ledger_map_guess (file.ledger, MIAO_LEDGER_CHILDREN);
  g_assert_cmpstr (field_of (map, 0)->name, ==, "child_no");
  g_assert_cmpstr (field_of (map, 1)->name, ==, "name");
  g_assert_cmpstr (field_of (map, 2)->name, ==, "sex");
  g_assert_cmpstr (field_of (map, 3)->name, ==, "birth_date");
  g_assert_cmpstr (field_of (map, 4)->name, ==, "id_no");
  g_assert_cmpstr (field_of (map, 5)->name, ==, "arrived_on");
  g_assert_cmpstr (field_of (map, 6)->name, ==, "intake_code");
  g_assert_null (field_of (map, 7)); /* the guardian's name is not the child's */
  g_assert_cmpstr (field_of (map, 8)->name, ==, "exit_note");
  g_assert_cmpint (miao_ledger_map_get_column (map, 4)->confidence, ==, 100);
  reason = miao_ledger_column_dup_reason (miao_ledger_map_get_column (map, 4));
  g_assert_cmpstr (reason, ==, "列名相符，内容也相符");
  misfit = miao_ledger_column_dup_reason (miao_ledger_map_get_column (map, 6));
  g_assert_nonnull (strstr (misfit, "“其它”"));
}

static void
test_content (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (MiaoLedgerMap) map = NULL;

  ledger_file_init (&file,
                    "姓名,甲,乙,出生日期\n"
                    "一一,110105201802280010,女,肢体\n二二,440103202012310527,男,智力\n"
                    "三三,650102199901010100,女,无\n",
                    "UTF-8", FALSE);
  map = miao_ledger_map_guess (file.ledger, MIAO_LEDGER_CHILDREN);
  g_assert_cmpstr (field_of (map, 1)->name, ==, "id_no");
  g_assert_cmpint (miao_ledger_map_get_column (map, 1)->match, ==, MIAO_MATCH_CONTENT);
  g_assert_cmpstr (field_of (map, 2)->name, ==, "sex");
  /* A heading that its cells contradict keeps its field, with little confidence. */
  g_assert_cmpint (miao_ledger_map_get_column (map, 3)->confidence, <, 50);
}

static void
test_saved_map (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (MiaoLedgerMap) map = NULL;
  g_autoptr (MiaoLedgerMap) again = NULL;
  g_autoptr (JsonObject) saved = NULL;
  g_autoptr (JsonObject) foreign = json_object_new ();
  g_autoptr (GError) error = NULL;

  ledger_file_init (&file, HEADINGS ROWS, "UTF-8", FALSE);
  map = miao_ledger_map_guess (file.ledger, MIAO_LEDGER_CHILDREN);
  g_assert_true (miao_ledger_map_set (map, 7, "admission", "sender_name", &error));
  g_assert_true (miao_ledger_map_set (map, 8, NULL, NULL, &error));
  miao_ledger_map_set_spelling (map, 6, "其它", "A5");
  g_assert_false (miao_ledger_map_set (map, 7, "child", "status", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_clear_error (&error);
  saved = miao_ledger_map_to_json (map);
  again = miao_ledger_map_guess (file.ledger, MIAO_LEDGER_CHILDREN);
  g_assert_true (miao_ledger_map_apply_json (again, saved, &error));
  g_assert_cmpstr (field_of (again, 7)->name, ==, "sender_name");
  g_assert_null (field_of (again, 8));
  g_assert_cmpstr (g_hash_table_lookup (miao_ledger_map_get_column (again, 6)->spellings, "其它"),
                   ==, "A5");
  g_assert_cmpuint (miao_ledger_map_get_column (again, 6)->n_fit, ==,
                    miao_ledger_map_get_column (again, 6)->n_filled);
  g_assert_false (miao_ledger_map_apply_json (again, foreign, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
}

static void
test_rows (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (MiaoLedgerMap) map = NULL;
  g_autoptr (GError) error = NULL;
  MiaoLedgerReadOptions options = { miao_date_parse ("2026-11-22"), MIAO_DATE_NONE };
  MiaoLedgerTotals totals;
  Kept kept;
  MiaoRecord *child;

  kept_init (&kept);
  ledger_file_init (&file, HEADINGS ROWS, "UTF-8", FALSE);
  map = miao_ledger_map_guess (file.ledger, MIAO_LEDGER_CHILDREN);
  g_assert_true (miao_ledger_read_children (file.ledger, map, &options, keep_entry, &kept, &totals,
                                            NULL, &error));
  g_assert_cmpstr (kept.log->str, ==,
                   "2 error birth-id-differ@3 code-before-sets@6\n"
                   "3 note code-before-sets@6\n"
                   "4 error duplicate-number@0=2 code-before-sets@6\n"
                   "5 warning number-missing@0 name-missing@1 date-partial@3 code-before-sets@6\n"
                   "6 error arrival-before-birth@5 code-before-sets@6\n"
                   "7 error duplicate-name@1=3 arrival-missing@5\n"
                   "8 error birth-from-id@-1 date-in-future@5\n"
                   "9 error number-missing@0 nobody@1\n"
                   "10 error duplicate-id@4=8\n"
                   "11 ok\n");
  g_assert_cmpuint (totals.n_rows, ==, 10);
  g_assert_cmpuint (totals.n_errors, ==, 7);
  g_assert_cmpuint (totals.n_warnings, ==, 1);
  child = g_ptr_array_index (kept.children, 1);
  g_assert_cmpstr (miao_record_get (child, "name"), ==, "秦昭昭");
  g_assert_cmpstr (miao_record_get (child, "birth_precision"), ==, "exact");
  g_assert_cmpstr (miao_record_get (g_ptr_array_index (kept.admissions, 1), "arrived_time"), ==,
                   "09:15");
  g_assert_cmpstr (miao_record_get (g_ptr_array_index (kept.admissions, 1), "intake_code"), ==,
                   "Z0"); /* before the first set of categories */
  g_assert_cmpstr (miao_record_get (g_ptr_array_index (kept.admissions, 1), "intake_history"), ==,
                   "旧台账：打拐解救");
  g_assert_cmpstr (miao_record_get (child, "child_category"), ==, "13");
  g_assert_cmpstr (miao_record_get (g_ptr_array_index (kept.admissions, 8), "intake_code"), ==,
                   "A1");
  child = g_ptr_array_index (kept.children, 3);
  g_assert_cmpstr (miao_record_get (child, "birth_precision"), ==, "month");
  g_assert_null (miao_record_get (child, "name"));
  child = g_ptr_array_index (kept.children, 6);
  g_assert_cmpstr (miao_record_get (child, "birth_date"), ==, "2020-12-31");
  g_assert_cmpstr (miao_record_get (child, "sex"), ==, "2");
  g_assert_cmpstr (miao_record_get (child, "id_type"), ==, "111");
  child = g_ptr_array_index (kept.children, 9);
  g_assert_cmpstr (miao_record_get (child, "id_absent_reason"), ==, "未落户");
  kept_clear (&kept);
}

static gboolean
count_entry (const MiaoLedgerEntry *entry, gpointer user_data, GError **error)
{
  guint *n = user_data;

  *n += entry->worst < MIAO_LEDGER_WARNING;

  return TRUE;
}

/* Many rows, in an encoding whose characters fall across the pieces that are read. */
static void
test_many (void)
{
  guint n_rows = g_test_slow () ? 100000 : 5000;
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (MiaoLedgerMap) map = NULL;
  g_autoptr (GString) text = g_string_new ("编号,姓名,性别,出生日期,入院日期,民族,备注\n");
  g_autoptr (GError) error = NULL;
  MiaoLedgerReadOptions options = { miao_date_parse ("2026-11-22"), MIAO_DATE_NONE };
  guint n = 0;
  gint64 begun;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "ET%06u,𠮷%s%u·艾,%s,20%02u-%u-%u,2021年%u月%u日,汉,%.*s\n", i,
                            "小满", i, i % 2 ? "男" : "女", i % 20, 1 + i % 12, 1 + i % 28,
                            1 + i % 12, 1 + i % 28, (int) (i % 7) * 3, "备注备注备注备注");
  begun = g_get_monotonic_time ();
  ledger_file_init (&file, text->str, "GB18030", FALSE);
  map = miao_ledger_map_guess (file.ledger, MIAO_LEDGER_CHILDREN);
  g_assert_true (
      miao_ledger_read_children (file.ledger, map, &options, count_entry, &n, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 0); /* a digit in every name: one warning each */
  g_test_message ("%u rows in %.2f s", n_rows,
                  (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/ledger-read/guess", test_guess);
  g_test_add_func ("/ledger-read/content", test_content);
  g_test_add_func ("/ledger-read/saved-map", test_saved_map);
  g_test_add_func ("/ledger-read/rows", test_rows);
  g_test_add_func ("/ledger-read/many", test_many);

  return g_test_run ();
}
