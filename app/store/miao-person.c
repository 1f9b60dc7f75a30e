#include "config.h"

#include "miao-person-private.h"
#include "miao-pinyin.h"
#include "miao-search-private.h"
#include "miao-store-cipher.h"

#include <string.h>

/* The keys under which a record is found: its names in characters and pinyin, its numbers. */

#define MIN_TAIL 6 /* characters: shorter numbers are found from their beginning */
/* Characters: the ends by which a number is found that the server holds encrypted. */
static const glong closed_tails[] = { 4, 6 };
#define PINYIN_FIELD "pinyin" /* a person's correction of the reading */

/* The same as below for a number: letters and digits, signs left out. FALSE: there is more. */
static gboolean
append_plain (GString *name, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if (*p < ' ' || *p > '~')
      return FALSE;
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, g_ascii_tolower (*p));
  }

  return TRUE;
}

char *
miao_search_dup_name (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  GString *name = g_string_sized_new (strlen (text) + 1);

  if (append_plain (name, text))
    return g_string_free (name, FALSE);
  normal = miao_pinyin_dup_normal (text);
  folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  g_string_truncate (name, 0);
  for (const char *p = folded; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    /* Blanks and the dots between the parts of a name are written in many ways. */
    if (!g_unichar_isspace (c) && !g_unichar_ispunct (c) && c != 0xb7 && c != 0x2022)
      g_string_append_unichar (name, c);
  }

  return g_string_free (name, FALSE);
}

char *
miao_search_dup_reversed (const char *text)
{
  return g_utf8_strreverse (text, -1);
}

static void
key_clear (gpointer data)
{
  g_free (((MiaoPersonKey *) data)->key);
}

void
miao_person_keys_free (MiaoPersonKeys *keys)
{
  g_array_unref (keys->keys);
  g_hash_table_unref (keys->grams);
  g_string_free (keys->names, TRUE);
  g_free (keys);
}

static void
add_key (MiaoPersonKeys *keys, MiaoMatch what, char *text, const MiaoField *field)
{
  MiaoPersonKey key = { .what = what, .key = text, .field = field->name };

  if (*text == '\0')
    g_free (text);
  else
    g_array_append_val (keys->keys, key);
}

/* Syllables parted by blanks: together, without the surname, and their first letters. */
static void
add_reading (MiaoPersonKeys *keys,
             const char *syllables,
             guint surname,
             gboolean former,
             const MiaoField *field)
{
  g_auto (GStrv) words = g_strsplit (syllables, " ", -1);
  GString *initials = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_unichar (initials, g_utf8_get_char (words[i]));
  add_key (keys, former ? MIAO_MATCH_FORMER_NAME : MIAO_MATCH_PINYIN, g_strjoinv ("", words),
           field);
  if (g_strv_length (words) > surname + 1 && surname > 0 && !former)
    add_key (keys, MIAO_MATCH_GIVEN, g_strjoinv ("", words + surname), field);
  add_key (keys, former ? MIAO_MATCH_FORMER_NAME : MIAO_MATCH_INITIALS,
           g_string_free (initials, FALSE), field);
}

static gboolean
is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN;
}

/* Each Chinese character with the one after it; the first is skipped, for what begins there is
 * found by the key of the name. */
static void
add_grams (MiaoPersonKeys *keys, const char *name)
{
  for (const char *p = *name != '\0' ? g_utf8_next_char (name) : name; *p != '\0';
       p = g_utf8_next_char (p)) {
    const char *end = g_utf8_next_char (p);

    if (!is_han (g_utf8_get_char (p)))
      continue;
    if (*end != '\0' && is_han (g_utf8_get_char (end)))
      end = g_utf8_next_char (end);
    g_hash_table_add (keys->grams, g_strndup (p, (gsize) (end - p)));
  }
}

static void
add_name (MiaoPersonKeys *keys,
          const char *name,
          const char *pinyin,
          gboolean former,
          const MiaoField *field)
{
  g_autofree char *normal = miao_search_dup_name (name);
  g_auto (GStrv) ways = NULL;
  guint surname;

  if (*normal == '\0')
    return;
  ways = miao_pinyin_readings (name);
  surname = miao_pinyin_surname_length (name);
  add_key (keys, former ? MIAO_MATCH_FORMER_NAME : MIAO_MATCH_NAME, g_strdup (normal), field);
  for (guint i = 0; ways[i] != NULL; i++)
    add_reading (keys, ways[i], surname, former, field);
  if (pinyin != NULL) {
    g_auto (GStrv) words = g_strsplit_set (pinyin, " '-·", -1);
    g_autoptr (GString) syllables = g_string_new (NULL);

    for (guint i = 0; words[i] != NULL; i++) {
      g_autofree char *letters = miao_pinyin_dup_letters (words[i]);

      if (letters != NULL)
        g_string_append_printf (syllables, "%s%s", syllables->len > 0 ? " " : "", letters);
    }
    if (syllables->len > 0)
      add_reading (keys, syllables->str, surname, former, field);
  }
  add_grams (keys, normal);
  if (keys->names->len > 0)
    g_string_append_c (keys->names, '\n');
  g_string_append (keys->names, normal);
}

/* Former names come several in one field. Blanks part them only where names have none inside. */
static void
add_names (MiaoPersonKeys *keys,
           const char *text,
           const char *pinyin,
           gboolean former,
           const MiaoField *field)
{
  gboolean han = FALSE;
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    han = han || is_han (g_utf8_get_char (p));
  for (const char *p = text;; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c != 0 && !(former && (c == 0x3001 || c == 0xff0c || c == ',' || c == ';' || c == 0xff1b ||
                               c == '/' || (han && g_unichar_isspace (c))))) {
      g_string_append_unichar (part, c);
      continue;
    }
    if (part->len > 0)
      add_name (keys, part->str, pinyin, former, field);
    g_string_truncate (part, 0);
    if (c == 0)
      break;
  }
}

static void
add_number (MiaoPersonKeys *keys, const char *text, const MiaoField *field)
{
  g_autofree char *number = miao_search_dup_name (text);

  if (g_utf8_strlen (number, -1) >= MIN_TAIL)
    add_key (keys, MIAO_MATCH_NUMBER_TAIL, miao_search_dup_reversed (number), field);
  add_key (keys, MIAO_MATCH_NUMBER, g_strdup (number), field);
}

/* A server finds such a number by the whole of it and by the ends that people ask for. */
static void
add_closed_number (MiaoPersonKeys *keys, MiaoStore *store, const char *text, const MiaoField *field)
{
  g_autofree char *number = miao_search_dup_name (text);
  g_autofree char *reversed = miao_search_dup_reversed (number);
  const glong length = g_utf8_strlen (number, -1);
  char *whole = miao_store_dup_search_key (store, MIAO_MATCH_NUMBER, number);

  /* Without the key the record itself is refused. */
  if (whole == NULL)
    return;
  add_key (keys, MIAO_MATCH_NUMBER, whole, field);
  for (gsize i = 0; length >= MIN_TAIL && i < G_N_ELEMENTS (closed_tails); i++) {
    g_autofree char *tail = NULL;

    if (length < closed_tails[i])
      continue;
    tail = g_utf8_substring (reversed, 0, closed_tails[i]);
    add_key (keys, MIAO_MATCH_NUMBER_TAIL,
             miao_store_dup_search_key (store, MIAO_MATCH_NUMBER_TAIL, tail), field);
  }
}

int
miao_person_key_compare (gconstpointer a, gconstpointer b)
{
  const MiaoPersonKey *left = a;
  const MiaoPersonKey *right = b;
  int order;

  if (left->what != right->what)
    return left->what < right->what ? -1 : 1;
  order = strcmp (left->key, right->key);

  return order != 0 ? order : strcmp (left->field, right->field);
}

MiaoPersonKeys *
miao_person_keys_new (MiaoStore *store, const MiaoRecord *record)
{
  MiaoPersonKeys *keys = g_new0 (MiaoPersonKeys, 1);
  const MiaoKind *kind = miao_record_get_kind (record);
  const MiaoField *override = miao_kind_field (kind, PINYIN_FIELD);

  keys->keys = g_array_new (FALSE, FALSE, sizeof (MiaoPersonKey));
  g_array_set_clear_func (keys->keys, key_clear);
  keys->grams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  keys->names = g_string_new (NULL);
  /* What was made void is not found any more. */
  if (miao_record_get_void_reason (record) != NULL)
    return keys;
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const MiaoField *field = &kind->fields[i];
    const char *text = miao_record_get_at (record, i);
    gboolean title = kind->title != NULL && strcmp (kind->title, field->name) == 0;

    /* Who may not read a restricted value must not find out by searching for it. */
    if (text == NULL || field->sensitivity == MIAO_RESTRICTED)
      continue;
    if (field->flags & MIAO_FIELD_NAME)
      add_names (keys, text,
                 title && override != NULL ? miao_record_get (record, PINYIN_FIELD) : NULL,
                 !title && kind->title != NULL, field);
    else if ((field->flags & MIAO_FIELD_KEY) && miao_store_ciphers (store) &&
             miao_field_is_ciphered (field))
      add_closed_number (keys, store, text, field);
    else if (field->flags & MIAO_FIELD_KEY)
      add_number (keys, text, field);
  }
  g_array_sort (keys->keys, miao_person_key_compare);
  for (guint i = 1; i < keys->keys->len;) {
    if (miao_person_key_compare (&g_array_index (keys->keys, MiaoPersonKey, i - 1),
                                 &g_array_index (keys->keys, MiaoPersonKey, i)) == 0)
      g_array_remove_index (keys->keys, i);
    else
      i++;
  }

  return keys;
}

char *
miao_person_dup_sort (const MiaoRecord *record)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  const char *pinyin =
      miao_kind_index (kind, PINYIN_FIELD) >= 0 ? miao_record_get (record, PINYIN_FIELD) : NULL;

  return miao_pinyin_dup_sort_key (miao_record_get (record, kind->title), pinyin);
}
