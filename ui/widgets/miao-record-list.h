#pragma once

#include "miao-list-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MiaoListColumn:
 * @title: head, in the language of the screen; %NULL ends a table of columns
 * @sort: (nullable): key handed to the source when the head is clicked
 * @width: pixels; 0: as the content needs
 * @expand: whether spare width goes here
 * @xalign: 0 left, 1 right (figures)
 * @make: (nullable): makes the cell's widget; %NULL: a label
 * @bind: (nullable): fills it from a row; %NULL: the row's text of that column
 */
typedef struct {
  const char *title;
  const char *sort;
  int width;
  gboolean expand;
  float xalign;
  GtkWidget *(*make) (void);
  void (*bind) (GtkWidget *cell, MiaoRow *row, guint column);
} MiaoListColumn;

#define MIAO_TYPE_RECORD_LIST (miao_record_list_get_type ())
G_DECLARE_FINAL_TYPE (MiaoRecordList, miao_record_list, MIAO, RECORD_LIST, GtkWidget)

/**
 * miao_record_list_new:
 *
 * A table over any number of records: rows are read by page, sorting is the source's. Tab leaves
 * it at once; Enter or a double click emits "activated" (const char *id), moving the selection
 * emits "selected" (nullable const char *id).
 */
GtkWidget *miao_record_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @label: what the list is called by a screen reader. */
void miao_record_list_set_label (MiaoRecordList *self, const char *label);

/** @columns: static, or living as long as the list. Call once. */
void miao_record_list_set_columns (MiaoRecordList *self, const MiaoListColumn *columns);
/** See miao_list_model_set_source(); reads at once. Errors are shown in the list itself. */
void
miao_record_list_set_source (MiaoRecordList *self, const MiaoListSource *source, gpointer data);
/** Reads again; selection is kept by id where the row is near its old place. */
void miao_record_list_reload (MiaoRecordList *self);

guint miao_record_list_get_n_rows (MiaoRecordList *self);
/** Returns: (transfer none) (nullable): valid until the list is read again. */
MiaoRow *miao_record_list_get_selected (MiaoRecordList *self);
const char *miao_record_list_get_selected_id (MiaoRecordList *self);
/** Selects the row at @position and scrolls to it. */
void miao_record_list_select (MiaoRecordList *self, guint position);
/** Selects the row at @position and leaves keyboard and scrolling alone. */
void miao_record_list_mark (MiaoRecordList *self, guint position);
/** Gives the keyboard to the list, on the selected or first row. */
void miao_record_list_grab_focus (MiaoRecordList *self);

/** Taller rows for two lines or small pictures: 60 pixels instead of 33. */
void miao_record_list_set_two_lines (MiaoRecordList *self, gboolean two_lines);

/** What is shown when there are no rows; @widget: a #MiaoEmpty or anything else. */
void miao_record_list_set_empty (MiaoRecordList *self, GtkWidget *widget);

/** The rows, for those that need a #GListModel. */
MiaoListModel *miao_record_list_get_model (MiaoRecordList *self);

/**
 * miao_list_leave_on_tab:
 * @list: a #GtkListView, #GtkColumnView or #GtkListBox
 *
 * GTK 4.8 walks with Tab through every row of a list; this makes Tab leave it.
 */
void miao_list_leave_on_tab (GtkWidget *list);

G_END_DECLS
