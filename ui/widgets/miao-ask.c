#include "config.h"

#include "miao-ask.h"

#include "miao-draft-keeper.h"
#include "miao-gtk-compat.h"
#include "miao-secret.h"
#include "miao-typed.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *window;
  GtkWidget *entry;  /* NULL: no text is asked for */
  GtkWidget *keeper; /* NULL: what is typed is not kept */
  GtkWidget *last;
} Ask;

static void
answer (GTask *task, int index)
{
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *text = NULL;

  if (g_task_get_completed (task) || ask->window == NULL)
    return;
  if (ask->entry != NULL && index > 0)
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (ask->entry)));
  if (ask->keeper != NULL && index > 0)
    miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (ask->keeper));
  else if (ask->keeper != NULL)
    miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (ask->keeper));
  g_object_set_data_full (G_OBJECT (task), "miao-text", g_steal_pointer (&text),
                          (GDestroyNotify) miao_secret_free_text);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&ask->window)));
  g_task_return_int (task, index);
  g_object_unref (task);
}

static gboolean
close_cb (GTask *task)
{
  answer (task, 0);
  return TRUE;
}

static void
clicked_cb (GTask *task, GtkWidget *button)
{
  answer (task, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "miao-index")));
}

static void
text_changed_cb (GTask *task)
{
  Ask *ask = g_task_get_task_data (task);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (ask->entry))));

  gtk_widget_set_sensitive (ask->last, *text != '\0');
}

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_buttons (GTask *task, GtkWidget *box, const char *const *answers, gboolean dangerous)
{
  Ask *ask = g_task_get_task_data (task);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_top (buttons, 8);
  for (int i = 0; answers[i] != NULL; i++) {
    GtkWidget *button = gtk_button_new_with_label (answers[i]);

    g_object_set_data (G_OBJECT (button), "miao-index", GINT_TO_POINTER (i));
    g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), task);
    gtk_box_append (GTK_BOX (buttons), button);
    ask->last = button;
  }
  gtk_widget_add_css_class (ask->last, dangerous ? "destructive-action" : "suggested-action");
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_window_set_default_widget (GTK_WINDOW (ask->window),
                                 dangerous ? gtk_widget_get_first_child (buttons) : ask->last);
}

static gboolean
lock_cb (GtkWidget *window, GVariant *arguments, gpointer user_data)
{
  GtkWindow *below = gtk_window_get_transient_for (GTK_WINDOW (window));

  return below != NULL && gtk_widget_activate_action (GTK_WIDGET (below), "win.lock", NULL);
}

void
miao_dialog_add_keys (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_named_action_new ("window.close")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_l, GDK_CONTROL_MASK),
                        gtk_callback_action_new (lock_cb, NULL, NULL)));
  gtk_widget_add_controller (window, controller);
}

static GtkWidget *
open_window (GTask *task, GtkWidget *parent, const char *title, const char *text)
{
  Ask *ask = g_task_get_task_data (task);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkRoot *root = gtk_widget_get_root (parent);

  ask->window = gtk_window_new ();
  /* The question may name a person; what the desktop shows of a window must not. */
  gtk_window_set_title (GTK_WINDOW (ask->window), _ ("Miaopu"));
  miao_accessible_set_description (ask->window, title);
  gtk_window_set_modal (GTK_WINDOW (ask->window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (ask->window), FALSE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (ask->window), GTK_WINDOW (root));
  gtk_widget_add_css_class (ask->window, "ask");
  gtk_widget_add_css_class (box, "ask-body");
  gtk_window_set_child (GTK_WINDOW (ask->window), box);
  append_label (box, title, "h2");
  if (text != NULL)
    append_label (box, text, NULL);

  miao_dialog_add_keys (ask->window);
  g_signal_connect_swapped (ask->window, "close-request", G_CALLBACK (close_cb), task);
  return box;
}

static GTask *
make_task (GtkWidget *parent, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_new0 (Ask, 1), g_free);
  return task;
}

void
miao_ask_async (GtkWidget *parent,
                const char *title,
                const char *text,
                const char *const *answers,
                gboolean dangerous,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GTask *task = make_task (parent, miao_ask_async, callback, user_data);
  GtkWidget *box = open_window (task, parent, title, text);
  Ask *ask = g_task_get_task_data (task);

  add_buttons (task, box, answers, dangerous);
  gtk_window_present (GTK_WINDOW (ask->window));
}

int
miao_ask_finish (GAsyncResult *result)
{
  return (int) g_task_propagate_int (G_TASK (result), NULL);
}

static void
ask_entry (GTask *task,
           GtkWidget *parent,
           GtkWidget *entry,
           const char *const *words, /* title, text, label, answer */
           gboolean required,
           gboolean dangerous)
{
  GtkWidget *box = open_window (task, parent, words[0], words[1]);
  Ask *ask = g_task_get_task_data (task);
  const char *answers[] = { _ ("Cancel"), words[3], NULL };
  GtkWidget *label = append_label (box, words[2], "field-label");

  ask->entry = entry;
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 36);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_box_append (GTK_BOX (box), entry);
  add_buttons (task, box, answers, dangerous);
  if (required) {
    gtk_widget_set_sensitive (ask->last, FALSE);
    g_signal_connect_swapped (entry, "changed", G_CALLBACK (text_changed_cb), task);
  }
  gtk_window_present (GTK_WINDOW (ask->window));
  gtk_widget_grab_focus (entry);
}

void
miao_ask_text_async (GtkWidget *parent,
                     const char *title,
                     const char *text,
                     const char *label,
                     const char *answer_word,
                     gboolean required,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  const char *words[] = { title, text, label, answer_word };
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  ask_entry (make_task (parent, miao_ask_text_async, callback, user_data), parent, entry, words,
             required, FALSE);
}

void
miao_ask_text_kept_async (GtkWidget *parent,
                          const char *kind,
                          const char *record,
                          const char *title,
                          const char *text,
                          const char *label,
                          const char *answer_word,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const char *words[] = { title, text, label, answer_word };
  GtkWidget *entry = gtk_entry_new ();
  GTask *task = make_task (parent, miao_ask_text_async, callback, user_data);
  Ask *ask = g_task_get_task_data (task);

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  ask_entry (task, parent, entry, words, FALSE, FALSE);
  ask->keeper = miao_typed_keep (entry, parent, kind, record);
  if (ask->keeper != NULL)
    gtk_widget_insert_after (ask->keeper, gtk_widget_get_parent (entry), entry);
}

void
miao_ask_password_async (GtkWidget *parent,
                         const char *title,
                         const char *text,
                         const char *label,
                         const char *answer_word,
                         gboolean dangerous,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const char *words[] = { title, text, label, answer_word };
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", !dangerous, NULL);
  ask_entry (make_task (parent, miao_ask_password_async, callback, user_data), parent, entry, words,
             TRUE, dangerous);
}

char *
miao_ask_text_finish (GAsyncResult *result)
{
  if (g_task_propagate_int (G_TASK (result), NULL) <= 0)
    return NULL;
  return g_strdup (g_object_get_data (G_OBJECT (result), "miao-text"));
}
