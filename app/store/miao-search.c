#include "config.h"

#include "miao-search.h"

#include "miao-pinyin.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-search-private.h"

#include <string.h>

#define MAX_LIMIT 200
#define MIN_TAIL 4         /* characters of a number's end that are worth looking for */
#define MAX_GRAM_ROWS 2000 /* rows looked through for a longer text inside names */

/* The text in the forms in which keys are kept; NULL where it cannot be one. */
typedef struct {
  char *name;
  char *letters;
  char *reversed;
  gboolean has_han;
} Wanted;

typedef struct {
  MiaoStore *store;
  Wanted wanted;
  guint limit;
  GPtrArray *hits;
  GHashTable *seen; /* record ids, of the hits */
} Search;

static const struct {
  const char *zh;
  const char *en;
} labels[] = {
  [MIAO_MATCH_NAME] = { "姓名", "name" },
  [MIAO_MATCH_NUMBER] = { "编号", "number" },
  [MIAO_MATCH_NUMBER_TAIL] = { "编号末位", "end of the number" },
  [MIAO_MATCH_PINYIN] = { "拼音", "pinyin" },
  [MIAO_MATCH_GIVEN] = { "名字拼音", "pinyin of the given name" },
  [MIAO_MATCH_INITIALS] = { "拼音首字母", "initials" },
  [MIAO_MATCH_FORMER_NAME] = { "曾用名", "former name" },
  [MIAO_MATCH_ANYWHERE] = { "姓名中的字", "part of the name" },
};

const char *
miao_match_label (MiaoMatch match, MiaoLanguage language)
{
  g_return_val_if_fail ((guint) match < G_N_ELEMENTS (labels), "");

  return language == MIAO_LANGUAGE_EN ? labels[match].en : labels[match].zh;
}

void
miao_hit_free (MiaoHit *hit)
{
  g_free (hit->id);
  g_free (hit->title);
  g_free (hit->number);
  g_free (hit->text);
  g_free (hit);
}

static void
wanted_init (Wanted *wanted, const char *text)
{
  wanted->name = miao_search_dup_name (text);
  wanted->letters = miao_pinyin_dup_letters (text);
  wanted->has_han = FALSE;
  for (const char *p = wanted->name; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      wanted->has_han = TRUE;
  }
  wanted->reversed = NULL;
  if (!wanted->has_han && g_utf8_strlen (wanted->name, -1) >= MIN_TAIL &&
      strpbrk (wanted->name, "0123456789") != NULL)
    wanted->reversed = miao_search_dup_reversed (wanted->name);
}

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->name);
  g_free (wanted->letters);
  g_free (wanted->reversed);
}

/* What to look for among the keys of @what; NULL: nothing can be there. */
static const char *
wanted_key (const Wanted *wanted, MiaoMatch what)
{
  switch (what) {
  case MIAO_MATCH_NAME:
    return wanted->name;
  case MIAO_MATCH_NUMBER:
    return wanted->has_han ? NULL : wanted->name;
  case MIAO_MATCH_NUMBER_TAIL:
    return wanted->reversed;
  case MIAO_MATCH_PINYIN:
  case MIAO_MATCH_GIVEN:
  case MIAO_MATCH_INITIALS:
    return wanted->letters;
  case MIAO_MATCH_FORMER_NAME:
    return wanted->letters != NULL ? wanted->letters : wanted->name;
  case MIAO_MATCH_ANYWHERE:
  default:
    return NULL;
  }
}

static void
add_hit (Search *search,
         const MiaoKind *kind,
         MiaoRows *rows,
         MiaoMatch match,
         MiaoCloseness closeness,
         const char *text,
         const char *field)
{
  const char *id = miao_rows_text (rows, 0);
  const MiaoField *of;
  MiaoHit *hit;

  if (g_hash_table_contains (search->seen, id))
    return;
  of = field != NULL ? miao_kind_field (kind, field) : NULL;
  hit = g_new0 (MiaoHit, 1);
  hit->kind = kind;
  hit->id = g_strdup (id);
  hit->title = g_strdup (miao_rows_text (rows, 1));
  hit->number = g_strdup (miao_rows_text (rows, 2));
  hit->field = of != NULL ? of->name : kind->title;
  hit->text = match == MIAO_MATCH_NUMBER_TAIL ? miao_search_dup_reversed (text) : g_strdup (text);
  hit->match = match;
  hit->closeness = closeness;
  g_ptr_array_add (search->hits, hit);
  g_hash_table_add (search->seen, hit->id);
}

static gboolean
look_up (
    Search *search, const MiaoKind *kind, MiaoMatch what, MiaoCloseness closeness, GError **error)
{
  const char *key = wanted_key (&search->wanted, what);
  g_autofree char *end = NULL;
  g_autoptr (MiaoRows) rows = NULL;
  int more = 1;

  /* A whole number was already found as a number. */
  if (key == NULL || (what == MIAO_MATCH_NUMBER_TAIL && closeness == MIAO_CLOSE_EXACT))
    return TRUE;
  if (closeness == MIAO_CLOSE_EXACT) {
    rows = miao_rows_query (
        search->store, error,
        "SELECT p.record, p.title, p.number, k.key, k.field FROM person_key k "
        "JOIN person p ON p.n = k.n WHERE k.what = $1 AND k.kind = $2 AND k.key = $3 "
        "ORDER BY k.n LIMIT $4",
        "issi", (gint64) what, kind->name, key, (gint64) (search->limit + search->hits->len));
  } else {
    end = miao_sql_dup_end (key);
    rows = miao_rows_query (
        search->store, error,
        "SELECT p.record, p.title, p.number, k.key, k.field FROM person_key k "
        "JOIN person p ON p.n = k.n WHERE k.what = $1 AND k.kind = $2 AND k.key > $3 "
        "AND k.key < $4 ORDER BY k.key, k.n LIMIT $5",
        "isssi", (gint64) what, kind->name, key, end, (gint64) (search->limit + search->hits->len));
  }
  if (rows == NULL)
    return FALSE;
  while (search->hits->len < search->limit && (more = miao_rows_next (rows, error)) > 0)
    add_hit (search, kind, rows, what, closeness,
             what == MIAO_MATCH_NUMBER_TAIL ? key : miao_rows_text (rows, 3),
             miao_rows_text (rows, 4));

  return more >= 0;
}

/* The first characters of @text, at most two: what grams are made of. */
static char *
dup_gram (const char *text)
{
  glong n = MIN (g_utf8_strlen (text, -1), 2);

  return g_utf8_substring (text, 0, n);
}

static gboolean
look_inside (Search *search, const MiaoKind *kind, GError **error)
{
  const char *name = search->wanted.name;
  g_autofree char *gram = NULL;
  g_autoptr (MiaoRows) rows = NULL;
  int more = 1;

  if (!search->wanted.has_han)
    return TRUE;
  gram = dup_gram (name);
  rows = miao_rows_query (search->store, error,
                          "SELECT p.record, p.title, p.number, p.names FROM person_gram g "
                          "JOIN person p ON p.n = g.n WHERE g.kind = $1 AND g.gram = $2 "
                          "ORDER BY g.n LIMIT $3",
                          "ssi", kind->name, gram, (gint64) MAX_GRAM_ROWS);
  if (rows == NULL)
    return FALSE;
  while (search->hits->len < search->limit && (more = miao_rows_next (rows, error)) > 0) {
    if (strstr (miao_rows_text (rows, 3), name) != NULL)
      add_hit (search, kind, rows, MIAO_MATCH_ANYWHERE, MIAO_CLOSE_INSIDE, name, NULL);
  }

  return more >= 0;
}

/* Children come first: they are what people look for. */
static GPtrArray *
list_kinds (const char *const *names)
{
  GPtrArray *list = g_ptr_array_new ();
  const MiaoKind *child = miao_kind_find ("child");

  if (names != NULL) {
    for (; *names != NULL; names++) {
      const MiaoKind *kind = miao_kind_find (*names);

      if (kind != NULL && miao_schema_is_searchable (kind))
        g_ptr_array_add (list, (gpointer) kind);
    }
    return list;
  }
  if (child != NULL)
    g_ptr_array_add (list, (gpointer) child);
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    if (*kinds != child && miao_schema_is_searchable (*kinds))
      g_ptr_array_add (list, (gpointer) *kinds);
  }

  return list;
}

static gboolean
run (Search *search, GPtrArray *kinds, GError **error)
{
  for (MiaoCloseness closeness = MIAO_CLOSE_EXACT; closeness <= MIAO_CLOSE_PREFIX; closeness++) {
    for (MiaoMatch what = MIAO_MATCH_NAME; what < MIAO_MATCH_ANYWHERE; what++) {
      for (guint i = 0; i < kinds->len; i++) {
        if (search->hits->len >= search->limit)
          return TRUE;
        if (!look_up (search, g_ptr_array_index (kinds, i), what, closeness, error))
          return FALSE;
      }
    }
  }
  for (guint i = 0; i < kinds->len && search->hits->len < search->limit; i++) {
    if (!look_inside (search, g_ptr_array_index (kinds, i), error))
      return FALSE;
  }

  return TRUE;
}

GPtrArray *
miao_store_search (
    MiaoStore *store, const char *text, const char *const *kinds, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_hit_free);
  g_autoptr (GPtrArray) list = list_kinds (kinds);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Search search = {
    .store = store, .limit = CLAMP (limit, 1, MAX_LIMIT), .hits = hits, .seen = seen
  };
  gboolean ok = TRUE;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&hits);
  wanted_init (&search.wanted, text);
  if (search.wanted.name[0] != '\0')
    ok = run (&search, list, error);
  wanted_clear (&search.wanted);

  return ok ? g_steal_pointer (&hits) : NULL;
}

void
miao_search_append_condition (MiaoSql *sql, const MiaoKind *kind, const char *text)
{
  Wanted wanted;
  const char *joint = "";

  wanted_init (&wanted, text);
  g_string_append (sql->sql, "id IN (SELECT p.record FROM person p WHERE p.n IN (");
  for (MiaoMatch what = MIAO_MATCH_NAME; what < MIAO_MATCH_ANYWHERE; what++) {
    const char *key = wanted_key (&wanted, what);
    g_autofree char *end = key != NULL ? miao_sql_dup_end (key) : NULL;

    if (key == NULL)
      continue;
    g_string_append_printf (sql->sql, "%sSELECT n FROM person_key WHERE what = ", joint);
    miao_sql_int (sql, (gint64) what);
    g_string_append (sql->sql, " AND kind = ");
    miao_sql_text (sql, kind->name);
    g_string_append (sql->sql, " AND key >= ");
    miao_sql_text (sql, key);
    g_string_append (sql->sql, " AND key < ");
    miao_sql_text (sql, end);
    joint = " UNION ";
  }
  if (wanted.has_han) {
    g_autofree char *gram = dup_gram (wanted.name);
    g_autofree char *pattern = g_strconcat ("%", wanted.name, "%", NULL);

    g_string_append (
        sql->sql,
        " UNION SELECT g.n FROM person_gram g JOIN person q ON q.n = g.n WHERE g.kind = ");
    miao_sql_text (sql, kind->name);
    g_string_append (sql->sql, " AND g.gram = ");
    miao_sql_text (sql, gram);
    /* The normal form of a name holds no signs, so the pattern needs no escapes. */
    g_string_append (sql->sql, " AND q.names LIKE ");
    miao_sql_text (sql, pattern);
  }
  g_string_append (sql->sql, "))");
  wanted_clear (&wanted);
}
