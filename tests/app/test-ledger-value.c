#include "miao-language.h"
#include "miao-ledger-headings.h"
#include "miao-ledger-value.h"

#include <string.h>

static void
test_dates (void)
{
  static const struct {
    const char *text;
    const char *date; /* NULL: not a date */
    MiaoLedgerPrecision precision;
    MiaoLedgerSeverity severity;
    const char *code;
  } cases[] = {
    { "2018-3-5", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "2018/03/05", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "2018.3.5", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "2018年3月5日", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "２０１８－０３－０５", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "2018 年 3 月 5 号", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "二〇一八年十二月三十一日", "2018-12-31", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "二○一八年十月二十日", "2018-10-20", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "20180305", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "2018-03-05 14:30:00", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_OK, "" },
    { "2018年3月", "2018-03-01", MIAO_LEDGER_MONTH, MIAO_LEDGER_OK, "" },
    { "2018-03", "2018-03-01", MIAO_LEDGER_MONTH, MIAO_LEDGER_OK, "" },
    { "201803", "2018-03-01", MIAO_LEDGER_MONTH, MIAO_LEDGER_OK, "" },
    { "2018", "2018-01-01", MIAO_LEDGER_YEAR, MIAO_LEDGER_OK, "" },
    { "2018年", "2018-01-01", MIAO_LEDGER_YEAR, MIAO_LEDGER_OK, "" },
    { "43164", "2018-03-05", MIAO_LEDGER_DAY, MIAO_LEDGER_NOTE, "date-from-serial" },
    { "约2018年", "2018-01-01", MIAO_LEDGER_ABOUT, MIAO_LEDGER_WARNING, "date-about" },
    { "2012年春", "2012-01-01", MIAO_LEDGER_ABOUT, MIAO_LEDGER_WARNING, "date-about" },
    { "2018年3月左右", "2018-03-01", MIAO_LEDGER_ABOUT, MIAO_LEDGER_WARNING, "date-about" },
    { "", NULL, 0, MIAO_LEDGER_OK, "" },
    { "不详", NULL, 0, MIAO_LEDGER_OK, "" },
    { "/", NULL, 0, MIAO_LEDGER_OK, "" },
    { "2013-02-30", NULL, 0, MIAO_LEDGER_ERROR, "date-missing-day" },
    { "20130230", NULL, 0, MIAO_LEDGER_ERROR, "date-missing-day" },
    { "2018-13-01", NULL, 0, MIAO_LEDGER_ERROR, "date-missing-day" },
    { "18-3-5", NULL, 0, MIAO_LEDGER_ERROR, "date-ambiguous" },
    { "5/3/2018", NULL, 0, MIAO_LEDGER_ERROR, "date-ambiguous" },
    { "0218-03-05", NULL, 0, MIAO_LEDGER_ERROR, "date-unreadable" },
    { "三岁", NULL, 0, MIAO_LEDGER_ERROR, "date-unreadable" },
    { "12", NULL, 0, MIAO_LEDGER_ERROR, "date-unreadable" },
    { "2018-3-5-6-7-8-9-10-11-12", NULL, 0, MIAO_LEDGER_ERROR, "date-unreadable" },
    { "123456789012345", NULL, 0, MIAO_LEDGER_ERROR, "date-unreadable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (MiaoLedgerValue) value = { 0 };

    miao_ledger_read_date (cases[i].text, FALSE, &value);
    g_test_message ("%s → %s %s", cases[i].text, value.text, value.code);
    g_assert_cmpstr (value.text, ==, cases[i].date);
    g_assert_cmpint (value.severity, ==, cases[i].severity);
    g_assert_cmpstr (value.code, ==, cases[i].code);
    if (value.text != NULL)
      g_assert_cmpint (value.precision, ==, cases[i].precision);
    g_assert_true ((value.message_zh != NULL) == (value.severity != MIAO_LEDGER_OK));
  }
}

static void
test_serials (void)
{
  static const struct {
    int serial;
    gboolean is_1904;
    const char *date;
  } cases[] = {
    { 1, FALSE, "1900-01-01" },
    { 59, FALSE, "1900-02-28" },
    { 60, FALSE, "" },
    { 61, FALSE, "1900-03-01" },
    { 0, FALSE, "" },
    { -1, FALSE, "" },
    { 0, TRUE, "1904-01-01" },
    { 41702, TRUE, "2018-03-05" },
    { 43164, FALSE, "2018-03-05" },
    { 3000000, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char text[MIAO_DATE_BUFFER];

    miao_date_format (miao_ledger_date_from_serial (cases[i].serial, cases[i].is_1904), text);
    g_assert_cmpstr (text, ==, cases[i].date);
  }
}

static void
test_names (void)
{
  static const struct {
    const char *text;
    const char *name;
  } cases[] = {
    { "王 小明", "王小明" },
    { " 王小明　", "王小明" },
    { "王　小 明", "王小明" },
    { "阿依努尔•艾山", "阿依努尔·艾山" },
    { "阿依努尔 · 艾山", "阿依努尔·艾山" },
    { "阿依努尔.艾山", "阿依努尔·艾山" },
    { "Anna  Maria", "Anna Maria" },
    { "J. Smith", "J. Smith" },
    { "𠮷小满", "𠮷小满" },
    { "无", NULL },
    { "无名氏", NULL },
    { "", NULL },
  };
  g_auto (MiaoLedgerValue) digits = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (MiaoLedgerValue) value = { 0 };

    miao_ledger_read_name (cases[i].text, &value);
    g_assert_cmpstr (value.text, ==, cases[i].name);
    g_assert_cmpint (value.severity, ==, MIAO_LEDGER_OK);
  }
  miao_ledger_read_name ("王小明2", &digits);
  g_assert_cmpint (digits.severity, ==, MIAO_LEDGER_WARNING);
}

static void
test_ids (void)
{
  static const struct {
    const char *text;
    MiaoCellType type;
    const char *id;
    const char *code;
  } cases[] = {
    { "110105201802280010", MIAO_CELL_TEXT, "110105201802280010", "" },
    { "１１０１０５２０１８０２２８００１０", MIAO_CELL_TEXT, "110105201802280010", "" },
    { "110105 20180228 0010", MIAO_CELL_TEXT, "110105201802280010", "" },
    { "未落户", MIAO_CELL_TEXT, NULL, "" },
    { "1.10105E+17", MIAO_CELL_TEXT, NULL, "id-rounded" },
    { "1.10105201802280E+17", MIAO_CELL_NUMBER, NULL, "id-rounded" },
    { "110105201802280000", MIAO_CELL_NUMBER, NULL, "id-rounded" },
    { "110105201802280011", MIAO_CELL_TEXT, NULL, "id-wrong" },
    { "110105201802290016", MIAO_CELL_TEXT, NULL, "id-wrong" },
    { "110105180228001", MIAO_CELL_TEXT, NULL, "id-wrong" },
  };
  g_autofree char *x = NULL;
  char digits[] = "110105201802280000";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (MiaoLedgerValue) value = { 0 };

    miao_ledger_read_id (cases[i].text, cases[i].type, &value);
    g_assert_cmpstr (value.text, ==, cases[i].id);
    g_assert_cmpstr (value.code, ==, cases[i].code);
    if (g_str_equal (value.code, "id-wrong")) {
      g_assert_nonnull (strstr (value.message_zh, "。"));
      g_assert_null (strstr (value.message_en, "。"));
    }
  }
  /* One whose check character is X, written small. */
  for (int n = 0; n < 1000 && x == NULL; n++) {
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    int sum = 0;

    g_snprintf (digits + 14, 4, "%03d", n);
    for (int k = 0; k < 17; k++)
      sum += (digits[k] - '0') * weights[k];
    if (sum % 11 == 2)
      x = g_strdup_printf ("%.17sx", digits);
  }
  {
    g_auto (MiaoLedgerValue) value = { 0 };

    miao_ledger_read_id (x, MIAO_CELL_TEXT, &value);
    g_assert_nonnull (value.text);
    g_assert_cmpint (value.text[17], ==, 'X');
  }
}

static void
test_codes (void)
{
  static const struct {
    const char *field;
    const char *text;
    const char *code; /* NULL: a warning */
  } cases[] = {
    { "sex", "男", "1" },
    { "sex", "女", "2" },
    { "sex", "1", "1" },
    { "sex", "２", "2" },
    { "sex", "M", "1" },
    { "sex", "f", "2" },
    { "sex", "男孩", "1" },
    { "sex", "雄", NULL },
    { "ethnic", "汉", "01" },
    { "ethnic", "维吾尔族", "05" },
    { "disabled", "是", "1" },
    { "disabled", "无", "0" },
    { "disability_types", "智力、肢体", "4 5" },
    { "disability_types", "脑瘫", "4" },
    { "disability_grade", "二级", "2" },
    { "child_category", "弃婴", "12" },
    { "child_category", "其它", "90" },
    { "child_category", "旧案", NULL },
  };
  const MiaoKind *child = miao_kind_find ("child");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    MiaoLedgerCell cell = { cases[i].text, MIAO_CELL_TEXT };
    g_auto (MiaoLedgerValue) value = { 0 };

    miao_ledger_read_value (miao_kind_field (child, cases[i].field), &cell, NULL, FALSE,
                            MIAO_DATE_NONE, &value);
    g_test_message ("%s %s → %s", cases[i].field, cases[i].text, value.text);
    g_assert_cmpstr (value.text, ==, cases[i].code);
    g_assert_cmpint (value.severity, ==,
                     cases[i].code != NULL ? MIAO_LEDGER_OK : MIAO_LEDGER_WARNING);
  }
}

/* One word, two sets of codes: the day of the event decides; older days take what there is. */
static void
test_dated_codes (void)
{
  g_assert_cmpstr (miao_ledger_find_code ("intake", "弃婴", miao_date_parse ("2020-01-01")), ==,
                   "A1");
  g_assert_cmpstr (miao_ledger_find_code ("intake", "弃婴", miao_date_parse ("2026-05-01")), ==,
                   "L1");
  g_assert_cmpstr (miao_ledger_find_code ("intake", "弃婴", miao_date_parse ("2009-01-01")), ==,
                   "A1");
}

/* Every row of the two files of words means a field or code that exists. */
static void
test_files (void)
{
  static const char *const names[] = { "headings.tsv", "values.tsv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path =
        g_build_filename (g_getenv ("MIAO_SOURCE_DIR"), "data", "exchange", names[i], NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    guint n = 0;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    lines = g_strsplit (text, "\n", -1);
    for (guint k = 0; lines[k] != NULL; k++) {
      g_auto (GStrv) cells = g_strsplit (lines[k], "\t", -1);

      if (lines[k][0] == '#' || lines[k][0] == '\0')
        continue;
      g_test_message ("%s: %s", names[i], lines[k]);
      n++;
      if (i == 0) {
        g_assert_cmpuint (g_strv_length (cells), ==, 4);
        g_assert_nonnull (miao_kind_find (cells[1]));
        g_assert_nonnull (miao_kind_field (miao_kind_find (cells[1]), cells[2]));
      } else {
        g_assert_cmpuint (g_strv_length (cells), ==, 3);
        g_assert_nonnull (miao_codes_find (cells[0], cells[1], MIAO_DATE_NONE));
      }
    }
    g_assert_cmpuint (n, >, 40);
    if (i == 0)
      g_assert_cmpuint (miao_ledger_headings ()->len, ==, n);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/ledger-value/dates", test_dates);
  g_test_add_func ("/ledger-value/serials", test_serials);
  g_test_add_func ("/ledger-value/names", test_names);
  g_test_add_func ("/ledger-value/ids", test_ids);
  g_test_add_func ("/ledger-value/codes", test_codes);
  g_test_add_func ("/ledger-value/dated-codes", test_dated_codes);
  g_test_add_func ("/ledger-value/files", test_files);

  return g_test_run ();
}
