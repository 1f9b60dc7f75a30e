#define G_LOG_DOMAIN "Miaopu"

#include "config.h"

#include "miao-run.h"

#include "miao-error.h"
#include "miao-window.h"

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

  if (!miao_use_case_run (miao_window_get_session (window), use_case, sent, &outcome, &error)) {
    if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_REFUSED) && outcome != NULL &&
        miao_findings_length (miao_outcome_get_findings (outcome)) > 0) {
      show_findings (use_case, miao_outcome_get_findings (outcome), place, TRUE);
      if (place->panel == NULL)
        show_error (from, place, error);
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
