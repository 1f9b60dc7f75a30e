#pragma once

#include "miao-field.h"

G_BEGIN_DECLS

/*
 * The tables that the dictionary asks for, and triggers that are all alike. The scripts in data/sql
 * are printed from here and committed; tests hold both together.
 */

/** Returns: (transfer full): CREATE TABLE and CREATE INDEX for @kinds (%NULL-ended), with tokens.
 */
char *miao_schema_dup_records (const MiaoKind *const *kinds) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the triggers, for SQLite or PostgreSQL (@server), that keep @kinds
 * from being deleted, renamed or, where they are append-only, changed; for PostgreSQL also the
 *   references between the tables. */
char *miao_schema_dup_guards (const MiaoKind *const *kinds,
                              gboolean server) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): for PostgreSQL, the constraints of the columns that only the desks can
 *  read. */
char *miao_schema_dup_ciphers (const MiaoKind *const *kinds) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the triggers, for SQLite or PostgreSQL (@server), that take back the
 *  marks (miao-due-marks.h) of all records whose dues a change may touch. */
char *miao_schema_dup_due_touch (gboolean server) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_schema_has_system:
 * @name: "rule_set", "legal_hold" or "void_reason"
 *
 * Returns: whether the table has that column beside the fields; a kind may have a field of its own
 *   of that name, which then serves.
 */
gboolean miao_schema_has_system (const MiaoKind *kind, const char *name);

/** Returns: (nullable): the field whose values have a sort key in the column "FIELD_sort". */
const MiaoField *miao_schema_sorted_field (const MiaoKind *kind);

/** Returns: whether records of @kind are found by miao_store_search(). */
gboolean miao_schema_is_searchable (const MiaoKind *kind);

G_END_DECLS
