#pragma once

#include "miao-archives-page.h"
#include "miao-volume-card.h"

G_BEGIN_DECLS

struct _MiaoArchivesPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *count;
  GtkWidget *print_all;
  GtkWidget *choose;
  GtkWidget *all;
  GtkWidget *verify;
  GtkWidget *close_volume;
  GtkWidget *transfer;
  GtkWidget *package;
  GtkWidget *list;
  GtkWidget *middle;
  GtkWidget *card;
  GtkWidget *items_head;
  GtkWidget *items;
  GtkWidget *papers;
  GtkWidget *act;
  MiaoSession *session;
  char *child; /* whose volumes are listed; NULL: all */
  MiaoRecord *volume;
  MiaoVolumeCheck check;
};

/* Returns: (nullable): id of the child whose volume or volumes are shown. */
const char *miao_archives_get_child (MiaoArchivesPage *self);
/* Lists the volumes of the child, or of all with %NULL, and selects @volume or the first one. */
void miao_archives_show_child (MiaoArchivesPage *self, const char *child, const char *volume);
/* Shows the volume beside the list; nothing with %NULL. */
void miao_archives_load_volume (MiaoArchivesPage *self, const char *id);

/* Goes back from the form of an act to the list. */
void miao_archives_leave_act (MiaoArchivesPage *self);
/* The callbacks of the acts in the template. */
void miao_archives_class_bind_acts (GtkWidgetClass *widget_class);

G_END_DECLS
