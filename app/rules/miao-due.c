/* A task that is due: when it is shown, and the words of its sum. */
#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"
#include "miao-rules-private.h"

#define WEEK_DAYS 7
#define MONTH_DAYS 30

void
miao_due_free (MiaoDue *due)
{
  g_free (due->record);
  g_free (due->what_zh);
  g_free (due->what_en);
  g_free (due->moved_zh);
  g_free (due->moved_en);
  g_free (due->note_zh);
  g_free (due->note_en);
  g_free (due);
}

GPtrArray *
miao_dues_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) miao_due_free);
}

MiaoDueLevel
miao_due_level (MiaoDate due_on, MiaoDate on)
{
  if (due_on < on)
    return MIAO_DUE_LATE;
  if (due_on == on)
    return MIAO_DUE_TODAY;
  if (due_on <= on + WEEK_DAYS)
    return MIAO_DUE_WEEK;

  return due_on <= on + MONTH_DAYS ? MIAO_DUE_MONTH : MIAO_DUE_LATER;
}

static char *
dup_words (const MiaoDue *due, MiaoLanguage language, const char *tail_zh, const char *tail_en)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  const char *note = zh ? due->note_zh : due->note_en;
  char *words = miao_finding_dup_arithmetic (
      miao_rules_answer (findings, due->rule->id, FALSE, due->record, "what_zh", due->what_zh,
                         "what_en", due->what_en, "from", DAY (due->from), "length",
                         NUMBER (due->length), "due", DAY (due->due_on), "end", DAY (due->end_on),
                         "moved_zh", due->moved_zh, "moved_en", due->moved_en, "today_zh", tail_zh,
                         "today_en", tail_en, NULL),
      language);
  g_autofree char *sum = note != NULL ? words : NULL;

  return note != NULL ? g_strconcat (sum, zh ? "；" : "; ", note, NULL) : words;
}

char *
miao_due_dup_sum (const MiaoDue *due, MiaoLanguage language)
{
  return dup_words (due, language, "", "");
}

char *
miao_due_dup_arithmetic (const MiaoDue *due, MiaoLanguage language, MiaoDate on)
{
  int left = due->due_on - on;
  g_autofree char *zh = left > 0   ? g_strdup_printf ("，还有 %d 天", left)
                        : left < 0 ? g_strdup_printf ("，逾期 %d 天", -left)
                                   : g_strdup ("，就是今天");
  g_autofree char *en = left > 0   ? g_strdup_printf (", %d days to go", left)
                        : left < 0 ? g_strdup_printf (", %d days late", -left)
                                   : g_strdup (", today");

  return dup_words (due, language, zh, en);
}

MiaoDue *
miao_due_add (GPtrArray *dues,
              const char *rule,
              const char *record,
              MiaoDate from,
              int length,
              MiaoDate due_on,
              int remind,
              MiaoDate on,
              const char *what_zh,
              const char *what_en)
{
  MiaoDue *due;

  if (due_on - remind > on)
    return NULL;
  due = g_new0 (MiaoDue, 1);
  due->rule = miao_rules_row (rule);
  due->record = g_strdup (record);
  due->from = from;
  due->length = length;
  due->end_on = due_on;
  due->due_on = due_on;
  due->remind_on = due_on - remind;
  due->level = miao_due_level (due_on, on);
  due->what_zh = g_strdup (what_zh);
  due->what_en = g_strdup (what_en);
  due->moved_zh = g_strdup ("");
  due->moved_en = g_strdup ("");
  g_ptr_array_add (dues, due);

  return due;
}

void
miao_due_tell_moved (MiaoDue *due, char *zh, char *en)
{
  g_free (due->moved_zh);
  g_free (due->moved_en);
  due->moved_zh = zh;
  due->moved_en = en;
}
