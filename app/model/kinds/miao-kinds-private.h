#pragma once

#include "miao-field.h"

/*
 * The words that the tables of this folder are written in. Each table file defines SOURCE as the
 * place that the following fields come from before it uses them. Need is one letter, as in the data
 * dictionary of the domain: O optional, C conditional, R required when finalised, A always.
 */
#define NEED_O MIAO_NEED_OPTIONAL
#define NEED_C MIAO_NEED_CONDITIONAL
#define NEED_R MIAO_NEED_REQUIRED
#define NEED_A MIAO_NEED_ALWAYS

#define F_BASE(n, en, zh, t, nd)                                                                   \
  .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_##t, .need = NEED_##nd, .source = SOURCE
#define F_TEXT(n, en, zh, most, nd, ...)                                                           \
  {                                                                                                \
    F_BASE (n, en, zh, TEXT, nd), .max = most, __VA_ARGS__                                         \
  }
#define F_LONG(n, en, zh, nd, ...)                                                                 \
  {                                                                                                \
    F_BASE (n, en, zh, LONG_TEXT, nd), __VA_ARGS__                                                 \
  }
#define F_DATE(n, en, zh, nd, ...)                                                                 \
  {                                                                                                \
    F_BASE (n, en, zh, DATE, nd), __VA_ARGS__                                                      \
  }
#define F_MONTH(n, en, zh, nd, ...)                                                                \
  {                                                                                                \
    F_BASE (n, en, zh, MONTH, nd), __VA_ARGS__                                                     \
  }
#define F_INSTANT(n, en, zh, nd, ...)                                                              \
  {                                                                                                \
    F_BASE (n, en, zh, INSTANT, nd), __VA_ARGS__                                                   \
  }
#define F_BOOL(n, en, zh, nd, ...)                                                                 \
  {                                                                                                \
    F_BASE (n, en, zh, BOOLEAN, nd), __VA_ARGS__                                                   \
  }
/* lo and hi in the base unit, which is 10^-digits of the shown unit u. */
#define F_INT(n, en, zh, lo, hi, u, digits, nd, ...)                                               \
  {                                                                                                \
    F_BASE (n, en, zh, INTEGER, nd), .min = lo, .max = hi, .unit = u, .scale = digits, __VA_ARGS__ \
  }
#define F_FEN(n, en, zh, nd, ...)                                                                  \
  {                                                                                                \
    F_BASE (n, en, zh, INTEGER, nd), .min = 0, .max = G_GINT64_CONSTANT (100000000000),            \
                                     .unit = "元", .scale = 2, __VA_ARGS__                         \
  }
#define F_CODE(n, en, zh, tab, nd, ...)                                                            \
  {                                                                                                \
    F_BASE (n, en, zh, CODE, nd), .table = tab, __VA_ARGS__                                        \
  }
#define F_CODES(n, en, zh, tab, nd, ...)                                                           \
  {                                                                                                \
    F_BASE (n, en, zh, CODES, nd), .table = tab, __VA_ARGS__                                       \
  }
#define F_REF(n, en, zh, kind, nd, ...)                                                            \
  {                                                                                                \
    F_BASE (n, en, zh, REF, nd), .table = kind, __VA_ARGS__                                        \
  }
#define F_REFS(n, en, zh, kind, nd, ...)                                                           \
  {                                                                                                \
    F_BASE (n, en, zh, REFS, nd), .table = kind, __VA_ARGS__                                       \
  }
#define F_LIST(n, en, zh, members, nd, ...)                                                        \
  {                                                                                                \
    F_BASE (n, en, zh, LIST, nd), .items = members, __VA_ARGS__                                    \
  }

#define SENS .sensitivity = MIAO_SENSITIVE
#define RESTR .sensitivity = MIAO_RESTRICTED
#define FLAGS(f) .flags = f
#define STD(id) .standard = id

#define UNIQUE MIAO_FIELD_UNIQUE
#define NAME MIAO_FIELD_NAME
#define KEY MIAO_FIELD_KEY
#define DERIVED MIAO_FIELD_DERIVED
#define INDEX MIAO_FIELD_INDEX
#define LISTED MIAO_FIELD_LIST
#define LOCAL MIAO_FIELD_LOCAL
#define EVENT MIAO_FIELD_EVENT

/** Members of the lists "reasons": what a person wrote where a rule asked for a reason. */
extern const MiaoField miao_kind_reason_items[];

/** What every record keeps that rules judged: the reasons given to them, and which rules they were.
 */
#define F_JUDGED                                                                                   \
  F_LIST ("reasons", "Reasons given", "规则说明", miao_kind_reason_items, O, FLAGS (DERIVED)),     \
      F_TEXT ("rule_set", "Rule set", "适用规则集", 100, O, FLAGS (DERIVED))

extern const MiaoKind miao_kind_institution;
extern const MiaoKind miao_kind_staff;
extern const MiaoKind miao_kind_delegation;
extern const MiaoKind miao_kind_need;
extern const MiaoKind miao_kind_document;
extern const MiaoKind miao_kind_import_batch;
extern const MiaoKind miao_kind_child;
extern const MiaoKind miao_kind_admission;
extern const MiaoKind miao_kind_family;
extern const MiaoKind miao_kind_family_member;
extern const MiaoKind miao_kind_training;
extern const MiaoKind miao_kind_caregiver_period;
extern const MiaoKind miao_kind_application;
extern const MiaoKind miao_kind_child_opinion;
extern const MiaoKind miao_kind_matching;
extern const MiaoKind miao_kind_agreement;
extern const MiaoKind miao_kind_placement;
extern const MiaoKind miao_kind_form_edition;
extern const MiaoKind miao_kind_house_value;
extern const MiaoKind miao_kind_evaluation;
extern const MiaoKind miao_kind_evaluation_member;
extern const MiaoKind miao_kind_short_care;
extern const MiaoKind miao_kind_visit;
extern const MiaoKind miao_kind_termination;
extern const MiaoKind miao_kind_allowance_rate;
extern const MiaoKind miao_kind_allowance_extra;
extern const MiaoKind miao_kind_allowance_run;
extern const MiaoKind miao_kind_allowance_line;
extern const MiaoKind miao_kind_incident;
extern const MiaoKind miao_kind_child_leave;
extern const MiaoKind miao_kind_adoption_case;
extern const MiaoKind miao_kind_growth_measure;
extern const MiaoKind miao_kind_vaccination;
extern const MiaoKind miao_kind_archive_volume;
extern const MiaoKind miao_kind_archive_item;
extern const MiaoKind miao_kind_archive_use;
extern const MiaoKind miao_kind_submission;
extern const MiaoKind miao_kind_submission_finding;
extern const MiaoKind miao_kind_submission_child;
