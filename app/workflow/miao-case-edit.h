#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/**
 * miao_case_apply_edit:
 *
 * Takes over the fields that the person gave for @record (member named after its kind). Derived
 * fields belong to other use cases and are refused; the version that the person saw decides whether
 * somebody saved in between.
 */
gboolean
miao_case_apply_edit (MiaoCall *call, MiaoRecord *record, MiaoRecord *given, GError **error);

/** The whole of an edit: load "id", take over, @ask the kind's own rules (may be %NULL), store. */
gboolean miao_case_run_edit (MiaoCall *call,
                             const char *kind,
                             gboolean (*ask) (MiaoCall *call, MiaoRecord *record, GError **error),
                             GError **error);

G_END_DECLS
