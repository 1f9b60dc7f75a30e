/* A visit to a foster family: one record for each child that was looked after on it. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-params.h"
#include "miao-problems.h"

#define SERIES "TF"

/* What everybody in the family has in common; the rest is each child's own, and what was found is
 * put right once. */
static const char *const common[] = { "visited_on",  "visited_time", "planned",
                                      "unannounced", "visitors",     "visitor_names",
                                      "rooms_seen",  "next_due",     "caregiver_words",
                                      NULL };

static const MiaoField other_items[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_BOOL ("child_seen", "Child was seen", "见到儿童", P_MAY),
  P_BOOL ("seen_alone", "Child was seen alone", "与儿童单独谈话", P_MAY),
  P_LONG ("child_words", "The child's words", "儿童的话", P_MAY),
  P_END,
};

static const MiaoField visit_params[] = {
  P_REF ("placement", "placement", "Placement", "寄养关系", P_MUST),
  P_LIST ("others", other_items, "Other children of the family", "同次探访的其他儿童", P_MAY),
  P_END,
};

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, text);

  return FALSE;
}

/* Each of the others once, and with the same family. */
static gboolean
check_other (const MiaoRecord *placement, const MiaoRecord *other, GHashTable *seen, GError **error)
{
  if (!g_hash_table_add (seen, g_strdup (miao_record_get_id (other))))
    return refuse (error, miao_pick ("同一名儿童写了两次。每名儿童只写一次。",
                                     "One of the children is there twice; name each once."));
  if (miao_record_is (other, "family", miao_record_get (placement, "family")))
    return TRUE;

  return refuse (error, miao_pick ("同次探访的儿童须寄养在同一个家庭；别的家庭请另外登记探访。",
                                   "The children of one visit live with the same family; record "
                                   "the visit to another family by itself."));
}

/* The name of the child stands before what is wrong with its part, and the field is its own. */
static gboolean
name_child (MiaoCall *call, const MiaoRecord *placement, GError **error)
{
  g_autoptr (MiaoRecord) child =
      miao_call_load (call, "child", miao_record_get (placement, "child"), NULL);
  const char *name = child != NULL ? miao_record_get (child, "name") : NULL;

  g_prefix_error (error, miao_pick ("%s：", "%s: "), name != NULL ? name : "…");

  return miao_error_in_entry (error, "others", miao_record_get_id (placement));
}

static gboolean
store_visit (MiaoCall *call, MiaoRecord *placement, MiaoRecord *visit, GError **error)
{
  miao_record_set (visit, "placement", miao_record_get_id (placement));
  if (!miao_facts_ask_visit (call, placement, visit, error))
    return FALSE;
  miao_problems_complete (call, visit);

  return miao_call_insert (call, visit, error);
}

static gboolean
store_other (MiaoCall *call,
             const MiaoRecord *placement,
             const MiaoRecord *visit,
             JsonObject *given,
             GHashTable *seen,
             GError **error)
{
  g_autoptr (MiaoRecord) record = miao_record_new (miao_kind_find ("visit"));
  g_autoptr (MiaoRecord) other =
      miao_call_load (call, "placement",
                      json_object_get_string_member_with_default (given, "placement", ""), error);

  if (other == NULL || !check_other (placement, other, seen, error))
    return FALSE;
  for (gsize i = 0; common[i] != NULL; i++)
    miao_record_set (record, common[i], miao_record_get (visit, common[i]));
  miao_record_set (record, "visit_no", miao_record_get (visit, "visit_no"));
  if (json_object_has_member (given, "child_seen"))
    miao_record_set_bool (record, "child_seen",
                          json_object_get_boolean_member (given, "child_seen"));
  if (json_object_has_member (given, "seen_alone"))
    miao_record_set_bool (record, "seen_alone",
                          json_object_get_boolean_member (given, "seen_alone"));
  miao_record_set (record, "child_words",
                   json_object_get_string_member_with_default (given, "child_words", NULL));

  return store_visit (call, other, record, error) || name_child (call, other, error);
}

static gboolean
store_others (MiaoCall *call,
              const MiaoRecord *placement,
              const MiaoRecord *visit,
              JsonArray *others,
              GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (seen, g_strdup (miao_record_get_id (placement)));
  for (guint i = 0; i < json_array_get_length (others); i++)
    if (!store_other (call, placement, visit, json_array_get_object_element (others, i), seen,
                      error))
      return FALSE;

  return TRUE;
}

/* The number that the records of one visit have in common; a visit to one child has none. */
static gboolean
number_visit (MiaoCall *call, MiaoRecord *visit, GError **error)
{
  const MiaoDate on = miao_record_get_date (visit, "visited_on");
  g_autofree char *number = NULL;
  int year;

  miao_date_get_ymd (on != MIAO_DATE_NONE ? on : call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "visit", "visit_no", SERIES, year, error);
  miao_record_set (visit, "visit_no", number);

  return number != NULL;
}

static gboolean
run_visit (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) placement = miao_call_load_param (call, "placement", error);
  g_autoptr (MiaoRecord) typed = NULL;
  g_autoptr (JsonArray) others = NULL;
  MiaoRecord *visit = miao_call_get_record (call, "visit");

  if (placement == NULL)
    return FALSE;
  others = miao_record_get_list (call->params, "others");
  if (json_array_get_length (others) > 0 && !number_visit (call, visit, error))
    return FALSE;
  /* The next visit to each child is due by its own age, unless a day was agreed on. */
  typed = miao_record_copy (visit);
  if (!store_visit (call, placement, visit, error))
    return FALSE;
  miao_record_set (typed, "visited_on", miao_record_get (visit, "visited_on"));
  miao_record_set (typed, "visitors", miao_record_get (visit, "visitors"));

  return store_others (call, placement, typed, others, error);
}

const MiaoUseCase miao_case_record_visit = {
  .name = "record-visit",
  .label = "Record visit",
  .label_zh = "记录探访",
  .permission = MIAO_MAY_VISIT_RECORD,
  .params = visit_params,
  .records = { { "visit", "visit", TRUE } },
  .run = run_visit,
};
