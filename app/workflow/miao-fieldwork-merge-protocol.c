/* What a merge leaves behind on paper. */
#include "config.h"

#include "miao-attachments.h"
#include "miao-fieldwork-compare.h"
#include "miao-fieldwork-merge.h"
#include "miao-id.h"
#include "miao-pdf.h"

static void
add_difference (MiaoDocument *document, const MiaoFieldworkDifference *difference)
{
  static const char *const kept[] = { "采用外出填写", "保留院内内容", "采用外出填写",
                                      "两者都保留" };
  g_autofree char *label = miao_fieldwork_dup_label (difference, MIAO_LANGUAGE_ZH);
  g_autofree char *before =
      miao_fieldwork_dup_words (difference, difference->base, MIAO_LANGUAGE_ZH);
  g_autofree char *house =
      miao_fieldwork_dup_words (difference, difference->house, MIAO_LANGUAGE_ZH);
  g_autofree char *brought =
      miao_fieldwork_dup_words (difference, difference->brought, MIAO_LANGUAGE_ZH);
  const char *const cells[] = { label, before, house, brought,
                                difference->conflict ? kept[difference->choice]
                                : difference->closed ? "院内已办结，保留院内内容"
                                : difference->joined ? "两边的材料都保留"
                                                     : "院内未改，采用外出填写" };

  miao_document_add_row (document, cells);
}

static void
add_found (MiaoDocument *document, const MiaoMerge *merge, const MiaoRecord *need)
{
  g_autofree char *label = g_strdup_printf ("需求“%s”", miao_record_get (need, "text"));
  g_autofree char *words = miao_merge_dup_need (merge, need);
  const char *const cells[] = { label, "", "", words, "外出时登记，列入需求清单" };

  miao_document_add_row (document, cells);
}

/* Paper is Chinese whatever the language of the screen. */
static MiaoDocument *
print_protocol (MiaoMerge *merge)
{
  static const MiaoColumn columns[] = { { "条目", 5, MIAO_ALIGN_LEFT },
                                        { "带出时", 4, MIAO_ALIGN_LEFT },
                                        { "院内", 4, MIAO_ALIGN_LEFT },
                                        { "外出填写", 4, MIAO_ALIGN_LEFT },
                                        { "结果", 3, MIAO_ALIGN_LEFT } };
  const MiaoDocumentInfo info = {
    .title = "外出评估包合并记录",
    .institution = merge->head->institution,
    .number = merge->head->number,
    .practice = miao_session_is_practice (merge->call->session),
  };
  const char *who = miao_session_get_name (merge->call->session);
  g_autofree char *sha256 = miao_parcel_dup_sha256 (merge->parcel);
  MiaoDocument *document = miao_document_new (&info);
  char today[MIAO_DATE_BUFFER];

  miao_document_add_title (document, info.title);
  miao_document_begin_grid (document, 2, NULL);
  miao_document_add_grid_cell (document, "评估编号", merge->head->evaluation_no, 1);
  miao_document_add_grid_cell (document, "评估包编号", merge->head->number, 1);
  miao_document_add_grid_cell (document, "携带人", merge->head->holder, 1);
  miao_document_add_grid_cell (document, "带出日期", merge->head->out_on, 1);
  miao_document_add_grid_cell (document, "合并日期", miao_date_format (merge->call->today, today),
                               1);
  miao_document_add_grid_cell (document, "合并人", who, 1);
  miao_document_add_grid_cell (document, "带回文件 SHA-256", sha256, 0);
  miao_document_end_grid (document);
  miao_document_add_space (document, 12);
  if (merge->differences->len == 0 && merge->found->len == 0) {
    miao_document_add_paragraph (document, "外出期间没有改动条目。", TRUE);
    return document;
  }
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < merge->differences->len; i++)
    add_difference (document, merge->differences->pdata[i]);
  for (guint i = 0; i < merge->found->len; i++)
    add_found (document, merge, merge->found->pdata[i]);
  miao_document_end_table (document);

  return document;
}

static MiaoRecord *
describe_protocol (MiaoMerge *merge, const MiaoAttachment *attachment)
{
  MiaoRecord *document = miao_record_new (miao_kind_find ("document"));

  miao_record_set_id (document, attachment->id);
  miao_record_set (document, "sha256", attachment->sha256);
  miao_record_set_int (document, "bytes", attachment->size);
  miao_record_set (document, "mime", "application/pdf");
  miao_record_set_printf (document, "name", "%s.pdf", merge->head->number);
  miao_record_set_printf (document, "title", "外出评估包合并记录 %s", merge->head->number);
  miao_record_set (document, "doc_type", "D0905");
  miao_record_set_date (document, "doc_date", merge->call->today);
  miao_record_set (document, "sensitivity", "2");
  miao_record_set (document, "retention", "Y");
  miao_record_set (document, "created_via", "GENERATED");
  miao_record_set (document, "owner_kind", "evaluation");
  miao_record_set (document, "owner_id", miao_record_get_id (merge->evaluation));

  return document;
}

/* What both wrote, and what was kept, stays with the evaluation for ever: no words vanish. */
gboolean
miao_merge_keep_protocol (MiaoMerge *merge, char **ret_id, GError **error)
{
  MiaoCall *call = merge->call;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autoptr (MiaoRecord) document = NULL;
  g_autoptr (MiaoDocument) paper = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = miao_id_new ();

  if (call->preview)
    return TRUE;
  paper = print_protocol (merge);
  bytes = miao_pdf_render (paper, call->now_ms, error);
  if (bytes == NULL)
    return FALSE;
  attachment =
      miao_attachments_add_bytes (miao_session_get_attachments (call->session), id, bytes, error);
  if (attachment == NULL)
    return FALSE;
  document = describe_protocol (merge, attachment);
  if (!miao_call_insert (call, document, error))
    return FALSE;
  *ret_id = g_steal_pointer (&id);

  return TRUE;
}
