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
} Fact;

static void
ask_edge (Fact fact, MiaoDate day, MiaoDate born, MiaoDate on, GPtrArray *dues)
{
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

  if (fact == CHILD)
    miao_due_birthdays ("c1", day, TRUE, thresholds (), on, dues);
  else if (fact < CAREGIVER)
    miao_due_placement (&calendar, thresholds (), on, dues);
  else
    miao_due_family ("f1", fact == CAREGIVER ? &caregiver : NULL, &young, fact == YOUNG,
                     MIAO_DATE_NONE, fact == APPROVED ? day : MIAO_DATE_NONE, MIAO_DATE_NONE,
                     fact != APPROVED, thresholds (), on, dues);
}

/* The last quiet day and the first shown one, the day itself and the first late one, the day that
 * changes the length. */
static void
test_due_edges (void)
{
  static const struct {
    const char *rule;
    Fact fact;
    const char *day, *born, *on, *due; /* due NULL: quiet */
    MiaoDueLevel level;
  } rows[] = {
    { "D17", MOVED_IN, "2026-01-01", "", "2026-03-16", NULL, 0 }, /* day 74 */
    { "D17", MOVED_IN, "2026-01-01", "", "2026-03-17", "2026-04-01", MIAO_DUE_MONTH },
    { "D17", MOVED_IN, "2026-01-01", "", "2026-03-24", "2026-04-01", MIAO_DUE_MONTH },
    { "D17", MOVED_IN, "2026-01-01", "", "2026-03-25", "2026-04-01", MIAO_DUE_WEEK },
    { "D17", MOVED_IN, "2026-01-01", "", "2026-04-01", "2026-04-01", MIAO_DUE_TODAY }, /* day 90 */
    { "D17", MOVED_IN, "2026-01-01", "", "2026-04-02", "2026-04-01", MIAO_DUE_LATE },
    /* Below three years every 15 days, from the birthday on every 30. */
    { "D18", VISITED, "2026-06-01", "2023-06-16", "2026-06-15", "2026-06-16", MIAO_DUE_WEEK },
    { "D18", VISITED, "2026-06-01", "2023-06-16", "2026-06-16", NULL, 0 },
    { "D18", VISITED, "2026-06-01", "2018-05-12", "2026-06-28", NULL, 0 },
    { "D18", VISITED, "2026-06-01", "2018-05-12", "2026-06-29", "2026-07-01", MIAO_DUE_WEEK },
    { "D18", VISITED, "2026-06-01", "2018-05-12", "2026-07-01", "2026-07-01", MIAO_DUE_TODAY },
    { "D18", VISITED, "2026-06-01", "2018-05-12", "2026-07-02", "2026-07-01", MIAO_DUE_LATE },
    { "D21", APPLIED, "2026-01-31", "", "2026-01-31", "2026-02-28", MIAO_DUE_MONTH }, /* day 0 */
    { "D21", APPLIED, "2026-01-31", "", "2026-02-28", "2026-02-28", MIAO_DUE_TODAY },
    { "D21", APPLIED, "2026-01-31", "", "2026-03-01", "2026-02-28", MIAO_DUE_LATE },
    { "D22", SHORT_CARE, "2026-05-06", "", "2026-05-30", NULL, 0 }, /* day 24 */
    { "D22", SHORT_CARE, "2026-05-06", "", "2026-05-31", "2026-06-05", MIAO_DUE_WEEK },
    { "D22", SHORT_CARE, "2026-05-06", "", "2026-06-05", "2026-06-05", MIAO_DUE_TODAY },
    { "D22", SHORT_CARE, "2026-05-06", "", "2026-06-06", "2026-06-05", MIAO_DUE_LATE },
    { "D24", CAREGIVER, "1960-12-01", "", "2026-06-03", NULL, 0 },
    { "D24", CAREGIVER, "1960-12-01", "", "2026-06-04", "2026-12-01", MIAO_DUE_LATER },
    { "D24", CAREGIVER, "1960-12-01", "", "2026-10-31", "2026-12-01", MIAO_DUE_LATER },
    { "D24", CAREGIVER, "1960-12-01", "", "2026-11-01", "2026-12-01", MIAO_DUE_MONTH },
    { "D24", CAREGIVER, "1960-12-01", "", "2026-12-01", "2026-12-01", MIAO_DUE_TODAY },
    { "D24", CAREGIVER, "1960-12-01", "", "2026-12-02", "2026-12-01", MIAO_DUE_LATE },
    { "D25", YOUNG, "2026-05-30", "", "2026-05-29", NULL, 0 }, /* not yet born */
    { "D25", YOUNG, "2026-05-30", "", "2026-05-30", "2026-05-30", MIAO_DUE_TODAY },
    { "D25", YOUNG, "2026-05-30", "", "2032-05-29", "2026-05-30", MIAO_DUE_LATE },
    { "D25", YOUNG, "2026-05-30", "", "2032-05-30", NULL, 0 }, /* six */
    { "D26", CHILD, "2018-06-20", "", "2026-05-20", NULL, 0 },
    { "D26", CHILD, "2018-06-20", "", "2026-05-21", "2026-06-20", MIAO_DUE_MONTH },
    { "D26", CHILD, "2018-06-20", "", "2026-06-20", "2026-06-20", MIAO_DUE_TODAY }, /* 8 */
    { "D26", CHILD, "2018-06-20", "", "2026-06-21", NULL, 0 },
    { "D26", CHILD, "2016-06-20", "", "2026-05-20", NULL, 0 },
    { "D26", CHILD, "2016-06-20", "", "2026-05-21", "2026-06-20", MIAO_DUE_MONTH },
    { "D26", CHILD, "2016-06-20", "", "2026-06-20", "2026-06-20", MIAO_DUE_TODAY }, /* 10 */
    { "D26", CHILD, "2016-06-20", "", "2026-06-21", NULL, 0 },
    { "D26", CHILD, "2008-06-20", "", "2025-06-19", NULL, 0 },
    { "D26", CHILD, "2008-06-20", "", "2025-06-20", "2026-06-20", MIAO_DUE_LATER },
    { "D26", CHILD, "2008-06-20", "", "2026-06-20", "2026-06-20", MIAO_DUE_TODAY }, /* 18 */
    { "D26", CHILD, "2008-06-20", "", "2026-06-21", "2026-06-20", MIAO_DUE_LATE },
    /* Born on 29 February: of age on 1 March. */
    { "D26", CHILD, "2008-02-29", "", "2026-02-28", "2026-03-01", MIAO_DUE_WEEK },
    { "D26", CHILD, "2008-02-29", "", "2026-03-01", "2026-03-01", MIAO_DUE_TODAY },
    { "D27", TERM, "2026-07-01", "", "2026-05-01", NULL, 0 },
    { "D27", TERM, "2026-07-01", "", "2026-05-02", "2026-07-01", MIAO_DUE_LATER },
    { "D27", TERM, "2026-07-01", "", "2026-05-31", "2026-07-01", MIAO_DUE_LATER },
    { "D27", TERM, "2026-07-01", "", "2026-06-01", "2026-07-01", MIAO_DUE_MONTH },
    { "D27", TERM, "2026-07-01", "", "2026-07-01", "2026-07-01", MIAO_DUE_TODAY },
    { "D27", TERM, "2026-07-01", "", "2026-07-02", "2026-07-01", MIAO_DUE_LATE },
    { "D28", APPROVED, "2025-06-20", "", "2026-05-20", NULL, 0 },
    { "D28", APPROVED, "2025-06-20", "", "2026-05-21", "2026-06-20", MIAO_DUE_MONTH },
    { "D28", APPROVED, "2025-06-20", "", "2026-06-20", "2026-06-20", MIAO_DUE_TODAY },
    { "D28", APPROVED, "2025-06-20", "", "2026-06-21", "2026-06-20", MIAO_DUE_LATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) dues = miao_dues_new ();
    const MiaoDue *due;

    g_test_message ("row %" G_GSIZE_FORMAT ": %s on %s", i, rows[i].rule, rows[i].on);
    ask_edge (rows[i].fact, D (rows[i].day), D (rows[i].born), D (rows[i].on), dues);
    due = find_due (dues, rows[i].rule);
    if (rows[i].due == NULL) {
      g_assert_null (due);
      continue;
    }
    g_assert_nonnull (due);
    g_assert_cmpint (due->due_on, ==, D (rows[i].due));
    g_assert_cmpint (due->level, ==, rows[i].level);
  }
}

/* A term with a length of the record's own: the later follow-ups, an answer to an urgent report,
 * twenty years of a permanent volume. */
static void
test_due_lengths (void)
{
  static const struct {
    const char *rule, *from;
    int length;
    const char *quiet, *shown, *due;
  } rows[] = {
    { "D41", "2026-01-19", 3, "2026-04-11", "2026-04-12", "2026-04-20" }, /* 19 is a Sunday */
    { "D41", "2026-05-19", 6, "2026-11-11", "2026-11-12", "2026-11-19" },
    { "D41", "2025-11-19", 12, "2026-11-11", "2026-11-12", "2026-11-19" },
    { "D15", "2026-11-15", 1, "2026-11-08", "2026-11-15", "2026-11-16" },
    { "D37", "2006-11-20", 240, "2025-11-19", "2025-11-20", "2026-11-20" },
    { "D02", "2026-08-24", 90, "2026-11-14", "2026-11-15", "2026-11-22" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoCalendar *calendar = miao_calendar_shipped ();
    const MiaoDate days[] = { D (rows[i].quiet), D (rows[i].shown), D (rows[i].due),
                              D (rows[i].due) + 1 };

    for (gsize j = 0; j < G_N_ELEMENTS (days); j++) {
      g_autoptr (GPtrArray) dues = miao_dues_new ();

      miao_due_deadline (rows[i].rule, "x", D (rows[i].from), rows[i].length, calendar, days[j],
                         dues);
      g_test_message ("row %" G_GSIZE_FORMAT ", day %" G_GSIZE_FORMAT, i, j);
      g_assert_cmpuint (dues->len, ==, j > 0);
      if (j > 0)
        g_assert_cmpint (find_due (dues, rows[i].rule)->due_on, ==, D (rows[i].due));
      if (j > 1)
        g_assert_cmpint (find_due (dues, rows[i].rule)->level, ==,
                         j == 2 ? MIAO_DUE_TODAY : MIAO_DUE_LATE);
    }
  }
}

void
add_due_edge_tests (void)
{
  g_test_add_func ("/due/edges", test_due_edges);
  g_test_add_func ("/due/lengths", test_due_lengths);
}
