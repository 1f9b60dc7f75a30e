#include "config.h"

#include "miao-restore-words.h"

#include "miao-backup-words.h"

#include <glib/gi18n.h>

static void
add_line (GString *text, const char *label, const char *words)
{
  g_string_append_printf (text, "%s  %s\n", label, words);
}

static void
describe_backup (GString *text, const MiaoBackup *backup)
{
  g_autofree char *time = miao_backup_dup_time (backup->at_ms);
  g_autofree char *counts = miao_backup_dup_counts (backup->children, backup->families,
                                                    backup->placements, backup->documents);
  /* Translators: number of lines, first characters of a checksum. */
  g_autofree char *head =
      g_strdup_printf (_ ("log of %u lines, ends in %.8s"), (guint) backup->lines, backup->head);

  add_line (text, _ ("Backup:"), time);
  g_string_append_printf (text, "%s\n%s\n\n", counts, head);
}

static void
describe_present (GString *text, const MiaoRestorePresent *present)
{
  g_autofree char *time = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *head = NULL;

  if (!present->exists) {
    g_string_append (text, _ ("Nothing is there yet; nothing is replaced."));
    return;
  }
  if (present->head == NULL) {
    add_line (text, _ ("Present data:"), present->problem != NULL ? present->problem : "");
    g_string_append (text, _ ("They are kept aside all the same."));
    return;
  }
  time = miao_backup_dup_time (present->last_ms);
  counts = miao_backup_dup_counts (present->children, present->families, present->placements,
                                   present->documents);
  head =
      g_strdup_printf (_ ("log of %u lines, ends in %.8s"), (guint) present->lines, present->head);
  add_line (text, _ ("Present data, last used:"), time);
  g_string_append_printf (text, "%s\n%s\n\n", counts, head);
  if (!present->same_file)
    g_string_append (text, _ ("They belong to another institution!"));
  else if (!present->same_history)
    g_string_append (text, _ ("They do not go on from this backup: one of the two was put back "
                              "before, or changed without the program."));
  else
    g_string_append_printf (text,
                            ngettext ("%u line of the log was written since the backup; what "
                                      "it did is not in the restored data.",
                                      "%u lines of the log were written since the backup; "
                                      "what they did is not in the restored data.",
                                      (gulong) present->lost),
                            (guint) present->lost);
  g_string_append_printf (text, "\n%s", _ ("The present data are moved aside, not deleted."));
}

char *
miao_restore_dup_words (const MiaoRestore *restore)
{
  GString *text = g_string_new (NULL);

  describe_backup (text, miao_restore_get_backup (restore));
  describe_present (text, miao_restore_get_present (restore));
  return g_string_free (text, FALSE);
}
