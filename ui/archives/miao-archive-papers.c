#include "config.h"

#include "miao-archive-papers.h"

#include "miao-language.h"
#include "miao-paper.h"

#include <string.h>

static void
paper_free (MiaoArchivePaper *paper)
{
  g_free (paper->id);
  g_free (paper->title);
  g_free (paper);
}

static const MiaoPaperKind *
find_kind (const char *name)
{
  guint n;
  const MiaoPaperKind *kinds = miao_paper_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

/* @number: tells two papers of the same kind apart. */
static void
add (GPtrArray *papers, const char *name, const char *id, const char *number)
{
  const MiaoPaperKind *kind = find_kind (name);
  MiaoArchivePaper *paper;
  const char *title;

  if (kind == NULL)
    return;
  title = miao_pick (kind->title_zh, kind->title_en);
  paper = g_new0 (MiaoArchivePaper, 1);
  paper->paper = kind->name;
  paper->id = g_strdup (id);
  paper->title = number != NULL ? g_strdup_printf ("%s %s", title, number) : g_strdup (title);
  paper->sealable = g_strcmp0 (kind->kind, "archive_volume") != 0;
  g_ptr_array_add (papers, paper);
}

static GPtrArray *
select_of (
    MiaoSession *session, const char *kind, const char *field, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));

  miao_query_where (query, field, MIAO_OP_EQ, child);
  return miao_store_select (miao_session_get_store (session), query, error);
}

static gboolean
add_placements (MiaoSession *session, const char *child, GPtrArray *papers, GError **error)
{
  g_autoptr (GPtrArray) all = select_of (session, "placement", "child", child, error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    const MiaoRecord *placement = all->pdata[i];
    const char *number = miao_record_get (placement, "placement_no");

    if (miao_record_has (placement, "agreement"))
      add (papers, "agreement", miao_record_get (placement, "agreement"), number);
    if (miao_record_has (placement, "moved_in_on"))
      add (papers, "integration-report", miao_record_get_id (placement), number);
  }
  return all != NULL;
}

static gboolean
add_evaluations (MiaoSession *session, const char *child, GPtrArray *papers, GError **error)
{
  g_autoptr (GPtrArray) all = select_of (session, "evaluation", "subject_child", child, error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    const MiaoRecord *evaluation = all->pdata[i];

    if (miao_record_is (evaluation, "status", "FINAL") ||
        miao_record_is (evaluation, "status", "REVIEWED") ||
        miao_record_is (evaluation, "status", "FILED"))
      add (papers, "evaluation", miao_record_get_id (evaluation),
           miao_record_get (evaluation, "eval_no"));
  }
  return all != NULL;
}

GPtrArray *
miao_archive_papers (MiaoSession *session, const char *child, const char *volume, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify) paper_free);

  add (papers, "growth-record", child, NULL);
  add (papers, "growth-sheet", child, NULL);
  add (papers, "child", child, NULL);
  if (!add_placements (session, child, papers, error) ||
      !add_evaluations (session, child, papers, error))
    return NULL;
  if (volume != NULL) {
    add (papers, "volume-cover", volume, NULL);
    add (papers, "volume-list", volume, NULL);
    add (papers, "volume-end", volume, NULL);
  }
  return g_steal_pointer (&papers);
}
