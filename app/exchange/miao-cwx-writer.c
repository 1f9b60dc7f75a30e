#include "config.h"

#include "miao-cwx-writer.h"

#include "miao-cwx-file.h"
#include "miao-cwx-layout.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-list-text.h"

#include <libxml/xmlwriter.h>
#include <string.h>

/* Children between two looks at the cancellable and the progress function. */
#define STEP_CHILDREN 64
#define MS_PER_SECOND 1000

typedef struct {
  xmlTextWriterPtr xml;
  MiaoCwxFile *file;
  const MiaoCwxSource *source;
  gpointer user_data;
  MiaoCwxProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  MiaoCwxWritten written;
} Writer;

const char *
miao_cwx_event_name (MiaoCwxEventType type)
{
  static const char *const names[] = { "ADD", "CHANGE", "REDUCE", "WITHDRAW", "TRANSFER" };

  return names[type];
}

static void
start (Writer *self, const char *name)
{
  xmlTextWriterStartElement (self->xml, BAD_CAST name);
}

static void
end (Writer *self)
{
  xmlTextWriterEndElement (self->xml);
}

static void
attribute (Writer *self, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (self->xml, BAD_CAST name, BAD_CAST value);
}

static void
element (Writer *self, const char *name, const char *text)
{
  xmlTextWriterWriteElement (self->xml, BAD_CAST name, BAD_CAST text);
}

/* "2026-11-22T02:03:04.005Z" */
static void
format_instant (gint64 ms, char text[32])
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / MS_PER_SECOND);
  g_autofree char *seconds = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;

  g_snprintf (text, 32, "%s.%03dZ", seconds != NULL ? seconds : "1970-01-01T00:00:00",
              (int) (ms % MS_PER_SECOND));
}

static void
write_text (Writer *self, const MiaoField *field, const char *text)
{
  char instant[32];

  if (field->type == MIAO_TYPE_BOOLEAN) {
    text = text[0] == '1' ? "true" : "false";
  } else if (field->type == MIAO_TYPE_INSTANT) {
    format_instant (g_ascii_strtoll (text, NULL, 10), instant);
    text = instant;
  }
  xmlTextWriterWriteString (self->xml, BAD_CAST text);
}

static void
write_value (Writer *self, const MiaoCwxElement *e, const char *text)
{
  start (self, e->name);
  if (e->field->type == MIAO_TYPE_CODE || e->field->type == MIAO_TYPE_CODES)
    attribute (self, "table", e->field->table);
  write_text (self, e->field, text);
  end (self);
}

static char *
member_text (JsonObject *item, const MiaoField *field)
{
  JsonNode *node = json_object_get_member (item, field->name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");

  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/* The items from @first on, which are more than flat objects. */
static void
write_tree (Writer *self, const MiaoCwxElement *e, const MiaoRecord *record, guint first)
{
  g_autoptr (JsonArray) items = miao_record_get_list (record, e->field->name);

  for (guint i = first; i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);

    start (self, "Item");
    for (const MiaoCwxElement *member = e->items; member->name != NULL; member++) {
      g_autofree char *text = member_text (item, member->field);

      if (text != NULL)
        write_value (self, member, text);
    }
    end (self);
  }
}

static void
write_list (Writer *self, const MiaoCwxElement *e, const MiaoRecord *record)
{
  g_auto (MiaoListText) list;
  guint n = 0;

  miao_list_text_init (&list, miao_record_get_at (record, e->index));
  start (self, e->name);
  for (; miao_list_text_next (&list); n++) {
    start (self, "Item");
    for (const MiaoCwxElement *member = e->items; member->name != NULL; member++) {
      const char *text = miao_list_text_get (&list, member->field->name);

      if (text != NULL)
        write_value (self, member, text);
    }
    end (self);
  }
  if (miao_list_text_is_nested (&list))
    write_tree (self, e, record, n);
  end (self);
}

/* The program knows only that nothing was entered, unless a reason says that it was asked for. */
static const char *
absence (const MiaoRecord *record, const MiaoField *field)
{
  /* Who wrote down how sure the date of birth is, or on what it rests, has looked for it. */
  static const struct {
    const char *field, *reason;
  } reasons[] = { { "id_no", "id_absent_reason" },
                  { "ethnic", "ethnic_reason" },
                  { "birth_date", "birth_precision" },
                  { "birth_date", "birth_basis" } };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++) {
    if (g_str_equal (field->name, reasons[i].field) &&
        miao_kind_index (miao_record_get_kind (record), reasons[i].reason) >= 0 &&
        miao_record_has (record, reasons[i].reason))
      return "unknown";
  }

  return "notCollected";
}

static void
write_fields (Writer *self, const MiaoRecord *record)
{
  const MiaoCwxElement *e = miao_cwx_elements (miao_record_get_kind (record));

  for (; e->name != NULL; e++) {
    const char *text = miao_record_get_at (record, e->index);

    if (text != NULL && e->items != NULL) {
      write_list (self, e, record);
    } else if (text != NULL) {
      write_value (self, e, text);
    } else if (e->nillable) {
      start (self, e->name);
      attribute (self, "nil", absence (record, e->field));
      end (self);
    }
  }
}

static void write_folder (Writer *self, const MiaoCwxPart *part, const MiaoFolder *folder);

static void
write_parts (Writer *self, const MiaoCwxPart *part, const MiaoFolder *folder)
{
  guint n = miao_folder_count (folder, part->kind);

  if (n == 0)
    return;
  if (part->container != NULL)
    start (self, part->container);
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoFolder *inner = miao_folder_get_part (folder, i);

    if (strcmp (miao_record_get_kind (miao_folder_get_record (inner))->name, part->kind) != 0)
      continue;
    write_folder (self, part, inner);
    if (part->container == NULL)
      break; /* the schema has room for one */
  }
  if (part->container != NULL)
    end (self);
}

static void
write_folder (Writer *self, const MiaoCwxPart *part, const MiaoFolder *folder)
{
  const MiaoRecord *record = miao_folder_get_record (folder);
  const char *id = miao_record_get_id (record);

  start (self, miao_record_get_kind (record)->xml);
  attribute (self, "id", id != NULL ? id : "");
  if (part->wrapper != NULL)
    start (self, part->wrapper);
  write_fields (self, record);
  if (part->wrapper != NULL)
    end (self);
  for (const MiaoCwxPart *inner = part->parts; inner != NULL && inner->kind != NULL; inner++)
    write_parts (self, inner, folder);
  end (self);
}

/* The text of a field of the batch, "" when absent. */
static const char *
get (const MiaoRecord *record, const char *field)
{
  const char *text = miao_record_get (record, field);

  return text != NULL ? text : "";
}

static void
write_header_counts (Writer *self, const MiaoRecord *submission)
{
  start (self, "Counts");
  element (self, "Children", get (submission, "n_children"));
  element (self, "Families", get (submission, "n_families"));
  element (self, "Placements", get (submission, "n_placements"));
  element (self, "Attachments", get (submission, "n_attachments"));
  end (self);
}

static void
write_header (Writer *self, const MiaoRecord *submission)
{
  g_auto (GStrv) rule_sets = g_strsplit (get (submission, "rule_sets"), ";", -1);
  char extracted[32];

  format_instant (miao_record_get_int (submission, "extracted_at", 0), extracted);
  start (self, "Header");
  element (self, "BatchId", miao_record_get_id (submission));
  if (miao_record_has (submission, "previous_batch"))
    element (self, "PreviousBatchId", get (submission, "previous_batch"));
  element (self, "Serial", get (submission, "serial"));
  element (self, "SchemaVersion", MIAO_CWX_VERSION);
  element (self, "Profile", get (submission, "profile"));
  start (self, "ReportingOrg");
  element (self, "Uscc", get (submission, "org_uscc"));
  element (self, "Name", get (submission, "org_name"));
  element (self, "DivisionCode", get (submission, "org_division"));
  element (self, "AuthorityName", get (submission, "authority_name"));
  end (self);
  start (self, "Software");
  element (self, "Name", get (submission, "software_name"));
  element (self, "Version", get (submission, "software_version"));
  end (self);
  element (self, "ExtractedAt", extracted);
  start (self, "Period");
  attribute (self, "type", get (submission, "period_type"));
  attribute (self, "from", get (submission, "period_from"));
  attribute (self, "to", get (submission, "period_to"));
  end (self);
  element (self, "SubmissionKind", get (submission, "submission_kind"));
  start (self, "RuleSets");
  for (guint i = 0; rule_sets[i] != NULL; i++)
    if (g_strstrip (rule_sets[i])[0] != '\0')
      element (self, "RuleSet", rule_sets[i]);
  end (self);
  write_header_counts (self, submission);
  element (self, "PreparedBy", get (submission, "prepared_by"));
  if (miao_record_has (submission, "approved_by"))
    element (self, "ApprovedBy", get (submission, "approved_by"));
  end (self);
}

static gboolean
go_on (Writer *self, GError **error)
{
  if (g_cancellable_is_cancelled (self->cancellable)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已停止导出，没有留下不完整的文件。",
                                    "The export was stopped; no incomplete file is left."));
    return FALSE;
  }
  if (self->progress != NULL)
    self->progress (self->written.n_children, self->progress_data);

  return miao_cwx_file_check (self->file, error);
}

static gboolean
check_order (char **last, const MiaoFolder *folder, GError **error)
{
  const char *id = miao_record_get_id (miao_folder_get_record (folder));

  if (id == NULL || (*last != NULL && strcmp (*last, id) >= 0)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_STORE,
        miao_pick ("导出的记录次序不对或有重复，文件没有生成。请联系技术支持。",
                   "The records to export are out of order or repeated; no file was "
                   "made. Please report this."));
    return FALSE;
  }
  g_free (*last);
  *last = g_strdup (id);

  return TRUE;
}

static gboolean
write_families (Writer *self, GError **error)
{
  g_autofree char *last = NULL;
  GError *local_error = NULL;

  start (self, miao_cwx_family.container);
  while (self->source->next_family != NULL) {
    g_autoptr (MiaoFolder) folder = self->source->next_family (self->user_data, &local_error);

    if (folder == NULL)
      break;
    if (!check_order (&last, folder, error))
      return FALSE;
    miao_folder_sort (folder);
    write_folder (self, &miao_cwx_family, folder);
    if (++self->written.n_families % STEP_CHILDREN == 0 && !go_on (self, error))
      return FALSE;
  }
  end (self);
  if (local_error != NULL) {
    g_propagate_error (error, local_error);
    return FALSE;
  }

  return go_on (self, error);
}

static gboolean
write_children (Writer *self, GError **error)
{
  g_autofree char *last = NULL;
  GError *local_error = NULL;

  start (self, miao_cwx_child.container);
  while (self->source->next_child != NULL) {
    g_autoptr (MiaoFolder) folder = self->source->next_child (self->user_data, &local_error);

    if (folder == NULL)
      break;
    if (!check_order (&last, folder, error))
      return FALSE;
    miao_folder_sort (folder);
    write_folder (self, &miao_cwx_child, folder);
    self->written.n_placements += miao_folder_count (folder, "placement");
    if (++self->written.n_children % STEP_CHILDREN == 0 && !go_on (self, error))
      return FALSE;
  }
  end (self);
  if (local_error != NULL) {
    g_propagate_error (error, local_error);
    return FALSE;
  }

  return go_on (self, error);
}

static gboolean
write_events (Writer *self, GError **error)
{
  GError *local_error = NULL;
  MiaoCwxEvent event = { NULL };
  MiaoCwxDeleted deleted = { NULL };

  start (self, "Events");
  while (self->source->next_event != NULL &&
         self->source->next_event (self->user_data, &event, &local_error)) {
    start (self, "Event");
    attribute (self, "id", event.id);
    attribute (self, "type", miao_cwx_event_name (event.type));
    element (self, "SubjectKind", event.subject_kind);
    element (self, "SubjectId", event.subject_id);
    element (self, "OnDate", event.on);
    if (event.reason != NULL)
      element (self, "Reason", event.reason);
    if (event.last_paid_month != NULL)
      element (self, "LastPaidMonth", event.last_paid_month);
    end (self);
  }
  end (self);
  start (self, "Deleted");
  while (local_error == NULL && self->source->next_deleted != NULL &&
         self->source->next_deleted (self->user_data, &deleted, &local_error)) {
    start (self, "Item");
    element (self, "Id", deleted.id);
    element (self, "Type", deleted.kind);
    element (self, "Reason", deleted.reason);
    end (self);
  }
  end (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);

  return FALSE;
}

static gboolean
write_attachments (Writer *self, GError **error)
{
  GError *local_error = NULL;

  start (self, miao_cwx_document.container);
  while (self->source->next_attachment != NULL) {
    g_autoptr (MiaoRecord) record = self->source->next_attachment (self->user_data, &local_error);
    g_autoptr (MiaoFolder) folder = NULL;

    if (record == NULL)
      break;
    folder = miao_folder_new (record);
    write_folder (self, &miao_cwx_document, folder);
    self->written.n_attachments++;
  }
  end (self);
  if (local_error == NULL)
    return go_on (self, error);
  g_propagate_error (error, local_error);

  return FALSE;
}

static gboolean
check_counts (Writer *self, const MiaoRecord *submission, GError **error)
{
  const struct {
    const char *field;
    guint64 n;
  } counts[] = {
    { "n_children", self->written.n_children },
    { "n_families", self->written.n_families },
    { "n_placements", self->written.n_placements },
    { "n_attachments", self->written.n_attachments },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    if (miao_record_get_int (submission, counts[i].field, -1) == (gint64) counts[i].n)
      continue;
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_STORE,
        miao_pick ("导出时数据有变动：%s应为 %s，写出了 %" G_GUINT64_FORMAT
                   "。文件没有保留，请重新生成批次。",
                   "The data changed during the export: %s should be %s, %" G_GUINT64_FORMAT
                   " were written. The file was not kept; build the batch again."),
        miao_field_label (miao_kind_field (miao_record_get_kind (submission), counts[i].field)),
        get (submission, counts[i].field), counts[i].n);
    return FALSE;
  }

  return TRUE;
}

static gboolean
write_body (Writer *self, const MiaoRecord *institution, GError **error)
{
  g_autoptr (MiaoFolder) folder = miao_folder_new ((MiaoRecord *) institution);

  write_folder (self, &miao_cwx_institution, folder);

  return write_families (self, error) && write_children (self, error) &&
         write_events (self, error) && write_attachments (self, error);
}

gboolean
miao_cwx_write (const char *path,
                const MiaoRecord *submission,
                const MiaoRecord *institution,
                const MiaoCwxSource *source,
                gpointer user_data,
                MiaoCwxProgress progress,
                gpointer progress_data,
                GCancellable *cancellable,
                MiaoCwxWritten *ret_written,
                GError **error)
{
  g_autoptr (MiaoCwxFile) file = miao_cwx_file_new (path, error);
  Writer self = { .file = file,
                  .source = source,
                  .user_data = user_data,
                  .progress = progress,
                  .progress_data = progress_data,
                  .cancellable = cancellable };
  gboolean done;

  if (file == NULL)
    return FALSE;
  self.xml = xmlNewTextWriter (miao_cwx_file_output (file));
  xmlTextWriterSetIndent (self.xml, 1);
  xmlTextWriterSetIndentString (self.xml, BAD_CAST " ");
  xmlTextWriterStartDocument (self.xml, "1.0", "UTF-8", NULL);
  start (&self, "Batch");
  attribute (&self, "xmlns", MIAO_CWX_NAMESPACE);
  attribute (&self, "schemaVersion", MIAO_CWX_VERSION);
  attribute (&self, "id", miao_record_get_id (submission));
  attribute (&self, "serial", get (submission, "serial"));
  write_header (&self, submission);
  done = write_body (&self, institution, error) && check_counts (&self, submission, error);
  xmlTextWriterEndDocument (self.xml);
  xmlFreeTextWriter (self.xml); /* flushes into the file */
  if (!done || !miao_cwx_file_commit (file, self.written.sha256, &self.written.bytes, error))
    return FALSE;
  if (ret_written != NULL)
    *ret_written = self.written;

  return TRUE;
}

char *
miao_cwx_dup_file_name (const MiaoRecord *submission)
{
  g_autofree char *period = g_strndup (get (submission, "period_to"), 7);

  return g_strdup_printf ("cwx_%s_%s_%s.xml", get (submission, "org_uscc"), period,
                          get (submission, "serial"));
}
