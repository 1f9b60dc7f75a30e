#include "config.h"

#include "miao-xml-parser.h"

#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

/* Bytes asked for at once: small enough to stay in the near caches while they are digested and
 * parsed. */
#define PIECE_BYTES (32 * 1024)

struct _MiaoXmlParser {
  MiaoXmlHandler handler;
  gpointer user_data;
  xmlSAXHandler sax;
  xmlParserCtxtPtr context;
  xmlSchemaValidCtxtPtr valid;
  xmlSchemaSAXPlugPtr plug;
  MiaoXmlRead read;
  gpointer read_data;
  guint8 *piece;
  gsize n_piece;
  gsize at;
  guint depth;
  gboolean stopped;
  GError *error;
};

guint
miao_xml_parser_get_line (const MiaoXmlParser *self)
{
  return self->context != NULL && self->context->input != NULL ? (guint) self->context->input->line
                                                               : 0;
}

void
miao_xml_parser_stop (MiaoXmlParser *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  self->stopped = TRUE;
  xmlStopParser (self->context);
}

static void
start_element_cb (void *user_data,
                  const xmlChar *name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  MiaoXmlParser *self = user_data;
  MiaoXmlAttributes attrs = { n_attributes, attributes };

  if (self->stopped)
    return;
  if (++self->depth > MIAO_XML_MAX_DEPTH) {
    miao_xml_parser_stop (
        self,
        g_error_new (MIAO_ERROR, MIAO_ERROR_LIMIT,
                     miao_pick ("第 %u 行的元素嵌套超过 %d 层，拒绝读取。请核对文件来源。",
                                "Elements are nested deeper than the limit in line %u (%d levels); "
                                "the file is refused. Check where it comes from."),
                     miao_xml_parser_get_line (self), MIAO_XML_MAX_DEPTH));
    return;
  }
  if (self->handler.start != NULL)
    self->handler.start (self->user_data, (const char *) name, (const char *) uri, &attrs);
}

static void
end_element_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  MiaoXmlParser *self = user_data;

  if (self->stopped)
    return;
  self->depth--;
  if (self->handler.end != NULL)
    self->handler.end (self->user_data, (const char *) name);
}

static void
characters_cb (void *user_data, const xmlChar *text, int n_bytes)
{
  MiaoXmlParser *self = user_data;

  if (!self->stopped && self->handler.text != NULL)
    self->handler.text (self->user_data, (const char *) text, n_bytes);
}

static void
internal_subset_cb (void *user_data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  MiaoXmlParser *self = user_data;

  if (self->stopped)
    return;
  miao_xml_parser_stop (
      self,
      g_error_new (MIAO_ERROR, MIAO_ERROR_FOREIGN,
                   miao_pick ("第 %u 行含有文档类型声明（DOCTYPE），其中可以藏入外部实体，因此拒绝"
                              "读取。请让发送方去掉它后重新导出。",
                              "Line %u holds a document type declaration (DOCTYPE). It can hide "
                              "external entities, so the file is refused. Ask the sender to export "
                              "it without."),
                   miao_xml_parser_get_line (self)));
}

static void
ignore_error_cb (void *user_data, const xmlError *error)
{
  /* Errors are read from the context after each piece; nothing may be printed. */
}

static void
schema_error_cb (void *user_data, const xmlError *error)
{
  MiaoXmlParser *self = user_data;

  if (self->stopped || self->handler.schema_error == NULL)
    return;
  self->handler.schema_error (self->user_data, miao_xml_parser_get_line (self), error->code,
                              error->message != NULL ? error->message : "");
}

static void
plug_schema (MiaoXmlParser *self, xmlSchemaPtr schema)
{
  self->valid = xmlSchemaNewValidCtxt (schema);
  xmlSchemaSetValidStructuredErrors (self->valid, (xmlStructuredErrorFunc) schema_error_cb, self);
  self->plug = xmlSchemaSAXPlug (self->valid, &self->context->sax, &self->context->userData);
}

static int
read_cb (void *user_data, char *buffer, int n_bytes)
{
  MiaoXmlParser *self = user_data;
  gsize n;

  if (self->stopped)
    return 0;
  if (self->at == self->n_piece) {
    gssize got = self->read (self->read_data, self->piece, PIECE_BYTES, &self->error);

    if (got < 0) {
      self->stopped = TRUE;
      return -1;
    }
    self->n_piece = (gsize) got;
    self->at = 0;
  }
  n = MIN ((gsize) n_bytes, self->n_piece - self->at);
  memcpy (buffer, self->piece + self->at, n);
  self->at += n;

  return (int) n;
}

MiaoXmlParser *
miao_xml_parser_new (const MiaoXmlHandler *handler, gpointer user_data, xmlSchemaPtr schema)
{
  MiaoXmlParser *self = g_new0 (MiaoXmlParser, 1);

  self->handler = *handler;
  self->user_data = user_data;
  self->sax.initialized = XML_SAX2_MAGIC;
  self->sax.startElementNs = start_element_cb;
  self->sax.endElementNs = end_element_cb;
  self->sax.characters = characters_cb;
  self->sax.ignorableWhitespace = characters_cb;
  self->sax.cdataBlock = characters_cb;
  self->sax.internalSubset = internal_subset_cb;
  /* The cast: before libxml2 2.12 the error was not constant. */
  self->sax.serror = (xmlStructuredErrorFunc) ignore_error_cb;
  self->context =
      xmlCreateIOParserCtxt (&self->sax, self, read_cb, NULL, self, XML_CHAR_ENCODING_NONE);
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET);
  if (schema != NULL)
    plug_schema (self, schema);

  return self;
}

void
miao_xml_parser_free (MiaoXmlParser *self)
{
  if (self == NULL)
    return;
  if (self->plug != NULL)
    xmlSchemaSAXUnplug (self->plug);
  /* What a refused document type declares hangs on a document that nobody else frees. */
  g_clear_pointer (&self->context->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (self->context);
  if (self->valid != NULL)
    xmlSchemaFreeValidCtxt (self->valid);
  g_clear_error (&self->error);
  g_free (self->piece);
  g_free (self);
}

static gboolean
take_error (MiaoXmlParser *self, GError **error)
{
  const xmlError *last;

  if (self->stopped) {
    if (self->error != NULL)
      g_propagate_error (error, g_steal_pointer (&self->error));
    return FALSE;
  }
  last = xmlCtxtGetLastError (self->context);
  if (self->context->wellFormed && !self->context->disableSAX)
    return TRUE;
  self->stopped = TRUE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
      miao_pick ("第 %u 行不是完好的 XML（错误号 %d）。文件可能被截断或改动过，请重新取得。",
                 "Line %u is not well-formed XML (error %d). The file may be cut short or "
                 "altered; obtain it anew."),
      last != NULL && last->line > 0 ? (guint) last->line : miao_xml_parser_get_line (self),
      last != NULL ? last->code : 0);

  return FALSE;
}

gboolean
miao_xml_parser_run (MiaoXmlParser *self, MiaoXmlRead read, gpointer read_data, GError **error)
{
  self->read = read;
  self->read_data = read_data;
  self->piece = g_malloc (PIECE_BYTES);
  xmlParseDocument (self->context);

  return take_error (self, error);
}

char *
miao_xml_dup_attribute (const MiaoXmlAttributes *attributes, const char *name)
{
  for (int i = 0; i < attributes->n; i++) {
    const xmlChar **a = attributes->raw + (gsize) i * 5; /* name, prefix, URI, value, end */
    g_autofree char *value = NULL;
    char *escape;

    if (a[1] != NULL || strcmp ((const char *) a[0], name) != 0)
      continue;
    value = g_strndup ((const char *) a[3], (gsize) (a[4] - a[3]));
    /* libxml2 hands ampersands over escaped here (and only here). */
    for (escape = value; (escape = strstr (escape, "&#38;")) != NULL; escape++)
      memmove (escape + 1, escape + 5, strlen (escape + 5) + 1);
    return g_steal_pointer (&value);
  }

  return NULL;
}
