#include "config.h"

#include "miao-session-private.h"

#include "miao-error.h"
#include "miao-store-audit.h"

/* A chosen day begins at nine in the morning. */
#define CHOSEN_HOUR 9
#define HALF_DAY_MS (G_GINT64_CONSTANT (12) * 3600 * 1000)

/* --- The day --- */

MiaoDate
miao_session_today (const MiaoSession *session)
{
  return session->chosen_day != MIAO_DATE_NONE ? session->chosen_day : miao_date_today ();
}

static gint64
morning_of (MiaoDate day)
{
  int year, month, of_month;
  g_autoptr (GDateTime) morning = NULL;

  miao_date_get_ymd (day, &year, &month, &of_month);
  morning = g_date_time_new_local (year, month, of_month, CHOSEN_HOUR, 0, 0);

  return g_date_time_to_unix (morning) * 1000;
}

gint64
miao_session_now_ms (const MiaoSession *session)
{
  if (session->chosen_day == MIAO_DATE_NONE)
    return g_get_real_time () / 1000;

  return morning_of (session->chosen_day) +
         (g_get_monotonic_time () - session->chosen_from_us) / 1000;
}

gboolean
miao_session_set_today (MiaoSession *session, MiaoDate today, GError **error)
{
  gint64 morning, last = 0;

  if (!session->practice) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_DENIED,
        miao_pick ("只有演示机构可以指定日期。", "The day can be chosen in practice files only."));
    return FALSE;
  }
  /* The day goes on where it was left: what is written later is not stamped earlier. */
  morning = morning_of (today);
  if (session->store != NULL &&
      !miao_store_audit_last_between (session->store, morning, morning + HALF_DAY_MS, &last, error))
    return FALSE;
  session->chosen_day = today;
  session->chosen_from_us = g_get_monotonic_time () - (last > 0 ? (last + 1 - morning) * 1000 : 0);

  return TRUE;
}

gboolean
miao_session_is_practice (const MiaoSession *session)
{
  return session->practice;
}

const char *
miao_session_get_away (const MiaoSession *session)
{
  return session->away;
}

/* --- Who and where --- */

MiaoStore *
miao_session_get_store (MiaoSession *session)
{
  return session->store;
}

MiaoAttachments *
miao_session_get_attachments (MiaoSession *session)
{
  return session->attachments;
}

const char *
miao_session_get_path (const MiaoSession *session)
{
  return session->path;
}

const char *
miao_session_get_account (const MiaoSession *session)
{
  return session->account->id;
}

const char *
miao_session_get_login (const MiaoSession *session)
{
  return session->account->login;
}

const char *
miao_session_get_name (const MiaoSession *session)
{
  return session->account->name;
}

MiaoRole
miao_session_get_role (const MiaoSession *session)
{
  return session->role;
}

const char *
miao_session_get_staff (const MiaoSession *session)
{
  return session->account->staff;
}

gboolean
miao_session_sign (MiaoSession *session,
                   gconstpointer data,
                   gsize size,
                   guint8 *ret_signature,
                   guint8 *ret_public,
                   GError **error)
{
  G_STATIC_ASSERT (MIAO_SESSION_SIGNATURE == MIAO_SIGNATURE);
  G_STATIC_ASSERT (MIAO_SESSION_SIGN_PUBLIC == MIAO_SIGN_PUBLIC);
  if (session->keys == NULL || !miao_keys_get_sign_public (session->keys, ret_public) ||
      !miao_keys_sign (session->keys, data, size, ret_signature)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_DENIED,
                         miao_pick ("现在不能签名：请先解锁，并用有签名密钥的账号登录。",
                                    "Nothing can be signed now: unlock first, and log in with an "
                                    "account that has a signing key."));
    return FALSE;
  }

  return TRUE;
}
