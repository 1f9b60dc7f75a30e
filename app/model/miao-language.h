#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoLanguage:
 *
 * The two languages that the terms of the field (labels, code names, rule messages) exist in. They
 * live side by side in the tables, because prints, schemas and reports need one of them whatever
 * the language of the screen is. The other texts of the screen go through gettext.
 */
typedef enum {
  MIAO_LANGUAGE_ZH,
  MIAO_LANGUAGE_EN,
} MiaoLanguage;

/**
 * miao_language:
 *
 * Returns: the language of the screen: English when LANGUAGE, LC_ALL, LC_MESSAGES or LANG say "en"
 *   first, else Chinese. Read once; miao_set_language() overrides it (tests, miaopuctl --language).
 */
MiaoLanguage miao_language (void);
void miao_set_language (MiaoLanguage language);

/**
 * miao_pick:
 * @zh: the Chinese text
 * @en: the English text
 *
 * Both may be formats with the same arguments; the compiler then checks both against the call.
 *
 * Returns: (transfer none): the one that belongs to miao_language().
 */
const char *miao_pick (const char *zh, const char *en) G_GNUC_FORMAT (1) G_GNUC_FORMAT (2);

G_END_DECLS
