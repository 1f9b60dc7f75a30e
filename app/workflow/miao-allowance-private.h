#pragma once

#include "miao-allowance-rules.h"
#include "miao-allowance.h"

G_BEGIN_DECLS

/* Whom a line is for and what of. Strings are the caller's. */
typedef struct {
  const char *child;
  const char *family;
  const char *placement;
  const char *kind;
  const char *scope;
  const char *fund_source; /* (nullable) */
} MiaoAllowanceKey;

/* What is read once for a month. */
typedef struct {
  MiaoStore *store;
  MiaoDate month;         /* first day */
  MiaoDate gap_month;     /* first day; NONE */
  GPtrArray *only;        /* (nullable): ids of the children; else all */
  MiaoDate since;         /* first day of the oldest month that is compared */
  GPtrArray *rate_rows;   /* MiaoRecord; @rates points into them */
  GArray *rates;          /* MiaoAllowanceRate */
  GArray *final_months;   /* MiaoDate, first days: approved ones before @month */
  GHashTable *final_runs; /* id -> revision as text */
  GHashTable *placements; /* child id -> GPtrArray of MiaoRecord, the earliest first */
  GHashTable *care;       /* placement id -> GPtrArray of MiaoRecord */
  GHashTable *accounts;   /* see miao_allowance_book() */
  GPtrArray *extras;      /* MiaoRecord: one-off amounts that go with @month */
  GHashTable *numbers;    /* id -> family or file number */
  GPtrArray *lines;       /* MiaoRecord */
} MiaoAllowanceReader;

void miao_allowance_reader_init (MiaoAllowanceReader *reader);
void miao_allowance_reader_clear (MiaoAllowanceReader *reader);
/** Rates, approved months, placements, short-term care, and what was paid. */
gboolean miao_allowance_read (MiaoAllowanceReader *reader, GError **error);
/** Returns: (transfer full): the stays of a child; their gaps are the caller's to free. */
GArray *miao_allowance_stays (MiaoAllowanceReader *reader,
                              GPtrArray *placements) G_GNUC_WARN_UNUSED_RESULT;
/** Makes @pay_due earlier where an agreement of a family that is paid promises an earlier day. */
gboolean miao_allowance_promise (MiaoAllowanceReader *reader, MiaoDate *pay_due, GError **error);
void miao_allowance_book (MiaoAllowanceReader *reader,
                          const MiaoAllowanceKey *key,
                          MiaoDate month,
                          int days,
                          gint64 due,
                          gint64 paid);

G_END_DECLS
