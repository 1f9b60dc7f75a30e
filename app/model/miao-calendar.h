#pragma once

#include "miao-date.h"
#include "miao-language.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoCalendar:
 *
 * Which days are worked. Monday to Friday, but for the public holidays and the make-up workdays of
 * the yearly notices of the State Council's General Office (data/calendar/holidays.tsv, with the
 * address of each notice). An institution adds the years to come from a file of the same shape.
 * Immutable; may be used by any thread.
 */
typedef struct _MiaoCalendar MiaoCalendar;

/** Returns: (transfer none): the days that the program knows itself. */
const MiaoCalendar *miao_calendar_shipped (void);

/**
 * miao_calendar_parse:
 * @text: (nullable): lines "date<TAB>kind<TAB>name"; kind "off" or "work"; a heading, empty lines
 *   and lines with # are passed over
 *
 * Returns: (transfer full): the shipped days, with those of @text in their place; %NULL with
 *   %MIAO_ERROR_INVALID naming the line.
 */
MiaoCalendar *miao_calendar_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_calendar_free (MiaoCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCalendar, miao_calendar_free)

/** Returns: how many days are listed. */
guint miao_calendar_count (const MiaoCalendar *calendar);

/** Returns: whether the days of that year are known: those of other years follow the week alone. */
gboolean miao_calendar_knows (const MiaoCalendar *calendar, int year);

gboolean miao_calendar_is_worked (const MiaoCalendar *calendar, MiaoDate day);

/** Returns: (transfer none) (nullable): the holiday that @day belongs to or makes up for. */
const char *miao_calendar_name (const MiaoCalendar *calendar, MiaoDate day);

/** Returns: the @days-th working day after @from; the day itself is not counted (Civil Code
 *  Art. 201). */
MiaoDate miao_calendar_add_working (const MiaoCalendar *calendar, MiaoDate from, int days);

/** Returns: @day, or the next working day when it is a holiday (Civil Code Art. 203). Only for days
 *  by which something is to be done, never for the end of a shortest time. */
MiaoDate miao_calendar_shift (const MiaoCalendar *calendar, MiaoDate day);

/**
 * miao_calendar_dup_passed:
 *
 * What is unlike the plain week after @from up to @to:
 * "10月1日至7日国庆节不计，9月27日（补班）计入";
 * "" when there is nothing. Weekends are not named.
 */
char *miao_calendar_dup_passed (const MiaoCalendar *calendar,
                                MiaoDate from,
                                MiaoDate to,
                                MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
