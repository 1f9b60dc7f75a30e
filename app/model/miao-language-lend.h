#pragma once

#include "miao-language.h"

G_BEGIN_DECLS

/**
 * miao_language_lend:
 * @language: of the texts that this thread makes until miao_language_restore()
 *
 * For a message that is kept in both languages: it is made twice. Not nested.
 */
void miao_language_lend (MiaoLanguage language);
void miao_language_restore (void);

G_END_DECLS
