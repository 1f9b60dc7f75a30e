#include "config.h"

#include "miao-states.h"

#define MOST_STATES 16

typedef struct {
  const char *from; /* "" begins, "*" is every state that is not an end */
  const char *to;
} Step;

typedef struct {
  const char *name;
  const char *states[MOST_STATES];
  const char *ends[4]; /* states that "*" does not stand for */
  const Step *steps;
} Machine;

/* 8.1 C1–C11. FOLLOWUP follows EXITED; a child taken in again begins at PRE_INTAKE. */
static const Step child_steps[] = {
  { "", "PRE_INTAKE" },
  { "", "IN_CARE" }, /* an old ledger holds children who have long been taken in */
  { "PRE_INTAKE", "IN_CARE" },
  { "IN_CARE", "FOSTER_INTEG" },
  { "FOSTER_INTEG", "FOSTER" },
  { "FOSTER_INTEG", "IN_CARE" },
  { "FOSTER", "IN_CARE" },
  { "PRE_INTAKE", "TEMP_OUT" },
  { "IN_CARE", "TEMP_OUT" },
  { "FOSTER_INTEG", "TEMP_OUT" },
  { "FOSTER", "TEMP_OUT" },
  { "TEMP_OUT", "PRE_INTAKE" },
  { "TEMP_OUT", "IN_CARE" },
  { "TEMP_OUT", "FOSTER_INTEG" },
  { "TEMP_OUT", "FOSTER" },
  { "MISSING", "IN_CARE" },
  { "MISSING", "FOSTER_INTEG" },
  { "MISSING", "FOSTER" },
  { "MISSING", "PRE_INTAKE" },
  { "IN_CARE", "ADOPT_TRIAL" },
  { "FOSTER", "ADOPT_TRIAL" },
  { "ADOPT_TRIAL", "IN_CARE" },
  { "ADOPT_TRIAL", "FOSTER" },
  { "*", "MISSING" },
  { "*", "EXITED" },
  { "*", "DECEASED" },
  { "EXITED", "FOLLOWUP" },
  { "FOLLOWUP", "EXITED" },
  { "EXITED", "PRE_INTAKE" },
  { "FOLLOWUP", "PRE_INTAKE" },
  { NULL, NULL },
};

/* 8.2 F1–F14. */
static const Step family_steps[] = {
  { "", "INQUIRY" },
  { "", "APPLIED" },
  { "INQUIRY", "APPLIED" },
  { "APPLIED", "RETURNED" },
  { "RETURNED", "APPLIED" },
  { "APPLIED", "EVALUATING" },
  { "REJECTED", "APPLIED" },
  { "EXPIRED", "EVALUATING" },
  { "EVALUATING", "QUALIFIED" },
  { "EVALUATING", "REJECTED" },
  { "QUALIFIED", "FILED" },
  { "FILED", "TRAINED" },
  { "TRAINED", "ACTIVE" },
  { "ACTIVE", "TRAINED" },
  { "QUALIFIED", "SUSPENDED" },
  { "FILED", "SUSPENDED" },
  { "TRAINED", "SUSPENDED" },
  { "ACTIVE", "SUSPENDED" },
  { "SUSPENDED", "QUALIFIED" },
  { "SUSPENDED", "FILED" },
  { "SUSPENDED", "TRAINED" },
  { "SUSPENDED", "ACTIVE" },
  { "FILED", "EXPIRED" },
  { "TRAINED", "EXPIRED" },
  { "*", "CLOSED" },
  { "*", "BARRED" },
  { "CLOSED", "APPLIED" },
  { "CLOSED", "BARRED" },
  { NULL, NULL },
};

/* 8.3 M1–M6, P1–P10. Removing a child (SUSPENDED) is possible from every open state. */
static const Step placement_steps[] = {
  { "", "PROPOSED" },
  { "PROPOSED", "MATCHED" },
  { "PROPOSED", "CANCELLED" },
  { "MATCHED", "CANCELLED" },
  { "MATCHED", "SIGNED" },
  { "SIGNED", "INTEGRATION" },
  { "SIGNED", "CANCELLED" },
  { "INTEGRATION", "EXTENDED" },
  { "INTEGRATION", "CONFIRMED" },
  { "EXTENDED", "CONFIRMED" },
  { "INTEGRATION", "ENDED" },
  { "EXTENDED", "ENDED" },
  { "INTEGRATION", "ENDING" },
  { "EXTENDED", "ENDING" },
  { "CONFIRMED", "SHORT_CARE" },
  { "SHORT_CARE", "CONFIRMED" },
  { "INTEGRATION", "SUSPENDED" },
  { "EXTENDED", "SUSPENDED" },
  { "CONFIRMED", "SUSPENDED" },
  { "SHORT_CARE", "SUSPENDED" },
  { "ENDING", "SUSPENDED" },
  { "SUSPENDED", "CONFIRMED" },
  { "SUSPENDED", "INTEGRATION" },
  { "SUSPENDED", "EXTENDED" },
  { "SUSPENDED", "ENDING" },
  { "SHORT_CARE", "ENDING" },
  { "CONFIRMED", "ENDING" },
  { "ENDING", "CONFIRMED" },
  { "ENDING", "INTEGRATION" }, /* withdrawn before it was confirmed */
  { "ENDING", "EXTENDED" },
  { "ENDING", "SHORT_CARE" }, /* withdrawn while somebody else still cares for the child */
  { "ENDING", "ENDED" },
  { NULL, NULL },
};

/* 8.4. Final is for ever; a correction is a new evaluation. */
static const Step evaluation_steps[] = {
  { "", "DRAFT" },
  { "", "SCHEDULED" },
  { "DRAFT", "SCHEDULED" },
  { "SCHEDULED", "FIELDWORK" },
  { "FIELDWORK", "SIGNING" },
  { "SIGNING", "FIELDWORK" },
  { "SIGNING", "FINAL" },
  { "FINAL", "REVIEWED" },
  { "REVIEWED", "FILED" },
  { NULL, NULL },
};

/* 8.5. A closed volume is supplemented by another, never opened. */
static const Step volume_steps[] = {
  { "", "FORMING" },
  { "FORMING", "ARRANGING" },
  { "ARRANGING", "FORMING" },
  { "ARRANGING", "CLOSED" },
  { "CLOSED", "TRANSFERRED" },
  { "CLOSED", "ENTRUSTED" },
  { "TRANSFERRED", "ENTRUSTED" },
  { NULL, NULL },
};

/* 8.6. */
static const Step submission_steps[] = {
  { "", "BUILDING" },          { "BUILDING", "INVALID" },
  { "BUILDING", "VALID" },     { "INVALID", "BUILDING" },
  { "VALID", "BUILDING" },     { "VALID", "APPROVED" },
  { "APPROVED", "BUILDING" },  { "APPROVED", "SEALED" },
  { "SEALED", "SENT" },        { "SENT", "ACCEPTED" },
  { "SENT", "PARTIAL" },       { "SENT", "REJECTED" },
  { "ACCEPTED", "CORRECTED" }, { "PARTIAL", "CORRECTED" },
  { "REJECTED", "CORRECTED" }, { NULL, NULL },
};

/* The allowances of a month: prepared anew while open, immutable from the approval on. */
static const Step allowance_steps[] = {
  { "", "OPEN" },
  { "OPEN", "FINAL" },
  { "FINAL", "PAID" },
  { NULL, NULL },
};

/* An amount outside the rates. */
static const Step allowance_extra_steps[] = {
  { "", "PROPOSED" },
  { "PROPOSED", "APPROVED" },
  { "PROPOSED", "WITHDRAWN" },
  { "APPROVED", "WITHDRAWN" },
  { NULL, NULL },
};

static const Machine machines[] = {
  { "child",
    { "PRE_INTAKE", "IN_CARE", "FOSTER_INTEG", "FOSTER", "TEMP_OUT", "MISSING", "ADOPT_TRIAL",
      "EXITED", "FOLLOWUP", "DECEASED" },
    { "EXITED", "FOLLOWUP", "DECEASED" },
    child_steps },
  { "family",
    { "INQUIRY", "APPLIED", "RETURNED", "EVALUATING", "REJECTED", "QUALIFIED", "FILED", "TRAINED",
      "ACTIVE", "SUSPENDED", "EXPIRED", "CLOSED", "BARRED" },
    { "CLOSED", "BARRED" },
    family_steps },
  { "placement",
    { "PROPOSED", "MATCHED", "SIGNED", "INTEGRATION", "EXTENDED", "CONFIRMED", "SHORT_CARE",
      "SUSPENDED", "ENDING", "ENDED", "CANCELLED" },
    { "ENDED", "CANCELLED" },
    placement_steps },
  { "evaluation",
    { "DRAFT", "SCHEDULED", "FIELDWORK", "SIGNING", "FINAL", "REVIEWED", "FILED" },
    { "FILED" },
    evaluation_steps },
  { "archive_volume",
    { "FORMING", "ARRANGING", "CLOSED", "TRANSFERRED", "ENTRUSTED" },
    { "ENTRUSTED" },
    volume_steps },
  { "submission",
    { "BUILDING", "INVALID", "VALID", "APPROVED", "SEALED", "SENT", "ACCEPTED", "PARTIAL",
      "REJECTED", "CORRECTED" },
    { "CORRECTED" },
    submission_steps },
  { "allowance_run", { "OPEN", "FINAL", "PAID" }, { "PAID" }, allowance_steps },
  { "allowance_extra",
    { "PROPOSED", "APPROVED", "WITHDRAWN" },
    { "WITHDRAWN" },
    allowance_extra_steps },
};

static const char *const machine_names[] = { "child",         "family",          "placement",
                                             "evaluation",    "archive_volume",  "submission",
                                             "allowance_run", "allowance_extra", NULL };

static const char *const open_states[] = { "INTEGRATION", "EXTENDED", "CONFIRMED", "SHORT_CARE",
                                           "SUSPENDED",   "ENDING",   NULL };

static const Machine *
find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (machines); i++) {
    if (g_strcmp0 (machines[i].name, name) == 0)
      return &machines[i];
  }

  return NULL;
}

static gboolean
covers (const Machine *machine, const char *pattern, const char *from)
{
  if (!g_str_equal (pattern, "*"))
    return g_str_equal (pattern, from);

  return *from != '\0' && g_strv_contains (machine->states, from) &&
         !g_strv_contains (machine->ends, from);
}

gboolean
miao_state_may (const char *machine_name, const char *from, const char *to)
{
  const Machine *machine = find (machine_name);

  if (from == NULL)
    from = "";
  if (machine == NULL || to == NULL || g_str_equal (from, to))
    return FALSE;
  for (const Step *step = machine->steps; step->to != NULL; step++) {
    if (g_str_equal (step->to, to) && covers (machine, step->from, from))
      return TRUE;
  }

  return FALSE;
}

GPtrArray *
miao_state_next (const char *machine_name, const char *from)
{
  const char *const *states = miao_state_list (machine_name);
  GPtrArray *next = g_ptr_array_new ();

  for (gsize i = 0; states != NULL && states[i] != NULL; i++) {
    if (miao_state_may (machine_name, from, states[i]))
      g_ptr_array_add (next, (gpointer) (gsize) states[i]);
  }

  return next;
}

const char *const *
miao_state_machines (void)
{
  return machine_names;
}

const char *const *
miao_state_list (const char *machine_name)
{
  const Machine *machine = find (machine_name);

  return machine != NULL ? machine->states : NULL;
}

gboolean
miao_state_placement_open (const char *state)
{
  return state != NULL && g_strv_contains (open_states, state);
}
