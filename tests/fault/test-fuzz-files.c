#include "config.h"

#include "../app/spoil.h"
#include "../app/vault-fixture.h"

#include "miao-bag.h"
#include "miao-slots.h"

#include <locale.h>
#include <string.h>

/* Spoilt packages and key files: the readers say what is wrong and go on living. */

#define WRITTEN G_GINT64_CONSTANT (1795504800000)

static void
assert_polite (const GError *error)
{
  if (error == NULL)
    return;
  g_assert_true (error->domain == MIAO_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
fuzz (const char *folder, const char *name, void (*reader) (const char *path))
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *spoilt = g_build_filename (folder, "spoilt", NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  Spoil spoil;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (spoil_begin (&spoil, 1); spoil_more (&spoil);) {
    g_autoptr (GByteArray) copy = g_byte_array_new ();

    g_byte_array_append (copy, (const guint8 *) bytes, (guint) size);
    spoil_bytes (&spoil, copy);
    g_assert_true (
        g_file_set_contents (spoilt, (const char *) copy->data, (gssize) copy->len, NULL));
    reader (spoilt);
  }
}

static void
check_package (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoBagReport) report = miao_bag_check (path, NULL, &error);

  assert_polite (error);
  g_assert_true ((report != NULL) == (error == NULL));
}

static void
test_package (gconstpointer data)
{
  MiaoBagFormat format = (MiaoBagFormat) GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("miao-fuzz-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "package", NULL);
  g_autoptr (MiaoBag) bag = miao_bag_new (path, format, "0731-ET-2006-Y-A0003-01", WRITTEN, &error);
  g_autoptr (GBytes) text = g_bytes_new_static ("入院登记表", strlen ("入院登记表"));
  g_autofree char *manifest = NULL;

  g_assert_no_error (error);
  g_assert_true (miao_bag_add_bytes (bag, "items/0001.pdf", text, &error));
  manifest = miao_bag_close_payload (bag, &error);
  g_assert_no_error (error);
  g_assert_true (miao_bag_add_tag (bag, "README.txt", text, &error));
  g_assert_true (
      miao_bag_finish (bag, "江宁市儿童福利院", "0731-ET·2006-Y-A0003-01", "凌晓棉", &error));
  g_assert_no_error (error);
  fuzz (folder, "package", check_package);
  vault_remove_tree (folder);
}

static void
load_keys (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSlots) slots = miao_slots_load (path, &error);

  assert_polite (error);
  g_assert_true ((slots != NULL) == (error == NULL));
}

static void
test_keys (void)
{
  g_autofree char *name = NULL;
  Vault vault;

  vault_set_up (&vault, NULL);
  name = g_path_get_basename (vault.keys_path);
  fuzz (vault.folder, name, load_keys);
  vault_tear_down (&vault, NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fuzz/package-zip", GINT_TO_POINTER (MIAO_BAG_ZIP), test_package);
  g_test_add_data_func ("/fuzz/package-tar", GINT_TO_POINTER (MIAO_BAG_TAR), test_package);
  g_test_add_func ("/fuzz/key-file", test_keys);

  return g_test_run ();
}
