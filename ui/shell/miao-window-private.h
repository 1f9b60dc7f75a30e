#pragma once

#include "miao-cover.h"
#include "miao-setup.h"
#include "miao-window.h"
#include "pages.h"

G_BEGIN_DECLS

/** A page of the page list with its row there; freed by the window. */
typedef struct {
  const MiaoPageInfo *info;
  MiaoPage *page; /* NULL until it is first shown */
  GtkWidget *row;
  GtkWidget *count;
  guint figure; /* until then: what was read ahead */
} MiaoWindowPage;

/** What the window does about a server; %NULL while the institution lies in a file. */
typedef struct _MiaoWindowServer MiaoWindowServer;

struct _MiaoWindow {
  GtkApplicationWindow parent_instance;

  GtkWidget *institution;
  GtkWidget *institution_separator;
  GtkWidget *search_overlay;
  GtkWidget *search;
  GtkWidget *search_key;
  GtkWidget *demo_chip;
  GtkWidget *account_button;
  GtkWidget *account;
  GtkWidget *lock_button;
  GtkWidget *hide_button;
  GtkWidget *root;
  GtkWidget *setup;
  GtkWidget *cover;
  GtkWidget *server_bar;
  GtkWidget *place; /* where the data lie */
  GtkWidget *main;
  GtkWidget *page_list;
  GtkWidget *today_label;
  GtkWidget *today_button;
  GtkWidget *today_button_label;
  GtkWidget *today_popover;
  GtkWidget *today_calendar;
  GtkWidget *banner;
  GtkWidget *toast; /* good news, over the page, for a few seconds */
  GtkWidget *pages;

  MiaoSession *session;
  MiaoWindowServer *server;
  char *institution_name;
  MiaoDate day; /* that the header shows */
  guint store_watch;
  guint poll_source;
  guint refresh_source;
  gboolean refresh_anyway; /* and not only where others changed something */
  gint64 audit_seq;        /* the line of the log that the page is not older than; 0: unknown */
  guint counts_source;
  gint64 last_touch_us; /* monotonic; when a key or the mouse was used last */
  gboolean closing;     /* the person has answered the question about unsaved typing */
  GArray *list;         /* of MiaoWindowPage, those that the account may open */
  GtkWidget *searched_from;
  guint banner_timeout;
};

/** The actions of the window; called once from init. */
void miao_window_add_actions (MiaoWindow *self);

/** The callbacks of the search box in the template. */
void miao_window_class_bind_search (GtkWidgetClass *widget_class);
/** The keys of the search box; called once from init. */
void miao_window_init_search (MiaoWindow *self);

/** Log-in, lock and the clock; called once from init. */
void miao_window_init_session (MiaoWindow *self);
/** Shows the pages of @session and works with it from now on. */
void miao_window_begin_session (MiaoWindow *self, MiaoSession *session);
/** Asks for a log-in to the file at @path. */
void miao_window_ask_log_in (MiaoWindow *self, const char *path);
/** The first page of a program without a file. */
void miao_window_show_setup (MiaoWindow *self);
/** Asks for the password of a field package and makes the file that its work is done in. Returns:
 *  %FALSE when the file at @path is none. */
gboolean miao_window_open_package (MiaoWindow *self, const char *path);
/** Covers the window with what the program is doing. */
void miao_window_show_work (MiaoWindow *self,
                            const char *path,
                            const char *institution,
                            const char *title,
                            const char *explanation);
/** The action that connects to a lost server; called once from init. */
void miao_window_init_server (MiaoWindow *self);
/** After the session has begun, before it ends; nothing for a file. */
void miao_window_server_begin (MiaoWindow *self);
void miao_window_server_end (MiaoWindow *self);
/** Before the keys go: what was typed here goes to the server, where the next desk finds it. */
void miao_window_server_flush (MiaoWindow *self);
/** Looks whether the server is still there: now and then, and after something failed. */
void miao_window_server_look (MiaoWindow *self);
/** Returns: whether the connection is lost, as far as is known. */
gboolean miao_window_server_is_lost (MiaoWindow *self);
/** The action that restores a backup; called once from init. */
void miao_window_init_restore (MiaoWindow *self);
/** Closes the session and forgets everything that was shown. */
void miao_window_end_session (MiaoWindow *self);
/** Shows the page list for the account, without pages when @session is %NULL. */
void miao_window_fill_pages (MiaoWindow *self);
/** The figures beside the names of the pages; those of pages that were not opened yet follow when
 *  nothing else is to be done. */
void miao_window_show_counts (MiaoWindow *self);
/** Returns: (transfer none): a page of the page list, made now if it was never shown. */
MiaoPage *miao_window_get_nth_page (MiaoWindow *self, guint index);
/** The callbacks of the header in the template. */
void miao_window_class_bind_header (GtkWidgetClass *widget_class);
void miao_window_show_day (MiaoWindow *self);
/** Reads the name of the institution that the header shows. */
void miao_window_read_institution (MiaoWindow *self);
/** @open: whether a person works, who then has the search and the buttons of the header. */
void miao_window_show_header (MiaoWindow *self, gboolean open);
/** Forms look up records through this window from now on. */
void miao_window_lend_lookup (MiaoWindow *self);
/** Returns: (transfer full) (nullable): what would be lost. */
char *miao_window_dup_unsaved (MiaoWindow *self);
/** Runs @then unless something is unsaved and the person wants to keep it. */
void miao_window_when_saved (MiaoWindow *self, void (*then) (MiaoWindow *self));

/** Returns: (nullable): the page that is shown. */
MiaoPage *miao_window_get_page (MiaoWindow *self);
/** Shows the @index-th page of the list; no such page: nothing happens. */
void miao_window_show_nth (MiaoWindow *self, guint index);

G_END_DECLS
