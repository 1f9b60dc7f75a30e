#pragma once

#include "miao-language.h"

#include <glib.h>

G_BEGIN_DECLS

/*
 * The data dictionary. A record kind is one const table (kinds/…); from it come the SQL columns,
 * the form rows, the list columns, the XML elements, the import headings, the audit difference, the
 * printed line and the access right. Adding a field is one row here, one schema step in data/sql,
 * one golden file.
 */

typedef struct _MiaoField MiaoField;
typedef struct _MiaoKind MiaoKind;

/**
 * MiaoType:
 * @MIAO_TYPE_TEXT: one line of UTF-8; @max characters
 * @MIAO_TYPE_LONG_TEXT: several lines; @max characters, 0 = 20,000
 * @MIAO_TYPE_DATE: "YYYY-MM-DD"
 * @MIAO_TYPE_MONTH: "YYYY-MM"
 * @MIAO_TYPE_INSTANT: milliseconds since 1970 UTC as decimal text
 * @MIAO_TYPE_INTEGER: whole number @min…@max in the base unit; shown divided by 10^@scale with
 *   @unit: fen shown as 元 with scale 2, mm as cm with scale 1, g as kg with scale 3
 * @MIAO_TYPE_BOOLEAN: "0" or "1"
 * @MIAO_TYPE_CODE: a code of the table @table, valid on the event date
 * @MIAO_TYPE_CODES: several codes of @table, separated by one space, sorted, each once
 * @MIAO_TYPE_REF: the id of a record of the kind @table
 * @MIAO_TYPE_REFS: several ids separated by one space
 * @MIAO_TYPE_LIST: JSON array of objects with the members @items (no nested lists), canonical:
 *   members in dictionary order, absent ones left out, no spaces
 *
 * Every value has one canonical text form; that text is what records hold, digests cover and XML
 * carries. SQL stores INSTANT, INTEGER and BOOLEAN as INTEGER and everything else as TEXT.
 */
typedef enum {
  MIAO_TYPE_TEXT,
  MIAO_TYPE_LONG_TEXT,
  MIAO_TYPE_DATE,
  MIAO_TYPE_MONTH,
  MIAO_TYPE_INSTANT,
  MIAO_TYPE_INTEGER,
  MIAO_TYPE_BOOLEAN,
  MIAO_TYPE_CODE,
  MIAO_TYPE_CODES,
  MIAO_TYPE_REF,
  MIAO_TYPE_REFS,
  MIAO_TYPE_LIST,
} MiaoType;

/**
 * MiaoNeed:
 * @MIAO_NEED_OPTIONAL: may be absent
 * @MIAO_NEED_CONDITIONAL: a rule decides (domain.md "C")
 * @MIAO_NEED_REQUIRED: must be there before the record is finalised; drafts may lack it
 * @MIAO_NEED_ALWAYS: must be there to be stored at all (NOT NULL)
 */
typedef enum {
  MIAO_NEED_OPTIONAL,
  MIAO_NEED_CONDITIONAL,
  MIAO_NEED_REQUIRED,
  MIAO_NEED_ALWAYS,
} MiaoNeed;

/** Domain §6 "!" = sensitive (masked in lists, reading is logged), "!!" = restricted. */
typedef enum {
  MIAO_OPEN,
  MIAO_SENSITIVE,
  MIAO_RESTRICTED,
} MiaoSensitivity;

typedef enum {
  MIAO_FIELD_NONE = 0,
  MIAO_FIELD_UNIQUE = 1 << 0,  /* no two records of the kind share the value */
  MIAO_FIELD_NAME = 1 << 1,    /* a person's name: indexed by pinyin keys and grams */
  MIAO_FIELD_KEY = 1 << 2,     /* found by its text or end: file number, ID number */
  MIAO_FIELD_DERIVED = 1 << 3, /* written by use cases only, never by a form or an import */
  MIAO_FIELD_INDEX = 1 << 4,   /* filtered or joined by: has an SQL index */
  MIAO_FIELD_LIST = 1 << 5,    /* a default column of the list page */
  MIAO_FIELD_LOCAL = 1 << 6,   /* never leaves in the national return */
  MIAO_FIELD_EVENT = 1 << 7,   /* the date whose day decides the rule set and code validity */
} MiaoFieldFlags;

struct _MiaoField {
  const char *name;     /* = SQL column = JSON member; lower_snake_case */
  const char *label;    /* English */
  const char *label_zh; /* the field's standard term */
  MiaoType type;
  MiaoNeed need;
  const char *table; /* CODE(S): code table; REF(S): kind */
  gint64 min;        /* INTEGER: inclusive range in the base unit when max > min */
  gint64 max;        /* TEXT: most characters, 0 = 200 */
  const char *unit;  /* shown unit, Chinese: "元", "厘米", "千克"; NULL = none */
  guint scale;       /* decimal digits when shown */
  MiaoSensitivity sensitivity;
  MiaoFieldFlags flags;
  const MiaoField *items; /* LIST: members, ended by { NULL } */
  const char *standard;   /* pinyin identifier or standard of the XML element, or NULL */
  const char *source;     /* where the definition comes from: "domain 6.3", "O54 12(5)" */
};

/**
 * MiaoKindFlags:
 * @MIAO_KIND_APPEND_ONLY: rows are never updated (triggers refuse)
 */
typedef enum {
  MIAO_KIND_NONE = 0,
  MIAO_KIND_APPEND_ONLY = 1 << 0,
} MiaoKindFlags;

struct _MiaoKind {
  const char *name;  /* = SQL table; lower_snake_case, singular */
  const char *xml;   /* element name, UpperCamelCase; NULL: not in the return */
  const char *label; /* English, singular */
  const char *label_zh;
  const MiaoField *fields; /* ended by { NULL } */
  const char *title;       /* field shown as the record's name in lists; NULL: none */
  const char *number;      /* field shown as its number */
  MiaoKindFlags flags;
  const char *source; /* "domain 6.3" */
};

/**
 * miao_kinds:
 *
 * Returns: (transfer none): all stored kinds, %NULL-ended, parents before the kinds that refer to
 *   them.
 */
const MiaoKind *const *miao_kinds (void);

/** Returns: (transfer none) (nullable): the kind of that name. */
const MiaoKind *miao_kind_find (const char *name);

/** Returns: number of fields of @kind. */
guint miao_kind_n_fields (const MiaoKind *kind);

/** Returns: index of the field, or -1. */
int miao_kind_index (const MiaoKind *kind, const char *field);

/** Returns: (transfer none) (nullable): the field of that name. */
const MiaoField *miao_kind_field (const MiaoKind *kind, const char *field);

const char *miao_kind_label (const MiaoKind *kind);
const char *miao_field_label (const MiaoField *field);

/**
 * miao_field_is_ciphered:
 *
 * Whether the desks encrypt the field's values before a server gets them (in a file everything is
 * encrypted anyway): what people wrote in their own words (LONG_TEXT, LIST, and one-line texts of
 * 200 characters or more that no list shows) and sensitive or restricted texts that are not names,
 * above all identity numbers. Codes, dates, amounts and names stay as they are: the server sorts,
 * counts and searches by them.
 */
gboolean miao_field_is_ciphered (const MiaoField *field);

/**
 * miao_field_is_marked:
 *
 * Whether equal values of a ciphered field can be told by the server, so that a record is found by
 * its whole number: identity numbers and the like.
 */
gboolean miao_field_is_marked (const MiaoField *field);

/**
 * miao_field_check:
 * @field: the field
 * @text: (nullable): a value in canonical text form; %NULL is always in order here (whether the
 *   field may be absent is asked of the record)
 * @on: the event date for code validity; %MIAO_DATE_NONE accepts any code of the table
 *
 * Checks type, length, range and code. The message names the field and says what to do.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when the value breaks its definition.
 */
gboolean miao_field_check (const MiaoField *field, const char *text, gint32 on, GError **error);

/**
 * miao_field_parse:
 * @field: the field
 * @input: what a person typed or a ledger holds: "11.62" for a weight in kg, "2026年3月1日"-like
 *   dates are not read here (see exchange), full-width digits are, "女" or "2" for a code,
 *   "是/否/yes/no/1/0" for a boolean
 * @ret_text: (out) (transfer full): canonical text, %NULL for an empty input
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID; the message says what is expected.
 */
gboolean miao_field_parse (
    const MiaoField *field, const char *input, gint32 on, char **ret_text, GError **error);

/**
 * miao_field_display:
 * @field: the field
 * @text: (nullable): canonical text
 * @language: which language codes and booleans are shown in
 *
 * Returns: (transfer full): what a person reads: "女", "11.62 千克", "2026-11-24", "是"; "" for
 *   %NULL. REF fields give the id: names of other records are the caller's to look up. Not masked:
 *   see miao_field_mask().
 */
char *miao_field_display (const MiaoField *field,
                          const char *text,
                          MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_field_mask:
 *
 * Returns: (transfer full): the value with its middle hidden for lists ("110105********0010",
 *   names untouched), the value itself for fields that are not sensitive.
 */
char *miao_field_mask (const MiaoField *field, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
