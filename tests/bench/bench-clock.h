#pragma once

#include <glib.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* Clocks of the benchmarks, and what is told of the values that they gave. */

G_GNUC_UNUSED static double
bench_wall (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Seconds of processor time: what else the machine does must not change a ratio. */
G_GNUC_UNUSED static double
bench_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

G_GNUC_UNUSED static double
bench_peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024.0;
}

G_GNUC_UNUSED static int
bench_compare (const void *a, const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

/* Sorts @values. */
G_GNUC_UNUSED static double
bench_quantile (double *values, guint n, double q)
{
  qsort (values, n, sizeof *values, bench_compare);

  return values[MIN ((guint) (q * n), n - 1)];
}
