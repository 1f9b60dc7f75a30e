#include "config.h"

#include "miao-return-findings.h"

/* A note that was given for the same finding in an earlier batch goes on (mock-up returns.png). */
static gboolean
carry_note (MiaoCall *call, MiaoRecord *row, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission_finding"));
  g_autoptr (MiaoRecord) earlier = NULL;

  if (!miao_record_has (row, "record"))
    return TRUE;
  miao_query_where (query, "record", MIAO_OP_EQ, miao_record_get (row, "record"));
  miao_query_where (query, "rule", MIAO_OP_EQ, miao_record_get (row, "rule"));
  miao_query_order (query, "created_at", TRUE);
  if (!miao_store_find_first (call->store, query, &earlier, error))
    return FALSE;
  if (earlier == NULL)
    return TRUE;
  miao_record_set (row, "first_seen_batch",
                   miao_record_has (earlier, "first_seen_batch")
                       ? miao_record_get (earlier, "first_seen_batch")
                       : miao_record_get (earlier, "submission"));
  if (miao_record_has (earlier, "note")) {
    miao_record_set (row, "note", miao_record_get (earlier, "note"));
    miao_record_set (row, "noted_by", miao_record_get (earlier, "noted_by"));
    miao_record_set (row, "status", "explained");
  }

  return TRUE;
}

static char *
sentence (const char *title, const char *arithmetic)
{
  return arithmetic != NULL && *arithmetic != '\0' ? g_strdup_printf ("%s：%s", title, arithmetic)
                                                   : g_strdup (title);
}

gboolean
miao_return_store_findings (MiaoCall *call,
                            const MiaoRecord *submission,
                            const MiaoCwxReport *report,
                            GError **error)
{
  for (guint i = 0; i < report->items->len; i++) {
    const MiaoCwxItem *item = g_ptr_array_index (report->items, i);
    g_autoptr (MiaoRecord) row = miao_record_new (miao_kind_find ("submission_finding"));
    g_autofree char *zh = sentence (item->title_zh, item->arithmetic_zh);
    g_autofree char *en = sentence (item->title_en, item->arithmetic_en);

    miao_record_set (row, "submission", miao_record_get_id (submission));
    miao_record_set (row, "rule", item->rule);
    miao_record_set (row, "severity", miao_severity_name (item->severity));
    miao_record_set_int (row, "stage", item->stage);
    miao_record_set (row, "child_no", item->child_no);
    miao_record_set (row, "record_kind", item->kind);
    miao_record_set (row, "record", item->record);
    miao_record_set (row, "field", item->field);
    miao_record_set (row, "value_masked", item->value);
    miao_record_set (row, "message_zh", zh);
    miao_record_set (row, "message_en", en);
    miao_record_set (row, "hint", miao_pick (item->hint_zh, item->hint_en));
    miao_record_set (row, "status", item->reason != NULL ? "explained" : "open");
    miao_record_set (row, "note", item->reason);
    miao_record_set (row, "origin", "check");
    if (!carry_note (call, row, error) || !miao_call_insert (call, row, error))
      return FALSE;
  }

  return TRUE;
}
