#pragma once

#include "miao-session.h"
#include "miao-standards.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Data of a button: what the form that it opens is about: a key, or the id of a row. */
#define MIAO_STANDARDS_OPENS "miao-opens"
/** Data of a button: the key that it is about. */
#define MIAO_STANDARDS_KEY "miao-key"

/** What the lists are made from, and what their buttons call: (@data, button). */
typedef struct {
  MiaoSession *session;
  GPtrArray *rows; /* of miao_standards_read() */
  GCallback change;
  GCallback entries;
  GCallback withdraw;
  gpointer data;
} MiaoStandardsLists;

/** Fills a table of four columns with the thresholds; @own: only what is not as by default, or
 *  planned. The button of "change" has the key as MIAO_STANDARDS_OPENS. */
gboolean miao_standards_show_thresholds (const MiaoStandardsLists *lists,
                                         gboolean own,
                                         GtkWidget *table,
                                         GError **error);

/** Fills a table of three columns with the local figures; what the institution cannot be read for
 *  is left out and @error set. */
gboolean
miao_standards_show_figures (const MiaoStandardsLists *lists, GtkWidget *table, GError **error);

/** Fills a table of six columns with all entries of @key, the newest first; the last column has a
 *  button of "withdraw" for those that can still be withdrawn, with the id as
 *  MIAO_STANDARDS_OPENS. */
void
miao_standards_show_entries (const MiaoStandardsLists *lists, const char *key, GtkWidget *table);

/** Returns: (transfer none) (nullable): the button below @widget that opens a form about @about. */
GtkWidget *miao_standards_find_opener (GtkWidget *widget, const char *about);

G_END_DECLS
