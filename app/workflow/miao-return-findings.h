#pragma once

#include "miao-call.h"
#include "miao-cwx-report.h"

G_BEGIN_DECLS

/** Stores what the check of a batch found, a row each; an explanation that was given for the same
 *  finding in an earlier batch goes along. */
gboolean miao_return_store_findings (MiaoCall *call,
                                     const MiaoRecord *submission,
                                     const MiaoCwxReport *report,
                                     GError **error);

G_END_DECLS
