#include "config.h"

#include "miao-use-case.h"

#include "miao-audit.h"
#include "miao-call.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-rights.h"
#include "miao-store-place.h"

#include <glib/gstdio.h>

struct _MiaoOutcome {
  gatomicrefcount references;
  const MiaoUseCase *use_case;
  gboolean done;
  MiaoFindings *findings;
  JsonObject *result;
  JsonObject *conflict;
  GError *error;
};

MiaoOutcome *
miao_outcome_ref (MiaoOutcome *outcome)
{
  g_atomic_ref_count_inc (&outcome->references);

  return outcome;
}

void
miao_outcome_unref (MiaoOutcome *outcome)
{
  if (!g_atomic_ref_count_dec (&outcome->references))
    return;
  miao_findings_unref (outcome->findings);
  json_object_unref (outcome->result);
  g_clear_pointer (&outcome->conflict, json_object_unref);
  g_clear_error (&outcome->error);
  g_free (outcome);
}

gboolean
miao_outcome_is_done (const MiaoOutcome *outcome)
{
  return outcome->done;
}

MiaoFindings *
miao_outcome_get_findings (const MiaoOutcome *outcome)
{
  return outcome->findings;
}

JsonObject *
miao_outcome_get_result (const MiaoOutcome *outcome)
{
  return outcome->result;
}

const char *
miao_outcome_get (const MiaoOutcome *outcome, const char *name)
{
  return json_object_get_string_member_with_default (outcome->result, name, NULL);
}

JsonObject *
miao_outcome_get_conflict (const MiaoOutcome *outcome)
{
  return outcome->conflict;
}

const GError *
miao_outcome_get_error (const MiaoOutcome *outcome)
{
  return outcome->error;
}

JsonObject *
miao_outcome_to_json (const MiaoOutcome *outcome)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "done", outcome->done);
  json_object_set_string_member (object, "use_case", outcome->use_case->name);
  if (outcome->error != NULL)
    json_object_set_string_member (object, "error", outcome->error->message);
  if (miao_error_get_field (outcome->error) != NULL)
    json_object_set_string_member (object, "field", miao_error_get_field (outcome->error));
  json_object_set_object_member (object, "result", json_object_ref (outcome->result));
  if (outcome->conflict != NULL)
    json_object_set_object_member (object, "conflict", json_object_ref (outcome->conflict));
  json_object_set_array_member (object, "findings", miao_findings_to_json (outcome->findings));

  return object;
}

const char *
miao_use_case_label (const MiaoUseCase *use_case)
{
  return miao_pick (use_case->label_zh, use_case->label);
}

const MiaoUseCase *
miao_use_case_find (const char *name)
{
  const MiaoUseCase *const *all = miao_use_cases ();

  for (guint i = 0; all[i] != NULL; i++) {
    if (g_strcmp0 (all[i]->name, name) == 0)
      return all[i];
  }

  return NULL;
}

/* Splits the members of the input into whole records, the reasons and the parameters proper. */
static gboolean
read_input (MiaoCall *call, const MiaoKind *kind, GError **error)
{
  static const char *const about_the_call[] = { "reasons", "version", "seen", NULL };
  g_autoptr (JsonObject) scalars = json_object_new ();
  g_autoptr (GList) members = json_object_get_members (call->input);
  const char *field = NULL;

  for (GList *l = members; l != NULL; l = l->next) {
    const char *name = l->data;
    JsonNode *node = json_object_get_member (call->input, name);
    const MiaoUseCaseRecord *record = NULL;

    for (guint i = 0; i < MIAO_USE_CASE_MAX_RECORDS; i++) {
      if (g_strcmp0 (call->use_case->records[i].name, name) == 0)
        record = &call->use_case->records[i];
    }
    if (record != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
      MiaoRecord *given = miao_record_new (miao_kind_find (record->kind));

      g_hash_table_insert (call->records, (gpointer) record->name, given);
      if (!miao_record_merge_json (given, json_node_get_object (node), error))
        return FALSE;
    } else if (!g_strv_contains (about_the_call, name)) {
      json_object_set_member (scalars, name, json_node_copy (node));
    }
  }
  for (guint i = 0; i < MIAO_USE_CASE_MAX_RECORDS; i++) {
    const MiaoUseCaseRecord *record = &call->use_case->records[i];

    if (record->name != NULL && record->required &&
        !g_hash_table_contains (call->records, record->name)) {
      g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                   miao_pick ("缺少“%s”（%s的登记内容）。", "“%s” (a record of %s) is missing."),
                   record->name, miao_kind_label (miao_kind_find (record->kind)));
      return FALSE;
    }
  }
  call->params = miao_record_new (kind);

  return miao_record_merge_json (call->params, scalars, error) &&
         miao_record_check (call->params, FALSE, &field, error);
}

static void
call_clear (MiaoCall *call)
{
  g_clear_pointer (&call->params, miao_record_unref);
  g_clear_pointer (&call->records, g_hash_table_unref);
  g_clear_pointer (&call->input, json_object_unref);
  g_clear_pointer (&call->subject_kind, g_free);
  g_clear_pointer (&call->subject_id, g_free);
  miao_call_clear_settings (call);
  g_clear_pointer (&call->made, g_free);
}

/* One line for the deed itself, beside the lines of the rows that it changed. */
static gboolean
write_event (MiaoCall *call, GError **error)
{
  g_autoptr (JsonObject) detail = json_object_new ();
  JsonArray *findings = json_array_new ();

  for (guint i = 0; i < miao_findings_length (call->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (call->findings, i);
    JsonObject *row;

    if (miao_finding_severity (finding) == MIAO_SEVERITY_PASS)
      continue;
    row = json_object_new ();
    json_object_set_string_member (row, "rule", miao_finding_rule (finding)->id);
    json_object_set_string_member (row, "severity",
                                   miao_severity_name (miao_finding_severity (finding)));
    if (miao_finding_reason (finding) != NULL)
      json_object_set_string_member (row, "reason", miao_finding_reason (finding));
    json_array_add_object_element (findings, row);
  }
  json_object_set_array_member (detail, "findings", findings);

  return miao_audit_event (call->session, call->use_case->name, call->subject_kind,
                           call->subject_id, detail, error);
}

/* Up to the commit nothing is final, so "Cancel" holds until then. */
static gboolean
was_cancelled (MiaoCall *call, GError **error)
{
  if (!g_cancellable_is_cancelled (call->cancellable))
    return FALSE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
      miao_pick ("“%s”已取消，没有改动任何数据。", "“%s” was cancelled; nothing was changed."),
      miao_use_case_label (call->use_case));

  return TRUE;
}

/* Whatever noticed the cancelling says so in its own words; the person hears it in one way. */
static void
explain_cancelling (MiaoCall *call, GError **error)
{
  if (error == NULL || *error == NULL || !g_cancellable_is_cancelled (call->cancellable))
    return;
  g_clear_error (error);
  (void) was_cancelled (call, error);
}

static gboolean
run_in_transaction (MiaoCall *call, GError **error)
{
  const MiaoKind kind = {
    .name = call->use_case->name,
    .label = call->use_case->label,
    .label_zh = call->use_case->label_zh,
    .fields = call->use_case->params,
  };
  gboolean ok;

  if (!miao_store_begin (call->store, error))
    return FALSE;
  ok = miao_audit_now_ms (call->session, &call->now_ms, error) && read_input (call, &kind, error) &&
       call->use_case->run (call, error) && miao_call_judge (call, error);
  if (ok && !call->preview)
    ok = !was_cancelled (call, error) && write_event (call, error) &&
         miao_store_commit (call->store, error);
  if (!ok || call->preview)
    miao_store_rollback (call->store);
  if (!ok && call->made != NULL)
    g_remove (call->made);
  if (!ok)
    explain_cancelling (call, error);
  call_clear (call);

  return ok;
}

/* What is missing may be asked by everybody who may read the record; doing it is another matter. */
static gboolean
may_ask (MiaoSession *session, const MiaoUseCase *use_case, gboolean preview, GError **error)
{
  return (preview && miao_session_may (session, MIAO_MAY_READ_EVALUATION)) ||
         miao_session_require (session, use_case->permission, error);
}

/* The file of a field package holds one evaluation for one person; everything else is done in the
 * institution. */
static gboolean
is_here (MiaoSession *session, const MiaoUseCase *use_case, GError **error)
{
  const gboolean away = miao_session_get_away (session) != NULL;

  if (use_case->place == MIAO_PLACE_BOTH || away == (use_case->place == MIAO_PLACE_AWAY))
    return TRUE;
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_DENIED,
      away ? miao_pick ("这是外出评估包，不能办理“%s”。请在院内打开机构文件办理。",
                        "This is a field package; “%s” is done in the institution.")
           : miao_pick ("“%s”只能在外出评估包中办理。", "“%s” is done in a field package only."),
      miao_use_case_label (use_case));

  return FALSE;
}

/* A return is built from what an administrator's login does not see on a server otherwise. */
static gboolean
open_return (MiaoSession *session, const MiaoUseCase *use_case, GError **error)
{
  static const MiaoPermission returns[] = { MIAO_MAY_SUBMISSION_BUILD, MIAO_MAY_SUBMISSION_WRITE,
                                            MIAO_MAY_SUBMISSION_SEND, MIAO_MAY_SUBMISSION_RECEIPT };

  for (gsize i = 0; i < G_N_ELEMENTS (returns); i++) {
    if (use_case->permission == returns[i] &&
        miao_session_get_role (session) == MIAO_ROLE_ADMINISTRATOR)
      return miao_store_open_return (miao_session_get_store (session), error);
  }

  return TRUE;
}

static MiaoOutcome *
perform (MiaoSession *session,
         const MiaoUseCase *use_case,
         JsonObject *input,
         gboolean preview,
         const MiaoProgress *progress,
         GCancellable *cancellable)
{
  MiaoOutcome *outcome = g_new0 (MiaoOutcome, 1);
  MiaoCall call = {
    .use_case = use_case,
    .session = session,
    .store = miao_session_get_store (session),
    .today = miao_session_today (session),
    .preview = preview,
    .progress = progress,
    .cancellable = cancellable,
    .findings = miao_findings_new (),
    .result = json_object_new (),
    .records =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) miao_record_unref),
    .input = input != NULL ? json_object_ref (input) : json_object_new (),
  };

  g_atomic_ref_count_init (&outcome->references);
  outcome->use_case = use_case;
  if (may_ask (session, use_case, preview, &outcome->error) &&
      is_here (session, use_case, &outcome->error) &&
      open_return (session, use_case, &outcome->error))
    outcome->done = run_in_transaction (&call, &outcome->error);
  else
    call_clear (&call);
  outcome->findings = call.findings;
  outcome->result = call.result;
  outcome->conflict = call.conflict;

  return outcome;
}

gboolean
miao_use_case_run_long (MiaoSession *session,
                        const char *name,
                        JsonObject *input,
                        const MiaoProgress *progress,
                        GCancellable *cancellable,
                        MiaoOutcome **ret_outcome,
                        GError **error)
{
  const MiaoUseCase *use_case = miao_use_case_find (name);
  MiaoOutcome *outcome;
  gboolean done;

  if (use_case == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("没有名为“%s”的业务。用 describe 查看全部业务。",
                            "There is no use case “%s”. “describe” lists them all."),
                 name);
    return FALSE;
  }
  outcome = perform (session, use_case, input, FALSE, progress, cancellable);
  done = outcome->done;
  if (outcome->error != NULL && error != NULL)
    *error = g_error_copy (outcome->error);
  if (ret_outcome != NULL)
    *ret_outcome = outcome;
  else
    miao_outcome_unref (outcome);

  return done;
}

gboolean
miao_use_case_run (MiaoSession *session,
                   const char *name,
                   JsonObject *input,
                   MiaoOutcome **ret_outcome,
                   GError **error)
{
  return miao_use_case_run_long (session, name, input, NULL, NULL, ret_outcome, error);
}

MiaoOutcome *
miao_use_case_preview (MiaoSession *session, const char *name, JsonObject *input)
{
  const MiaoUseCase *use_case = miao_use_case_find (name);

  g_return_val_if_fail (use_case != NULL, NULL);

  return perform (session, use_case, input, TRUE, NULL, NULL);
}
