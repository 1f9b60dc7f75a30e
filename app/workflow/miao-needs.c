/* The list of needs, read for pages, papers and rules. */
#include "config.h"

#include "miao-needs.h"

#include "miao-correction.h"
#include "miao-kinds.h"
#include "miao-query.h"

#include <string.h>

#define SECTION "needs" /* of the forms, with the items that ask about them */

gboolean
miao_needs_are_found_by (const char *kind)
{
  return g_strcmp0 (kind, "EV_E_FAMILY_NEED") == 0 || g_strcmp0 (kind, "EV_H_CHILD_NEED") == 0;
}

gboolean
miao_need_is_asked (const MiaoForm *form, const char *item)
{
  for (guint s = 0; miao_needs_are_found_by (form->kind) && s < form->n_sections; s++) {
    const MiaoFormSection *section = &form->sections[s];

    for (guint i = 0; strcmp (section->id, SECTION) == 0 && i < section->n_items; i++)
      if (section->items[i].type == MIAO_ITEM_YES_NO && g_strcmp0 (section->items[i].id, item) == 0)
        return TRUE;
  }

  return FALSE;
}

const char *
miao_need_area (const char *item)
{
  static const struct {
    const char *item, *area;
  } areas[] = {
    { "FND-01", "SKILL" },     { "FND-02", "REHAB" },   { "FND-03", "MONEY" },
    { "FND-04", "EQUIPMENT" }, { "FND-05", "RESPITE" }, { "FND-06", "MIND" },
    { "FND-08", "LEGAL" },     { "CND-01", "HEALTH" },  { "CND-02", "REHAB" },
    { "CND-03", "EQUIPMENT" }, { "CND-04", "SCHOOL" },  { "CND-05", "MIND" },
    { "CND-07", "LEGAL" },     { "CND-08", "MONEY" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    if (g_strcmp0 (areas[i].item, item) == 0)
      return areas[i].area;

  return "OTHER";
}

static gboolean
is_open (const MiaoRecord *need)
{
  return miao_record_is (need, "status", "OPEN");
}

static int
compare_needs (gconstpointer a, gconstpointer b)
{
  const MiaoRecord *one = *(MiaoRecord *const *) a, *two = *(MiaoRecord *const *) b;
  int by = is_open (two) - is_open (one);

  if (by == 0)
    by = miao_record_get_date (one, "due") - miao_record_get_date (two, "due");

  return by != 0 ? by : g_strcmp0 (miao_record_get_id (one), miao_record_get_id (two));
}

GPtrArray *
miao_needs_read (MiaoStore *store, const char *field, const char *id, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("need"));
  GPtrArray *needs;

  miao_query_where (query, field, MIAO_OP_EQ, id);
  needs = miao_store_select (store, query, error);
  if (needs != NULL)
    g_ptr_array_sort (needs, compare_needs);

  return needs;
}

/* The evaluations of the same kind about the same placement, in every state. */
static GPtrArray *
read_evaluations (MiaoStore *store, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));

  miao_query_where (query, "placement", MIAO_OP_EQ, miao_record_get (evaluation, "placement"));
  miao_query_where (query, "kind", MIAO_OP_EQ, miao_record_get (evaluation, "kind"));

  return miao_store_select (store, query, error);
}

/* The ids of what @evaluation found and of what it corrects, with the corrections of it that came
 * to nothing: what they entered is not entered again. Ids go by time. */
static GHashTable *
find_versions (GPtrArray *all, const MiaoRecord *evaluation)
{
  GHashTable *versions = g_hash_table_new (g_str_hash, g_str_equal);
  const char *id = miao_record_get_id (evaluation);
  const char *first = miao_correction_first (all, evaluation);

  for (guint i = 0; i < all->len; i++) {
    const char *other = miao_record_get_id (all->pdata[i]);

    if (strcmp (other, id) <= 0 && g_str_equal (miao_correction_first (all, all->pdata[i]), first))
      g_hash_table_add (versions, (gpointer) other);
  }

  return versions;
}

GPtrArray *
miao_needs_of (MiaoStore *store, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) all = NULL, entered = NULL;
  g_autoptr (GHashTable) versions = NULL;
  GPtrArray *needs;

  if (!miao_record_has (evaluation, "supersedes"))
    return miao_needs_read (store, "evaluation", miao_record_get_id (evaluation), error);
  all = read_evaluations (store, evaluation, error);
  entered = all != NULL ? miao_needs_read (store, "placement",
                                           miao_record_get (evaluation, "placement"), error)
                        : NULL;
  if (entered == NULL)
    return NULL;
  versions = find_versions (all, evaluation);
  needs = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  for (guint i = 0; i < entered->len; i++)
    if (g_hash_table_contains (versions, miao_record_get (entered->pdata[i], "evaluation")))
      g_ptr_array_add (needs, miao_record_ref (entered->pdata[i]));

  return needs;
}

gboolean
miao_need_is_later (const MiaoRecord *evaluation, const MiaoRecord *need)
{
  return miao_record_has (evaluation, "leader_signed_at") &&
         miao_record_get_created_at (need) >
             miao_record_get_int (evaluation, "leader_signed_at", 0);
}

/* The first versions of the evaluations of @all, by the ids of all versions. @ret_last: the one
 * that was begun last before @evaluation; %NULL when it is the first. */
static GHashTable *
find_earlier (GPtrArray *all, const MiaoRecord *evaluation, const char **ret_last)
{
  GHashTable *earlier = g_hash_table_new (g_str_hash, g_str_equal);
  const char *own = miao_correction_first (all, evaluation);

  *ret_last = NULL;
  for (guint i = 0; i < all->len; i++) {
    const char *first = miao_correction_first (all, all->pdata[i]);

    if (strcmp (first, own) >= 0)
      continue;
    g_hash_table_insert (earlier, (gpointer) miao_record_get_id (all->pdata[i]), (gpointer) first);
    if (*ret_last == NULL || strcmp (first, *ret_last) > 0)
      *ret_last = first;
  }

  return earlier;
}

GPtrArray *
miao_needs_before (MiaoStore *store, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) needs = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) evaluations = NULL, all = NULL;
  g_autoptr (GHashTable) earlier = NULL;
  MiaoDate begun = miao_record_get_date (evaluation, "started_on");
  const char *last;

  if (!miao_needs_are_found_by (miao_record_get (evaluation, "kind")) ||
      !miao_record_has (evaluation, "placement"))
    return g_steal_pointer (&needs);
  evaluations = read_evaluations (store, evaluation, error);
  if (evaluations == NULL)
    return NULL;
  earlier = find_earlier (evaluations, evaluation, &last);
  all = miao_needs_read (store, "placement", miao_record_get (evaluation, "placement"), error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoRecord *need = all->pdata[i];
    const char *first = g_hash_table_lookup (earlier, miao_record_get (need, "evaluation"));
    MiaoDate closed = miao_record_get_date (need, "closed_on");

    if (first != NULL && (strcmp (first, last) == 0 || is_open (need) ||
                          (begun != MIAO_DATE_NONE && closed >= begun)))
      g_ptr_array_add (needs, miao_record_ref (need));
  }

  return all != NULL ? g_steal_pointer (&needs) : NULL;
}

MiaoRecord *
miao_needs_find (GPtrArray *needs, const char *id)
{
  for (guint i = 0; i < needs->len; i++)
    if (g_strcmp0 (miao_record_get_id (needs->pdata[i]), id) == 0)
      return needs->pdata[i];

  return NULL;
}

GPtrArray *
miao_needs_elsewhere (MiaoStore *store, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) needs = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) own = NULL, before = NULL, all = NULL;

  if (!miao_needs_are_found_by (miao_record_get (evaluation, "kind")) ||
      !miao_record_has (evaluation, "placement"))
    return g_steal_pointer (&needs);
  own = miao_needs_of (store, evaluation, error);
  before = own != NULL ? miao_needs_before (store, evaluation, error) : NULL;
  all = before != NULL
            ? miao_needs_read (store, "placement", miao_record_get (evaluation, "placement"), error)
            : NULL;
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const char *id = miao_record_get_id (all->pdata[i]);

    if (is_open (all->pdata[i]) && miao_needs_find (own, id) == NULL &&
        miao_needs_find (before, id) == NULL)
      g_ptr_array_add (needs, miao_record_ref (all->pdata[i]));
  }

  return all != NULL ? g_steal_pointer (&needs) : NULL;
}

static gboolean
is_listed (GPtrArray *needs, const char *item)
{
  for (guint i = 0; i < needs->len; i++)
    if (miao_record_is (needs->pdata[i], "item", item))
      return TRUE;

  return FALSE;
}

GPtrArray *
miao_needs_missing (const MiaoRecord *evaluation,
                    const MiaoForm *form,
                    GPtrArray *needs,
                    guint *ret_found)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonArray) answers = miao_record_get_list (evaluation, "answers");

  *ret_found = 0;
  for (guint i = 0; i < json_array_get_length (answers); i++) {
    JsonObject *row = json_array_get_object_element (answers, i);
    const char *item = json_object_get_string_member_with_default (row, "item", "");
    const char *answer = json_object_get_string_member_with_default (row, "answer", NULL);

    if (g_strcmp0 (answer, "yes") != 0 || !miao_need_is_asked (form, item))
      continue;
    *ret_found += 1;
    if (!is_listed (needs, item))
      g_ptr_array_add (missing, g_strdup (item));
  }

  return missing;
}

/* ---- on paper ---- */

static void
copy (JsonObject *row, const char *name, const MiaoRecord *need, const char *field)
{
  if (miao_record_has (need, field))
    json_object_set_string_member (row, name, miao_record_get (need, field));
}

static gboolean
add_row (MiaoStore *store, JsonArray *list, const MiaoRecord *need, gboolean last, GError **error)
{
  static const char *const fields[] = { "area", "text",   "urgency",  "plan",
                                        "due",  "status", "closed_on" };
  g_autoptr (MiaoRecord) staff =
      miao_store_load (store, miao_kind_find ("staff"), miao_record_get (need, "staff"), error);
  JsonObject *row;

  if (staff == NULL)
    return FALSE;
  row = json_object_new ();
  json_object_set_boolean_member (row, "last", last);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    copy (row, fields[i], need, fields[i]);
  copy (row, "staff", staff, "name");
  copy (row, "done", need, miao_record_is (need, "status", "MET") ? "done" : "drop_reason");
  json_array_add_object_element (list, row);

  return TRUE;
}

JsonArray *
miao_needs_on_paper (MiaoStore *store, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GPtrArray) needs = NULL, before = NULL;
  g_autoptr (JsonArray) list = NULL;

  if (miao_record_has (evaluation, "leader_signed_at") ||
      !miao_needs_are_found_by (miao_record_get (evaluation, "kind")))
    return miao_record_get_list (evaluation, "needs");
  needs = miao_needs_of (store, evaluation, error);
  if (needs == NULL)
    return NULL;
  before = miao_needs_before (store, evaluation, error);
  if (before == NULL)
    return NULL;
  list = json_array_new ();
  for (guint i = 0; i < needs->len + before->len; i++) {
    const gboolean last = i >= needs->len;

    if (!add_row (store, list, last ? before->pdata[i - needs->len] : needs->pdata[i], last, error))
      return NULL;
  }

  return g_steal_pointer (&list);
}
