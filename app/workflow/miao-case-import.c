/* An old ledger comes in: all rows or none, one undo for the whole batch. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-id.h"
#include "miao-import-known.h"
#include "miao-import.h"
#include "miao-ledger-read.h"
#include "miao-params.h"

#include <string.h>

/* More problems than this help nobody; the count goes on. */
#define PROBLEMS_MAX 2000

static const MiaoField import_params[] = {
  P_LONG ("path", "Ledger", "台账文件", P_MUST),
  P_TEXT ("encoding", "Encoding", "字符编码", P_MAY),
  P_TEXT ("separator", "Separator", "分隔符", P_MAY),
  P_INT ("heading_line", "Line of the headings", "表头所在行", 1, 1000, P_MAY),
  P_TEXT ("sheet", "Sheet", "工作表", P_MAY),
  P_LONG ("mapping", "Column mapping (JSON)", "列对应关系（JSON）", P_MAY),
  P_DATE ("arrived_on", "Day of arrival for rows without one", "未填到院日期的行采用的日期", P_MAY),
  P_BOOL ("skip_known", "Leave out children who are registered already", "跳过已登记的儿童", P_MAY),
  P_END,
};

/* Rows between two words about how far the import is. */
#define STEP_ROWS 200

/* Children that are stored together, with their admissions. */
#define TOGETHER 128

typedef struct {
  MiaoCall *call;
  MiaoRecord *batch;
  guint64 n_read;
  guint64 n_lines;       /* of the ledger; 0: a workbook does not say */
  GPtrArray *children;   /* that are judged and not stored yet */
  GPtrArray *admissions; /* theirs */
  MiaoKnown *known;
  GHashTable *next_number; /* year -> last number given */
  JsonArray *problems;
  gint64 n_problems;
  gint64 n_created;
  gint64 n_known;
  gint64 n_errors;
} Import;

static void
tell (Import *import, JsonObject *problem)
{
  if (import->n_problems++ < PROBLEMS_MAX)
    json_array_add_object_element (import->problems, problem);
  else
    json_object_unref (problem);
}

/* What nobody will read is not made either. */
static void
tell_problem (Import *import, const MiaoLedgerProblem *problem)
{
  if (import->n_problems < PROBLEMS_MAX)
    tell (import, miao_ledger_problem_to_json (problem));
  else
    import->n_problems++;
}

static void
tell_known (Import *import, guint line, const MiaoRecord *known)
{
  JsonObject *problem = json_object_new ();
  g_autofree char *zh =
      g_strdup_printf ("已登记为 %s，请勾选“跳过已登记的儿童”，或从台账中删去这一行。",
                       miao_record_get (known, "child_no"));
  g_autofree char *en = g_strdup_printf (
      "Registered already as %s: choose to leave out known children, or take the row out.",
      miao_record_get (known, "child_no"));

  json_object_set_int_member (problem, "line", line);
  json_object_set_string_member (problem, "severity", "error");
  json_object_set_string_member (problem, "code", "known-child");
  json_object_set_string_member (problem, "text_zh", zh);
  json_object_set_string_member (problem, "text_en", en);
  json_object_set_string_member (problem, "child", miao_record_get_id (known));
  tell (import, problem);
}

/* File numbers of one import are counted here: asking the store for each row would read its index
 * a hundred thousand times. */
static gboolean
give_number (Import *import, MiaoRecord *child, MiaoRecord *admission, GError **error)
{
  MiaoDate arrived = miao_record_get_date (admission, "arrived_on");
  gint64 last;
  int year;

  if (miao_record_has (child, "child_no"))
    return TRUE;
  miao_date_get_ymd (arrived, &year, NULL, NULL);
  last = GPOINTER_TO_INT (g_hash_table_lookup (import->next_number, GINT_TO_POINTER (year)));
  if (last == 0) {
    g_autofree char *next =
        miao_call_next_number (import->call, "child", "child_no", "ET", year, error);

    if (next == NULL)
      return FALSE;
    last = g_ascii_strtoll (strrchr (next, '-') + 1, NULL, 10) - 1;
  }
  last++;
  g_hash_table_insert (import->next_number, GINT_TO_POINTER (year), GINT_TO_POINTER ((int) last));
  miao_record_set_printf (child, "child_no", "ET-%04d-%05d", year, (int) last);

  return TRUE;
}

static void
set_state (MiaoRecord *child, const MiaoRecord *admission)
{
  gboolean left = miao_record_has (admission, "closed_on");

  miao_record_set (child, "status", left ? "EXITED" : "IN_CARE");
  if (!miao_record_has (child, "care_mode"))
    miao_record_set (child, "care_mode", "1");
}

/* Stores the rows that were put together. Their admissions name them, so they have ids. */
static gboolean
store_rows (Import *import, GError **error)
{
  if (!miao_call_insert_all (import->call, import->children, error) ||
      !miao_call_insert_all (import->call, import->admissions, error))
    return FALSE;
  g_ptr_array_set_size (import->children, 0);
  g_ptr_array_set_size (import->admissions, 0);

  return TRUE;
}

static gboolean
keep_row (Import *import, MiaoRecord *child, MiaoRecord *admission, GError **error)
{
  g_autofree char *id = miao_id_new ();

  set_state (child, admission);
  miao_record_set_id (child, id);
  miao_record_set (child, "import_batch", miao_record_get_id (import->batch));
  miao_record_set (admission, "child", id);
  if (!miao_record_has (admission, "seq"))
    miao_record_set_int (admission, "seq", 1);
  miao_known_add (import->known, child);
  g_ptr_array_add (import->children, miao_record_ref (child));
  g_ptr_array_add (import->admissions, miao_record_ref (admission));
  import->n_created++;

  return import->children->len < TOGETHER || store_rows (import, error);
}

static gboolean
take_row (const MiaoLedgerEntry *entry, gpointer data, GError **error)
{
  Import *import = data;
  MiaoCall *call = import->call;
  g_autoptr (MiaoRecord) known = NULL;

  if (import->n_read++ % STEP_ROWS == 0)
    miao_progress_tell (call->progress, miao_pick ("读入台账", "Reading the ledger"),
                        MIN (entry->line, import->n_lines), import->n_lines);
  if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
    return FALSE;
  for (guint i = 0; i < entry->problems->len; i++)
    tell_problem (import, g_ptr_array_index (entry->problems, i));
  if (entry->worst == MIAO_LEDGER_ERROR) {
    import->n_errors++;
    return TRUE;
  }
  if ((miao_known_asks (import->known, entry->child) && !store_rows (import, error)) ||
      !miao_known_find (import->known, entry->child, &known, error))
    return FALSE;
  if (known != NULL) {
    import->n_known++;
    if (!miao_call_get_bool (call, "skip_known")) {
      import->n_errors++;
      tell_known (import, entry->line, known);
    }
    return TRUE;
  }
  if (import->n_errors > 0)
    return TRUE; /* nothing of this batch will stay: go on only to tell all that is wrong */

  return give_number (import, entry->child, entry->admission, error) &&
         keep_row (import, entry->child, entry->admission, error);
}

static MiaoLedger *
open_ledger (MiaoCall *call, GError **error)
{
  const char *separator = miao_call_get (call, "separator");
  MiaoLedgerOptions options = {
    .encoding = miao_call_get (call, "encoding"),
    .separator = separator != NULL ? separator[0] : 0,
    .heading_line = (guint) miao_record_get_int (call->params, "heading_line", 0),
    .sheet = miao_call_get (call, "sheet"),
  };

  return miao_ledger_open (miao_call_get (call, "path"), &options, error);
}

/* The mapping that was given, else the one that a ledger with these headings had last time. */
static gboolean
apply_mapping (MiaoCall *call, MiaoLedgerMap *map, GError **error)
{
  g_autofree char *saved = NULL;
  const char *text = miao_call_get (call, "mapping");
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL) {
    saved = miao_import_saved_mapping (call->store, MIAO_LEDGER_CHILDREN);
    text = saved;
  }
  if (text == NULL)
    return TRUE;
  node = json_from_string (text, error);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("列对应关系应是一个JSON对象。", "The column mapping must be a JSON object."));
    return FALSE;
  }

  return miao_ledger_map_apply_json (map, json_node_get_object (node), error);
}

static gboolean
insert_batch (Import *import, MiaoLedger *ledger, MiaoLedgerMap *map, GError **error)
{
  MiaoCall *call = import->call;
  MiaoRecord *batch = import->batch;
  g_autofree char *name = g_path_get_basename (miao_call_get (call, "path"));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *mapping = NULL;
  g_autofree char *digest = miao_import_file_digest (miao_call_get (call, "path"), error);

  if (digest == NULL)
    return FALSE;
  json_node_take_object (node, miao_ledger_map_to_json (map));
  mapping = json_to_string (node, FALSE);
  miao_record_set (batch, "file_name", name);
  miao_record_set (batch, "sha256", digest);
  miao_record_set (batch, "target", "child");
  miao_record_set (batch, "encoding", miao_ledger_get_encoding (ledger));
  miao_record_set (batch, "mapping", mapping);
  miao_record_set_date (batch, "imported_on", call->today);
  miao_record_set (batch, "imported_by", miao_session_get_name (call->session));

  return miao_call_insert (call, batch, error) &&
         miao_store_setting_set (call->store, MIAO_IMPORT_MAPPING_SETTING, mapping, MIAO_DATE_NONE,
                                 miao_session_get_account (call->session), call->now_ms, error);
}

static gboolean
finish (Import *import, const MiaoLedgerTotals *totals, GError **error)
{
  MiaoCall *call = import->call;
  g_autoptr (MiaoRecord) before = miao_record_copy (import->batch);

  json_object_set_int_member (call->result, "rows", totals->n_rows);
  json_object_set_int_member (call->result, "created",
                              import->n_errors > 0 ? 0 : import->n_created);
  json_object_set_int_member (call->result, "known", import->n_known);
  json_object_set_int_member (call->result, "errors", import->n_errors);
  json_object_set_int_member (call->result, "warnings", totals->n_warnings);
  json_object_set_array_member (call->result, "problems", json_array_ref (import->problems));
  if (import->n_errors > 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("台账有 %" G_GINT64_FORMAT
                            " 行不能导入，整批未导入。请按所列行、列和原因更正后再导入。",
                            "%" G_GINT64_FORMAT
                            " rows cannot be imported, so none was. Correct the "
                            "rows that are listed and import again."),
                 import->n_errors);
    return FALSE;
  }
  if (!store_rows (import, error))
    return FALSE;
  miao_record_set_int (import->batch, "n_rows", totals->n_rows);
  miao_record_set_int (import->batch, "n_created", import->n_created);
  miao_record_set_int (import->batch, "n_skipped", import->n_known);

  return miao_call_update (call, before, import->batch, error);
}

static gboolean
run_import (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoLedger) ledger = open_ledger (call, error);
  g_autoptr (MiaoLedgerMap) map = NULL;
  g_autoptr (MiaoRecord) batch = miao_record_new (miao_kind_find ("import_batch"));
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (JsonArray) problems = json_array_new ();
  g_autoptr (MiaoKnown) known = miao_known_new (call->store);
  g_autoptr (GPtrArray) children =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) admissions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  Import import = { .call = call,
                    .batch = batch,
                    .known = known,
                    .children = children,
                    .admissions = admissions,
                    .next_number = numbers,
                    .problems = problems };
  MiaoLedgerReadOptions options = {
    .today = call->today,
    .arrived_on = miao_call_get_date (call, "arrived_on", MIAO_DATE_NONE),
  };
  MiaoLedgerTotals totals = { 0 };

  if (ledger == NULL)
    return FALSE;
  map = miao_ledger_map_guess (ledger, MIAO_LEDGER_CHILDREN);

  if (call->progress != NULL && miao_ledger_get_format (ledger) == MIAO_LEDGER_TEXT)
    import.n_lines = miao_import_count_lines (miao_call_get (call, "path"));

  return apply_mapping (call, map, error) && insert_batch (&import, ledger, map, error) &&
         miao_ledger_read_children_ahead (ledger, map, &options, take_row, &import, &totals,
                                          call->cancellable, error) &&
         finish (&import, &totals, error);
}

const MiaoUseCase miao_case_import_children = {
  .name = "import-children",
  .label = "Import children",
  .label_zh = "导入儿童台账",
  .permission = MIAO_MAY_CHILD_IMPORT,
  .params = import_params,
  .run = run_import,
};

/* ---- undo ---- */

static const MiaoField undo_params[] = {
  P_REF ("batch", "import_batch", "Import", "导入批次", P_MUST),
  P_TEXT ("reason", "Reason", "撤销原因", P_MUST),
  P_END,
};

/* Rows that somebody has worked on since are not touched, and then nothing is undone. */
static gboolean
refuse_changed (MiaoCall *call, GPtrArray *children, GError **error)
{
  guint changed = 0;

  for (guint i = 0; i < children->len; i++) {
    if (miao_record_get_version (g_ptr_array_index (children, i)) > 1)
      changed++;
  }
  if (changed == 0)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("这批儿童中有 %u 名在导入后已被修改，不能整批撤销。请逐一更正。",
                          "%u of these children were changed since the import, so it cannot be "
                          "undone as a whole. Correct them one by one."),
               changed);

  return FALSE;
}

/* Nothing filed is deleted: a void row keeps its content and the reason, and no list shows it. */
static gboolean
void_record (MiaoCall *call, MiaoRecord *record, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (record);

  miao_record_set_void_reason (record, miao_call_get (call, "reason"));

  return miao_call_update (call, before, record, error);
}

static gboolean
run_undo (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) batch = miao_call_load_param (call, "batch", error);
  g_autoptr (GPtrArray) children = NULL;
  g_autofree char *today = miao_date_dup (call->today);
  const char *reason = miao_call_get (call, "reason");

  if (batch == NULL)
    return FALSE;
  if (miao_record_has (batch, "undone_on")) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("这批导入已经撤销过。", "This import was undone already."));
    return FALSE;
  }
  children = miao_call_all (call, "child", "import_batch", miao_record_get_id (batch), error);
  if (children == NULL || !refuse_changed (call, children, error))
    return FALSE;
  for (guint i = 0; i < children->len; i++) {
    MiaoRecord *child = g_ptr_array_index (children, i);
    g_autoptr (GPtrArray) admissions =
        miao_call_all (call, "admission", "child", miao_record_get_id (child), error);

    if (admissions == NULL)
      return FALSE;
    for (guint k = 0; k < admissions->len; k++) {
      if (!void_record (call, g_ptr_array_index (admissions, k), error))
        return FALSE;
    }
    if (!void_record (call, child, error))
      return FALSE;
  }
  json_object_set_int_member (call->result, "undone", children->len);

  return miao_call_set (call, batch, error, "undone_on", today, "undone_by",
                        miao_session_get_name (call->session), "undo_reason", reason, NULL);
}

const MiaoUseCase miao_case_undo_import = {
  .name = "undo-import",
  .label = "Undo import",
  .label_zh = "撤销导入",
  .permission = MIAO_MAY_CHILD_IMPORT,
  .params = undo_params,
  .run = run_undo,
};
