#include "config.h"

#include "miao-today-page.h"

#include "miao-ahead.h"
#include "miao-empty.h"
#include "miao-fold.h"
#include "miao-gtk-compat.h"
#include "miao-record-list.h"
#include "miao-scroll-layout.h"
#include "miao-table.h"
#include "miao-tasks.h"
#include "miao-today-alarm.h"
#include "miao-today-backup.h"
#include "miao-today-card.h"
#include "miao-today-delegate.h"
#include "miao-today-item.h"
#include "miao-today-leftovers.h"
#include "miao-today-out.h"
#include "miao-today-row.h"
#include "miao-today-side.h"
#include "miao-today-words.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-work.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

/* The cards from left to right; what comes later stands by the number of rows. */
static const MiaoDueLevel levels[] = { MIAO_DUE_LATE, MIAO_DUE_TODAY, MIAO_DUE_WEEK, MIAO_DUE_MONTH,
                                       MIAO_DUE_LATER };
#define N_CARDS G_N_ELEMENTS (levels)

struct _MiaoTodayPage {
  GtkWidget parent_instance;

  GtkWidget *date;
  GtkWidget *mine;
  GtkWidget *all;
  GtkWidget *alarm;
  GtkWidget *cards;
  GtkWidget *stack;
  GtkWidget *holder;
  GtkWidget *list;
  GtkWidget *empty_text;
  GtkWidget *empty_button;
  GtkWidget *foot;
  GtkWidget *foot_line;
  GtkWidget *why;
  GtkWidget *news;
  GtkWidget *card[N_CARDS];
  GListStore *items;
  GtkSingleSelection *selection;
  MiaoSession *session;
  MiaoDate today;
  GPtrArray *tasks;
  gboolean filling;
  gboolean looking; /* beside the window, at all that may be due */
};

static void page_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoTodayPage,
                               miao_today_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_init))

static gboolean
only_mine (MiaoTodayPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine));
}

/* --- the list ------------------------------------------------------------------------------- */

static MiaoTodayItem *
item_at (MiaoTodayPage *self, guint position)
{
  g_autoptr (MiaoTodayItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item; /* the store keeps it */
}

static MiaoTask *
selected_task (MiaoTodayPage *self)
{
  MiaoTodayItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? miao_today_item_get_task (item) : NULL;
}

static void
add_group (MiaoTodayPage *self, MiaoDueLevel level, GPtrArray *items)
{
  guint count = miao_tasks_count (self->tasks, level, only_mine (self));

  if (count == 0)
    return;
  g_ptr_array_add (items, miao_today_item_new (level, count, NULL));
  for (guint i = 0; i < self->tasks->len; i++) {
    MiaoTask *task = g_ptr_array_index (self->tasks, i);

    if (task->due->level == level && (!only_mine (self) || task->mine))
      g_ptr_array_add (items, miao_today_item_new (level, 0, task));
  }
}

/* The task that comes first when nothing is listed. */
static const MiaoTask *
first_to_come (MiaoTodayPage *self)
{
  for (guint i = 0; i < self->tasks->len; i++) {
    const MiaoTask *task = g_ptr_array_index (self->tasks, i);

    if (task->mine || !only_mine (self))
      return task;
  }
  return NULL;
}

static void
show_empty (MiaoTodayPage *self)
{
  const MiaoTask *next = first_to_come (self);
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (next != NULL) {
    day = miao_today_dup_day (next->due->due_on);
    /* Translators: day, what, for whom. */
    words = g_strdup_printf (_ ("Next: %s %s, %s"), day, next->title, next->who);
  }
  gtk_label_set_label (GTK_LABEL (self->empty_text), words != NULL ? words : "");
  gtk_widget_set_visible (self->empty_button, next != NULL);
}

static void
show_foot (MiaoTodayPage *self, guint n_rows)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u task. Press another card to add its tasks.",
                                 "%u tasks. Press another card to add their tasks.", n_rows),
                       n_rows);

  gtk_label_set_label (GTK_LABEL (self->foot), words);
}

static void
show_why (MiaoTodayPage *self)
{
  const MiaoTask *task = selected_task (self);
  gboolean may;

  if (self->filling)
    return;
  may = self->session != NULL && miao_session_may (self->session, MIAO_MAY_TASKS_DELEGATE);
  miao_box_clear (self->why);
  if (task != NULL)
    gtk_box_append (GTK_BOX (self->why), miao_today_why_new (task, self->today, may));
}

static void
select_again (MiaoTodayPage *self, const char *record, const char *rule)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint found = n > 1 ? 1 : GTK_INVALID_LIST_POSITION; /* 0 is the head of a group */

  for (guint i = 0; record != NULL && i < n; i++) {
    const MiaoTask *task = miao_today_item_get_task (item_at (self, i));

    if (task != NULL && g_strcmp0 (task->record, record) == 0 &&
        g_strcmp0 (task->due->rule->id, rule) == 0)
      found = i;
  }
  gtk_single_selection_set_selected (self->selection, found);
}

static void
fill (MiaoTodayPage *self, const char *record, const char *rule)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint groups = 0;
  guint n;

  self->filling = TRUE;
  for (guint i = 0; i < N_CARDS; i++) {
    miao_today_card_show (MIAO_TODAY_CARD (self->card[i]), self->tasks, only_mine (self),
                          self->today);
    if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->card[i])))
      continue;
    add_group (self, levels[i], items);
    groups += miao_tasks_count (self->tasks, levels[i], only_mine (self)) > 0;
  }
  /* All at once: the list looks at its rows after every change. */
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  n = items->len;
  show_foot (self, n - groups);
  show_empty (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n > 0 ? "list" : "empty");
  select_again (self, record, rule);
  self->filling = FALSE;
  show_why (self);
}

static void
filter_cb (MiaoTodayPage *self)
{
  const MiaoTask *task;

  if (self->tasks == NULL || self->filling)
    return;
  task = selected_task (self);
  fill (self, task != NULL ? task->record : NULL, task != NULL ? task->due->rule->id : NULL);
}

static void
do_task (MiaoTodayPage *self, const MiaoTask *task)
{
  const MiaoRule *rule = task->due->rule;
  /* What is entered in a record leads to its field; else, where there is a form, to that form. An
   * incident is completed in a form too. */
  gboolean entered = g_str_has_prefix (task->use_case, "edit-") &&
                     !g_str_equal (task->kind, "incident") &&
                     g_strcmp0 (rule->kind, task->kind) == 0 && rule->field != NULL;

  miao_window_open_record (GTK_WIDGET (self), task->kind, task->record,
                           !task->may ? NULL
                           : entered  ? rule->field
                                      : task->use_case);
}

static void
activate_cb (MiaoTodayPage *self, guint position)
{
  const MiaoTask *task = miao_today_item_get_task (item_at (self, position));

  if (task != NULL)
    do_task (self, task);
}

static void
do_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (widget);
  guint position = g_variant_get_uint32 (parameter);

  gtk_single_selection_set_selected (self->selection, position);
  activate_cb (self, position);
}

static void
delegate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (widget);

  if (self->session != NULL)
    miao_today_delegate_present (widget, self->session);
}

static void
end_delegation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (widget);

  if (self->session != NULL)
    miao_today_delegate_end (widget, self->session, g_variant_get_string (parameter, NULL));
}

static void
next_cb (MiaoTodayPage *self)
{
  const MiaoTask *task = self->tasks != NULL ? first_to_come (self) : NULL;

  if (task != NULL)
    do_task (self, task);
}

/* --- the page ------------------------------------------------------------------------------- */

static void
show_delegations (MiaoTodayPage *self)
{
  GtkWidget *card = miao_today_delegations_new (self->session);

  if (card != NULL)
    gtk_box_append (GTK_BOX (self->news), card);
}

static void
show_leftovers (MiaoTodayPage *self)
{
  GtkWidget *card = miao_today_leftovers_new (self->session);

  if (card != NULL)
    gtk_box_append (GTK_BOX (self->news), card);
}

/* @ahead: (transfer full) (nullable): what was read just now, else it is read. */
static void
show_tasks (MiaoTodayPage *self, GPtrArray *ahead)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks = ahead != NULL ? ahead : miao_tasks_collect (self->session, &error);
  const MiaoTask *selected = self->tasks != NULL ? selected_task (self) : NULL;
  g_autofree char *record = selected != NULL ? g_strdup (selected->record) : NULL;
  const char *rule = selected != NULL ? selected->due->rule->id : NULL;
  g_autofree char *date = NULL;

  if (tasks == NULL) {
    miao_window_say_error (GTK_WIDGET (self), error);
    return;
  }
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  self->tasks = tasks;
  self->today = miao_session_today (self->session);
  date = miao_today_dup_date (self->today);
  gtk_label_set_label (GTK_LABEL (self->date), date);
  fill (self, record, rule);
  miao_today_alarm_show (MIAO_TODAY_ALARM (self->alarm), self->session, self->tasks);
  miao_box_clear (self->news);
  show_delegations (self);
  show_leftovers (self);
  gtk_box_append (GTK_BOX (self->news), miao_today_backup_new (self->session));
  gtk_box_append (GTK_BOX (self->news), miao_today_news_new (self->session));
}

static gboolean
look_in_thread (MiaoSession *session,
                const MiaoProgress *progress,
                GCancellable *cancellable,
                gpointer data,
                GError **error)
{
  return miao_tasks_look (session, progress, cancellable, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (source);
  g_autoptr (GError) error = NULL;

  self->looking = FALSE;
  /* What it could not do is done here. */
  if (!miao_work_finish (result, &error))
    g_debug ("%s", error->message);
  if (self->session != NULL && miao_session_is_open (self->session))
    show_tasks (self, NULL);
}

/* After an import, or with other rules, everything is looked at once; the window goes on meanwhile.
 */
static void
read_tasks (MiaoTodayPage *self)
{
  GPtrArray *ahead;

  if (self->looking)
    return;
  ahead = miao_ahead_take (self->session);
  if (ahead != NULL || miao_work_is_running () || !miao_tasks_are_many (self->session)) {
    show_tasks (self, ahead);
    return;
  }
  self->looking = TRUE;
  gtk_label_set_label (GTK_LABEL (self->foot), _ ("All records are being looked through…"));
  miao_work_async (GTK_WIDGET (self), self->session, _ ("Look through what may be due"),
                   look_in_thread, NULL, NULL, looked_cb, NULL);
}

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (page);

  miao_today_alarm_clear (MIAO_TODAY_ALARM (self->alarm));
  miao_box_clear (self->why);
  miao_box_clear (self->news);
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->session, miao_session_unref);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  /* The head looks after everybody; others begin with their own. */
  self->filling = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->all),
                                miao_session_get_role (session) == MIAO_ROLE_DIRECTOR);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mine),
                                miao_session_get_role (session) != MIAO_ROLE_DIRECTOR);
  self->filling = FALSE;
  read_tasks (self);
}

static void
refresh (MiaoPage *page)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (page);

  if (self->session != NULL && miao_session_is_open (self->session))
    read_tasks (self);
}

static void
find_focus (MiaoPage *page)
{
  gtk_widget_grab_focus (MIAO_TODAY_PAGE (page)->list);
}

static guint
get_count (MiaoPage *page)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (page);

  if (self->tasks == NULL)
    return 0;
  return miao_tasks_count (self->tasks, MIAO_DUE_LATE, only_mine (self)) +
         miao_tasks_count (self->tasks, MIAO_DUE_TODAY, only_mine (self));
}

static void
print (MiaoPage *page)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (page);

  if (self->session != NULL)
    miao_today_print_week (GTK_WIDGET (self), self->session);
}

static void
print_cb (MiaoTodayPage *self)
{
  print (MIAO_PAGE (self));
}

static void
calendar_cb (MiaoTodayPage *self)
{
  if (self->session != NULL)
    miao_today_export_calendar (GTK_WIDGET (self), self->session, only_mine (self));
}

static void
page_init (MiaoPageInterface *iface)
{
  iface->print = print;
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->find_focus = find_focus;
  iface->get_count = get_count;
}

static void
miao_today_page_dispose (GObject *object)
{
  MiaoTodayPage *self = MIAO_TODAY_PAGE (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_TODAY_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_today_page_parent_class)->dispose (object);
}

static void
miao_today_page_class_init (MiaoTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_today_page_dispose;
  g_type_ensure (MIAO_TYPE_SCROLL_LAYOUT);
  g_type_ensure (MIAO_TYPE_EMPTY);
  g_type_ensure (MIAO_TYPE_FOLD);
  g_type_ensure (MIAO_TYPE_TODAY_ALARM);
  g_type_ensure (MIAO_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-today-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoTodayPage, name)
  BIND (date);
  BIND (mine);
  BIND (all);
  BIND (alarm);
  BIND (cards);
  BIND (stack);
  BIND (holder);
  BIND (empty_text);
  BIND (empty_button);
  BIND (foot);
  BIND (foot_line);
  BIND (why);
  BIND (news);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_cb);
  gtk_widget_class_install_action (widget_class, "today.do", "u", do_cb);
  gtk_widget_class_install_action (widget_class, "today.delegate", NULL, delegate_cb);
  gtk_widget_class_install_action (widget_class, "today.end-delegation", "s", end_delegation_cb);
}

static void
make_list (MiaoTodayPage *self)
{
  self->items = g_list_store_new (MIAO_TYPE_TODAY_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                  miao_today_row_factory_new (&self->today));
  gtk_widget_add_css_class (self->list, "rows");
  miao_accessible_set_label (self->list, _ ("Tasks"));
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (show_why), self);
  /* A row is as high as its words at this width; GTK 4.18 calls that the natural height. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (self->list), GTK_SCROLL_NATURAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->holder), self->list);
}

static void
miao_today_page_init (MiaoTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
  for (guint i = 0; i < N_CARDS; i++) {
    self->card[i] = miao_today_card_new (levels[i]);
    miao_wrap_append (MIAO_WRAP (levels[i] == MIAO_DUE_LATER ? self->foot_line : self->cards),
                      self->card[i]);
    /* What is late and what is due are looked at first. */
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->card[i]), i < 2);
    g_signal_connect_swapped (self->card[i], "toggled", G_CALLBACK (filter_cb), self);
  }
}
