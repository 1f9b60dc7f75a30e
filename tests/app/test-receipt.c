#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-receipt.h"

#include <glib/gstdio.h>
#include <string.h>

/* Receipts in our own form and as they are typed in. */

static const MiaoReceiptItem *
item (const MiaoReceipt *receipt, guint i)
{
  g_assert_cmpuint (i, <, receipt->items->len);

  return g_ptr_array_index (receipt->items, i);
}

static MiaoReceipt *
read_text (const char *text, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("miaopu-receipt-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "receipt.xml", NULL);
  MiaoReceipt *receipt;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  receipt = miao_receipt_read (path, error);
  g_remove (path);
  g_rmdir (folder);

  return receipt;
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoReceipt) receipt = read_text (
      "<?xml version='1.0' encoding='UTF-8'?>\n"
      "<Receipt xmlns='urn:cn:cwx:1:receipt'>\n"
      "<BatchId>b-1</BatchId><Status>PARTIAL</Status><ReceiptNo>苏儿〔2026〕7号</ReceiptNo>\n"
      "<ReceivedOn>2026-11-20</ReceivedOn>\n"
      "<Items><Item recordId='c-1' code='E12' field='id_no'> 号码重复 </Item>\n"
      "<Item><ChildNo>ET-2026-00002</ChildNo><Code>E13</Code>\n"
      "<Message>出生日期有误</Message></Item></Items></Receipt>",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (receipt->batch, ==, "b-1");
  g_assert_cmpstr (receipt->status, ==, "PARTIAL");
  g_assert_cmpstr (receipt->number, ==, "苏儿〔2026〕7号");
  g_assert_cmpstr (receipt->day, ==, "2026-11-20");
  g_assert_cmpuint (receipt->items->len, ==, 2);
  g_assert_cmpstr (item (receipt, 0)->record, ==, "c-1");
  g_assert_cmpstr (item (receipt, 0)->field, ==, "id_no");
  g_assert_cmpstr (item (receipt, 0)->message, ==, "号码重复");
  g_assert_cmpstr (item (receipt, 1)->child_no, ==, "ET-2026-00002");
  g_assert_cmpstr (item (receipt, 1)->code, ==, "E13");
  g_assert_cmpstr (item (receipt, 1)->message, ==, "出生日期有误");
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    int code;
  } rows[] = {
    { "<Receipt><Items><Item recordId='c'/></Items></Receipt>", MIAO_ERROR_INVALID },
    { "<Receipt><Items><Item>why</Item></Items></Receipt>", MIAO_ERROR_INVALID },
    { "<Batch/>", MIAO_ERROR_FOREIGN },
    { "<Receipt><Status>", MIAO_ERROR_CORRUPT },
    { "", MIAO_ERROR_CORRUPT },
    { "<!DOCTYPE r [<!ENTITY a 'b'>]><Receipt>&a;</Receipt>", MIAO_ERROR_FOREIGN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    MiaoReceipt *receipt = read_text (rows[i].text, &error);

    g_test_message ("%s", rows[i].text);
    g_assert_null (receipt);
    g_assert_error (error, MIAO_ERROR, rows[i].code);
  }
}

static void
test_not_there (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (miao_receipt_read ("/nowhere/receipt.xml", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

static void
test_typed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoReceipt) receipt =
      miao_receipt_parse ("ET-2026-00001：身份证号有误\n\n  ET-2026-00002 民族: 不符 \r\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->items->len, ==, 2);
  g_assert_cmpstr (item (receipt, 0)->child_no, ==, "ET-2026-00001");
  g_assert_cmpstr (item (receipt, 0)->message, ==, "身份证号有误");
  g_assert_cmpuint (item (receipt, 1)->line, ==, 3);
  g_assert_cmpstr (item (receipt, 1)->child_no, ==, "ET-2026-00002");
  g_assert_cmpstr (item (receipt, 1)->message, ==, "民族: 不符");
}

static void
test_typed_wrong (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (miao_receipt_parse ("ET-2026-00001：有误\nET-2026-00002", &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "第 2 行"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/receipt/read", test_read);
  g_test_add_func ("/receipt/refused", test_refused);
  g_test_add_func ("/receipt/not-there", test_not_there);
  g_test_add_func ("/receipt/typed", test_typed);
  g_test_add_func ("/receipt/typed-wrong", test_typed_wrong);

  return g_test_run ();
}
