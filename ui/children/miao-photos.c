#include "config.h"

#include "miao-photos.h"

#include "miao-attachments.h"

/* A list shows some 200 rows; twice that is kept, of 40 pixels each. */
#define MAX_KEPT 400

static GHashTable *kept;

static char *
make_key (const char *document, int size)
{
  return g_strdup_printf ("%s/%d", document, size);
}

/* Pictures come from cameras of any size: the loader scales while it reads, so that a photo of 40
 * megapixels does not stay in memory for a square of 40 pixels. */
static GdkTexture *
decode (GBytes *bytes, int size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;

  pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, size, size, TRUE, NULL, NULL);
  if (pixbuf == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return gdk_texture_new_for_pixbuf (upright);
}

GdkTexture *
miao_photo_get (MiaoSession *session, const char *document, int size)
{
  MiaoAttachments *attachments = miao_session_get_attachments (session);
  g_autofree char *key = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  if (document == NULL || attachments == NULL)
    return NULL;
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  key = make_key (document, size);
  texture = g_hash_table_lookup (kept, key);
  if (texture != NULL)
    return g_object_ref (texture);
  bytes = miao_attachments_read (attachments, document, NULL, NULL);
  texture = bytes != NULL ? decode (bytes, size) : NULL;
  if (texture == NULL)
    return NULL;
  if (g_hash_table_size (kept) >= MAX_KEPT)
    g_hash_table_remove_all (kept);
  g_hash_table_insert (kept, g_steal_pointer (&key), g_object_ref (texture));
  return texture;
}

void
miao_photos_forget (void)
{
  g_clear_pointer (&kept, g_hash_table_unref);
}
