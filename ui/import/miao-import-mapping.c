#include "config.h"

#include "miao-import-mapping.h"

#include "miao-table.h"

#include <glib/gi18n.h>

#define HEADING_WIDTH 120
#define FIELD_WIDTH 190
#define SAMPLE_WIDTH 120

typedef struct {
  const MiaoKind *kind;
  const MiaoField *field;
} Target;

struct _MiaoImportMapping {
  GtkWidget parent_instance;

  GtkWidget *box;
  MiaoLedgerMap *map; /* (unowned) */
  GArray *targets;    /* of Target; the first is "not imported" */
  GtkStringList *names;
  guint chosen; /* column whose field was chosen last */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoImportMapping, miao_import_mapping, GTK_TYPE_WIDGET)

static void
add_targets (MiaoImportMapping *self, const char *kind_name)
{
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (GPtrArray) fields = miao_ledger_map_dup_targets (kind);

  for (guint i = 0; i < fields->len; i++) {
    Target target = { kind, fields->pdata[i] };

    g_array_append_val (self->targets, target);
    gtk_string_list_append (self->names, miao_field_label (target.field));
  }
}

static guint
find_target (MiaoImportMapping *self, const MiaoLedgerColumn *column)
{
  for (guint i = 1; i < self->targets->len; i++) {
    const Target *target = &g_array_index (self->targets, Target, i);

    if (target->kind == column->kind && target->field == column->field)
      return i;
  }
  return 0;
}

/* The keyboard goes to the choice that stands where the old one stood. */
static void
focus_choice (MiaoImportMapping *self, guint index)
{
  GtkWidget *line = gtk_widget_get_first_child (self->box);

  for (guint i = 0; i < index && line != NULL; i++)
    line = gtk_widget_get_next_sibling (line);
  if (line != NULL)
    (void) gtk_widget_child_focus (line, GTK_DIR_TAB_FORWARD);
}

static gboolean
refill_cb (gpointer user_data)
{
  MiaoImportMapping *self = user_data;

  miao_import_mapping_set_map (self, self->map);
  focus_choice (self, self->chosen);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, MiaoImportMapping *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "miao-index"));
  guint at = gtk_drop_down_get_selected (drop_down);
  const Target *target = &g_array_index (self->targets, Target, at);

  miao_ledger_map_set (self->map, index, target->kind != NULL ? target->kind->name : NULL,
                       target->field != NULL ? target->field->name : NULL, NULL);
  self->chosen = index;
  /* The lines are made anew, this one too: not from inside its own signal. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, refill_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
add_label (GtkWidget *line, const char *text, int width, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (label, width, -1);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (line), label);
  return label;
}

static void
add_line (MiaoImportMapping *self, guint index)
{
  const MiaoLedgerColumn *column = miao_ledger_map_get_column (self->map, index);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), NULL);
  gboolean misfit = column->kind != NULL && column->n_fit < column->n_filled;
  g_autofree char *reason = miao_ledger_column_dup_reason (column);
  const char *heading = *column->heading != '\0' ? column->heading : _ ("(no heading)");
  GtkWidget *label;

  label = add_label (line, heading, HEADING_WIDTH, NULL);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), find_target (self, column));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), choice);
  gtk_widget_set_size_request (choice, FIELD_WIDTH, -1);
  g_object_set_data (G_OBJECT (choice), "miao-index", GUINT_TO_POINTER (index));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (line), choice);
  label = add_label (line, column->sample != NULL ? column->sample : "", SAMPLE_WIDTH, "dim");
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name (misfit ? "miao-warning-symbolic"
                                                                       : "miao-pass-symbolic"));
  label = add_label (line, reason, -1, misfit ? "warning-text" : "accent");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, reason);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
miao_import_mapping_dispose (GObject *object)
{
  MiaoImportMapping *self = MIAO_IMPORT_MAPPING (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_object (&self->names);

  G_OBJECT_CLASS (miao_import_mapping_parent_class)->dispose (object);
}

static void
miao_import_mapping_class_init (MiaoImportMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_import_mapping_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_import_mapping_init (MiaoImportMapping *self)
{
  Target none = { NULL, NULL };

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->targets = g_array_new (FALSE, TRUE, sizeof (Target));
  self->names = gtk_string_list_new (NULL);
  g_array_append_val (self->targets, none);
  gtk_string_list_append (self->names, _ ("Not imported"));
  add_targets (self, "child");
  add_targets (self, "admission");
}

GtkWidget *
miao_import_mapping_new (void)
{
  return g_object_new (MIAO_TYPE_IMPORT_MAPPING, NULL);
}

void
miao_import_mapping_set_map (MiaoImportMapping *self, MiaoLedgerMap *map)
{
  self->map = map;
  miao_box_clear (self->box);
  for (guint i = 0; map != NULL && i < miao_ledger_map_get_n_columns (map); i++)
    add_line (self, i);
}
