/* A field package comes back: whether it may come in, and what in it differs. */
#include "config.h"

#include "miao-error.h"
#include "miao-facts.h"
#include "miao-fieldwork-compare.h"
#include "miao-fieldwork-merge.h"
#include "miao-vault-away.h"

#include <string.h>

void
miao_merge_clear (MiaoMerge *merge)
{
  g_clear_pointer (&merge->parcel, miao_parcel_free);
  g_clear_pointer (&merge->head, miao_fieldwork_head_free);
  miao_fieldwork_secret_clear (&merge->secret);
  g_clear_pointer (&merge->content, json_object_unref);
  g_clear_pointer (&merge->base, json_object_unref);
  g_clear_pointer (&merge->brought, json_object_unref);
  g_clear_pointer (&merge->evaluation, miao_record_unref);
  g_clear_pointer (&merge->member, miao_record_unref);
  g_clear_pointer (&merge->differences, g_ptr_array_unref);
  g_clear_pointer (&merge->papers, g_hash_table_unref);
  g_clear_pointer (&merge->needs, g_ptr_array_unref);
  g_clear_pointer (&merge->found, g_ptr_array_unref);
  g_clear_pointer (&merge->seen, g_ptr_array_unref);
  g_clear_pointer (&merge->staff, g_hash_table_unref);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
check_head (MiaoMerge *merge, GError **error)
{
  g_autofree char *house = miao_vault_dup_house (merge->call->session, error);

  if (house == NULL)
    return FALSE;
  if (!merge->head->back) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这是带出的评估包，里面没有填写的内容。请选择评估员“打包带回”"
                                    "生成的文件。",
                                    "This is the package that left; nothing was filled in here. "
                                    "Choose the file that “Pack to bring back” made."));
    return FALSE;
  }
  if (strcmp (house, merge->head->house) == 0)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
               miao_pick ("这个外出评估包属于“%s”，不是从本机构的数据文件带出的，不能合并。",
                          "This field package belongs to “%s”. It did not leave from this "
                          "institution's file and cannot be merged."),
               merge->head->institution);

  return FALSE;
}

static gboolean
refuse_state (const MiaoFieldworkHead *head, JsonObject *row, GError **error)
{
  const char *state = get_text (row, "state");
  const char *day = get_text (row, "back_on");

  if (g_strcmp0 (state, "MERGED") == 0)
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("外出评估包 %s 已于 %s 合并，不会再合并一次。",
                            "Field package %s was merged on %s already; it is not merged twice."),
                 head->number, day != NULL ? day : "");
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("外出评估包 %s 已于 %s 收回，不能再合并。所填内容仍在评估员的电脑上，"
                            "可以照着在院内补填。",
                            "Field package %s was called back on %s and cannot be merged. What was "
                            "filled in is still on the assessor's computer and can be typed here "
                            "from it."),
                 head->number, day != NULL ? day : "");

  return FALSE;
}

static JsonObject *
parse_text (JsonObject *content, const char *name, GError **error)
{
  const char *text = get_text (content, name);
  g_autoptr (GBytes) bytes =
      g_bytes_new_static (text != NULL ? text : "", text != NULL ? strlen (text) : 0);

  return miao_fieldwork_parse (bytes, error);
}

/* Opens it: the key that the house kept, the member's signature, the state that left. */
static gboolean
open_content (MiaoMerge *merge, GError **error)
{
  g_autoptr (GBytes) bytes = miao_parcel_open (merge->parcel, merge->secret.key, error);
  g_autofree char *sha256 = NULL;

  if (bytes == NULL)
    return FALSE;
  if (!miao_parcel_is_signed_by (merge->parcel, merge->secret.sign_public)) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                 miao_pick ("文件没有%s本人账号的签名，不能合并。",
                            "The file is not signed by the account of %s and cannot be merged."),
                 merge->head->holder);
    return FALSE;
  }
  merge->content = miao_fieldwork_parse (bytes, error);
  if (merge->content == NULL)
    return FALSE;
  sha256 = g_compute_checksum_for_string (
      G_CHECKSUM_SHA256,
      get_text (merge->content, "base") != NULL ? get_text (merge->content, "base") : "", -1);
  if (g_strcmp0 (sha256, merge->secret.base_sha256) != 0) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("文件中带出时的内容与本机构登记的不一致，不能合并。",
                                    "What the file says left is not what this institution noted; "
                                    "it cannot be merged."));
    return FALSE;
  }
  merge->base = parse_text (merge->content, "base", error);
  merge->brought = merge->base != NULL ? parse_text (merge->content, "brought", error) : NULL;

  return merge->brought != NULL;
}

/* An assessor brings in their own work only; the office brings in everybody's. */
static gboolean
check_person (MiaoMerge *merge, GError **error)
{
  MiaoSession *session = merge->call->session;
  const char *staff = miao_session_get_staff (session);

  if (miao_record_has (merge->member, "left_on")) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                 miao_pick ("%s已于 %s 退出本次评估小组，其外出评估包不能合并。",
                            "%s left the team of this evaluation on %s; the package cannot be "
                            "merged."),
                 miao_record_get (merge->member, "name"),
                 miao_record_get (merge->member, "left_on"));
    return FALSE;
  }
  if (miao_session_get_role (session) != MIAO_ROLE_ASSESSOR ||
      (staff != NULL && miao_record_is (merge->member, "person", staff)))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                       miao_pick ("评估员只能合并自己带出的评估包。",
                                  "An assessor merges nobody's package but their own."));

  return FALSE;
}

/* The evaluation that lists the package: it is not taken from the file. */
static gboolean
find_evaluation (MiaoMerge *merge, GError **error)
{
  MiaoCall *call = merge->call;
  g_autoptr (JsonArray) list = NULL;
  const char *id;
  JsonObject *row;

  merge->evaluation =
      miao_call_first (call, "evaluation", "eval_no", merge->head->evaluation_no, error);
  if (merge->evaluation != NULL) {
    list = miao_record_get_list (merge->evaluation, "fieldwork");
    row = miao_fieldwork_find (list, merge->head->package);
  } else {
    row = NULL;
  }
  id = miao_call_get (call, "evaluation");
  if (row == NULL) {
    if (error == NULL || *error == NULL)
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                           miao_pick ("本机构没有登记过这个外出评估包。",
                                      "This institution has no note of this field package."));
    return FALSE;
  }
  if (id != NULL && strcmp (id, miao_record_get_id (merge->evaluation)) != 0) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("这个外出评估包属于评估 %s，请到那份评估中合并。",
                            "This field package belongs to evaluation %s. Merge it there."),
                 merge->head->evaluation_no);
    return FALSE;
  }
  miao_call_set_subject (call, "evaluation", miao_record_get_id (merge->evaluation));
  if (strcmp (get_text (row, "state"), "OUT") != 0)
    return refuse_state (merge->head, row, error);
  merge->member = miao_call_load (call, "evaluation_member", get_text (row, "member"), error);

  return merge->member != NULL && miao_facts_evaluation_open (merge->evaluation, error) &&
         check_person (merge, error);
}

gboolean
miao_merge_open (MiaoMerge *merge, GError **error)
{
  MiaoCall *call = merge->call;

  merge->parcel = miao_parcel_read (miao_call_get (call, "path"), error);
  if (merge->parcel == NULL)
    return FALSE;
  merge->head = miao_fieldwork_parse_head (miao_parcel_get_header (merge->parcel), error);
  if (merge->head == NULL || !check_head (merge, error) || !find_evaluation (merge, error) ||
      !miao_fieldwork_get_secret (call, merge->head->package, &merge->secret, error) ||
      !open_content (merge, error))
    return FALSE;
  merge->form = miao_forms_of_evaluation (merge->call->store, merge->evaluation, error);
  if (merge->form == NULL)
    return FALSE;
  merge->differences =
      miao_fieldwork_compare (merge->form, merge->evaluation, merge->base, merge->brought);

  return miao_merge_compare_needs (merge, error);
}
