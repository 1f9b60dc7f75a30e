#pragma once

#include "miao-ledger-map.h"
#include "miao-store-tables.h"
#include "miao-store.h"

G_BEGIN_DECLS

/* What the import assistant and the use case share. */

/** Setting that remembers the last mapping of a ledger of children. */
#define MIAO_IMPORT_MAPPING_SETTING "import.children.mapping"

/** Returns: (transfer full) (nullable): the mapping that was used last, as JSON. */
char *miao_import_saved_mapping (MiaoStore *store,
                                 MiaoLedgerProfile profile) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): SHA-256 of the file in hexadecimal, read in pieces. */
char *miao_import_file_digest (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: how many lines the text file has, about, for saying how far its reading is; 0 when it
 *  cannot be read. */
guint64 miao_import_count_lines (const char *path);

G_END_DECLS
