#include "config.h"

#include "miao-return-source.h"

#include "miao-codes.h"
#include "miao-pager.h"
#include "miao-state-chip.h"
#include "miao-table.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
  const char *code;
  const char *icon;
  const char *class;
} severities[MIAO_RETURN_N_SEVERITIES] = {
  { "fatal", "miao-stop-symbolic", "danger" },
  { "error", "miao-stop-symbolic", "danger" },
  { "query", "miao-question-symbolic", "warning-text" },
  { "warning", "miao-warning-symbolic", "warning-text" },
  { "info", "miao-info-symbolic", "info-text" },
};

const char *const *
miao_return_severities (void)
{
  static const char *codes[MIAO_RETURN_N_SEVERITIES + 1];

  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++)
    codes[i] = severities[i].code;
  return codes;
}

static guint
find_severity (const char *code)
{
  for (guint i = 0; i < MIAO_RETURN_N_SEVERITIES; i++)
    if (g_strcmp0 (severities[i].code, code) == 0)
      return i;
  return MIAO_RETURN_N_SEVERITIES - 1;
}

const char *
miao_return_severity_icon (const char *severity)
{
  return severities[find_severity (severity)].icon;
}

const char *
miao_return_severity_class (const char *severity)
{
  return severities[find_severity (severity)].class;
}

/* --- reading -------------------------------------------------------------------------------- */

typedef struct {
  MiaoSession *session;
  char *submission; /* NULL: batches */
  char *severities;
  GPtrArray *pagers; /* one for each severity: the gravest stand first */
} Source;

static gboolean
add_pager (
    Source *source, const char *severity, const char *sort, gboolean descending, GError **error)
{
  gboolean findings = source->submission != NULL;
  g_autoptr (MiaoQuery) query =
      miao_query_new (miao_kind_find (findings ? "submission_finding" : "submission"));
  MiaoPager *pager;

  if (findings) {
    miao_query_where (query, "submission", MIAO_OP_EQ, source->submission);
    miao_query_where (query, "severity", MIAO_OP_EQ, severity);
    miao_query_order (query, sort != NULL ? sort : "rule", descending);
  } else {
    miao_query_order (query, "serial", TRUE);
  }
  pager = miao_pager_new (miao_session_get_store (source->session), query, error);
  if (pager != NULL)
    g_ptr_array_add (source->pagers, pager);
  return pager != NULL;
}

static gboolean
is_wanted (Source *source, const char *severity)
{
  g_auto (GStrv) words =
      source->severities != NULL ? g_strsplit (source->severities, " ", -1) : NULL;

  return words == NULL || g_strv_contains ((const char *const *) words, severity);
}

static gboolean
source_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  Source *source = data;

  g_ptr_array_set_size (source->pagers, 0);
  *ret_n = 0;
  if (source->submission == NULL && !add_pager (source, NULL, sort, descending, error))
    return FALSE;
  for (guint i = 0; source->submission != NULL && i < MIAO_RETURN_N_SEVERITIES; i++)
    if (is_wanted (source, severities[i].code) &&
        !add_pager (source, severities[i].code, sort, descending, error))
      return FALSE;
  for (guint i = 0; i < source->pagers->len; i++)
    *ret_n += (guint) miao_pager_get_total (source->pagers->pdata[i]);
  return TRUE;
}

static MiaoRow *
make_row (MiaoRecord *record)
{
  MiaoRow *row = miao_row_new (miao_record_get_id (record), NULL);

  miao_row_set_data (row, miao_record_ref (record), (GDestroyNotify) miao_record_unref);
  return row;
}

static gboolean
source_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  Source *source = data;

  for (guint i = 0; i < source->pagers->len && n > 0; i++) {
    guint total = (guint) miao_pager_get_total (source->pagers->pdata[i]);
    g_autoptr (GPtrArray) records = NULL;

    if (first >= total) {
      first -= total;
      continue;
    }
    records = miao_pager_fetch (source->pagers->pdata[i], first, MIN (n, total - first), error);
    if (records == NULL)
      return FALSE;
    for (guint r = 0; r < records->len; r++)
      g_ptr_array_add (rows, make_row (records->pdata[r]));
    n -= MIN (n, total - first);
    first = 0;
  }
  return TRUE;
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_ptr_array_unref (source->pagers);
  g_clear_pointer (&source->session, miao_session_unref);
  g_free (source->submission);
  g_free (source->severities);
  g_free (source);
}

static Source *
source_new (MiaoSession *session, const char *submission, const char *words)
{
  Source *source = g_new0 (Source, 1);

  source->session = session != NULL ? miao_session_ref (session) : NULL;
  source->submission = g_strdup (submission);
  source->severities = g_strdup (words);
  source->pagers = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_pager_free);
  return source;
}

static gpointer
source_copy (gconstpointer data, MiaoSession *session)
{
  const Source *source = data;

  return source_new (session, source->submission, source->severities);
}

static MiaoSession *
source_session (gconstpointer data)
{
  return ((const Source *) data)->session;
}

static const MiaoListSource source_type = { source_open, source_read, source_free, source_copy,
                                            source_session };

static void
set_source (MiaoRecordList *list, MiaoSession *session, const char *submission, const char *words)
{
  miao_record_list_set_source (list, &source_type, source_new (session, submission, words));
}

void
miao_batch_source_set (MiaoRecordList *list, MiaoSession *session)
{
  set_source (list, session, NULL, NULL);
}

void
miao_finding_source_set (MiaoRecordList *list,
                         MiaoSession *session,
                         const char *submission,
                         const char *words)
{
  set_source (list, session, submission, words);
}

/* --- batches -------------------------------------------------------------------------------- */

void
miao_batch_chip_set (GtkWidget *chip, const char *status)
{
  MiaoTone tone = MIAO_TONE_INFO;

  if (g_strcmp0 (status, "INVALID") == 0 || g_strcmp0 (status, "REJECTED") == 0)
    tone = MIAO_TONE_DANGER;
  else if (g_strcmp0 (status, "APPROVED") == 0 || g_strcmp0 (status, "SEALED") == 0 ||
           g_strcmp0 (status, "ACCEPTED") == 0)
    tone = MIAO_TONE_GOOD;
  else if (g_strcmp0 (status, "PARTIAL") == 0)
    tone = MIAO_TONE_WARNING;
  miao_chip_set_tone (chip, tone, miao_codes_name ("submission_status", status, miao_language ()));
}

char *
miao_batch_dup_period (const MiaoRecord *submission)
{
  const char *from = miao_record_get (submission, "period_from");

  if (miao_record_is (submission, "period_type", "month") && from != NULL && strlen (from) >= 7)
    return g_strndup (from, 7);
  return g_strdup_printf ("%s – %s", from, miao_record_get (submission, "period_to"));
}

static GtkWidget *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* The few batches wrap their words; with large letters the chip gets a line of its own. */
static GtkWidget *
make_batch (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = miao_wrap_new (6);
  GtkWidget *first = miao_text_new ("", NULL), *chip = miao_chip_new_empty ();
  GtkWidget *second = miao_text_new ("", "secondary");

  gtk_widget_set_hexpand (first, TRUE);
  miao_wrap_append (MIAO_WRAP (head), first);
  miao_wrap_append (MIAO_WRAP (head), chip);
  gtk_box_append (GTK_BOX (cell), head);
  gtk_box_append (GTK_BOX (cell), second);
  g_object_set_data (G_OBJECT (cell), "first", first);
  g_object_set_data (G_OBJECT (cell), "chip", chip);
  g_object_set_data (G_OBJECT (cell), "second", second);
  return cell;
}

/* Two lines and a chip: thousands of findings stand in rows that are equally high. */
static GtkWidget *
make_lines (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *first = add_label (head, NULL), *chip = miao_chip_new_empty ();

  gtk_box_append (GTK_BOX (head), chip);
  gtk_box_append (GTK_BOX (cell), head);
  g_object_set_data (G_OBJECT (cell), "first", first);
  g_object_set_data (G_OBJECT (cell), "chip", chip);
  g_object_set_data (G_OBJECT (cell), "second", add_label (cell, "secondary"));
  return cell;
}

static void
bind_batch (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoRecord *batch = miao_row_get_data (row);
  g_autofree char *period = miao_batch_dup_period (batch);
  g_autofree char *title = g_strdup_printf (
      /* Translators: serial number and period of a batch. */
      _ ("No. %d · %s"), (int) miao_record_get_int (batch, "serial", 0), period);
  g_autofree char *detail = g_strdup_printf (
      _ ("%s · %d children · %d errors, %d queries"),
      miao_codes_name ("submission_kind", miao_record_get (batch, "submission_kind"),
                       miao_language ()),
      (int) miao_record_get_int (batch, "n_children", 0),
      (int) miao_record_get_int (batch, "n_errors", 0),
      (int) miao_record_get_int (batch, "n_queries", 0));

  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "first"), title);
  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "second"), detail);
  miao_batch_chip_set (g_object_get_data (G_OBJECT (cell), "chip"),
                       miao_record_get (batch, "status"));
}

const MiaoListColumn *
miao_batch_columns (void)
{
  static MiaoListColumn columns[2];

  columns[0] = (MiaoListColumn){
    .title = _ ("Batches"), .expand = TRUE, .make = make_batch, .bind = bind_batch
  };
  return columns;
}

/* --- findings ------------------------------------------------------------------------------- */

static GtkWidget *
make_rule (void)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();

  gtk_box_append (GTK_BOX (cell), icon);
  g_object_set_data (G_OBJECT (cell), "icon", icon);
  g_object_set_data (G_OBJECT (cell), "label", add_label (cell, NULL));
  return cell;
}

static void
bind_rule (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoRecord *finding = miao_row_get_data (row);
  const char *severity = miao_record_get (finding, "severity");
  const char *classes[] = { miao_return_severity_class (severity), NULL };
  GtkWidget *icon = g_object_get_data (G_OBJECT (cell), "icon");

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), miao_return_severity_icon (severity));
  gtk_widget_set_css_classes (icon, classes);
  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "label"),
                       miao_record_get (finding, "rule"));
  gtk_widget_set_tooltip_text (cell,
                               miao_codes_name ("finding_severity", severity, miao_language ()));
}

static void
bind_finding (GtkWidget *cell, MiaoRow *row, guint column)
{
  const MiaoRecord *finding = miao_row_get_data (row);
  const char *kind_name = miao_record_get (finding, "record_kind");
  const MiaoKind *kind = kind_name != NULL ? miao_kind_find (kind_name) : NULL;
  const char *field_name = miao_record_get (finding, "field");
  const MiaoField *field =
      kind != NULL && field_name != NULL ? miao_kind_field (kind, field_name) : NULL;
  const char *number = miao_record_get (finding, "child_no");
  const char *message =
      miao_pick (miao_record_get (finding, "message_zh"), miao_record_get (finding, "message_en"));
  gboolean open = miao_record_is (finding, "status", "open");
  g_autofree char *place = g_strdup_printf (
      "%s%s%s%s%s", number != NULL ? number : "", number != NULL && kind != NULL ? " · " : "",
      kind != NULL ? miao_pick (kind->label_zh, kind->label) : "", field != NULL ? " › " : "",
      field != NULL ? miao_field_label (field) : "");

  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "first"), message);
  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "second"), place);
  gtk_widget_set_tooltip_text (cell, message);
  miao_chip_set (
      g_object_get_data (G_OBJECT (cell), "chip"), open ? NULL : "miao-pass-symbolic",
      miao_codes_name ("finding_status", miao_record_get (finding, "status"), miao_language ()),
      open ? NULL : "good");
}

const MiaoListColumn *
miao_finding_columns (void)
{
  static MiaoListColumn columns[3];

  columns[0] = (MiaoListColumn){
    .title = _ ("Rule"), .sort = "rule", .width = 84, .make = make_rule, .bind = bind_rule
  };
  columns[1] = (MiaoListColumn){ .title = _ ("What was found"),
                                 .sort = "child_no",
                                 .expand = TRUE,
                                 .make = make_lines,
                                 .bind = bind_finding };
  return columns;
}
