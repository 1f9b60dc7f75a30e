#include "config.h"

#include "miao-audit-private.h"

#include "miao-error.h"
#include "miao-session-private.h"
#include "miao-sight.h"

#include <sodium.h>
#include <string.h>

#define CHAIN_NAME "miaopu-audit-1"
#define ABSENT 0xffffffffu
/* Paging to and fro over one record is one reading. */
#define READ_AGAIN_US (60 * G_USEC_PER_SEC)

/* --- Hashes --- */

static void
add_number (crypto_generichash_state *state, gint64 value)
{
  const guint64 bytes = GUINT64_TO_LE ((guint64) value);

  crypto_generichash_update (state, (const guint8 *) &bytes, sizeof bytes);
}

static void
add_text (crypto_generichash_state *state, const char *text)
{
  const gsize length = text != NULL ? strlen (text) : ABSENT;
  const guint32 bytes = GUINT32_TO_LE ((guint32) length);

  crypto_generichash_update (state, (const guint8 *) &bytes, sizeof bytes);
  if (text != NULL)
    crypto_generichash_update (state, (const guint8 *) text, length);
}

void
miao_audit_hash (const MiaoAuditRow *row, guint8 ret_hash[MIAO_AUDIT_HASH_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, MIAO_AUDIT_HASH_BYTES);
  add_text (&state, CHAIN_NAME);
  add_number (&state, row->seq);
  add_number (&state, row->at_ms);
  add_text (&state, row->who);
  add_text (&state, row->action);
  add_text (&state, row->kind);
  add_text (&state, row->record);
  add_text (&state, row->detail);
  crypto_generichash_update (&state, row->digest, MIAO_AUDIT_HASH_BYTES);
  crypto_generichash_update (&state, row->prev, MIAO_AUDIT_HASH_BYTES);
  crypto_generichash_final (&state, ret_hash, MIAO_AUDIT_HASH_BYTES);
}

static void
begin_digest (MiaoSession *session, crypto_generichash_state *state)
{
  crypto_generichash_init (state, session->audit_key, MIAO_SUBKEY_SIZE, MIAO_AUDIT_HASH_BYTES);
}

void
miao_audit_digest (MiaoSession *session,
                   const MiaoRecord *record,
                   guint8 ret_digest[MIAO_AUDIT_HASH_BYTES])
{
  const MiaoKind *kind = miao_record_get_kind (record);
  crypto_generichash_state state;

  begin_digest (session, &state);
  add_text (&state, kind->name);
  add_text (&state, miao_record_get_id (record));
  add_number (&state, miao_record_get_version (record));
  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const char *text = miao_record_get_at (record, i);

    /* Absent fields are left out, so that a field added later changes no old digest. */
    if (text != NULL) {
      add_text (&state, kind->fields[i].name);
      add_text (&state, text);
    }
  }
  crypto_generichash_final (&state, ret_digest, MIAO_AUDIT_HASH_BYTES);
}

/* --- Lines --- */

static gboolean
require_open (MiaoSession *session, GError **error)
{
  if (session->store != NULL && session->keys != NULL)
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                       miao_pick ("已锁定，请先输入口令。", "Locked: enter the password first."));

  return FALSE;
}

/* How far the clocks of two desks may be apart and what they write still keeps its order. A clock
 * that is further off is wrong, and what it says is kept as it said it. */
#define CLOCKS_APART_MS (G_GINT64_CONSTANT (10) * 60 * 1000)

static gint64
after (gint64 last_ms, gint64 now_ms)
{
  return now_ms <= last_ms && last_ms - now_ms < CLOCKS_APART_MS ? last_ms + 1 : now_ms;
}

gboolean
miao_audit_now_ms (MiaoSession *session, gint64 *ret_now_ms, GError **error)
{
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  gint64 last, last_ms;

  if (!miao_store_audit_tail (session->store, &last, &last_ms, hash, error))
    return FALSE;
  *ret_now_ms = after (last_ms, miao_session_now_ms (session));

  return TRUE;
}

/* The lines one after another, each with the hash of the one before. */
static gboolean
append_all (MiaoSession *session, MiaoAuditRow *rows, guint n_rows, GError **error)
{
  gint64 last = 0, now_ms;

  if (n_rows == 0)
    return TRUE;
  if (!miao_store_audit_tail (session->store, &last, &now_ms, rows[0].prev, error))
    return FALSE;
  now_ms = after (now_ms, miao_session_now_ms (session));
  for (guint i = 0; i < n_rows; i++) {
    rows[i].seq = ++last;
    rows[i].at_ms = now_ms;
    rows[i].who = session->account->id;
    if (i > 0)
      memcpy (rows[i].prev, rows[i - 1].hash, MIAO_AUDIT_HASH_BYTES);
    miao_audit_hash (&rows[i], rows[i].hash);
  }

  return miao_store_audit_append_all (session->store, rows, n_rows, error);
}

static gboolean
append (MiaoSession *session, MiaoAuditRow *row, GError **error)
{
  return append_all (session, row, 1, error);
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static gboolean
may_be_told (const MiaoField *field)
{
  return field->sensitivity == MIAO_OPEN &&
         (field->type == MIAO_TYPE_CODE || field->type == MIAO_TYPE_BOOLEAN);
}

static void
add_value (JsonArray *pair, const char *text)
{
  if (text != NULL)
    json_array_add_string_element (pair, text);
  else
    json_array_add_null_element (pair);
}

JsonObject *
miao_audit_changes (const MiaoRecord *before, const MiaoRecord *after)
{
  const MiaoKind *kind = miao_record_get_kind (after);
  JsonObject *detail = json_object_new ();
  JsonObject *changed = json_object_new ();

  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const char *old = miao_record_get_at (before, i);
    const char *new = miao_record_get_at (after, i);

    if (g_strcmp0 (old, new) == 0)
      continue;
    if (may_be_told (&kind->fields[i])) {
      JsonArray *pair = json_array_new ();

      add_value (pair, old);
      add_value (pair, new);
      json_object_set_array_member (changed, kind->fields[i].name, pair);
    } else {
      json_object_set_null_member (changed, kind->fields[i].name);
    }
  }
  json_object_set_object_member (detail, "changed", changed);

  return detail;
}

/* Of the line of a new row, of which an import writes very many. */
static char *
dup_new_detail (const MiaoRecord *record)
{
  return g_strdup_printf ("{\"version\":%" G_GINT64_FORMAT "}", miao_record_get_version (record));
}

gboolean
miao_audit_record (MiaoSession *session,
                   const char *action,
                   const MiaoRecord *before,
                   const MiaoRecord *after,
                   const char *note,
                   GError **error)
{
  g_autoptr (JsonObject) detail = NULL;
  g_autofree char *text = NULL;
  MiaoAuditRow row = { .action = action };

  g_return_val_if_fail (miao_record_get_id (after) != NULL, FALSE);

  if (!require_open (session, error))
    return FALSE;
  g_return_val_if_fail (miao_store_in_transaction (session->store), FALSE);

  if (before == NULL && note == NULL) {
    text = dup_new_detail (after);
  } else {
    detail = before != NULL ? miao_audit_changes (before, after) : json_object_new ();
    json_object_set_int_member (detail, "version", miao_record_get_version (after));
    if (note != NULL)
      json_object_set_string_member (detail, "note", note);
    text = to_text (detail);
  }
  row.kind = miao_record_get_kind (after)->name;
  row.record = miao_record_get_id (after);
  row.detail = text;
  miao_audit_digest (session, after, row.digest);

  return append (session, &row, error);
}

gboolean
miao_audit_records (MiaoSession *session, const char *action, GPtrArray *records, GError **error)
{
  g_autofree MiaoAuditRow *rows = g_new0 (MiaoAuditRow, records->len + 1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!require_open (session, error))
    return FALSE;
  g_return_val_if_fail (miao_store_in_transaction (session->store), FALSE);

  for (guint i = 0; i < records->len; i++) {
    const MiaoRecord *record = g_ptr_array_index (records, i);
    char *text = dup_new_detail (record);

    g_ptr_array_add (texts, text);
    rows[i] = (MiaoAuditRow){ .action = action,
                              .kind = miao_record_get_kind (record)->name,
                              .record = miao_record_get_id (record),
                              .detail = text };
    miao_audit_digest (session, record, rows[i].digest);
  }

  return append_all (session, rows, records->len, error);
}

gboolean
miao_audit_event (MiaoSession *session,
                  const char *action,
                  const char *kind,
                  const char *record,
                  JsonObject *detail,
                  GError **error)
{
  g_autofree char *text = detail != NULL ? to_text (detail) : NULL;
  MiaoAuditRow row = { .action = action, .kind = kind, .record = record, .detail = text };
  crypto_generichash_state state;
  gboolean own;

  if (!require_open (session, error))
    return FALSE;
  begin_digest (session, &state);
  add_text (&state, text);
  crypto_generichash_final (&state, row.digest, MIAO_AUDIT_HASH_BYTES);

  own = !miao_store_in_transaction (session->store);
  if (own && !miao_store_begin (session->store, error))
    return FALSE;
  if (!append (session, &row, error)) {
    if (own)
      miao_store_rollback (session->store);
    return FALSE;
  }

  return !own || miao_store_commit (session->store, error);
}

gboolean
miao_audit_may_read (MiaoSession *session, const MiaoKind *kind, const char *record, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (miao_session_require (session, miao_sight_section (kind), error))
    return TRUE;
  /* Locked: nobody is there who could have been refused. */
  if (session->store != NULL && !session->locked &&
      !miao_audit_event (session, "read.denied", kind->name, record, NULL, &trouble)) {
    g_clear_error (error);
    g_propagate_error (error, g_steal_pointer (&trouble));
  }

  return FALSE;
}

gboolean
miao_audit_was_read_only (MiaoSession *session, gint64 *io_seq)
{
  static const char *const no_changes[3] = { "login", "read", "read.denied" };
  const gint64 since = *io_seq;
  gint64 last, changes;

  if (!miao_store_audit_since (session->store, since, no_changes, &last, &changes, NULL) ||
      last == 0)
    return FALSE;
  *io_seq = last;

  return since > 0 && changes == 0;
}

gboolean
miao_audit_read (MiaoSession *session, const char *kind, const char *record, GError **error)
{
  g_autofree char *name = g_strconcat (kind, "/", record, NULL);
  const gint64 now_us = g_get_monotonic_time ();
  const gint64 *last_us = g_hash_table_lookup (session->reads, name);

  if (last_us != NULL && now_us - *last_us < READ_AGAIN_US)
    return TRUE;
  if (!miao_audit_event (session, "read", kind, record, NULL, error))
    return FALSE;
  g_hash_table_insert (session->reads, g_steal_pointer (&name), g_memdup2 (&now_us, sizeof now_us));

  return TRUE;
}

static const struct {
  const char *action;
  const char *zh;
  const char *en;
} ACTIONS[] = {
  { "account.create", "建立账号", "Account made" },
  { "account.disable", "停用账号", "Account disabled" },
  { "account.lock", "锁定账号", "Account locked" },
  { MIAO_AUDIT_KEY_ACTION, "登记签章公钥", "Signing key announced" },
  { "account.password", "修改口令", "Password changed" },
  { "account.recover", "用恢复单重设口令", "Password set with the recovery sheet" },
  { "account.remove", "移除账号", "Account removed" },
  { "account.reset", "重设口令", "Password reset" },
  { "account.role", "变更角色", "Role changed" },
  { "account.staff", "指定账号属于谁", "Account given to a person" },
  { "account.unlock", "解锁账号", "Account unlocked" },
  { "audit.acknowledge", "确认数据异常", "Alarm accepted" },
  { "audit.seal", "封存操作记录", "Log sealed" },
  { "backup.check", "核验备份", "Backup checked" },
  { "backup.failed", "备份失败", "Backup failed" },
  { "backup.make", "备份", "Backup made" },
  { "backup.restore", "恢复备份", "Backup restored" },
  { "documents.sweep", "清理无主附件", "Left-over files removed" },
  { "export", "导出", "Exported" },
  { "fieldwork.open", "打开外出评估包", "Field package opened" },
  { "keys.replace", "开始更换数据密钥", "Replacing the data key" },
  { "keys.rotate", "更换数据密钥", "Data key replaced" },
  { "login", "登录", "Logged in" },
  { "login.failed", "登录失败", "Failed log-ins" },
  { "output.cancel", "取消打印或导出", "Print or export cancelled" },
  { "print", "打印", "Printed" },
  { "read", "查看", "Read" },
  { "read.denied", "查看被拒绝", "Reading refused" },
  { "recovery.renew", "重制恢复单", "Recovery sheet renewed" },
  { "vault.create", "建立机构数据文件", "Institution file made" },
};

const char *
miao_audit_action_label (const char *action, MiaoLanguage language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++) {
    if (g_strcmp0 (action, ACTIONS[i].action) == 0)
      return language == MIAO_LANGUAGE_ZH ? ACTIONS[i].zh : ACTIONS[i].en;
  }

  return NULL;
}

/* --- Seals --- */

#define SEAL_NAME "miaopu-seal-1"
#define SEAL_BYTES (sizeof SEAL_NAME - 1 + 8 + MIAO_AUDIT_HASH_BYTES)

static void
seal_message (gint64 upto, const guint8 *hash, guint8 message[SEAL_BYTES])
{
  const guint64 number = GUINT64_TO_LE ((guint64) upto);

  memcpy (message, SEAL_NAME, sizeof SEAL_NAME - 1);
  memcpy (message + sizeof SEAL_NAME - 1, &number, 8);
  memcpy (message + sizeof SEAL_NAME - 1 + 8, hash, MIAO_AUDIT_HASH_BYTES);
}

static gboolean
append_seal (MiaoSession *session, GError **error)
{
  MiaoSealRow seal = { .who = session->account->id };
  guint8 message[SEAL_BYTES];

  if (!miao_store_audit_head (session->store, &seal.upto, seal.hash, error))
    return FALSE;
  seal.at_ms = miao_session_now_ms (session);
  seal_message (seal.upto, seal.hash, message);
  if (!miao_keys_sign (session->keys, message, sizeof message, seal.signature) ||
      !miao_keys_get_sign_public (session->keys, seal.public_key)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("这个账号没有签章钥匙。", "This account has no signing key."));
    return FALSE;
  }

  return miao_store_seal_append (session->store, &seal, error);
}

gboolean
miao_audit_seal (MiaoSession *session, GError **error)
{
  gboolean own;

  if (!require_open (session, error))
    return FALSE;
  own = !miao_store_in_transaction (session->store);
  if (own && !miao_store_begin (session->store, error))
    return FALSE;
  /* The line of the sealing itself is under the seal; it also makes each seal's place its own. */
  if (!miao_audit_event (session, "audit.seal", NULL, NULL, NULL, error) ||
      !append_seal (session, error)) {
    if (own)
      miao_store_rollback (session->store);
    return FALSE;
  }

  return !own || miao_store_commit (session->store, error);
}

gboolean
miao_audit_check_seal (const MiaoSealRow *seal)
{
  guint8 message[SEAL_BYTES];

  seal_message (seal->upto, seal->hash, message);

  return crypto_sign_verify_detached (seal->signature, message, sizeof message, seal->public_key) ==
         0;
}
