#pragma once

#include "miao-due.h"
#include "miao-progress.h"
#include "miao-session.h"

G_BEGIN_DECLS

/*
 * What is to be done. Nobody types a task and nothing stores one: it is there while a rule says
 * that something is due and no record fulfils it.
 */

/**
 * MiaoTask:
 * @due: rule, days and level; its arithmetic comes from miao_due_dup_sum()
 * @title: what is to be done, in the language of the screen
 * @who: for whom: the child's or the family's name, or the number of an evaluation
 * @detail: more about it: "8岁6个月 · 叶青家庭"
 * @use_case: what does it; static
 * @may: whether the person may do it; else they only look
 * @mine: whether it is this person's turn: their child, their team, or a colleague's whose tasks
 *   they look after
 * @instead_of: (nullable): the colleague that it belongs to, when it is mine for some days only
 * @stand_in: (nullable): who looks after it for some days, when that is not this person
 * @kind, @record: where it is done: a placement, a family, an evaluation or a child
 * @child, @family, @placement: (nullable): what it is about
 */
typedef struct {
  MiaoDue *due;
  char *title;
  char *who;
  char *detail;
  const char *use_case;
  gboolean may;
  gboolean mine;
  char *instead_of;
  char *stand_in;
  const char *kind;
  char *record;
  char *child;
  char *family;
  char *placement;
} MiaoTask;

void miao_task_free (MiaoTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoTask, miao_task_free)

/**
 * miao_tasks_collect:
 *
 * Everything whose time to be shown has come: late, due, or coming, some of it months ahead
 * (%MIAO_DUE_LATER), and that this person may do or, as the head, oversees: visits, integration
 * periods, birthdays, agreements, filings, families, and evaluations that wait for somebody. One
 * state of the store is seen. Only records whose day has come or that have changed are looked at
 * (miao-due-marks.h), so the cost grows with what is due, not with the file; when the others are to
 * be looked at again is kept afterwards.
 *
 * Returns: (transfer full) (element-type MiaoTask): what is due at once (since_ms of its due), then
 * by day, the most urgent first.
 */
GPtrArray *miao_tasks_collect (MiaoSession *session, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same by the records alone, whatever the marks say; keeps nothing. What the marks are checked
 *  against. */
GPtrArray *miao_tasks_collect_whole (MiaoSession *session,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether so much is to be looked at that a page should not wait for it: after an import,
 *  or when the rules, a threshold or the holidays are other ones. */
gboolean miao_tasks_are_many (MiaoSession *session);

/** Looks at what has changed, for all who come after; tells how far it is. Errors: also
 *  %MIAO_ERROR_CANCELLED; what was looked at until then is kept. Thread: that of @session. */
gboolean miao_tasks_look (MiaoSession *session,
                          const MiaoProgress *progress,
                          GCancellable *cancellable,
                          GError **error);

/**
 * miao_tasks_check:
 * @ret_n: (out): what is due by the records alone
 * @ret_wrong: (out): tasks that the marks left out or made up
 *
 * Compares what the marks lead to with the records; when it is not the same they are made anew for
 * everybody. Only who looks after children or leads the house keeps marks; others compare.
 */
gboolean miao_tasks_check (MiaoSession *session, guint *ret_n, guint *ret_wrong, GError **error);

/** Returns: how many of @tasks have that level; @mine: only the person's own. */
guint miao_tasks_count (GPtrArray *tasks, MiaoDueLevel level, gboolean mine);

G_END_DECLS
