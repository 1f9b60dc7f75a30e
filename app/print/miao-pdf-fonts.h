#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/**
 * miao_pdf_fonts_shrink:
 * @descriptor: font descriptor of a CID font
 * @n_glyphs: glyphs that its subset has
 *
 * Rewrites an embedded CFF font without what the page does not use. Cairo 1.16 loses count of
 * hints where two glyphs share a subroutine and then embeds all subroutines of the family: 490 kB
 * in place of 40. HarfBuzz knows better. The numbers of the glyphs stay, and where anything is not
 * as expected the font stays as it was.
 */
void miao_pdf_fonts_shrink (qpdf_data q, qpdf_oh descriptor, guint n_glyphs);

G_END_DECLS
