#include "config.h"

#include "miao-error-field.h"
#include "miao-error.h"
#include "miao-store-private.h"

#include <string.h>

/* What the guards of data/sql say, and unique indexes that stand for a rule: a file names the first
 * column, a server the index. */
static const struct {
  const char *name;
  MiaoError code;
  const char *zh;
  const char *en;
} sayings[] = {
  { "guard:delete", MIAO_ERROR_REFUSED, "记录不能删除，只能作废并说明原因。",
    "Records are not deleted; make it void and say why." },
  { "guard:final", MIAO_ERROR_REFUSED, "记录已定稿，不能修改；更正须另建新版本。",
    "The record is final; a correction is a new version." },
  { "guard:identity", MIAO_ERROR_REFUSED, "记录的编号、建立时间和版本不能改写。",
    "A record's id, time of making and version cannot be rewritten." },
  { "guard:sealed", MIAO_ERROR_REFUSED, "案卷已归档，卷内文件不能修改。",
    "The volume is closed; its items cannot be changed." },
  { "guard:family-full", MIAO_ERROR_REFUSED, "该家庭已有2名寄养儿童，不能再安置。",
    "The family already has two foster children." },
  { "guard:child-left", MIAO_ERROR_REFUSED, "该儿童已离院，不能再安置。",
    "The child has left and cannot be placed." },
  { "guard:login-long", MIAO_ERROR_INVALID, "账号太长，服务器不接受，请改短。",
    "The login is too long for the server; please make it shorter." },
  { "guard:audit-order", MIAO_ERROR_REFUSED, "审计记录只能依次追加。",
    "Audit lines can only be appended in order." },
  { "guard:audit-final", MIAO_ERROR_REFUSED, "审计记录不能修改或删除。",
    "Audit lines cannot be changed or deleted." },
  { "audit.seq", MIAO_ERROR_REFUSED, "审计记录只能依次追加。",
    "Audit lines can only be appended in order." },
  { "audit_pkey", MIAO_ERROR_REFUSED, "审计记录只能依次追加。",
    "Audit lines can only be appended in order." },
  { "account.login", MIAO_ERROR_INVALID, "这个账号已被使用，请另取一个。",
    "This login is taken; please choose another." },
  { "admission.child", MIAO_ERROR_INVALID, "该儿童已有这一次序的入院记录，请核对第几次入院。",
    "The child already has an admission of this number; please check it." },
  { "admission_child_seq", MIAO_ERROR_INVALID, "该儿童已有这一次序的入院记录，请核对第几次入院。",
    "The child already has an admission of this number; please check it." },
  { "archive_item.volume", MIAO_ERROR_INVALID, "卷内已有这个件号，请重新编号。",
    "The volume already has an item of this number; please number it again." },
  { "archive_item_volume_no", MIAO_ERROR_INVALID, "卷内已有这个件号，请重新编号。",
    "The volume already has an item of this number; please number it again." },
  { "placement.child", MIAO_ERROR_REFUSED, "该儿童已有未结束的寄养关系。",
    "The child already has an open placement." },
  { "placement_open_child", MIAO_ERROR_REFUSED, "该儿童已有未结束的寄养关系。",
    "The child already has an open placement." },
};

static const MiaoField *
field_of (const MiaoKind *kind, const char *name)
{
  const char *dot = strchr (name, '.');

  if (kind == NULL || dot == NULL || strncmp (name, kind->name, (gsize) (dot - name)) != 0)
    return NULL;

  return miao_kind_field (kind, dot + 1);
}

static void
say (const MiaoField *field, const char *zh, const char *en, GError **error)
{
  g_autofree char *what = g_strdup (miao_pick (zh, en));

  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID, miao_pick ("“%s”：%s", "“%s”: %s"),
               miao_field_label (field), what);
}

void
miao_store_explain (MiaoStore *store, const MiaoKind *kind, GError **error)
{
  const char *name;
  MiaoBroken broken = store->driver->broken (store->connection, &name);
  const MiaoField *field = field_of (kind, name);

  /* Only a refusal by a constraint is put into other words. */
  if (error == NULL || *error == NULL || broken == MIAO_BROKEN_NOTHING ||
      !g_error_matches (*error, MIAO_ERROR, MIAO_ERROR_REFUSED))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++) {
    if (strcmp (sayings[i].name, name) == 0) {
      g_clear_error (error);
      g_set_error_literal (error, MIAO_ERROR, (int) sayings[i].code,
                           miao_pick (sayings[i].zh, sayings[i].en));
      if (field != NULL)
        miao_error_set_field (error, kind->name, field->name);
      return;
    }
  }
  if (broken == MIAO_BROKEN_REFERENCE) {
    g_clear_error (error);
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("引用的记录不存在，未保存。",
                                    "It refers to a record that does not exist; not saved."));
  } else if (field != NULL) {
    g_clear_error (error);
    if (broken == MIAO_BROKEN_UNIQUE)
      say (field, "另一条记录已使用这个值，请核对。",
           "another record has this value; please check.", error);
    else if (broken == MIAO_BROKEN_NOT_NULL)
      say (field, "请填写。", "please fill in.", error);
    else
      say (field, "值不在允许的范围内。", "the value is not allowed.", error);
    miao_error_set_field (error, kind->name, field->name);
  }
}
