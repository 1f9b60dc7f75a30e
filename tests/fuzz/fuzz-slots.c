/* The key file, which lies beside the database for anybody to change. */
#include "fuzz.h"
#include "miao-slots.h"

#include <sodium.h>
#include <string.h>

#define SUM 32

static void
load (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) slots = miao_slots_load (fuzz_file (data, size), &error);
  g_autofree char *tag = NULL;

  g_assert_true ((slots == NULL) == (error != NULL));
  if (slots == NULL)
    return;
  g_assert_cmpuint (miao_slots_get_n (slots), <=, MIAO_SLOTS_MAX);
  tag = miao_slots_dup_tag (slots, "li.she");
  (void) miao_slots_has (slots, "li.she");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree uint8_t *mended = g_memdup2 (data, size);

  load (data, size);
  /* Whoever changes the file on purpose mends the plain checksum, too. */
  if (size > SUM) {
    crypto_generichash (mended + size - SUM, SUM, mended, size - SUM, NULL, 0);
    load (mended, size);
  }

  return 0;
}
