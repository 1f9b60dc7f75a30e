#include "config.h"

#include "miao-ask.h"
#include "miao-avatar.h"
#include "miao-banner.h"
#include "miao-cover.h"
#include "miao-date-entry.h"
#include "miao-date-text.h"
#include "miao-empty.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-finding-card.h"
#include "miao-findings-panel.h"
#include "miao-integration-bar.h"
#include "miao-page-preview.h"
#include "miao-record-form.h"
#include "miao-record-list.h"
#include "miao-search-popover.h"
#include "miao-setup.h"
#include "miao-stepper.h"
#include "miao-table.h"
#include "miao-today-words.h"
#include "miao-ui.h"
#include "miao-window.h"
#include "pages.h"

#include <json-glib/json-glib.h>

#define MANY 200000

/* A property that is newer than GTK 4.8 is accepted by the compiler of templates and fails here. */
static void
test_templates (void)
{
  const GType types[] = {
    MIAO_TYPE_BANNER,  MIAO_TYPE_EMPTY,           MIAO_TYPE_FINDINGS_PANEL, MIAO_TYPE_COVER,
    MIAO_TYPE_SETUP,   MIAO_TYPE_RECORD_FORM,     MIAO_TYPE_RECORD_LIST,    MIAO_TYPE_AVATAR,
    MIAO_TYPE_STEPPER, MIAO_TYPE_INTEGRATION_BAR, MIAO_TYPE_DATE_ENTRY,     MIAO_TYPE_PAGE_PREVIEW,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    GtkWidget *window = gtk_window_new ();
    GtkWidget *widget = g_object_new (types[i], NULL);

    g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
    gtk_window_set_child (GTK_WINDOW (window), widget);
    gtk_window_present (GTK_WINDOW (window));
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    gtk_window_destroy (GTK_WINDOW (window));
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    g_assert_null (widget);
  }
}

/* Each page of the house is in the map once. */
static void
test_map (void)
{
  static const char *const ids[] = { "today",      "children", "families", "evaluations",
                                     "placements", "archives", "returns",  "administration" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    guint n = 0;

    for (const MiaoPageInfo *info = miao_pages (); info->id != NULL; info++)
      n += g_str_equal (info->id, ids[i]);
    if (n != 1)
      g_error ("The page %s is in the map %u times.", ids[i], n);
  }
}

/* Pages are made, asked for nothing, and go, without a session. */
static void
test_pages (void)
{
  for (const MiaoPageInfo *info = miao_pages (); info->id != NULL; info++) {
    GtkWidget *window = gtk_window_new ();
    GtkWidget *page = g_object_new (info->get_type (), NULL);

    g_test_message ("%s", info->id);
    g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
    gtk_window_set_child (GTK_WINDOW (window), page);
    miao_page_set_session (MIAO_PAGE (page), NULL);
    gtk_window_present (GTK_WINDOW (window));
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    gtk_window_destroy (GTK_WINDOW (window));
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    g_assert_null (page);
  }
}

static void
test_dates (void)
{
  const MiaoDate today = miao_date_parse ("2026-11-24");
  const struct {
    const char *typed;
    const char *day;
  } cases[] = {
    { "2026-03-05", "2026-03-05" },
    { "2026-3-5", "2026-03-05" },
    { "2026/3/5", "2026-03-05" },
    { "2026.03.05", "2026-03-05" },
    { "2026年3月5日", "2026-03-05" },
    { "20260305", "2026-03-05" },
    { "３-５", "2026-03-05" },
    { "3月5日", "2026-03-05" },
    { "今天", "2026-11-24" },
    { "yesterday", "2026-11-23" },
    { " 2026-3-5 ", "2026-03-05" },
    { "2026-02-30", "" },
    { "26-3-5", "" },
    { "spring", "" },
    { "2026-3-5-1", "" },
    { "2026-13-01", "" },
    { "", "" },
    { "2026年", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char text[MIAO_DATE_BUFFER];

    miao_date_format (miao_date_read (cases[i].typed, today), text);
    g_assert_cmpstr (text, ==, cases[i].day);
  }
}

static const MiaoField fields[] = {
  { .name = "name",
    .label = "Name",
    .label_zh = "姓名",
    .type = MIAO_TYPE_TEXT,
    .need = MIAO_NEED_ALWAYS },
  { .name = "note", .label = "Note", .label_zh = "备注", .type = MIAO_TYPE_LONG_TEXT },
  { .name = "born", .label = "Born", .label_zh = "出生日期", .type = MIAO_TYPE_DATE },
  { .name = "weight",
    .label = "Weight",
    .label_zh = "体重",
    .type = MIAO_TYPE_INTEGER,
    .max = 100000,
    .unit = "千克",
    .scale = 3 },
  { .name = "well", .label = "Well", .label_zh = "健康", .type = MIAO_TYPE_BOOLEAN },
  { .name = "sex", .label = "Sex", .label_zh = "性别", .type = MIAO_TYPE_CODE, .table = "sex" },
  { .name = "ethnic",
    .label = "Ethnic",
    .label_zh = "民族",
    .type = MIAO_TYPE_CODE,
    .table = "ethnic" },
  { NULL },
};

static void
test_form (void)
{
  g_autoptr (GtkWidget) form = g_object_ref_sink (miao_record_form_new ());
  MiaoRecordForm *self = MIAO_RECORD_FORM (form);
  g_autoptr (JsonObject) all = json_object_new ();
  g_autoptr (JsonObject) changed = json_object_new ();
  g_autofree char *born = NULL;
  GError *error = NULL;

  miao_record_form_set_today (self, miao_date_parse ("2026-11-24"));
  miao_record_form_set_fields (self, fields, NULL);
  miao_record_form_set (self, "name", "林小满");
  miao_record_form_set (self, "weight", "11620");
  miao_record_form_set (self, "sex", "2");
  miao_record_form_set (self, "ethnic", "HA");
  miao_record_form_set (self, "well", "0");
  g_assert_false (miao_record_form_is_dirty (self));

  g_assert_true (miao_record_form_to_json (self, all, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (all, "name"), ==, "林小满");
  g_assert_cmpint (json_object_get_int_member (all, "weight"), ==, 11620);
  g_assert_cmpstr (json_object_get_string_member (all, "sex"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (all, "ethnic"), ==, "HA");
  g_assert_false (json_object_get_boolean_member (all, "well"));
  g_assert_false (json_object_has_member (all, "note"));

  miao_record_form_type (self, "born", "2023-08-14");
  miao_record_form_type (self, "sex", NULL);
  g_assert_true (miao_record_form_is_dirty (self));
  born = miao_record_form_dup (self, "born");
  g_assert_cmpstr (born, ==, "2023-08-14");
  g_assert_true (miao_record_form_to_json (self, changed, TRUE, &error));
  g_assert_cmpuint (json_object_get_size (changed), ==, 2);
  g_assert_true (json_object_get_null_member (changed, "sex"));
}

typedef struct {
  guint reads;
  guint rows;
  gboolean descending;
} Counting;

static gboolean
counting_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  ((Counting *) data)->descending = descending;
  *ret_n = MANY;
  return TRUE;
}

static gboolean
counting_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Counting *counting = data;

  counting->reads++;
  for (guint i = first; i < first + n && i < MANY; i++) {
    g_autofree char *id = g_strdup_printf ("%u", counting->descending ? MANY - 1 - i : i);
    const char *texts[] = { id, NULL };

    g_ptr_array_add (rows, miao_row_new (id, texts));
    counting->rows++;
  }
  return TRUE;
}

/* Showing the list of many rows reads a few pages, wherever one stands in it. */
static void
test_list (void)
{
  static const MiaoListSource source = { counting_open, counting_read, NULL };
  static const MiaoListColumn columns[] = { { .title = "Number", .sort = "number" }, { NULL } };
  Counting counting = { 0 };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = miao_record_list_new ();
  MiaoRecordList *self = MIAO_RECORD_LIST (list);

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 500);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  miao_record_list_set_columns (self, columns);
  miao_record_list_set_source (self, &source, &counting);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (miao_record_list_get_n_rows (self), ==, MANY);
  g_assert_cmpuint (counting.rows, <=, 600);

  miao_record_list_select (self, MANY - 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpstr (miao_record_list_get_selected_id (self), ==, "199999");
  g_assert_cmpuint (counting.rows, <=, 1500);

  miao_record_list_reload (self);
  g_assert_cmpstr (miao_record_list_get_selected_id (self), ==, "199999");
  gtk_window_destroy (GTK_WINDOW (window));
}

static const MiaoRule rule = {
  .id = "TST-01",
  .instrument = "机构自定",
  .instrument_en = "Own rule",
  .severity = MIAO_SEVERITY_REASON,
  .title_zh = "探访间隔超过计划",
  .title_en = "Visits too far apart",
  .arithmetic_zh = "间隔 {days} 天",
  .arithmetic_en = "{days} days apart",
  .kind = "child",
  .field = "name",
};

static void
go_cb (MiaoFindingsPanel *panel,
       const char *kind,
       const char *record,
       const char *field,
       char **ret_field)
{
  *ret_field = g_strdup (field);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GtkWidget *
find_class (GtkWidget *widget, const char *name)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_class (child, name);
  return found;
}

static void
test_findings (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *panel = miao_findings_panel_new ();
  GtkWidget *form = miao_record_form_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  MiaoFindingsPanel *self = MIAO_FINDINGS_PANEL (panel);
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (MiaoFindings) none = miao_findings_new ();
  g_autoptr (JsonObject) reasons = NULL;
  g_autofree char *went = NULL;
  GtkWidget *card;

  gtk_box_append (GTK_BOX (box), form);
  gtk_box_append (GTK_BOX (box), panel);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  miao_record_form_set_fields (MIAO_RECORD_FORM (form), fields, NULL);
  g_signal_connect (panel, "go", G_CALLBACK (go_cb), &went);

  miao_findings_add (findings, &rule, MIAO_SEVERITY_REASON, "1", "days", "13", NULL);
  miao_findings_panel_show (self, "Not yet", findings);
  miao_record_form_show_findings (MIAO_RECORD_FORM (form), findings, NULL);
  g_assert_true (miao_findings_panel_is_shown (self));
  gtk_editable_set_text (GTK_EDITABLE (find_type (panel, GTK_TYPE_ENTRY)), "children's day");
  reasons = miao_findings_panel_get_reasons (self);
  g_assert_cmpstr (json_object_get_string_member (reasons, "TST-01"), ==, "children's day");

  card = find_class (panel, "finding");
  g_signal_emit_by_name (miao_finding_card_get_go (card), "clicked");
  g_assert_cmpstr (went, ==, "name");

  /* It says so and stays, so that nothing moves under the hand, until it is hidden. */
  miao_findings_panel_show (self, "Not yet", none);
  g_assert_true (miao_findings_panel_is_shown (self));
  g_assert_null (find_class (panel, "finding"));
  miao_findings_panel_hide (self);
  g_assert_false (miao_findings_panel_is_shown (self));
  miao_findings_panel_show (self, "Not yet", none);
  g_assert_false (miao_findings_panel_is_shown (self));
  miao_record_form_show_findings (MIAO_RECORD_FORM (form), NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A narrow line of Today never ends with a dot: it stays with what it leads to. */
static void
test_today_whom (void)
{
  MiaoTask task = { .who = (char *) "林小满 · 3岁3个月", .detail = (char *) "林岚家庭" };
  g_autofree char *whom = miao_today_dup_whom (&task);
  g_autofree char *alone = NULL;

  g_assert_cmpstr (whom, ==, "林小满 ·\u00a03岁3个月 ·\u00a0林岚家庭");
  task.detail = (char *) "";
  alone = miao_today_dup_whom (&task);
  g_assert_cmpstr (alone, ==, "林小满 ·\u00a03岁3个月");
}

#define ROOM 160    /* px of height: three rows or so */
#define REST_MS 300 /* many frames */

static gboolean
rested_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets frames be drawn. */
static void
rest (void)
{
  gboolean rested = FALSE;

  g_timeout_add (REST_MS, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}

/* A refusal that names a field: marked there, with the keyboard, until the field is changed. */
static void
test_refusal (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *form = miao_record_form_new ();
  MiaoRecordForm *self = MIAO_RECORD_FORM (form);
  GtkWidget *row;
  GtkAdjustment *at;
  graphene_rect_t seen;
  GError *error = g_error_new_literal (MIAO_ERROR, MIAO_ERROR_INVALID, "请填写“备注”。");

  miao_record_form_set_fields (self, fields, NULL);
  gtk_window_set_child (GTK_WINDOW (window), miao_scrolled_new (form));
  gtk_window_set_default_size (GTK_WINDOW (window), 500, ROOM);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (miao_record_form_show_error (self, NULL, error));
  miao_error_set_field (&error, "child", "note");
  g_assert_false (miao_record_form_show_error (self, "family", error));
  row = GTK_WIDGET (miao_record_form_get_row (self, "note"));
  g_assert_null (find_class (row, "error"));
  g_assert_true (miao_record_form_show_error (self, "child", error));
  g_assert_nonnull (find_class (row, "error"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), row));
  g_assert_null (find_class (GTK_WIDGET (miao_record_form_get_row (self, "name")), "error"));
  miao_record_form_type (self, "name", "林小满");
  g_assert_nonnull (find_class (row, "error"));
  miao_record_form_type (self, "note", "有");
  g_assert_null (find_class (row, "error"));

  /* Below the fold: the editor and the words under it come into sight. */
  (void) miao_error_at (&error, "ethnic");
  row = GTK_WIDGET (miao_record_form_get_row (self, "ethnic"));
  at = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_window_get_child (GTK_WINDOW (window))));
  rest ();
  g_assert_cmpfloat (gtk_adjustment_get_value (at), <, 1);
  g_assert_true (miao_record_form_show_error (self, NULL, error));
  rest ();
  g_assert_true (
      gtk_widget_compute_bounds (row, gtk_window_get_child (GTK_WINDOW (window)), &seen));
  g_assert_cmpfloat (seen.origin.y, >=, 0);
  g_assert_cmpfloat (seen.origin.y + seen.size.height, <=, ROOM);
  g_assert_nonnull (find_class (row, "error"));

  (void) miao_error_at (&error, "nowhere");
  g_assert_false (miao_record_form_show_error (self, NULL, error));
  g_error_free (error);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  miao_ui_init ();
  g_test_add_func ("/widgets/templates", test_templates);
  g_test_add_func ("/widgets/map", test_map);
  g_test_add_func ("/widgets/pages", test_pages);
  g_test_add_func ("/widgets/dates", test_dates);
  g_test_add_func ("/widgets/form", test_form);
  g_test_add_func ("/widgets/refusal", test_refusal);
  g_test_add_func ("/widgets/today-whom", test_today_whom);
  g_test_add_func ("/widgets/list", test_list);
  g_test_add_func ("/widgets/findings", test_findings);
  return g_test_run ();
}
