#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoChildSection:
 * @title: English, marked for translation; %NULL ends the table
 * @kind: child or admission
 * @fields: (array zero-terminated=1): of the dictionary, in the order of the paper
 * @read: permission that is needed to see it, -1: none (a #MiaoPermission)
 *
 * One card of a child's record.
 */
typedef struct {
  const char *title;
  const char *kind;
  const char *const *fields;
  int read;
} MiaoChildSection;

/** Returns: (transfer none): all cards of the summary tab. */
const MiaoChildSection *miao_child_sections (void);

G_END_DECLS
