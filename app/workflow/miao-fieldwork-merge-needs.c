/* A field package comes back: its needs and those of the house become one list. */
#include "config.h"

#include "miao-case-need.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-fieldwork-compare.h"
#include "miao-fieldwork-merge.h"
#include "miao-needs.h"

#include <string.h>

#define CLOSING "status" /* the part that says how a need was closed */

static const char *const plan_parts[] = { "urgency", "plan", "staff", "due" };

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
}

static gboolean
is_own (const MiaoMerge *merge, const MiaoRecord *need)
{
  return miao_record_is (need, "evaluation", miao_record_get_id (merge->evaluation));
}

/* ---- comparing ---- */

static gboolean
read_names (MiaoMerge *merge, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));
  g_autoptr (GPtrArray) staff = miao_store_select (merge->call->store, query, error);

  merge->staff = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; staff != NULL && i < staff->len; i++)
    g_hash_table_insert (merge->staff, g_strdup (miao_record_get_id (staff->pdata[i])),
                         g_strdup (miao_record_get (staff->pdata[i], "name")));

  return staff != NULL;
}

static void
compare_part (
    MiaoMerge *merge, MiaoRecord *house, const char *part, char *base, char *brought, char *stored)
{
  const gboolean closing = strcmp (part, CLOSING) == 0;

  miao_fieldwork_add (merge->differences,
                      (MiaoFieldworkDifference){
                          .field = g_strdup_printf ("%s:%s", miao_record_get_id (house), part),
                          .part = part,
                          .base = base,
                          .brought = brought,
                          .house = stored,
                          .words = strcmp (part, "plan") == 0,
                          .need = miao_record_ref (house),
                          .closed = !closing && !miao_record_is (house, "status", "OPEN"),
                          .staff = g_hash_table_ref (merge->staff),
                      });
}

static void
compare_need (MiaoMerge *merge, MiaoRecord *house, MiaoRecord *base, MiaoRecord *brought)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plan_parts); i++)
    compare_part (merge, house, plan_parts[i], g_strdup (miao_record_get (base, plan_parts[i])),
                  g_strdup (miao_record_get (brought, plan_parts[i])),
                  g_strdup (miao_record_get (house, plan_parts[i])));
  compare_part (merge, house, CLOSING, miao_fieldwork_dup_closing (base),
                miao_fieldwork_dup_closing (brought), miao_fieldwork_dup_closing (house));
}

/* What was received already is not received again. */
static gboolean
take_found (MiaoMerge *merge, GPtrArray *here, MiaoRecord *brought, GError **error)
{
  const char *id = miao_record_get_id (brought);

  if (!is_own (merge, brought)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("文件中有不属于这份评估的需求，不能合并。",
                                    "The file holds a need that is not of this evaluation; it "
                                    "cannot be merged."));
    return FALSE;
  }
  if (miao_needs_find (here, id) == NULL && miao_needs_find (merge->found, id) == NULL)
    g_ptr_array_add (merge->found, miao_record_ref (brought));

  return TRUE;
}

static gboolean
compare_all (MiaoMerge *merge, GPtrArray *base, GPtrArray *brought, GError **error)
{
  const char *id = miao_record_get_id (merge->evaluation);
  g_autoptr (GPtrArray) here = miao_needs_read (merge->call->store, "evaluation", id, error);

  if (here == NULL || !read_names (merge, error))
    return FALSE;
  for (guint i = 0; i < brought->len; i++) {
    const char *need = miao_record_get_id (brought->pdata[i]);
    MiaoRecord *before = base != NULL ? miao_needs_find (base, need) : NULL;
    MiaoRecord *house;

    if (before == NULL) {
      if (!take_found (merge, here, brought->pdata[i], error))
        return FALSE;
      continue;
    }
    if (miao_needs_find (merge->needs, need) != NULL)
      continue;
    house = miao_call_load (merge->call, "need", need, error);
    if (house == NULL)
      return FALSE;
    g_ptr_array_add (merge->needs, house);
    compare_need (merge, house, before, brought->pdata[i]);
  }

  return TRUE;
}

gboolean
miao_merge_compare_needs (MiaoMerge *merge, GError **error)
{
  g_autoptr (GPtrArray) base = NULL, brought = NULL;

  merge->needs = new_list ();
  merge->found = new_list ();
  if (!miao_fieldwork_read_needs (merge->base, &base, error) ||
      !miao_fieldwork_read_needs (merge->brought, &brought, error) ||
      (brought != NULL && brought->len > 0 && !compare_all (merge, base, brought, error)))
    return FALSE;
  /* Who took none along, and brings none, signed no list. */
  if (brought != NULL && (base != NULL || brought->len > 0))
    merge->seen = g_steal_pointer (&brought);
  else
    merge->seen = g_steal_pointer (&base);

  return TRUE;
}

/* ---- taking ---- */

/* "MET 2026-11-24 words", or NULL. */
static void
set_closing (MiaoMerge *merge, MiaoRecord *need, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);
  const gboolean met = strcmp (words[0], "MET") == 0;

  miao_record_set (need, "status", words[0]);
  miao_record_set (need, "closed_on", words[1]);
  miao_record_set (need, "closed_by", miao_record_get (merge->member, "person"));
  miao_record_set (need, "done", met ? words[2] : NULL);
  miao_record_set (need, "drop_reason", met ? NULL : words[2]);
}

static gboolean
take_need (MiaoMerge *merge, MiaoRecord *need, gboolean *ret_changed, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (need);
  gboolean planned = FALSE, closed = FALSE;

  for (guint i = 0; i < merge->differences->len; i++) {
    const MiaoFieldworkDifference *difference = merge->differences->pdata[i];
    g_autofree char *text =
        difference->need == need ? miao_fieldwork_dup_outcome (difference) : NULL;

    if (difference->need != need || g_strcmp0 (text, difference->house) == 0)
      continue;
    if (strcmp (difference->part, CLOSING) != 0) {
      miao_record_set (need, difference->part, text);
      planned = TRUE;
    } else if (text != NULL) {
      set_closing (merge, need, text);
      closed = TRUE;
    }
  }
  if ((planned && !miao_need_ask_plan (merge->call, need, error)) ||
      (closed &&
       !miao_need_ask_close (merge->call, need, miao_record_get_date (need, "closed_on"), error)))
    return FALSE;
  *ret_changed |= planned && is_own (merge, need);

  return (!planned && !closed) || miao_call_update (merge->call, before, need, error);
}

static gboolean
add_found (MiaoMerge *merge, MiaoRecord *need, GError **error)
{
  const gboolean open = miao_record_is (need, "status", "OPEN");

  /* The clock of the other computer may be ahead. */
  if (miao_record_get_date (need, "found_on") > merge->call->today)
    miao_record_set_date (need, "found_on", merge->call->today);
  if (!open)
    miao_record_set (need, "closed_by", miao_record_get (merge->member, "person"));

  return miao_need_begin (merge->call, merge->evaluation, need, error) &&
         (open || miao_need_ask_close (merge->call, need, miao_record_get_date (need, "closed_on"),
                                       error)) &&
         miao_call_insert (merge->call, need, error);
}

/* Whoever merges has to know which one it is. */
static gboolean
name_need (const MiaoRecord *need, GError **error)
{
  g_prefix_error (error, miao_pick ("需求“%s”：", "Need “%s”: "), miao_record_get (need, "text"));

  return FALSE;
}

gboolean
miao_merge_take_needs (MiaoMerge *merge, gboolean *ret_changed, GError **error)
{
  for (guint i = 0; i < merge->needs->len; i++)
    if (!take_need (merge, merge->needs->pdata[i], ret_changed, error))
      return name_need (merge->needs->pdata[i], error);
  for (guint i = 0; i < merge->found->len; i++)
    if (!add_found (merge, merge->found->pdata[i], error))
      return name_need (merge->found->pdata[i], error);
  *ret_changed |= merge->found->len > 0;

  return TRUE;
}

static gboolean
is_same (const MiaoRecord *one, const MiaoRecord *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plan_parts); i++)
    if (g_strcmp0 (miao_record_get (one, plan_parts[i]), miao_record_get (other, plan_parts[i])) !=
        0)
      return FALSE;

  return TRUE;
}

gboolean
miao_merge_needs_stand (MiaoMerge *merge, gboolean *ret, GError **error)
{
  g_autoptr (GPtrArray) here = NULL;
  guint seen = 0;

  *ret = TRUE;
  if (merge->seen == NULL)
    return TRUE;
  here = miao_needs_read (merge->call->store, "evaluation", miao_record_get_id (merge->evaluation),
                          error);
  if (here == NULL)
    return FALSE;
  for (guint i = 0; i < merge->seen->len; i++)
    seen += is_own (merge, merge->seen->pdata[i]) ? 1 : 0;
  *ret = seen == here->len;
  for (guint i = 0; *ret && i < here->len; i++) {
    const MiaoRecord *other = miao_needs_find (merge->seen, miao_record_get_id (here->pdata[i]));

    *ret = other != NULL && is_same (here->pdata[i], other);
  }

  return TRUE;
}

/* ---- on paper ---- */

char *
miao_merge_dup_need (const MiaoMerge *merge, const MiaoRecord *need)
{
  const char *staff = g_hash_table_lookup (merge->staff, miao_record_get (need, "staff"));
  const char *plan = miao_record_get (need, "plan");
  const gboolean met = miao_record_is (need, "status", "MET");
  const char *done = miao_record_get (need, met ? "done" : "drop_reason");

  return g_strdup_printf (
      "%s；责任人：%s；完成期限：%s；%s%s%s%s",
      miao_codes_name ("need_urgency", miao_record_get (need, "urgency"), MIAO_LANGUAGE_ZH),
      staff != NULL ? staff : "", miao_record_get (need, "due"),
      miao_codes_name ("need_status", miao_record_get (need, "status"), MIAO_LANGUAGE_ZH),
      done != NULL ? done : "", plan != NULL ? "；措施：" : "", plan != NULL ? plan : "");
}
