#pragma once

#include "miao-act-form.h"
#include "miao-form.h"
#include "miao-forms-section.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

struct _MiaoFormsSection {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *kinds; /* of eval_kind, in the order of the table */
  GtkWidget *state; /* what holds today, and what is coming */
  GtkWidget *items;
  GtkWidget *editions;
  GtkWidget *form;
  MiaoSession *session;
  MiaoRecord *newest;  /* edition of the form that is shown */
  MiaoRecord *planned; /* (nullable): that can still be withdrawn */
};

/** Returns: (transfer none): the code of the form that is shown. */
const char *miao_forms_section_get_kind (MiaoFormsSection *self);
/** Returns: (transfer none) (nullable): the form that is shown, as it is today. */
const MiaoForm *miao_forms_section_get_form (MiaoFormsSection *self);
/** Returns: (transfer none) (nullable): a text of an item of an edition. */
const char *miao_forms_section_get_text (JsonObject *item, const char *name);

/* The acts, each with its form: handlers of "clicked". The item is "miao-item" of @button. */
void miao_forms_section_add_cb (MiaoFormsSection *self);
void miao_forms_section_change_cb (MiaoFormsSection *self, GtkWidget *button);
void miao_forms_section_remove_cb (MiaoFormsSection *self, GtkWidget *button);
/* Withdraws the edition that is planned. */
void miao_forms_section_withdraw_cb (MiaoFormsSection *self);

G_END_DECLS
