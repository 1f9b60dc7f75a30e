#include "config.h"

#include "miao-incident-words.h"

#include "miao-codes.h"
#include "miao-incident-children.h"
#include "miao-incidents.h"
#include "miao-language.h"
#include "miao-state-chip.h"

#include <glib/gi18n.h>

gboolean
miao_incident_is_unreported (const MiaoRecord *incident)
{
  return miao_record_is (incident, "status", "OPEN") &&
         miao_record_get_bool (incident, "mandatory") &&
         !miao_record_has (incident, "first_report_at");
}

void
miao_incident_set_chip (GtkWidget *chip, const MiaoRecord *incident)
{
  if (miao_incident_is_unreported (incident))
    miao_chip_set (chip, "miao-warning-symbolic", _ ("To be reported"), "danger");
  else if (miao_record_is (incident, "status", "CLOSED"))
    miao_chip_set (chip, "miao-pass-symbolic",
                   miao_codes_name ("incident_status", "CLOSED", miao_language ()), "good");
  else
    miao_chip_set (chip, "miao-pending-symbolic",
                   miao_codes_name ("incident_status", "OPEN", miao_language ()), "warning");
}

gboolean
miao_incident_may_mark (const MiaoRecord *incident, const char *use_case)
{
  g_auto (GStrv) children = g_str_equal (use_case, "mark-found")
                                ? miao_incident_dup_lost (incident)
                                : miao_incident_dup_unmarked (incident);

  return miao_record_is (incident, "kind", "MISSING") && children[0] != NULL &&
         miao_incident_told_police (incident);
}

const char *
miao_incident_next_act (const MiaoRecord *incident)
{
  MiaoDate reported;

  if (!miao_record_is (incident, "status", "OPEN"))
    return NULL;
  if (miao_incident_is_unreported (incident))
    return "record-report";
  if (miao_record_is (incident, "kind", "COMPLAINT") && !miao_record_has (incident, "answered_on"))
    return "answer-complaint";

  if (miao_incident_may_mark (incident, "mark-missing"))
    return "mark-missing";
  if (miao_incident_may_mark (incident, "mark-found"))
    return "mark-found";

  return miao_incident_first_unanswered (incident, &reported) > 0 ? "record-reply"
                                                                  : "close-incident";
}

char *
miao_incident_dup_hint (const MiaoRecord *incident, gint64 now_ms)
{
  const char *next = miao_incident_next_act (incident);

  if (next == NULL)
    return miao_field_display (miao_kind_field (miao_record_get_kind (incident), "outcome"),
                               miao_record_get (incident, "outcome"), miao_language ());
  if (g_str_equal (next, "record-report")) {
    MiaoReportClock clock =
        miao_report_clock (miao_record_get_int (incident, "discovered_at", 0), 0, now_ms);
    g_autofree char *passed = miao_report_dup_minutes (clock.minutes, miao_language ());

    /* Translators: %s is "35 min". */
    return g_strdup_printf (clock.state == MIAO_REPORT_ESCALATED
                                ? _ ("Not reported for %s; the head sees to it")
                                : _ ("Report at once; %s have gone by"),
                            passed);
  }
  if (g_str_equal (next, "answer-complaint"))
    return g_strdup (_ ("To be answered"));
  if (g_str_equal (next, "mark-missing"))
    return g_strdup (_ ("To be put down as missing"));
  if (g_str_equal (next, "mark-found"))
    return g_strdup (_ ("Not found yet"));
  if (g_str_equal (next, "record-reply"))
    return g_strdup (_ ("Reported; ask for the reply"));

  return g_strdup (_ ("To be closed"));
}

char *
miao_incident_dup_clock (gint64 discovered_ms, gint64 now_ms)
{
  MiaoReportClock clock = miao_report_clock (discovered_ms, 0, now_ms);
  g_autofree char *at = miao_report_dup_instant (discovered_ms);
  g_autofree char *passed = miao_report_dup_minutes (clock.minutes, miao_language ());

  if (clock.state == MIAO_REPORT_ESCALATED)
    /* Translators: day and time, how long ago. */
    return g_strdup_printf (_ ("Discovered %s, %s ago. Two hours are over: the head has it "
                               "reported, or reports it."),
                            at, passed);

  /* Translators: day and time, how long ago. */
  return g_strdup_printf (_ ("Discovered %s, %s ago. Telephone the police, civil affairs or "
                             "education first, then record it."),
                          at, passed);
}
