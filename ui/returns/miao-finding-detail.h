#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FINDING_DETAIL (miao_finding_detail_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFindingDetail, miao_finding_detail, MIAO, FINDING_DETAIL, GtkWidget)

/**
 * miao_finding_detail_new:
 *
 * One finding of a batch: what is wrong, the field it is about to be put right on the spot, the way
 * to the record, and the explanation that goes along with a query.
 */
GtkWidget *miao_finding_detail_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @finding: (nullable): id of a submission_finding; the same one again keeps what is typed. */
void miao_finding_detail_show (MiaoFindingDetail *self, MiaoSession *session, const char *finding);

G_END_DECLS
