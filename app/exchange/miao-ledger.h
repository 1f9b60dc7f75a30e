#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Spreadsheets as institutions keep them: text with separators in the encodings met in China, and
 * .xlsx workbooks. A ledger is opened once (which looks at its beginning only) and then read row by
 * row as often as wanted; memory does not grow with its length.
 */

/** Largest file that is opened when nothing else is asked for. */
#define MIAO_LEDGER_MAX_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)
/** Most bytes that one part of a workbook may unpack to when nothing else is asked for. */
#define MIAO_LEDGER_MAX_UNPACKED (G_GUINT64_CONSTANT (1024) * 1024 * 1024)
#define MIAO_LEDGER_MAX_COLUMNS 512
#define MIAO_LEDGER_MAX_ROW_BYTES (1024 * 1024)

typedef struct _MiaoLedger MiaoLedger;

typedef enum {
  MIAO_LEDGER_TEXT,     /* .csv, .tsv, .txt */
  MIAO_LEDGER_WORKBOOK, /* .xlsx */
} MiaoLedgerFormat;

/**
 * MiaoCellType:
 * @MIAO_CELL_NUMBER: a number kept as a number; text of more than 15 digits has been rounded
 * @MIAO_CELL_DATE: a number shown as a date, given as "YYYY-MM-DD", "YYYY-MM" or "YYYY" depending
 *   on what its number format shows
 * @MIAO_CELL_ERROR: "#N/A" and the like
 *
 * Separated text has no types: its cells are all TEXT (or EMPTY).
 */
typedef enum {
  MIAO_CELL_EMPTY,
  MIAO_CELL_TEXT,
  MIAO_CELL_NUMBER,
  MIAO_CELL_DATE,
  MIAO_CELL_BOOLEAN,
  MIAO_CELL_ERROR,
} MiaoCellType;

/** @text: valid UTF-8 without blanks at either end; "" when empty, never %NULL. */
typedef struct {
  const char *text;
  MiaoCellType type;
} MiaoLedgerCell;

/**
 * MiaoLedgerRow:
 * @line: where the row begins: line of the text file or row of the sheet, counted from 1
 *
 * Valid during the callback only.
 */
typedef struct {
  guint line;
  guint n_cells;
  const MiaoLedgerCell *cells;
} MiaoLedgerRow;

/**
 * MiaoLedgerRowFunc:
 *
 * Returns: %TRUE to go on; %FALSE to stop, with @error set when the reading shall fail with it.
 */
typedef gboolean (*MiaoLedgerRowFunc) (const MiaoLedgerRow *row,
                                       gpointer user_data,
                                       GError **error);

/**
 * MiaoLedgerOptions:
 *
 * What a person chose instead of what was guessed; an all-zero struct (or %NULL) guesses all.
 */
typedef struct {
  const char *encoding; /* one of miao_ledger_encodings() */
  char separator;       /* ',', ';', '\t' or '|' */
  guint heading_line;   /* line of the headings */
  const char *sheet;    /* name of a sheet */
  guint64 max_bytes;
  guint64 max_unpacked;
} MiaoLedgerOptions;

/**
 * MiaoLedgerEncoding:
 * @sample: the first telling line as it reads in this encoding, at most 40 characters
 * @lines: lines that were tried (the first 256 KiB of the file)
 * @bad_lines: of these, lines that cannot be read in this encoding
 * @first_bad: the first of them, counted from 1; 0 = none
 */
typedef struct {
  char *name;
  char *sample;
  guint lines;
  guint bad_lines;
  guint first_bad;
  int score; /* higher is likelier */
} MiaoLedgerEncoding;

void miao_ledger_encoding_free (MiaoLedgerEncoding *encoding);

/** Returns: (transfer none): all encodings that can be asked for, %NULL-ended. */
const char *const *miao_ledger_encodings (void);

/**
 * miao_ledger_open:
 * @path: the file; it is only ever read
 * @options: (nullable): choices
 *
 * The size is checked before anything is read.
 *
 * Errors: %MIAO_ERROR_LIMIT for a file that is too large (the message tells the limit),
 * %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_FOREIGN when it is no ledger (with what it seems to be and
 * what to do), %MIAO_ERROR_CORRUPT for a damaged one, %MIAO_ERROR_INVALID when the chosen encoding,
 * sheet or heading line does not fit.
 */
MiaoLedger *miao_ledger_open (const char *path,
                              const MiaoLedgerOptions *options,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_ledger_free (MiaoLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoLedger, miao_ledger_free)

const char *miao_ledger_get_path (const MiaoLedger *ledger);
guint64 miao_ledger_get_bytes (const MiaoLedger *ledger);
MiaoLedgerFormat miao_ledger_get_format (const MiaoLedger *ledger);

/** Returns: (transfer none) (nullable): the encoding in use; %NULL for a workbook. */
const char *miao_ledger_get_encoding (const MiaoLedger *ledger);

/**
 * miao_ledger_get_candidates:
 *
 * Returns: (transfer none) (element-type MiaoLedgerEncoding): the encodings a person may choose
 *   from, likeliest first; empty for a workbook.
 */
const GPtrArray *miao_ledger_get_candidates (const MiaoLedger *ledger);

/** Returns: the separator; 0 for a workbook. */
char miao_ledger_get_separator (const MiaoLedger *ledger);

/** Returns: (transfer none) (nullable): names of the visible sheets; %NULL for text. */
const char *const *miao_ledger_get_sheets (const MiaoLedger *ledger);
const char *miao_ledger_get_sheet (const MiaoLedger *ledger);

/** Returns: whether day numbers of this file count from 1904-01-01 (old Macintosh workbooks). */
gboolean miao_ledger_is_1904 (const MiaoLedger *ledger);

/** Returns: the line that holds the headings. */
guint miao_ledger_get_heading_line (const MiaoLedger *ledger);

/** Returns: (transfer none): the headings, %NULL-ended; a column without one is "". */
const char *const *miao_ledger_get_headings (const MiaoLedger *ledger);
guint miao_ledger_get_n_columns (const MiaoLedger *ledger);

/**
 * miao_ledger_foreach:
 *
 * Reads the rows below the headings, in order, without the empty ones. May be called again.
 *
 * Errors: those of @func; %MIAO_ERROR_INVALID when a byte is not of the encoding (the message says
 * line and byte), %MIAO_ERROR_CORRUPT, %MIAO_ERROR_LIMIT, %MIAO_ERROR_CANCELLED.
 */
gboolean miao_ledger_foreach (MiaoLedger *ledger,
                              MiaoLedgerRowFunc func,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
