#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/** What one rule said of the pair; texts in Chinese, NULL prints as an empty cell. */
typedef struct {
  const char *rule;
  const char *title;
  const char *verdict;
  const char *values;
} MiaoMatchLine;

/**
 * MiaoMatchData:
 * @matching: of the kind "matching"
 * @placement_no: (nullable): of the proposal; %NULL for a pair that was considered and not taken
 * @order: (nullable): one line: where the family stands among the candidates
 * @told_on: the day of which @lines are
 */
typedef struct {
  const MiaoRecord *matching;
  const MiaoRecord *child;
  const MiaoRecord *family;
  const char *institution;
  const char *placement_no;
  const char *caregiver;
  const MiaoMatchLine *lines;
  guint n_lines;
  const char *order;
  MiaoDate told_on;
} MiaoMatchData;

/** The paper that a meeting on a match has before it, and signs. */
MiaoDocument *miao_print_match (const MiaoDocumentInfo *info,
                                const MiaoMatchData *data,
                                const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
