#include "config.h"

#include "miao-error.h"
#include "miao-resource.h"
#include "miao-schema.h"
#include "miao-store-pour.h"
#include "miao-store-private.h"
#include "store-fixture.h"

#include <string.h>

static void
check_script (const char *name, char *wanted)
{
  g_autoptr (GBytes) script = miao_resource_load (name, NULL);

  if (g_bytes_get_size (script) != strlen (wanted) ||
      memcmp (g_bytes_get_data (script, NULL), wanted, strlen (wanted)) != 0)
    g_error ("%s is not what it is printed from: run build-aux/update-schema.", name);
  g_free (wanted);
}

/* The committed scripts are what the dictionary asks for. */
static void
test_scripts (void)
{
  const MiaoKind *const *kinds = miao_kinds ();

  check_script ("sql/002-records.sql", miao_schema_dup_records (kinds));
  check_script ("sql/003-record-guards.file.sql", miao_schema_dup_guards (kinds, FALSE));
  check_script ("sql/003-record-guards.server.sql", miao_schema_dup_guards (kinds, TRUE));
  check_script ("sql/006-ciphers.server.sql", miao_schema_dup_ciphers (kinds));
  check_script ("sql/009-due-touch.file.sql", miao_schema_dup_due_touch (FALSE));
  check_script ("sql/009-due-touch.server.sql", miao_schema_dup_due_touch (TRUE));
}

static const char *
wanted_type (const MiaoField *field)
{
  return field->type == MIAO_TYPE_INTEGER || field->type == MIAO_TYPE_INSTANT ||
                 field->type == MIAO_TYPE_BOOLEAN
             ? "INTEGER"
             : "TEXT";
}

/* What the database says about itself after the scripts ran, field by field. */
static void
test_columns (StoreFixture *fixture, gconstpointer data)
{
  for (const MiaoKind *const *kinds = miao_kinds (); *kinds != NULL; kinds++) {
    const MiaoKind *kind = *kinds;
    g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (MiaoRows) rows = miao_rows_query (
        fixture->store, &error,
        server_is_there () ? "SELECT column_name, CASE data_type WHEN 'bigint' THEN 'INTEGER' "
                             "ELSE upper (data_type) END, CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 "
                             "END FROM information_schema.columns WHERE table_schema = 'miaopu' "
                             "AND table_name = $1"
                           : "SELECT name, type, \"notnull\" FROM pragma_table_info ($1)",
        "s", kind->name);

    g_assert_no_error (error);
    while (miao_rows_next (rows, &error) > 0)
      g_hash_table_insert (
          types, g_strdup (miao_rows_text (rows, 0)),
          g_strdup_printf ("%s %d", miao_rows_text (rows, 1), (int) miao_rows_int (rows, 2)));
    for (const MiaoField *field = kind->fields; field->name != NULL; field++) {
      g_autofree char *wanted =
          g_strdup_printf ("%s %d", wanted_type (field), field->need == MIAO_NEED_ALWAYS);
      const char *found = g_hash_table_lookup (types, field->name);

      if (g_strcmp0 (found, wanted) != 0)
        g_error ("%s.%s is %s, not %s.", kind->name, field->name, found, wanted);
    }
  }
}

/* Whatever has rows is carried over when an institution moves. */
static void
test_poured (StoreFixture *fixture, gconstpointer data)
{
  static const char *const own[] = { "act", "key_file", "blob", "schema_number", NULL };
  g_auto (GStrv) poured = miao_store_pour_tables ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoRows) rows = miao_rows_query (
      fixture->store, &error,
      server_is_there () ? "SELECT tablename FROM pg_tables WHERE schemaname = 'miaopu'"
                         : "SELECT name FROM sqlite_schema WHERE type = 'table' "
                           "AND name NOT LIKE 'sqlite_%'",
      "");
  guint n = 0;

  g_assert_no_error (error);
  while (miao_rows_next (rows, &error) > 0) {
    const char *name = miao_rows_text (rows, 0);

    if (g_strv_contains (own, name))
      continue;
    n++;
    if (!g_strv_contains ((const char *const *) poured, name))
      g_error ("The table %s would be left behind.", name);
  }
  g_assert_cmpuint (n, ==, g_strv_length (poured));
}

/* The database itself refuses what the dictionary forbids: whoever gets around the program's own
 * checks still cannot store it. One statement per kind of check. */
static void
test_checks (StoreFixture *fixture, gconstpointer data)
{
  static const char *const columns[][2] = {
    { "birth_date", "'2018-1-1'" },
    { "birth_date", "'0000-01-01'" },
    { "disabled", "2" },
    { "child_no", "''" },
    { "child_no", "NULL" },
    { "name", "7" },
    { "care_worker", "'short'" },
    { "legal_hold", "3" },
    { "row_version", "0" },
    { "child_no", "'123456789012345678901'" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
    gboolean required = strcmp (columns[i][0], "child_no") == 0;
    gboolean system = strcmp (columns[i][0], "row_version") == 0;
    g_autofree char *sql =
        g_strdup_printf ("INSERT INTO child (id, %screated_at, created_by, updated_at, updated_by, "
                         "%sstatus, \"%s\") VALUES ('01890a5d-ac96-774b-bcce-b302099a0001', %s1, "
                         "'x', 1, 'x', %s'IN_CARE', %s)",
                         system ? "" : "row_version, ", required ? "" : "child_no, ", columns[i][0],
                         system ? "" : "1, ", required ? "" : "'C-1', ", columns[i][1]);
    g_autoptr (GError) refused = NULL;

    if (strcmp (columns[i][0], "name") == 0) {
      /* A number becomes text in a STRICT text column; that is no harm. */
      g_assert_cmpint (miao_store_exec (fixture->store, &refused, sql, ""), ==, 1);
      g_assert_no_error (refused);
      continue;
    }
    if (miao_store_exec (fixture->store, &refused, sql, "") >= 0)
      g_error ("%s = %s was stored.", columns[i][0], columns[i][1]);
    g_assert_error (refused, MIAO_ERROR, MIAO_ERROR_REFUSED);
  }
}

static void
refuse (MiaoStore *store, const char *sql, const char *says)
{
  g_autoptr (GError) error = NULL;

  if (miao_store_exec (store, &error, sql, "") >= 0)
    g_error ("Not refused: %s", sql);
  miao_store_explain (store, NULL, &error);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_REFUSED);
  if (strcmp (error->message, says) != 0)
    g_error ("%s: %s", sql, error->message);
}

static void
test_guards (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (MiaoRecord) child = fixture_child ("C-1", "李明");
  g_autoptr (GError) error = NULL;
  static const char identity[] = "记录的编号、建立时间和版本不能改写。";

  miao_store_insert (fixture->store, child, FIXTURE_BY, FIXTURE_NOW, &error);
  g_assert_no_error (error);
  refuse (fixture->store, "DELETE FROM child", "记录不能删除，只能作废并说明原因。");
  refuse (fixture->store, "UPDATE child SET name = 'x'", identity);
  refuse (fixture->store, "UPDATE child SET row_version = row_version + 2", identity);
  refuse (fixture->store, "UPDATE child SET created_at = 1, row_version = row_version + 1",
          identity);
  refuse (fixture->store, "UPDATE child SET created_by = 'x', row_version = row_version + 1",
          identity);
  if (server_is_there ())
    return;
  /* A hidden delete is one too. */
  refuse (fixture->store,
          "INSERT OR REPLACE INTO child (id, row_version, created_at, created_by, updated_at, "
          "updated_by, child_no, status) SELECT id, 1, 1, 'x', 1, 'x', 'C-9', 'IN_CARE' FROM child",
          "记录不能删除，只能作废并说明原因。");
  /* The schema itself cannot be turned around. */
  g_assert_cmpint (miao_store_exec (fixture->store, &error, "PRAGMA writable_schema = ON", ""), >=,
                   0);
  g_assert_cmpint (miao_store_exec (fixture->store, NULL,
                                    "DELETE FROM sqlite_schema WHERE name = 'child_no_delete'", ""),
                   <, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/schema/scripts", test_scripts);
  g_test_add ("/schema/columns", StoreFixture, NULL, fixture_set_up, test_columns,
              fixture_tear_down);
  g_test_add ("/schema/poured", StoreFixture, NULL, fixture_set_up, test_poured, fixture_tear_down);
  g_test_add ("/schema/checks", StoreFixture, NULL, fixture_set_up, test_checks, fixture_tear_down);
  g_test_add ("/schema/guards", StoreFixture, NULL, fixture_set_up, test_guards, fixture_tear_down);

  return g_test_run ();
}
