#include "config.h"

#include "miao-store-care.h"

#include "miao-error.h"
#include "miao-store-place.h"
#include "miao-store-private.h"

gboolean
miao_store_settle_server (MiaoStore *store, GError **error)
{
  return miao_store_settle (store, error);
}

/* What is wrong, as rows of one column. */
static const struct {
  const char *sql;
  const char *zh;
  const char *en;
} questions[] = {
  { "SELECT 'PostgreSQL' FROM pg_catalog.pg_settings WHERE name = 'data_checksums' AND "
    "setting <> 'on'",
    "没有打开数据校验和（initdb --data-checksums），磁盘损坏不会被发现",
    "data checksums are off (initdb --data-checksums): a damaged disk goes unnoticed" },
  { "SELECT name FROM pg_catalog.pg_settings WHERE name IN ('fsync', 'full_page_writes') AND "
    "setting <> 'on'",
    "已关闭，断电会丢失或损坏数据", "is off: a power cut loses or damages data" },
  { "SELECT name FROM pg_catalog.pg_settings WHERE name = 'synchronous_commit' AND setting = 'off'",
    "已关闭，断电会丢失刚保存的内容", "is off: a power cut loses what was just saved" },
  { "SELECT name FROM pg_catalog.pg_settings WHERE name = 'password_encryption' AND "
    "setting <> 'scram-sha-256'",
    "不是 scram-sha-256", "is not scram-sha-256" },
  { "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'miaopu' AND NOT rowsecurity "
    "ORDER BY 1",
    "没有按行限制，请执行 server upgrade", "has no row-level security; run server upgrade" },
  { "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'miaopu' AND tableowner <> "
    "current_database () || '_owner' ORDER BY 1",
    "不属于本库的所有者角色，请执行 server upgrade",
    "does not belong to the database's owner role; run server upgrade" },
  { "SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname LIKE current_database () || '%' "
    "AND (r.rolsuper OR r.rolcreaterole OR r.rolbypassrls OR r.rolcreatedb) ORDER BY 1",
    "权限过大（超级用户、创建角色或绕过行限制）",
    "has too many rights (superuser, CREATEROLE or "
    "BYPASSRLS)" },
  { "SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolcanlogin AND r.rolname LIKE "
    "current_database () || '.%' AND NOT EXISTS (SELECT 1 FROM account a WHERE "
    "current_database () || '.' || a.login = r.rolname AND a.disabled = 0) ORDER BY 1",
    "可以登录，但没有在用的账号", "can log in and has no account in use" },
  { "SELECT 'PUBLIC' WHERE has_database_privilege ('public', current_database (), 'CONNECT')",
    "任何人都能连接这个数据库，请执行 server upgrade",
    "may connect to this database; run server upgrade" },
  { "SELECT CAST (tgrelid AS regclass) || '.' || tgname FROM pg_catalog.pg_trigger "
    "WHERE NOT tgisinternal AND tgenabled <> 'O' ORDER BY 1",
    "保护规则被关闭", "the guard is switched off" },
};

gboolean
miao_store_check_server (MiaoStore *store, GStrv *ret_problems, GError **error)
{
  g_autoptr (GStrvBuilder) problems = g_strv_builder_new ();

  if (!miao_store_is_server (store)) {
    g_set_error_literal (
        error, MIAO_ERROR, MIAO_ERROR_INVALID,
        miao_pick ("这不是服务器上的数据库。", "This is no database on a server."));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (MiaoRows) rows = miao_rows_query (store, error, questions[i].sql, "");
    int more = rows != NULL ? 1 : -1;

    while (more > 0 && (more = miao_rows_next (rows, error)) > 0) {
      g_autofree char *problem = g_strdup_printf ("%s: %s", miao_rows_text (rows, 0),
                                                  miao_pick (questions[i].zh, questions[i].en));

      g_strv_builder_add (problems, problem);
    }
    if (more < 0)
      return FALSE;
  }
  *ret_problems = g_strv_builder_end (problems);

  return TRUE;
}
