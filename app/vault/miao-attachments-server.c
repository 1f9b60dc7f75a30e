#include "config.h"

#include "miao-attachments-private.h"

#include "miao-error.h"
#include "miao-language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Stored files on a server: the same encrypted bytes, in pieces. */

gboolean
miao_att_upload (MiaoStore *server, const char *id, const char *path, GError **error)
{
  g_autofree guint8 *piece = g_malloc (MIAO_STORE_PIECE_BYTES);
  g_auto (MiaoAttFd) in = miao_att_open (path, error);
  const gboolean own = !miao_store_in_transaction (server);
  gboolean ok = in >= 0 && (!own || miao_store_begin (server, error));
  gssize got = MIAO_STORE_PIECE_BYTES;

  for (gint64 n = 0; ok && got == MIAO_STORE_PIECE_BYTES; n++) {
    got = miao_att_read (in, piece, MIAO_STORE_PIECE_BYTES, error);
    ok = got >= 0 && (got == 0 || miao_store_blob_put (server, id, n, piece, (gsize) got, error));
  }
  if (!own)
    return ok;
  if (ok)
    return miao_store_commit (server, error);
  miao_store_rollback (server);

  return FALSE;
}

static gboolean
fetch_pieces (MiaoStore *server, const char *id, int out, GError **error)
{
  for (gint64 n = 0;; n++) {
    GError *trouble = NULL;
    g_autoptr (GBytes) piece = miao_store_blob_get (server, id, n, &trouble);
    gsize size = 0;
    const guint8 *bytes = piece != NULL ? g_bytes_get_data (piece, &size) : NULL;

    if (trouble != NULL) {
      g_propagate_error (error, trouble);
      return FALSE;
    }
    if (piece == NULL && n == 0) {
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                           miao_pick ("服务器上没有这份附件。请与服务器管理员联系。",
                                      "The server does not have this attachment. Please tell its "
                                      "administrator."));
      return FALSE;
    }
    if (piece == NULL)
      return TRUE;
    if (!miao_att_write (out, bytes, size, error))
      return FALSE;
  }
}

gboolean
miao_att_download (MiaoStore *server, const char *id, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (MiaoAttFd) out = -1;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return miao_att_refuse (errno, error);
  out = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out < 0)
    return miao_att_refuse (errno, error);
  if (fetch_pieces (server, id, out, error) &&
      (g_rename (part, path) == 0 || miao_att_refuse (errno, error)))
    return TRUE;
  (void) g_unlink (part);

  return FALSE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree guint8 *piece = g_malloc (MIAO_STORE_PIECE_BYTES);
  g_auto (MiaoAttFd) in = miao_att_open (from, error);
  g_auto (MiaoAttFd) out = -1;
  gssize got;

  if (in < 0)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return miao_att_refuse (errno, error);
  out = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out < 0)
    return miao_att_refuse (errno, error);
  while ((got = miao_att_read (in, piece, MIAO_STORE_PIECE_BYTES, error)) > 0) {
    if (!miao_att_write (out, piece, (gsize) got, error))
      return FALSE;
  }

  return got == 0 &&
         ((fsync (out) == 0 && miao_att_sync_folder (folder) && miao_att_sync_folder (above)) ||
          miao_att_refuse (errno, error));
}

gboolean
miao_attachments_carry (MiaoAttachments *from, MiaoAttachments *to, const char *id, GError **error)
{
  g_autofree char *here = miao_att_dup_path (from, id);
  g_autofree char *there = miao_att_dup_path (to, id);

  if (from->server != NULL && !miao_att_download (from->server, id, here, error))
    return FALSE;

  return to->server != NULL ? miao_att_upload (to->server, id, here, error)
                            : copy_file (here, there, error);
}
