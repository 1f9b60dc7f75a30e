#include "config.h"

#include "miao-list-text.h"

#include <string.h>

typedef struct {
  const char *name; /* in the text, up to the quotation mark */
  gsize length;
  gsize value; /* where it begins in the values */
} Member;

void
miao_list_text_init (MiaoListText *list, const char *text)
{
  *list = (MiaoListText){ .at = text != NULL ? text : "",
                          .values = g_string_sized_new (256),
                          .members = g_array_new (FALSE, FALSE, sizeof (Member)) };
}

void
miao_list_text_clear (MiaoListText *list)
{
  if (list->values != NULL)
    g_string_free (g_steal_pointer (&list->values), TRUE);
  g_clear_pointer (&list->members, g_array_unref);
}

static gboolean
give_up (MiaoListText *list)
{
  list->nested = TRUE;

  return FALSE;
}

static void
skip_blanks (MiaoListText *list)
{
  while (*list->at == ' ' || *list->at == '\n' || *list->at == '\r' || *list->at == '\t')
    list->at++;
}

static gboolean
take (MiaoListText *list, char sign)
{
  skip_blanks (list);
  if (*list->at != sign)
    return FALSE;
  list->at++;

  return TRUE;
}

/* Four hexadecimal digits; -1: there are none. */
static int
read_unit (const char *text)
{
  int unit = 0;

  for (int i = 0; i < 4; i++) {
    if (!g_ascii_isxdigit (text[i]))
      return -1;
    unit = unit * 16 + g_ascii_xdigit_value (text[i]);
  }

  return unit;
}

/* After "\u". */
static gboolean
read_unicode (MiaoListText *list)
{
  int unit = read_unit (list->at), second;
  gunichar c = (gunichar) unit;

  if (unit <= 0)
    return FALSE;
  list->at += 4;
  if (unit >= 0xd800 && unit < 0xdc00) {
    if (list->at[0] != '\\' || list->at[1] != 'u')
      return FALSE;
    second = read_unit (list->at + 2);
    if (second < 0xdc00 || second > 0xdfff)
      return FALSE;
    list->at += 6;
    c = 0x10000 + (((gunichar) unit - 0xd800) << 10) + ((gunichar) second - 0xdc00);
  } else if (unit >= 0xdc00 && unit < 0xe000) {
    return FALSE;
  }
  g_string_append_unichar (list->values, c);

  return TRUE;
}

/* After a backslash. */
static gboolean
read_escape (MiaoListText *list)
{
  static const char signs[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  const char *found = *list->at != '\0' ? strchr (signs, *list->at) : NULL;

  if (found != NULL)
    g_string_append_c (list->values, means[found - signs]);
  else if (*list->at != 'u')
    return FALSE;
  list->at++;

  return found != NULL || read_unicode (list);
}

/* After the opening quotation mark. */
static gboolean
read_text (MiaoListText *list)
{
  for (;;) {
    gsize plain = strcspn (list->at, "\"\\");

    g_string_append_len (list->values, list->at, (gssize) plain);
    list->at += plain;
    if (*list->at == '\0')
      return FALSE;
    if (*list->at++ == '"')
      return TRUE;
    if (!read_escape (list))
      return FALSE;
  }
}

static gboolean
read_word (MiaoListText *list, const char *word, const char *value)
{
  gsize length = strlen (word);

  if (strncmp (list->at, word, length) != 0)
    return FALSE;
  list->at += length;
  g_string_append (list->values, value);

  return TRUE;
}

/* Whole numbers only, as lists hold them. */
static gboolean
read_number (MiaoListText *list)
{
  gsize length = strspn (list->at, "-0123456789");

  if (length == 0 || strchr (".eE", list->at[length]) != NULL)
    return FALSE;
  g_string_append_len (list->values, list->at, (gssize) length);
  list->at += length;

  return TRUE;
}

static gboolean
read_member (MiaoListText *list)
{
  Member member = { .value = list->values->len };

  if (!take (list, '"'))
    return FALSE;
  member.name = list->at;
  member.length = strcspn (list->at, "\"\\");
  if (list->at[member.length] != '"')
    return FALSE;
  list->at += member.length + 1;
  if (!take (list, ':'))
    return FALSE;
  skip_blanks (list);
  if (read_word (list, "null", ""))
    return TRUE;
  if (*list->at == '"' ? !(list->at++, read_text (list))
                       : !read_word (list, "true", "1") && !read_word (list, "false", "0") &&
                             !read_number (list))
    return FALSE;
  g_string_append_c (list->values, '\0');
  g_array_append_val (list->members, member);

  return TRUE;
}

static gboolean
read_item (MiaoListText *list)
{
  g_string_truncate (list->values, 0);
  g_array_set_size (list->members, 0);
  if (!take (list, '{'))
    return give_up (list);
  if (take (list, '}'))
    return TRUE;
  do {
    if (!read_member (list))
      return give_up (list);
  } while (take (list, ','));

  return take (list, '}') || give_up (list);
}

gboolean
miao_list_text_next (MiaoListText *list)
{
  if (list->nested)
    return FALSE;
  if (!list->begun) {
    list->begun = TRUE;
    skip_blanks (list);
    if (*list->at == '\0')
      return FALSE;
    if (!take (list, '['))
      return give_up (list);
    return !take (list, ']') && read_item (list);
  }

  return take (list, ',') && read_item (list);
}

const char *
miao_list_text_get (const MiaoListText *list, const char *name)
{
  for (guint i = 0; i < list->members->len; i++) {
    const Member *member = &g_array_index (list->members, Member, i);

    if (strncmp (member->name, name, member->length) == 0 && name[member->length] == '\0')
      return list->values->str + member->value;
  }

  return NULL;
}

gboolean
miao_list_text_is_nested (const MiaoListText *list)
{
  return list->nested;
}
