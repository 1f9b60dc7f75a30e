#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Order and nicks as in the settings schema. */
typedef enum {
  MIAO_THEME_SYSTEM,
  MIAO_THEME_LIGHT,
  MIAO_THEME_DARK,
  MIAO_THEME_CONTRAST,
} MiaoTheme;

/** Loads the style and keeps it as the "theme" setting and the desktop say. */
void miao_theme_init (void);

/** Returns: what is shown now: light, dark or contrast. */
MiaoTheme miao_theme_get_shown (void);

G_END_DECLS
