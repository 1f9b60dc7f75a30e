#pragma once

#include "miao-field-row.h"
#include "miao-finding.h"
#include "miao-record.h"

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define MIAO_TYPE_RECORD_FORM (miao_record_form_get_type ())
G_DECLARE_FINAL_TYPE (MiaoRecordForm, miao_record_form, MIAO, RECORD_FORM, GtkWidget)

/**
 * miao_record_form_new:
 *
 * Rows made from the dictionary. Emits "changed" when the person changed anything.
 */
GtkWidget *miao_record_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** What a typed day without a year belongs to, and which codes are offered; before the fields. */
void miao_record_form_set_today (MiaoRecordForm *self, MiaoDate today);

/**
 * miao_record_form_set_fields:
 * @fields: a table of the dictionary (a kind's, or the parameters of a use case); lives as long as
 *   the form
 * @names: (nullable) (array zero-terminated=1): which and in which order; "#Words" makes a heading.
 *   %NULL: all that a person may write
 */
void miao_record_form_set_fields (MiaoRecordForm *self,
                                  const MiaoField *fields,
                                  const char *const *names);

/** Shows the values of a record of the kind whose fields the form has; %NULL empties it. */
void miao_record_form_set_record (MiaoRecordForm *self, const MiaoRecord *record);
/** One value as saved state (a default, a parameter); canonical text. */
void miao_record_form_set (MiaoRecordForm *self, const char *field, const char *text);
/** One value as if the person had typed it: counts as a change. */
void miao_record_form_type (MiaoRecordForm *self, const char *field, const char *text);
/** Returns: (transfer full) (nullable): canonical text, %NULL when empty or unreadable. */
char *miao_record_form_dup (MiaoRecordForm *self, const char *field) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_record_form_write:
 * @record: of the same kind
 *
 * Puts all values of the form into @record.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when one cannot be read; it then has the keyboard, and
 *   @record may have got some of the values.
 */
gboolean miao_record_form_write (MiaoRecordForm *self, MiaoRecord *record, GError **error);

/**
 * miao_record_form_to_json:
 * @object: gets a member per value, as use cases take them
 * @changed_only: only the values that the person changed, emptied ones as null
 *
 * Errors: as miao_record_form_write(); without @error the keyboard stays where it is.
 */
gboolean miao_record_form_to_json (MiaoRecordForm *self,
                                   JsonObject *object,
                                   gboolean changed_only,
                                   GError **error);

/** What a draft keeps: @object gets the canonical text of each value that was changed, "" for an
 *  emptied one. What cannot be read yet is left out. */
void miao_record_form_get_typed (MiaoRecordForm *self, JsonObject *object);
/** Types the members that the form has fields for; others are passed over. */
void miao_record_form_set_typed (MiaoRecordForm *self, JsonObject *object);

gboolean miao_record_form_is_dirty (MiaoRecordForm *self);

/**
 * miao_record_form_show_findings:
 * @findings: (nullable): %NULL clears
 * @kind: (nullable): only those that point at this kind; %NULL: all that name a field of the form
 *
 * Marks the fields that findings point at; passed ones clear the mark.
 */
void miao_record_form_show_findings (MiaoRecordForm *self,
                                     const MiaoFindings *findings,
                                     const char *kind);

/**
 * miao_record_form_show_error:
 * @kind: (nullable): only an error about a record of this kind, or about no certain one; %NULL: all
 *
 * Marks the field that a refusal names, see miao_error_get_field(): it is brought into sight and
 * has the keyboard. The mark goes with the first change of the field.
 *
 * Returns: %FALSE when the error names no field of the form.
 */
gboolean miao_record_form_show_error (MiaoRecordForm *self, const char *kind, const GError *error);

/** Returns: (transfer none) (nullable): the row of that field. */
MiaoFieldRow *miao_record_form_get_row (MiaoRecordForm *self, const char *field);
/** Returns: %FALSE when the form has no such field; %NULL: the first. */
gboolean miao_record_form_focus_field (MiaoRecordForm *self, const char *field);
/** Rows that only some answers ask for. */
void miao_record_form_show_field (MiaoRecordForm *self, const char *field, gboolean shown);
void miao_record_form_set_editable (MiaoRecordForm *self, gboolean editable);

G_END_DECLS
