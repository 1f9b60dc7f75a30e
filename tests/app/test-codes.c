#include "config.h"

#include "miao-codes.h"

#include <string.h>

static void
test_find (void)
{
  guint n;
  const MiaoCode *rows = miao_codes_get ("sex", &n);

  g_assert_nonnull (rows);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (rows[1].code, ==, "1");
  g_assert_cmpstr (rows[2].name_zh, ==, "女");
  g_assert_null (rows[2].parent);
  g_assert_true (miao_codes_find ("sex", "2", MIAO_DATE_NONE) == &rows[2]);
  g_assert_null (miao_codes_find ("sex", "3", MIAO_DATE_NONE));
  g_assert_null (miao_codes_find ("sex", NULL, MIAO_DATE_NONE));
  g_assert_null (miao_codes_find ("no_such_table", "1", MIAO_DATE_NONE));
  g_assert_null (miao_codes_get ("no_such_table", &n));
  g_assert_cmpuint (n, ==, 0);
}

static void
test_name (void)
{
  g_assert_cmpstr (miao_codes_name ("sex", "1", MIAO_LANGUAGE_ZH), ==, "男");
  g_assert_cmpstr (miao_codes_name ("sex", "1", MIAO_LANGUAGE_EN), ==, "male");
  g_assert_cmpstr (miao_codes_name ("sex", "7", MIAO_LANGUAGE_ZH), ==, "7");
  g_assert_cmpstr (miao_codes_name ("sex", NULL, MIAO_LANGUAGE_ZH), ==, "");
}

static void
test_parse (void)
{
  g_assert_cmpstr (miao_codes_parse ("sex", "女", MIAO_DATE_NONE), ==, "2");
  g_assert_cmpstr (miao_codes_parse ("sex", "2", MIAO_DATE_NONE), ==, "2");
  g_assert_cmpstr (miao_codes_parse ("sex", " ２ ", MIAO_DATE_NONE), ==, "2");
  g_assert_cmpstr (miao_codes_parse ("sex", "Female", MIAO_DATE_NONE), ==, "2");
  g_assert_null (miao_codes_parse ("sex", "妇", MIAO_DATE_NONE));
  g_assert_null (miao_codes_parse ("sex", NULL, MIAO_DATE_NONE));
}

/* Every table that the program carries: readable, no empty codes, and whole parents and days. */
/* Tables whose parent column names a code of another table. */
static const char *
parent_table (const char *table)
{
  static const char *const elsewhere[][2] = {
    { "doc_type", "archive_section" },
    { "eval_conclusion", "eval_kind" },
    { "eval_kind", "eval_subject" },
    { "intake", "guardianship" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (strcmp (elsewhere[i][0], table) == 0)
      return elsewhere[i][1];

  return table;
}

static void
test_all (void)
{
  const char *const *tables = miao_codes_tables ();

  g_assert_true (g_strv_contains (tables, "sex"));
  for (guint t = 0; tables[t] != NULL; t++) {
    guint n;
    const MiaoCode *rows = miao_codes_get (tables[t], &n);

    if (n == 0)
      g_error ("The table %s is empty.", tables[t]);
    for (guint i = 0; i < n; i++) {
      const MiaoCode *row = &rows[i];
      const char *wrong = NULL;

      if (row->code[0] == '\0' || row->name_zh[0] == '\0')
        wrong = "has no code or no Chinese name";
      else if (strchr (row->code, ' ') != NULL)
        wrong = "has a blank in its code";
      else if (row->valid_from != MIAO_DATE_NONE && row->valid_to != MIAO_DATE_NONE &&
               row->valid_from > row->valid_to)
        wrong = "ends before it begins";
      else if (row->parent != NULL &&
               miao_codes_find (parent_table (tables[t]), row->parent, MIAO_DATE_NONE) == NULL)
        wrong = "has an unknown parent";
      else if (miao_codes_find (tables[t], row->code,
                                row->valid_from != MIAO_DATE_NONE ? row->valid_from
                                                                  : row->valid_to) == NULL)
        wrong = "is not found on a day on which it is valid";
      else if (row->valid_from != MIAO_DATE_NONE &&
               miao_codes_find (tables[t], row->code, row->valid_from) != row)
        wrong = "is hidden by another row of the same days";
      if (wrong != NULL)
        g_error ("%s: the code “%s” %s.", tables[t], row->code, wrong);
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/find", test_find);
  g_test_add_func ("/codes/name", test_name);
  g_test_add_func ("/codes/parse", test_parse);
  g_test_add_func ("/codes/all", test_all);

  return g_test_run ();
}
