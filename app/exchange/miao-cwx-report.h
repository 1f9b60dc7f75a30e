#pragma once

#include "miao-cwx-writer.h"
#include "miao-finding.h"
#include "miao-return-rules.h"

G_BEGIN_DECLS

/*
 * What was found in a return: on the screen, in the register of batches, as report.xml and as JSON.
 */

/** Findings that are kept one by one; those beyond are counted only. */
#define MIAO_CWX_MAX_ITEMS 20000

/**
 * MiaoCwxItem:
 * @rule: "V101"; file findings are V001 to V006
 * @stage: 0 file, 1 field, 2 record, 3 across records, 4 against the last batch, 5 statistics
 * @line: of the file; 0 = none
 * @child_no, @child_id, @kind, @record, @field: (nullable): where it leads
 * @path_zh, @path_en: "寄养关系 › 正式寄养确立日"
 * @value: (nullable): masked
 */
typedef struct {
  char *rule;
  MiaoSeverity severity;
  guint stage;
  guint line;
  char *child_no;
  char *child_id;
  char *kind;
  char *record;
  char *field;
  char *path_zh;
  char *path_en;
  char *value;
  char *title_zh;
  char *title_en;
  char *arithmetic_zh;
  char *arithmetic_en;
  char *hint_zh;
  char *hint_en;
  char *reason; /* the explanation that the record holds already */
} MiaoCwxItem;

typedef struct {
  MiaoRecord *submission; /* as the header says; without fields when there is no header */
  char *file_name;
  guint64 bytes;
  char sha256[65];
  guint64 n_children;
  guint64 n_families;
  guint64 n_placements;
  guint64 n_attachments;
  guint64 n_by_severity[MIAO_SEVERITY_FATAL + 1];
  MiaoReturnTally tally;
  GPtrArray *items; /* MiaoCwxItem */
  gboolean truncated;
} MiaoCwxReport;

MiaoCwxReport *miao_cwx_report_new (const char *file_name) G_GNUC_WARN_UNUSED_RESULT;
void miao_cwx_report_free (MiaoCwxReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoCwxReport, miao_cwx_report_free)

/** Adds @item (transfer full) and counts it. */
void miao_cwx_report_add (MiaoCwxReport *report, MiaoCwxItem *item);
void miao_cwx_item_free (MiaoCwxItem *item);

/**
 * miao_cwx_report_add_findings:
 * @folder: (nullable): the folder that was asked; values and file number are taken from it
 * @get_line: (nullable): line of a record
 *
 * Takes what the rules found (not what passed) into the report.
 */
void miao_cwx_report_add_findings (MiaoCwxReport *report,
                                   const MiaoFindings *findings,
                                   const MiaoFolder *folder,
                                   guint (*get_line) (gconstpointer data, const char *record_id),
                                   gconstpointer line_data);

/** Returns: the stage of domain 11.6 that the rule belongs to. */
guint miao_cwx_rule_stage (const char *rule_id);

/** Returns: whether nothing FATAL or ERROR was found. */
gboolean miao_cwx_report_is_sendable (const MiaoCwxReport *report);

/** Returns: (transfer full): file, counts, summary by rule, findings. */
JsonObject *miao_cwx_report_to_json (const MiaoCwxReport *report) G_GNUC_WARN_UNUSED_RESULT;

/** Writes report.xml (namespace urn:cn:cwx:1:report); errors as of miao_cwx_write(). */
gboolean miao_cwx_report_write_xml (const MiaoCwxReport *report, const char *path, GError **error);

G_END_DECLS
