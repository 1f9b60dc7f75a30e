#include "config.h"

#include "miao-cwx-report.h"

#include "miao-cwx-file.h"
#include "miao-cwx-layout.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#define REPORT_NAMESPACE MIAO_CWX_NAMESPACE ":report"

MiaoCwxReport *
miao_cwx_report_new (const char *file_name)
{
  MiaoCwxReport *self = g_new0 (MiaoCwxReport, 1);

  self->submission = miao_record_new (miao_kind_find ("submission"));
  self->file_name = g_strdup (file_name);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_cwx_item_free);

  return self;
}

void
miao_cwx_report_free (MiaoCwxReport *self)
{
  if (self == NULL)
    return;
  miao_record_unref (self->submission);
  g_free (self->file_name);
  g_ptr_array_unref (self->items);
  g_free (self);
}

void
miao_cwx_item_free (MiaoCwxItem *item)
{
  g_free (item->rule);
  g_free (item->child_no);
  g_free (item->child_id);
  g_free (item->kind);
  g_free (item->record);
  g_free (item->field);
  g_free (item->path_zh);
  g_free (item->path_en);
  g_free (item->value);
  g_free (item->title_zh);
  g_free (item->title_en);
  g_free (item->arithmetic_zh);
  g_free (item->arithmetic_en);
  g_free (item->hint_zh);
  g_free (item->hint_en);
  g_free (item->reason);
  g_free (item);
}

void
miao_cwx_report_add (MiaoCwxReport *self, MiaoCwxItem *item)
{
  self->n_by_severity[item->severity]++;
  if (self->items->len < MIAO_CWX_MAX_ITEMS) {
    g_ptr_array_add (self->items, item);
  } else {
    self->truncated = TRUE;
    miao_cwx_item_free (item);
  }
}

guint
miao_cwx_rule_stage (const char *rule_id)
{
  /* V0xx file, V1xx field, V2xx record, V3xx across, V4xx last batch, V5xx statistics; V102
   * compares two fields. */
  if (strcmp (rule_id, "V102") == 0)
    return 2;

  return rule_id[0] == 'V' && g_ascii_isdigit (rule_id[1]) ? (guint) (rule_id[1] - '0') : 0;
}

static const MiaoRecord *
find_record (const MiaoFolder *folder, const char *id)
{
  const MiaoRecord *record = miao_folder_get_record (folder);

  if (g_strcmp0 (miao_record_get_id (record), id) == 0)
    return record;
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *found = find_record (miao_folder_get_part (folder, i), id);

    if (found != NULL)
      return found;
  }

  return NULL;
}

static void
fill_target (MiaoCwxItem *item, const MiaoFolder *folder)
{
  const MiaoKind *kind = item->kind != NULL ? miao_kind_find (item->kind) : NULL;
  const MiaoField *field =
      kind != NULL && item->field != NULL ? miao_kind_field (kind, item->field) : NULL;
  const MiaoRecord *record =
      folder != NULL && item->record != NULL ? find_record (folder, item->record) : NULL;
  const MiaoRecord *top = folder != NULL ? miao_folder_get_record (folder) : NULL;

  if (field != NULL) {
    item->path_zh = g_strdup_printf ("%s › %s", kind->label_zh, field->label_zh);
    item->path_en = g_strdup_printf ("%s › %s", kind->label, field->label);
  }
  if (record != NULL && field != NULL && miao_record_get_kind (record) == kind &&
      miao_record_has (record, item->field)) {
    g_autofree char *masked = miao_field_mask (field, miao_record_get (record, item->field));

    item->value = g_steal_pointer (&masked);
  }
  if (top != NULL && strcmp (miao_record_get_kind (top)->name, "child") == 0) {
    item->child_no = g_strdup (miao_record_get (top, "child_no"));
    item->child_id = g_strdup (miao_record_get_id (top));
  }
}

void
miao_cwx_report_add_findings (MiaoCwxReport *self,
                              const MiaoFindings *findings,
                              const MiaoFolder *folder,
                              guint (*get_line) (gconstpointer data, const char *record_id),
                              gconstpointer line_data)
{
  for (guint i = 0; i < miao_findings_length (findings); i++) {
    const MiaoFinding *finding = miao_findings_get (findings, i);
    MiaoCwxItem *item;

    if (miao_finding_severity (finding) == MIAO_SEVERITY_PASS)
      continue;
    item = g_new0 (MiaoCwxItem, 1);
    item->rule = g_strdup (miao_finding_rule (finding)->id);
    item->severity = miao_finding_severity (finding);
    item->stage = miao_cwx_rule_stage (item->rule);
    item->record = g_strdup (miao_finding_record (finding));
    item->kind = g_strdup (miao_finding_kind (finding));
    item->field = g_strdup (miao_finding_field (finding));
    item->line = get_line != NULL ? get_line (line_data, item->record) : 0;
    item->title_zh = miao_finding_dup_title (finding, MIAO_LANGUAGE_ZH);
    item->title_en = miao_finding_dup_title (finding, MIAO_LANGUAGE_EN);
    item->arithmetic_zh = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH);
    item->arithmetic_en = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_EN);
    item->hint_zh = miao_finding_dup_hint (finding, MIAO_LANGUAGE_ZH);
    item->hint_en = miao_finding_dup_hint (finding, MIAO_LANGUAGE_EN);
    item->reason = g_strdup (miao_finding_reason (finding));
    fill_target (item, folder);
    miao_cwx_report_add (self, item);
  }
}

gboolean
miao_cwx_report_is_sendable (const MiaoCwxReport *self)
{
  return self->n_by_severity[MIAO_SEVERITY_FATAL] == 0 &&
         self->n_by_severity[MIAO_SEVERITY_ERROR] == 0;
}

/* The texts of an item by the names that both JSON and XML give them. */
typedef void (*NameText) (gpointer data, const char *name, const char *text);

static void
each_text (const MiaoCwxItem *item, NameText func, gpointer data)
{
  const char *const pairs[][2] = {
    { "rule", item->rule },
    { "severity", miao_severity_name (item->severity) },
    { "child_no", item->child_no },
    { "child_id", item->child_id },
    { "kind", item->kind },
    { "record", item->record },
    { "field", item->field },
    { "path_zh", item->path_zh },
    { "path_en", item->path_en },
    { "value", item->value },
    { "title_zh", item->title_zh },
    { "title_en", item->title_en },
    { "arithmetic_zh", item->arithmetic_zh },
    { "arithmetic_en", item->arithmetic_en },
    { "hint_zh", item->hint_zh },
    { "hint_en", item->hint_en },
    { "reason", item->reason },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][1] != NULL)
      func (data, pairs[i][0], pairs[i][1]);
}

static void
json_text (gpointer data, const char *name, const char *text)
{
  json_object_set_string_member (data, name, text);
}

static JsonArray *
rules_to_json (const MiaoCwxReport *self)
{
  JsonArray *rules = json_array_new ();
  const char *const *ids = miao_return_rules ();

  for (guint i = 0; ids[i] != NULL; i++) {
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "rule", ids[i]);
    json_object_set_int_member (row, "asked", (gint64) self->tally.asked[i]);
    json_object_set_int_member (row, "failed", (gint64) self->tally.failed[i]);
    if (self->tally.asked[i] > 0)
      json_object_set_double_member (
          row, "percent", 100.0 * (double) self->tally.failed[i] / (double) self->tally.asked[i]);
    json_array_add_object_element (rules, row);
  }

  return rules;
}

JsonObject *
miao_cwx_report_to_json (const MiaoCwxReport *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *counts = json_object_new ();
  JsonArray *findings = json_array_new ();

  json_object_set_string_member (object, "file", self->file_name);
  json_object_set_int_member (object, "bytes", (gint64) self->bytes);
  json_object_set_string_member (object, "sha256", self->sha256);
  json_object_set_boolean_member (object, "sendable", miao_cwx_report_is_sendable (self));
  json_object_set_int_member (object, "children", (gint64) self->n_children);
  json_object_set_int_member (object, "families", (gint64) self->n_families);
  json_object_set_int_member (object, "placements", (gint64) self->n_placements);
  json_object_set_int_member (object, "attachments", (gint64) self->n_attachments);
  for (int i = MIAO_SEVERITY_FATAL; i >= MIAO_SEVERITY_INFO; i--)
    json_object_set_int_member (counts, miao_severity_name ((MiaoSeverity) i),
                                (gint64) self->n_by_severity[i]);
  json_object_set_object_member (object, "counts", counts);
  json_object_set_array_member (object, "rules", rules_to_json (self));
  json_object_set_boolean_member (object, "truncated", self->truncated);
  for (guint i = 0; i < self->items->len; i++) {
    const MiaoCwxItem *item = g_ptr_array_index (self->items, i);
    JsonObject *row = json_object_new ();

    each_text (item, json_text, row);
    json_object_set_int_member (row, "stage", item->stage);
    json_object_set_int_member (row, "line", item->line);
    json_array_add_object_element (findings, row);
  }
  json_object_set_array_member (object, "findings", findings);

  return object;
}

/* "title_zh" → "titleZh" */
static void
xml_text (gpointer data, const char *name, const char *text)
{
  char attribute[32];
  gsize n = 0;

  for (const char *p = name; *p != '\0' && n + 1 < sizeof attribute; p++) {
    if (*p == '_' && p[1] != '\0')
      attribute[n++] = g_ascii_toupper (*++p);
    else
      attribute[n++] = *p;
  }
  attribute[n] = '\0';
  xmlTextWriterWriteAttribute (data, BAD_CAST attribute, BAD_CAST text);
}

static void
xml_number (xmlTextWriterPtr xml, const char *name, guint64 number)
{
  xmlTextWriterWriteFormatAttribute (xml, BAD_CAST name, "%" G_GUINT64_FORMAT, number);
}

static void
write_summary (const MiaoCwxReport *self, xmlTextWriterPtr xml)
{
  const char *const *ids = miao_return_rules ();

  xmlTextWriterStartElement (xml, BAD_CAST "Summary");
  xml_number (xml, "children", self->n_children);
  xml_number (xml, "families", self->n_families);
  xml_number (xml, "placements", self->n_placements);
  for (int i = MIAO_SEVERITY_FATAL; i >= MIAO_SEVERITY_INFO; i--)
    xml_number (xml, miao_severity_name ((MiaoSeverity) i), self->n_by_severity[i]);
  xmlTextWriterWriteAttribute (xml, BAD_CAST "truncated",
                               BAD_CAST (self->truncated ? "true" : "false"));
  for (guint i = 0; ids[i] != NULL; i++) {
    xmlTextWriterStartElement (xml, BAD_CAST "Rule");
    xmlTextWriterWriteAttribute (xml, BAD_CAST "id", BAD_CAST ids[i]);
    xml_number (xml, "asked", self->tally.asked[i]);
    xml_number (xml, "failed", self->tally.failed[i]);
    xmlTextWriterEndElement (xml);
  }
  xmlTextWriterEndElement (xml);
}

gboolean
miao_cwx_report_write_xml (const MiaoCwxReport *self, const char *path, GError **error)
{
  g_autoptr (MiaoCwxFile) file = miao_cwx_file_new (path, error);
  const char *batch = miao_record_get_id (self->submission);
  xmlTextWriterPtr xml;
  char sha256[65];
  guint64 bytes;

  if (file == NULL)
    return FALSE;
  xml = xmlNewTextWriter (miao_cwx_file_output (file));
  xmlTextWriterSetIndent (xml, 1);
  xmlTextWriterSetIndentString (xml, BAD_CAST " ");
  xmlTextWriterStartDocument (xml, "1.0", "UTF-8", NULL);
  xmlTextWriterStartElement (xml, BAD_CAST "Report");
  xmlTextWriterWriteAttribute (xml, BAD_CAST "xmlns", BAD_CAST REPORT_NAMESPACE);
  xmlTextWriterWriteAttribute (xml, BAD_CAST "batchId", BAD_CAST (batch != NULL ? batch : ""));
  xmlTextWriterWriteAttribute (xml, BAD_CAST "file",
                               BAD_CAST (self->file_name != NULL ? self->file_name : ""));
  xmlTextWriterWriteAttribute (xml, BAD_CAST "sha256", BAD_CAST self->sha256);
  write_summary (self, xml);
  for (guint i = 0; i < self->items->len; i++) {
    const MiaoCwxItem *item = g_ptr_array_index (self->items, i);

    xmlTextWriterStartElement (xml, BAD_CAST "Finding");
    xml_number (xml, "stage", item->stage);
    xml_number (xml, "line", item->line);
    each_text (item, xml_text, xml);
    xmlTextWriterEndElement (xml);
  }
  xmlTextWriterEndDocument (xml);
  xmlFreeTextWriter (xml);

  return miao_cwx_file_check (file, error) && miao_cwx_file_commit (file, sha256, &bytes, error);
}
