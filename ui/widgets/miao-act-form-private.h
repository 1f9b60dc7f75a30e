#pragma once

#include "miao-act-form.h"

G_BEGIN_DECLS

/* A group of rows: the parameters, or one record of the use case. */
typedef struct {
  MiaoRecordForm *form;
  const MiaoField *fields;
  const char *name; /* NULL: the parameters themselves */
  const char *kind;
  gboolean edit;
  const char *list; /* (nullable): the part is an entry of this parameter */
  const char *key;  /* the entry's member that has no row */
  char *value;      /* what it says */
} MiaoActPart;

struct _MiaoActForm {
  GtkWidget parent_instance;

  GtkWidget *above;
  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *keeper;
  GtkWidget *banner;
  GtkWidget *body;
  GtkWidget *into; /* body, or the folded box that parts are added to */
  GtkWidget *explanation;
  GtkWidget *button;
  GtkWidget *panel;
  MiaoSession *session;
  const MiaoUseCase *use_case;
  GArray *parts;    /* of MiaoActPart */
  GPtrArray *loose; /* widgets that a page added, unowned: they take typing too */
  char *record;     /* what the draft belongs to */
  JsonObject *fixed;
  GHashTable *stand_ins; /* field of a finding -> row; static texts */
  MiaoActFunc collect;
  gpointer collect_data;
  guint preview;
  gconstpointer asked; /* the input of the preview that is on its way; only compared */
  gboolean dirty;
  gboolean live;
  gboolean slow;
};

/** Typing in a part: kept as a draft, and the findings are looked at again. */
void miao_act_form_changed (MiaoActForm *self);
/** Returns: (transfer full) (nullable): what was typed, for the #MiaoDraftKeeper; @user_data is the
 *   form. */
char *miao_act_form_dup_draft (gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
/** Puts the values of a draft into the rows. */
void miao_act_form_put_back (MiaoActForm *self, const char *draft);
/** Runs the use case with what was typed. */
void miao_act_form_do (MiaoActForm *self);
/** Tells whoever shows the form that it is done. */
void miao_act_form_done (MiaoActForm *self, MiaoOutcome *outcome);
/** Returns: (transfer none): a part of the form. */
MiaoActPart *miao_act_form_get_part (MiaoActForm *self, guint i);
/** Returns: (transfer full) (nullable): under which name a draft keeps what was typed into a part.
 */
char *miao_act_part_dup_name (const MiaoActPart *part) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): the member @name of @object, empty where there is none: a record may
 *   have rows in several parts, which add to one object. */
JsonObject *miao_act_form_get_values (JsonObject *object,
                                      const char *name) G_GNUC_WARN_UNUSED_RESULT;
/** Unfolds what hides the row of @field, if @form has one. */
void miao_act_form_unfold (MiaoRecordForm *form, const char *field);
/** Gives the keyboard to the first row about records of @kind, or to the first of all. */
void miao_act_form_focus_part (MiaoActForm *self, const char *kind);
/** Takes all parts away. */
void miao_act_form_clear (MiaoActForm *self);

G_END_DECLS
