#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a person entered in the loose widgets of a form, for its draft: entries, texts, ticks,
 * switches and choices, in their order. Passwords are never among them.
 */

/** Returns: (transfer full): the states of all widgets in @root, as text. */
char *miao_typed_dup (GtkWidget *root) G_GNUC_WARN_UNUSED_RESULT;

/** Enters again what miao_typed_dup() gave for the same widgets; anything else is left alone. */
void miao_typed_put_back (GtkWidget *root, const char *content);

/** Calls @changed, with @data as its only argument, when one of the widgets in @root changes. The
 *  widgets must not outlive @data. */
void miao_typed_watch (GtkWidget *root, GCallback changed, gpointer data);

/**
 * miao_typed_keep:
 * @root: the loose widgets of a form, in a window of its own
 * @parent: anything in the window of the session
 * @kind: names the form among the drafts
 * @record: (nullable): which record it is about, an id; %NULL: something new
 *
 * Keeps a draft of what is entered, and enters at once what was kept before.
 *
 * Returns: (transfer none): the keeper, to be shown below; %NULL where nobody is logged in.
 */
GtkWidget *
miao_typed_keep (GtkWidget *root, GtkWidget *parent, const char *kind, const char *record);

G_END_DECLS
