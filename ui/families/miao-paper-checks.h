#pragma once

#include "miao-date.h"
#include "miao-form.h"

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PAPER_CHECKS (miao_paper_checks_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPaperChecks, miao_paper_checks, MIAO, PAPER_CHECKS, GtkWidget)

/** The papers of an application (table application_paper) as a list to tick, and below them what
 * the institution itself asks. @form: (nullable): annex A of today; lives as long. */
GtkWidget *miao_paper_checks_new (const MiaoForm *form, MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): rows of the field "documents": those that are in order. */
JsonArray *miao_paper_checks_get (MiaoPaperChecks *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): rows of the field "answers": what was answered. */
JsonArray *miao_paper_checks_get_answers (MiaoPaperChecks *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
