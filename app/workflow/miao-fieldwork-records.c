/* What leaves with a field package, and how it gets into the file that the work is done in. */
#include "config.h"

#include "miao-fieldwork.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-evaluation-look.h"
#include "miao-facts.h"
#include "miao-id.h"
#include "miao-sight.h"
#include "miao-standards.h"
#include "miao-thresholds.h"

#include <string.h>

/* Whoever takes it along sees what an assessor sees, whatever else they may do in the house. */
#define ROLE MIAO_ROLE_ASSESSOR

/* From when what has no day counts: before any evaluation that is kept here. */
#define FIRST_YEAR 2000

/* --- What leaves --- */

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return names == NULL || g_strv_contains (names, name);
}

/* A masked text is what an assessor sees of it here, too; a masked number or code is left out. */
static char *
dup_seen (const MiaoKind *kind, const MiaoField *field, const char *text)
{
  switch (miao_sight_of (ROLE, kind, field)) {
  case MIAO_SIGHT_FULL:
    return g_strdup (text);
  case MIAO_SIGHT_MASKED:
    if (text != NULL && (field->flags & MIAO_FIELD_NAME) != 0)
      return g_strdup (text);
    return text != NULL && field->type == MIAO_TYPE_TEXT ? miao_field_mask (field, text) : NULL;
  case MIAO_SIGHT_NONE:
  default:
    return NULL;
  }
}

static void
hide_parts (MiaoRecord *record, const MiaoField *field)
{
  g_autoptr (JsonArray) rows = miao_record_get_list (record, field->name);

  for (const MiaoField *part = field->items; part->name != NULL; part++) {
    if (miao_sight_of_part (ROLE, miao_record_get_kind (record), field, part) == MIAO_SIGHT_FULL)
      continue;
    for (guint i = 0; i < json_array_get_length (rows); i++)
      json_object_remove_member (json_array_get_object_element (rows, i), part->name);
  }
  miao_record_set_list (record, field->name, rows);
}

/* Adds a copy of what may be seen; of some kinds only the fields that the work needs. */
static void
take (GPtrArray *list, const MiaoRecord *record, const char *const *only)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  MiaoRecord *copy;

  for (guint i = 0; i < list->len; i++) {
    if (g_strcmp0 (miao_record_get_id (list->pdata[i]), miao_record_get_id (record)) == 0)
      return;
  }
  copy = miao_record_new (kind);
  miao_record_set_id (copy, miao_record_get_id (record));
  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    g_autofree char *text = dup_seen (kind, field, miao_record_get (record, field->name));

    if (text == NULL || !is_one_of (field->name, only))
      continue;
    miao_record_set (copy, field->name, text);
    if (field->type == MIAO_TYPE_LIST)
      hide_parts (copy, field);
  }
  g_ptr_array_add (list, copy);
}

static gboolean
take_by_id (MiaoCall *call,
            GPtrArray *list,
            const char *kind,
            const char *id,
            const char *const *only,
            GError **error)
{
  g_autoptr (MiaoRecord) record = NULL;

  if (id == NULL)
    return TRUE;
  record = miao_call_load (call, kind, id, error);
  if (record != NULL)
    take (list, record, only);

  return record != NULL;
}

/* The institution's items of the form that it is filled in on. */
static gboolean
take_edition (MiaoCall *call, GPtrArray *list, MiaoRecord *evaluation, GError **error)
{
  return take_by_id (call, list, "form_edition", miao_record_get (evaluation, "form_edition"), NULL,
                     error);
}

/* The team, without what the others voted and wrote. */
static gboolean
take_team (
    MiaoCall *call, GPtrArray *list, MiaoRecord *evaluation, const MiaoRecord *own, GError **error)
{
  static const char *const of_staff[] = { "name", "cw_years_start", NULL };
  static const char *const secret[] = { "vote",     "conclusion", "opinion",
                                        "dissent",  "opinion_at", "signed_at",
                                        "sign_doc", "id_no",      "cw_proof" };
  g_autoptr (GPtrArray) team =
      miao_facts_team (call->store, miao_record_get_id (evaluation), error);

  for (guint i = 0; team != NULL && i < team->len; i++) {
    MiaoRecord *member = team->pdata[i];

    if (!take_by_id (call, list, "staff", miao_record_get (member, "person"), of_staff, error))
      return FALSE;
    for (gsize k = 0; k < G_N_ELEMENTS (secret); k++) {
      if (g_strcmp0 (miao_record_get_id (member), miao_record_get_id (own)) != 0)
        miao_record_set (member, secret[k], NULL);
    }
    take (list, member, NULL);
  }

  return team != NULL;
}

static gboolean
is_named (GPtrArray *needs, const char *field, const char *id)
{
  for (guint i = 0; i < needs->len; i++) {
    if (miao_record_is (needs->pdata[i], field, id))
      return TRUE;
  }

  return FALSE;
}

/* Whoever works here can be made responsible; of the others those whom a need names. */
static gboolean
take_staff (MiaoCall *call, GPtrArray *list, GPtrArray *needs, GError **error)
{
  static const char *const of_working[] = { "name", "post", NULL };
  static const char *const of_left[] = { "name", "left_on", NULL };
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("staff"));
  g_autoptr (GPtrArray) staff = miao_store_select (call->store, query, error);

  for (guint i = 0; staff != NULL && i < staff->len; i++) {
    const MiaoDate left = miao_record_get_date (staff->pdata[i], "left_on");
    const gboolean gone = left != MIAO_DATE_NONE && left <= call->today;

    if (!gone || is_named (needs, "staff", miao_record_get_id (staff->pdata[i])))
      take (list, staff->pdata[i], gone ? of_left : of_working);
  }

  return staff != NULL;
}

/* Needs belong to evaluations; of those no more goes along than tells which one it was, and when.
 */
static gboolean
take_needs (
    MiaoCall *call, GPtrArray *list, const MiaoRecord *evaluation, GPtrArray *needs, GError **error)
{
  static const char *const of_evaluation[] = {
    "eval_no",       "kind",           "status",     "placement",
    "subject_child", "subject_family", "supersedes", "started_on",
    "finished_on",   "review_result",  NULL
  };
  const char *kind = miao_record_get (evaluation, "kind");
  g_autoptr (GPtrArray) all = miao_call_all (call, "evaluation", "placement",
                                             miao_record_get (evaluation, "placement"), error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    if (miao_record_is (all->pdata[i], "kind", kind) ||
        is_named (needs, "evaluation", miao_record_get_id (all->pdata[i])))
      take (list, all->pdata[i], of_evaluation);
  }
  for (guint i = 0; i < needs->len; i++)
    take (list, needs->pdata[i], NULL);

  return all != NULL && take_staff (call, list, needs, error);
}

static gboolean
take_subject (MiaoCall *call, GPtrArray *list, MiaoRecord *evaluation, GError **error)
{
  const char *family = miao_record_get (evaluation, "subject_family");
  g_autoptr (GPtrArray) members = NULL;

  if (!take_by_id (call, list, "child", miao_record_get (evaluation, "subject_child"), NULL,
                   error) ||
      !take_by_id (call, list, "family", family, NULL, error) ||
      !take_by_id (call, list, "placement", miao_record_get (evaluation, "placement"), NULL, error))
    return FALSE;
  if (family == NULL)
    return TRUE;
  members = miao_call_all (call, "family_member", "family", family, error);
  for (guint i = 0; members != NULL && i < members->len; i++)
    take (list, members->pdata[i], NULL);

  return members != NULL;
}

static gboolean
take_previous (MiaoCall *call, GPtrArray *list, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoRecord) before = miao_evaluation_before (call->session, evaluation, &trouble);

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  if (before != NULL)
    take (list, before, NULL);

  return TRUE;
}

static gboolean
is_taken (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++) {
    if (strcmp (miao_record_get_id (list->pdata[i]), id) == 0)
      return TRUE;
  }

  return FALSE;
}

/* A reference to what stays in the house leads nowhere. */
static void
cut_references (GPtrArray *list, MiaoRecord *record)
{
  const MiaoKind *kind = miao_record_get_kind (record);

  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    const char *text = miao_record_get (record, field->name);

    if (text != NULL &&
        ((field->type == MIAO_TYPE_REF && !is_taken (list, text)) || field->type == MIAO_TYPE_REFS))
      miao_record_set (record, field->name, NULL);
  }
  if (strcmp (kind->name, "evaluation") == 0)
    miao_record_set (record, "fieldwork", NULL);
}

static JsonArray *
write_records (GPtrArray *list)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < list->len; i++) {
    MiaoRecord *record = list->pdata[i];
    JsonObject *object = json_object_new ();

    cut_references (list, record);
    json_object_set_string_member (object, "kind", miao_record_get_kind (record)->name);
    json_object_set_string_member (object, "id", miao_record_get_id (record));
    json_object_set_object_member (object, "values", miao_record_to_json (record));
    json_array_add_object_element (array, object);
  }

  return array;
}

/* What the institution has set: the work is judged by the same on both computers. What was set
 * before there were records goes along as one, unless another value of its day took its place. */
static gboolean
take_standards (MiaoCall *call, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) rows = miao_thresholds_rows (call->store, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    MiaoRecord *row = rows->pdata[i];
    const MiaoDate from = miao_record_get_date (row, "valid_from");

    if (miao_record_get_id (row) == NULL) {
      g_autofree char *id = miao_id_new ();

      if (miao_standards_on (rows, miao_record_get (row, "key"), from) != row)
        continue;
      miao_record_set_id (row, id);
      if (from == MIAO_DATE_NONE)
        miao_record_set_date (row, "valid_from", miao_date_from_ymd (FIRST_YEAR, 1, 1));
    }
    take (list, row, NULL);
  }

  return rows != NULL;
}

JsonArray *
miao_fieldwork_collect (MiaoCall *call,
                        MiaoRecord *evaluation,
                        const MiaoRecord *member,
                        GPtrArray *needs,
                        GError **error)
{
  static const char *const of_institution[] = {
    "name",       "short_name", "uscc", "local_avg_living_area", "local_mid_income_fen",
    "valid_year", NULL
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, &trouble);

  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return NULL;
  }
  if (institution != NULL)
    take (list, institution, of_institution);
  if (!take_standards (call, list, error) || !take_edition (call, list, evaluation, error))
    return NULL;
  take (list, evaluation, NULL);
  if (!take_subject (call, list, evaluation, error) ||
      !take_previous (call, list, evaluation, error) ||
      !take_team (call, list, evaluation, member, error) ||
      (needs != NULL && !take_needs (call, list, evaluation, needs, error)))
    return NULL;

  return write_records (list);
}

/* --- Into the file of the package --- */

static MiaoRecord *
read_record (JsonObject *object, GError **error)
{
  const MiaoKind *kind =
      miao_kind_find (json_object_get_string_member_with_default (object, "kind", ""));
  const char *id = json_object_get_string_member_with_default (object, "id", NULL);
  g_autoptr (MiaoRecord) record = NULL;

  if (kind == NULL || id == NULL || !json_object_has_member (object, "values") ||
      !JSON_NODE_HOLDS_OBJECT (json_object_get_member (object, "values"))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW,
                         miao_pick ("外出评估包中有本程序不认识的记录，请升级本程序。",
                                    "The field package holds records that this program does not "
                                    "know. Update it."));
    return NULL;
  }
  record = miao_record_new (kind);
  if (!miao_record_merge_json (record, json_object_get_object_member (object, "values"), error))
    return NULL;
  miao_record_set_id (record, id);

  return g_steal_pointer (&record);
}

/* Families and their members point at each other: what is not there yet is put in afterwards. */
static gboolean
store_one (
    MiaoSession *session, GPtrArray *later, GHashTable *there, MiaoRecord *record, GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  g_autoptr (MiaoRecord) whole = miao_record_copy (record);
  gboolean complete = TRUE;

  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    const char *text = miao_record_get (record, field->name);

    if (field->type == MIAO_TYPE_REF && text != NULL && !g_hash_table_contains (there, text)) {
      miao_record_set (record, field->name, NULL);
      complete = FALSE;
    }
  }
  if (!miao_store_insert (miao_session_get_store (session), record,
                          miao_session_get_account (session), miao_session_now_ms (session),
                          error) ||
      !miao_audit_record (session, "fieldwork.open", NULL, record, NULL, error))
    return FALSE;
  g_hash_table_add (there, g_strdup (miao_record_get_id (record)));
  if (!complete)
    g_ptr_array_add (later, g_steal_pointer (&whole));

  return TRUE;
}

static gboolean
complete_one (MiaoSession *session, MiaoRecord *whole, GError **error)
{
  MiaoStore *store = miao_session_get_store (session);
  const MiaoKind *kind = miao_record_get_kind (whole);
  g_autoptr (MiaoRecord) before = miao_store_load (store, kind, miao_record_get_id (whole), error);

  if (before == NULL)
    return FALSE;
  miao_record_set_version (whole, miao_record_get_version (before));

  return miao_store_update (store, whole, miao_session_get_account (session),
                            miao_session_now_ms (session), error) &&
         miao_audit_record (session, "fieldwork.open", before, whole, NULL, error);
}

/* Parents first, as the kinds are listed. */
static GPtrArray *
read_all (JsonArray *records, GError **error)
{
  const MiaoKind *const *kinds = miao_kinds ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  for (guint k = 0; kinds[k] != NULL; k++) {
    for (guint i = 0; i < json_array_get_length (records); i++) {
      JsonNode *node = json_array_get_element (records, i);
      MiaoRecord *record;

      if (!JSON_NODE_HOLDS_OBJECT (node) ||
          g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (node),
                                                                 "kind", NULL),
                     kinds[k]->name) != 0)
        continue;
      record = read_record (json_node_get_object (node), error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (list, record);
    }
  }

  return g_steal_pointer (&list);
}

gboolean
miao_fieldwork_fill (MiaoSession *session, JsonArray *records, GError **error)
{
  g_autoptr (GPtrArray) list = read_all (records, error);
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++) {
    if (!store_one (session, later, there, list->pdata[i], error))
      return FALSE;
  }
  for (guint i = 0; i < later->len; i++) {
    if (!complete_one (session, later->pdata[i], error))
      return FALSE;
  }

  return TRUE;
}
