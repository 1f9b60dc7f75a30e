#include "config.h"

#include "miao-search.h"

#include "miao-pinyin.h"
#include "miao-query-private.h"
#include "miao-schema.h"
#include "miao-search-private.h"
#include "miao-store-cipher.h"

#include <string.h>

#define MAX_LIMIT 200
#define MIN_TAIL 4         /* characters of a number's end that are worth looking for */
#define MAX_GRAM_ROWS 2000 /* rows looked through for a longer text inside names */
#define WAYS_OF_ONE 2      /* keys of one way that one person has, mostly: "lu" and "lv" */

/* The text in the forms in which keys are kept; NULL where it cannot be one. */
typedef struct {
  char *name;
  char *letters;
  char *reversed;
  gboolean has_han;
} Wanted;

/* A possible hit and what it is sorted by beside its own members. */
typedef struct {
  MiaoHit *hit;
  guint rank; /* of the kind */
} Candidate;

typedef struct {
  MiaoStore *store;
  Wanted wanted;
  guint limit;
  GPtrArray *kinds;
  gboolean all_kinds;
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
append_range (MiaoSql *sql, MiaoMatch what, const char *key)
{
  g_autofree char *end = miao_sql_dup_end (key);

  g_string_append (sql->sql, "SELECT what, key, n, field, kind FROM person_key WHERE what = ");
  miao_sql_int (sql, (gint64) what);
  g_string_append (sql->sql, " AND key >= ");
  miao_sql_text (sql, key);
  g_string_append (sql->sql, " AND key < ");
  miao_sql_text (sql, end);
}

/* Numbers that the server holds encrypted are found whole, or by an end of a certain length. NULL:
 * there is nothing of the kind to look for. */
static char *
dup_closed_key (const MiaoStore *store, MiaoMatch what, const char *key)
{
  if (!miao_store_ciphers (store) || (what != MIAO_MATCH_NUMBER && what != MIAO_MATCH_NUMBER_TAIL))
    return NULL;

  return miao_store_dup_search_key (store, (gint64) what, key);
}

static gboolean
is_closed_key (const char *key)
{
  return g_str_has_prefix (key, MIAO_CIPHER_SIGN);
}

static void
append_kinds (const Search *search, MiaoSql *sql)
{
  const char *joint = " AND kind IN (";

  if (search->all_kinds)
    return;
  for (guint i = 0; i < search->kinds->len; i++) {
    const MiaoKind *kind = g_ptr_array_index (search->kinds, i);

    g_string_append (sql->sql, joint);
    miao_sql_text (sql, kind->name);
    joint = ", ";
  }
  g_string_append (sql->sql, ")");
}

static guint
kind_rank (const Search *search, const char *name)
{
  for (guint i = 0; i < search->kinds->len; i++) {
    if (strcmp (((const MiaoKind *) g_ptr_array_index (search->kinds, i))->name, name) == 0)
      return i;
  }

  return G_MAXUINT;
}

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  if (candidate->hit != NULL)
    miao_hit_free (candidate->hit);
  g_free (candidate);
}

/* The present row of "record, title, number, kind, what, key, field". */
static Candidate *
read_candidate (Search *search, MiaoRows *rows)
{
  MiaoMatch what = (MiaoMatch) miao_rows_int (rows, 4);
  const char *key = miao_rows_text (rows, 5);
  const char *wanted = wanted_key (&search->wanted, what);
  guint rank = kind_rank (search, miao_rows_text (rows, 3));
  const MiaoField *field;
  Candidate *candidate;
  MiaoHit *hit;

  if (rank == G_MAXUINT)
    return NULL;
  candidate = g_new0 (Candidate, 1);
  hit = candidate->hit = g_new0 (MiaoHit, 1);
  candidate->rank = rank;
  hit->kind = g_ptr_array_index (search->kinds, rank);
  field = miao_kind_field (hit->kind, miao_rows_text (rows, 6));
  hit->id = g_strdup (miao_rows_text (rows, 0));
  hit->title = g_strdup (miao_rows_text (rows, 1));
  hit->number = g_strdup (miao_rows_text (rows, 2));
  hit->field = field != NULL ? field->name : hit->kind->title;
  hit->match = what;
  hit->closeness =
      what != MIAO_MATCH_NUMBER_TAIL && (is_closed_key (key) || g_strcmp0 (key, wanted) == 0)
          ? MIAO_CLOSE_EXACT
          : MIAO_CLOSE_PREFIX;
  hit->text = what == MIAO_MATCH_NUMBER_TAIL ? miao_search_dup_reversed (wanted)
                                             : g_strdup (is_closed_key (key) ? wanted : key);

  return candidate;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = *(Candidate *const *) a;
  const Candidate *right = *(Candidate *const *) b;
  int order;

  if (left->hit->closeness != right->hit->closeness)
    return (int) left->hit->closeness - (int) right->hit->closeness;
  if (left->hit->match != right->hit->match)
    return (int) left->hit->match - (int) right->hit->match;
  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  order = strcmp (left->hit->text, right->hit->text);

  /* Ids are in the order in which the records were made. */
  return order != 0 ? order : strcmp (left->hit->id, right->hit->id);
}

static void
take_hit (Search *search, Candidate *candidate)
{
  if (search->hits->len >= search->limit ||
      g_hash_table_contains (search->seen, candidate->hit->id))
    return;
  g_hash_table_add (search->seen, candidate->hit->id);
  g_ptr_array_add (search->hits, g_steal_pointer (&candidate->hit));
}

/* Adds the first rows of one way; @n: of the ways so far. */
static void
append_way (Search *search, MiaoSql *sql, MiaoMatch what, const char *key, guint *n)
{
  g_string_append_printf (sql->sql, "%sSELECT * FROM (", *n > 0 ? " UNION ALL " : "");
  append_range (sql, what, key);
  append_kinds (search, sql);
  g_string_append (sql->sql, " ORDER BY key, n LIMIT ");
  miao_sql_int (sql, (gint64) search->limit * WAYS_OF_ONE);
  g_string_append_printf (sql->sql, ") AS k%u", (*n)++);
}

/* All ways in which a text can be the beginning of something, in one statement: each way gives its
 * first rows, which are the exact ones before the longer ones. */
static gboolean
look_up (Search *search, GError **error)
{
  g_autoptr (MiaoSql) sql = miao_sql_new (search->store);
  g_autoptr (MiaoRows) rows = NULL;
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (candidate_free);
  guint n = 0;
  int more;

  g_string_append (sql->sql,
                   "SELECT p.record, p.title, p.number, p.kind, k.what, k.key, k.field FROM (");
  for (MiaoMatch what = MIAO_MATCH_NAME; what < MIAO_MATCH_ANYWHERE; what++) {
    const char *key = wanted_key (&search->wanted, what);
    g_autofree char *closed = key != NULL ? dup_closed_key (search->store, what, key) : NULL;

    if (key != NULL)
      append_way (search, sql, what, key, &n);
    if (closed != NULL)
      append_way (search, sql, what, closed, &n);
  }
  g_string_append (sql->sql, ") AS k JOIN person p ON p.n = k.n");
  rows = miao_sql_query (sql, search->store, error);
  if (rows == NULL)
    return FALSE;
  while ((more = miao_rows_next (rows, error)) > 0) {
    Candidate *candidate = read_candidate (search, rows);

    if (candidate != NULL)
      g_ptr_array_add (candidates, candidate);
  }
  g_ptr_array_sort (candidates, compare_candidates);
  for (guint i = 0; more == 0 && i < candidates->len; i++)
    take_hit (search, g_ptr_array_index (candidates, i));

  return more == 0;
}

/* A gram is a character and the one after it, if there is one. */
static void
append_grams (MiaoSql *sql, const char *name)
{
  glong n = g_utf8_strlen (name, -1);
  g_autofree char *gram = g_utf8_substring (name, 0, MIN (n, 2));
  g_autofree char *end = miao_sql_dup_end (gram);

  if (n == 1) {
    g_string_append (sql->sql, "g.gram >= ");
    miao_sql_text (sql, gram);
    g_string_append (sql->sql, " AND g.gram < ");
    miao_sql_text (sql, end);
  } else {
    g_string_append (sql->sql, "g.gram = ");
    miao_sql_text (sql, gram);
  }
}

static gboolean
look_inside (Search *search, GError **error)
{
  const char *name = search->wanted.name;
  g_autoptr (MiaoSql) sql = miao_sql_new (search->store);
  g_autoptr (MiaoRows) rows = NULL;
  int more = 1;

  g_string_append (sql->sql,
                   "SELECT p.record, p.title, p.number, p.kind, p.names FROM person_gram g "
                   "JOIN person p ON p.n = g.n WHERE ");
  append_grams (sql, name);
  append_kinds (search, sql);
  g_string_append (sql->sql, " ORDER BY g.gram, g.n LIMIT ");
  miao_sql_int (sql, MAX_GRAM_ROWS);
  rows = miao_sql_query (sql, search->store, error);
  if (rows == NULL)
    return FALSE;
  while (search->hits->len < search->limit && (more = miao_rows_next (rows, error)) > 0) {
    guint rank = kind_rank (search, miao_rows_text (rows, 3));
    MiaoHit *hit;

    if (rank == G_MAXUINT || strstr (miao_rows_text (rows, 4), name) == NULL ||
        g_hash_table_contains (search->seen, miao_rows_text (rows, 0)))
      continue;
    hit = g_new0 (MiaoHit, 1);
    hit->kind = g_ptr_array_index (search->kinds, rank);
    hit->id = g_strdup (miao_rows_text (rows, 0));
    hit->title = g_strdup (miao_rows_text (rows, 1));
    hit->number = g_strdup (miao_rows_text (rows, 2));
    hit->field = hit->kind->title;
    hit->text = g_strdup (name);
    hit->match = MIAO_MATCH_ANYWHERE;
    hit->closeness = MIAO_CLOSE_INSIDE;
    g_ptr_array_add (search->hits, hit);
    g_hash_table_add (search->seen, hit->id);
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
  g_ptr_array_add (list, (gpointer) child);
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    if (*kinds != child && miao_schema_is_searchable (*kinds))
      g_ptr_array_add (list, (gpointer) *kinds);
  }

  return list;
}

GPtrArray *
miao_store_search (
    MiaoStore *store, const char *text, const char *const *kinds, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_hit_free);
  g_autoptr (GPtrArray) list = list_kinds (kinds);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Search search = {
    .store = store,
    .limit = CLAMP (limit, 1, MAX_LIMIT),
    .kinds = list,
    .all_kinds = kinds == NULL,
    .hits = hits,
    .seen = seen,
  };
  gboolean ok = TRUE;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL) || list->len == 0)
    return g_steal_pointer (&hits);
  wanted_init (&search.wanted, text);
  if (search.wanted.name[0] != '\0')
    ok = look_up (&search, error) &&
         (!search.wanted.has_han || hits->len >= search.limit || look_inside (&search, error));
  wanted_clear (&search.wanted);

  return ok ? g_steal_pointer (&hits) : NULL;
}

void
miao_search_append_condition (MiaoSql *sql, const char *text, gboolean hidden)
{
  Wanted wanted;
  const char *joint = "";

  sql->searches = TRUE;
  wanted_init (&wanted, text);
  if (wanted.name[0] == '\0') {
    g_string_append (sql->sql, "1 = 0");
    wanted_clear (&wanted);
    return;
  }
  g_string_append_printf (sql->sql, "%s IN (SELECT p.record FROM person p WHERE p.n IN (",
                          hidden ? "coalesce (id, NULL)" : "id");
  for (MiaoMatch what = MIAO_MATCH_NAME; what < MIAO_MATCH_ANYWHERE; what++) {
    const char *key = wanted_key (&wanted, what);
    g_autofree char *closed = key != NULL ? dup_closed_key (sql->store, what, key) : NULL;

    if (key == NULL)
      continue;
    g_string_append_printf (sql->sql, "%sSELECT n FROM (", joint);
    append_range (sql, what, key);
    g_string_append_printf (sql->sql, ") AS k%d", (int) what);
    joint = " UNION ";
    if (closed == NULL)
      continue;
    g_string_append (sql->sql, " UNION SELECT n FROM (");
    append_range (sql, what, closed);
    g_string_append_printf (sql->sql, ") AS c%d", (int) what);
  }
  if (wanted.has_han) {
    g_autofree char *pattern = g_strconcat ("%", wanted.name, "%", NULL);

    g_string_append (sql->sql,
                     " UNION SELECT g.n FROM person_gram g JOIN person q ON q.n = g.n WHERE ");
    append_grams (sql, wanted.name);
    /* The normal form of a name holds no signs, so the pattern needs no escapes. */
    g_string_append (sql->sql, " AND q.names LIKE ");
    miao_sql_text (sql, pattern);
  }
  g_string_append (sql->sql, "))");
  wanted_clear (&wanted);
}
