#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** One answer of an evaluation form, as the form writes it. */
typedef struct {
  const char *item;   /* "FAM-01" */
  const char *answer; /* "yes", "no", "exception", "0"…, words, or NULL: not answered */
  const char *note;   /* (nullable) */
  guint evidence;     /* documents attached to the item */
} MiaoAnswer;

/** The answers of one evaluation, in any order. */
typedef struct {
  const MiaoAnswer *rows;
  guint n;
} MiaoAnswers;

/** Returns: (transfer none) (nullable): the answer to @item; "" counts as not answered. */
const char *miao_answers_get (const MiaoAnswers *answers, const char *item);
/** Returns: the whole number answered to @item, or @fallback. */
gint64 miao_answers_get_int (const MiaoAnswers *answers, const char *item, gint64 fallback);
/** Returns: (transfer none) (nullable): the row of @item. */
const MiaoAnswer *miao_answers_find (const MiaoAnswers *answers, const char *item);

G_END_DECLS
