#pragma once

#include "miao-account.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Takes the lock of the key file and loads what is there now; @ret_lock goes to
 *  miao_account_end_slots() also when %NULL is returned. */
MiaoSlots *miao_account_begin_slots (MiaoSession *session,
                                     int *ret_lock,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_account_end_slots (MiaoSession *session, int lock);

/** One transaction: row (if @account), lines, the generation; the key file is made durable just
 *  before the commit. @detail, @sign_public: (nullable) */
gboolean miao_account_save_together (MiaoSession *session,
                                     const MiaoSlots *slots,
                                     MiaoAccount *account,
                                     const char *action,
                                     JsonObject *detail,
                                     const guint8 *sign_public,
                                     GError **error);

/** Returns: (transfer full): an account that is neither one's own nor the last administrator's. */
MiaoAccount *miao_account_find_other (MiaoSession *session,
                                      const char *login,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Refuses a person who has another account. @staff, @account: (nullable): id of the account that
 *  may have it. */
gboolean miao_account_check_staff (MiaoSession *session,
                                   const char *staff,
                                   const char *account,
                                   GError **error);

G_END_DECLS
