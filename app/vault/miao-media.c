#include "config.h"

#include "miao-media.h"

#include <string.h>
#include <unistd.h>

static const struct {
  const char *mime;
  const char *extension;
} NAMES[] = {
  [MIAO_MEDIA_UNKNOWN] = { "application/octet-stream", "bin" },
  [MIAO_MEDIA_PDF] = { "application/pdf", "pdf" },
  [MIAO_MEDIA_JPEG] = { "image/jpeg", "jpg" },
  [MIAO_MEDIA_PNG] = { "image/png", "png" },
  [MIAO_MEDIA_TIFF] = { "image/tiff", "tif" },
  [MIAO_MEDIA_WAV] = { "audio/wav", "wav" },
  [MIAO_MEDIA_MP3] = { "audio/mpeg", "mp3" },
  [MIAO_MEDIA_MP4] = { "video/mp4", "mp4" },
};

/* The header of a PDF may stand anywhere in its first 1024 bytes (ISO 32000-1, H.3). */
#define PDF_HEADER_WITHIN 1024

static gboolean
begins (const guint8 *data, gsize size, const char *with, gsize length)
{
  return size >= length && memcmp (data, with, length) == 0;
}

static gboolean
is_pdf (const guint8 *data, gsize size)
{
  for (gsize i = 0; i + 5 <= size && i < PDF_HEADER_WITHIN; i++) {
    if (memcmp (data + i, "%PDF-", 5) == 0)
      return TRUE;
  }

  return FALSE;
}

/* An MPEG-1/2 layer III frame: 11 bits of sync, no reserved version, rate or frequency. */
static gboolean
is_mp3_frame (const guint8 *data, gsize size)
{
  return size >= 4 && data[0] == 0xff && (data[1] & 0xe0) == 0xe0 && (data[1] & 0x18) != 0x08 &&
         (data[1] & 0x06) == 0x02 && (data[2] & 0xf0) != 0xf0 && (data[2] & 0xf0) != 0 &&
         (data[2] & 0x0c) != 0x0c;
}

MiaoMedia
miao_media_sniff (const guint8 *data, gsize size)
{
  if (begins (data, size, "\xff\xd8\xff", 3))
    return MIAO_MEDIA_JPEG;
  if (begins (data, size, "\x89PNG\r\n\x1a\n", 8))
    return MIAO_MEDIA_PNG;
  if (begins (data, size, "II*\0", 4) || begins (data, size, "MM\0*", 4))
    return MIAO_MEDIA_TIFF;
  if (begins (data, size, "RIFF", 4) && size >= 12 && memcmp (data + 8, "WAVE", 4) == 0)
    return MIAO_MEDIA_WAV;
  if (begins (data, size, "ID3", 3) || is_mp3_frame (data, size))
    return MIAO_MEDIA_MP3;
  if (size >= 12 && memcmp (data + 4, "ftyp", 4) == 0)
    return MIAO_MEDIA_MP4;

  return is_pdf (data, size) ? MIAO_MEDIA_PDF : MIAO_MEDIA_UNKNOWN;
}

const char *
miao_media_mime (MiaoMedia media)
{
  return NAMES[media].mime;
}

const char *
miao_media_extension (MiaoMedia media)
{
  return NAMES[media].extension;
}

MiaoMedia
miao_media_from_mime (const char *mime)
{
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    if (g_strcmp0 (mime, NAMES[i].mime) == 0)
      return (MiaoMedia) i;
  }

  return MIAO_MEDIA_UNKNOWN;
}

gboolean
miao_media_is_image (MiaoMedia media)
{
  return media == MIAO_MEDIA_JPEG || media == MIAO_MEDIA_PNG || media == MIAO_MEDIA_TIFF;
}

static guint
read_number (const guint8 *at, guint bytes, gboolean big_endian)
{
  guint value = 0;

  for (guint i = 0; i < bytes; i++)
    value |= (guint) at[i] << (8 * (big_endian ? bytes - 1 - i : i));

  return value;
}

/* The content: either in memory or an open file that can be read anywhere. */
typedef struct {
  const guint8 *data; /* NULL: @fd */
  gsize size;
  int fd;
} Source;

static gboolean
fetch (const Source *source, guint64 offset, guint8 *bytes, gsize size)
{
  if (source->data == NULL)
    return pread (source->fd, bytes, size, (off_t) offset) == (gssize) size;
  if (offset > source->size || source->size - offset < size)
    return FALSE;
  memcpy (bytes, source->data + offset, size);

  return TRUE;
}

/* Segments up to the frame header (SOF0…SOF15 without DHT, JPG and DAC). ITU-T T.81, B.1. */
static gboolean
measure_jpeg (const Source *source, guint *width, guint *height)
{
  guint64 at = 2;
  guint8 head[4], frame[9];

  while (fetch (source, at, head, sizeof head)) {
    const guint8 marker = head[1];
    guint length;

    if (head[0] != 0xff)
      return FALSE;
    if (marker == 0xff) { /* fill byte */
      at++;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) { /* markers without a length */
      at += 2;
      continue;
    }
    length = read_number (head + 2, 2, TRUE);
    if (length < 2 || marker == 0xd9 || marker == 0xda)
      return FALSE;
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      if (!fetch (source, at, frame, sizeof frame))
        return FALSE;
      *height = read_number (frame + 5, 2, TRUE);
      *width = read_number (frame + 7, 2, TRUE);
      return TRUE;
    }
    at += 2 + length;
  }

  return FALSE;
}

static gboolean
measure_png (const Source *source, guint *width, guint *height)
{
  guint8 head[24];

  if (!fetch (source, 0, head, sizeof head) || memcmp (head + 12, "IHDR", 4) != 0)
    return FALSE;
  *width = read_number (head + 16, 4, TRUE);
  *height = read_number (head + 20, 4, TRUE);

  return TRUE;
}

/* The first directory's ImageWidth (256) and ImageLength (257). TIFF 6.0, section 2. */
static gboolean
measure_tiff (const Source *source, guint *width, guint *height)
{
  guint8 head[8], entry[12];
  guint64 at;
  guint entries;
  gboolean big;

  if (!fetch (source, 0, head, sizeof head))
    return FALSE;
  big = head[0] == 'M';
  at = read_number (head + 4, 4, big);
  if (at < sizeof head || !fetch (source, at, head, 2))
    return FALSE;
  entries = read_number (head, 2, big);
  at += 2;
  for (guint i = 0; i < entries; i++, at += sizeof entry) {
    guint tag, bytes;

    if (!fetch (source, at, entry, sizeof entry))
      return FALSE;
    tag = read_number (entry, 2, big);
    bytes = read_number (entry + 2, 2, big) == 3 ? 2 : 4; /* SHORT or LONG */
    if (tag == 256)
      *width = read_number (entry + 8, bytes, big);
    else if (tag == 257)
      *height = read_number (entry + 8, bytes, big);
  }

  return TRUE;
}

static gboolean
measure (const Source *source, guint *ret_width, guint *ret_height)
{
  guint width = 0, height = 0;
  gboolean found = FALSE;
  guint8 head[12];
  MiaoMedia media;

  if (!fetch (source, 0, head, sizeof head))
    return FALSE;
  media = miao_media_sniff (head, sizeof head);
  if (media == MIAO_MEDIA_JPEG)
    found = measure_jpeg (source, &width, &height);
  else if (media == MIAO_MEDIA_PNG)
    found = measure_png (source, &width, &height);
  else if (media == MIAO_MEDIA_TIFF)
    found = measure_tiff (source, &width, &height);
  if (!found || width == 0 || height == 0 || width > MIAO_MEDIA_MAX_PIXELS ||
      height > MIAO_MEDIA_MAX_PIXELS)
    return FALSE;
  *ret_width = width;
  *ret_height = height;

  return TRUE;
}

gboolean
miao_media_measure (const guint8 *data, gsize size, guint *ret_width, guint *ret_height)
{
  const Source source = { data, size, -1 };

  return measure (&source, ret_width, ret_height);
}

gboolean
miao_media_measure_fd (int fd, guint *ret_width, guint *ret_height)
{
  const Source source = { NULL, 0, fd };

  return measure (&source, ret_width, ret_height);
}
