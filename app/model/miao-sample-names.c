#include "config.h"

#include "miao-sample-private.h"

/*
 * Common surnames first, then such as programs stumble over: two characters, several readings
 * (单 Shàn, 仇 Qiú, 查 Zhā, 解 Xiè, 区 Ōu), rare ones.
 */
static const char *const surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
  "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
  "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁",
  "任", "沈", "姚", "卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏",
};
static const char *const odd_surnames[] = {
  "欧阳", "上官", "司马", "诸葛", "单", "仇", "查", "解",
  "区",   "盖",   "乐",   "尉迟", "逄", "亓", "禤",
};
static const char *const girls[] = {
  "雨", "欣", "怡", "梓", "涵", "诗", "琪", "悦", "萱", "婷", "雪", "静", "慧", "敏", "丽",
  "芳", "兰", "秀", "春", "燕", "晴", "晓", "月", "梅", "霞", "玲", "洁", "蕾", "桂", "凤",
};
static const char *const boys[] = {
  "浩", "宇", "轩", "子", "博", "文", "俊", "杰", "天", "佑", "志", "强", "建", "国", "伟",
  "明", "军", "磊", "洋", "勇", "鹏", "飞", "辉", "亮", "龙", "凯", "超", "诚", "安", "平",
};
/* Several readings, and characters beyond the basic plane (four bytes in GB 18030). */
static const char *const odd_given[] = {
  "乐", "重", "长", "朝", "行",   "朴",   "冼", "茜",
  "昱", "龑", "䶮", "㛃", "𬀩", "𬭎", "𫖯", "𬱖",
};
static const char *const dotted[] = {
  "阿依古丽·买买提", "古丽娜尔·阿不都", "努尔兰·哈力克",
  "阿迪力·吐尔逊",   "卓玛·次仁",       "迪丽努尔·艾山",
};

char *
miao_sample_dup_surname (MiaoSample *sample)
{
  return g_strdup (miao_sample_chance (sample, 6) ? miao_sample_choose (sample, odd_surnames)
                                                  : miao_sample_choose (sample, surnames));
}

char *
miao_sample_dup_name_of (MiaoSample *sample, const char *surname, const char *sex)
{
  gboolean girl = g_strcmp0 (sex, "2") == 0;
  const char *first, *second = "";

  first = girl ? miao_sample_choose (sample, girls) : miao_sample_choose (sample, boys);
  if (miao_sample_chance (sample, 75))
    second = girl ? miao_sample_choose (sample, girls) : miao_sample_choose (sample, boys);
  if (miao_sample_chance (sample, 5))
    second = miao_sample_choose (sample, odd_given);

  return g_strconcat (surname, first, second, NULL);
}

char *
miao_sample_dup_name (MiaoSample *sample, const char *sex)
{
  g_autofree char *surname = NULL;

  if (miao_sample_chance (sample, 1))
    return g_strdup (miao_sample_choose (sample, dotted));
  surname = miao_sample_dup_surname (sample);

  return miao_sample_dup_name_of (sample, surname, sex);
}
