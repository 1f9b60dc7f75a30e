#include "config.h"

#include "miao-csv.h"

static void
test_cells (void)
{
  static const struct {
    const char *cell, *written;
  } rows[] = {
    { "", "" },
    { "林小满", "林小满" },
    { "a,b", "\"a,b\"" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"" },
    { "two\nlines", "\"two\nlines\"" },
    { "-1.25", "-1.25" },
    { "+3", "+3" },
    { "-", "'-" },
    { "=1+1", "'=1+1" },
    { "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0" },
    { "+8613800000000x", "'+8613800000000x" },
    { "-2+3", "'-2+3" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "  =1+1", "'  =1+1" },
    { "\t=1", "\"'\t=1\"" },
    { "\r=1", "\"'\r=1\"" },
    { "＝1+1", "'＝1+1" },
    { "＠x", "'＠x" },
    { "=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) line = g_string_new (NULL);

    miao_csv_append (line, rows[i].cell);
    g_assert_cmpstr (line->str, ==, rows[i].written);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cells", test_cells);

  return g_test_run ();
}
