#include "config.h"

#include "miao-error.h"
#include "miao-facts.h"
#include "miao-return-facts.h"
#include "miao-return-private.h"

#include <string.h>

/* Children between two looks at the progress function. */
#define STEP_CHILDREN 50

/* V301, V302: who lived with the family, and when; V212: who evaluated it. */
static gboolean
check_family (MiaoReturn *self, MiaoFolder *folder, MiaoCwxReport *report, GError **error)
{
  const char *id = miao_record_get_id (miao_folder_get_record (folder));
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (GPtrArray) placements = NULL;
  g_autoptr (GArray) stays = g_array_new (FALSE, TRUE, sizeof (MiaoReturnStay));
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GArray) members = NULL;
  MiaoReturnFamily facts = { .id = id, .cut_off = self->to };

  miao_query_where (query, "family", MIAO_OP_EQ, id);
  miao_query_where (query, "moved_in_on", MIAO_OP_NOT_NULL, NULL);
  placements = miao_store_select (self->store, query, error);
  if (placements == NULL)
    return FALSE;
  for (guint i = 0; i < placements->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (placements, i);
    MiaoReturnStay stay = {
      .placement = miao_record_get_id (placement),
      .from = miao_record_get_date (placement, "moved_in_on"),
      .to = miao_record_get_date (placement, "ended_on"),
    };

    g_array_append_val (stays, stay);
  }
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));

    if (strcmp (miao_record_get_kind (part)->name, "family_member") == 0)
      g_ptr_array_add (records, part);
  }
  members = miao_facts_members (records);
  facts.stays = (const MiaoReturnStay *) stays->data;
  facts.n_stays = stays->len;
  facts.members = (const MiaoMemberFacts *) members->data;
  facts.n_members = members->len;
  miao_rules_return_family (&facts, &self->settings, findings, &report->tally);
  miao_return_ask_family_evaluations (folder, &self->settings, findings, &report->tally);
  miao_cwx_report_add_findings (report, findings, folder, NULL, NULL);

  return TRUE;
}

static gboolean
check_child (MiaoReturn *self,
             MiaoFolder *folder,
             MiaoReturnTotals *totals,
             MiaoCwxReport *report,
             GError **error)
{
  const MiaoRecord *newest = miao_return_chain_newest (self->chain);
  const char *id = miao_record_get_id (miao_folder_get_record (folder));
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (MiaoReturnFacts) facts = NULL;
  g_autoptr (MiaoRecord) reported = NULL;
  MiaoReturnPrevious previous;
  const MiaoReturnContext context = {
    .institution_division = miao_record_get (self->institution, "division_code"),
    .cut_off = self->to,
    /* Ids are made by one clock, also on the chosen day of a practice file. */
    .previous_extracted_at = newest != NULL ? miao_return_id_time (miao_record_get_id (newest)) : 0,
  };

  if (!miao_return_chain_find (self->chain, id, &reported, error))
    return FALSE;
  miao_return_chain_previous (self->chain, reported, &previous);
  facts = miao_return_facts_new (folder, &context, &previous);
  miao_rules_return_child (miao_return_facts_get (facts), &self->settings, findings,
                           &report->tally);
  miao_return_totals_add (totals, miao_return_facts_get (facts)->admissions,
                          miao_return_facts_get (facts)->n_admissions);
  miao_cwx_report_add_findings (report, findings, folder, NULL, NULL);

  return TRUE;
}

/* V401: who was struck out since the last batch stands under Deleted, with the reason. */
static void
check_deleted (MiaoReturn *self, MiaoCwxReport *report)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  const MiaoRecord *newest = miao_return_chain_newest (self->chain);

  for (guint i = 0; newest != NULL && i < self->deleted->len; i++) {
    const MiaoRecord *row = g_ptr_array_index (self->deleted, i);

    miao_rules_return_missing (miao_record_get_id (row), miao_record_get_date (newest, "period_to"),
                               miao_record_get_void_reason (row) != NULL, findings, &report->tally);
  }
  miao_cwx_report_add_findings (report, findings, NULL, NULL, NULL);
}

/* V501; a correction does not hold all children, so its totals say nothing. */
static void
check_totals (MiaoReturn *self, const MiaoReturnTotals *totals, MiaoCwxReport *report)
{
  g_autoptr (MiaoFindings) findings = NULL;

  if (self->children.only != NULL)
    return;
  findings = miao_findings_new ();
  miao_rules_return_totals (totals, findings, &report->tally);
  miao_cwx_report_add_findings (report, findings, NULL, NULL, NULL);
}

static gboolean
stopped (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED,
                       miao_pick ("校验已取消。", "The check was cancelled."));

  return TRUE;
}

MiaoCwxReport *
miao_return_check (MiaoReturn *self,
                   const MiaoProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MiaoCwxReport) report = miao_cwx_report_new (NULL);
  MiaoReturnTotals totals = {
    .id = miao_record_get_id (self->submission),
    .cut_off = self->to,
    .stat_on = miao_record_has (self->submission, "stat_in_care")
                   ? miao_record_get_date (self->submission, "stat_on")
                   : MIAO_DATE_NONE,
    .stat_in_care = (guint64) miao_record_get_int (self->submission, "stat_in_care", 0),
  };
  guint64 total = progress != NULL ? miao_return_count (self) : 0;
  GError *problem = NULL;

  miao_return_rewind (self);
  for (;;) {
    g_autoptr (MiaoFolder) folder = miao_return_next_family (self, &problem);

    if (folder == NULL || stopped (cancellable, &problem))
      break;
    report->n_families++;
    if (!check_family (self, folder, report, &problem))
      break;
  }
  while (problem == NULL) {
    g_autoptr (MiaoFolder) folder = miao_return_next_child (self, &problem);

    if (folder == NULL || stopped (cancellable, &problem))
      break;
    report->n_children++;
    report->n_placements += miao_folder_count (folder, "placement");
    if (!check_child (self, folder, &totals, report, &problem))
      break;
    if (report->n_children % STEP_CHILDREN == 0)
      miao_progress_tell (progress, miao_pick ("校验儿童资料", "Checking the children"),
                          report->n_children, total);
  }
  if (problem != NULL) {
    g_propagate_error (error, problem);
    return NULL;
  }
  check_deleted (self, report);
  check_totals (self, &totals, report);

  return g_steal_pointer (&report);
}
