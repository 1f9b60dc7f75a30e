#pragma once

#include "miao-record.h"
#include "miao-session.h"
#include "miao-store-audit.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The audit chain: one line for each change, reading of a child, print and export, in the same
 * transaction as what it tells. Each line carries the hash of the one before:
 *
 *   hash = BLAKE2b-256 ("miaopu-audit-1", seq, at, who, action, kind, record, detail, digest, prev)
 *
 * with numbers as 8 bytes little endian and every other field behind its length as 4 bytes little
 * endian (0xffffffff for an absent one), so that anybody with the database can check the chain
 * without this program. The digest stands for the content of the record: it is a keyed hash, so
 * that no name or number can be guessed from it. Details name the fields that changed, never the
 * values of sensitive ones.
 */

/**
 * miao_audit_record:
 * @action: use case, "child.edit"
 * @before: (nullable): as it was, %NULL for a new record
 * @after: as it was just stored (its id and version are those of the row)
 * @note: (nullable): reason given by the person; kept in the detail
 *
 * To be called inside the open transaction that stored @after.
 */
gboolean miao_audit_record (MiaoSession *session,
                            const char *action,
                            const MiaoRecord *before,
                            const MiaoRecord *after,
                            const char *note,
                            GError **error);

/**
 * miao_audit_records:
 * @records: (element-type MiaoRecord): new ones, as they were just stored
 *
 * A line for each of them, as miao_audit_record() writes it, in few statements.
 */
gboolean
miao_audit_records (MiaoSession *session, const char *action, GPtrArray *records, GError **error);

/**
 * miao_audit_event:
 * @kind: (nullable): what it is about
 * @record: (nullable): id
 * @detail: (nullable): more about it, free of personal data: { "document": "growth-record" }
 *
 * For everything that is not a change of one record: log-in, print, export, decision. Inside the
 * open transaction if there is one, else in its own.
 */
gboolean miao_audit_event (MiaoSession *session,
                           const char *action,
                           const char *kind,
                           const char *record,
                           JsonObject *detail,
                           GError **error);

/**
 * miao_audit_may_read:
 * @record: (nullable): id; %NULL: a list
 *
 * Whether the account sees the section that records of @kind belong to; when it does not, the
 * attempt is logged ("read.denied").
 *
 * Errors: %MIAO_ERROR_DENIED, or what kept the line from being written.
 */
gboolean miao_audit_may_read (MiaoSession *session,
                              const MiaoKind *kind,
                              const char *record,
                              GError **error);

/**
 * miao_audit_was_read_only:
 * @io_seq: (inout): the line of the log looked at last, 0 at first; then the newest
 *
 * Every change is a line of the log. So what somebody wrote meanwhile is of no matter to whoever
 * shows records where it only says that others logged in and read.
 *
 * Returns: whether there are new lines, and all of them say that; %FALSE where it cannot be told.
 */
gboolean miao_audit_was_read_only (MiaoSession *session, gint64 *io_seq);

/** Logs "read" of a record; again for the same record only after a minute. */
gboolean
miao_audit_read (MiaoSession *session, const char *kind, const char *record, GError **error);

/**
 * miao_audit_seal:
 *
 * Signs the chain up to its head with the account's key: what was sealed cannot be rewritten even
 * by somebody who has the data key. Inside the open transaction if there is one, else in its own.
 */
gboolean miao_audit_seal (MiaoSession *session, GError **error);

/**
 * miao_audit_action_label:
 *
 * Returns: (transfer none) (nullable): 登录 · 查看 · 打印 …, the actions that the vault itself
 * writes and those that no use case has; %NULL for the name of a use case.
 */
const char *miao_audit_action_label (const char *action, MiaoLanguage language);

/** Writes the keyed hash of the record's content (kind, id, version and every field). */
void miao_audit_digest (MiaoSession *session,
                        const MiaoRecord *record,
                        guint8 ret_digest[MIAO_AUDIT_HASH_BYTES]);

/** Returns: (transfer full): { "changed": { "status": ["draft", "final"], "name": null } }: old and
 * new for open codes, dates, numbers and yes/no; %NULL for everything else. */
JsonObject *miao_audit_changes (const MiaoRecord *before,
                                const MiaoRecord *after) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_audit_now_ms:
 * @ret_now_ms: ms UTC
 *
 * The time that what is written now is stamped with: what the clock says, but always after the last
 * line of the chain as long as the clock is less than ten minutes behind it. So two records of one
 * day stand in the order in which they were made, though two desks made them and one clock is slow.
 * Thread: that of the session.
 */
gboolean miao_audit_now_ms (MiaoSession *session, gint64 *ret_now_ms, GError **error);

/** The hash of @row over all its other fields. Pure. */
void miao_audit_hash (const MiaoAuditRow *row, guint8 ret_hash[MIAO_AUDIT_HASH_BYTES]);

/** A public signing key that the chain announces: whoever signs with it was that account. */
typedef struct {
  char *account; /* id */
  guint8 public_key[MIAO_SIGN_PUBLIC];
  gint64 since_ms;
} MiaoAuditKey;

/** Returns: (transfer full) (element-type MiaoAuditKey): the keys of all accounts, also of those
 * that were disabled since and keys that were replaced: old seals stay good. */
GPtrArray *miao_audit_list_keys (MiaoSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * MiaoAuditReport:
 * @lines: lines read
 * @seals: seals checked
 * @anchor: lines that the key file knows of
 * @at: line at which the problem shows, 0 = none
 * @problem: what is wrong, for the person; %NULL = the chain is sound
 */
typedef struct {
  gint64 lines;
  gint64 seals;
  gint64 anchor;
  gint64 at;
  char *problem;
} MiaoAuditReport;

void miao_audit_report_clear (MiaoAuditReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoAuditReport, miao_audit_report_clear)

/** Called now and then with the number of lines read. Returns: %FALSE to stop. */
typedef gboolean (*MiaoAuditProgress) (gint64 lines, gpointer data);

/**
 * miao_audit_verify:
 * @progress: (nullable)
 *
 * Reads the whole chain: every hash, every link, the anchor, the seals and whose keys made them.
 * Needs %MIAO_MAY_AUDIT_VERIFY. 20,000 lines take some 50 ms.
 *
 * Returns: %FALSE with @error set when it could not be checked; else look at @report->problem.
 */
gboolean miao_audit_verify (MiaoSession *session,
                            MiaoAuditProgress progress,
                            gpointer data,
                            MiaoAuditReport *report,
                            GError **error);

/**
 * miao_audit_verify_anchor:
 * @lines: a number of lines that stands on paper or in the note of a backup
 * @hash: the hash of the last of them, hexadecimal
 *
 * Whether the chain went through that state. Needs %MIAO_MAY_AUDIT_VERIFY.
 *
 * Errors: %MIAO_ERROR_CORRUPT when the line is gone or differs.
 */
gboolean
miao_audit_verify_anchor (MiaoSession *session, gint64 lines, const char *hash, GError **error);

/**
 * miao_audit_verify_record:
 *
 * Compares a record with the digest of the last line that changed it: a row that was changed
 * without the program does not agree.
 *
 * Returns: %FALSE with %MIAO_ERROR_CORRUPT when it does not, or when no line tells of it.
 */
gboolean miao_audit_verify_record (MiaoSession *session, const MiaoRecord *record, GError **error);

/** Told of each record that does not agree with its audit line. Returns: %FALSE to stop. */
typedef gboolean (*MiaoAuditBad) (const MiaoRecord *record, const char *problem, gpointer data);

/**
 * miao_audit_verify_records:
 * @bad: (nullable)
 * @progress: (nullable): called with the number of records read
 *
 * miao_audit_verify_record() for every record of every kind, in one state of the data. Memory does
 * not grow with their number. The two callbacks get the same @data.
 *
 * Returns: how many records do not agree, -1 with @error set when it could not be checked.
 */
gint64 miao_audit_verify_records (MiaoSession *session,
                                  MiaoAuditBad bad,
                                  MiaoAuditProgress progress,
                                  gpointer data,
                                  gint64 *ret_records,
                                  GError **error);

G_END_DECLS
