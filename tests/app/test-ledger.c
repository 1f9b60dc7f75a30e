#include "ledger-fixture.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Made-up people. 𠮷 lies outside the basic plane (four bytes in GB18030), 䶮 has four bytes too.
 */
#define LEDGER                                                                                     \
  "江宁市儿童福利院在院儿童台账\r\n"                                                 \
  "编号,儿童姓名,性别,出生日期,入院日期,备注\r\n"                                \
  "福字0001,𠮷小满,女,2018-3-5,2018-04-01,\"晚上怕黑,\n要开灯\"\r\n"                 \
  "福字0002,阿依努尔·艾山,女,2018年3月,2018/05/02,说\"\"你好\"\"\r\n"               \
  "\r\n"                                                                                           \
  "福字0003,䶮星,１,20190101,2019.2.3,\r\n"

typedef struct {
  GPtrArray *rows; /* "line:cell|cell|…" */
} Rows;

static gboolean
keep_row (const MiaoLedgerRow *row, gpointer user_data, GError **error)
{
  GPtrArray *rows = user_data;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u:", row->line);
  for (guint i = 0; i < row->n_cells; i++)
    g_string_append_printf (text, i > 0 ? "|%s" : "%s", row->cells[i].text);
  g_ptr_array_add (rows, g_string_free (text, FALSE));

  return TRUE;
}

static GPtrArray *
read_rows (MiaoLedger *ledger)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_ledger_foreach (ledger, keep_row, rows, NULL, &error));
  g_assert_no_error (error);

  return rows;
}

static void
assert_golden (MiaoLedger *ledger)
{
  g_autoptr (GPtrArray) rows = read_rows (ledger);

  g_assert_cmpuint (miao_ledger_get_heading_line (ledger), ==, 2);
  g_assert_cmpstr (miao_ledger_get_headings (ledger)[1], ==, "儿童姓名");
  g_assert_cmpuint (miao_ledger_get_n_columns (ledger), ==, 6);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (rows->pdata[0], ==,
                   "3:福字0001|𠮷小满|女|2018-3-5|2018-04-01|晚上怕黑,\n要开灯");
  g_assert_cmpstr (rows->pdata[1], ==,
                   "5:福字0002|阿依努尔·艾山|女|2018年3月|2018/05/02|说\"\"你好\"\"");
  g_assert_cmpstr (rows->pdata[2], ==, "7:福字0003|䶮星|１|20190101|2019.2.3|");
}

static void
test_encodings (void)
{
  static const struct {
    const char *encoding;
    gboolean mark;
    const char *expected;
  } cases[] = {
    { "UTF-8", FALSE, "UTF-8" },       { "UTF-8", TRUE, "UTF-8" },
    { "UTF-16LE", TRUE, "UTF-16LE" },  { "UTF-16BE", TRUE, "UTF-16BE" },
    { "UTF-16LE", FALSE, "UTF-16LE" }, { "UTF-16BE", FALSE, "UTF-16BE" },
    { "GB18030", FALSE, "GB18030" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (LedgerFile) file = { 0 };

    ledger_file_init (&file, LEDGER, cases[i].encoding, cases[i].mark);
    g_assert_cmpstr (miao_ledger_get_encoding (file.ledger), ==, cases[i].expected);
    g_assert_cmpint (miao_ledger_get_separator (file.ledger), ==, ',');
    assert_golden (file.ledger);
  }
}

static const MiaoLedgerEncoding *
find_candidate (MiaoLedger *ledger, const char *name)
{
  const GPtrArray *candidates = miao_ledger_get_candidates (ledger);

  for (guint i = 0; i < candidates->len; i++) {
    const MiaoLedgerEncoding *encoding = g_ptr_array_index (candidates, i);

    if (g_str_equal (encoding->name, name))
      return encoding;
  }

  return NULL;
}

static void
test_candidates (void)
{
  g_auto (LedgerFile) file = { 0 };

  ledger_file_init (&file, LEDGER, "GB18030", FALSE);
  g_assert_cmpuint (find_candidate (file.ledger, "GB18030")->bad_lines, ==, 0);
  g_assert_cmpstr (find_candidate (file.ledger, "GB18030")->sample, ==,
                   "编号,儿童姓名,性别,出生日期,入院日期,备注 ");
  /* GBK lacks the four-byte characters, UTF-8 nearly all of it; both say where first. */
  g_assert_cmpuint (find_candidate (file.ledger, "GBK")->first_bad, ==, 3);
  g_assert_cmpuint (find_candidate (file.ledger, "UTF-8")->first_bad, ==, 1);
  g_assert_cmpuint (find_candidate (file.ledger, "UTF-8")->bad_lines, >, 3);
}

static void
test_gbk (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (GPtrArray) rows = NULL;

  ledger_file_init (&file, "姓名;性别\n赵镕基;男\n王 小明;女\n", "GBK", FALSE);
  g_assert_cmpstr (miao_ledger_get_encoding (file.ledger), ==, "GB18030");
  g_assert_cmpint (miao_ledger_get_separator (file.ledger), ==, ';');
  rows = read_rows (file.ledger);
  g_assert_cmpstr (rows->pdata[0], ==, "2:赵镕基|男");
}

static void
test_shapes (void)
{
  static const struct {
    const char *text;
    char separator;
    guint heading_line;
    const char *first;
  } cases[] = {
    { "姓名\t性别\n甲乙\t男\n", '\t', 1, "2:甲乙|男" },
    { "姓名|性别\n甲乙|男\n", '|', 1, "2:甲乙|男" },
    { "姓名,性别\r甲乙,男\r", ',', 1, "2:甲乙|男" },
    { "\n\n某院台账,,\n单位：人,,\n姓名,性别,备注\n甲乙,男,\n", ',', 5, "6:甲乙|男|" },
    { "姓名,身份证号\n甲乙,=\"110105201802280010\"\n", ',', 1, "2:甲乙|110105201802280010" },
    { "姓名,身份证号\n甲乙,'110105201802280010\n", ',', 1, "2:甲乙|110105201802280010" },
    { "姓名,性别\n\"甲\n乙\",男\n", ',', 1, "2:甲\n乙|男" },
    { "姓名,性别\n　甲乙 , 男 ", ',', 1, "2:甲乙|男" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (LedgerFile) file = { 0 };
    g_autoptr (GPtrArray) rows = NULL;

    ledger_file_init (&file, cases[i].text, "UTF-8", FALSE);
    g_assert_cmpint (miao_ledger_get_separator (file.ledger), ==, cases[i].separator);
    g_assert_cmpuint (miao_ledger_get_heading_line (file.ledger), ==, cases[i].heading_line);
    rows = read_rows (file.ledger);
    g_assert_cmpstr (rows->pdata[0], ==, cases[i].first);
  }
}

/* Opens and reads the bytes; returns the error that must come. */
static GError *
fail_with (const void *bytes, gsize n, const MiaoLedgerOptions *options)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (MiaoLedger) ledger = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  exchange_folder_init (&folder);
  path = exchange_write (&folder, "a.csv", bytes, (gssize) n);
  ledger = miao_ledger_open (path, options, &error);
  if (ledger != NULL)
    g_assert_false (miao_ledger_foreach (ledger, keep_row, rows, NULL, &error));
  g_assert_nonnull (error);

  return error;
}

#define assert_fails(bytes, n, options, code, word)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GError) failure = fail_with (bytes, n, options);                                    \
    g_assert_error (failure, MIAO_ERROR, code);                                                    \
    g_assert_nonnull (strstr (failure->message, word));                                            \
  }                                                                                                \
  G_STMT_END

static void
test_hostile_text (void)
{
  g_autofree char *wide = g_strnfill (1200000, 'a');
  g_autofree char *columns = g_strnfill (2000, ',');
  g_autofree char *open_quote = g_strconcat ("姓名,性别\n\"", wide, NULL);
  g_autofree char *long_line = g_strconcat ("姓名,性别\n", wide, ",男\n", NULL);
  g_autofree char *many = g_strconcat ("姓名,性别\n", columns, "\n", NULL);
  MiaoLedgerOptions utf8 = { .encoding = "UTF-8" };
  MiaoLedgerOptions wrong = { .encoding = "EBCDIC" };

  /* Line and byte of the first wrong byte: 14 bytes of headings, then 3 + 1. */
  assert_fails ("姓名,性别\n甲,\xFF\n", 20, &utf8, MIAO_ERROR_INVALID, "第 2 行");
  assert_fails ("姓名,性别\n甲,\xFF\n", 20, &utf8, MIAO_ERROR_INVALID, "第 19 字节");
  assert_fails ("姓名,性别\n甲,\xFF\n", 20, &utf8, MIAO_ERROR_INVALID, "FF");
  assert_fails ("姓名,性别\n甲,男\0x\n", 23, &utf8, MIAO_ERROR_INVALID, "空字节");
  assert_fails ("姓名,性别\n甲,\"男\n", 21, NULL, MIAO_ERROR_INVALID, "第 2 行的引号");
  assert_fails (open_quote, strlen (open_quote), NULL, MIAO_ERROR_LIMIT, "第 2 行的引号");
  assert_fails (long_line, strlen (long_line), NULL, MIAO_ERROR_LIMIT, "1 MiB");
  assert_fails (many, strlen (many), NULL, MIAO_ERROR_LIMIT, "512 列");
  assert_fails ("", 0, NULL, MIAO_ERROR_INVALID, "没有找到表格");
  assert_fails ("姓名,性别\n", 14, &wrong, MIAO_ERROR_INVALID, "EBCDIC");
  assert_fails ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12, NULL, MIAO_ERROR_FOREIGN, ".xlsx");
  assert_fails ("%PDF-1.7", 8, NULL, MIAO_ERROR_FOREIGN, "PDF");
  assert_fails ("<HTML><table>", 13, NULL, MIAO_ERROR_FOREIGN, "网页");
  assert_fails ("PK\3\4........", 12, NULL, MIAO_ERROR_CORRUPT, "损坏");
}

static void
test_size_limit (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoLedger) ledger = NULL;
  gint64 begun = g_get_monotonic_time ();
  int fd;

  exchange_folder_init (&folder);
  path = exchange_write (&folder, "huge.csv", "", 0);
  fd = open (path, O_WRONLY);
  g_assert_cmpint (ftruncate (fd, G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024), ==, 0);
  close (fd);
  ledger = miao_ledger_open (path, NULL, &error);
  g_assert_null (ledger);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "256.0"));
  g_assert_cmpint (g_get_monotonic_time () - begun, <, G_USEC_PER_SEC);
  g_clear_error (&error);
  ledger = miao_ledger_open ("/nowhere/at all.csv", NULL, &error);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

#define SHEET                                                                                        \
  "<sheetData>"                                                                                      \
  "<row r='1'><c r='A1' t='inlineStr'><is><t>在院儿童</t></is></c></row>"                        \
  "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>"                              \
  "<c r='C2' t='inlineStr'><is><t>基本情况</t></is></c></row>"                                   \
  "<row r='3'><c r='C3' t='inlineStr'><is><t>出生日期</t></is></c>"                              \
  "<c r='D3' t='inlineStr'><is><t>入院_x000D_\n日期</t></is></c>"                                \
  "<c r='E3' t='inlineStr'><is><t>身份证号</t></is></c></row>"                                   \
  "<row r='4'><c r='A4' t='s'><v>2</v></c><c r='B4'><v>2</v></c><c r='C4' s='1'><v>43164</v></c>"    \
  "<c r='D4' s='2'><v>43191</v></c><c r='E4'><v>1.1010520180228E+17</v></c></row>"                   \
  "<row r='6'><c r='A6' t='str'><f>A4</f><v>丁丁</v></c><c r='C6' s='3'><v>12.300000000000001</v>" \
  "</c><c r='E6' t='e'><v>#N/A</v></c></row>"                                                        \
  "<row r='7'><c r='A7' t='s'><v>2</v></c><c r='C7' s='1'><v>43164.604166666664</v></c></row>"       \
  "<row r='8'><c r='C8' s='1'><v>43164</v></c></row>"                                                \
  "</sheetData><mergeCells count='4'><mergeCell ref='A1:E1'/><mergeCell ref='A2:A3'/>"               \
  "<mergeCell ref='B2:B3'/><mergeCell ref='A7:A8'/></mergeCells>"
#define SHARED                                                                                     \
  "<si><t>姓名</t></si><si><r><t>性</t></r><r><t>别</t></r></si>"                              \
  "<si><t>王小明</t><rPh sb='0' eb='1'><t>ワン</t></rPh></si>"

static void
test_workbook (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  const char *const *headings;

  ledger_file_init_book (&file, "", SHEET, SHARED);
  g_assert_cmpint (miao_ledger_get_format (file.ledger), ==, MIAO_LEDGER_WORKBOOK);
  g_assert_cmpstr (miao_ledger_get_sheet (file.ledger), ==, "儿童");
  g_assert_cmpuint (g_strv_length ((GStrv) miao_ledger_get_sheets (file.ledger)), ==, 1);
  g_assert_cmpuint (miao_ledger_get_heading_line (file.ledger), ==, 3);
  headings = miao_ledger_get_headings (file.ledger);
  g_assert_cmpstr (headings[0], ==, "姓名"); /* merged down from row 2 */
  g_assert_cmpstr (headings[1], ==, "性别");
  g_assert_cmpstr (headings[2], ==, "出生日期");
  rows = read_rows (file.ledger);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpstr (rows->pdata[0], ==, "4:王小明|2|2018-03-05|2018-04|1.1010520180228E+17");
  g_assert_cmpstr (rows->pdata[1], ==, "6:丁丁||12.3||#N/A");
  g_assert_cmpstr (rows->pdata[2], ==, "7:王小明||2018-03-05 14:30");
  g_assert_cmpstr (rows->pdata[3], ==, "8:王小明||2018-03-05");
}

static void
test_workbook_1904 (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (GPtrArray) rows = NULL;

  ledger_file_init_book (&file, "<workbookPr date1904='1'/>",
                         "<sheetData><row><c t='inlineStr'><is><t>姓名</t></is></c>"
                         "<c t='inlineStr'><is><t>出生日期</t></is></c></row>"
                         "<row><c t='inlineStr'><is><t>甲</t></is></c>"
                         "<c s='1'><v>41702</v></c></row></sheetData>",
                         "");
  g_assert_true (miao_ledger_is_1904 (file.ledger));
  rows = read_rows (file.ledger);
  g_assert_cmpstr (rows->pdata[0], ==, "2:甲|2018-03-05");
}

static GError *
fail_book (const char *sheet, guint64 max_unpacked, gsize cut)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (MiaoLedger) ledger = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  MiaoLedgerOptions options = { .max_unpacked = max_unpacked };
  GError *error = NULL;

  exchange_folder_init (&folder);
  path = exchange_write_book (&folder, "a.xlsx", "", sheet, SHARED);
  if (cut > 0)
    g_assert_cmpint (truncate (path, (off_t) cut), ==, 0);
  ledger = miao_ledger_open (path, &options, &error);
  if (ledger != NULL)
    g_assert_false (miao_ledger_foreach (ledger, keep_row, rows, NULL, &error));
  g_assert_nonnull (error);

  return error;
}

static void
test_hostile_workbook (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *bomb_path = NULL;
  g_autofree char *odd_path = NULL;
  g_autoptr (GError) cut = fail_book (SHEET, 0, 700);
  g_autoptr (GError) bomb = NULL;
  g_autoptr (GError) entity = NULL;
  g_autoptr (GError) odd = NULL;
  g_autoptr (GError) deep = NULL;
  g_autoptr (GString) nested = g_string_new ("<sheetData>");
  g_autoptr (GString) large = g_string_new ("<sheetData>");

  g_assert_error (cut, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  for (guint i = 0; i < 20000; i++)
    g_string_append (large, "<row/>");
  g_string_append (large, "</sheetData>");
  bomb = fail_book (large->str, 65536, 0);
  g_assert_error (bomb, MIAO_ERROR, MIAO_ERROR_LIMIT);
  g_assert_nonnull (strstr (bomb->message, "64.0"));
  for (guint i = 0; i < 1000; i++)
    g_string_append (nested, "<x>");
  deep = fail_book (nested->str, 0, 0);
  g_assert_error (deep, MIAO_ERROR, MIAO_ERROR_LIMIT);

  exchange_folder_init (&folder);
  bomb_path = exchange_write_zip (
      &folder, "entity.xlsx", "xl/workbook.xml",
      "<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><w>&a;&x;</w>",
      NULL);
  g_assert_null (miao_ledger_open (bomb_path, NULL, &entity));
  g_assert_error (entity, MIAO_ERROR, MIAO_ERROR_FOREIGN);
  g_assert_nonnull (strstr (entity->message, "DOCTYPE"));
  odd_path = exchange_write_zip (&folder, "odd.xlsx", "mimetype", "application/epub", NULL);
  g_assert_null (miao_ledger_open (odd_path, NULL, &odd));
  g_assert_error (odd, MIAO_ERROR, MIAO_ERROR_CORRUPT);
}

static void
test_cancel (void)
{
  g_auto (LedgerFile) file = { 0 };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ledger_file_init (&file, LEDGER, "UTF-8", FALSE);
  g_cancellable_cancel (cancellable);
  g_assert_false (miao_ledger_foreach (file.ledger, keep_row, rows, cancellable, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/ledger/encodings", test_encodings);
  g_test_add_func ("/ledger/candidates", test_candidates);
  g_test_add_func ("/ledger/gbk", test_gbk);
  g_test_add_func ("/ledger/shapes", test_shapes);
  g_test_add_func ("/ledger/hostile-text", test_hostile_text);
  g_test_add_func ("/ledger/size-limit", test_size_limit);
  g_test_add_func ("/ledger/workbook", test_workbook);
  g_test_add_func ("/ledger/workbook-1904", test_workbook_1904);
  g_test_add_func ("/ledger/hostile-workbook", test_hostile_workbook);
  g_test_add_func ("/ledger/cancel", test_cancel);

  return g_test_run ();
}
