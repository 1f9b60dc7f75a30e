#include "config.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-facts.h"
#include "miao-output.h"
#include "miao-paper-private.h"
#include "miao-pdf.h"
#include "miao-sight.h"
#include "miao-store.h"

#include <string.h>

static const MiaoPaperKind kinds[] = {
  { "growth-record", "child", "成长档案", "Growth record" },
  { "growth-sheet", "child", "儿童生长发育记录", "Growth sheet" },
  { "child", "child", "儿童基本信息表", "Child's record" },
  { "match-opinion", "matching", "匹配意见表", "Opinion on a match" },
  { "agreement", "agreement", "家庭寄养协议", "Foster-care agreement" },
  { "amendment", "agreement", "家庭寄养协议变更页", "Change of an agreement", "amendments" },
  { "evaluation", "evaluation", "评估报告", "Evaluation report" },
  { "integration-report", "placement", "融合期评估报告", "Integration report" },
  { "application", "application", "家庭寄养申请表", "Application for foster care" },
  { "consent", "application", "家庭成员一致同意书", "Consent of the household" },
  { "review-notice", "evaluation", "审核结果通知书", "Notice of the result of the review" },
  { "family-filing", "family", "寄养家庭备案表", "Filing of a foster family" },
  { "agreement-filing", "agreement", "家庭寄养协议备案表", "Filing of an agreement" },
  { "ending-filing", "termination", "解除寄养关系备案表", "Filing of an ending" },
  { "training-certificate", "training", "培训证明", "Certificate of training" },
  { "handover", "placement", "寄养儿童入户交接单", "List of what is handed over" },
  { "confirmation", "placement", "正式寄养确认书", "Confirmation of the placement" },
  { "integration-ending", "termination", "融合终止通知书",
    "Notice that the integration period ends" },
  { "caregiver-change", "caregiver_period", "主要照料人变更审批表",
    "Approval of a change of caregiver" },
  { "visit", "visit", "探访记录表", "Record of a visit" },
  { "opinion", "child_opinion", "儿童意见记录", "Record of the child's opinion" },
  { "ending-notice", "termination", "解除寄养关系通知书", "Notice of the ending" },
  { "short-care", "short_care", "短期养育审批单", "Short-term care approval" },
  { "leave", "child_leave", "外出（住院）审批单", "Approval of a time away" },
  { "adoption-opinion", "adoption_case", "送养意见", "Opinion on an adoption" },
  { "allowance-sheet", "allowance_run", "寄养费签领表", "Sheet to sign for the allowances" },
  { "allowance-receipt", "family", "寄养费领款单", "Receipt of the allowances", NULL, TRUE },
  { "incident", "incident", "突发事件与投诉记录表", "Record of an incident or a complaint" },
  { "removal", "placement", "紧急带离记录", "Record of an emergency removal" },
  { "week", NULL, "一周待办", "Week" },
  { "visit-round", NULL, "巡访单", "Round of visits" },
  { "blank-form", NULL, "空白表单", "Blank form" },
  { "volume-cover", "archive_volume", "案卷封面", "Cover of the volume" },
  { "volume-list", "archive_volume", "卷内文件目录", "List of the volume" },
  { "volume-end", "archive_volume", "卷内备考表", "End sheet of the volume" },
};

const MiaoPaperKind *
miao_paper_kinds (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (kinds);

  return kinds;
}

const MiaoPaperKind *
miao_paper_find_kind (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return &kinds[i];
  }

  return NULL;
}

char *
miao_paper_split_id (const MiaoPaperKind *kind, const char *id, guint *ret_part)
{
  const char *slash = kind->list != NULL || kind->monthly ? strrchr (id, '/') : NULL;
  guint64 part = 0;

  *ret_part = 0;
  if (slash != NULL && kind->monthly)
    return g_strndup (id, slash - id);
  if (slash == NULL || !g_ascii_string_to_unsigned (slash + 1, 10, 1, G_MAXUINT, &part, NULL))
    return g_strdup (id);
  *ret_part = (guint) part;

  return g_strndup (id, slash - id);
}

gpointer
miao_paper_keep (MiaoPaper *paper, gpointer memory)
{
  g_ptr_array_add (paper->owned, memory);

  return memory;
}

MiaoRecord *
miao_paper_load (MiaoPaper *paper, const char *kind, const char *id, GError **error)
{
  MiaoRecord *record =
      miao_store_load (miao_session_get_store (paper->session), miao_kind_find (kind), id, error);

  if (record != NULL)
    g_ptr_array_add (paper->records, record);

  return record;
}

GPtrArray *
miao_paper_all (MiaoPaper *paper,
                const char *kind,
                const char *field,
                const char *value,
                const char *order,
                GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, field, MIAO_OP_EQ, value);
  miao_query_order (query, order, FALSE);
  all = miao_store_select (miao_session_get_store (paper->session), query, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (paper->records, miao_record_ref (g_ptr_array_index (all, i)));

  return g_steal_pointer (&all);
}

const char *
miao_paper_name (MiaoPaper *paper, const char *kind_name, const char *id)
{
  const MiaoKind *kind = miao_kind_find (kind_name);
  g_autoptr (MiaoRecord) record = NULL;
  const char *field, *name = NULL;
  char *kept;

  if (id == NULL || kind == NULL)
    return NULL;
  kept = g_hash_table_lookup (paper->names, id);
  if (kept != NULL)
    return kept;
  record = miao_store_load (miao_session_get_store (paper->session), kind, id, NULL);
  if (record == NULL)
    return NULL;
  field = kind->title != NULL ? kind->title : kind->number;
  name = field != NULL ? miao_record_get (record, field) : NULL;
  kept = g_strdup (name != NULL ? name : "");
  g_hash_table_insert (paper->names, g_strdup (id), kept);

  return kept;
}

static const char *
name_cb (const char *kind, const char *id, gpointer data)
{
  return miao_paper_name (data, kind, id);
}

static gboolean
describe_house (MiaoPaper *paper, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution =
      miao_facts_institution (miao_session_get_store (paper->session), &problem);
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_local (miao_session_now_ms (paper->session) / 1000);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  paper->institution = g_strdup (institution != NULL ? miao_record_get (institution, "name") : "");
  paper->printed_on = g_strdup_printf (
      "%d年%d月%d日 %02d:%02d", g_date_time_get_year (now), g_date_time_get_month (now),
      g_date_time_get_day_of_month (now), g_date_time_get_hour (now), g_date_time_get_minute (now));
  paper->info = (MiaoDocumentInfo){
    .title = paper->kind->title_zh,
    .institution = paper->institution,
    .series = "儿童个人成长档案",
    .printed_by = miao_session_get_name (paper->session),
    .printed_on = paper->printed_on,
    .practice = miao_session_is_practice (paper->session),
  };
  paper->options = (MiaoPrintOptions){
    .full = miao_session_may (paper->session, MIAO_MAY_READ_IDENTITY),
    .name = name_cb,
    .user_data = paper,
  };

  return TRUE;
}

/* The volume in which the child's papers are, once there is one. */
static gboolean
find_archive_code (MiaoPaper *paper, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("archive_volume"));
  MiaoRecord *volume;

  if (g_strcmp0 (paper->kind->kind, "child") != 0)
    return TRUE;
  miao_query_where (query, "child", MIAO_OP_EQ, paper->id);
  miao_query_order (query, "volume_no", TRUE);
  if (!miao_store_find_first (miao_session_get_store (paper->session), query, &volume, error))
    return FALSE;
  if (volume != NULL) {
    g_ptr_array_add (paper->records, volume);
    paper->info.archive_code = miao_record_get (volume, "archival_code");
  }

  return TRUE;
}

/* The number of the record itself, or else of the child or family that it is about. */
static const MiaoField *
find_number (const MiaoRecord *record, const char **ret_kind, const char **ret_id)
{
  static const char *const about[][2] = { { "child", "child" },
                                          { "family", "family" },
                                          { "placement", "placement" } };
  const MiaoKind *kind = miao_record_get_kind (record);

  *ret_kind = NULL;
  if (kind->number != NULL)
    return miao_kind_field (kind, kind->number);
  for (gsize i = 0; i < G_N_ELEMENTS (about) && *ret_kind == NULL; i++) {
    if (miao_kind_index (kind, about[i][0]) < 0 || !miao_record_has (record, about[i][0]))
      continue;
    *ret_kind = about[i][1];
    *ret_id = miao_record_get (record, about[i][0]);
  }

  return NULL;
}

/* 院内编号, 协议编号, 家庭编号 …: whose paper it is while it has no archive code. */
static gboolean
find_file_number (MiaoPaper *paper, GError **error)
{
  const char *kind = paper->kind->kind, *id = paper->id;
  const MiaoField *field = NULL;
  MiaoRecord *record = NULL;

  while (kind != NULL && field == NULL) {
    record = miao_paper_load (paper, kind, id, error);
    if (record == NULL)
      return FALSE;
    field = find_number (record, &kind, &id);
  }
  if (field != NULL && miao_record_has (record, field->name))
    paper->info.number = miao_paper_keep (
        paper, g_strconcat (field->label_zh, "　", miao_record_get (record, field->name), NULL));

  return TRUE;
}

static gboolean
make_record (MiaoPaper *paper, GError **error)
{
  static const MiaoSignature signatures[] = { { "填表人", NULL }, { "审核人", NULL } };
  MiaoRecord *record = miao_paper_load (paper, paper->kind->kind, paper->id, error);

  if (record == NULL)
    return FALSE;
  paper->document = miao_print_record (&paper->info, record, &paper->options, signatures,
                                       G_N_ELEMENTS (signatures));

  return TRUE;
}

MiaoPaper *
miao_paper_new (MiaoSession *session, const char *name, const char *id, GError **error)
{
  g_autoptr (MiaoPaper) paper = g_new0 (MiaoPaper, 1);
  gboolean made = FALSE;

  paper->session = miao_session_ref (session);
  paper->records = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  paper->curves = miao_paper_curves_new ();
  paper->owned = g_ptr_array_new_with_free_func (g_free);
  paper->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  paper->kind = miao_paper_find_kind (name);
  if (paper->kind == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("没有名为“%s”的文书。", "There is no paper “%s”."), name);
    return NULL;
  }
  paper->id = miao_paper_split_id (paper->kind, id, &paper->part);
  if (paper->kind->monthly && strchr (id, '/') != NULL)
    paper->month = g_strdup (strrchr (id, '/') + 1);
  /* Whoever may not read it does not print it either. */
  if (!miao_session_require (session, MIAO_MAY_PRINT, error) ||
      (paper->kind->kind != NULL &&
       !miao_session_require (session, miao_sight_section (miao_kind_find (paper->kind->kind)),
                              error)) ||
      !describe_house (paper, error) || !find_archive_code (paper, error) ||
      !find_file_number (paper, error))
    return NULL;
  if (g_str_has_prefix (name, "growth"))
    made = miao_paper_make_growth (paper, error);
  else if (strcmp (name, "agreement") == 0)
    made = miao_paper_make_agreement (paper, error);
  else if (strcmp (name, "evaluation") == 0 || strcmp (name, "integration-report") == 0)
    made = miao_paper_make_evaluation (paper, error);
  else if (strcmp (name, "application") == 0)
    made = miao_paper_make_application (paper, error);
  else if (strcmp (name, "match-opinion") == 0)
    made = miao_paper_make_match (paper, error);
  else if (strcmp (name, "ending-notice") == 0)
    made = miao_paper_make_ending (paper, error);
  else if (miao_paper_is_letter (name))
    made = miao_paper_make_letter (paper, error);
  else if (strcmp (name, "allowance-sheet") == 0)
    made = miao_paper_make_allowance (paper, error);
  else if (strcmp (name, "allowance-receipt") == 0)
    made = miao_paper_make_receipt (paper, error);
  else if (strcmp (name, "visit") == 0)
    made = miao_paper_make_visit (paper, error);
  else if (strcmp (name, "incident") == 0)
    made = miao_paper_make_incident (paper, error);
  else if (strcmp (name, "removal") == 0)
    made = miao_paper_make_removal (paper, error);
  else if (strcmp (name, "visit-round") == 0)
    made = miao_paper_make_round (paper, error);
  else if (strcmp (name, "week") == 0)
    made = miao_paper_make_week (paper, error);
  else if (strcmp (name, "blank-form") == 0)
    made = miao_paper_make_blank (paper, error);
  else if (g_str_has_prefix (name, "volume"))
    made = miao_paper_make_volume (paper, error);
  else
    made = make_record (paper, error);
  /* A blank form shows nobody's data. */
  if (!made || (paper->kind->kind != NULL &&
                !miao_audit_read (session, paper->kind->kind, paper->id, error)))
    return NULL;
  miao_document_layout (paper->document);

  return g_steal_pointer (&paper);
}

void
miao_paper_free (MiaoPaper *paper)
{
  if (paper == NULL)
    return;
  g_clear_pointer (&paper->document, miao_document_free);
  g_ptr_array_unref (paper->records);
  g_ptr_array_unref (paper->curves);
  g_ptr_array_unref (paper->owned);
  g_hash_table_unref (paper->names);
  miao_session_unref (paper->session);
  g_free (paper->institution);
  g_free (paper->printed_on);
  g_free (paper->id);
  g_free (paper->month);
  g_free (paper);
}

const MiaoPaperKind *
miao_paper_get_kind (MiaoPaper *paper)
{
  return paper->kind;
}

MiaoDocument *
miao_paper_get_document (MiaoPaper *paper)
{
  return paper->document;
}

static JsonObject *
describe_print (MiaoPaper *paper, const char *how)
{
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "document", paper->kind->name);
  json_object_set_string_member (detail, "how", how);
  json_object_set_int_member (detail, "pages", miao_document_n_pages (paper->document));
  if (paper->part > 0)
    json_object_set_int_member (detail, "part", paper->part);
  if (paper->month != NULL)
    json_object_set_string_member (detail, "month", paper->month);

  return detail;
}

gint64
miao_paper_begin_print (MiaoSession *session, MiaoPaper *paper, const char *how, GError **error)
{
  g_autoptr (JsonObject) detail = describe_print (paper, how);
  const gint64 number =
      miao_output_begin (session, "print", paper->kind->kind, paper->id, detail, error);

  if (number > 0)
    miao_document_set_output_number (paper->document, number);

  return number;
}

GBytes *
miao_paper_render (MiaoSession *session, MiaoPaper *paper, GError **error)
{
  g_autoptr (JsonObject) detail = describe_print (paper, "archive");
  g_autoptr (GBytes) bytes =
      miao_pdf_render (paper->document, miao_session_now_ms (session), error);

  if (bytes == NULL ||
      !miao_audit_event (session, "print", paper->kind->kind, paper->id, detail, error))
    return NULL;

  return g_steal_pointer (&bytes);
}

gboolean
miao_paper_write (MiaoSession *session, MiaoPaper *paper, const char *path, GError **error)
{
  const gint64 number = miao_paper_begin_print (session, paper, "pdf", error);

  if (number == 0)
    return FALSE;
  if (miao_pdf_write (paper->document, miao_session_now_ms (session), path, error))
    return TRUE;
  (void) miao_output_cancel (session, number, NULL);

  return FALSE;
}
