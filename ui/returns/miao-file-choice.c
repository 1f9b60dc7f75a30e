#include "config.h"

#include "miao-file-choice.h"

#include "miao-gtk-compat.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoFileChoice {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name;
  char *label;
  char *proposed; /* NULL: an existing file is chosen */
  char *path;
};

G_DEFINE_FINAL_TYPE (MiaoFileChoice, miao_file_choice, GTK_TYPE_WIDGET)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoFileChoice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = self->proposed != NULL ? miao_save_file_finish (result, &error)
                                                  : miao_open_file_finish (result, &error);
  g_autofree char *base = NULL, *shown = NULL;

  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
  if (file == NULL || self->box == NULL)
    return;
  g_free (self->path);
  self->path = g_file_get_path (file);
  base = g_file_get_basename (file);
  shown = g_filename_display_name (base);
  gtk_label_set_label (GTK_LABEL (self->name), shown);
}

static void
choose_cb (MiaoFileChoice *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  if (self->proposed != NULL)
    miao_save_file_async (window, self->label, self->proposed, NULL, chosen_cb,
                          g_object_ref (self));
  else
    miao_open_file_async (window, self->label, NULL, NULL, chosen_cb, g_object_ref (self));
}

static void
miao_file_choice_dispose (GObject *object)
{
  MiaoFileChoice *self = MIAO_FILE_CHOICE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->proposed, g_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (miao_file_choice_parent_class)->dispose (object);
}

static void
miao_file_choice_class_init (MiaoFileChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_file_choice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_file_choice_init (MiaoFileChoice *self)
{
}

static GtkWidget *
make (const char *label, const char *word)
{
  MiaoFileChoice *self = g_object_new (MIAO_TYPE_FILE_CHOICE, NULL);
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (word);

  self->label = g_strdup (label);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "field-label");
  self->name = gtk_label_new (_ ("None chosen yet"));
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (self->name, TRUE);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (self->box), words);
  gtk_box_append (GTK_BOX (self->box), line);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (choose_cb), self);

  return GTK_WIDGET (self);
}

GtkWidget *
miao_file_choice_new (const char *label)
{
  return make (label, _ ("Choose file…"));
}

GtkWidget *
miao_file_choice_new_save (const char *label, const char *name)
{
  GtkWidget *widget = make (label, _ ("Choose where to save…"));

  MIAO_FILE_CHOICE (widget)->proposed = g_strdup (name);

  return widget;
}

const char *
miao_file_choice_get_path (MiaoFileChoice *self)
{
  return self->path;
}
