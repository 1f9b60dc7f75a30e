#pragma once

#include "miao-rules.h"

G_BEGIN_DECLS

/** Places in the table of the rules of stage 0. */
enum {
  MIAO_CWX_V001,
  MIAO_CWX_V002,
  MIAO_CWX_V003,
  MIAO_CWX_V004,
  MIAO_CWX_V005,
  MIAO_CWX_V006,
};

/** Returns: (transfer none): the rules of stage 0, V001 to V006, ended by a row without an id. */
const MiaoRule *miao_cwx_file_rules (void);

/** What libxml2's error number @code means for a person. */
void miao_cwx_explain (int code, const char **ret_zh, const char **ret_en);

G_END_DECLS
