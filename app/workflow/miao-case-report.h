#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/**
 * miao_case_keep_report:
 * @evaluation: as it was just stored, final
 *
 * Prints the report of an evaluation that was concluded (PDF/A), keeps it as a document of the
 * evaluation and notes it there ("report_doc"): what was signed can be shown as it was, whatever
 * later versions of the program print. Nothing is made in a preview.
 */
gboolean miao_case_keep_report (MiaoCall *call, MiaoRecord *evaluation, GError **error);

G_END_DECLS
