#pragma once

#include "miao-family-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FAMILY_RECORD (miao_family_record_get_type ())

/** A foster family: its head and its tabs. */
G_DECLARE_FINAL_TYPE (MiaoFamilyRecord, miao_family_record, MIAO, FAMILY_RECORD, GtkWidget)

/** What has not changed since it was shown is left alone. @session is only asked for rights. */
void
miao_family_record_show (MiaoFamilyRecord *self, const MiaoFamilyData *data, MiaoSession *session);
/** @tab: (nullable): "members" …; %NULL: the first one. */
void miao_family_record_show_tab (MiaoFamilyRecord *self, const char *tab);
/** Shows anew what comes next, for another person. */
void miao_family_record_forget (MiaoFamilyRecord *self);
void miao_family_record_focus (MiaoFamilyRecord *self);

G_END_DECLS
