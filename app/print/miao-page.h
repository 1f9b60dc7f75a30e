#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Pages on a cairo_t. A document is a row of blocks on A4; the same pages are shown on the screen,
 * sent to a printer and written as PDF. Lengths are points (1/72 inch), y grows downwards.
 *
 * One thread at a time: a document belongs to the thread that made it, because the font map of
 * Pango does. Texts are copied. Paper is Chinese whatever the language of the screen.
 */

#define MIAO_PAGE_MM (72.0 / 25.4)
#define MIAO_PAGE_WIDTH (210.0 * MIAO_PAGE_MM)
#define MIAO_PAGE_HEIGHT (297.0 * MIAO_PAGE_MM)

/** Left and right, as in the mockups of the house: 25 mm; top and bottom 20 mm. */
#define MIAO_PAGE_SIDE (25.0 * MIAO_PAGE_MM)
#define MIAO_PAGE_EDGE (20.0 * MIAO_PAGE_MM)

typedef struct _MiaoDocument MiaoDocument;

/**
 * MiaoDocumentInfo:
 * @title: name of the document, also the title of the PDF
 * @institution: whose paper it is; left in the running header
 * @series: (nullable): what the page belongs to, after the institution: "儿童个人成长档案"
 * @archive_code: (nullable): 档号
 * @item_no: (nullable): 件号
 * @number: (nullable): what the paper is about, for the header as long as there is no archive code:
 *   "院内编号　ET-2026-0001"
 * @digest: (nullable): words for the footer such as "SM3 4be1 7a02 … c95d 18f3"; %NULL: computed
 *   over the texts of the document
 * @printed_by: (nullable): name of the person who prints
 * @printed_on: (nullable): "2026年11月24日 15:20"
 * @qr: (nullable): what the QR code says; %NULL: archive code and item number, or no code when
 *   there is none
 * @practice: whether the data are made up: a watermark on every page says so
 * @secret: keep the texts out of the footer's digest and the title out of the PDF's metadata
 */
typedef struct {
  const char *title;
  const char *institution;
  const char *series;
  const char *archive_code;
  const char *item_no;
  const char *number;
  const char *digest;
  const char *printed_by;
  const char *printed_on;
  const char *qr;
  gboolean practice;
  gboolean secret;
} MiaoDocumentInfo;

typedef enum {
  MIAO_ALIGN_LEFT,
  MIAO_ALIGN_CENTER,
  MIAO_ALIGN_RIGHT,
} MiaoAlign;

/**
 * MiaoColumn:
 * @title: head of the column
 * @weight: share of the width
 * @align: of the cells; heads are centred
 */
typedef struct {
  const char *title;
  double weight;
  MiaoAlign align;
} MiaoColumn;

/**
 * MiaoSignature:
 * @label: "评价人", "甲方（盖章）"
 * @value: (nullable): printed name; %NULL leaves a line to write on
 */
typedef struct {
  const char *label;
  const char *value;
} MiaoSignature;

/**
 * MiaoDrawFunc:
 * @cr: origin at the upper left corner of the box; saved and restored around the call, clipped to
 *   the box
 *
 * May be called several times for the same block and must draw the same each time.
 */
typedef void (*MiaoDrawFunc) (cairo_t *cr, double width, double height, gpointer user_data);

MiaoDocument *miao_document_new (const MiaoDocumentInfo *info) G_GNUC_WARN_UNUSED_RESULT;
void miao_document_free (MiaoDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoDocument, miao_document_free)

/** The width that blocks have, in points. */
double miao_document_get_width (const MiaoDocument *document);
const char *miao_document_get_title (const MiaoDocument *document);
const char *miao_document_get_institution (const MiaoDocument *document);

/**
 * miao_document_set_output_number:
 * @number: of the register of prints and exports; 0 = none
 *
 * Stands in the footer beside who printed. Only before the pages are drawn.
 */
void miao_document_set_output_number (MiaoDocument *document, gint64 number);
gint64 miao_document_get_output_number (const MiaoDocument *document);

/**
 * miao_document_set_archive_code:
 * @code: 档号
 * @item_no: (nullable): 件号
 *
 * For the header and the QR code of a paper that learns its place in the archive only when it is
 * sealed; also after the layout.
 */
void miao_document_set_archive_code (MiaoDocument *document, const char *code, const char *item_no);

/** The big centred title at the top of a page. */
void miao_document_add_title (MiaoDocument *document, const char *text);
/** "一、…": stays with what follows. */
void miao_document_add_heading (MiaoDocument *document, const char *text);
/** A bold line inside a section: stays with what follows. */
void miao_document_add_subheading (MiaoDocument *document, const char *text);
/** Running text; a new line starts a new paragraph; @indent: first line by two characters. */
void miao_document_add_paragraph (MiaoDocument *document, const char *text, gboolean indent);
/** Small print under a table or a figure. */
void miao_document_add_note (MiaoDocument *document, const char *text);
/** One large centred line for covers; @size in points. */
void
miao_document_add_display (MiaoDocument *document, const char *text, double size, gboolean bold);

void miao_document_add_space (MiaoDocument *document, double height);
void miao_document_add_page_break (MiaoDocument *document);

/** Everything between the two stays on one page if one page can hold it. Not nested. */
void miao_document_begin_together (MiaoDocument *document);
void miao_document_end_together (MiaoDocument *document);

/**
 * miao_document_begin_grid:
 * @pairs: pairs of label and value in a row, 1 to 4
 * @picture: (nullable): PNG or JPEG shown at the right of all rows (a face photo, 3:4)
 *
 * A frame of labels and values. With @picture the rows stay together.
 */
void miao_document_begin_grid (MiaoDocument *document, guint pairs, GBytes *picture);
/** @span: pairs that the value takes, 1 to the rest of the row; 0: the whole rest. */
void miao_document_add_grid_cell (MiaoDocument *document,
                                  const char *label,
                                  const char *value,
                                  guint span);
void miao_document_end_grid (MiaoDocument *document);

/**
 * miao_document_begin_table:
 *
 * Rows are never cut (only a row taller than a page is continued on the next) and the head is
 * repeated on each page.
 */
void miao_document_begin_table (MiaoDocument *document, const MiaoColumn *columns, guint n_columns);
/** @cells: as many as there are columns; %NULL is an empty cell. */
void miao_document_add_row (MiaoDocument *document, const char *const *cells);
/** A row over the whole width that stays with the next row. */
void miao_document_add_section_row (MiaoDocument *document, const char *text);
void miao_document_end_table (MiaoDocument *document);

/**
 * miao_document_add_opinion:
 * @text: the opinion; "" leaves room to write
 * @signatures: who signs below it, inside the frame
 * @date: (nullable): "2026年10月22日"; %NULL: "年　月　日" to fill in
 */
void miao_document_add_opinion (MiaoDocument *document,
                                const char *text,
                                const MiaoSignature *signatures,
                                guint n_signatures,
                                const char *date);

/**
 * miao_document_add_signatures:
 * @columns: how many stand side by side, 1 or 2
 *
 * Lines to sign on; stay together.
 */
void miao_document_add_signatures (MiaoDocument *document,
                                   const MiaoSignature *signatures,
                                   guint n_signatures,
                                   guint columns);

/** Lines of a cover: label and value on a rule, centred, large; empty values leave the rule. */
void
miao_document_add_cover_lines (MiaoDocument *document, const MiaoSignature *lines, guint n_lines);

/**
 * miao_document_add_image:
 * @bytes: PNG or JPEG
 * @max_height: points; the picture keeps its shape and is centred
 *
 * Returns: %FALSE with %MIAO_ERROR_FOREIGN when it is not a picture the program can read; nothing
 *   is added then.
 */
gboolean
miao_document_add_image (MiaoDocument *document, GBytes *bytes, double max_height, GError **error);

/** @destroy: (nullable): frees @user_data with the document. */
void miao_document_add_drawing (MiaoDocument *document,
                                double height,
                                MiaoDrawFunc draw,
                                gpointer user_data,
                                GDestroyNotify destroy);

/**
 * miao_page_show_text:
 * @size: points
 * @anchor: 0: @x is the left end, 0.5 the middle, 1 the right end
 *
 * A line of text for the inside of drawings, in the family that pages use; @y is its top.
 *
 * Returns: its width.
 */
double
miao_page_show_text (cairo_t *cr, const char *text, double size, double x, double y, double anchor);

/** A centred QR code of @side points; nothing when @text is too long for one. */
void miao_document_add_qr (MiaoDocument *document, const char *text, double side);

/** Puts the blocks on pages. Called by the next two when it was not; nothing can be added after. */
void miao_document_layout (MiaoDocument *document);
guint miao_document_n_pages (MiaoDocument *document);

/** @page: from 0. The page fills (0, 0) to (%MIAO_PAGE_WIDTH, %MIAO_PAGE_HEIGHT) of @cr. */
void miao_document_draw_page (MiaoDocument *document, cairo_t *cr, guint page);

/**
 * miao_document_n_missing:
 *
 * Returns: characters that no installed font has: they print as boxes, so a rare name must not go
 *   to the archive unseen.
 */
guint miao_document_n_missing (const MiaoDocument *document);

G_END_DECLS
