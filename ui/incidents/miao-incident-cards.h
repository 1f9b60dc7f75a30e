#pragma once

#include "miao-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The red line of a report that is due at once. */
GtkWidget *miao_incident_alarm_new (const char *title,
                                    const char *detail) G_GNUC_WARN_UNUSED_RESULT;
/** What happened, whom it is about, what was done for the child. */
GtkWidget *miao_incident_facts_new (const MiaoRecord *incident) G_GNUC_WARN_UNUSED_RESULT;
/** To whom it was reported, how long that took, and what they replied. */
GtkWidget *miao_incident_reports_new (const MiaoRecord *incident) G_GNUC_WARN_UNUSED_RESULT;
/** Answer and end. Returns: (nullable): %NULL while there is neither. */
GtkWidget *miao_incident_end_new (const MiaoRecord *incident) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
