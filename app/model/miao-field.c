#include "config.h"

#include "miao-field.h"

#include "miao-codes.h"
#include "miao-date.h"
#include "miao-error.h"
#include "miao-id.h"
#include "miao-value.h"

#include <stdarg.h>
#include <string.h>

#define TEXT_LENGTH 200
#define LONG_TEXT_LENGTH 20000
#define SENTENCE_LENGTH 200

guint
miao_kind_n_fields (const MiaoKind *kind)
{
  guint n = 0;

  while (kind->fields[n].name != NULL)
    n++;

  return n;
}

int
miao_kind_index (const MiaoKind *kind, const char *field)
{
  /* Words of one program that are the same mostly stand in one place. */
  for (int i = 0; kind->fields[i].name != NULL; i++)
    if (kind->fields[i].name == field)
      return i;
  for (int i = 0; kind->fields[i].name != NULL; i++) {
    const char *name = kind->fields[i].name;

    /* Mostly one letter decides. */
    if (name[0] == field[0] && strcmp (name, field) == 0)
      return i;
  }

  return -1;
}

const MiaoField *
miao_kind_field (const MiaoKind *kind, const char *field)
{
  int index = miao_kind_index (kind, field);

  return index < 0 ? NULL : &kind->fields[index];
}

const char *
miao_kind_label (const MiaoKind *kind)
{
  return miao_pick (kind->label_zh, kind->label);
}

gboolean
miao_field_is_ciphered (const MiaoField *field)
{
  const gboolean sentence = field->max == 0 || field->max >= SENTENCE_LENGTH;

  if (field->type == MIAO_TYPE_LONG_TEXT || field->type == MIAO_TYPE_LIST)
    return TRUE;
  if (field->type != MIAO_TYPE_TEXT || (field->flags & MIAO_FIELD_NAME))
    return FALSE;
  if (field->sensitivity != MIAO_OPEN)
    return TRUE;

  return sentence && !(field->flags & (MIAO_FIELD_LIST | MIAO_FIELD_KEY | MIAO_FIELD_INDEX |
                                       MIAO_FIELD_UNIQUE | MIAO_FIELD_DERIVED));
}

gboolean
miao_field_is_marked (const MiaoField *field)
{
  return (field->flags & MIAO_FIELD_KEY) && miao_field_is_ciphered (field);
}

const char *
miao_field_label (const MiaoField *field)
{
  return miao_pick (field->label_zh, field->label);
}

static gboolean refuse (const MiaoField *field, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* "“体重”：" and what is wrong with it. */
static gboolean
refuse (const MiaoField *field, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID, miao_pick ("“%s”：%s", "“%s”: %s"),
               miao_field_label (field), what);

  return FALSE;
}

static gboolean
check_text (const MiaoField *field, const char *text, GError **error)
{
  gboolean lines = field->type == MIAO_TYPE_LONG_TEXT;
  glong most = field->max > 0 ? (glong) field->max : lines ? LONG_TEXT_LENGTH : TEXT_LENGTH;
  glong length;

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (field, error, "%s",
                   miao_pick ("含有无法识别的字符。", "it holds unreadable characters."));
  for (const char *p = text; *p != '\0'; p++) {
    if (((guchar) *p < 0x20 && !(lines && (*p == '\n' || *p == '\t'))) || *p == 0x7f)
      return refuse (field, error, "%s",
                     miao_pick ("不能含有控制字符，请删除后重新输入。",
                                "it must not hold control characters; please type it again."));
  }
  length = g_utf8_strlen (text, -1);
  if (length > most)
    return refuse (field, error,
                   miao_pick ("最多%ld个字，现在有%ld个。", "at most %ld characters; it has %ld."),
                   most, length);

  return TRUE;
}

/* Canonical: no sign but a minus, no leading zeros, no minus zero, inside 64 bits. */
static gboolean
read_integer (const char *text, gint64 *ret_value)
{
  const char *digits = *text == '-' ? text + 1 : text;
  gsize n = strspn (digits, "0123456789");

  if (n == 0 || digits[n] != '\0' || (digits[0] == '0' && (n > 1 || digits != text)))
    return FALSE;

  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, ret_value, NULL);
}

static gboolean
check_integer (const MiaoField *field, const char *text, GError **error)
{
  gint64 value;

  if (!read_integer (text, &value))
    return refuse (field, error, "%s", miao_pick ("应为数字。", "a number is expected."));
  if (field->type == MIAO_TYPE_INTEGER && field->max > field->min &&
      (value < field->min || value > field->max)) {
    g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, field->min);
    g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, field->max);
    g_autofree char *from = miao_field_display (field, least, miao_language ());
    g_autofree char *to = miao_field_display (field, most, miao_language ());

    return refuse (field, error, miao_pick ("应在%s至%s之间。", "it must lie between %s and %s."),
                   from, to);
  }

  return TRUE;
}

static gboolean
check_code (const MiaoField *field, const char *code, gint32 on, GError **error)
{
  g_autofree char *day = NULL;

  if (miao_codes_find (field->table, code, on) != NULL)
    return TRUE;
  if (miao_codes_find (field->table, code, MIAO_DATE_NONE) == NULL)
    return refuse (field, error,
                   miao_pick ("“%s”不在代码表中，请从列表中选择。",
                              "“%s” is not in the code table; please choose from the list."),
                   code);
  day = miao_date_dup (on);

  return refuse (field, error,
                 miao_pick ("“%s”在%s无效，请改选当日有效的代码。",
                            "“%s” is not valid on %s; please choose one that is."),
                 miao_codes_name (field->table, code, miao_language ()), day);
}

static gboolean
check_words (const MiaoField *field, const char *text, gint32 on, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    if (field->type == MIAO_TYPE_CODES) {
      if (!check_code (field, words[i], on, error))
        return FALSE;
      if (i > 0 && strcmp (words[i - 1], words[i]) >= 0)
        return refuse (
            field, error, "%s",
            miao_pick ("代码须按顺序排列且不重复。", "codes must be sorted, each once."));
    } else if (!miao_id_is_valid (words[i])) {
      return refuse (field, error, "%s",
                     miao_pick ("引用的记录编号不正确。", "a reference is malformed."));
    }
  }

  return TRUE;
}

static gboolean
check_list (const MiaoField *field, const char *text, gint32 on, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autofree char *canonical = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (field, error, "%s", miao_pick ("清单无法读取。", "the list cannot be read."));
  if (!miao_value_list_text (field, json_node_get_array (node), on, FALSE, &canonical, error))
    return FALSE;
  if (g_strcmp0 (canonical, text) != 0)
    return refuse (field, error, "%s",
                   miao_pick ("清单的写法不规范。", "the list is not in canonical form."));

  return TRUE;
}

static gboolean
check_month (const char *text)
{
  g_autofree char *first = g_strconcat (text, "-01", NULL);

  return miao_date_parse (first) != MIAO_DATE_NONE;
}

gboolean
miao_field_check (const MiaoField *field, const char *text, gint32 on, GError **error)
{
  if (text == NULL)
    return TRUE;
  switch (field->type) {
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
    return check_text (field, text, error);
  case MIAO_TYPE_DATE:
    return miao_date_parse (text) != MIAO_DATE_NONE ||
           refuse (field, error, "%s",
                   miao_pick ("应为实际存在的日期，如 2026-03-01。",
                              "an existing date is expected, such as 2026-03-01."));
  case MIAO_TYPE_MONTH:
    return check_month (text) ||
           refuse (field, error, "%s",
                   miao_pick ("应为年月，如 2026-03。", "a month is expected, such as 2026-03."));
  case MIAO_TYPE_INSTANT:
  case MIAO_TYPE_INTEGER:
    return check_integer (field, text, error);
  case MIAO_TYPE_BOOLEAN:
    return strcmp (text, "0") == 0 || strcmp (text, "1") == 0 ||
           refuse (field, error, "%s", miao_pick ("应为“是”或“否”。", "yes or no is expected."));
  case MIAO_TYPE_CODE:
    return check_code (field, text, on, error);
  case MIAO_TYPE_REF:
    return miao_id_is_valid (text) ||
           refuse (field, error, "%s",
                   miao_pick ("引用的记录编号不正确。", "a reference is malformed."));
  case MIAO_TYPE_CODES:
  case MIAO_TYPE_REFS:
    return check_words (field, text, on, error);
  case MIAO_TYPE_LIST:
    return check_list (field, text, on, error);
  default:
    g_return_val_if_reached (FALSE);
  }
}
