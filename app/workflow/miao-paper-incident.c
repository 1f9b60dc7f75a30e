/* The record of an incident or a complaint, and that of an emergency removal. */
#include "config.h"

#include "miao-incident-children.h"
#include "miao-incidents.h"
#include "miao-paper-private.h"
#include "miao-print-incident.h"

static const char *
name_of (MiaoPaper *paper, const MiaoRecord *record, const char *field)
{
  const char *name = miao_record_has (record, field)
                         ? miao_paper_name (paper, field, miao_record_get (record, field))
                         : NULL;

  return name != NULL ? name : "";
}

static char *
dup_children (MiaoPaper *paper, const MiaoRecord *incident)
{
  g_auto (GStrv) ids = miao_incident_dup_children (incident);
  GString *names = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++) {
    const char *name = miao_paper_name (paper, "child", ids[i]);

    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", name != NULL ? name : "");
  }

  return g_string_free (names, FALSE);
}

gboolean
miao_paper_make_incident (MiaoPaper *paper, GError **error)
{
  MiaoRecord *incident = miao_paper_load (paper, "incident", paper->id, error);
  g_autofree char *children = NULL;
  g_autofree char *passed = NULL;
  MiaoIncidentData data;
  gint64 reported;

  if (incident == NULL)
    return FALSE;
  children = dup_children (paper, incident);
  reported = miao_record_get_int (incident, "first_report_at", 0);
  if (reported != 0)
    passed = miao_report_dup_minutes (
        miao_report_clock (miao_record_get_int (incident, "discovered_at", 0), reported, reported)
            .minutes,
        MIAO_LANGUAGE_ZH);
  data = (MiaoIncidentData){ .incident = incident,
                             .institution = paper->institution,
                             .children = children,
                             .family = name_of (paper, incident, "family"),
                             .passed = passed };
  paper->info.title = miao_print_incident_title (incident);
  paper->info.series = "突发事件与保护";
  paper->info.secret = TRUE;
  paper->document = miao_print_incident (&paper->info, &data, &paper->options);

  return TRUE;
}

gboolean
miao_paper_make_removal (MiaoPaper *paper, GError **error)
{
  MiaoRecord *placement = miao_paper_load (paper, "placement", paper->id, error);
  g_autoptr (MiaoRecord) incident = NULL;
  g_autoptr (GError) problem = NULL;
  MiaoRemovalData data;

  if (placement == NULL)
    return FALSE;
  incident = miao_incident_find_until (miao_session_get_store (paper->session), paper->id,
                                       miao_record_get_date (placement, "suspended_on"), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  data = (MiaoRemovalData){ .placement = placement,
                            .incident = incident,
                            .institution = paper->institution,
                            .child = name_of (paper, placement, "child"),
                            .family = name_of (paper, placement, "family") };
  /* Why a child was taken out is not the archivist's to read. */
  paper->options.full =
      paper->options.full && miao_session_may (paper->session, MIAO_MAY_READ_ORIGIN);
  paper->info.series = "突发事件与保护";
  paper->info.secret = TRUE;
  paper->document = miao_print_removal (&paper->info, &data, &paper->options);

  return TRUE;
}
