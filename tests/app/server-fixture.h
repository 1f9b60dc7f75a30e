#pragma once

#include "config.h"

#include "miao-store.h"

/* Databases on the private server of tests/app/on-server. Only in programs that it runs; others
 * are told that there is none. */

#ifdef MIAO_SERVER
#include <libpq-fe.h>
#endif

/** Returns: whether the stores of this test lie on a server. */
static inline gboolean
server_is_there (void)
{
  return g_getenv ("MIAO_TEST_SERVER") != NULL;
}

/** The address of @database for its administrator; in the folder's socket. */
static inline char *
server_dup_address (const char *database)
{
  g_autofree char *folder = g_uri_escape_string (g_getenv ("MIAO_TEST_SERVER"), NULL, FALSE);

  return g_strdup_printf ("postgresql:///%s?host=%s&user=postgres", database, folder);
}

/** Runs @sql as the server's administrator in @database. */
static inline void
server_run (const char *database, const char *sql)
{
#ifdef MIAO_SERVER
  g_autofree char *address = server_dup_address (database);
  PGconn *pg = PQconnectdb (address);
  PGresult *result = PQexec (pg, sql);
  ExecStatusType status = PQresultStatus (result);

  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    g_error ("%s: %s", sql, PQerrorMessage (pg));
  PQclear (result);
  PQfinish (pg);
#else
  g_assert_not_reached ();
#endif
}

/** Makes an empty database of a new name. */
static inline char *
server_make_database (const char *like)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("test_%u", ++n);
  g_autofree char *make =
      g_strdup_printf ("CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy", name, like);

  server_run ("postgres", make);

  return g_steal_pointer (&name);
}

static inline void
server_drop_database (const char *name)
{
  g_autofree char *drop = g_strdup_printf ("DROP DATABASE %s WITH (FORCE)", name);

  server_run ("postgres", drop);
}

/** Where a practice institution is to be made: @folder, or a new database on the server. */
static inline char *
server_dup_place (const char *folder)
{
  g_autofree char *database = server_is_there () ? server_make_database ("template0") : NULL;

  return database != NULL ? server_dup_address (database) : g_strdup (folder);
}
