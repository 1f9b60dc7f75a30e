#include "config.h"

#include "miao-child-record-private.h"

#include "miao-act-form.h"
#include "miao-audit.h"
#include "miao-avatar.h"
#include "miao-child-book.h"
#include "miao-child-documents.h"
#include "miao-child-flag.h"
#include "miao-child-health.h"
#include "miao-child-overview.h"
#include "miao-child-text.h"
#include "miao-child-vaccines.h"
#include "miao-child-view.h"
#include "miao-gtk-compat.h"
#include "miao-incident-menu.h"
#include "miao-past-day.h"
#include "miao-photos.h"
#include "miao-state-chip.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>
#include <string.h>

#define PHOTO_SIZE 64
#define MAX_FLAGS 3

G_DEFINE_FINAL_TYPE (MiaoChildRecord, miao_child_record, GTK_TYPE_WIDGET)

static void
show_head (MiaoChildRecord *self)
{
  const MiaoRecord *child = self->view->child;
  MiaoDate today = miao_session_today (self->session);
  g_autofree char *name = miao_child_dup_name (child);
  g_autofree char *pinyin = miao_child_dup_pinyin (child);
  g_autofree char *sex = miao_child_dup_field (child, "sex");
  g_autofree char *age = miao_child_dup_age (child, today);
  g_autofree char *birth = miao_child_dup_birth (child);
  g_autofree char *place = miao_child_view_dup_place (self->view);
  g_autofree char *line = g_strdup_printf ("%s · %s（%s）· %s · %s", sex, age, birth,
                                           miao_record_get (child, "child_no"), place);
  g_autoptr (GdkTexture) photo =
      miao_photo_get (self->session, miao_record_get (child, "photo_main"), 2 * PHOTO_SIZE);
  g_autoptr (GPtrArray) flags = miao_child_view_get_flags (self->view, today);

  miao_avatar_set_id (MIAO_AVATAR (self->avatar), miao_record_get_id (child));
  if (photo != NULL)
    miao_avatar_set_photo (MIAO_AVATAR (self->avatar), photo);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_label_set_label (GTK_LABEL (self->pinyin), pinyin);
  gtk_label_set_label (GTK_LABEL (self->line), line);
  miao_child_chip_set (self->chip, miao_record_get (child, "status"));
  miao_box_clear (self->flags);
  for (guint i = 0; i < flags->len && i < MAX_FLAGS; i++)
    gtk_box_append (GTK_BOX (self->flags), miao_child_flag_widget (flags->pdata[i], FALSE));
}

static void
show_stay (MiaoChildRecord *self)
{
  const MiaoRecord *child = self->view->child;
  gboolean left =
      miao_record_is (child, "status", "EXITED") || miao_record_is (child, "status", "FOLLOWUP");

  gtk_widget_set_visible (self->stay, miao_session_may (self->session, MIAO_MAY_CHILD_ADMIT) &&
                                          !miao_record_is (child, "status", "DECEASED"));
  gtk_button_set_label (GTK_BUTTON (self->stay), left ? _ ("Admit again…") : _ ("Discharge…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stay),
                                  left ? "children.readmit" : "children.discharge");
  miao_incident_menu_set (self->incident, self->session, "child", miao_record_get_id (child));
  gtk_widget_set_visible (self->match,
                          miao_record_is (child, "status", "IN_CARE") &&
                              miao_session_may (self->session, MIAO_MAY_FAMILY_READ) &&
                              miao_session_may (self->session, MIAO_MAY_MATCH_PROPOSE));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->match), "(sss)", "match-child",
                                    miao_record_get_id (child), "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->match), "win.open-record");
  miao_past_day_button_set (self->past, self->session, "child", miao_record_get_id (child));
  miao_child_record_show_more (self);
}

static void
show_all (MiaoChildRecord *self)
{
  gboolean health = self->view != NULL && miao_session_may (self->session, MIAO_MAY_READ_HEALTH);

  miao_child_overview_show (MIAO_CHILD_OVERVIEW (self->overview), self->session, self->view);
  miao_child_book_show (MIAO_CHILD_BOOK (self->book), self->session, self->view);
  miao_child_health_show (MIAO_CHILD_HEALTH (self->health), self->session,
                          health ? self->view : NULL);
  miao_child_vaccines_show (MIAO_CHILD_VACCINES (self->vaccines), self->session,
                            health ? self->view : NULL);
  miao_child_documents_show (MIAO_CHILD_DOCUMENTS (self->documents), self->session, self->view);
  gtk_stack_page_set_visible (gtk_stack_get_page (GTK_STACK (self->tabs), self->health),
                              self->view == NULL || health);
  gtk_stack_page_set_visible (gtk_stack_get_page (GTK_STACK (self->tabs), self->vaccines),
                              self->view == NULL || health);
  if (self->view != NULL) {
    show_head (self);
    show_stay (self);
  }
}

static void
close_form (MiaoChildRecord *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "tabs");
}

static void
done_cb (MiaoChildRecord *self)
{
  close_form (self);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved."), NULL);
  miao_window_changed (GTK_WIDGET (self));
}

static void
miao_child_record_dispose (GObject *object)
{
  MiaoChildRecord *self = MIAO_CHILD_RECORD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->view, miao_child_view_free);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_child_record_parent_class)->dispose (object);
}

static void
miao_child_record_class_init (MiaoChildRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_child_record_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_head (MiaoChildRecord *self)
{
  /* With large letters flags and buttons go below the name. */
  GtkWidget *head = miao_wrap_new (16);
  GtkWidget *who = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *back = gtk_button_new_from_icon_name ("miao-back-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  miao_accessible_set_label (back, _ ("Back to the list"));
  gtk_widget_set_tooltip_text (back, _ ("Back to the list"));
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.back");
  self->avatar = miao_avatar_new (PHOTO_SIZE);
  self->name = miao_text_new ("", "h1");
  self->pinyin = miao_text_new ("", "dim");
  self->chip = miao_chip_new_empty ();
  self->line = miao_text_new ("", "dim secondary");
  self->flags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_halign (self->flags, GTK_ALIGN_END);
  gtk_widget_set_valign (self->flags, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (first), self->name);
  gtk_box_append (GTK_BOX (first), self->pinyin);
  gtk_box_append (GTK_BOX (first), self->chip);
  gtk_box_append (GTK_BOX (words), first);
  gtk_box_append (GTK_BOX (words), self->line);
  gtk_widget_add_css_class (head, "page-header");
  gtk_box_append (GTK_BOX (who), back);
  gtk_box_append (GTK_BOX (who), self->avatar);
  gtk_box_append (GTK_BOX (who), words);
  gtk_widget_set_hexpand (who, TRUE);
  miao_wrap_append (MIAO_WRAP (head), who);
  miao_wrap_append (MIAO_WRAP (head), self->flags);
  self->incident = miao_incident_menu_new ();
  miao_wrap_append (MIAO_WRAP (head), self->incident);
  self->match = gtk_button_new_with_label (_ ("Find a family…"));
  gtk_widget_set_valign (self->match, GTK_ALIGN_CENTER);
  miao_wrap_append (MIAO_WRAP (head), self->match);
  self->past = miao_past_day_button_new ();
  miao_wrap_append (MIAO_WRAP (head), self->past);
  self->stay = gtk_button_new ();
  gtk_widget_set_valign (self->stay, GTK_ALIGN_CENTER);
  miao_wrap_append (MIAO_WRAP (head), self->stay);
  self->more = miao_child_record_more_new ();
  miao_wrap_append (MIAO_WRAP (head), self->more);
  return head;
}

static void
make_tabs (MiaoChildRecord *self)
{
  self->tabs = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->tabs), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->tabs), FALSE);
  self->switcher = gtk_stack_switcher_new ();
  self->overview = miao_child_overview_new ();
  self->book = miao_child_book_new ();
  self->health = miao_child_health_new ();
  self->vaccines = miao_child_vaccines_new ();
  self->documents = miao_child_documents_new ();
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->overview, "overview", _ ("Summary"));
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->book, "book", C_ ("child", "Book"));
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->health, "health", _ ("Health and growth"));
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->documents, "documents", _ ("Documents"));
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->vaccines, "vaccines", _ ("Vaccinations"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->switcher), GTK_STACK (self->tabs));
  gtk_widget_add_css_class (self->switcher, "tabs");
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_START);
  gtk_widget_set_vexpand (self->tabs, TRUE);
}

static void
miao_child_record_init (MiaoChildRecord *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  make_tabs (self);
  gtk_widget_add_css_class (bar, "tabs-bar");
  gtk_box_append (GTK_BOX (bar), self->switcher);
  self->form = miao_act_form_new ();
  gtk_widget_add_css_class (self->form, "page-body");
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->tabs, "tabs");
  gtk_stack_add_named (GTK_STACK (self->stack), self->form, "form");
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), bar);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->form, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "cancelled", G_CALLBACK (close_form), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
miao_child_record_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_RECORD, NULL);
}

static void
read_child (MiaoChildRecord *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  MiaoChildView *view = miao_child_view_new (self->session, id, &error);
  MiaoChildView *old;

  if (view == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  old = self->view;
  self->view = view;
  show_all (self);
  /* The tabs borrow from what they show. */
  g_clear_pointer (&old, miao_child_view_free);
}

void
miao_child_record_open (MiaoChildRecord *self, MiaoSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;

  MiaoChildView *old = g_steal_pointer (&self->view);

  close_form (self);
  show_all (self);
  g_clear_pointer (&old, miao_child_view_free);
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL || id == NULL)
    return;
  self->session = miao_session_ref (session);
  if (!miao_audit_read (session, "child", id, &error))
    miao_window_say_error (GTK_WIDGET (self), error);
  read_child (self, id);
}

void
miao_child_record_refresh (MiaoChildRecord *self)
{
  g_autofree char *id = g_strdup (miao_child_record_get_id (self));

  if (id != NULL)
    read_child (self, id);
}

void
miao_child_record_show_tab (MiaoChildRecord *self, const char *tab)
{
  close_form (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), tab);
}

void
miao_child_record_grab_focus (MiaoChildRecord *self)
{
  gtk_widget_child_focus (self->switcher, GTK_DIR_TAB_FORWARD);
}

const char *
miao_child_record_get_id (MiaoChildRecord *self)
{
  return self->view != NULL ? miao_record_get_id (self->view->child) : NULL;
}

void
miao_child_record_edit (MiaoChildRecord *self, const char *kind, const char *field)
{
  miao_child_record_show_tab (self, "overview");
  miao_child_overview_edit (MIAO_CHILD_OVERVIEW (self->overview), kind, field);
}

gboolean
miao_child_record_back (MiaoChildRecord *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "form") != 0)
    return FALSE;
  close_form (self);
  return TRUE;
}

char *
miao_child_record_dup_unsaved (MiaoChildRecord *self)
{
  g_autofree char *name = NULL;

  if (self->view == NULL)
    return NULL;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "form") == 0)
    return miao_act_form_dup_unsaved (MIAO_ACT_FORM (self->form));
  if (!miao_child_overview_is_dirty (MIAO_CHILD_OVERVIEW (self->overview)))
    return NULL;
  name = miao_child_dup_name (self->view->child);
  return g_strdup_printf (_ ("The record of %s"), name);
}

void
miao_child_record_discard (MiaoChildRecord *self)
{
  miao_act_form_discard (MIAO_ACT_FORM (self->form));
  miao_child_overview_discard (MIAO_CHILD_OVERVIEW (self->overview));
}
