#include "config.h"

#include "miao-child-list.h"

#include "miao-gtk-compat.h"

#include "miao-banner.h"
#include "miao-child-cells.h"
#include "miao-child-flag.h"
#include "miao-child-nothing.h"
#include "miao-child-source.h"
#include "miao-child-summary.h"
#include "miao-codes.h"
#include "miao-fold.h"
#include "miao-other-hits.h"
#include "miao-record-list.h"

#include <glib/gi18n.h>

/* In pixels at least, and in characters: what the list needs, and the summary beside it. */
#define SUMMARY_WIDTH 288
#define LIST_EMS 38
#define SUMMARY_EMS 20

struct _MiaoChildList {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *filter_button;
  GtkWidget *search_line;
  GtkWidget *search_chip;
  GtkWidget *search_words;
  GtkWidget *search_count;
  GtkWidget *others;
  GtkWidget *list;
  GtkWidget *nothing;
  GtkWidget *place;
  GtkWidget *summary;
  MiaoSession *session;
  gconstpointer source; /* owned by the list */
  char *text;
  char *filter;
  guint present;
};

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoChildList, miao_child_list, GTK_TYPE_WIDGET)

static const char *
get_statuses (MiaoChildList *self)
{
  if (g_str_equal (self->filter, "all"))
    return NULL;
  return g_str_equal (self->filter, "present") ? MIAO_CHILD_PRESENT : self->filter;
}

static void
show_place (MiaoChildList *self)
{
  guint n = miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->list));
  g_autofree char *text = g_strdup_printf (ngettext ("%u child", "%u children", n), n);

  gtk_label_set_label (GTK_LABEL (self->place), text);
}

static void
show_search (MiaoChildList *self)
{
  gint64 total = self->source != NULL ? miao_child_source_get_total (self->source) : 0;
  guint n = miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->list));
  g_autofree char *label = g_strdup_printf (_ ("Search “%s”"), self->text);
  g_autofree char *count =
      total > n ? g_strdup_printf (_ ("%u children, the closest %u shown"), (guint) total, n)
                : g_strdup_printf (ngettext ("%u child", "%u children", n), n);

  gtk_widget_set_visible (self->search_line, *self->text != '\0');
  gtk_label_set_label (GTK_LABEL (self->search_words), label);
  miao_accessible_set_label (self->search_chip, label);
  gtk_label_set_label (GTK_LABEL (self->search_count), count);
  miao_other_hits_show (MIAO_OTHER_HITS (self->others), self->session, self->text);
}

static void
count_present (MiaoChildList *self)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child"));
  g_autofree char *text = NULL;
  gint64 n;

  miao_query_where (query, "status", MIAO_OP_IN, MIAO_CHILD_PRESENT);
  n = miao_store_count (miao_session_get_store (self->session), query, NULL);
  self->present = (guint) MAX (n, 0);
  text = g_strdup_printf (ngettext ("%u in care", "%u in care", self->present), self->present);
  gtk_label_set_label (GTK_LABEL (self->count), text);
}

static void
show_selected (MiaoChildList *self)
{
  miao_child_summary_show (MIAO_CHILD_SUMMARY (self->summary), self->session,
                           miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list)));
}

/* The search text or the filter changed: another source. */
static void
reopen (MiaoChildList *self)
{
  gpointer source;

  if (self->session == NULL) {
    self->source = NULL;
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
    return;
  }
  source = miao_child_source_new (self->session, self->text, get_statuses (self));
  self->source = source;
  miao_child_nothing_show (MIAO_CHILD_NOTHING (self->nothing), self->session, self->text,
                           !g_str_equal (self->filter, "all"));
  miao_record_list_set_source (MIAO_RECORD_LIST (self->list), &miao_child_source, source);
  miao_record_list_mark (MIAO_RECORD_LIST (self->list), 0);
  show_search (self);
  show_place (self);
  show_selected (self);
}

static void
activated_cb (MiaoChildList *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, id);
}

static GtkWidget *
make_header (MiaoChildList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = miao_text_new (_ ("Children"), "h1");
  GtkWidget *admit = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) statuses = g_menu_new ();
  guint n;
  const MiaoCode *codes = miao_codes_get ("child_status", &n);

  g_menu_append (menu, _ ("All states"), "children.filter::all");
  g_menu_append (menu, _ ("All in care"), "children.filter::present");
  for (guint i = 0; i < n; i++) {
    g_autofree char *action = g_strdup_printf ("children.filter::%s", codes[i].code);

    g_menu_append (statuses, miao_codes_name ("child_status", codes[i].code, miao_language ()),
                   action);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (statuses));
  self->filter_button = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->filter_button), G_MENU_MODEL (menu));

  self->count = miao_text_new ("", "dim");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("miao-add-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Admit child")));
  gtk_button_set_child (GTK_BUTTON (admit), content);
  miao_accessible_set_label (admit, _ ("Admit child"));
  gtk_widget_add_css_class (admit, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (admit), "children.admit");
  gtk_widget_add_css_class (box, "page-header");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), self->filter_button);
  gtk_box_append (GTK_BOX (box), admit);
  return box;
}

static GtkWidget *
make_search_line (MiaoChildList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *searched = miao_text_new (
      _ ("Names, former names, pinyin, numbers and ID numbers were searched"), "dim caption");

  GtkWidget *clear = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->search_chip = gtk_button_new ();
  self->search_words = gtk_label_new ("");
  gtk_box_append (GTK_BOX (clear), self->search_words);
  gtk_box_append (GTK_BOX (clear), gtk_image_new_from_icon_name ("miao-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (self->search_chip), clear);
  gtk_widget_add_css_class (self->search_chip, "search-chip");
  gtk_widget_add_css_class (self->search_chip, "small");
  gtk_widget_set_tooltip_text (self->search_chip, _ ("Show all children again"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->search_chip),
                                           "children.clear-search");
  self->search_count = miao_text_new ("", "strong");
  gtk_label_set_wrap (GTK_LABEL (self->search_count), FALSE);
  self->others = miao_other_hits_new ();
  gtk_label_set_wrap (GTK_LABEL (searched), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (searched), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (box, "card-head");
  gtk_box_append (GTK_BOX (box), self->search_chip);
  gtk_box_append (GTK_BOX (box), self->search_count);
  gtk_box_append (GTK_BOX (box), self->others);
  gtk_box_append (GTK_BOX (box), searched);
  return box;
}

static void
append_key (GtkWidget *box, const char *key, const char *words)
{
  gtk_box_append (GTK_BOX (box), miao_text_new (key, "key"));
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (box)), FALSE);
  if (words == NULL)
    return;
  gtk_box_append (GTK_BOX (box), miao_text_new (words, "dim secondary"));
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (box)), FALSE);
}

static GtkWidget *
make_foot (MiaoChildList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->place = miao_text_new ("", "secondary");
  gtk_widget_set_hexpand (self->place, TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->place), FALSE);
  gtk_widget_add_css_class (box, "card-foot");
  gtk_box_append (GTK_BOX (box), self->place);
  append_key (box, "↑", NULL);
  append_key (box, "↓", _ ("choose"));
  append_key (box, "Enter", _ ("open"));
  append_key (box, "Ctrl+N", _ ("admit a child"));
  return box;
}

static GtkWidget *
make_body (MiaoChildList *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body;

  self->list = miao_record_list_new ();
  self->nothing = miao_child_nothing_new ();
  self->summary = miao_child_summary_new ();
  self->search_line = make_search_line (self);
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Children"));
  miao_record_list_set_two_lines (MIAO_RECORD_LIST (self->list), TRUE);
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), miao_child_columns ());
  miao_record_list_set_empty (MIAO_RECORD_LIST (self->list), self->nothing);
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_set_hexpand (card, TRUE);
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "flush");
  gtk_box_append (GTK_BOX (card), self->search_line);
  gtk_box_append (GTK_BOX (card), self->list);
  gtk_box_append (GTK_BOX (card), make_foot (self));
  gtk_widget_set_size_request (self->summary, SUMMARY_WIDTH, -1);
  gtk_widget_set_hexpand (self->summary, FALSE);
  body = miao_fold_new (card, _ ("List"), LIST_EMS, self->summary, _ ("The child"), SUMMARY_EMS);
  gtk_widget_add_css_class (body, "page-body");
  gtk_widget_set_vexpand (body, TRUE);
  g_signal_connect_object (self->list, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "selected", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  return body;
}

static void
show_filter (MiaoChildList *self)
{
  const char *name = g_str_equal (self->filter, "all") ? _ ("All states")
                     : g_str_equal (self->filter, "present")
                         ? _ ("All in care")
                         : miao_codes_name ("child_status", self->filter, miao_language ());
  g_autofree char *label = g_strdup_printf (_ ("Filter: %s"), name);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->filter_button), label);
  miao_menu_button_set_name (self->filter_button, label);
}

static void
miao_child_list_dispose (GObject *object)
{
  MiaoChildList *self = MIAO_CHILD_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_child_list_parent_class)->dispose (object);
}

static void
miao_child_list_finalize (GObject *object)
{
  MiaoChildList *self = MIAO_CHILD_LIST (object);

  g_free (self->text);
  g_free (self->filter);

  G_OBJECT_CLASS (miao_child_list_parent_class)->finalize (object);
}

static void
miao_child_list_class_init (MiaoChildListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = miao_child_list_dispose;
  object_class->finalize = miao_child_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
miao_child_list_init (MiaoChildList *self)
{
  self->text = g_strdup ("");
  self->filter = g_strdup ("all");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), make_body (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_filter (self);
}

GtkWidget *
miao_child_list_new (void)
{
  return g_object_new (MIAO_TYPE_CHILD_LIST, NULL);
}

void
miao_child_list_set_session (MiaoChildList *self, MiaoSession *session)
{
  g_clear_pointer (&self->session, miao_session_unref);
  if (session != NULL)
    self->session = miao_session_ref (session);
  miao_child_cells_set_session (session);
  if (session != NULL)
    count_present (self);
  reopen (self);
}

void
miao_child_list_refresh (MiaoChildList *self)
{
  if (self->session == NULL)
    return;
  count_present (self);
  miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_search (self);
  show_place (self);
  show_selected (self);
}

void
miao_child_list_search (MiaoChildList *self, const char *text)
{
  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  reopen (self);
}

const char *
miao_child_list_get_text (MiaoChildList *self)
{
  return self->text;
}

void
miao_child_list_set_filter (MiaoChildList *self, const char *filter)
{
  g_free (self->filter);
  self->filter = g_strdup (filter);
  show_filter (self);
  reopen (self);
}

void
miao_child_list_grab_focus (MiaoChildList *self)
{
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->list));
}

const char *
miao_child_list_get_selected (MiaoChildList *self)
{
  return miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list));
}

guint
miao_child_list_get_present (MiaoChildList *self)
{
  return self->present;
}
