#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MiaoStep:
 * @title: "Integration", in the language of the screen
 * @detail: (nullable): a short date or word under it
 */
typedef struct {
  const char *title;
  const char *detail;
} MiaoStep;

#define MIAO_TYPE_STEPPER (miao_stepper_get_type ())
G_DECLARE_FINAL_TYPE (MiaoStepper, miao_stepper, MIAO, STEPPER, GtkWidget)

/**
 * miao_stepper_new:
 *
 * Where a record stands on its way: done steps have a tick, the present one a ring, later ones a
 * grey number. A screen reader hears all of it as one sentence.
 */
GtkWidget *miao_stepper_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @present: index of the present step; @n when all are done. Texts are copied. */
void miao_stepper_set_steps (MiaoStepper *self, const MiaoStep *steps, guint n, guint present);

G_END_DECLS
