#include "config.h"

#include "miao-print-growth-record.h"

#include "miao-codes.h"

#include <string.h>

#define ON_SHEET 10 /* measurements beside one curve on one page */

static const char *const child_fields[] = {
  "name",      "sex",        "child_no",         "birth_date",       "birth_basis",  "ethnic",
  "id_no",     "hukou_type", "child_category",   "guardianship",     "guardian_org", "former_names",
  "blood_abo", "care_mode",  "disability_types", "disability_grade", "allergies",    "chronic",
  NULL,
};

static const char *const sheet_fields[] = { "name",       "sex",         "child_no",
                                            "birth_date", "birth_basis", NULL };

static const char *const admission_fields[] = {
  "arrived_on",     "intake_code",     "sender_type", "sender_name", "police_org",
  "police_cert_on", "health_check_on", "approve_org", "approve_on",  "formal_on",
  "closed_on",      "exit_code",       NULL,
};

static void
add_cover (MiaoDocument *document,
           const MiaoDocumentInfo *info,
           const MiaoGrowthRecordData *data,
           const MiaoPrintOptions *options)
{
  g_autofree char *name = miao_print_dup_value (data->child, "name", options);
  g_autofree char *number = miao_print_dup_value (data->child, "child_no", options);
  g_autofree char *from = NULL, *to = miao_print_dup_date (data->as_of), *period = NULL;

  if (data->n_admissions > 0)
    from = miao_print_dup_date (miao_record_get_date (data->admissions[0], "arrived_on"));
  period = g_strdup_printf ("%s—%s", from != NULL ? from : "", to);

  {
    const MiaoSignature lines[] = {
      { "姓　　名", name },   { "院内编号", number },          { "档　　号", info->archive_code },
      { "起止日期", period }, { "保管期限", data->retention }, { "立档单位", info->institution },
    };

    miao_document_add_space (document, 70);
    miao_document_add_display (document, info->institution, 18, FALSE);
    miao_document_add_space (document, 26);
    miao_document_add_display (document, "儿童个人成长档案", 32, TRUE);
    miao_document_add_space (document, 90);
    miao_document_add_cover_lines (document, lines, G_N_ELEMENTS (lines));
  }
}

static void
add_admissions (MiaoDocument *document,
                const MiaoGrowthRecordData *data,
                const MiaoPrintOptions *options)
{
  miao_document_add_heading (document, "二、入院经过");
  if (data->n_admissions == 0)
    miao_document_add_paragraph (document, "没有入院记录。", FALSE);
  for (guint i = 0; i < data->n_admissions; i++) {
    if (data->n_admissions > 1) {
      g_autofree char *heading = g_strdup_printf ("第 %u 次入院", i + 1);

      miao_document_add_subheading (document, heading);
    }
    miao_print_add_fields (document, data->admissions[i], admission_fields, 2, NULL, options);
  }
}

/* z-scores are held times 100; paper has the real minus sign and two decimals. */
static char *
dup_z (int z)
{
  return z == G_MININT ? g_strdup ("") : miao_print_dup_number (z, 2);
}

static char *
dup_measured (gint64 value, guint scale)
{
  return value <= 0 ? g_strdup ("") : miao_print_dup_number (value, scale);
}

#define HEAD_COLUMN 6 /* left out where no head was measured */

static void
add_measure_row (MiaoDocument *document,
                 const MiaoPrintMeasure *measure,
                 MiaoDate born,
                 gboolean heads)
{
  char on[MIAO_DATE_BUFFER];
  g_autofree char *age = miao_print_dup_age (born, measure->on);
  g_autofree char *weight = dup_measured ((measure->weight_g + 5) / 10, 2);
  g_autofree char *height = dup_measured (measure->height_mm, 1);
  g_autofree char *head = dup_measured (measure->head_mm, 1);
  g_autofree char *zw = dup_z (measure->z_weight);
  g_autofree char *zh = dup_z (measure->z_height);
  const char *cells[] = { miao_date_format (measure->on, on),
                          age,
                          weight,
                          zw,
                          height,
                          zh,
                          head,
                          measure->position,
                          measure->by,
                          measure->verdict };

  if (!heads)
    memmove (cells + HEAD_COLUMN, cells + HEAD_COLUMN + 1,
             (G_N_ELEMENTS (cells) - HEAD_COLUMN - 1) * sizeof *cells);
  miao_document_add_row (document, cells);
}

static void
add_measures (MiaoDocument *document,
              const MiaoGrowthRecordData *data,
              guint from,
              gboolean with_heads)
{
  MiaoColumn columns[] = {
    { "测量日期", 2.2, MIAO_ALIGN_CENTER }, { "年龄", 2.1, MIAO_ALIGN_CENTER },
    { "体重 kg", 1.6, MIAO_ALIGN_CENTER },  { "体重 z", 1.4, MIAO_ALIGN_CENTER },
    { "身高 cm", 1.6, MIAO_ALIGN_CENTER },  { "身高 z", 1.4, MIAO_ALIGN_CENTER },
    { "头围 cm", 1.6, MIAO_ALIGN_CENTER },  { "体位", 1.05, MIAO_ALIGN_CENTER },
    { "测量人", 1.5, MIAO_ALIGN_CENTER },   { "评价", 1.1, MIAO_ALIGN_CENTER },
  };
  guint n = G_N_ELEMENTS (columns);
  gboolean heads = FALSE;

  for (guint i = from; with_heads && i < data->n_measures; i++)
    heads = heads || data->measures[i].head_mm > 0;
  if (!heads) {
    n--;
    memmove (columns + HEAD_COLUMN, columns + HEAD_COLUMN + 1, (n - HEAD_COLUMN) * sizeof *columns);
  }
  miao_document_begin_table (document, columns, n);
  for (guint i = from; i < data->n_measures; i++)
    add_measure_row (document, &data->measures[i], miao_record_get_date (data->child, "birth_date"),
                     heads);
  miao_document_end_table (document);
}

static void
add_growth (MiaoDocument *document, const MiaoGrowthRecordData *data)
{
  miao_document_add_heading (document, "三、生长发育");
  for (guint i = 0; i < data->n_curves; i++) {
    miao_document_begin_together (document);
    miao_document_add_subheading (document, data->curves[i].heading);
    miao_document_add_drawing (document, 255, data->curves[i].draw, data->curves[i].user_data,
                               NULL);
    miao_document_end_together (document);
  }
  if (data->n_measures == 0) {
    miao_document_add_paragraph (document, "没有测量记录。", FALSE);
    return;
  }
  miao_document_add_subheading (document, "测量记录");
  add_measures (document, data, 0, TRUE);
  if (data->standard != NULL) {
    g_autofree char *note =
        g_strdup_printf ("评价标准：%s。z 为标准差分。卧：量身长；立：量身高。", data->standard);

    miao_document_add_note (document, note);
  }
}

/* ---- where the child lived: one bar, shaded by the form of care ---- */

typedef struct {
  MiaoDate from;
  MiaoDate to;
  guint mode; /* index into the words */
} Bar;

typedef struct {
  GArray *bars;
  GPtrArray *modes; /* char *, in order of first use */
  MiaoDate first;
  MiaoDate last;
} Bars;

static const double shades[] = { 0.82, 0.45, 0.94, 0.65, 0.25 };

static void
free_bars (gpointer data)
{
  Bars *bars = data;

  g_array_unref (bars->bars);
  g_ptr_array_unref (bars->modes);
  g_free (bars);
}

static Bars *
make_bars (const MiaoGrowthRecordData *data)
{
  Bars *bars = g_new0 (Bars, 1);

  bars->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  bars->modes = g_ptr_array_new_with_free_func (g_free);
  bars->first = data->stays[0].from;
  bars->last = data->as_of;
  for (guint i = 0; i < data->n_stays; i++) {
    const MiaoPrintStay *stay = &data->stays[i];
    Bar bar = { stay->from, stay->to != MIAO_DATE_NONE ? stay->to + 1 : data->as_of, 0 };

    while (bar.mode < bars->modes->len && g_strcmp0 (bars->modes->pdata[bar.mode], stay->mode) != 0)
      bar.mode++;
    if (bar.mode == bars->modes->len)
      g_ptr_array_add (bars->modes, g_strdup (stay->mode));
    bars->first = MIN (bars->first, bar.from);
    bars->last = MAX (bars->last, bar.to);
    g_array_append_val (bars->bars, bar);
  }

  return bars;
}

static void
fill_shade (cairo_t *cr, guint mode, double x, double y, double width, double height)
{
  double shade = shades[mode % G_N_ELEMENTS (shades)];

  cairo_set_source_rgb (cr, shade, shade, shade);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
}

static void
draw_bars (cairo_t *cr, double width, double height, gpointer user_data)
{
  const Bars *bars = user_data;
  const double top = 4, thick = 20;
  double scale = (width - 2) / MAX (1, bars->last - bars->first), x = 1;
  int year, month, day, last_year, step;

  for (guint i = 0; i < bars->bars->len; i++) {
    const Bar *bar = &g_array_index (bars->bars, Bar, i);

    fill_shade (cr, bar->mode, 1 + (bar->from - bars->first) * scale, top,
                MAX (1, (bar->to - bar->from) * scale), thick);
  }

  miao_date_get_ymd (bars->first, &year, &month, &day);
  miao_date_get_ymd (bars->last, &last_year, &month, &day);
  step = 1 + (last_year - year) / 12;
  for (year++; year <= last_year; year += step) {
    double at = 1 + (miao_date_from_ymd (year, 1, 1) - bars->first) * scale;
    g_autofree char *text = g_strdup_printf ("%d", year);

    cairo_move_to (cr, at, top + thick);
    cairo_line_to (cr, at, top + thick + 4);
    cairo_stroke (cr);
    /* A number that would stand half outside is left to its neighbours. */
    if (at > 12 && at < width - 12)
      (void) miao_page_show_text (cr, text, 8, at, top + thick + 4, 0.5);
  }

  for (guint i = 0; i < bars->modes->len; i++) {
    fill_shade (cr, i, x, height - 13, 14, 8);
    x += 18;
    x += miao_page_show_text (cr, bars->modes->pdata[i], 8, x, height - 15, 0) + 16;
  }
}

static void
add_stays (MiaoDocument *document, const MiaoGrowthRecordData *data)
{
  static const MiaoColumn columns[] = {
    { "起", 2, MIAO_ALIGN_CENTER },       { "止", 2, MIAO_ALIGN_CENTER },
    { "时长", 1.8, MIAO_ALIGN_CENTER },   { "养育方式", 1.8, MIAO_ALIGN_CENTER },
    { "地点或家庭", 4, MIAO_ALIGN_LEFT }, { "备注", 3, MIAO_ALIGN_LEFT },
  };

  miao_document_add_heading (document, "四、养育经过");
  if (data->n_stays == 0) {
    miao_document_add_paragraph (document, "没有养育记录。", FALSE);
    return;
  }
  miao_document_add_drawing (document, 56, draw_bars, make_bars (data), free_bars);
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < data->n_stays; i++) {
    const MiaoPrintStay *stay = &data->stays[i];
    char from[MIAO_DATE_BUFFER], to[MIAO_DATE_BUFFER];
    gboolean open = stay->to == MIAO_DATE_NONE;
    g_autofree char *length = miao_print_dup_span (stay->from, open ? data->as_of : stay->to);
    const char *cells[] = { miao_date_format (stay->from, from),
                            open ? "至今" : miao_date_format (stay->to, to),
                            length,
                            stay->mode,
                            stay->place,
                            stay->note };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);
}

static void
add_evaluations (MiaoDocument *document, const MiaoGrowthRecordData *data)
{
  static const MiaoColumn columns[] = {
    { "日期", 2, MIAO_ALIGN_CENTER }, { "编号", 2.6, MIAO_ALIGN_CENTER },
    { "评估", 3, MIAO_ALIGN_LEFT },   { "实施", 3, MIAO_ALIGN_LEFT },
    { "结论", 3.4, MIAO_ALIGN_LEFT },
  };

  miao_document_add_heading (document, "五、评估");
  if (data->n_evaluations == 0) {
    miao_document_add_paragraph (document, "没有评估记录。", FALSE);
    return;
  }
  miao_document_begin_table (document, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < data->n_evaluations; i++) {
    const MiaoPrintEvaluation *evaluation = &data->evaluations[i];
    char on[MIAO_DATE_BUFFER];
    const char *cells[] = { miao_date_format (evaluation->on, on), evaluation->number,
                            evaluation->kind, evaluation->by, evaluation->conclusion };

    miao_document_add_row (document, cells);
  }
  miao_document_end_table (document);
}

static void
add_notes (MiaoDocument *document, const MiaoGrowthRecordData *data)
{
  miao_document_add_heading (document, "六、成长记录");
  if (data->n_notes == 0)
    miao_document_add_paragraph (document, "没有成长记录。", FALSE);
  for (guint i = 0; i < data->n_notes; i++) {
    const MiaoPrintNote *note = &data->notes[i];
    g_autofree char *on = miao_print_dup_date (note->on);
    g_autofree char *heading = g_strjoin ("　", on, note->heading, NULL);

    miao_document_add_subheading (document, heading);
    miao_document_add_paragraph (document, note->text, TRUE);
    if (note->by != NULL) {
      g_autofree char *by = g_strconcat ("记录人：", note->by, NULL);

      miao_document_add_note (document, by);
    }
  }
}

static void
add_end_sheet (MiaoDocument *document, const MiaoGrowthRecordData *data)
{
  g_autofree char *on = miao_print_dup_date (data->as_of);
  g_autofree char *text = g_strdup_printf (
      "本记录依据截至%s的档案生成，含入院记录 %u 次、测量 %u 次、养育经过 %u 段、评估 %u 次、"
      "成长记录 %u 则。如有更正，另附更正件，原件不改。",
      on, data->n_admissions, data->n_measures, data->n_stays, data->n_evaluations, data->n_notes);
  const MiaoSignature lines[] = { { "立卷人", data->arranged_by }, { "检查人", data->checked_by } };

  miao_document_begin_together (document);
  miao_document_add_heading (document, "七、备考");
  miao_document_add_opinion (document, text, lines, G_N_ELEMENTS (lines), NULL);
  miao_document_end_together (document);
}

MiaoDocument *
miao_print_growth_record (const MiaoDocumentInfo *info,
                          const MiaoGrowthRecordData *data,
                          const MiaoPrintOptions *options)
{
  MiaoDocument *document = miao_document_new (info);

  add_cover (document, info, data, options);
  miao_document_add_page_break (document);
  miao_document_add_heading (document, "一、基本情况");
  miao_print_add_fields (document, data->child, child_fields, 2, data->photo, options);
  if (options == NULL || !options->full)
    miao_document_add_note (document,
                            "证件号码等敏感内容已遮盖；需要全文的，由有权人员另行打印并登记。");
  add_admissions (document, data, options);
  add_growth (document, data);
  add_stays (document, data);
  add_evaluations (document, data);
  add_notes (document, data);
  add_end_sheet (document, data);

  return document;
}

MiaoDocument *
miao_print_growth_sheet (const MiaoDocumentInfo *info,
                         const MiaoGrowthRecordData *data,
                         const MiaoPrintOptions *options)
{
  MiaoDocument *document = miao_document_new (info);
  guint from = data->n_measures > ON_SHEET ? data->n_measures - ON_SHEET : 0;
  g_autofree char *heading = NULL;
  const MiaoSignature lines[] = { { "评价人", data->arranged_by }, { "审核人", data->checked_by } };

  miao_document_add_title (document, "儿童生长发育记录");
  miao_document_begin_grid (document, 3, NULL);
  for (guint i = 0; sheet_fields[i] != NULL; i++) {
    g_autofree char *value = miao_print_dup_value (data->child, sheet_fields[i], options);
    const MiaoField *field = miao_kind_field (miao_record_get_kind (data->child), sheet_fields[i]);

    miao_document_add_grid_cell (
        document, g_str_equal (field->name, "birth_basis") ? "日期依据" : field->label_zh, value,
        1);
  }
  {
    g_autofree char *arrived =
        data->n_admissions > 0
            ? miao_print_dup_value (data->admissions[data->n_admissions - 1], "arrived_on", options)
            : g_strdup ("");

    miao_document_add_grid_cell (document, "入院日期", arrived, 1);
    miao_document_add_grid_cell (document, "评价标准", data->standard, 2);
    miao_document_add_grid_cell (document, "保管期限", data->retention, 1);
  }
  miao_document_end_grid (document);
  if (data->n_curves > 0) {
    g_autofree char *curve = g_strconcat ("一、", data->curves[0].heading, NULL);

    miao_document_add_heading (document, curve);
    miao_document_add_drawing (document, 228, data->curves[0].draw, data->curves[0].user_data,
                               NULL);
  }
  heading = data->n_measures > ON_SHEET
                ? g_strdup_printf ("%s、测量记录（最近 %d 次，共 %u 次）",
                                   data->n_curves > 0 ? "二" : "一", ON_SHEET, data->n_measures)
                : g_strdup_printf ("%s、测量记录（共 %u 次）", data->n_curves > 0 ? "二" : "一",
                                   data->n_measures);
  miao_document_add_heading (document, heading);
  add_measures (document, data, from, FALSE);
  miao_document_add_heading (document, data->n_curves > 0 ? "三、评价意见" : "二、评价意见");
  miao_document_add_opinion (document, data->growth_opinion != NULL ? data->growth_opinion : "",
                             lines, G_N_ELEMENTS (lines), NULL);

  return document;
}
