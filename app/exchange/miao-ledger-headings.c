#include "config.h"

#include "miao-ledger-headings.h"

#include "miao-ledger-value.h"
#include "miao-resource.h"

#include <string.h>

char *
miao_ledger_heading_normalize (const char *text)
{
  g_autofree char *plain = miao_ledger_normalize (text);
  GString *out = g_string_new (NULL);
  guint depth = 0;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '(' || c == '[' || c == 0x3010) {
      depth++;
    } else if (c == ')' || c == ']' || c == 0x3011) {
      depth -= depth > 0;
    } else if (depth == 0 && (g_unichar_isalnum (c) || c == 0xB7)) {
      g_string_append_unichar (out, g_unichar_tolower (c));
    }
  }

  return g_string_free (out, FALSE);
}

static void
words_free (gpointer data)
{
  MiaoHeadingWords *words = data;

  g_strfreev (words->words);
  g_free (words);
}

static void
add_line (GPtrArray *all, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 4);
  g_auto (GStrv) list = NULL;
  MiaoHeadingWords *words;
  const MiaoKind *kind;

  if (line[0] == '#' || g_strv_length (cells) != 4)
    return;
  kind = miao_kind_find (cells[1]);
  if (kind == NULL || miao_kind_field (kind, cells[2]) == NULL)
    return; /* a test holds the file and the dictionary together */
  words = g_new0 (MiaoHeadingWords, 1);
  words->profile = g_str_equal (cells[0], "families") ? MIAO_LEDGER_FAMILIES : MIAO_LEDGER_CHILDREN;
  words->kind = kind;
  words->field = miao_kind_field (kind, cells[2]);
  list = g_strsplit (cells[3], "|", -1);
  words->words = g_new0 (char *, g_strv_length (list) + 2);
  words->words[0] = miao_ledger_heading_normalize (words->field->label_zh);
  for (guint i = 0; list[i] != NULL; i++)
    words->words[i + 1] = miao_ledger_heading_normalize (list[i]);
  g_ptr_array_add (all, words);
}

const GPtrArray *
miao_ledger_headings (void)
{
  static gsize ready;
  static GPtrArray *all;

  if (g_once_init_enter (&ready)) {
    g_autoptr (GBytes) bytes = miao_resource_load ("exchange/headings.tsv", NULL);
    g_auto (GStrv) lines = NULL;

    all = g_ptr_array_new_with_free_func (words_free);
    if (bytes != NULL) {
      gsize n;
      const char *text = g_bytes_get_data (bytes, &n);
      g_autofree char *copy = g_strndup (text, n);

      lines = g_strsplit (copy, "\n", -1);
    }
    for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
      add_line (all, lines[i]);
    g_once_init_leave (&ready, 1);
  }

  return all;
}

gboolean
miao_ledger_heading_is_known (const char *text)
{
  g_autofree char *plain = miao_ledger_heading_normalize (text);
  const GPtrArray *all = miao_ledger_headings ();

  for (guint i = 0; plain[0] != '\0' && i < all->len; i++) {
    const MiaoHeadingWords *words = g_ptr_array_index (all, i);

    if (g_strv_contains ((const char *const *) words->words, plain))
      return TRUE;
  }

  return FALSE;
}
