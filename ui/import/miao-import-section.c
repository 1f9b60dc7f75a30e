#include "config.h"

#include "miao-import-section.h"

#include "miao-ask.h"
#include "miao-date-entry.h"
#include "miao-empty.h"
#include "miao-gtk-compat.h"
#include "miao-import-check.h"
#include "miao-import-mapping.h"
#include "miao-import-preview.h"
#include "miao-import.h"
#include "miao-page-interface.h"
#include "miao-record-list.h"
#include "miao-run.h"
#include "miao-window.h"

#include <glib/gi18n.h>

struct _MiaoImportSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *banner;
  GtkWidget *stack; /* "empty", "ledger" */
  GtkWidget *name;
  GtkWidget *encodings;
  GtkWidget *mapping;
  GtkWidget *preview_card;
  GtkWidget *preview;
  GtkWidget *problems_title;
  GtkWidget *problems;
  GtkWidget *arrived;
  GtkWidget *skip_known;
  GtkWidget *summary;
  GtkWidget *import;
  GtkWidget *undo;
  MiaoSession *session;
  char *path;
  char *encoding;
  MiaoLedger *ledger;
  MiaoLedgerMap *map;
  MiaoImportCheck *check;
  char *batch; /* what was imported last, and can be undone */
};

static void page_iface_init (MiaoPageInterface *iface);
static void read_ledger (MiaoImportSection *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoImportSection,
                               miao_import_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

/* --- what is shown ---------------------------------------------------------------------------- */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
forget_ledger (MiaoImportSection *self)
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
}

static void
show_encodings (MiaoImportSection *self)
{
  const GPtrArray *candidates = miao_ledger_get_candidates (self->ledger);
  const char *used = miao_ledger_get_encoding (self->ledger);
  GtkCheckButton *group = NULL;

  clear_box (self->encodings);
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

static GtkWidget *
make_problem (const MiaoImportProblem *problem)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (problem->title);
  GtkWidget *text = gtk_label_new (problem->text);
  gboolean grave = problem->severity >= MIAO_LEDGER_ERROR;
  GtkWidget *icon =
      gtk_image_new_from_icon_name (grave ? "miao-stop-symbolic" : "miao-warning-symbolic");

  gtk_widget_add_css_class (icon, grave ? "danger" : "warning-text");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "strong");
  gtk_widget_add_css_class (text, "dim");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);
  return line;
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
                         make_problem (self->check->problems->pdata[i]));
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
check_ledger (MiaoImportSection *self)
{
  g_autoptr (GError) error = NULL;
  MiaoImportCheck *check;

  if (self->ledger == NULL)
    return;
  check =
      miao_import_check_new (self->ledger, self->map, miao_session_today (self->session),
                             miao_date_entry_get_date (MIAO_DATE_ENTRY (self->arrived)), &error);
  if (check == NULL) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    gtk_widget_set_sensitive (self->import, FALSE);
    return;
  }
  if (self->preview != NULL)
    gtk_box_remove (GTK_BOX (self->preview_card), self->preview);
  g_clear_pointer (&self->check, miao_import_check_free);
  self->check = check;
  self->preview = miao_import_preview_new (check, self->ledger);
  gtk_box_append (GTK_BOX (self->preview_card), self->preview);
  show_problems (self);
}

static void
use_saved_mapping (MiaoImportSection *self)
{
  MiaoStore *store = miao_session_get_store (self->session);
  g_autofree char *saved = miao_import_saved_mapping (store, MIAO_LEDGER_CHILDREN);
  g_autoptr (JsonNode) node = saved != NULL ? json_from_string (saved, NULL) : NULL;

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
  forget_ledger (self);
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
  clear_box (self->encodings);
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

static JsonObject *
make_input (MiaoImportSection *self)
{
  JsonObject *input = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mapping = NULL;
  MiaoDate arrived = miao_date_entry_get_date (MIAO_DATE_ENTRY (self->arrived));

  json_node_take_object (node, miao_ledger_map_to_json (self->map));
  mapping = json_to_string (node, FALSE);
  json_object_set_string_member (input, "path", self->path);
  json_object_set_string_member (input, "mapping", mapping);
  if (miao_ledger_get_encoding (self->ledger) != NULL)
    json_object_set_string_member (input, "encoding", miao_ledger_get_encoding (self->ledger));
  if (arrived != MIAO_DATE_NONE) {
    g_autofree char *text = miao_date_dup (arrived);

    json_object_set_string_member (input, "arrived_on", text);
  }
  json_object_set_boolean_member (
      input, "skip_known", gtk_check_button_get_active (GTK_CHECK_BUTTON (self->skip_known)));
  return input;
}

static void
import_cb (MiaoImportSection *self)
{
  const MiaoRunPlace place = { .banner = MIAO_BANNER (self->banner) };
  g_autoptr (JsonObject) input = make_input (self);
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autofree char *words = NULL;
  JsonObject *result;

  if (!miao_run (GTK_WIDGET (self), "import-children", input, &place, &outcome))
    return;
  result = miao_outcome_get_result (outcome);
  words = g_strdup_printf (_ ("%d children imported, %d were registered already"),
                           (int) json_object_get_int_member_with_default (result, "created", 0),
                           (int) json_object_get_int_member_with_default (result, "known", 0));
  g_free (self->batch);
  self->batch = g_strdup (miao_outcome_get (outcome, "import_batch"));
  forget_ledger (self);
  gtk_widget_set_visible (self->undo, self->batch != NULL);
  miao_stack_show (self->stack, gtk_stack_get_child_by_name (GTK_STACK (self->stack), "empty"));
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD, words, NULL);
}

static void
undo_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (source);
  const MiaoRunPlace place = { .banner = MIAO_BANNER (self->banner) };
  g_autofree char *reason = miao_ask_text_finish (result);
  g_autoptr (JsonObject) input = json_object_new ();

  if (reason == NULL)
    return;
  json_object_set_string_member (input, "batch", self->batch);
  json_object_set_string_member (input, "reason", reason);
  if (!miao_run (GTK_WIDGET (self), "undo-import", input, &place, NULL))
    return;
  g_clear_pointer (&self->batch, g_free);
  gtk_widget_set_visible (self->undo, FALSE);
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD, _ ("The import was undone"), NULL);
}

static void
undo_cb (MiaoImportSection *self)
{
  miao_ask_text_async (GTK_WIDGET (self), _ ("Undo the whole import?"),
                       _ ("The children of this import are struck out; the log keeps both steps."),
                       _ ("Reason"), _ ("Undo the import"), TRUE, undo_answered_cb, NULL);
}

/* --- page --------------------------------------------------------------------------------------
 */

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (page);

  forget_ledger (self);
  g_clear_pointer (&self->batch, g_free);
  g_clear_pointer (&self->session, miao_session_unref);
  gtk_widget_set_visible (self->undo, FALSE);
  miao_stack_show (self->stack, gtk_stack_get_child_by_name (GTK_STACK (self->stack), "empty"));
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
    forget_ledger (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->batch, g_free);

  G_OBJECT_CLASS (miao_import_section_parent_class)->dispose (object);
}

static void
miao_import_section_class_init (MiaoImportSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_import_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_card (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "h2");
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), label);
  return card;
}

static GtkWidget *
make_scrolled (GtkWidget *child, int height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_size_request (scrolled, -1, height);
  gtk_widget_set_vexpand (scrolled, height < 0);
  return scrolled;
}

static GtkWidget *
make_upper (MiaoImportSection *self)
{
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = make_card (_ ("Encoding of the text"));
  GtkWidget *right = make_card (_ ("Which column is which field"));

  self->encodings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (left), make_scrolled (self->encodings, 150));
  gtk_widget_set_size_request (left, 330, -1);
  self->mapping = miao_import_mapping_new ();
  gtk_box_append (GTK_BOX (right), make_scrolled (self->mapping, 150));
  gtk_widget_set_hexpand (right, TRUE);
  gtk_box_append (GTK_BOX (upper), left);
  gtk_box_append (GTK_BOX (upper), right);
  return upper;
}

static GtkWidget *
make_lower (MiaoImportSection *self)
{
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *right = make_card (_ ("Problems"));

  self->preview_card = make_card (_ ("Preview"));
  gtk_widget_set_hexpand (self->preview_card, TRUE);
  self->problems_title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problems_title), 0);
  gtk_widget_add_css_class (self->problems_title, "dim");
  self->problems = gtk_list_box_new ();
  miao_accessible_set_label (self->problems, _ ("Problems"));
  miao_list_leave_on_tab (self->problems);
  gtk_widget_set_size_request (right, 310, -1);
  gtk_box_append (GTK_BOX (right), self->problems_title);
  gtk_box_append (GTK_BOX (right), make_scrolled (self->problems, -1));
  gtk_box_append (GTK_BOX (lower), self->preview_card);
  gtk_box_append (GTK_BOX (lower), right);
  gtk_widget_set_vexpand (lower, TRUE);
  return lower;
}

static GtkWidget *
make_foot (MiaoImportSection *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (_ ("Day of arrival where none is written"));
  GtkWidget *other = gtk_button_new_with_label (_ ("Another ledger…"));

  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->summary, TRUE);
  self->arrived = miao_date_entry_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label),
                                 miao_date_entry_get_entry (MIAO_DATE_ENTRY (self->arrived)));
  self->skip_known = gtk_check_button_new_with_label (_ ("Leave out who is registered already"));
  self->import = gtk_button_new_with_label (_ ("Import"));
  gtk_widget_add_css_class (self->import, "suggested-action");
  gtk_box_append (GTK_BOX (foot), label);
  gtk_box_append (GTK_BOX (foot), self->arrived);
  gtk_box_append (GTK_BOX (foot), self->skip_known);
  gtk_box_append (GTK_BOX (foot), other);
  gtk_box_append (GTK_BOX (foot), self->import);
  g_signal_connect_swapped (other, "clicked", G_CALLBACK (choose_cb), self);
  gtk_widget_set_halign (foot, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (both), self->summary);
  gtk_box_append (GTK_BOX (both), foot);
  return both;
}

static GtkWidget *
make_empty (MiaoImportSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *choose = gtk_button_new_with_label (_ ("Choose a ledger…"));

  self->undo = gtk_button_new_with_label (_ ("Undo the last import…"));
  gtk_widget_add_css_class (choose, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), choose);
  gtk_box_append (GTK_BOX (buttons), self->undo);
  gtk_box_append (
      GTK_BOX (box),
      miao_empty_new (
          "miao-download-symbolic", _ ("Import an old ledger"),
          _ ("A table of children as CSV, text or Excel workbook. Everything is checked "
             "and shown first; the file itself is not changed.")));
  gtk_box_append (GTK_BOX (box), buttons);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->undo, "clicked", G_CALLBACK (undo_cb), self);
  return box;
}

static void
miao_import_section_init (MiaoImportSection *self)
{
  GtkWidget *ledger = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->banner = miao_banner_new ();
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_widget_add_css_class (self->name, "dim");
  gtk_box_append (GTK_BOX (ledger), self->name);
  gtk_box_append (GTK_BOX (ledger), make_upper (self));
  gtk_box_append (GTK_BOX (ledger), make_lower (self));
  gtk_box_append (GTK_BOX (ledger), make_foot (self));
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty (self), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), ledger, "ledger");
  gtk_box_append (GTK_BOX (self->box), self->banner);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  g_signal_connect_swapped (self->mapping, "changed", G_CALLBACK (check_ledger), self);
  g_signal_connect_swapped (self->arrived, "changed", G_CALLBACK (check_ledger), self);
  g_signal_connect_swapped (self->problems, "row-activated", G_CALLBACK (problem_cb), self);
  g_signal_connect_swapped (self->import, "clicked", G_CALLBACK (import_cb), self);
}
