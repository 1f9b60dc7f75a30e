#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The state machines (domain 8): which state may follow which. A machine is named like the kind of
 * record whose "status" it moves; the states are the codes of its table. Guards are rules and are
 * asked beside this; a machine only says what can happen at all.
 */

/**
 * miao_state_may:
 * @machine: "child", "family", "placement", "evaluation", "archive_volume" or "submission"
 * @from: (nullable): state of now; %NULL or "" for a record that is being made
 * @to: state of then
 *
 * Returns: whether the step is allowed. Staying in a state is no step. An unknown machine or state
 *   allows nothing.
 */
gboolean miao_state_may (const char *machine, const char *from, const char *to);

/** Returns: (transfer container): the states that may follow @from, in the order of the domain. */
GPtrArray *miao_state_next (const char *machine, const char *from) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none): names of the machines, %NULL-ended. */
const char *const *miao_state_machines (void);

/** Returns: (transfer none) (nullable): the states of a machine, %NULL-ended. */
const char *const *miao_state_list (const char *machine);

/** Returns: whether a placement in that state is open: the child lives with the family or is to
 * come back to it. */
gboolean miao_state_placement_open (const char *state);

/* Sets of states that are asked for together, as lists for MIAO_OP_IN and the like. */

/** Proposed or decided, and the child has not moved in. */
#define MIAO_PLACEMENTS_COMING "MATCHED PROPOSED SIGNED"

/** Those for which miao_state_placement_open() holds. */
#define MIAO_PLACEMENTS_OPEN "CONFIRMED ENDING EXTENDED INTEGRATION SHORT_CARE SUSPENDED"

/** Those that take one of the family's places: what is only proposed takes none. */
#define MIAO_PLACEMENTS_WITH_PLACE                                                                 \
  "CONFIRMED ENDING EXTENDED INTEGRATION MATCHED SHORT_CARE SIGNED SUSPENDED"

/** Those under a signed agreement: the child lives there, or is about to move in. */
#define MIAO_PLACEMENTS_AGREED "CONFIRMED ENDING EXTENDED INTEGRATION SHORT_CARE SIGNED SUSPENDED"

/** Whatever has neither ended nor been cancelled. */
#define MIAO_PLACEMENTS_CURRENT                                                                    \
  "CONFIRMED ENDING EXTENDED INTEGRATION MATCHED PROPOSED SHORT_CARE SIGNED SUSPENDED"

G_END_DECLS
