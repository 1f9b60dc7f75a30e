#include "config.h"

#include "../app/print-data.h"
#include "miao-pdf.h"

#include <glib/gstdio.h>
#include <sys/resource.h>

/* A thousand growth records in one file, as the archivist prints a year: time, size and memory. */

#define RECORDS 1000

typedef struct {
  MiaoRecord *child;
  const MiaoRecord *admissions[1];
  MiaoPrintMeasure measures[PRINT_DATA_MEASURES];
  MiaoGrowthRecordData data;
  guint pages;
} Batch;

static MiaoDocument *
next_record (guint index, gpointer user_data, GError **error)
{
  Batch *batch = user_data;
  const MiaoDocumentInfo info = { .title = "儿童个人成长档案",
                                  .institution = "江宁市儿童福利院",
                                  .archive_code = "0731-ET·2023-Y-A0017-01",
                                  .printed_by = "宋知微",
                                  .printed_on = "2026年11月24日 15:20",
                                  .practice = TRUE };
  MiaoDocument *document = miao_print_growth_record (&info, &batch->data, NULL);

  batch->pages += miao_document_n_pages (document);

  return document;
}

int
main (void)
{
  const MiaoPdfInfo info = { .title = "成长档案", .created_at = G_GINT64_CONSTANT (1795504800000) };
  g_autofree char *folder = g_dir_make_tmp ("miao-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "batch.pdf", NULL);
  g_autoptr (GError) error = NULL;
  Batch batch = { .child = print_data_child () };
  gint64 start = g_get_monotonic_time ();
  struct rusage usage;
  GStatBuf st;
  double seconds;

  batch.admissions[0] = print_data_admission ();
  print_data_measures (batch.measures);
  batch.data = (MiaoGrowthRecordData){ .child = batch.child,
                                       .admissions = batch.admissions,
                                       .n_admissions = 1,
                                       .measures = batch.measures,
                                       .n_measures = PRINT_DATA_MEASURES,
                                       .stays = print_data_stays,
                                       .n_stays = G_N_ELEMENTS (print_data_stays),
                                       .evaluations = print_data_evaluations,
                                       .n_evaluations = G_N_ELEMENTS (print_data_evaluations),
                                       .notes = print_data_notes,
                                       .n_notes = G_N_ELEMENTS (print_data_notes),
                                       .as_of = miao_date_parse ("2026-11-24"),
                                       .retention = "永久" };
  if (!miao_pdf_write_batch (&info, RECORDS, next_record, NULL, &batch, path, NULL, &error))
    g_error ("%s", error->message);
  seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  getrusage (RUSAGE_SELF, &usage);
  g_stat (path, &st);
  g_print ("%d growth records, %u pages: %.1f s (%.0f pages a second), %.1f MB, at most %ld MiB of "
           "memory\n",
           RECORDS, batch.pages, seconds, batch.pages / seconds, (double) st.st_size / 1e6,
           usage.ru_maxrss / 1024);
  (void) g_unlink (path);
  (void) g_rmdir (folder);
  miao_record_unref (batch.child);
  miao_record_unref ((MiaoRecord *) (gsize) batch.admissions[0]);

  return 0;
}
