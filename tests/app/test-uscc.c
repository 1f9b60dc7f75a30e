#include "config.h"

#include "miao-error.h"
#include "miao-language.h"
#include "miao-uscc.h"

#include <string.h>

static const char *const valid[] = {
  "91350100M000100Y43",
  "121101050000000001",
  "12440103400000018U",
  "12650102MB0000000W",
};

static void
test_valid (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++) {
    gboolean may_override = TRUE;

    g_assert_true (miao_uscc_check (valid[i], &may_override, NULL));
    g_assert_false (may_override);
    g_assert_cmpint (miao_uscc_check_character (valid[i]), ==, valid[i][17]);
    g_assert_cmpint (miao_organisation_code_check_character (valid[i] + 8), ==, valid[i][16]);
  }
  g_assert_true (miao_uscc_check ("", NULL, NULL));
  g_assert_true (miao_uscc_check (NULL, NULL, NULL));
  g_assert_true (miao_uscc_check ("１２４４０１０３４００００００１８ｕ", NULL, NULL));
}

/* Any one changed character is found; all but foreign characters may be kept with a reason. */
static void
test_mutations (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++) {
    for (int at = 0; at < 18; at++) {
      for (const char *c = "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ"; *c != '\0'; c++) {
        g_autofree char *changed = g_strdup (valid[i]);
        gboolean may_override = FALSE;

        if (changed[at] == *c)
          continue;
        changed[at] = *c;
        g_assert_false (miao_uscc_check (changed, &may_override, NULL));
        g_assert_cmpint (may_override, ==, strchr ("IOSVZ", *c) == NULL);
      }
    }
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *code, *zh;
    gboolean may_override;
  } rows[] = {
    { "12110105000000000", "18位", FALSE },         { "1211010500000000011", "18位", FALSE },
    { "12110105000000000I", "18位", FALSE },        { "121101050000000002", "校验位错误", TRUE },
    { "12110105000000001Y", "组织机构代码", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *code = g_strdup (rows[i].code);
    g_autoptr (GError) error = NULL;
    gboolean may_override = !rows[i].may_override;

    if (strcmp (rows[i].zh, "组织机构代码") == 0)
      code[17] = miao_uscc_check_character (code); /* right outside, wrong within */
    g_assert_false (miao_uscc_check (code, &may_override, &error));
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, rows[i].zh));
    g_assert_cmpint (may_override, ==, rows[i].may_override);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/uscc/valid", test_valid);
  g_test_add_func ("/uscc/mutations", test_mutations);
  g_test_add_func ("/uscc/refused", test_refused);

  return g_test_run ();
}
