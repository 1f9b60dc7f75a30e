/* The verbs of daily work: find, list, show, do, preview, describe, check. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-audit.h"
#include "miao-codes.h"
#include "miao-error.h"
#include "miao-paper-batch.h"
#include "miao-paper.h"
#include "miao-rules.h"
#include "miao-search.h"
#include "miao-sight.h"
#include "miao-store.h"

#include <string.h>

static int
run_find (MiaoCtl *ctl, const char *const *arguments)
{
  g_autofree char *text = g_strjoinv (" ", (char **) arguments);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_session_require (ctl->session, MIAO_MAY_CHILD_READ, &error))
    return miao_ctl_trouble (error);
  hits = miao_store_search (miao_session_get_store (ctl->session), text, NULL,
                            (guint) CLAMP (ctl->limit, 1, 200), &error);
  if (hits == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < hits->len; i++) {
    MiaoHit *hit = g_ptr_array_index (hits, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "kind", hit->kind->name);
    json_object_set_string_member (object, "id", hit->id);
    json_object_set_string_member (object, "title", hit->title);
    if (hit->number != NULL)
      json_object_set_string_member (object, "number", hit->number);
    json_object_set_string_member (object, "why", miao_match_label (hit->match, miao_language ()));
    json_object_set_string_member (object, "matched", hit->text);
    json_array_add_object_element (array, object);
  }
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

static const MiaoKind *
find_kind (const char *name)
{
  const MiaoKind *kind = miao_kind_find (name);

  if (kind == NULL)
    miao_ctl_usage (miao_pick ("没有名为“%s”的记录类别；用 describe 查看全部类别",
                               "there is no kind “%s”; “describe” lists them"),
                    name);

  return kind;
}

/* list KIND [FIELD=VALUE …] */
static int
run_list (MiaoCtl *ctl, const char *const *arguments)
{
  const MiaoKind *kind = find_kind (arguments[0]);
  g_autoptr (MiaoQuery) query = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  int status;

  if (kind == NULL)
    return MIAO_EXIT_USAGE;
  query = miao_query_new (kind);
  for (guint i = 1; arguments[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (arguments[i], "=", 2);

    if (g_strv_length (parts) != 2 || miao_kind_index (kind, parts[0]) < 0)
      return miao_ctl_usage (miao_pick ("“%s”：请写成“字段=值”，字段须属于 %s",
                                        "“%s”: write FIELD=VALUE with a field of %s"),
                             arguments[i], kind->name);
    miao_query_where (query, parts[0], MIAO_OP_EQ, parts[1]);
  }
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (kind->number != NULL)
    miao_query_order (query, kind->number, FALSE);
  if (ctl->limit > 0)
    miao_query_limit (query, (guint) ctl->limit);
  if (!miao_audit_may_read (ctl->session, kind, NULL, &error))
    return miao_ctl_trouble (error);
  records = miao_store_select (miao_session_get_store (ctl->session), query, &error);
  if (records == NULL)
    return miao_ctl_trouble (error);
  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array,
                                   miao_sight_to_json (miao_session_get_role (ctl->session),
                                                       g_ptr_array_index (records, i), TRUE));
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

static int
run_show (MiaoCtl *ctl, const char *const *arguments)
{
  const MiaoKind *kind = find_kind (arguments[0]);
  g_autoptr (MiaoRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  int status;

  if (kind == NULL)
    return MIAO_EXIT_USAGE;
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_audit_may_read (ctl->session, kind, arguments[1], &error))
    return miao_ctl_trouble (error);
  record = miao_store_load (miao_session_get_store (ctl->session), kind, arguments[1], &error);
  if (record == NULL || !miao_audit_read (ctl->session, kind->name, arguments[1], &error))
    return miao_ctl_trouble (error);
  object = miao_sight_to_json (miao_session_get_role (ctl->session), record, FALSE);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

/* do USE-CASE [FILE|-]; preview the same, rolled back */
static int
run_use_case (MiaoCtl *ctl, const char *const *arguments, gboolean preview)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) input = NULL, output = NULL;
  g_autoptr (MiaoOutcome) outcome = NULL;
  int status;

  if (miao_use_case_find (arguments[0]) == NULL)
    return miao_ctl_usage (miao_pick ("没有名为“%s”的业务；用 describe 查看全部业务",
                                      "there is no use case “%s”; “describe” lists them"),
                           arguments[0]);
  input = miao_ctl_read_json (ctl, arguments[1], &error);
  if (input == NULL)
    return miao_ctl_usage ("%s", error->message);
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (preview) {
    outcome = miao_use_case_preview (ctl->session, arguments[0], input);
    if (miao_outcome_get_error (outcome) != NULL)
      error = g_error_copy (miao_outcome_get_error (outcome));
  } else {
    miao_ctl_run_use_case (ctl, arguments[0], input, &outcome, &error);
  }
  output = miao_outcome_to_json (outcome);
  miao_ctl_print_object (output);

  return error != NULL ? miao_ctl_trouble (error) : MIAO_EXIT_DONE;
}

static int
run_do (MiaoCtl *ctl, const char *const *arguments)
{
  return run_use_case (ctl, arguments, ctl->dry_run);
}

static int
run_preview (MiaoCtl *ctl, const char *const *arguments)
{
  return run_use_case (ctl, arguments, TRUE);
}

/* Names that "print" takes; the kind is that of the id, null where there is none. */
static JsonArray *
describe_papers (void)
{
  JsonArray *array = json_array_new ();
  guint n;
  const MiaoPaperKind *papers = miao_paper_kinds (&n);

  for (guint i = 0; i < n; i++) {
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "name", papers[i].name);
    json_object_set_string_member (object, "kind", papers[i].kind);
    if (papers[i].list != NULL)
      json_object_set_string_member (object, "list", papers[i].list);
    if (papers[i].monthly)
      json_object_set_boolean_member (object, "monthly", TRUE);
    json_object_set_string_member (object, "label", papers[i].title_en);
    json_object_set_string_member (object, "label_zh", papers[i].title_zh);
    json_array_add_object_element (array, object);
  }

  return array;
}

static void
describe_all (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *kinds = json_array_new (), *cases = json_array_new (), *codes = json_array_new ();
  const MiaoKind *const *all = miao_kinds ();
  const MiaoUseCase *const *use_cases = miao_use_cases ();
  const char *const *tables = miao_codes_tables ();

  for (guint i = 0; all[i] != NULL; i++)
    json_array_add_object_element (kinds, miao_kind_describe (all[i]));
  for (guint i = 0; use_cases[i] != NULL; i++)
    json_array_add_object_element (cases, miao_use_case_describe (use_cases[i]));
  for (guint i = 0; tables[i] != NULL; i++)
    json_array_add_string_element (codes, tables[i]);
  json_object_set_array_member (object, "kinds", kinds);
  json_object_set_array_member (object, "use_cases", cases);
  json_object_set_array_member (object, "code_tables", codes);
  json_object_set_array_member (object, "papers", describe_papers ());
  miao_ctl_print_object (object);
}

static int
describe_codes (const char *table)
{
  g_autoptr (JsonArray) array = json_array_new ();
  guint n;
  const MiaoCode *rows = miao_codes_get (table, &n);

  if (rows == NULL)
    return miao_ctl_usage (miao_pick ("没有名为“%s”的记录类别、业务或代码表",
                                      "there is no kind, use case or code table “%s”"),
                           table);
  for (guint i = 0; i < n; i++) {
    JsonObject *row = json_object_new ();
    char buffer[MIAO_DATE_BUFFER];

    json_object_set_string_member (row, "code", rows[i].code);
    json_object_set_string_member (row, "name_zh", rows[i].name_zh);
    json_object_set_string_member (row, "name_en", rows[i].name_en);
    if (rows[i].valid_from != MIAO_DATE_NONE)
      json_object_set_string_member (row, "from", miao_date_format (rows[i].valid_from, buffer));
    if (rows[i].valid_to != MIAO_DATE_NONE)
      json_object_set_string_member (row, "to", miao_date_format (rows[i].valid_to, buffer));
    json_array_add_object_element (array, row);
  }
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

/* One rule as its row says: what it asks, where that comes from, what mends it. */
static JsonObject *
describe_rule (const MiaoRule *rule)
{
  const char *const texts[][2] = {
    { "rule", rule->id },
    { "severity", miao_severity_name (rule->severity) },
    { "instrument", rule->instrument },
    { "article", rule->article },
    { "from", rule->valid_from },
    { "until", rule->valid_until },
    { "title", rule->title_en },
    { "title_zh", rule->title_zh },
    { "pass", rule->pass_en },
    { "pass_zh", rule->pass_zh },
    { "values", rule->arithmetic_en },
    { "values_zh", rule->arithmetic_zh },
    { "hint", rule->hint_en },
    { "hint_zh", rule->hint_zh },
    { "kind", rule->kind },
    { "field", rule->field },
    { "use_case", rule->remedy },
  };
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i][1] != NULL)
      json_object_set_string_member (object, texts[i][0], texts[i][1]);

  return object;
}

static int
describe_rules (void)
{
  g_autoptr (JsonArray) array = json_array_new ();
  guint n;
  const MiaoRule *const *rules = miao_rules_all (&n);

  for (guint i = 0; i < n; i++)
    json_array_add_object_element (array, describe_rule (rules[i]));
  miao_ctl_print_array (array);

  return MIAO_EXIT_DONE;
}

static int
run_describe (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonObject) object = NULL;

  if (arguments[0] == NULL) {
    describe_all ();
    return MIAO_EXIT_DONE;
  }
  if (miao_kind_find (arguments[0]) != NULL)
    object = miao_kind_describe (miao_kind_find (arguments[0]));
  else if (miao_use_case_find (arguments[0]) != NULL)
    object = miao_use_case_describe (miao_use_case_find (arguments[0]));
  else if (miao_rule_find (arguments[0]) != NULL)
    object = describe_rule (miao_rule_find (arguments[0]));
  else if (strcmp (arguments[0], "rules") == 0)
    return describe_rules ();
  else
    return describe_codes (arguments[0]);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

/* What is wrong with one record, or with all of a kind: fields, codes, required ones. */
static void
check_record (MiaoRecord *record, JsonArray *array)
{
  g_autoptr (GError) error = NULL;
  const char *field = NULL;
  JsonObject *row;

  if (miao_record_check (record, TRUE, &field, &error))
    return;
  row = json_object_new ();
  json_object_set_string_member (row, "kind", miao_record_get_kind (record)->name);
  json_object_set_string_member (row, "id", miao_record_get_id (record));
  if (field != NULL)
    json_object_set_string_member (row, "field", field);
  json_object_set_string_member (row, "message", error->message);
  json_array_add_object_element (array, row);
}

static gboolean
check_each (MiaoRecord *record, gpointer data, GError **error)
{
  check_record (record, data);

  return TRUE;
}

static int
run_check (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GError) error = NULL;
  const MiaoKind *const *kinds = miao_kinds ();
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  if (!miao_session_require (ctl->session, MIAO_MAY_CHILD_READ, &error))
    return miao_ctl_trouble (error);
  for (guint i = 0; kinds[i] != NULL; i++) {
    g_autoptr (MiaoQuery) query = NULL;

    if (arguments[0] != NULL && strcmp (kinds[i]->name, arguments[0]) != 0)
      continue;
    query = miao_query_new (kinds[i]);
    if (arguments[0] != NULL && arguments[1] != NULL)
      miao_query_where (query, "id", MIAO_OP_EQ, arguments[1]);
    if (!miao_store_each (miao_session_get_store (ctl->session), query, check_each, array, &error))
      return miao_ctl_trouble (error);
  }
  miao_ctl_print_array (array);

  return json_array_get_length (array) > 0 ? MIAO_EXIT_REFUSED : MIAO_EXIT_DONE;
}

/* Which of all: a range of days, fields of the records. */
static gboolean
read_range (MiaoCtl *ctl, const char *const *where, MiaoPaperSome *ret, gboolean *ret_some)
{
  const struct {
    const char *option, *text;
    MiaoDate *day;
  } days[] = { { "--from", ctl->from, &ret->from }, { "--to", ctl->to, &ret->to } };

  *ret = (MiaoPaperSome){ MIAO_DATE_NONE, MIAO_DATE_NONE, where };
  *ret_some = where[0] != NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    if (days[i].text == NULL)
      continue;
    *days[i].day = miao_date_parse (days[i].text);
    *ret_some = TRUE;
    if (*days[i].day == MIAO_DATE_NONE) {
      miao_ctl_usage (miao_pick ("%s：“%s”不是日期，请写成 2026-11-23",
                                 "%s: “%s” is no day. Write it like 2026-11-23"),
                      days[i].option, days[i].text);
      return FALSE;
    }
  }

  return TRUE;
}

/* print DOCUMENT all [FIELD=VALUE …] | ID ID… --output F.pdf: many papers in one file */
static int
print_many (MiaoCtl *ctl, const char *name, const char *const *ids)
{
  g_autoptr (GError) error = NULL;
  MiaoPaperSome range;
  gboolean some;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  MiaoCtlLong work;
  gboolean done;
  guint pages = 0;

  if (strcmp (ids[0], "all") == 0) {
    if (!read_range (ctl, ids + 1, &range, &some))
      return MIAO_EXIT_USAGE;
    list = miao_paper_batch_all (ctl->session, name, some ? &range : NULL, &error);
  } else {
    list = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; ids[i] != NULL; i++)
      g_ptr_array_add (list, g_strdup (ids[i]));
  }
  if (list == NULL)
    return miao_ctl_trouble (error);
  miao_ctl_long_begin (&work);
  done = miao_paper_write_batch (ctl->session, name, list, ctl->output, &work.progress,
                                 work.cancellable, &pages, &error);
  miao_ctl_long_end (&work);
  if (!done)
    return miao_ctl_trouble (error);
  json_object_set_string_member (object, "file", ctl->output);
  json_object_set_int_member (object, "papers", list->len);
  json_object_set_int_member (object, "pages", pages);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

static gboolean
is_paper (const char *name)
{
  guint n;
  const MiaoPaperKind *papers = miao_paper_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (papers[i].name, name) == 0)
      return TRUE;

  return FALSE;
}

/* print DOCUMENT ID --output F.pdf */
static int
run_print (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MiaoPaper) paper = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  int status;

  if (ctl->output == NULL)
    return miao_ctl_usage (
        miao_pick ("print：须用 --output 指定 PDF 文件", "print: --output FILE.pdf is needed"));
  if (!is_paper (arguments[0]))
    return miao_ctl_usage (miao_pick ("没有名为“%s”的文书；用 describe 查看全部文书",
                                      "there is no paper “%s”; “describe” lists them"),
                           arguments[0]);
  if ((ctl->from != NULL || ctl->to != NULL) && strcmp (arguments[1], "all") != 0)
    return miao_ctl_usage (miao_pick ("print：--from、--to 只和 all 一起用",
                                      "print: --from and --to go with “all” only"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  if (arguments[2] != NULL || strcmp (arguments[1], "all") == 0)
    return print_many (ctl, arguments[0], arguments + 1);
  paper = miao_paper_new (ctl->session, arguments[0], arguments[1], &error);
  if (paper == NULL || !miao_paper_write (ctl->session, paper, ctl->output, &error))
    return miao_ctl_trouble (error);
  json_object_set_string_member (object, "file", ctl->output);
  json_object_set_int_member (object, "number",
                              miao_document_get_output_number (miao_paper_get_document (paper)));
  json_object_set_int_member (object, "pages",
                              miao_document_n_pages (miao_paper_get_document (paper)));
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_work[] = {
  { "find", "TEXT", "people by name, pinyin, initials, number", 1, run_find,
    "按姓名、拼音、首字母、编号找人" },
  { "list", "KIND [FIELD=VALUE …]", "records of a kind", 1, run_list, "列出一类记录" },
  { "show", "KIND ID", "one record (the reading is logged)", 2, run_show,
    "查看一条记录（查看会记入日志）" },
  { "do", "USE-CASE [FILE|-]", "run a use case with JSON parameters", 1, run_do,
    "办理一个用例，参数为 JSON" },
  { "preview", "USE-CASE [FILE|-]", "what the rules would say; changes nothing", 1, run_preview,
    "规则会怎么说；不改动任何数据" },
  { "print", "DOCUMENT ID…|all [FIELD=VALUE …] --output F.pdf",
    "papers as PDF/A (growth-record, agreement, …); all: [--from DAY] [--to DAY]", 2, run_print,
    "文书存为 PDF/A（growth-record、agreement 等）；all 可加 --from、--to 日期" },
  { "describe", "[KIND|USE-CASE|CODE-TABLE|rules|RULE]",
    "the dictionary, the use cases, the papers, the rules", 0, run_describe,
    "数据字典、用例、文书和规则" },
  { "check", "[KIND [ID]]", "what is missing or wrong in the records", 0, run_check,
    "记录中缺什么、错什么" },
  { NULL },
};
