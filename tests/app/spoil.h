#pragma once

#include <glib.h>

/*
 * Spoilt input for readers: repeatable among the displayless tests; with "-m slow" a minute of ever
 * new spoiling for each reader, with the seed that the test program prints.
 */

#define SPOIL_ROUNDS 60
#define SPOIL_SECONDS 60

typedef struct {
  GRand *random;
  guint round;
  guint seconds;
  gint64 begun;
} Spoil;

/* @parts: readers of one kind that share the minute */
static inline void
spoil_begin (Spoil *spoil, guint parts)
{
  spoil->random = g_rand_new_with_seed (g_test_slow () ? (guint32) g_test_rand_int () : 20261122);
  spoil->round = 0;
  spoil->seconds = SPOIL_SECONDS / parts;
  spoil->begun = g_get_monotonic_time ();
}

/* Whether there is another round; after the last one it is over. */
static inline gboolean
spoil_more (Spoil *spoil)
{
  gint64 us = g_get_monotonic_time () - spoil->begun;

  if (g_test_slow () ? us < spoil->seconds * G_TIME_SPAN_SECOND : spoil->round < SPOIL_ROUNDS) {
    spoil->round++;
    return TRUE;
  }
  if (g_test_slow ())
    g_print ("# %u spoilt inputs in %u seconds\n", spoil->round, spoil->seconds);
  g_rand_free (spoil->random);

  return FALSE;
}

/* Flips, cuts, doubles and swaps some places of the bytes. */
static inline void
spoil_bytes (Spoil *spoil, GByteArray *bytes)
{
  GRand *random = spoil->random;
  guint n = 1 + (guint) g_rand_int_range (random, 0, 4);

  for (guint i = 0; i < n && bytes->len > 16; i++) {
    guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
    guint length = (guint) g_rand_int_range (random, 1, 40);

    switch (g_rand_int_range (random, 0, 5)) {
    case 0:
      bytes->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 1:
      g_byte_array_set_size (bytes, at);
      break;
    case 2:
      if (at + length < bytes->len)
        g_byte_array_remove_range (bytes, at, length);
      break;
    case 3:
      if (at + length < bytes->len) {
        g_autofree guint8 *piece = g_memdup2 (bytes->data + at, length);

        g_byte_array_append (bytes, piece, length);
      }
      break;
    default:
      bytes->data[at] = (guint8) "<>&\"',;\n\r\t\0\xFF]["[g_rand_int_range (random, 0, 14)];
      break;
    }
  }
}
