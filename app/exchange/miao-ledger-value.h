#pragma once

#include "miao-codes.h"
#include "miao-date.h"
#include "miao-field.h"
#include "miao-ledger.h"

G_BEGIN_DECLS

/*
 * What ledgers hold in their cells, turned into canonical text. Nothing is guessed silently: a
 * value that had to be interpreted comes with a warning, one that cannot be is an error, and both
 * say what to do in both languages.
 */

/** How much of a date was written. @MIAO_LEDGER_ABOUT: "约2018年". */
typedef enum {
  MIAO_LEDGER_YEAR,
  MIAO_LEDGER_MONTH,
  MIAO_LEDGER_DAY,
  MIAO_LEDGER_ABOUT,
} MiaoLedgerPrecision;

typedef enum {
  MIAO_LEDGER_OK,
  MIAO_LEDGER_NOTE,    /* taken over after a change that the person should know of */
  MIAO_LEDGER_WARNING, /* must be confirmed */
  MIAO_LEDGER_ERROR,   /* the row cannot be imported */
} MiaoLedgerSeverity;

/**
 * MiaoLedgerValue:
 * @text: (nullable): canonical text; %NULL when the cell says nothing (empty, "无", "不详", "/")
 * @precision: of a date
 * @clock: "14:30" when a date came with a time, else ""
 * @code: what was met ("date-missing-day", "id-rounded", …); "" when @severity is OK
 */
typedef struct {
  char *text;
  MiaoLedgerPrecision precision;
  char clock[6];
  MiaoLedgerSeverity severity;
  const char *code;
  char *message_zh;
  char *message_en;
} MiaoLedgerValue;

void miao_ledger_value_clear (MiaoLedgerValue *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoLedgerValue, miao_ledger_value_clear)

/** Returns: "note", "warning", "error" or "ok". */
const char *miao_ledger_severity_name (MiaoLedgerSeverity severity);

/**
 * miao_ledger_date_from_serial:
 * @serial: day number of a spreadsheet
 * @is_1904: whether day 0 is 1904-01-01; else day 1 is 1900-01-01 and day 60 is the 29 February
 * 1900 that never was (which gives %MIAO_DATE_NONE)
 *
 * Returns: the day, or %MIAO_DATE_NONE outside 1900 to 9999.
 */
MiaoDate miao_ledger_date_from_serial (int serial, gboolean is_1904);

/**
 * miao_ledger_normalize:
 *
 * Returns: (transfer full): @text with full-width letters, digits and signs made half-width, white
 *   space at the ends and invisible characters removed.
 */
char *miao_ledger_normalize (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @text is one of the ways to write "nothing": "", "无", "不详", "/", "—", … */
gboolean miao_ledger_says_nothing (const char *text);

/** Returns: whether @text, in place of an ID number, says that there is none yet: "未落户",
 * "未办理". */
gboolean miao_ledger_says_unregistered (const char *text);

/**
 * miao_ledger_read_date:
 * @text: "2018-3-5", "2018/03/05", "2018.3.5", "2018年3月5日", "20180305", "二〇一八年三月五日",
 *   "2018年3月", "201803", "2018", "约2018年", a day number such as "43164"; a time may follow
 * @ret_value: canonical date (first day of the month or year when only that is known)
 */
void miao_ledger_read_date (const char *text, gboolean is_1904, MiaoLedgerValue *ret_value);

/** A person's name: blanks between Chinese characters removed, dots made "·". */
void miao_ledger_read_name (const char *text, MiaoLedgerValue *ret_value);

/**
 * miao_ledger_read_id:
 * @type: a NUMBER cell of more than 15 digits has been rounded by the spreadsheet
 *
 * A citizen ID number (GB 11643): an error for one that a spreadsheet has rounded, has a wrong
 * length, a date that does not exist or a wrong check character.
 */
void miao_ledger_read_id (const char *text, MiaoCellType type, MiaoLedgerValue *ret_value);

/**
 * miao_ledger_read_value:
 * @field: what the cell means; its type decides how it is read
 * @spellings: (nullable): text as written to code, for this column, chosen by a person
 * @on: the day of the event: of several codes that a word may stand for, the one in force that day
 * is taken. A code need not be in force: ledgers are older than some sets of codes
 */
void miao_ledger_read_value (const MiaoField *field,
                             const MiaoLedgerCell *cell,
                             GHashTable *spellings,
                             gboolean is_1904,
                             MiaoDate on,
                             MiaoLedgerValue *ret_value);

/**
 * miao_ledger_find_code:
 * @table: a code table
 * @text: a code, its name in either language, or a word of data/exchange/values.tsv
 *
 * Returns: (transfer none) (nullable): the code.
 */
const char *miao_ledger_find_code (const char *table, const char *text, MiaoDate on);

G_END_DECLS
