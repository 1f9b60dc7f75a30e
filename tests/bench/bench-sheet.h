#pragma once

#include "miao-page.h"

/* What stands at the edges of the pages that are measured. */
static const MiaoDocumentInfo BENCH_SHEET = { .title = "儿童生长发育记录",
                                              .institution = "江宁市儿童福利院",
                                              .archive_code = "0731-ET·2023-Y-A0017-01",
                                              .item_no = "0038",
                                              .digest = "SM3 4be1 7a02 … c95d 18f3",
                                              .qr = "",
                                              .printed_by = "宋知微",
                                              .printed_on = "2026年11月24日 15:20" };
