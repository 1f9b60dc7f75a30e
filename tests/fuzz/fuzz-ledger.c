/* An old ledger: CSV in any encoding, or an Excel workbook. */
#include "fuzz.h"
#include "miao-ledger.h"

static gboolean
look (const MiaoLedgerRow *row, gpointer data, GError **error)
{
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* Small limits: what is allowed to grow to gigabytes would only make the fuzzing slow. */
  const MiaoLedgerOptions options = { .max_bytes = 1 << 20, .max_unpacked = 8 << 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoLedger) ledger = miao_ledger_open (fuzz_file (data, size), &options, &error);

  g_assert_true ((ledger == NULL) == (error != NULL));
  if (ledger != NULL)
    (void) miao_ledger_foreach (ledger, look, NULL, NULL, NULL);

  return 0;
}
