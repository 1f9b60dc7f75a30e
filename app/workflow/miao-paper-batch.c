/* Many papers as one file. */
#include "config.h"

#include "miao-paper-private.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-output.h"
#include "miao-paper-batch.h"
#include "miao-pdf.h"
#include "miao-sight.h"
#include "miao-store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  MiaoSession *session;
  const char *name;
  const GPtrArray *ids;
  const MiaoProgress *progress;
  MiaoPaper *paper; /* what the document at hand points into */
  GArray *pages;    /* guint, of each paper */
  gint64 number;    /* in the register of prints and exports: one file, one number */
} Batch;

/* What a record must have for its paper; of the others there is none. */
static const struct {
  const char *name;
  const char *field;
  MiaoOp op;
  const char *value;
} wanted[] = {
  { "review-notice", "kind", MIAO_OP_EQ, "EV_B_FAMILY_PRE" },
  { "review-notice", "review_on", MIAO_OP_NOT_NULL, NULL },
  { "review-notice", "review_result", MIAO_OP_NE, "BACK" },
  { "training-certificate", "result", MIAO_OP_EQ, "PASS" },
  { "confirmation", "confirmed_on", MIAO_OP_NOT_NULL, NULL },
  { "integration-ending", "decided_on", MIAO_OP_NOT_NULL, NULL },
  { "integration-ending", "placement.confirmed_on", MIAO_OP_NULL, NULL },
  { "ending-notice", "withdrawn_on", MIAO_OP_NULL, NULL },
  { "ending-notice", "placement.confirmed_on", MIAO_OP_NOT_NULL, NULL },
  { "ending-filing", "withdrawn_on", MIAO_OP_NULL, NULL },
  { "amendment", "amendments", MIAO_OP_NOT_NULL, NULL },
  { "integration-report", "integration_eval", MIAO_OP_NOT_NULL, NULL },
  { "removal", "suspended_on", MIAO_OP_NOT_NULL, NULL },
  { "handover", "agreement", MIAO_OP_NOT_NULL, NULL },
  { "caregiver-change", "reason", MIAO_OP_NOT_NULL, NULL },
};

const MiaoField *
miao_paper_batch_day (const MiaoPaperKind *paper)
{
  const MiaoKind *kind = paper->kind != NULL ? miao_kind_find (paper->kind) : NULL;

  /* A row of a list has a day of its own. */
  if (kind != NULL && paper->list != NULL) {
    const MiaoField *row = miao_kind_field (kind, paper->list)->items;

    while (row->name != NULL && row->type != MIAO_TYPE_DATE)
      row++;

    return row->name != NULL ? row : NULL;
  }
  for (guint i = 0; kind != NULL && kind->fields[i].name != NULL; i++)
    if ((kind->fields[i].flags & MIAO_FIELD_EVENT) != 0)
      return &kind->fields[i];

  return NULL;
}

/* "placement=…", "placement.care_worker=…" */
static gboolean
narrow_field (MiaoQuery *query, const char *text, GError **error)
{
  const MiaoKind *kind = miao_query_get_kind (query);
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  g_auto (GStrv) path = NULL;
  const MiaoField *field = NULL;

  if (g_strv_length (parts) == 2) {
    path = g_strsplit (parts[0], ".", 2);
    field = miao_kind_index (kind, path[0]) >= 0 ? miao_kind_field (kind, path[0]) : NULL;
  }
  if (field != NULL && path[1] != NULL) {
    const MiaoKind *other = field->type == MIAO_TYPE_REF ? miao_kind_find (field->table) : NULL;

    field = other != NULL && miao_kind_index (other, path[1]) >= 0
                ? miao_kind_field (other, path[1])
                : NULL;
  }
  if (field == NULL || field->sensitivity != MIAO_OPEN) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”：请写成“字段=值”，字段须属于 %s",
                            "“%s”: write FIELD=VALUE with a field of %s"),
                 text, kind->name);
    return FALSE;
  }
  miao_query_where (query, parts[0],
                    field->type == MIAO_TYPE_REFS || field->type == MIAO_TYPE_CODES ? MIAO_OP_HAS
                                                                                    : MIAO_OP_EQ,
                    parts[1]);

  return TRUE;
}

static gboolean
narrow (MiaoQuery *query, const MiaoPaperKind *paper, const MiaoPaperSome *some, GError **error)
{
  const MiaoField *day = miao_paper_batch_day (paper);
  char text[MIAO_DATE_BUFFER];

  if (some == NULL)
    return TRUE;
  if (day == NULL && (some->from != MIAO_DATE_NONE || some->to != MIAO_DATE_NONE)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("“%s”没有日期，不能按时间段打印。",
                            "“%s” has no day of its own: it is not printed by period."),
                 miao_pick (paper->title_zh, paper->title_en));
    return FALSE;
  }
  if (some->from != MIAO_DATE_NONE && paper->list == NULL)
    miao_query_where (query, day->name, MIAO_OP_GE, miao_date_format (some->from, text));
  if (some->to != MIAO_DATE_NONE && paper->list == NULL)
    miao_query_where (query, day->name, MIAO_OP_LE, miao_date_format (some->to, text));
  for (guint i = 0; some->where != NULL && some->where[i] != NULL; i++)
    if (!narrow_field (query, some->where[i], error))
      return FALSE;

  return TRUE;
}

/* Children in care by file number; what happened on a day by day; the rest as it was made. */
static MiaoQuery *
make_query (const MiaoPaperKind *paper)
{
  MiaoQuery *query = miao_query_new (miao_kind_find (paper->kind));
  const MiaoField *day = miao_paper_batch_day (paper);

  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strcmp (wanted[i].name, paper->name) == 0)
      miao_query_where (query, wanted[i].field, wanted[i].op, wanted[i].value);
  if (strcmp (paper->kind, "child") == 0) {
    miao_query_where (query, "status", MIAO_OP_NOT_IN, "EXITED DECEASED FOLLOWUP");
    miao_query_order (query, "child_no", FALSE);
  } else {
    if (day != NULL && paper->list == NULL)
      miao_query_order (query, day->name, FALSE);
    miao_query_order (query, "created_at", FALSE);
  }

  return query;
}

/* A record that has one paper for each row of a list. */
static void
add_ids (GPtrArray *ids,
         const MiaoPaperKind *paper,
         const MiaoRecord *record,
         const MiaoPaperSome *some)
{
  g_autoptr (JsonArray) rows = NULL;

  if (paper->list == NULL) {
    g_ptr_array_add (ids, g_strdup (miao_record_get_id (record)));
    return;
  }
  rows = miao_record_get_list (record, paper->list);
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    const MiaoDate on = miao_date_parse (json_object_get_string_member_with_default (
        json_array_get_object_element (rows, i), miao_paper_batch_day (paper)->name, ""));

    if (some == NULL || ((some->from == MIAO_DATE_NONE || some->from <= on) &&
                         (some->to == MIAO_DATE_NONE || on <= some->to)))
      g_ptr_array_add (ids, g_strdup_printf ("%s/%u", miao_record_get_id (record), i + 1));
  }
}

static GPtrArray *
list_blanks (void)
{
  const char *const *blanks = miao_paper_blanks ();
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; blanks[i] != NULL; i++)
    g_ptr_array_add (ids, g_strdup (blanks[i]));

  return ids;
}

GPtrArray *
miao_paper_batch_all (MiaoSession *session,
                      const char *name,
                      const MiaoPaperSome *some,
                      GError **error)
{
  const MiaoPaperKind *paper = miao_paper_find_kind (name);
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL, ids = NULL;

  if (g_strcmp0 (name, "blank-form") == 0 && some == NULL)
    return list_blanks ();
  if (paper == NULL || paper->kind == NULL || paper->monthly) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("文书“%s”不能成批打印全部；请逐一列出。",
                            "“%s” cannot be printed for all; name them one by one."),
                 name);
    return NULL;
  }
  if (!miao_session_require (session, miao_sight_section (miao_kind_find (paper->kind)), error))
    return NULL;
  query = make_query (paper);
  if (!narrow (query, paper, some, error))
    return NULL;
  rows = miao_store_select (miao_session_get_store (session), query, error);
  if (rows == NULL)
    return NULL;
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    add_ids (ids, paper, rows->pdata[i], some);
  if (ids->len == 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 some != NULL
                     ? miao_pick ("这个范围内没有可以打印的%s。", "There is no %s in that range.")
                     : miao_pick ("还没有可以打印的%s。", "There is no %s to print yet."),
                 miao_pick (paper->title_zh, paper->title_en));
    return NULL;
  }

  return g_steal_pointer (&ids);
}

static MiaoDocument *
next_document (guint index, gpointer data, GError **error)
{
  Batch *batch = data;
  guint n;

  g_clear_pointer (&batch->paper, miao_paper_free);
  batch->paper =
      miao_paper_new (batch->session, batch->name, g_ptr_array_index (batch->ids, index), error);
  if (batch->paper == NULL)
    return NULL;
  n = miao_document_n_pages (batch->paper->document);
  g_array_append_val (batch->pages, n);
  miao_document_set_output_number (batch->paper->document, batch->number);

  return g_steal_pointer (&batch->paper->document);
}

static void
tell (guint done, guint total, gpointer data)
{
  const Batch *batch = data;

  miao_progress_tell (batch->progress, miao_pick ("排版打印", "Laying out the papers"), done,
                      total);
}

/* One line for each child: who asks for its file must find the print there. */
static gboolean
log_prints (const Batch *batch, const MiaoPaperKind *paper, GError **error)
{
  MiaoStore *store = miao_session_get_store (batch->session);

  if (!miao_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < batch->ids->len; i++) {
    g_autoptr (JsonObject) detail = json_object_new ();
    guint part;
    g_autofree char *id = miao_paper_split_id (paper, g_ptr_array_index (batch->ids, i), &part);

    json_object_set_string_member (detail, "document", batch->name);
    json_object_set_string_member (detail, "how", "pdf-batch");
    if (part > 0)
      json_object_set_int_member (detail, "part", part);
    json_object_set_int_member (detail, "batch", batch->number);
    json_object_set_int_member (detail, "pages", g_array_index (batch->pages, guint, i));
    if (!miao_audit_event (batch->session, "print", paper->kind, id, detail, error)) {
      miao_store_rollback (store);
      return FALSE;
    }
  }

  return miao_store_commit (store, error);
}

/* Before anything leaves. How many pages it will be nobody knows yet; each child's line says it. */
static gint64
take_number (const Batch *batch, const char *kind, GError **error)
{
  g_autoptr (JsonObject) detail = json_object_new ();

  json_object_set_string_member (detail, "document", batch->name);
  json_object_set_string_member (detail, "how", "pdf-batch");
  json_object_set_int_member (detail, "papers", batch->ids->len);

  return miao_output_begin (batch->session, "print", kind, NULL, detail, error);
}

static const MiaoPaperKind *
find_kind (const char *name, GError **error)
{
  guint n;
  const MiaoPaperKind *kinds = miao_paper_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
               miao_pick ("没有名为“%s”的文书。", "There is no paper “%s”."), name);

  return NULL;
}

gboolean
miao_paper_write_batch (MiaoSession *session,
                        const char *name,
                        const GPtrArray *ids,
                        const char *path,
                        const MiaoProgress *progress,
                        GCancellable *cancellable,
                        guint *ret_pages,
                        GError **error)
{
  const MiaoPaperKind *kind = find_kind (name, error);
  const MiaoPdfInfo info = { .title = kind != NULL ? kind->title_zh : NULL,
                             .created_at = miao_session_now_ms (session) };
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  Batch batch = {
    .session = session, .name = name, .ids = ids, .progress = progress, .pages = pages
  };
  gboolean done;

  if (kind == NULL)
    return FALSE;
  if (ids->len == 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("没有可以打印的档案。", "There is nothing to print."));
    return FALSE;
  }
  batch.number = take_number (&batch, kind->kind, error);
  if (batch.number == 0)
    return FALSE;
  done =
      miao_pdf_write_batch (&info, ids->len, next_document, tell, &batch, path, cancellable, error);
  g_clear_pointer (&batch.paper, miao_paper_free);
  if (done && !log_prints (&batch, kind, error)) {
    g_remove (path);
    done = FALSE;
  }
  if (!done) {
    (void) miao_output_cancel (session, batch.number, NULL);
    return FALSE;
  }
  *ret_pages = 0;
  for (guint i = 0; i < pages->len; i++)
    *ret_pages += g_array_index (pages, guint, i);

  return TRUE;
}
