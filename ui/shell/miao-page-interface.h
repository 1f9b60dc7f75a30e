#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_PAGE (miao_page_get_type ())
G_DECLARE_INTERFACE (MiaoPage, miao_page, MIAO, PAGE, GtkWidget)

/**
 * MiaoPageInterface:
 * @set_session: shows the data of that session; %NULL: forget everything shown (log-out, other
 *   file). Called before the page is first shown and whenever the session changes
 * @refresh: read again what is shown: something was written, the day changed, or the page is shown
 *   again. Keeps selection, scroll position and typing
 * @open: show that record; @field (nullable) gets the keyboard. %FALSE when the page does not show
 *   records of that kind. The first page of pages.c that says yes opens it
 * @search: the text of the search box while it is typed, "" when it is emptied. A page without it
 *   has no search: typing then goes to the first page that has one
 * @find_focus: gives the keyboard to the hits (Down in the search box)
 * @add: Ctrl+N
 * @print: Ctrl+P
 * @back: Escape or Alt+Left: from the record to the list. %FALSE when there is nothing to go back
 * to
 * @get_count: the number shown beside the page's name; 0 shows none
 * @dup_unsaved: (transfer full) (nullable): what would be lost by leaving, for the question that is
 *   then asked ("The admission of Lin Xiaoman"), or %NULL
 * @discard: forget what @dup_unsaved named
 *
 * A page of the program: a widget in the stack of the window. All functions but @set_session and
 * @refresh may be absent.
 */
struct _MiaoPageInterface {
  GTypeInterface parent_iface;

  void (*set_session) (MiaoPage *self, MiaoSession *session);
  void (*refresh) (MiaoPage *self);
  gboolean (*open) (MiaoPage *self, const char *kind, const char *id, const char *field);
  void (*search) (MiaoPage *self, const char *text);
  void (*find_focus) (MiaoPage *self);
  void (*add) (MiaoPage *self);
  void (*print) (MiaoPage *self);
  gboolean (*back) (MiaoPage *self);
  guint (*get_count) (MiaoPage *self);
  char *(*dup_unsaved) (MiaoPage *self);
  void (*discard) (MiaoPage *self);
};

void miao_page_set_session (MiaoPage *self, MiaoSession *session);
void miao_page_refresh (MiaoPage *self);
gboolean miao_page_open (MiaoPage *self, const char *kind, const char *id, const char *field);
gboolean miao_page_has_search (MiaoPage *self);
void miao_page_search (MiaoPage *self, const char *text);
void miao_page_find_focus (MiaoPage *self);
/** Returns: %FALSE when the page has no such act. */
gboolean miao_page_add (MiaoPage *self);
gboolean miao_page_print (MiaoPage *self);
gboolean miao_page_back (MiaoPage *self);
guint miao_page_get_count (MiaoPage *self);
char *miao_page_dup_unsaved (MiaoPage *self) G_GNUC_WARN_UNUSED_RESULT;
void miao_page_discard (MiaoPage *self);

G_END_DECLS
