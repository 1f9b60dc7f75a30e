/* What becomes due in a family: ages, newcomers, the end of its qualification. */
#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"
#include "miao-standing-rules.h"

/* Days before the due day from which a task is shown (domain 9, "remind before"). */
#define REMIND_CAREGIVER 180
#define REMIND_QUALIFICATION 30

#define ADULT_AGE 18

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

  miao_due_add (dues, "D28", family, approved_on, months, sooner ? approved_until : sum,
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
    miao_due_add (dues, "D25", members[i].id, since, settings->coliving_min_age, since, 0, on,
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
    miao_due_add (dues, "D24", caregiver->id, caregiver->born, after,
                  miao_date_birthday (caregiver->born, after), REMIND_CAREGIVER, on,
                  caregiver->name, caregiver->name);
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
      miao_due_add (dues, "D25A", members[i].id, members[i].joined, 0, members[i].joined, 0, on,
                    members[i].name, members[i].name);
}
