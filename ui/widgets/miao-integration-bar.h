#pragma once

#include "miao-date.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  MIAO_TICK_VISIT,       /* ● announced visit */
  MIAO_TICK_UNANNOUNCED, /* ◆ */
  MIAO_TICK_PLANNED,     /* ○ still to come */
} MiaoTickKind;

typedef struct {
  MiaoDate on;
  MiaoTickKind kind;
} MiaoTick;

#define MIAO_TYPE_INTEGRATION_BAR (miao_integration_bar_get_type ())
G_DECLARE_FINAL_TYPE (MiaoIntegrationBar, miao_integration_bar, MIAO, INTEGRATION_BAR, GtkWidget)

/**
 * miao_integration_bar_new:
 *
 * The integration period of a placement: how many days are gone, from which day it can be
 * confirmed, up to which day it must be decided, and the visits as ticks. The same is said in
 * words to a screen reader. The numbers come from the rules, not from here.
 */
GtkWidget *miao_integration_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_integration_bar_set:
 * @start: day of moving in
 * @today: the day that is shown as today; or the day of the end
 * @earliest_days: days after @start at which it can be confirmed
 * @latest_days: days after @start by which it must be decided; the fill beyond is hatched
 * @ticks: copied
 */
void miao_integration_bar_set (MiaoIntegrationBar *self,
                               MiaoDate start,
                               MiaoDate today,
                               int earliest_days,
                               int latest_days,
                               const MiaoTick *ticks,
                               guint n_ticks);

G_END_DECLS
