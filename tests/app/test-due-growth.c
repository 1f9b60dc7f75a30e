#include "config.h"

#include "miao-due.h"

/* When the next growth measurement is due (rule D12). */

static const struct {
  const char *born;
  const char *last;
  const char *arrived;
  gboolean watched;
  const char *due;        /* NULL: none */
  const char *taken_over; /* NULL: its record was made as it came */
} rows[] = {
  { "2026-05-10", "2026-10-20", "2026-05-12", FALSE, "2026-11-20" }, /* below 1: monthly */
  /* The day before the first and the third birthday, and the birthday. */
  { "2025-10-21", "2026-10-20", "2025-11-01", FALSE, "2026-11-20" },
  { "2025-10-20", "2026-10-20", "2025-11-01", FALSE, "2027-01-20" },
  { "2023-10-21", "2026-10-20", "2025-11-01", FALSE, "2027-01-20" },
  { "2023-10-20", "2026-10-20", "2025-11-01", FALSE, "2027-04-20" },
  { "2025-05-10", "2026-08-31", "2025-06-01", FALSE, "2026-11-30" }, /* 1 to 3: quarterly */
  { "2020-05-10", "2026-08-31", "2025-06-01", FALSE, "2027-02-28" }, /* then: half-yearly */
  { "2020-05-10", "2026-10-20", "2025-06-01", TRUE, "2026-11-20" },  /* thin: monthly */
  { "2020-05-10", NULL, "2026-11-20", FALSE, "2026-11-20" },         /* never: on arrival */
  { "2020-05-10", NULL, NULL, FALSE, NULL },
  /* Never, and recorded long after arriving: at the next age of its period, told on the day after
   * at the soonest. */
  { "2020-05-26", NULL, "2020-06-01", FALSE, "2026-11-26", "2026-11-22" },
  { "2020-05-25", NULL, "2020-06-01", FALSE, "2027-05-25", "2026-11-22" },
  { "2024-08-26", NULL, "2025-06-01", FALSE, "2026-11-26", "2026-11-22" }, /* 27 months */
  { "2026-01-25", NULL, "2026-02-01", FALSE, "2026-12-25", "2026-11-22" }, /* 11 months */
  { "2020-05-10", "2026-10-20", "2020-06-01", FALSE, "2027-04-20", "2026-11-22" },
  { NULL, NULL, "2020-06-01", FALSE, NULL, "2026-11-22" },
  { "2008-11-23", "2026-01-20", "2012-06-01", FALSE, "2026-07-20" },
  { "2008-11-22", "2026-01-20", "2012-06-01", FALSE, NULL }, /* grown up today */
};

static void
test_rows (void)
{
  MiaoDate today = miao_date_parse ("2026-11-22");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoGrowthCalendar calendar = {
      .child = "child",
      .born = miao_date_parse (rows[i].born),
      .last_on = miao_date_parse (rows[i].last),
      .arrived_on = miao_date_parse (rows[i].arrived),
      .watched = rows[i].watched,
      .taken_over = miao_date_parse (rows[i].taken_over),
    };
    g_autoptr (MiaoDue) due = miao_due_growth (&calendar, today);
    char day[MIAO_DATE_BUFFER];

    if (rows[i].due == NULL)
      g_assert_null (due);
    else
      g_assert_cmpstr (miao_date_format (due->due_on, day), ==, rows[i].due);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/due-growth/rows", test_rows);
  return g_test_run ();
}
