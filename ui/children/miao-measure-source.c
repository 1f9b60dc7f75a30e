#include "config.h"

#include "miao-measure-source.h"

#include "miao-child-view.h"

#include <glib/gi18n.h>

static char *
dup_z (const MiaoRecord *record, const char *field)
{
  return miao_record_has (record, field)
             ? miao_growth_dup_z ((double) miao_record_get_int (record, field, 0) / 100)
             : g_strdup ("—");
}

static char *
dup_number (const MiaoRecord *record, const char *field, double scale, int digits)
{
  return miao_record_has (record, field)
             ? g_strdup_printf ("%.*f", digits,
                                (double) miao_record_get_int (record, field, 0) / scale)
             : g_strdup ("—");
}

static gboolean
measures_open (gpointer data, const char *sort, gboolean descending, guint *ret_n, GError **error)
{
  const MiaoChildView *view = *(const MiaoChildView *const *) data;

  *ret_n = view != NULL ? view->measures->len : 0;
  return TRUE;
}

/* The newest first. */
static gboolean
measures_read (gpointer data, guint first, guint n, GPtrArray *rows, GError **error)
{
  const MiaoChildView *view = *(const MiaoChildView *const *) data;
  guint total = view->measures->len;

  for (guint i = first; i < total && i < first + n; i++) {
    MiaoRecord *record = view->measures->pdata[total - 1 - i];
    g_autofree char *age = miao_date_dup_age (miao_record_get_date (view->child, "birth_date"),
                                              miao_record_get_date (record, "measured_on"));
    g_autofree char *weight = dup_number (record, "weight_g", 1000, 2);
    g_autofree char *z_weight = dup_z (record, "z_wfa");
    g_autofree char *length = dup_number (record, "length_mm", 10, 1);
    g_autofree char *z_length = dup_z (record, "z_hfa");
    const char *texts[] = {
      miao_record_get (record, "measured_on"), age, weight, z_weight, length, z_length, NULL
    };

    g_ptr_array_add (rows, miao_row_new (miao_record_get_id (record), texts));
  }
  return TRUE;
}

const MiaoListSource miao_measure_source = { measures_open, measures_read, NULL };

const MiaoListColumn *
miao_measure_columns (void)
{
  static MiaoListColumn columns[] = {
    { NC_ ("measurement", "Date"), NULL, 100, FALSE, 0, NULL, NULL },
    { NC_ ("measurement", "Age"), NULL, 0, TRUE, 0, NULL, NULL },
    { NC_ ("measurement", "kg"), NULL, 54, FALSE, 1, NULL, NULL },
    { NC_ ("measurement", "z"), NULL, 52, FALSE, 1, NULL, NULL },
    { NC_ ("measurement", "cm"), NULL, 58, FALSE, 1, NULL, NULL },
    { NC_ ("measurement", "z of length"), NULL, 58, FALSE, 1, NULL, NULL },
    { NULL },
  };
  static gsize translated;

  if (g_once_init_enter (&translated)) {
    for (guint i = 0; columns[i].title != NULL; i++)
      columns[i].title = g_dpgettext2 (NULL, "measurement", columns[i].title);
    g_once_init_leave (&translated, 1);
  }
  return columns;
}
