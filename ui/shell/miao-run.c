#include "config.h"

#include "miao-run.h"

#include "miao-do.h"
#include "miao-error.h"
#include "miao-window-private.h"
#include "miao-work.h"

#include <glib/gi18n.h>

static const MiaoRunPlace nowhere;

static void
show_findings (const char *use_case_name,
               MiaoFindings *findings,
               const MiaoRunPlace *place,
               gboolean open_panel)
{
  const MiaoUseCase *use_case = miao_use_case_find (use_case_name);
  g_autofree char *title = NULL;

  if (place->form != NULL)
    miao_record_form_show_findings (place->form, findings, place->kind);
  if (place->panel == NULL || (!open_panel && !miao_findings_panel_is_shown (place->panel)))
    return;
  /* Translators: %s is what was tried: "Confirm placement". */
  title = place->title != NULL
              ? g_strdup (place->title)
              : g_strdup_printf (_ ("Not yet possible: %s"), miao_use_case_label (use_case));
  miao_findings_panel_show (place->panel, title, findings);
}

static void
show_error (GtkWidget *from, const MiaoRunPlace *place, const GError *error)
{
  if (place->banner != NULL)
    miao_banner_show_error (place->banner, error);
  else
    miao_window_say_error (from, error);
  if (place->form != NULL)
    (void) miao_record_form_show_error (place->form, place->kind, error);
}

static void
add_reasons (JsonObject *input, MiaoFindingsPanel *panel)
{
  g_autoptr (JsonObject) reasons = NULL;

  if (panel == NULL || json_object_has_member (input, "reasons"))
    return;
  reasons = miao_findings_panel_get_reasons (panel);
  if (json_object_get_size (reasons) > 0)
    json_object_set_object_member (input, "reasons", g_steal_pointer (&reasons));
}

/* Shows what came of a use case. @outcome: (transfer full) (nullable). Returns: whether it was
 * done. */
static gboolean
show_outcome (GtkWidget *from,
              const char *use_case,
              const MiaoRunPlace *place,
              MiaoOutcome *given,
              const GError *error,
              MiaoOutcome **ret_outcome)
{
  g_autoptr (MiaoOutcome) outcome = given;

  if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED)) {
    if (place->banner != NULL)
      miao_banner_show (place->banner, MIAO_TONE_INFO, error->message, NULL);
    else
      miao_window_say (from, MIAO_TONE_INFO, error->message, NULL);
    return FALSE;
  }
  if (error != NULL) {
    if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_REFUSED) && outcome != NULL &&
        miao_findings_length (miao_outcome_get_findings (outcome)) > 0) {
      show_findings (use_case, miao_outcome_get_findings (outcome), place, TRUE);
      if (place->panel == NULL)
        show_error (from, place, error);
    } else if (place->conflict != NULL && outcome != NULL &&
               miao_outcome_get_conflict (outcome) != NULL) {
      place->conflict (miao_outcome_get_conflict (outcome), place->conflict_data);
    } else {
      show_error (from, place, error);
    }
    return FALSE;
  }

  if (place->panel != NULL)
    miao_findings_panel_hide (place->panel);
  if (place->form != NULL)
    miao_record_form_show_findings (place->form, NULL, NULL);
  if (place->banner != NULL)
    miao_banner_hide (place->banner);
  miao_window_changed (from);
  if (ret_outcome != NULL)
    *ret_outcome = g_steal_pointer (&outcome);
  return TRUE;
}

gboolean
miao_run (GtkWidget *from,
          const char *use_case,
          JsonObject *input,
          const MiaoRunPlace *place,
          MiaoOutcome **ret_outcome)
{
  MiaoWindow *window = miao_window_from (from);
  g_autoptr (JsonObject) sent = input != NULL ? json_object_ref (input) : json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  if (place == NULL)
    place = &nowhere;
  if (window == NULL || miao_window_get_session (window) == NULL)
    return FALSE;
  add_reasons (sent, place->panel);

  (void) miao_do (from, miao_window_get_session (window), use_case, sent, &outcome, &error);
  miao_window_server_look (window);
  return show_outcome (from, use_case, place, g_steal_pointer (&outcome), error, ret_outcome);
}

/* --- long work ------------------------------------------------------------------------------ */

typedef struct {
  char *use_case;
  JsonObject *input;
  MiaoOutcome *outcome;
} Long;

static void
long_free (gpointer data)
{
  Long *work = data;

  g_free (work->use_case);
  json_object_unref (work->input);
  g_clear_pointer (&work->outcome, miao_outcome_unref);
  g_free (work);
}

static gboolean
run_in_thread (MiaoSession *session,
               const MiaoProgress *progress,
               GCancellable *cancellable,
               gpointer data,
               GError **error)
{
  Long *work = data;

  return miao_use_case_run_long (session, work->use_case, work->input, progress, cancellable,
                                 &work->outcome, error);
}

/* Where the outcome goes; the widgets are kept until then. */
static void
keep_place (GTask *task, const MiaoRunPlace *place)
{
  if (place->form != NULL)
    g_object_set_data_full (G_OBJECT (task), "miao-form", g_object_ref (place->form),
                            g_object_unref);
  if (place->panel != NULL)
    g_object_set_data_full (G_OBJECT (task), "miao-panel", g_object_ref (place->panel),
                            g_object_unref);
  if (place->banner != NULL)
    g_object_set_data_full (G_OBJECT (task), "miao-banner", g_object_ref (place->banner),
                            g_object_unref);
}

static void
long_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Long *work = miao_work_get_data (result);
  GtkWidget *from = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  MiaoOutcome *outcome = NULL;
  const MiaoRunPlace place = {
    .form = g_object_get_data (G_OBJECT (task), "miao-form"),
    .panel = g_object_get_data (G_OBJECT (task), "miao-panel"),
    .banner = g_object_get_data (G_OBJECT (task), "miao-banner"),
  };
  gboolean done;

  (void) miao_work_finish (result, &error);
  done = show_outcome (from, work->use_case, &place, g_steal_pointer (&work->outcome), error,
                       &outcome);
  if (done)
    g_task_return_pointer (task, outcome, (GDestroyNotify) miao_outcome_unref);
  else
    g_task_return_pointer (task, NULL, NULL);
}

void
miao_run_long_async (GtkWidget *from,
                     const char *use_case,
                     JsonObject *input,
                     const MiaoRunPlace *place,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  MiaoWindow *window = miao_window_from (from);
  g_autoptr (GTask) task = g_task_new (from, NULL, callback, user_data);
  Long *work;

  g_task_set_source_tag (task, miao_run_long_async);
  if (place == NULL)
    place = &nowhere;
  if (window == NULL || miao_window_get_session (window) == NULL) {
    g_task_return_pointer (task, NULL, NULL);
    return;
  }
  work = g_new0 (Long, 1);
  work->use_case = g_strdup (use_case);
  work->input = input != NULL ? json_object_ref (input) : json_object_new ();
  add_reasons (work->input, place->panel);
  keep_place (task, place);
  miao_work_async (from, miao_window_get_session (window),
                   miao_use_case_label (miao_use_case_find (use_case)), run_in_thread, work,
                   long_free, long_done_cb, g_object_ref (task));
}

gboolean
miao_run_long_finish (GAsyncResult *result, MiaoOutcome **ret_outcome)
{
  g_autoptr (MiaoOutcome) outcome = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean done = outcome != NULL;

  if (ret_outcome != NULL)
    *ret_outcome = g_steal_pointer (&outcome);
  return done;
}

MiaoOutcome *
miao_run_preview (GtkWidget *from,
                  const char *use_case,
                  JsonObject *input,
                  const MiaoRunPlace *place)
{
  MiaoWindow *window = miao_window_from (from);
  MiaoOutcome *outcome;

  if (window == NULL || miao_window_get_session (window) == NULL)
    return NULL;
  outcome = miao_use_case_preview (miao_window_get_session (window), use_case, input);
  show_findings (use_case, miao_outcome_get_findings (outcome), place != NULL ? place : &nowhere,
                 FALSE);
  return outcome;
}
