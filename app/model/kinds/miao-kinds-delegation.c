#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

#define SOURCE "own"
/* Who looks after whose tasks, from day to day; it gives nobody a right. */
static const MiaoField delegation_fields[] = {
  F_REF ("from_staff", "Whose tasks", "转交人", "staff", A, FLAGS (INDEX | LISTED)),
  F_REF ("to_staff", "Stand-in", "代办人", "staff", A, FLAGS (INDEX | LISTED)),
  F_DATE ("from_on", "From", "开始日期", A, FLAGS (LISTED | EVENT)),
  F_DATE ("until_on", "Until (this day too)", "结束日期（含当天）", A, FLAGS (INDEX | LISTED)),
  F_TEXT ("reason", "Reason", "原因", 200, A, FLAGS (LISTED)),
  F_DATE ("ended_on", "Ended early on", "提前结束日期", C, FLAGS (DERIVED | LISTED)),
  F_REF ("ended_by", "Ended early by", "提前结束操作人", "staff", C, FLAGS (DERIVED)),
  { NULL },
};

const MiaoKind miao_kind_delegation = {
  .name = "delegation", .label = "Stand-in", .label_zh = "待办代办",
  .fields = delegation_fields, .source = SOURCE,
};
#undef SOURCE
