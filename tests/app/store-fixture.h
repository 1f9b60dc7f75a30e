#pragma once

#include "server-fixture.h"

#include <glib/gstdio.h>

/* A store for tests: a file in a folder of its own or, where the test runs beside a server, a
 * database of its own. */
typedef struct {
  char *folder;
  char *path;
  char *database; /* on the server */
  guint8 key[MIAO_STORE_KEY_BYTES];
  guint8 salt[MIAO_STORE_SALT_BYTES];
  MiaoStore *store;
} StoreFixture;

#define FIXTURE_BY "01890a5d-ac96-774b-bcce-b302099a0001"
#define FIXTURE_NOW G_GINT64_CONSTANT (1767225600000) /* 2026-01-01 08:00 in Shanghai */

static inline MiaoStoreConfig
fixture_config (StoreFixture *fixture)
{
  return (MiaoStoreConfig){
    .path = fixture->path,
    .key = fixture->key,
    .salt = fixture->salt,
    .timeout_ms = 100,
  };
}

static inline void
fixture_open (StoreFixture *fixture)
{
  MiaoStoreConfig config = fixture_config (fixture);
  g_autoptr (GError) error = NULL;

  config.create = fixture->database == NULL && !g_file_test (fixture->path, G_FILE_TEST_EXISTS);
  fixture->store = miao_store_open (&config, &error);
  g_assert_no_error (error);
}

/* @folder: taken */
static inline void
fixture_init (StoreFixture *fixture, char *folder)
{
  fixture->folder = folder;
  fixture->path = g_build_filename (folder, "test.db", NULL);
  for (guint i = 0; i < sizeof fixture->key; i++)
    fixture->key[i] = (guint8) (i * 7 + 1);
  for (guint i = 0; i < sizeof fixture->salt; i++)
    fixture->salt[i] = (guint8) (i * 11 + 3);
}

/* The database that the others are copied from: making the tables takes longer than copying. */
static inline const char *
fixture_model (StoreFixture *fixture)
{
  static char *model;

  if (model == NULL) {
    g_autofree char *database = server_make_database ("template0");
    g_autofree char *path = server_dup_address (database);
    MiaoStoreConfig config = fixture_config (fixture);
    MiaoStore *store;
    g_autoptr (GError) error = NULL;

    config.path = path;
    config.create = TRUE;
    store = miao_store_open (&config, &error);
    g_assert_no_error (error);
    miao_store_close (store);
    model = g_steal_pointer (&database);
  }

  return model;
}

static inline void
fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_init (fixture, g_dir_make_tmp ("miao-store-XXXXXX", &error));
  g_assert_no_error (error);
  if (server_is_there ()) {
    fixture->database = server_make_database (fixture_model (fixture));
    g_free (fixture->path);
    fixture->path = server_dup_address (fixture->database);
  }
  fixture_open (fixture);
}

static inline void
fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_pointer (&fixture->store, miao_store_close);
  g_chmod (fixture->folder, 0700);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  if (fixture->database != NULL)
    server_drop_database (fixture->database);
  g_clear_pointer (&fixture->database, g_free);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* Another desk's commit is told by the server when it gets round to it: up to five seconds. */
G_GNUC_UNUSED static inline gboolean
fixture_hears (StoreFixture *fixture)
{
  for (guint i = 0; fixture->database != NULL && i < 500; i++) {
    if (miao_store_poll (fixture->store))
      return TRUE;
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);
  }

  return fixture->database == NULL && miao_store_poll (fixture->store);
}

/* A child that can be stored: the fields that every child has. */
static inline MiaoRecord *
fixture_child (const char *number, const char *name)
{
  MiaoRecord *child = miao_record_new (miao_kind_find ("child"));

  miao_record_set (child, "child_no", number);
  miao_record_set (child, "name", name);
  miao_record_set (child, "status", "IN_CARE");

  return child;
}
