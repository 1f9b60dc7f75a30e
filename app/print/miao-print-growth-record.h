#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/**
 * MiaoPrintMeasure:
 * @weight_g: 0: not measured; so the others
 * @z_weight: z-score times 100 as records hold it; %G_MININT: none
 * @position: (nullable): "卧" or "立"
 * @verdict: (nullable): "中下"
 */
typedef struct {
  MiaoDate on;
  gint64 weight_g;
  gint64 height_mm;
  gint64 head_mm;
  int z_weight;
  int z_height;
  const char *position;
  const char *by;
  const char *verdict;
} MiaoPrintMeasure;

/**
 * MiaoPrintStay:
 * @to: last day; %MIAO_DATE_NONE: still there
 * @mode: "在院", "家庭寄养", "医院" …: one shade each in the bar
 * @place: "阳光楼 2 层", "寄养家庭 JY-2024-0007"
 */
typedef struct {
  MiaoDate from;
  MiaoDate to;
  const char *mode;
  const char *place;
  const char *note;
} MiaoPrintStay;

typedef struct {
  MiaoDate on;
  const char *number;
  const char *kind;
  const char *by;
  const char *conclusion;
} MiaoPrintEvaluation;

/** A passage of the child's story: a monthly note, a first word, the child's own words. */
typedef struct {
  MiaoDate on;
  const char *heading;
  const char *text;
  const char *by;
} MiaoPrintNote;

/**
 * MiaoPrintCurve:
 * @heading: "年龄别体重曲线（kg）"
 * @draw: draws it for paper, for example with miao_growth_chart_draw(); called with @user_data
 * while the document lives
 */
typedef struct {
  const char *heading;
  MiaoDrawFunc draw;
  gpointer user_data;
} MiaoPrintCurve;

/**
 * MiaoGrowthRecordData:
 * @child: a record of the kind "child"
 * @admissions: records of the kind "admission", oldest first
 * @measures: oldest first
 * @as_of: the day that the record is printed for: ages and open stays end there
 * @arranged_by: 立卷人; %NULL leaves a line
 * @checked_by: 检查人
 * @photo: (nullable): PNG or JPEG
 *
 * All that a growth record says. Strings are copied by miao_print_growth_record().
 */
typedef struct {
  const MiaoRecord *child;
  const MiaoRecord *const *admissions;
  guint n_admissions;
  const MiaoPrintMeasure *measures;
  guint n_measures;
  const char *standard;
  const MiaoPrintCurve *curves;
  guint n_curves;
  const char *growth_opinion;
  const MiaoPrintStay *stays;
  guint n_stays;
  const MiaoPrintEvaluation *evaluations;
  guint n_evaluations;
  const MiaoPrintNote *notes;
  guint n_notes;
  MiaoDate as_of;
  const char *retention;
  const char *arranged_by;
  const char *checked_by;
  GBytes *photo;
} MiaoGrowthRecordData;

/**
 * miao_print_growth_record:
 *
 * 成长档案: cover, who the child is, how it came, growth with curves, where it lived, evaluations,
 * notes, end sheet. Curves are called back when pages are drawn.
 */
MiaoDocument *miao_print_growth_record (const MiaoDocumentInfo *info,
                                        const MiaoGrowthRecordData *data,
                                        const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_print_growth_sheet:
 *
 * 儿童生长发育记录 on its own: frame, first curve, the last ten measurements, opinion.
 */
MiaoDocument *miao_print_growth_sheet (const MiaoDocumentInfo *info,
                                       const MiaoGrowthRecordData *data,
                                       const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
