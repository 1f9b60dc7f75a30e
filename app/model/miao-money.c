#include "config.h"

#include "miao-money.h"

#include <string.h>

#define FEN_PER_YUAN 100
#define GROUP 4 /* Chinese numbers go by ten thousands */

static const char *const figures[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

static char *
dup_with_minus (gint64 fen, const char *minus)
{
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", fen < 0 ? minus : "",
                          ABS (fen) / FEN_PER_YUAN, (int) (ABS (fen) % FEN_PER_YUAN));
}

char *
miao_money_dup (gint64 fen)
{
  return dup_with_minus (fen, "−");
}

char *
miao_money_dup_plain (gint64 fen)
{
  return dup_with_minus (fen, "-");
}

static void
append_yuan (GString *to, gint64 yuan)
{
  static const char *const places[GROUP] = { "", "拾", "佰", "仟" };
  static const char *const groups[] = { "", "万", "亿", "万亿" };
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, yuan);
  gsize n = strlen (digits);
  gsize start = to->len;
  gboolean zero = FALSE, any = FALSE;

  for (gsize i = 0; i < n; i++) {
    int digit = digits[i] - '0';
    gsize place = n - 1 - i;

    if (digit == 0) {
      zero = TRUE;
    } else {
      if (zero && to->len > start)
        g_string_append (to, figures[0]);
      g_string_append_printf (to, "%s%s", figures[digit], places[place % GROUP]);
      zero = FALSE;
      any = TRUE;
    }
    if (place % GROUP == 0 && any) {
      g_string_append (to, groups[MIN (place / GROUP, G_N_ELEMENTS (groups) - 1)]);
      any = FALSE;
    }
  }
}

char *
miao_money_dup_capital (gint64 fen)
{
  GString *text = g_string_new (fen < 0 ? "负" : "");
  gint64 yuan = ABS (fen) / FEN_PER_YUAN;
  int jiao = (int) (ABS (fen) % FEN_PER_YUAN / 10), rest = (int) (ABS (fen) % 10);

  if (fen == 0)
    g_string_append (text, "零元");
  if (yuan > 0) {
    append_yuan (text, yuan);
    g_string_append (text, "元");
  }
  if (jiao > 0)
    g_string_append_printf (text, "%s角", figures[jiao]);
  else if (rest > 0 && yuan > 0)
    g_string_append (text, figures[0]);
  g_string_append (text, rest > 0 ? figures[rest] : "整");
  if (rest > 0)
    g_string_append (text, "分");

  return g_string_free (text, FALSE);
}
