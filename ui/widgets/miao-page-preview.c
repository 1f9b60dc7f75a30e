#include "config.h"

#include "miao-page-preview.h"

#include "miao-gtk-compat.h"
#include "miao-ui.h"

#include <glib/gi18n.h>

struct _MiaoPagePreview {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *sheet;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *place;
  MiaoDocument *document;
  gpointer owner; /* keeps the document; may be the document itself */
  GDestroyNotify free_owner;
  guint page;
};

G_DEFINE_FINAL_TYPE (MiaoPagePreview, miao_page_preview, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  MiaoPagePreview *self = user_data;
  double scale;

  if (self->document == NULL)
    return;
  /* Paper is white in every theme: what is shown is what comes out of the printer. */
  scale = MIN (width / MIAO_PAGE_WIDTH, height / MIAO_PAGE_HEIGHT);
  cairo_translate (cr, (width - MIAO_PAGE_WIDTH * scale) / 2,
                   (height - MIAO_PAGE_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, MIAO_PAGE_WIDTH, MIAO_PAGE_HEIGHT);
  cairo_fill (cr);
  miao_document_draw_page (self->document, cr, self->page);
}

static void
show (MiaoPagePreview *self)
{
  guint n = self->document != NULL ? miao_document_n_pages (self->document) : 0;
  g_autofree char *place = g_strdup_printf (_ ("Page %u of %u"), n > 0 ? self->page + 1 : 0, n);
  g_autofree char *name = NULL;

  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < n);
  name = g_strdup_printf (
      "%s, %s", self->document != NULL ? miao_document_get_title (self->document) : "", place);
  miao_accessible_set_label (self->sheet, name);
  gtk_widget_queue_draw (self->sheet);
}

void
miao_page_preview_show_page (MiaoPagePreview *self, guint page)
{
  guint n = self->document != NULL ? miao_document_n_pages (self->document) : 0;

  self->page = n > 0 ? MIN (page, n - 1) : 0;
  show (self);
}

static void
previous_cb (MiaoPagePreview *self)
{
  if (self->page > 0)
    miao_page_preview_show_page (self, self->page - 1);
}

static void
next_cb (MiaoPagePreview *self)
{
  miao_page_preview_show_page (self, self->page + 1);
}

static gboolean
key_cb (MiaoPagePreview *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Page_Up)
    previous_cb (self);
  else if (keyval == GDK_KEY_Page_Down)
    next_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
forget (MiaoPagePreview *self)
{
  if (self->free_owner != NULL && self->owner != NULL)
    self->free_owner (self->owner);
  self->document = NULL;
  self->owner = NULL;
  self->free_owner = NULL;
}

static void
miao_page_preview_dispose (GObject *object)
{
  MiaoPagePreview *self = MIAO_PAGE_PREVIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  forget (self);

  G_OBJECT_CLASS (miao_page_preview_parent_class)->dispose (object);
}

static void
miao_page_preview_class_init (MiaoPagePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_page_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_turn (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  miao_accessible_set_label (button, name);
  return button;
}

static void
miao_page_preview_init (MiaoPagePreview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->sheet =
      g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->sheet), draw_cb, self, NULL);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->sheet), 280);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->sheet), 396);
  gtk_widget_set_vexpand (self->sheet, TRUE);
  gtk_widget_add_css_class (self->sheet, "sheet");
  gtk_widget_set_focusable (self->sheet, TRUE);
  gtk_widget_add_controller (self->sheet, keys);
  self->previous = make_turn ("miao-previous-symbolic", _ ("Page before"));
  self->next = make_turn ("miao-next-symbolic", _ ("Next page"));
  self->place = gtk_label_new (NULL);
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), self->previous);
  gtk_box_append (GTK_BOX (bar), self->place);
  gtk_box_append (GTK_BOX (bar), self->next);
  gtk_box_append (GTK_BOX (self->box), self->sheet);
  gtk_box_append (GTK_BOX (self->box), bar);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  show (self);
}

GtkWidget *
miao_page_preview_new (void)
{
  return g_object_new (MIAO_TYPE_PAGE_PREVIEW, NULL);
}

void
miao_page_preview_set_document (MiaoPagePreview *self, MiaoDocument *document)
{
  miao_page_preview_set_owned (self, document, document, (GDestroyNotify) miao_document_free);
}

void
miao_page_preview_set_owned (MiaoPagePreview *self,
                             MiaoDocument *document,
                             gpointer owner,
                             GDestroyNotify free_owner)
{
  forget (self);
  self->document = document;
  self->owner = owner;
  self->free_owner = free_owner;
  miao_page_preview_show_page (self, 0);
}

MiaoDocument *
miao_page_preview_get_document (MiaoPagePreview *self)
{
  return self->document;
}

/* --- paper ---------------------------------------------------------------------------------- */

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext *context,
              int page,
              MiaoDocument *document)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  /* The context has the origin at the paper's corner, in points: the document's own measure. */
  miao_document_draw_page (document, cr, (guint) page);
}

static void
print_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GTask *task)
{
  GError *error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR) {
    gtk_print_operation_get_error (operation, &error);
    g_task_return_error (task, error);
  } else {
    g_task_return_boolean (task, result == GTK_PRINT_OPERATION_RESULT_APPLY);
  }
  g_object_unref (task);
}

void
miao_document_print_async (GtkWidget *parent,
                           MiaoDocument *document,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  miao_document_print_owned_async (parent, document, document, (GDestroyNotify) miao_document_free,
                                   callback, user_data);
}

void
miao_document_print_owned_async (GtkWidget *parent,
                                 MiaoDocument *document,
                                 gpointer owner,
                                 GDestroyNotify free_owner,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkRoot *root = gtk_widget_get_root (parent);

  g_task_set_source_tag (task, miao_document_print_async);
  g_task_set_task_data (task, owner, free_owner);
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) miao_document_n_pages (document));
  /* The print server keeps the names of jobs for a long time. */
  gtk_print_operation_set_job_name (operation, _ ("Miaopu"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), document);
  g_signal_connect (operation, "done", G_CALLBACK (print_done_cb), task);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

gboolean
miao_document_print_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
