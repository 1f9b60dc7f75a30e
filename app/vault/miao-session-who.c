#include "config.h"

#include "miao-session-private.h"

#include "miao-error.h"

/* A chosen day begins at nine in the morning. */
#define CHOSEN_HOUR 9

/* --- The day --- */

MiaoDate
miao_session_today (const MiaoSession *session)
{
  return session->chosen_day != MIAO_DATE_NONE ? session->chosen_day : miao_date_today ();
}

gint64
miao_session_now_ms (const MiaoSession *session)
{
  int year, month, day;
  g_autoptr (GDateTime) morning = NULL;

  if (session->chosen_day == MIAO_DATE_NONE)
    return g_get_real_time () / 1000;
  miao_date_get_ymd (session->chosen_day, &year, &month, &day);
  morning = g_date_time_new_local (year, month, day, CHOSEN_HOUR, 0, 0);

  return g_date_time_to_unix (morning) * 1000 +
         (g_get_monotonic_time () - session->chosen_from_us) / 1000;
}

gboolean
miao_session_set_today (MiaoSession *session, MiaoDate today, GError **error)
{
  if (!session->practice) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_DENIED,
        miao_pick ("只有演示机构可以指定日期。", "The day can be chosen in practice files only."));
    return FALSE;
  }
  session->chosen_day = today;
  session->chosen_from_us = g_get_monotonic_time ();

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
