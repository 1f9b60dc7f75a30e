#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/** One side of the agreement. @id_no: credit code of the institution, ID number of the caregiver.
 */
typedef struct {
  const char *name;
  const char *id_no;
  const char *representative;
  const char *address;
  const char *phone;
} MiaoAgreementParty;

/**
 * MiaoAgreementData:
 * @agreement: a record of the kind "agreement": number, terms, integration period, payments, plan
 *   of visits and the clauses written for this family; empty ones get the house text
 * @institution: 甲方
 * @caregiver: 乙方: the main caregiver, who signs
 * @family_no: number of the family's file
 * @child: a record of the kind "child"
 * @evaluation_no: (nullable): number of the evaluation of the family
 * @training_no: (nullable): number of the training certificate
 *
 * The agreement needs the ID numbers in full, because it binds; it is printed for signing only.
 */
typedef struct {
  const MiaoRecord *agreement;
  MiaoAgreementParty institution;
  MiaoAgreementParty caregiver;
  const char *family_no;
  const MiaoRecord *child;
  const char *evaluation_no;
  const char *training_no;
} MiaoAgreementData;

/** 《家庭寄养协议》 with the contents that Art. 12 (5) of the Measures of 2014 asks for. */
MiaoDocument *miao_print_agreement (const MiaoDocumentInfo *info,
                                    const MiaoAgreementData *data,
                                    const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
