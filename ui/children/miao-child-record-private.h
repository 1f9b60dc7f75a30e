#pragma once

#include "miao-child-record.h"
#include "miao-child-view.h"

G_BEGIN_DECLS

struct _MiaoChildRecord {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *avatar;
  GtkWidget *name;
  GtkWidget *pinyin;
  GtkWidget *chip;
  GtkWidget *line;
  GtkWidget *flags;
  GtkWidget *incident;
  GtkWidget *match; /* which families could take the child */
  GtkWidget *more;  /* acts that are seldom done, and papers */
  GtkWidget *past;
  GtkWidget *stay; /* leaving, or coming back */
  GtkWidget *switcher;
  GtkWidget *tabs;
  GtkWidget *overview;
  GtkWidget *book;
  GtkWidget *health;
  GtkWidget *vaccines;
  GtkWidget *documents;
  GtkWidget *form; /* over the tabs while something is entered */
  GtkWidget *stack;
  MiaoSession *session;
  MiaoChildView *view;
};

GtkWidget *miao_child_record_more_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** Fills the menu "More" for the child that is shown. */
void miao_child_record_show_more (MiaoChildRecord *self);

G_END_DECLS
