/* The schedule of vaccinations that holds here, what a child was given, and what is still to be
 * given. */
#include "config.h"

#include "miao-vaccines.h"

#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-resource.h"
#include "miao-store-tables.h"

#define SHIPPED "vaccines/schedule.tsv"

MiaoVaccineSchedule *
miao_vaccines_schedule (MiaoStore *store)
{
  g_autofree char *text =
      miao_store_setting_get (store, MIAO_SETTING_VACCINES, MIAO_DATE_NONE, NULL);
  MiaoVaccineSchedule *schedule =
      text != NULL && *text != '\0' ? miao_vaccine_schedule_parse (text, NULL) : NULL;
  g_autoptr (GBytes) bytes = schedule == NULL ? miao_resource_load (SHIPPED, NULL) : NULL;
  g_autofree char *shipped =
      bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;

  /* What cannot be read was stored by nobody. */
  return schedule != NULL ? schedule : miao_vaccine_schedule_parse (shipped, NULL);
}

gboolean
miao_vaccines_are_own (MiaoStore *store)
{
  g_autofree char *text =
      miao_store_setting_get (store, MIAO_SETTING_VACCINES, MIAO_DATE_NONE, NULL);
  g_autoptr (MiaoVaccineSchedule) schedule =
      text != NULL && *text != '\0' ? miao_vaccine_schedule_parse (text, NULL) : NULL;

  return schedule != NULL;
}

void
miao_vaccine_plan_free (MiaoVaccinePlan *plan)
{
  g_clear_pointer (&plan->records, g_ptr_array_unref);
  g_clear_pointer (&plan->given, g_array_unref);
  g_clear_pointer (&plan->doses, g_array_unref);
  g_free (plan);
}

MiaoVaccinePlan *
miao_vaccine_plan_new (const MiaoVaccineSchedule *schedule,
                       const MiaoRecord *child,
                       GPtrArray *records)
{
  MiaoVaccinePlan *plan = g_new0 (MiaoVaccinePlan, 1);

  plan->given = g_array_new (FALSE, TRUE, sizeof (MiaoVaccination));
  plan->records = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    MiaoRecord *record = records->pdata[i];
    const MiaoVaccination one = {
      .id = miao_record_get_id (record),
      .vaccine = miao_record_get (record, "vaccine"),
      .dose = (int) miao_record_get_int (record, "dose_no", 0),
      .given_on = miao_record_get_date (record, "given_on"),
      .deferred_until = miao_record_get_date (record, "deferred_until"),
    };

    if (miao_record_get_bool (record, "void"))
      continue;
    g_ptr_array_add (plan->records, miao_record_ref (record));
    g_array_append_val (plan->given, one);
  }
  plan->doses = miao_vaccine_plan (schedule, miao_record_get_date (child, "birth_date"),
                                   miao_record_get (child, "sex"),
                                   (const MiaoVaccination *) plan->given->data, plan->given->len);

  return plan;
}

const char *const *
miao_vaccine_plan_fields (void)
{
  static const char *const fields[] = { "child",          "vaccine", "dose_no", "given_on",
                                        "deferred_until", "void",    NULL };

  return fields;
}

MiaoVaccinePlan *
miao_vaccines_read (MiaoStore *store,
                    const MiaoVaccineSchedule *schedule,
                    const MiaoRecord *child,
                    GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("vaccination"));
  g_autoptr (GPtrArray) records = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (child));
  miao_query_order (query, "given_on", FALSE);
  records = miao_store_select (store, query, error);

  return records != NULL ? miao_vaccine_plan_new (schedule, child, records) : NULL;
}

static const struct {
  const char *id, *zh, *en;
} states[] = {
  [MIAO_DOSE_GIVEN] = { "given", "已种", "given" },
  [MIAO_DOSE_DEFERRED] = { "deferred", "缓种或禁忌", "put off" },
  [MIAO_DOSE_PAST] = { "past", "超龄不补", "not made up for" },
  [MIAO_DOSE_COMING] = { "coming", "未到期", "to come" },
  [MIAO_DOSE_DUE] = { "due", "应种", "due" },
  [MIAO_DOSE_LATE] = { "late", "逾期未种", "late" },
};

const char *
miao_vaccine_state_id (MiaoDoseState state)
{
  return states[state].id;
}

const char *
miao_vaccine_state_name (MiaoDoseState state)
{
  return miao_pick (states[state].zh, states[state].en);
}
