#include "config.h"

#include "miao-match.h"
#include "miao-practice.h"
#include "miao-sample.h"
#include "miao-store.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Looking for a match in a large file against the same in a small one, in one run: the rules are
 * asked of the same number of pairs, so the time may grow with that number only. 10,000 families
 * and 100,000 children, all of them found suited; MIAO_BENCH_FAMILIES and MIAO_BENCH_CHILDREN say
 * otherwise.
 */

#define TODAY "2026-11-22"
#define PASSWORD "miaopu-practice"
#define SMALL_FAMILIES 320
#define SMALL_CHILDREN 420
#define TIMES 5

static MiaoSample *sample;

static void
die (GError *error)
{
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static void
put (MiaoSession *session, MiaoRecord *record)
{
  GError *error = NULL;

  if (!miao_store_insert (miao_session_get_store (session), record,
                          miao_session_get_account (session), miao_session_now_ms (session),
                          &error))
    die (error);
}

static MiaoRecord *
make_evaluation (
    const char *kind, const char *field, const char *subject, const char *conclusion, guint number)
{
  MiaoRecord *evaluation = miao_record_new (miao_kind_find ("evaluation"));

  miao_record_set_printf (evaluation, "eval_no", "PG-%07u", number);
  miao_record_set (evaluation, "kind", kind);
  miao_record_set (evaluation, field, subject);
  miao_record_set (evaluation, "conclusion", conclusion);
  miao_record_set (evaluation, "finished_on", "2026-09-01");
  miao_record_set (evaluation, "leader_signed_at", "1788220800000");
  miao_record_set (evaluation, "valid_until", "2027-03-01");
  miao_record_set (evaluation, "status", "FINAL");

  return evaluation;
}

/* Two of three families have a child already, half of those two; the others wait. */
static void
add_family (MiaoSession *session, guint i)
{
  g_autoptr (MiaoRecord) family = miao_sample_family (sample);
  g_autoptr (MiaoRecord) evaluation = NULL;

  miao_record_set_printf (family, "family_no", "BF-%06u", i);
  miao_record_set (family, "applicant_member", NULL);
  miao_record_set (family, "main_caregiver_member", NULL);
  miao_record_set_int (family, "capacity", 2);
  miao_record_set (family, "approved_on", "2026-09-01");
  miao_record_set (family, "approved_until", "2027-08-31");
  miao_record_set (family, "status", i % 3 == 0 ? "TRAINED" : "ACTIVE");
  put (session, family);
  evaluation = make_evaluation ("EV_B_FAMILY_PRE", "subject_family", miao_record_get_id (family),
                                "B_PASS", 2 * i);
  put (session, evaluation);
  for (guint k = 0; k < i % 3; k++) {
    g_autoptr (MiaoRecord) child = miao_sample_child (sample);
    g_autoptr (MiaoRecord) placement = miao_record_new (miao_kind_find ("placement"));

    miao_record_set_printf (child, "child_no", "BP-%06u-%u", i, k);
    miao_record_set (child, "status", "FOSTER");
    put (session, child);
    miao_record_set_printf (placement, "placement_no", "BY-%06u-%u", i, k);
    miao_record_set (placement, "child", miao_record_get_id (child));
    miao_record_set (placement, "family", miao_record_get_id (family));
    miao_record_set (placement, "proposed_on", "2026-01-10");
    miao_record_set (placement, "status", "CONFIRMED");
    put (session, placement);
  }
}

static void
add_child (MiaoSession *session, guint i, char **ret_id)
{
  g_autoptr (MiaoRecord) child = miao_sample_child (sample);
  g_autoptr (MiaoRecord) evaluation = NULL;

  miao_record_set_printf (child, "child_no", "BC-%06u", i);
  miao_record_set (child, "status", "IN_CARE");
  put (session, child);
  evaluation = make_evaluation ("EV_G_CHILD_PRE", "subject_child", miao_record_get_id (child),
                                "G_SUITABLE", 2 * i + 1);
  put (session, evaluation);
  g_free (*ret_id);
  *ret_id = g_strdup (miao_record_get_id (child));
}

static double
measure (MiaoSession *session, const char *kind, const char *id, guint *ret_pairs)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < TIMES; i++) {
    GError *error = NULL;
    gint64 start = g_get_monotonic_time ();
    g_autoptr (MiaoMatchList) list = miao_match_rank (session, kind, id, MIAO_MATCH_MOST, &error);

    if (list == NULL)
      die (error);
    *ret_pairs = list->considered;
    best = MIN (best, (double) (g_get_monotonic_time () - start) / 1000);
  }

  return best;
}

/* (out): milliseconds for a child's families and a family's children. */
static void
run (guint families, guint children, double *ret_child, double *ret_family)
{
  g_autofree char *folder = g_dir_make_tmp ("miaopu-bench-XXXXXX", NULL);
  g_autofree char *path = NULL, *child = NULL, *family = NULL;
  g_autoptr (MiaoRecord) home = NULL;
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("family"));
  MiaoSession *session;
  GError *error = NULL;
  guint pairs[2];

  if (!miao_practice_create (folder, 12, 1, miao_date_parse (TODAY), NULL, NULL, &path, &error) ||
      (session = miao_session_open (path, "social", PASSWORD, &error)) == NULL)
    die (error);
  (void) miao_session_set_today (session, miao_date_parse (TODAY), NULL);
  sample = miao_sample_new (7, miao_date_parse (TODAY));
  if (!miao_store_begin (miao_session_get_store (session), &error))
    die (error);
  for (guint i = 0; i < families; i++)
    add_family (session, i + 1);
  for (guint i = 0; i < children; i++)
    add_child (session, i + 1, &child);
  if (!miao_store_commit (miao_session_get_store (session), &error))
    die (error);
  miao_query_where (query, "family_no", MIAO_OP_EQ, "BF-000003");
  home = miao_store_first (miao_session_get_store (session), query, &error);
  if (home == NULL)
    die (error);
  *ret_child = measure (session, "child", child, &pairs[0]);
  *ret_family = measure (session, "family", miao_record_get_id (home), &pairs[1]);
  printf ("%u families, %u children: %.1f ms for a child (%u pairs), %.1f ms for a family (%u "
          "pairs)\n",
          families, children, *ret_child, pairs[0], *ret_family, pairs[1]);
  fflush (stdout);
  miao_sample_free (sample);
  miao_session_close (session);
  miao_session_unref (session);
  {
    g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);

    if (system (command) != 0)
      fprintf (stderr, "%s stays\n", folder);
  }
}

static guint
from_environment (const char *name, guint otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

int
main (void)
{
  double small_child, small_family, large_child, large_family;

  run (SMALL_FAMILIES, SMALL_CHILDREN, &small_child, &small_family);
  run (from_environment ("MIAO_BENCH_FAMILIES", 10000),
       from_environment ("MIAO_BENCH_CHILDREN", 100000), &large_child, &large_family);
  printf ("match for a child: %.2f x the small file\nmatch for a family: %.2f x the small file\n",
          large_child / small_child, large_family / small_family);

  return 0;
}
