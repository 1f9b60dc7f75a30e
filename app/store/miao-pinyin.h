#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Chinese names in pinyin. Surnames have their surname reading (单 shan, 解 xie, 区 ou); ü is
 * written "v" as people type it. Any thread. The tables (data/pinyin) are read at the first call,
 * in a few milliseconds.
 */

/** Returns: (transfer full) (nullable): @text in the normal form NFKC; %NULL if it is not UTF-8. */
char *miao_pinyin_dup_normal (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "zhang xiao ming"; letters of other scripts are kept in lower case. */
char *miao_pinyin_dup_full (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): "zxm". */
char *miao_pinyin_dup_initials (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): for the reader, as GB/T 28039—2011 writes names, with tone marks:
 *   "Zhāng Xiǎomíng"; text that is not Chinese as it is. */
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
 *   zhong yang) and "lv" beside "lu" for ü. Empty when the name has neither Chinese characters nor
 *   letters.
 */
GStrv miao_pinyin_readings (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: how many of the syllables of @name are its surname: 1, or 2 for 欧阳 and its like; 0
 * when
 *   @name does not begin with a Chinese character or has but one. */
guint miao_pinyin_surname_length (const char *name);

/** Returns: (transfer full): typed pinyin as letters only: "Lǚ Xiǎo-míng" and "lü xiao ming" are
 *   "lvxiaoming"; %NULL when @text holds something that is no pinyin. */
char *miao_pinyin_dup_letters (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
