/* An evaluation leaves for one member of its team, is packed to go home, or is called back. */
#include "config.h"

#include "miao-account.h"
#include "miao-case-evaluation.h"
#include "miao-cases.h"
#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-fieldwork.h"
#include "miao-file.h"
#include "miao-forms.h"
#include "miao-id.h"
#include "miao-output.h"
#include "miao-params.h"
#include "miao-secret.h"
#include "miao-store-tables.h"
#include "miao-vault-away.h"

#include <sodium.h>
#include <string.h>

/* A package is for days in the villages, not for years. */
#define DUE_MOST_DAYS 92

static gboolean
write_parcel (MiaoCall *call, const char *path, GBytes *bytes, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_CONFLICT,
        miao_pick ("“%s”已经存在，请换一个文件名。", "“%s” exists already. Choose another name."),
        path);
    return FALSE;
  }
  if (call->preview)
    return TRUE;
  miao_call_set_made (call, path);

  return miao_file_replace (path, bytes, error);
}

/* ---- send ---- */

static const MiaoField send_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_REF ("member", "evaluation_member", "For which member", "携带人", P_MUST),
  P_DATE ("due", "Due back", "应带回日期", P_MUST),
  P_LONG ("path", "File", "文件路径", P_MUST),
  P_END,
};

/* The account that works for the member: that of their staff record. */
static MiaoAccount *
find_account (MiaoCall *call, const MiaoRecord *member, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_account_list (call->session, error);
  const char *person = miao_record_get (member, "person");

  if (accounts == NULL)
    return NULL;
  for (guint i = 0; person != NULL && i < accounts->len; i++) {
    MiaoAccount *account = accounts->pdata[i];
    MiaoRole role;

    if (g_strcmp0 (account->staff, person) != 0 || account->disabled ||
        !miao_role_parse (account->role, &role) ||
        !miao_rights_may (role, MIAO_MAY_EVALUATION_FILL))
      continue;
    return miao_store_account_get (call->store, account->id, NULL, error);
  }
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("%s没有可以填写评估的账号，不能带出评估包。请管理员先建立评估员账号。",
                          "%s has no account that fills in evaluations and cannot take a package "
                          "along. Ask an administrator to make an assessor's account."),
               miao_record_get (member, "name"));

  return NULL;
}

static gboolean
may_leave (MiaoCall *call, const MiaoRecord *evaluation, const MiaoRecord *member, GError **error)
{
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "fieldwork");
  const MiaoDate due = miao_call_get_date (call, "due", MIAO_DATE_NONE);

  if (!miao_record_is (member, "evaluation", miao_record_get_id (evaluation)) ||
      miao_record_has (member, "left_on")) {
    g_set_error (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("%s不在本次评估的小组中。", "%s is not in the team of this evaluation."),
        miao_record_get (member, "name"));
    return miao_error_at (error, "member");
  }
  if (due < call->today || due > call->today + DUE_MOST_DAYS) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("应带回日期须在今天之后、%d 天之内。",
                            "The day to bring it back is from today on, at most %d days ahead."),
                 DUE_MOST_DAYS);
    return miao_error_at (error, "due");
  }
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonObject *row = json_array_get_object_element (list, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (row, "state", NULL), "OUT") != 0 ||
        g_strcmp0 (json_object_get_string_member_with_default (row, "member", NULL),
                   miao_record_get_id (member)) != 0)
      continue;
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("%s已经带出外出评估包 %s，同一人同时只能有一个。要重做请先收回。",
                            "%s has package %s already; nobody has two at a time. Call that one "
                            "back first."),
                 miao_record_get (member, "name"),
                 json_object_get_string_member_with_default (row, "number", ""));
    return FALSE;
  }

  return TRUE;
}

/* A running number of everything that leaves the file; the register tells who, when and what. */
static char *
take_number (MiaoCall *call, const char *evaluation, GError **error)
{
  g_autoptr (JsonObject) detail = json_object_new ();
  gint64 number;
  int year;

  json_object_set_string_member (detail, "document", "fieldwork");
  number = miao_output_begin (call->session, "export", "evaluation", evaluation, detail, error);
  if (number == 0)
    return NULL;
  miao_date_get_ymd (call->today, &year, NULL, NULL);

  return g_strdup_printf ("WC-%04d-%05" G_GINT64_FORMAT, year, number);
}

static char *
dup_institution (MiaoCall *call)
{
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, NULL);
  const char *name = institution != NULL ? miao_record_get (institution, "name") : NULL;

  return g_strdup (name != NULL ? name : "");
}

static MiaoFieldworkHead *
make_head (MiaoCall *call,
           const MiaoRecord *evaluation,
           const MiaoRecord *member,
           char *number,
           char *house)
{
  MiaoFieldworkHead *head = g_new0 (MiaoFieldworkHead, 1);
  char today[MIAO_DATE_BUFFER];

  head->package = miao_id_new ();
  head->number = number;
  head->institution = dup_institution (call);
  head->house = house;
  head->evaluation_no = g_strdup (miao_record_get (evaluation, "eval_no"));
  head->holder = g_strdup (miao_record_get (member, "name"));
  head->out_on = g_strdup (miao_date_format (call->today, today));
  head->due = g_strdup (miao_call_get (call, "due"));

  return head;
}

static JsonObject *
write_account (const MiaoAccount *account)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", account->id);
  json_object_set_string_member (object, "login", account->login);
  json_object_set_string_member (object, "name", account->name);
  json_object_set_string_member (object, "staff", account->staff);

  return object;
}

/* What only the member reads. */
static GBytes *
make_content (MiaoCall *call,
              MiaoRecord *evaluation,
              const MiaoRecord *member,
              const MiaoAccount *account,
              GPtrArray *needs,
              const char *base,
              GError **error)
{
  g_autoptr (JsonObject) content = json_object_new ();
  const char *family = miao_record_get (evaluation, "subject_family");
  const int foster = family != NULL ? miao_facts_foster_now (call, family, NULL, error) : 0;
  JsonArray *records =
      foster >= 0 ? miao_fieldwork_collect (call, evaluation, member, needs, error) : NULL;
  char *text;

  if (records == NULL)
    return NULL;
  json_object_set_int_member (content, "foster_now", foster);
  json_object_set_array_member (content, "records", records);
  json_object_set_object_member (content, "account", write_account (account));
  json_object_set_string_member (content, "evaluation", miao_record_get_id (evaluation));
  json_object_set_string_member (content, "member", miao_record_get_id (member));
  json_object_set_boolean_member (content, "practice", miao_session_is_practice (call->session));
  json_object_set_string_member (content, "base", base);
  text = miao_fieldwork_to_text (content);

  return g_bytes_new_take (text, strlen (text));
}

static gboolean
note_leaving (MiaoCall *call,
              MiaoRecord *evaluation,
              const MiaoRecord *member,
              const MiaoFieldworkHead *head,
              GError **error)
{
  g_autoptr (MiaoRecord) before = miao_record_copy (evaluation);
  g_autoptr (JsonArray) list = miao_record_get_list (evaluation, "fieldwork");
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "number", head->number);
  json_object_set_string_member (row, "package", head->package);
  json_object_set_string_member (row, "member", miao_record_get_id (member));
  json_object_set_string_member (row, "holder", head->holder);
  json_object_set_string_member (row, "out_on", head->out_on);
  json_object_set_string_member (row, "by", miao_session_get_name (call->session));
  json_object_set_string_member (row, "due", head->due);
  json_object_set_string_member (row, "state", "OUT");
  json_array_add_object_element (list, row);
  miao_record_set_list (evaluation, "fieldwork", list);

  return miao_call_update (call, before, evaluation, error);
}

static gboolean
send_parcel (MiaoCall *call,
             MiaoRecord *evaluation,
             const MiaoRecord *member,
             const MiaoAccount *account,
             const MiaoCarriedKey *carried,
             const MiaoFieldworkHead *head,
             GPtrArray *needs,
             GError **error)
{
  g_auto (MiaoFieldworkSecret) secret = { 0 };
  g_autofree char *base = miao_fieldwork_dup_base (evaluation, member, needs);
  g_autofree char *header = miao_fieldwork_head_to_text (head);
  g_autoptr (GBytes) content = make_content (call, evaluation, member, account, needs, base, error);
  g_autoptr (GBytes) key = miao_carried_key_to_bytes (carried);
  g_autoptr (GBytes) sealed = NULL, bytes = NULL;

  if (content == NULL)
    return FALSE;
  miao_parcel_make_key (secret.key);
  miao_carried_key_get_sign_public (carried, secret.sign_public);
  secret.base_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, base, -1);
  sealed = miao_carried_key_seal (carried, secret.key, sizeof secret.key);
  bytes = miao_parcel_make (&(MiaoParcelPlan){ .header = header,
                                               .carried = key,
                                               .sealed = sealed,
                                               .content = content,
                                               .package_key = secret.key },
                            error);

  return bytes != NULL && miao_fieldwork_keep_secret (call, head->package, &secret, error) &&
         note_leaving (call, evaluation, member, head, error) &&
         write_parcel (call, miao_call_get (call, "path"), bytes, error);
}

static gboolean
run_send (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) member = NULL;
  g_autoptr (MiaoAccount) account = NULL;
  g_autoptr (MiaoCarriedKey) carried = NULL;
  g_autoptr (MiaoFieldworkHead) head = NULL;
  g_autoptr (GPtrArray) needs = NULL;
  g_autofree char *house = NULL;
  char *number;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error) ||
      miao_forms_of_evaluation (call->store, evaluation, error) == NULL)
    return FALSE;
  member = miao_call_load_param (call, "member", error);
  if (member == NULL || !may_leave (call, evaluation, member, error))
    return FALSE;
  account = find_account (call, member, error);
  if (account == NULL)
    return FALSE;
  carried = miao_vault_carry_key (call->session, account->login, &house, error);
  number = carried != NULL ? take_number (call, miao_record_get_id (evaluation), error) : NULL;
  if (number == NULL)
    return FALSE;
  head = make_head (call, evaluation, member, number, g_steal_pointer (&house));
  if (!miao_fieldwork_collect_needs (call->store, evaluation, &needs, error) ||
      !send_parcel (call, evaluation, member, account, carried, head, needs, error))
    return FALSE;
  miao_call_result (call, "package", head->package);
  miao_call_result (call, "number", head->number);
  miao_call_result (call, "holder", head->holder);
  miao_call_result (call, "path", miao_call_get (call, "path"));

  return TRUE;
}

const MiaoUseCase miao_case_send_fieldwork = {
  .name = "send-fieldwork",
  .label = "Take out a field package",
  .label_zh = "带出外出评估包",
  .permission = MIAO_MAY_EVALUATION_TEAM,
  .params = send_params,
  .run = run_send,
};

/* ---- call back ---- */

static const MiaoField recall_params[] = {
  P_REF ("evaluation", "evaluation", "Evaluation", "评估", P_MUST),
  P_TEXT ("package", "Package", "评估包", P_MUST),
  P_TEXT ("reason", "Reason", "收回原因", P_MUST),
  P_END,
};

static gboolean
run_recall (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoRecord) evaluation = miao_call_load_param (call, "evaluation", error);
  g_autoptr (MiaoRecord) before = NULL;
  g_autoptr (JsonArray) list = NULL;
  const char *package = miao_call_get (call, "package");
  JsonObject *row;

  if (evaluation == NULL || !miao_facts_evaluation_open (evaluation, error))
    return FALSE;
  list = miao_record_get_list (evaluation, "fieldwork");
  row = miao_fieldwork_find (list, package);
  if (row == NULL ||
      g_strcmp0 (json_object_get_string_member_with_default (row, "state", NULL), "OUT") != 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这个外出评估包不在外，无须收回。",
                                    "This field package is not out; there is nothing to call "
                                    "back."));
    return FALSE;
  }
  before = miao_record_copy (evaluation);
  miao_fieldwork_end (call, evaluation, package, "RECALLED", miao_call_get (call, "reason"), NULL);

  return miao_fieldwork_forget_secret (call, package, error) &&
         miao_call_update (call, before, evaluation, error);
}

const MiaoUseCase miao_case_recall_fieldwork = {
  .name = "recall-fieldwork",
  .label = "Call a field package back",
  .label_zh = "收回外出评估包",
  .permission = MIAO_MAY_EVALUATION_TEAM,
  .params = recall_params,
  .run = run_recall,
};

/* ---- pack, in the file of the package ---- */

static const MiaoField pack_params[] = {
  P_LONG ("path", "File", "文件路径", P_MUST),
  P_END,
};

static gboolean
sign_cb (gconstpointer data, gsize size, guint8 *ret_signature, gpointer user, GError **error)
{
  guint8 sign_public[MIAO_SESSION_SIGN_PUBLIC];

  return miao_session_sign (user, data, size, ret_signature, sign_public, error);
}

static gboolean
get_setting (MiaoCall *call, const char *name, char **ret_text, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  *ret_text = miao_store_setting_get (call->store, name, MIAO_DATE_NONE, &trouble);
  if (*ret_text != NULL)
    return TRUE;
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("外出评估包的文件不完整，请重新打开带出的包。",
                                    "The file of the field package is not complete. Open the "
                                    "package that left the house once more."));

  return FALSE;
}

/* The one evaluation that has the account in its team: what came before has none. */
static gboolean
load_own (MiaoCall *call, MiaoRecord **ret_evaluation, MiaoRecord **ret_member, GError **error)
{
  const char *staff = miao_session_get_staff (call->session);

  *ret_member = miao_call_first (call, "evaluation_member", "person", staff, error);
  if (*ret_member != NULL)
    *ret_evaluation =
        miao_call_load (call, "evaluation", miao_record_get (*ret_member, "evaluation"), error);

  return *ret_member != NULL && *ret_evaluation != NULL;
}

static gboolean
run_pack (MiaoCall *call, GError **error)
{
  g_autoptr (MiaoFieldworkHead) head = miao_fieldwork_of_session (call->session);
  g_autoptr (MiaoRecord) evaluation = NULL, member = NULL;
  g_autoptr (JsonObject) content = json_object_new ();
  g_autoptr (MiaoSecretText) hex = NULL;
  g_autofree char *base = NULL, *header = NULL, *brought = NULL;
  g_autoptr (GBytes) plain = NULL, bytes = NULL;
  g_autoptr (GPtrArray) needs = NULL;
  guint8 key[MIAO_PARCEL_KEY];
  JsonArray *papers;
  char *text;

  if (head == NULL || !load_own (call, &evaluation, &member, error) ||
      !miao_fieldwork_pack_needs (call->store, evaluation, &needs, error) ||
      !get_setting (call, MIAO_FIELDWORK_BASE, &base, error) ||
      !get_setting (call, MIAO_FIELDWORK_KEY, &hex, error) ||
      !miao_secret_from_hex (hex, key, sizeof key))
    return FALSE;
  miao_call_set_subject (call, "evaluation", miao_record_get_id (evaluation));
  papers = miao_fieldwork_pack_papers (call, miao_record_get_id (evaluation), error);
  if (papers == NULL)
    return FALSE;
  json_object_set_array_member (content, "papers", papers);
  brought = miao_fieldwork_dup_base (evaluation, member, needs);
  json_object_set_string_member (content, "evaluation", miao_record_get_id (evaluation));
  json_object_set_string_member (content, "member", miao_record_get_id (member));
  json_object_set_string_member (content, "base", base);
  json_object_set_string_member (content, "brought", brought);
  json_object_set_int_member (content, "packed_at", call->now_ms);
  text = miao_fieldwork_to_text (content);
  plain = g_bytes_new_take (text, strlen (text));
  head->back = TRUE;
  header = miao_fieldwork_head_to_text (head);
  bytes = miao_parcel_make (&(MiaoParcelPlan){ .header = header,
                                               .content = plain,
                                               .package_key = key,
                                               .sign = sign_cb,
                                               .sign_data = call->session },
                            error);
  sodium_memzero (key, sizeof key);
  if (bytes == NULL || !write_parcel (call, miao_call_get (call, "path"), bytes, error))
    return FALSE;
  miao_call_result (call, "number", head->number);
  miao_call_result (call, "path", miao_call_get (call, "path"));

  return TRUE;
}

const MiaoUseCase miao_case_pack_fieldwork = {
  .name = "pack-fieldwork",
  .label = "Pack to bring back",
  .label_zh = "打包带回",
  .permission = MIAO_MAY_EVALUATION_FILL,
  .params = pack_params,
  .run = run_pack,
  .place = MIAO_PLACE_AWAY,
};
