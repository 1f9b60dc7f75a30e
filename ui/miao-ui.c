#include "config.h"

#include "miao-ui.h"

#include "miao-accessible-bounds.h"
#include "miao-theme.h"

void
miao_ui_init (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;

  miao_accessible_bounds_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    MIAO_RESOURCE_BASE "/icons");
  miao_theme_init ();
  g_once_init_leave (&done, 1);
}
