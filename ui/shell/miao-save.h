#pragma once

#include "miao-run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One stored record changed in a form and saved by one use case. When somebody else saved it since
 * it was read, the person sees field by field what differs, chooses, and what they chose is saved.
 */

/**
 * miao_save_async:
 * @seen: (nullable): the record as it was when the typing began; %NULL: there is none yet
 * @kind: name of the record's kind; the use case takes a record of that name, or single fields
 * @form: (nullable): the fields; only those that were changed are sent
 * @values: (nullable): without a form: the fields that are to change
 * @place: (nullable): as for miao_run(); its widgets live until @callback was called
 *
 * @callback comes after everything was shown.
 */
void miao_save_async (GtkWidget *from,
                      const char *use_case,
                      const MiaoRecord *seen,
                      const char *kind,
                      MiaoRecordForm *form,
                      JsonObject *values,
                      const MiaoRunPlace *place,
                      GAsyncReadyCallback callback,
                      gpointer user_data);

/**
 * miao_save_finish:
 * @ret_seen: (out) (optional) (nullable) (transfer full): what the form is based on now: choosing
 *   put it over what somebody else had stored
 *
 * Returns: whether it was saved. If not, what was typed is still in the form.
 */
gboolean miao_save_finish (GAsyncResult *result, MiaoRecord **ret_seen);

G_END_DECLS
