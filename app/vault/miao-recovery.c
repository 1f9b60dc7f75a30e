#include "config.h"

#include "miao-recovery.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-secret.h"

#include <sodium.h>
#include <string.h>

#define FACTOR 11u
#define GROUP_VALUES 65536u /* 16 bits a group */

char *
miao_recovery_new (void)
{
  GString *text = g_string_sized_new (MIAO_RECOVERY_GROUPS * (MIAO_RECOVERY_DIGITS + 1));

  miao_secret_init ();
  for (int i = 0; i < MIAO_RECOVERY_GROUPS; i++)
    g_string_append_printf (text, "%s%06u", i > 0 ? "-" : "",
                            randombytes_uniform (GROUP_VALUES) * FACTOR);

  return g_string_free (text, FALSE);
}

static gboolean
refuse_group (guint group, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("第 %u 组有误。请对照恢复单重新输入这一组的 6 位数字。",
                          "Group %u is not right. Compare its 6 digits with the recovery sheet."),
               group);

  return FALSE;
}

static gboolean
check_group (const char *digits, gsize length, guint group, GError **error)
{
  guint value = 0;

  if (length != MIAO_RECOVERY_DIGITS)
    return refuse_group (group, error);
  for (gsize i = 0; i < length; i++)
    value = value * 10 + (guint) (digits[i] - '0');
  if (value % FACTOR != 0 || value / FACTOR >= GROUP_VALUES)
    return refuse_group (group, error);

  return TRUE;
}

/* Digits of any width as ASCII; everything else that people put between groups as one space. */
static char *
read_digits (const char *text, GError **error)
{
  GString *plain = g_string_sized_new (64);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (g_unichar_isdigit (c) && g_unichar_digit_value (c) >= 0) {
      g_string_append_c (plain, (char) ('0' + g_unichar_digit_value (c)));
    } else if (g_unichar_isspace (c) || g_unichar_ispunct (c) || c == 0x2212 || c == 0x30fc) {
      if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
        g_string_append_c (plain, ' ');
    } else {
      miao_secret_free_text (g_string_free (plain, FALSE));
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                           miao_pick ("恢复密钥只有数字：8 组，每组 6 位。",
                                      "A recovery key has digits only: 8 groups of 6."));
      return NULL;
    }
  }
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);

  return g_string_free (plain, FALSE);
}

char *
miao_recovery_parse (const char *text, GError **error)
{
  g_autoptr (MiaoSecretText) plain = NULL;
  g_autoptr (MiaoSecretText) result = NULL;
  const char *at;
  guint groups = 0;
  gboolean divided;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    text = "";
  plain = read_digits (text, error);
  if (plain == NULL)
    return NULL;
  divided = strchr (plain, ' ') != NULL;
  result = g_malloc0 (MIAO_RECOVERY_GROUPS * (MIAO_RECOVERY_DIGITS + 1));

  for (at = plain; *at != '\0' && groups < MIAO_RECOVERY_GROUPS; groups++) {
    gsize length = divided ? strcspn (at, " ") : MIN (strlen (at), MIAO_RECOVERY_DIGITS);
    char *to = result + groups * (MIAO_RECOVERY_DIGITS + 1);

    if (!check_group (at, length, groups + 1, error))
      return NULL;
    memcpy (to, at, MIAO_RECOVERY_DIGITS);
    if (groups + 1 < MIAO_RECOVERY_GROUPS)
      to[MIAO_RECOVERY_DIGITS] = '-';
    at += length;
    if (*at == ' ')
      at++;
  }
  if (groups < MIAO_RECOVERY_GROUPS || *at != '\0') {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("恢复密钥共 %d 组，每组 6 位；现在读到 %u 组。",
                            "A recovery key has %d groups of 6 digits; %u were read."),
                 MIAO_RECOVERY_GROUPS, *at != '\0' ? groups + 1 : groups);
    return NULL;
  }

  return g_steal_pointer (&result);
}
