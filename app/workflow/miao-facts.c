#include "config.h"

#include "miao-facts.h"

#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-thresholds.h"

/* Nothing is judged by thresholds that could not be read: the call ends with the first trouble. */
static void
read_settings (MiaoCall *call, MiaoDate on, MiaoRuleSettings *settings)
{
  g_autoptr (GError) trouble = NULL;

  if (!miao_thresholds_read (call->store, on, settings, &trouble) && call->trouble == NULL)
    call->trouble = g_steal_pointer (&trouble);
}

const MiaoRuleSettings *
miao_facts_settings (MiaoCall *call)
{
  if (call->settings == NULL) {
    call->settings = g_new0 (MiaoRuleSettings, 1);
    read_settings (call, call->today, call->settings);
  }

  return call->settings;
}

const MiaoRuleSettings *
miao_facts_settings_on (MiaoCall *call, MiaoDate on)
{
  if (on == call->today || on == MIAO_DATE_NONE)
    return miao_facts_settings (call);
  if (call->then == NULL || call->then_on != on) {
    if (call->then == NULL)
      call->then = g_new0 (MiaoRuleSettings, 1);
    read_settings (call, on, call->then);
    call->then_on = on;
  }

  return call->then;
}

MiaoRecord *
miao_facts_institution (MiaoStore *store, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("institution"));

  miao_query_order (query, "created_at", FALSE);

  return miao_store_first (store, query, error);
}

const char *
miao_facts_own_staff (MiaoCall *call)
{
  return miao_session_get_staff (call->session);
}

gboolean
miao_facts_not_future (MiaoCall *call, const char *what, MiaoDate on, GError **error)
{
  char day[MIAO_DATE_BUFFER], today[MIAO_DATE_BUFFER];

  if (on == MIAO_DATE_NONE || on <= call->today)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("日期 %s 在今天（%s）之后。还没有发生的事不能登记，请更正日期。",
                          "The date %s lies after today (%s). What has not happened yet is not "
                          "recorded; correct the date."),
               miao_date_format (on, day), miao_date_format (call->today, today));

  return miao_error_at (error, what);
}

gboolean
miao_facts_not_before_birth (const MiaoRecord *child, const char *what, MiaoDate on, GError **error)
{
  MiaoDate born = miao_record_get_date (child, "birth_date");
  char day[MIAO_DATE_BUFFER], birth[MIAO_DATE_BUFFER];

  if (on == MIAO_DATE_NONE || born == MIAO_DATE_NONE || on >= born)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("日期 %s 早于儿童的出生日期 %s。请核对这两个日期。",
                          "The date %s lies before the child's birth on %s. Check both."),
               miao_date_format (on, day), miao_date_format (born, birth));

  return miao_error_at (error, what);
}

gboolean
miao_facts_not_own (MiaoCall *call, MiaoRecord *record, GError **error)
{
  return miao_rights_require_other (miao_record_get_created_by (record),
                                    miao_session_get_account (call->session), error);
}

void
miao_facts_keep_reasons (MiaoCall *call, MiaoRecord *record)
{
  g_autoptr (JsonArray) reasons = miao_record_get_list (record, "reasons");
  g_autofree char *today = miao_date_dup (call->today);
  gboolean added = FALSE;

  for (guint i = 0; i < miao_findings_length (call->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (call->findings, i);
    JsonObject *row;

    if (miao_finding_reason (finding) == NULL)
      continue;
    row = json_object_new ();
    json_object_set_string_member (row, "rule", miao_finding_rule (finding)->id);
    json_object_set_string_member (row, "reason", miao_finding_reason (finding));
    json_object_set_string_member (row, "by", miao_session_get_name (call->session));
    json_object_set_string_member (row, "on", today);
    json_array_add_object_element (reasons, row);
    added = TRUE;
  }
  if (added)
    miao_record_set_list (record, "reasons", reasons);
}

/* In few words: what was asked, what came of it, and the values that were compared. */
void
miao_facts_keep_guards (MiaoCall *call, MiaoRecord *matching, const char *order)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *guards = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < miao_findings_length (call->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (call->findings, i);
    g_autofree char *title = miao_finding_dup_title (finding, MIAO_LANGUAGE_ZH);
    g_autofree char *values = miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH);
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "rule", miao_finding_rule (finding)->id);
    json_object_set_string_member (row, "title", title);
    json_object_set_string_member (row, "severity",
                                   miao_severity_name (miao_finding_severity (finding)));
    if (values != NULL)
      json_object_set_string_member (row, "values", values);
    if (miao_finding_reason (finding) != NULL)
      json_object_set_string_member (row, "reason", miao_finding_reason (finding));
    json_array_add_object_element (guards, row);
  }
  if (order != NULL) {
    JsonObject *row = json_object_new ();

    json_object_set_string_member (row, "rule", "ORDER");
    json_object_set_string_member (row, "values", order);
    json_array_add_object_element (guards, row);
  }
  json_node_take_array (node, guards);
  text = json_to_string (node, FALSE);
  miao_record_set (matching, "guards", text);
}
