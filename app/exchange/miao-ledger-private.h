#pragma once

#include "miao-ledger.h"

G_BEGIN_DECLS

/* Length of the beginning of a text file that guesses are made from. */
#define MIAO_LEDGER_SAMPLE_BYTES (256 * 1024)

typedef struct _MiaoLedgerBook MiaoLedgerBook;

struct _MiaoLedger {
  char *path;
  guint64 bytes;
  guint64 max_unpacked;
  MiaoLedgerFormat format;
  char *encoding;
  GPtrArray *candidates;
  char separator;
  gboolean opening; /* unreadable bytes are passed over: the person may choose an encoding yet */
  guint heading_line;
  GStrv headings;
  guint n_columns;
  MiaoLedgerBook *book; /* workbook only */
};

/* Decoder: bytes of one encoding to UTF-8, strictly, in pieces. */

typedef struct _MiaoLedgerDecoder MiaoLedgerDecoder;

/* @lenient: unreadable bytes become U+FFFD instead of an error. */
MiaoLedgerDecoder *miao_ledger_decoder_new (const char *encoding, gboolean lenient, GError **error);
void miao_ledger_decoder_free (MiaoLedgerDecoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoLedgerDecoder, miao_ledger_decoder_free)

/* Appends the text of the next bytes to @out; @last: there are no more. */
gboolean miao_ledger_decoder_feed (MiaoLedgerDecoder *decoder,
                                   const guint8 *bytes,
                                   gsize n_bytes,
                                   gboolean last,
                                   GString *out,
                                   GError **error);

/* (element-type MiaoLedgerEncoding), likeliest first. @complete: @bytes are the whole file. */
GPtrArray *miao_ledger_guess_encodings (const guint8 *bytes, gsize n_bytes, gboolean complete);

/* Separated text in pieces to rows. */

typedef struct _MiaoLedgerSplitter MiaoLedgerSplitter;

MiaoLedgerSplitter *
miao_ledger_splitter_new (char separator, MiaoLedgerRowFunc func, gpointer user_data);
void miao_ledger_splitter_free (MiaoLedgerSplitter *splitter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoLedgerSplitter, miao_ledger_splitter_free)

/* Returns %FALSE when @func stopped (@error as it left it) or the text is malformed. */
gboolean miao_ledger_splitter_feed (
    MiaoLedgerSplitter *splitter, const char *text, gsize n_bytes, gboolean last, GError **error);

char miao_ledger_guess_separator (const char *text);

/* Workbooks. */

MiaoLedgerBook *
miao_ledger_book_open (const char *path, const char *sheet, guint64 max_unpacked, GError **error);
void miao_ledger_book_free (MiaoLedgerBook *book);
const char *const *miao_ledger_book_get_sheets (const MiaoLedgerBook *book);
const char *miao_ledger_book_get_sheet (const MiaoLedgerBook *book);
gboolean miao_ledger_book_is_1904 (const MiaoLedgerBook *book);
/* @ret_stopped: whether @func ended the reading without an error. */
gboolean miao_ledger_book_foreach (MiaoLedgerBook *book,
                                   MiaoLedgerRowFunc func,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);

/* All rows of the ledger, the headings and what stands above them too. */
gboolean miao_ledger_scan (MiaoLedger *ledger,
                           MiaoLedgerRowFunc func,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error);

/* Cell text without blanks (also full-width ones and no-break spaces) at either end. */
char *miao_ledger_strip (char *text);

G_END_DECLS
