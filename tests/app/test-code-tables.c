#include "config.h"

#include "miao-codes.h"

#include <string.h>

static gboolean
has_chinese (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;

  return FALSE;
}

/* Every row has both names and says where it comes from. */
static void
test_rows (void)
{
  const char *const *tables = miao_codes_tables ();

  g_assert_cmpuint (g_strv_length ((GStrv) tables), >=, 80);
  for (guint t = 0; tables[t] != NULL; t++) {
    guint n;
    const MiaoCode *rows = miao_codes_get (tables[t], &n);

    for (guint i = 0; i < n; i++) {
      if (rows[i].name_zh[0] == '\0' || rows[i].name_en[0] == '\0' || rows[i].source[0] == '\0')
        g_error ("%s %s lacks a name or a source.", tables[t], rows[i].code);
      /* Names of divisions below the province are not translated. */
      if (has_chinese (rows[i].name_en) && strcmp (tables[t], "division") != 0)
        g_error ("%s %s has Chinese in its English name.", tables[t], rows[i].code);
    }
  }
}

static void
test_ethnic (void)
{
  guint n, n_groups = 0;
  const MiaoCode *rows = miao_codes_get ("ethnic", &n);
  g_autoptr (GHashTable) letters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++) {
    const char *letter = strrchr (rows[i].source, ' ') + 1;

    if (!g_str_has_prefix (rows[i].source, "GB/T 3304"))
      continue;
    n_groups++;
    g_assert_cmpint (atoi (rows[i].code), ==, (int) n_groups);
    g_assert_cmpuint (strlen (letter), ==, 2);
    g_assert_true (g_hash_table_add (letters, (gpointer) letter));
    g_assert_true (g_str_has_suffix (rows[i].name_zh, "族"));
  }
  g_assert_cmpuint (n_groups, ==, 56);
  g_assert_nonnull (miao_codes_find ("ethnic", "97", MIAO_DATE_NONE));
  g_assert_nonnull (miao_codes_find ("ethnic", "98", MIAO_DATE_NONE));
}

/* The category of an intake is one of the set in force that day. */
static void
test_intake (void)
{
  static const char *const before[] = { "A1", "A2", "A3", "A4", "A5", "B1", "C1" };
  static const char *const after[] = { "L1", "L2", "L3", "L4", "L9", "T1", "T2", "T3", "S1" };
  MiaoDate last = miao_date_parse ("2026-03-31");
  MiaoDate first = miao_date_parse ("2026-04-01");

  g_assert_cmpint (first, ==, last + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (before); i++) {
    g_assert_nonnull (miao_codes_find ("intake", before[i], last));
    g_assert_null (miao_codes_find ("intake", before[i], first));
    g_assert_null (miao_codes_find ("intake", before[i], miao_date_parse ("2018-12-31")));
  }
  g_assert_nonnull (miao_codes_find ("intake", "Z0", miao_date_parse ("2018-12-31")));
  g_assert_null (miao_codes_find ("intake", "Z0", miao_date_parse ("2019-01-01")));
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++) {
    g_assert_null (miao_codes_find ("intake", after[i], last));
    g_assert_nonnull (miao_codes_find ("intake", after[i], first));
  }
}

static void
test_divisions (void)
{
  guint n, n_current = 0, n_historic = 0, n_provinces = 0;
  const MiaoCode *rows = miao_codes_get ("division", &n);

  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (strlen (rows[i].code), ==, 6);
    if (g_str_has_prefix (rows[i].source, "historic"))
      n_historic++;
    else
      n_current++;
    if (g_str_has_suffix (rows[i].code, "0000")) {
      n_provinces++;
      g_assert_null (rows[i].parent);
    } else {
      g_assert_nonnull (rows[i].parent);
      g_assert_cmpint (strncmp (rows[i].parent, rows[i].code, 2), ==, 0);
    }
  }
  g_assert_cmpuint (n_provinces, ==, 34);
  g_assert_cmpuint (n_current, >, 3000);
  g_assert_cmpuint (n_historic, >, 1000);
  g_assert_cmpstr (miao_codes_name ("division", "110105", MIAO_LANGUAGE_ZH), ==, "北京市朝阳区");
  g_assert_cmpstr (miao_codes_name ("division", "429004", MIAO_LANGUAGE_ZH), ==, "湖北省仙桃市");
  g_assert_cmpstr (miao_codes_name ("division", "110000", MIAO_LANGUAGE_EN), ==, "Beijing");
}

static void
test_values (void)
{
  static const char *const rows[][3] = {
    { "sex", "2", "女" },
    { "marital", "10", "未婚" },
    { "relation", "99", "非亲属" },
    { "education", "71", "初中毕业" },
    { "disability_grade", "2", "二级（重度）" },
    { "cognition", "1", "正常" },
    { "eval_kind", "EV_C_INTEGRATION", "寄养融合期评估（附录C）" },
    { "end_reason", "T06", "擅自更换主要照料人" },
    { "archive_section", "09", "家庭寄养" },
    { "retention", "Y", "永久" },
    { "child_status", "FOSTER_INTEG", "寄养融合期" },
    { "placement_status", "CONFIRMED", "正式寄养" },
    { "country", "CHN", "中国" },
    { "country", "TWN", "中国台湾" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (miao_codes_name (rows[i][0], rows[i][1], MIAO_LANGUAGE_ZH), ==, rows[i][2]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-tables/rows", test_rows);
  g_test_add_func ("/code-tables/ethnic", test_ethnic);
  g_test_add_func ("/code-tables/intake", test_intake);
  g_test_add_func ("/code-tables/divisions", test_divisions);
  g_test_add_func ("/code-tables/values", test_values);

  return g_test_run ();
}
