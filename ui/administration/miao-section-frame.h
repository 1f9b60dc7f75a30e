#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What sections are made of that show lists and, in their place, a form for one act.
 */

/**
 * miao_section_frame_new:
 * @section: a widget with a bin layout, which unparents the stack when it goes
 * @list: (transfer floating): what is shown first, the page "list"
 * @done: handler of "done" of the form, called with @section first
 * @cancelled: handler of "cancelled" of the form, called with @section
 * @ret_form: (out) (transfer none): a #MiaoActForm, the page "form"
 *
 * Returns: (transfer none): the stack in @section, to which further pages may be added
 */
GtkWidget *miao_section_frame_new (
    GtkWidget *section, GtkWidget *list, GCallback done, GCallback cancelled, GtkWidget **ret_form);

/** Returns: (transfer floating): a vertical box with the margins of a section, to be filled. */
GtkWidget *miao_section_body_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer floating): @body, which scrolls from top to bottom. */
GtkWidget *miao_section_scrolled_new (GtkWidget *body) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_section_choice_new:
 * @names: (transfer full): what can be chosen
 * @ret_drop_down: (out) (transfer none)
 *
 * Returns: (transfer floating): a line for a form: a label, and the choice that it names
 */
GtkWidget *miao_section_choice_new (const char *label,
                                    GListModel *names,
                                    guint chosen,
                                    GtkWidget **ret_drop_down) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
