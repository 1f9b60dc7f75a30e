#pragma once

#include "miao-date.h"
#include "miao-rules.h"

G_BEGIN_DECLS

/** A problem that a visit found, as it is closed. */
typedef struct {
  const char *visit; /* id */
  const char *text;
  const char *severity; /* "1" minor, "2" considerable, "3" serious */
  MiaoDate visited_on;
  MiaoDate closed_on;
  MiaoDate rechecked_on; /* first later visit up to @closed_on; NONE: none */
} MiaoProblemFacts;

/** VIS-01 for what is more than minor, VIS-02. @on: today. */
void miao_rules_close_problem (const MiaoProblemFacts *facts, MiaoDate on, MiaoFindings *findings);

/** VIS-03, when a visit finds something serious: it only says what to think of; nothing blocks. */
void miao_rules_serious_problem (const char *visit, const char *text, MiaoFindings *findings);

G_END_DECLS
