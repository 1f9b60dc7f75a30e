/* What is done with an incident: which rows each use case shows. */
#include "config.h"

#include "miao-incident-acts.h"

#include "miao-incident-children.h"
#include "miao-incident-words.h"
#include "miao-incidents.h"
#include "miao-lookup.h"
#include "miao-store.h"

#include <glib/gi18n.h>

#define MS_PER_MINUTE 60000

static void
set_now (MiaoRecordForm *rows, const char *field, MiaoSession *session)
{
  gint64 now = miao_session_now_ms (session);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now - now % MS_PER_MINUTE);

  miao_record_form_set (rows, field, text);
}

static void
set_today (MiaoRecordForm *rows, const char *field, MiaoSession *session)
{
  g_autofree char *today = miao_date_dup (miao_session_today (session));

  miao_record_form_set (rows, field, today);
}

/* ---- new ---- */

/* Whom it is about stands above the form, or is asked for in it. */
static void
add_whom (MiaoActForm *form, const char *about, const char *id)
{
  static const char *const asked[] = { "child", "family", NULL };

  if (about != NULL)
    miao_act_form_fix (form, about, id);
  else
    (void) miao_act_form_add_params (form, asked);
}

static void
begin_incident (MiaoActForm *form, MiaoSession *session, const char *about, const char *id)
{
  static const char *const first[] = { "kind",
                                       "other_children",
                                       "mandatory",
                                       "mandatory_ground",
                                       "discovered_at",
                                       "description",
                                       "first_actions",
                                       "safe_measure",
                                       NULL };
  static const char *const removal[] = { "remove", NULL };
  static const char *const rest[] = {
    "discoverer",        "occurred_at",      "place",    "injuries",
    "safe_measure_text", "family_contacted", "evidence", NULL
  };
  MiaoRecordForm *rows;

  add_whom (form, about, id);
  rows = miao_act_form_add_record (form, "incident", first, NULL);
  set_now (rows, "discovered_at", session);
  (void) miao_act_form_add_params (form, removal);
  miao_act_form_fold (form, _ ("What can be added later"));
  (void) miao_act_form_add_record (form, "incident", rest, NULL);
}

static void
begin_complaint (MiaoActForm *form, MiaoSession *session, const char *about, const char *id)
{
  static const char *const fields[] = { "complainant",   "complainant_name",
                                        "channel",       "other_children",
                                        "discovered_at", "description",
                                        "evidence",      NULL };

  add_whom (form, about, id);
  set_now (miao_act_form_add_record (form, "incident", fields, NULL), "discovered_at", session);
}

/* Returns: (nullable): a placement is called by its child. */
static char *
dup_whom (MiaoSession *session, const char *about, const char *id)
{
  g_autoptr (MiaoRecord) placement = NULL;

  if (about == NULL)
    return NULL;
  if (!g_str_equal (about, "placement"))
    return miao_lookup_dup_name (about, id);
  placement =
      miao_store_load (miao_session_get_store (session), miao_kind_find ("placement"), id, NULL);
  return placement != NULL ? miao_lookup_dup_name ("child", miao_record_get (placement, "child"))
                           : NULL;
}

void
miao_incident_begin_new (MiaoActForm *form,
                         MiaoSession *session,
                         const char *use_case,
                         const char *about,
                         const char *id)
{
  gboolean complaint = g_str_equal (use_case, "record-complaint");
  g_autofree char *whom = dup_whom (session, about, id);
  g_autofree char *title = NULL;

  if (whom != NULL)
    /* Translators: %s is the name of a child or a family. */
    title = g_strdup_printf (complaint ? _ ("Complaint about %s") : _ ("Incident about %s"), whom);
  miao_act_form_begin (form, session, use_case, id);
  miao_act_form_set_words (
      form, title, NULL,
      complaint ? _ ("It is answered within 15 days; whoever complains may stay unnamed.")
                : _ ("A child in danger is taken out first. Suspected harm is reported at once; "
                     "after 2 hours without a report the head is told."));
  if (complaint)
    begin_complaint (form, session, about, id);
  else
    begin_incident (form, session, about, id);
  miao_act_form_show (form);
}

/* ---- stored ones ---- */

gboolean
miao_incident_act_is_known (const char *use_case)
{
  static const char *const acts[] = { "record-report",    "record-reply",
                                      "answer-complaint", "edit-incident",
                                      "mark-missing",     "mark-found",
                                      "close-incident",   NULL };

  return g_strv_contains (acts, use_case);
}

gboolean
miao_incident_act_is_offered (MiaoSession *session,
                              const char *use_case,
                              const MiaoRecord *incident)
{
  const MiaoUseCase *act = miao_use_case_find (use_case);
  gboolean complaint = miao_record_is (incident, "kind", "COMPLAINT");
  MiaoDate reported;

  if (!miao_record_is (incident, "status", "OPEN") || !miao_session_may (session, act->permission))
    return FALSE;
  if (g_str_equal (use_case, "record-reply"))
    return miao_incident_first_unanswered (incident, &reported) > 0;

  if (g_str_equal (use_case, "mark-missing") || g_str_equal (use_case, "mark-found"))
    return miao_incident_may_mark (incident, use_case);

  return complaint || !g_str_equal (use_case, "answer-complaint");
}

static void
fill_reply (MiaoActForm *form, MiaoSession *session, const MiaoRecord *incident)
{
  static const char *const fields[] = { "replied_on", "reply", NULL };
  MiaoDate reported;
  g_autofree char *number =
      g_strdup_printf ("%u", miao_incident_first_unanswered (incident, &reported));

  miao_act_form_fix (form, "report", number);
  set_today (miao_act_form_add_params (form, fields), "replied_on", session);
}

static void
fill_edit (MiaoActForm *form, const MiaoRecord *incident)
{
  static const char *const about_incident[] = { "kind",
                                                "mandatory",
                                                "mandatory_ground",
                                                "discovered_at",
                                                "occurred_at",
                                                "place",
                                                "discoverer",
                                                "description",
                                                "injuries",
                                                "first_actions",
                                                "safe_measure",
                                                "safe_measure_text",
                                                "family_contacted",
                                                "other_children",
                                                "recordings_wanted",
                                                "recordings_kept_on",
                                                "evidence",
                                                NULL };
  static const char *const about_complaint[] = {
    "complainant",       "complainant_name",   "channel",   "other_children",
    "discovered_at",     "description",        "mandatory", "mandatory_ground",
    "recordings_wanted", "recordings_kept_on", "evidence",  NULL
  };

  miao_act_form_fix (form, "id", miao_record_get_id (incident));
  miao_act_form_set_words (form, NULL, _ ("Save"),
                           _ ("What stood there before is kept in the log of changes."));
  (void) miao_act_form_add_record (
      form, "incident",
      miao_record_is (incident, "kind", "COMPLAINT") ? about_complaint : about_incident, incident);
}

/* With several of them it can be said which one is meant. */
static void
add_which (MiaoActForm *form, const MiaoRecord *incident)
{
  static const char *const which[] = { "child", NULL };
  g_auto (GStrv) children = miao_incident_dup_children (incident);

  if (g_strv_length (children) > 1)
    (void) miao_act_form_add_params (form, which);
}

void
miao_incident_begin_act (MiaoActForm *form,
                         MiaoSession *session,
                         const char *use_case,
                         const MiaoRecord *incident)
{
  static const char *const report[] = { "to", "at", "channel", "receiver", "receipt_no", NULL };
  static const char *const answer[] = { "answered_on", "answer", NULL };
  static const char *const found[] = { "found_on", NULL };
  static const char *const close[] = { "outcome", "result", "lessons", "closed_on", NULL };
  MiaoRecordForm *rows;

  miao_act_form_begin (form, session, use_case, miao_record_get_id (incident));
  if (g_str_equal (use_case, "edit-incident")) {
    fill_edit (form, incident);
    miao_act_form_show (form);
    return;
  }
  miao_act_form_fix (form, "incident", miao_record_get_id (incident));
  if (g_str_equal (use_case, "record-report")) {
    rows = miao_act_form_add_params (form, report);
    miao_record_form_set (rows, "to", "POLICE");
    miao_record_form_set (rows, "channel", "1");
    set_now (rows, "at", session);
  } else if (g_str_equal (use_case, "record-reply")) {
    fill_reply (form, session, incident);
  } else if (g_str_equal (use_case, "answer-complaint")) {
    set_today (miao_act_form_add_params (form, answer), "answered_on", session);
  } else if (g_str_equal (use_case, "mark-missing")) {
    miao_act_form_set_words (form, NULL, NULL,
                             _ ("The child stays on the books as missing until it is found."));
    add_which (form, incident);
  } else if (g_str_equal (use_case, "mark-found")) {
    add_which (form, incident);
    set_today (miao_act_form_add_params (form, found), "found_on", session);
  } else {
    set_today (miao_act_form_add_params (form, close), "closed_on", session);
  }
  miao_act_form_show (form);
}
