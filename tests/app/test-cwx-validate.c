#include "cwx-sample.h"
#include "exchange-fixtures.h"
#include "miao-citizen-id.h"
#include "miao-cwx-validate.h"
#include "miao-error.h"
#include "miao-language.h"

#include <libxml/parser.h>
#include <string.h>

static MiaoCwxReport *
validate (const char *path, const char *previous)
{
  MiaoCwxValidateOptions options = { .previous_path = previous };
  g_autoptr (GError) error = NULL;
  MiaoCwxReport *report = miao_cwx_validate (path, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return report;
}

/* "V101 V103" of the report, each rule once, in order of first appearance. */
static char *
rules_of (const MiaoCwxReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->items->len; i++) {
    const MiaoCwxItem *item = g_ptr_array_index (report->items, i);

    if (strstr (text->str, item->rule) == NULL)
      g_string_append_printf (text, text->len > 0 ? " %s" : "%s", item->rule);
  }

  return g_string_free (text, FALSE);
}

static void
test_sound (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *rules = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;
  MiaoCwxWritten written;

  exchange_folder_init (&folder);
  path = g_build_filename (folder.folder, "a.xml", NULL);
  sample_write (path, 10, NULL, &written);
  report = validate (path, NULL);
  rules = rules_of (report);
  g_assert_cmpstr (rules, ==, "");
  g_assert_true (miao_cwx_report_is_sendable (report));
  g_assert_cmpuint (report->n_children, ==, 10);
  g_assert_cmpuint (report->n_families, ==, 5);
  g_assert_cmpuint (report->n_placements, ==, 5);
  g_assert_cmpstr (report->sha256, ==, written.sha256);
  g_assert_cmpstr (miao_record_get (report->submission, "org_name"), ==, "江宁市儿童福利院");
  g_assert_cmpstr (miao_record_get_id (report->submission), ==,
                   "01900000-0000-7000-8000-000000000002");
  g_assert_cmpuint (report->tally.asked[0], >=, 10);
}

/* Faults that a record can have, put into child 1 before writing, and the rule that must see them.
 */

static MiaoRecord *
part (MiaoFolder *child, const char *kind)
{
  return miao_folder_get_record (miao_folder_find (child, kind));
}

static MiaoRecord *
placement (MiaoFolder *child)
{
  return part (child, "placement");
}

static void
wrong_check_character (MiaoFolder *child, guint n)
{
  MiaoRecord *record = miao_folder_get_record (child);
  g_autofree char *id_no = g_strdup (miao_record_get (record, "id_no"));

  id_no[17] = id_no[17] == '3' ? '4' : '3';
  miao_record_set (record, "id_no", id_no);
}

static void
other_birthday (MiaoFolder *child, guint n)
{
  miao_record_set (miao_folder_get_record (child), "birth_date", "2020-06-13");
}

static void
no_number (MiaoFolder *child, guint n)
{
  miao_record_set (miao_folder_get_record (child), "id_no", NULL);
  miao_record_set (miao_folder_get_record (child), "id_type", NULL);
}

static void
old_code (MiaoFolder *child, guint n)
{
  miao_record_set (part (child, "admission"), "intake_code", "T1");
}

static void
left_early (MiaoFolder *child, guint n)
{
  miao_record_set (part (child, "admission"), "closed_on", "2026-02-01");
}

static void
confirmed_early (MiaoFolder *child, guint n)
{
  miao_record_set (placement (child), "confirmed_on", "2026-02-20");
}

static void
confirmed_late (MiaoFolder *child, guint n)
{
  miao_record_set (placement (child), "confirmed_on", "2026-04-10");
}

static void
fourth_assessor (MiaoFolder *child, guint n)
{
  g_autoptr (MiaoRecord) member =
      sample_record ("evaluation_member", 0xa00000 + n, "name", "第四人", "role", "MEMBER",
                     "cw_years", "30", "conflict", "0", NULL);

  miao_folder_add_record (miao_folder_find (child, "evaluation"), member);
}

static void
grown_up (MiaoFolder *child, guint n)
{
  MiaoRecord *record = miao_folder_get_record (child);
  char id_no[] = "110105201606120030";

  id_no[17] = miao_citizen_id_check_character (id_no);
  miao_record_set (record, "birth_date", "2016-06-12");
  miao_record_set (record, "id_no", id_no);
}

static void
far_away (MiaoFolder *child, guint n)
{
  miao_record_set (placement (child), "home_division", "310101");
}

static void
unvisited (MiaoFolder *child, guint n)
{
  MiaoFolder *folder = miao_folder_find (child, "placement");

  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    MiaoRecord *record = miao_folder_get_record (miao_folder_get_part (folder, i));

    if (g_strcmp0 (miao_record_get_kind (record)->name, "visit") == 0)
      miao_record_set (record, "visited_on", "2026-01-20");
  }
}

static void
second_home (MiaoFolder *child, guint n)
{
  g_autofree char *family = g_strdup (miao_record_get (placement (child), "family"));
  g_autoptr (MiaoRecord) second =
      sample_record ("placement", 0xb00000 + n, "placement_no", "JY-2", "family", family,
                     "proposed_on", "2026-01-01", "moved_in_on", "2026-10-10", "home_division",
                     "110105", "status", "INTEGRATION", NULL);

  miao_folder_add_record (child, second);
}

static void
overpaid (MiaoFolder *child, guint n)
{
  MiaoRecord *admission = miao_folder_get_record (miao_folder_find (child, "admission"));

  miao_record_set (admission, "paid_through", "2026-09");
  miao_record_set (admission, "last_paid_month", "2026-08");
}

static void (*fault) (MiaoFolder *child, guint n);

static void
spoil_first (MiaoFolder *child, guint n)
{
  if (n == 1)
    fault (child, n);
}

static void
test_rules (void)
{
  static const struct {
    void (*fault) (MiaoFolder *child, guint n);
    const char *rule;
    MiaoSeverity severity;
    const char *kind;
  } cases[] = {
    { wrong_check_character, "V101", MIAO_SEVERITY_ERROR, "child" },
    { other_birthday, "V102", MIAO_SEVERITY_ERROR, "child" },
    { no_number, "V103", MIAO_SEVERITY_QUERY, "child" },
    { old_code, "V110", MIAO_SEVERITY_ERROR, "admission" },
    { left_early, "V202", MIAO_SEVERITY_ERROR, "admission" },
    { confirmed_early, "V210", MIAO_SEVERITY_ERROR, "placement" },
    { confirmed_late, "V211", MIAO_SEVERITY_QUERY, "placement" },
    { fourth_assessor, "V212", MIAO_SEVERITY_ERROR, "evaluation" },
    { grown_up, "V213", MIAO_SEVERITY_ERROR, NULL },
    { second_home, "V303", MIAO_SEVERITY_ERROR, "placement" },
    { far_away, "V304", MIAO_SEVERITY_ERROR, "placement" },
    { unvisited, "V305", MIAO_SEVERITY_WARNING, NULL },
    { overpaid, "V404", MIAO_SEVERITY_ERROR, "admission" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (ExchangeFolder) folder = { NULL };
    g_autofree char *path = NULL;
    g_autofree char *rules = NULL;
    g_autoptr (MiaoCwxReport) report = NULL;
    const MiaoCwxItem *item = NULL;

    exchange_folder_init (&folder);
    path = g_build_filename (folder.folder, "a.xml", NULL);
    fault = cases[i].fault;
    sample_write (path, 2, spoil_first, NULL);
    report = validate (path, NULL);
    rules = rules_of (report);
    g_test_message ("%s: %s", cases[i].rule, rules);
    for (guint k = 0; k < report->items->len && item == NULL; k++) {
      const MiaoCwxItem *next = g_ptr_array_index (report->items, k);

      if (g_str_equal (next->rule, cases[i].rule))
        item = next;
    }
    g_assert_nonnull (item);
    g_assert_cmpint (item->severity, ==, cases[i].severity);
    g_assert_cmpstr (item->child_no, ==, "ET-2021-000001");
    g_assert_cmpuint (item->line, >, 100);
    g_assert_nonnull (item->path_zh);
    if (cases[i].kind != NULL)
      g_assert_cmpstr (item->kind, ==, cases[i].kind);
    if (item->value != NULL) /* never a whole ID number */
      g_assert_null (strstr (item->value, "20200612"));
  }
}

/* Replaces the first @from in the text of a sound file. */
static char *
altered (ExchangeFolder *folder, const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (folder->folder, "sound.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  sample_write (path, 4, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);

  return exchange_write (folder, "altered.xml", changed->str, (gssize) changed->len);
}

static void
test_file (void)
{
  static const struct {
    const char *from;
    const char *to;
    const char *rule;
    const char *words; /* in the message */
  } cases[] = {
    { "<BirthDate>2020-06-12<", "<BirthDate>2020-6-12<", "V002", "BirthDate" },
    { "<SexCode table=\"sex\">2<", "<SexCode table=\"xes\">2<", "V002", "SexCode" },
    { "<Seq>1</Seq>", "", "V002", "ArrivedOn" },
    { "<Seq>1</Seq>", "<Seq>1000</Seq>", "V002", "范围" },
    { "<Seq>1</Seq>", "<Seq>1</Seq><Nonsense/>", "V002", "Nonsense" },
    { "<Children>4<", "<Children>5<", "V006", "表头 5，实有 4" },
    { "<EthnicCode table=\"ethnic\">01<", "<EthnicCode table=\"ethnic\" nil=\"unknown\">01<",
      "V005", "EthnicCode" },
    { "-000000100001\">", "-000000100000\">", "V003", "儿童" },
    { "-000000200003</Family>", "-0000002000ff</Family>", "V004", "寄养关系" },
    { "</Batch>", "", "V001", "不是完好的 XML" },
    { "<Batch ",
      "<!DOCTYPE Batch [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]><Batch ",
      "V001", "DOCTYPE" },
    { "<Batch ", "<!DOCTYPE Batch SYSTEM \"http://example.invalid/a.dtd\"><Batch ", "V001",
      "DOCTYPE" },
    { "urn:cn:cwx:1", "urn:cn:cwx:2", "V001", "CWX 1.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (ExchangeFolder) folder = { NULL };
    g_autofree char *path = NULL;
    g_autofree char *rules = NULL;
    g_autoptr (MiaoCwxReport) report = NULL;
    const MiaoCwxItem *item;

    exchange_folder_init (&folder);
    path = altered (&folder, cases[i].from, cases[i].to);
    report = validate (path, NULL);
    rules = rules_of (report);
    g_test_message ("%s → %s", cases[i].to, rules);
    g_assert_cmpuint (report->items->len, >=, 1);
    item = g_ptr_array_index (report->items, 0);
    g_assert_cmpstr (item->rule, ==, cases[i].rule);
    g_assert_nonnull (strstr (item->arithmetic_zh, cases[i].words));
    /* An English reader gets no Chinese reason. */
    if (g_str_equal (cases[i].rule, "V001"))
      g_assert_null (strstr (item->arithmetic_en, "。"));
    if (strstr (cases[i].to, "DOCTYPE") != NULL)
      g_assert_nonnull (strstr (item->arithmetic_en, "document type declaration"));
    g_assert_false (miao_cwx_report_is_sendable (report));
  }
}

static void
test_hostile (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autoptr (GString) deep = g_string_new ("<Batch xmlns=\"urn:cn:cwx:1\">");
  g_autofree char *path = NULL;
  g_autofree char *sound = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  MiaoCwxValidateOptions small = { .max_bytes = 1000 };

  exchange_folder_init (&folder);
  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "<Header>");
  path = exchange_write (&folder, "deep.xml", deep->str, -1);
  report = miao_cwx_validate (path, NULL, NULL, NULL, NULL, &error);
  g_assert_null (report);
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
  g_clear_error (&error);
  sound = g_build_filename (folder.folder, "a.xml", NULL);
  sample_write (sound, 2, NULL, NULL);
  g_assert_null (miao_cwx_validate (sound, &small, NULL, NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_LIMIT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (miao_cwx_validate (sound, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (miao_cwx_validate ("/nowhere.xml", NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND);
}

static void
other_sex (MiaoFolder *child, guint n)
{
  if (n == 2)
    miao_record_set (miao_folder_get_record (child), "ethnic", "11");
}

static void
test_previous (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autofree char *rules = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;

  exchange_folder_init (&folder);
  before = g_build_filename (folder.folder, "before.xml", NULL);
  now = g_build_filename (folder.folder, "now.xml", NULL);
  sample_write (before, 6, NULL, NULL);
  sample_write (now, 4, other_sex, NULL);
  report = validate (now, before);
  rules = rules_of (report);
  g_assert_cmpstr (rules, ==, "V402 V401");
  g_assert_cmpuint (report->n_by_severity[MIAO_SEVERITY_ERROR], ==, 2); /* children 4 and 5 */
  g_assert_cmpuint (report->n_by_severity[MIAO_SEVERITY_QUERY], ==, 1);
}

/* A child that moves in with a family where one under six lives. */
static void
test_family (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;
  const MiaoCwxItem *item;

  exchange_folder_init (&folder);
  path = altered (&folder, "<BirthDate>2012-05-30<", "<BirthDate>2021-05-30<");
  report = validate (path, NULL);
  g_assert_cmpuint (report->items->len, ==, 1);
  item = g_ptr_array_index (report->items, 0);
  g_assert_cmpstr (item->rule, ==, "V302");
}

/* A family evaluated by somebody with too few years. */
static void
test_family_team (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;
  const MiaoCwxItem *item;

  exchange_folder_init (&folder);
  path = altered (&folder, "<CwYears>45<", "<CwYears>12<");
  report = validate (path, NULL);
  g_assert_cmpuint (report->items->len, ==, 1);
  item = g_ptr_array_index (report->items, 0);
  g_assert_cmpstr (item->rule, ==, "V212");
  g_assert_cmpuint (item->line, >, 0);
  g_assert_null (item->child_no);
}

static void
test_report (void)
{
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *text = NULL;
  g_autoptr (MiaoCwxReport) report = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *finding;
  xmlDocPtr document;

  exchange_folder_init (&folder);
  path = g_build_filename (folder.folder, "a.xml", NULL);
  xml = g_build_filename (folder.folder, "report.xml", NULL);
  fault = wrong_check_character;
  sample_write (path, 2, spoil_first, NULL);
  report = validate (path, NULL);
  object = miao_cwx_report_to_json (report);
  g_assert_false (json_object_get_boolean_member (object, "sendable"));
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (object, "counts"), "error"), ==,
      1);
  finding = json_array_get_object_element (json_object_get_array_member (object, "findings"), 0);
  g_assert_cmpstr (json_object_get_string_member (finding, "rule"), ==, "V101");
  g_assert_cmpstr (json_object_get_string_member (finding, "path_zh"), ==, "儿童 › 公民身份号码");
  g_assert_true (miao_cwx_report_write_xml (report, xml, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (xml, &text, NULL, NULL));
  g_assert_null (strstr (text, "20200612001"));
  document = xmlReadFile (xml, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  xmlFreeDoc (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/cwx-validate/sound", test_sound);
  g_test_add_func ("/cwx-validate/rules", test_rules);
  g_test_add_func ("/cwx-validate/file", test_file);
  g_test_add_func ("/cwx-validate/hostile", test_hostile);
  g_test_add_func ("/cwx-validate/previous", test_previous);
  g_test_add_func ("/cwx-validate/family", test_family);
  g_test_add_func ("/cwx-validate/family-team", test_family_team);
  g_test_add_func ("/cwx-validate/report", test_report);

  return g_test_run ();
}
