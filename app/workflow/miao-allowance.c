/* What a month's foster allowances come to. */
#include "config.h"

#include "miao-allowance-private.h"

#include "miao-kinds.h"
#include "miao-money.h"

#include <string.h>

#define MONTH_CHARACTERS 7 /* "2026-10" */

MiaoDate
miao_allowance_parse_month (const char *text)
{
  g_autofree char *day = text != NULL ? g_strconcat (text, "-01", NULL) : NULL;

  return miao_date_parse (day);
}

char *
miao_allowance_dup_month (MiaoDate day)
{
  char *text = miao_date_dup (day);

  if (strlen (text) > MONTH_CHARACTERS)
    text[MONTH_CHARACTERS] = '\0';

  return text;
}

MiaoDate
miao_allowance_pay_day (MiaoDate month, const MiaoRuleSettings *settings)
{
  return miao_month_last (month) + settings->allowance_pay_day;
}

void
miao_allowance_free (MiaoAllowance *allowance)
{
  g_clear_pointer (&allowance->lines, g_ptr_array_unref);
  g_free (allowance->digest);
  g_free (allowance);
}

/* ---- lines ---- */

static MiaoRecord *
new_line (const MiaoAllowanceKey *key, const char *origin, MiaoDate month)
{
  MiaoRecord *line = miao_record_new (miao_kind_find ("allowance_line"));
  g_autofree char *text = miao_allowance_dup_month (month);

  miao_record_set (line, "origin", origin);
  miao_record_set (line, "month", text);
  miao_record_set (line, "family", key->family);
  miao_record_set (line, "child", key->child);
  miao_record_set (line, "placement", key->placement);
  miao_record_set (line, "kind", key->kind);
  miao_record_set (line, "scope", key->scope);
  miao_record_set (line, "fund_source", key->fund_source);
  miao_record_set_int (line, "month_days", miao_month_last (month) - miao_month_first (month) + 1);

  return line;
}

static void
add_regular (MiaoAllowanceReader *reader,
             const MiaoAllowanceKey *key,
             const MiaoAllowancePart *part)
{
  const MiaoAllowanceRate *rate = &g_array_index (reader->rates, MiaoAllowanceRate, part->rate);
  MiaoRecord *line = new_line (key, "REGULAR", reader->month);

  miao_record_set (line, "rate", rate->id);
  miao_record_set_date (line, "from_on", part->from);
  miao_record_set_date (line, "to_on", part->to);
  miao_record_set_int (line, "days", part->days);
  miao_record_set_int (line, "standard_fen", rate->fen);
  miao_record_set_int (line, "fen", part->fen);
  g_ptr_array_add (reader->lines, line);
}

/* Adds days and money that are due (or, with minus signs, were paid) to the account of one month,
 * child, family and kind. */
void
miao_allowance_book (MiaoAllowanceReader *reader,
                     const MiaoAllowanceKey *key,
                     MiaoDate month,
                     int days,
                     gint64 due,
                     gint64 paid)
{
  g_autofree char *month_text = miao_allowance_dup_month (month);
  g_autofree char *id = g_strjoin ("|", month_text, key->child, key->family, key->placement,
                                   key->kind, key->scope, NULL);
  MiaoRecord *line = g_hash_table_lookup (reader->accounts, id);

  if (line == NULL) {
    line = new_line (key, "ADDED", month);
    miao_record_set_int (line, "due_fen", 0);
    miao_record_set_int (line, "paid_fen", 0);
    miao_record_set_int (line, "days", 0);
    g_hash_table_insert (reader->accounts, g_steal_pointer (&id), line);
  }
  if (miao_record_get (line, "fund_source") == NULL)
    miao_record_set (line, "fund_source", key->fund_source);
  miao_record_set_int (line, "days", miao_record_get_int (line, "days", 0) + days);
  miao_record_set_int (line, "due_fen", miao_record_get_int (line, "due_fen", 0) + due);
  miao_record_set_int (line, "paid_fen", miao_record_get_int (line, "paid_fen", 0) + paid);
}

/* What is left on the accounts becomes a line of this month. */
static void
add_differences (MiaoAllowanceReader *reader)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, reader->accounts);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    MiaoRecord *line = value;
    gint64 fen =
        miao_record_get_int (line, "due_fen", 0) - miao_record_get_int (line, "paid_fen", 0);

    if (fen == 0)
      continue;
    miao_record_set (line, "origin", fen > 0 ? "ADDED" : "CLAWBACK");
    miao_record_set_int (line, "fen", fen);
    g_ptr_array_add (reader->lines, miao_record_ref (line));
  }
}

/* What is approved outside the rates. Such a line says what for; nothing is compared with it. */
static void
add_extras (MiaoAllowanceReader *reader)
{
  for (guint i = 0; i < reader->extras->len; i++) {
    const MiaoRecord *extra = reader->extras->pdata[i];
    const MiaoAllowanceKey key = {
      miao_record_get (extra, "child"),
      miao_record_get (extra, "family"),
      miao_record_get (extra, "placement"),
      miao_record_get (extra, "kind"),
      "ALL",
      miao_record_get (extra, "fund_source"),
    };
    MiaoRecord *line;

    if (!miao_record_is (extra, "status", "APPROVED"))
      continue;
    line = new_line (&key, "ONCE", reader->month);
    miao_record_set (line, "extra", miao_record_get_id (extra));
    miao_record_set_int (line, "days", 0);
    miao_record_set (line, "fen", miao_record_get (extra, "fen"));
    miao_record_set (line, "note", miao_record_get (extra, "reason"));
    g_ptr_array_add (reader->lines, line);
  }
}

/* ---- one child ---- */

static void
count_child (MiaoAllowanceReader *reader,
             const char *child_id,
             const MiaoAllowanceChild *child,
             GArray *stays)
{
  for (guint m = 0; m <= reader->final_months->len; m++) {
    gboolean present = m == reader->final_months->len;
    MiaoDate month = present ? reader->month : g_array_index (reader->final_months, MiaoDate, m);
    g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (MiaoAllowancePart));

    miao_allowance_month (month, (const MiaoAllowanceStay *) stays->data, stays->len,
                          (const MiaoAllowanceRate *) reader->rates->data, reader->rates->len,
                          child, parts);
    for (guint i = 0; i < parts->len; i++) {
      const MiaoAllowancePart *part = &g_array_index (parts, MiaoAllowancePart, i);
      const MiaoAllowanceRate *rate = &g_array_index (reader->rates, MiaoAllowanceRate, part->rate);
      const MiaoAllowanceStay *stay = &g_array_index (stays, MiaoAllowanceStay, part->stay);
      const MiaoAllowanceKey key = { child_id,   stay->family, stay->placement,
                                     rate->kind, rate->scope,  rate->fund_source };

      if (part->fen == 0)
        continue;
      if (present)
        add_regular (reader, &key, part);
      else
        miao_allowance_book (reader, &key, month, part->days, part->fen, 0);
    }
  }
}

static gboolean
count_children (MiaoAllowanceReader *reader, GError **error)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, reader->placements);
  while (g_hash_table_iter_next (&iter, &id, &value)) {
    g_autoptr (MiaoRecord) child =
        miao_store_load (reader->store, miao_kind_find ("child"), id, error);
    g_autoptr (GArray) stays = NULL;
    MiaoAllowanceChild facts = { FALSE, 0 };

    if (child == NULL)
      return FALSE;
    facts.disabled = miao_record_get_bool (child, "disabled");
    facts.grade = (int) g_ascii_strtoll (miao_record_has (child, "disability_grade")
                                             ? miao_record_get (child, "disability_grade")
                                             : "0",
                                         NULL, 10);
    stays = miao_allowance_stays (reader, value);
    count_child (reader, id, &facts, stays);
    for (guint i = 0; i < stays->len; i++)
      g_free ((gpointer) g_array_index (stays, MiaoAllowanceStay, i).gaps);
  }

  return TRUE;
}

/* ---- the order of the sheet, and sums ---- */

typedef struct {
  char *key;
  MiaoRecord *line;
} Sorted;

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Sorted *) a)->key, ((const Sorted *) b)->key);
}

static const char *
number_of (MiaoAllowanceReader *reader, const char *kind, const char *id, GError **error)
{
  char *number = g_hash_table_lookup (reader->numbers, id);
  g_autoptr (MiaoRecord) record = NULL;

  if (number != NULL)
    return number;
  record = miao_store_load (reader->store, miao_kind_find (kind), id, error);
  if (record == NULL)
    return NULL;
  number = g_strdup (miao_record_get (record, miao_record_get_kind (record)->number));
  g_hash_table_insert (reader->numbers, g_strdup (id), number);

  return number;
}

static char *
dup_key (MiaoAllowanceReader *reader, const MiaoRecord *line, GError **error)
{
  const char *family = number_of (reader, "family", miao_record_get (line, "family"), error);
  const char *child =
      family != NULL ? number_of (reader, "child", miao_record_get (line, "child"), error) : NULL;
  const char *from = miao_record_get (line, "from_on");
  const char *extra = miao_record_get (line, "extra");

  if (child == NULL)
    return NULL;

  return g_strdup_printf ("%s|%s|%d|%s|%s|%s|%s|%s|%s", family, child,
                          miao_record_is (line, "origin", "REGULAR") ? 0
                          : extra == NULL                            ? 1
                                                                     : 2,
                          miao_record_get (line, "month"), miao_record_get (line, "kind"),
                          miao_record_get (line, "scope"), from != NULL ? from : "",
                          miao_record_get (line, "placement"), extra != NULL ? extra : "");
}

static gboolean
sort_lines (MiaoAllowanceReader *reader, GError **error)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < reader->lines->len; i++) {
    Sorted row = { NULL, reader->lines->pdata[i] };

    row.key = dup_key (reader, row.line, error);
    ok = row.key != NULL;
    if (ok)
      g_array_append_val (sorted, row);
  }
  g_array_sort (sorted, compare);
  for (guint i = 0; i < sorted->len; i++) {
    if (ok)
      reader->lines->pdata[i] = g_array_index (sorted, Sorted, i).line;
    g_free (g_array_index (sorted, Sorted, i).key);
  }

  return ok;
}

static void
digest_line (GChecksum *checksum, const MiaoRecord *line)
{
  static const char *const fields[] = { "family", "child",        "placement", "month",
                                        "kind",   "scope",        "from_on",   "to_on",
                                        "days",   "standard_fen", "fen",       "extra" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *text = miao_record_get (line, fields[i]);

    if (text != NULL)
      g_checksum_update (checksum, (const guchar *) text, -1);
    g_checksum_update (checksum, (const guchar *) "\n", 1);
  }
}

static void
count_owing (MiaoAllowance *allowance, GHashTable *families)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, families);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    gint64 fen = *(gint64 *) value;

    if (fen >= 0)
      continue;
    allowance->n_owing++;
    allowance->owing_fen -= fen;
  }
}

static void
add_up (MiaoAllowance *allowance)
{
  g_autoptr (GHashTable) children = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < allowance->lines->len; i++) {
    MiaoRecord *line = allowance->lines->pdata[i];
    gint64 fen = miao_record_get_int (line, "fen", 0);
    gint64 *sum = g_hash_table_lookup (families, miao_record_get (line, "family"));

    if (sum == NULL) {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (families, (gpointer) miao_record_get (line, "family"), sum);
    }
    *sum += fen;
    g_hash_table_add (children, (gpointer) miao_record_get (line, "child"));
    if (miao_record_is (line, "origin", "REGULAR"))
      allowance->regular_fen += fen;
    else if (miao_record_is (line, "origin", "ONCE"))
      allowance->once_fen += fen;
    else if (fen > 0)
      allowance->added_fen += fen;
    else
      allowance->clawback_fen -= fen;
    allowance->total_fen += fen;
    digest_line (checksum, line);
  }
  allowance->n_children = g_hash_table_size (children);
  allowance->n_families = g_hash_table_size (families);
  allowance->digest = g_strdup (g_checksum_get_string (checksum));
  count_owing (allowance, families);
}

MiaoAllowance *
miao_allowance_compute (MiaoStore *store,
                        MiaoDate month,
                        const MiaoRuleSettings *settings,
                        GError **error)
{
  return miao_allowance_compute_some (store, month, NULL, settings, error);
}

MiaoAllowance *
miao_allowance_compute_some (MiaoStore *store,
                             MiaoDate month,
                             GPtrArray *children,
                             const MiaoRuleSettings *settings,
                             GError **error)
{
  g_autoptr (MiaoAllowance) allowance = g_new0 (MiaoAllowance, 1);
  MiaoAllowanceReader reader = { .store = store,
                                 .month = miao_month_first (month),
                                 .only = children };
  gboolean ok;

  miao_allowance_reader_init (&reader);
  ok = miao_allowance_read (&reader, error) && count_children (&reader, error);
  if (ok) {
    add_differences (&reader);
    add_extras (&reader);
    ok = sort_lines (&reader, error);
  }
  allowance->month = reader.month;
  allowance->gap_month = reader.gap_month;
  allowance->lines = g_ptr_array_ref (reader.lines);
  for (guint i = 0; i < reader.rates->len; i++) {
    const MiaoAllowanceRate *rate = &g_array_index (reader.rates, MiaoAllowanceRate, i);

    allowance->n_rates += rate->from <= miao_month_last (reader.month) &&
                          (rate->to == MIAO_DATE_NONE || rate->to >= reader.month);
  }
  for (guint i = 0; ok && i < reader.extras->len; i++) {
    const MiaoRecord *extra = reader.extras->pdata[i];

    if (!miao_record_is (extra, "status", "PROPOSED"))
      continue;
    allowance->n_waiting++;
    allowance->waiting_fen += miao_record_get_int (extra, "fen", 0);
  }
  allowance->pay_due = miao_allowance_pay_day (reader.month, settings);
  ok = ok && miao_allowance_promise (&reader, &allowance->pay_due, error);
  miao_allowance_reader_clear (&reader);
  if (!ok)
    return NULL;
  add_up (allowance);

  return g_steal_pointer (&allowance);
}

/* ---- what is stored ---- */

GPtrArray *
miao_allowance_lines (MiaoStore *store, const MiaoRecord *run, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("allowance_line"));

  miao_query_where (query, "run", MIAO_OP_EQ, miao_record_get_id (run));
  miao_query_where (query, "revision", MIAO_OP_EQ, miao_record_get (run, "revision"));
  miao_query_order (query, "line_no", FALSE);

  return miao_store_select (store, query, error);
}

/* ---- words ---- */

static char *
dup_difference (const MiaoRecord *line, gboolean zh)
{
  gint64 due = miao_record_get_int (line, "due_fen", 0);
  gint64 paid = miao_record_get_int (line, "paid_fen", 0);
  g_autofree char *due_text = miao_money_dup (due);
  g_autofree char *paid_text = miao_money_dup (paid);

  return g_strdup_printf (zh ? "%s 应发 %s − 已发 %s 元" : "%s: due %s − paid %s yuan",
                          miao_record_get (line, "month"), due_text, paid_text);
}

char *
miao_allowance_dup_sum (const MiaoRecord *line, MiaoLanguage language)
{
  gboolean zh = language == MIAO_LANGUAGE_ZH;
  gint64 standard = miao_record_get_int (line, "standard_fen", 0);
  int days = (int) miao_record_get_int (line, "days", 0);
  int month_days = (int) miao_record_get_int (line, "month_days", 1);
  gint64 fen = miao_record_get_int (line, "fen", 0);
  gint64 alone = miao_allowance_part (standard, 1, days, month_days);
  g_autofree char *standard_text = miao_money_dup (standard);
  g_autofree char *fen_text = miao_money_dup (fen);

  if (miao_record_is (line, "origin", "ONCE"))
    return g_strdup_printf (zh ? "一次性 %s 元：%s" : "one-off %s yuan: %s", fen_text,
                            miao_record_get (line, "note"));
  if (!miao_record_is (line, "origin", "REGULAR"))
    return dup_difference (line, zh);
  if (days == month_days)
    return g_strdup_printf (zh ? "整月 %d 天，%s 元" : "whole month of %d days, %s yuan", days,
                            fen_text);

  return g_strdup_printf (zh ? "%s 元 ÷ %d 天 × %d 天 = %s 元%s"
                             : "%s yuan ÷ %d days × %d days = %s yuan%s",
                          standard_text, month_days, days, fen_text,
                          alone == fen ? ""
                          : zh         ? "（逐日累计取整）"
                                       : " (rounded by cumulated days)");
}
