/* The names that the veil hides, and whether a text holds one of them. */
#include "config.h"

#include "miao-veil-names.h"

#include "miao-kinds.h"
#include "miao-veil.h"

#include <string.h>

/* A name of one letter would hide half of all words. */
#define LETTERS_MIN 2
#define LETTERS_MAX 60
/* Longer texts are prose; a name in them is looked for no further than this. */
#define TEXT_MAX 4000

static GHashTable *names;                 /* utf8; NULL: nothing was ever to be hidden */
static gboolean lengths[LETTERS_MAX + 1]; /* in letters: which there are */

static void
add_name (const char *name)
{
  const glong length = g_utf8_strlen (name, -1);

  if (length < LETTERS_MIN || length > LETTERS_MAX)
    return;
  lengths[length] = TRUE;
  g_hash_table_add (names, g_strdup (name));
}

static void
read_field (MiaoStore *store, const MiaoKind *kind, const char *field)
{
  g_autoptr (MiaoQuery) query = miao_query_new (kind);
  g_autoptr (GHashTable) values = miao_store_tally (store, query, field, NULL);
  GHashTableIter iter;
  gpointer name;

  if (values == NULL)
    return;
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    /* A field of former names may hold several. */
    g_auto (GStrv) parts = g_strsplit_set (name, " \n,;", -1);

    add_name (name);
    for (guint i = 0; parts[i] != NULL; i++)
      add_name (parts[i]);
  }
}

void
miao_veil_names_read (MiaoStore *store)
{
  if (names == NULL)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_remove_all (names);
  memset (lengths, 0, sizeof lengths);
  if (store == NULL)
    return;
  for (const MiaoKind *const *kind = miao_kinds (); *kind != NULL; kind++) {
    for (const MiaoField *field = (*kind)->fields; field->name != NULL; field++) {
      /* The institution's own people are known to whoever stands before the screen. */
      if ((field->flags & MIAO_FIELD_NAME) && strcmp ((*kind)->name, "staff") != 0)
        read_field (store, *kind, field->name);
    }
  }
}

static gboolean
has_name_at (const char *at)
{
  const char *end = at;
  char name[LETTERS_MAX * 6 + 1];

  for (guint length = 1; length <= LETTERS_MAX && *end != '\0'; length++) {
    end = g_utf8_next_char (end);
    if (!lengths[length])
      continue;
    memcpy (name, at, (gsize) (end - at));
    name[end - at] = '\0';
    if (g_hash_table_contains (names, name))
      return TRUE;
  }

  return FALSE;
}

gboolean
miao_veil_holds_name (const char *text)
{
  guint letters = 0;

  if (text == NULL || names == NULL || g_hash_table_size (names) == 0)
    return FALSE;
  for (const char *at = text; *at != '\0' && letters < TEXT_MAX; at = g_utf8_next_char (at)) {
    if (has_name_at (at))
      return TRUE;
    letters++;
  }

  return FALSE;
}
