#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A file as it is read: counted, digested, and given up when somebody says so. */
typedef struct _MiaoCwxInput MiaoCwxInput;

/**
 * miao_cwx_input_open:
 * @progress: (nullable): bytes read of all, after each piece
 *
 * Returns: (transfer full): %NULL with %MIAO_ERROR_NOT_FOUND or %MIAO_ERROR_LIMIT (larger than
 *   @max_bytes).
 */
MiaoCwxInput *
miao_cwx_input_open (const char *path,
                     guint64 max_bytes,
                     void (*progress) (guint64 bytes, guint64 total, gpointer user_data),
                     gpointer user_data,
                     GCancellable *cancellable,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_cwx_input_free (MiaoCwxInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCwxInput, miao_cwx_input_free)

/** Reads on; @user_data is the source: a function for miao_xml_parser_run(). -1 with @error set:
 *  %MIAO_ERROR_NOT_FOUND or %MIAO_ERROR_CANCELLED. */
gssize miao_cwx_input_read (gpointer user_data, guint8 *buffer, gsize n_bytes, GError **error);
/** Reads what libxml2 left unread after the last element, for the digest of the whole file. */
gboolean miao_cwx_input_read_rest (MiaoCwxInput *self, GError **error);
/** The digest of what was read, in hexadecimal digits. Call once. */
void miao_cwx_input_get_sha256 (MiaoCwxInput *self, char ret_sha256[65]);

G_END_DECLS
