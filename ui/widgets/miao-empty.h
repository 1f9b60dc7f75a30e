#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_EMPTY (miao_empty_get_type ())
G_DECLARE_FINAL_TYPE (MiaoEmpty, miao_empty, MIAO, EMPTY, GtkWidget)

/**
 * miao_empty_new:
 * @icon: symbolic icon
 * @title: what is not there
 * @text: (nullable): what to do about it
 *
 * What a page or a list shows instead of nothing. Children of a `.ui` file (buttons) stand below
 * the text. Properties: icon-name, title, text.
 */
GtkWidget *
miao_empty_new (const char *icon, const char *title, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Adds a button that activates @action (detailed name); @suggested: the green one. */
void
miao_empty_add_button (MiaoEmpty *self, const char *label, const char *action, gboolean suggested);

G_END_DECLS
