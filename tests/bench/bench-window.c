/*
 * bench-window BARE-WINDOW PRACTICE-FILE: from the start of the program to the first window that
 * can be used, with 100,000 children in the file, beside a bare GTK window with one label. Each
 * start is a process of its own, both kinds in turn; what the person waits for is measured in two
 * parts: start to the drawn log-in, and accepted password to the drawn page of the day (the key
 * derivation between them is slow on purpose and left out). Needs a display.
 */
#include "config.h"

#include "../app/store-fixture.h"
#include "../app/vault-fixture.h"
#include "bench-clock.h"
#include "miao-application.h"
#include "miao-settings.h"
#include "miao-window-private.h"

#include <stdio.h>
#include <string.h>

#define ROUNDS 9
#define CHILDREN 100000
#define ACCOUNT "shao" /* the head, who sees everything; see practice-file.c */
#define OPENS "correct horse 8"
#define BEGAN "MIAO_BENCH_BEGAN" /* when the process was started, monotonic microseconds */

typedef struct {
  const char *path;
  MiaoSession *session;
  gint64 began;
  gint64 log_in_us; /* start to the drawn log-in; 0: not drawn yet */
  gint64 opened;
  gint64 used_us; /* session to the drawn page */
} Start;

static void
tell_and_end (Start *start)
{
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %.0f\n", start->log_in_us, start->used_us,
          bench_peak_mib ());
  fflush (stdout);
  /* The rest of the program's life is no part of this. */
  _exit (0);
}

/* Everything that the window put off until it has nothing else to do has been done. */
static gboolean
settled_cb (gpointer data)
{
  Start *start = data;

  start->used_us = g_get_monotonic_time () - start->opened;
  tell_and_end (start);

  return G_SOURCE_REMOVE;
}

static void
open_session (Start *start, MiaoWindow *window)
{
  g_autoptr (GError) error = NULL;

  start->session = miao_session_open (start->path, ACCOUNT, OPENS, &error);
  g_assert_no_error (error);
  start->opened = g_get_monotonic_time ();
  g_signal_emit_by_name (window->cover, "opened", start->session);
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  Start *start = data;
  GtkWindow *window =
      gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));

  if (start->log_in_us == 0) {
    start->log_in_us = g_get_monotonic_time () - start->began;
    open_session (start, MIAO_WINDOW (window));
  } else {
    g_signal_handlers_disconnect_by_func (clock, painted_cb, data);
    g_idle_add_full (G_PRIORITY_LOW, settled_cb, start, NULL);
  }
}

static void
realized_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    data);
}

static void
added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), data);
}

static int
run_one (char *program, char *path)
{
  Start start = { .path = path };
  char *arguments[] = { program, path, NULL };
  g_autoptr (GtkApplication) application = NULL;

  start.began = g_ascii_strtoll (g_getenv (BEGAN), NULL, 10);
  application = GTK_APPLICATION (miao_application_new ());
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), &start);

  return g_application_run (G_APPLICATION (application), 2, arguments);
}

/* --- the one that starts the others --------------------------------------------------------- */

static void
fill (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoSession) session = miao_session_open (path, ACCOUNT, OPENS, &error);
  MiaoStore *store;

  g_assert_no_error (error);
  store = miao_session_get_store (session);
  miao_store_begin (store, &error);
  for (guint i = 0; i < CHILDREN; i++) {
    g_autofree char *number = g_strdup_printf ("QT-%06u", i);
    g_autoptr (MiaoRecord) child = fixture_child (number, i % 2 != 0 ? "演小满" : "演知远");
    g_autoptr (MiaoRecord) admission = miao_record_new (miao_kind_find ("admission"));

    miao_record_set (child, "sex", i % 2 != 0 ? "1" : "2");
    miao_record_set_printf (child, "birth_date", "%u-%02u-%02u", 2010 + i % 15, 1 + i % 12,
                            1 + i % 28);
    miao_store_insert (store, child, FIXTURE_BY, FIXTURE_NOW, &error);
    g_assert_no_error (error);
    miao_record_set (admission, "child", miao_record_get_id (child));
    miao_record_set_int (admission, "seq", 1);
    miao_record_set_printf (admission, "arrived_on", "2025-%02u-01", 1 + i % 12);
    miao_record_set_printf (admission, "health_check_on", "2025-%02u-01", 1 + i % 12);
    miao_store_insert (store, admission, FIXTURE_BY, FIXTURE_NOW, &error);
    g_assert_no_error (error);
  }
  miao_store_commit (store, &error);
  g_assert_no_error (error);
  miao_session_close (session);
}

typedef struct {
  double log_in;
  double used;
  double mib;
} Times;

static Times
start_one (const char *program, const char *path)
{
  const char *arguments[] = { program, path != NULL ? "--one" : NULL, path, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *began = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  Times times = { 0, 0, 0 };
  int status;

  environment = g_environ_setenv (environment, BEGAN, began, TRUE);
  g_spawn_sync (NULL, (char **) arguments, environment, 0, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (sscanf (output, "%lf %lf %lf", &times.log_in, &times.used, &times.mib), ==, 3);
  times.log_in /= 1000;
  times.used /= 1000;

  return times;
}

static void
measure (const char *bare_window, const char *program, const char *path)
{
  double bare[ROUNDS], log_in[ROUNDS], used[ROUNDS], ratios[ROUNDS];
  double bare_ms, mib = 0;

  start_one (bare_window, NULL);
  start_one (program, path); /* the files are in memory from here on */
  for (guint i = 0; i < ROUNDS; i++) {
    Times theirs = start_one (bare_window, NULL);
    Times ours = start_one (program, path);

    bare[i] = theirs.log_in;
    log_in[i] = ours.log_in;
    used[i] = ours.used;
    ratios[i] = (ours.log_in + ours.used) / theirs.log_in;
    mib = MAX (mib, ours.mib);
  }
  bare_ms = bench_quantile (bare, ROUNDS, 0.5);
  printf ("bare window drawn after %.0f ms; log-in drawn after %.0f ms (ratio %.2f), page of the "
          "day with %d children %.0f ms after the password (ratio %.2f); together ratio %.2f; peak "
          "memory %.0f MiB\n",
          bare_ms, bench_quantile (log_in, ROUNDS, 0.5),
          bench_quantile (log_in, ROUNDS, 0.5) / bare_ms, CHILDREN,
          bench_quantile (used, ROUNDS, 0.5), bench_quantile (used, ROUNDS, 0.5) / bare_ms,
          bench_quantile (ratios, ROUNDS, 0.5), mib);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  const char *make[] = { argv[2], NULL, NULL };
  int status;

  if (argc == 3 && strcmp (argv[1], "--one") == 0)
    return run_one (argv[0], argv[2]);
  if (argc != 3) {
    g_printerr ("bench-window BARE-WINDOW PRACTICE-FILE\n");
    return 2;
  }
  folder = g_dir_make_tmp ("miao-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "bench.miaopu", NULL);
  make[1] = path;
  g_spawn_sync (NULL, (char **) make, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL);
  g_assert_cmpint (status, ==, 0);
  fill (path);
  measure (argv[1], argv[0], path);
  vault_remove_tree (folder);

  return 0;
}
