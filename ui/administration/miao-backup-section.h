#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_BACKUP_SECTION (miao_backup_section_get_type ())
G_DECLARE_FINAL_TYPE (MiaoBackupSection, miao_backup_section, MIAO, BACKUP_SECTION, GtkWidget)

G_END_DECLS
