/* When the allowances are paid, and what changes them. */
#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"

#define REMIND_PAY 3       /* days before the day of payment (domain 9) */
#define MONTH_CHARACTERS 7 /* "2026-11" */

void
miao_due_allowance (
    const char *record, MiaoDate month, MiaoDate pay_on, MiaoDate on, GPtrArray *dues)
{
  char text[MIAO_DATE_BUFFER];
  g_autofree char *zh = NULL, *en = NULL;
  int day;

  miao_date_format (month, text);
  text[MONTH_CHARACTERS] = '\0';
  zh = g_strdup_printf ("%s 寄养费", text);
  en = g_strdup_printf ("Allowances of %s", text);
  miao_date_get_ymd (pay_on, NULL, NULL, &day);
  miao_due_add (dues, "D31", record, month, pay_on - month, pay_on, MIN (REMIND_PAY, day - 1), on,
                zh, en);
}

void
miao_due_allowance_change (const char *record,
                           gboolean starts,
                           MiaoDate from,
                           MiaoDate month,
                           MiaoDate pay_on,
                           MiaoDate on,
                           GPtrArray *dues)
{
  char text[MIAO_DATE_BUFFER];
  MiaoDue *due = miao_due_add (dues, "D32", record, from, pay_on - from, pay_on, pay_on - from, on,
                               starts ? "入户" : "离开家庭", starts ? "Moved in" : "Left");

  if (due == NULL)
    return;
  miao_date_format (month, text);
  text[MONTH_CHARACTERS] = '\0';
  miao_due_tell_moved (
      due, g_strdup_printf ("，%s，计入 %s 寄养费", starts ? "当日起发" : "次日起停发", text),
      g_strdup_printf (", paid %s, counted in the month %s",
                       starts ? "from that day on" : "until that day", text));
}
