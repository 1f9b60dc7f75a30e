#include "config.h"

#include "miao-id.h"

#include <sodium.h>
#include <string.h>

#define TAIL_BYTES 8
#define ID_BYTES 16
#define TEXT_BYTES 36
/* Asked of the system together: an import takes two hundred thousand ids. */
#define RANDOM_BYTES (64 * TAIL_BYTES)

static GMutex lock;
static gint64 last_ms;
static guint32 counter;
static GRand *seeded;
static gint64 seeded_ms;
static guint8 random_bytes[RANDOM_BYTES];
static gsize random_left;

/* Under the lock. */
static void
take_random (guint8 tail[TAIL_BYTES])
{
  if (random_left == 0) {
    randombytes_buf (random_bytes, sizeof random_bytes);
    random_left = sizeof random_bytes;
  }
  random_left -= TAIL_BYTES;
  memcpy (tail, random_bytes + random_left, TAIL_BYTES);
}

static char *
dup_text (const guint8 id[ID_BYTES])
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (TEXT_BYTES + 1);
  char *to = text;

  for (int i = 0; i < ID_BYTES; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      *to++ = '-';
    *to++ = digits[id[i] >> 4];
    *to++ = digits[id[i] & 0xf];
  }
  *to = '\0';

  return text;
}

char *
miao_id_new (void)
{
  guint8 id[ID_BYTES];
  guint8 *tail = id + ID_BYTES - TAIL_BYTES;
  gint64 ms;
  guint32 rand_a;

  g_mutex_lock (&lock);
  if (seeded != NULL) {
    ms = seeded_ms;
    for (gsize i = 0; i < TAIL_BYTES; i++)
      tail[i] = (guint8) g_rand_int_range (seeded, 0, 256);
  } else {
    ms = g_get_real_time () / 1000;
    take_random (tail);
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

  for (int i = 0; i < 6; i++)
    id[i] = (guint8) (ms >> (40 - 8 * i));
  id[6] = (guint8) (0x70 | (rand_a >> 8));
  id[7] = (guint8) rand_a;
  tail[0] = 0x80u | (tail[0] & 0x3fu);

  return dup_text (id);
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
