#include "config.h"

#include "miao-child-book.h"

#include "miao-avatar.h"
#include "miao-child-events.h"
#include "miao-child-flag.h"
#include "miao-draw.h"
#include "miao-gtk-compat.h"
#include "miao-photos.h"
#include "miao-record-list.h"
#include "miao-row.h"
#include "miao-state-chip.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define PHOTO_SIZE 64
#define DAY_WIDTH 72
#define ASIDE_WIDTH 260

struct _MiaoChildBook {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *kinds;
  GtkWidget *years;
  GtkWidget *list;
  GtkWidget *missing;
  GtkWidget *hidden;
  GListStore *rows; /* of MiaoRow; the data is an event, NULL in the head of a year */
  GPtrArray *events;
  MiaoSession *session;
  const MiaoChildView *view;
  int kind; /* MIAO_N_EVENTS: all */
  gboolean read;
};

G_DEFINE_FINAL_TYPE (MiaoChildBook, miao_child_book, GTK_TYPE_WIDGET)

/* --- one line ------------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
}

static void
fill_year (GtkWidget *box, MiaoRow *row)
{
  gtk_box_append (GTK_BOX (box), miao_text_new (miao_row_get_text (row, 0), "h1"));
  gtk_box_append (GTK_BOX (box), miao_text_new (miao_row_get_text (row, 1), "dim secondary"));
}

static GtkWidget *
make_day (MiaoChildBook *self, const MiaoChildEvent *event)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *age =
      miao_date_dup_age (miao_record_get_date (self->view->child, "birth_date"), event->on);
  char day[MIAO_DATE_BUFFER];

  gtk_box_append (GTK_BOX (box), miao_text_new (miao_date_format (event->on, day) + 5, "strong"));
  gtk_box_append (GTK_BOX (box), miao_text_new (age, "dim caption"));
  /* The cards of all rows begin on one line, with large letters too. */
  gtk_widget_set_size_request (box, (int) (DAY_WIDTH * miao_draw_scale (GTK_WIDGET (self))), -1);
  return box;
}

static GtkWidget *
make_event_card (MiaoChildBook *self, const MiaoChildEvent *event)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GdkTexture) photo = NULL;

  gtk_box_append (GTK_BOX (head), miao_text_new (event->title, "strong"));
  if (event->mark != NULL)
    gtk_box_append (GTK_BOX (head), miao_chip_new ("miao-clock-symbolic", event->mark, "info"));
  gtk_box_append (GTK_BOX (words), head);
  if (event->text != NULL)
    gtk_box_append (GTK_BOX (words), miao_text_new (event->text, NULL));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (card), words);
  if (event->by != NULL) {
    GtkWidget *by = miao_text_new (event->by, "dim caption");

    gtk_label_set_wrap (GTK_LABEL (by), FALSE);
    gtk_widget_set_valign (by, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (card), by);
  }
  if (event->photo != NULL)
    photo = miao_photo_get (self->session, event->photo, 2 * PHOTO_SIZE);
  if (photo != NULL) {
    GtkWidget *picture = miao_avatar_new (PHOTO_SIZE);

    miao_avatar_set_photo (MIAO_AVATAR (picture), photo);
    gtk_box_append (GTK_BOX (card), picture);
  }
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "book-card");
  gtk_widget_set_hexpand (card, TRUE);
  return card;
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, MiaoChildBook *self)
{
  MiaoRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  const MiaoChildEvent *event = miao_row_get_data (row);
  GtkWidget *icon;

  miao_box_clear (box);
  if (event == NULL) {
    fill_year (box, row);
    return;
  }
  icon = gtk_image_new_from_icon_name (event->icon);
  gtk_widget_add_css_class (icon, "book-icon");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), make_day (self, event));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_event_card (self, event));
}

/* --- all lines ------------------------------------------------------------------------------ */

static void
add_year (MiaoChildBook *self, int year, guint n)
{
  g_autofree char *name = g_strdup_printf ("%d", year);
  g_autofree char *count = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
  const char *texts[] = { name, count, NULL };
  g_autoptr (MiaoRow) row = miao_row_new (name, texts);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (words), gtk_label_new (name));
  gtk_box_append (GTK_BOX (words), gtk_label_new (count));
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "dim");
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "caption");
  gtk_button_set_child (GTK_BUTTON (button), words);
  miao_accessible_set_label (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u",
                                    g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "book.jump");
  gtk_box_append (GTK_BOX (self->years), button);
  g_list_store_append (self->rows, row);
}

static int
get_year (const MiaoChildEvent *event)
{
  int year;

  miao_date_get_ymd (event->on, &year, NULL, NULL);
  return year;
}

static gboolean
is_wanted (MiaoChildBook *self, const MiaoChildEvent *event)
{
  return self->kind == MIAO_N_EVENTS || (int) event->kind == self->kind;
}

static void
fill_rows (MiaoChildBook *self)
{
  int year = 0;

  g_list_store_remove_all (self->rows);
  miao_box_clear (self->years);
  for (guint i = 0; self->events != NULL && i < self->events->len; i++) {
    MiaoChildEvent *event = self->events->pdata[i];
    g_autoptr (MiaoRow) row = NULL;

    if (!is_wanted (self, event))
      continue;
    if (get_year (event) != year) {
      guint n = 0;

      year = get_year (event);
      for (guint k = i; k < self->events->len && get_year (self->events->pdata[k]) == year; k++)
        n += is_wanted (self, self->events->pdata[k]);
      add_year (self, year, n);
    }
    row = miao_row_new ("", NULL);
    miao_row_set_data (row, event, NULL);
    g_list_store_append (self->rows, row);
  }
}

static void
toggled_cb (GtkToggleButton *button, MiaoChildBook *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "miao-kind"));
  fill_rows (self);
}

static void
add_kind (MiaoChildBook *self, int kind, const char *title, guint n)
{
  g_autofree char *label = g_strdup_printf ("%s %u", title, n);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  GtkWidget *first = gtk_widget_get_first_child (self->kinds);

  g_object_set_data (G_OBJECT (button), "miao-kind", GINT_TO_POINTER (kind));
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), kind == self->kind);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->kinds), button);
}

static void
fill_kinds (MiaoChildBook *self)
{
  static const char *const titles[MIAO_N_EVENTS] = {
    [MIAO_EVENT_CARE] = NC_ ("book", "Care"),         [MIAO_EVENT_HEALTH] = NC_ ("book", "Health"),
    [MIAO_EVENT_WORDS] = NC_ ("book", "Own words"),   [MIAO_EVENT_PAPERS] = NC_ ("book", "Papers"),
    [MIAO_EVENT_PICTURES] = NC_ ("book", "Pictures"),
  };
  guint counts[MIAO_N_EVENTS] = { 0 };

  for (guint i = 0; i < self->events->len; i++)
    counts[((const MiaoChildEvent *) self->events->pdata[i])->kind]++;
  if (self->kind < MIAO_N_EVENTS && counts[self->kind] == 0)
    self->kind = MIAO_N_EVENTS;
  miao_box_clear (self->kinds);
  add_kind (self, MIAO_N_EVENTS, C_ ("book", "All"), self->events->len);
  for (int kind = 0; kind < MIAO_N_EVENTS; kind++)
    if (counts[kind] > 0)
      add_kind (self, kind, g_dpgettext2 (NULL, "book", titles[kind]), counts[kind]);
}

static void
fill_missing (MiaoChildBook *self)
{
  g_autoptr (GPtrArray) flags =
      miao_child_view_get_flags (self->view, miao_session_today (self->session));

  miao_box_clear (self->missing);
  gtk_box_append (GTK_BOX (self->missing), miao_text_new (_ ("What is missing"), "strong"));
  for (guint i = 0; i < flags->len; i++)
    if (((const MiaoChildFlag *) flags->pdata[i])->action != NULL)
      gtk_box_append (GTK_BOX (self->missing), miao_child_flag_widget (flags->pdata[i], TRUE));
  if (!miao_record_has (self->view->child, "photo_main")) {
    const MiaoChildFlag photo = { .tone = MIAO_TONE_INFO,
                                  .title = (char *) _ ("No photograph of the child yet"),
                                  .action_label = _ ("Add"),
                                  .action = "children.tab('documents')" };

    gtk_box_append (GTK_BOX (self->missing), miao_child_flag_widget (&photo, TRUE));
  }
  if (gtk_widget_get_next_sibling (gtk_widget_get_first_child (self->missing)) == NULL)
    gtk_box_append (GTK_BOX (self->missing), miao_text_new (_ ("Nothing."), "dim"));
}

static void
read_book (MiaoChildBook *self)
{
  g_autoptr (GError) error = NULL;
  guint hidden = 0;
  g_autofree char *words = NULL;

  self->read = TRUE;
  g_list_store_remove_all (self->rows);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = miao_child_events_read (self->session, self->view, &hidden, &error);
  if (self->events == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  fill_kinds (self);
  fill_rows (self);
  fill_missing (self);
  words = g_strdup_printf (
      ngettext ("%u more that you may not read", "%u more that you may not read", hidden), hidden);
  gtk_label_set_label (GTK_LABEL (self->hidden), words);
  gtk_widget_set_visible (self->hidden, hidden > 0);
}

/* The book is read when somebody looks at it, not with every child that is opened. */
static void
map (GtkWidget *widget)
{
  MiaoChildBook *self = MIAO_CHILD_BOOK (widget);

  if (!self->read && self->view != NULL)
    read_book (self);
  GTK_WIDGET_CLASS (miao_child_book_parent_class)->map (widget);
}

static void
jump_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  miao_list_scroll_to (MIAO_CHILD_BOOK (widget)->list, g_variant_get_uint32 (parameter));
}

static void
miao_child_book_dispose (GObject *object)
{
  MiaoChildBook *self = MIAO_CHILD_BOOK (object);

  self->view = NULL;
  if (self->rows != NULL)
    g_list_store_remove_all (self->rows);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_child_book_parent_class)->dispose (object);
}

static void
miao_child_book_class_init (MiaoChildBookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_child_book_dispose;
  widget_class->map = map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "book.jump", "u", jump_cb);
}

static void
make_list (MiaoChildBook *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->rows = g_list_store_new (MIAO_TYPE_ROW);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))),
      factory);
  miao_list_leave_on_tab (self->list);
  gtk_widget_add_css_class (self->list, "plain");
  gtk_widget_add_css_class (self->list, "book");
  gtk_widget_add_css_class (self->list, "pane");
  miao_accessible_set_label (self->list, C_ ("child", "Book"));
}

static void
miao_child_book_init (MiaoChildBook *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *aside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->kind = MIAO_N_EVENTS;
  make_list (self);
  self->kinds = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->years = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->missing = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->hidden = miao_text_new ("", "dim caption");
  gtk_widget_add_css_class (self->kinds, "linked");
  gtk_widget_add_css_class (self->missing, "card");
  gtk_widget_set_size_request (aside, ASIDE_WIDTH, -1);
  gtk_widget_set_hexpand (aside, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (aside), self->missing);
  gtk_box_append (GTK_BOX (aside), self->hidden);
  gtk_box_append (GTK_BOX (body), self->years);
  gtk_box_append (GTK_BOX (body), scrolled);
  gtk_box_append (GTK_BOX (body), aside);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_box_append (GTK_BOX (self->box), self->kinds);
  gtk_box_append (GTK_BOX (self->box), body);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
miao_child_book_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_BOOK, NULL);
}

void
miao_child_book_show (MiaoChildBook *self, MiaoSession *session, const MiaoChildView *view)
{
  self->view = view;
  self->read = FALSE;
  g_list_store_remove_all (self->rows);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->session, miao_session_unref);
  if (view == NULL)
    return;
  self->session = miao_session_ref (session);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_book (self);
}
