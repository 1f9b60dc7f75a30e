#include "config.h"

#include "miao-date.h"
#include "miao-error.h"
#include "miao-field.h"
#include "miao-id.h"

static const MiaoField members[] = {
  { .name = "relation", .label = "Relation", .label_zh = "关系", .max = 10 },
  { .name = "age",
    .label = "Age",
    .label_zh = "年龄",
    .type = MIAO_TYPE_INTEGER,
    .max = 150,
    .unit = "岁" },
  { NULL },
};

enum {
  NAME,
  NOTE,
  BORN,
  MONTH,
  AT,
  WEIGHT,
  MONEY,
  COUNT,
  ALIVE,
  SEX,
  SEXES,
  CHILD,
  PEOPLE,
  ROWS,
  ID_NUMBER,
  PHONE,
};

static const MiaoField fields[] = {
  [NAME] = { .name = "name",
             .label = "Name",
             .label_zh = "姓名",
             .max = 5,
             .sensitivity = MIAO_SENSITIVE,
             .flags = MIAO_FIELD_NAME },
  [NOTE] = { .name = "note", .label = "Note", .label_zh = "备注", .type = MIAO_TYPE_LONG_TEXT },
  [BORN] = { .name = "born",
             .label = "Born",
             .label_zh = "出生日期",
             .type = MIAO_TYPE_DATE,
             .sensitivity = MIAO_SENSITIVE },
  [MONTH] = { .name = "month", .label = "Month", .label_zh = "月份", .type = MIAO_TYPE_MONTH },
  [AT] = { .name = "at", .label = "At", .label_zh = "时间", .type = MIAO_TYPE_INSTANT },
  [WEIGHT] = { .name = "weight",
               .label = "Weight",
               .label_zh = "体重",
               .type = MIAO_TYPE_INTEGER,
               .min = 500,
               .max = 150000,
               .unit = "千克",
               .scale = 3 },
  [MONEY] = { .name = "money",
              .label = "Money",
              .label_zh = "金额",
              .type = MIAO_TYPE_INTEGER,
              .unit = "元",
              .scale = 2 },
  [COUNT] = { .name = "count", .label = "Count", .label_zh = "次数", .type = MIAO_TYPE_INTEGER },
  [ALIVE] = { .name = "alive", .label = "Alive", .label_zh = "在世", .type = MIAO_TYPE_BOOLEAN },
  [SEX] = { .name = "sex",
            .label = "Sex",
            .label_zh = "性别",
            .type = MIAO_TYPE_CODE,
            .table = "sex",
            .sensitivity = MIAO_RESTRICTED },
  [SEXES] = { .name = "sexes",
              .label = "Sexes",
              .label_zh = "性别（多选）",
              .type = MIAO_TYPE_CODES,
              .table = "sex" },
  [CHILD] = { .name = "child",
              .label = "Child",
              .label_zh = "儿童",
              .type = MIAO_TYPE_REF,
              .table = "child" },
  [PEOPLE] = { .name = "people",
               .label = "People",
               .label_zh = "人员",
               .type = MIAO_TYPE_REFS,
               .table = "staff" },
  [ROWS] = { .name = "rows",
             .label = "Rows",
             .label_zh = "清单",
             .type = MIAO_TYPE_LIST,
             .items = members },
  [ID_NUMBER] = { .name = "id_number",
                  .label = "ID number",
                  .label_zh = "身份证号",
                  .max = 18,
                  .sensitivity = MIAO_SENSITIVE,
                  .flags = MIAO_FIELD_KEY },
  [PHONE] = { .name = "phone",
              .label = "Telephone",
              .label_zh = "电话",
              .sensitivity = MIAO_SENSITIVE },
};

#define ID_1 "01890a5d-ac96-774b-bcce-b302099a8057"
#define ID_2 "01890a5d-ac96-774b-bcce-b302099a8058"

static void
test_check (void)
{
  static const struct {
    guint field;
    const char *text;
    gboolean ok;
  } rows[] = {
    { NAME, "欧阳娜娜子", TRUE },
    { NAME, "欧阳娜娜子子", FALSE },
    { NAME, "a\nb", FALSE },
    { NAME, "\xff", FALSE },
    { NOTE, "一行\n又一行", TRUE },
    { NOTE, "\x01", FALSE },
    { BORN, "2024-02-29", TRUE },
    { BORN, "2023-02-29", FALSE },
    { BORN, "2023-2-9", FALSE },
    { MONTH, "2026-12", TRUE },
    { MONTH, "2026-13", FALSE },
    { MONTH, "2026-1", FALSE },
    { AT, "1767225600000", TRUE },
    { AT, "2026", TRUE },
    { AT, "2026-01-01", FALSE },
    { WEIGHT, "500", TRUE },
    { WEIGHT, "499", FALSE },
    { WEIGHT, "150000", TRUE },
    { WEIGHT, "150001", FALSE },
    { WEIGHT, "0500", FALSE },
    { COUNT, "-3", TRUE },
    { COUNT, "-0", FALSE },
    { COUNT, "9223372036854775807", TRUE },
    { COUNT, "9223372036854775808", FALSE },
    { COUNT, "", FALSE },
    { ALIVE, "1", TRUE },
    { ALIVE, "2", FALSE },
    { SEX, "9", TRUE },
    { SEX, "3", FALSE },
    { SEXES, "1 2", TRUE },
    { SEXES, "2 1", FALSE },
    { SEXES, "1 1", FALSE },
    { SEXES, "1  2", FALSE },
    { CHILD, ID_1, TRUE },
    { CHILD, "1", FALSE },
    { PEOPLE, ID_2 " " ID_1, TRUE },
    { PEOPLE, ID_1 "," ID_2, FALSE },
    { ROWS, "[{\"relation\":\"父\",\"age\":40}]", TRUE },
    { ROWS, "[{\"age\":40,\"relation\":\"父\"}]", FALSE },
    { ROWS, "[{\"relation\":\"父\",\"age\":151}]", FALSE },
    { ROWS, "[{\"relation\":\"父\", \"age\":40}]", FALSE },
    { ROWS, "[]", FALSE },
    { ROWS, "{}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    gboolean ok = miao_field_check (&fields[rows[i].field], rows[i].text, MIAO_DATE_NONE, &error);

    if (ok != rows[i].ok)
      g_error ("%s “%s”: %d", fields[rows[i].field].name, rows[i].text, ok);
    if (!ok) {
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
      g_assert_nonnull (g_strstr_len (error->message, -1, "“"));
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_true (miao_field_check (&fields[i], NULL, MIAO_DATE_NONE, NULL));
}

static void
test_range_message (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (miao_field_check (&fields[WEIGHT], "1", MIAO_DATE_NONE, &error));
  g_assert_cmpstr (error->message, ==, "“体重”：应在0.5 千克至150 千克之间。");
}

static void
test_parse (void)
{
  static const struct {
    guint field;
    const char *input;
    const char *text; /* NULL: refused; "": absent */
  } rows[] = {
    { NAME, "  李明 　", "李明" },
    { NAME, "　", "" },
    { NAME, "李\n明", "李 明" },
    { NOTE, "\r\n一\r\n二\n", "一\n二" },
    { WEIGHT, "11.62", "11620" },
    { WEIGHT, "１１．６２ 千克", "11620" },
    { WEIGHT, "11.62kg", "11620" },
    { WEIGHT, "11.6200", "11620" },
    { WEIGHT, "11.6205", NULL },
    { WEIGHT, "11", "11000" },
    { WEIGHT, "11.", "11000" },
    { WEIGHT, ".5", NULL },
    { WEIGHT, "1162", NULL },
    { WEIGHT, "十一", NULL },
    { MONEY, "1,200.50 元", "120050" },
    { MONEY, "-0.01", "-1" },
    { MONEY, "-0.00", "0" },
    { MONEY, "007", "700" },
    { COUNT, "3.0", "3" },
    { COUNT, "3.5", NULL },
    { COUNT, "99999999999999999999", NULL },
    { BORN, "２０２４-０２-２９", "2024-02-29" },
    { BORN, "2024年2月29日", NULL },
    { MONTH, "2026-03", "2026-03" },
    { AT, "2026-01-01 08:00", "1767225600000" },
    { AT, "1767225600000", "1767225600000" },
    { AT, "昨天", NULL },
    { ALIVE, "是", "1" },
    { ALIVE, "No", "0" },
    { ALIVE, "１", "1" },
    { ALIVE, "也许", NULL },
    { SEX, "女", "2" },
    { SEX, "2", "2" },
    { SEX, "X", NULL },
    { SEXES, "女、男，女", "1 2" },
    { CHILD, ID_1, ID_1 },
    { CHILD, "1", NULL },
    { PEOPLE, ID_2 ", " ID_1, ID_2 " " ID_1 },
    { ROWS, "[ { \"age\" : \"40 岁\", \"relation\" : \"父\" } ]",
      "[{\"relation\":\"父\",\"age\":40}]" },
    { ROWS, "[{\"wrong\":1}]", NULL },
    { ROWS, "[]", "" },
    { ID_NUMBER, "１１０１０５１９４９１２３１００２x", "11010519491231002X" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    gboolean ok =
        miao_field_parse (&fields[rows[i].field], rows[i].input, MIAO_DATE_NONE, &text, &error);

    if (ok != (rows[i].text != NULL))
      g_error ("“%s”: %s", rows[i].input, error != NULL ? error->message : text);
    if (!ok)
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
    else
      g_assert_cmpstr (text != NULL ? text : "", ==, rows[i].text);
  }
}

static void
test_display (void)
{
  static const struct {
    guint field;
    const char *text;
    const char *zh;
    const char *en;
  } rows[] = {
    { NAME, "李明", "李明", "李明" },
    { WEIGHT, "11620", "11.62 千克", "11.62 kg" },
    { WEIGHT, "11000", "11 千克", "11 kg" },
    { WEIGHT, "5", "0.005 千克", "0.005 kg" },
    { MONEY, "120050", "1200.50 元", "1200.50 yuan" },
    { MONEY, "-1", "-0.01 元", "-0.01 yuan" },
    { COUNT, "0", "0", "0" },
    { ALIVE, "1", "是", "yes" },
    { SEX, "2", "女", "female" },
    { SEXES, "1 2", "男、女", "male, female" },
    { AT, "1767225600000", "2026-01-01 08:00", "2026-01-01 08:00" },
    { ROWS, "[{\"relation\":\"父\",\"age\":40},{\"relation\":\"母\"}]",
      "关系：父，年龄：40 岁；关系：母", "Relation: 父, Age: 40 years; Relation: 母" },
    { BORN, NULL, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *zh =
        miao_field_display (&fields[rows[i].field], rows[i].text, MIAO_LANGUAGE_ZH);
    g_autofree char *en =
        miao_field_display (&fields[rows[i].field], rows[i].text, MIAO_LANGUAGE_EN);

    g_assert_cmpstr (zh, ==, rows[i].zh);
    g_assert_cmpstr (en, ==, rows[i].en);
  }
}

/* What is shown can be typed again, in both languages. */
static void
test_round_trip (void)
{
  static const struct {
    guint field;
    const char *text;
  } rows[] = {
    { WEIGHT, "11620" }, { MONEY, "-123456" },    { COUNT, "-7" },  { ALIVE, "0" },
    { SEX, "1" },        { AT, "1767225600000" }, { SEXES, "1 2" }, { BORN, "2024-02-29" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    for (int language = MIAO_LANGUAGE_ZH; language <= MIAO_LANGUAGE_EN; language++) {
      const MiaoField *field = &fields[rows[i].field];
      g_autofree char *shown = miao_field_display (field, rows[i].text, (MiaoLanguage) language);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      miao_field_parse (field, shown, MIAO_DATE_NONE, &text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
  }
}

static void
test_mask (void)
{
  static const struct {
    guint field;
    const char *text;
    const char *masked;
  } rows[] = {
    { ID_NUMBER, "110105194912310010", "110105********0010" },
    { PHONE, "13800138000", "138****8000" },
    { PHONE, "6512", "6***" },
    { PHONE, "6", "*" },
    { PHONE, NULL, "" },
    { NAME, "李明", "李明" },
    { BORN, "2018-05-12", "2018-**-**" },
    { SEX, "2", "***" },
    { MONEY, "100", "1.00 元" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *masked = miao_field_mask (&fields[rows[i].field], rows[i].text);

    g_assert_cmpstr (masked, ==, rows[i].masked);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/field/check", test_check);
  g_test_add_func ("/field/range-message", test_range_message);
  g_test_add_func ("/field/parse", test_parse);
  g_test_add_func ("/field/display", test_display);
  g_test_add_func ("/field/round-trip", test_round_trip);
  g_test_add_func ("/field/mask", test_mask);

  return g_test_run ();
}
