#pragma once

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

G_BEGIN_DECLS

/*
 * XML from outside, read as a stream of elements with the dangers off: a document type declaration
 * is refused before an entity can be declared (so there is nothing to expand and nothing to fetch),
 * nothing is loaded from the network, and nesting is limited. Memory does not grow with the file.
 */

/** Deepest nesting that is read; our own format and workbooks stay below 20. */
#define MIAO_XML_MAX_DEPTH 128

typedef struct _MiaoXmlParser MiaoXmlParser;

/** Attributes as libxml2 hands them over; read with miao_xml_dup_attribute(). */
typedef struct {
  int n;
  const xmlChar **raw;
} MiaoXmlAttributes;

/**
 * MiaoXmlHandler:
 *
 * Names are local names; the namespace is that of the element or %NULL. @text may come in pieces
 * and is not zero-ended. @schema_error gets what the schema objects to.
 */
typedef struct {
  void (*start) (gpointer user_data,
                 const char *name,
                 const char *uri,
                 const MiaoXmlAttributes *attributes);
  void (*end) (gpointer user_data, const char *name);
  void (*text) (gpointer user_data, const char *text, int n_bytes);
  void (*schema_error) (gpointer user_data, guint line, int code, const char *message);
} MiaoXmlHandler;

/**
 * miao_xml_parser_new:
 * @schema: (nullable): checked on the way; the caller keeps it alive
 */
MiaoXmlParser *miao_xml_parser_new (const MiaoXmlHandler *handler,
                                    gpointer user_data,
                                    xmlSchemaPtr schema) G_GNUC_WARN_UNUSED_RESULT;
void miao_xml_parser_free (MiaoXmlParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoXmlParser, miao_xml_parser_free)

/**
 * MiaoXmlRead:
 *
 * Fills @buffer with up to @n_bytes more bytes.
 *
 * Returns: how many; 0 at the end, -1 with @error set.
 */
typedef gssize (*MiaoXmlRead) (gpointer user_data, guint8 *buffer, gsize n_bytes, GError **error);

/**
 * miao_xml_parser_run:
 * @read: where the text comes from; asked for large pieces
 *
 * Reads the whole text. May be called once.
 *
 * Returns: %FALSE with the error of @read, or %MIAO_ERROR_CORRUPT when the text is not well-formed
 *   (line told), %MIAO_ERROR_FOREIGN for a document type declaration, %MIAO_ERROR_LIMIT for too
 * deep nesting; %FALSE without an error after miao_xml_parser_stop().
 */
gboolean
miao_xml_parser_run (MiaoXmlParser *parser, MiaoXmlRead read, gpointer read_data, GError **error);

/** Ends the reading from inside a callback; @error (transfer full) (nullable): becomes run()'s. */
void miao_xml_parser_stop (MiaoXmlParser *parser, GError *error);
guint miao_xml_parser_get_line (const MiaoXmlParser *parser);

/** Returns: (transfer full) (nullable): the value of the attribute without a namespace. */
char *miao_xml_dup_attribute (const MiaoXmlAttributes *attributes,
                              const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
