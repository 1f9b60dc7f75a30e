#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

#include <string.h>

/* What the server says, by SQLSTATE, in the person's words. */

gboolean
miao_server_is_lost (const MiaoServer *server)
{
  return server->lost || PQstatus (server->pg) != CONNECTION_OK;
}

static const char *
field (const PGresult *result, int code)
{
  const char *text = result != NULL ? PQresultErrorField (result, code) : NULL;

  return text != NULL ? text : "";
}

static gboolean
begins (const char *state, const char *prefix)
{
  return strncmp (state, prefix, strlen (prefix)) == 0;
}

static MiaoBroken
broken_by (const char *state)
{
  if (begins (state, "23505"))
    return MIAO_BROKEN_UNIQUE;
  if (begins (state, "23503") || begins (state, "23001"))
    return MIAO_BROKEN_REFERENCE;
  if (begins (state, "23502"))
    return MIAO_BROKEN_NOT_NULL;
  if (begins (state, "23514") || begins (state, "22"))
    return MIAO_BROKEN_CHECK;
  if (begins (state, "P0001"))
    return MIAO_BROKEN_GUARD;

  return MIAO_BROKEN_NOTHING;
}

/* Of indexes that stand for one column: "child_child_no_unique" -> "child.child_no". The columns
 * themselves are told in a detail only to those who may read the row in the way. */
static char *
unique_name (const char *table, const char *name)
{
  static const char *const endings[] = { "_unique", "_key" };
  gsize skip = strlen (table) + 1;

  if (strlen (name) <= skip || strncmp (name, table, skip - 1) != 0)
    return g_strdup (name);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    if (g_str_has_suffix (name, endings[i])) {
      g_autofree char *column = g_strndup (name + skip, strlen (name) - skip - strlen (endings[i]));

      return g_strconcat (table, ".", column, NULL);
    }
  }

  return g_strdup (name);
}

static char *
broken_name (MiaoBroken broken, const PGresult *result)
{
  switch (broken) {
  case MIAO_BROKEN_UNIQUE:
    return unique_name (field (result, PG_DIAG_TABLE_NAME),
                        field (result, PG_DIAG_CONSTRAINT_NAME));
  case MIAO_BROKEN_NOT_NULL:
    return g_strconcat (field (result, PG_DIAG_TABLE_NAME), ".",
                        field (result, PG_DIAG_COLUMN_NAME), NULL);
  case MIAO_BROKEN_CHECK:
    return g_strdup (field (result, PG_DIAG_CONSTRAINT_NAME));
  case MIAO_BROKEN_GUARD:
    return g_strdup (field (result, PG_DIAG_MESSAGE_PRIMARY));
  case MIAO_BROKEN_NOTHING:
  case MIAO_BROKEN_REFERENCE:
  default:
    return g_strdup ("");
  }
}

static const struct {
  const char *state; /* its beginning; the first that fits counts */
  MiaoError code;
  const char *zh;
  const char *en;
} sayings[] = {
  { "23", MIAO_ERROR_REFUSED, "与已有记录的约束冲突，未保存。",
    "This contradicts other records; nothing was saved." },
  { "22", MIAO_ERROR_REFUSED, "与已有记录的约束冲突，未保存。",
    "This contradicts other records; nothing was saved." },
  { "P0001", MIAO_ERROR_REFUSED, "与已有记录的约束冲突，未保存。",
    "This contradicts other records; nothing was saved." },
  { "42501", MIAO_ERROR_DENIED, "服务器不允许这个账号这样做。",
    "The server does not let this account do that." },
  { "28", MIAO_ERROR_KEY, "服务器没有接受这个账号或口令。",
    "The server did not accept this login or password." },
  { "40", MIAO_ERROR_BUSY, "另一位同事正在保存，请稍候再试。",
    "Somebody else is saving; please try again in a moment." },
  { "55P03", MIAO_ERROR_BUSY, "另一位同事正在保存，请稍候再试。",
    "Somebody else is saving; please try again in a moment." },
  { "57014", MIAO_ERROR_BUSY, "服务器太忙，没有按时答复，请稍候再试。",
    "The server is too busy and did not answer in time; please try again in a moment." },
  { "53100", MIAO_ERROR_NO_SPACE, "服务器磁盘已满，未保存。请与服务器管理员联系。",
    "The server's disk is full; nothing was saved. Please tell its administrator." },
  { "53", MIAO_ERROR_BUSY, "服务器资源不足，请稍候再试；经常如此请与服务器管理员联系。",
    "The server is short of resources; please try again in a moment, and tell its administrator "
    "if it happens often." },
  { "25006", MIAO_ERROR_READ_ONLY, "服务器现在只读，不能保存。请与服务器管理员联系。",
    "The server takes no changes now. Please tell its administrator." },
  { "XX001", MIAO_ERROR_CORRUPT, "服务器上的数据已损坏。请停止录入，并通知服务器管理员。",
    "The data on the server are damaged. Please stop entering data and tell its administrator." },
  { "XX002", MIAO_ERROR_CORRUPT, "服务器上的数据已损坏。请停止录入，并通知服务器管理员。",
    "The data on the server are damaged. Please stop entering data and tell its administrator." },
  { "57P", MIAO_ERROR_LOST, "与服务器的连接中断，这一步没有完成。连上后请再试一次。",
    "The connection to the server broke; this step was not done. Please try again when it is "
    "back." },
  { "08", MIAO_ERROR_LOST, "与服务器的连接中断，这一步没有完成。连上后请再试一次。",
    "The connection to the server broke; this step was not done. Please try again when it is "
    "back." },
  { "", MIAO_ERROR_STORE, "数据库拒绝了这一操作，未保存。",
    "The database refused this; nothing was saved." },
};

void
miao_server_fail (MiaoServer *server, const PGresult *result, GError **error)
{
  const char *state = field (result, PG_DIAG_SQLSTATE);
  gsize i = 0;

  if (server->refused) {
    server->refused = FALSE;
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_BUSY,
                         miao_pick ("前一步还在等服务器答复，请稍候再试。",
                                    "The step before is still waiting for the server; please try "
                                    "again in a moment."));
    return;
  }
  /* An error without a state is not the server's but the connection's. */
  if (*state == '\0')
    state = "08";
  server->lost = server->lost || begins (state, "08") || begins (state, "57P");
  /* The message names tables and columns; details could hold values and are left out. */
  g_debug ("PostgreSQL %s: %s", state,
           result != NULL ? field (result, PG_DIAG_MESSAGE_PRIMARY) : "connection");
  g_clear_pointer (&server->broken_name, g_free);
  server->broken = broken_by (state);
  server->broken_name = broken_name (server->broken, result);
  if (begins (state, "57014") && miao_server_was_cancelled (server)) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                         miao_pick ("已取消，没有保存。", "Cancelled; nothing was saved."));
    return;
  }
  while (!begins (state, sayings[i].state))
    i++;
  g_set_error (error, MIAO_ERROR, (int) sayings[i].code, miao_pick ("%s（%s）", "%s (%s)"),
               miao_pick (sayings[i].zh, sayings[i].en), state);
}
