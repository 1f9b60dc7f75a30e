#include "config.h"

#include "miao-place.h"

#include "miao-secret.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define SERVERS_FOLDER "servers"
#define NAME_SIGN '@'
#define NAME_DIGITS 16
#define SERVER_PURPOSE "miaopu-server-login-1"
#define SERVER_PASSES 2
#define SERVER_MEMORY (64u * 1024 * 1024) /* bytes: about 60 ms beside the log-in's 400 */
#define DERIVED_BYTES 24
#define FIRST_LOCK (1 << 24) /* no file descriptor is that large */

static GMutex lock;
static GHashTable *attached; /* name -> MiaoStore */
static guint last;

/* Which account connects makes no difference to where things lie. */
static char *
dup_digest (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autofree char *digest = NULL;
  g_autofree char *bare = NULL;

  if (uri != NULL)
    bare = g_strdup_printf ("%s:%d%s", g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "",
                            g_uri_get_port (uri), g_uri_get_path (uri));
  /* On a socket the folder stands among the parameters. */
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0') {
    g_free (bare);
    bare = g_strdup (address);
  }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bare, -1);

  return g_strndup (digest, NAME_DIGITS);
}

char *
miao_place_dup_base (const char *path)
{
  g_autofree char *folder = NULL;
  g_autofree char *digest = NULL;

  if (!miao_store_is_address (path))
    return g_strdup (path);
  folder = g_build_filename (g_get_user_data_dir (), "miaopu", SERVERS_FOLDER, NULL);
  /* What cannot be made is told by whoever writes there. */
  (void) g_mkdir_with_parents (folder, 0700);
  digest = dup_digest (path);

  return g_build_filename (folder, digest, NULL);
}

char *
miao_place_attach (MiaoStore *store, const char *path)
{
  g_autofree char *base = miao_place_dup_base (path);
  char *name;

  g_mutex_lock (&lock);
  if (attached == NULL)
    attached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  name = g_strdup_printf ("%s.keys%c%u", base, NAME_SIGN, ++last);
  g_hash_table_insert (attached, g_strdup (name), store);
  g_mutex_unlock (&lock);

  return name;
}

void
miao_place_detach (const char *name)
{
  g_mutex_lock (&lock);
  if (attached != NULL)
    g_hash_table_remove (attached, name);
  g_mutex_unlock (&lock);
}

MiaoStore *
miao_place_get_store (const char *name)
{
  MiaoStore *store;

  g_mutex_lock (&lock);
  store = attached != NULL ? g_hash_table_lookup (attached, name) : NULL;
  g_mutex_unlock (&lock);

  return store;
}

int
miao_place_get_lock (const char *name)
{
  return FIRST_LOCK + atoi (strrchr (name, NAME_SIGN) + 1);
}

MiaoStore *
miao_place_get_locked (int number)
{
  MiaoStore *found = NULL;
  GHashTableIter iter;
  gpointer name, store;

  if (number < FIRST_LOCK)
    return NULL;
  g_mutex_lock (&lock);
  g_hash_table_iter_init (&iter, attached);
  while (found == NULL && g_hash_table_iter_next (&iter, &name, &store)) {
    if (miao_place_get_lock (name) == number)
      found = store;
  }
  g_mutex_unlock (&lock);

  return found;
}

char *
miao_place_dup_local (const char *name)
{
  if (miao_place_get_store (name) == NULL)
    return g_strdup (name);

  return g_strndup (name, (gsize) (strrchr (name, NAME_SIGN) - name));
}

/* Argon2id, so that what the server keeps of it is no shorter way to the keys than the key file. */
char *
miao_place_dup_password (const char *login, const char *password)
{
  g_autofree char *normal = g_utf8_normalize (password, -1, G_NORMALIZE_NFKC);
  const char *text = normal != NULL ? normal : password;
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 derived[DERIVED_BYTES];
  char *made = NULL;

  miao_secret_init ();
  crypto_generichash (salt, sizeof salt, (const guint8 *) login, strlen (login),
                      (const guint8 *) SERVER_PURPOSE, strlen (SERVER_PURPOSE));
  if (crypto_pwhash (derived, sizeof derived, text, strlen (text), salt, SERVER_PASSES,
                     SERVER_MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0)
    made = miao_secret_to_hex (derived, sizeof derived);
  sodium_memzero (derived, sizeof derived);
  if (normal != NULL)
    sodium_memzero (normal, strlen (normal));

  return made;
}
