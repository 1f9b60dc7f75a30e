#include "config.h"

#include "miao-audit-private.h"

#include "miao-error.h"
#include "miao-place.h"
#include "miao-secret.h"
#include "miao-session-private.h"
#include "miao-sight.h"

#include <string.h>

/* How often @progress is asked. */
#define PROGRESS_LINES 1000

typedef struct {
  MiaoAuditReport *report;
  guint8 prev[MIAO_AUDIT_HASH_BYTES];
  guint8 anchor_hash[MIAO_ANCHOR_HASH];
  GArray *seals; /* of Seal, oldest first */
  guint next_seal;
  GHashTable *keys; /* "account:key" that a line announced */
  MiaoAuditProgress progress;
  gpointer data;
  gboolean stopped;
} Walk;

typedef struct {
  MiaoSealRow row; /* who points to @who */
  char *who;
} Seal;

static void
seal_clear (gpointer data)
{
  Seal *seal = data;

  g_free (seal->who);
}

void
miao_audit_report_clear (MiaoAuditReport *report)
{
  g_clear_pointer (&report->problem, g_free);
}

gboolean
miao_audit_announce_key (MiaoSession *session,
                         const char *account,
                         const guint8 sign_public[MIAO_SIGN_PUBLIC],
                         GError **error)
{
  g_autoptr (JsonObject) detail = json_object_new ();
  g_autofree char *hex = miao_secret_to_hex (sign_public, MIAO_SIGN_PUBLIC);

  json_object_set_string_member (detail, MIAO_AUDIT_KEY_MEMBER, hex);

  return miao_audit_event (session, MIAO_AUDIT_KEY_ACTION, "account", account, detail, error);
}

static gboolean
report_problem (Walk *walk, gint64 at, const char *problem)
{
  walk->report->at = at;
  walk->report->problem = g_strdup (problem);

  return FALSE;
}

/* Returns: (transfer full) (nullable): the key that the line announces, in hexadecimal. */
static char *
dup_announced (const MiaoAuditRow *row)
{
  g_autoptr (JsonNode) node = NULL;

  if (g_strcmp0 (row->action, MIAO_AUDIT_KEY_ACTION) != 0 || row->record == NULL ||
      row->detail == NULL)
    return NULL;
  node = json_from_string (row->detail, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  return g_strdup (json_object_get_string_member_with_default (json_node_get_object (node),
                                                               MIAO_AUDIT_KEY_MEMBER, NULL));
}

static void
learn_key (Walk *walk, const MiaoAuditRow *row)
{
  g_autofree char *key = dup_announced (row);

  if (key != NULL)
    g_hash_table_add (walk->keys, g_strconcat (row->record, ":", key, NULL));
}

static gboolean
check_seal (Walk *walk, const MiaoSealRow *seal, const MiaoAuditRow *row)
{
  g_autofree char *hex = miao_secret_to_hex (seal->public_key, sizeof seal->public_key);
  g_autofree char *name = g_strconcat (seal->who, ":", hex, NULL);

  if (memcmp (seal->hash, row->hash, MIAO_AUDIT_HASH_BYTES) != 0)
    return report_problem (walk, row->seq,
                           miao_pick ("封存过的历史被改写。", "Sealed history was rewritten."));
  if (!miao_audit_check_seal (seal) || !g_hash_table_contains (walk->keys, name))
    return report_problem (walk, row->seq,
                           miao_pick ("封存签名不是该账号的签名。",
                                      "A seal was not signed by the account that it names."));

  return TRUE;
}

static gboolean
check_seals (Walk *walk, const MiaoAuditRow *row)
{
  while (walk->next_seal < walk->seals->len) {
    const Seal *seal = &g_array_index (walk->seals, Seal, walk->next_seal);

    if (seal->row.upto > row->seq)
      break;
    if (seal->row.upto < row->seq)
      return report_problem (walk, row->seq,
                             miao_pick ("封存记录的次序不对。", "A seal is out of order."));
    if (!check_seal (walk, &seal->row, row))
      return FALSE;
    walk->report->seals++;
    walk->next_seal++;
  }

  return TRUE;
}

static gboolean
check_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Walk *walk = data;
  MiaoAuditReport *report = walk->report;
  guint8 hash[MIAO_AUDIT_HASH_BYTES];

  if (row->seq != report->lines + 1)
    return report_problem (walk, report->lines + 1,
                           miao_pick ("操作记录缺行。", "A line of the audit log is missing."));
  if (memcmp (row->prev, walk->prev, sizeof hash) != 0)
    return report_problem (
        walk, row->seq,
        miao_pick ("与上一行的链接断开。", "The link to the line before is broken."));
  miao_audit_hash (row, hash);
  if (memcmp (row->hash, hash, sizeof hash) != 0)
    return report_problem (
        walk, row->seq, miao_pick ("内容与其摘要不符。", "A line does not agree with its hash."));
  if (row->seq == report->anchor && memcmp (hash, walk->anchor_hash, sizeof hash) != 0)
    return report_problem (walk, row->seq,
                           miao_pick ("历史与密钥文件中的锚点不符：曾被改写。",
                                      "History differs from the anchor in the key file: it was "
                                      "rewritten."));
  learn_key (walk, row);
  report->lines = row->seq;
  memcpy (walk->prev, hash, sizeof hash);
  if (!check_seals (walk, row))
    return FALSE;
  if (walk->progress != NULL && row->seq % PROGRESS_LINES == 0 &&
      !walk->progress (row->seq, walk->data)) {
    walk->stopped = TRUE;
    return FALSE;
  }

  return TRUE;
}

static gboolean
keep_seal (const MiaoSealRow *row, gpointer data, GError **error)
{
  Seal seal = { .row = *row, .who = g_strdup (row->who) };

  seal.row.who = seal.who;
  g_array_append_val (data, seal);

  return TRUE;
}

static gboolean
walk_chain (MiaoStore *store, Walk *walk, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (!miao_store_seal_each (store, keep_seal, walk->seals, error))
    return FALSE;
  (void) miao_store_audit_each (store, 1, NULL, NULL, FALSE, 0, check_line, walk, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  if (walk->stopped) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已取消。", "Cancelled."));
    return FALSE;
  }

  return TRUE;
}

gboolean
miao_audit_verify_chain (MiaoStore *store,
                         gint64 anchor,
                         const guint8 *anchor_hash,
                         MiaoAuditProgress progress,
                         gpointer data,
                         MiaoAuditReport *report,
                         GError **error)
{
  g_autoptr (GArray) seals = g_array_new (FALSE, FALSE, sizeof (Seal));
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = {
    .report = report, .progress = progress, .data = data, .seals = seals, .keys = keys
  };
  gboolean done;

  *report = (MiaoAuditReport){ .anchor = anchor };
  if (anchor > 0)
    memcpy (walk.anchor_hash, anchor_hash, sizeof walk.anchor_hash);
  g_array_set_clear_func (seals, seal_clear);

  /* One state of the data, also while others go on working. */
  if (!miao_store_begin_read (store, error))
    return FALSE;
  done = walk_chain (store, &walk, error);
  miao_store_rollback (store);
  if (!done)
    return FALSE;

  if (report->problem == NULL && report->lines < report->anchor)
    report_problem (&walk, report->lines,
                    miao_pick ("操作记录比锚点短：末尾被截去，或恢复了旧副本。",
                               "The log is shorter than its anchor: its end was cut off, or an old "
                               "copy was put back."));
  if (report->problem == NULL && walk.next_seal < seals->len)
    report_problem (
        &walk, report->lines,
        miao_pick ("封存记录所指的行不存在。", "A seal speaks of lines that are gone."));

  return TRUE;
}

gboolean
miao_audit_verify (MiaoSession *session,
                   MiaoAuditProgress progress,
                   gpointer data,
                   MiaoAuditReport *report,
                   GError **error)
{
  g_autoptr (MiaoSlots) slots = NULL;
  guint8 hash[MIAO_ANCHOR_HASH];
  gint64 anchor;

  *report = (MiaoAuditReport){ 0 };
  if (!miao_session_require (session, MIAO_MAY_AUDIT_VERIFY, error))
    return FALSE;
  slots = miao_slots_load (session->keys_path, error);
  if (slots == NULL)
    return FALSE;
  anchor = miao_slots_get_anchor (slots, hash);

  return miao_audit_verify_chain (session->store, anchor, hash, progress, data, report, error);
}

/* --- A state from elsewhere --- */

typedef struct {
  gint64 lines;
  const char *hash;
  gboolean found;
  gboolean same;
} Anchor;

static gboolean
compare_anchor (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Anchor *anchor = data;
  g_autofree char *hash = miao_secret_to_hex (row->hash, sizeof row->hash);

  anchor->found = row->seq == anchor->lines;
  anchor->same = anchor->found && g_ascii_strcasecmp (hash, anchor->hash) == 0;

  return FALSE;
}

gboolean
miao_audit_verify_anchor (MiaoSession *session, gint64 lines, const char *hash, GError **error)
{
  Anchor anchor = { .lines = lines, .hash = hash };
  GError *trouble = NULL;

  if (!miao_session_require (session, MIAO_MAY_AUDIT_VERIFY, error))
    return FALSE;
  (void) miao_store_audit_each (session->store, lines, NULL, NULL, FALSE, 1, compare_anchor,
                                &anchor, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, trouble);
    return FALSE;
  }
  if (anchor.same)
    return TRUE;
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
               anchor.found
                   ? miao_pick ("操作记录第 %" G_GINT64_FORMAT
                                " 行与所给的摘要不同：历史被改写过。",
                                "Line %" G_GINT64_FORMAT
                                " of the log differs from the given hash: history was "
                                "rewritten.")
                   : miao_pick ("操作记录没有第 %" G_GINT64_FORMAT " 行：末尾被截去。",
                                "The log has no line %" G_GINT64_FORMAT ": its end was cut off."),
               lines);

  return FALSE;
}

/* --- Keys --- */

static void
key_free (gpointer data)
{
  MiaoAuditKey *key = data;

  g_free (key->account);
  g_free (key);
}

static gboolean
keep_key (const MiaoAuditRow *row, gpointer data, GError **error)
{
  g_autofree char *hex = dup_announced (row);
  MiaoAuditKey key = { .since_ms = row->at_ms };

  if (miao_secret_from_hex (hex, key.public_key, sizeof key.public_key)) {
    key.account = g_strdup (row->record);
    g_ptr_array_add (data, g_memdup2 (&key, sizeof key));
  }

  return TRUE;
}

GPtrArray *
miao_audit_list_keys (MiaoSession *session, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (session->store, error);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (key_free);

  if (accounts == NULL)
    return NULL;
  for (guint i = 0; i < accounts->len; i++) {
    const MiaoAccount *account = g_ptr_array_index (accounts, i);

    if (!miao_store_audit_each (session->store, 1, account->id, NULL, FALSE, 0, keep_key, keys,
                                error))
      return NULL;
  }

  return g_steal_pointer (&keys);
}

/* --- One record --- */

typedef struct {
  guint8 digest[MIAO_AUDIT_HASH_BYTES];
  gboolean found;
  gboolean same;
} RecordCheck;

static gboolean
is_change (const MiaoAuditRow *row)
{
  g_autoptr (JsonNode) node = row->detail != NULL ? json_from_string (row->detail, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "version");
}

static gboolean
compare_digest (const MiaoAuditRow *row, gpointer data, GError **error)
{
  RecordCheck *check = data;

  if (!is_change (row))
    return TRUE;
  check->found = TRUE;
  check->same = memcmp (row->digest, check->digest, sizeof check->digest) == 0;

  return FALSE;
}

/* @ret_problem: (transfer none): NULL when the record agrees with its line. */
static gboolean
check_record (MiaoSession *session,
              const MiaoRecord *record,
              const char **ret_problem,
              GError **error)
{
  RecordCheck check = { 0 };
  GError *trouble = NULL;

  miao_audit_digest (session, record, check.digest);
  (void) miao_store_audit_each (session->store, 1, miao_record_get_id (record), NULL, TRUE, 0,
                                compare_digest, &check, &trouble);
  if (trouble != NULL) {
    g_propagate_error (error, trouble);
    return FALSE;
  }
  if (check.same)
    *ret_problem = NULL;
  else if (check.found)
    *ret_problem = miao_pick ("记录的内容与操作记录中的摘要不符：它不是用本程序改动的。",
                              "The record does not agree with its audit line: it was changed "
                              "without the program.");
  else
    *ret_problem = miao_pick ("操作记录中没有这条记录的来历。",
                              "The audit log does not tell where this record comes from.");

  return TRUE;
}

gboolean
miao_audit_verify_record (MiaoSession *session, const MiaoRecord *record, GError **error)
{
  const char *problem = NULL;

  if (!miao_session_require (session, MIAO_MAY_AUDIT_VERIFY, error) ||
      !check_record (session, record, &problem, error))
    return FALSE;
  if (problem != NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT, problem);

  return problem == NULL;
}

/* --- The newest records --- */

typedef struct {
  const MiaoKind *kind;
  char *id;
} Recent;

static void
recent_free (gpointer data)
{
  Recent *recent = data;

  g_free (recent->id);
  g_free (recent);
}

static gboolean
collect_recent (const MiaoAuditRow *row, gpointer data, GError **error)
{
  const MiaoKind *kind = row->kind != NULL ? miao_kind_find (row->kind) : NULL;
  Recent *recent;

  if (g_strcmp0 (row->action, "audit.acknowledge") == 0)
    return FALSE;
  if (kind == NULL || row->record == NULL || !is_change (row))
    return TRUE;
  recent = g_new0 (Recent, 1);
  recent->kind = kind;
  recent->id = g_strdup (row->record);
  g_ptr_array_add (data, recent);

  return TRUE;
}

static gboolean
check_recent (MiaoSession *session, guint limit, char **ret_problem, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (recent_free);
  GError *trouble = NULL;

  (void) miao_store_audit_each (session->store, 1, NULL, NULL, TRUE, limit, collect_recent, list,
                                &trouble);
  for (guint i = 0; trouble == NULL && *ret_problem == NULL && i < list->len; i++) {
    const Recent *recent = g_ptr_array_index (list, i);
    g_autoptr (MiaoRecord) record =
        miao_store_load (session->store, recent->kind, recent->id, &trouble);
    const char *problem = NULL;

    if (g_error_matches (trouble, MIAO_ERROR, MIAO_ERROR_NOT_FOUND)) {
      g_clear_error (&trouble);
      problem = miao_pick ("操作记录提到的一条记录不见了。",
                           "A record that the audit log speaks of is gone.");
    } else if (record != NULL) {
      (void) check_record (session, record, &problem, &trouble);
    }
    if (problem != NULL)
      *ret_problem = g_strdup_printf (
          miao_pick ("%s（%s）数据可能被部分换成了旧内容。请停止录入，并与备份核对。",
                     "%s (%s) Some of the data may have been put back to an older state. Stop "
                     "entering data and compare with the backup."),
          problem, miao_kind_label (recent->kind));
  }
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, trouble);

  return FALSE;
}

gboolean
miao_audit_check_recent (MiaoSession *session, guint limit, char **ret_problem, GError **error)
{
  gboolean done;

  *ret_problem = NULL;
  /* A server shows an account the tables of its role only, and no desk has its pages to put back;
   * there the chain and the backups tell. */
  if (miao_store_is_server (session->store))
    return TRUE;
  if (!miao_store_begin_read (session->store, error))
    return FALSE;
  done = check_recent (session, limit, ret_problem, error);
  miao_store_rollback (session->store);

  return done;
}

/* --- All records --- */

typedef struct {
  MiaoSession *session;
  MiaoAuditBad bad;
  MiaoAuditProgress progress;
  gpointer data;
  gint64 records;
  gint64 n_bad;
  gboolean stopped;
} RecordsWalk;

static gboolean
check_next (MiaoRecord *record, gpointer data, GError **error)
{
  RecordsWalk *walk = data;
  const char *problem = NULL;

  if (!check_record (walk->session, record, &problem, error))
    return FALSE;
  walk->records++;
  if (problem != NULL) {
    walk->n_bad++;
    walk->stopped = walk->bad != NULL && !walk->bad (record, problem, walk->data);
  }
  if (walk->progress != NULL && walk->records % PROGRESS_LINES == 0)
    walk->stopped |= !walk->progress (walk->records, walk->data);
  if (walk->stopped)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已取消。", "Cancelled."));

  return !walk->stopped;
}

static gboolean
check_kinds (RecordsWalk *walk, GError **error)
{
  const MiaoKind *const *kinds = miao_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++) {
    g_autoptr (MiaoQuery) query = miao_query_new (kinds[i]);

    /* A server shows nobody what their role may not see; others verify the rest. */
    if (miao_store_has_logins (walk->session->store) &&
        !miao_rights_may (walk->session->role, miao_sight_section (kinds[i])))
      continue;
    if (!miao_store_each (walk->session->store, query, check_next, walk, error))
      return FALSE;
  }

  return TRUE;
}

gint64
miao_audit_verify_records (MiaoSession *session,
                           MiaoAuditBad bad,
                           MiaoAuditProgress progress,
                           gpointer data,
                           gint64 *ret_records,
                           GError **error)
{
  RecordsWalk walk = { .session = session, .bad = bad, .progress = progress, .data = data };
  gboolean done;

  if (!miao_session_require (session, MIAO_MAY_AUDIT_VERIFY, error) ||
      !miao_store_begin_read (session->store, error))
    return -1;
  done = check_kinds (&walk, error);
  miao_store_rollback (session->store);
  if (!done)
    return -1;
  if (ret_records != NULL)
    *ret_records = walk.records;

  return walk.n_bad;
}
