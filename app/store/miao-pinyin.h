#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Chinese names in pinyin. Surnames have their surname reading (单 shan, 解 xie, 区 ou); ü is
 * written "v" as people type it. Any thread. The first call opens the tables (about 0.2 s):
 * miao_pinyin_warm() does that early in another thread.
 */

void miao_pinyin_warm (void);

/** Returns: (transfer full): "zhang xiao ming"; letters of other scripts are kept in lower case. */
char *miao_pinyin_dup_full (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "zxm". */
char *miao_pinyin_dup_initials (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): with tone marks for the reader: "Zhāng Xiǎo Míng". */
char *miao_pinyin_dup_display (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_pinyin_dup_sort_key:
 * @name: (nullable)
 * @pinyin: (nullable): the reading that a person typed, which wins
 *
 * Returns: (transfer full): text whose bytes sort as the names do by pinyin, then by tone and
 *   characters; %NULL for no name.
 */
char *miao_pinyin_dup_sort_key (const char *name, const char *pinyin) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_pinyin_readings:
 *
 * Returns: (transfer full): every toneless reading of the name as syllables separated by blanks,
 *   best first, at most 16; all readings of polyphonic given-name characters (重阳: chong yang,
 *   zhong yang) and "lv" beside "lu" for ü.
 */
GStrv miao_pinyin_readings (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
