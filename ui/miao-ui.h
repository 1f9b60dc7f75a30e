#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_ui_init:
 *
 * Makes the program's icons and style known to the default display; once, after gtk_init(). The
 * application does it on start-up; tests that make widgets without one call it themselves.
 */
void miao_ui_init (void);

#define MIAO_RESOURCE_BASE "/org/miaopu/Miaopu"

G_END_DECLS
