#pragma once

#include "miao-page.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Inside of the page engine; included by miao-page*.c only. */

/* Where the blocks of a page begin and end; header and footer lie outside. */
#define MIAO_BODY_TOP (25.5 * MIAO_PAGE_MM)
#define MIAO_BODY_BOTTOM (MIAO_PAGE_HEIGHT - 32.0 * MIAO_PAGE_MM)
#define MIAO_BODY_HEIGHT (MIAO_BODY_BOTTOM - MIAO_BODY_TOP)

#define MIAO_RULE 0.7 /* width of frame lines */

typedef enum {
  MIAO_STYLE_TITLE,      /* 二号 */
  MIAO_STYLE_HEADING,    /* 小四 黑体 */
  MIAO_STYLE_SUBHEADING, /* 五号 黑体 */
  MIAO_STYLE_BODY,       /* 小四 宋体 */
  MIAO_STYLE_CELL,       /* 五号 */
  MIAO_STYLE_LABEL,      /* 五号 黑体 */
  MIAO_STYLE_TABLE,      /* 9.5 points */
  MIAO_STYLE_HEAD,       /* 9.5 points 黑体 */
  MIAO_STYLE_SMALL,      /* 小五 */
  MIAO_N_STYLES,
} MiaoStyle;

/** Some lines of a layout. */
typedef struct {
  PangoLayout *layout; /* NULL: empty */
  guint first;
  guint n_lines;
  double top;    /* of the first line inside the layout */
  double height; /* of these lines */
} MiaoLines;

typedef struct _MiaoStrip MiaoStrip;

/** What cannot be cut: a row, some lines, a figure. Subclasses begin with it. */
struct _MiaoStrip {
  double before; /* gap above; not at the top of a page */
  double height;
  gboolean keep;     /* on one page with the next strip */
  gboolean new_page; /* begins a page */
  MiaoStrip *head;   /* (unowned): repeated above this strip when it comes first on a page */
  void (*draw) (MiaoStrip *strip, cairo_t *cr, double width);
  void (*free) (MiaoStrip *strip);
};

typedef struct {
  MiaoStrip *strip;
  double y;
} MiaoPlace;

typedef struct _MiaoTable MiaoTable;
typedef struct _MiaoGrid MiaoGrid;

struct _MiaoDocument {
  char *title;
  char *institution;
  char *series;
  char *archive_code;
  char *number;
  char *item_no;
  char *digest;
  char *printed_by;
  char *printed_on;
  gint64 output_number;
  char *qr;
  gboolean practice;
  gboolean secret;

  PangoContext *context;
  PangoFontDescription *fonts[MIAO_N_STYLES];
  GPtrArray *strips; /* MiaoStrip */
  GArray *places;    /* MiaoPlace, page by page */
  GArray *pages;     /* guint: first place of each page; one more than pages */
  gpointer hash;     /* EVP_MD_CTX over the texts, until laid out */
  guint n_missing;

  int together;     /* index of the first strip of a group, -1: none open */
  MiaoTable *table; /* open table */
  MiaoGrid *grid;   /* open grid */
};

/** A layout of @text; @width < 0: as wide as it is. Counts into digest and missing characters. */
PangoLayout *
miao_document_make_layout (MiaoDocument *document, MiaoStyle style, const char *text, double width);
/** The same for running headers, watermarks and the like, which are not content. */
PangoLayout *
miao_document_make_plain (MiaoDocument *document, MiaoStyle style, const char *text, double width);

/** Takes over @layout. */
void miao_lines_init (MiaoLines *lines, PangoLayout *layout);
/** Takes lines off the end until at most @height is left, at least one stays; @ret_rest: them. */
gboolean miao_lines_split (MiaoLines *lines, double height, MiaoLines *ret_rest);
void miao_lines_draw (const MiaoLines *lines, cairo_t *cr, double x, double y);
void miao_lines_clear (MiaoLines *lines);

/** Takes over @strip. */
void miao_document_add_strip (MiaoDocument *document, MiaoStrip *strip);

/** A picture as a surface of at most @max pixels a side; JPEG data stay attached for PDF. */
cairo_surface_t *miao_picture_load (GBytes *bytes, guint max, GError **error);
/** Draws it centred into the box, keeping its shape. */
void miao_picture_draw (
    cairo_surface_t *picture, cairo_t *cr, double x, double y, double width, double height);

/** Draws the QR code of @text into a square of @side; %FALSE when it does not fit one. */
gboolean miao_qr_draw (cairo_t *cr, const char *text, double x, double y, double side);

void miao_stroke_rectangle (cairo_t *cr, double x, double y, double width, double height);

void miao_table_free (MiaoTable *table);
void miao_grid_free (MiaoGrid *grid);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoLines, miao_lines_clear)

G_END_DECLS
