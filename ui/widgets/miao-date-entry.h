#pragma once

#include "miao-date.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_DATE_ENTRY (miao_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (MiaoDateEntry, miao_date_entry, MIAO, DATE_ENTRY, GtkWidget)

/**
 * miao_date_entry_new:
 *
 * An entry for a day that can be typed in any usual way (see miao_date_read()) or picked from a
 * calendar (the icon, or Alt+Down). On leaving the entry the day is written as 2026-11-24. Emits
 * "changed" whenever the text does.
 */
GtkWidget *miao_date_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;

MiaoDate miao_date_entry_get_date (MiaoDateEntry *self);
void miao_date_entry_set_date (MiaoDateEntry *self, MiaoDate date);
/** Whether there is text that is not a day. */
gboolean miao_date_entry_is_invalid (MiaoDateEntry *self);
/** What days without a year belong to and "today" means; the clock's day until it is set. */
void miao_date_entry_set_today (MiaoDateEntry *self, MiaoDate today);
/** Returns: (transfer none): the widget that has the keyboard, for a mnemonic label. */
GtkWidget *miao_date_entry_get_entry (MiaoDateEntry *self);

G_END_DECLS
