#include "config.h"

#include "miao-kinds-private.h"

/* One field after another, not one argument a line. */
/* clang-format off */

/* An amount that may be taken back. */
#define F_BALANCE(n, en, zh, nd, ...)                                                              \
  {                                                                                                \
    F_BASE (n, en, zh, INTEGER, nd), .min = G_GINT64_CONSTANT (-100000000000),                     \
                                     .max = G_GINT64_CONSTANT (100000000000), .unit = "元",        \
                                     .scale = 2, __VA_ARGS__                                       \
  }

#define SOURCE "domain 6.19"
/* What a family gets for a child and a whole month; one rate of a kind and scope on any day. */
static const MiaoField rate_fields[] = {
  F_CODE ("kind", "Kind", "费用种类", "allowance_kind", A, FLAGS (INDEX | LISTED)),
  F_CODE ("scope", "Paid for", "适用儿童", "allowance_scope", A, FLAGS (LISTED)),
  F_FEN ("fen", "Amount a month", "月标准", A, FLAGS (LISTED)),
  F_DATE ("valid_from", "In force from", "执行日期", A, FLAGS (LISTED | EVENT)),
  F_DATE ("valid_to", "In force until", "停止日期", O, FLAGS (LISTED)),
  F_BOOL ("in_short_care", "Goes on during short-term care", "短期养育期间照发", O),
  F_TEXT ("decision", "Decision that sets it (name and number)", "依据文件和文号", 100, A,
          FLAGS (LISTED)),
  F_REF ("document", "Decision", "依据文件附件", "document", O),
  F_CODE ("fund_source", "Paid from", "资金来源", "fund_source", O),
  F_LONG ("note", "Note", "备注", O),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_allowance_rate = {
  .name = "allowance_rate", .label = "Rate of the allowance", .label_zh = "寄养费标准",
  .fields = rate_fields, .source = SOURCE,
};

/* An amount outside the rates, for one child and month: proposed by one, approved by another. */
static const MiaoField extra_fields[] = {
  F_REF ("placement", "Placement", "寄养关系", "placement", A, FLAGS (INDEX)),
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX | LISTED | DERIVED)),
  F_REF ("family", "Family", "寄养家庭", "family", A, FLAGS (INDEX | LISTED | DERIVED)),
  F_MONTH ("month", "Paid with the month", "随哪个月发放", A, FLAGS (INDEX | LISTED)),
  F_CODE ("kind", "Kind", "费用种类", "allowance_kind", A, FLAGS (LISTED)),
  F_BALANCE ("fen", "Amount (minus: to be held back)", "金额（负数为扣减）", A, FLAGS (LISTED)),
  F_LONG ("reason", "What for", "事由", A, FLAGS (LISTED)),
  F_CODE ("fund_source", "Paid from", "资金来源", "fund_source", O),
  F_REF ("document", "Voucher or decision", "凭证或依据附件", "document", O),
  F_CODE ("status", "State", "状态", "allowance_extra_status", A,
          FLAGS (DERIVED | INDEX | LISTED)),
  F_DATE ("proposed_on", "Proposed on", "提出日期", A, FLAGS (DERIVED | EVENT)),
  F_TEXT ("proposed_by", "Proposed by", "提出人", 50, A, FLAGS (DERIVED)),
  F_TEXT ("proposed_account", "Account of the proposer", "提出人账号", 36, A, FLAGS (DERIVED)),
  F_DATE ("decided_on", "Approved or withdrawn on", "批准或撤回日期", C, FLAGS (DERIVED)),
  F_TEXT ("decided_by", "Approved or withdrawn by", "批准人或撤回人", 50, C, FLAGS (DERIVED)),
  F_LONG ("decided_note", "Why it was withdrawn", "撤回的原因", C, FLAGS (DERIVED)),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_allowance_extra = {
  .name = "allowance_extra", .label = "One-off amount", .label_zh = "一次性费用",
  .fields = extra_fields, .source = SOURCE,
};

/* The allowances of one month. The lines are kept beside it: those of the newest revision count. */
static const MiaoField run_fields[] = {
  F_MONTH ("month", "Month", "所属月份", A, FLAGS (UNIQUE | LISTED | DERIVED)),
  F_INT ("revision", "Revision", "编制次数", 1, 100000, "次", 0, A, FLAGS (DERIVED)),
  F_CODE ("status", "State", "状态", "allowance_run_status", A, FLAGS (DERIVED | INDEX | LISTED)),
  F_DATE ("prepared_on", "Prepared on", "编制日期", A, FLAGS (DERIVED | EVENT)),
  F_TEXT ("prepared_by", "Prepared by", "编制人", 50, A, FLAGS (DERIVED | LISTED)),
  F_TEXT ("prepared_account", "Account of the preparer", "编制人账号", 36, A, FLAGS (DERIVED)),
  F_DATE ("pay_due", "Day of payment", "发放日", A, FLAGS (DERIVED | LISTED)),
  F_INT ("n_children", "Children", "儿童数", 0, 1000000, "人", 0, A, FLAGS (DERIVED)),
  F_INT ("n_families", "Families", "家庭数", 0, 1000000, "户", 0, A, FLAGS (DERIVED)),
  F_INT ("n_lines", "Lines", "明细数", 0, 10000000, "条", 0, A, FLAGS (DERIVED)),
  F_FEN ("regular_fen", "Of the month", "当月应发", A, FLAGS (DERIVED)),
  F_FEN ("added_fen", "Back pay", "补发", A, FLAGS (DERIVED)),
  F_FEN ("clawback_fen", "Claw-back", "扣回", A, FLAGS (DERIVED)),
  F_BALANCE ("once_fen", "One-off", "一次性", A, FLAGS (DERIVED)),
  F_BALANCE ("total_fen", "To be paid", "实发合计", A, FLAGS (DERIVED | LISTED)),
  F_TEXT ("digest", "SHA-256 of the lines", "明细 SHA-256 摘要", 64, A, FLAGS (DERIVED)),
  F_DATE ("finalised_on", "Approved on", "审定日期", C, FLAGS (DERIVED)),
  F_TEXT ("finalised_by", "Approved by", "审定人", 50, C, FLAGS (DERIVED)),
  F_DATE ("paid_on", "Paid on", "发放日期", C, FLAGS (LISTED)),
  F_CODE ("method", "How it was paid", "发放方式", "pay_method", C),
  F_TEXT ("voucher_no", "Voucher number", "凭证号", 30, O),
  F_REF ("signed", "Signed sheet", "签领表扫描件", "document", O),
  F_JUDGED,
  { NULL },
};

const MiaoKind miao_kind_allowance_run = {
  .name = "allowance_run", .label = "Allowances of a month", .label_zh = "寄养费批次",
  .fields = run_fields, .number = "month", .source = SOURCE,
};

/* Never changed: what turns out otherwise stands in a line of a later month. */
static const MiaoField line_fields[] = {
  F_REF ("run", "Month's allowances", "寄养费批次", "allowance_run", A, FLAGS (INDEX | DERIVED)),
  F_INT ("revision", "Revision", "编制次数", 1, 100000, "次", 0, A, FLAGS (DERIVED)),
  F_INT ("line_no", "Line", "序号", 1, 10000000, "行", 0, A, FLAGS (LISTED | DERIVED)),
  F_CODE ("origin", "What it is", "明细类别", "allowance_line_kind", A, FLAGS (LISTED | DERIVED)),
  F_REF ("family", "Family", "寄养家庭", "family", A, FLAGS (INDEX | LISTED | DERIVED)),
  F_REF ("child", "Child", "儿童", "child", A, FLAGS (INDEX | LISTED | DERIVED)),
  F_REF ("placement", "Placement", "寄养关系", "placement", A, FLAGS (INDEX | DERIVED)),
  F_MONTH ("month", "Of the month", "费用月份", A, FLAGS (INDEX | LISTED | DERIVED)),
  F_CODE ("kind", "Kind", "费用种类", "allowance_kind", A, FLAGS (LISTED | DERIVED)),
  F_CODE ("scope", "Paid for", "适用儿童", "allowance_scope", A, FLAGS (DERIVED)),
  F_REF ("rate", "Rate", "标准", "allowance_rate", O, FLAGS (DERIVED)),
  F_REF ("extra", "One-off amount", "一次性费用", "allowance_extra", O, FLAGS (INDEX | DERIVED)),
  F_CODE ("fund_source", "Paid from", "资金来源", "fund_source", O, FLAGS (DERIVED)),
  F_DATE ("from_on", "From", "起", O, FLAGS (DERIVED | EVENT)),
  F_DATE ("to_on", "To", "止", O, FLAGS (DERIVED)),
  F_INT ("days", "Days", "天数", -31, 31, "天", 0, A, FLAGS (LISTED | DERIVED)),
  F_INT ("month_days", "Days of the month", "当月天数", 28, 31, "天", 0, A, FLAGS (DERIVED)),
  F_FEN ("standard_fen", "Amount a month", "月标准", O, FLAGS (DERIVED)),
  F_BALANCE ("due_fen", "Due for that month", "该月应发", O, FLAGS (DERIVED)),
  F_BALANCE ("paid_fen", "Paid for that month before", "该月已发", O, FLAGS (DERIVED)),
  F_BALANCE ("fen", "Amount", "金额", A, FLAGS (LISTED | DERIVED)),
  F_LONG ("note", "What for", "事由", O, FLAGS (DERIVED)),
  { NULL },
};

const MiaoKind miao_kind_allowance_line = {
  .name = "allowance_line", .label = "Line of the allowances", .label_zh = "寄养费明细",
  .fields = line_fields, .number = "line_no", .flags = MIAO_KIND_APPEND_ONLY, .source = SOURCE,
};
#undef SOURCE
