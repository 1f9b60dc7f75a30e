#pragma once

#include "miao-form.h"
#include "miao-print.h"

G_BEGIN_DECLS

/** A label and its value: "入户日期" and "2024年4月24日". */
typedef struct {
  const char *label;
  const char *value;
} MiaoPrintFact;

/** What the rules say about an item that nobody types: "符合", and the sum that shows it. */
typedef struct {
  const char *item;
  const char *result;
  const char *note;
} MiaoPrintComputed;

/**
 * MiaoEvaluationData:
 * @form: the form in the version that the evaluation was made with
 * @evaluation: (nullable): a record of the kind "evaluation"; %NULL: the blank form, with boxes to
 *   tick
 * @members: records of the kind "evaluation_member", the leader first
 * @facts: who and what was evaluated: child, family, placement, days
 * @computed: results of the items of the type computed
 * @needs: (nullable): rows as the field "needs" of evaluations has them; %NULL: the form finds none
 *
 * One evaluation on paper. The report on the integration period (annex C) is this with the form of
 * that annex and the days of the placement as facts.
 */
typedef struct {
  const MiaoForm *form;
  const MiaoRecord *evaluation;
  const MiaoRecord *const *members;
  guint n_members;
  const MiaoPrintFact *facts;
  guint n_facts;
  const MiaoPrintComputed *computed;
  guint n_computed;
  JsonArray *needs;
} MiaoEvaluationData;

/** @info: its title may be %NULL: that of the form, "…评估表" becoming "…评估报告" when filled. */
MiaoDocument *miao_print_evaluation (const MiaoDocumentInfo *info,
                                     const MiaoEvaluationData *data,
                                     const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what a pen has to do at the item on the blank form: "□是　□否". */
char *miao_print_dup_blank_answer (const MiaoFormItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
