#include "config.h"

#include "miao-field-row.h"

#include "miao-column-layout.h"
#include "miao-draw.h"
#include "miao-editor.h"
#include "miao-gtk-compat.h"
#include "miao-lookup.h"

#include <glib/gi18n.h>

#define COLUMN_GAP 8
#define FRAMES_TO_ALLOCATE 2
/* Letters so much larger than usual leave no room for a label beside an editor inside another. */
#define STACKING_SCALE 1.5

struct _MiaoFieldRow {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *label_column;
  GtkWidget *label_box; /* the label and its star */
  GtkWidget *label;
  GtkWidget *column;
  /* What stands in the column, each made when it is first needed: a record has a hundred rows, most
   * of which are only read. */
  MiaoEditor *editor;
  GtkWidget *value; /* words, while not editable */
  GtkWidget *hint;
  GtkWidget *problem_box;
  GtkWidget *problem_icon;
  GtkWidget *problem;

  const MiaoField *field;
  MiaoDate on;
  MiaoDate today;
  MiaoTone tone;  /* of the problem that is shown; INFO without one */
  char *left_out; /* codes that the editor does not offer */
  char *saved;    /* canonical text that was set last */
  gboolean unreadable;
  guint frames;     /* until the row is as high as its words */
  gboolean refused; /* what stands there was sent and not taken */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoFieldRow, miao_field_row, GTK_TYPE_WIDGET)

static const char *const tone_classes[] = { NULL, "good", "warning", "error" };

static void
set_tone (GtkWidget *widget, MiaoTone tone)
{
  for (guint i = 1; i < G_N_ELEMENTS (tone_classes); i++)
    gtk_widget_remove_css_class (widget, tone_classes[i]);
  if (tone_classes[tone] != NULL)
    gtk_widget_add_css_class (widget, tone_classes[tone]);
}

static void
make_problem (MiaoFieldRow *self)
{
  self->problem_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->problem_icon = gtk_image_new ();
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->problem), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->problem_box, "field-problem");
  gtk_widget_set_valign (self->problem_icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->problem_icon, 2);
  gtk_box_append (GTK_BOX (self->problem_box), self->problem_icon);
  gtk_box_append (GTK_BOX (self->problem_box), self->problem);
  gtk_box_append (GTK_BOX (self->column), self->problem_box);
}

static void
tint_editor (MiaoFieldRow *self)
{
  set_tone (self->editor->widget, self->tone);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->editor->focus), GTK_ACCESSIBLE_STATE_INVALID,
                               self->tone == MIAO_TONE_DANGER ? GTK_ACCESSIBLE_INVALID_TRUE
                                                              : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_problem (MiaoFieldRow *self, MiaoTone tone, const char *problem)
{
  if (problem == NULL && self->problem_box == NULL)
    return;
  if (self->problem_box == NULL)
    make_problem (self);
  self->tone = problem != NULL ? tone : MIAO_TONE_INFO;
  set_tone (self->column, self->tone);
  set_tone (self->problem_box, self->tone);
  gtk_widget_set_visible (self->problem_box, problem != NULL);
  if (self->editor != NULL)
    tint_editor (self);
  if (problem == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->problem_icon), miao_tone_icon (tone));
  gtk_label_set_label (GTK_LABEL (self->problem), problem);
}

static void
changed_cb (gpointer user_data)
{
  MiaoFieldRow *self = user_data;
  g_autofree char *text = NULL;

  /* A value that cannot be read is complained about when the person leaves it, not at the first
   * key; a complaint goes away with the key that mends it. */
  if (self->refused || (self->unreadable && self->editor->get (self->editor, &text, NULL))) {
    self->refused = self->unreadable = FALSE;
    show_problem (self, MIAO_TONE_DANGER, NULL);
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
check (MiaoFieldRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  miao_field_row_get_text (self, &text, &error);
}

static void
make_label (MiaoFieldRow *self)
{
  /* With large letters the column grows, and the fields stay in line: a longer label is broken. */
  int width = (int) (MIAO_FIELD_LABEL_WIDTH * miao_draw_scale (GTK_WIDGET (self)));

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  /* Its first line takes what there is, not as much as the second. */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_add_css_class (self->label, "field-label");
  self->label_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_box_append (GTK_BOX (self->label_box), self->label);
  self->label_column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_layout_manager (self->label_column, miao_column_layout_new (width));
  gtk_widget_set_valign (self->label_column, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->label_column, 6);
  gtk_box_append (GTK_BOX (self->label_column), self->label_box);
  gtk_box_append (GTK_BOX (self->box), self->label_column);
}

static void
miao_field_row_dispose (GObject *object)
{
  MiaoFieldRow *self = MIAO_FIELD_ROW (object);

  /* The editor's callbacks must be silent while its widgets go. */
  if (self->editor != NULL)
    self->editor->changed = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_field_row_parent_class)->dispose (object);
}

static void
miao_field_row_finalize (GObject *object)
{
  MiaoFieldRow *self = MIAO_FIELD_ROW (object);

  g_clear_pointer (&self->editor, miao_editor_free);
  g_free (self->left_out);
  g_free (self->saved);

  G_OBJECT_CLASS (miao_field_row_parent_class)->finalize (object);
}

static void
miao_field_row_class_init (MiaoFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = miao_field_row_dispose;
  object_class->finalize = miao_field_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_field_row_init (MiaoFieldRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_GAP);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  make_label (self);
  /* A group can be named; in newer GTK a plain box cannot. */
  self->column = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_widget_set_hexpand (self->column, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->column);
}

static gboolean
is_required (MiaoFieldRow *self)
{
  return self->field->need == MIAO_NEED_REQUIRED || self->field->need == MIAO_NEED_ALWAYS;
}

/* What a screen reader says: the label, but where the editor gave itself a name that tells more. */
static void
name_editor (MiaoFieldRow *self)
{
  const char *own_name;

  gtk_label_set_mnemonic_widget (GTK_LABEL (self->label), self->editor->focus);
  /* In newer GTK the label would go before the editor's own name. */
  own_name = g_object_get_data (G_OBJECT (self->editor->focus), MIAO_SPOKEN_KEY);
  if (own_name != NULL)
    miao_accessible_set_label (self->editor->focus, own_name);
  if (self->field->type == MIAO_TYPE_BOOLEAN) {
    /* Newer GTK would read the label alone, and the two buttons of the row would be alike. */
    g_autofree char *name =
        g_strdup_printf ("%s %s", miao_pick ("是", "Yes"), miao_field_label (self->field));

    miao_accessible_set_label (self->editor->focus, name);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor->focus),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, is_required (self), -1);
}

static void
set_editor (MiaoFieldRow *self, const char *text)
{
  self->editor->setting = TRUE;
  self->editor->set (self->editor, text);
  self->editor->setting = FALSE;
}

/* The editor stands first in the column. */
static void
need_editor (MiaoFieldRow *self)
{
  GtkEventController *focus;

  if (self->editor != NULL)
    return;
  self->editor = miao_editor_new (self->field, self->on, self->today, changed_cb, self);
  if (self->left_out != NULL)
    miao_editor_leave_out (self->editor, self->left_out);
  name_editor (self);
  tint_editor (self);
  set_editor (self, self->saved);
  gtk_box_prepend (GTK_BOX (self->column), self->editor->widget);
  gtk_widget_set_visible (self->editor->widget,
                          self->value == NULL || !gtk_widget_get_visible (self->value));
  focus = gtk_event_controller_focus_new ();
  gtk_widget_add_controller (self->editor->widget, focus);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (check), self);
}

static void
add_star (MiaoFieldRow *self)
{
  GtkWidget *star = gtk_label_new ("*");

  gtk_widget_add_css_class (star, "danger");
  gtk_widget_set_tooltip_text (star, _ ("Needed before the record is finalised"));
  gtk_widget_set_valign (star, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->label_box), star);
}

GtkWidget *
miao_field_row_new (const MiaoField *field, MiaoDate on, MiaoDate today, gboolean editable)
{
  MiaoFieldRow *self = g_object_new (MIAO_TYPE_FIELD_ROW, NULL);

  self->field = field;
  self->on = on;
  self->today = today;
  gtk_label_set_label (GTK_LABEL (self->label), miao_field_label (field));
  if (is_required (self))
    add_star (self);
  miao_field_row_set_editable (self, editable);
  return GTK_WIDGET (self);
}

void
miao_field_row_set_inside (MiaoFieldRow *self)
{
  if (miao_draw_scale (GTK_WIDGET (self)) < STACKING_SCALE)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self->box), 0);
  gtk_widget_set_margin_top (self->label_column, 0);
}

const MiaoField *
miao_field_row_get_field (MiaoFieldRow *self)
{
  return self->field;
}

static void
show_value (MiaoFieldRow *self)
{
  const MiaoField *field = self->field;
  g_autofree char *words = NULL;

  if (self->value == NULL)
    return;
  if (self->saved == NULL)
    words = g_strdup ("—");
  else if (field->type == MIAO_TYPE_REF)
    words = miao_lookup_dup_name (field->table, self->saved);
  else
    words = miao_field_display (field, self->saved, miao_language ());
  gtk_label_set_label (GTK_LABEL (self->value), words);
}

/* Words stand below the editor, where there is one. */
static void
make_value (MiaoFieldRow *self)
{
  self->value = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->value), 0);
  gtk_label_set_wrap (GTK_LABEL (self->value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (self->value), TRUE);
  gtk_widget_add_css_class (self->value, "field-value");
  gtk_widget_set_margin_top (self->value, 6);
  gtk_box_insert_child_after (GTK_BOX (self->column), self->value,
                              self->editor != NULL ? self->editor->widget : NULL);
}

void
miao_field_row_set_text (MiaoFieldRow *self, const char *text)
{
  g_autofree char *wanted = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  gboolean there = g_strcmp0 (wanted, self->saved) == 0 && !miao_field_row_is_dirty (self);

  g_free (self->saved);
  self->saved = g_steal_pointer (&wanted);
  /* What stands there already is left alone: the cursor and a selection in it would be lost. */
  if (!there && self->editor != NULL)
    set_editor (self, self->saved);
  self->refused = self->unreadable = FALSE;
  show_value (self);
  show_problem (self, MIAO_TONE_DANGER, NULL);
}

void
miao_field_row_type (MiaoFieldRow *self, const char *text)
{
  need_editor (self);
  set_editor (self, text);
  miao_editor_emit (self->editor);
}

/* What was never typed into says what was set. */
static gboolean
read_editor (MiaoFieldRow *self, char **ret_text, GError **error)
{
  if (self->editor != NULL)
    return self->editor->get (self->editor, ret_text, error);
  *ret_text = g_strdup (self->saved);
  return TRUE;
}

gboolean
miao_field_row_get_text (MiaoFieldRow *self, char **ret_text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;

  if (!read_editor (self, &text, &problem)) {
    self->unreadable = TRUE;
    show_problem (self, MIAO_TONE_DANGER, problem->message);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_text = g_steal_pointer (&text);
  return TRUE;
}

gboolean
miao_field_row_peek_text (MiaoFieldRow *self, char **ret_text)
{
  return read_editor (self, ret_text, NULL);
}

gboolean
miao_field_row_is_dirty (MiaoFieldRow *self)
{
  g_autofree char *text = NULL;

  if (!read_editor (self, &text, NULL))
    return TRUE;
  return g_strcmp0 (text, self->saved) != 0;
}

void
miao_field_row_set_problem (MiaoFieldRow *self, MiaoTone tone, const char *problem)
{
  self->refused = FALSE;
  if (!self->unreadable)
    show_problem (self, tone, problem);
}

/* The words below the editor are allocated a frame later; scrollers themselves follow the keyboard
 * only as far as the editor. */
static gboolean
show_whole_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MiaoFieldRow *self = MIAO_FIELD_ROW (widget);
  GtkWidget *scrolled = widget;
  double moved = 0; /* px that it goes up in the next frame */

  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  /* A form scrolls in a page that scrolls itself where there is little room. */
  while ((scrolled = gtk_widget_get_ancestor (gtk_widget_get_parent (scrolled),
                                              GTK_TYPE_SCROLLED_WINDOW)) != NULL) {
    GtkAdjustment *at = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
    const double before = gtk_adjustment_get_value (at);
    graphene_rect_t row;

    if (!gtk_widget_compute_bounds (widget, scrolled, &row))
      continue;
    gtk_adjustment_clamp_page (at, before + row.origin.y - moved,
                               before + row.origin.y - moved + row.size.height);
    moved += gtk_adjustment_get_value (at) - before;
  }
  return G_SOURCE_REMOVE;
}

void
miao_field_row_lead_to (MiaoFieldRow *self)
{
  miao_field_row_grab_focus (self);
  self->frames = FRAMES_TO_ALLOCATE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_whole_cb, NULL, NULL);
}

void
miao_field_row_refuse (MiaoFieldRow *self, const char *problem)
{
  miao_field_row_set_problem (self, MIAO_TONE_DANGER, problem);
  self->refused = !self->unreadable;
  miao_field_row_lead_to (self);
}

void
miao_field_row_leave_out (MiaoFieldRow *self, const char *codes)
{
  if (self->editor != NULL)
    miao_editor_leave_out (self->editor, codes);
  g_free (self->left_out);
  self->left_out = g_strdup (codes);
}

static void
make_hint (MiaoFieldRow *self)
{
  GtkWidget *above = self->value;

  if (above == NULL && self->editor != NULL)
    above = self->editor->widget;
  self->hint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_widget_add_css_class (self->hint, "dim");
  gtk_widget_add_css_class (self->hint, "secondary");
  gtk_box_insert_child_after (GTK_BOX (self->column), self->hint, above);
}

void
miao_field_row_set_hint (MiaoFieldRow *self, const char *hint)
{
  if (self->hint == NULL && hint == NULL)
    return;
  if (self->hint == NULL)
    make_hint (self);
  gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
  gtk_widget_set_visible (self->hint, hint != NULL);
}

void
miao_field_row_set_editable (MiaoFieldRow *self, gboolean editable)
{
  if (editable)
    need_editor (self);
  else if (self->value == NULL)
    make_value (self);
  show_value (self);
  if (self->editor != NULL)
    gtk_widget_set_visible (self->editor->widget, editable);
  if (self->value != NULL)
    gtk_widget_set_visible (self->value, !editable);
}

void
miao_field_row_set_label (MiaoFieldRow *self, const char *label)
{
  gtk_label_set_label (GTK_LABEL (self->label), label);
}

void
miao_field_row_grab_focus (MiaoFieldRow *self)
{
  if (self->editor != NULL)
    gtk_widget_grab_focus (self->editor->focus);
}
