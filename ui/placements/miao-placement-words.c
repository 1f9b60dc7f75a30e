#include "config.h"

#include "miao-placement-words.h"

#include "miao-codes.h"
#include "miao-language.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

void
miao_placement_set_chip (GtkWidget *chip, const MiaoRecord *placement)
{
  static const struct {
    const char *status;
    const char *icon;
    const char *style;
  } states[] = {
    { "PROPOSED", "miao-pending-symbolic", NULL },
    { "MATCHED", "miao-check-symbolic", "info" },
    { "SIGNED", "miao-document-symbolic", "info" },
    { "INTEGRATION", "miao-state-integration-symbolic", "state-integration" },
    { "EXTENDED", "miao-state-integration-symbolic", "state-integration" },
    { "CONFIRMED", "miao-state-placed-symbolic", "state-placed" },
    { "SHORT_CARE", "miao-state-away-symbolic", "state-away" },
    { "SUSPENDED", "miao-warning-symbolic", "danger" },
    { "ENDING", "miao-warning-symbolic", "warning" },
    { "ENDED", "miao-state-left-symbolic", "state-left" },
    { "CANCELLED", "miao-state-left-symbolic", "state-left" },
  };
  const char *status = miao_record_get (placement, "status");

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].status, status) == 0)
      miao_chip_set (chip, states[i].icon,
                     miao_codes_name ("placement_status", status, miao_language ()),
                     states[i].style);
}

gboolean
miao_placement_is_integration (const MiaoRecord *placement)
{
  return miao_record_is (placement, "status", "INTEGRATION") ||
         miao_record_is (placement, "status", "EXTENDED");
}

static char *
dup_integration_hint (const MiaoRecord *placement, const MiaoRuleSettings *settings, MiaoDate today)
{
  MiaoIntegration now =
      miao_integration_on (miao_record_get_date (placement, "moved_in_on"),
                           miao_record_get_date (placement, "extended_to"), settings, today);

  if (now.to_earliest > 0)
    return g_strdup_printf (ngettext ("%d day until it can be confirmed",
                                      "%d days until it can be confirmed",
                                      (gulong) now.to_earliest),
                            now.to_earliest);
  if (now.to_latest < 0)
    return g_strdup_printf (ngettext ("Over by %d day", "Over by %d days", (gulong) -now.to_latest),
                            -now.to_latest);

  return g_strdup_printf (ngettext ("Can be confirmed; %d day left",
                                    "Can be confirmed; %d days left", (gulong) now.to_latest),
                          now.to_latest);
}

char *
miao_placement_dup_hint (const MiaoRecord *placement,
                         const MiaoRuleSettings *settings,
                         MiaoDate today)
{
  const char *status = miao_record_get (placement, "status");

  if (miao_placement_is_integration (placement))
    return dup_integration_hint (placement, settings, today);
  if (g_str_equal (status, "PROPOSED"))
    return g_strdup (_ ("To be decided"));
  if (g_str_equal (status, "MATCHED"))
    return g_strdup (_ ("Agreement to be signed"));
  if (g_str_equal (status, "SIGNED"))
    return g_strdup (_ ("Child to be moved in"));
  if (g_str_equal (status, "SUSPENDED"))
    return g_strdup (_ ("Removed; decide what follows"));

  return g_strdup ("");
}

char *
miao_placement_dup_priority (const MiaoRecord *placement)
{
  const char *since = miao_record_get (placement, "adopt_wish_on");

  /* Translators: %s is a day. */
  return since != NULL ? g_strdup_printf (_ ("Priority in adoption (%s)"), since) : NULL;
}

char *
miao_placement_dup_day (MiaoDate day, MiaoDate today)
{
  char text[MIAO_DATE_BUFFER];
  int year, this_year;

  if (day == MIAO_DATE_NONE)
    return g_strdup ("");
  miao_date_get_ymd (day, &year, NULL, NULL);
  miao_date_get_ymd (today, &this_year, NULL, NULL);
  miao_date_format (day, text);

  return g_strdup (year == this_year ? text + 5 : text);
}
