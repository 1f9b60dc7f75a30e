#include "config.h"

#include "miao-secret.h"

#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

void
miao_secret_init (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this machine");
}

void
miao_secret_harden_process (void)
{
  struct rlimit none = { 0, 0 };

  (void) setrlimit (RLIMIT_CORE, &none);
#ifndef MIAO_DEBUGGABLE
  (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

gpointer
miao_secret_alloc (gsize size)
{
  gpointer memory;

  miao_secret_init ();
  memory = sodium_malloc (size);
  if (memory == NULL)
    g_error ("no memory for %" G_GSIZE_FORMAT " bytes of key material", size);
  memset (memory, 0, size);

  return memory;
}

void
miao_secret_free (gpointer memory)
{
  if (memory != NULL)
    sodium_free (memory);
}

void
miao_secret_free_text (char *text)
{
  if (text == NULL)
    return;
  sodium_memzero (text, strlen (text));
  g_free (text);
}

char *
miao_secret_to_hex (const guint8 *bytes, gsize size)
{
  char *text = g_malloc (size * 2 + 1);

  sodium_bin2hex (text, size * 2 + 1, bytes, size);

  return text;
}

gboolean
miao_secret_from_hex (const char *text, guint8 *bytes, gsize size)
{
  gsize length = 0;

  if (text == NULL || strlen (text) != size * 2)
    return FALSE;

  return sodium_hex2bin (bytes, size, text, size * 2, NULL, &length, NULL) == 0 && length == size;
}
