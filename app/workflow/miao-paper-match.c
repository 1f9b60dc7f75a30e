/* The opinion on a match. Once it is decided the paper shows what was kept with the decision, and
 * nothing that was found out later; before that, what the rules say today. */
#include "config.h"

#include "miao-match.h"
#include "miao-paper-private.h"
#include "miao-print-match.h"
#include "miao-rules.h"
#include "miao-store.h"

#include <string.h>

static const char *
name_verdict (const char *severity)
{
  if (g_strcmp0 (severity, miao_severity_name (MIAO_SEVERITY_PASS)) == 0)
    return "符合";
  if (g_strcmp0 (severity, miao_severity_name (MIAO_SEVERITY_ADVICE)) == 0)
    return "供权衡";
  if (g_strcmp0 (severity, miao_severity_name (MIAO_SEVERITY_REASON)) == 0)
    return "须说明理由";

  return "不符合";
}

static const char *
keep_values (MiaoPaper *paper, const char *values, const char *reason)
{
  if (reason == NULL)
    return miao_paper_keep (paper, g_strdup (values));

  return miao_paper_keep (paper,
                          g_strdup_printf ("%s%s理由：%s", values != NULL ? values : "",
                                           values != NULL && *values != '\0' ? "。" : "", reason));
}

/* What was kept with the decision. Rows without a title are of an older version of the program. */
static void
read_kept (MiaoPaper *paper, const MiaoRecord *matching, GArray *lines, MiaoMatchData *data)
{
  g_autoptr (JsonNode) node = json_from_string (miao_record_get (matching, "guards"), NULL);
  JsonArray *rows =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    const char *id = json_object_get_string_member_with_default (row, "rule", "");
    const char *values = json_object_get_string_member_with_default (row, "values", NULL);
    const MiaoRule *rule = miao_rule_find (id);
    const char *title = json_object_get_string_member_with_default (
        row, "title", rule != NULL ? rule->title_zh : NULL);
    MiaoMatchLine line = {
      .rule = miao_paper_keep (paper, g_strdup (id)),
      .title = miao_paper_keep (paper, g_strdup (title)),
      .verdict = name_verdict (json_object_get_string_member_with_default (row, "severity", NULL)),
      .values = keep_values (paper, values,
                             json_object_get_string_member_with_default (row, "reason", NULL)),
    };

    if (strcmp (id, "ORDER") == 0)
      data->order = line.values;
    else
      g_array_append_val (lines, line);
  }
  data->told_on = miao_record_get_date (matching, "decided_on");
}

static gboolean
ask_now (MiaoPaper *paper,
         const char *child,
         const char *family,
         GArray *lines,
         MiaoMatchData *data,
         GError **error)
{
  g_autoptr (MiaoMatchList) list =
      miao_match_rank (paper->session, "child", child, MIAO_MATCH_MOST, error);
  g_autoptr (MiaoMatchList) pair = NULL;
  const MiaoMatch *match;

  if (list == NULL)
    return FALSE;
  match = miao_match_list_find (list, family);
  if (match != NULL) {
    data->order = miao_paper_keep (paper, miao_match_list_dup_order (list, match));
  } else {
    pair = miao_match_pair (paper->session, child, family, error);
    if (pair == NULL)
      return FALSE;
    match = pair->matches->pdata[0];
  }
  for (guint i = 0; i < miao_findings_length (match->findings); i++) {
    const MiaoFinding *finding = miao_findings_get (match->findings, i);
    MiaoSeverity severity = miao_finding_severity (finding);
    gboolean person = severity != MIAO_SEVERITY_PASS &&
                      miao_match_list_judge (list, match, finding) == MIAO_MATCH_DECIDE;
    MiaoMatchLine line = {
      .rule = miao_finding_rule (finding)->id,
      .title = miao_paper_keep (paper, miao_finding_dup_title (finding, MIAO_LANGUAGE_ZH)),
      .verdict = person ? "须由人决定" : name_verdict (miao_severity_name (severity)),
      .values = miao_paper_keep (paper, miao_finding_dup_arithmetic (finding, MIAO_LANGUAGE_ZH)),
    };

    g_array_append_val (lines, line);
  }
  data->told_on = list->on;

  return TRUE;
}

/* The proposal that was made with @matching, which a pair that was set aside does not have. */
static gboolean
find_number (MiaoPaper *paper, const char *child, const char **ret, GError **error)
{
  g_autoptr (GPtrArray) all =
      miao_paper_all (paper, "placement", "child", child, "placement_no", error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (miao_record_is (all->pdata[i], "matching", paper->id))
      *ret = miao_record_get (all->pdata[i], "placement_no");

  return all != NULL;
}

gboolean
miao_paper_make_match (MiaoPaper *paper, GError **error)
{
  MiaoRecord *matching = miao_paper_load (paper, "matching", paper->id, error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (MiaoMatchLine));
  MiaoMatchData data = { .matching = matching, .institution = paper->institution };
  const char *child, *family;
  MiaoRecord *loaded;
  MiaoPast past;

  if (matching == NULL)
    return FALSE;
  child = miao_record_get (matching, "child");
  family = miao_record_get (matching, "family");
  if ((data.child = miao_paper_load (paper, "child", child, error)) == NULL)
    return FALSE;
  if ((data.family = loaded = miao_paper_load (paper, "family", family, error)) == NULL ||
      !find_number (paper, child, &data.placement_no, error))
    return FALSE;
  if (!miao_record_has (matching, "decision") || miao_record_is (matching, "decision", "AGAIN")) {
    if (!ask_now (paper, child, family, lines, &data, error))
      return FALSE;
  } else if (miao_record_has (matching, "guards")) {
    read_kept (paper, matching, lines, &data);
  }
  if (!miao_paper_past (paper, loaded, miao_record_get_date (matching, "decided_on"), &past, error))
    return FALSE;
  data.caregiver = miao_paper_name (paper, "family_member", past.caregiver);
  data.lines = (const MiaoMatchLine *) (const void *) lines->data;
  data.n_lines = lines->len;
  paper->info.series = "家庭寄养";
  paper->document = miao_print_match (&paper->info, &data, &paper->options);

  return TRUE;
}
