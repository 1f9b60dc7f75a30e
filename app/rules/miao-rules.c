#include "config.h"

#include "miao-rules-private.h"

#include <stdarg.h>

#define MOST_PAIRS 12

static const MiaoRule *const topics[] = {
  miao_rows_application, miao_rows_family,     miao_rows_caregiver, miao_rows_child,
  miao_rows_matching,    miao_rows_evaluation, miao_rows_agreement, miao_rows_integration,
  miao_rows_effect,      miao_rows_incident,   miao_rows_problem,   miao_rows_ending,
  miao_rows_exit,        miao_rows_leave,      miao_rows_intake,    miao_rows_due,
  miao_rows_return,      miao_rows_record,     miao_rows_allowance, miao_rows_delegation,
  miao_rows_need,        miao_rows_due_child,  miao_rows_standing,  miao_rows_adoption,
  miao_rows_setting,
};

typedef struct {
  GPtrArray *rows;
  GHashTable *by_id;
} Registry;

static const Registry *
registry (void)
{
  static gsize once = 0;
  static Registry shared;

  if (g_once_init_enter (&once)) {
    shared.rows = g_ptr_array_new ();
    shared.by_id = g_hash_table_new (g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS (topics); i++) {
      for (const MiaoRule *rule = topics[i]; rule->id != NULL; rule++) {
        gboolean added = g_hash_table_insert (shared.by_id, (gpointer) (gsize) rule->id,
                                              (gpointer) (gsize) rule);

        /* Two rows with one id would let one rule speak for another. */
        g_assert (added);
        g_ptr_array_add (shared.rows, (gpointer) (gsize) rule);
      }
    }
    g_once_init_leave (&once, 1);
  }

  return &shared;
}

const MiaoRule *
miao_rule_find (const char *id)
{
  return id != NULL ? g_hash_table_lookup (registry ()->by_id, id) : NULL;
}

const MiaoRule *const *
miao_rules_all (guint *ret_n)
{
  const Registry *shared = registry ();

  *ret_n = shared->rows->len;

  return (const MiaoRule *const *) shared->rows->pdata;
}

const MiaoRule *
miao_rules_row (const char *id)
{
  const MiaoRule *rule = miao_rule_find (id);

  if (rule == NULL)
    g_error ("no rule %s", id);

  return rule;
}

MiaoFinding *
miao_rules_answer (MiaoFindings *findings, const char *id, gboolean passes, const char *record, ...)
{
  const MiaoRule *rule = miao_rules_row (id);
  const char *pairs[2 * MOST_PAIRS] = { NULL };
  guint n = 0;
  va_list arguments;

  va_start (arguments, record);
  for (const char *name = va_arg (arguments, const char *); name != NULL;
       name = va_arg (arguments, const char *)) {
    g_assert (n + 2 <= G_N_ELEMENTS (pairs));
    pairs[n++] = name;
    pairs[n++] = miao_rules_or_dash (va_arg (arguments, const char *));
  }
  va_end (arguments);

  /* The first NULL name ends the pairs, so the rest of the array is never read. */
  return miao_findings_add (findings, rule, passes ? MIAO_SEVERITY_PASS : rule->severity, record,
                            pairs[0], pairs[1], pairs[2], pairs[3], pairs[4], pairs[5], pairs[6],
                            pairs[7], pairs[8], pairs[9], pairs[10], pairs[11], pairs[12],
                            pairs[13], pairs[14], pairs[15], pairs[16], pairs[17], pairs[18],
                            pairs[19], pairs[20], pairs[21], pairs[22], pairs[23], NULL);
}

const char *
miao_rules_print_date (MiaoDate date, char buffer[MIAO_DATE_BUFFER])
{
  return date != MIAO_DATE_NONE ? miao_date_format (date, buffer) : "—";
}

const char *
miao_rules_print_number (gint64 number, char buffer[24])
{
  g_snprintf (buffer, 24, "%" G_GINT64_FORMAT, number);

  return buffer;
}

const char *
miao_rules_print_decimal (gint64 number, int scale, char buffer[32])
{
  gint64 unit = 1;

  for (int i = 0; i < scale; i++)
    unit *= 10;
  g_snprintf (buffer, 32, "%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, number < 0 ? "-" : "",
              ABS (number) / unit, scale, ABS (number) % unit);

  return buffer;
}

gboolean
miao_rules_has (const char *text)
{
  return text != NULL && *text != '\0';
}

const char *
miao_rules_or_dash (const char *text)
{
  return text != NULL ? text : "—";
}

const char *
miao_rules_answer_zh (const char *answer)
{
  if (!miao_rules_has (answer))
    return "尚未作答";
  if (g_str_equal (answer, "yes"))
    return "回答“是”";
  if (g_str_equal (answer, "no"))
    return "回答“否”";
  if (g_str_equal (answer, "exception"))
    return "回答“例外”";

  return "已填写";
}

const char *
miao_rules_answer_en (const char *answer)
{
  if (!miao_rules_has (answer))
    return "not answered";
  if (g_str_equal (answer, "yes"))
    return "answered “yes”";
  if (g_str_equal (answer, "no"))
    return "answered “no”";
  if (g_str_equal (answer, "exception"))
    return "answered “exception”";

  return "filled in";
}

MiaoFinding *
miao_rules_ask_item (MiaoFindings *findings,
                     const char *id,
                     const MiaoAnswers *answers,
                     const char *good,
                     const char *record)
{
  const char *answer = miao_answers_get (answers, id);
  gboolean passes = good != NULL ? g_strcmp0 (answer, good) == 0 : answer != NULL;

  return miao_rules_answer (findings, id, passes, record, "state_zh", miao_rules_answer_zh (answer),
                            "state_en", miao_rules_answer_en (answer), NULL);
}
