#pragma once

#include "miao-record-form.h"
#include "miao-use-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_ACT_FORM (miao_act_form_get_type ())
G_DECLARE_FINAL_TYPE (MiaoActForm, miao_act_form, MIAO, ACT_FORM, GtkWidget)

/**
 * miao_act_form_new:
 *
 * A use case as a form: its parameters and records to fill in, the button that does it, and beside
 * it, when the rules refuse, why. What is typed is kept as a draft. Emits "done" (MiaoOutcome) when
 * it was committed, "cancelled", and "remedy" (const char *use_case, const char *record), which a
 * handler answers with %TRUE when it knows the way; else the window looks for one.
 */
GtkWidget *miao_act_form_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_act_form_begin:
 * @use_case: its name
 * @record: (nullable): what the draft belongs to; %NULL: something new
 *
 * Empties the form for another act. Then add the parts, and miao_act_form_show().
 */
void miao_act_form_begin (MiaoActForm *self,
                          MiaoSession *session,
                          const char *use_case,
                          const char *record);
/** @title: (nullable): head of the form; @button: (nullable); both else the use case's label. */
void miao_act_form_set_words (MiaoActForm *self,
                              const char *title,
                              const char *button,
                              const char *explanation);
/** A parameter that is sent along without a row. */
void miao_act_form_fix (MiaoActForm *self, const char *name, const char *text);
/** The way from a finding to @field, which has no row here, leads to the row @row: what is typed
 *  there becomes part of it. Both are static; until the next form begins. */
void miao_act_form_stand_in (MiaoActForm *self, const char *field, const char *row);
/** @names: (array zero-terminated=1): of the use case's parameters, "#Words" makes a heading; live
 *   as long as the form. Returns: (transfer none): the rows. */
MiaoRecordForm *miao_act_form_add_params (MiaoActForm *self, const char *const *names);
/**
 * miao_act_form_add_record:
 * @name: of a record of the use case; its fields are sent as an object of that name
 * @record: (nullable): the stored state; only what is changed is then sent, with its version
 */
MiaoRecordForm *miao_act_form_add_record (MiaoActForm *self,
                                          const char *name,
                                          const char *const *names,
                                          const MiaoRecord *record);
/**
 * miao_act_form_add_entry:
 * @list: a LIST parameter; lives as long as the form, as @names
 * @key: (nullable): a member that is sent along without a row, as @value
 *
 * Rows of one entry of the list. It is sent when something was filled in.
 */
MiaoRecordForm *miao_act_form_add_entry (MiaoActForm *self,
                                         const char *list,
                                         const char *const *names,
                                         const char *key,
                                         const char *value);
/** Further parts go below a title that unfolds: what can wait. The same record may have rows above
 *  and below. */
void miao_act_form_fold (MiaoActForm *self, const char *title);
/** Anything else that belongs into the form, after what was added before. */
void miao_act_form_add_widget (MiaoActForm *self, GtkWidget *widget);
/** As miao_act_form_add_widget(), for the widget that fills in @field of records of @kind
 * (nullable: a parameter): findings about that field lead to it. Both live as long as the form. */
void miao_act_form_add_field_widget (MiaoActForm *self,
                                     GtkWidget *widget,
                                     const char *kind,
                                     const char *field);

/**
 * MiaoActFunc:
 * @input: gets further members
 *
 * Returns: %FALSE with @error set when what is typed cannot be sent.
 */
typedef gboolean (*MiaoActFunc) (JsonObject *input, gpointer user_data, GError **error);
void miao_act_form_set_collect (MiaoActForm *self, MiaoActFunc collect, gpointer user_data);

/** @live: advice is shown while the form is filled in, not only after it was refused. */
void miao_act_form_set_live (MiaoActForm *self, gboolean live);
/** @slow: doing it may take its time: it is done beside the window, with progress and Cancel. */
void miao_act_form_set_slow (MiaoActForm *self, gboolean slow);
/** What stands above the card, beside the panel: what the act is about. Belongs to the form until
 *  another one, or %NULL, is set. */
void miao_act_form_set_above (MiaoActForm *self, GtkWidget *widget);
/** Says at once what would be refused now, without doing it. */
void miao_act_form_explain (MiaoActForm *self);

/** Puts a draft back if there is one, and gives the first row the keyboard. */
void miao_act_form_show (MiaoActForm *self);
/** Returns: whether the form has such a row, which then has the keyboard. */
gboolean miao_act_form_focus_field (MiaoActForm *self, const char *kind, const char *field);
/** Returns: (transfer full) (nullable): the act, when something was typed that is not done. */
char *miao_act_form_dup_unsaved (MiaoActForm *self);
/** Keeps at once what was typed as a draft. */
void miao_act_form_flush (MiaoActForm *self);
/** Forgets what was typed, its draft too. */
void miao_act_form_discard (MiaoActForm *self);

G_END_DECLS
