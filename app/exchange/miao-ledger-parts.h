#pragma once

#include "miao-xml-parser.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The parts of a workbook file: members of a ZIP, each an XML text. Read from the file one at a
 * time, never unpacked to disk, never larger than a limit.
 */

/**
 * miao_ledger_part_read:
 * @name: name of the member ("xl/workbook.xml"), without a leading slash
 * @max_bytes: most bytes it may unpack to
 * @ret_found: (out) (optional): whether there is such a member; without it a missing one is an
 * error
 * @ret_parser: (out) (optional): set while the callbacks run, for miao_xml_parser_stop()
 *
 * Errors: %MIAO_ERROR_CORRUPT, %MIAO_ERROR_LIMIT, %MIAO_ERROR_FOREIGN, %MIAO_ERROR_CANCELLED. A
 * stop without an error counts as success.
 */
gboolean miao_ledger_part_read (const char *path,
                                const char *name,
                                guint64 max_bytes,
                                const MiaoXmlHandler *handler,
                                gpointer user_data,
                                gboolean *ret_found,
                                MiaoXmlParser **ret_parser,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
