#include "config.h"

#include "miao-photos.h"

#include "miao-attachments.h"
#include "miao-store-tables.h"

/* A list shows some 200 rows; twice that is kept, of 40 pixels each. */
#define MAX_KEPT 400
/* Side of the small copy in the database. */
#define THUMBNAIL_PIXELS 160

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

/* A list of 200 photos should not open 200 files: each has a small copy in the database, made when
 * it is first wanted. A server would keep it in the clear, so there is none on a server. */
static gboolean
keeps_thumbnails (MiaoSession *session, int size)
{
  MiaoStore *store = miao_session_get_store (session);

  return size <= THUMBNAIL_PIXELS && miao_store_get_fd (store) == -1 &&
         !miao_store_is_read_only (store) && !miao_store_in_transaction (store);
}

static GBytes *
make_thumbnail (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_at_scale (
      stream, THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, TRUE, NULL, NULL);
  g_autoptr (GdkPixbuf) upright = NULL;
  char *data = NULL;
  gsize size = 0;

  if (pixbuf == NULL)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  if (!gdk_pixbuf_save_to_buffer (upright, &data, &size, "jpeg", NULL, "quality", "80", NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/* Returns: (transfer full) (nullable): the picture, small where that is enough. */
static GBytes *
read_picture (MiaoSession *session, const char *document, int size)
{
  const gboolean small = keeps_thumbnails (session, size);
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GBytes) thumbnail = NULL;
  GBytes *bytes;

  if (small)
    thumbnail = miao_store_thumbnail_get (store, document, NULL);
  if (thumbnail != NULL)
    return g_steal_pointer (&thumbnail);
  bytes = miao_attachments_read (miao_session_get_attachments (session), document, NULL, NULL);
  if (small && bytes != NULL)
    thumbnail = make_thumbnail (bytes);
  /* Without room for it the picture is shown all the same. */
  if (thumbnail != NULL)
    (void) miao_store_thumbnail_put (store, document, thumbnail, NULL);
  return bytes;
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
  bytes = read_picture (session, document, size);
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
