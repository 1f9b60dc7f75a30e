#pragma once

#include "miao-record-form.h"
#include "miao-session.h"

G_BEGIN_DECLS

/**
 * miao_typing_keep:
 * @kind: what the form makes or changes: a kind, or the name of a use case
 * @record: (nullable): the record that changes; %NULL: a new one
 * @seen: (inout) (nullable): the record as it is stored and shown; becomes the state that a draft
 *   from before was typed over, which is what saving it has to be compared with
 *
 * Keeps what is typed into @form as an encrypted draft in the file, at most a second after the last
 * key, until miao_typing_forget(). A draft from before is typed into the form at once. To be called
 * after the form's fields and saved values were set; whatever was kept for the form before stays
 * kept.
 *
 * Returns: whether a draft was found and typed.
 */
gboolean miao_typing_keep (MiaoRecordForm *form,
                           MiaoSession *session,
                           const char *kind,
                           const char *record,
                           MiaoRecord **seen);

/** What is typed from now on is typed over @seen (nullable): after choosing between two. */
void miao_typing_set_seen (MiaoRecordForm *form, const MiaoRecord *seen);

/** Throws the draft away and stops keeping: it was saved, or the person discarded it. */
void miao_typing_forget (MiaoRecordForm *form);

/** Writes what is still to be written and stops keeping; the draft stays for the next time. To be
 *  called before the form shows something else or its session ends. */
void miao_typing_leave (MiaoRecordForm *form);

/** Returns: (transfer none): what says when the draft of @form was kept last; empty before. To be
 *  put into one place only. */
GtkWidget *miao_typing_label_new (MiaoRecordForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
