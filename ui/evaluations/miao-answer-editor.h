#pragma once

#include "miao-date.h"
#include "miao-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ANSWER_EDITOR (miao_answer_editor_get_type ())
G_DECLARE_FINAL_TYPE (MiaoAnswerEditor, miao_answer_editor, MIAO, ANSWER_EDITOR, GtkWidget)

/**
 * miao_answer_editor_new:
 * @item: of a form, which lives as long
 *
 * How one item is answered: linked buttons for yes, no and exception and for scores, an entry with
 * its unit, a day, words, or a list of codes. Emits "changed".
 */
GtkWidget *miao_answer_editor_new (const MiaoFormItem *item,
                                   MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;

/** @answer: (nullable): canonical; emits nothing. */
void miao_answer_editor_set (MiaoAnswerEditor *self, const char *answer);
/** Returns: (transfer full) (nullable): canonical; %NULL while empty or unreadable. */
char *miao_answer_editor_dup (MiaoAnswerEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
