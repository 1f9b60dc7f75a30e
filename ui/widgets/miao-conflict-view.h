#pragma once

#include "miao-record-form.h"

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** What the person keeps of a field that two people changed. */
typedef enum {
  MIAO_KEEP_THEIRS,
  MIAO_KEEP_MINE,
  MIAO_KEEP_BOTH, /* words of both, one after the other */
} MiaoKeep;

/** Which of the two stands in each field: field name -> MiaoKeep. */
typedef GHashTable MiaoChoices;

/**
 * miao_conflict_ask_async:
 * @conflict: of miao_outcome_get_conflict()
 *
 * Shows field by field what stood there, what the other one wrote and what the person typed, and
 * lets them choose. Fields that only the other one changed are shown and stay as they are.
 */
void miao_conflict_ask_async (GtkWidget *parent,
                              JsonObject *conflict,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * MiaoConflictWords:
 *
 * What the two sides are called where they are not "mine" and "the other one's".
 */
typedef struct {
  const char *title;
  const char *head;
  const char *theirs, *mine;
  const char *keep_theirs, *keep_mine;
  const char *back, *save;
} MiaoConflictWords;

/** As miao_conflict_ask_async() in other words; @head is copied, the others live as long as the
 *  program. */
void miao_conflict_ask_words_async (GtkWidget *parent,
                                    JsonObject *conflict,
                                    const MiaoConflictWords *words,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** Returns: (transfer full) (nullable): %NULL when the person goes back to the form: nothing was
 *   chosen, everything that was typed is still there. */
MiaoChoices *miao_conflict_ask_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what was chosen for @field; %MIAO_KEEP_MINE for one that was not asked about. */
MiaoKeep miao_choices_get (MiaoChoices *choices, const char *field);

/** Returns: (transfer full): the words of both, each once. */
char *miao_choices_join (const char *theirs, const char *mine) G_GNUC_WARN_UNUSED_RESULT;

/** Puts into @form what is stored now, and over it what was typed and chosen. */
void miao_choices_apply (MiaoChoices *choices, MiaoRecordForm *form, const MiaoRecord *now);

G_END_DECLS
