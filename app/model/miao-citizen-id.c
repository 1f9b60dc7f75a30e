#include "config.h"

#include "miao-citizen-id.h"

#include "miao-codes.h"
#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

#define LENGTH 18

char *
miao_citizen_id_normalise (const char *input)
{
  GString *text = g_string_new (NULL);

  for (const char *p = input != NULL ? input : ""; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c;

    if (g_ascii_isalnum (*p)) {
      g_string_append_c (text, g_ascii_toupper (*p));
      continue;
    }
    c = g_utf8_get_char_validated (p, -1);
    if (c == (gunichar) -1 || c == (gunichar) -2)
      break;
    if (c >= 0xFF01 && c <= 0xFF5E) /* full-width forms of ASCII */
      c -= 0xFEE0;
    if (g_unichar_isspace (c) || c == '-' || c == 0x3000 || c == 0xFEFF ||
        (c == '\'' && text->len == 0))
      continue;
    g_string_append_unichar (text, g_unichar_toupper (c));
  }

  return g_string_free (text, FALSE);
}

char
miao_citizen_id_check_character (const char *digits)
{
  static const int weights[LENGTH - 1] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (int i = 0; i < LENGTH - 1; i++)
    sum += (digits[i] - '0') * weights[i];

  return "10X98765432"[sum % 11];
}

static gboolean
refuse (GError **error, const char *zh, const char *en)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, miao_pick (zh, en));

  return FALSE;
}

/* "1.10105E+17": a spreadsheet kept the number as a number, so its last digits are gone. */
static gboolean
is_scientific (const char *text)
{
  const char *e = strchr (text, 'E');

  return e != NULL && e > text && strspn (text, "0123456789.,") == (gsize) (e - text) &&
         strspn (e + 1, "+0123456789") == strlen (e + 1);
}

static gboolean
check_shape (const char *text, GError **error)
{
  gsize length = strlen (text);
  gsize n_digits = strspn (text, "0123456789");

  if (length == 0)
    return refuse (error, "没有填写公民身份号码。", "The citizen ID number is missing.");
  if (is_scientific (text))
    return refuse (error,
                   "身份证号被电子表格转成了科学计数法，后几位已经丢失。请对照证件，以文本格式"
                   "重新录入18位号码。",
                   "A spreadsheet turned the ID number into scientific notation and lost its last "
                   "digits. Enter all 18 characters again from the card, as text.");
  if (length == 15 && n_digits == 15)
    return refuse (error, "这是15位的旧身份证号，现已停用。请录入18位公民身份号码。",
                   "This is an old ID number of 15 digits, which is no longer in use. Enter the "
                   "one of 18 characters.");
  if (length != LENGTH || n_digits < LENGTH - 1 || (n_digits == LENGTH - 1 && text[17] != 'X'))
    return refuse (
        error, "公民身份号码应为18位：前17位是数字，最后一位是数字或字母X。请核对。",
        "A citizen ID number has 18 characters: 17 digits, then a digit or X. Check it.");

  return TRUE;
}

static gboolean
read_division (MiaoCitizenId *id, GError **error)
{
  char province[7] = "000000";
  const MiaoCode *code;

  memcpy (id->division, id->text, 6);
  memcpy (province, id->text, 2);
  /* 83 is not a division: residence permits of Taiwan residents begin with it. */
  if (strcmp (province, "830000") != 0 &&
      miao_codes_find ("division", province, MIAO_DATE_NONE) == NULL)
    return refuse (error, "公民身份号码的前两位不是任何省级行政区划代码。请核对。",
                   "The first two digits of the ID number are no province. Check them.");
  code = miao_codes_find ("division", id->division, MIAO_DATE_NONE);
  id->division_unknown = code == NULL;
  id->division_historic = code != NULL && g_str_has_prefix (code->source, "historic");

  return TRUE;
}

gboolean
miao_citizen_id_parse (const char *input, MiaoCitizenId *ret_id, GError **error)
{
  g_autofree char *text = miao_citizen_id_normalise (input);
  MiaoCitizenId id = { .sex = NULL };
  char day[MIAO_DATE_BUFFER];

  if (!check_shape (text, error))
    return FALSE;
  memcpy (id.text, text, LENGTH);
  if (!read_division (&id, error))
    return FALSE;
  g_snprintf (day, sizeof day, "%.4s-%.2s-%.2s", text + 6, text + 10, text + 12);
  id.born = miao_date_parse (day);
  if (id.born == MIAO_DATE_NONE)
    return refuse (error, "公民身份号码第7至14位表示的出生日期不存在。请核对。",
                   "Digits 7 to 14 of the ID number are a date that does not exist. Check them.");
  id.sex = (text[16] - '0') % 2 == 1 ? "1" : "2";
  if (text[17] != miao_citizen_id_check_character (text)) {
    if (strcmp (text + 15, "000") == 0)
      return refuse (error,
                     "公民身份号码校验位错误，且末三位都是0：可能被电子表格取了近似值。请对照证件"
                     "以文本格式重新录入。",
                     "The check character is wrong and the last three digits are 0: a spreadsheet "
                     "may have rounded the number. Enter it again from the card, as text.");
    return refuse (error, "公民身份号码校验位错误，至少有一位录错。请对照证件核对。",
                   "The check character of the ID number is wrong: at least one digit is. "
                   "Compare it with the card.");
  }
  if (ret_id != NULL)
    *ret_id = id;

  return TRUE;
}

gboolean
miao_citizen_id_check (const char *input, GError **error)
{
  g_autofree char *text = miao_citizen_id_normalise (input);

  return text[0] == '\0' || miao_citizen_id_parse (text, NULL, error);
}

gboolean
miao_citizen_id_agrees (const MiaoCitizenId *id, MiaoDate born, const char *sex, GError **error)
{
  if (born != MIAO_DATE_NONE && born != id->born)
    return refuse (error, "出生日期与公民身份号码不一致。请核对证件后改正其中一项。",
                   "The date of birth differs from the ID number. Check the card and correct one.");
  if ((g_strcmp0 (sex, "1") == 0 || g_strcmp0 (sex, "2") == 0) && strcmp (sex, id->sex) != 0)
    return refuse (error, "性别与公民身份号码第17位不一致。请核对证件后改正其中一项。",
                   "The sex differs from digit 17 of the ID number. Check the card and correct "
                   "one.");

  return TRUE;
}

gboolean
miao_disability_certificate_check (const char *input, const char *id_no, GError **error)
{
  g_autofree char *text = miao_citizen_id_normalise (input);
  g_autofree char *own = miao_citizen_id_normalise (id_no);
  g_autofree char *id = g_strndup (text, LENGTH);
  gsize length = strlen (text);
  const char *tail;

  if (length == 0)
    return TRUE;
  if (is_scientific (text) || length < LENGTH + 2)
    return refuse (error,
                   "残疾人证号应为20位：18位公民身份号码、1位残疾类别、1位残疾等级。请核对。",
                   "A disability certificate number has 20 characters: the ID number, the type and "
                   "the grade. Check it.");
  if (!miao_citizen_id_parse (id, NULL, error)) {
    g_prefix_error (error, "%s", miao_pick ("残疾人证号：", "Disability certificate: "));
    return FALSE;
  }
  if (own[0] != '\0' && strcmp (own, id) != 0)
    return refuse (error, "残疾人证号的前18位与该儿童的公民身份号码不同。请核对。",
                   "The first 18 characters of the certificate are not this child's ID number.");
  tail = text + LENGTH;
  if (tail[0] < '1' || tail[0] > '7' || tail[1] < '1' || tail[1] > '4')
    return refuse (error, "残疾人证号第19位应为残疾类别1至7，第20位应为残疾等级1至4。请核对。",
                   "Character 19 of the certificate is the type (1 to 7), character 20 the grade "
                   "(1 to 4). Check them.");
  if (length > LENGTH + 2 &&
      (length != LENGTH + 4 || tail[2] != 'B' || !g_ascii_isdigit (tail[3]) || tail[3] == '0'))
    return refuse (error, "残疾人证号后面只能是补发次数，例如B1。请核对。",
                   "Only the count of re-issue may follow the certificate number, such as B1.");

  return TRUE;
}
