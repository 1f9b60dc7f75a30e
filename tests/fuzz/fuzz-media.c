/* The head of a picture, a recording, a document that somebody adds. */
#include "fuzz.h"
#include "miao-media.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* Exactly as large as the input: reading beyond it is noticed. */
  g_autofree uint8_t *copy = g_memdup2 (data, size);
  guint width = 0, height = 0;

  (void) miao_media_sniff (copy, size);
  if (miao_media_measure (copy, size, &width, &height)) {
    g_assert_cmpuint (width, >, 0);
    g_assert_cmpuint (height, >, 0);
    g_assert_cmpuint (MAX (width, height), <=, MIAO_MEDIA_MAX_PIXELS);
  }

  return 0;
}
