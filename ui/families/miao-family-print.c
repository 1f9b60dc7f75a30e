/* The papers of a foster family, to print. */
#include "config.h"

#include "miao-family-parts.h"

#include "miao-allowance.h"
#include "miao-gtk-compat.h"
#include "miao-paper.h"
#include "miao-table.h"

#include <glib/gi18n.h>

#define MOST_RECEIPTS 3 /* months; older ones are printed with miaopuctl */

static void
add_paper (GMenu *menu, const char *paper, const char *id, const char *whose)
{
  const MiaoPaperKind *kind = miao_paper_find_kind (paper);
  const char *title = miao_pick (kind->title_zh, kind->title_en);
  g_autofree char *label =
      whose != NULL ? g_strdup_printf ("%s · %s…", title, whose) : g_strdup_printf ("%s…", title);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "family.print", "(ss)", paper, id);
  g_menu_append_item (menu, item);
}

/* The newest row with that paper, whatever the order of the rows. */
static void
add_newest (GMenu *menu, const char *paper, GPtrArray *rows, const char *day, const char *needs)
{
  const MiaoRecord *newest = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (miao_record_has (rows->pdata[i], needs) &&
        (newest == NULL ||
         miao_record_get_date (rows->pdata[i], day) >= miao_record_get_date (newest, day)))
      newest = rows->pdata[i];
  if (newest != NULL)
    add_paper (menu, paper, miao_record_get_id (newest), NULL);
}

/* What the family got in the last months, to sign for. */
static void
add_receipts (GMenu *menu, const MiaoFamilyData *data, MiaoSession *session)
{
  const char *family = miao_record_get_id (data->family);
  g_autoptr (GPtrArray) runs = NULL;

  if (!miao_session_may (session, MIAO_MAY_READ_BENEFITS))
    return;
  runs = miao_allowance_runs_of (miao_session_get_store (session), family, NULL);
  for (guint i = 0; runs != NULL && i < MIN (runs->len, MOST_RECEIPTS); i++) {
    const char *month = miao_record_get (runs->pdata[i], "month");
    g_autofree char *id = g_strdup_printf ("%s/%s", family, month);

    add_paper (menu, "allowance-receipt", id, month);
  }
}

static GPtrArray *
find_reviewed (const MiaoFamilyData *data)
{
  GPtrArray *reviewed = g_ptr_array_new ();

  for (guint i = 0; i < data->evaluations->len; i++) {
    MiaoRecord *evaluation = data->evaluations->pdata[i];

    if (miao_record_is (evaluation, "kind", "EV_B_FAMILY_PRE") &&
        !miao_record_is (evaluation, "review_result", "BACK"))
      g_ptr_array_add (reviewed, evaluation);
  }
  return reviewed;
}

/* The papers that the family has by now. */
GtkWidget *
miao_family_print_menu (const MiaoFamilyData *data, MiaoSession *session)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GPtrArray) reviewed = find_reviewed (data);
  GtkWidget *button;

  if (!miao_session_may (session, MIAO_MAY_PRINT))
    return NULL;
  add_newest (menu, "application", data->applications, "applied_on", "applied_on");
  add_newest (menu, "consent", data->applications, "applied_on", "applied_on");
  add_newest (menu, "review-notice", reviewed, "review_on", "review_on");
  if (miao_record_has (data->family, "approved_on"))
    add_paper (menu, "family-filing", miao_record_get_id (data->family), NULL);
  for (guint i = 0; i < data->trainings->len; i++) {
    const MiaoRecord *training = data->trainings->pdata[i];
    g_autofree char *who = miao_family_data_dup_shown (data, training, "member");

    if (miao_record_is (training, "result", "PASS"))
      add_paper (menu, "training-certificate", miao_record_get_id (training), who);
  }
  add_newest (menu, "caregiver-change", data->periods, "from_on", "reason");
  add_receipts (menu, data, session);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return NULL;
  button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Print"));
  miao_menu_button_set_name (button, _ ("Print"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}
