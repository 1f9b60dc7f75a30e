#pragma once

#include "miao-banner.h"
#include "miao-findings-panel.h"
#include "miao-record-form.h"
#include "miao-use-case.h"

G_BEGIN_DECLS

/**
 * MiaoRunPlace:
 * @form: (nullable): its fields are marked with the findings and with what is wrong with a value
 * @kind: (nullable): findings about this kind only are marked; %NULL: all
 * @panel: (nullable): shows the findings; reasons typed there are sent along
 * @banner: (nullable): shows other trouble; %NULL: the window's own
 * @conflict: (nullable): called when somebody else saved first, instead of showing an error
 * @conflict_data: for it
 * @title: (nullable): head of the panel: "Cannot be confirmed today"; %NULL: made from the use case
 *
 * Where a page wants to see what came of a use case.
 */
typedef struct {
  MiaoRecordForm *form;
  const char *kind;
  MiaoFindingsPanel *panel;
  MiaoBanner *banner;
  const char *title;
  void (*conflict) (JsonObject *conflict, gpointer user_data);
  gpointer conflict_data;
} MiaoRunPlace;

/**
 * miao_run:
 * @from: anything in the window
 * @use_case: its name: "confirm-placement"
 * @input: (nullable): parameters; "reasons" is added to it from the panel
 * @place: (nullable)
 * @ret_outcome: (out) (optional) (transfer full): ids and numbers of what was made, when done
 *
 * Runs a use case for the person in the window and shows whatever it says. After success the
 * findings are taken away and the window reads again.
 *
 * Returns: whether it was done.
 */
gboolean miao_run (GtkWidget *from,
                   const char *use_case,
                   JsonObject *input,
                   const MiaoRunPlace *place,
                   MiaoOutcome **ret_outcome);

/**
 * miao_run_long_async:
 *
 * As miao_run() for work that may take its time: beside the window, with progress and Cancel
 * (see miao-work.h). What it says is shown before @callback is called; a cancelled work says so and
 * is not done.
 */
void miao_run_long_async (GtkWidget *from,
                          const char *use_case,
                          JsonObject *input,
                          const MiaoRunPlace *place,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/** Returns: whether it was done; then @ret_outcome (out) (optional) (transfer full) is given. */
gboolean miao_run_long_finish (GAsyncResult *result, MiaoOutcome **ret_outcome);

/**
 * miao_run_preview:
 *
 * What the rules would say now, for "what is missing": marks form and panel as miao_run() does but
 * never opens the panel and never writes. Returns: (transfer full) (nullable): %NULL without a
 * session.
 */
MiaoOutcome *miao_run_preview (GtkWidget *from,
                               const char *use_case,
                               JsonObject *input,
                               const MiaoRunPlace *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
