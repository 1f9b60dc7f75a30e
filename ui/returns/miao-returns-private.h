#pragma once

#include "miao-act-form.h"
#include "miao-return-source.h"
#include "miao-returns-page.h"
#include "miao-session.h"

G_BEGIN_DECLS

/* The page of returns: miao-returns-page.c reads, miao-returns-head.c shows the batch and where it
 * stands, miao-returns-acts.c does what can be done with it. */

struct _MiaoReturnsPage {
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *title;
  GtkWidget *about;
  GtkWidget *chip_place;
  GtkWidget *chip;
  GtkWidget *steps_place;
  GtkWidget *steps;
  GtkWidget *report;
  GtkWidget *again;
  GtkWidget *approve;
  GtkWidget *write;
  GtkWidget *send;
  GtkWidget *receipt;
  GtkWidget *correct;
  GtkWidget *build;
  GtkWidget *batches;
  GtkWidget *filters;
  GtkWidget *toggles[MIAO_RETURN_N_SEVERITIES];
  GtkWidget *findings;
  GtkWidget *foot;
  GtkWidget *receipt_place;
  GtkWidget *detail;
  GtkWidget *act;
  GtkWidget *file; /* the choice of a file in the act that is open */
  MiaoSession *session;
  MiaoRecord *batch;
};

gboolean miao_returns_may (MiaoReturnsPage *self, MiaoPermission permission);

/** Shows title, chain, receipt, buttons and foot of the batch at hand. */
void miao_returns_show_head (MiaoReturnsPage *self);

/** Reads the batches anew and shows the newest. */
void miao_returns_show_batches (MiaoReturnsPage *self);

/** Binds the callbacks of the buttons to the template. */
void miao_returns_bind_acts (GtkWidgetClass *widget_class);
/** The form that builds a return. */
void miao_returns_begin_build (MiaoReturnsPage *self);
/** Back from a form to the lists. */
void miao_returns_leave_act (MiaoReturnsPage *self);

G_END_DECLS
