#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** Returns: (transfer full): the case of a child who is on trial, by ADO-10. */
MiaoRecord *miao_adoption_load_open (MiaoCall *call,
                                     const MiaoRecord *child,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** ADO-07 … ADO-09 for a child who leaves on @on as adopted, on trial or not; nothing for others.
 * Fails only when the store does. */
gboolean miao_adoption_ask_leave (MiaoCall *call,
                                  const MiaoRecord *child,
                                  const MiaoRecord *admission,
                                  MiaoDate on,
                                  const char *exit_code,
                                  GError **error);

/**
 * miao_adoption_leave:
 * @state: of the child until now
 *
 * Ends the trial adoption of a child who leaves, if it is on one; of a child who was adopted
 * without one the registration is kept all the same. Stores all but @child.
 */
gboolean miao_adoption_leave (MiaoCall *call,
                              MiaoRecord *child,
                              const char *state,
                              MiaoDate on,
                              const char *exit_code,
                              GError **error);

/** Breaks off the trial of a child that cannot be found; stores all but @child. A foster placement
 * pauses until it is found. */
gboolean miao_adoption_break (MiaoCall *call, MiaoRecord *child, MiaoDate on, GError **error);

/** Ends the pause of the placement of a child that was lost on trial, if there is one. */
gboolean miao_adoption_found (MiaoCall *call, const char *child, MiaoDate on, GError **error);

G_END_DECLS
