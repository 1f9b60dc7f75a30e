#pragma once

#include "miao-window.h"
#include "pages.h"

G_BEGIN_DECLS

/** A page of the page list with its row there; freed by the window. */
typedef struct {
  const MiaoPageInfo *info;
  MiaoPage *page; /* NULL until it is first shown */
  GtkWidget *row;
  GtkWidget *count;
} MiaoWindowPage;

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
  GtkWidget *root;
  GtkWidget *main;
  GtkWidget *page_list;
  GtkWidget *today_label;
  GtkWidget *today_button;
  GtkWidget *today_button_label;
  GtkWidget *today_popover;
  GtkWidget *today_calendar;
  GtkWidget *banner;
  GtkWidget *pages;

  MiaoSession *session;
  GArray *list; /* of MiaoWindowPage, those that the account may open */
  GtkWidget *searched_from;
  guint banner_timeout;
};

/** The actions of the window; called once from init. */
void miao_window_add_actions (MiaoWindow *self);

/** Returns: (nullable): the page that is shown. */
MiaoPage *miao_window_get_page (MiaoWindow *self);
/** Shows the @index-th page of the list; no such page: nothing happens. */
void miao_window_show_nth (MiaoWindow *self, guint index);

G_END_DECLS
