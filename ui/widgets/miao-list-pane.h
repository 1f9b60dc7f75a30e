#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** A choice of the filter: @title (N_()) and the states that it lets through, %NULL for all. */
typedef struct {
  const char *title;
  const char *states;
} MiaoListFilter;

/**
 * MiaoListPaneInfo:
 * @title: what is listed; like all words here not translated yet, N_()
 * @dup_count: how many there are, in words and translated
 * @columns: the columns, heads translated
 * @source: where the rows come from
 * @filters: choices, the first is chosen; @title %NULL ends
 * @codes: (nullable): code table of the states, each of which is one more choice
 * @search_everywhere: a search looks in all states, the filter rests meanwhile
 * @other: (nullable): words of another button, which runs @other_action of the page
 * @may_other: who sees that button
 * @add: words of the button that begins a new one
 * @may_add: who sees that button
 * @empty_icon: what stands in the place of no rows
 */
typedef struct {
  const char *title;
  char *(*dup_count) (guint n);
  const MiaoListColumn *(*columns) (void);
  const MiaoRecordSource *source;
  const MiaoListFilter *filters;
  const char *codes;
  gboolean search_everywhere;
  const char *other;
  const char *other_action;
  MiaoPermission may_other;
  const char *add;
  MiaoPermission may_add;
  const char *empty_icon;
  const char *empty_title;
  const char *empty_text;
} MiaoListPaneInfo;

#define MIAO_TYPE_LIST_PANE (miao_list_pane_get_type ())

/**
 * MiaoListPane:
 *
 * The list of a page: its title, how many there are, the filter by state, the button that begins a
 * new one (action win.add), the rows, and beside them a summary where the page sets one. Emits
 * "selected" (nullable const char *id) and "activated" (const char *id) as #MiaoRecordList does.
 */
G_DECLARE_FINAL_TYPE (MiaoListPane, miao_list_pane, MIAO, LIST_PANE, GtkWidget)

/** @info: static. Call once. */
void miao_list_pane_set_info (MiaoListPane *self, const MiaoListPaneInfo *info);

/** @session: (nullable): %NULL empties the list. Nothing is searched for then, the first row is
 *   selected. */
void miao_list_pane_set_session (MiaoListPane *self, MiaoSession *session);
void miao_list_pane_reload (MiaoListPane *self);
void miao_list_pane_search (MiaoListPane *self, const char *text);
void miao_list_pane_grab_focus (MiaoListPane *self);
/** Returns: (transfer none) (nullable): valid until the selection moves. */
const char *miao_list_pane_get_selected_id (MiaoListPane *self);

/**
 * miao_list_pane_set_summary:
 * @summary: (transfer full) (nullable): in the place of what stood there; %NULL leaves it empty
 *
 * From the first call on there is a place beside the rows.
 */
void miao_list_pane_set_summary (MiaoListPane *self, GtkWidget *summary);

G_END_DECLS
