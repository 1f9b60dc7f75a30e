#include "config.h"

#include "miao-ledger-read.h"

#include "miao-citizen-id.h"
#include "miao-language.h"

#include <string.h>

/* Oldest age, in completed years, at which an arrival is taken without asking. */
#define ADULT_YEARS 18

typedef struct {
  const MiaoLedgerMap *map;
  const MiaoKind *child_kind;
  const MiaoKind *admission_kind;
  gboolean is_1904;
  MiaoLedgerReadOptions options;
  MiaoLedgerEntryFunc func;
  gpointer user_data;
  MiaoLedgerTotals totals;
  GPtrArray *problems;
  const MiaoLedgerRow *row;
  MiaoRecord *child;
  MiaoRecord *admission;
  MiaoDate arrived; /* day of arrival of the row: decides between sets of codes */
  GHashTable *seen; /* "i110…" ID number, "n…" name and birth, "f…" file number → line */
} Reader;

void
miao_ledger_problem_free (gpointer data)
{
  MiaoLedgerProblem *problem = data;

  g_free (problem->heading);
  g_free (problem->value);
  g_free (problem->text_zh);
  g_free (problem->text_en);
  g_free (problem);
}

const char *
miao_ledger_problem_text (const MiaoLedgerProblem *problem)
{
  return miao_language () == MIAO_LANGUAGE_ZH ? problem->text_zh : problem->text_en;
}

JsonObject *
miao_ledger_problem_to_json (const MiaoLedgerProblem *problem)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "line", problem->line);
  if (problem->column >= 0) {
    json_object_set_int_member (object, "column", problem->column + 1);
    json_object_set_string_member (object, "heading", problem->heading);
  }
  if (problem->field != NULL)
    json_object_set_string_member (object, "field", problem->field->name);
  if (problem->value != NULL)
    json_object_set_string_member (object, "value", problem->value);
  if (problem->other_line > 0)
    json_object_set_int_member (object, "other_line", problem->other_line);
  json_object_set_string_member (object, "severity", miao_ledger_severity_name (problem->severity));
  json_object_set_string_member (object, "code", problem->code);
  json_object_set_string_member (object, "text_zh", problem->text_zh);
  json_object_set_string_member (object, "text_en", problem->text_en);

  return object;
}

static void
add_problem (Reader *self,
             const MiaoLedgerColumn *column,
             MiaoLedgerSeverity severity,
             const char *code,
             char *text_zh,
             char *text_en)
{
  MiaoLedgerProblem *problem = g_new0 (MiaoLedgerProblem, 1);

  problem->line = self->row->line;
  problem->column = column != NULL ? (int) column->index : -1;
  problem->severity = severity;
  problem->code = code;
  if (column != NULL) {
    problem->heading = g_strdup (column->heading);
    problem->field = column->field;
    if (column->index < self->row->n_cells)
      problem->value = g_strdup (self->row->cells[column->index].text);
  }
  problem->text_zh = text_zh;
  problem->text_en = text_en;
  g_ptr_array_add (self->problems, problem);
}

/* The same with texts that need no arguments; @field names the column if there is one. */
static void
add_plain (Reader *self,
           const char *kind,
           const char *field,
           MiaoLedgerSeverity severity,
           const char *code,
           const char *text_zh,
           const char *text_en)
{
  add_problem (self, miao_ledger_map_find (self->map, kind, field), severity, code,
               g_strdup (text_zh), g_strdup (text_en));
}

static void
note_birth_precision (Reader *self, const MiaoLedgerValue *value)
{
  static const char *const words[] = {
    [MIAO_LEDGER_YEAR] = "year",
    [MIAO_LEDGER_MONTH] = "month",
    [MIAO_LEDGER_DAY] = "exact",
    [MIAO_LEDGER_ABOUT] = "estimated",
  };

  if (!miao_record_has (self->child, "birth_precision"))
    miao_record_set (self->child, "birth_precision", words[value->precision]);
}

/* What the ledger calls the way of admission is more than the code that has to stand for it. */
static void
keep_word (Reader *self, const char *text, const MiaoLedgerValue *value)
{
  if (strcmp (value->code, "code-before-sets") == 0)
    miao_record_set_printf (self->admission, "intake_history", "旧台账：%s", text);
  if (!miao_record_has (self->child, "child_category") &&
      miao_ledger_map_find (self->map, "child", "child_category") == NULL)
    miao_record_set (self->child, "child_category",
                     miao_ledger_find_code ("child_category", text, MIAO_DATE_NONE));
}

static void
take_cell (Reader *self, const MiaoLedgerColumn *column)
{
  const MiaoLedgerCell *cell = &self->row->cells[column->index];
  gboolean of_child = strcmp (column->kind->name, "child") == 0;
  g_auto (MiaoLedgerValue) value = { 0 };

  miao_ledger_read_value (column->field, cell, column->spellings, self->is_1904,
                          of_child ? MIAO_DATE_NONE : self->arrived, &value);
  if (strcmp (column->field->name, "intake_code") == 0)
    keep_word (self, cell->text, &value);
  if (strcmp (column->field->name, "id_no") == 0 && miao_ledger_says_unregistered (cell->text))
    miao_record_set (self->child, "id_absent_reason", cell->text);
  if (value.severity != MIAO_LEDGER_OK)
    add_problem (self, column, value.severity, value.code, g_steal_pointer (&value.message_zh),
                 g_steal_pointer (&value.message_en));
  if (value.text == NULL)
    return;
  miao_record_set_at (of_child ? self->child : self->admission,
                      (guint) (column->field - column->kind->fields), value.text);
  if (of_child && strcmp (column->field->name, "birth_date") == 0)
    note_birth_precision (self, &value);
  if (strcmp (column->field->name, "arrived_on") == 0 && value.clock[0] != '\0')
    miao_record_set (self->admission, "arrived_time", value.clock);
}

static void
compare_with_id (Reader *self, const MiaoCitizenId *id)
{
  MiaoDate born = miao_record_get_date (self->child, "birth_date");
  const char *sex = miao_record_get (self->child, "sex");
  char in_id[MIAO_DATE_BUFFER];
  char given[MIAO_DATE_BUFFER];

  miao_date_format (id->born, in_id);
  miao_date_format (born, given);
  if (born == MIAO_DATE_NONE) {
    add_problem (self, NULL, MIAO_LEDGER_NOTE, "birth-from-id",
                 g_strdup_printf ("没有出生日期，按身份证号记为 %s。", in_id),
                 g_strdup_printf ("No date of birth; %s is taken from the ID number.", in_id));
  } else if (born != id->born && miao_record_is (self->child, "birth_precision", "exact")) {
    add_problem (self, miao_ledger_map_find (self->map, "child", "birth_date"), MIAO_LEDGER_ERROR,
                 "birth-id-differ",
                 g_strdup_printf ("出生日期 %s 与身份证号中的 %s 不一致。请对照原件改正其中一个。",
                                  given, in_id),
                 g_strdup_printf ("The date of birth %s differs from %s in the ID number. Correct "
                                  "one of them from the original.",
                                  given, in_id));
    return;
  }
  if (born != id->born) {
    miao_record_set_date (self->child, "birth_date", id->born);
    miao_record_set (self->child, "birth_precision", "exact");
  }
  if (sex == NULL)
    miao_record_set (self->child, "sex", id->sex);
  else if (strcmp (sex, id->sex) != 0)
    add_plain (self, "child", "sex", MIAO_LEDGER_ERROR, "sex-id-differ",
               "性别与身份证号第 17 位不一致。请对照原件改正其中一个。",
               "The sex differs from the 17th digit of the ID number. Correct one of them from the "
               "original.");
}

static void
check_identity (Reader *self)
{
  const char *id_no = miao_record_get (self->child, "id_no");
  gboolean has_name = miao_record_has (self->child, "name");
  MiaoCitizenId id;

  if (id_no != NULL && miao_citizen_id_parse (id_no, &id, NULL)) {
    compare_with_id (self, &id);
    if (!miao_record_has (self->child, "id_type"))
      miao_record_set (self->child, "id_type", "111");
  }
  if (!has_name && id_no == NULL && !miao_record_has (self->child, "child_no") &&
      !miao_record_has (self->child, "birth_date"))
    add_plain (self, "child", "name", MIAO_LEDGER_ERROR, "nobody",
               "姓名、编号、身份证号和出生日期都没有，无法知道是哪个儿童。",
               "There is no name, number, ID number or date of birth: nothing says which child "
               "this is.");
  else if (!has_name)
    add_plain (self, "child", "name", MIAO_LEDGER_WARNING, "name-missing",
               "没有姓名。可以导入，请尽快补填。",
               "There is no name. The row can be imported; enter the name soon.");
  if (!miao_record_has (self->child, "child_no"))
    add_plain (self, "child", "child_no", MIAO_LEDGER_WARNING, "number-missing",
               "没有院内编号，导入时自动编号。",
               "There is no file number; one is given on import.");
}

static void
check_arrival (Reader *self)
{
  MiaoDate arrived = miao_record_get_date (self->admission, "arrived_on");
  MiaoDate found = miao_record_get_date (self->admission, "found_on");
  MiaoDate fallback = found != MIAO_DATE_NONE ? found : self->options.arrived_on;
  g_autofree char *day = miao_date_dup (fallback);

  if (arrived != MIAO_DATE_NONE)
    return;
  for (guint i = 0; i < self->problems->len; i++) {
    const MiaoLedgerProblem *problem = g_ptr_array_index (self->problems, i);

    if (problem->field != NULL && strcmp (problem->field->name, "arrived_on") == 0)
      return; /* what is wrong with it has been said */
  }
  if (fallback == MIAO_DATE_NONE) {
    add_plain (self, "admission", "arrived_on", MIAO_LEDGER_ERROR, "arrival-missing",
               "没有到院日期。请补填后再导入。",
               "There is no day of arrival. Enter it and import again.");
    return;
  }
  miao_record_set_date (self->admission, "arrived_on", fallback);
  add_problem (
      self, miao_ledger_map_find (self->map, "admission", "arrived_on"), MIAO_LEDGER_WARNING,
      "arrival-assumed", g_strdup_printf ("没有到院日期，暂按 %s 记入。请核对。", day),
      g_strdup_printf ("There is no day of arrival; %s is entered. Please check it.", day));
}

static void
check_not_after (Reader *self, MiaoRecord *record, const char *field, const char *kind)
{
  MiaoDate date = miao_record_get_date (record, field);
  g_autofree char *text = NULL;
  const MiaoField *definition;

  if (date == MIAO_DATE_NONE || date <= self->options.today)
    return;
  text = miao_date_dup (date);
  definition = miao_kind_field (miao_record_get_kind (record), field);
  add_problem (self, miao_ledger_map_find (self->map, kind, field), MIAO_LEDGER_ERROR,
               "date-in-future",
               g_strdup_printf ("%s %s 在今天之后。请改正。", definition->label_zh, text),
               g_strdup_printf ("%s %s lies after today. Correct it.", definition->label, text));
}

static void
check_order (Reader *self)
{
  MiaoDate born = miao_record_get_date (self->child, "birth_date");
  MiaoDate arrived = miao_record_get_date (self->admission, "arrived_on");
  MiaoDate closed = miao_record_get_date (self->admission, "closed_on");
  char born_text[MIAO_DATE_BUFFER];
  char arrived_text[MIAO_DATE_BUFFER];
  char closed_text[MIAO_DATE_BUFFER];
  const MiaoLedgerColumn *column = miao_ledger_map_find (self->map, "admission", "arrived_on");

  miao_date_format (born, born_text);
  miao_date_format (arrived, arrived_text);
  miao_date_format (closed, closed_text);
  check_not_after (self, self->child, "birth_date", "child");
  check_not_after (self, self->admission, "arrived_on", "admission");
  if (born != MIAO_DATE_NONE && arrived != MIAO_DATE_NONE && arrived < born)
    add_problem (self, column, MIAO_LEDGER_ERROR, "arrival-before-birth",
                 g_strdup_printf ("到院早于出生：%s 早于 %s。", arrived_text, born_text),
                 g_strdup_printf ("The arrival lies before birth: %s is before %s.", arrived_text,
                                  born_text));
  else if (arrived <= self->options.today && miao_date_age (born, arrived) >= ADULT_YEARS)
    add_problem (self, column, MIAO_LEDGER_WARNING, "adult-on-arrival",
                 g_strdup_printf ("到院时已满 18 周岁（%s 出生，%s 到院）。请核对。", born_text,
                                  arrived_text),
                 g_strdup_printf ("Already 18 on arrival (born %s, arrived %s). Please check.",
                                  born_text, arrived_text));
  if (closed != MIAO_DATE_NONE && closed < arrived)
    add_problem (self, miao_ledger_map_find (self->map, "admission", "closed_on"),
                 MIAO_LEDGER_ERROR, "exit-before-arrival",
                 g_strdup_printf ("离院早于到院：%s 早于 %s。", closed_text, arrived_text),
                 g_strdup_printf ("The child left before arriving: %s is before %s.", closed_text,
                                  arrived_text));
}

/* Whether another row had the same; remembers this one otherwise. */
static void
check_repeated (Reader *self,
                char *key,
                const char *field,
                MiaoLedgerSeverity severity,
                const char *code,
                const char *what_zh,
                const char *what_en)
{
  guint line = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, key));
  MiaoLedgerProblem *problem;

  if (line == 0) {
    g_hash_table_insert (self->seen, key, GUINT_TO_POINTER (self->row->line));
    return;
  }
  g_free (key);
  add_problem (
      self, miao_ledger_map_find (self->map, "child", field), severity, code,
      g_strdup_printf ("第 %u 行与第 %u 行%s，可能是同一个儿童。请只留一行，或改正其中一行。",
                       self->row->line, line, what_zh),
      g_strdup_printf ("Rows %u and %u have %s: they may be one child. Keep one row, or "
                       "correct one of them.",
                       self->row->line, line, what_en));
  problem = g_ptr_array_index (self->problems, self->problems->len - 1);
  problem->other_line = line;
}

static void
check_duplicates (Reader *self)
{
  const char *id_no = miao_record_get (self->child, "id_no");
  const char *number = miao_record_get (self->child, "child_no");
  const char *name = miao_record_get (self->child, "name");
  const char *born = miao_record_get (self->child, "birth_date");

  if (number != NULL)
    check_repeated (self, g_strconcat ("f", number, NULL), "child_no", MIAO_LEDGER_ERROR,
                    "duplicate-number", "编号相同", "the same file number");
  if (id_no != NULL)
    check_repeated (self, g_strconcat ("i", id_no, NULL), "id_no", MIAO_LEDGER_ERROR,
                    "duplicate-id", "身份证号相同", "the same ID number");
  if (name != NULL && born != NULL)
    check_repeated (self, g_strconcat ("n", name, "\n", born, NULL), "name", MIAO_LEDGER_WARNING,
                    "duplicate-name", "姓名和出生日期相同", "the same name and date of birth");
}

static int
compare_problems (const void *a, const void *b)
{
  const MiaoLedgerProblem *const *left = a;
  const MiaoLedgerProblem *const *right = b;

  return (*left)->column - (*right)->column;
}

static MiaoDate
find_arrival (Reader *self)
{
  const MiaoLedgerColumn *column = miao_ledger_map_find (self->map, "admission", "arrived_on");
  g_auto (MiaoLedgerValue) value = { 0 };

  if (column != NULL && column->index < self->row->n_cells)
    miao_ledger_read_date (self->row->cells[column->index].text, self->is_1904, &value);

  return miao_date_parse (value.text);
}

static gboolean
read_row (const MiaoLedgerRow *row, gpointer user_data, GError **error)
{
  Reader *self = user_data;
  MiaoLedgerEntry entry = { row->line, row, NULL, NULL, self->problems, MIAO_LEDGER_OK };
  g_autoptr (MiaoRecord) child = miao_record_new (self->child_kind);
  g_autoptr (MiaoRecord) admission = miao_record_new (self->admission_kind);

  self->row = row;
  self->child = child;
  self->admission = admission;
  self->arrived = find_arrival (self);
  g_ptr_array_set_size (self->problems, 0);
  for (guint i = 0; i < miao_ledger_map_get_n_columns (self->map); i++) {
    const MiaoLedgerColumn *column = miao_ledger_map_get_column (self->map, i);

    if (column->field != NULL && i < row->n_cells)
      take_cell (self, column);
  }
  if (miao_record_has (child, "disability_types") && !miao_record_has (child, "disabled"))
    miao_record_set_bool (child, "disabled", TRUE);
  miao_record_set_int (admission, "seq", 1);
  check_identity (self);
  check_arrival (self);
  check_order (self);
  check_duplicates (self);
  g_ptr_array_sort (self->problems, compare_problems);
  for (guint i = 0; i < self->problems->len; i++) {
    const MiaoLedgerProblem *problem = g_ptr_array_index (self->problems, i);

    entry.worst = MAX (entry.worst, problem->severity);
  }
  self->totals.n_rows++;
  self->totals.n_errors += entry.worst == MIAO_LEDGER_ERROR;
  self->totals.n_warnings += entry.worst == MIAO_LEDGER_WARNING;
  entry.child = child;
  entry.admission = admission;

  return self->func (&entry, self->user_data, error);
}

gboolean
miao_ledger_read_children (MiaoLedger *ledger,
                           const MiaoLedgerMap *map,
                           const MiaoLedgerReadOptions *options,
                           MiaoLedgerEntryFunc func,
                           gpointer user_data,
                           MiaoLedgerTotals *ret_totals,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (miao_ledger_problem_free);
  Reader self = { .map = map,
                  .child_kind = miao_kind_find ("child"),
                  .admission_kind = miao_kind_find ("admission"),
                  .is_1904 = miao_ledger_is_1904 (ledger),
                  .options = *options,
                  .func = func,
                  .user_data = user_data,
                  .problems = problems,
                  .seen = seen };

  g_return_val_if_fail (miao_ledger_map_get_profile (map) == MIAO_LEDGER_CHILDREN, FALSE);
  if (!miao_ledger_foreach (ledger, read_row, &self, cancellable, error))
    return FALSE;
  if (ret_totals != NULL)
    *ret_totals = self.totals;

  return TRUE;
}
