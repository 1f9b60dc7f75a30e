/* The line above a foster family's record: who it is, its state, the next step. */
#include "config.h"

#include "miao-family-parts.h"
#include "miao-gtk-compat.h"

#include "miao-avatar.h"
#include "miao-kind-text.h"
#include "miao-past-day.h"
#include "miao-placement-words.h"
#include "miao-state-chip.h"
#include "miao-states.h"
#include "miao-table.h"
#include "miao-use-case.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

static GtkWidget *
make_back (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("miao-back-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Back to the list"));
  miao_accessible_set_label (button, _ ("Back to the list"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "family.back");
  return button;
}

/* One line that is cut, not wrapped: the head keeps its height. */
static GtkWidget *
make_line (const char *text, const char *classes)
{
  GtkWidget *label = miao_text_new (text, classes);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

/* Of a child that lives there now. */
static char *
dup_priority (const MiaoFamilyData *data)
{
  char *words = NULL;

  for (guint i = 0; words == NULL && i < data->placements->len; i++) {
    const MiaoRecord *placement = data->placements->pdata[i];

    if (miao_state_placement_open (miao_record_get (placement, "status")))
      words = miao_placement_dup_priority (placement);
  }
  return words;
}

static GtkWidget *
make_words (const MiaoFamilyData *data)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *chip = miao_chip_new_empty ();
  g_autofree char *title = miao_kind_dup_title (data->family);
  g_autofree char *home = miao_record_dup_shown (data->family, "home_division", FALSE);
  g_autofree char *places =
      g_strdup_printf (_ ("%u of %d places taken"), data->used,
                       (int) miao_record_get_int (data->family, "capacity", 0));
  g_autofree char *under =
      g_strdup_printf ("%s · %s%s%s", miao_record_get (data->family, "family_no"), home,
                       *home != '\0' ? " · " : "", places);
  g_autofree char *wish = dup_priority (data);
  g_autofree char *all = wish != NULL ? g_strdup_printf ("%s · %s", under, wish) : NULL;

  miao_family_chip_set (chip, miao_record_get (data->family, "status"));
  gtk_box_append (GTK_BOX (line), make_line (title, "h1"));
  gtk_box_append (GTK_BOX (line), chip);
  gtk_box_append (GTK_BOX (words), line);
  gtk_box_append (GTK_BOX (words), make_line (all != NULL ? all : under, "dim secondary"));
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static GtkWidget *
make_next (const MiaoFamilyData *data, MiaoSession *session)
{
  const char *label;
  const char *act = miao_family_next_act (data, &label);
  GtkWidget *button;

  if (act == NULL)
    return NULL;
  if (g_str_equal (act, "open")) {
    button = gtk_button_new_with_label (label);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "evaluation",
                                      miao_record_get_id (data->evaluations->pdata[0]), "");
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  } else {
    if (!miao_session_may (session, miao_use_case_find (act)->permission))
      return NULL;
    button = miao_family_act_button (label, act, NULL);
    gtk_widget_remove_css_class (button, "small");
  }
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* Which children the family could take: where it could take one. */
static GtkWidget *
make_match (const MiaoFamilyData *data, MiaoSession *session)
{
  GtkWidget *button;

  if (!miao_session_may (session, MIAO_MAY_MATCH_PROPOSE) ||
      !(miao_record_is (data->family, "status", "TRAINED") ||
        miao_record_is (data->family, "status", "ACTIVE")))
    return NULL;
  button = gtk_button_new_with_label (_ ("Find a child…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "match-family",
                                    miao_record_get_id (data->family), "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  return button;
}

void
miao_family_head_fill (GtkWidget *head, const MiaoFamilyData *data, MiaoSession *session)
{
  GtkWidget *child;
  GtkWidget *avatar;
  GtkWidget *next, *match, *past, *print;

  while ((child = gtk_widget_get_first_child (head)) != NULL)
    gtk_widget_unparent (child);
  miao_wrap_append (MIAO_WRAP (head), make_back ());
  if (data == NULL) {
    miao_wrap_append (MIAO_WRAP (head), make_line (_ ("Foster families"), "h1"));
    return;
  }
  avatar = miao_avatar_new (40);
  miao_avatar_set_id (MIAO_AVATAR (avatar), miao_record_get_id (data->family));
  miao_wrap_append (MIAO_WRAP (head), avatar);
  miao_wrap_append (MIAO_WRAP (head), make_words (data));
  match = session != NULL ? make_match (data, session) : NULL;
  if (match != NULL)
    miao_wrap_append (MIAO_WRAP (head), match);
  if (session != NULL) {
    past = miao_past_day_button_new ();
    miao_past_day_button_set (past, session, "family", miao_record_get_id (data->family));
    miao_wrap_append (MIAO_WRAP (head), past);
    print = miao_family_print_menu (data, session);
    if (print != NULL)
      miao_wrap_append (MIAO_WRAP (head), print);
  }
  next = session != NULL ? make_next (data, session) : NULL;
  if (next != NULL)
    miao_wrap_append (MIAO_WRAP (head), next);
}
