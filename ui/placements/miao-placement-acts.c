#include "config.h"

#include "miao-placement-acts.h"

#include "miao-states.h"

#include <glib/gi18n.h>

static const MiaoPlacementAct acts[] = {
  { "record-visit", N_ ("Record a visit…"), MIAO_PLACEMENTS_OPEN, NULL, miao_placement_fill_visit,
    NULL },
  { "close-problem", N_ ("Close a problem…"), MIAO_PLACEMENTS_OPEN, NULL,
    miao_placement_fill_problem, NULL },
  { "decide-match", N_ ("Decide the match…"), "PROPOSED", "PROPOSED", miao_placement_fill_decide,
    N_ ("The conditions are kept with the decision as they stand today.") },
  { "withdraw-match", N_ ("Withdraw the match…"), "PROPOSED MATCHED", NULL,
    miao_placement_fill_withdraw,
    N_ ("The child and the family's place are free again; the reason is kept.") },
  { "withdraw-agreement", N_ ("Withdraw the agreement…"), "SIGNED", NULL,
    miao_placement_fill_withdraw,
    N_ ("The child never moved in: the agreement ends, the child and the family's place are free "
        "again; the reason is kept.") },
  { "sign-agreement", N_ ("Sign the agreement…"), "MATCHED", "MATCHED", miao_placement_fill_sign,
    N_ ("The agreement takes effect with the later of the two signatures.") },
  { "renew-agreement", N_ ("Renew the agreement…"), "INTEGRATION EXTENDED CONFIRMED SHORT_CARE",
    NULL, miao_placement_fill_renew,
    N_ ("What was agreed stays unless it is changed here; the new term follows the old one.") },
  { "file-agreement", N_ ("File the agreement…"),
    "SIGNED INTEGRATION EXTENDED CONFIRMED SHORT_CARE", NULL, miao_placement_fill_file, NULL },
  { "move-in", N_ ("Move the child in…"), "SIGNED", "SIGNED", miao_placement_fill_move_in,
    N_ ("The day of moving in is not counted: the integration period begins the day after.") },
  { "open-evaluation", N_ ("Open an evaluation…"), MIAO_PLACEMENTS_OPEN " ENDED", NULL,
    miao_placement_fill_evaluation,
    N_ ("Annex C belongs to the integration period, D, E and H to the confirmed placement, F and I "
        "to its end.") },
  { "record-opinion", N_ ("Record the child's opinion…"),
    "PROPOSED MATCHED SIGNED " MIAO_PLACEMENTS_OPEN, NULL, miao_placement_fill_opinion,
    N_ ("Asked in private, in words the child understands; the child's own words are kept.") },
  { "record-adoption-wish", N_ ("Wish to adopt…"), MIAO_PLACEMENTS_OPEN, NULL,
    miao_placement_fill_adoption,
    N_ ("When the child is given for adoption, its foster family goes first if it qualifies.") },
  { "extend-integration", N_ ("Extend the integration period…"), "INTEGRATION", NULL,
    miao_placement_fill_extend, NULL },
  { "change-caregiver", N_ ("Change the main caregiver…"),
    "SIGNED INTEGRATION EXTENDED CONFIRMED SHORT_CARE", NULL, miao_placement_fill_caregiver, NULL },
  { "amend-agreement", N_ ("Change the agreement…"), "INTEGRATION EXTENDED CONFIRMED SHORT_CARE",
    NULL, miao_placement_fill_amend,
    N_ ("Other members, another term or other payments. Each change has a page that "
        "both sides sign; what the agreement said before is kept.") },
  { "begin-short-care", N_ ("Begin short-term care…"), "CONFIRMED", NULL,
    miao_placement_fill_short_care,
    N_ ("Somebody else cares for the child for a while; the placement goes on. As a rule at most "
        "30 days.") },
  { "end-short-care", N_ ("End short-term care…"), "SHORT_CARE", "SHORT_CARE",
    miao_placement_fill_short_care_end, N_ ("The child is back with the family.") },
  { "confirm-placement", N_ ("Confirm the placement…"), "INTEGRATION EXTENDED",
    "INTEGRATION EXTENDED", miao_placement_fill_confirm,
    N_ ("The integration period ends and its reminders stop.") },
  { "return-to-family", N_ ("Return to the family…"), "SUSPENDED", NULL, miao_placement_fill_return,
    N_ ("After an emergency removal, once everything about it is closed.") },
  { "begin-ending", N_ ("Begin an ending…"), "INTEGRATION EXTENDED CONFIRMED SHORT_CARE SUSPENDED",
    NULL, miao_placement_fill_begin_ending,
    N_ ("For a family's application or a ground that was found; the head decides afterwards.") },
  { "withdraw-ending", N_ ("Withdraw the ending…"), "ENDING", NULL,
    miao_placement_fill_withdraw_ending, NULL },
  { "settle-ending", N_ ("File and settle the ending…"), "ENDED", NULL, miao_placement_fill_settle,
    NULL },
  { "record-aftercare", N_ ("Record a follow-up…"), "ENDED", NULL, miao_placement_fill_aftercare,
    N_ ("How the child is after the placement, seen and talked with where it lives now.") },
  { "end-placement", N_ ("End the placement…"), MIAO_PLACEMENTS_OPEN, "SUSPENDED ENDING",
    miao_placement_fill_end,
    N_ ("The child returns to the institution's care on the day of the decision.") },
  { NULL },
};

const MiaoPlacementAct *
miao_placement_acts (void)
{
  return acts;
}

const MiaoPlacementAct *
miao_placement_act_find (const char *use_case)
{
  for (const MiaoPlacementAct *act = acts; act->use_case != NULL; act++)
    if (g_strcmp0 (act->use_case, use_case) == 0)
      return act;
  return NULL;
}

const MiaoPlacementAct *
miao_placement_act_main (const MiaoPlacementFacts *facts)
{
  for (const MiaoPlacementAct *act = acts; act->use_case != NULL; act++)
    if (act->main != NULL && miao_placement_facts_in (facts, act->main))
      return act;
  return NULL;
}

gboolean
miao_placement_act_is_offered (const MiaoPlacementAct *act, const MiaoPlacementFacts *facts)
{
  /* An agreement is filed once. */
  if (g_str_equal (act->use_case, "file-agreement") &&
      (facts->agreement == NULL || !miao_record_is (facts->agreement, "status", "SIGNED")))
    return FALSE;
  if (g_str_equal (act->use_case, "close-problem") && !miao_placement_has_problem (facts))
    return FALSE;
  return miao_placement_facts_in (facts, act->states);
}

void
miao_placement_act_begin (const MiaoPlacementAct *act,
                          MiaoActForm *form,
                          const MiaoPlacementFacts *facts)
{
  miao_act_form_begin (form, facts->session, act->use_case, miao_placement_facts_id (facts));
  miao_act_form_set_words (form, NULL, NULL,
                           act->explanation != NULL ? _ (act->explanation) : NULL);
  act->fill (form, facts);
  miao_act_form_show (form);
}
