#include "config.h"

#include "miao-outputs-section.h"

#include "miao-account.h"
#include "miao-empty.h"
#include "miao-output.h"
#include "miao-page-interface.h"
#include "miao-paper.h"
#include "miao-record-list.h"

#include <glib/gi18n.h>

/* More than this is looked up with miaopuctl. */
#define LINES_MAX 5000

struct _MiaoOutputsSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
  MiaoSession *session;
  GPtrArray *outputs; /* of MiaoOutput, what the list shows */
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoOutputsSection,
                               miao_outputs_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  MiaoOutputsSection *self = data;

  g_clear_pointer (&self->outputs, g_ptr_array_unref);
  self->outputs = miao_output_list (self->session, LINES_MAX, error);
  if (self->outputs == NULL)
    return FALSE;
  *ret_n = self->outputs->len;
  return TRUE;
}

/* What left: the paper's name, else the kind of record. No name of a child. */
static const char *
what_words (const MiaoOutput *output)
{
  guint n = 0;
  const MiaoPaperKind *kinds = miao_paper_kinds (&n);
  const MiaoKind *kind = output->kind != NULL ? miao_kind_find (output->kind) : NULL;

  for (guint i = 0; i < n; i++) {
    if (g_str_equal (kinds[i].name, output->what))
      return miao_pick (kinds[i].title_zh, kinds[i].title_en);
  }
  if (g_str_equal (output->what, "package"))
    return _ ("Archive package");
  if (g_str_equal (output->what, "national-return"))
    return _ ("Return file");
  if (g_str_equal (output->what, "calendar"))
    return _ ("Tasks as a calendar");
  return kind != NULL ? miao_kind_label (kind) : output->what;
}

static const char *
state_words (const MiaoOutput *output)
{
  if (output->cancelled)
    return _ ("Cancelled");
  return g_str_equal (output->action, "print") ? _ ("Printed") : _ ("Exported");
}

static MiaoRow *
make_row (MiaoOutputsSection *self, const MiaoOutput *output)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, output->number);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (output->at_ms / 1000);
  g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M");
  g_autofree char *who = miao_account_dup_name (self->session, output->who);
  g_autofree char *pages =
      output->pages > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, output->pages) : g_strdup ("—");
  const char *const texts[] = { number, when, who, what_words (output), pages, state_words (output),
                                NULL };

  return miao_row_new (number, texts);
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  MiaoOutputsSection *self = data;

  for (guint i = first; i < first + n && i < self->outputs->len; i++)
    g_ptr_array_add (rows, make_row (self, self->outputs->pdata[i]));
  return TRUE;
}

static const MiaoListSource source = { source_open, source_read, NULL };

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoOutputsSection *self = MIAO_OUTPUTS_SECTION (page);

  miao_record_list_set_source (MIAO_RECORD_LIST (self->list), NULL, NULL);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->outputs, g_ptr_array_unref);
  if (session != NULL) {
    self->session = miao_session_ref (session);
    miao_record_list_set_source (MIAO_RECORD_LIST (self->list), &source, self);
  }
}

static void
refresh (MiaoPage *page)
{
  MiaoOutputsSection *self = MIAO_OUTPUTS_SECTION (page);

  if (self->session != NULL)
    miao_record_list_reload (MIAO_RECORD_LIST (self->list));
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
}

static void
miao_outputs_section_dispose (GObject *object)
{
  MiaoOutputsSection *self = MIAO_OUTPUTS_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->outputs, g_ptr_array_unref);

  G_OBJECT_CLASS (miao_outputs_section_parent_class)->dispose (object);
}

static void
miao_outputs_section_class_init (MiaoOutputsSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_outputs_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static MiaoListColumn *
make_columns (void)
{
  const MiaoListColumn columns[] = {
    { .title = _ ("Number"), .width = 90 },
    { .title = _ ("When"), .width = 170 },
    { .title = _ ("Who"), .width = 140 },
    { .title = _ ("What left"), .width = 160, .expand = TRUE },
    { .title = _ ("Pages"), .width = 80 },
    { .title = _ ("State"), .width = 110 },
    { NULL },
  };

  return g_memdup2 (columns, sizeof columns);
}

static void
miao_outputs_section_init (MiaoOutputsSection *self)
{
  MiaoListColumn *columns = make_columns ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->list = miao_record_list_new ();
  gtk_widget_add_css_class (self->list, "card");
  gtk_widget_add_css_class (self->list, "flush");
  gtk_widget_set_overflow (self->list, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_vexpand (self->list, TRUE);
  miao_record_list_set_label (MIAO_RECORD_LIST (self->list), _ ("Prints and exports"));
  miao_record_list_set_empty (
      MIAO_RECORD_LIST (self->list),
      miao_empty_new ("miao-print-symbolic", _ ("Nothing was printed or exported yet"),
                      _ ("Each print and each copy that leaves gets a number, which stands on its "
                         "pages.")));
  g_object_set_data_full (G_OBJECT (self->list), "miao-columns", columns, g_free);
  miao_record_list_set_columns (MIAO_RECORD_LIST (self->list), columns);
  gtk_box_append (GTK_BOX (self->box), self->list);
}
