#pragma once

#include "miao-act-form.h"

G_BEGIN_DECLS

/* What the forms of the page of thresholds and local figures ask. Each begins @form anew; it is
 * shown by whoever called. */

/** A new value of the threshold @key, with its bounds and what sets them. Errors: of the store. */
gboolean miao_standards_fill_threshold (MiaoActForm *form,
                                        MiaoSession *session,
                                        const char *key,
                                        GError **error);

/** The local figures of a year. */
void miao_standards_fill_figures (MiaoActForm *form, MiaoSession *session);

/** @id: of a planned value; @label: (nullable): of what it is a value. */
void miao_standards_fill_withdrawal (MiaoActForm *form,
                                     MiaoSession *session,
                                     const char *id,
                                     const char *label);

G_END_DECLS
