/* The growth record and the growth sheet of a child. */
#include "config.h"

#include "miao-aftercare.h"
#include "miao-attachments.h"
#include "miao-codes.h"
#include "miao-correction.h"
#include "miao-growth-chart.h"
#include "miao-growth-curve.h"
#include "miao-growth-facts.h"
#include "miao-paper-private.h"
#include "miao-print-growth-record.h"

#include <math.h>
#include <string.h>

#define CURVE_POINTS 160

/* One chart with everything that it points into. */
typedef struct {
  MiaoGrowthChart chart;
  GArray *curve;
  GArray *points;
} Curve;

static const struct {
  MiaoGrowthIndicator indicator;
  const char *heading;
} charts[] = {
  { MIAO_GROWTH_WEIGHT_FOR_AGE, "年龄别体重曲线（千克）" },
  { MIAO_GROWTH_LENGTH_FOR_AGE, "年龄别身长（身高）曲线（厘米）" },
  { MIAO_GROWTH_BMI_FOR_AGE, "年龄别体质指数曲线（千克/平方米）" },
};

static void
draw_curve (cairo_t *cr, double width, double height, gpointer data)
{
  const Curve *curve = data;

  miao_growth_chart_draw (&curve->chart, miao_growth_palette_paper (), cr, width, height);
}

static void
curve_free (gpointer data)
{
  Curve *curve = data;

  g_array_unref (curve->curve);
  g_array_unref (curve->points);
  g_free (curve);
}

/* NULL when the child was never measured for this indicator. */
static Curve *
curve_new (MiaoPaper *paper,
           MiaoGrowthIndicator indicator,
           const MiaoRecord *child,
           GPtrArray *measures,
           MiaoDate today)
{
  Curve *curve = g_new0 (Curve, 1);
  double from = 0, to = 0;

  curve->points = g_array_new (FALSE, TRUE, sizeof (MiaoGrowthPoint));
  for (guint i = 0; i < measures->len; i++) {
    MiaoRecord *record = g_ptr_array_index (measures, i);
    MiaoGrowthMeasure measure;
    MiaoGrowthPoint point;

    if (miao_record_get_bool (record, "void"))
      continue;
    miao_growth_measure_from_record (child, record, &measure);
    if (miao_growth_make_point (&measure, miao_record_get_date (record, "measured_on"), indicator,
                                &point))
      g_array_append_val (curve->points, point);
  }
  if (curve->points->len == 0) {
    g_array_unref (curve->points);
    g_free (curve);
    return NULL;
  }
  miao_growth_curve_range (indicator,
                           g_array_index (curve->points, MiaoGrowthPoint, curve->points->len - 1).x,
                           &from, &to);
  curve->curve = miao_growth_curve_sample (indicator, (int) miao_record_get_int (child, "sex", 0),
                                           from, to, CURVE_POINTS);
  curve->chart = (MiaoGrowthChart){
    .indicator = indicator,
    .sex = (int) miao_record_get_int (child, "sex", 0),
    .born = miao_record_get_date (child, "birth_date"),
    .today = MIAO_DATE_NONE,
    .from = from,
    .to = to,
    .curve = (const MiaoGrowthCurvePoint *) curve->curve->data,
    .n_curve = curve->curve->len,
    .points = (const MiaoGrowthPoint *) curve->points->data,
    .n_points = curve->points->len,
    .selected = -1,
    .callout = MIAO_GROWTH_CALLOUT_LINE,
    .legend = TRUE,
    .font = "Noto Sans CJK SC",
    .font_size = 8,
    .language = MIAO_LANGUAGE_ZH,
  };
  g_ptr_array_add (paper->curves, curve);

  return curve;
}

static int
z_of (const MiaoRecord *record, const char *field)
{
  return (int) miao_record_get_int (record, field, G_MININT);
}

static GArray *
read_measures (GPtrArray *records)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (MiaoPrintMeasure));

  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);
    MiaoPrintMeasure row = {
      .on = miao_record_get_date (record, "measured_on"),
      .weight_g = miao_record_get_int (record, "weight_g", 0),
      .height_mm = miao_record_get_int (record, "length_mm", 0),
      .head_mm = miao_record_get_int (record, "head_mm", 0),
      .z_weight = z_of (record, "z_wfa"),
      .z_height = z_of (record, "z_hfa"),
      .position = miao_record_is (record, "posture", "L")   ? "卧"
                  : miao_record_is (record, "posture", "S") ? "立"
                                                            : NULL,
      .by = miao_record_get (record, "measured_by"),
      .verdict = miao_record_has (record, "grade")
                     ? miao_codes_name ("growth_grade", miao_record_get (record, "grade"),
                                        MIAO_LANGUAGE_ZH)
                     : NULL,
    };

    if (!miao_record_get_bool (record, "void"))
      g_array_append_val (rows, row);
  }

  return rows;
}

/* Returns: (transfer none) (nullable): its state with the days of the follow-ups after it. */
static const char *
follow_up_note (MiaoPaper *paper, const MiaoRecord *placement)
{
  const char *id = miao_record_get (placement, "termination");
  const MiaoRecord *termination =
      id != NULL ? miao_paper_load (paper, "termination", id, NULL) : NULL;
  g_autofree char *days = termination != NULL ? miao_aftercare_dup_days (termination) : NULL;

  if (days == NULL || *days == '\0')
    return NULL;

  return miao_paper_keep (
      paper,
      g_strdup_printf ("%s；随访 %s",
                       miao_codes_name ("placement_status", miao_record_get (placement, "status"),
                                        MIAO_LANGUAGE_ZH),
                       days));
}

/* Where the child lived: in the institution between the placements, with a family during them. */
static GArray *
read_stays (MiaoPaper *paper, GPtrArray *admissions, GPtrArray *placements)
{
  GArray *stays = g_array_new (FALSE, TRUE, sizeof (MiaoPrintStay));
  MiaoDate from = admissions->len > 0
                      ? miao_record_get_date (g_ptr_array_index (admissions, 0), "arrived_on")
                      : MIAO_DATE_NONE;
  MiaoDate left =
      admissions->len > 0
          ? miao_record_get_date (g_ptr_array_index (admissions, admissions->len - 1), "closed_on")
          : MIAO_DATE_NONE;

  for (guint i = 0; i < placements->len; i++) {
    MiaoRecord *placement = g_ptr_array_index (placements, i);
    MiaoDate in = miao_record_get_date (placement, "moved_in_on");
    MiaoDate out = miao_record_get_date (placement, "ended_on");
    MiaoPrintStay house = { from, in, "在院", paper->institution, NULL };
    const char *followed = follow_up_note (paper, placement);
    MiaoPrintStay stay = {
      .from = in,
      .to = out,
      .mode = "家庭寄养",
      .place = miao_paper_keep (
          paper, g_strdup_printf ("寄养编号 %s", miao_record_get (placement, "placement_no"))),
      .note = followed != NULL
                  ? followed
                  : miao_codes_name ("placement_status", miao_record_get (placement, "status"),
                                     MIAO_LANGUAGE_ZH),
    };

    if (in == MIAO_DATE_NONE)
      continue;
    if (from != MIAO_DATE_NONE && from < in)
      g_array_append_val (stays, house);
    g_array_append_val (stays, stay);
    from = out;
    if (out == MIAO_DATE_NONE)
      return stays;
  }
  if (from != MIAO_DATE_NONE) {
    MiaoPrintStay house = { from, left, "在院", paper->institution, NULL };

    g_array_append_val (stays, house);
  }

  return stays;
}

/* The final correction of @old among @all. */
static const MiaoRecord *
find_correction (GPtrArray *all, const MiaoRecord *old)
{
  for (guint i = 0; i < all->len; i++) {
    const MiaoRecord *other = all->pdata[i];

    if (miao_record_is (other, "supersedes", miao_record_get_id (old)) &&
        miao_record_has (other, "conclusion") && !miao_correction_is_refused (other))
      return other;
  }

  return NULL;
}

static const MiaoRecord *
find_corrected (GPtrArray *all, const MiaoRecord *correction)
{
  for (guint i = 0; i < all->len; i++)
    if (miao_record_is (correction, "supersedes", miao_record_get_id (all->pdata[i])))
      return all->pdata[i];

  return NULL;
}

/* The archive keeps all versions; which of them counts is said at each. */
static const char *
write_conclusion (MiaoPaper *paper, GPtrArray *all, const MiaoRecord *record)
{
  const char *conclusion =
      miao_codes_name ("eval_conclusion", miao_record_get (record, "conclusion"), MIAO_LANGUAGE_ZH);
  const MiaoRecord *old = find_corrected (all, record), *correction = find_correction (all, record);
  GString *words;

  if (old == NULL && correction == NULL)
    return conclusion;
  words = g_string_new (conclusion);
  if (old != NULL)
    g_string_append_printf (words, "（更正 %s%s）", miao_record_get (old, "eval_no"),
                            miao_correction_is_refused (record) ? "，审核未采纳" : "");
  if (correction != NULL)
    g_string_append_printf (words, "（已更正，见 %s）", miao_record_get (correction, "eval_no"));

  return miao_paper_keep (paper, g_string_free (words, FALSE));
}

static GArray *
read_evaluations (MiaoPaper *paper, GPtrArray *records)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (MiaoPrintEvaluation));

  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);
    MiaoPrintEvaluation row = {
      .on = miao_record_get_date (record, "finished_on"),
      .number = miao_record_get (record, "eval_no"),
      .kind = miao_codes_name ("eval_kind", miao_record_get (record, "kind"), MIAO_LANGUAGE_ZH),
      .by = miao_record_is (record, "provider_type", "1")
                ? miao_record_get (record, "provider_name")
                : paper->institution,
    };

    if (!miao_record_has (record, "conclusion"))
      continue;
    row.conclusion = write_conclusion (paper, records, record);
    g_array_append_val (rows, row);
  }

  return rows;
}

static GArray *
read_opinions (GPtrArray *records)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (MiaoPrintNote));

  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *record = g_ptr_array_index (records, i);
    MiaoPrintNote row = {
      .on = miao_record_get_date (record, "held_on"),
      .heading =
          miao_codes_name ("opinion_about", miao_record_get (record, "about"), MIAO_LANGUAGE_ZH),
      .text = miao_record_get (record, "words"),
    };

    if (row.text != NULL)
      g_array_append_val (rows, row);
  }

  return rows;
}

static GBytes *
read_photo (MiaoPaper *paper, const MiaoRecord *child)
{
  const char *id = miao_record_get (child, "photo_main");
  MiaoRecord *document;

  if (id == NULL)
    return NULL;
  document = miao_paper_load (paper, "document", id, NULL);
  if (document == NULL)
    return NULL;

  return miao_attachments_read (miao_session_get_attachments (paper->session),
                                miao_record_get_id (document), miao_record_get (document, "sha256"),
                                NULL);
}

static gboolean
has_archival_code (MiaoPaper *paper, const char *child, GError **error)
{
  g_autoptr (GPtrArray) volumes =
      miao_paper_all (paper, "archive_volume", "child", child, "volume_no", error);

  if (volumes == NULL)
    return FALSE;
  if (volumes->len > 0)
    paper->info.archive_code =
        miao_record_get (g_ptr_array_index (volumes, volumes->len - 1), "archival_code");

  return TRUE;
}

gboolean
miao_paper_make_growth (MiaoPaper *paper, GError **error)
{
  MiaoRecord *child = miao_paper_load (paper, "child", paper->id, error);
  g_autoptr (GPtrArray) admissions = NULL, measures = NULL, placements = NULL, evaluations = NULL,
                        opinions = NULL;
  g_autoptr (GArray) rows = NULL, stays = NULL, concluded = NULL, notes = NULL;
  g_autoptr (GBytes) photo = NULL;
  MiaoPrintCurve curves[G_N_ELEMENTS (charts)];
  MiaoGrowthRecordData data = { 0 };

  if (child == NULL || !has_archival_code (paper, paper->id, error) ||
      (admissions = miao_paper_all (paper, "admission", "child", paper->id, "seq", error)) ==
          NULL ||
      (measures = miao_paper_all (paper, "growth_measure", "child", paper->id, "measured_on",
                                  error)) == NULL ||
      (placements =
           miao_paper_all (paper, "placement", "child", paper->id, "moved_in_on", error)) == NULL ||
      (evaluations = miao_paper_all (paper, "evaluation", "subject_child", paper->id, "finished_on",
                                     error)) == NULL ||
      (opinions = miao_paper_all (paper, "child_opinion", "child", paper->id, "held_on", error)) ==
          NULL)
    return FALSE;
  data.as_of = miao_session_today (paper->session);
  for (gsize i = 0; i < G_N_ELEMENTS (charts); i++) {
    Curve *curve = curve_new (paper, charts[i].indicator, child, measures, data.as_of);

    if (curve != NULL)
      curves[data.n_curves++] = (MiaoPrintCurve){ charts[i].heading, draw_curve, curve };
  }
  rows = read_measures (measures);
  stays = read_stays (paper, admissions, placements);
  concluded = read_evaluations (paper, evaluations);
  notes = read_opinions (opinions);
  photo = read_photo (paper, child);
  data.child = child;
  data.admissions = (const MiaoRecord *const *) admissions->pdata;
  data.n_admissions = admissions->len;
  data.measures = (const MiaoPrintMeasure *) rows->data;
  data.n_measures = rows->len;
  data.standard = "世界卫生组织儿童生长标准（2006）、生长参考值（2007）";
  data.curves = curves;
  data.stays = (const MiaoPrintStay *) stays->data;
  data.n_stays = stays->len;
  data.evaluations = (const MiaoPrintEvaluation *) concluded->data;
  data.n_evaluations = concluded->len;
  data.notes = (const MiaoPrintNote *) notes->data;
  data.n_notes = notes->len;
  data.retention = "永久";
  data.photo = photo;
  paper->document = strcmp (paper->kind->name, "growth-sheet") == 0
                        ? miao_print_growth_sheet (&paper->info, &data, &paper->options)
                        : miao_print_growth_record (&paper->info, &data, &paper->options);

  return TRUE;
}

GPtrArray *
miao_paper_curves_new (void)
{
  return g_ptr_array_new_with_free_func (curve_free);
}
