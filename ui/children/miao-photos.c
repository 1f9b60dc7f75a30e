#include "config.h"

#include "miao-photos.h"

#include "miao-attachments.h"
#include "miao-do.h"
#include "miao-store-life.h"
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

static GdkTexture *
find_kept (const char *document, int size)
{
  g_autofree char *key = make_key (document, size);
  GdkTexture *texture = kept != NULL ? g_hash_table_lookup (kept, key) : NULL;

  return texture != NULL ? g_object_ref (texture) : NULL;
}

static void
keep (const char *document, int size, GdkTexture *texture)
{
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (g_hash_table_size (kept) >= MAX_KEPT)
    g_hash_table_remove_all (kept);
  g_hash_table_insert (kept, make_key (document, size), g_object_ref (texture));
}

GdkTexture *
miao_photo_get (MiaoSession *session, const char *document, int size)
{
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  if (document == NULL || miao_session_get_attachments (session) == NULL)
    return NULL;
  texture = find_kept (document, size);
  if (texture != NULL)
    return texture;
  bytes = read_picture (session, document, size);
  texture = bytes != NULL ? decode (bytes, size) : NULL;
  if (texture != NULL)
    keep (document, size, texture);
  return texture;
}

/* --- beside the window ---------------------------------------------------------------------- */

typedef struct {
  MiaoSession *session;
  char *document;
  int size;
  void (*set) (GtkWidget *target, GdkTexture *photo);
  GWeakRef target;
  GdkTexture *texture;
} Want;

/* The last one first: what was scrolled past may not be wanted any more. One at a time. */
static GQueue wants;
static gboolean fetching;

static void fetch_next (void);

static void
want_free (gpointer data)
{
  Want *want = data;

  miao_session_unref (want->session);
  g_free (want->document);
  g_weak_ref_clear (&want->target);
  g_clear_object (&want->texture);
  g_free (want);
}

/* Returns: (transfer full) (nullable): what still waits for this picture. */
static GtkWidget *
get_target (Want *want)
{
  g_autoptr (GtkWidget) target = g_weak_ref_get (&want->target);

  if (target == NULL ||
      g_strcmp0 (g_object_get_data (G_OBJECT (target), "miao-photo"), want->document) != 0)
    return NULL;
  return g_steal_pointer (&target);
}

static gboolean
fetch (MiaoSession *session, gpointer data, GError **error)
{
  Want *want = data;
  g_autoptr (GBytes) bytes =
      miao_attachments_read (miao_session_get_attachments (session), want->document, NULL, error);

  if (bytes == NULL)
    return FALSE;
  want->texture = decode (bytes, want->size);
  return TRUE;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Want *want = miao_do_read_get_data (result);
  g_autoptr (GtkWidget) target = get_target (want);
  const gboolean here =
      miao_session_is_open (want->session) && !miao_session_is_locked (want->session);

  fetching = FALSE;
  /* Without a picture the row keeps its letter. */
  if (miao_do_read_finish (result, NULL) && want->texture != NULL && here) {
    keep (want->document, want->size, want->texture);
    if (target != NULL)
      want->set (target, want->texture);
  }
  fetch_next ();
}

static void
fetch_next (void)
{
  while (!fetching && !g_queue_is_empty (&wants)) {
    Want *want = g_queue_pop_head (&wants);
    g_autoptr (GtkWidget) target = get_target (want);

    if (target == NULL || !miao_session_is_open (want->session)) {
      want_free (want);
      continue;
    }
    fetching = TRUE;
    miao_do_read_async (want->session, fetch, want, want_free, fetched_cb, NULL);
  }
}

void
miao_photo_show (MiaoSession *session,
                 const char *document,
                 int size,
                 void (*set) (GtkWidget *target, GdkTexture *photo),
                 GtkWidget *target)
{
  const gboolean far = miao_store_is_address (miao_session_get_path (session));
  g_autoptr (GdkTexture) photo = far && document != NULL ? find_kept (document, size)
                                                         : miao_photo_get (session, document, size);
  Want *want;

  g_object_set_data_full (G_OBJECT (target), "miao-photo", g_strdup (document), g_free);
  set (target, photo);
  if (photo != NULL || !far || document == NULL)
    return;
  want = g_new0 (Want, 1);
  want->session = miao_session_ref (session);
  want->document = g_strdup (document);
  want->size = size;
  want->set = set;
  g_weak_ref_init (&want->target, target);
  g_queue_push_head (&wants, want);
  fetch_next ();
}

void
miao_photos_forget (void)
{
  g_queue_clear_full (&wants, want_free);
  g_clear_pointer (&kept, g_hash_table_unref);
}
