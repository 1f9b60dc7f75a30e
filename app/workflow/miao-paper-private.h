#pragma once

#include "miao-paper.h"
#include "miao-print.h"
#include "miao-record.h"

G_BEGIN_DECLS

struct _MiaoPaper {
  MiaoDocument *document;
  const MiaoPaperKind *kind;
  char *id;
  guint part;  /* which row of the kind's list, from 1; 0: none was named */
  char *month; /* (nullable): "2026-10", of a kind that has one of each month */
  MiaoSession *session;
  GPtrArray *records; /* what the document was made from */
  GPtrArray *curves;  /* charts that are drawn with the pages */
  GPtrArray *owned;   /* strings and arrays that it points into (gpointer, g_free) */
  GHashTable *names;  /* id -> name of records that are referred to */
  char *institution;
  char *printed_on;
  MiaoDocumentInfo info;
  MiaoPrintOptions options;
};

/** Returns: (transfer full): the record of "ID/2" or "ID/2026-10"; @ret_part: the row, 0 when none
 *  is named. */
char *miao_paper_split_id (const MiaoPaperKind *kind,
                           const char *id,
                           guint *ret_part) G_GNUC_WARN_UNUSED_RESULT;

/** Loads and keeps a record. Returns: (transfer none) (nullable). */
MiaoRecord *miao_paper_load (MiaoPaper *paper, const char *kind, const char *id, GError **error);
/** Loads and keeps all records of @kind whose @field is @value, in the order of @order. */
GPtrArray *miao_paper_all (MiaoPaper *paper,
                           const char *kind,
                           const char *field,
                           const char *value,
                           const char *order,
                           GError **error);
/** Keeps memory (g_malloc) for the life of the paper. Returns: @memory. */
gpointer miao_paper_keep (MiaoPaper *paper, gpointer memory);
/** Returns: (transfer none): name of a record, "" when there is none. */
const char *miao_paper_name (MiaoPaper *paper, const char *kind, const char *id);

/** Who looked after the children of a family (id of the member) and where it lived. */
typedef struct {
  const char *caregiver;
  const char *address;
} MiaoPast;

/** A family as it was on @on; %MIAO_DATE_NONE: as it is. The texts are the paper's. */
gboolean miao_paper_past (
    MiaoPaper *paper, const MiaoRecord *family, MiaoDate on, MiaoPast *ret, GError **error);

/** Returns: (transfer none): the address (nullable) as this reader sees it. */
const char *miao_paper_show_address (MiaoPaper *paper, const char *address);

/** Returns: (transfer full): an empty list that frees charts. */
GPtrArray *miao_paper_curves_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean miao_paper_make_growth (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_agreement (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_evaluation (MiaoPaper *paper, GError **error);
/** The blank form of a kind of evaluation, of "APPLICATION", or of another paper: @paper->id is one
 *  of miao_paper_blanks(). */
gboolean miao_paper_make_blank (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_application (MiaoPaper *paper, GError **error);
/** The families to be visited: @paper->id is "FROM", "FROM..TO", or either with "/STAFF" or
 *  "/all"; else they are those of the person who prints, and everybody's for the head. */
gboolean miao_paper_make_round (MiaoPaper *paper, GError **error);
/** The week of the day that @paper->id names. */
gboolean miao_paper_make_week (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_allowance (MiaoPaper *paper, GError **error);
/** Returns: (transfer full): how the amount of a line comes about, in yuan without the unit. */
char *miao_paper_dup_allowance_sum (const MiaoRecord *line) G_GNUC_WARN_UNUSED_RESULT;
/** What one family gets in @paper->month. */
gboolean miao_paper_make_receipt (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_ending (MiaoPaper *paper, GError **error);
/** The opinion on a match, with what the rules said. */
gboolean miao_paper_make_match (MiaoPaper *paper, GError **error);
/** An incident or a complaint, with its reports. */
gboolean miao_paper_make_incident (MiaoPaper *paper, GError **error);
/** An emergency removal: @paper->id is the placement. */
gboolean miao_paper_make_removal (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_visit (MiaoPaper *paper, GError **error);
/** The same to be filled in with a pen. Returns: %TRUE. */
gboolean miao_paper_make_blank_visit (MiaoPaper *paper);
/** The short papers of miao-paper-letter.c. */
gboolean miao_paper_is_letter (const char *name);
gboolean miao_paper_make_letter (MiaoPaper *paper, GError **error);
gboolean miao_paper_make_volume (MiaoPaper *paper, GError **error);

G_END_DECLS
