#pragma once

#include "miao-banner.h"

G_BEGIN_DECLS

/*
 * Chips: a state is always a shape, a word and a colour, so that it can be told without colours.
 */

/**
 * miao_chip_new:
 * @icon: (nullable): symbolic icon
 * @text: the word
 * @style: (nullable): CSS class: good, info, warning, danger, demo, state-…
 */
GtkWidget *
miao_chip_new (const char *icon, const char *text, const char *style) G_GNUC_WARN_UNUSED_RESULT;
/** Changes a chip; list cells use it when they are bound. */
void miao_chip_set (GtkWidget *chip, const char *icon, const char *text, const char *style);
/** An empty chip for a list cell. */
GtkWidget *miao_chip_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * MiaoState:
 *
 * Where a child is. ■ ◐ ● ◇ ○
 */
typedef enum {
  MIAO_STATE_IN,          /* 在院 */
  MIAO_STATE_INTEGRATION, /* 融合期 */
  MIAO_STATE_PLACED,      /* 家庭寄养 */
  MIAO_STATE_AWAY,        /* 临时离院 */
  MIAO_STATE_LEFT,        /* 已离院 */
} MiaoState;

void miao_chip_set_state (GtkWidget *chip, MiaoState state);

/** As miao_chip_set() with the icon and class of the tone. */
void miao_chip_set_tone (GtkWidget *chip, MiaoTone tone, const char *text);

G_END_DECLS
