#include "config.h"

#include "miao-error.h"
#include "miao-store-driver.h"

/* The program was built without PostgreSQL (-Dserver=false). */

static gpointer
server_open (const MiaoStoreConfig *config, GError **error)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_STORE,
                       miao_pick ("本程序不带服务器支持，只能打开数据文件。",
                                  "This program was built without support for a server; it opens "
                                  "files only."));

  return NULL;
}

const MiaoStoreDriver miao_store_server_driver = {
  .name = "server",
  .open = server_open,
};
