#pragma once

#include "miao-page.h"
#include "miao-session.h"

G_BEGIN_DECLS

/*
 * Papers: documents made from what is stored, ready for the preview, the printer and the PDF.
 * Making one for output is logged as a print; the preview is logged as a reading.
 */

/** A document with everything that its drawings point into. One thread. */
typedef struct _MiaoPaper MiaoPaper;

/** Kinds of papers: name as `miaopuctl print` takes it, and the kind whose id it is made from;
 *  %NULL for blank forms, whose id is the kind of evaluation ("APPLICATION" for annex A), and
 *  for the week, whose id is one of its days. */
typedef struct {
  const char *name;
  const char *kind;
  const char *title_zh;
  const char *title_en;
  const char *list; /* (nullable): a list of the record of which each row has a paper of its own:
                       the id is then "ID/2" for the second row, "ID" alone for the last */
  gboolean monthly; /* there is one of each month: the id is "ID/2026-10", "ID" alone for the
                       newest */
} MiaoPaperKind;

/** Returns: (transfer none): all kinds; @ret_n their number. */
const MiaoPaperKind *miao_paper_kinds (guint *ret_n);
/** Returns: (nullable): the paper of that name. */
const MiaoPaperKind *miao_paper_find_kind (const char *name);

/** Returns: (transfer none): what "blank-form" can be printed of, %NULL-ended: the application and
 *  the kinds of evaluation, and the names of other papers that are filled in with a pen. */
const char *const *miao_paper_blanks (void);

/**
 * miao_paper_new:
 * @name: "growth-record", "growth-sheet", "agreement", "evaluation", "integration-report", …
 * @id: of the record; with a row where the kind has a list, with a month where there is one of each
 *
 * Errors: %MIAO_ERROR_NOT_FOUND (no such paper or record), %MIAO_ERROR_DENIED.
 */
MiaoPaper *miao_paper_new (MiaoSession *session, const char *name, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void miao_paper_free (MiaoPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoPaper, miao_paper_free)

const MiaoPaperKind *miao_paper_get_kind (MiaoPaper *paper);

/** Returns: (transfer none): laid out. */
MiaoDocument *miao_paper_get_document (MiaoPaper *paper);

/** Returns: (transfer full): PDF/A-2b for the archive itself; logged, without a running number
 *  because it stays in the file. */
GBytes *miao_paper_render (MiaoSession *session,
                           MiaoPaper *paper,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Writes the PDF, whole or not at all; in the register of prints, its number on every page. */
gboolean
miao_paper_write (MiaoSession *session, MiaoPaper *paper, const char *path, GError **error);

/**
 * miao_paper_begin_print:
 * @how: "printer" or "pdf"
 *
 * To be called before the paper goes out: takes the next number of the register of prints, which
 * stands on every page from then on. When nothing goes out after all: miao_output_cancel().
 *
 * Returns: the number, 0 with @error set.
 */
gint64
miao_paper_begin_print (MiaoSession *session, MiaoPaper *paper, const char *how, GError **error);

G_END_DECLS
