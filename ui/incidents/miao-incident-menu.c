#include "config.h"

#include "miao-incident-menu.h"

#include "miao-gtk-compat.h"

#include <glib/gi18n.h>

GtkWidget *
miao_incident_menu_new (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Incident"));
  miao_menu_button_set_name (button, _ ("Incident"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  return button;
}

void
miao_incident_menu_set (GtkWidget *button, MiaoSession *session, const char *about, const char *id)
{
  static const struct {
    const char *label, *use_case;
  } items[] = { { N_ ("Record an incident…"), "report-incident" },
                { N_ ("Record a complaint…"), "record-complaint" } };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *kind = g_strconcat ("incident-of-", about, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

    g_menu_item_set_action_and_target (item, "win.open-record", "(sss)", kind, id,
                                       items[i].use_case);
    g_menu_append_item (menu, item);
  }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_visible (button, miao_session_may (session, MIAO_MAY_INCIDENT_RECORD));
}
