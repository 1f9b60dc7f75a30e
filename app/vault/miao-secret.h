#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * miao_secret_init:
 *
 * Makes the cryptographic library ready. Every public function of the vault calls it; calling it
 * again costs nothing. Any thread.
 */
void miao_secret_init (void);

/**
 * miao_secret_harden_process:
 *
 * Keeps key material out of core files and other processes of the same user: no core dump, and
 * (except in builds for debugging, where a debugger and a sanitizer must be able to attach) not
 * traceable. To be called first in main(). Failing is not fatal: the keys stay in locked memory
 * all the same.
 */
void miao_secret_harden_process (void);

/**
 * miao_secret_alloc:
 * @size: bytes
 *
 * Returns: (transfer full): locked memory between guard pages, filled with zeros, wiped by
 *   miao_secret_free(). Ends the program when there is no memory, as g_malloc() does.
 */
gpointer miao_secret_alloc (gsize size) G_GNUC_WARN_UNUSED_RESULT;
/** @memory: (nullable) */
void miao_secret_free (gpointer memory);

/**
 * miao_secret_free_text:
 * @text: (nullable): text from the ordinary heap (a typed password)
 *
 * Wipes and frees it.
 */
void miao_secret_free_text (char *text);

typedef char MiaoSecretText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoSecretText, miao_secret_free_text)

/** Returns: (transfer full): @size bytes as lower-case hexadecimal text. */
char *miao_secret_to_hex (const guint8 *bytes, gsize size) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: %FALSE unless @text is exactly @size bytes in hexadecimal; @bytes is then undefined. */
gboolean miao_secret_from_hex (const char *text, guint8 *bytes, gsize size);

G_END_DECLS
