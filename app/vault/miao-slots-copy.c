#include "config.h"

#include "miao-slots-private.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <string.h>

/* Key files for backups. */

static gboolean
is_named (const MiaoSlots *slots, const Slot *slot, const char *const *names)
{
  g_autofree char *tag = miao_secret_to_hex (slot->tag, sizeof slot->tag);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *wanted = miao_slots_dup_tag (slots, names[i]);

    if (strcmp (tag, wanted) == 0)
      return TRUE;
  }

  return FALSE;
}

MiaoSlots *
miao_slots_copy_for (const MiaoSlots *slots, const char *const *names, GError **error)
{
  MiaoSlots *copy;

  if (slots->rotating != 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                         miao_pick ("正在更换数据密钥，请在完成后再备份。",
                                    "The data key is being replaced; make the backup after that."));
    return NULL;
  }
  copy = g_new0 (MiaoSlots, 1);
  *copy = *slots;
  copy->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  for (guint i = 0; i < slots->slots->len; i++) {
    const Slot *slot = &g_array_index (slots->slots, Slot, i);

    if (is_named (slots, slot, names))
      g_array_append_val (copy->slots, *slot);
  }

  return copy;
}

char *
miao_slots_dup_file_id (const MiaoSlots *slots)
{
  return miao_secret_to_hex (slots->file_id, sizeof slots->file_id);
}
