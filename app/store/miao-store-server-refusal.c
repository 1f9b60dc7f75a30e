#include "config.h"

#include "miao-error.h"
#include "miao-store-server-private.h"

#include <string.h>

/* Why a connection did not come about, in the person's words. The library has no numbers for it, so
 * its English words are looked at; miao_server_speak_plainly() sees to it that they are English. */

static const struct {
  const char *sign; /* part of what the library says; the first that is found counts */
  MiaoError code;
  const char *zh;
  const char *en;
} sayings[] = {
  { "does not match host name", MIAO_ERROR_REFUSED,
    "服务器证书上的名字与地址里的主机名不一致，已停止连接。请照证书上的名字写地址；"
    "如果地址没有写错，对方可能不是本单位的服务器，请告诉服务器管理员。",
    "The name in the server's certificate is not the host name of the address; stopped. Write the "
    "address with the name in the certificate; if it is right, this may not be your server: tell "
    "its administrator." },
  { "certificate verify failed", MIAO_ERROR_REFUSED,
    "服务器的证书不是由所给的 CA 证书签发的，或者已经过期，已停止连接。请向服务器管理员核对 CA "
    "证书文件。",
    "The server's certificate was not issued by the given CA, or it has expired; stopped. Check "
    "the CA's certificate file with the server's administrator." },
  { "server does not support SSL", MIAO_ERROR_REFUSED,
    "服务器没有打开加密连接（TLS），已停止连接，口令没有送出。请服务器管理员设置 ssl = on。",
    "The server offers no encrypted connection (TLS); stopped, and no password was sent. Its "
    "administrator has to set ssl = on." },
  { "no encryption", MIAO_ERROR_REFUSED,
    "服务器只接受加密连接（TLS）。请去掉地址中的 sslmode=disable。",
    "The server takes encrypted connections (TLS) only. Remove sslmode=disable from the address." },
  { "root certificate file", MIAO_ERROR_REFUSED,
    "找不到或读不了核对服务器用的 CA 证书文件。请放到 ~/.postgresql/root.crt，或在地址后面写 "
    "?sslrootcert=文件的完整路径。",
    "The CA's certificate file, which the server is checked by, is missing or cannot be read. Put "
    "it at ~/.postgresql/root.crt, or write ?sslrootcert=FILE at the end of the address." },
  { "could not translate host name", MIAO_ERROR_LOST, "找不到地址里的服务器，请检查主机名和网络。",
    "The server of the address is not found; please check the host name and the network." },
  { "Connection refused", MIAO_ERROR_LOST,
    "连不上服务器：那台机器上没有数据库在运行。请稍候再试，或告诉服务器管理员。",
    "The server cannot be reached: no database is running there. Please try again in a moment, or "
    "tell its administrator." },
  { "No such file or directory", MIAO_ERROR_LOST,
    "连不上服务器：数据库没有在运行。请稍候再试，或告诉服务器管理员。",
    "The server cannot be reached: the database is not running. Please try again in a moment, or "
    "tell its administrator." },
  { "timeout expired", MIAO_ERROR_LOST, "服务器没有答复。请检查网络，或告诉服务器管理员。",
    "The server does not answer. Please check the network, or tell its administrator." },
  { "the database system is", MIAO_ERROR_LOST, "服务器正在启动或关闭，请稍候再试。",
    "The server is starting up or shutting down; please try again in a moment." },
  { "too many clients", MIAO_ERROR_BUSY,
    "服务器上的连接已满，请稍候再试；经常如此请告诉服务器管理员。",
    "The server has no connection left; please try again in a moment, and tell its administrator "
    "if it happens often." },
};

locale_t
miao_server_speak_plainly (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize) newlocale (LC_MESSAGES_MASK, "C", (locale_t) 0));

  return uselocale ((locale_t) made);
}

gboolean
miao_server_fail_to_connect (const MiaoServer *server, GError **error)
{
  /* The library's words name the host and the reason, never a password. */
  g_autofree char *reason = g_strstrip (g_strdup (PQerrorMessage (server->pg)));

  g_debug ("PostgreSQL: %s", reason);
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++) {
    if (strstr (reason, sayings[i].sign) != NULL) {
      g_set_error_literal (error, MIAO_ERROR, (int) sayings[i].code,
                           miao_pick (sayings[i].zh, sayings[i].en));
      return FALSE;
    }
  }
  if (PQconnectionNeedsPassword (server->pg) || PQconnectionUsedPassword (server->pg) ||
      strstr (reason, "authentication") != NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_KEY,
                         miao_pick ("服务器没有接受这个账号或口令。",
                                    "The server did not accept this login or password."));
  else
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_LOST,
                 miao_pick ("连不上服务器，请检查网络和服务器地址。（%s）",
                            "The server cannot be reached; please check the network and its "
                            "address. (%s)"),
                 reason);

  return FALSE;
}
