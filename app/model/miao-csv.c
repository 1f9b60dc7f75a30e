#include "config.h"

#include "miao-csv.h"

#include <string.h>

/* "-1.25", "+3": what begins like a formula and is none. */
static gboolean
is_number (const char *cell)
{
  gboolean digits = FALSE;
  const char *at = cell;

  if (*at == '-' || *at == '+')
    at++;
  for (; g_ascii_isdigit (*at); at++)
    digits = TRUE;
  if (*at == '.')
    for (at++; g_ascii_isdigit (*at); at++)
      digits = TRUE;

  return digits && *at == '\0';
}

/* Blanks before it do not keep an office program from seeing a formula. */
static gboolean
is_formula (const char *cell)
{
  const char *at = cell;
  gunichar c;

  if (*at == '\t' || *at == '\r' || *at == '\n')
    return TRUE;
  while (*at == ' ')
    at++;
  c = g_utf8_get_char (at);

  /* =, +, -, @ and their full-width forms */
  return (c == '=' || c == '+' || c == '-' || c == '@' || c == 0xff1d || c == 0xff0b ||
          c == 0xff0d || c == 0xff20) &&
         !is_number (cell);
}

void
miao_csv_append (GString *to, const char *cell)
{
  const gboolean formula = is_formula (cell);

  if (strpbrk (cell, ",\"\r\n\t") == NULL) {
    if (formula)
      g_string_append_c (to, '\'');
    g_string_append (to, cell);
    return;
  }
  g_string_append_c (to, '"');
  if (formula)
    g_string_append_c (to, '\'');
  for (; *cell != '\0'; cell++) {
    if (*cell == '"')
      g_string_append_c (to, '"');
    g_string_append_c (to, *cell);
  }
  g_string_append_c (to, '"');
}
