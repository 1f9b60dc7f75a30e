#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** Completes a new agreement for @placement (number, parties, day of effect) and asks the rules of
 *  signing into the findings of @call; nothing is stored. Fails when a signature has no day, or one
 *  that is still to come. */
gboolean
miao_agreement_sign (MiaoCall *call, MiaoRecord *placement, MiaoRecord *agreement, GError **error);

/** Writes down that the agreement @id ended on @on. */
gboolean miao_agreement_end (MiaoCall *call, const char *id, MiaoDate on, GError **error);

/** Adds a row to the amendments of the agreement @id and, with @caregiver, names another main
 *  caregiver in it. @what: what was changed. @document, @caregiver: (nullable). */
gboolean miao_agreement_amend (MiaoCall *call,
                               const char *id,
                               const char *what,
                               const char *document,
                               const char *caregiver,
                               GError **error);

G_END_DECLS
