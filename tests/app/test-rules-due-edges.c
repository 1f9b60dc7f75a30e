#include "config.h"

#include "rules-tests.h"

/* Deadlines: both sides of each of their days. */

static const MiaoDue *
find_due (GPtrArray *dues, const char *rule)
{
  for (guint i = 0; i < dues->len; i++) {
    const MiaoDue *due = g_ptr_array_index (dues, i);

    if (g_str_equal (due->rule->id, rule))
      return due;
  }

  return NULL;
}

/* What is asked about the one day of a row. */
typedef enum {
  MOVED_IN,   /* in integration since */
  VISITED,    /* last visit; the child's birth is in the row */
  SHORT_CARE, /* begun */
  APPLIED,    /* the family asks for the ending */
  CHILD,      /* born */
  TERM,       /* of the agreement */
  CAREGIVER,  /* born */
  YOUNG,      /* born, member of a family with a placement */
  APPROVED,   /* a family without one */
  PLAIN,      /* a term of the record's own length */
} Fact;

/* What is asked about. */
typedef struct {
  const char *rule;
  Fact fact;
  const char *day;
  const char *born; /* (nullable): of the child */
  int length;       /* of PLAIN: in the unit of the rule */
} Row;

static void
ask_edge (const Row *row, MiaoDate on, GPtrArray *dues)
{
  const Fact fact = row->fact;
  const MiaoDate day = D (row->day);
  const MiaoDate born = row->born != NULL ? D (row->born) : MIAO_DATE_NONE;
  const MiaoMemberFacts young = { .id = "m3", .name = "叶小", .born = day, .co_living = TRUE };
  const MiaoCaregiverFacts caregiver = { .id = "m1", .name = "叶青", .born = day };
  MiaoPlacementCalendar calendar = { .placement = "p1",
                                     .child = "c1",
                                     .agreement = "a1",
                                     .child_born = born,
                                     .integration = fact == MOVED_IN,
                                     .evaluated = TRUE,
                                     .moved_in_on = fact == MOVED_IN ? day : D ("2020-01-01"),
                                     .last_visit_on = fact == VISITED ? day : on,
                                     .short_care_from = fact == SHORT_CARE ? day : MIAO_DATE_NONE,
                                     .family_applied_on = fact == APPLIED ? day : MIAO_DATE_NONE,
                                     .term_to = fact == TERM ? day : MIAO_DATE_NONE };

  if (fact == PLAIN)
    miao_due_deadline (row->rule, "x", day, row->length, miao_calendar_shipped (), on, dues);
  else if (fact == CHILD)
    miao_due_birthdays ("c1", day, TRUE, thresholds (), on, dues);
  else if (fact < CAREGIVER)
    miao_due_placement (&calendar, thresholds (), on, dues);
  else
    miao_due_family ("f1", fact == CAREGIVER ? &caregiver : NULL, &young, fact == YOUNG,
                     MIAO_DATE_NONE, fact == APPROVED ? day : MIAO_DATE_NONE, MIAO_DATE_NONE,
                     fact != APPROVED, thresholds (), on, dues);
}

/* @due: %NULL: quiet on that day. */
static void
check_on (const Row *row, MiaoDate on, const char *due, MiaoDueLevel level)
{
  g_autoptr (GPtrArray) dues = miao_dues_new ();
  const MiaoDue *found;
  char text[MIAO_DATE_BUFFER];

  g_test_message ("%s since %s on %s", row->rule, row->day, miao_date_format (on, text));
  ask_edge (row, on, dues);
  found = find_due (dues, row->rule);
  g_assert_true ((found != NULL) == (due != NULL));
  if (due == NULL)
    return;
  g_assert_cmpint (found->due_on, ==, D (due));
  g_assert_cmpint (found->level, ==, level);
}

/* The last quiet day and the first shown one, the day itself and the one after it. */
static void
test_due_edges (void)
{
  static const struct {
    Row row;
    const char *quiet; /* (nullable): shown from the first day on */
    const char *shown;
    MiaoDueLevel level; /* on the first shown day */
    const char *due;
    gboolean over; /* the day after it: else it is late */
  } rows[] = {
    { { "D17", MOVED_IN, "2026-01-01" }, "2026-03-16", "2026-03-17", MIAO_DUE_MONTH, "2026-04-01" },
    { { "D18", VISITED, "2026-06-01", "2018-05-12" },
      "2026-06-28",
      "2026-06-29",
      MIAO_DUE_WEEK,
      "2026-07-01" },
    { { "D21", APPLIED, "2026-01-31" }, NULL, "2026-01-31", MIAO_DUE_MONTH, "2026-02-28" },
    { { "D22", SHORT_CARE, "2026-05-06" },
      "2026-05-30",
      "2026-05-31",
      MIAO_DUE_WEEK,
      "2026-06-05" },
    { { "D24", CAREGIVER, "1960-12-01" },
      "2026-06-03",
      "2026-06-04",
      MIAO_DUE_LATER,
      "2026-12-01" },
    /* Not yet born the day before. */
    { { "D25", YOUNG, "2026-05-30" }, "2026-05-29", "2026-05-30", MIAO_DUE_TODAY, "2026-05-30" },
    /* 8, 10 and 18. */
    { { "D26", CHILD, "2018-06-20" },
      "2026-05-20",
      "2026-05-21",
      MIAO_DUE_MONTH,
      "2026-06-20",
      TRUE },
    { { "D26", CHILD, "2016-06-20" },
      "2026-05-20",
      "2026-05-21",
      MIAO_DUE_MONTH,
      "2026-06-20",
      TRUE },
    { { "D26", CHILD, "2008-06-20" }, "2025-06-19", "2025-06-20", MIAO_DUE_LATER, "2026-06-20" },
    /* Born on 29 February: of age on 1 March. */
    { { "D26", CHILD, "2008-02-29" }, NULL, "2026-02-28", MIAO_DUE_WEEK, "2026-03-01" },
    { { "D27", TERM, "2026-07-01" }, "2026-05-01", "2026-05-02", MIAO_DUE_LATER, "2026-07-01" },
    { { "D28", APPROVED, "2025-06-20" }, "2026-05-20", "2026-05-21", MIAO_DUE_MONTH, "2026-06-20" },
    /* The later follow-ups (19 April is a Sunday), an answer to an urgent report, twenty years of a
     * permanent volume, a longer notice. */
    { { "D41", PLAIN, "2026-01-19", "", 3 },
      "2026-04-11",
      "2026-04-12",
      MIAO_DUE_MONTH,
      "2026-04-20" },
    { { "D41", PLAIN, "2026-05-19", "", 6 },
      "2026-11-11",
      "2026-11-12",
      MIAO_DUE_WEEK,
      "2026-11-19" },
    { { "D41", PLAIN, "2025-11-19", "", 12 },
      "2026-11-11",
      "2026-11-12",
      MIAO_DUE_WEEK,
      "2026-11-19" },
    { { "D15", PLAIN, "2026-11-15", "", 1 },
      "2026-11-08",
      "2026-11-15",
      MIAO_DUE_WEEK,
      "2026-11-16" },
    { { "D37", PLAIN, "2006-11-20", "", 240 },
      "2025-11-19",
      "2025-11-20",
      MIAO_DUE_LATER,
      "2026-11-20" },
    { { "D02", PLAIN, "2026-08-24", "", 90 },
      "2026-11-14",
      "2026-11-15",
      MIAO_DUE_WEEK,
      "2026-11-22" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *due = rows[i].due;

    if (rows[i].quiet != NULL)
      check_on (&rows[i].row, D (rows[i].quiet), NULL, 0);
    check_on (&rows[i].row, D (rows[i].shown), due, rows[i].level);
    check_on (&rows[i].row, D (due), due, MIAO_DUE_TODAY);
    check_on (&rows[i].row, D (due) + 1, rows[i].over ? NULL : due, MIAO_DUE_LATE);
  }
}

/* The days between on which the level or the length changes. */
static void
test_due_levels (void)
{
  static const struct {
    Row row;
    const char *on, *due; /* due NULL: quiet */
    MiaoDueLevel level;
  } rows[] = {
    { { "D17", MOVED_IN, "2026-01-01" }, "2026-03-24", "2026-04-01", MIAO_DUE_MONTH },
    { { "D17", MOVED_IN, "2026-01-01" }, "2026-03-25", "2026-04-01", MIAO_DUE_WEEK },
    /* Below three years every 15 days, from the birthday on every 30. */
    { { "D18", VISITED, "2026-06-01", "2023-06-16" }, "2026-06-15", "2026-06-16", MIAO_DUE_WEEK },
    { { "D18", VISITED, "2026-06-01", "2023-06-16" }, "2026-06-16", NULL, 0 },
    { { "D24", CAREGIVER, "1960-12-01" }, "2026-10-31", "2026-12-01", MIAO_DUE_LATER },
    { { "D24", CAREGIVER, "1960-12-01" }, "2026-11-01", "2026-12-01", MIAO_DUE_MONTH },
    { { "D25", YOUNG, "2026-05-30" }, "2032-05-29", "2026-05-30", MIAO_DUE_LATE },
    { { "D25", YOUNG, "2026-05-30" }, "2032-05-30", NULL, 0 }, /* six */
    { { "D27", TERM, "2026-07-01" }, "2026-05-31", "2026-07-01", MIAO_DUE_LATER },
    { { "D27", TERM, "2026-07-01" }, "2026-06-01", "2026-07-01", MIAO_DUE_MONTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_on (&rows[i].row, D (rows[i].on), rows[i].due, rows[i].level);
}

void
add_due_edge_tests (void)
{
  g_test_add_func ("/due/edges", test_due_edges);
  g_test_add_func ("/due/levels", test_due_levels);
}
