#pragma once

#include "exchange-fixtures.h"
#include "miao-ledger.h"

G_BEGIN_DECLS

/* An open ledger, its file in a folder of its own; both go with the variable. */
typedef struct {
  ExchangeFolder folder;
  MiaoLedger *ledger;
} LedgerFile;

/* Writes @text as exchange_write_as() does and opens it, which must succeed. */
void ledger_file_init (LedgerFile *self, const char *text, const char *encoding, gboolean mark);
/* The same for a workbook, as exchange_write_book() writes it. */
void ledger_file_init_book (LedgerFile *self,
                            const char *workbook_properties,
                            const char *sheet,
                            const char *shared);
void ledger_file_clear (LedgerFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LedgerFile, ledger_file_clear)

G_END_DECLS
