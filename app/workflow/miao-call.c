#include "config.h"

#include "miao-call.h"

#include "miao-audit.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-rules.h"
#include "miao-states.h"

#include <stdarg.h>
#include <string.h>

const char *
miao_call_get (MiaoCall *call, const char *name)
{
  return miao_record_get (call->params, name);
}

MiaoDate
miao_call_get_date (MiaoCall *call, const char *name, MiaoDate fallback)
{
  MiaoDate date = miao_record_get_date (call->params, name);

  return date != MIAO_DATE_NONE ? date : fallback;
}

gboolean
miao_call_get_bool (MiaoCall *call, const char *name)
{
  return miao_record_get_bool (call->params, name);
}

MiaoRecord *
miao_call_get_record (MiaoCall *call, const char *name)
{
  return g_hash_table_lookup (call->records, name);
}

MiaoRecord *
miao_call_load (MiaoCall *call, const char *kind, const char *id, GError **error)
{
  return miao_store_load (call->store, miao_kind_find (kind), id, error);
}

MiaoRecord *
miao_call_load_param (MiaoCall *call, const char *name, GError **error)
{
  const MiaoField *field = miao_kind_field (miao_record_get_kind (call->params), name);
  const char *id = miao_call_get (call, name);

  g_return_val_if_fail (field != NULL && field->type == MIAO_TYPE_REF, NULL);

  if (id == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("请先选定“%s”。", "Choose “%s” first."), miao_field_label (field));
    miao_error_set_field (error, miao_record_get_kind (call->params)->name, name);
    return NULL;
  }
  if (call->subject_id == NULL)
    miao_call_set_subject (call, field->table, id);

  return miao_call_load (call, field->table, id, error);
}

void
miao_call_set_subject (MiaoCall *call, const char *kind, const char *id)
{
  g_free (call->subject_kind);
  g_free (call->subject_id);
  call->subject_kind = g_strdup (kind);
  call->subject_id = g_strdup (id);
}

void
miao_call_result (MiaoCall *call, const char *name, const char *text)
{
  if (!json_object_has_member (call->result, name))
    json_object_set_string_member (call->result, name, text);
}

void
miao_call_set_made (MiaoCall *call, const char *path)
{
  g_free (call->made);
  call->made = g_strdup (path);
}

/* The audit line of a row: which fields changed, never what sensitive ones said. */
static gboolean
write_row_line (MiaoCall *call, const MiaoRecord *before, const MiaoRecord *after, GError **error)
{
  return call->preview ||
         miao_audit_record (call->session, call->use_case->name, before, after, NULL, error);
}

/* What the caller hears of the first record of its kind. */
static void
tell_made (MiaoCall *call, const MiaoRecord *record)
{
  const MiaoKind *kind = miao_record_get_kind (record);

  miao_call_result (call, kind->name, miao_record_get_id (record));
  if (kind->number != NULL && miao_record_has (record, kind->number))
    miao_call_result (call, kind->number, miao_record_get (record, kind->number));
  if (call->subject_id == NULL)
    miao_call_set_subject (call, kind->name, miao_record_get_id (record));
}

gboolean
miao_call_insert (MiaoCall *call, MiaoRecord *record, GError **error)
{
  /* The store checks the record before it writes anything. */
  if (!miao_store_insert (call->store, record, miao_session_get_account (call->session),
                          call->now_ms, error) ||
      !write_row_line (call, NULL, record, error))
    return FALSE;
  tell_made (call, record);

  return TRUE;
}

gboolean
miao_call_insert_all (MiaoCall *call, GPtrArray *records, GError **error)
{
  if (!miao_store_insert_all (call->store, records, miao_session_get_account (call->session),
                              call->now_ms, error) ||
      !(call->preview || miao_audit_records (call->session, call->use_case->name, records, error)))
    return FALSE;
  if (records->len > 0)
    tell_made (call, g_ptr_array_index (records, 0));

  return TRUE;
}

gboolean
miao_call_update (MiaoCall *call, const MiaoRecord *before, MiaoRecord *record, GError **error)
{
  return miao_store_update (call->store, record, miao_session_get_account (call->session),
                            call->now_ms, error) &&
         write_row_line (call, before, record, error);
}

gboolean
miao_call_set (MiaoCall *call, MiaoRecord *record, GError **error, ...)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (record);
  const char *name;
  va_list arguments;

  va_start (arguments, error);
  while ((name = va_arg (arguments, const char *)) != NULL)
    miao_record_set (record, name, va_arg (arguments, const char *));
  va_end (arguments);

  return miao_call_update (call, before, record, error);
}

/* The words that the person gave for the rules that ask for a reason. */
static void
take_reasons (MiaoCall *call)
{
  JsonObject *reasons = NULL;

  if (json_object_has_member (call->input, "reasons") &&
      JSON_NODE_HOLDS_OBJECT (json_object_get_member (call->input, "reasons")))
    reasons = json_object_get_object_member (call->input, "reasons");
  for (guint i = 0; reasons != NULL && i < miao_findings_length (call->findings); i++) {
    MiaoFinding *finding = (MiaoFinding *) miao_findings_get (call->findings, i);
    const char *text;

    if (miao_finding_severity (finding) != MIAO_SEVERITY_REASON)
      continue;
    text =
        json_object_get_string_member_with_default (reasons, miao_finding_rule (finding)->id, NULL);
    if (text != NULL && *text != '\0')
      miao_finding_set_reason (finding, text);
  }
}

/* Only what there is: nobody needs to hear of no reasons. */
static char *
dup_count (guint blocked, guint unexplained)
{
  if (unexplained == 0)
    return g_strdup_printf (miao_pick ("共%u项阻止。", "Rules that block: %u."), blocked);
  if (blocked == 0)
    return g_strdup_printf (miao_pick ("共%u项须说明理由。", "Rules that need a reason: %u."),
                            unexplained);

  return g_strdup_printf (miao_pick ("共%u项阻止，另有%u项须说明理由。",
                                     "Rules that block: %u, that need a reason: %u."),
                          blocked, unexplained);
}

gboolean
miao_call_settings_held (MiaoCall *call, GError **error)
{
  if (call->trouble != NULL)
    g_propagate_error (error, g_error_copy (call->trouble));

  return call->trouble == NULL;
}

void
miao_call_clear_settings (MiaoCall *call)
{
  g_clear_error (&call->trouble);
  g_clear_pointer (&call->settings, g_free);
  g_clear_pointer (&call->then, g_free);
}

gboolean
miao_call_judge (MiaoCall *call, GError **error)
{
  const MiaoFinding *first = NULL;
  guint blocked = 0, unexplained = 0;

  if (!miao_call_settings_held (call, error))
    return FALSE;
  take_reasons (call);
  for (guint i = 0; i < miao_findings_length (call->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (call->findings, i);
    MiaoSeverity severity = miao_finding_severity (finding);

    if (severity == MIAO_SEVERITY_BLOCK)
      blocked++;
    else if (severity == MIAO_SEVERITY_REASON && miao_finding_reason (finding) == NULL)
      unexplained++;
    else
      continue;
    if (first == NULL || (severity == MIAO_SEVERITY_BLOCK && blocked == 1))
      first = finding;
  }
  if (first != NULL) {
    g_autofree char *title = miao_finding_dup_title (first, miao_language ());
    g_autofree char *count = dup_count (blocked, unexplained);

    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("“%s”未能完成：%s。%s", "“%s” cannot be done: %s. %s"),
                 miao_use_case_label (call->use_case), title, count);
  }

  return first == NULL;
}

void
miao_call_ask (MiaoCall *call, const char *rule_id, gboolean passes, const char *record_id)
{
  const MiaoRule *rule = miao_rule_find (rule_id);

  g_return_if_fail (rule != NULL);

  miao_findings_add (call->findings, rule, passes ? MIAO_SEVERITY_PASS : rule->severity, record_id,
                     NULL);
}

gboolean
miao_call_move (MiaoCall *call, MiaoRecord *record, const char *to, GError **error)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  const MiaoField *field = miao_kind_field (kind, "status");
  const char *from = miao_record_get (record, "status");

  if (!miao_state_may (kind->name, from, to)) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_REFUSED,
        miao_pick ("“%s”目前是“%s”，不能变为“%s”。", "The %s is “%s” now and cannot become “%s”."),
        miao_kind_label (kind), miao_codes_name (field->table, from, miao_language ()),
        miao_codes_name (field->table, to, miao_language ()));
    return FALSE;
  }
  miao_record_set (record, "status", to);

  return TRUE;
}

gboolean
miao_call_advance (
    MiaoCall *call, const MiaoRecord *before, MiaoRecord *record, const char *to, GError **error)
{
  g_autoptr (MiaoRecord) same = before == NULL ? miao_record_copy (record) : NULL;

  return miao_call_move (call, record, to, error) &&
         miao_call_update (call, before != NULL ? before : same, record, error);
}

char *
miao_call_next_number (MiaoCall *call,
                       const char *kind,
                       const char *field,
                       const char *prefix,
                       int year,
                       GError **error)
{
  g_autofree char *series = g_strdup_printf ("%s-%04d-", prefix, year);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (MiaoRecord) last = NULL;
  gint64 number = 0;

  miao_query_where (query, field, MIAO_OP_PREFIX, series);
  miao_query_order (query, field, TRUE);
  if (!miao_store_find_first (call->store, query, &last, error))
    return NULL;
  if (last != NULL)
    number = g_ascii_strtoll (miao_record_get (last, field) + strlen (series), NULL, 10);

  return g_strdup_printf ("%s%05" G_GINT64_FORMAT, series, number + 1);
}

GPtrArray *
miao_call_all (
    MiaoCall *call, const char *kind, const char *field, const char *value, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, field, MIAO_OP_EQ, value);
  miao_query_order (query, "created_at", FALSE);

  return miao_store_select (call->store, query, error);
}

MiaoRecord *
miao_call_first (
    MiaoCall *call, const char *kind, const char *field, const char *value, GError **error)
{
  g_autoptr (GPtrArray) all = miao_call_all (call, kind, field, value, error);

  return all != NULL && all->len > 0 ? miao_record_ref (g_ptr_array_index (all, 0)) : NULL;
}
