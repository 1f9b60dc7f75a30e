#pragma once

#include "miao-date.h"
#include "miao-page.h"

G_BEGIN_DECLS

/** A child that is to be seen. @seen: the last visit; @why: the sum that makes the next one due,
 *  "" when only something that was found is to be looked at. */
typedef struct {
  const char *name;
  const char *age;
  const char *seen;
  const char *why;
} MiaoRoundChild;

/** What was found and is to be put right, or is needed, and by when. */
typedef struct {
  const char *what;
  const char *measure;
  const char *due;
} MiaoRoundProblem;

/** One family of the round. */
typedef struct {
  MiaoDate due_on;
  const char *name;
  const char *caregiver;
  const char *address;
  const char *phone;
  GArray *children; /* of MiaoRoundChild */
  GArray *problems; /* of MiaoRoundProblem */
} MiaoRoundHome;

/**
 * miao_print_round:
 * @worker: "" for everybody's
 * @homes: in the order in which they are due
 *
 * 巡访单: the families to be visited in some days, with room to write.
 */
MiaoDocument *miao_print_round (const MiaoDocumentInfo *info,
                                MiaoDate from,
                                MiaoDate to,
                                const char *worker,
                                const MiaoRoundHome *homes,
                                guint n_homes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
