/* Spoilt input: whatever bytes come in, the readers say what is wrong and go on living. See spoil.h
 * for how much of it. */
#include "cwx-sample.h"
#include "exchange-fixtures.h"
#include "miao-cwx-validate.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-ledger-read.h"
#include "spoil.h"

#include <stdlib.h>
#include <string.h>

static void
assert_polite (const GError *error)
{
  if (error == NULL)
    return;
  g_assert_cmpuint (error->domain, ==, MIAO_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static gboolean
ignore_entry (const MiaoLedgerEntry *entry, gpointer user_data, GError **error)
{
  return TRUE;
}

static void
read_ledger (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoLedger) ledger = miao_ledger_open (path, NULL, &error);
  g_autoptr (MiaoLedgerMap) map = NULL;
  MiaoLedgerReadOptions options = { miao_date_parse ("2026-11-22"), MIAO_DATE_NONE };

  if (ledger != NULL) {
    map = miao_ledger_map_guess (ledger, MIAO_LEDGER_CHILDREN);
    miao_ledger_read_children (ledger, map, &options, ignore_entry, NULL, NULL, NULL, &error);
  }
  assert_polite (error);
}

static void
read_return (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoCwxReport) report = miao_cwx_validate (path, NULL, NULL, NULL, NULL, &error);

  assert_polite (error);
  g_assert_true ((report != NULL) == (error == NULL));
}

static void
fuzz (const char *path, guint parts, void (*reader) (const char *path))
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *text = NULL;
  Spoil spoil;
  gsize n;

  exchange_folder_init (&folder);
  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  for (spoil_begin (&spoil, parts); spoil_more (&spoil);) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autofree char *spoilt = NULL;

    g_byte_array_append (bytes, (const guint8 *) text, (guint) n);
    spoil_bytes (&spoil, bytes);
    spoilt = exchange_write (&folder, "spoilt", bytes->data, (gssize) bytes->len);
    reader (spoilt);
  }
}

#define LEDGER                                                                                     \
  "某院在院儿童台账,,,,,\n编号,姓名,性别,出生日期,入院日期,身份证号\n"   \
  "福1,\"𠮷小满\",女,2018-3-5,2018年4月1日,110105201802280010\n"                          \
  "福2,阿依努尔·艾山,男,43164,20180502,1.10105E+17\n福3,王 小明,１,约2018年,不详,未落户\n"

static void
test_text (void)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_auto (ExchangeFolder) folder = { NULL };
    g_autofree char *path = NULL;

    exchange_folder_init (&folder);
    path = exchange_write_as (&folder, "a.csv", LEDGER, encodings[i], i > 1);
    fuzz (path, G_N_ELEMENTS (encodings), read_ledger);
  }
}

static void
test_workbook (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;

  exchange_folder_init (&folder);
  path = exchange_write_book (
      &folder, "a.xlsx", "",
      "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
      "<row r='2'><c r='A2' t='inlineStr'><is><t>王小明</t></is></c><c r='B2' "
      "s='1'><v>43164</v></c>"
      "</row><row r='3'><c r='A3'><v>1.5E+300</v></c><c r='B3' "
      "s='2'><v>-1</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>",
      "<si><t>姓名</t></si><si><t>出生日期</t></si>");
  fuzz (path, 1, read_ledger);
}

/* The parts inside the ZIP, spoilt before they are packed (a spoilt ZIP rarely gets that far). */
static void
test_sheet (void)
{
  static const char sheet[] =
      "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
      "<row r='2'><c r='A2' t='inlineStr'><is><t>王小明</t></is></c><c r='B2' "
      "s='1'><v>43164</v></c>"
      "</row><row r='3'><c r='A3' t='b'><v>1</v></c><c r='B3' "
      "s='2'><v>43164</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>";
  Spoil spoil;

  for (spoil_begin (&spoil, 1); spoil_more (&spoil);) {
    g_auto (ExchangeFolder) folder = { NULL };
    g_autofree char *path = NULL;
    g_autoptr (GByteArray) bytes = g_byte_array_new ();

    exchange_folder_init (&folder);
    g_byte_array_append (bytes, (const guint8 *) sheet, sizeof sheet - 1);
    spoil_bytes (&spoil, bytes);
    g_byte_array_append (bytes, (const guint8 *) "", 1);
    path = exchange_write_book (&folder, "a.xlsx", "", (const char *) bytes->data,
                                "<si><t>姓名</t></si><si><t>出生日期</t></si>");
    read_ledger (path);
  }
}

static void
test_return (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;

  exchange_folder_init (&folder);
  path = g_build_filename (folder.folder, "a.xml", NULL);
  sample_write (path, 2, NULL, NULL);
  fuzz (path, 1, read_return);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/exchange-fuzz/text", test_text);
  g_test_add_func ("/exchange-fuzz/workbook", test_workbook);
  g_test_add_func ("/exchange-fuzz/sheet", test_sheet);
  g_test_add_func ("/exchange-fuzz/return", test_return);

  return g_test_run ();
}
