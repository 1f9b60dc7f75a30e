#include "config.h"

#include "miao-answer.h"

const MiaoAnswer *
miao_answers_find (const MiaoAnswers *answers, const char *item)
{
  for (guint i = 0; i < answers->n; i++) {
    if (g_strcmp0 (answers->rows[i].item, item) == 0)
      return &answers->rows[i];
  }

  return NULL;
}

const char *
miao_answers_get (const MiaoAnswers *answers, const char *item)
{
  const MiaoAnswer *row = miao_answers_find (answers, item);

  return row != NULL && row->answer != NULL && *row->answer != '\0' ? row->answer : NULL;
}

gint64
miao_answers_get_int (const MiaoAnswers *answers, const char *item, gint64 fallback)
{
  const char *text = miao_answers_get (answers, item);
  gint64 value;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    return fallback;

  return value;
}
