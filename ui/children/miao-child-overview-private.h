#pragma once

#include "miao-child-overview.h"
#include "miao-child-sections.h"

G_BEGIN_DECLS

/* A section of the record: its card and the form in it. */
typedef struct {
  const MiaoChildSection *section;
  GtkWidget *card;
  GtkWidget *form;
} MiaoChildCard;

struct _MiaoChildOverview {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *banner;
  GtkWidget *columns;
  GtkWidget *others; /* their card, when there is one */
  GtkWidget *panel;
  GtkWidget *bar;
  GtkWidget *edit;
  GtkWidget *save;
  GtkWidget *cancel;
  GArray *cards; /* of MiaoChildCard */
  MiaoSession *session;
  MiaoRecord *child; /* as they were when editing began */
  MiaoRecord *admission;
  GtkWidget *keeper;
  char *draft; /* what was typed before and is not put back yet */
  gboolean editing;
};

/* Returns: (transfer none) (nullable): the "child" or the "admission". */
MiaoRecord *miao_child_overview_get_record (MiaoChildOverview *self, const char *kind);
MiaoChildCard *miao_child_overview_get_card (MiaoChildOverview *self, guint index);
void miao_child_overview_set_editing (MiaoChildOverview *self, gboolean editing);

/* Stores what was typed; what keeps it from being stored is shown. */
void miao_child_overview_save (MiaoChildOverview *self);

G_END_DECLS
