#pragma once

#include "miao-print.h"

G_BEGIN_DECLS

/** What the record of an incident says. */
typedef struct {
  const MiaoRecord *incident;
  const char *institution;
  const char *children; /* names; "" for none */
  const char *family;   /* name; "" for none */
  const char *passed; /* from the discovery to the first report: "45 分钟"; (nullable): no report */
} MiaoIncidentData;

/** Returns: 强制报告记录表, 投诉登记表 or 突发事件记录表, as the record is. */
const char *miao_print_incident_title (const MiaoRecord *incident);

/** The record of an incident with its reports, replies and end, to be signed. */
MiaoDocument *miao_print_incident (const MiaoDocumentInfo *info,
                                   const MiaoIncidentData *data,
                                   const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/** What the record of an emergency removal says. */
typedef struct {
  const MiaoRecord *placement;
  const MiaoRecord *incident; /* (nullable): the one that led to it */
  const char *institution;
  const char *child;
  const char *family;
} MiaoRemovalData;

/** 紧急带离记录, to be signed by those who took the child and by the family. */
MiaoDocument *miao_print_removal (const MiaoDocumentInfo *info,
                                  const MiaoRemovalData *data,
                                  const MiaoPrintOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
