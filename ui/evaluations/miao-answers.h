#pragma once

#include "miao-form.h"
#include "miao-record.h"

G_BEGIN_DECLS

/**
 * MiaoAnswers… of a form while it is being filled in: what is stored, and what was typed since.
 * Values are canonical text as in the field "answers" of an evaluation.
 */
typedef struct _MiaoAnswerSheet MiaoAnswerSheet;

typedef enum {
  MIAO_ANSWER,
  MIAO_ANSWER_NOTE,
  MIAO_ANSWER_EVIDENCE, /* ids of documents, separated by blanks */
  MIAO_ANSWER_N_PARTS,
} MiaoAnswerPart;

MiaoAnswerSheet *miao_answer_sheet_new (const MiaoRecord *evaluation) G_GNUC_WARN_UNUSED_RESULT;
void miao_answer_sheet_free (MiaoAnswerSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoAnswerSheet, miao_answer_sheet_free)

/** Returns: (transfer none) (nullable): until it is set again. */
const char *miao_answer_sheet_get (MiaoAnswerSheet *sheet, const char *item, MiaoAnswerPart part);
/** @text: (nullable): "" and %NULL: none. */
void miao_answer_sheet_set (MiaoAnswerSheet *sheet,
                            const char *item,
                            MiaoAnswerPart part,
                            const char *text);

gboolean miao_answer_sheet_is_dirty (MiaoAnswerSheet *sheet);
/** Returns: (transfer full): all rows, as the rules read them. */
JsonArray *miao_answer_sheet_dup_rows (MiaoAnswerSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): what changed, as "fill-evaluation" takes it: null clears. */
JsonArray *miao_answer_sheet_dup_changes (MiaoAnswerSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer none) (nullable): what is stored, whatever was typed. */
const char *
miao_answer_sheet_get_stored (MiaoAnswerSheet *sheet, const char *item, MiaoAnswerPart part);
/** What the person saw when the typing began, for the rows that were changed; it stays the same
 *  while others save, so that saving can tell what both wrote. */
JsonArray *miao_answer_sheet_dup_seen (MiaoAnswerSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;
void miao_answer_sheet_set_seen (MiaoAnswerSheet *sheet, JsonArray *seen);
/** What is stored has been seen. */
void miao_answer_sheet_see (MiaoAnswerSheet *sheet);
/** @name: "answer", "note" or "evidence". */
gboolean miao_answer_part_parse (const char *name, MiaoAnswerPart *ret_part);
/** Takes over such changes, as if they had been typed. */
void miao_answer_sheet_apply (MiaoAnswerSheet *sheet, JsonArray *changes);

G_END_DECLS
