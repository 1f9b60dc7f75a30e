#include "config.h"

#include "miao-field.h"
#include "miao-schema.h"

#include <stdio.h>
#include <string.h>

/* Prints a schema script from the dictionary: print-schema
 * records|guards|server-guards|server-ciphers. See update-schema. */
int
main (int argc, char *argv[])
{
  g_autofree char *sql = NULL;

  if (argc == 2 && strcmp (argv[1], "records") == 0)
    sql = miao_schema_dup_records (miao_kinds ());
  else if (argc == 2 && strcmp (argv[1], "guards") == 0)
    sql = miao_schema_dup_guards (miao_kinds (), FALSE);
  else if (argc == 2 && strcmp (argv[1], "server-guards") == 0)
    sql = miao_schema_dup_guards (miao_kinds (), TRUE);
  else if (argc == 2 && strcmp (argv[1], "server-ciphers") == 0)
    sql = miao_schema_dup_ciphers (miao_kinds ());
  if (sql == NULL) {
    g_printerr ("usage: print-schema records|guards|server-guards|server-ciphers\n");
    return 2;
  }
  fputs (sql, stdout);

  return 0;
}
