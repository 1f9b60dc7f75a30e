#include "config.h"

#include "miao-return.h"

#include "miao-error.h"
#include "miao-facts.h"
#include "miao-family-rules.h"
#include "miao-return-facts.h"
#include "miao-store.h"

#include <string.h>

/* Rows of one kind that are read at once. */
#define PAGE 200

/* Walks over one kind in the order of its ids. */
typedef struct {
  const MiaoKind *kind;
  GPtrArray *page;
  guint next;
  char *last;
  gboolean end;
} Walk;

struct _MiaoReturn {
  MiaoSession *session;
  MiaoStore *store;
  MiaoRecord *submission;
  MiaoRecord *institution;
  MiaoRuleSettings settings;
  MiaoDate from;
  MiaoDate to;
  Walk children;
  Walk families;
  GArray *events; /* MiaoCwxEvent; strings belong to event_rows */
  GPtrArray *event_rows;
  guint next_event;
  GCancellable *cancellable;
};

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->page, g_ptr_array_unref);
  g_clear_pointer (&walk->last, g_free);
  walk->next = 0;
  walk->end = FALSE;
}

static MiaoRecord *
walk_next (MiaoReturn *self, Walk *walk, GError **error)
{
  g_autoptr (MiaoQuery) query = NULL;
  MiaoRecord *record;

  if (walk->page != NULL && walk->next < walk->page->len)
    return g_ptr_array_index (walk->page, walk->next++);
  if (walk->end)
    return NULL;
  query = miao_query_new (walk->kind);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  if (walk->last != NULL)
    miao_query_where (query, "id", MIAO_OP_GT, walk->last);
  miao_query_order (query, "id", FALSE);
  miao_query_limit (query, PAGE);
  g_clear_pointer (&walk->page, g_ptr_array_unref);
  walk->page = miao_store_select (self->store, query, error);
  if (walk->page == NULL)
    return NULL;
  walk->end = walk->page->len < PAGE;
  walk->next = 0;
  if (walk->page->len == 0)
    return NULL;
  record = g_ptr_array_index (walk->page, walk->page->len - 1);
  g_free (walk->last);
  walk->last = g_strdup (miao_record_get_id (record));

  return g_ptr_array_index (walk->page, walk->next++);
}

static gboolean
add_all (MiaoReturn *self,
         MiaoFolder *folder,
         const char *kind,
         const char *field,
         const char *value,
         GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find (kind));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, field, MIAO_OP_EQ, value);
  all = miao_store_select (self->store, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    (void) miao_folder_add_record (folder, g_ptr_array_index (all, i));

  return all != NULL;
}

static gboolean
add_evaluations (
    MiaoReturn *self, MiaoFolder *folder, const char *field, const char *value, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, field, MIAO_OP_EQ, value);
  /* Each evaluation stands once: with the child when it is about one. Drafts stay at home. */
  if (strcmp (field, "subject_family") == 0)
    miao_query_where (query, "subject_child", MIAO_OP_NULL, NULL);
  miao_query_where (query, "status", MIAO_OP_IN, "FILED FINAL REVIEWED");
  all = miao_store_select (self->store, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoRecord *evaluation = g_ptr_array_index (all, i);
    MiaoFolder *part = miao_folder_add_record (folder, evaluation);

    if (!add_all (self, part, "evaluation_member", "evaluation", miao_record_get_id (evaluation),
                  error))
      return FALSE;
  }

  return all != NULL;
}

static gboolean
add_placements (MiaoReturn *self, MiaoFolder *folder, const char *child, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "moved_in_on", MIAO_OP_NOT_NULL, NULL);
  all = miao_store_select (self->store, query, error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (all, i);
    MiaoFolder *part = miao_folder_add_record (folder, placement);
    const char *id = miao_record_get_id (placement);

    if ((miao_record_has (placement, "agreement") &&
         !add_all (self, part, "agreement", "id", miao_record_get (placement, "agreement"),
                   error)) ||
        !add_all (self, part, "visit", "placement", id, error) ||
        !add_all (self, part, "termination", "placement", id, error))
      return FALSE;
  }

  return all != NULL;
}

static MiaoFolder *
next_child (gpointer data, GError **error)
{
  MiaoReturn *self = data;
  MiaoRecord *child = walk_next (self, &self->children, error);
  g_autoptr (MiaoFolder) folder = NULL;
  const char *id;

  if (child == NULL)
    return NULL;
  id = miao_record_get_id (child);
  folder = miao_folder_new (child);
  if (!add_all (self, folder, "admission", "child", id, error) ||
      !add_placements (self, folder, id, error) ||
      !add_evaluations (self, folder, "subject_child", id, error) ||
      !add_all (self, folder, "child_opinion", "child", id, error) ||
      !add_all (self, folder, "growth_measure", "child", id, error) ||
      !add_all (self, folder, "archive_volume", "child", id, error))
    return NULL;
  miao_folder_sort (folder);

  return g_steal_pointer (&folder);
}

static MiaoFolder *
next_family (gpointer data, GError **error)
{
  MiaoReturn *self = data;
  MiaoRecord *family = walk_next (self, &self->families, error);
  g_autoptr (MiaoFolder) folder = NULL;
  const char *id;

  if (family == NULL)
    return NULL;
  id = miao_record_get_id (family);
  folder = miao_folder_new (family);
  if (!add_all (self, folder, "family_member", "family", id, error) ||
      !add_all (self, folder, "caregiver_period", "family", id, error) ||
      !add_all (self, folder, "application", "family", id, error) ||
      !add_all (self, folder, "training", "family", id, error) ||
      !add_evaluations (self, folder, "subject_family", id, error))
    return NULL;
  miao_folder_sort (folder);

  return g_steal_pointer (&folder);
}

/* ---- events of the period ---- */

static gboolean
load_events (MiaoReturn *self, const char *field, MiaoCwxEventType type, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("admission"));
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *from = miao_date_dup (self->from), *to = miao_date_dup (self->to);

  miao_query_where (query, field, MIAO_OP_GE, from);
  miao_query_where (query, field, MIAO_OP_LE, to);
  miao_query_where (query, "void_reason", MIAO_OP_NULL, NULL);
  miao_query_order (query, "id", FALSE);
  rows = miao_store_select (self->store, query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    MiaoRecord *row = g_ptr_array_index (rows, i);
    MiaoCwxEvent event = {
      .id = miao_record_get_id (row),
      .type = type,
      .subject_kind = "child",
      .subject_id = miao_record_get (row, "child"),
      .on = miao_record_get (row, field),
    };

    g_ptr_array_add (self->event_rows, miao_record_ref (row));
    g_array_append_val (self->events, event);
  }

  return rows != NULL;
}

static gboolean
next_event (gpointer data, MiaoCwxEvent *ret_event, GError **error)
{
  MiaoReturn *self = data;

  if (self->next_event >= self->events->len)
    return FALSE;
  *ret_event = g_array_index (self->events, MiaoCwxEvent, self->next_event++);

  return TRUE;
}

/* ---- life ---- */

MiaoReturn *
miao_return_new (MiaoSession *session, const MiaoRecord *submission, GError **error)
{
  g_autoptr (MiaoReturn) self = g_new0 (MiaoReturn, 1);

  self->session = miao_session_ref (session);
  self->store = miao_session_get_store (session);
  self->submission = miao_record_copy (submission);
  self->from = miao_record_get_date (submission, "period_from");
  self->to = miao_record_get_date (submission, "period_to");
  self->children.kind = miao_kind_find ("child");
  self->families.kind = miao_kind_find ("family");
  self->events = g_array_new (FALSE, TRUE, sizeof (MiaoCwxEvent));
  self->event_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  miao_rule_settings_init (&self->settings);
  self->institution = miao_facts_institution (self->store, error);
  if (self->institution == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                           miao_pick ("请先在“管理”中登记本机构的信息。",
                                      "Enter the institution first, under Administration."));
    return NULL;
  }
  if (!load_events (self, "arrived_on", MIAO_CWX_ADD, error) ||
      !load_events (self, "closed_on", MIAO_CWX_REDUCE, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
miao_return_free (MiaoReturn *self)
{
  if (self == NULL)
    return;
  walk_clear (&self->children);
  walk_clear (&self->families);
  g_clear_pointer (&self->events, g_array_unref);
  g_clear_pointer (&self->event_rows, g_ptr_array_unref);
  g_clear_pointer (&self->submission, miao_record_unref);
  g_clear_pointer (&self->institution, miao_record_unref);
  miao_session_unref (self->session);
  g_free (self);
}

/* ---- check ---- */

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

static void
check_child (MiaoReturn *self, MiaoFolder *folder, MiaoCwxReport *report)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  const MiaoReturnContext context = {
    .institution_division = miao_record_get (self->institution, "division_code"),
    .cut_off = self->to,
  };
  const MiaoReturnPrevious previous = { 0 };
  MiaoReturnFacts *facts = miao_return_facts_new (folder, &context, &previous);

  miao_rules_return_child (miao_return_facts_get (facts), &self->settings, findings,
                           &report->tally);
  miao_cwx_report_add_findings (report, findings, folder, NULL, NULL);
  miao_return_facts_free (facts);
}

MiaoCwxReport *
miao_return_check (MiaoReturn *self,
                   MiaoCwxProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MiaoCwxReport) report = miao_cwx_report_new (NULL);
  GError *problem = NULL;

  walk_clear (&self->children);
  walk_clear (&self->families);
  for (;;) {
    g_autoptr (MiaoFolder) folder = next_family (self, &problem);

    if (folder == NULL)
      break;
    report->n_families++;
    if (!check_family (self, folder, report, &problem))
      break;
  }
  while (problem == NULL) {
    g_autoptr (MiaoFolder) folder = next_child (self, &problem);

    if (folder == NULL || g_cancellable_set_error_if_cancelled (cancellable, &problem))
      break;
    report->n_children++;
    report->n_placements += miao_folder_count (folder, "placement");
    check_child (self, folder, report);
    if (progress != NULL && report->n_children % 100 == 0)
      progress (report->n_children, data);
  }
  if (problem != NULL) {
    g_propagate_error (error, problem);
    return NULL;
  }

  return g_steal_pointer (&report);
}

gboolean
miao_return_write (MiaoReturn *self,
                   const char *path,
                   MiaoCwxProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   MiaoCwxWritten *ret_written,
                   GError **error)
{
  static const MiaoCwxSource source = {
    .next_family = next_family,
    .next_child = next_child,
    .next_event = next_event,
  };

  walk_clear (&self->children);
  walk_clear (&self->families);
  self->next_event = 0;

  return miao_cwx_write (path, self->submission, self->institution, &source, self, progress, data,
                         cancellable, ret_written, error);
}
