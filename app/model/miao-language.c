#include "config.h"

#include "miao-language-lend.h"

static int language = -1;
static _Thread_local int lent = -1;

MiaoLanguage
miao_language (void)
{
  if (lent >= 0)
    return (MiaoLanguage) lent;
  if (language < 0) {
    const char *const *names = g_get_language_names ();

    language = g_str_has_prefix (names[0], "en") ? MIAO_LANGUAGE_EN : MIAO_LANGUAGE_ZH;
  }

  return (MiaoLanguage) language;
}

void
miao_set_language (MiaoLanguage value)
{
  language = (int) value;
}

void
miao_language_lend (MiaoLanguage value)
{
  lent = (int) value;
}

void
miao_language_restore (void)
{
  lent = -1;
}

const char *
miao_pick (const char *zh, const char *en)
{
  return miao_language () == MIAO_LANGUAGE_ZH ? zh : en;
}
