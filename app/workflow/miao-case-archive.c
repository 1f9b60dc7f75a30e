/* The permanent archive: a paper is made, digested, signed into the child's volume and never
 * changes again. */
#include "config.h"

#include "miao-archive.h"
#include "miao-attachments.h"
#include "miao-call.h"
#include "miao-cases.h"
#include "miao-digest.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-id.h"
#include "miao-paper.h"
#include "miao-params.h"
#include "miao-seal.h"

#include <string.h>

static const MiaoField seal_params[] = {
  P_REF ("child", "child", "Child", "儿童", P_MUST),
  P_TEXT ("paper", "Paper to make and seal", "制作并归档的文书", P_IF),
  P_TEXT ("paper_id", "Made from the record", "文书所据记录", P_IF),
  P_REF ("document", "document", "Or a document that is there", "或已有文件", P_IF),
  P_CODE ("section", "archive_section", "Section", "部分", P_MAY),
  P_TEXT ("title", "Title", "题名", P_MAY),
  P_REF ("supersedes", "archive_item", "Corrects the item", "更正的件", P_MAY),
  P_LONG ("supersede_reason", "Reason for the correction", "更正原因", P_IF),
  P_END,
};

/* Classes of Jiangxi's standard follow from how the child came (domain 3.1). */
static const char *
class_of (const MiaoRecord *admission)
{
  const char *code = admission != NULL ? miao_record_get (admission, "intake_code") : NULL;

  if (code == NULL)
    return "E";
  if (strcmp (code, "A1") == 0 || strcmp (code, "L1") == 0)
    return "A";
  if (strcmp (code, "A2") == 0 || strcmp (code, "L2") == 0)
    return "B";
  if (strcmp (code, "A3") == 0 || strcmp (code, "L3") == 0)
    return "C";
  if (strcmp (code, "A4") == 0 || strcmp (code, "L4") == 0)
    return "D";

  return "E";
}

/* House template {fonds4}-ET·{year}-Y-{class}{seq4}-{volume2}, domain 4.5; the sequence is that of
 * the file number, which is never used again. */
static char *
archival_code (const MiaoRecord *institution,
               const MiaoRecord *child,
               const MiaoRecord *admission,
               int volume)
{
  const char *fonds = institution != NULL ? miao_record_get (institution, "fonds_no") : NULL;
  const char *number = miao_record_get (child, "child_no");
  const char *sequence = strrchr (number, '-');
  MiaoDate arrived =
      admission != NULL ? miao_record_get_date (admission, "arrived_on") : MIAO_DATE_NONE;
  int year = 0;

  if (arrived != MIAO_DATE_NONE)
    miao_date_get_ymd (arrived, &year, NULL, NULL);

  return g_strdup_printf ("%s-ET-%04d-Y-%s%s-%02d", fonds != NULL ? fonds : "0000", year,
                          class_of (admission), sequence != NULL ? sequence + 1 : number, volume);
}

static MiaoRecord *
new_volume (MiaoCall *call, MiaoRecord *child, int number, MiaoRecord *supplements, GError **error)
{
  g_autoptr (MiaoRecord) volume = miao_record_new (miao_kind_find ("archive_volume"));
  g_autoptr (MiaoRecord) institution = NULL, admission = NULL;
  g_autofree char *code = NULL;
  const char *name = miao_record_get (child, "name");
  int year;

  institution = miao_facts_institution (call->store, error);
  if (institution == NULL && error != NULL && *error != NULL)
    return NULL;
  admission = miao_facts_open_admission (call->store, miao_record_get_id (child), NULL);
  code = archival_code (institution, child, admission, number);
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  miao_record_set (volume, "child", miao_record_get_id (child));
  miao_record_set (volume, "archival_code", code);
  miao_record_set (volume, "class", class_of (admission));
  miao_record_set (volume, "fonds_no",
                   institution != NULL ? miao_record_get (institution, "fonds_no") : NULL);
  miao_record_set_int (volume, "volume_no", number);
  miao_record_set_printf (volume, "title", "%s%s（%s）儿童个人成长档案",
                          institution != NULL ? miao_record_get (institution, "name") : "",
                          name != NULL ? name : "未定名儿童", miao_record_get (child, "child_no"));
  miao_record_set_int (volume, "year_from", year);
  miao_record_set_int (volume, "year_to", year);
  miao_record_set (volume, "retention", "Y");
  miao_record_set_int (volume, "items_n", 0);
  miao_record_set_int (volume, "pages_n", 0);
  miao_record_set (volume, "status", "FORMING");
  miao_record_set (volume, "made_by", miao_facts_own_staff (call));
  if (supplements != NULL)
    miao_record_set (volume, "supplements", miao_record_get_id (supplements));

  return miao_call_insert (call, volume, error) ? g_steal_pointer (&volume) : NULL;
}

/* The volume that is being formed; a closed one is continued by a supplementary volume. */
static MiaoRecord *
find_volume (MiaoCall *call, MiaoRecord *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_volume"));
  g_autoptr (MiaoRecord) last = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, miao_record_get_id (child));
  miao_query_order (query, "volume_no", TRUE);
  if (!miao_store_find_first (call->store, query, &last, error))
    return NULL;
  if (last == NULL)
    return new_volume (call, child, 1, NULL, error);
  if (miao_record_is (last, "status", "FORMING") || miao_record_is (last, "status", "ARRANGING"))
    return g_steal_pointer (&last);

  return new_volume (call, child, (int) miao_record_get_int (last, "volume_no", 1) + 1, last,
                     error);
}

/* What is sealed: the bytes, the document that keeps them, and what the list says of them. */
typedef struct {
  GBytes *bytes;
  MiaoRecord *document;
  char *title;
  const char *section;
  guint pages;
  const char *origin_kind; /* of a paper: what it was made from */
  const char *origin_id;
} Matter;

static void
matter_clear (Matter *matter)
{
  g_clear_pointer (&matter->bytes, g_bytes_unref);
  g_clear_pointer (&matter->document, miao_record_unref);
  g_clear_pointer (&matter->title, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Matter, matter_clear)

static const char *
section_of_paper (const char *name)
{
  if (strcmp (name, "agreement") == 0 || strcmp (name, "evaluation") == 0 ||
      strcmp (name, "integration-report") == 0)
    return "09";
  if (strcmp (name, "growth-sheet") == 0)
    return "04";

  return "03";
}

static const char *
doc_type_of_paper (const char *name)
{
  if (strcmp (name, "agreement") == 0)
    return "D0903";
  if (strcmp (name, "evaluation") == 0 || strcmp (name, "integration-report") == 0)
    return "D0905";
  if (strcmp (name, "growth-sheet") == 0)
    return "D0404";

  return "D0301";
}

static gboolean
make_paper (MiaoCall *call, MiaoRecord *child, MiaoRecord *volume, Matter *matter, GError **error)
{
  const char *name = miao_call_get (call, "paper");
  const char *id = miao_call_get (call, "paper_id");
  g_autoptr (MiaoPaper) paper =
      miao_paper_new (call->session, name, id != NULL ? id : miao_record_get_id (child), error);
  g_autoptr (MiaoRecord) document = miao_record_new (miao_kind_find ("document"));
  g_autoptr (MiaoAttachment) attachment = NULL;
  g_autofree char *number = NULL;
  g_autofree char *new_id = miao_id_new ();

  if (paper == NULL)
    return FALSE;
  number = g_strdup_printf ("%04d", (int) miao_record_get_int (volume, "items_n", 0) + 1);
  miao_document_set_archive_code (miao_paper_get_document (paper),
                                  miao_record_get (volume, "archival_code"), number);
  matter->bytes = miao_paper_render (call->session, paper, error);
  if (matter->bytes == NULL)
    return FALSE;
  matter->pages = miao_document_n_pages (miao_paper_get_document (paper));
  matter->title = g_strdup (miao_document_get_title (miao_paper_get_document (paper)));
  matter->section = section_of_paper (name);
  matter->origin_kind = miao_paper_get_kind (paper)->kind;
  matter->origin_id = id != NULL ? id : miao_call_get (call, "child");
  attachment = miao_attachments_add_bytes (miao_session_get_attachments (call->session), new_id,
                                           matter->bytes, error);
  if (attachment == NULL)
    return FALSE;
  miao_record_set_id (document, new_id);
  miao_record_set (document, "sha256", attachment->sha256);
  miao_record_set_int (document, "bytes", attachment->size);
  miao_record_set (document, "mime", "application/pdf");
  miao_record_set_printf (document, "name", "%s.pdf", name);
  miao_record_set (document, "title", matter->title);
  miao_record_set_int (document, "pages", matter->pages);
  miao_record_set (document, "doc_type", doc_type_of_paper (name));
  miao_record_set_date (document, "doc_date", call->today);
  miao_record_set (document, "sensitivity", "2");
  miao_record_set (document, "retention", "Y");
  miao_record_set (document, "created_via", "GENERATED");
  miao_record_set (document, "owner_kind", "child");
  miao_record_set (document, "owner_id", miao_record_get_id (child));
  if (!miao_call_insert (call, document, error))
    return FALSE;
  matter->document = g_steal_pointer (&document);

  return TRUE;
}

static gboolean
take_document (MiaoCall *call, Matter *matter, GError **error)
{
  matter->document = miao_call_load_param (call, "document", error);
  if (matter->document == NULL)
    return FALSE;
  matter->bytes = miao_attachments_read (miao_session_get_attachments (call->session),
                                         miao_record_get_id (matter->document),
                                         miao_record_get (matter->document, "sha256"), error);
  if (matter->bytes == NULL)
    return FALSE;
  matter->title = g_strdup (miao_record_get (matter->document, "title"));
  matter->pages = (guint) miao_record_get_int (matter->document, "pages", 1);
  matter->section = "99";
  if (miao_record_has (matter->document, "doc_type")) {
    const char *type = miao_record_get (matter->document, "doc_type");
    g_autofree char *section = g_strndup (type + 1, 2);

    if (miao_codes_find ("archive_section", section, MIAO_DATE_NONE) != NULL)
      matter->section = miao_codes_find ("archive_section", section, MIAO_DATE_NONE)->code;
  }

  return TRUE;
}

static gboolean
insert_item (MiaoCall *call, MiaoRecord *volume, const Matter *matter, GError **error)
{
  g_autoptr (MiaoRecord) item = miao_record_new (miao_kind_find ("archive_item"));
  const char *title =
      miao_call_get (call, "title") != NULL ? miao_call_get (call, "title") : matter->title;
  const char *section =
      miao_call_get (call, "section") != NULL ? miao_call_get (call, "section") : matter->section;
  gint64 page = miao_record_get_int (volume, "pages_n", 0);
  g_autofree char *date = miao_date_dup (miao_record_has (matter->document, "doc_date")
                                             ? miao_record_get_date (matter->document, "doc_date")
                                             : call->today);
  char hex[MIAO_DIGEST_HEX];
  MiaoSealItem seal = {
    .volume = miao_record_get (volume, "archival_code"),
    .number = (guint) miao_record_get_int (volume, "items_n", 0) + 1,
    .title = title,
    .date = date,
    .sealed_at = call->now_ms,
    .sealed_by = miao_session_get_name (call->session),
  };

  miao_digest_bytes (matter->bytes, &seal.digest);
  miao_record_set (item, "volume", miao_record_get_id (volume));
  miao_record_set_int (item, "item_no", seal.number);
  miao_record_set (item, "section", section);
  miao_record_set (item, "document", miao_record_get_id (matter->document));
  miao_record_set (item, "title", title);
  miao_record_set (item, "responsible", miao_session_get_name (call->session));
  miao_record_set (item, "doc_date", date);
  miao_record_set_int (item, "pages", matter->pages);
  miao_record_set_int (item, "page_from", page + 1);
  miao_record_set_int (item, "page_to", page + MAX (matter->pages, 1));
  miao_record_set (item, "sensitivity", "2");
  miao_record_set_int (item, "bytes", (gint64) g_bytes_get_size (matter->bytes));
  miao_record_set (item, "sha256", miao_digest_hex (seal.digest.sha256, hex));
  miao_record_set (item, "sm3", miao_digest_hex (seal.digest.sm3, hex));
  miao_record_set_int (item, "sealed_at", seal.sealed_at);
  miao_record_set (item, "sealed_by", seal.sealed_by);
  miao_record_set (item, "origin_kind", matter->origin_kind);
  miao_record_set (item, "origin_id", matter->origin_id);
  miao_record_set (item, "supersedes", miao_call_get (call, "supersedes"));
  miao_record_set (item, "supersede_reason", miao_call_get (call, "supersede_reason"));
  if (!miao_archive_sign_item (call->session, &seal, miao_record_get (volume, "chain_hash"), item,
                               error) ||
      !miao_call_insert (call, item, error))
    return FALSE;
  miao_record_set_int (volume, "items_n", seal.number);
  miao_record_set_int (volume, "pages_n", page + MAX (matter->pages, 1));
  miao_record_set (volume, "chain_hash", miao_record_get (item, "chain_hash"));
  miao_call_result (call, "sha256", miao_record_get (item, "sha256"));

  return TRUE;
}

/* The next item's signature goes over the chain of those before it: over a broken one it would
 * vouch for what is not there any more. */
static gboolean
ask_sound (MiaoCall *call, const MiaoRecord *volume, GError **error)
{
  g_auto (MiaoArchiveReport) report = { 0 };

  if (!miao_archive_verify_volume (call->session, volume, &report, error))
    return FALSE;
  if (report.problem == NULL)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
               miao_pick ("案卷与封存时不符：%s恢复原件并校验本卷之前，不能再向卷内归档。",
                          "The volume is not as it was sealed: %s Nothing can be sealed into it "
                          "before what was there is restored and the volume verified."),
               report.problem);

  return FALSE;
}

static gboolean
run_seal (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load_param (call, "child", error);
  g_autoptr (MiaoRecord) volume = NULL, before = NULL;
  g_auto (Matter) matter = { 0 };
  gboolean paper = miao_call_get (call, "paper") != NULL;

  if (child == NULL)
    return FALSE;
  if (paper == (miao_call_get (call, "document") != NULL)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请选择要制作的文书，或选择一份已有文件。",
                                    "Choose a paper to make, or a document that is there."));
    return FALSE;
  }
  if (miao_call_get (call, "supersedes") != NULL &&
      miao_call_get (call, "supersede_reason") == NULL) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("更正已归档的件须写明原因。", "Correcting a sealed item needs a reason."));
    return miao_error_at (error, "supersede_reason");
  }
  volume = find_volume (call, child, error);
  if (volume == NULL || !ask_sound (call, volume, error))
    return FALSE;
  before = miao_record_copy (volume);
  if (!(paper ? make_paper (call, child, volume, &matter, error)
              : take_document (call, &matter, error)) ||
      !insert_item (call, volume, &matter, error))
    return FALSE;
  miao_call_result (call, "archive_volume", miao_record_get_id (volume));
  miao_call_result (call, "archival_code", miao_record_get (volume, "archival_code"));

  return miao_call_update (call, before, volume, error);
}

const MiaoUseCase miao_case_seal_item = {
  .name = "seal-item",
  .label = "Seal into the archive",
  .label_zh = "归档封存",
  .permission = MIAO_MAY_ARCHIVE_SEAL,
  .params = seal_params,
  .run = run_seal,
};
