#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PAPER_CHECKS (miao_paper_checks_get_type ())
G_DECLARE_FINAL_TYPE (MiaoPaperChecks, miao_paper_checks, MIAO, PAPER_CHECKS, GtkWidget)

/** The papers of an application (table application_paper) as a list to tick. */
GtkWidget *miao_paper_checks_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): rows of the field "documents": those that are in order. */
JsonArray *miao_paper_checks_get (MiaoPaperChecks *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
