#include "config.h"

#include "miao-backup-settings.h"

#include "miao-codes.h"
#include "miao-draft-keeper.h"
#include "miao-gtk-compat.h"
#include "miao-run.h"
#include "miao-table.h"
#include "miao-window.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

struct _MiaoBackupSettings {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *folder;
  GtkWidget *choose;
  GtkWidget *every;
  GtkWidget *hour;
  GtkWidget *warning;
  GtkWidget *save;
  GtkWidget *keeper;
  MiaoSession *session;
  gboolean typed;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MiaoBackupSettings, miao_backup_settings, GTK_TYPE_WIDGET)

enum {
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The order of the choice; the words are those of the code table. */
static const MiaoBackupEvery EVERY[] = { MIAO_BACKUP_DAILY, MIAO_BACKUP_WEEKLY,
                                         MIAO_BACKUP_BY_HAND };

static const char *
get_folder (MiaoBackupSettings *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->folder));
}

static void
show_warning (MiaoBackupSettings *self)
{
  const char *folder = get_folder (self);
  gboolean same = self->session != NULL && g_path_is_absolute (folder) &&
                  miao_backup_is_same_disk (miao_session_get_path (self->session), folder);

  gtk_widget_set_visible (self->warning, same);
  gtk_widget_set_sensitive (self->save, self->typed && *folder != '\0');
  gtk_widget_set_sensitive (self->hour,
                            EVERY[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->every))] !=
                                MIAO_BACKUP_BY_HAND);
}

static void
typed_cb (MiaoBackupSettings *self)
{
  if (self->filling)
    return;
  self->typed = TRUE;
  miao_draft_keeper_touch (MIAO_DRAFT_KEEPER (self->keeper));
  show_warning (self);
}

static MiaoBackupEvery
get_every (MiaoBackupSettings *self)
{
  return EVERY[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->every))];
}

static JsonObject *
collect (MiaoBackupSettings *self)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "folder", get_folder (self));
  json_object_set_string_member (input, "every", miao_backup_every_name (get_every (self)));
  json_object_set_int_member (input, "hour",
                              gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->hour)));
  return input;
}

static char *
dup_draft (gpointer user_data)
{
  MiaoBackupSettings *self = user_data;
  g_autoptr (JsonObject) input = collect (self);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), input);

  return self->typed ? json_to_string (node, FALSE) : NULL;
}

static void
fill (MiaoBackupSettings *self, const char *folder, MiaoBackupEvery every, int hour)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->folder), folder != NULL ? folder : "");
  for (guint i = 0; i < G_N_ELEMENTS (EVERY); i++)
    if (EVERY[i] == every)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->every), i);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hour), hour);
  self->filling = FALSE;
}

/* Whoever was sent away while typing finds it again. */
static void
put_back (MiaoBackupSettings *self, const char *draft, const MiaoBackupState *state)
{
  g_autoptr (JsonNode) node = draft != NULL ? json_from_string (draft, NULL) : NULL;
  MiaoBackupEvery every = state->every;
  JsonObject *typed;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  typed = json_node_get_object (node);
  (void) miao_backup_every_parse (json_object_get_string_member_with_default (typed, "every", NULL),
                                  &every);
  fill (self, json_object_get_string_member_with_default (typed, "folder", ""), every,
        (int) json_object_get_int_member_with_default (typed, "hour", state->hour));
  self->typed = TRUE;
  miao_draft_keeper_say (MIAO_DRAFT_KEEPER (self->keeper), _ ("What was typed before is back"));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoBackupSettings) self = user_data;
  g_autoptr (GFile) folder = miao_open_folder_finish (result, NULL);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->folder), path);
}

static void
choose_cb (MiaoBackupSettings *self)
{
  miao_open_folder_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          _ ("Where backups go"), NULL, chosen_cb, g_object_ref (self));
}

static void
save_cb (MiaoBackupSettings *self)
{
  g_autoptr (JsonObject) input = collect (self);
  g_autoptr (MiaoOutcome) outcome = NULL;

  if (!miao_run (GTK_WIDGET (self), "set-backup", input, NULL, &outcome))
    return;
  self->typed = FALSE;
  miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"), NULL);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

void
miao_backup_settings_show (MiaoBackupSettings *self,
                           MiaoSession *session,
                           const MiaoBackupState *state)
{
  const gboolean first = self->session != session;

  miao_session_ref (session);
  g_clear_pointer (&self->session, miao_session_unref);
  self->session = session;
  if (!self->typed)
    fill (self, state->folder, state->every, state->hour);
  if (first) {
    g_autofree char *draft =
        miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), session, "set-backup", NULL);

    put_back (self, draft, state);
  }
  show_warning (self);
}

void
miao_backup_settings_leave (MiaoBackupSettings *self)
{
  g_autofree char *none = NULL;

  miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (self->keeper));
  none = miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), NULL, NULL, NULL);
  g_clear_pointer (&self->session, miao_session_unref);
  self->typed = FALSE;
}

static void
miao_backup_settings_dispose (GObject *object)
{
  MiaoBackupSettings *self = MIAO_BACKUP_SETTINGS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_backup_settings_parent_class)->dispose (object);
}

static void
miao_backup_settings_class_init (MiaoBackupSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_backup_settings_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_row (GtkWidget *grid, int row, const char *words, GtkWidget *editor, GtkWidget *named)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), named);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), editor, 1, row, 1, 1);
}

static GtkWidget *
make_every (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (EVERY); i++)
    gtk_string_list_append (
        names,
        miao_codes_name ("backup_every", miao_backup_every_name (EVERY[i]), miao_language ()));
  return gtk_drop_down_new (G_LIST_MODEL (names), NULL);
}

static void
miao_backup_settings_init (MiaoBackupSettings *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  self->folder = gtk_entry_new ();
  gtk_widget_set_hexpand (self->folder, TRUE);
  self->choose = gtk_button_new_with_label (_ ("Choose…"));
  gtk_box_append (GTK_BOX (place), self->folder);
  gtk_box_append (GTK_BOX (place), self->choose);
  self->every = make_every ();
  gtk_widget_set_halign (self->every, GTK_ALIGN_START);
  self->hour = gtk_spin_button_new_with_range (0, 23, 1);
  gtk_widget_set_halign (self->hour, GTK_ALIGN_START);
  add_row (grid, 0, _ ("Backup folder"), place, self->folder);
  add_row (grid, 1, _ ("How often"), self->every, self->every);
  add_row (grid, 2, _ ("Not before (hour)"), self->hour, self->hour);
  self->warning = miao_text_mark (
      MIAO_TONE_WARNING, _ ("This folder lies on the same disk as the data. When the disk fails, "
                            "both are lost: choose another disk or computer."));
  self->save = gtk_button_new_with_label (_ ("Save the settings"));
  gtk_widget_set_halign (self->save, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), grid);
  gtk_box_append (GTK_BOX (self->box), self->warning);
  self->keeper = miao_draft_keeper_new (dup_draft, self);
  gtk_box_append (GTK_BOX (self->box), self->keeper);
  gtk_box_append (GTK_BOX (self->box), self->save);
  g_signal_connect_swapped (self->folder, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->every, "notify::selected", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->hour, "value-changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
}

GtkWidget *
miao_backup_settings_new (void)
{
  return g_object_new (MIAO_TYPE_BACKUP_SETTINGS, NULL);
}
