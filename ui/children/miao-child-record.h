#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_CHILD_RECORD (miao_child_record_get_type ())
G_DECLARE_FINAL_TYPE (MiaoChildRecord, miao_child_record, MIAO, CHILD_RECORD, GtkWidget)

/** All of one child: head and tabs. Its buttons run the actions of the page around it. */
GtkWidget *miao_child_record_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_child_record_open:
 * @id: (nullable): the child; %NULL forgets the one that was shown
 *
 * Reads and shows the child; that it was read is logged.
 */
void miao_child_record_open (MiaoChildRecord *self, MiaoSession *session, const char *id);
/** Reads the same child again; keeps what is typed. */
void miao_child_record_refresh (MiaoChildRecord *self);
/** @tab: "overview", "book", "health", "documents", "vaccines". */
void miao_child_record_show_tab (MiaoChildRecord *self, const char *tab);
/** Gives the keyboard to the tabs. */
void miao_child_record_grab_focus (MiaoChildRecord *self);
/** Returns: (transfer none) (nullable): the child that is shown. */
const char *miao_child_record_get_id (MiaoChildRecord *self);

/** Gives @field of the child, or of its record of @kind, the keyboard, ready to edit. */
void miao_child_record_edit (MiaoChildRecord *self, const char *kind, const char *field);
/** Opens the form for a measurement; @id (nullable) is the one that is corrected. */
void miao_child_record_measure (MiaoChildRecord *self, const char *id);
/** Opens the form for a dose: the selected one, else the first that is due; @id (nullable) is the
 *  record that is corrected. */
void miao_child_record_vaccinate (MiaoChildRecord *self, const char *id);
/** Opens the form for a file that was chosen. */
void miao_child_record_add_document (MiaoChildRecord *self, const char *path);
/** Opens the form for the formal admission. */
void miao_child_record_accept (MiaoChildRecord *self);
/** Opens the form for leaving the institution, or for coming back to it. */
void miao_child_record_discharge (MiaoChildRecord *self);
void miao_child_record_readmit (MiaoChildRecord *self);
/** Opens the form of a use case of the menu "More". Returns: %FALSE when it is none of them. */
gboolean miao_child_record_act (MiaoChildRecord *self, const char *use_case);
void miao_child_record_print (MiaoChildRecord *self, const char *paper, const char *id);
/** Closes an open form. Returns: %FALSE when there was none. */
gboolean miao_child_record_back (MiaoChildRecord *self);

char *miao_child_record_dup_unsaved (MiaoChildRecord *self) G_GNUC_WARN_UNUSED_RESULT;
void miao_child_record_discard (MiaoChildRecord *self);

G_END_DECLS
