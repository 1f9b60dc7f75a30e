#include "config.h"

#include "miao-record-form.h"

#include "miao-error-field.h"
#include "miao-table.h"
#include "miao-value.h"

#include <glib/gi18n.h>

#define ROW_GAP 10

struct _MiaoRecordForm {
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *rows;
  MiaoDate today;
  gboolean editable;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MiaoRecordForm, miao_record_form, GTK_TYPE_WIDGET)

static void
changed_cb (MiaoRecordForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_heading (MiaoRecordForm *self, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "h2");
  if (gtk_widget_get_first_child (self->box) != NULL)
    gtk_widget_set_margin_top (label, ROW_GAP);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_row (MiaoRecordForm *self, const MiaoField *field)
{
  GtkWidget *row = miao_field_row_new (field, self->today, self->today, self->editable);

  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), row);
  g_ptr_array_add (self->rows, row);
}

static void
miao_record_form_dispose (GObject *object)
{
  MiaoRecordForm *self = MIAO_RECORD_FORM (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_record_form_parent_class)->dispose (object);
}

static void
miao_record_form_finalize (GObject *object)
{
  g_ptr_array_unref (MIAO_RECORD_FORM (object)->rows);

  G_OBJECT_CLASS (miao_record_form_parent_class)->finalize (object);
}

static void
miao_record_form_class_init (MiaoRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = miao_record_form_dispose;
  object_class->finalize = miao_record_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
miao_record_form_init (MiaoRecordForm *self)
{
  self->rows = g_ptr_array_new ();
  self->editable = TRUE;
  self->today = miao_date_today ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, ROW_GAP);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
miao_record_form_new (void)
{
  return g_object_new (MIAO_TYPE_RECORD_FORM, NULL);
}

void
miao_record_form_set_today (MiaoRecordForm *self, MiaoDate today)
{
  self->today = today;
}

static const MiaoField *
find_field (const MiaoField *fields, const char *name)
{
  for (const MiaoField *field = fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  g_critical ("The form's table has no field “%s”.", name);
  return NULL;
}

void
miao_record_form_set_fields (MiaoRecordForm *self,
                             const MiaoField *fields,
                             const char *const *names)
{
  g_ptr_array_set_size (self->rows, 0);
  miao_box_clear (self->box);

  if (names == NULL) {
    for (const MiaoField *field = fields; field->name != NULL; field++)
      if ((field->flags & MIAO_FIELD_DERIVED) == 0)
        add_row (self, field);
    return;
  }
  for (guint i = 0; names[i] != NULL; i++) {
    const MiaoField *field;

    if (*names[i] == '#')
      add_heading (self, names[i] + 1);
    else if ((field = find_field (fields, names[i])) != NULL)
      add_row (self, field);
  }
}

void
miao_record_form_set_record (MiaoRecordForm *self, const MiaoRecord *record)
{
  for (guint i = 0; i < self->rows->len; i++) {
    MiaoFieldRow *row = self->rows->pdata[i];

    miao_field_row_set_text (
        row,
        record != NULL ? miao_record_get (record, miao_field_row_get_field (row)->name) : NULL);
  }
}

void
miao_record_form_set (MiaoRecordForm *self, const char *field, const char *text)
{
  MiaoFieldRow *row = miao_record_form_get_row (self, field);

  g_return_if_fail (row != NULL);

  miao_field_row_set_text (row, text);
}

void
miao_record_form_type (MiaoRecordForm *self, const char *field, const char *text)
{
  MiaoFieldRow *row = miao_record_form_get_row (self, field);

  g_return_if_fail (row != NULL);

  miao_field_row_type (row, text);
}

char *
miao_record_form_dup (MiaoRecordForm *self, const char *field)
{
  MiaoFieldRow *row = miao_record_form_get_row (self, field);
  char *text = NULL;

  g_return_val_if_fail (row != NULL, NULL);

  if (!miao_field_row_get_text (row, &text, NULL))
    return NULL;
  return text;
}

gboolean
miao_record_form_write (MiaoRecordForm *self, MiaoRecord *record, GError **error)
{
  for (guint i = 0; i < self->rows->len; i++) {
    MiaoFieldRow *row = self->rows->pdata[i];
    g_autofree char *text = NULL;

    if (!miao_field_row_get_text (row, &text, error)) {
      miao_field_row_lead_to (row);
      return FALSE;
    }
    miao_record_set (record, miao_field_row_get_field (row)->name, text);
  }
  return TRUE;
}

gboolean
miao_record_form_to_json (MiaoRecordForm *self,
                          JsonObject *object,
                          gboolean changed_only,
                          GError **error)
{
  for (guint i = 0; i < self->rows->len; i++) {
    MiaoFieldRow *row = self->rows->pdata[i];
    const MiaoField *field = miao_field_row_get_field (row);
    g_autofree char *text = NULL;

    if (!miao_field_row_get_text (row, &text, error)) {
      /* Who only looks ahead while the person types elsewhere asks for no words. */
      if (error != NULL)
        miao_field_row_lead_to (row);
      return FALSE;
    }
    if (changed_only ? miao_field_row_is_dirty (row) : text != NULL)
      json_object_set_member (object, field->name, miao_value_to_json (field, text));
  }
  return TRUE;
}

void
miao_record_form_get_typed (MiaoRecordForm *self, JsonObject *object)
{
  for (guint i = 0; i < self->rows->len; i++) {
    MiaoFieldRow *row = self->rows->pdata[i];
    g_autofree char *text = NULL;

    if (miao_field_row_is_dirty (row) && miao_field_row_peek_text (row, &text))
      json_object_set_string_member (object, miao_field_row_get_field (row)->name,
                                     text != NULL ? text : "");
  }
}

void
miao_record_form_set_typed (MiaoRecordForm *self, JsonObject *object)
{
  for (guint i = 0; i < self->rows->len; i++) {
    MiaoFieldRow *row = self->rows->pdata[i];
    const char *name = miao_field_row_get_field (row)->name;
    const char *text = json_object_get_string_member_with_default (object, name, NULL);

    if (text != NULL)
      miao_field_row_type (row, *text != '\0' ? text : NULL);
  }
}

void
miao_record_form_show_field (MiaoRecordForm *self, const char *field, gboolean shown)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (miao_field_row_get_field (self->rows->pdata[i])->name, field))
      gtk_widget_set_visible (self->rows->pdata[i], shown);
}

gboolean
miao_record_form_is_dirty (MiaoRecordForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (miao_field_row_is_dirty (self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

static MiaoTone
tone_of (MiaoSeverity severity)
{
  switch (severity) {
  case MIAO_SEVERITY_BLOCK:
  case MIAO_SEVERITY_ERROR:
  case MIAO_SEVERITY_FATAL:
    return MIAO_TONE_DANGER;
  case MIAO_SEVERITY_REASON:
  case MIAO_SEVERITY_WARNING:
  case MIAO_SEVERITY_QUERY:
    return MIAO_TONE_WARNING;
  case MIAO_SEVERITY_ADVICE:
  case MIAO_SEVERITY_INFO:
    return MIAO_TONE_INFO;
  case MIAO_SEVERITY_PASS:
  default:
    return MIAO_TONE_GOOD;
  }
}

void
miao_record_form_show_findings (MiaoRecordForm *self,
                                const MiaoFindings *findings,
                                const char *kind)
{
  g_autoptr (GHashTable) worst = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    miao_field_row_set_problem (self->rows->pdata[i], MIAO_TONE_INFO, NULL);
  for (guint i = 0; findings != NULL && i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);
    MiaoSeverity severity = miao_finding_severity (finding);
    const char *field = miao_finding_field (finding);
    MiaoFieldRow *row = field != NULL ? miao_record_form_get_row (self, field) : NULL;
    g_autofree char *title = NULL;

    if (row == NULL || severity == MIAO_SEVERITY_PASS ||
        (kind != NULL && g_strcmp0 (kind, miao_finding_kind (finding)) != 0))
      continue;
    /* Of several findings the gravest is shown; their order within the act's scale is the enum's.
     */
    if (GPOINTER_TO_UINT (g_hash_table_lookup (worst, row)) > severity)
      continue;
    g_hash_table_insert (worst, row, GUINT_TO_POINTER (severity));
    title = miao_finding_dup_title (finding, miao_language ());
    miao_field_row_set_problem (row, tone_of (severity), title);
  }
}

gboolean
miao_record_form_show_error (MiaoRecordForm *self, const char *kind, const GError *error)
{
  const char *field = miao_error_get_field (error), *about = miao_error_get_kind (error);
  MiaoFieldRow *row = field != NULL ? miao_record_form_get_row (self, field) : NULL;

  if (row == NULL || (kind != NULL && about != NULL && !g_str_equal (kind, about)))
    return FALSE;
  miao_field_row_refuse (row, error->message);

  return TRUE;
}

MiaoFieldRow *
miao_record_form_get_row (MiaoRecordForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (miao_field_row_get_field (self->rows->pdata[i])->name, field))
      return self->rows->pdata[i];
  return NULL;
}

gboolean
miao_record_form_focus_field (MiaoRecordForm *self, const char *field)
{
  MiaoFieldRow *row = NULL;

  if (field != NULL)
    row = miao_record_form_get_row (self, field);
  else if (self->rows->len > 0)
    row = self->rows->pdata[0];
  if (row == NULL)
    return FALSE;
  miao_field_row_grab_focus (row);
  return TRUE;
}

void
miao_record_form_set_editable (MiaoRecordForm *self, gboolean editable)
{
  self->editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    miao_field_row_set_editable (self->rows->pdata[i], editable);
}
