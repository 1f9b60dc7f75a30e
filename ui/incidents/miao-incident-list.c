#include "config.h"

#include "miao-incident-list.h"

#include "miao-gtk-compat.h"
#include "miao-incident-words.h"
#include "miao-kind-text.h"
#include "miao-state-chip.h"
#include "miao-store.h"
#include "miao-table.h"

#include <glib/gi18n.h>

/* Older ones are on the page of incidents. */
#define MOST 5

static GtkWidget *
make_row (const MiaoRecord *incident)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *chip = miao_chip_new_empty ();
  GtkWidget *words;
  GtkWidget *button;
  g_autofree char *kind = miao_record_dup_shown (incident, "kind", FALSE);
  g_autofree char *at = miao_record_dup_shown (incident, "discovered_at", FALSE);
  g_autofree char *name =
      g_strdup_printf ("%s %s", _ ("Look"), miao_record_get (incident, "incident_no"));

  miao_incident_set_chip (chip, incident);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  words = miao_text_two (kind, at);
  gtk_widget_set_hexpand (words, TRUE);
  button = miao_small_button (_ ("Look"), name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "incident",
                                    miao_record_get_id (incident), "");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), chip);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

GtkWidget *
miao_incident_list_new (MiaoSession *session, const char *field, const char *id)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("incident"));
  g_autoptr (GPtrArray) incidents = NULL;
  GtkWidget *box;

  if (!miao_session_may (session, MIAO_MAY_INCIDENT_RECORD))
    return NULL;
  miao_query_where (query, field, g_str_equal (field, "family") ? MIAO_OP_EQ : MIAO_OP_HAS, id);
  miao_query_order (query, "discovered_at", TRUE);
  miao_query_limit (query, MOST);
  incidents = miao_store_select (miao_session_get_store (session), query, NULL);
  if (incidents == NULL || incidents->len == 0)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  for (guint i = 0; i < incidents->len; i++)
    gtk_box_append (GTK_BOX (box), make_row (incidents->pdata[i]));
  return miao_card_new (_ ("Incidents and complaints"), box, NULL);
}
