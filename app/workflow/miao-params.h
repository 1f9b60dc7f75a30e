#pragma once

#include "miao-field.h"

/* Short forms for the parameter tables of use cases; a parameter is a dictionary field. */
#define P_MUST MIAO_NEED_ALWAYS
#define P_MAY MIAO_NEED_OPTIONAL
#define P_IF MIAO_NEED_CONDITIONAL

#define P_REF(n, kind, en, zh, needed)                                                             \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_REF, .table = kind, .need = needed   \
  }
#define P_REFS(n, kind, en, zh, needed)                                                            \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_REFS, .table = kind, .need = needed  \
  }
#define P_CODE(n, codes, en, zh, needed)                                                           \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_CODE, .table = codes, .need = needed \
  }
#define P_CODES(n, codes, en, zh, needed)                                                          \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_CODES, .table = codes,               \
    .need = needed                                                                                 \
  }
#define P_DATE(n, en, zh, needed)                                                                  \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_DATE, .need = needed                 \
  }
#define P_INSTANT(n, en, zh, needed)                                                               \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_INSTANT, .need = needed              \
  }
#define P_MONTH(n, en, zh, needed)                                                                 \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_MONTH, .need = needed                \
  }
#define P_TEXT(n, en, zh, needed)                                                                  \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_TEXT, .need = needed                 \
  }
#define P_LONG(n, en, zh, needed)                                                                  \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_LONG_TEXT, .need = needed            \
  }
#define P_BOOL(n, en, zh, needed)                                                                  \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_BOOLEAN, .need = needed              \
  }
#define P_INT(n, en, zh, low, high, needed)                                                        \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_INTEGER, .min = low, .max = high,    \
    .need = needed                                                                                 \
  }
#define P_LIST(n, members, en, zh, needed)                                                         \
  {                                                                                                \
    .name = n, .label = en, .label_zh = zh, .type = MIAO_TYPE_LIST, .items = members,              \
    .need = needed                                                                                 \
  }
#define P_END                                                                                      \
  {                                                                                                \
    NULL                                                                                           \
  }
