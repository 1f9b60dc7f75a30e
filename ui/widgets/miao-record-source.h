#pragma once

#include "miao-query.h"
#include "miao-record-list.h"
#include "miao-record.h"
#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoWanted:
 * @session: who looks
 * @states: (nullable): states separated by blanks; %NULL: whatever the state
 * @text: (nullable): what is searched for; blanks around it do not count, and a source sees %NULL
 *   where nothing is left
 * @owner: (nullable): id of the record that the listed ones belong to
 * @facts: what the source's prepare() made; whoever wants something leaves it %NULL
 *
 * What of a kind a list shows.
 */
typedef struct {
  MiaoSession *session;
  const char *states;
  const char *text;
  const char *owner;
  gpointer facts;
} MiaoWanted;

/**
 * MiaoRecordSource:
 * @kind: name of the kind
 * @order: field that the list is sorted by until the person clicks a head
 * @descending: whether it then begins with the last
 * @prepare: (nullable): reads what @add_rows needs to know for all pages; freed with g_free()
 * @narrow: (nullable): puts @text and @owner into conditions; @states are one already
 * @add_rows: appends one #MiaoRow for each of @records, which are one page of the list
 *
 * How records of one kind are read for a list, page by page and sorted by the store.
 */
typedef struct {
  const char *kind;
  const char *order;
  gboolean descending;
  gpointer (*prepare) (const MiaoWanted *wanted);
  gboolean (*narrow) (const MiaoWanted *wanted, MiaoQuery *query, GError **error);
  gboolean (*add_rows) (const MiaoWanted *wanted,
                        GPtrArray *records,
                        GPtrArray *rows,
                        GError **error);
} MiaoRecordSource;

/**
 * miao_wanted_narrow_with_owners:
 * @query: of @kind, which has the fields "child", or "children" for several, and "family"
 *
 * For narrow(): what the search finds itself, and what belongs to a child or a family that it
 * finds; everything when nothing is searched for. Errors: those of the store.
 */
gboolean miao_wanted_narrow_with_owners (const MiaoWanted *wanted,
                                         MiaoQuery *query,
                                         const char *kind,
                                         GError **error);

/**
 * miao_record_list_read:
 * @source: static
 * @wanted: copied
 *
 * Makes @self read what is wanted; errors are shown in the list itself.
 */
void miao_record_list_read (MiaoRecordList *self,
                            const MiaoRecordSource *source,
                            const MiaoWanted *wanted);

/**
 * miao_record_list_show_fields:
 * @fields: (array zero-terminated=1): names of fields of @kind; live as long as the list
 *
 * Columns from the dictionary, each sortable, for rows of miao_row_new_shown(). Call once.
 */
void miao_record_list_show_fields (MiaoRecordList *self,
                                   const MiaoKind *kind,
                                   const char *const *fields);

/**
 * miao_row_new_shown:
 * @fields: (array zero-terminated=1): texts of the row, in the order of the columns; sensitive
 *   values are masked, names stand for ids
 *
 * Returns: (transfer full): a row that has its record.
 */
MiaoRow *miao_row_new_shown (MiaoRecord *record,
                             const char *const *fields) G_GNUC_WARN_UNUSED_RESULT;

/** The row has the record from now on. */
void miao_row_set_record (MiaoRow *row, MiaoRecord *record);
/** Returns: (transfer none) (nullable): the record of a row. */
MiaoRecord *miao_row_get_record (MiaoRow *row);

G_END_DECLS
