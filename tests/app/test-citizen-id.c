#include "config.h"

#include "miao-citizen-id.h"
#include "miao-error.h"
#include "miao-language.h"

#include <string.h>

static void
test_valid (void)
{
  static const struct {
    const char *text, *born, *sex;
  } rows[] = {
    { "110105201802280010", "2018-02-28", "1" },
    { "440103202012310527", "2020-12-31", "2" },
    { "650102199901010100", "1999-01-01", "2" },
    { "110105201601010030", "2016-01-01", "1" },
    { " 110105 20180228 0010 ", "2018-02-28", "1" },
    { "１１０１０５２０１８０２２８００１０", "2018-02-28", "1" },
    { "'110105201802280010", "2018-02-28", "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    MiaoCitizenId id;

    g_assert_true (miao_citizen_id_parse (rows[i].text, &id, &error));
    g_assert_no_error (error);
    g_assert_cmpint (id.born, ==, miao_date_parse (rows[i].born));
    g_assert_cmpstr (id.sex, ==, rows[i].sex);
    g_assert_false (id.division_unknown);
    g_assert_cmpuint (strlen (id.text), ==, 18);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *text, *zh;
  } rows[] = {
    { "110105201802290016", "出生日期不存在" }, /* Appendix D 29: the check character fits */
    { "110105201802280011", "校验位错误" },
    { "110105180228001", "15位" },
    { "1.10105E+17", "科学计数法" },
    { "1.10105201802280E+17", "科学计数法" },
    { "1.10105e+17", "科学计数法" },
    { "11010520180228001", "18位" },
    { "1101052018022800100", "18位" },
    { "11010520180228001A", "18位" },
    { "11010520180X280010", "18位" },
    { "990105201802280010", "省级" },
    { "110105201802280000", "电子表格" },
    { "", "没有填写" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (miao_citizen_id_parse (rows[i].text, NULL, &error));
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
    if (strstr (error->message, rows[i].zh) == NULL)
      g_error ("“%s” was answered by “%s”.", rows[i].text, error->message);
  }
}

/* A child without a number is in order; a wrong number is not. */
static void
test_absent (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_citizen_id_check (NULL, &error));
  g_assert_true (miao_citizen_id_check ("", &error));
  g_assert_true (miao_citizen_id_check ("　 ", &error));
  g_assert_no_error (error);
  g_assert_false (miao_citizen_id_check ("1", &error));
}

static void
test_lower_case (void)
{
  char number[19] = "110105201802280";
  MiaoCitizenId id;

  /* One of the sequences of that day ends in X. */
  for (int i = 1; i < 100; i++) {
    g_snprintf (number + 14, sizeof number - 14, "%03d", i);
    if (miao_citizen_id_check_character (number) == 'X')
      break;
  }
  number[17] = 'x';
  number[18] = '\0';
  g_assert_true (miao_citizen_id_parse (number, &id, NULL));
  g_assert_cmpint (id.text[17], ==, 'X');
}

/* GB 11643: one changed digit anywhere is found. */
static void
test_mutations (void)
{
  static const char *valid[] = { "110105201802280010", "440103202012310527", "650102199901010100",
                                 "110105201601010030" };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++) {
    for (int at = 0; at < 18; at++) {
      for (const char *c = at == 17 ? "0123456789X" : "0123456789"; *c != '\0'; c++) {
        g_autofree char *changed = g_strdup (valid[i]);

        if (changed[at] == *c)
          continue;
        changed[at] = *c;
        g_assert_false (miao_citizen_id_parse (changed, NULL, NULL));
      }
    }
  }
}

static void
test_division (void)
{
  char historic[] = "110103199001010010", strange[] = "110199199001010010";
  MiaoCitizenId id;

  historic[17] = miao_citizen_id_check_character (historic);
  g_assert_true (miao_citizen_id_parse (historic, &id, NULL));
  g_assert_true (id.division_historic); /* 崇文区, until 2010 */
  g_assert_false (id.division_unknown);
  strange[17] = miao_citizen_id_check_character (strange);
  g_assert_true (miao_citizen_id_parse (strange, &id, NULL));
  g_assert_true (id.division_unknown);
  g_assert_false (id.division_historic);
}

static void
test_agrees (void)
{
  g_autoptr (GError) wrong_day = NULL;
  g_autoptr (GError) wrong_sex = NULL;
  MiaoCitizenId id;

  g_assert_true (miao_citizen_id_parse ("440103202012310527", &id, NULL));
  g_assert_true (miao_citizen_id_agrees (&id, miao_date_parse ("2020-12-31"), "2", NULL));
  g_assert_true (miao_citizen_id_agrees (&id, MIAO_DATE_NONE, NULL, NULL));
  g_assert_true (miao_citizen_id_agrees (&id, MIAO_DATE_NONE, "9", NULL));
  g_assert_false (miao_citizen_id_agrees (&id, miao_date_parse ("2020-12-30"), "2", &wrong_day));
  g_assert_nonnull (strstr (wrong_day->message, "出生日期"));
  g_assert_false (miao_citizen_id_agrees (&id, miao_date_parse ("2020-12-31"), "1", &wrong_sex));
  g_assert_nonnull (strstr (wrong_sex->message, "性别"));
}

static void
test_certificate (void)
{
  static const char *id = "440103202012310527";
  static const char *good[] = { "44010320201231052741", "44010320201231052772",
                                "44010320201231052741B1", "", NULL };
  static const char *bad[] = { "44010320201231052701",
                               "44010320201231052781",
                               "44010320201231052740",
                               "44010320201231052745",
                               "44010320201231052",
                               "44010320201231052841",
                               "44010320201231052741B",
                               "44010320201231052741C1",
                               "44010320201231052741B0",
                               "1.10105E+19",
                               NULL };

  for (const char **p = good; *p != NULL; p++)
    g_assert_true (miao_disability_certificate_check (*p, id, NULL));
  for (const char **p = bad; *p != NULL; p++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (miao_disability_certificate_check (*p, id, &error));
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  }
  /* Somebody else's certificate; and no number yet to compare with. */
  g_assert_false (miao_disability_certificate_check (good[0], "110105201802280010", NULL));
  g_assert_true (miao_disability_certificate_check (good[0], NULL, NULL));
}

static void
test_english (void)
{
  g_autoptr (GError) error = NULL;

  miao_set_language (MIAO_LANGUAGE_EN);
  g_assert_false (miao_citizen_id_parse ("110105201802290016", NULL, &error));
  g_assert_nonnull (strstr (error->message, "does not exist"));
  miao_set_language (MIAO_LANGUAGE_ZH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/citizen-id/valid", test_valid);
  g_test_add_func ("/citizen-id/refused", test_refused);
  g_test_add_func ("/citizen-id/absent", test_absent);
  g_test_add_func ("/citizen-id/lower-case", test_lower_case);
  g_test_add_func ("/citizen-id/mutations", test_mutations);
  g_test_add_func ("/citizen-id/division", test_division);
  g_test_add_func ("/citizen-id/agrees", test_agrees);
  g_test_add_func ("/citizen-id/certificate", test_certificate);
  g_test_add_func ("/citizen-id/english", test_english);

  return g_test_run ();
}
