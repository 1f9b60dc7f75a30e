#pragma once

#include "miao-field.h"

G_BEGIN_DECLS

/**
 * MiaoOp:
 * @MIAO_OP_EQ: equal; @value %NULL asks for an absent value
 * @MIAO_OP_NE: different or absent
 * @MIAO_OP_LT: less; absent values never match this and the following three
 * @MIAO_OP_IN: one of the words of @value, which are separated by one space; none when it is ""
 * @MIAO_OP_NOT_IN: none of the words, or absent
 * @MIAO_OP_NULL: absent (@value is not looked at)
 * @MIAO_OP_NOT_NULL: present
 * @MIAO_OP_PREFIX: the text begins with @value
 * @MIAO_OP_HAS: CODES and REFS: @value is one of the words
 */
typedef enum {
  MIAO_OP_EQ,
  MIAO_OP_NE,
  MIAO_OP_LT,
  MIAO_OP_LE,
  MIAO_OP_GT,
  MIAO_OP_GE,
  MIAO_OP_IN,
  MIAO_OP_NOT_IN,
  MIAO_OP_NULL,
  MIAO_OP_NOT_NULL,
  MIAO_OP_PREFIX,
  MIAO_OP_HAS,
} MiaoOp;

/**
 * MiaoQuery:
 *
 * Which records of one kind, and in which order. Fields are those of the dictionary, or one of
 * "id", "created_at", "created_by", "updated_at", "updated_by", "rule_set", "legal_hold" and
 * "void_reason"; a name that is none of these is a programmer's error (g_critical). Values are
 * canonical text.
 */
typedef struct _MiaoQuery MiaoQuery;

MiaoQuery *miao_query_new (const MiaoKind *kind) G_GNUC_WARN_UNUSED_RESULT;
MiaoQuery *miao_query_copy (const MiaoQuery *query) G_GNUC_WARN_UNUSED_RESULT;
void miao_query_free (MiaoQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoQuery, miao_query_free)

const MiaoKind *miao_query_get_kind (const MiaoQuery *query);

/**
 * miao_query_where:
 * @field: a field, or "reference.field" for a field of the record that a REF field points at
 *
 * All conditions must hold.
 */
void miao_query_where (MiaoQuery *query, const char *field, MiaoOp op, const char *value);

/**
 * miao_query_where_text:
 *
 * Only records that a search for @text finds (see miao_store_search()); the kind must have fields
 * with MIAO_FIELD_NAME or MIAO_FIELD_KEY. "" finds all.
 */
void miao_query_where_text (MiaoQuery *query, const char *text);

/**
 * miao_query_order:
 *
 * A further key of the order. A person's name sorts by its pinyin. Absent values come last in both
 * directions. Records with equal keys come in the order in which they were made (descending: the
 * newest first).
 */
void miao_query_order (MiaoQuery *query, const char *field, gboolean descending);

/** At most @limit rows; 0 = all. */
void miao_query_limit (MiaoQuery *query, guint limit);

G_END_DECLS
