/* The needs that travel with an evaluation of needs, as rows of the state that leaves and comes
 * back. */
#include "config.h"

#include "miao-error.h"
#include "miao-fieldwork.h"
#include "miao-id.h"
#include "miao-needs.h"

/* Who entered the end of it is known where it is merged. */
static const char *const carried[] = { "evaluation", "item",  "area",       "text", "urgency",
                                       "plan",       "staff", "found_on",   "due",  "status",
                                       "closed_on",  "done",  "drop_reason" };

static void
add_all (GPtrArray *list, GPtrArray *needs)
{
  for (guint i = 0; i < needs->len; i++)
    g_ptr_array_add (list, miao_record_ref (needs->pdata[i]));
}

static gboolean
finds_needs (const MiaoRecord *evaluation)
{
  return miao_needs_are_found_by (miao_record_get (evaluation, "kind")) &&
         miao_record_has (evaluation, "placement");
}

gboolean
miao_fieldwork_collect_needs (MiaoStore *store,
                              const MiaoRecord *evaluation,
                              GPtrArray **ret,
                              GError **error)
{
  g_autoptr (GPtrArray) own = NULL, before = NULL, elsewhere = NULL;

  *ret = NULL;
  if (!finds_needs (evaluation))
    return TRUE;
  own = miao_needs_of (store, evaluation, error);
  before = own != NULL ? miao_needs_before (store, evaluation, error) : NULL;
  elsewhere = before != NULL ? miao_needs_elsewhere (store, evaluation, error) : NULL;
  if (elsewhere == NULL)
    return FALSE;
  *ret = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  add_all (*ret, own);
  add_all (*ret, before);
  add_all (*ret, elsewhere);

  return TRUE;
}

gboolean
miao_fieldwork_pack_needs (MiaoStore *store,
                           const MiaoRecord *evaluation,
                           GPtrArray **ret,
                           GError **error)
{
  *ret =
      finds_needs (evaluation)
          ? miao_needs_read (store, "placement", miao_record_get (evaluation, "placement"), error)
          : NULL;

  return *ret != NULL || !finds_needs (evaluation);
}

JsonArray *
miao_fieldwork_write_needs (GPtrArray *needs)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < needs->len; i++) {
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "id", miao_record_get_id (needs->pdata[i]));
    for (gsize k = 0; k < G_N_ELEMENTS (carried); k++)
      if (miao_record_has (needs->pdata[i], carried[k]))
        json_object_set_string_member (row, carried[k],
                                       miao_record_get (needs->pdata[i], carried[k]));
    json_array_add_object_element (rows, row);
  }

  return rows;
}

/* ---- what comes back ---- */

static gboolean
is_carried (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (carried); i++)
    if (g_str_equal (carried[i], name))
      return TRUE;

  return g_str_equal (name, "id");
}

/* A need is open, or closed with a day and with words. */
static gboolean
is_whole (const MiaoRecord *need)
{
  const gboolean met = miao_record_is (need, "status", "MET");

  return miao_record_is (need, "status", "OPEN") ||
         ((met || miao_record_is (need, "status", "DROPPED")) &&
          miao_record_has (need, "closed_on") &&
          miao_record_has (need, met ? "done" : "drop_reason"));
}

static MiaoRecord *
read_need (JsonNode *node, GError **error)
{
  g_autoptr (MiaoRecord) need = miao_record_new (miao_kind_find ("need"));
  JsonObject *row = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id =
      row != NULL ? json_object_get_string_member_with_default (row, "id", NULL) : NULL;
  g_autoptr (GList) names = row != NULL ? json_object_get_members (row) : NULL;
  gboolean known = id != NULL && miao_id_is_valid (id);

  for (GList *l = names; l != NULL; l = l->next)
    known = known && is_carried (l->data);
  if (known && !miao_record_merge_json (need, row, error))
    return NULL;
  if (known && is_whole (need)) {
    miao_record_set_id (need, id);
    return g_steal_pointer (&need);
  }
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                       miao_pick ("文件中的需求清单不完整，不能合并。请在外出的电脑上重新打包。",
                                  "The list of needs in the file is not complete and cannot be "
                                  "merged. Pack it once more on the computer that was away."));

  return NULL;
}

gboolean
miao_fieldwork_read_needs (JsonObject *state, GPtrArray **ret, GError **error)
{
  JsonNode *node = json_object_get_member (state, "needs");
  g_autoptr (GPtrArray) needs = NULL;

  *ret = NULL;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;
  needs = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    MiaoRecord *need = read_need (json_array_get_element (json_node_get_array (node), i), error);

    if (need == NULL)
      return FALSE;
    g_ptr_array_add (needs, need);
  }
  *ret = g_steal_pointer (&needs);

  return TRUE;
}
