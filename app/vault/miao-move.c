#include "config.h"

#include "miao-move.h"

#include "miao-audit.h"
#include "miao-error.h"
#include "miao-fields.h"
#include "miao-place.h"
#include "miao-secret.h"
#include "miao-session-private.h"
#include "miao-store-audit.h"
#include "miao-store-life.h"
#include "miao-store-pour.h"

#include <glib/gstdio.h>

typedef struct {
  MiaoSession *session;
  const char *to;
  const char *password;
  char *field_key; /* wrapped; NULL: the target is a file */
  MiaoMoveReport *report;
} Move;

void
miao_move_report_clear (MiaoMoveReport *report)
{
  g_clear_pointer (&report->waiting, g_strfreev);
}

typedef struct {
  MiaoAttachments *from;
  MiaoAttachments *to;
  gint64 n;
} Carry;

static gboolean
carry_document (MiaoRecord *document, gpointer data, GError **error)
{
  Carry *carry = data;
  const char *id = miao_record_get_id (document);
  g_autoptr (GError) trouble = NULL;

  if (miao_attachments_carry (carry->from, carry->to, id, &trouble) &&
      miao_attachments_verify (carry->to, id, miao_record_get (document, "sha256"), &trouble)) {
    carry->n++;
    return TRUE;
  }
  /* A document may be a paper without a file. */
  if (miao_record_get (document, "sha256") == NULL &&
      g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));

  return FALSE;
}

static gboolean
carry_documents (Move *move, MiaoStore *to, GError **error)
{
  MiaoSession *session = move->session;
  g_autoptr (MiaoAttachments) there = miao_attachments_new (move->to, session->keys);
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("document"));
  Carry carry = { session->attachments, there, 0 };

  miao_attachments_set_store (there, to);
  if (!miao_store_each (session->store, query, carry_document, &carry, error))
    return FALSE;
  move->report->documents = carry.n;

  return TRUE;
}

/* The logins of a server: the mover's, and a list of those that wait. */
static gboolean
make_logins (Move *move, MiaoStore *to, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (to, error);
  g_autoptr (GStrvBuilder) waiting = g_strv_builder_new ();

  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len && miao_store_has_logins (to); i++) {
    const MiaoAccount *account = g_ptr_array_index (accounts, i);
    const gboolean own = g_strcmp0 (account->id, move->session->account->id) == 0;
    char *derived = own ? miao_place_dup_password (account->login, move->password) : NULL;
    gboolean ok = account->disabled ||
                  miao_store_login_put (to, account->login, account->role, derived, error);

    if (derived != NULL)
      miao_secret_free_text (derived);
    if (!ok)
      return FALSE;
    if (!own && !account->disabled)
      g_strv_builder_add (waiting, account->login);
  }
  move->report->waiting = g_strv_builder_end (waiting);

  return TRUE;
}

static gboolean
save_keys (Move *move, MiaoStore *to, GError **error)
{
  MiaoSession *session = move->session;
  g_auto (MiaoKeysName) name =
      miao_store_is_server (to) ? miao_place_attach (to, move->to) : miao_slots_dup_path (move->to);
  g_autoptr (MiaoSlots) slots = miao_slots_load (session->keys_path, error);
  guint8 hash[MIAO_ANCHOR_HASH];
  gint64 count = 0;

  if (slots == NULL || !miao_store_audit_head (to, &count, hash, error))
    return FALSE;
  miao_slots_set_anchor (slots, count, hash);

  return miao_slots_save (slots, name, session->keys, error);
}

static gboolean
finish (MiaoStore *to, gpointer data, GError **error)
{
  Move *move = data;

  return carry_documents (move, to, error) && make_logins (move, to, error) &&
         miao_fields_keep (to, move->field_key, move->session->account->id,
                           g_get_real_time () / 1000, error) &&
         save_keys (move, to, error);
}

static MiaoStore *
open_target (MiaoSession *session, const char *to, GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;

  if (miao_store_is_address (to))
    return miao_session_connect (to, NULL, NULL, TRUE, error);
  slots = miao_slots_load (session->keys_path, error);

  return slots != NULL ? miao_session_open_store (to, slots, session->keys, TRUE, error) : NULL;
}

gboolean
miao_move (MiaoSession *session,
           const char *to,
           const char *password,
           MiaoMoveReport *report,
           GError **error)
{
  g_autofree char *field_key = NULL;
  Move move = { session, to, password, NULL, report };
  gboolean whole = FALSE;
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autoptr (MiaoStore) target = NULL;

  if (!miao_session_require (session, MIAO_MAY_BACKUP, error) ||
      !miao_store_sees_all (session->store, &whole, error))
    return FALSE;
  if (!whole) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("您的登录看不到全部内容，搬迁要用服务器管理员的地址来做。",
                                    "Your login does not see everything; moving takes the address "
                                    "of the server's administrator."));
    return FALSE;
  }
  target = open_target (session, to, error);
  if (target == NULL)
    return FALSE;
  move.field_key = field_key = miao_fields_make (target, session->keys);
  json_object_set_string_member (detail, "to", miao_store_is_address (to) ? "server" : "file");
  if (miao_audit_event (session, "store.move", NULL, NULL, detail, error) &&
      miao_store_pour (session->store, target, finish, &move, &report->rows, error))
    return TRUE;
  if (!miao_store_is_address (to)) {
    g_clear_pointer (&target, miao_store_close);
    (void) g_unlink (to);
  }

  return FALSE;
}
