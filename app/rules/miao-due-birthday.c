/* The birthdays that change what is asked of a child, or what it may do itself. */
#include "config.h"

#include "miao-due.h"

#include "miao-due-private.h"

#define REMIND_BIRTHDAY 30
#define REMIND_ADULT 365
#define ADULT_STAYS 365

#define ADULT_AGE 18
/* From 14 on the child consents to the handling of its data (Personal Information Protection Law,
 * Art. 31); the other age is the house's. */
#define OWN_DATA_AGE 14
#define IDENTITY_CARD_AGE 16

/* Coming of age is prepared, and stays; the other birthdays only announce what later acts will ask.
 */
static gboolean
is_over (MiaoDate birthday, gboolean adult, gboolean fostered, MiaoDate on)
{
  if (!adult)
    return on > birthday;

  return !fostered && on > birthday + ADULT_STAYS;
}

void
miao_due_birthdays (const char *child,
                    MiaoDate born,
                    gboolean fostered,
                    const MiaoRuleSettings *settings,
                    MiaoDate on,
                    GPtrArray *dues)
{
  const int ages[] = { settings->opinion_min_age, settings->consent_min_age, OWN_DATA_AGE,
                       IDENTITY_CARD_AGE, ADULT_AGE };

  if (born == MIAO_DATE_NONE)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++) {
    const gboolean adult = ages[i] == ADULT_AGE;
    const MiaoDate birthday = miao_date_birthday (born, ages[i]);

    if (!is_over (birthday, adult, fostered, on))
      miao_due_add (dues, "D26", child, born, ages[i], birthday,
                    adult ? REMIND_ADULT : REMIND_BIRTHDAY, on, "儿童", "Child");
  }
}
