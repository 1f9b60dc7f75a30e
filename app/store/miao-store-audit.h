#pragma once

#include "miao-store.h"

G_BEGIN_DECLS

#define MIAO_AUDIT_HASH_BYTES 32

/**
 * MiaoAuditRow:
 * @seq: 1, 2, 3, … without gaps
 * @at_ms: ms UTC as the clock said, see miao_audit_now_ms(); order comes from @seq
 * @who: account id
 * @action: use case
 * @kind: (nullable)
 * @record: (nullable)
 * @detail: (nullable): JSON
 * @digest: of what was done, made by the caller
 * @prev: hash of the row before, zeros for the first
 * @hash: of this row, made by the caller
 *
 * One line of the audit chain. The store only keeps it and refuses whatever is not the next line;
 * what is hashed and how is decided in vault/.
 */
typedef struct {
  gint64 seq;
  gint64 at_ms;
  const char *who;
  const char *action;
  const char *kind;
  const char *record;
  const char *detail;
  guint8 digest[MIAO_AUDIT_HASH_BYTES];
  guint8 prev[MIAO_AUDIT_HASH_BYTES];
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
} MiaoAuditRow;

/** @ret_seq: 0 and zeros for @ret_hash when there is no line yet. */
gboolean miao_store_audit_head (MiaoStore *store,
                                gint64 *ret_seq,
                                guint8 ret_hash[MIAO_AUDIT_HASH_BYTES],
                                GError **error);

/** The same, with the time of that line; 0 for @ret_at_ms when there is none yet. */
gboolean miao_store_audit_tail (MiaoStore *store,
                                gint64 *ret_seq,
                                gint64 *ret_at_ms,
                                guint8 ret_hash[MIAO_AUDIT_HASH_BYTES],
                                GError **error);

/** @ret_at_ms: the latest time in [@from_ms, @before_ms) of the last hundred lines; 0: none. */
gboolean miao_store_audit_last_between (
    MiaoStore *store, gint64 from_ms, gint64 before_ms, gint64 *ret_at_ms, GError **error);

/**
 * miao_store_audit_since:
 * @seq: the lines after that one
 * @passed_over: actions that are not counted
 * @ret_last: the last of them; 0: there is none
 * @ret_others: how many of them tell of another action
 */
gboolean miao_store_audit_since (MiaoStore *store,
                                 gint64 seq,
                                 const char *const passed_over[3],
                                 gint64 *ret_last,
                                 gint64 *ret_others,
                                 GError **error);

/** Inside a transaction. Errors: %MIAO_ERROR_REFUSED when @row is not the next line. */
gboolean miao_store_audit_append (MiaoStore *store, const MiaoAuditRow *row, GError **error);

/** The same for several lines, one after the other, in few statements. */
gboolean miao_store_audit_append_all (MiaoStore *store,
                                      const MiaoAuditRow *rows,
                                      guint n_rows,
                                      GError **error);

/** Returns: %FALSE to stop (with @error set or not). */
typedef gboolean (*MiaoAuditFunc) (const MiaoAuditRow *row, gpointer data, GError **error);

/**
 * miao_store_audit_each:
 * @from: first line; 1 = all
 * @record: (nullable): only lines about that record
 * @who: (nullable): only lines of that account
 * @newest_first: from the end backwards, down to @from
 * @limit: most lines, 0 = all
 */
gboolean miao_store_audit_each (MiaoStore *store,
                                gint64 from,
                                const char *record,
                                const char *who,
                                gboolean newest_first,
                                guint limit,
                                MiaoAuditFunc each,
                                gpointer data,
                                GError **error);

#define MIAO_SEAL_SIGNATURE_BYTES 64
#define MIAO_SEAL_PUBLIC_KEY_BYTES 32

/** A signature over the chain up to a line. Rows are final. */
typedef struct {
  gint64 upto;
  gint64 at_ms;
  const char *who;
  guint8 hash[MIAO_AUDIT_HASH_BYTES];
  guint8 signature[MIAO_SEAL_SIGNATURE_BYTES];
  guint8 public_key[MIAO_SEAL_PUBLIC_KEY_BYTES];
} MiaoSealRow;

gboolean miao_store_seal_append (MiaoStore *store, const MiaoSealRow *row, GError **error);
typedef gboolean (*MiaoSealFunc) (const MiaoSealRow *row, gpointer data, GError **error);
/** From the oldest to the newest. */
gboolean miao_store_seal_each (MiaoStore *store, MiaoSealFunc each, gpointer data, GError **error);

G_END_DECLS
