/* An archive package (BagIt in a ZIP or TAR) from elsewhere. */
#include "fuzz.h"
#include "miao-bag.h"
#include "miao-volume.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *path = fuzz_file (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoBagReport) bag = miao_bag_check (path, NULL, &error);
  g_autoptr (MiaoVolumeReport) volume = NULL;

  g_assert_true ((bag == NULL) == (error != NULL));
  volume = miao_volume_check (path, NULL, NULL, NULL);

  return 0;
}
