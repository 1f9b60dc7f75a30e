#include "config.h"

#include "miao-table.h"

#include "miao-gtk-compat.h"

#define COLUMN_GAP 16

struct _MiaoTable {
  GtkWidget parent_instance;

  GtkWidget *grid;
  int n_columns;
  int expand;
  gboolean *headed;
  int n_rows; /* of the grid: each row of the table has a line under it */
};

G_DEFINE_FINAL_TYPE (MiaoTable, miao_table, GTK_TYPE_WIDGET)

static void
miao_table_dispose (GObject *object)
{
  g_clear_pointer (&MIAO_TABLE (object)->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_table_parent_class)->dispose (object);
}

static void
miao_table_finalize (GObject *object)
{
  g_free (MIAO_TABLE (object)->headed);

  G_OBJECT_CLASS (miao_table_parent_class)->finalize (object);
}

static void
miao_table_class_init (MiaoTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = miao_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_table_init (MiaoTable *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), COLUMN_GAP);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

static void
add_line (MiaoTable *self)
{
  gtk_grid_attach (GTK_GRID (self->grid), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0,
                   self->n_rows++, self->n_columns, 1);
}

static void
attach (MiaoTable *self, GtkWidget *cell, int column)
{
  /* A column without a head holds buttons, which need no more than their own width. */
  gtk_widget_set_hexpand (cell, self->expand < 0 ? self->headed[column] : column == self->expand);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_grid_attach (GTK_GRID (self->grid), cell, column, self->n_rows, 1, 1);
}

GtkWidget *
miao_table_new (const char *const *heads, int expand)
{
  MiaoTable *self = g_object_new (MIAO_TYPE_TABLE, NULL);

  self->expand = expand;
  self->n_columns = (int) g_strv_length ((GStrv) heads);
  self->headed = g_new (gboolean, self->n_columns + 1);
  for (int i = 0; i < self->n_columns; i++)
    self->headed[i] = *heads[i] != '\0';
  for (int i = 0; i < self->n_columns; i++)
    attach (self, miao_text_new (heads[i], "dim secondary"), i);
  self->n_rows++;
  add_line (self);
  return GTK_WIDGET (self);
}

void
miao_table_clear (MiaoTable *self)
{
  while (self->n_rows > 2)
    gtk_grid_remove_row (GTK_GRID (self->grid), --self->n_rows);
}

void
miao_table_add_cells (MiaoTable *self, GtkWidget *const *cells)
{
  for (int i = 0; i < self->n_columns; i++)
    if (cells[i] != NULL)
      attach (self, cells[i], i);
  self->n_rows++;
  add_line (self);
}

void
miao_table_add (MiaoTable *self, GtkWidget *first, ...)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  va_list rest;

  va_start (rest, first);
  for (GtkWidget *cell = first; cell != NULL; cell = va_arg (rest, GtkWidget *))
    g_ptr_array_add (cells, cell);
  va_end (rest);
  while ((int) cells->len < self->n_columns)
    g_ptr_array_add (cells, NULL);
  miao_table_add_cells (self, (GtkWidget *const *) cells->pdata);
}

void
miao_table_say (MiaoTable *self, const char *words)
{
  gtk_grid_attach (GTK_GRID (self->grid), miao_text_new (words, "dim"), 0, self->n_rows++,
                   self->n_columns, 1);
}

GtkWidget *
miao_text_new (const char *text, const char *classes)
{
  GtkWidget *label = gtk_label_new (text);
  g_auto (GStrv) list = g_strsplit (classes != NULL ? classes : "", " ", -1);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  for (guint i = 0; list[i] != NULL; i++)
    if (*list[i] != '\0')
      gtk_widget_add_css_class (label, list[i]);
  return label;
}

GtkWidget *
miao_text_two (const char *text, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), miao_text_new (text, NULL));
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (box), miao_text_new (detail, "dim secondary"));
  return box;
}

GtkWidget *
miao_text_mark (MiaoTone tone, const char *text)
{
  static const char *const classes[] = { "info-text", "accent", "warning-text", "danger" };
  static const char *const icons[] = { "miao-info-symbolic", "miao-pass-symbolic",
                                       "miao-warning-symbolic", "miao-stop-symbolic" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[tone]);
  GtkWidget *label = miao_text_new (text, classes[tone]);

  gtk_widget_add_css_class (icon, classes[tone]);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
miao_small_button (const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  if (name != NULL)
    miao_accessible_set_label (button, name);
  return button;
}

GtkWidget *
miao_card_new (const char *title, GtkWidget *child, GtkWidget **ret_head)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = miao_text_new (title, "h2");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), child);
  if (ret_head != NULL)
    *ret_head = head;
  return card;
}

void
miao_box_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

GtkWidget *
miao_scrolled_new (GtkWidget *body)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), body);

  return scrolled;
}
