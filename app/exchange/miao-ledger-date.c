#include "config.h"

#include "miao-ledger-private-value.h"

#include <string.h>

/* Day numbers that are taken for dates: 1927-05-18 to 2099-12-31. Smaller ones look like counts. */
#define MIN_SERIAL 10000
#define MAX_SERIAL 73050
#define MIN_YEAR 1900
#define MAX_YEAR 2100

MiaoDate
miao_ledger_date_from_serial (int serial, gboolean is_1904)
{
  MiaoDate base;

  if (is_1904)
    base = miao_date_from_ymd (1904, 1, 1);
  else if (serial >= 1 && serial < 60)
    base = miao_date_from_ymd (1899, 12, 31);
  else if (serial > 60)
    base = miao_date_from_ymd (1899, 12, 30);
  else
    return MIAO_DATE_NONE; /* 0, and the 29 February 1900 that spreadsheets invented */

  return serial >= 0 && serial < 2958466 ? base + serial : MIAO_DATE_NONE;
}

/* Chinese numerals of a date to digits: 二〇一八年十二月三十一日 → 2018年12月31日. */
static char *
digits_from_chinese (const char *text)
{
  static const char numerals[] = "〇一二三四五六七八九";
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    const char *at = g_utf8_strchr (numerals, -1, c == 0x96F6 || c == 0x25CB ? 0x3007 : c);

    if (at != NULL) {
      g_string_append_c (out, (char) ('0' + g_utf8_pointer_to_offset (numerals, at)));
    } else if (c == 0x5341) { /* 十: 十 = 10, 十二 = 12, 三十 = 30, 三十一 = 31 */
      gboolean after = out->len > 0 && g_ascii_isdigit (out->str[out->len - 1]);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));
      gboolean before = next != 0 && g_utf8_strchr (numerals, -1, next) != NULL;

      if (!after)
        g_string_append_c (out, '1');
      if (!before)
        g_string_append_c (out, '0');
    } else {
      g_string_append_unichar (out, c);
    }
  }

  return g_string_free (out, FALSE);
}

/* The numbers in a text and what stands between them. */
typedef struct {
  int number[8];
  int length[8]; /* digits */
  gunichar after[8];
  guint n;
  gboolean odd; /* something that no date holds */
} Numbers;

static void
split_numbers (const char *text, Numbers *numbers)
{
  memset (numbers, 0, sizeof *numbers);
  for (const char *p = text; *p != '\0';) {
    if (g_ascii_isdigit (*p) && numbers->n < G_N_ELEMENTS (numbers->number)) {
      guint i = numbers->n++;

      for (; g_ascii_isdigit (*p) && numbers->length[i] < 9; p++, numbers->length[i]++)
        numbers->number[i] = numbers->number[i] * 10 + (*p - '0');
      numbers->after[i] = *p != '\0' ? g_utf8_get_char (p) : 0;
    } else {
      gunichar c = g_utf8_get_char (p);

      if (strchr ("-/.:, T", (int) (c < 0x80 ? c : 1)) == NULL &&
          g_utf8_strchr ("年月日号时分秒点", -1, c) == NULL)
        numbers->odd = TRUE;
      p = g_utf8_next_char (p);
    }
  }
}

static void
set_bad (MiaoLedgerValue *value, const char *text)
{
  miao_ledger_value_say (
      value, MIAO_LEDGER_ERROR, "date-unreadable",
      g_strdup_printf ("“%s”不是日期。请写成 2018-03-05；只知道年月的写 2018年3月。", text),
      g_strdup_printf ("“%s” is no date. Write 2018-03-05, or 2018年3月 when only the month is "
                       "known.",
                       text));
}

static void
set_missing_day (MiaoLedgerValue *value, const char *text)
{
  miao_ledger_value_say (value, MIAO_LEDGER_ERROR, "date-missing-day",
                         g_strdup_printf ("没有“%s”这一天。请对照原件改正。", text),
                         g_strdup_printf ("There is no such day as “%s”. Correct it from the "
                                          "original paper.",
                                          text));
}

static void
set_date (MiaoLedgerValue *value,
          const char *text,
          int year,
          int month,
          int day,
          MiaoLedgerPrecision precision)
{
  MiaoDate date = miao_date_from_ymd (year, month, day);

  if (year < MIN_YEAR || year > MAX_YEAR) {
    set_bad (value, text);
    return;
  }
  if (date == MIAO_DATE_NONE) {
    set_missing_day (value, text);
    return;
  }
  value->text = miao_date_dup (date);
  value->precision = precision;
}

static void
set_short_year (MiaoLedgerValue *value, const char *text)
{
  miao_ledger_value_say (
      value, MIAO_LEDGER_ERROR, "date-ambiguous",
      g_strdup_printf ("“%s”的年份不明确。请把年份写成四位，如 2018-03-05。", text),
      g_strdup_printf ("The year of “%s” is not clear. Write it with four digits, such as "
                       "2018-03-05.",
                       text));
}

/* 20180305, 201803, 2018 and day numbers: one number without any sign. */
static void
read_single (const char *text, const Numbers *numbers, gboolean is_1904, MiaoLedgerValue *value)
{
  int number = numbers->number[0];
  MiaoDate date;

  switch (numbers->length[0]) {
  case 8:
    set_date (value, text, number / 10000, number / 100 % 100, number % 100, MIAO_LEDGER_DAY);
    return;
  case 6:
    set_date (value, text, number / 100, number % 100, 1, MIAO_LEDGER_MONTH);
    return;
  case 4:
    set_date (value, text, number, 1, 1, MIAO_LEDGER_YEAR);
    return;
  case 5:
    date = number >= MIN_SERIAL && number <= MAX_SERIAL
               ? miao_ledger_date_from_serial (number, is_1904)
               : MIAO_DATE_NONE;
    if (date != MIAO_DATE_NONE) {
      value->text = miao_date_dup (date);
      value->precision = MIAO_LEDGER_DAY;
      miao_ledger_value_say (
          value, MIAO_LEDGER_NOTE, "date-from-serial",
          g_strdup_printf ("“%s”是电子表格的日期序号，读作 %s。", text, value->text),
          g_strdup_printf ("“%s” is a day number of a spreadsheet, read as %s.", text,
                           value->text));
      return;
    }
    break;
  default:
    break;
  }
  set_bad (value, text);
}

static void
read_clock (const Numbers *numbers, guint first, MiaoLedgerValue *value)
{
  if (numbers->n < first + 2 || numbers->number[first] > 23 || numbers->number[first + 1] > 59)
    return;
  g_snprintf (value->clock, sizeof value->clock, "%02d:%02d", numbers->number[first] % 100,
              numbers->number[first + 1] % 100);
}

/* Words that make a date an estimate; they are cut out of @text. */
static gboolean
cut_about (char *text)
{
  static const char *const words[] = { "大约", "左右", "前后", "大概", "估计", "约", "春季",
                                       "夏季", "秋季", "冬季", "春",   "夏",   "秋", "冬",
                                       "上旬", "中旬", "下旬", "初",   "中",   "底", "末" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    char *at = strstr (text, words[i]);

    if (at == NULL)
      continue;
    memmove (at, at + strlen (words[i]), strlen (at + strlen (words[i])) + 1);
    found = TRUE;
  }
  g_strstrip (text);

  return found;
}

static void
read_parts (const char *text, const Numbers *numbers, MiaoLedgerValue *value)
{
  const int *n = numbers->number;

  if (numbers->length[0] != 4) {
    if (numbers->n >= 2 && numbers->length[0] <= 2)
      set_short_year (value, text);
    else
      set_bad (value, text);
    return;
  }
  if (numbers->n == 2) {
    set_date (value, text, n[0], n[1], 1, MIAO_LEDGER_MONTH);
    return;
  }
  set_date (value, text, n[0], n[1], n[2], MIAO_LEDGER_DAY);
  if (value->text != NULL && numbers->n > 3)
    read_clock (numbers, 3, value);
}

void
miao_ledger_read_date (const char *text, gboolean is_1904, MiaoLedgerValue *ret_value)
{
  g_autofree char *plain = miao_ledger_normalize (text);
  g_autofree char *latin = NULL;
  gboolean about = FALSE;
  Numbers numbers;

  memset (ret_value, 0, sizeof *ret_value);
  ret_value->code = "";
  if (miao_ledger_says_nothing (plain))
    return;
  split_numbers (plain, &numbers);
  if (numbers.odd || numbers.n == 0) { /* Chinese numerals, or words around the date */
    latin = digits_from_chinese (plain);
    about = cut_about (latin);
    split_numbers (latin, &numbers);
  } else {
    latin = g_strdup (plain);
  }
  if (numbers.odd || numbers.n == 0 || numbers.length[0] > 8)
    set_bad (ret_value, text);
  else if (numbers.n == 1)
    read_single (latin, &numbers, is_1904, ret_value);
  else
    read_parts (latin, &numbers, ret_value);
  if (!about || ret_value->text == NULL)
    return;
  ret_value->precision = MIAO_LEDGER_ABOUT;
  miao_ledger_value_say (
      ret_value, MIAO_LEDGER_WARNING, "date-about",
      g_strdup_printf ("“%s”是约数，暂按 %s 记入并标为估计。请确认。", text, ret_value->text),
      g_strdup_printf ("“%s” is only about a date; %s is entered and marked as an estimate. Please "
                       "confirm.",
                       text, ret_value->text));
}
