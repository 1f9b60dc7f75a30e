/* Runs a fuzz target over its seeds, and over some repeatable damage to each: what the long fuzzing
 * once found, and what it begins with, is tried on every machine. TAP. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 150

static void
spoil (GByteArray *bytes, GRand *random)
{
  const int changes = g_rand_int_range (random, 1, 6);

  for (int i = 0; i < changes && bytes->len > 0; i++) {
    const guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);

    switch (g_rand_int_range (random, 0, 4)) {
    case 0:
      bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 1:
      bytes->data[at] = (guint8) g_rand_int_range (random, 0, 256);
      break;
    case 2:
      g_byte_array_set_size (bytes, at);
      break;
    default: {
      const guint length = MIN (bytes->len - at, 64);
      g_autofree guint8 *piece = g_memdup2 (bytes->data + at, length);

      g_byte_array_append (bytes, piece, length);
      break;
    }
    }
  }
}

static void
replay (const char *path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  LLVMFuzzerTestOneInput ((const uint8_t *) data, size);
  for (int round = 0; round < ROUNDS; round++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();

    g_byte_array_append (bytes, (const guint8 *) data, (guint) size);
    spoil (bytes, random);
    LLVMFuzzerTestOneInput (bytes->data, bytes->len);
  }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int n = 0;

  if (argc != 2)
    return 2;
  dir = g_dir_open (argv[1], 0, &error);
  if (dir == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (argv[1], name, NULL);

    replay (path);
    g_print ("ok %d %s and %d damaged copies\n", ++n, name, ROUNDS);
  }
  g_print ("1..%d\n", n);

  return n > 0 ? 0 : 1;
}
