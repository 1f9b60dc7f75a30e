#pragma once

#include "miao-banner.h"
#include "miao-growth-values.h"
#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoChildFlag:
 * @title: what must be known
 * @detail: (nullable): why
 * @action_label: (nullable): word of the button that does it
 * @action: (nullable): detailed name of the action
 * @own_action: (nullable): where it is made for one record
 *
 * What stands beside a child's name until it is dealt with.
 */
typedef struct {
  MiaoTone tone;
  char *title;
  char *detail;
  const char *action_label;
  const char *action;
  char *own_action;
} MiaoChildFlag;

/**
 * MiaoChildView:
 * @admission: (nullable): the last one
 * @placement: (nullable): the one that is not ended
 * @family: (nullable): name of the family of @placement
 * @measures: (element-type MiaoRecord): not void, in the order of their days
 * @voided: (element-type MiaoRecord): those that were corrected; each is what a later one
 * supersedes
 *
 * One child as the page shows it, read once.
 */
typedef struct {
  MiaoRecord *child;
  MiaoRecord *admission;
  MiaoRecord *incident; /* the newest that is open, for whoever sees incidents */
  MiaoRecord *leave;    /* (nullable): the last time away, for whoever may see it */
  MiaoRecord *adoption; /* (nullable): the last trial, for whoever may see it */
  MiaoRecord *placement;
  char *family;
  GPtrArray *measures;
  GPtrArray *voided;
  MiaoRole role;      /* of who looks: what may be seen of sensitive fields */
  gboolean may_admit; /* who looks may let it go and take it back */
} MiaoChildView;

MiaoChildView *miao_child_view_new (MiaoSession *session,
                                    const char *id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_child_view_free (MiaoChildView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoChildView, miao_child_view_free)

/** Returns: (transfer full): where the child lives. */
char *miao_child_view_dup_place (const MiaoChildView *view) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoChildFlag): the gravest first. */
GPtrArray *miao_child_view_get_flags (const MiaoChildView *view,
                                      MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_child_view_get_points:
 * @indicator: what the chart shows
 * @ret_records: (out) (optional) (transfer container) (element-type MiaoRecord): the measurement of
 *   each point; borrowed from @view
 *
 * Returns: (transfer full) (element-type MiaoGrowthPoint): in the order of their days.
 */
GArray *miao_child_view_get_points (const MiaoChildView *view,
                                    MiaoGrowthIndicator indicator,
                                    GPtrArray **ret_records) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): what stood there before @measure corrected it, and why:
 * every earlier value, the newest first; %NULL when it corrects none. */
char *miao_child_view_dup_correction (const MiaoChildView *view,
                                      const MiaoRecord *measure) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the day by which the next measurement is due; %MIAO_DATE_NONE when none is. */
MiaoDate miao_child_view_next_measure (const MiaoChildView *view, MiaoDate today);

G_END_DECLS
