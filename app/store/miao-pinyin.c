#include "config.h"

#include "miao-pinyin.h"

#include "miao-resource.h"

#include <string.h>

#define MAX_CHARACTER 0x32000 /* CJK extension H ends below */
#define MAX_READINGS 16

typedef struct {
  const char *marked; /* "lǚ" */
  char *plain;        /* "lv" */
  guint tone;         /* 1…4, 5 = neutral */
} Reading;

static GArray *readings;      /* Reading; 0 is unused */
static guint16 *first;        /* character -> index of its first reading, 0 = none */
static GHashTable *further;   /* character -> GArray of guint16 */
static GHashTable *surnames;  /* "单" or "欧阳" -> GPtrArray per syllable of GArray */
static GHashTable *by_marked; /* "lǚ" -> index */

/* "lǚ" -> "lv" and 3. */
static char *
strip_tone (const char *marked, guint *ret_tone)
{
  g_autofree char *parts = g_utf8_normalize (marked, -1, G_NORMALIZE_NFD);
  GString *plain = g_string_new (NULL);

  *ret_tone = 5;
  for (const char *p = parts; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == 0x304)
      *ret_tone = 1;
    else if (c == 0x301)
      *ret_tone = 2;
    else if (c == 0x30c)
      *ret_tone = 3;
    else if (c == 0x300)
      *ret_tone = 4;
    else if (c == 0x308 && plain->len > 0 && plain->str[plain->len - 1] == 'u')
      plain->str[plain->len - 1] = 'v';
    else if (c < 0x80 && g_ascii_isalpha ((char) c))
      g_string_append_c (plain, g_ascii_tolower ((char) c));
  }

  return g_string_free (plain, FALSE);
}

static guint16
add_reading (const char *marked)
{
  gpointer found = g_hash_table_lookup (by_marked, marked);
  Reading reading = { NULL };
  guint16 index;

  if (found != NULL)
    return (guint16) GPOINTER_TO_UINT (found);
  reading.marked = g_strdup (marked);
  reading.plain = strip_tone (marked, &reading.tone);
  index = (guint16) readings->len;
  g_array_append_val (readings, reading);
  g_hash_table_insert (by_marked, (gpointer) reading.marked, GUINT_TO_POINTER ((guint) index));

  return index;
}

static void
add_further (gunichar c, guint16 index)
{
  GArray *list = g_hash_table_lookup (further, GUINT_TO_POINTER (c));

  if (list == NULL) {
    list = g_array_new (FALSE, FALSE, sizeof (guint16));
    g_hash_table_insert (further, GUINT_TO_POINTER (c), list);
  }
  g_array_append_val (list, index);
}

static void
add_line (char **cells)
{
  guint16 index = add_reading (cells[0]);

  for (const char *p = cells[1]; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < MAX_CHARACTER)
      first[c] = index;
  }
  for (const char *p = cells[2]; *p != '\0'; p = g_utf8_next_char (p))
    add_further (g_utf8_get_char (p), index);
}

static void
add_surname (char **cells)
{
  g_auto (GStrv) syllables = g_strsplit (cells[1], " ", -1);
  GPtrArray *surname = g_ptr_array_new ();

  for (guint i = 0; syllables[i] != NULL; i++) {
    g_auto (GStrv) ways = g_strsplit (syllables[i], "|", -1);
    GArray *list = g_array_new (FALSE, FALSE, sizeof (guint16));

    for (guint j = 0; ways[j] != NULL; j++) {
      guint16 index = add_reading (ways[j]);

      g_array_append_val (list, index);
    }
    g_ptr_array_add (surname, list);
  }
  g_hash_table_insert (surnames, g_strdup (cells[0]), surname);
}

static void
read_table (const char *path, guint n_cells, void (*add) (char **cells))
{
  g_autoptr (GBytes) bytes = miao_resource_load (path, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean heading = TRUE;

  g_return_if_fail (bytes != NULL);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) cells = NULL;

    if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    if (heading) {
      heading = FALSE;
      continue;
    }
    cells = g_strsplit (lines[i], "\t", -1);
    if (g_strv_length (cells) == n_cells)
      add (cells);
  }
}

static void
load (void)
{
  static gsize loaded;

  if (!g_once_init_enter (&loaded))
    return;
  readings = g_array_new (FALSE, TRUE, sizeof (Reading));
  g_array_set_size (readings, 1);
  first = g_new0 (guint16, MAX_CHARACTER);
  further = g_hash_table_new (NULL, NULL);
  surnames = g_hash_table_new (g_str_hash, g_str_equal);
  by_marked = g_hash_table_new (g_str_hash, g_str_equal);
  read_table ("pinyin/readings.tsv", 3, add_line);
  read_table ("pinyin/surnames.tsv", 2, add_surname);
  g_once_init_leave (&loaded, 1);
}

/* A character with its readings, best first, or a word of other letters. */
typedef struct {
  char *text;
  gboolean is_han;
  guint16 ways[MAX_READINGS];
  guint n_ways;
} Unit;

static void
add_way (Unit *unit, guint16 index)
{
  for (guint i = 0; i < unit->n_ways; i++) {
    if (unit->ways[i] == index)
      return;
  }
  if (unit->n_ways < MAX_READINGS)
    unit->ways[unit->n_ways++] = index;
}

static void
unit_clear (gpointer data)
{
  g_free (((Unit *) data)->text);
}

/* Characters that the normal form leaves as they are, which names mostly consist of. */
static gboolean
is_normal (const char *text)
{
  const guchar *p = (const guchar *) text;

  while (*p != 0) {
    if (*p < 0x80)
      p++;
    else if (*p >= 0xe4 && *p <= 0xe9 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80 &&
             (*p > 0xe4 || p[1] >= 0xb8)) /* U+4E00 to U+9FFF */
      p += 3;
    else
      return FALSE;
  }

  return TRUE;
}

char *
miao_pinyin_dup_normal (const char *text)
{
  return is_normal (text) ? g_strdup (text) : g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
}

static const GPtrArray *
find_surname (GArray *units)
{
  g_autofree char *two = NULL;
  const GPtrArray *surname;

  if (units->len < 2 || !g_array_index (units, Unit, 0).is_han ||
      !g_array_index (units, Unit, 1).is_han)
    return NULL;
  /* 单于 alone is more likely Shan Yu than the ancient title, so two need a third. */
  if (units->len > 2) {
    two = g_strconcat (g_array_index (units, Unit, 0).text, g_array_index (units, Unit, 1).text,
                       NULL);
    surname = g_hash_table_lookup (surnames, two);
    if (surname != NULL)
      return surname;
  }

  return g_hash_table_lookup (surnames, g_array_index (units, Unit, 0).text);
}

static void
add_ways (GArray *units)
{
  const GPtrArray *surname = find_surname (units);

  for (guint i = 0; i < units->len; i++) {
    Unit *unit = &g_array_index (units, Unit, i);
    gunichar c = g_utf8_get_char (unit->text);
    const GArray *more = unit->is_han ? g_hash_table_lookup (further, GUINT_TO_POINTER (c)) : NULL;

    if (!unit->is_han)
      continue;
    if (surname != NULL && i < surname->len) {
      const GArray *list = g_ptr_array_index (surname, i);

      for (guint j = 0; j < list->len; j++)
        add_way (unit, g_array_index (list, guint16, j));
    }
    add_way (unit, first[c]);
    for (guint j = 0; more != NULL && j < more->len; j++)
      add_way (unit, g_array_index (more, guint16, j));
  }
}

static GArray *
split (const char *name)
{
  g_autofree char *normal = miao_pinyin_dup_normal (name);
  GArray *units = g_array_new (FALSE, TRUE, sizeof (Unit));
  gboolean in_word = FALSE;

  load ();
  g_array_set_clear_func (units, unit_clear);
  for (const char *p = normal; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean han = c < MAX_CHARACTER && first[c] != 0;
    gboolean word = !han && g_unichar_isalnum (c);
    Unit unit = { NULL };

    if (word && in_word) {
      Unit *last = &g_array_index (units, Unit, units->len - 1);
      char *longer = g_strdup_printf ("%s%.*s", last->text, (int) (g_utf8_next_char (p) - p), p);

      g_free (last->text);
      last->text = longer;
    } else if (han || word) {
      unit.text = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      unit.is_han = han;
      g_array_append_val (units, unit);
    }
    in_word = word;
  }
  add_ways (units);

  return units;
}

static const Reading *
reading (const Unit *unit, guint way)
{
  return &g_array_index (readings, Reading, unit->ways[way]);
}

/* Toneless ways to write one unit; ü as "v" and as "u". */
static GPtrArray *
plain_ways (const Unit *unit)
{
  GPtrArray *ways = g_ptr_array_new_with_free_func (g_free);

  if (!unit->is_han) {
    g_ptr_array_add (ways, g_utf8_strdown (unit->text, -1));
    return ways;
  }
  for (guint i = 0; i < unit->n_ways; i++) {
    const char *plain = reading (unit, i)->plain;
    char *u;

    if (!g_ptr_array_find_with_equal_func (ways, plain, g_str_equal, NULL))
      g_ptr_array_add (ways, g_strdup (plain));
    u = g_strdelimit (g_strdup (plain), "v", 'u');
    if (g_ptr_array_find_with_equal_func (ways, u, g_str_equal, NULL))
      g_free (u);
    else
      g_ptr_array_add (ways, u);
  }

  return ways;
}

GStrv
miao_pinyin_readings (const char *name)
{
  g_autoptr (GArray) units = split (name);
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < units->len; i++) {
    g_autoptr (GPtrArray) ways = plain_ways (&g_array_index (units, Unit, i));
    GPtrArray *longer = g_ptr_array_new ();

    if (i == 0) {
      for (guint w = 0; w < ways->len; w++)
        g_ptr_array_add (longer, g_strdup (g_ptr_array_index (ways, w)));
    }
    /* The first way of every unit stays first. */
    for (guint w = 0; i > 0 && w < ways->len; w++) {
      for (guint a = 0; a < all->len && longer->len < MAX_READINGS; a++)
        g_ptr_array_add (longer, g_strconcat (g_ptr_array_index (all, a), " ",
                                              (const char *) g_ptr_array_index (ways, w), NULL));
    }
    g_ptr_array_foreach (all, (GFunc) (void (*) (void)) g_free, NULL);
    g_ptr_array_unref (all);
    all = longer;
  }
  g_ptr_array_add (all, NULL);

  return (GStrv) g_ptr_array_free (all, FALSE);
}

char *
miao_pinyin_dup_full (const char *name)
{
  g_auto (GStrv) ways = miao_pinyin_readings (name);

  return g_strdup (ways[0] != NULL ? ways[0] : "");
}

char *
miao_pinyin_dup_initials (const char *name)
{
  g_autofree char *full = miao_pinyin_dup_full (name);
  GString *initials = g_string_new (NULL);

  for (const char *p = full; *p != '\0'; p = g_utf8_next_char (p)) {
    if (p == full || p[-1] == ' ')
      g_string_append_unichar (initials, g_utf8_get_char (p));
  }

  return g_string_free (initials, FALSE);
}

static void
append_capital (GString *text, const char *word)
{
  g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append (text, g_utf8_next_char (word));
}

char *
miao_pinyin_dup_display (const char *name)
{
  g_autoptr (GArray) units = split (name);
  guint surname = miao_pinyin_surname_length (name);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++) {
    const Unit *unit = &g_array_index (units, Unit, i);
    gboolean starts =
        i == 0 || i == surname || !unit->is_han || !g_array_index (units, Unit, i - 1).is_han;

    if (starts && i > 0)
      g_string_append_c (text, ' ');
    if (!unit->is_han) {
      g_string_append (text, unit->text);
    } else if (starts) {
      append_capital (text, reading (unit, 0)->marked);
    } else {
      if (strchr ("aoe", reading (unit, 0)->plain[0]) != NULL)
        g_string_append_c (text, '\'');
      g_string_append (text, reading (unit, 0)->marked);
    }
  }

  return g_string_free (text, FALSE);
}

guint
miao_pinyin_surname_length (const char *name)
{
  g_autoptr (GArray) units = split (name);
  const GPtrArray *surname = find_surname (units);

  if (units->len < 2 || !g_array_index (units, Unit, 0).is_han)
    return 0;

  return surname != NULL ? surname->len : 1;
}

/* Syllables of typed pinyin, if they are as many as the units. */
static GStrv
typed_syllables (const char *pinyin, guint n)
{
  GStrv words;
  guint filled = 0;

  if (pinyin == NULL)
    return NULL;
  words = g_strsplit_set (pinyin, " '-·", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (words[i][0] != '\0')
      words[filled++] = words[i];
    else
      g_free (words[i]);
  }
  words[filled] = NULL;
  if (filled == n)
    return words;
  g_strfreev (words);

  return NULL;
}

char *
miao_pinyin_dup_sort_key (const char *name, const char *pinyin)
{
  g_autoptr (GArray) units = NULL;
  g_auto (GStrv) typed = NULL;
  GString *key;

  if (name == NULL || *name == '\0')
    return NULL;
  units = split (name);
  typed = typed_syllables (pinyin, units->len);
  key = g_string_new (NULL);
  for (guint i = 0; i < units->len; i++) {
    const Unit *unit = &g_array_index (units, Unit, i);

    if (i > 0)
      g_string_append_c (key, ' ');
    if (!unit->is_han) {
      g_autofree char *lower = g_utf8_strdown (unit->text, -1);

      g_string_append (key, lower);
    } else if (typed != NULL) {
      guint tone;
      g_autofree char *plain = strip_tone (typed[i], &tone);

      g_string_append_printf (key, "%s%u%s", plain, tone, unit->text);
    } else {
      g_string_append_printf (key, "%s%u%s", reading (unit, 0)->plain, reading (unit, 0)->tone,
                              unit->text);
    }
  }

  return g_string_free (key, FALSE);
}

char *
miao_pinyin_dup_letters (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *parts = wide != NULL ? g_utf8_normalize (wide, -1, G_NORMALIZE_NFD) : NULL;
  GString *letters = g_string_new (NULL);

  for (const char *p = parts; p != NULL && *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x80 && g_ascii_isalpha ((char) c)) {
      g_string_append_c (letters, g_ascii_tolower ((char) c));
    } else if (c == 0x308 && letters->len > 0 && letters->str[letters->len - 1] == 'u') {
      letters->str[letters->len - 1] = 'v';
    } else if (c != 0x304 && c != 0x301 && c != 0x30c && c != 0x300 && c != '\'' && c != '-' &&
               c != 0x2019 && !g_unichar_isspace (c)) {
      g_string_free (letters, TRUE);
      return NULL;
    }
  }
  if (letters->len == 0) {
    g_string_free (letters, TRUE);
    return NULL;
  }

  return g_string_free (letters, FALSE);
}
