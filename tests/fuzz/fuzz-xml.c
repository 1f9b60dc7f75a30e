/* A return of the national system, checked before it is believed. */
#include "fuzz.h"
#include "miao-cwx-validate.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const MiaoCwxValidateOptions options = { .max_bytes = 1 << 20 };
  g_autoptr (GError) error = NULL;
  MiaoCwxReport *report =
      miao_cwx_validate (fuzz_file (data, size), &options, NULL, NULL, NULL, &error);

  g_assert_true ((report == NULL) == (error != NULL));
  if (report != NULL)
    miao_cwx_report_free (report);

  return 0;
}
