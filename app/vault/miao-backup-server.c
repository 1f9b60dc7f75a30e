#include "config.h"

#include "miao-backup-private.h"

#include "miao-error.h"
#include "miao-session-private.h"
#include "miao-store-life.h"
#include "miao-store-place.h"
#include "miao-store-pour.h"

#include <glib/gstdio.h>

/* A backup of an institution on a server is one of a file: everything is poured into an encrypted
 * file, read back and compared, and that file is backed up as any other. So it is opened, checked
 * and restored by the same means, also without a server. */

#define POURED "poured" MIAO_STORE_ENDING

static gboolean
nothing_else (MiaoStore *to, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
pour (MiaoSession *session,
      const char *poured,
      const char *copy,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (MiaoSlots) slots = miao_slots_load (session->keys_path, error);
  g_autoptr (MiaoStore) store = NULL;
  gint64 rows = 0;

  if (slots == NULL)
    return FALSE;
  store = miao_session_open_store (poured, slots, session->keys, TRUE, error);

  return store != NULL &&
         miao_store_pour (session->store, store, nothing_else, NULL, &rows, error) &&
         miao_store_backup (store, copy, NULL, NULL, cancellable, error);
}

/* Rows that are closed again while they are copied are simply not there. */
static gboolean
check_still_open (MiaoSession *session, GError **error)
{
  gboolean whole = FALSE;

  if (!miao_store_sees_all (session->store, &whole, error))
    return FALSE;
  if (!whole)
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_BUSY,
        miao_pick ("备份用时太长，服务器已不再放行全部内容。请在空闲时重做，"
                   "或由服务器管理员在服务器上备份。",
                   "The backup took too long, and the server does not show everything any more. "
                   "Please make it again at a quiet time, or have the server's administrator make "
                   "it there."));

  return whole;
}

gboolean
miao_backup_pour (MiaoSession *session,
                  const char *part,
                  const char *copy,
                  GCancellable *cancellable,
                  GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".lock" };
  g_autofree char *poured = g_build_filename (part, POURED, NULL);
  gboolean ok;

  if (!miao_store_open_backup (session->store, error))
    return FALSE;
  ok = pour (session, poured, copy, cancellable, error) && check_still_open (session, error);
  if (miao_store_is_lost (session->store) || !miao_store_close_backup (session->store, NULL))
    g_debug ("the backup closes by itself");
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = g_strconcat (poured, endings[i], NULL);

    (void) g_unlink (path);
  }

  return ok;
}
