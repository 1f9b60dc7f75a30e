#include "config.h"

#include "miao-institution-section.h"

#include "miao-findings-panel.h"
#include "miao-page-interface.h"
#include "miao-record-form.h"
#include "miao-save.h"
#include "miao-typing.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoInstitutionSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *form;
  GtkWidget *panel;
  GtkWidget *banner;
  GtkWidget *save;
  MiaoSession *session;
  MiaoRecord *record;
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoInstitutionSection,
                               miao_institution_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static void
show_dirty (MiaoInstitutionSection *self)
{
  gtk_widget_set_sensitive (self->save, miao_record_form_is_dirty (MIAO_RECORD_FORM (self->form)));
}

static void
load (MiaoInstitutionSection *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("institution"));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->record, miao_record_unref);
  self->record = miao_store_first (miao_session_get_store (self->session), query, &error);
  if (error != NULL)
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  miao_record_form_set_record (MIAO_RECORD_FORM (self->form), self->record);
  miao_typing_keep (MIAO_RECORD_FORM (self->form), self->session, "institution", NULL,
                    &self->record);
  show_dirty (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoInstitutionSection *self = MIAO_INSTITUTION_SECTION (source);
  g_autoptr (MiaoRecord) seen = NULL;
  gboolean saved = miao_save_finish (result, &seen);

  if (self->session == NULL)
    return;
  if (saved) {
    miao_typing_forget (MIAO_RECORD_FORM (self->form));
    load (self);
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
  } else {
    g_clear_pointer (&self->record, miao_record_unref);
    self->record = g_steal_pointer (&seen);
    miao_typing_set_seen (MIAO_RECORD_FORM (self->form), self->record);
  }
}

static void
save_cb (MiaoInstitutionSection *self)
{
  const MiaoRunPlace place = {
    .panel = MIAO_FINDINGS_PANEL (self->panel),
    .banner = MIAO_BANNER (self->banner),
  };

  miao_save_async (GTK_WIDGET (self), "edit-institution", self->record, "institution",
                   MIAO_RECORD_FORM (self->form), NULL, &place, saved_cb, NULL);
}

static void
go_cb (MiaoInstitutionSection *self, const char *kind, const char *record, const char *field)
{
  miao_record_form_focus_field (MIAO_RECORD_FORM (self->form), field);
}

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoInstitutionSection *self = MIAO_INSTITUTION_SECTION (page);

  miao_typing_leave (MIAO_RECORD_FORM (self->form));
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  miao_record_form_set_today (MIAO_RECORD_FORM (self->form), miao_session_today (session));
  miao_record_form_set_fields (MIAO_RECORD_FORM (self->form),
                               miao_kind_find ("institution")->fields, NULL);
  load (self);
}

static void
refresh (MiaoPage *page)
{
  MiaoInstitutionSection *self = MIAO_INSTITUTION_SECTION (page);

  if (self->session != NULL && !miao_record_form_is_dirty (MIAO_RECORD_FORM (self->form)))
    load (self);
}

static gboolean
open_record (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoInstitutionSection *self = MIAO_INSTITUTION_SECTION (page);

  if (g_strcmp0 (kind, "institution") != 0)
    return FALSE;
  miao_record_form_focus_field (MIAO_RECORD_FORM (self->form), field);
  return TRUE;
}

static char *
dup_unsaved (MiaoPage *page)
{
  MiaoInstitutionSection *self = MIAO_INSTITUTION_SECTION (page);

  if (self->session == NULL || !miao_record_form_is_dirty (MIAO_RECORD_FORM (self->form)))
    return NULL;
  return g_strdup (_ ("What you changed about the institution"));
}

static void
discard (MiaoPage *page)
{
  miao_typing_forget (MIAO_RECORD_FORM (MIAO_INSTITUTION_SECTION (page)->form));
  load (MIAO_INSTITUTION_SECTION (page));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->open = open_record;
  iface->dup_unsaved = dup_unsaved;
  iface->discard = discard;
}

static void
miao_institution_section_dispose (GObject *object)
{
  MiaoInstitutionSection *self = MIAO_INSTITUTION_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->record, miao_record_unref);

  G_OBJECT_CLASS (miao_institution_section_parent_class)->dispose (object);
}

static void
miao_institution_section_class_init (MiaoInstitutionSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_institution_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_card (MiaoInstitutionSection *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *state;

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_hexpand (card, TRUE);
  self->banner = miao_banner_new ();
  self->form = miao_record_form_new ();
  gtk_widget_add_css_class (self->form, "pane");
  /* Room for the scroll bar. */
  gtk_widget_set_margin_end (self->form, 14);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->form);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->save = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  state = miao_typing_label_new (MIAO_RECORD_FORM (self->form));
  gtk_widget_set_hexpand (state, TRUE);
  gtk_box_append (GTK_BOX (foot), state);
  gtk_box_append (GTK_BOX (foot), self->save);
  gtk_box_append (GTK_BOX (card), self->banner);
  gtk_box_append (GTK_BOX (card), scrolled);
  gtk_box_append (GTK_BOX (card), foot);
  return card;
}

static void
miao_institution_section_init (MiaoInstitutionSection *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_card (self));
  self->panel = miao_findings_panel_new ();
  gtk_box_append (GTK_BOX (self->box), self->panel);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (show_dirty), self);
  g_signal_connect_swapped (self->panel, "go", G_CALLBACK (go_cb), self);
}
