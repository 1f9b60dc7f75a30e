#pragma once

#include "miao-banner.h"
#include "miao-page-interface.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_WINDOW (miao_window_get_type ())
G_DECLARE_FINAL_TYPE (MiaoWindow, miao_window, MIAO, WINDOW, GtkApplicationWindow)

MiaoWindow *miao_window_new (GtkApplication *application) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the window that holds @widget; %NULL in a test without one.
 */
MiaoWindow *miao_window_from (GtkWidget *widget);

/** Covers the window with the log-in of that file, or of a server whose address it stands for; asks
 *  first when something is unsaved. */
void miao_window_open_file (MiaoWindow *self, GFile *file);

/** Returns: (transfer none) (nullable): the session of the person who is logged in. */
MiaoSession *miao_window_get_session (MiaoWindow *self);

/**
 * miao_window_open_record:
 * @field: (nullable): the field that gets the keyboard
 *
 * Goes to the first page that shows records of @kind and opens it there; where none does, to the
 * record that it belongs to. The action win.open-record(('child','ID','')) does the same. @widget:
 * anything in the window.
 *
 * Returns: whether there was such a way.
 */
gboolean
miao_window_open_record (GtkWidget *widget, const char *kind, const char *id, const char *field);

/**
 * miao_window_restore:
 * @backup: (nullable): the folder of the backup; %NULL: the person chooses
 *
 * Logs out (asking first when something is unsaved) and shows what restoring the backup would do.
 * The action win.restore-backup does the same without a backup.
 */
void miao_window_restore (GtkWidget *widget, const char *backup);

/** Returns: whether the record is stored, and not only about to be made. */
gboolean miao_window_has_record (GtkWidget *widget, const char *kind, const char *id);

/** Leads to where a use case is done that another page asks for: to the record with the @id
 *  (nullable) that it is about; says so where no record is known. */
void miao_window_lead (GtkWidget *widget, const char *use_case, const char *id);

/** Goes to a page by its id ("today", "children" …). */
void miao_window_show_page (GtkWidget *widget, const char *page);

/**
 * miao_window_say:
 *
 * A message above the page, for what belongs to no single card: "Saved.", or that the file could
 * not be written. Good news goes away by itself after five seconds.
 */
void miao_window_say (GtkWidget *widget, MiaoTone tone, const char *title, const char *detail);
void miao_window_say_error (GtkWidget *widget, const GError *error);

/** Empties the search box; the page then shows everything again. */
void miao_window_clear_search (GtkWidget *widget);
/** For a page that has opened a record: what was searched for is found, and the next search begins
 *  with an empty box. */
void miao_window_end_search (GtkWidget *widget);

/** Reads the pages' counts and the shown page again; pages call it after a use case was done. */
void miao_window_changed (GtkWidget *widget);

G_END_DECLS
