#pragma once

#include "miao-match.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** One line of the list: place, who, why it stands there, and what the rules say together. */
GtkWidget *miao_match_row_new (const MiaoMatchList *list,
                               const MiaoMatch *match,
                               guint place) G_GNUC_WARN_UNUSED_RESULT;

/** What stands beside the list: the buttons, earlier decisions, criteria, and every rule.
 *  @may_propose: whether the person may propose and set aside;
 *  @may_print: whether they may print the paper of a match in progress. */
GtkWidget *miao_match_pair_new (const MiaoMatchList *list,
                                const MiaoMatch *match,
                                gboolean may_propose,
                                gboolean may_print) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): name and number of the one who is not the subject. */
char *miao_match_dup_other (const MiaoMatchList *list,
                            const MiaoMatch *match) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
