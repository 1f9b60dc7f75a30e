#pragma once

#include "miao-ledger-value.h"

G_BEGIN_DECLS

/* Sets severity, code and both messages; the first one stays. */
void miao_ledger_value_say (MiaoLedgerValue *value,
                            MiaoLedgerSeverity severity,
                            const char *code,
                            char *message_zh,
                            char *message_en);

G_END_DECLS
