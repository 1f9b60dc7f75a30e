#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FILE_CHOICE (miao_file_choice_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFileChoice, miao_file_choice, MIAO, FILE_CHOICE, GtkWidget)

/** A row of a form in which an existing file is chosen: label, name of the file, button. */
GtkWidget *miao_file_choice_new (const char *label) G_GNUC_WARN_UNUSED_RESULT;

/** The same for a file to be written; @name is proposed. */
GtkWidget *miao_file_choice_new_save (const char *label,
                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): what was chosen. */
const char *miao_file_choice_get_path (MiaoFileChoice *self);

G_END_DECLS
