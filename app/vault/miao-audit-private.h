#pragma once

#include "miao-audit.h"

G_BEGIN_DECLS

/** An account's public signing key is announced by a line of this action about the account, with
 * the detail { "sign_key": hexadecimal }: seals of an account are believed when made with such a
 * key. */
#define MIAO_AUDIT_KEY_ACTION "account.key"
#define MIAO_AUDIT_KEY_MEMBER "sign_key"

gboolean miao_audit_announce_key (MiaoSession *session,
                                  const char *account,
                                  const guint8 sign_public[MIAO_SIGN_PUBLIC],
                                  GError **error);

/** miao_audit_verify() of any open store against a known state: @anchor lines, the last of which
 * has
 * @anchor_hash (%MIAO_ANCHOR_HASH bytes; not looked at when @anchor is 0). */
gboolean miao_audit_verify_chain (MiaoStore *store,
                                  gint64 anchor,
                                  const guint8 *anchor_hash,
                                  MiaoAuditProgress progress,
                                  gpointer data,
                                  MiaoAuditReport *report,
                                  GError **error);

/**
 * miao_audit_check_recent:
 * @limit: newest lines that are looked at
 * @ret_problem: (out) (transfer full) (nullable): for the person; %NULL = all agree
 *
 * Compares the records that the newest lines changed with those lines, back to where a head
 * accepted the data as they were: a page that was put back shows at once. No permission is needed.
 */
gboolean
miao_audit_check_recent (MiaoSession *session, guint limit, char **ret_problem, GError **error);

/** Returns: whether the signature fits the key that the seal itself names. */
gboolean miao_audit_check_seal (const MiaoSealRow *seal);

G_END_DECLS
