#include "config.h"

#include "miao-growth-alerts.h"

#include "miao-child-flag.h"
#include "miao-growth-grade.h"

#include <glib/gi18n.h>

/* A cup of water is no loss of weight. */
#define LOSS_G 200

static void
add (GtkWidget *box, MiaoTone tone, const char *title, const char *detail, const char *measure)
{
  g_autofree char *action =
      measure != NULL ? g_strdup_printf ("children.correct('%s')", measure) : NULL;
  MiaoChildFlag flag = { .tone = tone,
                         .title = (char *) title,
                         .detail = (char *) detail,
                         .action_label = measure != NULL ? _ ("Correct") : NULL,
                         .action = action };

  gtk_box_append (GTK_BOX (box), miao_child_flag_widget (&flag, TRUE));
}

static void
add_velocity (GtkWidget *box, const MiaoChildView *view)
{
  g_autoptr (GArray) points = miao_child_view_get_points (view, MIAO_GROWTH_WEIGHT_FOR_AGE, NULL);
  const MiaoGrowthPoint *data = (const MiaoGrowthPoint *) (void *) points->data;
  g_autofree char *words = NULL;
  MiaoGrowthVelocity velocity;

  if (!miao_growth_velocity (data, points->len, &velocity) || !velocity.alert)
    return;
  words = miao_growth_velocity_dup_text (data, &velocity);
  add (box, MIAO_TONE_DANGER, _ ("Weight gain slows down"), words, NULL);
}

/* The last two measurements that have a weight. */
static void
add_loss (GtkWidget *box, const MiaoChildView *view)
{
  const MiaoRecord *last = NULL;
  const MiaoRecord *before = NULL;
  g_autofree char *title = NULL;
  gint64 loss;

  for (guint i = view->measures->len; before == NULL && i > 0; i--) {
    const MiaoRecord *record = view->measures->pdata[i - 1];

    if (!miao_record_has (record, "weight_g"))
      continue;
    if (last == NULL)
      last = record;
    else
      before = record;
  }
  if (before == NULL || miao_record_get_bool (last, "implausible"))
    return;
  loss = miao_record_get_int (before, "weight_g", 0) - miao_record_get_int (last, "weight_g", 0);
  if (loss < LOSS_G)
    return;
  title = g_strdup_printf (_ ("Weight %.2f kg below the last one"), (double) loss / 1000);
  add (box, MIAO_TONE_WARNING, title, _ ("Check whether it was measured or written wrongly."),
       miao_record_get_id (last));
}

static void
add_implausible (GtkWidget *box, const MiaoChildView *view)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) points =
      miao_child_view_get_points (view, MIAO_GROWTH_LENGTH_FOR_AGE, &records);

  for (guint i = points->len; i > 0; i--) {
    const MiaoGrowthPoint *point = &g_array_index (points, MiaoGrowthPoint, i - 1);
    const MiaoRecord *record = records->pdata[i - 1];
    g_autofree char *title = NULL;

    if (!point->implausible || miao_record_get_bool (record, "implausible"))
      continue;
    title = g_strdup_printf (_ ("Length of %s is hardly possible"),
                             miao_record_get (record, "measured_on"));
    add (box, MIAO_TONE_WARNING, title, _ ("Check whether it was measured or written wrongly."),
         miao_record_get_id (record));
    return;
  }
}

void
miao_growth_alerts_fill (GtkWidget *box, const MiaoChildView *view)
{
  add_velocity (box, view);
  add_loss (box, view);
  add_implausible (box, view);
}
