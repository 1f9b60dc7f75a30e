/* What came back: the receipt of a batch that was sent, with the records that it returns. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-import.h"
#include "miao-params.h"
#include "miao-receipt.h"

#include <string.h>

/* The rule of findings for which the receipt names no code. */
#define NO_CODE "回执"

static const MiaoField receipt_params[] = {
  P_REF ("submission", "submission", "Batch", "上报批次", P_MUST),
  P_LONG ("path", "File of the receipt", "回执文件", P_MAY),
  P_CODE ("result", "receipt_result", "Result", "回执结果", P_MAY),
  P_TEXT ("receipt_no", "Receipt number", "回执编号", P_MAY),
  P_DATE ("receipt_on", "Receipt of", "回执日期", P_MAY),
  P_LONG ("items",
          "Returned records, a line each: file number, reason",
          "退回记录（每行：儿童编号：原因）",
          P_MAY),
  P_LONG ("receipt_text", "Text of the receipt", "回执内容", P_MAY),
  P_END,
};

typedef struct {
  MiaoCall *call;
  MiaoRecord *submission;
  MiaoReceipt *receipt; /* what the file says, with the items that were typed */
  const char *result;
  GHashTable *returned; /* ids of children */
} Taking;

/* ---- what was given ---- */

static gboolean
is_xml (const char *path)
{
  gsize length = strlen (path);

  return length > 4 && g_ascii_strcasecmp (path + length - 4, ".xml") == 0;
}

/* The typed lines follow those of the file. */
static gboolean
add_typed_items (Taking *self, GError **error)
{
  const char *text = miao_call_get (self->call, "items");
  g_autoptr (MiaoReceipt) typed = NULL;

  if (text == NULL)
    return TRUE;
  typed = miao_receipt_parse (text, error);
  if (typed == NULL)
    return FALSE;
  while (typed->items->len > 0)
    g_ptr_array_add (self->receipt->items, g_ptr_array_steal_index (typed->items, 0));

  return TRUE;
}

/* A receipt in our own form is read; of any other only name and digest are kept, and what it says
 * is typed in. */
static gboolean
read_receipt (Taking *self, GError **error)
{
  MiaoCall *call = self->call;
  const char *path = miao_call_get (call, "path");
  g_autofree char *name = NULL, *digest = NULL;

  if (path == NULL || !is_xml (path)) {
    self->receipt = miao_receipt_parse ("", error);
  } else {
    self->receipt = miao_receipt_read (path, error);
    if (self->receipt != NULL && self->receipt->batch != NULL &&
        g_strcmp0 (self->receipt->batch, miao_record_get_id (self->submission)) != 0) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                           miao_pick ("这份回执是另一个批次的，没有登记。请核对回执中的批次标识。",
                                      "This receipt is of another batch and was not recorded. "
                                      "Compare the batch id in it."));
      return FALSE;
    }
  }
  if (self->receipt == NULL || !add_typed_items (self, error))
    return FALSE;
  if (path == NULL)
    return TRUE;
  digest = miao_import_file_digest (path, error);
  name = g_path_get_basename (path);
  miao_record_set (self->submission, "receipt_file", name);
  miao_record_set (self->submission, "receipt_sha256", digest);

  return digest != NULL;
}

static gboolean
set_result (Taking *self, GError **error)
{
  const char *typed = miao_call_get (self->call, "result");
  const char *read = self->receipt->status;

  if (read != NULL && miao_codes_find ("receipt_result", read, MIAO_DATE_NONE) == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("回执的结果“%s”认不出来，应为 ACCEPTED、PARTIAL 或 REJECTED。",
                            "The result “%s” of the receipt is not known; it must be ACCEPTED, "
                            "PARTIAL or REJECTED."),
                 read);
    return FALSE;
  }
  if (typed != NULL && read != NULL && strcmp (typed, read) != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("填写的回执结果与回执文件不同：文件为“%s”。",
                            "The result differs from that of the file, which is “%s”."),
                 miao_codes_name ("receipt_result", read, miao_language ()));
    return miao_error_at (error, "result");
  }
  self->result = typed != NULL ? typed : read;
  if (self->result == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请选择回执结果。", "Choose the result of the receipt."));
  if (self->result == NULL)
    (void) miao_error_at (error, "result");

  return self->result != NULL;
}

/* Returned records and the result have to say the same. */
static gboolean
check_result (Taking *self, GError **error)
{
  guint n = self->receipt->items->len;

  if (strcmp (self->result, "ACCEPTED") == 0 && n > 0) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("回执为全部接收，却列了 %u 条退回记录。请改为部分退回，或删去这些记录。",
                   "All was accepted, yet %u returned records are listed. Choose “partly "
                   "returned”, or take them out."),
        n);
    return miao_error_at (error, "result");
  }
  if (strcmp (self->result, "PARTIAL") == 0 && n == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("部分退回时，请逐条列出退回的儿童和原因。",
                                    "When a part comes back, list each child and the reason."));
    return FALSE;
  }

  return TRUE;
}

static gboolean
set_number_and_day (Taking *self, GError **error)
{
  MiaoCall *call = self->call;
  const char *number = miao_call_get (call, "receipt_no");
  MiaoDate sent = miao_record_get_date (self->submission, "sent_on");
  MiaoDate read =
      self->receipt->day != NULL ? miao_date_parse (self->receipt->day) : MIAO_DATE_NONE;
  MiaoDate on =
      miao_call_get_date (call, "receipt_on", read != MIAO_DATE_NONE ? read : call->today);
  char day[MIAO_DATE_BUFFER];

  number = number != NULL ? number : self->receipt->number;
  if (number == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请填写回执编号。", "Enter the number of the receipt."));
    return miao_error_at (error, "receipt_no");
  }
  if (!miao_facts_not_future (call, "receipt_on", on, error))
    return FALSE;
  if (on < sent) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("回执日期不能早于报送日期 %s。",
                            "The receipt cannot be older than the sending on %s."),
                 miao_date_format (sent, day));
    return miao_error_at (error, "receipt_on");
  }
  miao_record_set (self->submission, "receipt_no", number);
  miao_record_set_date (self->submission, "receipt_on", on);
  miao_record_set (self->submission, "receipt_by", miao_session_get_name (call->session));
  miao_record_set (self->submission, "receipt_text",
                   miao_call_get (call, "receipt_text") != NULL
                       ? miao_call_get (call, "receipt_text")
                       : self->receipt->text);

  return TRUE;
}

/* ---- returned records ---- */

/* The record that the id names, of whatever kind; and the child that it belongs to. */
static gboolean
find_record (
    MiaoCall *call, const char *id, MiaoRecord **ret_record, char **ret_child, GError **error)
{
  static const char *const kinds[] = {
    "child",      "admission",     "placement",      "visit",
    "evaluation", "child_opinion", "growth_measure", "agreement"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (MiaoRecord) record = miao_call_first (call, kinds[i], "id", id, &problem);
    const MiaoKind *kind = miao_kind_find (kinds[i]);
    const char *placement;

    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (record == NULL)
      continue;
    if (strcmp (kinds[i], "child") == 0) {
      *ret_child = g_strdup (id);
    } else if (miao_kind_index (kind, "child") >= 0) {
      *ret_child = g_strdup (miao_record_get (record, "child"));
    } else if (miao_kind_index (kind, "subject_child") >= 0) {
      *ret_child = g_strdup (miao_record_get (record, "subject_child"));
    } else if (miao_kind_index (kind, "placement") >= 0 &&
               (placement = miao_record_get (record, "placement")) != NULL) {
      g_autoptr (MiaoRecord) parent = miao_call_load (call, "placement", placement, error);

      *ret_child = parent != NULL ? g_strdup (miao_record_get (parent, "child")) : NULL;
    }
    *ret_record = g_steal_pointer (&record);
    return TRUE;
  }

  return TRUE;
}

/* The field that the reason speaks of, by its label in the dictionary; the longest one wins. */
static const char *
guess_field (const MiaoKind *kind, const char *message)
{
  const char *found = NULL;
  gsize longest = 0;

  for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
    gsize length = strlen (field->label_zh);

    if (length > longest && strstr (message, field->label_zh) != NULL) {
      longest = length;
      found = field->name;
    }
  }

  return found;
}

static gboolean
refuse_item (const MiaoReceiptItem *item, GError **error)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("回执第 %u 行：这个批次中没有“%s”。请核对编号。",
                          "Line %u of the receipt: “%s” is not in this batch. Check the number."),
               item->line, item->child_no != NULL ? item->child_no : item->record);

  return FALSE;
}

/* The row of the batch that is about the item's child. */
static MiaoRecord *
find_row (Taking *self, const MiaoReceiptItem *item, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_child"));

  miao_query_where (query, "submission", MIAO_OP_EQ, miao_record_get_id (self->submission));
  if (child != NULL)
    miao_query_where (query, "child", MIAO_OP_EQ, child);
  else
    miao_query_where (query, "child_no", MIAO_OP_EQ, item->child_no != NULL ? item->child_no : "");

  return miao_store_first (self->call->store, query, error);
}

static gboolean
add_finding (
    Taking *self, const MiaoReceiptItem *item, MiaoRecord *row, MiaoRecord *record, GError **error)
{
  g_autoptr (MiaoRecord) finding = miao_record_new (miao_kind_find ("submission_finding"));
  const MiaoKind *kind = record != NULL ? miao_record_get_kind (record) : miao_kind_find ("child");
  const char *field = item->field != NULL && miao_kind_index (kind, item->field) >= 0
                          ? item->field
                          : guess_field (kind, item->message);

  miao_record_set (finding, "submission", miao_record_get_id (self->submission));
  miao_record_set (finding, "rule", item->code != NULL ? item->code : NO_CODE);
  miao_record_set (finding, "severity", "error");
  miao_record_set (finding, "child_no", miao_record_get (row, "child_no"));
  miao_record_set (finding, "record_kind", kind->name);
  miao_record_set (finding, "record",
                   record != NULL ? miao_record_get_id (record) : miao_record_get (row, "child"));
  miao_record_set (finding, "field", field);
  miao_record_set (finding, "message_zh", item->message);
  miao_record_set (finding, "message_en", item->message);
  miao_record_set (finding, "hint",
                   miao_pick ("改正后办理“更正上报”。", "Put it right, then correct the return."));
  miao_record_set (finding, "status", "open");
  miao_record_set (finding, "origin", "receipt");

  return miao_call_insert (self->call, finding, error);
}

static gboolean
take_item (Taking *self, const MiaoReceiptItem *item, GError **error)
{
  g_autoptr (MiaoRecord) record = NULL, row = NULL;
  g_autofree char *child = NULL, *reason = NULL;
  g_autoptr (GError) problem = NULL;

  if (item->record != NULL && !find_record (self->call, item->record, &record, &child, error))
    return FALSE;
  row = find_row (self, item, child, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (row == NULL)
    return refuse_item (item, error);
  /* One child may come back for several reasons. */
  reason = miao_record_has (row, "reason")
               ? g_strdup_printf ("%s\n%s", miao_record_get (row, "reason"), item->message)
               : g_strdup (item->message);
  g_hash_table_add (self->returned, g_strdup (miao_record_get (row, "child")));

  return miao_call_set (self->call, row, error, "returned", "1", "reason", reason, NULL) &&
         add_finding (self, item, row, record, error);
}

static gboolean
take_items (Taking *self, GError **error)
{
  guint n = self->receipt->items->len;

  for (guint i = 0; i < n; i++)
    if (!take_item (self, g_ptr_array_index (self->receipt->items, i), error))
      return FALSE;
  /* A batch that came back as a whole counts as returned in all its records. */
  n = g_hash_table_size (self->returned);
  miao_record_set_int (self->submission, "n_returned",
                       strcmp (self->result, "REJECTED") == 0
                           ? miao_record_get_int (self->submission, "n_children", 0)
                           : (gint64) n);
  json_object_set_int_member (self->call->result, "returned", (gint64) n);

  return TRUE;
}

static gboolean
take (Taking *self, GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (self->submission);

  /* First of all: there is no receipt before the sending. */
  if (!miao_record_is (self->submission, "status", "SENT")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                 miao_pick ("这个批次目前是“%s”，没有待登记的回执。先登记报送，收到回执后再登记。",
                            "The batch is “%s” now and waits for no receipt. Record the sending "
                            "first, then the receipt."),
                 miao_codes_name ("submission_status", miao_record_get (self->submission, "status"),
                                  miao_language ()));
    return FALSE;
  }
  return read_receipt (self, error) && set_result (self, error) && check_result (self, error) &&
         set_number_and_day (self, error) &&
         miao_call_move (self->call, self->submission, self->result, error) &&
         take_items (self, error) && miao_call_update (self->call, before, self->submission, error);
}

static gboolean
run_receipt (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) submission = miao_call_load_param (call, "submission", error);
  g_autoptr (GHashTable) returned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Taking taking = { .call = call, .submission = submission, .returned = returned };
  gboolean done;

  if (submission == NULL)
    return FALSE;
  done = take (&taking, error);
  if (done)
    miao_call_result (call, "status", miao_record_get (submission, "status"));
  miao_receipt_free (taking.receipt);

  return done;
}

const MiaoUseCase miao_case_record_receipt = {
  .name = "record-receipt",
  .label = "Record receipt of return",
  .label_zh = "登记回执",
  .permission = MIAO_MAY_SUBMISSION_RECEIPT,
  .params = receipt_params,
  .run = run_receipt,
};
