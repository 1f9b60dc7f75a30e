#include "config.h"

#include "miao-receipt.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-xml-parser.h"

#include <string.h>

/* Characters of one text of a receipt; what is longer is cut, never refused. */
#define TEXT_MAX 4000

typedef struct {
  MiaoXmlParser *parser;
  MiaoReceipt *receipt;
  MiaoReceiptItem *item; /* the one at hand, owned by the receipt */
  GString *text;
  gboolean is_receipt;
} Reading;

static void
item_free (gpointer data)
{
  MiaoReceiptItem *item = data;

  g_free (item->record);
  g_free (item->child_no);
  g_free (item->code);
  g_free (item->field);
  g_free (item->message);
  g_free (item);
}

static MiaoReceipt *
receipt_new (void)
{
  MiaoReceipt *receipt = g_new0 (MiaoReceipt, 1);

  receipt->items = g_ptr_array_new_with_free_func (item_free);

  return receipt;
}

void
miao_receipt_free (MiaoReceipt *receipt)
{
  if (receipt == NULL)
    return;
  g_free (receipt->batch);
  g_free (receipt->status);
  g_free (receipt->number);
  g_free (receipt->day);
  g_free (receipt->text);
  g_ptr_array_unref (receipt->items);
  g_free (receipt);
}

static gboolean
is_named (const char *name, const char *wanted)
{
  return g_ascii_strcasecmp (name, wanted) == 0;
}

/* Where the text of the element belongs; NULL: nowhere. */
static char **
find_place (Reading *self, const char *name)
{
  const struct {
    const char *name;
    char **place;
  } of_receipt[] = { { "BatchId", &self->receipt->batch },
                     { "Status", &self->receipt->status },
                     { "ReceiptNo", &self->receipt->number },
                     { "ReceivedOn", &self->receipt->day },
                     { "Text", &self->receipt->text } },
    of_item[] = { { "RecordId", self->item != NULL ? &self->item->record : NULL },
                  { "ChildNo", self->item != NULL ? &self->item->child_no : NULL },
                  { "Code", self->item != NULL ? &self->item->code : NULL },
                  { "Field", self->item != NULL ? &self->item->field : NULL },
                  { "Message", self->item != NULL ? &self->item->message : NULL },
                  { "Item", self->item != NULL ? &self->item->message : NULL } };

  if (self->item != NULL) {
    for (gsize i = 0; i < G_N_ELEMENTS (of_item); i++)
      if (is_named (name, of_item[i].name))
        return of_item[i].place;
    return NULL;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (of_receipt); i++)
    if (is_named (name, of_receipt[i].name))
      return of_receipt[i].place;

  return NULL;
}

static void
start_cb (gpointer user_data,
          const char *name,
          const char *uri,
          const MiaoXmlAttributes *attributes)
{
  Reading *self = user_data;

  if (!self->is_receipt && !is_named (name, "Receipt")) {
    miao_xml_parser_stop (self->parser,
                          g_error_new_literal (MIAO_ERROR, MIAO_ERROR_FOREIGN,
                                               miao_pick ("这不是回执文件。请选择上级发来的回执，"
                                                          "或直接填写回执内容。",
                                                          "This is no receipt. Choose the receipt "
                                                          "that came, or type it in.")));
    return;
  }
  self->is_receipt = TRUE;
  g_string_truncate (self->text, 0);
  if (!is_named (name, "Item") || self->receipt->items->len >= MIAO_RECEIPT_MAX_ITEMS)
    return;
  self->item = g_new0 (MiaoReceiptItem, 1);
  self->item->line = miao_xml_parser_get_line (self->parser);
  self->item->record = miao_xml_dup_attribute (attributes, "recordId");
  self->item->child_no = miao_xml_dup_attribute (attributes, "childNo");
  self->item->code = miao_xml_dup_attribute (attributes, "code");
  self->item->field = miao_xml_dup_attribute (attributes, "field");
  g_ptr_array_add (self->receipt->items, self->item);
}

static void
end_cb (gpointer user_data, const char *name)
{
  Reading *self = user_data;
  char **place = find_place (self, name);
  const char *text = g_strstrip (self->text->str);

  if (place != NULL && *place == NULL && *text != '\0')
    *place = g_strdup (text);
  g_string_truncate (self->text, 0);
  if (is_named (name, "Item"))
    self->item = NULL;
}

static void
text_cb (gpointer user_data, const char *text, int n_bytes)
{
  Reading *self = user_data;

  if (self->text->len + (gsize) n_bytes <= TEXT_MAX)
    g_string_append_len (self->text, text, n_bytes);
}

static gssize
read_cb (gpointer user_data, guint8 *buffer, gsize n_bytes, GError **error)
{
  return g_input_stream_read (user_data, buffer, n_bytes, NULL, error);
}

static GInputStream *
open_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, NULL);

  if (stream == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("找不到或打不开“%s”。请检查位置。",
                            "“%s” is not there or cannot be opened. Check where it is."),
                 path);
    return NULL;
  }
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  if (info != NULL && g_file_info_get_size (info) > (goffset) MIAO_RECEIPT_MAX_BYTES) {
    g_object_unref (stream);
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                         miao_pick ("回执文件超过 64 MB，没有读取。请确认选对了文件。",
                                    "The receipt is larger than 64 MB and was not read. Make sure "
                                    "that it is the right file."));
    return NULL;
  }

  return G_INPUT_STREAM (stream);
}

/* A returned record that nobody can find, or without a reason, helps nobody. */
static gboolean
check_items (MiaoReceipt *receipt, GError **error)
{
  for (guint i = 0; i < receipt->items->len; i++) {
    const MiaoReceiptItem *item = g_ptr_array_index (receipt->items, i);

    if ((item->record != NULL || item->child_no != NULL) && item->message != NULL)
      continue;
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 item->message == NULL
                     ? miao_pick ("第 %u 行没有写退回原因。写成“儿童编号：原因”。",
                                  "Line %u says no reason. Write “file number: reason”.")
                     : miao_pick ("第 %u 行没有儿童编号或记录标识。",
                                  "Line %u has neither a file number nor the id of a record."),
                 item->line);
    return FALSE;
  }

  return TRUE;
}

MiaoReceipt *
miao_receipt_read (const char *path, GError **error)
{
  static const MiaoXmlHandler handler = { start_cb, end_cb, text_cb, NULL };
  g_autoptr (GInputStream) stream = open_file (path, error);
  g_autoptr (MiaoReceipt) receipt = receipt_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MiaoXmlParser) parser = NULL;
  Reading reading = { .receipt = receipt, .text = text };

  if (stream == NULL)
    return NULL;
  parser = miao_xml_parser_new (&handler, &reading, NULL);
  reading.parser = parser;
  if (!miao_xml_parser_run (parser, read_cb, stream, error) || !check_items (receipt, error))
    return NULL;

  return g_steal_pointer (&receipt);
}

/* Where the number ends: a blank or a colon, also the full-width ones. */
static gboolean
ends_number (gunichar c)
{
  return g_unichar_isspace (c) || c == ':' || c == 0xff1a || c == ',' || c == 0xff0c;
}

static MiaoReceiptItem *
parse_line (const char *line, guint number)
{
  MiaoReceiptItem *item = g_new0 (MiaoReceiptItem, 1);
  const char *end = line;

  while (*end != '\0' && !ends_number (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  item->line = number;
  if (end > line)
    item->child_no = g_strndup (line, (gsize) (end - line));
  while (*end != '\0' && ends_number (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (*end != '\0')
    item->message = g_strdup (end);

  return item;
}

MiaoReceipt *
miao_receipt_parse (const char *text, GError **error)
{
  g_autoptr (MiaoReceipt) receipt = receipt_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (receipt->items, parse_line (lines[i], i + 1));
  if (receipt->items->len > MIAO_RECEIPT_MAX_ITEMS) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT,
                 miao_pick ("退回记录超过 %d 条。", "There are more than %d returned records."),
                 MIAO_RECEIPT_MAX_ITEMS);
    return NULL;
  }

  return check_items (receipt, error) ? g_steal_pointer (&receipt) : NULL;
}
