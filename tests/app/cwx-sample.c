#include "cwx-sample.h"

#include "miao-citizen-id.h"

#include <stdarg.h>
#include <string.h>

enum {
  CHILD = 0x100000,
  FAMILY = 0x200000,
  MEMBER = 0x300000,
  PART = 0x400000,
};

static char *
sample_id (guint number)
{
  return g_strdup_printf ("01900000-0000-7000-8000-%012x", number);
}

MiaoRecord *
sample_record (const char *kind, guint number, ...)
{
  MiaoRecord *record = miao_record_new (miao_kind_find (kind));
  g_autofree char *id = sample_id (number);
  va_list arguments;
  const char *field;

  miao_record_set_id (record, id);
  va_start (arguments, number);
  while ((field = va_arg (arguments, const char *)) != NULL)
    miao_record_set (record, field, va_arg (arguments, const char *));
  va_end (arguments);

  return record;
}

static MiaoFolder *
add (MiaoFolder *folder, MiaoRecord *record)
{
  MiaoFolder *part = miao_folder_new (record);

  miao_record_unref (record);

  return miao_folder_add (folder, part);
}

MiaoRecord *
sample_institution (void)
{
  return sample_record ("institution", 1, "name", "江宁市儿童福利院", "uscc", "12110105MA0000017W",
                        "division_code", "110105", "address", "江宁市苗圃路1号", "phone",
                        "010-00000000", "inst_type", "1", "level", "2", "authority_name",
                        "江宁市民政局", "authority_division", "110105", "legal_rep", "袁立",
                        "fonds_no", "0123", "local_avg_living_area", "301", "local_mid_income_fen",
                        "4500000", "valid_year", "2026", NULL);
}

MiaoRecord *
sample_submission (guint n_children, guint n_families, guint n_placements)
{
  MiaoRecord *record = sample_record (
      "submission", 2, "serial", "12", "schema_version", "1.0", "profile", "cwx-1", "org_uscc",
      "12110105MA0000017W", "org_name", "江宁市儿童福利院", "org_division", "110105",
      "authority_name", "江宁市民政局", "software_name", "苗圃", "software_version", "0.1.0",
      "extracted_at", "1795312984005", "period_type", "month", "period_from", "2026-10-01",
      "period_to", "2026-10-31", "submission_kind", "full", "rule_sets", "O54-2014;STD122-2019",
      "n_attachments", "0", "prepared_by", "程思远", NULL);

  miao_record_set_int (record, "n_children", n_children);
  miao_record_set_int (record, "n_families", n_families);
  miao_record_set_int (record, "n_placements", n_placements);

  return record;
}

static MiaoFolder *
add_evaluation (MiaoFolder *folder, guint n, const char *kind, const char *on)
{
  g_autofree char *number = g_strdup_printf ("PG-%u-%s", n, kind);
  MiaoFolder *evaluation =
      add (folder, sample_record ("evaluation", PART + n * 64 + (guint) kind[3], "eval_no", number,
                                  "kind", kind, "form_id", "annex-b", "form_version", "1", "mode",
                                  "1 2", "provider_type", "1", "provider_name", "江宁社工事务所",
                                  "planned_on", on, "started_on", on, "visited_on",
                                  "[{\"on\":\"2025-12-01\",\"by\":\"两名评估员\"}]", "finished_on",
                                  on, "conclusion", strstr (kind, "_B_") ? "B_PASS" : "C_CONFIRM",
                                  "status", "FILED", NULL));

  for (guint i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("评估员%u", i + 1);

    add (evaluation, sample_record ("evaluation_member", PART + n * 64 + 40 + i, "name", name,
                                    "role", i == 0 ? "LEADER" : "MEMBER", "cw_years",
                                    i == 0 ? "45" : "21", "conflict", "0", "vote", "AGREE", NULL));
  }

  return evaluation;
}

MiaoFolder *
sample_family (guint n)
{
  g_autofree char *number = g_strdup_printf ("JT-%06u", n);
  g_autofree char *caregiver = sample_id (MEMBER + n * 4);
  MiaoRecord *record = sample_record (
      "family", FAMILY + n, "family_no", number, "name", "沈家 & “向阳” <路>", "applicant_member",
      caregiver, "main_caregiver_member", caregiver, "hukou_division", "110105", "home_division",
      "110105", "address", "江宁市向阳路2号", "phone", "010-00000001", "home_ownership", "1",
      "home_type", "1", "area_m2", "1205", "rooms", "3", "annual_income_fen", "12000000",
      "income_sources", "工资\n副业", "capacity", "2", "bank_account", "6222000000000000000",
      "status", "ACTIVE", NULL);
  MiaoFolder *folder = miao_folder_new (record);

  miao_record_unref (record);
  for (guint i = 0; i < 3; i++) {
    static const char *const born[] = { "1985-03-02", "1984-07-19", "2012-05-30" };
    g_autofree char *name = g_strdup_printf ("沈成员%u", i + 1);

    add (folder, sample_record ("family_member", MEMBER + n * 4 + i, "name", name, "sex",
                                i == 0 ? "2" : "1", "birth_date", born[i], "relation_to_head", "01",
                                "co_living", "1", "joined_on", "2010-01-01", "infectious_disease",
                                "0", NULL));
  }
  add (folder, sample_record ("caregiver_period", PART + n * 64 + 1, "member", caregiver, "from_on",
                              "2025-12-20", NULL));
  add (folder, sample_record ("training", PART + n * 64 + 2, "member", caregiver, "kind", "1",
                              "course", "岗前培训", "from_on", "2025-12-10", "to_on", "2025-12-12",
                              "hours", "120", "result", "PASS", NULL));
  add_evaluation (folder, n, "EV_B_FAMILY_PRE", "2025-12-15");

  return folder;
}

static char *
sample_id_no (guint n)
{
  char digits[19];

  g_snprintf (digits, sizeof digits, "11010520200612%03u", n % 1000);
  digits[17] = miao_citizen_id_check_character (digits);
  digits[18] = '\0';

  return g_strdup (digits);
}

static void
add_placement (MiaoFolder *child, guint n)
{
  g_autofree char *family = sample_id (FAMILY + n);
  g_autofree char *member = sample_id (MEMBER + n * 4);
  g_autofree char *number = g_strdup_printf ("JY-%06u", n);
  static const char *const days[] = { "2026-01-20", "2026-02-20", "2026-03-20", "2026-04-20",
                                      "2026-05-20", "2026-06-20", "2026-07-20", "2026-08-20",
                                      "2026-09-20", "2026-10-20" };
  MiaoFolder *placement =
      add (child, sample_record ("placement", PART + n * 64 + 3, "placement_no", number, "family",
                                 family, "proposed_on", "2025-12-20", "moved_in_on", "2026-01-01",
                                 "integration_due_min", "2026-03-02", "integration_due_max",
                                 "2026-04-01", "confirmed_on", "2026-03-10", "home_division",
                                 "110105", "status", "CONFIRMED", NULL));

  add (placement,
       sample_record ("agreement", PART + n * 64 + 4, "agreement_no", number, "caregiver", member,
                      "signed_inst_on", "2025-12-28", "signed_family_on", "2025-12-28",
                      "effective_on", "2025-12-28", "term_from", "2026-01-01", "term_to",
                      "2027-12-31", "integration_days", "60", "allowances",
                      "[{\"kind\":\"1\",\"fen\":150000,\"period\":\"MONTH\",\"pay_day\":10}]",
                      "visit_plan", "每月一次", "status", "SIGNED", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    add (placement,
         sample_record ("visit", PART + n * 64 + 10 + i, "visited_on", days[i], "planned", "1",
                        "unannounced", i % 3 ? "0" : "1", "child_seen", "1", "seen_alone", "1",
                        "rooms_seen", "1", "child_words", "我想吃面", NULL));
}

MiaoFolder *
sample_child (guint n)
{
  g_autofree char *number = g_strdup_printf ("ET-2021-%06u", n);
  g_autofree char *id_no = sample_id_no (n);
  MiaoRecord *record = sample_record (
      "child", CHILD + n, "child_no", number, "name", "𠮷小满", "former_names", "豆豆、点点", "sex",
      n % 2 ? "1" : "2", "birth_date", "2020-06-12", "birth_precision", "exact", "birth_basis", "2",
      "ethnic", "01", "id_type", "111", "id_no", id_no, "child_category", "12", "guardianship", "1",
      "guardian_org", "江宁市民政局", "care_mode", n % 2 ? "2" : "1", "special_marks", "左手背有痣",
      "cognition", "1", "disability_types", "4 5", "status", n % 2 ? "FOSTER" : "IN_CARE", NULL);
  MiaoFolder *folder = miao_folder_new (record);

  miao_record_unref (record);
  add (folder,
       sample_record ("admission", PART + n * 64 + 20, "seq", "1", "arrived_on", "2021-01-02",
                      "intake_code", "A1", "found_place", "江宁市火车站", "finder_name", "路人甲",
                      "belongings", "[{\"item\":\"红色小毯\",\"quantity\":1}]", "notice",
                      "[{\"medium\":\"1\",\"publish_on\":\"2021-02-01\",\"days\":60}]", NULL));
  add (folder,
       sample_record ("growth_measure", PART + n * 64 + 22, "measured_on", "2026-09-12", "weight_g",
                      "19500", "length_mm", "1105", "posture", "S", "void", "0", NULL));
  add (folder, sample_record ("growth_measure", PART + n * 64 + 21, "measured_on", "2026-03-12",
                              "weight_g", "18200", NULL));
  if (n % 2 == 1) {
    add_placement (folder, n);
    add_evaluation (folder, n, "EV_C_INTEGRATION", "2026-03-05");
  }
  add (folder, sample_record ("archive_volume", PART + n * 64 + 23, "archival_code", number,
                              "volume_no", "1", "title", "𠮷小满儿童个人成长档案", "retention", "Y",
                              "status", "FORMING", NULL));

  return folder;
}

static MiaoFolder *
next_family (gpointer user_data, GError **error)
{
  SampleSource *source = user_data;

  if (source->next_family >= source->n_families)
    return NULL;

  return sample_family (2 * source->next_family++ + 1);
}

static MiaoFolder *
next_child (gpointer user_data, GError **error)
{
  SampleSource *source = user_data;
  guint n = source->next_child;
  MiaoFolder *child;

  if (n >= source->n_children)
    return NULL;
  child = sample_child (n);
  if (source->change_child != NULL)
    source->change_child (child, n);
  source->next_child++;

  return child;
}

static gboolean
next_event (gpointer user_data, MiaoCwxEvent *ret_event, GError **error)
{
  static const MiaoCwxEvent events[] = {
    { "01900000-0000-7000-8000-0000000000e1", MIAO_CWX_ADD, "child",
      "01900000-0000-7000-8000-000000100000", "2026-10-02", NULL, NULL },
    { "01900000-0000-7000-8000-0000000000e2", MIAO_CWX_REDUCE, "child",
      "01900000-0000-7000-8000-0000001fffff", "2026-10-05", "依法被收养", "2026-10" },
  };
  SampleSource *source = user_data;

  if (source->next_event >= G_N_ELEMENTS (events))
    return FALSE;
  *ret_event = events[source->next_event++];

  return TRUE;
}

const MiaoCwxSource sample_source = { next_family, next_child, next_event, NULL, NULL };

/* The header says how many placements follow. */
static guint
count_placements (SampleSource source)
{
  guint n = 0;

  for (;;) {
    g_autoptr (MiaoFolder) child = next_child (&source, NULL);

    if (child == NULL)
      return n;
    n += miao_folder_count (child, "placement");
  }
}

void
sample_write (const char *path,
              guint n_children,
              void (*change_child) (MiaoFolder *child, guint n),
              MiaoCwxWritten *ret_written)
{
  SampleSource source = { .n_children = n_children,
                          .n_families = n_children / 2,
                          .change_child = change_child };
  g_autoptr (MiaoRecord) institution = sample_institution ();
  g_autoptr (MiaoRecord) submission =
      sample_submission (n_children, n_children / 2, count_placements (source));
  g_autoptr (GError) error = NULL;

  g_assert_true (miao_cwx_write (path, submission, institution, &sample_source, &source, NULL, NULL,
                                 NULL, ret_written, &error));
  g_assert_no_error (error);
}
