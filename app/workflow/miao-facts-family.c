/* What the rules about families and caregivers ask, read from the family's records. */
#include "config.h"

#include "miao-agreement-rules.h"
#include "miao-citizen-id.h"
#include "miao-correction.h"
#include "miao-error.h"
#include "miao-facts-private.h"
#include "miao-family-rules.h"
#include "miao-fieldwork.h"
#include "miao-forms.h"
#include "miao-standards.h"
#include "miao-states.h"

#include <string.h>

static guint
read_diseases (const MiaoRecord *member)
{
  static const struct {
    const char *field;
    guint disease;
  } named[] = { { "infectious_disease", MIAO_DISEASE_INFECTIOUS },
                { "mental_disease", MIAO_DISEASE_MENTAL },
                { "psych_disorder", MIAO_DISEASE_PSYCHOLOGICAL },
                { "other_disease", MIAO_DISEASE_OTHER } };
  guint has = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
    has |= miao_record_get_bool (member, named[i].field) ? named[i].disease : 0;

  return has;
}

/* Chosen ones count; of a record that has only words, “none” is none. */
static guint
read_habits (const MiaoRecord *member)
{
  static const struct {
    const char *code;
    guint habit;
  } named[] = { { "GAMBLING", MIAO_HABIT_GAMBLING },
                { "DRUGS", MIAO_HABIT_DRUGS },
                { "ALCOHOL", MIAO_HABIT_ALCOHOL },
                { "OTHER", MIAO_HABIT_OTHER } };
  static const char *const none[] = { "无", "无。", "没有", "无不良嗜好", "none", NULL };
  const char *codes = miao_record_get (member, "habits");
  const char *words = miao_record_get (member, "bad_habits");
  g_auto (GStrv) chosen = codes != NULL ? g_strsplit (codes, " ", -1) : NULL;
  guint has = 0;

  for (gsize i = 0; chosen != NULL && i < G_N_ELEMENTS (named); i++)
    has |= g_strv_contains ((const char *const *) chosen, named[i].code) ? named[i].habit : 0;
  if (chosen == NULL && words != NULL && !g_strv_contains (none, words))
    has = MIAO_HABIT_IN_WORDS;

  return has;
}

static MiaoCrimeCheck
read_crime (const MiaoRecord *member)
{
  if (miao_record_is (member, "crime_check_result", "FOUND"))
    return MIAO_CRIME_CHECK_FOUND;
  if (miao_record_is (member, "crime_check_result", "PENDING"))
    return MIAO_CRIME_CHECK_PENDING;

  return miao_record_has (member, "crime_check_result") ? MIAO_CRIME_CHECK_CLEAR
                                                        : MIAO_CRIME_CHECK_NONE;
}

MiaoCaregiverFacts
miao_facts_caregiver (const MiaoRecord *member)
{
  return (MiaoCaregiverFacts){
    .id = miao_record_get_id (member),
    .name = miao_record_get (member, "name"),
    .born = miao_record_get_date (member, "birth_date"),
    .education = miao_record_get (member, "education"),
    .health_on = miao_record_get_date (member, "health_on"),
    .crime_check_on = miao_record_get_date (member, "crime_check_on"),
    .diseases = read_diseases (member),
    .crime = read_crime (member),
  };
}

static void
read_member (MiaoRecord *member, MiaoMemberFacts *ret)
{
  MiaoMemberFacts facts = {
    .id = miao_record_get_id (member),
    .name = miao_record_get (member, "name"),
    .born = miao_record_get_date (member, "birth_date"),
    .joined = miao_record_get_date (member, "joined_on"),
    .left = miao_record_get_date (member, "left_on"),
    .co_living = miao_record_get_bool (member, "co_living"),
    .foster_child = miao_record_get_bool (member, "foster_child"),
    .consent = miao_record_is (member, "consent", "1")   ? MIAO_CONSENT_GIVEN
               : miao_record_is (member, "consent", "2") ? MIAO_CONSENT_REFUSED
                                                         : MIAO_CONSENT_NONE,
    .diseases = read_diseases (member),
    .habits = read_habits (member),
    .crime = read_crime (member),
  };

  *ret = facts;
}

GArray *
miao_facts_members (GPtrArray *records)
{
  GArray *members = g_array_sized_new (FALSE, TRUE, sizeof (MiaoMemberFacts), records->len);

  for (guint i = 0; i < records->len; i++) {
    MiaoMemberFacts member;

    read_member (g_ptr_array_index (records, i), &member);
    g_array_append_val (members, member);
  }

  return members;
}

static MiaoCaregiverFacts
read_caregiver (GPtrArray *records, const char *id)
{
  MiaoCaregiverFacts facts = { 0 };

  for (guint i = 0; i < records->len; i++) {
    MiaoRecord *member = g_ptr_array_index (records, i);

    if (g_strcmp0 (miao_record_get_id (member), id) == 0)
      facts = miao_facts_caregiver (member);
  }

  return facts;
}

/* What was given back is decided by the evaluation that follows. A correction that was refused
 * leaves what it was to correct in force. */
static gboolean
is_decided (const MiaoRecord *evaluation, gconstpointer data)
{
  return miao_record_has (evaluation, "review_on") &&
         !miao_record_is (evaluation, "review_result", "BACK") &&
         !(miao_record_has (evaluation, "supersedes") && miao_correction_is_refused (evaluation));
}

MiaoRecord *
miao_facts_last_review (MiaoStore *store, const char *family, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_autoptr (GPtrArray) all = NULL;

  miao_query_where (query, "subject_family", MIAO_OP_EQ, family);
  miao_query_where (query, "kind", MIAO_OP_EQ, "EV_B_FAMILY_PRE");
  all = miao_store_select (store, query, error);

  return all != NULL ? miao_correction_newest (all, NULL, is_decided, NULL) : NULL;
}

int
miao_facts_foster_now (MiaoCall *call, const char *family, const char *except, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  if (miao_session_get_away (call->session) != NULL)
    return miao_fieldwork_get_foster_now (call, error);
  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_WITH_PLACE);
  if (except != NULL)
    miao_query_where (query, "id", MIAO_OP_NE, except);

  return (int) miao_store_count (call->store, query, error);
}

gint64
miao_facts_guests_now (MiaoCall *call, const char *family, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("short_care"));

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "ended_on", MIAO_OP_NULL, NULL);

  return miao_store_count (call->store, query, error);
}

/* The figures of the place on @on, as the institution keeps them. */
static gboolean
read_local (MiaoCall *call, MiaoDate on, MiaoFamilyFacts *facts, GError **error)
{
  guint n;
  const MiaoLocalFigure *figures = miao_local_figures (&n);
  g_autoptr (GPtrArray) rows = miao_standards_read (call->store, error);
  MiaoLocalValue area = { 0 }, income = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) institution = miao_facts_institution (call->store, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    miao_standards_local (rows, institution, &figures[i], on,
                          strcmp (figures[i].key, MIAO_LOCAL_LIVING_AREA) == 0 ? &area : &income);
  /* Kept in tenths of a square metre. */
  facts->house_average_dm2 = 10 * area.value;
  facts->house_average_year = area.year;
  facts->house_middle_fen = income.value;
  facts->house_middle_year = income.year;

  return TRUE;
}

gboolean
miao_facts_ask_family (MiaoCall *call,
                       MiaoRecord *evaluation,
                       const MiaoAnswers *answers,
                       MiaoDate on,
                       MiaoFindings *findings,
                       GError **error)
{
  const char *id = miao_record_get (evaluation, "subject_family");
  g_autoptr (MiaoRecord) family = miao_call_load (call, "family", id, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) members = NULL;
  g_autoptr (JsonArray) visits = miao_record_get_list (evaluation, "visited_on");
  MiaoFamilyFacts facts = { 0 };
  int foster;

  if (family == NULL)
    return FALSE;
  records = miao_call_all (call, "family_member", "family", id, error);
  foster = miao_facts_foster_now (call, id, NULL, error);
  if (records == NULL || foster < 0 || !read_local (call, on, &facts, error))
    return FALSE;
  members = miao_facts_members (records);
  facts.family = id;
  facts.evaluation = miao_record_get_id (evaluation);
  facts.answers = *answers;
  miao_family_facts_read (&facts);
  facts.foster_now = foster;
  facts.foster_added = foster == 0 ? 1 : 0;
  facts.members = (const MiaoMemberFacts *) members->data;
  facts.n_members = members->len;
  facts.caregiver = read_caregiver (records, miao_record_get (family, "main_caregiver_member"));
  miao_rules_family (&facts, miao_facts_settings_on (call, on), on, findings);
  miao_rules_caregiver (&facts.caregiver, answers, miao_facts_settings_on (call, on), on, findings);

  return TRUE;
}

gboolean
miao_facts_ask_coliving (MiaoCall *call, const char *family, MiaoDate on, GError **error)
{
  g_autoptr (GPtrArray) records = miao_call_all (call, "family_member", "family", family, error);
  g_autoptr (GArray) members = NULL;

  if (records == NULL)
    return FALSE;
  members = miao_facts_members (records);
  miao_rules_coliving (family, (const MiaoMemberFacts *) members->data, members->len,
                       miao_facts_settings_on (call, on), on, call->findings);

  return TRUE;
}

/* Identity number against sex and day of birth; the same for children, members and staff. Whoever
 * gives neither gets both from the number. Nobody is born after today. */
gboolean
miao_facts_ask_member (MiaoCall *call, MiaoRecord *person, GError **error)
{
  const char *id_no = miao_record_get (person, "id_no");
  MiaoCitizenId parsed;

  if (!miao_facts_not_future (call, "birth_date", miao_record_get_date (person, "birth_date"),
                              error))
    return FALSE;

  if (id_no == NULL ||
      (miao_kind_index (miao_record_get_kind (person), "id_type") >= 0 &&
       miao_record_has (person, "id_type") && !miao_record_is (person, "id_type", "111")))
    return TRUE;
  if (!miao_citizen_id_parse (id_no, &parsed, error) ||
      !miao_citizen_id_agrees (&parsed, miao_record_get_date (person, "birth_date"),
                               miao_record_get (person, "sex"), error))
    return FALSE;
  miao_record_set (person, "id_no", parsed.text);
  if (!miao_record_has (person, "birth_date"))
    miao_record_set_date (person, "birth_date", parsed.born);
  if (!miao_record_has (person, "sex"))
    miao_record_set (person, "sex", parsed.sex);

  return TRUE;
}

static gboolean
ask_papers (MiaoCall *call, MiaoRecord *family, MiaoRecord *application)
{
  g_autoptr (JsonArray) papers = miao_record_get_list (application, "documents");
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (MiaoAnswer));
  g_autoptr (GString) unseen = g_string_new (NULL);
  MiaoAnswers answers;

  for (guint i = 0; i < json_array_get_length (papers); i++) {
    JsonObject *paper = json_array_get_object_element (papers, i);
    const gboolean ok = json_object_get_boolean_member_with_default (paper, "ok", FALSE);
    MiaoAnswer answer = {
      .item = json_object_get_string_member_with_default (paper, "item", ""),
      .answer = ok ? "yes" : NULL,
    };

    g_array_append_val (rows, answer);
    if (ok && json_object_get_string_member_with_default (paper, "document", NULL) == NULL)
      g_string_append_printf (unseen, "%s%s", unseen->len > 0 ? miao_pick ("、", ", ") : "",
                              answer.item);
  }
  answers = (MiaoAnswers){ .rows = (const MiaoAnswer *) rows->data, .n = rows->len };
  miao_rules_application (miao_record_get_id (family), &answers, call->findings);
  miao_rules_application_scans (miao_record_get_id (family), unseen->len > 0 ? unseen->str : NULL,
                                call->findings);

  return TRUE;
}

/* The answer to an added item, checked; %FALSE with @error. */
static gboolean
check_own (const MiaoForm *form, JsonObject *row, GHashTable *given, GError **error)
{
  const char *id = json_object_get_string_member_with_default (row, "item", "");
  const char *text = json_object_get_string_member_with_default (row, "answer", NULL);
  const MiaoFormItem *item = miao_form_item (form, id);

  if (item == NULL || !item->added) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                 miao_pick ("申请表上没有机构自定条目“%s”。", "The application has no item “%s” of "
                                                              "the institution."),
                 id);
    return FALSE;
  }
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!miao_form_check_answer (item, text, error))
    return FALSE;
  g_hash_table_add (given, (gpointer) item->id);

  return TRUE;
}

/* What the institution itself asks: the form of today with its items, and whether those that must
 * be answered are. */
static gboolean
ask_own (MiaoCall *call, MiaoRecord *family, MiaoRecord *application, GError **error)
{
  g_autoptr (MiaoRecord) edition = NULL;
  const MiaoForm *form =
      miao_forms_for_kind (call->store, "APPLICATION", call->today, &edition, error);
  g_autoptr (JsonArray) answers = miao_record_get_list (application, "answers");
  g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) missing = g_string_new (NULL);

  if (form == NULL)
    return FALSE;
  miao_record_set_int (application, "form_version", form->version);
  if (edition != NULL)
    miao_record_set (application, "form_edition", miao_record_get_id (edition));
  for (guint i = 0; i < json_array_get_length (answers); i++) {
    if (!check_own (form, json_array_get_object_element (answers, i), given, error))
      return FALSE;
  }
  for (guint s = 0; s < form->n_sections; s++) {
    for (guint i = 0; i < form->sections[s].n_items; i++) {
      const MiaoFormItem *item = &form->sections[s].items[i];

      if (item->added && item->required && !g_hash_table_contains (given, item->id))
        g_string_append_printf (missing, "%s%s %s", missing->len > 0 ? "；" : "", item->id,
                                item->text_zh);
    }
  }
  miao_rules_application_own (miao_record_get_id (family), missing->len > 0 ? missing->str : NULL,
                              call->findings);

  return TRUE;
}

gboolean
miao_facts_apply (MiaoCall *call, MiaoRecord *family, MiaoRecord *application, GError **error)
{
  g_autofree char *number = NULL;
  int year;

  if (application == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID,
                         miao_pick ("请填写寄养申请（申请日期、动机和材料）。",
                                    "Give the application: day, motive and papers."));
    return FALSE;
  }
  miao_date_get_ymd (call->today, &year, NULL, NULL);
  number = miao_call_next_number (call, "application", "app_no", "SQ", year, error);
  if (number == NULL)
    return FALSE;
  if (!miao_record_has (application, "app_no"))
    miao_record_set (application, "app_no", number);
  miao_record_set (application, "family", miao_record_get_id (family));
  if (!miao_record_has (application, "applied_on"))
    miao_record_set_date (application, "applied_on", call->today);
  miao_record_set_date (application, "accepted_on", call->today);
  miao_record_set (application, "received_by", miao_facts_own_staff (call));
  miao_record_set (application, "status", "ACCEPTED");

  return ask_papers (call, family, application) && ask_own (call, family, application, error) &&
         miao_call_insert (call, application, error);
}

GPtrArray *
miao_facts_placements_agreed (MiaoCall *call, const char *family, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("placement"));

  miao_query_where (query, "family", MIAO_OP_EQ, family);
  miao_query_where (query, "status", MIAO_OP_IN, MIAO_PLACEMENTS_AGREED);

  return miao_store_select (call->store, query, error);
}

gboolean
miao_facts_begin_caregiver (MiaoCall *call, const char *family, const char *member, GError **error)
{
  g_autoptr (GPtrArray) periods = miao_call_all (call, "caregiver_period", "family", family, error);
  g_autoptr (MiaoRecord) period = miao_record_new (miao_kind_find ("caregiver_period"));
  g_autofree char *today = miao_date_dup (call->today);

  if (periods == NULL)
    return FALSE;
  for (guint i = 0; i < periods->len; i++) {
    MiaoRecord *old = g_ptr_array_index (periods, i);

    if (!miao_record_has (old, "to_on") && !miao_call_set (call, old, error, "to_on", today, NULL))
      return FALSE;
  }
  miao_record_set (period, "family", family);
  miao_record_set (period, "member", member);
  miao_record_set (period, "from_on", today);

  return miao_call_insert (call, period, error);
}

gboolean
miao_facts_change_caregiver (MiaoCall *call, MiaoRecord *family, MiaoRecord *member, GError **error)
{
  return miao_facts_begin_caregiver (call, miao_record_get_id (family), miao_record_get_id (member),
                                     error) &&
         miao_call_set (call, family, error, "main_caregiver_member", miao_record_get_id (member),
                        NULL);
}

gboolean
miao_facts_ask_filing (MiaoCall *call, MiaoRecord *family, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) evaluation = miao_facts_last_evaluation (
      call->store, "EV_B_FAMILY_PRE", "subject_family", miao_record_get_id (family), &problem);
  MiaoConclusionFacts conclusion = miao_facts_conclusion (evaluation);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  miao_rules_file_family (
      miao_record_get_id (family), &conclusion,
      evaluation != NULL && miao_record_is (evaluation, "review_result", "PASS"), call->findings);

  return TRUE;
}

gboolean
miao_facts_is_pre_service (MiaoRecord *training)
{
  return miao_record_is (training, "kind", "PRE") && miao_record_is (training, "result", "PASS");
}

gboolean
miao_facts_rest_family (MiaoCall *call, const char *id, GError **error)
{
  g_autoptr (MiaoRecord) family = miao_call_load (call, "family", id, error);
  g_autoptr (MiaoRecord) before = NULL;
  int left;

  if (family == NULL)
    return FALSE;
  left = miao_facts_foster_now (call, id, NULL, error);
  if (left < 0)
    return FALSE;
  if (left > 0 || !miao_record_is (family, "status", "ACTIVE"))
    return TRUE;
  before = miao_record_copy (family);

  return miao_call_move (call, family, "TRAINED", error) &&
         miao_call_update (call, before, family, error);
}
