/* The definition of an annex form. */
#include "fuzz.h"
#include "miao-form.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoForm) form = miao_form_parse (bytes, &error);

  g_assert_true ((form == NULL) == (error != NULL));

  return 0;
}
