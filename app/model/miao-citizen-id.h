#pragma once

#include "miao-date.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoCitizenId:
 *
 * What a valid 18-character citizen ID number (GB 11643-1999) says: six digits of the division
 * where it was first issued, the day of birth, three digits of sequence (odd: male) and a check
 * character.
 */
typedef struct {
  char text[19];
  char division[7];
  MiaoDate born;
  const char *sex;            /* "1" male, "2" female: codes of the table "sex" */
  gboolean division_historic; /* the division has since been abolished: in order */
  gboolean division_unknown;  /* the province exists, the division is in no list: worth a look */
} MiaoCitizenId;

/**
 * miao_citizen_id_normalise:
 * @input: (nullable): as typed or as a ledger holds it
 *
 * Returns: (transfer full): without blanks, dashes and a leading apostrophe, full-width characters
 *   made half-width, x made X. "" for %NULL.
 */
char *miao_citizen_id_normalise (const char *input) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_citizen_id_parse:
 * @input: normalised here first
 * @ret_id: (out) (optional): what the number says
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when the number is empty, has 15 digits, was damaged by
 *   a spreadsheet ("1.10105E+17"), has a wrong character, no such day, no such province or a wrong
 *   check character. The message says which and never repeats the number.
 */
gboolean miao_citizen_id_parse (const char *input, MiaoCitizenId *ret_id, GError **error);

/** As miao_citizen_id_parse(), but an absent or empty number is in order: there is none yet. */
gboolean miao_citizen_id_check (const char *input, GError **error);

/**
 * miao_citizen_id_agrees:
 * @id: a number that was parsed
 * @born: day of birth of the record; %MIAO_DATE_NONE is not compared
 * @sex: (nullable): code of the table "sex"; codes other than "1" and "2" are not compared
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when the record says otherwise than the number.
 */
gboolean
miao_citizen_id_agrees (const MiaoCitizenId *id, MiaoDate born, const char *sex, GError **error);

/**
 * miao_citizen_id_check_character:
 * @digits: at least 17 digits
 *
 * ISO 7064 MOD 11-2.
 *
 * Returns: '0'…'9' or 'X'.
 */
char miao_citizen_id_check_character (const char *digits);

/**
 * miao_disability_certificate_check:
 * @input: (nullable): number of the certificate: 18 characters of the citizen ID number, the type
 *   (1…7), the grade (1…4), and "B" with a digit when it was issued again; absent is in order
 * @id_no: (nullable): the child's citizen ID number; compared when there is one
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID. Source: GB/T 26341-2010.
 */
gboolean miao_disability_certificate_check (const char *input, const char *id_no, GError **error);

G_END_DECLS
