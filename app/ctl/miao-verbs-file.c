/* Verbs about the file as a whole: init, practice, import, account, verify. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-account.h"
#include "miao-archive.h"
#include "miao-check.h"
#include "miao-documents.h"
#include "miao-error.h"
#include "miao-output.h"
#include "miao-pdf.h"
#include "miao-practice.h"
#include "miao-print-recovery.h"
#include "miao-print.h"
#include "miao-secret.h"
#include "miao-store.h"
#include "miao-vault.h"

#include <stdio.h>
#include <string.h>

static const char *
institution_name (JsonObject *input)
{
  if (input == NULL || !json_object_has_member (input, "institution"))
    return "";

  return json_object_get_string_member_with_default (
      json_object_get_object_member (input, "institution"), "name", "");
}

/* The sheet as a PDF: whoever asks for a file prints it at once and deletes it. */
static gboolean
write_sheet (MiaoCtl *ctl, const char *institution, const char *recovery, GError **error)
{
  const MiaoDocumentInfo info = { .title = "恢复密钥单", .institution = institution };
  g_autofree char *name = g_path_get_basename (ctl->store_path);
  g_autofree char *day = miao_print_dup_date (miao_date_today ());
  g_autoptr (MiaoDocument) document = miao_print_recovery_sheet (&info, recovery, name, day);

  return miao_pdf_write (document, g_get_real_time () / 1000, ctl->output, error);
}

/* init [FILE.json]: a new institution; FILE holds { "name": …, "institution": { … } }. */
static int
run_init (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) input = NULL, output = json_object_new ();
  char *recovery = NULL, *password;
  MiaoVaultSetup setup = { .path = ctl->store_path, .login = ctl->login };

  if (ctl->store_path == NULL || ctl->login == NULL)
    return miao_ctl_usage (miao_pick ("init：须有 --store、--account 和 --password-file",
                                      "init: --store, --account and --password-file are needed"));
  if (arguments[0] != NULL) {
    input = miao_ctl_read_json (ctl, arguments[0], &error);
    if (input == NULL)
      return miao_ctl_usage ("%s", error->message);
  }
  password = miao_ctl_read_password (ctl);
  if (password == NULL)
    return MIAO_EXIT_USAGE;
  setup.password = password;
  setup.name = input != NULL
                   ? json_object_get_string_member_with_default (input, "name", ctl->login)
                   : ctl->login;
  if (!miao_vault_create (&setup, &recovery, &error)) {
    miao_secret_free_text (password);
    return miao_ctl_trouble (error);
  }
  miao_secret_free_text (password);
  if (input != NULL && json_object_has_member (input, "institution")) {
    g_autoptr (JsonObject) given = json_object_new ();
    g_autoptr (MiaoOutcome) outcome = NULL;
    int status = miao_ctl_open (ctl);

    if (status != MIAO_EXIT_DONE)
      return status;
    json_object_set_member (given, "institution",
                            json_node_copy (json_object_get_member (input, "institution")));
    if (!miao_use_case_run (ctl->session, "edit-institution", given, &outcome, &error))
      return miao_ctl_trouble (error);
  }
  /* The one time that this key is shown: whoever runs this writes it down and keeps it apart. */
  json_object_set_string_member (output, "store", ctl->store_path);
  if (ctl->output == NULL) {
    json_object_set_string_member (output, "recovery_key", recovery);
  } else if (!write_sheet (ctl, institution_name (input), recovery, &error)) {
    /* The institution is there and its key must not be lost with the sheet. */
    json_object_set_string_member (output, "recovery_key", recovery);
    g_printerr ("miaopuctl: %s\n", error->message);
  } else {
    json_object_set_string_member (output, "recovery_sheet", ctl->output);
  }
  miao_ctl_print_object (output);
  miao_secret_free_text (recovery);

  return MIAO_EXIT_DONE;
}

static void
tell_progress (const char *what, double fraction, gpointer data)
{
  g_printerr ("%3d %% %s\n", (int) (fraction * 100), what);
}

static int
run_practice (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) output = json_object_new ();
  g_autofree char *path = NULL;
  JsonArray *logins = json_array_new ();
  MiaoDate today = ctl->today != NULL ? miao_date_parse (ctl->today) : miao_date_today ();
  const MiaoPracticeAccount *accounts;
  guint n;

  if (today == MIAO_DATE_NONE)
    return miao_ctl_usage (miao_pick ("--today：“%s”不是日期，请写成 YYYY-MM-DD",
                                      "--today: “%s” is no day; write YYYY-MM-DD"),
                           ctl->today);
  if (!miao_practice_create (arguments[0], (guint) MAX (ctl->children, 0), (guint32) ctl->seed,
                             today, tell_progress, NULL, &path, &error)) {
    json_array_unref (logins);
    return miao_ctl_trouble (error);
  }
  accounts = miao_practice_accounts (&n);
  for (guint i = 0; i < n; i++)
    json_array_add_string_element (logins, accounts[i].login);
  json_object_set_string_member (output, "store", path);
  json_object_set_string_member (output, "password", MIAO_PRACTICE_PASSWORD);
  json_object_set_array_member (output, "accounts", logins);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

/* import children LEDGER */
static int
run_import (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) input = json_object_new (), output = NULL;
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (strcmp (arguments[0], "children") != 0)
    return miao_ctl_usage (miao_pick ("import：只能导入 children（儿童台账）",
                                      "import: only “children” can be imported"));
  json_object_set_string_member (input, "path", arguments[1]);
  if (ctl->encoding != NULL)
    json_object_set_string_member (input, "encoding", ctl->encoding);
  if (ctl->mapping != NULL) {
    g_autofree char *mapping = NULL;

    if (!g_file_get_contents (ctl->mapping, &mapping, NULL, &error))
      return miao_ctl_usage ("%s", error->message);
    json_object_set_string_member (input, "mapping", mapping);
  }
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (ctl->dry_run) {
    outcome = miao_use_case_preview (ctl->session, "import-children", input);
    if (miao_outcome_get_error (outcome) != NULL)
      error = g_error_copy (miao_outcome_get_error (outcome));
  } else {
    miao_ctl_run_use_case (ctl, "import-children", input, &outcome, &error);
  }
  output = miao_outcome_to_json (outcome);
  miao_ctl_print_object (output);

  return error != NULL ? miao_ctl_trouble (error) : MIAO_EXIT_DONE;
}

/* account LOGIN ROLE NAME NEW-PASSWORD-FILE [STAFF-ID] */
static int
run_account (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *own_file = NULL;
  g_autoptr (JsonObject) output = json_object_new ();
  char *password;
  gboolean made;
  MiaoRole role;
  int status;

  if (!miao_role_parse (arguments[1], &role))
    return miao_ctl_usage (
        miao_pick (
            "没有“%"
            "s”这个角色：caseworker（社工）、assessor（评估员）、archivist（档案员）、director（负"
            "责人）或 administrator（管理员）",
            "there is no role “%s”: caseworker, assessor, archivist, director or administrator"),
        arguments[1]);
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  own_file = ctl->password_file;
  ctl->password_file = g_strdup (arguments[3]);
  password = miao_ctl_read_password (ctl);
  if (password == NULL)
    return MIAO_EXIT_USAGE;
  made = miao_account_create (ctl->session, arguments[0], arguments[2], role, arguments[4],
                              password, &id, &error);
  miao_secret_free_text (password);
  if (!made)
    return miao_ctl_trouble (error);
  json_object_set_string_member (output, "account", id);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

/* A state of the log that somebody has on paper: "1281:5716bf…". */
static gboolean
check_given_anchor (MiaoCtl *ctl, GPtrArray *problems, GError **error)
{
  g_auto (GStrv) parts = ctl->anchor != NULL ? g_strsplit (ctl->anchor, ":", 2) : NULL;
  GError *trouble = NULL;

  if (parts == NULL)
    return TRUE;
  if (g_strv_length (parts) != 2 || g_ascii_strtoll (parts[0], NULL, 10) < 1) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, "--anchor is LINES:HASH");
    return FALSE;
  }
  if (miao_audit_verify_anchor (ctl->session, g_ascii_strtoll (parts[0], NULL, 10), parts[1],
                                &trouble))
    return TRUE;
  if (!g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_CORRUPT)) {
    g_propagate_error (error, trouble);
    return FALSE;
  }
  g_ptr_array_add (problems, g_strdup (trouble->message));
  g_error_free (trouble);

  return TRUE;
}

/* The whole: pages of the file, audit chain with its anchor and seals, records and documents. */
static int
run_verify (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_auto (MiaoCheckReport) report = { 0 };
  g_autoptr (JsonObject) output = json_object_new ();
  JsonArray *list;
  MiaoCtlLong work;
  gboolean checked;
  gboolean sound;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  miao_ctl_long_begin (&work);
  checked = miao_check_file (ctl->session, &work.progress, work.cancellable, &report, &error);
  miao_ctl_long_end (&work);
  if (!checked || !check_given_anchor (ctl, report.problems, &error))
    return miao_ctl_trouble (error);
  list = json_array_new ();
  for (guint i = 0; i < report.problems->len; i++)
    json_array_add_string_element (list, g_ptr_array_index (report.problems, i));
  sound = report.problems->len == 0;
  json_object_set_boolean_member (output, "sound", sound);
  json_object_set_int_member (output, "audit_lines", report.audit.lines);
  json_object_set_int_member (output, "seals", report.audit.seals);
  json_object_set_int_member (output, "anchored_lines", report.audit.anchor);
  json_object_set_int_member (output, "records", report.records);
  json_object_set_int_member (output, "documents", report.documents);
  json_object_set_array_member (output, "problems", list);
  if (miao_session_get_alarm (ctl->session) != NULL)
    json_object_set_string_member (output, "alarm", miao_session_get_alarm (ctl->session));
  miao_ctl_print_object (output);

  return sound ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

/* archive seal CHILD-ID PAPER | verify VOLUME-ID | package VOLUME-ID --output PATH */
static int
run_archive (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (MiaoRecord) volume = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (MiaoArchiveReport) report = { 0 };
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (strcmp (arguments[0], "seal") == 0) {
    g_autoptr (JsonObject) input = json_object_new (), result = NULL;
    g_autoptr (MiaoOutcome) outcome = NULL;

    json_object_set_string_member (input, "child", arguments[1]);
    json_object_set_string_member (input, "paper",
                                   arguments[2] != NULL ? arguments[2] : "growth-record");
    miao_use_case_run (ctl->session, "seal-item", input, &outcome, &error);
    result = miao_outcome_to_json (outcome);
    miao_ctl_print_object (result);
    return error != NULL ? miao_ctl_trouble (error) : MIAO_EXIT_DONE;
  }
  volume = miao_store_load (miao_session_get_store (ctl->session),
                            miao_kind_find ("archive_volume"), arguments[1], &error);
  if (volume == NULL)
    return miao_ctl_trouble (error);
  if (strcmp (arguments[0], "package") == 0) {
    if (ctl->output == NULL)
      return miao_ctl_usage (miao_pick ("archive package：须用 --output 指定保存位置",
                                        "archive package: --output PATH is needed"));
    if (!miao_archive_package (ctl->session, arguments[1], ctl->output, NULL, &error))
      return miao_ctl_trouble (error);
    json_object_set_string_member (output, "package", ctl->output);
  } else if (strcmp (arguments[0], "verify") == 0) {
    if (!miao_archive_verify_volume (ctl->session, volume, &report, &error))
      return miao_ctl_trouble (error);
    json_object_set_boolean_member (output, "sound", report.problem == NULL);
    json_object_set_int_member (output, "items", report.items);
    if (report.problem != NULL)
      json_object_set_string_member (output, "problem", report.problem);
  } else {
    return miao_ctl_usage (
        miao_pick ("archive：seal（归档）、verify（核验）或 package（导出档案包）",
                   "archive: seal, verify or package"));
  }
  miao_ctl_print_object (output);

  return report.problem == NULL ? MIAO_EXIT_DONE : MIAO_EXIT_TROUBLE;
}

/* export document ID --output FILE: a copy that is not encrypted. */
static int
export_document (MiaoCtl *ctl, const char *id)
{
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (GError) error = NULL;
  gint64 number = 0;
  int status;

  if (id == NULL || ctl->output == NULL)
    return miao_ctl_usage (miao_pick ("export document ID：须用 --output 指定写出的文件",
                                      "export document ID: --output FILE is needed"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_document_export (ctl->session, id, ctl->output, NULL, &number, &error))
    return miao_ctl_trouble (error);
  json_object_set_string_member (output, "file", ctl->output);
  json_object_set_int_member (output, "number", number);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

/* outputs: the register of prints and exports, newest first. */
static int
run_outputs (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) output = json_array_new ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  list = miao_output_list (ctl->session, (guint) MAX (ctl->limit, 0), &error);
  if (list == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < list->len; i++) {
    const MiaoOutput *line = g_ptr_array_index (list, i);
    JsonObject *row = json_object_new ();
    g_autofree char *who = miao_account_dup_name (ctl->session, line->who);

    json_object_set_int_member (row, "number", line->number);
    json_object_set_int_member (row, "at", line->at_ms);
    json_object_set_string_member (row, "action", line->action);
    json_object_set_string_member (row, "what", line->what);
    json_object_set_string_member (row, "kind", line->kind != NULL ? line->kind : "");
    json_object_set_string_member (row, "record", line->record != NULL ? line->record : "");
    json_object_set_string_member (row, "who", who);
    json_object_set_int_member (row, "pages", line->pages);
    json_object_set_boolean_member (row, "cancelled", line->cancelled);
    json_array_add_object_element (output, row);
  }
  miao_ctl_print_array (output);

  return MIAO_EXIT_DONE;
}

/* sweep: encrypted files that no record speaks of, older than a day. */
static int
run_sweep (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (GError) error = NULL;
  int removed, status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  removed = miao_documents_sweep (ctl->session, MIAO_DOCUMENTS_ORPHAN_SECONDS, &error);
  if (removed < 0)
    return miao_ctl_trouble (error);
  json_object_set_int_member (output, "removed", removed);
  miao_ctl_print_object (output);

  return MIAO_EXIT_DONE;
}

/* export national --period P --output F.xml: build, and when it was approved before, write. */
static int
run_export (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) input = json_object_new (), result = NULL;
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("submission"));
  g_autoptr (MiaoRecord) approved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *from = NULL;
  int status;

  if (strcmp (arguments[0], "document") == 0)
    return export_document (ctl, arguments[1]);
  if (strcmp (arguments[0], "national") != 0 || ctl->period == NULL)
    return miao_ctl_usage (miao_pick (
        "export：请写 national --period YYYY-MM [--output F.xml]，或 document ID --output FILE",
        "export: national --period YYYY-MM [--output F.xml], or document ID --output FILE"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  from = g_strconcat (ctl->period, "-01", NULL);
  miao_query_where (query, "period_from", MIAO_OP_EQ, from);
  miao_query_where (query, "status", MIAO_OP_EQ, "APPROVED");
  miao_query_order (query, "serial", TRUE);
  approved = miao_store_first (miao_session_get_store (ctl->session), query, &error);
  if (error != NULL)
    return miao_ctl_trouble (error);
  if (approved != NULL && ctl->output != NULL) {
    json_object_set_string_member (input, "submission", miao_record_get_id (approved));
    json_object_set_string_member (input, "path", ctl->output);
    miao_ctl_run_use_case (ctl, "write-submission", input, &outcome, &error);
  } else {
    json_object_set_string_member (input, "period", ctl->period);
    miao_ctl_run_use_case (ctl, "build-submission", input, &outcome, &error);
  }
  result = miao_outcome_to_json (outcome);
  miao_ctl_print_object (result);

  return error != NULL ? miao_ctl_trouble (error) : MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_file[] = {
  { "init", "[FILE.json] [--output SHEET.pdf]", "a new institution with its first administrator", 0,
    run_init, "建立新机构和第一个管理员账号" },
  { "practice", "FOLDER", "a practice institution of made-up people", 1, run_practice,
    "建立演示机构（人物均为虚构）" },
  { "account", "LOGIN ROLE NAME PASSWORD-FILE [STAFF-ID]", "a further account", 4, run_account,
    "增加账号" },
  { "import", "children LEDGER", "an old ledger, all rows or none", 2, run_import,
    "导入旧台账：全部导入，或一行也不导入" },
  { "archive", "seal CHILD [PAPER] | verify VOLUME | package VOLUME --output PATH",
    "the permanent archive", 2, run_archive, "永久档案：封存、校验、导出档案包" },
  { "export", "national --period YYYY-MM [--output F.xml] | document ID --output FILE",
    "builds the month's return; once it is approved, writes its file", 1, run_export,
    "编制当月上报数据，审批后写出文件；或导出附件" },
  { "outputs", "[--limit N]", "the register of prints and exports", 0, run_outputs,
    "打印与导出登记簿" },
  { "sweep", "", "removes encrypted files that no record speaks of", 0, run_sweep,
    "清理没有记录引用的加密附件" },
  { "verify", "", "the file, the audit chain with anchor and seals, records, documents", 0,
    run_verify, "核对数据文件、操作记录链（含锚点和封印）、记录和附件" },
  { NULL },
};
