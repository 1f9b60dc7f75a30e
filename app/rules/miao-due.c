#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"
#include "miao-rules-private.h"
#include "miao-standing-rules.h"

#define WEEK_DAYS 7
#define MONTH_DAYS 30

/* Days before the due day from which a task is shown (domain 9, "remind before"). */
#define REMIND_EVALUATION MIAO_INTEGRATION_PLAN_DAYS /* day 50 of 60 */
#define REMIND_LATEST 15                             /* day 75 of 90 */
#define REMIND_VISIT 2
#define REMIND_SHORT_CARE 5
#define REMIND_CAREGIVER 180
#define REMIND_TERM 60
#define REMIND_QUALIFICATION 30

#define REMIND_PAY 3
#define REMIND_PLANNED 7

#define FILING "D23"
#define REMIND_WORKING 3
#define ADULT_AGE 18

void
miao_due_free (MiaoDue *due)
{
  g_free (due->record);
  g_free (due->what_zh);
  g_free (due->what_en);
  g_free (due->moved_zh);
  g_free (due->moved_en);
  g_free (due->note_zh);
  g_free (due->note_en);
  g_free (due);
}

GPtrArray *
miao_dues_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) miao_due_free);
}

MiaoDueLevel
miao_due_level (MiaoDate due_on, MiaoDate on)
{
  if (due_on < on)
    return MIAO_DUE_LATE;
  if (due_on == on)
    return MIAO_DUE_TODAY;
  if (due_on <= on + WEEK_DAYS)
    return MIAO_DUE_WEEK;

  return due_on <= on + MONTH_DAYS ? MIAO_DUE_MONTH : MIAO_DUE_LATER;
}

static char *
dup_words (const MiaoDue *due, MiaoLanguage language, const char *tail_zh, const char *tail_en)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  const gboolean zh = language == MIAO_LANGUAGE_ZH;
  const char *note = zh ? due->note_zh : due->note_en;
  char *words = miao_finding_dup_arithmetic (
      miao_rules_answer (findings, due->rule->id, FALSE, due->record, "what_zh", due->what_zh,
                         "what_en", due->what_en, "from", DAY (due->from), "length",
                         NUMBER (due->length), "due", DAY (due->due_on), "end", DAY (due->end_on),
                         "moved_zh", due->moved_zh, "moved_en", due->moved_en, "today_zh", tail_zh,
                         "today_en", tail_en, NULL),
      language);
  g_autofree char *sum = note != NULL ? words : NULL;

  return note != NULL ? g_strconcat (sum, zh ? "；" : "; ", note, NULL) : words;
}

char *
miao_due_dup_sum (const MiaoDue *due, MiaoLanguage language)
{
  return dup_words (due, language, "", "");
}

char *
miao_due_dup_arithmetic (const MiaoDue *due, MiaoLanguage language, MiaoDate on)
{
  int left = due->due_on - on;
  g_autofree char *zh = left > 0   ? g_strdup_printf ("，还有 %d 天", left)
                        : left < 0 ? g_strdup_printf ("，逾期 %d 天", -left)
                                   : g_strdup ("，就是今天");
  g_autofree char *en = left > 0   ? g_strdup_printf (", %d days to go", left)
                        : left < 0 ? g_strdup_printf (", %d days late", -left)
                                   : g_strdup (", today");

  return dup_words (due, language, zh, en);
}

/* Adds the task when its time to be shown has come, and returns it then. */
static MiaoDue *
add (GPtrArray *dues,
     const char *rule,
     const char *record,
     MiaoDate from,
     int length,
     MiaoDate due_on,
     int remind,
     MiaoDate on,
     const char *what_zh,
     const char *what_en)
{
  MiaoDue *due;

  if (due_on - remind > on)
    return NULL;
  due = g_new0 (MiaoDue, 1);
  due->rule = miao_rules_row (rule);
  due->record = g_strdup (record);
  due->from = from;
  due->length = length;
  due->end_on = due_on;
  due->due_on = due_on;
  due->remind_on = due_on - remind;
  due->level = miao_due_level (due_on, on);
  due->what_zh = g_strdup (what_zh);
  due->what_en = g_strdup (what_en);
  due->moved_zh = g_strdup ("");
  due->moved_en = g_strdup ("");
  g_ptr_array_add (dues, due);

  return due;
}

MiaoDue *
miao_due_add (GPtrArray *dues,
              const char *rule,
              const char *record,
              MiaoDate from,
              int length,
              MiaoDate due_on,
              int remind,
              MiaoDate on,
              const char *what_zh,
              const char *what_en)
{
  return add (dues, rule, record, from, length, due_on, remind, on, what_zh, what_en);
}

int
miao_due_visit_days (gboolean integration,
                     MiaoDate child_born,
                     const MiaoRuleSettings *settings,
                     MiaoDate on)
{
  int age = miao_date_age (child_born, on);

  if (integration)
    return settings->visit_integration_days;

  return age >= 0 && age < settings->visit_young_age
             ? MIN (settings->visit_young_days, settings->visit_confirmed_days)
             : settings->visit_confirmed_days;
}

static void
add_integration (const MiaoPlacementCalendar *calendar,
                 const MiaoRuleSettings *settings,
                 MiaoDate on,
                 GPtrArray *dues)
{
  MiaoIntegration now =
      miao_integration_on (calendar->moved_in_on, calendar->extended_to, settings, on);
  MiaoDate last = MAX (now.latest, calendar->extended_to);

  if (!calendar->evaluated && !calendar->evaluation_open)
    add (dues, "D16", calendar->placement, now.start, settings->integration_min_days, now.earliest,
         REMIND_EVALUATION, on, "入户", "Move-in");
  if (calendar->confirmable) {
    /* Nothing is late before the longest period is over: from day 60 on it is there every day. */
    MiaoDate due_on = MAX (now.earliest, MIN (on, last));

    add (dues, "D16C", calendar->placement, now.start, due_on - now.start, due_on,
         REMIND_EVALUATION, on, "入户", "Move-in");
  }
  add (dues, "D17", calendar->placement, now.start, last - now.start, last, REMIND_LATEST, on,
       "入户", "Move-in");
}

MiaoDate
miao_due_next_visit (MiaoDate last, int days, MiaoDate agreed)
{
  return agreed > last ? MIN (agreed, last + days) : last + days;
}

MiaoDate
miao_due_agreed_visit (MiaoDate last,
                       MiaoDate next,
                       MiaoDate confirmed_on,
                       const MiaoRuleSettings *settings)
{
  const gboolean before = confirmed_on != MIAO_DATE_NONE && last <= confirmed_on;

  return before && next == last + settings->visit_integration_days ? MIAO_DATE_NONE : next;
}

/* What the visitor agreed on with the family counts when it is sooner. */
static void
add_next_visit (const MiaoPlacementCalendar *calendar,
                MiaoDate last,
                int days,
                MiaoDate agreed,
                const char *what_zh,
                const char *what_en,
                MiaoDate on,
                GPtrArray *dues)
{
  const MiaoDate next = miao_due_next_visit (last, days, agreed);
  MiaoDue *due = add (dues, "D18", calendar->placement, last, next - last, next, REMIND_VISIT, on,
                      what_zh, what_en);

  if (due == NULL || next == last + days)
    return;
  g_free (due->moved_zh);
  g_free (due->moved_en);
  due->moved_zh = g_strdup ("（按探访记录约定）");
  due->moved_en = g_strdup (" (as agreed at the visit)");
}

/* D18, and D18F until the first visit of an integration. Nobody is visited in a family that the
 * child is away from, and the days count again from when it came back. */
static void
add_visit (const MiaoPlacementCalendar *calendar,
           const MiaoRuleSettings *settings,
           MiaoDate on,
           GPtrArray *dues)
{
  int days = miao_due_visit_days (calendar->integration, calendar->child_born, settings, on);
  gboolean visited = calendar->last_visit_on >= calendar->moved_in_on;
  MiaoDate seen = visited ? calendar->last_visit_on : calendar->moved_in_on;
  gboolean back = calendar->returned_on != MIAO_DATE_NONE && calendar->returned_on > seen;
  MiaoDate last = back ? calendar->returned_on : seen;
  const char *what_zh = back ? "返回家庭" : visited ? "上次" : "入户";
  const char *what_en = back ? "Back with the family" : visited ? "Last" : "Move-in";

  if (calendar->paused)
    return;
  if (calendar->integration && !visited)
    add (dues, "D18F", calendar->placement, last, settings->visit_first_days,
         last + settings->visit_first_days, settings->visit_first_days, on, what_zh, what_en);
  else
    add_next_visit (calendar, last, days,
                    miao_due_agreed_visit (calendar->last_visit_on, calendar->next_visit_on,
                                           calendar->confirmed_on, settings),
                    what_zh, what_en, on, dues);
}

void
miao_due_placement (const MiaoPlacementCalendar *calendar,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    GPtrArray *dues)
{
  if (calendar->moved_in_on == MIAO_DATE_NONE || calendar->suspended)
    return;
  if (calendar->integration)
    add_integration (calendar, settings, on, dues);
  if (calendar->short_care_from != MIAO_DATE_NONE && !calendar->care_evaluated &&
      on > calendar->short_care_from + settings->short_care_days)
    add (dues, "D22E", calendar->placement, calendar->short_care_from, settings->short_care_days,
         calendar->short_care_from + settings->short_care_days, 0, on, "短期养育",
         "Short-term care");
  if (calendar->short_care_from != MIAO_DATE_NONE)
    add (dues, "D22", calendar->placement, calendar->short_care_from, settings->short_care_days,
         calendar->short_care_from + settings->short_care_days, REMIND_SHORT_CARE, on, "短期养育",
         "Short-term care");
  else
    add_visit (calendar, settings, on, dues);
  if (calendar->family_applied_on != MIAO_DATE_NONE)
    add (dues, "D21", calendar->placement, calendar->family_applied_on, 1,
         miao_date_add_months (calendar->family_applied_on, 1), MONTH_DAYS + 1, on, "申请",
         "Applied");
  if (calendar->term_to != MIAO_DATE_NONE)
    add (dues, "D27", calendar->agreement, calendar->term_to, 0, calendar->term_to, REMIND_TERM, on,
         "协议期限至", "Term until");
}

/* What was approved by an evaluation that is older than the approval ends with that evaluation. */
static void
add_qualification (const char *family,
                   MiaoDate approved_on,
                   MiaoDate approved_until,
                   int months,
                   MiaoDate on,
                   GPtrArray *dues)
{
  MiaoDate sum =
      approved_on != MIAO_DATE_NONE ? miao_date_add_months (approved_on, months) : MIAO_DATE_NONE;
  gboolean sooner =
      approved_until != MIAO_DATE_NONE && (sum == MIAO_DATE_NONE || approved_until < sum);
  g_autofree char *from = approved_on != MIAO_DATE_NONE ? miao_date_dup (approved_on) : NULL;
  g_autofree char *zh =
      sooner ? g_strdup ("资格有效期至") : g_strdup_printf ("合格 %s + %d 个月 =", from, months);
  g_autofree char *en = sooner ? g_strdup ("Qualified until")
                               : g_strdup_printf ("Approved %s + %d months =", from, months);

  add (dues, "D28", family, approved_on, months, sooner ? approved_until : sum,
       REMIND_QUALIFICATION, on, zh, en);
}

/* The first young member that lives there now and whom no evaluation has looked at. */
static void
add_young (const MiaoMemberFacts *members,
           guint n_members,
           MiaoDate evaluated_on,
           const MiaoRuleSettings *settings,
           MiaoDate on,
           GPtrArray *dues)
{
  for (guint i = 0; i < n_members; i++) {
    const MiaoDate since = MAX (members[i].born, members[i].joined);
    guint member = 0;

    if (since <= evaluated_on ||
        miao_rules_first_young_day (&members[i], 1, settings, on, on, &member) == MIAO_DATE_NONE)
      continue;
    add (dues, "D25", members[i].id, since, settings->coliving_min_age, since, 0, on,
         members[i].name, members[i].name);
    return;
  }
}

void
miao_due_family (const char *family,
                 const MiaoCaregiverFacts *caregiver,
                 const MiaoMemberFacts *members,
                 guint n_members,
                 MiaoDate evaluated_on,
                 MiaoDate approved_on,
                 MiaoDate approved_until,
                 gboolean has_placement,
                 const MiaoRuleSettings *settings,
                 MiaoDate on,
                 GPtrArray *dues)
{
  int after = settings->caregiver_max_age + 1;

  if (caregiver != NULL && caregiver->born != MIAO_DATE_NONE)
    add (dues, "D24", caregiver->id, caregiver->born, after,
         miao_date_birthday (caregiver->born, after), REMIND_CAREGIVER, on, caregiver->name,
         caregiver->name);
  if (has_placement)
    add_young (members, n_members, evaluated_on, settings, on, dues);
  if ((approved_on != MIAO_DATE_NONE || approved_until != MIAO_DATE_NONE) && !has_placement)
    add_qualification (family, approved_on, approved_until, settings->family_valid_months, on,
                       dues);
}

/* Lives there now, came after @since and after @evaluated_on, and is no child for all that is
 * known. */
static gboolean
is_new_adult (const MiaoMemberFacts *member, MiaoDate since, MiaoDate evaluated_on, MiaoDate on)
{
  const int age = miao_date_age (member->born, member->joined);

  return member->co_living && !member->foster_child && member->joined != MIAO_DATE_NONE &&
         (member->left == MIAO_DATE_NONE || member->left >= on) && member->joined > since &&
         member->joined > evaluated_on && (member->born == MIAO_DATE_NONE || age >= ADULT_AGE);
}

void
miao_due_new_adult (const MiaoMemberFacts *members,
                    guint n_members,
                    MiaoDate since,
                    MiaoDate evaluated_on,
                    MiaoDate on,
                    GPtrArray *dues)
{
  for (guint i = 0; since != MIAO_DATE_NONE && i < n_members; i++)
    if (is_new_adult (&members[i], since, evaluated_on, on))
      add (dues, "D25A", members[i].id, members[i].joined, 0, members[i].joined, 0, on,
           members[i].name, members[i].name);
}

/* What was left out between the days, in brackets. */
static void
tell_passed (MiaoDue *due, const MiaoCalendar *calendar, MiaoDate from, MiaoDate to)
{
  g_autofree char *zh = miao_calendar_dup_passed (calendar, from, to, MIAO_LANGUAGE_ZH);
  g_autofree char *en = miao_calendar_dup_passed (calendar, from, to, MIAO_LANGUAGE_EN);

  if (*zh == '\0')
    return;
  g_free (due->moved_zh);
  g_free (due->moved_en);
  due->moved_zh = g_strdup_printf ("（%s）", zh);
  due->moved_en = g_strdup_printf (" (%s)", en);
}

void
miao_due_working (const char *rule,
                  const char *record,
                  MiaoDate from,
                  int days,
                  const char *what_zh,
                  const char *what_en,
                  const MiaoCalendar *calendar,
                  MiaoDate on,
                  GPtrArray *dues)
{
  const MiaoDate due_on = miao_calendar_add_working (calendar, from, days);
  /* Filing can be done at once. */
  const int remind = g_str_has_prefix (rule, FILING) ? due_on - from : REMIND_WORKING;
  MiaoDue *due = add (dues, rule, record, from, days, due_on, remind, on, what_zh, what_en);

  if (due != NULL)
    tell_passed (due, calendar, from, due_on);
}

/* ---- plain terms ---- */

/* Length and reminder of domain 9; where the house has a threshold for the length, its default. */
typedef struct {
  const char *rule;
  int days;
  int months;
  int remind;
  gboolean moves; /* to the next working day */
  const char *what_zh;
  const char *what_en;
} Term;

static const Term terms[] = {
  { "D01", 1, 0, 1, FALSE, "到院", "Arrived" },
  { "D02", 60, 0, 7, FALSE, "公告", "Published" },
  { "D03", 30, 0, 3, FALSE, "公告", "Published" },
  { "D04", 0, 1, 5, TRUE, "到院", "Arrived" },
  { "D05", 7, 0, 7, TRUE, "公告期满", "Notice ended" },
  { "D06", 0, 12, 30, TRUE, "到院", "Arrived" },
  { "D07", 0, 3, 10, FALSE, "到院", "Arrived" },
  { "D08", 30, 0, 7, TRUE, "正式入院", "Formally admitted" },
  { "D19", 0, 6, 30, TRUE, "上次", "Last" },
  { "D19E", 0, 12, 30, TRUE, "上次", "Last" },
  { "D19H", 0, 12, 30, TRUE, "上次", "Last" },
  { "D16E", 7, 0, 7, FALSE, "评估", "Evaluated" },
  { "D19F", 0, 0, 0, FALSE, "评估", "Evaluated" },
  { "D20", 30, 0, 7, TRUE, "评估", "Evaluated" },
  { "D29", 0, 12, 30, FALSE, "上次查询", "Last check" },
  { "D36", 60, 0, 14, TRUE, "离院", "Left" },
  { "D38", 0, 12, 30, TRUE, "上次校验", "Last check" },
  { "D41", 0, 1, 7, TRUE, "离院", "Left" },
  { "D42", 0, 6, 14, TRUE, "上次复核", "Last review" },
  { "D20B", 30, 0, 7, TRUE, "审核", "Reviewed" },
  { "D20V", 30, 0, 7, TRUE, "探访", "Visited" },
  { "D20N", 0, 0, 30, FALSE, "提出", "Found" },
  { "D15", 7, 0, 7, FALSE, "报告", "Reported" },
  { "D30C", 30, 0, 7, TRUE, "发现", "Discovered" },
  { "D30S", 3, 0, 3, FALSE, "带离", "Removed" },
  { "D30T", 15, 0, 15, TRUE, "收到", "Received" },
  { "D28S", 30, 0, 7, TRUE, "暂停", "Suspended" },
  { "D28R", 30, 0, 0, TRUE, "退回补正", "Returned" },
  { "D28E", 30, 0, 7, TRUE, "组成评估小组", "Team formed" },
  { "D40", 30, 0, 5, FALSE, "上次所属期止", "Last period until" },
  { "D40Q", 92, 0, 5, FALSE, "上次报至", "Last reported up to" },
  { "D40Y", 365, 0, 5, FALSE, "上次报至", "Last reported up to" },
  { "D09", 0, 1, 7, TRUE, "出生或来院", "Born or arrived" },
  { "D10", 0, 6, 14, TRUE, "上次", "Last" },
  { "D10F", 30, 0, 14, TRUE, "正式入院", "Formally admitted" },
  { "D11Y", 0, 12, 14, TRUE, "上次检查", "Last check" },
  { "D14", 0, 12, 30, TRUE, "上次测评", "Last test" },
  { "D14F", 0, 12, 30, TRUE, "从", "From" },
  { "D35", 0, 3, 30, FALSE, "发生或发现", "Happened or discovered" },
  { "D22L", 1, 0, 1, FALSE, "预计返院", "Expected back" },
  { "D34", 60, 0, 7, FALSE, "公告", "Published" },
  { "D34R", 30, 0, 7, TRUE, "受理", "Applied" },
  { "D34T", 0, 0, 7, FALSE, "试收养计划结束", "Trial planned until" },
  { "D34F", 0, 0, 0, FALSE, "受理", "Applied" },
  { "D37", 0, 120, 365, TRUE, "归档", "Closed" },
  { "D39", 0, 0, 60, FALSE, "残疾人证有效期至", "Certificate until" },
  { "D39A", 0, 0, 60, FALSE, "辅助器具复查日期", "Device review on" },
};

const char *const *
miao_due_deadlines (void)
{
  static const char *ids[G_N_ELEMENTS (terms) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    ids[i] = terms[i].rule;

  return ids;
}

static void
move (MiaoDue *due, const MiaoCalendar *calendar, MiaoDate end, MiaoDate on)
{
  char day[MIAO_DATE_BUFFER];

  due->end_on = end;
  due->due_on = miao_calendar_shift (calendar, end);
  due->level = miao_due_level (due->due_on, on);
  if (due->due_on == end)
    return;
  g_free (due->moved_zh);
  g_free (due->moved_en);
  miao_date_format (due->due_on, day);
  due->moved_zh = g_strdup_printf ("，遇休息日顺延至 %s", day);
  due->moved_en = g_strdup_printf (", a day off, moved to %s", day);
}

void
miao_due_deadline (const char *rule,
                   const char *record,
                   MiaoDate from,
                   int length,
                   const MiaoCalendar *calendar,
                   MiaoDate on,
                   GPtrArray *dues)
{
  const Term *term = NULL;
  MiaoDate end;
  MiaoDue *due;
  int count;

  for (gsize i = 0; i < G_N_ELEMENTS (terms) && term == NULL; i++)
    term = g_str_equal (terms[i].rule, rule) ? &terms[i] : NULL;
  g_return_if_fail (term != NULL && from != MIAO_DATE_NONE);
  count = length > 0 ? length : term->days + term->months;
  end = term->months > 0 ? miao_date_add_months (from, count) : from + count;
  due = add (dues, rule, record, from, count, end, term->remind, on, term->what_zh, term->what_en);
  if (due != NULL && term->moves)
    move (due, calendar, end, on);
}

void
miao_due_waiting (const char *rule,
                  const char *record,
                  MiaoDate since,
                  MiaoDate due_on,
                  const char *what_zh,
                  const char *what_en,
                  MiaoDate on,
                  GPtrArray *dues)
{
  MiaoDate due = due_on != MIAO_DATE_NONE ? due_on : on;

  add (dues, rule, record, since, MAX (on - since, 0), due, REMIND_PLANNED, on, what_zh, what_en);
}

/* ---- allowances ---- */

#define MONTH_CHARACTERS 7 /* "2026-11" */

void
miao_due_allowance (
    const char *record, MiaoDate month, MiaoDate pay_on, MiaoDate on, GPtrArray *dues)
{
  char text[MIAO_DATE_BUFFER];
  g_autofree char *zh = NULL, *en = NULL;
  int day;

  miao_date_format (month, text);
  text[MONTH_CHARACTERS] = '\0';
  zh = g_strdup_printf ("%s 寄养费", text);
  en = g_strdup_printf ("Allowances of %s", text);
  miao_date_get_ymd (pay_on, NULL, NULL, &day);
  add (dues, "D31", record, month, pay_on - month, pay_on, MIN (REMIND_PAY, day - 1), on, zh, en);
}

void
miao_due_allowance_change (const char *record,
                           gboolean starts,
                           MiaoDate from,
                           MiaoDate month,
                           MiaoDate pay_on,
                           MiaoDate on,
                           GPtrArray *dues)
{
  char text[MIAO_DATE_BUFFER];
  MiaoDue *due = add (dues, "D32", record, from, pay_on - from, pay_on, pay_on - from, on,
                      starts ? "入户" : "离开家庭", starts ? "Moved in" : "Left");

  if (due == NULL)
    return;
  miao_date_format (month, text);
  text[MONTH_CHARACTERS] = '\0';
  g_free (due->moved_zh);
  g_free (due->moved_en);
  due->moved_zh =
      g_strdup_printf ("，%s，计入 %s 寄养费", starts ? "当日起发" : "次日起停发", text);
  due->moved_en = g_strdup_printf (", paid %s, counted in the month %s",
                                   starts ? "from that day on" : "until that day", text);
}
