#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** How a message looks; the tone is shape, word and colour together. */
typedef enum {
  MIAO_TONE_INFO,
  MIAO_TONE_GOOD,
  MIAO_TONE_WARNING,
  MIAO_TONE_DANGER,
} MiaoTone;

#define MIAO_TYPE_BANNER (miao_banner_get_type ())
G_DECLARE_FINAL_TYPE (MiaoBanner, miao_banner, MIAO, BANNER, GtkWidget)

/** A line of words at the head of a page or card; not shown until miao_banner_show(). */
GtkWidget *miao_banner_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_banner_show:
 * @title: what happened
 * @detail: (nullable): what to do, or the path of the file that was written
 *
 * Shows the message and gives it the keyboard when it is a danger, so that it is spoken.
 */
void miao_banner_show (MiaoBanner *self, MiaoTone tone, const char *title, const char *detail);
/** Shows the message of @error as a danger. */
void miao_banner_show_error (MiaoBanner *self, const GError *error);
/** A button in the banner; @action (detailed) runs in the banner's place. %NULL takes it away. */
void miao_banner_set_button (MiaoBanner *self, const char *label, const char *action);
/** For a message that lies over a page and goes by itself: the pointer reaches what is under it. */
void miao_banner_let_through (MiaoBanner *self);
void miao_banner_hide (MiaoBanner *self);
gboolean miao_banner_is_shown (MiaoBanner *self);

/** Returns: (transfer none): the symbolic icon of the tone. */
const char *miao_tone_icon (MiaoTone tone);
/** Returns: (transfer none): the CSS class of the tone. */
const char *miao_tone_class (MiaoTone tone);

G_END_DECLS
