#include "config.h"

#include "miao-cwx-mapping.h"

#include "miao-cwx-layout.h"
#include "miao-return-rules.h"
#include "miao-rules.h"

#include <string.h>

static const char headings[] =
    "target_path\ttarget_label_zh\ttarget_type\ttarget_len\trequired\tsource_expr\ttransform\t"
    "code_map\tcondition\tdefault\trule_ids\tnote\tverified_by\tverified_on\n";

static const char *
type_name (const MiaoField *field)
{
  static const char *const names[] = {
    [MIAO_TYPE_TEXT] = "text",       [MIAO_TYPE_LONG_TEXT] = "text",
    [MIAO_TYPE_DATE] = "date",       [MIAO_TYPE_MONTH] = "month",
    [MIAO_TYPE_INSTANT] = "instant", [MIAO_TYPE_INTEGER] = "integer",
    [MIAO_TYPE_BOOLEAN] = "boolean", [MIAO_TYPE_CODE] = "code",
    [MIAO_TYPE_CODES] = "codes",     [MIAO_TYPE_REF] = "id",
    [MIAO_TYPE_REFS] = "ids",        [MIAO_TYPE_LIST] = "list",
  };

  return names[field->type];
}

static void
append_rules (GString *out, const char *kind, const char *field)
{
  const char *const *ids = miao_return_rules ();
  gboolean first = TRUE;

  for (guint i = 0; ids[i] != NULL; i++) {
    const MiaoRule *rule = miao_rule_find (ids[i]);

    if (rule == NULL || g_strcmp0 (rule->kind, kind) != 0 || g_strcmp0 (rule->field, field) != 0)
      continue;
    g_string_append_printf (out, first ? "%s" : " %s", ids[i]);
    first = FALSE;
  }
}

static void
append_elements (GString *out, const MiaoCwxPart *part, const char *path)
{
  const MiaoKind *kind = miao_kind_find (part->kind);

  for (const MiaoCwxElement *e = miao_cwx_elements (kind); e->name != NULL; e++) {
    const MiaoField *field = e->field;
    gboolean required = e->nillable || field->need == MIAO_NEED_ALWAYS;

    g_string_append_printf (out, "%s%s%s/%s\t%s\t%s\t", path, part->wrapper != NULL ? "/" : "",
                            part->wrapper != NULL ? part->wrapper : "", e->name, field->label_zh,
                            type_name (field));
    if (field->type == MIAO_TYPE_TEXT && field->max > 0)
      g_string_append_printf (out, "%" G_GINT64_FORMAT, field->max);
    g_string_append_printf (
        out, "\t%s\t%s.%s\tnone\t%s\t\tblank\t",
        required                               ? "R"
        : field->need == MIAO_NEED_CONDITIONAL ? "C"
                                               : "O",
        kind->name, field->name,
        field->type == MIAO_TYPE_CODE || field->type == MIAO_TYPE_CODES ? field->table : "");
    append_rules (out, kind->name, field->name);
    g_string_append (out, "\t\t\t\n");
  }
}

static void
walk (GString *out, const MiaoCwxPart *part, const char *owner)
{
  const MiaoKind *kind = miao_kind_find (part->kind);
  g_autofree char *path =
      g_strdup_printf ("%s%s%s/%s", owner, part->container != NULL ? "/" : "",
                       part->container != NULL ? part->container : "", kind->xml);

  append_elements (out, part, path);
  for (const MiaoCwxPart *inner = part->parts; inner != NULL && inner->kind != NULL; inner++)
    walk (out, inner, path);
}

char *
miao_cwx_mapping_build (void)
{
  GString *out = g_string_new (headings);

  walk (out, &miao_cwx_institution, "Batch");
  walk (out, &miao_cwx_family, "Batch");
  walk (out, &miao_cwx_child, "Batch");
  walk (out, &miao_cwx_document, "Batch");

  return g_string_free (out, FALSE);
}
