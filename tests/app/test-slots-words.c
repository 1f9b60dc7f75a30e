#include "config.h"

#include "miao-error.h"
#include "miao-password.h"
#include "miao-recovery.h"
#include "miao-secret.h"
#include "miao-slots.h"

#include <string.h>

static void
test_recovery_typos (void)
{
  g_autofree char *key = miao_recovery_new ();
  g_autofree char *bad = g_strdup (key);
  g_autoptr (GError) error = NULL;
  int caught = 0;

  g_assert_cmpuint (strlen (key), ==, 55);
  for (int i = 0; i < 55; i++) {
    for (char c = '0'; key[i] != '-' && c <= '9'; c++) {
      g_autofree char *group = g_strdup_printf ("第 %d 组", i / 7 + 1);
      char *parsed;

      if (c == key[i])
        continue;
      bad[i] = c;
      parsed = miao_recovery_parse (bad, &error);
      g_assert_null (parsed);
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, group));
      g_clear_error (&error);
      caught++;
    }
    bad[i] = key[i];
  }
  g_assert_cmpint (caught, ==, 432);
}

static void
test_recovery_forms (void)
{
  static const char *const forms[] = {
    "000011-000022-000033-000044-000055-000066-000077-720885",
    "000011 000022 000033 000044\n000055 000066 000077 720885\n",
    "０００011—０00022—000033–000044－000055・000066　000077 720885",
    "000011000022000033000044000055000066000077720885",
  };
  static const struct {
    const char *text;
    const char *message;
  } bad[] = {
    { "", "0 组" },
    { "000011-000022", "2 组" },
    { "000011-00022-000033-000044-000055-000066-000077-720885", "第 2 组" },
    { "000011-000022-000033-000044-000055-000066-000077-720896", "第 8 组" }, /* 17 bits */
    { "000011-000022-000033-000044-000055-000066-000077-720885-000011", "9 组" },
    { "00001100002200003300004400005500006600007772088", "第 8 组" },
    { "abc", "只有数字" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *parsed = miao_recovery_parse (forms[i], &error);

    g_assert_no_error (error);
    g_assert_cmpstr (parsed, ==, forms[0]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *parsed = miao_recovery_parse (bad[i].text, &error);

    g_assert_null (parsed);
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
    if (strstr (error->message, bad[i].message) == NULL)
      g_error ("“%s” gives “%s”", bad[i].text, error->message);
  }
}

static void
test_passwords (void)
{
  static const struct {
    const char *login, *password;
    gboolean good;
  } rows[] = {
    { "li.she", "short", FALSE },
    { "li.she", "123456789", FALSE },
    { "li.she", "1234567890", FALSE },
    { "li.she", "aaaaaaaaaaaa", FALSE },
    { "li.she", "my Li.She key", FALSE },
    { "li.she", "ｌｉ．ｓｈｅ的口令一二三", FALSE },
    { "li.she", "梧桐细雨到黄昏点点滴滴", TRUE },
    { "li.she", "violet tram 9", TRUE },
    { "li.she", "\xff\xfe violet tram", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    gboolean good = miao_password_check (rows[i].login, rows[i].password, &error);

    if (good != rows[i].good)
      g_error ("row %" G_GSIZE_FORMAT ": %d", i, good);
    if (!good)
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  }
  g_assert_true (miao_password_check_login ("王芳", NULL));
  g_assert_true (miao_password_check_login ("li.she-2", NULL));
  g_assert_false (miao_password_check_login ("x", NULL));
  g_assert_false (miao_password_check_login ("li she", NULL));
  g_assert_false (miao_password_check_login (MIAO_SLOT_RECOVERY_NAME, NULL));
  g_assert_false (miao_password_check_login ("0123456789012345678901234567890", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_secret_init ();
  g_test_add_func ("/recovery/typos", test_recovery_typos);
  g_test_add_func ("/recovery/forms", test_recovery_forms);
  g_test_add_func ("/password/rules", test_passwords);

  return g_test_run ();
}
