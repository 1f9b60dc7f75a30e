#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ADMISSION (miao_admission_get_type ())
G_DECLARE_FINAL_TYPE (MiaoAdmission, miao_admission, MIAO, ADMISSION, GtkWidget)

/**
 * miao_admission_new:
 *
 * Admission of a child in five minutes: what matters first, the rest folded. Emits "admitted"
 * (const char *id) and "cancelled".
 */
GtkWidget *miao_admission_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @name: (nullable): what was searched for and not found. */
void miao_admission_begin (MiaoAdmission *self, MiaoSession *session, const char *name);

char *miao_admission_dup_unsaved (MiaoAdmission *self) G_GNUC_WARN_UNUSED_RESULT;
void miao_admission_discard (MiaoAdmission *self);

G_END_DECLS
