/* A ledger read in a thread of its own, while the rows before are stored. */
#include "config.h"

#include "miao-error.h"
#include "miao-language-lend.h"
#include "miao-ledger-read.h"

#define BATCH_ROWS 64 /* handed over together */
#define BATCHES_MAX 8 /* read ahead at most: some megabytes */

typedef struct {
  MiaoLedger *ledger;
  const MiaoLedgerMap *map;
  const MiaoLedgerReadOptions *options;
  GCancellable *cancellable;
  MiaoLanguage language; /* of the messages */
  GArray *filling;       /* of MiaoLedgerEntry; the reader's own */
  MiaoLedgerTotals totals;
  GError *error;
  GMutex lock; /* of what follows */
  GCond changed;
  GQueue batches;
  gboolean ended;   /* by the reader */
  gboolean stopped; /* by whoever takes the rows */
} Ahead;

static void
entry_clear (gpointer data)
{
  MiaoLedgerEntry *entry = data;

  miao_record_unref (entry->child);
  miao_record_unref (entry->admission);
  g_ptr_array_unref ((GPtrArray *) entry->problems);
}

static GArray *
batch_new (void)
{
  GArray *batch = g_array_sized_new (FALSE, FALSE, sizeof (MiaoLedgerEntry), BATCH_ROWS);

  g_array_set_clear_func (batch, entry_clear);

  return batch;
}

/* --- the reader's thread --- */

/* Returns: whether somebody still wants rows. */
static gboolean
hand_over (Ahead *ahead)
{
  gboolean wanted;

  g_mutex_lock (&ahead->lock);
  while (ahead->batches.length >= BATCHES_MAX && !ahead->stopped)
    g_cond_wait (&ahead->changed, &ahead->lock);
  wanted = !ahead->stopped;
  if (wanted) {
    g_queue_push_tail (&ahead->batches, g_steal_pointer (&ahead->filling));
    g_cond_signal (&ahead->changed);
  }
  g_mutex_unlock (&ahead->lock);
  if (wanted)
    ahead->filling = batch_new ();

  return wanted;
}

/* The problems are the reader's until the next row: they are taken out of its hands. */
static GPtrArray *
take_problems (const GPtrArray *problems)
{
  g_autofree gpointer *all = NULL;
  gsize n = 0;
  GPtrArray *taken = g_ptr_array_new_with_free_func (miao_ledger_problem_free);

  all = g_ptr_array_steal ((GPtrArray *) problems, &n);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (taken, all[i]);

  return taken;
}

static gboolean
keep_row (const MiaoLedgerEntry *entry, gpointer data, GError **error)
{
  Ahead *ahead = data;
  MiaoLedgerEntry kept = { .line = entry->line,
                           .child = miao_record_ref (entry->child),
                           .admission = miao_record_ref (entry->admission),
                           .problems = take_problems (entry->problems),
                           .worst = entry->worst };

  g_array_append_val (ahead->filling, kept);
  if (ahead->filling->len < BATCH_ROWS || hand_over (ahead))
    return TRUE;
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CANCELLED, "");

  return FALSE;
}

static gpointer
read_in_thread (gpointer data)
{
  Ahead *ahead = data;

  miao_language_lend (ahead->language);
  if (miao_ledger_read_children (ahead->ledger, ahead->map, ahead->options, keep_row, ahead,
                                 &ahead->totals, ahead->cancellable, &ahead->error))
    (void) hand_over (ahead);
  miao_language_restore ();
  g_mutex_lock (&ahead->lock);
  ahead->ended = TRUE;
  g_cond_signal (&ahead->changed);
  g_mutex_unlock (&ahead->lock);

  return NULL;
}

/* --- the thread that takes the rows --- */

/* Returns: (nullable): %NULL at the end. */
static GArray *
next_batch (Ahead *ahead)
{
  GArray *batch;

  g_mutex_lock (&ahead->lock);
  while (ahead->batches.length == 0 && !ahead->ended)
    g_cond_wait (&ahead->changed, &ahead->lock);
  batch = g_queue_pop_head (&ahead->batches);
  g_cond_signal (&ahead->changed);
  g_mutex_unlock (&ahead->lock);

  return batch;
}

static void
stop (Ahead *ahead)
{
  g_mutex_lock (&ahead->lock);
  ahead->stopped = TRUE;
  g_cond_signal (&ahead->changed);
  g_mutex_unlock (&ahead->lock);
}

static gboolean
take_rows (Ahead *ahead, MiaoLedgerEntryFunc func, gpointer user_data, GError **error)
{
  GArray *batch;
  gboolean ok = TRUE;

  while (ok && (batch = next_batch (ahead)) != NULL) {
    for (guint i = 0; ok && i < batch->len; i++)
      ok = func (&g_array_index (batch, MiaoLedgerEntry, i), user_data, error);
    g_array_unref (batch);
  }

  return ok;
}

static void
batch_unref (gpointer batch)
{
  g_array_unref (batch);
}

gboolean
miao_ledger_read_children_ahead (MiaoLedger *ledger,
                                 const MiaoLedgerMap *map,
                                 const MiaoLedgerReadOptions *options,
                                 MiaoLedgerEntryFunc func,
                                 gpointer user_data,
                                 MiaoLedgerTotals *ret_totals,
                                 GCancellable *cancellable,
                                 GError **error)
{
  Ahead ahead = { .ledger = ledger,
                  .map = map,
                  .options = options,
                  .cancellable = cancellable,
                  .language = miao_language (),
                  .filling = batch_new (),
                  .batches = G_QUEUE_INIT };
  GThread *thread;
  gboolean ok;

  g_mutex_init (&ahead.lock);
  g_cond_init (&ahead.changed);
  thread = g_thread_new ("ledger", read_in_thread, &ahead);
  ok = take_rows (&ahead, func, user_data, error);
  stop (&ahead);
  g_thread_join (thread);
  if (ok && ahead.error != NULL) {
    g_propagate_error (error, g_steal_pointer (&ahead.error));
    ok = FALSE;
  }
  if (ok && ret_totals != NULL)
    *ret_totals = ahead.totals;
  g_clear_error (&ahead.error);
  g_queue_clear_full (&ahead.batches, batch_unref);
  g_array_unref (ahead.filling);
  g_cond_clear (&ahead.changed);
  g_mutex_clear (&ahead.lock);

  return ok;
}
