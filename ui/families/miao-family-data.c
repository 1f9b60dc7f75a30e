#include "config.h"

#include "miao-family-data.h"

#include "miao-kind-text.h"
#include "miao-sight.h"
#include "miao-states.h"
#include "miao-store.h"
#include "miao-thresholds.h"

static GPtrArray *
load_all (MiaoStore *store,
          const char *kind,
          const char *field,
          const char *family,
          const char *order,
          GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, field, MIAO_OP_EQ, family);
  miao_query_order (query, order, TRUE);
  return miao_store_select (store, query, error);
}

static int
compare_members (gconstpointer a, gconstpointer b, gpointer caregiver)
{
  MiaoRecord *one = *(MiaoRecord *const *) a;
  MiaoRecord *two = *(MiaoRecord *const *) b;
  gboolean one_first = g_strcmp0 (miao_record_get_id (one), caregiver) == 0;
  gboolean two_first = g_strcmp0 (miao_record_get_id (two), caregiver) == 0;
  gboolean one_left = miao_record_has (one, "left_on");
  gboolean two_left = miao_record_has (two, "left_on");

  if (one_first != two_first)
    return one_first ? -1 : 1;
  if (one_left != two_left)
    return one_left ? 1 : -1;
  return g_strcmp0 (miao_record_get (one, "birth_date"), miao_record_get (two, "birth_date"));
}

static gboolean
load_lists (MiaoFamilyData *data, MiaoStore *store, const char *id, GError **error)
{
  data->members = load_all (store, "family_member", "family", id, "birth_date", error);
  if (data->members == NULL)
    return FALSE;
  data->placements = load_all (store, "placement", "family", id, "proposed_on", error);
  if (data->placements == NULL)
    return FALSE;
  data->evaluations = load_all (store, "evaluation", "subject_family", id, "eval_no", error);
  if (data->evaluations == NULL)
    return FALSE;
  data->applications = load_all (store, "application", "family", id, "applied_on", error);
  if (data->applications == NULL)
    return FALSE;
  data->trainings = load_all (store, "training", "family", id, "to_on", error);
  if (data->trainings == NULL)
    return FALSE;
  data->periods = load_all (store, "caregiver_period", "family", id, "from_on", error);
  return data->periods != NULL;
}

static gboolean
takes_place (const MiaoRecord *placement)
{
  g_auto (GStrv) states = g_strsplit (MIAO_PLACEMENTS_WITH_PLACE, " ", -1);
  const char *status = miao_record_get (placement, "status");

  return status != NULL && g_strv_contains ((const char *const *) states, status);
}

MiaoFamilyData *
miao_family_data_load (MiaoSession *session, const char *id, GError **error)
{
  g_autoptr (MiaoFamilyData) data = g_new0 (MiaoFamilyData, 1);
  MiaoStore *store = miao_session_get_store (session);
  const char *caregiver;

  data->family = miao_store_load (store, miao_kind_find ("family"), id, error);
  if (data->family == NULL || !load_lists (data, store, id, error))
    return NULL;
  data->role = miao_session_get_role (session);
  data->today = miao_session_today (session);
  if (!miao_thresholds_read (store, data->today, &data->settings, error))
    return NULL;

  caregiver = miao_record_get (data->family, "main_caregiver_member");
  g_ptr_array_sort_with_data (data->members, compare_members, (gpointer) caregiver);
  if (data->members->len > 0 &&
      g_strcmp0 (miao_record_get_id (data->members->pdata[0]), caregiver) == 0)
    data->caregiver = data->members->pdata[0];
  for (guint i = 0; i < data->placements->len; i++)
    if (takes_place (data->placements->pdata[i]))
      data->used++;
  return g_steal_pointer (&data);
}

void
miao_family_data_free (MiaoFamilyData *data)
{
  g_clear_pointer (&data->family, miao_record_unref);
  g_clear_pointer (&data->members, g_ptr_array_unref);
  g_clear_pointer (&data->placements, g_ptr_array_unref);
  g_clear_pointer (&data->evaluations, g_ptr_array_unref);
  g_clear_pointer (&data->applications, g_ptr_array_unref);
  g_clear_pointer (&data->trainings, g_ptr_array_unref);
  g_clear_pointer (&data->periods, g_ptr_array_unref);
  g_free (data);
}

char *
miao_family_data_dup_shown (const MiaoFamilyData *data,
                            const MiaoRecord *record,
                            const char *field_name)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  const MiaoField *field = miao_kind_field (kind, field_name);
  const char *text = miao_record_get (record, field_name);

  if (text == NULL)
    return g_strdup ("—");
  if (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS)
    return miao_record_dup_shown (record, field_name, FALSE);
  return miao_sight_dup_shown (data->role, kind, field, text, miao_language ());
}

static void
append_stamp (GString *stamp, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (stamp, " %s:%" G_GINT64_FORMAT, miao_record_get_id (records->pdata[i]),
                            miao_record_get_version (records->pdata[i]));
}

/* Text that differs as soon as anything of the data does. */
static char *
dup_stamp (const MiaoFamilyData *data)
{
  GString *stamp = g_string_new (miao_record_get_id (data->family));

  g_string_append_printf (stamp, ":%" G_GINT64_FORMAT " %d", miao_record_get_version (data->family),
                          data->today);
  append_stamp (stamp, data->members);
  append_stamp (stamp, data->placements);
  append_stamp (stamp, data->evaluations);
  append_stamp (stamp, data->applications);
  append_stamp (stamp, data->trainings);
  append_stamp (stamp, data->periods);
  return g_string_free (stamp, FALSE);
}

gboolean
miao_family_data_is_new (const MiaoFamilyData *data, char **stamp)
{
  g_autofree char *now = dup_stamp (data);

  if (g_strcmp0 (now, *stamp) == 0)
    return FALSE;
  g_free (*stamp);
  *stamp = g_steal_pointer (&now);
  return TRUE;
}
