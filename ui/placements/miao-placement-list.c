#include "config.h"

#include "miao-placement-list.h"

#include "miao-empty.h"
#include "miao-placement-source.h"
#include "miao-placement-words.h"
#include "miao-record.h"
#include "miao-state-chip.h"
#include "miao-ui.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoPlacementList {
  GtkWidget parent_instance;

  GtkWidget *summary;
  GtkWidget *filter;
  GtkWidget *propose;
  GtkWidget *holder;
  GtkWidget *list;
  MiaoSession *session;
  char *text;
};

enum {
  SIGNAL_OPENED,
  SIGNAL_PROPOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoPlacementList, miao_placement_list, GTK_TYPE_WIDGET)

/* The choices of the filter and the states behind them. */
static const struct {
  const char *title;
  const char *states;
} filters[] = {
  { N_ ("In progress"),
    "PROPOSED MATCHED SIGNED INTEGRATION EXTENDED CONFIRMED SHORT_CARE SUSPENDED ENDING" },
  { N_ ("Before moving in"), "PROPOSED MATCHED SIGNED" },
  { N_ ("Integration period"), "INTEGRATION EXTENDED" },
  { N_ ("Formal placement"), "CONFIRMED SHORT_CARE" },
  { N_ ("Removed or ending"), "SUSPENDED ENDING" },
  { N_ ("Ended or cancelled"), "ENDED CANCELLED" },
  { N_ ("All"), NULL },
};

static void
bind_state (GtkWidget *cell, MiaoRow *row, guint column)
{
  miao_placement_set_chip (cell, miao_row_get_data (row));
}

static MiaoListColumn *
make_columns (void)
{
  static MiaoListColumn columns[MIAO_PLACEMENT_N_COLUMNS + 1];

  columns[MIAO_PLACEMENT_NUMBER] =
      (MiaoListColumn){ .title = _ ("Number"), .sort = "placement_no", .width = 126 };
  columns[MIAO_PLACEMENT_CHILD] = (MiaoListColumn){ .title = _ ("Child"), .width = 84 };
  columns[MIAO_PLACEMENT_FAMILY] = (MiaoListColumn){ .title = _ ("Family"), .width = 112 };
  columns[MIAO_PLACEMENT_STATE] = (MiaoListColumn){ .title = _ ("State"),
                                                    .sort = "status",
                                                    .width = 116,
                                                    .make = miao_chip_new_empty,
                                                    .bind = bind_state };
  columns[MIAO_PLACEMENT_MOVED_IN] =
      (MiaoListColumn){ .title = _ ("Moved in"), .sort = "moved_in_on", .width = 100 };
  columns[MIAO_PLACEMENT_DAY] = (MiaoListColumn){ .title = _ ("Day"), .width = 52, .xalign = 1 };
  columns[MIAO_PLACEMENT_EARLIEST] =
      (MiaoListColumn){ .title = _ ("Earliest"), .sort = "integration_due_min", .width = 100 };
  columns[MIAO_PLACEMENT_LATEST] =
      (MiaoListColumn){ .title = _ ("Latest"), .sort = "integration_due_max", .width = 100 };
  columns[MIAO_PLACEMENT_WORKER] = (MiaoListColumn){ .title = _ ("Care worker"), .width = 92 };
  columns[MIAO_PLACEMENT_HINT] =
      (MiaoListColumn){ .title = _ ("Next"), .width = 190, .expand = TRUE };

  return columns;
}

static void
show_summary (MiaoPlacementList *self)
{
  guint n = miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->list));
  g_autofree char *text = g_strdup_printf (ngettext ("%u placement", "%u placements", n), n);

  gtk_label_set_label (GTK_LABEL (self->summary), text);
}

static void
read_again (MiaoPlacementList *self)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  if (self->session == NULL || index >= G_N_ELEMENTS (filters))
    return;
  miao_placement_source_set (MIAO_RECORD_LIST (self->list), self->session, self->text,
                             *self->text != '\0' ? NULL : filters[index].states);
  gtk_widget_set_sensitive (self->filter, *self->text == '\0');
  show_summary (self);
}

static void
filter_cb (MiaoPlacementList *self)
{
  read_again (self);
}

static void
propose_cb (MiaoPlacementList *self)
{
  g_signal_emit (self, signals[SIGNAL_PROPOSE], 0);
}

static void
activated_cb (MiaoPlacementList *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, id);
}

static void
miao_placement_list_dispose (GObject *object)
{
  MiaoPlacementList *self = MIAO_PLACEMENT_LIST (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_PLACEMENT_LIST);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (miao_placement_list_parent_class)->dispose (object);
}

static void
miao_placement_list_class_init (MiaoPlacementListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_placement_list_dispose;
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-placement-list.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoPlacementList, name)
  BIND (summary);
  BIND (filter);
  BIND (propose);
  BIND (holder);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_cb);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PROPOSE] =
      g_signal_new ("propose", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_placement_list_init (MiaoPlacementList *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = miao_record_list_new ();
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Placements"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), make_columns ());
  miao_record_list_set_empty (
      MIAO_RECORD_LIST (self->list),
      miao_empty_new ("miao-placement-symbolic", _ ("No placements here"),
                      _ ("Choose another state, or propose a match for a child.")));
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_box_append (GTK_BOX (self->holder), self->list);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    gtk_string_list_append (names, _ (filters[i].title));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->filter), G_LIST_MODEL (names));
}

GtkWidget *
miao_placement_list_new (void)
{
  return g_object_new (MIAO_TYPE_PLACEMENT_LIST, NULL);
}

void
miao_placement_list_set_session (MiaoPlacementList *self, MiaoSession *session)
{
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
    return;
  }
  self->session = miao_session_ref (session);
  gtk_widget_set_visible (self->propose, miao_session_may (session, MIAO_MAY_MATCH_PROPOSE));
  read_again (self);
}

void
miao_placement_list_reload (MiaoPlacementList *self)
{
  if (self->session == NULL)
    return;
  miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_summary (self);
}

void
miao_placement_list_search (MiaoPlacementList *self, const char *text)
{
  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
  read_again (self);
}

void
miao_placement_list_grab_focus (MiaoPlacementList *self)
{
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->list));
}
