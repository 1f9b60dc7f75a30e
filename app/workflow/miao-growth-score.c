#include "config.h"

#include "miao-growth-score.h"

#include <math.h>
#include <string.h>

#include "miao-csv.h"
#include "miao-error.h"
#include "miao-growth-table.h"
#include "miao-growth.h"
#include "miao-language.h"

#define READ_BYTES 65536
#define MAX_LINE_BYTES 65536
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define END_OF_FILE (-1)
#define READ_FAILED (-2)

typedef enum {
  COLUMN_SEX,
  COLUMN_AGE_DAYS,
  COLUMN_AGE_MONTHS,
  COLUMN_WEIGHT,
  COLUMN_HEIGHT,
  COLUMN_MEASURED,
  COLUMN_HEAD,
  COLUMN_OEDEMA,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  "sex", "age_days", "age_months", "weight_kg", "height_cm", "measured", "head_cm", "oedema",
};

/* The five z-scores in the order in which they are written. */
static const char *const score_names[] = { "waz", "haz", "whz", "baz", "hcz" };

typedef struct {
  GInputStream *in;
  GOutputStream *out;
  guint8 bytes[READ_BYTES];
  gssize length;
  gssize next;
  guint line;     /* where the reader is */
  guint row_line; /* where the row in @cells begins */
  GPtrArray *cells;
  GString *text;     /* the cell that is being read, then the row that is being written */
  int at[N_COLUMNS]; /* index of each column, −1: not in the file */
} Job;

static void
job_free (Job *job)
{
  g_ptr_array_unref (job->cells);
  g_string_free (job->text, TRUE);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static int
next_byte (Job *job, GError **error)
{
  if (job->next >= job->length) {
    job->length = g_input_stream_read (job->in, job->bytes, READ_BYTES, NULL, error);
    job->next = 0;
    if (job->length < 0)
      return READ_FAILED;
    if (job->length == 0)
      return END_OF_FILE;
  }
  return job->bytes[job->next++];
}

static gboolean
fail (Job *job, int code, GError **error, const char *message)
{
  g_set_error (error, MIAO_ERROR, code, miao_pick ("第 %u 行：%s", "Line %u: %s"), job->row_line,
               message);
  return FALSE;
}

static gboolean
end_cell (Job *job, GError **error)
{
  if (!g_utf8_validate_len (job->text->str, job->text->len, NULL))
    return fail (
        job, MIAO_ERROR_INVALID, error,
        miao_pick ("文字不是 UTF-8 编码。请把文件另存为“CSV UTF-8”后重试。",
                   "the text is not in UTF-8. Save the file as “CSV UTF-8” and try again."));
  g_ptr_array_add (job->cells, g_strndup (job->text->str, job->text->len));
  g_string_truncate (job->text, 0);
  return TRUE;
}

/* Reads one row into @cells. Returns: %FALSE at the end of the file (no @error) and on error. */
static gboolean
read_row (Job *job, GError **error)
{
  gboolean quoted = FALSE, any = FALSE;
  gsize row_bytes = 0;

  g_ptr_array_set_size (job->cells, 0);
  g_string_truncate (job->text, 0);
  job->row_line = ++job->line;
  for (;;) {
    int c = next_byte (job, error);

    if (c == READ_FAILED)
      return FALSE;
    if (c == END_OF_FILE && quoted)
      return fail (job, MIAO_ERROR_INVALID, error,
                   miao_pick ("引号没有成对，请检查这一行。",
                              "a quotation mark is not closed. Check this line."));
    if (c == END_OF_FILE)
      return any && end_cell (job, error);
    any = TRUE;
    if (++row_bytes > MAX_LINE_BYTES)
      return fail (job, MIAO_ERROR_LIMIT, error,
                   miao_pick ("一行超过 64 KiB，请检查引号是否成对。",
                              "the line is longer than 64 KiB. Check that quotation marks match."));
    if (c == '"')
      /* Two in a row inside quotes leave and enter again, and the second stands for itself. */
      quoted = !quoted;
    if (c == '\n')
      job->line += quoted;
    if (c == '\n' && !quoted) {
      if (job->text->len > 0 && job->text->str[job->text->len - 1] == '\r')
        g_string_truncate (job->text, job->text->len - 1);
      return end_cell (job, error);
    }
    if (c == ',' && !quoted) {
      if (!end_cell (job, error))
        return FALSE;
    } else {
      g_string_append_c (job->text, (char) c);
    }
  }
}

/* Takes the quotes off a cell: "a ""b""" is a "b". */
static void
unquote (char *cell)
{
  gsize to = 0;

  if (cell[0] != '"')
    return;
  for (gsize from = 1; cell[from] != '\0'; from++) {
    if (cell[from] == '"' && cell[++from] != '"')
      break;
    cell[to++] = cell[from];
  }
  cell[to] = '\0';
}

static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/* Begins the row that is written with the @n cells that were read; missing ones are empty. */
static void
append_copied (Job *job, guint n)
{
  g_string_truncate (job->text, 0);
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append_c (job->text, ',');
    if (i < job->cells->len)
      miao_csv_append (job->text, g_ptr_array_index (job->cells, i));
  }
}

static gboolean
write_row (Job *job, GError **error)
{
  g_string_append_c (job->text, '\n');
  return g_output_stream_write_all (job->out, job->text->str, job->text->len, NULL, NULL, error);
}

static const char *
get_cell (Job *job, Column column)
{
  int at = job->at[column];

  return at >= 0 && (guint) at < job->cells->len ? g_ptr_array_index (job->cells, at) : "";
}

static gboolean
fail_cell (Job *job, Column column, GError **error, const char *zh, const char *en)
{
  g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
               miao_pick ("第 %u 行，%s 列：“%s”%s", "Line %u, column %s: “%s” %s"), job->row_line,
               column_names[column], get_cell (job, column), miao_pick (zh, en));
  return FALSE;
}

/* How surveys write "not measured". */
static gboolean
is_missing (const char *cell)
{
  return cell[0] == '\0' || g_str_equal (cell, ".") || g_ascii_strcasecmp (cell, "NA") == 0;
}

static gboolean
parse_number (Job *job, Column column, double unit, double *ret_value, GError **error)
{
  const char *cell = get_cell (job, column);
  double value;

  if (is_missing (cell))
    return TRUE;
  value = g_ascii_strtod (cell, NULL);
  if (!is_number (cell) || !isfinite (value))
    return fail_cell (job, column, error, "不是数字，请改正后重试。",
                      "is not a number. Correct it.");
  if (value < 0.0)
    return fail_cell (job, column, error, "不能是负数，请改正后重试。", "is below 0. Correct it.");
  *ret_value = value * unit;
  return TRUE;
}

typedef struct {
  const char *text;
  int value;
} Word;

/* Reads one of @words, which end with a %NULL text; an empty cell leaves @ret_value alone. */
static gboolean
parse_word (Job *job, Column column, const Word *words, int *ret_value, GError **error)
{
  const char *cell = get_cell (job, column);

  if (is_missing (cell))
    return TRUE;
  for (; words->text != NULL; words++) {
    if (g_ascii_strcasecmp (cell, words->text) != 0)
      continue;
    *ret_value = words->value;
    return TRUE;
  }
  return fail_cell (
      job, column, error,
      "不是可用的值（sex：1、2；measured：lying、standing；oedema：1、0），请改正后重试。",
      "is not one of the values (sex: 1, 2; measured: lying, standing; oedema: 1, 0). "
      "Correct it.");
}

static gboolean
parse_measure (Job *job, MiaoGrowthMeasure *measure, GError **error)
{
  static const Word sexes[] = { { "1", 1 },  { "2", 2 },    { "m", 1 },
                                { "f", 2 },  { "male", 1 }, { "female", 2 },
                                { "男", 1 }, { "女", 2 },   { NULL, 0 } };
  static const Word postures[] = {
    { "lying", MIAO_GROWTH_POSTURE_LYING },
    { "standing", MIAO_GROWTH_POSTURE_STANDING },
    { "l", MIAO_GROWTH_POSTURE_LYING },
    { "h", MIAO_GROWTH_POSTURE_STANDING },
    { "卧", MIAO_GROWTH_POSTURE_LYING },
    { "立", MIAO_GROWTH_POSTURE_STANDING },
    { NULL, 0 },
  };
  /* The WHO's programs write 2 for "no". */
  static const Word oedemas[] = { { "1", TRUE },   { "0", FALSE },   { "2", FALSE },
                                  { "y", TRUE },   { "n", FALSE },   { "yes", TRUE },
                                  { "no", FALSE }, { "true", TRUE }, { "false", FALSE },
                                  { "是", TRUE },  { "否", FALSE },  { NULL, 0 } };
  double days = NAN, months = NAN;
  int posture = MIAO_GROWTH_POSTURE_UNKNOWN;

  *measure = (MiaoGrowthMeasure){ .age_days = NAN };
  if (!parse_word (job, COLUMN_SEX, sexes, &measure->sex, error) ||
      !parse_number (job, COLUMN_AGE_DAYS, 1.0, &days, error) ||
      !parse_number (job, COLUMN_AGE_MONTHS, MIAO_GROWTH_DAYS_OF_MONTH, &months, error) ||
      !parse_number (job, COLUMN_WEIGHT, 1000.0, &measure->weight_g, error) ||
      !parse_number (job, COLUMN_HEIGHT, 10.0, &measure->length_mm, error) ||
      !parse_word (job, COLUMN_MEASURED, postures, &posture, error) ||
      !parse_number (job, COLUMN_HEAD, 10.0, &measure->head_mm, error) ||
      !parse_word (job, COLUMN_OEDEMA, oedemas, &measure->oedema, error))
    return FALSE;
  measure->posture = (MiaoGrowthPosture) posture;
  measure->age_days = isnan (days) ? months : days;
  return TRUE;
}

static void
append_number (GString *row, double value, const char *format)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (row, ',');
  if (!isnan (value))
    g_string_append (row, g_ascii_formatd (buffer, sizeof buffer, format, value + 0.0));
}

static void
append_flag (GString *flags, const char *name, const char *suffix)
{
  g_string_append_printf (flags, "%s%s%s", flags->len > 0 ? " " : "", name, suffix);
}

static void
append_scores (Job *job, const MiaoGrowthMeasure *measure)
{
  g_autoptr (GString) flags = g_string_new (NULL);
  gboolean length_outside = FALSE;
  MiaoGrowthResult result;
  const MiaoGrowthScore *scores[G_N_ELEMENTS (score_names)];

  miao_growth_score (measure, &result);
  scores[0] = &result.score[MIAO_GROWTH_WEIGHT_FOR_AGE];
  scores[1] = &result.score[MIAO_GROWTH_LENGTH_FOR_AGE];
  scores[2] = miao_growth_weight_for_length (&result);
  scores[3] = &result.score[MIAO_GROWTH_BMI_FOR_AGE];
  scores[4] = &result.score[MIAO_GROWTH_HEAD_FOR_AGE];
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    append_number (job->text, scores[i]->z, "%.3f");
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++) {
    append_number (job->text, scores[i]->centile, "%.1f");
    if (scores[i]->implausible)
      append_flag (flags, score_names[i], "_implausible");
    length_outside |= scores[i]->reason == MIAO_GROWTH_LENGTH_OUTSIDE;
  }
  if (measure->oedema)
    append_flag (flags, "oedema", "");
  if (result.posture_ignored)
    append_flag (flags, "posture_ignored", "");
  if (!isnan (measure->age_days) && result.reference == 0)
    append_flag (flags, "age_outside", "");
  if (length_outside)
    append_flag (flags, "length_outside", "");
  g_string_append_c (job->text, ',');
  g_string_append (job->text, flags->str);
}

static gboolean
read_heading (Job *job, GError **error)
{
  for (int column = 0; column < N_COLUMNS; column++)
    job->at[column] = -1;
  for (guint i = 0; i < job->cells->len; i++)
    for (int column = 0; column < N_COLUMNS; column++)
      if (job->at[column] < 0 &&
          g_ascii_strcasecmp (g_ptr_array_index (job->cells, i), column_names[column]) == 0)
        job->at[column] = (int) i;
  if (job->at[COLUMN_SEX] < 0 || (job->at[COLUMN_AGE_DAYS] < 0 && job->at[COLUMN_AGE_MONTHS] < 0))
    return fail (job, MIAO_ERROR_INVALID, error,
                 miao_pick ("第一行应写列名，至少有 sex 和 age_days（或 age_months），以逗号分隔。",
                            "the first line must name the columns, at least sex and age_days (or "
                            "age_months), with commas between them."));
  append_copied (job, job->cells->len);
  for (gsize i = 0; i < G_N_ELEMENTS (score_names); i++)
    g_string_append_printf (job->text, ",%s", score_names[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (score_names); i++)
    g_string_append_printf (job->text, ",%s_centile", score_names[i]);
  g_string_append (job->text, ",flags");
  return write_row (job, error);
}

static gboolean
is_blank_row (Job *job)
{
  return job->cells->len == 1 && ((char *) g_ptr_array_index (job->cells, 0))[0] == '\0';
}

static void
tidy_cells (Job *job, gboolean first)
{
  for (guint i = 0; i < job->cells->len; i++) {
    char *cell = g_ptr_array_index (job->cells, i);

    if (first && i == 0 && g_str_has_prefix (cell, BYTE_ORDER_MARK))
      memmove (cell, cell + strlen (BYTE_ORDER_MARK), strlen (cell) - strlen (BYTE_ORDER_MARK) + 1);
    g_strstrip (cell);
    unquote (cell);
  }
}

static gboolean
score_rows (Job *job, guint n_columns, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (read_row (job, &local_error)) {
    MiaoGrowthMeasure measure;

    tidy_cells (job, FALSE);
    if (is_blank_row (job))
      continue;
    if (job->cells->len > n_columns)
      return fail (job, MIAO_ERROR_INVALID, error,
                   miao_pick ("这一行的格数比列名多，请检查逗号和引号。",
                              "more cells than column names. Check commas and quotation marks."));
    if (!parse_measure (job, &measure, error))
      return FALSE;
    append_copied (job, n_columns);
    append_scores (job, &measure);
    if (!write_row (job, error))
      return FALSE;
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  return TRUE;
}

gboolean
miao_growth_score_csv (GInputStream *in, GOutputStream *out, GError **error)
{
  g_autoptr (GOutputStream) buffered = g_buffered_output_stream_new_sized (out, READ_BYTES);
  g_autoptr (Job) job = g_new0 (Job, 1);
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffered), FALSE);
  job->in = in;
  job->out = buffered;
  job->cells = g_ptr_array_new_with_free_func (g_free);
  job->text = g_string_new (NULL);
  if (!read_row (job, &local_error) && local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  tidy_cells (job, TRUE);
  done = read_heading (job, error) && score_rows (job, job->cells->len, error);
  /* What was written before a faulty line is kept, so that the person sees how far it went. */
  return g_output_stream_flush (buffered, NULL, done ? error : NULL) && done;
}
