#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/**
 * MiaoGlyphs:
 *
 * What some pages use of their fonts. A font of all Chinese characters has 16 MB, and Cairo takes
 * a copy of it for every file, looks for each glyph among all characters and packs more than the
 * pages need (see miao-pdf-fonts.h). So the pages are gone through twice: first only the glyphs are
 * noted, then the fonts are cut down to them by HarfBuzz, and Cairo draws with what is left. One
 * thread.
 */
typedef struct _MiaoGlyphs MiaoGlyphs;

/** Begins by noting. */
MiaoGlyphs *miao_glyphs_new (void) G_GNUC_WARN_UNUSED_RESULT;
void miao_glyphs_free (MiaoGlyphs *glyphs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoGlyphs, miao_glyphs_free)

/** Text that is shown on @cr from now on goes through @glyphs, which outlives it. */
void miao_glyphs_attach (MiaoGlyphs *glyphs, cairo_t *cr);

/** Noting is over: text is drawn from now on. */
void miao_glyphs_cut (MiaoGlyphs *glyphs);

/**
 * miao_glyphs_show_layout:
 *
 * As pango_cairo_show_layout(), which it is where nothing is attached to @cr. While glyphs are
 * noted nothing is drawn. A text whose font cannot be cut down is drawn with the whole one.
 */
void miao_glyphs_show_layout (cairo_t *cr, PangoLayout *layout);

/** The same for one line, as pango_cairo_show_layout_line(). */
void miao_glyphs_show_line (cairo_t *cr, PangoLayoutLine *line);

G_END_DECLS
