#pragma once

#include "miao-act-form.h"
#include "miao-placement-facts.h"

G_BEGIN_DECLS

/**
 * MiaoPlacementAct:
 *
 * What can be done on the page of a placement: a use case, in which states it is offered, and what
 * its form holds. Rules are not here: they are asked when it is done.
 */
typedef struct {
  const char *use_case;
  const char *label;  /* English, translated when shown; a form follows, so it ends with "…" */
  const char *states; /* words; where the act is offered */
  const char *main;   /* (nullable): states in which it is the next step */
  void (*fill) (MiaoActForm *form, const MiaoPlacementFacts *facts);
  const char *explanation; /* (nullable): what comes of it */
} MiaoPlacementAct;

/** Returns: (transfer none): the acts in the order of the menu, ended by one without use case. */
const MiaoPlacementAct *miao_placement_acts (void);
/** Returns: (transfer none) (nullable): the act of that use case. */
const MiaoPlacementAct *miao_placement_act_find (const char *use_case);
/** Returns: (transfer none) (nullable): the next step of the placement. */
const MiaoPlacementAct *miao_placement_act_main (const MiaoPlacementFacts *facts);
/** Returns: whether the act is offered in the placement's state. */
gboolean miao_placement_act_is_offered (const MiaoPlacementAct *act,
                                        const MiaoPlacementFacts *facts);

/** Begins the form of @act. */
void miao_placement_act_begin (const MiaoPlacementAct *act,
                               MiaoActForm *form,
                               const MiaoPlacementFacts *facts);

/* The parts of the forms, see miao-placement-form.c. */
void miao_placement_fill_decide (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_withdraw (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_sign (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_renew (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_file (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_move_in (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_visit (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_problem (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_adoption (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_evaluation (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_opinion (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_extend (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_confirm (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_caregiver (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_amend (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_short_care (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_short_care_end (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_return (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_begin_ending (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_withdraw_ending (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_settle (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_aftercare (MiaoActForm *form, const MiaoPlacementFacts *facts);
void miao_placement_fill_end (MiaoActForm *form, const MiaoPlacementFacts *facts);

/** Returns: whether a visit found a problem that is not closed. */
gboolean miao_placement_has_problem (const MiaoPlacementFacts *facts);

/** The form of a new proposal, which belongs to no placement yet. */
void miao_placement_begin_proposal (MiaoActForm *form, MiaoSession *session);

G_END_DECLS
