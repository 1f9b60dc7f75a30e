#include "config.h"

#include "miao-child-documents.h"
#include "miao-documents.h"

#include "miao-attachments.h"
#include "miao-child-flag.h"
#include "miao-child-text.h"
#include "miao-documents.h"
#include "miao-empty.h"
#include "miao-gtk-compat.h"
#include "miao-photos.h"
#include "miao-record-source.h"
#include "miao-save.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define PREVIEW_WIDTH 380
#define PICTURE_HEIGHT 300
#define PREVIEW_PIXELS 900

struct _MiaoChildDocuments {
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *box;
  GtkWidget *add;
  GtkWidget *list;
  GtkWidget *preview;
  GtkWidget *picture;
  GtkWidget *facts_box;
  GtkWidget *main_photo;
  GtkWidget *save;
  MiaoSession *session;
  const MiaoChildView *view;
  char *shown; /* the document in the preview */
};

G_DEFINE_FINAL_TYPE (MiaoChildDocuments, miao_child_documents, GTK_TYPE_WIDGET)

static const char *const columns[] = { "doc_date", "title", "doc_type", NULL };

static gboolean
narrow (const MiaoWanted *wanted, MiaoQuery *query, GError **error)
{
  miao_query_where (query, "owner_id", MIAO_OP_EQ, wanted->owner);
  return TRUE;
}

static gboolean
add_rows (const MiaoWanted *wanted, GPtrArray *records, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, miao_row_new_shown (records->pdata[i], columns));
  return TRUE;
}

static const MiaoRecordSource documents = {
  .kind = "document",
  .order = "doc_date",
  .descending = TRUE,
  .narrow = narrow,
  .add_rows = add_rows,
};

static MiaoRecord *
load_shown (MiaoChildDocuments *self, GError **error)
{
  return miao_store_load (miao_session_get_store (self->session), miao_kind_find ("document"),
                          self->shown, error);
}

static void
fill_facts (MiaoChildDocuments *self, const MiaoRecord *document)
{
  static const char *const fields[] = { "title", "doc_type", "doc_date",    "issuer", "doc_no",
                                        "name",  "bytes",    "sensitivity", "sha256" };
  GtkWidget *grid = miao_facts_grid_new ();

  miao_box_clear (self->facts_box);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const MiaoField *field = miao_kind_field (miao_record_get_kind (document), fields[i]);
    g_autofree char *words = NULL;

    if (!miao_record_has (document, fields[i]))
      continue;
    words = g_str_equal (fields[i], "bytes")
                ? g_format_size ((guint64) miao_record_get_int (document, "bytes", 0))
                : miao_child_dup_field (document, fields[i]);
    miao_facts_grid_add (grid, miao_field_label (field), words, NULL);
  }
  gtk_box_append (GTK_BOX (self->facts_box), grid);
}

static void
show_document (MiaoChildDocuments *self, const char *id)
{
  g_autoptr (MiaoRecord) document = NULL;
  g_autoptr (GdkTexture) photo = NULL;
  gboolean image;
  gboolean is_main;

  g_free (self->shown);
  self->shown = g_strdup (id);
  if (self->session != NULL && id != NULL && *id != '\0')
    document = load_shown (self, NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->preview),
                                    document != NULL ? "document" : "none");
  if (document == NULL)
    return;
  image = g_str_has_prefix (miao_record_get (document, "mime"), "image/");
  if (image)
    photo = miao_photo_get (self->session, id, PREVIEW_PIXELS);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (photo));
  miao_accessible_set_label (self->picture, miao_record_get (document, "title"));
  gtk_widget_set_visible (self->picture, photo != NULL);
  fill_facts (self, document);
  is_main = miao_record_is (self->view->child, "photo_main", id);
  gtk_widget_set_visible (
      self->main_photo, image && !is_main && miao_session_may (self->session, MIAO_MAY_CHILD_EDIT));
}

static void
selected_cb (MiaoChildDocuments *self, const char *id)
{
  show_document (self, id);
}

static void
main_photo_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (miao_save_finish (result, NULL))
    miao_window_say (GTK_WIDGET (source), MIAO_TONE_GOOD, _ ("This is the child's photograph now."),
                     NULL);
}

static void
main_photo_cb (MiaoChildDocuments *self)
{
  g_autoptr (JsonObject) child = json_object_new ();

  json_object_set_string_member (child, "photo_main", self->shown);
  miao_save_async (GTK_WIDGET (self), "edit-child", self->view->child, "child", NULL, child, NULL,
                   main_photo_done_cb, NULL);
}

/* --- out of the file ------------------------------------------------------------------------ */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoChildDocuments) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;
  gint64 number = 0;

  if (file == NULL || self->session == NULL || self->shown == NULL) {
    if (error != NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  path = g_file_get_path (file);
  if (!miao_document_export (self->session, self->shown, path, NULL, &number, &error)) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  /* Translators: the number in the register of prints and exports. */
  words = g_strdup_printf (_ ("Saved as a file that is not encrypted; registered as number %u."),
                           (guint) number);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, words, path);
}

static void
save_cb (MiaoChildDocuments *self)
{
  g_autoptr (MiaoRecord) document = load_shown (self, NULL);

  if (document != NULL)
    miao_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save a copy"),
                          miao_record_get (document, "name"), NULL, saved_cb, g_object_ref (self));
}

/* --- into the file -------------------------------------------------------------------------- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoChildDocuments) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_open_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  else if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "children.add-document", "s", path);
}

static void
add_cb (MiaoChildDocuments *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures, PDF, recordings"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "audio/*");
  gtk_file_filter_add_mime_type (filter, "video/mp4");
  miao_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Add a file"),
                        filter, NULL, chosen_cb, g_object_ref (self));
}

/* --- the widget ----------------------------------------------------------------------------- */

static void
miao_child_documents_dispose (GObject *object)
{
  MiaoChildDocuments *self = MIAO_CHILD_DOCUMENTS (object);

  self->view = NULL;
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (miao_child_documents_parent_class)->dispose (object);
}

static void
miao_child_documents_class_init (MiaoChildDocumentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_child_documents_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* Told before a file is chosen, not after. */
static char *
dup_limits (void)
{
  g_autofree char *most = g_format_size_full (MIAO_ATTACHMENT_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  /* Translators: %s is a size, %d pixels. */
  return g_strdup_printf (
      _ ("PDF, JPEG, PNG, TIFF, WAV, MP3 and MP4, up to %s each, pictures up to "
         "%d pixels on a side."),
      most, MIAO_MEDIA_MAX_PIXELS);
}

static GtkWidget *
make_list_card (MiaoChildDocuments *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = miao_text_new (_ ("Documents"), "strong");
  g_autofree char *limits = NULL;
  GtkWidget *foot;

  self->add = gtk_button_new_with_label (_ ("Add file…"));
  self->list = miao_record_list_new ();
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Documents"));
  miao_record_list_show_fields (MIAO_RECORD_LIST (self->list), miao_kind_find ("document"),
                                columns);
  miao_record_list_set_empty (
      MIAO_RECORD_LIST (self->list),
      miao_empty_new ("miao-document-symbolic", _ ("No documents yet"),
                      _ ("Photographs, certificates and scans are kept encrypted.")));
  gtk_widget_set_hexpand (title, TRUE);
  limits = dup_limits ();
  gtk_widget_set_tooltip_text (self->add, limits);
  foot = miao_text_new (limits, "dim secondary");
  gtk_label_set_wrap (GTK_LABEL (foot), TRUE);
  gtk_widget_add_css_class (foot, "card-head");
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_widget_add_css_class (head, "card-head");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (card, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), self->list);
  gtk_box_append (GTK_BOX (card), foot);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_object (self->list, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return card;
}

static GtkWidget *
make_preview (MiaoChildDocuments *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->preview = gtk_stack_new ();
  self->picture = gtk_picture_new ();
  self->facts_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->main_photo = gtk_button_new_with_label (_ ("Use as the child's photograph"));
  self->save = gtk_button_new_with_label (_ ("Save a copy…"));
  gtk_widget_set_size_request (self->picture, -1, PICTURE_HEIGHT);
  gtk_widget_set_size_request (self->preview, PREVIEW_WIDTH, -1);
  gtk_widget_set_hexpand (self->preview, FALSE);
  gtk_widget_add_css_class (self->preview, "card");
  gtk_widget_add_css_class (self->preview, "pane");
  gtk_box_append (GTK_BOX (buttons), self->main_photo);
  gtk_box_append (GTK_BOX (buttons), self->save);
  gtk_box_append (GTK_BOX (page), self->picture);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->facts_box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), scrolled);
  gtk_box_append (GTK_BOX (page), buttons);
  gtk_stack_add_named (
      GTK_STACK (self->preview),
      miao_empty_new ("miao-image-symbolic", _ ("Choose a document to see it here."), NULL),
      "none");
  gtk_stack_add_named (GTK_STACK (self->preview), page, "document");
  g_signal_connect_swapped (self->main_photo, "clicked", G_CALLBACK (main_photo_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  return self->preview;
}

static void
miao_child_documents_init (MiaoChildDocuments *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_box_append (GTK_BOX (self->box), make_list_card (self));
  gtk_box_append (GTK_BOX (self->box), make_preview (self));
  self->page = miao_scrolled_new (self->box);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

GtkWidget *
miao_child_documents_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_DOCUMENTS, NULL);
}

void
miao_child_documents_show (MiaoChildDocuments *self,
                           MiaoSession *session,
                           const MiaoChildView *view)
{
  MiaoWanted wanted = { NULL };

  g_clear_pointer (&self->session, miao_session_unref);
  self->view = view;
  if (view == NULL) {
    show_document (self, NULL);
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
    return;
  }
  self->session = miao_session_ref (session);
  gtk_widget_set_visible (self->add, miao_session_may (session, MIAO_MAY_DOCUMENT_ADD));
  wanted.session = session;
  wanted.owner = miao_record_get_id (view->child);
  miao_record_list_read (MIAO_RECORD_LIST (self->list), &documents, &wanted);
  miao_record_list_mark (MIAO_RECORD_LIST (self->list), 0);
  show_document (self, miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list)));
}
