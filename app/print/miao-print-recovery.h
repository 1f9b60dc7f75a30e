#pragma once

#include "miao-page.h"

G_BEGIN_DECLS

/**
 * miao_print_recovery_sheet:
 * @info: institution, printed_by, printed_on; the rest is set here. The document is marked secret
 * @key: as miao_recovery_new() gives it: groups of digits divided by dashes
 * @file_name: name of the file that it opens
 * @made_on: "2026年11月24日"
 *
 * 恢复密钥单: two copies on two pages, one for the director's safe, one for the archive. The key
 * stands in the document's memory until it is freed; it is not wiped, so print at once, and never
 * write it to a file.
 */
MiaoDocument *miao_print_recovery_sheet (const MiaoDocumentInfo *info,
                                         const char *key,
                                         const char *file_name,
                                         const char *made_on) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
