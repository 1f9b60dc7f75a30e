/* A table of measurements for the growth scores. */
#include "fuzz.h"
#include "miao-growth-score.h"

#include <gio/gio.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  const gboolean done = miao_growth_score_csv (in, out, &error);

  g_assert_true (done == (error == NULL));

  return 0;
}
