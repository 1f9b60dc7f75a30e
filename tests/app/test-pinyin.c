#include "config.h"

#include "miao-pinyin.h"

#include <string.h>

static void
test_full (void)
{
  static const struct {
    const char *name;
    const char *full;
    const char *initials;
    const char *display;
  } rows[] = {
    { "张小明", "zhang xiao ming", "zxm", "Zhāng Xiǎomíng" },
    { "李娜", "li na", "ln", "Lǐ Nà" },
    { "单雄信", "shan xiong xin", "sxx", "Shàn Xióngxìn" },
    { "解晓东", "xie xiao dong", "xxd", "Xiè Xiǎodōng" },
    { "仇英", "qiu ying", "qy", "Qiú Yīng" },
    { "曾国藩", "zeng guo fan", "zgf", "Zēng Guófān" },
    { "查良镛", "zha liang yong", "zly", "Zhā Liángyōng" },
    { "尉迟恭", "yu chi gong", "ycg", "Yùchí Gōng" },
    { "区志强", "ou zhi qiang", "ozq", "Ōu Zhìqiáng" },
    { "万俟卨", "mo qi xie", "mqx", "Mòqí Xiè" },
    { "长孙无忌", "zhang sun wu ji", "zswj", "Zhǎngsūn Wújì" },
    { "欧阳安", "ou yang an", "oya", "Ōuyáng Ān" },
    { "吕布", "lv bu", "lb", "Lǚ Bù" },
    { "冼星海", "xian xing hai", "xxh", "Xiǎn Xīnghǎi" },
    { "覃辉", "qin hui", "qh", "Qín Huī" },
    { "缪荣株", "miao rong zhu", "mrz", "Miào Róngzhū" },
    { "盖叫天", "ge jiao tian", "gjt", "Gě Jiàotiān" },
    { "王西安", "wang xi an", "wxa", "Wáng Xī'ān" },
    { "单于", "shan yu", "sy", "Shàn Yú" },
    { "艾力·买买提", "ai li mai mai ti", "almmt", "Ài Lìmǎimǎití" },
    { "䶮浩", "yan hao", "yh", "Yǎn Hào" },
    { "𬱖文", "di wen", "dw", "Dí Wén" },
    { "Anna 李", "anna li", "al", "Anna Lǐ" },
    { "", "", "", "" },
    { "……", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *full = miao_pinyin_dup_full (rows[i].name);
    g_autofree char *initials = miao_pinyin_dup_initials (rows[i].name);
    g_autofree char *display = miao_pinyin_dup_display (rows[i].name);

    if (strcmp (full, rows[i].full) != 0 || strcmp (initials, rows[i].initials) != 0 ||
        strcmp (display, rows[i].display) != 0)
      g_test_message ("%s: %s, %s, %s", rows[i].name, full, initials, display), g_test_fail ();
  }
}

static void
test_readings (void)
{
  static const struct {
    const char *name;
    const char *reading;
  } rows[] = {
    { "杨重阳", "yang zhong yang" },
    { "杨重阳", "yang chong yang" },
    { "刘还山", "liu huan shan" },
    { "刘还山", "liu hai shan" },
    { "单小雨", "shan xiao yu" },
    { "单小雨", "dan xiao yu" },
    { "吕雯", "lv wen" },
    { "吕雯", "lu wen" },
    { "周朝阳", "zhou zhao yang" },
    { "周朝阳", "zhou chao yang" },
    { "乐嘉", "yue jia" },
    { "乐嘉", "le jia" },
  };
  /* Every character of it has several readings, so the number of ways has to be cut. */
  g_auto (GStrv) many = miao_pinyin_readings ("单乐重长朝行解曾");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) readings = miao_pinyin_readings (rows[i].name);

    if (!g_strv_contains ((const char *const *) readings, rows[i].reading))
      g_error ("%s is not read %s.", rows[i].name, rows[i].reading);
  }
  g_assert_cmpuint (g_strv_length (many), ==, 16);
  g_assert_true (g_str_has_prefix (many[0], "shan "));
}

static void
test_surname (void)
{
  g_assert_cmpuint (miao_pinyin_surname_length ("张小明"), ==, 1);
  g_assert_cmpuint (miao_pinyin_surname_length ("欧阳安"), ==, 2);
  g_assert_cmpuint (miao_pinyin_surname_length ("欧阳"), ==, 1);
  g_assert_cmpuint (miao_pinyin_surname_length ("张"), ==, 0);
  g_assert_cmpuint (miao_pinyin_surname_length ("Anna"), ==, 0);
}

static void
test_sort (void)
{
  /* By pinyin, then tone, then character; a name before the longer one that begins with it. */
  static const char *const names[] = { "Anna",   "阿依努尔", "艾力",   "李",   "李明", "李明明",
                                       "李鸣",   "李鹏",     "黎明",   "刘洋", "陆明", "吕明",
                                       "单小雨", "张伟",     "长孙信", NULL };
  static const char *const wanted[] = { "阿依努尔", "艾力", "Anna",   "黎明", "李",   "李明",
                                        "李明明",   "李鸣", "李鹏",   "刘洋", "陆明", "吕明",
                                        "单小雨",   "张伟", "长孙信", NULL };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *typed = miao_pinyin_dup_sort_key ("乐乐", "yuè lè");
  g_autofree char *misfit = miao_pinyin_dup_sort_key ("乐乐", "yuele");

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (keys, miao_pinyin_dup_sort_key (names[i], NULL));
  for (guint i = 0; wanted[i] != NULL; i++) {
    g_autofree char *key = miao_pinyin_dup_sort_key (wanted[i], NULL);
    guint before = 0;

    for (guint j = 0; j < keys->len; j++) {
      if (strcmp (g_ptr_array_index (keys, j), key) < 0)
        before++;
    }
    if (before != i)
      g_error ("%s is at place %u, not %u.", wanted[i], before, i);
  }
  g_assert_null (miao_pinyin_dup_sort_key (NULL, NULL));
  g_assert_null (miao_pinyin_dup_sort_key ("", NULL));
  g_assert_cmpstr (typed, ==, "yue4乐 le4乐");
  g_assert_cmpstr (misfit, ==, "yue4乐 le4乐");
}

static void
test_letters (void)
{
  static const struct {
    const char *typed;
    const char *letters;
  } rows[] = {
    { "lǚ xiǎo-míng", "lvxiaoming" },
    { "Lü Xiaoming", "lvxiaoming" },
    { "xi'an", "xian" },
    { "ｌｘｍ", "lxm" },
    { "li2", NULL },
    { "李", NULL },
    { " ", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *letters = miao_pinyin_dup_letters (rows[i].typed);

    g_assert_cmpstr (letters, ==, rows[i].letters);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/full", test_full);
  g_test_add_func ("/pinyin/readings", test_readings);
  g_test_add_func ("/pinyin/surname", test_surname);
  g_test_add_func ("/pinyin/sort", test_sort);
  g_test_add_func ("/pinyin/letters", test_letters);

  return g_test_run ();
}
