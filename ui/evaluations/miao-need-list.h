#pragma once

#include "miao-act-form.h"
#include "miao-form.h"
#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_need_list_new:
 * @needs: (element-type MiaoRecord): as miao_needs_read() gives them
 * @action: (nullable): an action with ("use-case", "need"); %NULL: the list leads to
 *   where they are done
 *
 * Returns: a card: what is needed, how urgent, who answers for it, until when, and what became of
 *   it; the open ones with what can be done about them.
 */
GtkWidget *miao_need_list_new (MiaoSession *session,
                               const char *title,
                               GPtrArray *needs,
                               const char *action) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_need_list_of:
 * @field: "placement" or "child"
 *
 * Returns: (nullable): the card of the open needs, and of those closed in the last year; %NULL when
 *   there are none.
 */
GtkWidget *miao_need_list_of (MiaoSession *session,
                              const char *field,
                              const char *id,
                              const char *action) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (nullable): for an evaluation of needs: its list, with a button for each item that has
 *  none yet, and what became of the needs of the last time; each button uses @action. */
GtkWidget *miao_need_list_of_evaluation (MiaoSession *session,
                                         const MiaoRecord *evaluation,
                                         const MiaoForm *form,
                                         const char *action) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_need_act_begin:
 * @act: "change-need", "meet-need" or "drop-need"
 *
 * Fills @form. Returns: %FALSE when it is another act, or when the need cannot be read: the window
 * says why.
 */
gboolean
miao_need_act_begin (MiaoActForm *form, MiaoSession *session, const char *act, const char *need);

/** Fills @form to enter a need. @item: the item that asks about it; any other text: the first one
 *  that has none yet, or a need that the form does not ask about. Returns: %FALSE when
 *  the list cannot be read: the window says why. */
gboolean miao_need_plan_begin (MiaoActForm *form,
                               MiaoSession *session,
                               const MiaoRecord *evaluation,
                               const MiaoForm *items,
                               const char *item);

G_END_DECLS
