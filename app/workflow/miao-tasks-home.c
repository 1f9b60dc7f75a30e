/* Who else lives in a home that a child was taken out of, or that is suspected of harm. */
#include "config.h"

#include "miao-removals.h"
#include "miao-states.h"
#include "miao-tasks-private.h"

/* The names of the children who live there, @except and those taken out not counted. */
static gboolean
read_names (MiaoTaskReader *reader,
            const char *family,
            const char *const *except,
            GPtrArray *names,
            GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) placements = NULL;

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_OPEN);
  miao_query_order (query, "moved_in_on", FALSE);
  placements = miao_store_select (reader->store, query, error);
  for (guint i = 0; placements != NULL && i < placements->len; i++) {
    MiaoRecord *placement = placements->pdata[i];
    const char *id = miao_record_get (placement, "child");
    g_autoptr (MiaoRecord) child = NULL;

    if (g_strv_contains (except, id) || miao_removals_is_out (placement))
      continue;
    child = miao_tasks_load (reader, "child", id, error);
    if (child == NULL)
      return FALSE;
    g_ptr_array_add (names, g_strdup (miao_record_get (child, "name")));
  }

  return placements != NULL;
}

static char *
dup_joined (GPtrArray *names, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "", (const char *) names->pdata[i]);

  return g_string_free (text, FALSE);
}

gboolean
miao_tasks_tell_home (MiaoTaskReader *reader,
                      const char *family,
                      const char *const *except,
                      GPtrArray *dues,
                      GError **error)
{
  static const char *const rules[] = { "D30", "D30E", "D30S", "D15", "D30C", NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *zh = NULL, *en = NULL;

  if (!read_names (reader, family, except, names, error))
    return FALSE;
  if (names->len == 0)
    return TRUE;
  zh = dup_joined (names, "、");
  en = dup_joined (names, ", ");
  for (guint i = 0; i < dues->len; i++) {
    MiaoDue *due = dues->pdata[i];

    if (!g_strv_contains (rules, due->rule->id))
      continue;
    g_free (due->note_zh);
    g_free (due->note_en);
    due->note_zh = g_strdup_printf ("家里还有 %s，逐一核实安全", zh);
    due->note_en = g_strdup_printf ("also in this home: %s; see that each is safe", en);
  }

  return TRUE;
}
