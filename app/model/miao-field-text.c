#include "config.h"

#include "miao-codes.h"
#include "miao-date.h"
#include "miao-error.h"
#include "miao-field.h"
#include "miao-value.h"

#include <string.h>

/* What people read and write, against the canonical text: miao-field.c checks the latter. */

#define MAX_SCALE 9

static const struct {
  const char *zh;
  const char *en;
} units[] = {
  { "元", "yuan" },    { "厘米", "cm" },     { "千克", "kg" },    { "克", "g" },
  { "毫米", "mm" },    { "平方米", "m²" },   { "天", "days" },    { "日", "days" },
  { "月", "months" },  { "个月", "months" }, { "年", "years" },   { "岁", "years" },
  { "分", "points" },  { "人", "persons" },  { "次", "times" },   { "小时", "h" },
  { "分钟", "min" },   { "页", "pages" },    { "份", "copies" },  { "件", "items" },
  { "毫升", "ml" },    { "℃", "°C" },        { "公里", "km" },    { "千米", "km" },
  { "字节", "bytes" }, { "米", "m" },        { "名", "persons" }, { "个", "items" },
  { "卷", "volumes" }, { "行", "rows" },     { "项", "items" },   { "户", "households" },
  { "周", "weeks" },   { "秒", "s" },        { "间", "rooms" },   { "步", "steps" },
};

static const char *
unit_name (const char *unit, MiaoLanguage language)
{
  if (language == MIAO_LANGUAGE_ZH)
    return unit;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    if (strcmp (units[i].zh, unit) == 0)
      return units[i].en;
  }

  return unit;
}

/* What a person typed without the width of the characters and the blanks around. */
static char *
plain (const char *input)
{
  char *text = g_utf8_normalize (input, -1, G_NORMALIZE_NFKC);

  return text != NULL ? g_strstrip (text) : NULL;
}

static gboolean
refuse (const MiaoField *field, GError **error, const char *what)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID, miao_pick ("“%s”：%s", "“%s”: %s"),
               miao_field_label (field), what);

  return FALSE;
}

/* Text without blanks at its ends (Chinese ones too) and, on one line, without line breaks. */
static char *
parse_text (const MiaoField *field, const char *input)
{
  g_autofree char *key = field->flags & MIAO_FIELD_KEY ? plain (input) : NULL;
  const char *from = key != NULL ? key : input;
  GString *text = g_string_new (NULL);
  gsize end = 0;

  while (*from != '\0' && g_unichar_isspace (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  for (; *from != '\0'; from = g_utf8_next_char (from)) {
    gunichar c = g_utf8_get_char (from);

    if (c == '\r')
      continue;
    if (c == '\n' && field->type == MIAO_TYPE_TEXT)
      c = ' ';
    /* The check letter of an identity number is a capital X. */
    if (key != NULL && c == 'x' && end == 17 && from[1] == '\0')
      c = 'X';
    g_string_append_unichar (text, c);
    if (!g_unichar_isspace (c))
      end = text->len;
  }
  g_string_truncate (text, end);

  return g_string_free (text, FALSE);
}

/* Takes away the unit in either language and the commas between thousands. */
static char *
strip_number (const MiaoField *field, const char *input)
{
  g_autofree char *text = plain (input);
  GString *digits;

  if (text == NULL)
    return NULL;
  if (field->unit != NULL) {
    const char *names[] = { field->unit, unit_name (field->unit, MIAO_LANGUAGE_EN) };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
      g_autofree char *name = plain (names[i]);

      if (name != NULL && g_str_has_suffix (text, name)) {
        text[strlen (text) - strlen (name)] = '\0';
        g_strchomp (text);
        break;
      }
    }
  }
  digits = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == ',' && digits->len > 0 && strspn (p + 1, "0123456789") == 3)
      continue;
    g_string_append_c (digits, *p);
  }

  return g_string_free (digits, FALSE);
}

/* "11.62" with scale 3 is "11620". Nothing is rounded: a digit too many is refused. */
static gboolean
parse_number (const MiaoField *field, const char *input, char **ret_text, GError **error)
{
  g_autofree char *text = strip_number (field, input);
  g_autofree char *what = NULL;
  g_autoptr (GString) number = g_string_new (NULL);
  guint scale = MIN (field->scale, MAX_SCALE);
  const char *p = text;
  gsize whole, fraction = 0;

  if (p != NULL && (*p == '-' || *p == '+')) {
    if (*p == '-')
      g_string_append_c (number, '-');
    p++;
  }
  whole = p != NULL ? strspn (p, "0123456789") : 0;
  if (whole > 0) {
    const char *point = p + whole;

    g_string_append_len (number, p, (gssize) whole);
    if (*point == '.') {
      fraction = strspn (point + 1, "0123456789");
      /* Zeros at the end say nothing. */
      p = point + 1 + fraction;
      while (fraction > scale && point[fraction] == '0')
        fraction--;
      g_string_append_len (number, point + 1, (gssize) fraction);
    } else {
      p = point;
    }
  }
  if (whole == 0 || *p != '\0') {
    what = g_strdup_printf (miao_pick ("“%s”不是数字。", "“%s” is not a number."),
                            text != NULL ? text : "");
    return refuse (field, error, what);
  }
  if (fraction > scale) {
    what = scale == 0
               ? g_strdup (miao_pick ("应为整数。", "a whole number is expected."))
               : g_strdup_printf (miao_pick ("最多%u位小数。", "at most %u decimals."), scale);
    return refuse (field, error, what);
  }
  for (; fraction < scale; fraction++)
    g_string_append_c (number, '0');
  /* Leading zeros and minus zero are not canonical. */
  p = number->str + (number->str[0] == '-');
  while (p[0] == '0' && p[1] != '\0')
    p++;
  *ret_text = g_strconcat (number->str[0] == '-' && strcmp (p, "0") != 0 ? "-" : "", p, NULL);

  return TRUE;
}

static gboolean
parse_boolean (const MiaoField *field, const char *input, char **ret_text, GError **error)
{
  static const char *const yes[] = { "1", "是", "有", "真", "yes", "y", "true", "√", "✓", NULL };
  static const char *const no[] = { "0", "否", "无", "没有", "假", "no", "n", "false", "×", NULL };
  g_autofree char *text = plain (input);
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  if (folded != NULL && g_strv_contains (yes, folded))
    *ret_text = g_strdup ("1");
  else if (folded != NULL && g_strv_contains (no, folded))
    *ret_text = g_strdup ("0");
  else
    return refuse (field, error, miao_pick ("应为“是”或“否”。", "yes or no is expected."));

  return TRUE;
}

static gboolean
parse_code (const MiaoField *field, const char *input, gint32 on, char **ret_text, GError **error)
{
  const char *code = miao_codes_parse (field->table, input, on);
  g_autofree char *what = NULL;

  if (code != NULL) {
    *ret_text = g_strdup (code);
    return TRUE;
  }
  what =
      g_strdup_printf (miao_pick ("“%s”不在代码表中（或当日无效、同名不止一个），请从列表中选择。",
                                  "“%s” is not in the code table (or not valid that day, or "
                                  "ambiguous); please choose from the list."),
                       input);

  return refuse (field, error, what);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
parse_words (const MiaoField *field, const char *input, gint32 on, char **ret_text, GError **error)
{
  g_autofree char *text = plain (input);
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) joined = g_string_new (NULL);

  if (text == NULL)
    return refuse (field, error, miao_pick ("含有无法识别的字符。", "unreadable characters."));
  g_strdelimit (text, ",;|\n\t", ' ');
  /* NFKC leaves the Chinese enumeration comma as it is. */
  for (char *comma; (comma = strstr (text, "、")) != NULL;)
    memcpy (comma, "   ", strlen ("、"));
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    char *word = NULL;

    if (words[i][0] == '\0')
      continue;
    if (field->type == MIAO_TYPE_REFS)
      word = g_strdup (words[i]);
    else if (!parse_code (field, words[i], on, &word, error))
      return FALSE;
    g_ptr_array_add (list, word);
  }
  if (field->type == MIAO_TYPE_CODES)
    g_ptr_array_sort (list, compare_words);
  for (guint i = 0; i < list->len; i++) {
    const char *word = g_ptr_array_index (list, i);

    if (i > 0 && field->type == MIAO_TYPE_CODES &&
        strcmp (word, g_ptr_array_index (list, i - 1)) == 0)
      continue;
    if (joined->len > 0)
      g_string_append_c (joined, ' ');
    g_string_append (joined, word);
  }
  *ret_text = g_strdup (joined->str);

  return TRUE;
}

/* Milliseconds, or "2026-03-01 09:30" by the local clock, as display writes it. */
static gboolean
parse_instant (const MiaoField *field, const char *input, char **ret_text, GError **error)
{
  g_autofree char *text = plain (input);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text != NULL && strlen (text) > 10 && text[10] == ' ')
    text[10] = 'T';
  if (text != NULL && strlen (text) == strlen ("2026-03-01T09:30")) {
    g_autofree char *seconds = g_strconcat (text, ":00", NULL);

    zone = g_time_zone_new_local ();
    time = g_date_time_new_from_iso8601 (seconds, zone);
  } else if (text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text)) {
    *ret_text = g_steal_pointer (&text);
    return TRUE;
  } else if (text != NULL && strchr (text, 'T') != NULL) {
    zone = g_time_zone_new_local ();
    time = g_date_time_new_from_iso8601 (text, zone);
  }
  if (time == NULL)
    return refuse (field, error,
                   miao_pick ("应为日期和时间，如 2026-03-01 09:30。",
                              "a date and time is expected, such as 2026-03-01 09:30."));
  *ret_text = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (time) * 1000);

  return TRUE;
}

static gboolean
parse_list (const MiaoField *field, const char *input, gint32 on, char **ret_text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (input, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (field, error, miao_pick ("清单无法读取。", "the list cannot be read."));

  return miao_value_list_text (field, json_node_get_array (node), on, TRUE, ret_text, error);
}

static gboolean
parse (const MiaoField *field, const char *input, gint32 on, char **ret_text, GError **error)
{
  switch (field->type) {
  case MIAO_TYPE_INTEGER:
    return parse_number (field, input, ret_text, error);
  case MIAO_TYPE_INSTANT:
    return parse_instant (field, input, ret_text, error);
  case MIAO_TYPE_BOOLEAN:
    return parse_boolean (field, input, ret_text, error);
  case MIAO_TYPE_CODE:
    return parse_code (field, input, on, ret_text, error);
  case MIAO_TYPE_CODES:
  case MIAO_TYPE_REFS:
    return parse_words (field, input, on, ret_text, error);
  case MIAO_TYPE_LIST:
    return parse_list (field, input, on, ret_text, error);
  case MIAO_TYPE_DATE:
  case MIAO_TYPE_MONTH:
  case MIAO_TYPE_REF:
    *ret_text = plain (input);
    return TRUE;
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
  default:
    *ret_text = parse_text (field, input);
    return TRUE;
  }
}

gboolean
miao_field_parse (
    const MiaoField *field, const char *input, gint32 on, char **ret_text, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *text = NULL;

  if (input != NULL && !g_utf8_validate (input, -1, NULL))
    return refuse (field, error,
                   miao_pick ("含有无法识别的字符。", "it holds unreadable characters."));
  trimmed = input != NULL ? plain (input) : NULL;
  if (trimmed == NULL || *trimmed == '\0') {
    *ret_text = NULL;
    return TRUE;
  }
  if (!parse (field, input, on, &text, error))
    return FALSE;
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  if (!miao_field_check (field, text, on, error))
    return FALSE;
  *ret_text = g_steal_pointer (&text);

  return TRUE;
}

static char *
display_integer (const MiaoField *field, const char *text, MiaoLanguage language)
{
  g_autoptr (GString) number = g_string_new (text);
  guint scale = MIN (field->scale, MAX_SCALE);
  gssize first = text[0] == '-' ? 1 : 0;

  if (scale > 0) {
    while (number->len - (gsize) first <= scale)
      g_string_insert_c (number, first, '0');
    g_string_insert_c (number, (gssize) (number->len - scale), '.');
    /* Money keeps its fen; measures drop zeros that were not measured. */
    if (g_strcmp0 (field->unit, "元") != 0) {
      while (number->str[number->len - 1] == '0')
        g_string_truncate (number, number->len - 1);
      if (number->str[number->len - 1] == '.')
        g_string_truncate (number, number->len - 1);
    }
  }
  if (field->unit != NULL)
    g_string_append_printf (number, " %s", unit_name (field->unit, language));

  return g_strdup (number->str);
}

static char *
display_instant (const char *text)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (g_ascii_strtoll (text, NULL, 10) / 1000);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup (text);
}

static char *
display_codes (const MiaoField *field, const char *text, MiaoLanguage language)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *names = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    if (i > 0)
      g_string_append (names, language == MIAO_LANGUAGE_ZH ? "、" : ", ");
    g_string_append (names, miao_codes_name (field->table, words[i], language));
  }

  return g_string_free (names, FALSE);
}

/* "姓名：张三，关系：父；姓名：…" */
static char *
display_list (const MiaoField *field, const char *text, MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonArray *rows =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GString *shown = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++) {
    JsonNode *element = json_array_get_element (rows, i);
    gboolean first = TRUE;

    if (!JSON_NODE_HOLDS_OBJECT (element))
      continue;
    if (shown->len > 0)
      g_string_append (shown, zh ? "；" : "; ");
    for (const MiaoField *item = field->items; item != NULL && item->name != NULL; item++) {
      JsonNode *member = json_object_get_member (json_node_get_object (element), item->name);
      g_autofree char *value = NULL;
      g_autofree char *words = NULL;

      if (member == NULL ||
          !miao_value_from_json (item, member, MIAO_DATE_NONE, FALSE, &value, NULL) ||
          value == NULL)
        continue;
      words = miao_field_display (item, value, language);
      g_string_append_printf (shown, zh ? "%s%s：%s" : "%s%s: %s",
                              first ? ""
                              : zh  ? "，"
                                    : ", ",
                              zh ? item->label_zh : item->label, words);
      first = FALSE;
    }
  }

  return g_string_free (shown, FALSE);
}

char *
miao_field_display (const MiaoField *field, const char *text, MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;

  if (text == NULL)
    return g_strdup ("");
  switch (field->type) {
  case MIAO_TYPE_INTEGER:
    return display_integer (field, text, language);
  case MIAO_TYPE_INSTANT:
    return display_instant (text);
  case MIAO_TYPE_BOOLEAN:
    if (strcmp (text, "1") == 0)
      return g_strdup (zh ? "是" : "yes");
    return g_strdup (zh ? "否" : "no");
  case MIAO_TYPE_CODE:
    return g_strdup (miao_codes_name (field->table, text, language));
  case MIAO_TYPE_CODES:
    return display_codes (field, text, language);
  case MIAO_TYPE_LIST:
    return display_list (field, text, language);
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
  case MIAO_TYPE_DATE:
  case MIAO_TYPE_MONTH:
  case MIAO_TYPE_REF:
  case MIAO_TYPE_REFS:
  default:
    return g_strdup (text);
  }
}

/* How many characters of a value of @length may be seen at its front and at its end. */
static void
visible (glong length, glong *ret_front, glong *ret_end)
{
  if (length >= 15) { /* identity number: the division code and the last four */
    *ret_front = 6;
    *ret_end = 4;
  } else if (length >= 10) { /* telephone */
    *ret_front = 3;
    *ret_end = 4;
  } else if (length >= 6) {
    *ret_front = 1;
    *ret_end = 2;
  } else {
    *ret_front = length > 1 ? 1 : 0;
    *ret_end = 0;
  }
}

char *
miao_field_mask (const MiaoField *field, const char *text)
{
  GString *masked;
  glong length, front, end, i = 0;

  if (text == NULL)
    return g_strdup ("");
  if (field->sensitivity == MIAO_OPEN || (field->flags & MIAO_FIELD_NAME))
    return miao_field_display (field, text, miao_language ());
  if (field->type == MIAO_TYPE_DATE || field->type == MIAO_TYPE_MONTH)
    return g_strdup_printf (field->type == MIAO_TYPE_DATE ? "%.4s-**-**" : "%.4s-**", text);
  if (field->type != MIAO_TYPE_TEXT || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("***");
  length = g_utf8_strlen (text, -1);
  visible (length, &front, &end);
  masked = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), i++) {
    if (i < front || i >= length - end)
      g_string_append_unichar (masked, g_utf8_get_char (p));
    else
      g_string_append_c (masked, '*');
  }

  return g_string_free (masked, FALSE);
}
