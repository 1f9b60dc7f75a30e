#include "config.h"

#include "miao-list-pane.h"

#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-fold.h"
#include "miao-ui.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

struct _MiaoListPane {
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *filter;
  GtkWidget *other;
  GtkWidget *add;
  GtkWidget *list;
  GtkWidget *summary;
  const MiaoListPaneInfo *info;
  MiaoSession *session;
  GPtrArray *states; /* of the choices of the filter */
  char *text;
};

enum {
  SIGNAL_ACTIVATED,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoListPane, miao_list_pane, GTK_TYPE_WIDGET)

static void
show_count (MiaoListPane *self)
{
  guint n = miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->list));
  g_autofree char *words = *self->text != '\0'
                               /* Translators: what was searched for, and how many were found. */
                               ? g_strdup_printf (_ ("“%s” finds %u"), self->text, n)
                               : self->info->dup_count (n);

  gtk_label_set_label (GTK_LABEL (self->count), words);
}

static void
read_list (MiaoListPane *self)
{
  guint choice = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));
  MiaoWanted wanted = { .session = self->session, .text = self->text };
  gboolean everywhere;

  if (self->session == NULL)
    return;
  everywhere = self->info->search_everywhere && *self->text != '\0';
  if (choice < self->states->len && !everywhere)
    wanted.states = self->states->pdata[choice];
  gtk_widget_set_sensitive (self->filter, !everywhere);
  miao_record_list_read (MIAO_RECORD_LIST (self->list), self->info->source, &wanted);
  show_count (self);
}

static void
filter_cb (MiaoListPane *self)
{
  read_list (self);
}

static void
selected_cb (MiaoListPane *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, id);
}

static void
activated_cb (MiaoListPane *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, id);
}

static void
fill_filter (MiaoListPane *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const MiaoListFilter *filters = self->info->filters;
  guint n_codes = 0;
  const MiaoCode *codes =
      self->info->codes != NULL ? miao_codes_get (self->info->codes, &n_codes) : NULL;

  for (guint i = 0; filters[i].title != NULL; i++) {
    gtk_string_list_append (titles, _ (filters[i].title));
    g_ptr_array_add (self->states, (gpointer) filters[i].states);
  }
  for (guint i = 0; i < n_codes; i++) {
    gtk_string_list_append (titles, miao_pick (codes[i].name_zh, codes[i].name_en));
    g_ptr_array_add (self->states, (gpointer) codes[i].code);
  }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->filter), G_LIST_MODEL (titles));
}

static void
miao_list_pane_dispose (GObject *object)
{
  MiaoListPane *self = MIAO_LIST_PANE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_LIST_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_list_pane_parent_class)->dispose (object);
}

static void
miao_list_pane_finalize (GObject *object)
{
  MiaoListPane *self = MIAO_LIST_PANE (object);

  g_ptr_array_unref (self->states);
  g_free (self->text);

  G_OBJECT_CLASS (miao_list_pane_parent_class)->finalize (object);
}

static void
miao_list_pane_class_init (MiaoListPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = miao_list_pane_dispose;
  object_class->finalize = miao_list_pane_finalize;
  g_type_ensure (MIAO_TYPE_FOLD);
  g_type_ensure (MIAO_TYPE_RECORD_LIST);
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-list-pane.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoListPane, name)
  BIND (title);
  BIND (count);
  BIND (filter);
  BIND (other);
  BIND (add);
  BIND (list);
  BIND (summary);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
miao_list_pane_init (MiaoListPane *self)
{
  self->states = g_ptr_array_new ();
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
miao_list_pane_set_info (MiaoListPane *self, const MiaoListPaneInfo *info)
{
  MiaoRecordList *list = MIAO_RECORD_LIST (self->list);

  g_return_if_fail (self->info == NULL);

  self->info = info;
  gtk_label_set_label (GTK_LABEL (self->title), _ (info->title));
  gtk_button_set_label (GTK_BUTTON (self->add), _ (info->add));
  if (info->other != NULL) {
    gtk_button_set_label (GTK_BUTTON (self->other), _ (info->other));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->other), info->other_action);
  }
  fill_filter (self);
  miao_record_list_set_label (list, _ (info->title));
  miao_record_list_set_columns (list, info->columns ());
  miao_record_list_set_empty (
      list, miao_empty_new (info->empty_icon, _ (info->empty_title), _ (info->empty_text)));
}

void
miao_list_pane_set_session (MiaoListPane *self, MiaoSession *session)
{
  g_clear_pointer (&self->session, miao_session_unref);
  g_free (self->text);
  self->text = g_strdup ("");
  if (session == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
    return;
  }
  self->session = miao_session_ref (session);
  gtk_widget_set_visible (self->add, miao_session_may (session, self->info->may_add));
  gtk_widget_set_visible (self->other, self->info->other != NULL &&
                                           miao_session_may (session, self->info->may_other));
  read_list (self);
  miao_record_list_select (MIAO_RECORD_LIST (self->list), 0);
}

void
miao_list_pane_reload (MiaoListPane *self)
{
  if (self->session == NULL)
    return;
  miao_record_list_reload (MIAO_RECORD_LIST (self->list));
  show_count (self);
}

void
miao_list_pane_search (MiaoListPane *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  read_list (self);
  if (*text != '\0')
    miao_record_list_select (MIAO_RECORD_LIST (self->list), 0);
}

void
miao_list_pane_grab_focus (MiaoListPane *self)
{
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->list));
}

const char *
miao_list_pane_get_selected_id (MiaoListPane *self)
{
  return miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->list));
}

void
miao_list_pane_set_summary (MiaoListPane *self, GtkWidget *summary)
{
  GtkWidget *old = gtk_widget_get_first_child (self->summary);

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->summary), old);
  if (summary != NULL)
    gtk_box_append (GTK_BOX (self->summary), summary);
  gtk_widget_set_visible (self->summary, TRUE);
}
