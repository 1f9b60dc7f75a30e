#include "config.h"

#include "miao-date-text.h"

#define MAX_NUMBERS 3
/* What may stand between the numbers of a date. */
#define SEPARATORS "-/. 年月日号－／．　"

/* The groups of digits in @text; 0 groups when there is anything but digits and separators. */
static guint
read_numbers (const char *text, int numbers[MAX_NUMBERS], guint digits[MAX_NUMBERS])
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    int digit = g_unichar_digit_value (g_utf8_get_char (at));

    if (digit < 0) {
      inside = FALSE;
      if (g_utf8_strchr (SEPARATORS, -1, g_utf8_get_char (at)) == NULL)
        return 0;
      continue;
    }
    if (!inside) {
      if (n == MAX_NUMBERS)
        return 0;
      numbers[n] = 0;
      digits[n++] = 0;
      inside = TRUE;
    }
    if (digits[n - 1] == 8)
      return 0;
    numbers[n - 1] = numbers[n - 1] * 10 + digit;
    digits[n - 1]++;
  }
  return n;
}

MiaoDate
miao_date_read (const char *text, MiaoDate today)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  int numbers[MAX_NUMBERS];
  guint digits[MAX_NUMBERS];
  int year;

  if (g_str_equal (trimmed, "今天") || g_ascii_strcasecmp (trimmed, "today") == 0)
    return today;
  if (g_str_equal (trimmed, "昨天") || g_ascii_strcasecmp (trimmed, "yesterday") == 0)
    return today - 1;

  switch (read_numbers (trimmed, numbers, digits)) {
  case 1:
    if (digits[0] != 8)
      return MIAO_DATE_NONE;
    return miao_date_from_ymd (numbers[0] / 10000, numbers[0] / 100 % 100, numbers[0] % 100);
  case 2:
    if (digits[0] > 2 || digits[1] > 2)
      return MIAO_DATE_NONE;
    miao_date_get_ymd (today, &year, NULL, NULL);
    return miao_date_from_ymd (year, numbers[0], numbers[1]);
  case 3:
    if (digits[0] != 4 || digits[1] > 2 || digits[2] > 2)
      return MIAO_DATE_NONE;
    return miao_date_from_ymd (numbers[0], numbers[1], numbers[2]);
  default:
    return MIAO_DATE_NONE;
  }
}
