#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoMedia:
 *
 * What a document may be. Decided by the content, never by the name of the file.
 */
typedef enum {
  MIAO_MEDIA_UNKNOWN,
  MIAO_MEDIA_PDF,
  MIAO_MEDIA_JPEG,
  MIAO_MEDIA_PNG,
  MIAO_MEDIA_TIFF,
  MIAO_MEDIA_WAV,
  MIAO_MEDIA_MP3,
  MIAO_MEDIA_MP4,
} MiaoMedia;

/** How many bytes from the beginning miao_media_sniff() wants to see. */
#define MIAO_MEDIA_SNIFF_BYTES 4096
/** Wider or higher pictures are refused: nothing that a scanner or camera of an office makes. */
#define MIAO_MEDIA_MAX_PIXELS 30000

MiaoMedia miao_media_sniff (const guint8 *data, gsize size);

/** Returns: (transfer none): "image/jpeg". */
const char *miao_media_mime (MiaoMedia media);
/** Returns: (transfer none): "jpg", for the name of an exported file. */
const char *miao_media_extension (MiaoMedia media);
/** Returns: the media of a MIME name as miao_media_mime() gives it, or UNKNOWN. */
MiaoMedia miao_media_from_mime (const char *mime);
gboolean miao_media_is_image (MiaoMedia media);

/**
 * miao_media_measure:
 * @data: a JPEG, PNG or TIFF file, or as much of its beginning as holds the header
 *
 * Reads width and height from the header without decoding the picture.
 *
 * Returns: %FALSE when there is no header within @size, or it is damaged, or the picture has no
 *   pixels or more than %MIAO_MEDIA_MAX_PIXELS on a side.
 */
gboolean miao_media_measure (const guint8 *data, gsize size, guint *ret_width, guint *ret_height);
/** The same for an open file, whose position stays: the directory of a TIFF often stands at its
 * end. */
gboolean miao_media_measure_fd (int fd, guint *ret_width, guint *ret_height);

G_END_DECLS
