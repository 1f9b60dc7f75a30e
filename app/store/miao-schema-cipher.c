#include "config.h"

#include "miao-schema.h"
#include "miao-store-cipher.h"

/* Instead of the length of what people write the server checks that it was encrypted. */
static void
append_column (GString *sql, const char *table, const char *column)
{
  g_string_append_printf (
      sql,
      "%s\n  DROP CONSTRAINT IF EXISTS \"%s.%s\",\n"
      "  ADD CONSTRAINT \"%s.%s\" CHECK (\"%s\" LIKE '" MIAO_CIPHER_SIGN "%%') NOT VALID",
      sql->str[sql->len - 1] == '"' ? "" : ",", table, column, table, column, column);
}

char *
miao_schema_dup_ciphers (const MiaoKind *const *kinds)
{
  GString *sql = g_string_new (
      "-- What the desks encrypt before a server gets it. Printed from the data dictionary by\n"
      "-- build-aux/update-schema. Rows that are older are encrypted by \"server upgrade\", which\n"
      "-- then makes the constraints hold for all.\n\n");

  for (; *kinds != NULL; kinds++) {
    g_string_append_printf (sql, "ALTER TABLE \"%s\"", (*kinds)->name);
    if (miao_schema_has_system (*kinds, "void_reason"))
      append_column (sql, (*kinds)->name, "void_reason");
    for (const MiaoField *field = (*kinds)->fields; field->name != NULL; field++) {
      if (miao_field_is_ciphered (field))
        append_column (sql, (*kinds)->name, field->name);
    }
    if (sql->str[sql->len - 1] == '"')
      g_string_truncate (sql, sql->len - strlen ("ALTER TABLE \"\"") - strlen ((*kinds)->name));
    else
      g_string_append (sql, ";\n");
  }
  g_string_append (sql, "\nALTER TABLE audit ADD CONSTRAINT \"audit.detail\"\n"
                        "  CHECK (detail LIKE '" MIAO_CIPHER_SIGN "%') NOT VALID;\n"
                        "ALTER TABLE draft ADD CONSTRAINT \"draft.content\"\n"
                        "  CHECK (content LIKE '" MIAO_CIPHER_SIGN "%') NOT VALID;\n"
                        "-- Encrypted bytes are longer by the sign, the nonce and the tag: 42.\n"
                        "ALTER TABLE thumbnail DROP CONSTRAINT IF EXISTS thumbnail_bytes_check,\n"
                        "  ADD CONSTRAINT \"thumbnail.bytes\"\n"
                        "  CHECK (length (bytes) BETWEEN 43 AND 65578 AND substr (bytes, 1, 2) = "
                        "convert_to ('" MIAO_CIPHER_SIGN "', 'UTF8')) NOT VALID;\n"
                        "ALTER TABLE setting ADD CONSTRAINT \"setting.value\"\n"
                        "  CHECK (name <> 'vault.audit_key' AND name NOT LIKE 'fieldwork.%'\n"
                        "    OR value LIKE '" MIAO_CIPHER_SIGN "%') NOT VALID;\n");

  return g_string_free (sql, FALSE);
}
