/* The report of an evaluation as it was signed. */
#include "config.h"

#include "miao-case-report.h"

#include "miao-attachments.h"
#include "miao-id.h"
#include "miao-paper.h"

static MiaoRecord *
describe_report (MiaoCall *call, MiaoRecord *evaluation, const MiaoAttachment *attachment)
{
  MiaoRecord *document = miao_record_new (miao_kind_find ("document"));

  miao_record_set_id (document, attachment->id);
  miao_record_set (document, "sha256", attachment->sha256);
  miao_record_set_int (document, "bytes", attachment->size);
  miao_record_set (document, "mime", "application/pdf");
  miao_record_set_printf (document, "name", "%s.pdf", miao_record_get (evaluation, "eval_no"));
  miao_record_set_printf (document, "title", "评估报告 %s",
                          miao_record_get (evaluation, "eval_no"));
  miao_record_set (document, "doc_type", "D0905");
  miao_record_set_date (document, "doc_date", call->today);
  miao_record_set (document, "sensitivity", "2");
  miao_record_set (document, "retention", "Y");
  miao_record_set (document, "created_via", "GENERATED");
  miao_record_set (document, "owner_kind", "evaluation");
  miao_record_set (document, "owner_id", miao_record_get_id (evaluation));

  return document;
}

gboolean
miao_case_keep_report (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoPaper) paper = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autoptr (MiaoRecord) document = NULL;
  g_autofree char *id = miao_id_new ();

  if (call->preview)
    return TRUE;
  paper = miao_paper_new (call->session, "evaluation", miao_record_get_id (evaluation), error);
  if (paper == NULL)
    return FALSE;
  bytes = miao_paper_render (call->session, paper, error);
  if (bytes == NULL)
    return FALSE;
  attachment =
      miao_attachments_add_bytes (miao_session_get_attachments (call->session), id, bytes, error);
  if (attachment == NULL)
    return FALSE;
  document = describe_report (call, evaluation, attachment);

  return miao_call_insert (call, document, error) &&
         miao_call_set (call, evaluation, error, "report_doc", miao_record_get_id (document), NULL);
}
