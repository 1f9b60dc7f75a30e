#pragma once

#include "miao-act-form.h"
#include "miao-allowances-view.h"
#include "miao-record-list.h"

G_BEGIN_DECLS

struct _MiaoAllowancesView {
  GtkWidget parent_instance;

  GtkWidget *head; /* not above a form, which has a head and buttons of its own */
  GtkWidget *title;
  GtkWidget *chip_place;
  GtkWidget *chip;
  GtkWidget *about;
  GtkWidget *print;
  GtkWidget *save;
  GtkWidget *export;
  GtkWidget *again;
  GtkWidget *approve;
  GtkWidget *pay;
  GtkWidget *prepare;
  GtkWidget *stack;
  GtkWidget *lines;
  GtkWidget *foot;
  GtkWidget *months;
  GtkWidget *rates;
  GtkWidget *new_rate;
  GtkWidget *extras;
  GtkWidget *new_extra;
  GtkWidget *act;
  MiaoSession *session; /* (nullable) */
  MiaoRecord *run;      /* (nullable): the month that is shown */
};

/** Reads the months again and shows the one with that id; %NULL or unknown: the newest. */
void miao_allowances_show_months (MiaoAllowancesView *self, const char *id);
void miao_allowances_show_lines (MiaoAllowancesView *self);

void miao_allowances_show_extras (MiaoAllowancesView *self);
/** Rows of a list box that only stand there. */
void miao_allowances_append_row (GtkWidget *list, GtkWidget *content);
void miao_allowances_clear_rows (GtkWidget *list);

void miao_allowances_bind_acts (GtkWidgetClass *klass);
void miao_allowances_bind_extras (GtkWidgetClass *klass);
/** Begins the form of an act; then miao_allowances_show(). @record: (nullable): what it is about.
 */
MiaoActForm *miao_allowances_begin (MiaoAllowancesView *self,
                                    const char *use_case,
                                    const char *record,
                                    const char *explanation);
void miao_allowances_show (MiaoAllowancesView *self);
/** @placement: (nullable): its id. */
void miao_allowances_begin_extra (MiaoAllowancesView *self, const char *placement);
/** @month: (nullable): "2026-10"; %NULL: the last one. */
void miao_allowances_begin_prepare (MiaoAllowancesView *self, const char *month);
void miao_allowances_begin_pay (MiaoAllowancesView *self);
void miao_allowances_begin_rate (MiaoAllowancesView *self);
void miao_allowances_end_rate (MiaoAllowancesView *self, const char *rate);
/** Shows the form, or the lines. */
void miao_allowances_show_act (MiaoAllowancesView *self, gboolean shown);
void miao_allowances_leave_act (MiaoAllowancesView *self);

G_END_DECLS
