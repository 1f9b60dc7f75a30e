#pragma once

#include "miao-query.h"
#include "miao-store-private.h"

G_BEGIN_DECLS

/* SQL in the making: text, parameters, and the strings that the parameters point at. */
typedef struct {
  GString *sql;
  GArray *params; /* MiaoParam */
  GPtrArray *strings;
  gboolean searches; /* reads the search index, so what waits must be in it */
  MiaoStore *store;
  const char *refused; /* a field that the store cannot be asked about; the kind's own name */
} MiaoSql;

/** @store: which the statement is for; outlives it. */
MiaoSql *miao_sql_new (MiaoStore *store);
void miao_sql_free (MiaoSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoSql, miao_sql_free)
/** Adds a parameter and its "$n"; @text is copied. */
void miao_sql_text (MiaoSql *sql, const char *text);
void miao_sql_int (MiaoSql *sql, gint64 number);
MiaoRows *miao_sql_query (MiaoSql *sql, MiaoStore *store, GError **error);

/** The sentinel that is greater than any text that begins with @prefix. */
char *miao_sql_dup_end (const char *prefix);

typedef struct {
  char *column;
  gboolean is_number;
  gboolean is_nullable;
  gboolean descending;
} MiaoOrder;

/** " WHERE …" or nothing. @hidden: no index shall be chosen for the conditions, because the rows
 * are to be walked in their order. */
void miao_query_append_where (const MiaoQuery *query, MiaoSql *sql, gboolean hidden);
/** " ORDER BY … LIMIT …". */
void miao_query_append_order (const MiaoQuery *query, MiaoSql *sql);
/** Returns: (nullable): the first key of the order. */
const MiaoOrder *miao_query_first_order (const MiaoQuery *query);

/** Returns: (transfer none): "id, row_version, …": what miao_store_read() reads. */
const char *miao_store_columns (const MiaoKind *kind);
/** The record of the present row; %NULL with @error set when it cannot be decrypted. */
MiaoRecord *miao_store_read (MiaoStore *store, const MiaoKind *kind, MiaoRows *rows, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Adds a condition on "id" that only what a search for @text finds fulfils; @hidden as above. */
void miao_search_append_condition (MiaoSql *sql, const char *text, gboolean hidden);

/**
 * miao_person_index:
 * @before: (nullable): the record as stored so far, with at least its searchable fields
 * @after: the record as it is now, with its id
 *
 * Keeps the search index. Inside the transaction of the row itself.
 */
gboolean miao_person_index (MiaoStore *store,
                            const MiaoRecord *before,
                            const MiaoRecord *after,
                            GError **error);
/** The same for new records of one kind. */
gboolean miao_person_index_all (MiaoStore *store, GPtrArray *records, GError **error);
/** Returns: (transfer full) (nullable): the sort key of the record's name. */
char *miao_person_dup_sort (const MiaoRecord *record);

G_END_DECLS
