#pragma once

#include "miao-date.h"
#include "miao-page.h"

G_BEGIN_DECLS

/** A line of the list of a volume (GB/T 9705, DA/T 22). @document_no: 文号, %NULL for none. */
typedef struct {
  guint number;
  const char *document_no;
  const char *responsible;
  const char *title;
  MiaoDate date;
  guint pages;
  const char *remark;
} MiaoVolumeLine;

/**
 * MiaoVolumePaper:
 * @fonds: 全宗名称
 * @category: 类目名称
 * @title: 案卷题名
 * @period: "2006—2013"
 * @state: 卷内情况说明
 * @seal: (nullable): words about the seal: date, person, chain value; stands on the end sheet,
 *   which so becomes the paper anchor of the electronic volume
 */
typedef struct {
  const char *fonds;
  const char *category;
  const char *title;
  const char *code;
  const char *period;
  const char *retention;
  const char *shelf;
  guint n_pages;
  const MiaoVolumeLine *lines;
  guint n_lines;
  const char *state;
  const char *arranged_by;
  const char *checked_by;
  MiaoDate arranged_on;
  const char *seal;
} MiaoVolumePaper;

/** 案卷封面. */
MiaoDocument *miao_print_volume_cover (const MiaoDocumentInfo *info,
                                       const MiaoVolumePaper *paper) G_GNUC_WARN_UNUSED_RESULT;
/** 卷内文件目录. */
MiaoDocument *miao_print_volume_list (const MiaoDocumentInfo *info,
                                      const MiaoVolumePaper *paper) G_GNUC_WARN_UNUSED_RESULT;
/** 卷内备考表. */
MiaoDocument *miao_print_volume_end (const MiaoDocumentInfo *info,
                                     const MiaoVolumePaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
