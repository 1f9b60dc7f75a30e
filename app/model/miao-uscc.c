#include "config.h"

#include "miao-uscc.h"

#include "miao-citizen-id.h"
#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

#define LENGTH 18
#define BASE 31
#define ALPHABET "0123456789ABCDEFGHJKLMNPQRTUWXY" /* no I, O, S, V, Z */
#define ORGANISATION 8                             /* where the organisation code begins */

char *
miao_uscc_normalise (const char *input)
{
  /* The same slips of the keyboard as in ID numbers. */
  return miao_citizen_id_normalise (input);
}

char
miao_uscc_check_character (const char *code)
{
  int sum = 0, weight = 1;

  for (int i = 0; i < LENGTH - 1; i++) {
    sum += (int) (strchr (ALPHABET, code[i]) - ALPHABET) * weight;
    weight = weight * 3 % BASE;
  }

  return ALPHABET[(BASE - sum % BASE) % BASE];
}

char
miao_organisation_code_check_character (const char *code)
{
  static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (g_ascii_isdigit (code[i]) ? code[i] - '0' : code[i] - 'A' + 10);

  return "0X987654321"[sum % 11];
}

gboolean
miao_uscc_check (const char *input, gboolean *ret_may_override, GError **error)
{
  g_autofree char *code = miao_uscc_normalise (input);
  const char *message = NULL;
  gboolean may_override = TRUE;

  if (code[0] == '\0') {
    message = NULL;
  } else if (strlen (code) != LENGTH || strspn (code, ALPHABET) != LENGTH) {
    may_override = FALSE;
    message = miao_pick ("统一社会信用代码应为18位数字或大写字母，且不使用I、O、S、V、Z。请核对。",
                         "A unified social credit code has 18 digits or capital letters other than "
                         "I, O, S, V and Z. Check it.");
  } else if (miao_uscc_check_character (code) != code[LENGTH - 1]) {
    message =
        miao_pick ("统一社会信用代码校验位错误。请对照证书核对；确属早期赋码的，写明理由后可以"
                   "保留。",
                   "The check character of the credit code is wrong. Compare it with the "
                   "certificate; an early code may be kept with a reason.");
  } else if (miao_organisation_code_check_character (code + ORGANISATION) !=
             code[ORGANISATION + 8]) {
    message =
        miao_pick ("统一社会信用代码中的组织机构代码校验位错误。请对照证书核对；确属早期赋码"
                   "的，写明理由后可以保留。",
                   "The organisation code within the credit code has a wrong check character. "
                   "Compare it with the certificate; an early code may be kept with a "
                   "reason.");
  }
  if (ret_may_override != NULL)
    *ret_may_override = message != NULL && may_override;
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, message);

  return FALSE;
}
