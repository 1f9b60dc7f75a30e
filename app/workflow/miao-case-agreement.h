#pragma once

#include "miao-amendment.h"

G_BEGIN_DECLS

/** Completes a new agreement for @placement (number, parties, day of effect) and asks the rules of
 *  signing into the findings of @call; nothing is stored. Fails when a signature has no day, or one
 *  that is still to come. */
gboolean
miao_agreement_sign (MiaoCall *call, MiaoRecord *placement, MiaoRecord *agreement, GError **error);

/** Writes down that the agreement @id ended on @on. */
gboolean miao_agreement_end (MiaoCall *call, const char *id, MiaoDate on, GError **error);

/** Adds @amendment to the agreement @id; what else it changes there is the caller's. */
gboolean miao_agreement_amend (MiaoCall *call,
                               const char *id,
                               const MiaoAmendment *amendment,
                               GError **error);

G_END_DECLS
