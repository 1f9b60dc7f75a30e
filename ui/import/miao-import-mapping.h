#pragma once

#include "miao-ledger-map.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_IMPORT_MAPPING (miao_import_mapping_get_type ())
G_DECLARE_FINAL_TYPE (MiaoImportMapping, miao_import_mapping, MIAO, IMPORT_MAPPING, GtkWidget)

/** Which column goes into which field, a line each. Emits "changed" after the person chose. */
GtkWidget *miao_import_mapping_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @map: (nullable): stays the caller's and is changed by what the person chooses. */
void miao_import_mapping_set_map (MiaoImportMapping *self, MiaoLedgerMap *map);

G_END_DECLS
