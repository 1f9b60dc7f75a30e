#pragma once

#include "miao-date.h"
#include "miao-language.h"
#include "miao-rule-settings.h"
#include "miao-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What the institution has set from a day on: thresholds (miao-rule-settings.h) and local figures,
 * both as records of the kind house_value. Each day is judged by what was in force on it.
 */

/** A figure of the place, as the statistics publish it. */
typedef struct {
  const char *key; /* "local.living_area" */
  const char *label_zh;
  const char *label_en;
  const char *unit_zh;
  const char *unit_en;
  int scale;         /* stored values are shown divided by 10^scale */
  const char *rule;  /* id of the rule that asks it */
  const char *field; /* of the institution: the figure before the first one that has a day */
} MiaoLocalFigure;

#define MIAO_LOCAL_LIVING_AREA "local.living_area" /* tenths of a square metre per head */
#define MIAO_LOCAL_MID_INCOME "local.mid_income"   /* fen per head and year */

/** Returns: (transfer none): the local figures. */
const MiaoLocalFigure *miao_local_figures (guint *ret_n);

/** A local figure on one day. */
typedef struct {
  gint64 value;  /* 0: not entered */
  int year;      /* that it is of; 0: unknown */
  MiaoDate from; /* in force since; %MIAO_DATE_NONE: since before days were kept */
} MiaoLocalValue;

/** Returns: (transfer full) (element-type MiaoRecord): all that was ever set, the oldest entry
 *  first. Main thread or whoever has the store. */
GPtrArray *miao_standards_read (MiaoStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): of @rows the one of @key in force on @on: the last day not
 *  after it, of two of one day the later entry; withdrawn ones do not count. */
const MiaoRecord *miao_standards_on (GPtrArray *rows, const char *key, MiaoDate on);

/** Returns: whether @row was written before each value was kept with who set it and why: it has no
 *  id, and may have no day. */
gboolean miao_standards_is_old (const MiaoRecord *row);

/** Returns: (transfer full): since when @row holds: "2026-11-22", of an old one "自旧版本", with
 * its day when that is known. */
char *miao_standards_dup_since (const MiaoRecord *row,
                                MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the row that withdraws @row. */
const MiaoRecord *miao_standards_withdrawal (GPtrArray *rows, const MiaoRecord *row);

/** Returns: whether @row comes into force after @today and was neither withdrawn nor replaced. */
gboolean miao_standards_is_planned (GPtrArray *rows, const MiaoRecord *row, MiaoDate today);

/** The thresholds on @on: defaults and what @rows say. */
void miao_standards_settings (GPtrArray *rows, MiaoDate on, MiaoRuleSettings *ret_settings);

/** Returns: one threshold on @on: the default, or what @rows say; -1 when there is no such @key. */
int miao_standards_threshold (GPtrArray *rows, const char *key, MiaoDate on);

/** @institution: (nullable): whose figures count before the first day. */
void miao_standards_local (GPtrArray *rows,
                           const MiaoRecord *institution,
                           const MiaoLocalFigure *figure,
                           MiaoDate on,
                           MiaoLocalValue *ret_value);

/** Sets the local figures of @institution (not stored) to those of @on, as a return states them. */
gboolean
miao_standards_put_local (MiaoStore *store, MiaoRecord *institution, MiaoDate on, GError **error);

/** Returns: (transfer full): "25.5 平方米", with the year when @year is above 0. */
char *miao_local_figure_dup_value (const MiaoLocalFigure *figure,
                                   gint64 value,
                                   int year,
                                   MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): thresholds and local figures of a day as an object: value,
 *  bounds, what sets them, since when, what is planned, all entries. */
JsonObject *
miao_standards_to_json (MiaoStore *store, MiaoDate on, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the local figures of a day: value, year, since when. */
JsonArray *miao_standards_local_to_json (MiaoStore *store,
                                         MiaoDate on,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
