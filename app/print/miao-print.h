#pragma once

#include "miao-date.h"
#include "miao-page.h"
#include "miao-record.h"

G_BEGIN_DECLS

/*
 * Records on paper. Labels, codes and dates are Chinese whatever the language of the screen.
 */

/**
 * MiaoPrintName:
 *
 * Returns: (transfer none) (nullable): the name of another record, for REF fields: the staff
 *   member's name, the family's number. %NULL prints an empty value, never an id.
 */
typedef const char *(*MiaoPrintName) (const char *kind, const char *id, gpointer user_data);

/**
 * MiaoPrintOptions:
 * @full: sensitive values unmasked and restricted fields printed; only for those who may read them.
 *   Otherwise ID numbers are masked and restricted fields left out
 * @name: (nullable): looks up names of records that are referred to
 */
typedef struct {
  gboolean full;
  MiaoPrintName name;
  gpointer user_data;
} MiaoPrintOptions;

/** "2023年8月14日", "" for none. */
char *miao_print_dup_date (MiaoDate date) G_GNUC_WARN_UNUSED_RESULT;

/** The day in @field of @record as above; without one or without a record, room to write it:
 * "　　年　月　日". */
char *miao_print_dup_day (const MiaoRecord *record, const char *field) G_GNUC_WARN_UNUSED_RESULT;

/** "2026年10月" of a field like "2026-10". */
char *miao_print_dup_month (const MiaoRecord *record, const char *field) G_GNUC_WARN_UNUSED_RESULT;

/** Completed years and months between two days: "2岁3个月" where @from is a birth, the same without
 *  "岁" otherwise ("2年3个月"); days below a month; "" when unknown. */
char *miao_print_dup_age (MiaoDate born, MiaoDate on) G_GNUC_WARN_UNUSED_RESULT;
char *miao_print_dup_span (MiaoDate from, MiaoDate to) G_GNUC_WARN_UNUSED_RESULT;

/** A number in the base unit as paper shows it: 724 with scale 1 is "72.4"; real minus sign. */
char *miao_print_dup_number (gint64 value, guint scale) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_print_dup_value:
 * @options: (nullable): %NULL: masked, no names
 *
 * Returns: (transfer full): the value of the field as paper shows it; "" when absent or not to be
 *   shown. Lists give one line per member.
 */
char *miao_print_dup_value (const MiaoRecord *record,
                            const char *field,
                            const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_print_add_fields:
 * @fields: names, %NULL-ended; %NULL: all fields that are not the program's own
 * @pairs: as miao_document_begin_grid()
 * @photo: (nullable): as miao_document_begin_grid()
 *
 * A frame with the fields of a record; long values get a row of their own. Fields that are not to
 * be shown are left out, empty ones are printed with an empty value.
 */
void miao_print_add_fields (MiaoDocument *document,
                            const MiaoRecord *record,
                            const char *const *fields,
                            guint pairs,
                            GBytes *photo,
                            const MiaoPrintOptions *options);

/** One record as a form: title, all its fields, the lines of the signers. Free with
 *  miao_document_free(). */
MiaoDocument *miao_print_record (const MiaoDocumentInfo *info,
                                 const MiaoRecord *record,
                                 const MiaoPrintOptions *options,
                                 const MiaoSignature *signatures,
                                 guint n_signatures) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
