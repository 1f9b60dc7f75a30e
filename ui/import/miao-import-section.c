#include "config.h"

#include "miao-import-private.h"

#include "miao-date-entry.h"
#include "miao-empty.h"
#include "miao-error.h"
#include "miao-gtk-compat.h"
#include "miao-import-mapping.h"
#include "miao-import-preview.h"
#include "miao-import.h"
#include "miao-page-interface.h"
#include "miao-record-list.h"
#include "miao-table.h"
#include "miao-window.h"
#include "miao-work.h"

#include <glib/gi18n.h>

/* Read at once, without a window that says how far it is: about a thousand rows. */
#define SHORT_LEDGER_BYTES (128 * 1024)

static void page_iface_init (MiaoPageInterface *iface);
static void read_ledger (MiaoImportSection *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoImportSection,
                               miao_import_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

/* --- what is shown ---------------------------------------------------------------------------- */

void
miao_import_section_forget (MiaoImportSection *self)
{
  if (self->preview != NULL)
    gtk_box_remove (GTK_BOX (self->preview_card), self->preview);
  self->preview = NULL;
  miao_import_mapping_set_map (MIAO_IMPORT_MAPPING (self->mapping), NULL);
  g_clear_pointer (&self->check, miao_import_check_free);
  g_clear_pointer (&self->map, miao_ledger_map_free);
  g_clear_pointer (&self->ledger, miao_ledger_free);
}

static void
encoding_cb (GtkCheckButton *button, MiaoImportSection *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  g_free (self->encoding);
  self->encoding = g_strdup (g_object_get_data (G_OBJECT (button), "miao-encoding"));
  read_ledger (self);
  miao_import_draft_touch (self);
}

static void
show_encodings (MiaoImportSection *self)
{
  const GPtrArray *candidates = miao_ledger_get_candidates (self->ledger);
  const char *used = miao_ledger_get_encoding (self->ledger);
  GtkCheckButton *group = NULL;

  miao_box_clear (self->encodings);
  if (candidates->len == 0)
    gtk_box_append (GTK_BOX (self->encodings),
                    gtk_label_new (_ ("A workbook says itself how its text is written.")));
  for (guint i = 0; i < candidates->len; i++) {
    const MiaoLedgerEncoding *candidate = candidates->pdata[i];
    GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
    GtkWidget *button = gtk_check_button_new_with_label (candidate->name);
    g_autofree char *words =
        candidate->bad_lines > 0
            ? g_strdup_printf (_ ("%u lines cannot be read"), candidate->bad_lines)
            : g_strdup (candidate->sample);
    GtkWidget *sample = gtk_label_new (words);

    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
    group = GTK_CHECK_BUTTON (button);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strcmp0 (candidate->name, used) == 0);
    g_object_set_data_full (G_OBJECT (button), "miao-encoding", g_strdup (candidate->name), g_free);
    g_signal_connect (button, "toggled", G_CALLBACK (encoding_cb), self);
    gtk_label_set_ellipsize (GTK_LABEL (sample), PANGO_ELLIPSIZE_END);
    gtk_label_set_xalign (GTK_LABEL (sample), 1);
    gtk_widget_set_hexpand (sample, TRUE);
    gtk_widget_add_css_class (sample, "dim");
    gtk_box_append (GTK_BOX (line), button);
    gtk_box_append (GTK_BOX (line), sample);
    gtk_box_append (GTK_BOX (self->encodings), line);
  }
}

static void
show_problems (MiaoImportSection *self)
{
  GtkListBoxRow *row;
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  const MiaoLedgerTotals *totals = &self->check->totals;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->problems), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->problems), GTK_WIDGET (row));
  for (guint i = 0; i < self->check->problems->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->problems),
                         miao_import_problem_new (self->check->problems->pdata[i]));
  title = g_strdup_printf (_ ("%u rows with errors, %u to be confirmed"), totals->n_errors,
                           totals->n_warnings);
  gtk_label_set_label (GTK_LABEL (self->problems_title), title);
  summary = totals->n_errors > 0
                ? g_strdup_printf (_ ("%u rows, %u of them cannot be imported: correct the ledger "
                                      "or the mapping. Nothing is written before all are right."),
                                   totals->n_rows, totals->n_errors)
                : g_strdup_printf (_ ("%u rows. All or nothing is written, and it can be undone."),
                                   totals->n_rows);
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  gtk_widget_set_sensitive (self->import, totals->n_rows > 0 && totals->n_errors == 0);
}

static void
show_check (MiaoImportSection *self, MiaoImportCheck *check)
{
  if (self->preview != NULL)
    gtk_box_remove (GTK_BOX (self->preview_card), self->preview);
  g_clear_pointer (&self->check, miao_import_check_free);
  self->check = check;
  self->preview = miao_import_preview_new (check, self->ledger);
  gtk_box_append (GTK_BOX (self->preview_card), self->preview);
  show_problems (self);
}

static void
refuse_check (MiaoImportSection *self, const GError *error)
{
  gtk_widget_set_sensitive (self->import, FALSE);
  if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED))
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_INFO,
                      _ ("The check was cancelled; the ledger can be imported after a whole one"),
                      NULL);
  else
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

/* What the worker reads; nobody changes it meanwhile, because the window waits. */
typedef struct {
  MiaoLedger *ledger;
  const MiaoLedgerMap *map;
  MiaoDate today;
  MiaoDate arrived;
  MiaoImportCheck *check;
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  g_clear_pointer (&checking->check, miao_import_check_free);
  g_free (checking);
}

static gboolean
check_in_thread (MiaoSession *session,
                 const MiaoProgress *progress,
                 GCancellable *cancellable,
                 gpointer data,
                 GError **error)
{
  Checking *checking = data;

  checking->check = miao_import_check_new (checking->ledger, checking->map, checking->today,
                                           checking->arrived, progress, cancellable, error);
  return checking->check != NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (source);
  Checking *checking = miao_work_get_data (result);
  g_autoptr (GError) error = NULL;

  if (!miao_work_finish (result, &error))
    refuse_check (self, error);
  else if (self->ledger == checking->ledger)
    show_check (self, g_steal_pointer (&checking->check));
}

static void
check_ledger (MiaoImportSection *self)
{
  Checking *checking;

  if (self->ledger == NULL)
    return;
  checking = g_new0 (Checking, 1);
  checking->ledger = self->ledger;
  checking->map = self->map;
  checking->today = miao_session_today (self->session);
  checking->arrived = miao_date_entry_get_date (MIAO_DATE_ENTRY (self->arrived));
  /* A short ledger is read while a key is held down; a long one would hold the window up. */
  if (miao_ledger_get_bytes (self->ledger) <= SHORT_LEDGER_BYTES) {
    g_autoptr (GError) error = NULL;

    if (check_in_thread (NULL, NULL, NULL, checking, &error))
      show_check (self, g_steal_pointer (&checking->check));
    else
      refuse_check (self, error);
    checking_free (checking);
    return;
  }
  miao_work_async (GTK_WIDGET (self), NULL, _ ("Read the ledger"), check_in_thread, checking,
                   checking_free, checked_cb, NULL);
}

static void
use_saved_mapping (MiaoImportSection *self)
{
  MiaoStore *store = miao_session_get_store (self->session);
  g_autofree char *saved = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (miao_import_draft_apply_mapping (self))
    return;
  saved = miao_import_saved_mapping (store, MIAO_LEDGER_CHILDREN);
  node = saved != NULL ? json_from_string (saved, NULL) : NULL;
  /* A mapping of another ledger that does not fit this one leaves the guess as it is. */
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    miao_ledger_map_apply_json (self->map, json_node_get_object (node), NULL);
}

static void
read_ledger (MiaoImportSection *self)
{
  const MiaoLedgerOptions options = { .encoding = self->encoding };
  g_autoptr (GError) error = NULL;
  MiaoLedger *ledger = miao_ledger_open (self->path, &options, &error);
  g_autofree char *base = NULL;
  g_autofree char *size = NULL;
  g_autofree char *name = NULL;

  if (ledger == NULL) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_import_section_forget (self);
  self->ledger = ledger;
  self->map = miao_ledger_map_guess (ledger, MIAO_LEDGER_CHILDREN);
  use_saved_mapping (self);
  base = g_path_get_basename (self->path);
  size = g_format_size (miao_ledger_get_bytes (ledger));
  /* Translators: name and size of the ledger. */
  name = g_strdup_printf (_ ("%s · %s · the file itself is not changed"), base, size);
  gtk_label_set_label (GTK_LABEL (self->name), name);
  if (gtk_widget_get_first_child (self->encodings) == NULL)
    show_encodings (self);
  miao_import_mapping_set_map (MIAO_IMPORT_MAPPING (self->mapping), self->map);
  miao_stack_show (self->stack, gtk_stack_get_child_by_name (GTK_STACK (self->stack), "ledger"));
  check_ledger (self);
}

/* --- what the person does ----------------------------------------------------------------------
 */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoImportSection) self = MIAO_IMPORT_SECTION (user_data);
  g_autoptr (GFile) file = miao_open_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->session == NULL)
    return;
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->draft, json_node_unref);
  miao_box_clear (self->encodings);
  read_ledger (self);
  miao_import_draft_touch (self);
}

static void
resume_cb (MiaoImportSection *self)
{
  if (!miao_import_draft_take (self))
    return;
  miao_box_clear (self->encodings);
  read_ledger (self);
}

static void
choose_cb (MiaoImportSection *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Ledgers (CSV, text, Excel workbook)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "xlsx");
  miao_open_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Open a ledger"),
                        filter, NULL, file_chosen_cb, g_object_ref (self));
}

static void
problem_cb (MiaoImportSection *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  const MiaoImportProblem *problem = self->check->problems->pdata[index];

  miao_import_preview_go (self->preview, self->check, problem->line);
}

/* --- page --------------------------------------------------------------------------------------
 */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (page);

  miao_import_section_forget (self);
  g_clear_pointer (&self->batch, g_free);
  g_clear_pointer (&self->session, miao_session_unref);
  gtk_widget_set_visible (self->undo, FALSE);
  miao_stack_show (self->stack, gtk_stack_get_child_by_name (GTK_STACK (self->stack), "empty"));
  miao_import_draft_open (self, session);
  if (session == NULL)
    return;
  self->session = miao_session_ref (session);
  miao_date_entry_set_today (MIAO_DATE_ENTRY (self->arrived), miao_session_today (session));
}

static void
refresh (MiaoPage *page)
{
  /* What is shown comes from the ledger, which does not change. */
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
}

static void
miao_import_section_dispose (GObject *object)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (object);

  if (self->box != NULL)
    miao_import_section_forget (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->batch, g_free);
  g_clear_pointer (&self->draft, json_node_unref);

  G_OBJECT_CLASS (miao_import_section_parent_class)->dispose (object);
}

static void
miao_import_section_class_init (MiaoImportSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_import_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_import_section_init (MiaoImportSection *self)
{
  miao_import_section_build (self);
  g_signal_connect_swapped (self->mapping, "changed", G_CALLBACK (check_ledger), self);
  g_signal_connect_swapped (self->arrived, "changed", G_CALLBACK (check_ledger), self);
  g_signal_connect_swapped (self->mapping, "changed", G_CALLBACK (miao_import_draft_touch), self);
  g_signal_connect_swapped (self->arrived, "changed", G_CALLBACK (miao_import_draft_touch), self);
  g_signal_connect_swapped (self->skip_known, "toggled", G_CALLBACK (miao_import_draft_touch),
                            self);
  g_signal_connect_swapped (self->resume, "clicked", G_CALLBACK (resume_cb), self);
  g_signal_connect_swapped (self->problems, "row-activated", G_CALLBACK (problem_cb), self);
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (miao_import_section_import), self);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->other, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->undo, "clicked", G_CALLBACK (miao_import_section_undo), self);
}
