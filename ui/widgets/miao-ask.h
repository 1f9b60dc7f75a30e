#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * miao_ask_async:
 * @parent: anything in the window that asks
 * @title: the question
 * @text: (nullable): what will happen
 * @answers: (array zero-terminated=1): words of the buttons, the way back first ("Cancel"), the
 *   usual answer last; that one is green unless @dangerous
 * @dangerous: the last answer destroys something: it is red, and Enter does not give it
 *
 * Asks in a window of its own. miao_ask_finish() gives the index of the answer; closing the window
 * or Escape is the first one.
 */
void miao_ask_async (GtkWidget *parent,
                     const char *title,
                     const char *text,
                     const char *const *answers,
                     gboolean dangerous,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
int miao_ask_finish (GAsyncResult *result);

/**
 * miao_ask_text_async:
 * @label: what is to be written: a reason, a purpose
 * @required: an empty text cannot be sent
 *
 * As miao_ask_async() with an entry; answers are "Cancel" and @answer.
 */
void miao_ask_text_async (GtkWidget *parent,
                          const char *title,
                          const char *text,
                          const char *label,
                          const char *answer,
                          gboolean required,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/**
 * miao_ask_password_async:
 *
 * As miao_ask_text_async() for a password: hidden unless the person wants to see it, never empty.
 * @dangerous as in miao_ask_async(). The text of miao_ask_text_finish() is freed with
 * miao_secret_free_text().
 */
void miao_ask_password_async (GtkWidget *parent,
                              const char *title,
                              const char *text,
                              const char *label,
                              const char *answer,
                              gboolean dangerous,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/**
 * miao_ask_text_kept_async:
 * @kind: names the question among the drafts
 * @record: (nullable): the record it is about, an id
 *
 * As miao_ask_text_async(), not required; what is typed is kept as an encrypted draft and is there
 * again when the same is asked of the same record, until it was answered.
 */
void miao_ask_text_kept_async (GtkWidget *parent,
                               const char *kind,
                               const char *record,
                               const char *title,
                               const char *text,
                               const char *label,
                               const char *answer,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** Returns: (transfer full) (nullable): what was written; %NULL when the person went back. */
char *miao_ask_text_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/** Gives a window above the program's own one its keys: Escape closes it, Ctrl+L locks the program.
 */
void miao_dialog_add_keys (GtkWidget *window);

G_END_DECLS
