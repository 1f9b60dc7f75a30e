#pragma once

#include "miao-banner.h"
#include "miao-date.h"
#include "miao-field.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels, with letters of the usual size: the column of labels, wide enough for ten Chinese
 * characters, or nine and a star. */
#define MIAO_FIELD_LABEL_WIDTH 140

#define MIAO_TYPE_FIELD_ROW (miao_field_row_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFieldRow, miao_field_row, MIAO, FIELD_ROW, GtkWidget)

/**
 * miao_field_row_new:
 * @field: its dictionary row; lives as long as the row
 * @on: the day for which codes must be valid; %MIAO_DATE_NONE offers all
 * @today: what a typed day without a year belongs to; %MIAO_DATE_NONE: the clock's
 * @editable: see miao_field_row_set_editable(); what is only read is made many times quicker
 *
 * Label, editor and the problem under it. Emits "changed" when the person changed something.
 */
GtkWidget *miao_field_row_new (const MiaoField *field,
                               MiaoDate on,
                               MiaoDate today,
                               gboolean editable) G_GNUC_WARN_UNUSED_RESULT;
/** For a row inside another one: with large letters its label stands above the editor. */
void miao_field_row_set_inside (MiaoFieldRow *self);

const MiaoField *miao_field_row_get_field (MiaoFieldRow *self);

/** @text: (nullable): canonical text; becomes the saved state, so that the row is not dirty. */
void miao_field_row_set_text (MiaoFieldRow *self, const char *text);
/** As the person had typed it: the row is dirty when it differs from what was set before. */
void miao_field_row_type (MiaoFieldRow *self, const char *text);
/**
 * miao_field_row_get_text:
 * @ret_text: (out) (transfer full) (nullable): canonical text
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when what is typed cannot be read; the row then shows
 *   why.
 */
gboolean miao_field_row_get_text (MiaoFieldRow *self, char **ret_text, GError **error);
/** As miao_field_row_get_text() without a word about what cannot be read. */
gboolean miao_field_row_peek_text (MiaoFieldRow *self, char **ret_text);
gboolean miao_field_row_is_dirty (MiaoFieldRow *self);

/** @problem: (nullable): shown under the editor, which takes the tone's colour; %NULL clears. */
void miao_field_row_set_problem (MiaoFieldRow *self, MiaoTone tone, const char *problem);
/** Puts the keyboard into the row, and brings it into sight with the words under it. */
void miao_field_row_lead_to (MiaoFieldRow *self);
/** What was sent was not taken: says why, and brings the row into sight with the keyboard in it.
 * The words go with the first change. */
void miao_field_row_refuse (MiaoFieldRow *self, const char *problem);
/** @hint: (nullable): dim words beside or under the editor that are no problem ("Day 59"). */
void miao_field_row_set_hint (MiaoFieldRow *self, const char *hint);

/** @codes: words; of a short code table, those that are not offered: another act is for them. */
void miao_field_row_leave_out (MiaoFieldRow *self, const char *codes);

/** %FALSE shows the value as words instead of the editor. */
void miao_field_row_set_editable (MiaoFieldRow *self, gboolean editable);
/** Another label than the dictionary's. */
void miao_field_row_set_label (MiaoFieldRow *self, const char *label);
void miao_field_row_grab_focus (MiaoFieldRow *self);

G_END_DECLS
