#pragma once

#include "miao-date.h"
#include "miao-store.h"

G_BEGIN_DECLS

/*
 * When a record has to be looked at again because something may be due
 * (data/sql/009-due-marks.sql). The database itself takes a mark back whenever something changes
 * that the record's dues depend on; whoever looks gives it a new one. Derived data: nothing of it
 * is audited.
 */

/** The states of a child who has a mark, for a statement: also for the triggers that take it back
 *  (miao-schema-due.c). */
#define MIAO_DUE_MARKS_OF_CHILDREN                                                                 \
  "('ADOPT_TRIAL', 'FOSTER', 'FOSTER_INTEG', 'IN_CARE', 'TEMP_OUT')"

/**
 * MiaoDueMark:
 * @turn: which change of the record it was read after
 * @look_on: the day to look again; %MIAO_DATE_NONE: nothing will be due until something changes
 */
typedef struct {
  char *kind;
  char *record;
  gint64 turn;
  MiaoDate look_on;
} MiaoDueMark;

void miao_due_mark_free (MiaoDueMark *mark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoDueMark, miao_due_mark_free)

/** Returns: (transfer full) (element-type MiaoDueMark): the records of @kind to be looked at on
 * @on: their day has come, or they have changed. Reads an index; @look_on is not set. %NULL with
 * @error set. */
GPtrArray *miao_due_marks_read (MiaoStore *store, const char *kind, MiaoDate on, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoDueMark): every record of @kind that may make
 *  something due on @on or later, from the records themselves: what the marks are made from, and
 *  are checked against. %NULL with @error set. */
GPtrArray *miao_due_marks_find (MiaoStore *store, const char *kind, MiaoDate on, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Returns: how many records have changed and were not looked at since; -1 with @error set. */
gint64 miao_due_marks_count_changed (MiaoStore *store, GError **error);

/** Stores the @look_on of marks that were read on @on, where nothing has changed since. In a
 *  transaction of its own, unless somebody else writes just now. */
gboolean miao_due_marks_keep (MiaoStore *store, GPtrArray *marks, MiaoDate on, GError **error);

/** Returns: whether the marks were made by @basis; @ret_since: the last day that somebody looked
 * on, before which they say nothing. */
gboolean miao_due_marks_are_by (MiaoStore *store, const char *basis, MiaoDate *ret_since);

/** Has the marks made anew by whoever looks next. In a transaction of its own. */
gboolean miao_due_marks_forget (MiaoStore *store, GError **error);

/** Makes all marks anew, to be looked at from @on. In a transaction of its own, unless somebody
 * else writes just now. */
gboolean miao_due_marks_make (MiaoStore *store, const char *basis, MiaoDate on, GError **error);

G_END_DECLS
