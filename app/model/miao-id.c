#include "config.h"

#include "miao-id.h"

#include <sodium.h>

static GMutex lock;
static gint64 last_ms;
static guint32 counter;
static GRand *seeded;
static gint64 seeded_ms;

char *
miao_id_new (void)
{
  guint8 tail[8];
  gint64 ms;
  guint32 rand_a;

  g_mutex_lock (&lock);
  if (seeded != NULL) {
    ms = seeded_ms;
    for (gsize i = 0; i < sizeof tail; i++)
      tail[i] = (guint8) g_rand_int_range (seeded, 0, 256);
  } else {
    ms = g_get_real_time () / 1000;
    randombytes_buf (tail, sizeof tail);
  }
  /* RFC 9562 method 1: the 12 bits after the clock are a counter, and a clock that stands still or
   * goes back keeps counting from the last time seen. */
  if (ms <= last_ms) {
    ms = last_ms;
    if (++counter > 0xfff) {
      counter = 0;
      ms++;
      if (seeded != NULL)
        seeded_ms = ms;
    }
  } else {
    counter = 0;
  }
  last_ms = ms;
  rand_a = counter;
  g_mutex_unlock (&lock);

  return g_strdup_printf ("%08x-%04x-7%03x-%02x%02x-%02x%02x%02x%02x%02x%02x", (guint32) (ms >> 16),
                          (guint32) (ms & 0xffff), rand_a, 0x80u | (tail[0] & 0x3fu), tail[1],
                          tail[2], tail[3], tail[4], tail[5], tail[6], tail[7]);
}

gboolean
miao_id_is_valid (const char *text)
{
  int i;

  if (text == NULL)
    return FALSE;
  for (i = 0; text[i] != '\0' && i < 37; i++) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i] != '-')
        return FALSE;
    } else if (!g_ascii_isxdigit (text[i])) {
      return FALSE;
    }
  }

  return i == 36;
}

void
miao_id_seed (guint32 seed, gint64 start_ms)
{
  g_mutex_lock (&lock);
  g_clear_pointer (&seeded, g_rand_free);
  seeded = g_rand_new_with_seed (seed);
  seeded_ms = start_ms;
  last_ms = 0;
  counter = 0;
  g_mutex_unlock (&lock);
}
