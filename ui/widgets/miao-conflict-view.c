#include "config.h"

#include "miao-conflict-view.h"

#include "miao-ask.h"
#include "miao-gtk-compat.h"
#include "miao-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 720
#define HEIGHT 520
#define JOINT miao_pick ("；", "; ")

typedef struct {
  GtkWidget *window;
  GtkWidget *save;
  MiaoChoices *choices;
  MiaoConflictWords words;
  guint to_choose;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_hash_table_unref (ask->choices);
  g_free (ask);
}

static void
answer (GTask *task, gboolean chosen)
{
  Ask *ask = g_task_get_task_data (task);

  if (ask->window == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&ask->window)));
  g_task_return_pointer (task, chosen ? g_hash_table_ref (ask->choices) : NULL,
                         (GDestroyNotify) g_hash_table_unref);
  g_object_unref (task);
}

static gboolean
close_cb (GTask *task)
{
  answer (task, FALSE);
  return TRUE;
}

static void
back_cb (GTask *task)
{
  answer (task, FALSE);
}

static void
save_cb (GTask *task)
{
  answer (task, TRUE);
}

/* --- one field ------------------------------------------------------------------------------ */

static const char *
get_text (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, NULL);
}

/* Nothing is chosen for the person where one of the two has to go. */
static void
show_save (Ask *ask)
{
  gboolean ready = g_hash_table_size (ask->choices) >= ask->to_choose;

  gtk_widget_set_sensitive (ask->save, ready);
  gtk_widget_set_tooltip_text (ask->save, ready ? NULL : _ ("First choose for every field."));
}

static void
toggled_cb (Ask *ask, GtkCheckButton *button)
{
  const char *field = g_object_get_data (G_OBJECT (button), "miao-field");

  if (!gtk_check_button_get_active (button))
    return;
  g_hash_table_replace (ask->choices, g_strdup (field),
                        g_object_get_data (G_OBJECT (button), "miao-keep"));
  if (ask->save != NULL)
    show_save (ask);
}

static GtkCheckButton *
add_choice (Ask *ask, GtkWidget *box, JsonObject *row, MiaoKeep keep, const char *words)
{
  GtkWidget *button = gtk_check_button_new_with_label (words);
  /* Translators: field, what is kept of it. */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), get_text (row, "label"), words);

  g_object_set_data_full (G_OBJECT (button), "miao-field", g_strdup (get_text (row, "field")),
                          g_free);
  g_object_set_data (G_OBJECT (button), "miao-keep", GINT_TO_POINTER (keep));
  miao_accessible_set_label (button, name);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), ask);
  gtk_box_append (GTK_BOX (box), button);
  return GTK_CHECK_BUTTON (button);
}

static const MiaoField *
find_field (JsonObject *conflict, JsonObject *row)
{
  const MiaoKind *kind = miao_kind_find (get_text (conflict, "kind"));

  return miao_kind_field (kind, get_text (row, "field"));
}

static GtkWidget *
make_choices (Ask *ask, JsonObject *conflict, JsonObject *row)
{
  const MiaoField *field = find_field (conflict, row);
  gboolean words = json_object_get_boolean_member_with_default (row, "words", FALSE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkCheckButton *mine = add_choice (ask, box, row, MIAO_KEEP_MINE, ask->words.keep_mine);
  GtkCheckButton *theirs = add_choice (ask, box, row, MIAO_KEEP_THEIRS, ask->words.keep_theirs);
  GtkCheckButton *both;

  ask->to_choose++;
  gtk_check_button_set_group (theirs, mine);
  if (!words)
    return box;
  both = add_choice (ask, box, row, MIAO_KEEP_BOTH, _ ("Keep both"));
  gtk_check_button_set_group (both, mine);
  if (field == NULL || field->type == MIAO_TYPE_LONG_TEXT)
    gtk_check_button_set_active (both, TRUE);
  return box;
}

static void
add_side (GtkWidget *grid, int column, const char *head, const char *text)
{
  GtkWidget *words = miao_text_new (text, NULL);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_selectable (GTK_LABEL (words), FALSE);
  gtk_grid_attach (GTK_GRID (grid), miao_text_new (head, "dim caption"), column, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), words, column, 1, 1, 1);
}

static GtkWidget *
make_field (Ask *ask, JsonObject *conflict, JsonObject *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  const char *before = get_text (row, "before"), *mine = get_text (row, "mine");

  gtk_widget_add_css_class (box, "card");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_box_append (GTK_BOX (box), miao_text_new (get_text (row, "label"), "strong"));
  add_side (grid, 0, _ ("Before"), before != NULL ? before : _ ("not known any more"));
  add_side (grid, 1, ask->words.theirs, get_text (row, "theirs"));
  add_side (grid, 2, ask->words.mine, mine != NULL ? mine : _ ("not touched"));
  gtk_box_append (GTK_BOX (box), grid);
  if (mine != NULL)
    gtk_box_append (GTK_BOX (box), make_choices (ask, conflict, row));
  else
    gtk_box_append (GTK_BOX (box),
                    miao_text_new (_ ("Stays as the other one wrote it."), "dim secondary"));
  return box;
}

/* --- the window ----------------------------------------------------------------------------- */

static char *
dup_head (JsonObject *conflict)
{
  const char *who = get_text (conflict, "saved_by");
  gint64 at_ms = json_object_get_int_member_with_default (conflict, "saved_at", 0);
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (at_ms / 1000);
  g_autofree char *time = g_date_time_format (at, "%H:%M");

  if (who == NULL || at_ms == 0)
    return g_strdup (_ ("Somebody else saved this record after you opened it."));
  /* Translators: name, time of day. */
  return g_strdup_printf (_ ("%s saved this record at %s, after you opened it."), who, time);
}

static GtkWidget *
make_list (Ask *ask, JsonObject *conflict)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  JsonArray *fields = json_object_get_array_member (conflict, "fields");

  /* First what has to be chosen. */
  for (int touched = 1; touched >= 0; touched--) {
    for (guint i = 0; i < json_array_get_length (fields); i++) {
      JsonObject *row = json_array_get_object_element (fields, i);

      if ((get_text (row, "mine") != NULL) == touched)
        gtk_box_append (GTK_BOX (list), make_field (ask, conflict, row));
    }
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_buttons (GTask *task)
{
  Ask *ask = g_task_get_task_data (task);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = gtk_button_new_with_label (ask->words.back);
  GtkWidget *save = gtk_button_new_with_label (ask->words.save);

  ask->save = save;
  show_save (ask);

  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), task);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), task);
  gtk_box_append (GTK_BOX (buttons), back);
  gtk_box_append (GTK_BOX (buttons), save);
  return buttons;
}

void
miao_conflict_ask_async (GtkWidget *parent,
                         JsonObject *conflict,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *head = dup_head (conflict);
  const MiaoConflictWords words = {
    .title = _ ("Two people changed this record"),
    .head = head,
    .theirs = _ ("The other one wrote"),
    .mine = _ ("You wrote"),
    .keep_theirs = _ ("Keep theirs"),
    .keep_mine = _ ("Keep mine"),
    .back = _ ("Back to the form"),
    .save = _ ("Save as chosen"),
  };

  miao_conflict_ask_words_async (parent, conflict, &words, callback, user_data);
}

void
miao_conflict_ask_words_async (GtkWidget *parent,
                               JsonObject *conflict,
                               const MiaoConflictWords *words,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkRoot *root = gtk_widget_get_root (parent);
  Ask *ask = g_new0 (Ask, 1);

  ask->words = *words;
  ask->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_source_tag (task, miao_conflict_ask_words_async);
  g_task_set_task_data (task, ask, ask_free);
  ask->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (ask->window), words->title);
  gtk_window_set_modal (GTK_WINDOW (ask->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (ask->window), WIDTH, HEIGHT);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (ask->window), GTK_WINDOW (root));
  gtk_widget_add_css_class (ask->window, "ask");
  gtk_widget_add_css_class (box, "ask-body");
  gtk_box_append (GTK_BOX (box), miao_text_new (words->title, "h2"));
  gtk_box_append (GTK_BOX (box), miao_text_new (words->head, NULL));
  gtk_box_append (GTK_BOX (box), miao_text_new (_ ("Choose for each field what is to stand there. "
                                                   "Nothing is written before you save."),
                                                "dim"));
  gtk_box_append (GTK_BOX (box), make_list (ask, conflict));
  gtk_box_append (GTK_BOX (box), make_buttons (task));
  gtk_window_set_child (GTK_WINDOW (ask->window), box);
  miao_dialog_add_keys (ask->window);
  g_signal_connect_swapped (ask->window, "close-request", G_CALLBACK (close_cb), task);
  ask->words.head = NULL; /* shown; the caller's */
  gtk_window_present (GTK_WINDOW (ask->window));
}

MiaoChoices *
miao_conflict_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- what was chosen ------------------------------------------------------------------------ */

MiaoKeep
miao_choices_get (MiaoChoices *choices, const char *field)
{
  gpointer keep;

  if (!g_hash_table_lookup_extended (choices, field, NULL, &keep))
    return MIAO_KEEP_MINE;
  return (MiaoKeep) GPOINTER_TO_INT (keep);
}

char *
miao_choices_join (const char *theirs, const char *mine)
{
  if (theirs == NULL || (mine != NULL && strstr (mine, theirs) != NULL))
    return g_strdup (mine);
  if (mine == NULL || strstr (theirs, mine) != NULL)
    return g_strdup (theirs);
  return g_strconcat (theirs, JOINT, mine, NULL);
}

void
miao_choices_apply (MiaoChoices *choices, MiaoRecordForm *form, const MiaoRecord *now)
{
  const MiaoKind *kind = miao_record_get_kind (now);

  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    MiaoFieldRow *row = miao_record_form_get_row (form, field->name);
    const char *stored = miao_record_get (now, field->name);
    MiaoKeep keep = miao_choices_get (choices, field->name);
    g_autofree char *mine = NULL, *both = NULL;
    gboolean dirty;

    if (row == NULL)
      continue;
    dirty = miao_field_row_is_dirty (row);
    /* What cannot be read yet stays as it was typed. */
    if (dirty && !miao_field_row_peek_text (row, &mine))
      continue;
    miao_field_row_set_text (row, stored);
    if (!dirty || keep == MIAO_KEEP_THEIRS)
      continue;
    both = keep == MIAO_KEEP_BOTH ? miao_choices_join (stored, mine) : g_strdup (mine);
    miao_field_row_type (row, both);
  }
}
