#pragma once

#include "miao-date.h"
#include "miao-language.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * MiaoSeverity:
 * @MIAO_SEVERITY_PASS: asked and in order
 * @MIAO_SEVERITY_ADVICE: may be ignored (acts)
 * @MIAO_SEVERITY_REASON: the act needs a written reason, kept with it (acts)
 * @MIAO_SEVERITY_BLOCK: the act cannot be done (acts)
 * @MIAO_SEVERITY_INFO: a hint (returns)
 * @MIAO_SEVERITY_WARNING: likely wrong, sendable (returns)
 * @MIAO_SEVERITY_QUERY: unusual, sendable with a note (returns)
 * @MIAO_SEVERITY_ERROR: must be mended before sending (returns)
 * @MIAO_SEVERITY_FATAL: the file cannot be read (returns)
 */
typedef enum {
  MIAO_SEVERITY_PASS,
  MIAO_SEVERITY_ADVICE,
  MIAO_SEVERITY_REASON,
  MIAO_SEVERITY_BLOCK,
  MIAO_SEVERITY_INFO,
  MIAO_SEVERITY_WARNING,
  MIAO_SEVERITY_QUERY,
  MIAO_SEVERITY_ERROR,
  MIAO_SEVERITY_FATAL,
} MiaoSeverity;

/** Returns: (transfer none): "block", "reason", "advice", "pass", "info", … as JSON and XML say it.
 */
const char *miao_severity_name (MiaoSeverity severity);
/** Returns: (transfer none): 阻止 · 须说明 · 建议 · 通过 · 提示 · 警告 · 疑问 · 错误 · 致命. */
const char *miao_severity_label (MiaoSeverity severity, MiaoLanguage language);

/**
 * MiaoRule:
 *
 * A rule is a row. Its texts hold placeholders {name} that the finding fills. @article is set only
 * where the number was verified against the text (domain.md tags [found], [law], [seed]); a number
 * known from memory is never stored, so it cannot be printed.
 */
typedef struct {
  const char *id;         /* "INT-01", "V210" */
  const char *instrument; /* "家庭寄养管理办法（2014）", "MZ/T 122—2019", "机构自定" */
  const char *instrument_en;
  const char *article;     /* "第8条第1项", or NULL */
  const char *valid_from;  /* ISO, or NULL */
  const char *valid_until; /* last day, ISO, or NULL */
  MiaoSeverity severity;   /* when it does not pass */
  const char *title_zh;    /* "融合期未满60日" */
  const char *title_en;
  const char *arithmetic_zh; /* "入户 {start} + 60 天 = {earliest}；{on} 是第 {day} 天", or NULL */
  const char *arithmetic_en;
  const char *hint_zh; /* what to do, or NULL */
  const char *hint_en;
  const char *kind; /* the kind and field that the finding points at */
  const char *field;
  const char *remedy;  /* use case that mends it, or NULL */
  const char *pass_zh; /* title when it passes: "融合期已满60日"; NULL: the title itself */
  const char *pass_en;
} MiaoRule;

/** Returns: whether the rule is in force on @on. */
gboolean miao_rule_in_force (const MiaoRule *rule, MiaoDate on);

/** Returns: (transfer full): "家庭寄养管理办法（2014）第8条 · 2014-12-01 起". */
char *miao_rule_dup_citation (const MiaoRule *rule,
                              MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** One answer of one rule about one record. */
typedef struct _MiaoFinding MiaoFinding;
/** The answers, in the order in which the rules were asked. */
typedef struct _MiaoFindings MiaoFindings;

MiaoFindings *miao_findings_new (void) G_GNUC_WARN_UNUSED_RESULT;
MiaoFindings *miao_findings_ref (MiaoFindings *findings);
void miao_findings_unref (MiaoFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoFindings, miao_findings_unref)

/**
 * miao_findings_add:
 * @rule: a row of static storage
 * @severity: %MIAO_SEVERITY_PASS when in order, else usually @rule->severity
 * @record_id: (nullable): the record that the finding is about
 * @...: pairs of placeholder name and text (const char *), ended by %NULL
 *
 * Returns: (transfer none): the finding, owned by @findings.
 */
MiaoFinding *miao_findings_add (MiaoFindings *findings,
                                const MiaoRule *rule,
                                MiaoSeverity severity,
                                const char *record_id,
                                ...) G_GNUC_NULL_TERMINATED;

guint miao_findings_count (const MiaoFindings *findings, MiaoSeverity severity);
guint miao_findings_length (const MiaoFindings *findings);
const MiaoFinding *miao_findings_get (const MiaoFindings *findings, guint index);
/** Returns: (transfer none) (nullable): the first finding of that rule. */
const MiaoFinding *miao_findings_find (const MiaoFindings *findings, const char *rule_id);
/** Returns: whether one of them blocks (BLOCK, ERROR, FATAL). */
gboolean miao_findings_block (const MiaoFindings *findings);
/** Moves all of @other to the end of @findings. */
void miao_findings_append (MiaoFindings *findings, MiaoFindings *other);

const MiaoRule *miao_finding_rule (const MiaoFinding *finding);
MiaoSeverity miao_finding_severity (const MiaoFinding *finding);
void miao_finding_set_severity (MiaoFinding *finding, MiaoSeverity severity);
const char *miao_finding_record (const MiaoFinding *finding);
/** The person's written reason that answers a REASON finding; %NULL when none was given. */
const char *miao_finding_reason (const MiaoFinding *finding);
void miao_finding_set_reason (MiaoFinding *finding, const char *reason);
/** Kind and field that the way leads to; the rule's own unless overridden for this finding. */
const char *miao_finding_kind (const MiaoFinding *finding);
const char *miao_finding_field (const MiaoFinding *finding);
void miao_finding_set_target (MiaoFinding *finding, const char *kind, const char *field);
const char *miao_finding_argument (const MiaoFinding *finding, const char *name);

/** Returns: the title of the rule, or what it says when it passes. */
char *miao_finding_dup_title (const MiaoFinding *finding,
                              MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;
char *miao_finding_dup_arithmetic (const MiaoFinding *finding,
                                   MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;
char *miao_finding_dup_hint (const MiaoFinding *finding,
                             MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): rule, severity, both titles and arithmetics, citation, record, field.
 */
JsonObject *miao_finding_to_json (const MiaoFinding *finding) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *miao_findings_to_json (const MiaoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
