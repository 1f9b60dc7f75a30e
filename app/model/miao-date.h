#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoDate:
 *
 * A day of the Gregorian calendar as a count of days (1 = 0001-01-01, as GDate counts), so that
 * days are subtracted with a minus sign. %MIAO_DATE_NONE is "no date". Years 1 to 9999.
 */
typedef gint32 MiaoDate;

#define MIAO_DATE_NONE ((MiaoDate) 0)

/** Length of the text of a date with its final zero. */
#define MIAO_DATE_BUFFER 11

/**
 * MiaoAge:
 *
 * Completed years, then completed months beyond them, then days beyond those.
 */
typedef struct {
  int years;
  int months;
  int days;
} MiaoAge;

/** Returns: %MIAO_DATE_NONE when there is no such day. */
MiaoDate miao_date_from_ymd (int year, int month, int day);
void miao_date_get_ymd (MiaoDate date, int *ret_year, int *ret_month, int *ret_day);

/**
 * miao_date_parse:
 * @text: (nullable): strictly "YYYY-MM-DD"
 *
 * Returns: the day, or %MIAO_DATE_NONE when @text is not such a date or the day does not exist.
 * Dates as people and ledgers write them are read by miao_ledger_parse_date().
 */
MiaoDate miao_date_parse (const char *text);

/** Writes "YYYY-MM-DD" (or "" for none) into @buffer and returns it. */
const char *miao_date_format (MiaoDate date, char buffer[MIAO_DATE_BUFFER]);
char *miao_date_dup (MiaoDate date) G_GNUC_WARN_UNUSED_RESULT;

/** Today by the local clock. Only sessions ask for it; rules get their day as an argument. */
MiaoDate miao_date_today (void);

/**
 * miao_date_add_months:
 * @months: may be negative
 *
 * The corresponding day of another month; the month's last day where there is none (Civil Code
 * Art. 202): 2026-01-31 + 1 month = 2026-02-28.
 */
MiaoDate miao_date_add_months (MiaoDate date, int months);

/**
 * miao_date_birthday:
 * @born: day of birth
 * @age: completed years, 0 or more
 *
 * The day on which @age is attained: the birthday; for a child of 29 February in a common year
 * 1 March (domain rule 0.3, own choice).
 */
MiaoDate miao_date_birthday (MiaoDate born, int age);

/** Completed years (周岁) on @on; -1 when @on lies before @born or either is none. */
int miao_date_age (MiaoDate born, MiaoDate on);

/** Completed years, months and days; all -1 when @on lies before @born or either is none. */
MiaoAge miao_date_age_full (MiaoDate born, MiaoDate on);

/** Returns: "3岁3个月" / "3 y 3 m", "21天" / "21 d" below a month; "" when unknown. */
char *miao_date_dup_age (MiaoDate born, MiaoDate on) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
