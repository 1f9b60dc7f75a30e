#include "config.h"

#include "miao-record-list.h"

#include "miao-banner.h"
#include "miao-gtk-compat.h"
#include "miao-work.h"

struct _MiaoRecordList {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *banner;
  GtkWidget *stack;
  GtkWidget *view;
  MiaoListModel *model;
  GtkSingleSelection *selection;
  const MiaoListColumn *columns;
  char *selected_id;
  MiaoRow *awaited; /* selected, but its content is on its way */
  gboolean reloading;
};

enum {
  SIGNAL_ACTIVATED,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoRecordList, miao_record_list, GTK_TYPE_WIDGET)

static gboolean
tab_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        gpointer user_data)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (list));
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  GtkWidget *focus;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab) || (state & GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  /* Moving from the list itself instead of from the row: Ctrl+Tab is bound to just that. */
  for (guint i = 0; i < 2; i++) {
    focus = gtk_root_get_focus (GTK_ROOT (root));
    if (focus == NULL || (focus != list && !gtk_widget_is_ancestor (focus, list)))
      break;
    gtk_widget_set_can_focus (list, FALSE);
    gtk_widget_child_focus (root, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
    gtk_widget_set_can_focus (list, TRUE);
  }
  return GDK_EVENT_STOP;
}

void
miao_list_leave_on_tab (GtkWidget *list)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (tab_cb), NULL);
  gtk_widget_add_controller (list, controller);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const MiaoListColumn *column)
{
  GtkWidget *cell;

  if (column->make != NULL) {
    cell = column->make ();
  } else {
    cell = gtk_label_new (NULL);
    gtk_label_set_xalign (GTK_LABEL (cell), column->xalign);
    gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
  }
  gtk_list_item_set_child (item, cell);
}

/* A cell that waits keeps its size and shows nothing: what it showed was another row's. */
static void
set_waiting (GtkWidget *cell, gboolean waiting)
{
  gtk_widget_set_opacity (cell, waiting ? 0 : 1);
  gtk_widget_set_can_target (cell, !waiting);
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_HIDDEN, waiting, -1);
}

static void
fill_cell (GtkListItem *item, const MiaoListColumn *column, guint index)
{
  MiaoRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  /* The list is being laid out: a cell that reads from a server may not let others live. */
  miao_work_hold_still (TRUE);
  if (column->bind == NULL)
    gtk_label_set_label (GTK_LABEL (cell),
                         miao_row_is_waiting (row) ? "…" : miao_row_get_text (row, index));
  else if (!miao_row_is_waiting (row))
    column->bind (cell, row, index);
  miao_work_hold_still (FALSE);
  if (column->bind != NULL && (miao_row_is_waiting (row) || gtk_widget_get_opacity (cell) < 1))
    set_waiting (cell, miao_row_is_waiting (row));
}

typedef struct {
  GtkListItem *item;
  const MiaoListColumn *column;
  guint index;
} Cell;

static void
arrived_cb (MiaoRow *row, gpointer user_data)
{
  const Cell *cell = user_data;

  fill_cell (cell->item, cell->column, cell->index);
}

static void
cell_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const MiaoListColumn *column)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "miao-column"));
  MiaoRow *row = gtk_list_item_get_item (item);
  Cell *cell;

  fill_cell (item, column, index);
  if (!miao_row_is_waiting (row))
    return;
  cell = g_new0 (Cell, 1);
  cell->item = item;
  cell->column = column;
  cell->index = index;
  g_object_set_data (G_OBJECT (item), "miao-arrived",
                     GSIZE_TO_POINTER (g_signal_connect_data (
                         row, "arrived", G_CALLBACK (arrived_cb), cell, cell_free, 0)));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const MiaoListColumn *column)
{
  gulong handler = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (item), "miao-arrived"));

  if (handler != 0)
    g_signal_handler_disconnect (gtk_list_item_get_item (item), handler);
}

/* Widths are said for letters of 14 pixels; larger letters get wider columns, and the list then
 * scrolls sideways. */
static int
scale_width (MiaoRecordList *self, int width)
{
  const double usual_px = 14;
  const double points_per_inch = 72;
  PangoContext *context = gtk_widget_get_pango_context (self->view);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double px = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    px *= pango_cairo_context_get_resolution (context) / points_per_inch;
  return (int) (width * MAX (1, px / usual_px));
}

static void
add_column (MiaoRecordList *self, guint index)
{
  const MiaoListColumn *column = &self->columns[index];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "miao-column", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) column);
  view_column = gtk_column_view_column_new (column->title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column->expand);
  if (column->width > 0)
    gtk_column_view_column_set_fixed_width (view_column, scale_width (self, column->width));
  if (column->sort != NULL) {
    g_autoptr (GtkSorter) sorter = miao_column_sorter_new (column->sort);

    gtk_column_view_column_set_sorter (view_column, sorter);
  }
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
}

static void
show_rows (MiaoRecordList *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 &&
                   gtk_stack_get_child_by_name (GTK_STACK (self->stack), "empty") != NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), empty ? "empty" : "rows");
}

static void
sorter_changed_cb (MiaoRecordList *self)
{
  gboolean descending;
  const char *key = miao_column_view_get_sort (GTK_COLUMN_VIEW (self->view), &descending);

  miao_list_model_set_sort (self->model, key, descending);
  miao_record_list_reload (self);
}

static void
activate_cb (MiaoRecordList *self, guint position)
{
  g_autoptr (MiaoRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (row != NULL && !miao_row_is_waiting (row))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, miao_row_get_id (row));
}

static void
selected_cb (MiaoRecordList *self)
{
  MiaoRow *row = gtk_single_selection_get_selected_item (self->selection);
  const char *id = row != NULL ? miao_row_get_id (row) : NULL;

  /* It is told of when it has come. */
  if (self->awaited != NULL && self->awaited != row)
    g_signal_handlers_disconnect_by_func (self->awaited, selected_cb, self);
  if (row != NULL && miao_row_is_waiting (row)) {
    if (self->awaited != row)
      g_signal_connect_object (row, "arrived", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
    g_set_object (&self->awaited, row);
    return;
  }
  g_clear_object (&self->awaited);
  if (self->reloading || g_strcmp0 (id, self->selected_id) == 0)
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (id);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, self->selected_id);
}

static void
failed_cb (MiaoRecordList *self, const GError *error)
{
  miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

static void
miao_record_list_dispose (GObject *object)
{
  MiaoRecordList *self = MIAO_RECORD_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->awaited);
  g_clear_pointer (&self->selected_id, g_free);

  G_OBJECT_CLASS (miao_record_list_parent_class)->dispose (object);
}

static void
miao_record_list_class_init (MiaoRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_record_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
miao_record_list_init (MiaoRecordList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->model = miao_list_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));
  miao_list_leave_on_tab (self->view);
  gtk_widget_add_css_class (self->view, "pane");

  self->banner = miao_banner_new ();
  self->stack = gtk_stack_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_stack_add_named (GTK_STACK (self->stack), scrolled, "rows");
  gtk_box_append (GTK_BOX (self->box), self->banner);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  g_signal_connect_object (self->model, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
miao_record_list_new (void)
{
  return g_object_new (MIAO_TYPE_RECORD_LIST, NULL);
}

void
miao_record_list_set_label (MiaoRecordList *self, const char *label)
{
  miao_accessible_set_label (self->view, label);
}

void
miao_record_list_set_columns (MiaoRecordList *self, const MiaoListColumn *columns)
{
  g_return_if_fail (self->columns == NULL);

  self->columns = columns;
  for (guint i = 0; columns[i].title != NULL; i++)
    add_column (self, i);
}

void
miao_record_list_set_source (MiaoRecordList *self, const MiaoListSource *source, gpointer data)
{
  miao_list_model_set_source (self->model, source, data);
  miao_record_list_reload (self);
}

/* The row with the id that was selected, looked for near its old place only: searching a million
 * rows for it would read them all. */
static guint
find_near (MiaoRecordList *self, const char *id, guint old)
{
  const guint reach = 100;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint first = old > reach ? old - reach : 0;

  for (guint i = first; i < n && i <= old + reach; i++) {
    g_autoptr (MiaoRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), i);

    if (g_strcmp0 (miao_row_get_id (row), id) == 0)
      return i;
  }
  return GTK_INVALID_LIST_POSITION;
}

void
miao_record_list_reload (MiaoRecordList *self)
{
  g_autoptr (GError) error = NULL;
  guint old = gtk_single_selection_get_selected (self->selection);

  miao_banner_hide (MIAO_BANNER (self->banner));
  self->reloading = TRUE;
  if (!miao_list_model_reload (self->model, &error))
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
  if (self->selected_id != NULL) {
    miao_list_model_read_at_once (self->model, TRUE);
    gtk_single_selection_set_selected (
        self->selection,
        find_near (self, self->selected_id, old == GTK_INVALID_LIST_POSITION ? 0 : old));
    miao_list_model_read_at_once (self->model, FALSE);
  }
  self->reloading = FALSE;
  show_rows (self);
  selected_cb (self);
}

guint
miao_record_list_get_n_rows (MiaoRecordList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

MiaoRow *
miao_record_list_get_selected (MiaoRecordList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

const char *
miao_record_list_get_selected_id (MiaoRecordList *self)
{
  return self->selected_id;
}

void
miao_record_list_select (MiaoRecordList *self, guint position)
{
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (gtk_widget_get_mapped (self->view))
    miao_list_scroll_to (self->view, position);
}

void
miao_record_list_mark (MiaoRecordList *self, guint position)
{
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    gtk_single_selection_set_selected (self->selection, position);
}

void
miao_record_list_grab_focus (MiaoRecordList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  miao_record_list_select (self, position == GTK_INVALID_LIST_POSITION ? 0 : position);
  gtk_widget_child_focus (gtk_widget_get_last_child (self->view), GTK_DIR_TAB_FORWARD);
}

void
miao_record_list_set_two_lines (MiaoRecordList *self, gboolean two_lines)
{
  if (two_lines)
    gtk_widget_add_css_class (self->view, "two-line");
  else
    gtk_widget_remove_css_class (self->view, "two-line");
}

void
miao_record_list_set_empty (MiaoRecordList *self, GtkWidget *widget)
{
  GtkWidget *old = gtk_stack_get_child_by_name (GTK_STACK (self->stack), "empty");

  if (old != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), old);
  gtk_stack_add_named (GTK_STACK (self->stack), widget, "empty");
  show_rows (self);
}

MiaoListModel *
miao_record_list_get_model (MiaoRecordList *self)
{
  return self->model;
}
