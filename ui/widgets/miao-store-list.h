#pragma once

#include "miao-query.h"
#include "miao-record-list.h"
#include "miao-record.h"
#include "miao-store.h"

G_BEGIN_DECLS

/**
 * miao_record_list_show_fields:
 * @fields: (array zero-terminated=1): names of fields of @kind; live as long as the list
 *
 * Columns from the dictionary, each sortable. Call once, before miao_record_list_set_query().
 */
void miao_record_list_show_fields (MiaoRecordList *self,
                                   const MiaoKind *kind,
                                   const char *const *fields);

/**
 * miao_record_list_set_query:
 * @query: (transfer full): which records; without an order
 * @order: field that the list is sorted by until the person clicks a column
 * @fields: (array zero-terminated=1): texts of the rows, in the order of the columns; sensitive
 *   values are masked, names stand for ids
 *
 * Reads from the store by page. Each row's data is its #MiaoRecord.
 */
void miao_record_list_set_query (MiaoRecordList *self,
                                 MiaoStore *store,
                                 MiaoQuery *query,
                                 const char *order,
                                 gboolean descending,
                                 const char *const *fields);

/** Returns: (transfer none) (nullable): the record of a row of such a list. */
MiaoRecord *miao_row_get_record (MiaoRow *row);

G_END_DECLS
