#pragma once

#include "miao-sample.h"

struct _MiaoSample {
  GRand *random;
  MiaoDate today;
  guint64 clock; /* of the ids, ms */
  guint n_staff;
  guint n_families;
  char *surname; /* of the family made last, its ages hang together with the mother's */
  MiaoDate mother_born;
  GHashTable *numbers;  /* first 17 digits of the ID numbers given out, gint64 */
  GHashTable *per_year; /* year -> children entered so far */
  GPtrArray *divisions; /* counties of the institution's province, from the code table */
};

/* Division of the made-up institution: a prefecture-level city. */
#define MIAO_SAMPLE_DIVISION "320500"

/** Returns: a number in [from, to]. */
int miao_sample_between (MiaoSample *sample, int from, int to);
/** Returns: whether the dice say so, @percent times in a hundred. */
gboolean miao_sample_chance (MiaoSample *sample, int percent);
const char *miao_sample_pick (MiaoSample *sample, const char *const *list, gsize n);
#define miao_sample_choose(sample, list) miao_sample_pick (sample, list, G_N_ELEMENTS (list))

/** Returns: (transfer full): a new record of the kind with an id. */
MiaoRecord *miao_sample_record (MiaoSample *sample, const char *kind);
/** Returns: (transfer none): the code of a county of the institution's city. */
const char *miao_sample_county (MiaoSample *sample);
char *miao_sample_dup_surname (MiaoSample *sample);
/** As miao_sample_dup_name(), of that surname. */
char *miao_sample_dup_name_of (MiaoSample *sample, const char *surname, const char *sex);
