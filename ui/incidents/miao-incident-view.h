#pragma once

#include "miao-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_INCIDENT_VIEW (miao_incident_view_get_type ())
G_DECLARE_FINAL_TYPE (MiaoIncidentView, miao_incident_view, MIAO, INCIDENT_VIEW, GtkWidget)

/** One incident or complaint: what happened, the clock of its report, what comes next. Emits
 *  "back". */
GtkWidget *miao_incident_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the incident. Errors: those of the store. */
gboolean miao_incident_view_open (MiaoIncidentView *self,
                                  MiaoSession *session,
                                  const char *id,
                                  GError **error);
/** Begins a new one, see miao_incident_begin_new(). */
void miao_incident_view_begin (MiaoIncidentView *self,
                               MiaoSession *session,
                               const char *use_case,
                               const char *about,
                               const char *id);
/** Forgets what is shown. */
void miao_incident_view_clear (MiaoIncidentView *self);
/** Reads again; a form that is open stays. */
void miao_incident_view_refresh (MiaoIncidentView *self);
/** Opens the form of a use case when it is offered. */
void miao_incident_view_act (MiaoIncidentView *self, const char *use_case);
void miao_incident_view_print (MiaoIncidentView *self);
/** Closes an open form. Returns: %FALSE when there was none, or nothing behind it. */
gboolean miao_incident_view_back (MiaoIncidentView *self);
/** Returns: (transfer full) (nullable): the act whose typing would be lost. */
char *miao_incident_view_dup_unsaved (MiaoIncidentView *self);
void miao_incident_view_discard (MiaoIncidentView *self);

G_END_DECLS
