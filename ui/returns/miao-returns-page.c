#include "config.h"

#include "miao-returns-private.h"

#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-finding-detail.h"
#include "miao-fold.h"
#include "miao-state-chip.h"
#include "miao-stepper.h"
#include "miao-store.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoReturnsPage,
                               miao_returns_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

gboolean
miao_returns_may (MiaoReturnsPage *self, MiaoPermission permission)
{
  return self->session != NULL && miao_session_may (self->session, permission);
}

/* --- findings ------------------------------------------------------------------------------- */

static char *
dup_wanted (MiaoReturnsPage *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                              miao_return_severities ()[i]);
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
show_findings (MiaoReturnsPage *self)
{
  g_autofree char *wanted = dup_wanted (self);

  if (self->batch == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->findings), NULL, NULL);
    miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), NULL, NULL);
    return;
  }
  miao_finding_source_set (MIAO_RECORD_LIST (self->findings), self->session,
                           miao_record_get_id (self->batch), wanted);
  if (miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->findings)) > 0)
    miao_record_list_select (MIAO_RECORD_LIST (self->findings), 0);
  else
    miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), self->session, NULL);
}

static void
count_findings (MiaoReturnsPage *self)
{
  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++) {
    const char *code = miao_return_severities ()[i];
    g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
    g_autoptr (GError) error = NULL;
    g_autofree char *words = NULL;
    gint64 n = 0;

    if (self->batch != NULL) {
      miao_query_where (query, "submission", MIAO_OP_EQ, miao_record_get_id (self->batch));
      miao_query_where (query, "severity", MIAO_OP_EQ, code);
      n = miao_store_count (miao_session_get_store (self->session), query, &error);
      if (n < 0)
        miao_window_say_error (GTK_WIDGET (self), error);
    }
    words = g_strdup_printf ("%s %d", miao_codes_name ("finding_severity", code, miao_language ()),
                             (int) MAX (n, 0));
    gtk_button_set_label (GTK_BUTTON (self->toggles[i]), words);
  }
}

static void
finding_cb (MiaoReturnsPage *self, const char *id)
{
  miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), self->session, id);
}

static void
finding_open_cb (MiaoReturnsPage *self, const char *id)
{
  gtk_widget_child_focus (self->detail, GTK_DIR_TAB_FORWARD);
}

/* --- the batch ------------------------------------------------------------------------------ */

static void
show_batch (MiaoReturnsPage *self)
{
  count_findings (self);
  miao_returns_show_head (self);
}

static void
load_batch (MiaoReturnsPage *self, const char *id)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->batch, miao_record_unref);
  if (id != NULL && self->session != NULL) {
    self->batch = miao_store_load (miao_session_get_store (self->session),
                                   miao_kind_find ("submission"), id, &error);
    if (self->batch == NULL)
      miao_window_say_error (GTK_WIDGET (self), error);
  }
  show_batch (self);
}

static void
batch_cb (MiaoReturnsPage *self, const char *id)
{
  if (self->batch != NULL && g_strcmp0 (id, miao_record_get_id (self->batch)) == 0)
    return;
  load_batch (self, id);
  show_findings (self);
}

void
miao_returns_show_batches (MiaoReturnsPage *self)
{
  miao_batch_source_set (MIAO_RECORD_LIST (self->batches), self->session);
  if (miao_record_list_get_n_rows (MIAO_RECORD_LIST (self->batches)) > 0) {
    miao_record_list_select (MIAO_RECORD_LIST (self->batches), 0);
  } else {
    load_batch (self, NULL);
    show_findings (self);
  }
}

/* --- the page ------------------------------------------------------------------------------- */

static void
page_set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);

  miao_act_form_flush (MIAO_ACT_FORM (self->act));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->batch, miao_record_unref);
  if (session == NULL) {
    miao_record_list_set_source (MIAO_RECORD_LIST (self->batches), NULL, NULL);
    show_batch (self);
    show_findings (self);
    return;
  }
  self->session = miao_session_ref (session);
  miao_returns_show_batches (self);
}

static void
page_refresh (MiaoPage *page)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);
  g_autofree char *id = self->batch != NULL ? g_strdup (miao_record_get_id (self->batch)) : NULL;

  if (self->session == NULL)
    return;
  miao_record_list_reload (MIAO_RECORD_LIST (self->batches));
  load_batch (self, id);
  miao_record_list_reload (MIAO_RECORD_LIST (self->findings));
  miao_finding_detail_show (MIAO_FINDING_DETAIL (self->detail), self->session,
                            miao_record_list_get_selected_id (MIAO_RECORD_LIST (self->findings)));
}

static void
page_add (MiaoPage *page)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);

  if (miao_returns_may (self, MIAO_MAY_SUBMISSION_BUILD))
    miao_returns_begin_build (self);
}

static gboolean
page_back (MiaoPage *page)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (page);

  if (!g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "act"))
    return FALSE;
  miao_returns_leave_act (self);
  return TRUE;
}

static char *
page_dup_unsaved (MiaoPage *page)
{
  return miao_act_form_dup_unsaved (MIAO_ACT_FORM (MIAO_RETURNS_PAGE (page)->act));
}

static void
page_discard (MiaoPage *page)
{
  miao_act_form_discard (MIAO_ACT_FORM (MIAO_RETURNS_PAGE (page)->act));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = page_set_session;
  iface->refresh = page_refresh;
  iface->add = page_add;
  iface->back = page_back;
  iface->dup_unsaved = page_dup_unsaved;
  iface->discard = page_discard;
}

static void
miao_returns_page_dispose (GObject *object)
{
  MiaoReturnsPage *self = MIAO_RETURNS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MIAO_TYPE_RETURNS_PAGE);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->batch, miao_record_unref);

  G_OBJECT_CLASS (miao_returns_page_parent_class)->dispose (object);
}

static void
miao_returns_page_class_init (MiaoReturnsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = miao_returns_page_dispose;
  g_type_ensure (MIAO_TYPE_FOLD);
  g_type_ensure (MIAO_TYPE_RECORD_LIST);
  g_type_ensure (MIAO_TYPE_WRAP);
  g_type_ensure (MIAO_TYPE_ACT_FORM);
  g_type_ensure (MIAO_TYPE_FINDING_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               MIAO_RESOURCE_BASE "/ui/miao-returns-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MiaoReturnsPage, name)
  BIND (stack);
  BIND (title);
  BIND (chip_place);
  BIND (steps_place);
  BIND (report);
  BIND (again);
  BIND (approve);
  BIND (write);
  BIND (send);
  BIND (receipt);
  BIND (correct);
  BIND (about);
  BIND (receipt_place);
  BIND (build);
  BIND (batches);
  BIND (filters);
  BIND (findings);
  BIND (foot);
  BIND (detail);
  BIND (act);
#undef BIND
  miao_returns_bind_acts (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, batch_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_open_cb);
}

static void
miao_returns_page_init (MiaoReturnsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chip = miao_chip_new_empty ();
  gtk_box_append (GTK_BOX (self->chip_place), self->chip);
  self->steps = miao_stepper_new ();
  gtk_widget_add_css_class (self->steps, "card");
  gtk_widget_set_hexpand (self->steps, TRUE);
  /* Not beside anything: a row would measure it at two widths, and newer GTK complains. */
  gtk_widget_set_halign (self->steps, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->steps_place), self->steps);
  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++) {
    self->toggles[i] = gtk_toggle_button_new ();
    gtk_box_append (GTK_BOX (self->filters), self->toggles[i]);
    g_signal_connect_swapped (self->toggles[i], "toggled", G_CALLBACK (show_findings), self);
  }
  miao_record_list_set_label (MIAO_RECORD_LIST (self->batches), _ ("Batches"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->batches), miao_batch_columns ());
  miao_record_list_set_two_lines (MIAO_RECORD_LIST (self->batches), TRUE);
  miao_record_list_set_empty (
      MIAO_RECORD_LIST (self->batches),
      miao_empty_new ("miao-upload-symbolic", _ ("No batch yet"), _ ("Build the first return.")));
  miao_record_list_set_label (MIAO_RECORD_LIST (self->findings), _ ("Findings"));
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->findings), miao_finding_columns ());
  miao_record_list_set_two_lines (MIAO_RECORD_LIST (self->findings), TRUE);
}
