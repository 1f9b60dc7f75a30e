#pragma once

#include "miao-call.h"

G_BEGIN_DECLS

/** A problem of a visit that is not closed. @number counts from 1. */
typedef struct {
  const MiaoRecord *visit;
  guint number;
  const char *text; /* points into @list */
  MiaoDate due;
  JsonArray *list;
} MiaoProblem;

/** Returns: whether @visit has a problem that is open; @ret is the one due first. Its list is to be
 *  unreferenced. */
gboolean miao_problem_first_open (const MiaoRecord *visit, MiaoProblem *ret);

/** Gives every problem of a new visit a day by which it is put right, and says when one is serious.
 */
void miao_problems_complete (MiaoCall *call, MiaoRecord *visit);

G_END_DECLS
