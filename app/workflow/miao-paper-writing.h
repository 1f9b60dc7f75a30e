#pragma once

#include "miao-paper-private.h"
#include "miao-print-letter.h"

G_BEGIN_DECLS

/* What the short papers are written with: each adds its facts to a letter, which then becomes the
 * document of the paper. What is not known yet is left to be written in. */

#define MIAO_WRITING_FACTS 20
#define MIAO_WRITING_BLANK_DAY "　　年　月　日"

typedef struct {
  MiaoPaper *paper;
  MiaoLetter letter;
  MiaoLetterFact facts[MIAO_WRITING_FACTS];
  MiaoLetterFact receipt[MIAO_WRITING_FACTS];
} MiaoWriting;

/** Returns: %FALSE: there is no such paper, and why. */
gboolean miao_writing_refuse (GError **error, const char *message);

/** Returns: (transfer none): what the field says; "" without a record or a value. */
const char *miao_writing_value (MiaoWriting *writing, const MiaoRecord *record, const char *field);
/** Returns: (transfer none): the day, or room to write one. */
const char *miao_writing_day (MiaoWriting *writing, const MiaoRecord *record, const char *field);
/** Returns: (transfer none): name of a record, "" when there is none. */
const char *miao_writing_name (MiaoWriting *writing, const char *kind, const char *id);

/** @span: as miao_document_add_grid_cell(). */
void miao_writing_add (MiaoWriting *writing, const char *label, const char *value, guint span);
/** The same with a field's own label and value. */
void miao_writing_add_value (MiaoWriting *writing,
                             const MiaoRecord *record,
                             const char *field,
                             guint span);
void
miao_writing_add_receipt (MiaoWriting *writing, const char *label, const char *value, guint span);

/** "协议编号：XY-2024-0007" below the title, or room to write it. */
void miao_writing_number (MiaoWriting *writing,
                          const char *label,
                          const MiaoRecord *record,
                          const char *field);

/** Who the family is, as it was on that day; %MIAO_DATE_NONE: as it is.
 *  Returns: (transfer none): the family. */
MiaoRecord *
miao_writing_add_family (MiaoWriting *writing, const char *id, MiaoDate on, GError **error);

/** Ends every paper: the letter becomes its document. Returns: %TRUE. */
gboolean miao_writing_finish (MiaoWriting *writing);

/* The papers of a placement's course, in miao-paper-course.c. */
gboolean miao_writing_make_handover (MiaoWriting *writing, GError **error);
gboolean miao_writing_make_confirmation (MiaoWriting *writing, GError **error);
gboolean miao_writing_make_integration_ending (MiaoWriting *writing, GError **error);
/* A change of the agreement, in miao-paper-amendment.c. */
gboolean miao_writing_make_amendment (MiaoWriting *writing, GError **error);

/* The papers about somebody who looks after a child, in miao-paper-care.c. */
gboolean miao_writing_make_caregiver (MiaoWriting *writing, GError **error);
gboolean miao_writing_make_short_care (MiaoWriting *writing, GError **error);
/* A time away, and an adoption, in miao-paper-life.c. */
gboolean miao_writing_make_leave (MiaoWriting *writing, GError **error);
gboolean miao_writing_make_adoption (MiaoWriting *writing, GError **error);
/** "leave" or "adoption-opinion", to be filled in with a pen. */
gboolean miao_writing_make_blank (MiaoWriting *writing, const char *name);
/* What a child said, in miao-paper-care.c too. */
gboolean miao_writing_make_opinion (MiaoWriting *writing, GError **error);

G_END_DECLS
