#include "config.h"

#include "miao-away.h"

#include "miao-as-at.h"

gboolean
miao_away_on (const MiaoAway *away, MiaoDate on)
{
  const MiaoSpan span = { away->from, away->back };

  return miao_spans_cover (&span, 1, on);
}

/* "（住院，市儿童医院）" */
static void
add_where (GString *words, const MiaoAway *away, gboolean zh)
{
  const char *reason = zh ? away->reason_zh : away->reason_en;

  if (reason == NULL && away->place == NULL)
    return;
  g_string_append (words, zh ? "（" : " (");
  if (reason != NULL)
    g_string_append (words, reason);
  if (away->place != NULL)
    g_string_append_printf (words, "%s%s", reason == NULL ? "" : (zh ? "，" : ", "), away->place);
  g_string_append (words, zh ? "）" : ")");
}

char *
miao_away_dup_words (const MiaoAway *away, MiaoLanguage language)
{
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  GString *words;
  char day[MIAO_DATE_BUFFER];

  if (away == NULL)
    return g_strdup (zh ? "儿童暂时离开" : "the child is away for a time");
  words = g_string_new (NULL);
  g_string_append_printf (words,
                          zh ? "儿童自 %s 起暂时离开" : "the child is away for a time since %s",
                          miao_date_format (away->from, day));
  add_where (words, away, zh);
  if (away->until != MIAO_DATE_NONE)
    g_string_append_printf (words, zh ? "，预计 %s 返回" : ", expected back %s",
                            miao_date_format (away->until, day));
  g_string_append (words,
                   zh ? "：到儿童所在处或者家里" : ": go to where the child is, or to the family");

  return g_string_free (words, FALSE);
}

void
miao_dues_tell_away (GPtrArray *dues, const MiaoAway *away)
{
  static const char *const rules[] = { "D18", "D18F", "D19", "D19E", "D19H", NULL };

  for (guint i = 0; i < dues->len; i++) {
    MiaoDue *due = dues->pdata[i];

    if (!g_strv_contains (rules, due->rule->id))
      continue;
    g_free (due->note_zh);
    g_free (due->note_en);
    due->note_zh = miao_away_dup_words (away, MIAO_LANGUAGE_ZH);
    due->note_en = miao_away_dup_words (away, MIAO_LANGUAGE_EN);
  }
}
