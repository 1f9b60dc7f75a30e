#pragma once

#include "miao-form.h"
#include "miao-record.h"

G_BEGIN_DECLS

/*
 * Three states of one evaluation: as it left, as it came back, as it is in the house now. Pure.
 */

/** Which of the two stands, when both changed. */
typedef enum {
  MIAO_FIELDWORK_UNDECIDED,
  MIAO_FIELDWORK_HOUSE,
  MIAO_FIELDWORK_BROUGHT,
  MIAO_FIELDWORK_BOTH, /* words only, one after the other */
} MiaoFieldworkChoice;

/**
 * MiaoFieldworkDifference:
 * @field: "FAM-13:note", or a field of the evaluation ("opinion_text")
 * @item: (nullable): of the form
 * @part: (nullable): "answer", "note", "evidence"
 * @base, @brought, @house: (nullable): canonical text
 * @conflict: changed in the house too, and otherwise
 * @joined: papers that both sides changed: those of both stay, but for what one of them took out
 * @words: free words: those of both can stand together
 * @need: (nullable): what it is about, when that is a need; @part is then one of its fields, or
 *   "status": how it was closed, see miao_fieldwork_dup_closing()
 * @closed: the house has closed the need meanwhile: its plan is not changed any more
 * @staff: (nullable): names by id, for a need
 *
 * One thing that was changed away from the office and is not the same in the house.
 */
typedef struct {
  char *field;
  const MiaoFormItem *item;
  const char *part;
  char *base;
  char *brought;
  char *house;
  gboolean conflict;
  gboolean joined;
  gboolean words;
  MiaoRecord *need;
  gboolean closed;
  GHashTable *staff;
  MiaoFieldworkChoice choice;
} MiaoFieldworkDifference;

/**
 * miao_fieldwork_compare:
 * @base, @brought: objects as miao_fieldwork_dup_base() writes
 *
 * Returns: (transfer full) (element-type MiaoFieldworkDifference): in the order of the form, then
 *   the fields. What was changed in the house alone is no difference: it stays.
 */
GPtrArray *miao_fieldwork_compare (const MiaoForm *form,
                                   const MiaoRecord *house,
                                   JsonObject *base,
                                   JsonObject *brought) G_GNUC_WARN_UNUSED_RESULT;

/** Adds @found to @list, unless nobody needs to look at it. Takes its texts, its need and its
 * names; conflict and joined are found here. */
void miao_fieldwork_add (GPtrArray *list, MiaoFieldworkDifference found);

/** Returns: (transfer full) (nullable): how @need was closed, as one text: state, day and words
 *  behind each other. %NULL: it is open. */
char *miao_fieldwork_dup_closing (const MiaoRecord *need) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @house says in every answer and field what @brought says. */
gboolean
miao_fieldwork_is_same (const MiaoForm *form, const MiaoRecord *house, JsonObject *brought);

/** Returns: (transfer full) (nullable): the text that stands by the choice; a difference without a
 *  conflict is taken. */
char *miao_fieldwork_dup_outcome (const MiaoFieldworkDifference *difference);

/** Returns: (transfer full): what the difference is about: "FAM-13 … · answer". */
char *miao_fieldwork_dup_label (const MiaoFieldworkDifference *difference,
                                MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): a text of it in words for the person. */
char *miao_fieldwork_dup_words (const MiaoFieldworkDifference *difference,
                                const char *text,
                                MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
