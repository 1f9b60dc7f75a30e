#pragma once

#include "miao-date.h"
#include "miao-finding.h"

G_BEGIN_DECLS

typedef struct {
  const char *child;     /* id */
  const char *admission; /* id of the stay that ends */
  MiaoDate born;
  const char *exit_code;  /* CT_EXIT */
  const char *confirm_no; /* (nullable): number of the exit confirmation */
  guint papers;           /* further papers */
  guint open_placements;
} MiaoExitFacts;

/** LEV-01 … LEV-03, for a child who leaves on @on. */
void miao_rules_exit (const MiaoExitFacts *facts, MiaoDate on, MiaoFindings *findings);

G_END_DECLS
