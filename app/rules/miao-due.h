#pragma once

#include "miao-calendar.h"
#include "miao-family-rules.h"
#include "miao-integration-rules.h"

G_BEGIN_DECLS

/*
 * What becomes due by the calendar (domain 9). Nothing stores a task: it is there while a rule says
 * that something is due and no record fulfils it, so these functions are asked with the facts of
 * the day. Days are calendar days.
 */

typedef enum {
  MIAO_DUE_LATER, /* beyond 30 days: of what is told of that early */
  MIAO_DUE_MONTH, /* within 30 days */
  MIAO_DUE_WEEK,  /* within 7 days */
  MIAO_DUE_TODAY,
  MIAO_DUE_LATE,
} MiaoDueLevel;

typedef struct {
  const MiaoRule *rule;
  char *record;       /* id of the record that is due */
  MiaoDate from;      /* what the length is added to; a date of birth for birthdays */
  int length;         /* days, months or years, as the rule counts */
  MiaoDate end_on;    /* what the sum gives */
  MiaoDate due_on;    /* the same, or the working day that it moved to */
  MiaoDate remind_on; /* from this day on it is shown */
  MiaoDueLevel level; /* on the day that was asked about */
  gint64 since_ms;    /* what is due at once: ms UTC since when; 0: it is due by the day */
  char *what_zh;      /* what the arithmetic begins with: "入户", "上次" */
  char *what_en;
  char *moved_zh; /* the holidays that were passed over; "" for none */
  char *moved_en;
  char *note_zh; /* (nullable): what is to be known beside the sum */
  char *note_en;
} MiaoDue;

void miao_due_free (MiaoDue *due);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoDue, miao_due_free)

/** Returns: an empty list of MiaoDue that owns them. */
GPtrArray *miao_dues_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the level of something due on @due_on, seen on @on. */
MiaoDueLevel miao_due_level (MiaoDate due_on, MiaoDate on);

/** Returns: (transfer full): "入户 2026-09-26 + 60 天 = 2026-11-25，还有 1 天". */
char *miao_due_dup_arithmetic (const MiaoDue *due,
                               MiaoLanguage language,
                               MiaoDate on) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the same without how far away it is. */
char *miao_due_dup_sum (const MiaoDue *due, MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** What the calendar of one open placement is made of. */
typedef struct {
  const char *placement; /* id */
  gboolean integration;  /* INTEGRATION or EXTENDED */
  gboolean suspended;    /* nothing but the report is due then */
  gboolean paused;       /* the child is with those who are to adopt it: nobody is visited */
  MiaoDate returned_on;  /* the end of the last such pause; NONE: none that ended */
  MiaoDate moved_in_on;
  MiaoDate confirmed_on; /* NONE: not yet */
  MiaoDate extended_to;
  gboolean evaluated;       /* an integration evaluation is concluded */
  gboolean evaluation_open; /* one has been begun */
  gboolean confirmable;     /* the concluded one says: formal placement */
  MiaoDate last_visit_on;   /* NONE: none yet */
  MiaoDate next_visit_on;   /* what that visit's record says; NONE: nothing */
  const char *child;
  MiaoDate child_born;
  const char *agreement;
  MiaoDate term_to;
  MiaoDate short_care_from;   /* NONE: no short-term care today */
  gboolean care_evaluated;    /* an evaluation was opened since it began */
  MiaoDate family_applied_on; /* family's application to end; NONE */
} MiaoPlacementCalendar;

/** D16, D16C, D17, D18, D18F (instead of D18 until the first visit of an integration), D21, D22,
 *  D22E and D27 of one placement; only what is to be shown on @on. */
void miao_due_placement (const MiaoPlacementCalendar *calendar,
                         const MiaoRuleSettings *settings,
                         MiaoDate on,
                         GPtrArray *dues);

/** D24 (caregiver gets too old), D25 (co-living child below the age that joined after
 * @evaluated_on, as miao_due_new_adult()) and D28 (qualification ends: months after @approved_on,
 * or on @approved_until when that is sooner; both may be none) of one family. A co-living child is
 * a task, never an automatic end. */
void miao_due_family (const char *family,
                      const MiaoCaregiverFacts *caregiver,
                      const MiaoMemberFacts *members,
                      guint n_members,
                      MiaoDate evaluated_on,
                      MiaoDate approved_on,
                      MiaoDate approved_until,
                      gboolean has_placement,
                      const MiaoRuleSettings *settings,
                      MiaoDate on,
                      GPtrArray *dues);

/**
 * miao_due_birthdays:
 * @child: id of a child in care, wherever it lives
 * @fostered: it lives with a foster family
 *
 * D26: the ages at which the child is asked (8, 10, by the thresholds), consents to the handling of
 * its data (14), gets an identity card (16) and comes of age (18). Shown from 30 days before the
 * birthday, and gone after it; coming of age is prepared for a year, stays while the child is
 * @fostered, and else for a year after it (own choice: some stay on as adults).
 */
void miao_due_birthdays (const char *child,
                         MiaoDate born,
                         gboolean fostered,
                         const MiaoRuleSettings *settings,
                         MiaoDate on,
                         GPtrArray *dues);

/**
 * miao_due_new_adult:
 * @since: members that came until then are known: the day of the approval, or on which the first
 *   child moved in; %MIAO_DATE_NONE: nothing is due
 * @evaluated_on: the last day on which an evaluation of the family was opened, or planned for
 *
 * D25A: an adult, or somebody whose date of birth nobody knows, lives with the family since a day
 * that lies after both; until that day nothing is due.
 */
void miao_due_new_adult (const MiaoMemberFacts *members,
                         guint n_members,
                         MiaoDate since,
                         MiaoDate evaluated_on,
                         MiaoDate on,
                         GPtrArray *dues);

/** So many working days after @from, weekends and holidays left out, make-up workdays counted.
 *  @what: what @from is the day of. D23 (agreement), D23F (family) and D23T (ending), the filings,
 *  are shown from the first day on; D28A, D28N, D33 and D33C from three days before. */
void miao_due_working (const char *rule,
                       const char *record,
                       MiaoDate from,
                       int days,
                       const char *what_zh,
                       const char *what_en,
                       const MiaoCalendar *calendar,
                       MiaoDate on,
                       GPtrArray *dues);

/** W1 … W13: the next step of a record that waits since @since. @due_on: the planned day, shown
 *  from a week before; %MIAO_DATE_NONE: it is somebody's turn today. */
void miao_due_waiting (const char *rule,
                       const char *record,
                       MiaoDate since,
                       MiaoDate due_on,
                       const char *what_zh,
                       const char *what_en,
                       MiaoDate on,
                       GPtrArray *dues);

/** D30: a report that is due at once since @discovered_ms, late from the first minute and before
 *  everything else; to the @head D30E once two hours have gone by. */
void miao_due_report (const char *incident,
                      gint64 discovered_ms,
                      MiaoDate discovered_on,
                      gboolean head,
                      gint64 now_ms,
                      MiaoDate on,
                      GPtrArray *dues);

/**
 * miao_due_deadline:
 * @rule: one of the plain terms: so many days or months after a day (D01 … D08, D19 … D42)
 * @length: days or months; 0: the term's own
 *
 * Adds the task when its time to be shown has come. Terms to do something in move to the next
 * working day when they end on a holiday (Civil Code Art. 203).
 */
void miao_due_deadline (const char *rule,
                        const char *record,
                        MiaoDate from,
                        int length,
                        const MiaoCalendar *calendar,
                        MiaoDate on,
                        GPtrArray *dues);

/**
 * miao_due_allowance:
 * @record: id of the month's allowances, or the month ("2026-10") while nobody has prepared it
 * @month: any day of the month that is paid for
 * @pay_on: the day of payment; shown from three days before it (domain 9), but not before the month
 *   that it lies in
 *
 * D31.
 */
void miao_due_allowance (
    const char *record, MiaoDate month, MiaoDate pay_on, MiaoDate on, GPtrArray *dues);

/**
 * miao_due_allowance_change:
 * @starts: the child moved in on @from; else it left then
 * @month: any day of the month whose allowances take the change in, payable on @pay_on
 *
 * D32; there from the day of the change on.
 */
void miao_due_allowance_change (const char *record,
                                gboolean starts,
                                MiaoDate from,
                                MiaoDate month,
                                MiaoDate pay_on,
                                MiaoDate on,
                                GPtrArray *dues);

/** Returns: (transfer none): ids of the plain terms, %NULL-ended. */
const char *const *miao_due_deadlines (void);

/** Returns: days between two visits to that placement. */
int miao_due_visit_days (gboolean integration,
                         MiaoDate child_born,
                         const MiaoRuleSettings *settings,
                         MiaoDate on);

/** Returns: when the next visit is due: @days after @last, or on the day that was agreed on when
 *  that is sooner. @agreed counts when it lies after @last; %MIAO_DATE_NONE: none was. */
MiaoDate miao_due_next_visit (MiaoDate last, int days, MiaoDate agreed);

/**
 * miao_due_agreed_visit:
 * @last: the day of the last visit
 * @next: what its record says of the next one; or NONE
 * @confirmed_on: NONE: not yet
 *
 * A record of the integration holds the day that the interval of the integration makes, when nobody
 * named another; from the confirmation on that is no longer an agreement (house rule).
 *
 * Returns: @next, or NONE for such a day
 */
MiaoDate miao_due_agreed_visit (MiaoDate last,
                                MiaoDate next,
                                MiaoDate confirmed_on,
                                const MiaoRuleSettings *settings);

/** What the health checks of one child are due by. */
typedef struct {
  const char *child; /* id */
  MiaoDate born;
  gboolean estimated;  /* the date of birth is not exact */
  MiaoDate last_on;    /* NONE: never checked */
  MiaoDate since;      /* arrived; checks whose time was over by then are not asked for */
  gboolean taken_over; /* it lived here already when its record was made, and @since is that day */
} MiaoHealthCalendar;

/**
 * miao_due_first_months:
 * @period: months, a part of a year
 * @from_months: the first age that counts, a whole number of periods
 *
 * Returns: the first age in months, by whole periods, that is reached on @not_before or later.
 */
int miao_due_first_months (MiaoDate born, int period, int from_months, MiaoDate not_before);

/** Adds to the words of @due that nothing was entered since the record was made on @since. */
void miao_due_tell_taken_over (MiaoDue *due, MiaoDate since);

/**
 * miao_due_taken_over:
 * @rule: D10, D11Y or D14, of a child who lived here before its record was made and for whom the
 *   day of the last time is not known
 * @born: %MIAO_DATE_NONE: not known; then the periods count from @since, and nothing that asks for
 *   an age is due
 * @period: months, a part of a year
 * @from_age: years; nothing is due before that birthday
 * @since: the day on which its record was made
 *
 * The first time: on the first birthday, half birthday … that is more than 30 days after @since
 * (all own choice). Adds the task when its time to be shown has come.
 */
void miao_due_taken_over (const char *rule,
                          const char *child,
                          MiaoDate born,
                          int period,
                          int from_age,
                          MiaoDate since,
                          const MiaoCalendar *calendar,
                          MiaoDate on,
                          GPtrArray *dues);

/**
 * miao_due_health:
 *
 * D11: the check of the child's age, by the schedule for children up to six: from 14 days before
 * the age is reached, until 30 days after it; 30 days more on both sides for an estimated date of
 * birth. What was missed is not made up for: the check of the present age is asked for.
 *
 * Adds the task when its time to be shown has come.
 */
void miao_due_health (const MiaoHealthCalendar *calendar, MiaoDate on, GPtrArray *dues);

/**
 * miao_due_health_yearly:
 *
 * D11Y: from the seventh birthday until the eighteenth a check every year (our own term) after the
 * last one, or after arriving for who was never checked; shown from 14 days before. Who lived here
 * before its record was made: see miao_due_taken_over(). What would be due after the eighteenth
 * birthday is not asked for.
 *
 * Adds the task when its time to be shown has come.
 */
void miao_due_health_yearly (const MiaoHealthCalendar *health,
                             const MiaoCalendar *calendar,
                             MiaoDate on,
                             GPtrArray *dues);

/** What the growth measurements of one child are due by. */
typedef struct {
  const char *child; /* id */
  MiaoDate born;
  MiaoDate last_on;    /* NONE: never measured */
  MiaoDate arrived_on; /* when there is no @last_on */
  gboolean watched;    /* the last one was not in order: every month */
  MiaoDate taken_over; /* when there is no @last_on and it lived here already when its record was
                          made: that day */
} MiaoGrowthCalendar;

/** Returns: months until the next measurement of a child of that age on @on. */
int miao_due_growth_months (MiaoDate born, gboolean watched, MiaoDate on);

/**
 * miao_due_growth:
 *
 * D12: when the next measurement is due, whether or not it is time to be told (see @remind_on).
 *
 * Returns: (transfer full) (nullable): %NULL for grown-ups and when nothing is known.
 */
MiaoDue *miao_due_growth (const MiaoGrowthCalendar *calendar,
                          MiaoDate on) G_GNUC_WARN_UNUSED_RESULT;

/**
 * D41P: the first follow-up after a placement ended that is not recorded yet (house rule).
 * @ended: day on which the placement ended
 * @followed_up: day of the last follow-up; NONE: none yet. It is the second one from the middle
 * between the two terms on, also when there was no first.
 * @first_months: months to the first, and @second_months to the second one, 1 or more
 *
 * Pure; any thread.
 */
void miao_due_aftercare (const char *placement,
                         MiaoDate ended,
                         MiaoDate followed_up,
                         int first_months,
                         int second_months,
                         const MiaoCalendar *calendar,
                         MiaoDate on,
                         GPtrArray *dues);

G_END_DECLS
