#include "config.h"

#include <string.h>

#include "miao-error.h"
#include "miao-growth-score.h"
#include "miao-language.h"

static char *
run (const char *csv, gssize length, GError **error)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (csv, length, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  gboolean done = miao_growth_score_csv (in, out, error);

  /* It is left open for the caller. */
  g_assert_true (g_output_stream_write_all (out, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return done ? g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out)) : NULL;
}

#define ADDED                                                                                      \
  ",waz,haz,whz,baz,hcz,waz_centile,haz_centile,whz_centile,baz_centile,hcz_centile,flags\n"

static void
check (const char *csv, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = run (csv, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_rows (void)
{
  /* The WHO's median boy at birth: 0 everywhere but in what compares weight with length. The
   * others here and below were computed from the complete tables of the WHO by separate code. */
  check (
      "sex,age_days,weight_kg,height_cm,measured,head_cm,oedema\n"
      "1,0,3.3464,49.8842,lying,34.4618,0\n",
      "sex,age_days,weight_kg,height_cm,measured,head_cm,oedema" ADDED
      "1,0,3.3464,49.8842,lying,34.4618,0,0.000,0.000,0.142,0.032,0.000,50.0,50.0,55.6,51.3,50.0,"
      "\n");
  /* Months, Chinese words, other order, other columns, no end of line, an unmeasured head. */
  check ("name,age_months,sex,measured,weight_kg,height_cm\r\n"
         "\"Li, \"\"A\"\"\",120,女,立,31.8578,\r\n"
         "\r\n"
         "=1+1,120,f,,NA,.",
         "name,age_months,sex,measured,weight_kg,height_cm" ADDED
         "\"Li, \"\"A\"\"\",120,女,立,31.8578,,0.000,,,,,50.0,,,,,\n"
         "'=1+1,120,f,,NA,.,,,,,,,,,,,\n");
}

static void
test_flags (void)
{
  check ("\xef\xbb\xbfsex,age_days,weight_kg,height_cm,measured,head_cm,oedema\n"
         "2,300,9,70,lying,,y\n"
         "2,200,,66,standing,,\n"
         "2,8000,50,160,standing,,\n"
         "2,100,1.0,,,,\n",
         "sex,age_days,weight_kg,height_cm,measured,head_cm,oedema" ADDED
         "2,300,9,70,lying,,y,,-0.525,,,,,30.0,,,,oedema\n"
         "2,200,,66,standing,,,,-0.276,,,,,39.1,,,,posture_ignored\n"
         "2,8000,50,160,standing,,,,,,,,,,,,,age_outside\n"
         "2,100,1.0,,,,,-8.619,,,,,0.0,,,,,waz_implausible\n");
}

static void
test_errors (void)
{
  static const struct {
    const char *csv;
    const char *message;
  } rows[] = {
    { "", "第 1 行：第一行应写列名" },
    { "sex,weight_kg\n1,3\n", "第 1 行：第一行应写列名" },
    { "sex,age_days\n1,3\n1,x\n", "第 3 行，age_days 列：“x”不是数字" },
    { "sex,age_days,name\n1,3,\"a\nb\"\n3,1,\n", "第 4 行，sex 列：“3”不是可用的值" },
    { "sex,age_days\n1,-1\n", "第 2 行，age_days 列：“-1”不能是负数" },
    { "sex,age_days\n1,nan\n", "第 2 行，age_days 列：“nan”不是数字" },
    { "sex,age_days\n1,2,3\n", "第 2 行：这一行的格数比列名多" },
    { "sex,age_days\n1,\"2\n", "第 2 行：引号没有成对" },
    { "sex,age_days,name\n1,2,\xc0\xee\n", "第 2 行：文字不是 UTF-8 编码" },
    { "sex,age_days,measured\n1,2,sitting\n", "第 2 行，measured 列：“sitting”不是可用的值" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = run (rows[i].csv, strlen (rows[i].csv), &error);

    g_assert_null (text);
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
    if (!g_str_has_prefix (error->message, rows[i].message))
      g_error ("row %" G_GSIZE_FORMAT ": %s", i, error->message);
  }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wide = g_strnfill (70000, 'x');
  g_autofree char *csv = g_strconcat ("sex,age_days,name\n1,2,", wide, "\n", NULL);
  g_autofree char *text = run (csv, -1, &error);

  g_assert_null (text);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
}

/* Random bytes: an error or a result, never a crash; and what comes out has as many lines. */
static void
test_noise (void)
{
  static const char alphabet[] = "1,2\"\n\r-=.mf\xe7\x94\xb7 ";

  for (int round = 0; round < 2000; round++) {
    g_autoptr (GString) csv = g_string_new ("sex,age_days,weight_kg\n");
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    int n = g_test_rand_int_range (0, 60);

    for (int i = 0; i < n; i++)
      g_string_append_c (csv, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
    text = run (csv->str, csv->len, &error);
    g_assert_true ((text != NULL) == (error == NULL));
    if (text != NULL)
      g_assert_true (g_str_has_prefix (text, "sex,age_days,weight_kg,waz,"));
  }
}

static void
test_benchmark (void)
{
  const guint n = g_test_perf () ? 200000 : 5000;
  g_autoptr (GString) csv =
      g_string_new ("sex,age_days,weight_kg,height_cm,measured,head_cm,oedema\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 start;
  guint lines = 0;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (csv, "%u,%u,%u.%u,%u.%u,%s,45.5,0\n", 1 + i % 2, i % 6900, 5 + i % 40,
                            i % 10, 60 + i % 100, i % 10, i % 2 ? "lying" : "standing");
  start = g_get_monotonic_time ();
  text = run (csv->str, csv->len, &error);
  g_assert_no_error (error);
  g_test_message ("%u rows in %.1f ms", n, (g_get_monotonic_time () - start) / 1000.0);
  for (const char *c = text; *c != '\0'; c++)
    lines += *c == '\n';
  g_assert_cmpuint (lines, ==, n + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/growth-score/rows", test_rows);
  g_test_add_func ("/growth-score/flags", test_flags);
  g_test_add_func ("/growth-score/errors", test_errors);
  g_test_add_func ("/growth-score/limits", test_limits);
  g_test_add_func ("/growth-score/noise", test_noise);
  g_test_add_func ("/growth-score/benchmark", test_benchmark);
  return g_test_run ();
}
