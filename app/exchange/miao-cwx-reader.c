#include "config.h"

#include "miao-cwx-reader.h"

#include "miao-cwx-input.h"
#include "miao-cwx-layout.h"
#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

/* A folder of more records than this is not read: it would not fit into memory. */
#define MAX_FOLDER_RECORDS 100000
/* Text of one element that is kept; the schema allows 20,000 characters. */
#define MAX_TEXT_BYTES (256 * 1024)
#define MS_PER_SECOND 1000

typedef enum {
  IN_DOCUMENT,
  IN_BATCH,
  IN_HEADER,
  IN_COLLECTION, /* Families, Members, … */
  IN_RECORD,
  IN_WRAPPER, /* Identity */
  IN_FIELD,
  IN_ITEM,
  IN_EVENTS,
  IN_EVENT,
  IN_DELETED,
  IN_IGNORED,
} State;

typedef struct {
  State state;
  const MiaoCwxPart *part;
  MiaoFolder *folder; /* of the record; of the owner in a collection */
  const MiaoCwxElement *elements;
  const MiaoCwxElement *next; /* where the next element is expected */
  const MiaoCwxElement *element;
  const char *name; /* IN_HEADER: of the group */
  gboolean nil;
} Frame;

/* Looked up once for each part of the layout, not for each record. */
typedef struct {
  const MiaoKind *kind;
  const MiaoCwxElement *elements;
} PartInfo;

struct _MiaoCwxReader {
  MiaoXmlParser *parser;
  GHashTable *infos; /* MiaoCwxPart → PartInfo */
  const MiaoCwxFuncs *funcs;
  gpointer user_data;
  GArray *frames;
  GString *text;
  MiaoRecord *submission;
  guint header_line;
  MiaoFolder *folder; /* the folder at hand */
  guint folder_line;
  guint n_records;
  GHashTable *lines; /* record id → line, of the folder at hand */
  JsonArray *list;
  JsonObject *item;
  MiaoCwxEvent event;
  guint event_line;
  char *event_texts[6];
};

static Frame *
top (MiaoCwxReader *self)
{
  return &g_array_index (self->frames, Frame, self->frames->len - 1);
}

static const PartInfo *
part_info (MiaoCwxReader *self, const MiaoCwxPart *part)
{
  PartInfo *info = g_hash_table_lookup (self->infos, part);

  if (info == NULL) {
    info = g_new0 (PartInfo, 1);
    info->kind = miao_kind_find (part->kind);
    info->elements = miao_cwx_elements (info->kind);
    g_hash_table_insert (self->infos, (gpointer) part, info);
  }

  return info;
}

static void
push (MiaoCwxReader *self, State state, const MiaoCwxPart *part, MiaoFolder *folder)
{
  Frame frame = { .state = state, .part = part, .folder = folder };

  if (state == IN_RECORD || state == IN_WRAPPER)
    frame.elements = frame.next = part_info (self, part)->elements;
  g_array_append_val (self->frames, frame);
}

static void
complain (
    MiaoCwxReader *self, MiaoCwxComplaint complaint, guint line, const char *element, int code)
{
  if (self->funcs->complain != NULL)
    self->funcs->complain (self, complaint, line, element, code, self->user_data);
}

static void
start_record (MiaoCwxReader *self,
              const MiaoCwxPart *part,
              MiaoFolder *owner,
              const MiaoXmlAttributes *attributes)
{
  g_autoptr (MiaoRecord) record = miao_record_new (part_info (self, part)->kind);
  g_autofree char *id = miao_xml_dup_attribute (attributes, "id");
  guint line = miao_xml_parser_get_line (self->parser);
  MiaoFolder *folder = miao_folder_new (record);

  miao_record_set_id (record, id);
  if (owner != NULL) {
    miao_folder_add (owner, folder);
  } else {
    g_clear_pointer (&self->folder, miao_folder_free);
    g_hash_table_remove_all (self->lines);
    self->folder = folder;
    self->folder_line = line;
    self->n_records = 0;
  }
  if (id != NULL)
    g_hash_table_insert (self->lines, g_steal_pointer (&id), GUINT_TO_POINTER (line));
  if (++self->n_records > MAX_FOLDER_RECORDS)
    miao_xml_parser_stop (
        self->parser,
        g_error_new (MIAO_ERROR, MIAO_ERROR_LIMIT,
                     miao_pick ("第 %u 行开始的记录下有超过 %d 条明细，拒绝读取。请核对文件来源。",
                                "The folder that begins in line %u has more than %d records; the "
                                "file is refused. Check where it comes from."),
                     self->folder_line, MAX_FOLDER_RECORDS));
  push (self, IN_RECORD, part, folder);
}

static void
start_in_batch (MiaoCwxReader *self, const char *name, const MiaoXmlAttributes *attributes)
{
  static const MiaoCwxPart *const bodies[] = { &miao_cwx_family, &miao_cwx_child,
                                               &miao_cwx_document };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (strcmp (name, bodies[i]->container) == 0) {
      push (self, IN_COLLECTION, bodies[i], NULL);
      return;
    }
  if (strcmp (name, "Header") == 0) {
    self->header_line = miao_xml_parser_get_line (self->parser);
    push (self, IN_HEADER, NULL, NULL);
    top (self)->name = "";
  } else if (strcmp (name, "Institution") == 0) {
    start_record (self, &miao_cwx_institution, NULL, attributes);
  } else if (strcmp (name, "Events") == 0) {
    push (self, IN_EVENTS, NULL, NULL);
  } else if (strcmp (name, "Deleted") == 0) {
    push (self, IN_DELETED, NULL, NULL);
  } else {
    push (self, IN_IGNORED, NULL, NULL);
  }
}

/* Where the texts of the header go. The group is the element around. */
static const struct {
  const char *group;
  const char *name;
  const char *field;
} header_fields[] = {
  { "", "PreviousBatchId", "previous_batch" },
  { "", "Serial", "serial" },
  { "", "SchemaVersion", "schema_version" },
  { "", "Profile", "profile" },
  { "ReportingOrg", "Uscc", "org_uscc" },
  { "ReportingOrg", "Name", "org_name" },
  { "ReportingOrg", "DivisionCode", "org_division" },
  { "ReportingOrg", "AuthorityName", "authority_name" },
  { "Software", "Name", "software_name" },
  { "Software", "Version", "software_version" },
  { "", "SubmissionKind", "submission_kind" },
  { "Counts", "Children", "n_children" },
  { "Counts", "Families", "n_families" },
  { "Counts", "Placements", "n_placements" },
  { "Counts", "Attachments", "n_attachments" },
  { "", "PreparedBy", "prepared_by" },
  { "", "ApprovedBy", "approved_by" },
};

static void
start_in_header (MiaoCwxReader *self, const char *name, const MiaoXmlAttributes *attributes)
{
  static const char *const groups[] = { "ReportingOrg", "Software", "Counts", "RuleSets" };
  const char *group = "";

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strcmp (name, groups[i]) == 0)
      group = groups[i];
  if (strcmp (name, "Period") == 0) {
    static const char *const names[] = { "type", "from", "to" };
    static const char *const fields[] = { "period_type", "period_from", "period_to" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
      g_autofree char *value = miao_xml_dup_attribute (attributes, names[i]);

      miao_record_set (self->submission, fields[i], value);
    }
  }
  if (group[0] == '\0')
    group = top (self)->name;
  push (self, IN_HEADER, NULL, NULL);
  top (self)->name = group;
}

static void
end_in_header (MiaoCwxReader *self, const char *group, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (header_fields); i++)
    if (strcmp (header_fields[i].group, group) == 0 && strcmp (header_fields[i].name, name) == 0)
      miao_record_set (self->submission, header_fields[i].field, self->text->str);
  if (strcmp (name, "BatchId") == 0)
    miao_record_set_id (self->submission, self->text->str);
  if (strcmp (name, "Header") == 0 && self->funcs->header != NULL)
    self->funcs->header (self, self->submission, self->header_line, self->user_data);
}

static const MiaoCwxElement *
find_element (Frame *frame, const char *name)
{
  for (const MiaoCwxElement *e = frame->next; e->name != NULL; e++)
    if (strcmp (e->name, name) == 0) {
      frame->next = e + 1;
      return e;
    }
  for (const MiaoCwxElement *e = frame->elements; e < frame->next; e++)
    if (strcmp (e->name, name) == 0)
      return e;

  return NULL;
}

static void
start_field (MiaoCwxReader *self,
             const MiaoCwxElement *element,
             MiaoFolder *folder,
             const MiaoXmlAttributes *attributes)
{
  g_autofree char *nil = miao_xml_dup_attribute (attributes, "nil");

  push (self, IN_FIELD, NULL, folder);
  top (self)->element = element;
  top (self)->nil = nil != NULL;
  if (element->items != NULL && self->item == NULL) {
    g_clear_pointer (&self->list, json_array_unref);
    self->list = json_array_new ();
  }
}

static void
start_in_record (MiaoCwxReader *self, const char *name, const MiaoXmlAttributes *attributes)
{
  Frame frame = *top (self);
  const MiaoCwxElement *element = NULL;

  if (frame.state == IN_RECORD && frame.part->wrapper != NULL) {
    if (strcmp (name, frame.part->wrapper) == 0) {
      push (self, IN_WRAPPER, frame.part, frame.folder);
      return;
    }
  } else {
    element = find_element (top (self), name);
  }
  if (element != NULL) {
    start_field (self, element, frame.folder, attributes);
    return;
  }
  for (const MiaoCwxPart *part = frame.part->parts; part != NULL && part->kind != NULL; part++) {
    if (part->container != NULL && strcmp (part->container, name) == 0) {
      push (self, IN_COLLECTION, part, frame.folder);
      return;
    }
    if (part->container == NULL && strcmp (part_info (self, part)->kind->xml, name) == 0) {
      start_record (self, part, frame.folder, attributes);
      return;
    }
  }
  push (self, IN_IGNORED, NULL, NULL);
}

static void
start_in_field (MiaoCwxReader *self, const char *name, const MiaoXmlAttributes *attributes)
{
  const MiaoCwxElement *list = top (self)->element;

  if (list->items == NULL || strcmp (name, "Item") != 0) {
    push (self, IN_IGNORED, NULL, NULL);
    return;
  }
  push (self, IN_ITEM, NULL, NULL);
  top (self)->elements = top (self)->next = list->items;
  g_clear_pointer (&self->item, json_object_unref);
  self->item = json_object_new ();
}

static const char *const event_names[] = { "id",     "SubjectKind", "SubjectId",
                                           "OnDate", "Reason",      "LastPaidMonth" };
/* An item of Deleted is handed on as the withdrawal that it is; it says the same in other words. */
static const char *const deleted_names[] = { "", "Type", "Id", "", "Reason", "" };

static void
start_event (MiaoCwxReader *self, const MiaoXmlAttributes *attributes)
{
  g_autofree char *type = miao_xml_dup_attribute (attributes, "type");

  for (guint i = 0; i < G_N_ELEMENTS (self->event_texts); i++)
    g_clear_pointer (&self->event_texts[i], g_free);
  self->event_texts[0] = miao_xml_dup_attribute (attributes, "id");
  self->event.type = MIAO_CWX_CHANGE;
  for (int i = MIAO_CWX_ADD; type != NULL && i <= MIAO_CWX_TRANSFER; i++)
    if (strcmp (type, miao_cwx_event_name ((MiaoCwxEventType) i)) == 0)
      self->event.type = (MiaoCwxEventType) i;
  self->event_line = miao_xml_parser_get_line (self->parser);
  push (self, IN_EVENT, NULL, NULL);
}

static void
start_deleted (MiaoCwxReader *self, const MiaoXmlAttributes *attributes)
{
  start_event (self, attributes);
  self->event.type = MIAO_CWX_WITHDRAW;
}

static void
end_event (MiaoCwxReader *self)
{
  self->event.id = self->event_texts[0];
  self->event.subject_kind = self->event_texts[1];
  self->event.subject_id = self->event_texts[2];
  self->event.on = self->event_texts[3];
  self->event.reason = self->event_texts[4];
  self->event.last_paid_month = self->event_texts[5];
  if (self->funcs->event != NULL)
    self->funcs->event (self, &self->event, self->event_line, self->user_data);
}

static void
start_root (MiaoCwxReader *self, const char *name, const char *uri)
{
  if (strcmp (name, "Batch") == 0 && g_strcmp0 (uri, MIAO_CWX_NAMESPACE) == 0) {
    push (self, IN_BATCH, NULL, NULL);
    return;
  }
  push (self, IN_IGNORED, NULL, NULL);
  miao_xml_parser_stop (
      self->parser, g_error_new_literal (
                        MIAO_ERROR, MIAO_ERROR_FOREIGN,
                        miao_pick ("这不是 CWX 1.0 上报文件（根元素不符）。请核对选择的文件。",
                                   "This is no CWX 1.0 return (its root element is another). Check "
                                   "that it is the right file.")));
}

static void
start_cb (gpointer user_data,
          const char *name,
          const char *uri,
          const MiaoXmlAttributes *attributes)
{
  MiaoCwxReader *self = user_data;
  Frame *frame = top (self);

  g_string_truncate (self->text, 0);
  switch (frame->state) {
  case IN_DOCUMENT:
    start_root (self, name, uri);
    break;
  case IN_BATCH:
    start_in_batch (self, name, attributes);
    break;
  case IN_HEADER:
    start_in_header (self, name, attributes);
    break;
  case IN_COLLECTION:
    if (strcmp (name, part_info (self, frame->part)->kind->xml) == 0)
      start_record (self, frame->part, frame->folder, attributes);
    else
      push (self, IN_IGNORED, NULL, NULL);
    break;
  case IN_RECORD:
  case IN_WRAPPER:
    start_in_record (self, name, attributes);
    break;
  case IN_FIELD:
    start_in_field (self, name, attributes);
    break;
  case IN_ITEM: {
    const MiaoCwxElement *element = find_element (frame, name);

    if (element != NULL)
      start_field (self, element, NULL, attributes);
    else
      push (self, IN_IGNORED, NULL, NULL);
    break;
  }
  case IN_EVENTS:
    if (strcmp (name, "Event") == 0)
      start_event (self, attributes);
    else
      push (self, IN_IGNORED, NULL, NULL);
    break;
  case IN_DELETED:
    if (strcmp (name, "Item") == 0)
      start_deleted (self, attributes);
    else
      push (self, IN_IGNORED, NULL, NULL);
    break;
  case IN_EVENT:
  case IN_IGNORED:
  default:
    push (self, IN_IGNORED, NULL, NULL);
    break;
  }
}

/* XML text to canonical text; FALSE when it cannot be. */
static gboolean
canonical (const MiaoField *field, GString *text)
{
  if (field->type == MIAO_TYPE_BOOLEAN) {
    gboolean yes = strcmp (text->str, "true") == 0 || strcmp (text->str, "1") == 0;

    if (!yes && strcmp (text->str, "false") != 0 && strcmp (text->str, "0") != 0)
      return FALSE;
    g_string_assign (text, yes ? "1" : "0");
  } else if (field->type == MIAO_TYPE_INSTANT) {
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text->str, NULL);

    if (time == NULL)
      return FALSE;
    g_string_printf (text, "%" G_GINT64_FORMAT,
                     g_date_time_to_unix (time) * MS_PER_SECOND +
                         g_date_time_get_microsecond (time) / MS_PER_SECOND);
  }

  return TRUE;
}

static void
end_member (MiaoCwxReader *self, const MiaoField *field)
{
  if (field->type == MIAO_TYPE_INTEGER || field->type == MIAO_TYPE_INSTANT)
    json_object_set_int_member (self->item, field->name,
                                g_ascii_strtoll (self->text->str, NULL, 10));
  else if (field->type == MIAO_TYPE_BOOLEAN)
    json_object_set_boolean_member (self->item, field->name, self->text->str[0] == '1');
  else
    json_object_set_string_member (self->item, field->name, self->text->str);
}

static void
end_field (MiaoCwxReader *self, const Frame *frame)
{
  const MiaoCwxElement *element = frame->element;
  guint line = miao_xml_parser_get_line (self->parser);
  gboolean list = element->items != NULL;
  gboolean empty = list ? json_array_get_length (self->list) == 0 : self->text->len == 0;

  if (list && empty && !frame->nil)
    return; /* nothing in the list: said by the empty element */
  if (empty != frame->nil)
    complain (self, MIAO_CWX_NIL, line, element->name, 0);
  if (empty)
    return;
  if (list) {
    miao_record_set_list (miao_folder_get_record (frame->folder), element->field->name, self->list);
  } else if (!canonical (element->field, self->text)) {
    complain (self, MIAO_CWX_UNREADABLE, line, element->name, 0);
  } else if (frame->folder != NULL) {
    miao_record_set_at (miao_folder_get_record (frame->folder), element->index, self->text->str);
  } else {
    end_member (self, element->field);
  }
}

static void
end_folder (MiaoCwxReader *self, const MiaoCwxPart *part)
{
  const MiaoCwxFuncs *funcs = self->funcs;
  MiaoRecord *record = miao_folder_get_record (self->folder);

  if (part == &miao_cwx_child && funcs->child != NULL)
    funcs->child (self, self->folder, self->folder_line, self->user_data);
  else if (part == &miao_cwx_family && funcs->family != NULL)
    funcs->family (self, self->folder, self->folder_line, self->user_data);
  else if (part == &miao_cwx_institution && funcs->institution != NULL)
    funcs->institution (self, record, self->folder_line, self->user_data);
  else if (part == &miao_cwx_document && funcs->attachment != NULL)
    funcs->attachment (self, record, self->folder_line, self->user_data);
}

static void
end_cb (gpointer user_data, const char *name)
{
  MiaoCwxReader *self = user_data;
  Frame frame = *top (self);

  g_array_set_size (self->frames, self->frames->len - 1);
  if (frame.state == IN_HEADER)
    end_in_header (self, frame.name, name);
  else if (frame.state == IN_FIELD)
    end_field (self, &frame);
  else if (frame.state == IN_ITEM)
    json_array_add_object_element (self->list, g_steal_pointer (&self->item));
  else if (frame.state == IN_RECORD && frame.folder == self->folder)
    end_folder (self, frame.part);
  else if (frame.state == IN_EVENT)
    end_event (self);
  else if (frame.state == IN_IGNORED && top (self)->state == IN_EVENT)
    for (guint i = 1; i < G_N_ELEMENTS (event_names); i++)
      if (self->event_texts[i] == NULL &&
          (strcmp (name, event_names[i]) == 0 || strcmp (name, deleted_names[i]) == 0))
        self->event_texts[i] = g_strdup (self->text->str);
  g_string_truncate (self->text, 0);
}

static void
text_cb (gpointer user_data, const char *text, int n_bytes)
{
  MiaoCwxReader *self = user_data;
  State state = top (self)->state;

  if ((state == IN_FIELD || state == IN_HEADER || state == IN_IGNORED) &&
      self->text->len < MAX_TEXT_BYTES)
    g_string_append_len (self->text, text, n_bytes);
}

static void
schema_error_cb (gpointer user_data, guint line, int code, const char *message)
{
  MiaoCwxReader *self = user_data;
  g_autofree char *element = NULL;
  const char *begin = strchr (message, '}');
  const char *stop = begin != NULL ? strchr (begin, '\'') : NULL;

  /* "Element '{namespace}Name': …"; the rest may quote the value, which stays here. */
  if (stop != NULL)
    element = g_strndup (begin + 1, (gsize) (stop - begin - 1));
  complain (self, MIAO_CWX_SCHEMA, line, element, code);
}

guint
miao_cwx_reader_get_line (const MiaoCwxReader *self, const char *record_id)
{
  return record_id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, record_id)) : 0;
}

static void
reader_clear (MiaoCwxReader *self)
{
  miao_xml_parser_free (self->parser);
  g_hash_table_unref (self->infos);
  g_array_unref (self->frames);
  g_string_free (self->text, TRUE);
  miao_record_unref (self->submission);
  g_clear_pointer (&self->folder, miao_folder_free);
  g_hash_table_unref (self->lines);
  g_clear_pointer (&self->list, json_array_unref);
  g_clear_pointer (&self->item, json_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->event_texts); i++)
    g_free (self->event_texts[i]);
}

gboolean
miao_cwx_read (const char *path,
               xmlSchemaPtr schema,
               guint64 max_bytes,
               const MiaoCwxFuncs *funcs,
               gpointer user_data,
               char ret_sha256[65],
               GCancellable *cancellable,
               GError **error)
{
  static const MiaoXmlHandler handler = { start_cb, end_cb, text_cb, schema_error_cb };
  MiaoCwxReader self = { .funcs = funcs, .user_data = user_data };
  g_autoptr (MiaoCwxInput) input = NULL;
  gboolean done;

  input = miao_cwx_input_open (path, max_bytes != 0 ? max_bytes : MIAO_CWX_MAX_BYTES,
                               funcs->progress, user_data, cancellable, error);
  if (input == NULL)
    return FALSE;
  self.infos = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self.text = g_string_new (NULL);
  self.submission = miao_record_new (miao_kind_find ("submission"));
  self.lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.parser = miao_xml_parser_new (&handler, &self, schema);
  push (&self, IN_DOCUMENT, NULL, NULL);
  done = miao_xml_parser_run (self.parser, miao_cwx_input_read, input, error) &&
         miao_cwx_input_read_rest (input, error);
  if (ret_sha256 != NULL)
    miao_cwx_input_get_sha256 (input, ret_sha256);
  reader_clear (&self);

  return done;
}
