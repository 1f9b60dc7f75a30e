#include "config.h"

#include "miao-field.h"
#include "miao-schema.h"

#include <stdio.h>
#include <string.h>

static char *
dup_records (void)
{
  return miao_schema_dup_records (miao_kinds ());
}

static char *
dup_file_guards (void)
{
  return miao_schema_dup_guards (miao_kinds (), FALSE);
}

static char *
dup_server_guards (void)
{
  return miao_schema_dup_guards (miao_kinds (), TRUE);
}

static char *
dup_server_ciphers (void)
{
  return miao_schema_dup_ciphers (miao_kinds ());
}

static char *
dup_file_touch (void)
{
  return miao_schema_dup_due_touch (FALSE);
}

static char *
dup_server_touch (void)
{
  return miao_schema_dup_due_touch (TRUE);
}

static const struct {
  const char *name;
  char *(*dup) (void);
} scripts[] = {
  { "records", dup_records },
  { "guards", dup_file_guards },
  { "server-guards", dup_server_guards },
  { "server-ciphers", dup_server_ciphers },
  { "touch", dup_file_touch },
  { "server-touch", dup_server_touch },
};

/* Prints a schema script: print-schema NAME. See update-schema. */
int
main (int argc, char *argv[])
{
  for (gsize i = 0; argc == 2 && i < G_N_ELEMENTS (scripts); i++) {
    if (strcmp (argv[1], scripts[i].name) == 0) {
      g_autofree char *sql = scripts[i].dup ();

      fputs (sql, stdout);
      return 0;
    }
  }
  g_printerr ("usage: print-schema NAME, one of:");
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    g_printerr (" %s", scripts[i].name);
  g_printerr ("\n");

  return 2;
}
