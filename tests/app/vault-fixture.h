#pragma once

#include "miao-account.h"
#include "miao-audit.h"
#include "miao-error.h"
#include "miao-id.h"
#include "miao-secret.h"
#include "miao-vault.h"

#include "server-fixture.h"

#include <glib/gstdio.h>

/* An institution in a folder of its own, with one account for each role. */

#define PASSWORD "violet tram 9"
#define ADMIN "zhou.admin"

typedef struct {
  char *folder;
  char *path;
  char *keys_path;
  char *recovery;
} Vault;

G_GNUC_UNUSED static void
vault_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    vault_remove_tree (child);
  }
  g_remove (path);
}

G_GNUC_UNUSED static MiaoSession *
vault_open (Vault *vault, const char *login, const char *password)
{
  g_autoptr (GError) error = NULL;
  MiaoSession *session = miao_session_open (vault->path, login, password, &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);

  return session;
}

G_GNUC_UNUSED static void
vault_make (Vault *vault, gboolean practice)
{
  MiaoVaultSetup setup = { .login = ADMIN,
                           .name = "周敏",
                           .password = PASSWORD,
                           .practice = practice,
                           .cost = MIAO_KDF_COST_PRACTICE };
  g_autoptr (GError) error = NULL;

  vault->folder = g_dir_make_tmp ("miao-vault-XXXXXX", &error);
  g_assert_no_error (error);
  vault->path = g_build_filename (vault->folder, "园.miaopu", NULL);
  if (server_is_there ()) {
    g_free (vault->path);
    vault->path = server_dup_place (NULL);
  }
  vault->keys_path = miao_slots_dup_path (vault->path);
  setup.path = vault->path;
  g_assert_true (miao_vault_create (&setup, &vault->recovery, &error));
  g_assert_no_error (error);
}

static void
vault_add (MiaoSession *admin, const char *login, MiaoRole role)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_account_create (admin, login, login, role, NULL, PASSWORD, NULL, &error));
  g_assert_no_error (error);
}

/* caseworker, assessor, archivist, director: logins like the roles. */
G_GNUC_UNUSED static void
vault_add_all (Vault *vault)
{
  g_autoptr (MiaoSession) admin = vault_open (vault, ADMIN, PASSWORD);

  for (int role = MIAO_ROLE_CASEWORKER; role < MIAO_ROLE_ADMINISTRATOR; role++)
    vault_add (admin, miao_role_name ((MiaoRole) role), (MiaoRole) role);
}

G_GNUC_UNUSED static void
vault_set_up (Vault *vault, gconstpointer data)
{
  vault_make (vault, TRUE);
  vault_add_all (vault);
}

G_GNUC_UNUSED static void
vault_tear_down (Vault *vault, gconstpointer data)
{
  vault_remove_tree (vault->folder);
  miao_secret_free_text (vault->recovery);
  g_free (vault->keys_path);
  g_free (vault->path);
  g_free (vault->folder);
}
