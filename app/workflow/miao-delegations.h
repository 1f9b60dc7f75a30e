#pragma once

#include "miao-delegation-rules.h"
#include "miao-record.h"
#include "miao-session.h"

G_BEGIN_DECLS

/* Who looks after whose tasks. */

/**
 * MiaoDelegation:
 * @from, @to: ids of staff records
 * @from_account: (nullable): id of the account of whose tasks they are
 * @from_name, @to_name: of the people; "" where the name is not stored
 * @own: whether the person who asks gives or takes it
 * @may_end: whether that person may end it
 */
typedef struct {
  MiaoRecord *record;
  const char *from;
  const char *to;
  char *from_account;
  char *from_name;
  char *to_name;
  MiaoDelegationState state;
  gboolean own;
  gboolean may_end;
} MiaoDelegation;

void miao_delegation_free (MiaoDelegation *delegation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoDelegation, miao_delegation_free)

/**
 * miao_delegations_read:
 * @on: the day
 * @since: those whose last day is not before it
 *
 * Returns: (transfer full) (element-type MiaoDelegation): those that run on @on, those to come and,
 *   when @since is before it, those that are over, by their first day. Few: they last some days.
 */
GPtrArray *miao_delegations_read (MiaoSession *session, MiaoDate on, MiaoDate since, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_delegations_find:
 * @from: whose tasks
 * @to: (nullable): the stand-in; %NULL: anybody
 *
 * Returns: (transfer none) (nullable): the one of @delegations that runs.
 */
const MiaoDelegation *
miao_delegations_find (GPtrArray *delegations, const char *from, const char *to);

/** Returns: (transfer none) (nullable): the one that runs of whoever has @account: their tasks are
 *  also those that nobody is responsible for yet and that they began. */
const MiaoDelegation *miao_delegations_find_maker (GPtrArray *delegations, const char *account);

/** Returns: (transfer full) (element-type MiaoRecord): the staff that tasks can be handed to, by
 *  name: they work here, are not @but, and have an account in use that sees tasks. */
GPtrArray *miao_delegations_people (MiaoSession *session,
                                    const char *but,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type utf8): set of the ids of the staff who have such an
 *  account. */
GHashTable *miao_delegations_accounts (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
