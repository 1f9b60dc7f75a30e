#include "config.h"

#include "miao-archives-page-private.h"

#include "miao-act-form.h"
#include "miao-archive.h"
#include "miao-empty.h"
#include "miao-fold.h"
#include "miao-gtk-compat.h"
#include "miao-paper-many.h"
#include "miao-paper-view.h"
#include "miao-run.h"
#include "miao-search-popover.h"
#include "miao-ui.h"
#include "miao-volume-card.h"
#include "miao-volume-source.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>
#include <string.h>

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoArchivesPage,
                               miao_archives_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static gboolean
may (MiaoArchivesPage *self, MiaoPermission permission)
{
  return self->session != NULL && miao_session_may (self->session, permission);
}

const char *
miao_archives_get_child (MiaoArchivesPage *self)
{
  return self->volume != NULL ? miao_record_get (self->volume, "child") : self->child;
}

/* --- the volume ----------------------------------------------------------------------------- */

static void
show_items (MiaoArchivesPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      miao_volume_items_load (self->session, miao_record_get_id (self->volume), &error);
  g_autofree char *head = g_strdup_printf (_ ("%d items, %d pages"),
                                           (int) miao_record_get_int (self->volume, "items_n", 0),
                                           (int) miao_record_get_int (self->volume, "pages_n", 0));

  if (items == NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  gtk_label_set_label (GTK_LABEL (self->items_head), head);
  miao_volume_items_fill (self->items, items, &self->check);
}

/* Everything beside the list, from what is selected. */
static void
show_volume (MiaoArchivesPage *self)
{
  gboolean open = self->volume != NULL && !miao_record_is (self->volume, "status", "CLOSED") &&
                  !miao_record_is (self->volume, "status", "TRANSFERRED");

  gtk_widget_set_visible (self->verify, may (self, MIAO_MAY_ARCHIVE_VERIFY));
  gtk_widget_set_visible (self->close_volume, may (self, MIAO_MAY_ARCHIVE_SEAL));
  gtk_widget_set_visible (self->package, may (self, MIAO_MAY_ARCHIVE_PACKAGE));
  gtk_widget_set_visible (self->transfer, may (self, MIAO_MAY_ARCHIVE_SEAL) &&
                                              self->volume != NULL &&
                                              miao_record_is (self->volume, "status", "CLOSED"));
  gtk_widget_set_sensitive (self->verify, self->volume != NULL);
  gtk_widget_set_sensitive (self->close_volume, open);
  gtk_widget_set_sensitive (self->package,
                            self->volume != NULL && miao_record_has (self->volume, "seal"));
  gtk_widget_set_tooltip_text (self->package,
                               open ? _ ("A volume is packaged when it has been closed") : NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->middle),
                                    self->volume != NULL ? "volume" : "nothing");
  if (self->volume != NULL) {
    miao_volume_card_fill (self->card, self->volume, &self->check);
    show_items (self);
  }
  miao_paper_view_show (MIAO_PAPER_VIEW (self->papers), self->session,
                        miao_archives_get_child (self),
                        self->volume != NULL ? miao_record_get_id (self->volume) : NULL);
}

void
miao_archives_load_volume (MiaoArchivesPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->volume, miao_record_unref);
  if (id != NULL && self->session != NULL) {
    self->volume = miao_store_load (miao_session_get_store (self->session),
                                    miao_kind_find ("archive_volume"), id, &error);
    if (self->volume == NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
  }
  show_volume (self);
}

static void
selected_cb (MiaoArchivesPage *self, const char *id)
{
  if (self->volume == NULL || g_strcmp0 (id, miao_record_get_id (self->volume)) != 0)
    miao_archives_load_volume (self, id);
}

/* A sealed paper is shown as it would be made today; others have no preview. */
static void
item_cb (MiaoArchivesPage *self, GtkListBoxRow *row)
{
  const MiaoRecord *item = row != NULL ? g_object_get_data (G_OBJECT (row), "item") : NULL;
  g_autoptr (MiaoRecord) document = NULL;
  const char *origin, *name;
  g_autofree char *paper = NULL;

  if (item == NULL || !miao_record_has (item, "document"))
    return;
  document = miao_store_load (miao_session_get_store (self->session), miao_kind_find ("document"),
                              miao_record_get (item, "document"), NULL);
  name = document != NULL ? miao_record_get (document, "name") : NULL;
  if (name == NULL || !g_str_has_suffix (name, ".pdf"))
    return;
  paper = g_strndup (name, strlen (name) - strlen (".pdf"));
  origin = miao_record_has (item, "origin_id") ? miao_record_get (item, "origin_id")
                                               : miao_record_get (self->volume, "child");
  (void) miao_paper_view_choose (MIAO_PAPER_VIEW (self->papers), paper, origin);
}

/* --- the list ------------------------------------------------------------------------------- */

static void
show_count (MiaoArchivesPage *self)
{
  guint n = miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->list));
  g_autofree char *volumes = g_strdup_printf (ngettext ("%u volume", "%u volumes", n), n);
  g_autofree char *child = self->child != NULL ? miao_lookup_dup_name ("child", self->child) : NULL;
  g_autofree char *words =
      child != NULL ? g_strdup_printf ("%s · %s", child, volumes) : g_strdup (volumes);

  gtk_label_set_label (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (self->print_all, self->child == NULL && may (self, MIAO_MAY_PRINT));
  gtk_widget_set_visible (self->all, self->child != NULL);
}

/* Selects the volume, or the first one. */
static void
select_volume (MiaoArchivesPage *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (miao_record_list_get_model (MIAO_RECORD_LIST (self->list)));
  guint n = g_list_model_get_n_items (model), at = 0;

  for (guint i = 0; id != NULL && i < n; i++) {
    g_autoptr (MiaoRow) row = g_list_model_get_item (model, i);

    if (g_strcmp0 (miao_row_get_id (row), id) == 0)
      at = i;
  }
  if (n > 0)
    miao_record_list_select (MIAO_RECORD_LIST (self->list), at);
  if (n == 0)
    miao_archives_load_volume (self, NULL);
}

void
miao_archives_show_child (MiaoArchivesPage *self, const char *child, const char *volume)
{
  g_autofree char *id = g_strdup (child);
  const MiaoWanted wanted = { .session = self->session, .owner = id };

  miao_record_list_read (MIAO_RECORD_LIST (self->list), &miao_volume_source, &wanted);
  g_free (self->child);
  self->child = g_steal_pointer (&id);
  show_count (self);
  select_volume (self, volume);
}

static GPtrArray *
search_children (const char *text, gpointer user_data)
{
  return miao_lookup_search ("child", text, 20);
}

static void
child_chosen_cb (MiaoArchivesPage *self, const char *id)
{
  miao_archives_show_child (self, id, NULL);
}

static void
print_all_cb (MiaoArchivesPage *self)
{
  miao_paper_many_save (GTK_WIDGET (self), self->session, "growth-record", NULL);
}

static void
all_cb (MiaoArchivesPage *self)
{
  miao_archives_show_child (self, NULL,
                            self->volume != NULL ? miao_record_get_id (self->volume) : NULL);
}

/* --- the page ------------------------------------------------------------------------------- */

static void
page_set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoArchivesPage *self = MIAO_ARCHIVES_PAGE (page);

  miao_act_form_flush (MIAO_ACT_FORM (self->act));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->child, g_free);
  g_clear_pointer (&self->volume, miao_record_unref);
  g_clear_pointer (&self->check.volume, g_free);
  miao_archive_report_clear (&self->check.report);
  if (session == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
    show_volume (self);
    return;
  }
  self->session = miao_session_ref (session);
  miao_archives_show_child (self, NULL, NULL);
}

static void
page_refresh (MiaoPage *page)
{
  MiaoArchivesPage *self = MIAO_ARCHIVES_PAGE (page);
  g_autofree char *id = self->volume != NULL ? g_strdup (miao_record_get_id (self->volume)) : NULL;

  if (self->session == NULL)
    return;
  miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_count (self);
  miao_archives_load_volume (self, id);
}

static gboolean
page_open (MiaoPage *page, const char *kind, const char *id, const char *field)
{
  MiaoArchivesPage *self = MIAO_ARCHIVES_PAGE (page);
  g_autoptr (MiaoRecord) record = NULL;

  if (self->session == NULL ||
      (!g_str_equal (kind, "archive_volume") && !g_str_equal (kind, "archive_item")))
    return FALSE;
  record =
      miao_store_load (miao_session_get_store (self->session), miao_kind_find (kind), id, NULL);
  if (record == NULL)
    return FALSE;
  miao_archives_show_child (
      self, NULL, g_str_equal (kind, "archive_item") ? miao_record_get (record, "volume") : id);
  return TRUE;
}

static void
page_print (MiaoPage *page)
{
  miao_paper_view_print (MIAO_PAPER_VIEW (MIAO_ARCHIVES_PAGE (page)->papers));
}

static gboolean
page_back (MiaoPage *page)
{
  MiaoArchivesPage *self = MIAO_ARCHIVES_PAGE (page);

  if (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "act"))
    miao_archives_leave_act (self);
  else if (self->child != NULL)
    all_cb (self);
  else
    return FALSE;
  return TRUE;
}

static char *
page_dup_unsaved (MiaoPage *page)
{
  return miao_act_form_dup_unsaved (MIAO_ACT_FORM (MIAO_ARCHIVES_PAGE (page)->act));
}

static void
page_discard (MiaoPage *page)
{
  miao_act_form_discard (MIAO_ACT_FORM (MIAO_ARCHIVES_PAGE (page)->act));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = page_set_session;
  iface->refresh = page_refresh;
  iface->open = page_open;
  iface->print = page_print;
  iface->back = page_back;
  iface->dup_unsaved = page_dup_unsaved;
  iface->discard = page_discard;
}

static void
miao_archives_page_dispose (GObject *object)
{
  MiaoArchivesPage *self = MIAO_ARCHIVES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_ARCHIVES_PAGE);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->volume, miao_record_unref);
  g_clear_pointer (&self->child, g_free);
  g_clear_pointer (&self->check.volume, g_free);
  miao_archive_report_clear (&self->check.report);

  G_OBJECT_CLASS (miao_archives_page_parent_class)->dispose (object);
}

static void
miao_archives_page_class_init (MiaoArchivesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_archives_page_dispose;
  g_type_ensure (MIAO_TYPE_FOLD);
  g_type_ensure (MIAO_TYPE_RECORD_LIST);
  g_type_ensure (MIAO_TYPE_WRAP);
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_EMPTY);
  g_type_ensure (MIAO_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-archives-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoArchivesPage, name)
  BIND (stack);
  BIND (count);
  BIND (print_all);
  BIND (choose);
  BIND (all);
  BIND (verify);
  BIND (close_volume);
  BIND (transfer);
  BIND (package);
  BIND (list);
  BIND (middle);
  BIND (card);
  BIND (items_head);
  BIND (items);
  BIND (papers);
  BIND (act);
#undef BIND
  miao_archives_class_bind_acts (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_all_cb);
}

static void
miao_archives_page_init (MiaoArchivesPage *self)
{
  GtkWidget *popover;

  gtk_widget_init_template (GTK_WIDGET (self));
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Volumes"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), miao_volume_columns ());
  miao_record_list_set_two_lines (MIAO_RECORD_LIST (self->list), TRUE);
  miao_list_leave_on_tab (self->items);
  popover = miao_search_popover_new (_ ("Child"), search_children, NULL, NULL);
  g_signal_connect_swapped (popover, "chosen", G_CALLBACK (child_chosen_cb), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->choose), popover);
  miao_menu_button_set_name (self->choose, _ ("Choose child…"));
}
