#pragma once

#include <glib.h>
#include <libxml/xmlschemas.h>

G_BEGIN_DECLS

/**
 * miao_cwx_schema_build:
 *
 * Writes the XSD 1.0 of CWX from the dictionary and the layout. data/exchange/cwx-1.xsd is this
 * text; a test holds the two together, so that a field that is added without a new schema is
 * noticed.
 *
 * Returns: (transfer full): the schema.
 */
char *miao_cwx_schema_build (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_cwx_schema_get:
 *
 * Parses, the first time, the schema that the program carries, without its identity constraints
 * (xs:key, xs:keyref): libxml2 keeps every key of the file in memory and compares each with all
 * others, which a batch of a million children cannot afford; the reader checks them itself.
 *
 * Returns: (transfer none): the schema, which any thread may validate with. %NULL with
 *   %MIAO_ERROR_CORRUPT when the program's own schema is broken.
 */
xmlSchemaPtr miao_cwx_schema_get (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
