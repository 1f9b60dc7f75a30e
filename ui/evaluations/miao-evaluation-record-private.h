#pragma once

#include "miao-evaluation-record.h"

G_BEGIN_DECLS

#define MIAO_EVALUATION_N_FIELDS 5
/* Days and opinion, which stand below the answers. */
extern const char *const miao_evaluation_fields[MIAO_EVALUATION_N_FIELDS + 1];

struct _MiaoEvaluationRecord {
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *chips;
  GtkWidget *line;
  GtkWidget *keeper_place;
  GtkWidget *keeper;
  GtkWidget *save;
  GtkWidget *next;
  GtkWidget *banner;
  GtkWidget *sheet;
  GtkWidget *side;
  GtkWidget *fields; /* the section of days and opinion; belongs to the sheet */
  MiaoSession *session;
  MiaoEvaluationData *data;
  MiaoAnswerSheet *answers;
  MiaoAnswerSheet *last;
  char *asked;                          /* item that a paper is being chosen for */
  char *seen[MIAO_EVALUATION_N_FIELDS]; /* what stood in the fields when the typing began */
  guint look;
};

gboolean miao_evaluation_record_may_fill (MiaoEvaluationRecord *self);

/* What is shown of the data at hand: all but the sheet, the sheet, what the rules say, and whether
 * there is something to save. */
void miao_evaluation_record_show_head (MiaoEvaluationRecord *self);
void miao_evaluation_record_show_sheet (MiaoEvaluationRecord *self);
void miao_evaluation_record_look (MiaoEvaluationRecord *self);
void miao_evaluation_record_show_save (MiaoEvaluationRecord *self);

/* Returns: (transfer full): what stood where the person typed, when the typing began. */
JsonObject *miao_evaluation_record_make_seen (MiaoEvaluationRecord *self) G_GNUC_WARN_UNUSED_RESULT;
/* What stands in the fields now is what was seen. */
void miao_evaluation_record_see_fields (MiaoEvaluationRecord *self);
/* For the #MiaoDraftKeeper; @user_data is the record. */
char *miao_evaluation_record_dup_draft (gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
/* Returns: whether there was a draft; @draft: (nullable). */
gboolean miao_evaluation_record_put_back (MiaoEvaluationRecord *self, const char *draft);

/* Saves, after asking where signatures fall. */
void miao_evaluation_record_save (MiaoEvaluationRecord *self);
/* Shows what is stored now, and over it what was typed. */
void miao_evaluation_record_read_again (MiaoEvaluationRecord *self);
void miao_evaluation_record_class_install_refresh (GtkWidgetClass *widget_class);

G_END_DECLS
