#pragma once

#include "miao-cover.h"

G_BEGIN_DECLS

struct _MiaoCover {
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *institution;
  GtkWidget *clock;
  GtkWidget *account_side;
  GtkWidget *accounts;
  GtkWidget *title;
  GtkWidget *reason_chip;
  GtkWidget *reason;
  GtkWidget *explanation;
  GtkWidget *progress;
  GtkWidget *login_box;
  GtkWidget *password_label;
  GtkWidget *password_box;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *open;
  GtkWidget *problem_box;
  GtkWidget *problem;
  GtkWidget *spare;
  GtkWidget *ways_out;
  GtkWidget *caps_box;
  GtkWidget *place;
  GtkWidget *file;
  GtkWidget *other;
  GtkWidget *version;

  char *path;
  MiaoSession *locked; /* NULL: a log-in */
  guint clock_source;
  gboolean ahead; /* what is due is wanted as soon as it is unlocked */
  gboolean busy;
};

/* Day and time of day, from now on. */
void miao_cover_start_clock (MiaoCover *self);

G_END_DECLS
