/* A package that left becomes the file that its work is done in. */
#include "config.h"

#include "miao-error.h"
#include "miao-fieldwork.h"
#include "miao-secret.h"
#include "miao-store-tables.h"
#include "miao-vault-away.h"

#include <sodium.h>
#include <string.h>

typedef struct {
  JsonObject *content;
  const guint8 *key;
} Filling;

static gboolean
keep (MiaoSession *session, const char *name, const char *text, GError **error)
{
  return miao_store_setting_set (miao_session_get_store (session), name, text, MIAO_DATE_NONE,
                                 miao_session_get_account (session), miao_session_now_ms (session),
                                 error);
}

static gboolean
fill_cb (MiaoSession *session, gpointer data, GError **error)
{
  const Filling *filling = data;
  g_autoptr (MiaoSecretText) hex = miao_secret_to_hex (filling->key, MIAO_PARCEL_KEY);
  g_autofree char *foster = g_strdup_printf (
      "%d", (int) json_object_get_int_member_with_default (filling->content, "foster_now", 0));

  return keep (session, MIAO_FIELDWORK_KEY, hex, error) &&
         keep (session, MIAO_FIELDWORK_BASE,
               json_object_get_string_member (filling->content, "base"), error) &&
         keep (session, MIAO_FIELDWORK_FOSTER, foster, error) &&
         miao_fieldwork_fill (session, json_object_get_array_member (filling->content, "records"),
                              error);
}

static gboolean
refuse_content (GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                       miao_pick ("外出评估包的内容不完整，请重新导出。",
                                  "What is inside the field package is not complete. Have it made "
                                  "again."));

  return FALSE;
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

/* It was sealed by somebody who had the account's public key, and may hold anything. */
static MiaoAccount *
read_account (JsonObject *content, GError **error)
{
  JsonNode *node = json_object_get_member (content, "account");
  JsonNode *records = json_object_get_member (content, "records");
  g_autoptr (MiaoAccount) account = miao_account_new ();
  JsonObject *object;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) && records != NULL &&
      JSON_NODE_HOLDS_ARRAY (records) && get_text (content, "base") != NULL) {
    object = json_node_get_object (node);
    account->id = g_strdup (get_text (object, "id"));
    account->login = g_strdup (get_text (object, "login"));
    account->name = g_strdup (get_text (object, "name"));
    account->staff = g_strdup (get_text (object, "staff"));
    account->role = g_strdup (miao_role_name (MIAO_ROLE_ASSESSOR));
    if (account->id != NULL && account->login != NULL && account->name != NULL &&
        account->staff != NULL)
      return g_steal_pointer (&account);
  }
  (void) refuse_content (error);

  return NULL;
}

static gboolean
make_store (const MiaoParcel *parcel,
            const MiaoCarriedKey *carried,
            const MiaoKeys *own,
            const char *password,
            const guint8 *key,
            const char *store_path,
            char **ret_login,
            GError **error)
{
  g_autoptr (GBytes) bytes = miao_parcel_open (parcel, key, error);
  g_autoptr (JsonObject) content = bytes != NULL ? miao_fieldwork_parse (bytes, error) : NULL;
  g_autoptr (MiaoAccount) account = content != NULL ? read_account (content, error) : NULL;
  Filling filling = { .content = content, .key = key };

  if (account == NULL)
    return FALSE;
  if (!miao_vault_create_away (
          &(MiaoVaultAway){
              .path = store_path,
              .account = account,
              .password = password,
              .own = own,
              .cost = miao_carried_key_get_cost (carried),
              .practice = json_object_get_boolean_member_with_default (content, "practice", FALSE),
              .away = miao_parcel_get_header (parcel),
              .fill = fill_cb,
              .fill_data = &filling,
          },
          error))
    return FALSE;
  if (ret_login != NULL)
    *ret_login = g_strdup (account->login);

  return TRUE;
}

gboolean
miao_fieldwork_open (const char *path,
                     const char *password,
                     const char *store_path,
                     char **ret_login,
                     GError **error)
{
  g_autoptr (MiaoParcel) parcel = miao_parcel_read (path, error);
  g_autoptr (MiaoFieldworkHead) head = NULL;
  g_autoptr (MiaoCarriedKey) carried = NULL;
  g_autoptr (MiaoKeys) own = NULL;
  guint8 *key;
  gboolean done;

  if (parcel == NULL)
    return FALSE;
  head = miao_fieldwork_parse_head (miao_parcel_get_header (parcel), error);
  if (head == NULL)
    return FALSE;
  if (head->back || miao_parcel_get_carried (parcel) == NULL ||
      miao_parcel_get_sealed (parcel) == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("这是带回的评估包。请在院内打开机构文件，到该评估中合并。",
                                    "This package is on its way back. Merge it in the institution, "
                                    "at its evaluation."));
    return FALSE;
  }
  carried = miao_carried_key_parse (miao_parcel_get_carried (parcel), error);
  own = carried != NULL ? miao_carried_key_open (carried, password, error) : NULL;
  if (own == NULL)
    return FALSE;
  if (g_bytes_get_size (miao_parcel_get_sealed (parcel)) != MIAO_PARCEL_KEY + MIAO_CARRIED_SEAL)
    return refuse_content (error);
  key = miao_secret_alloc (MIAO_PARCEL_KEY);
  if (!miao_carried_key_unseal (own, miao_parcel_get_sealed (parcel), key))
    done = refuse_content (error);
  else
    done = make_store (parcel, carried, own, password, key, store_path, ret_login, error);
  miao_secret_free (key);

  return done;
}
