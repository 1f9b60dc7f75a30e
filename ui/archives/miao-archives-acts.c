/* What is done in the archives: verify and close a volume, seal a paper, export a package. */
#include "config.h"

#include "miao-archives-page-private.h"

#include "miao-act-form.h"
#include "miao-archive.h"
#include "miao-gtk-compat.h"
#include "miao-record-list.h"
#include "miao-run.h"
#include "miao-window.h"

#include <glib/gi18n.h>

static void
verify_cb (MiaoArchivesPage *self)
{
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (MiaoOutcome) outcome = NULL;
  JsonObject *result;

  if (self->volume == NULL)
    return;
  json_object_set_string_member (input, "volume", miao_record_get_id (self->volume));
  if (!miao_run (GTK_WIDGET (self), "verify-volume", input, NULL, &outcome))
    return;
  result = miao_outcome_get_result (outcome);
  g_free (self->check.volume);
  miao_archive_report_clear (&self->check.report);
  self->check.volume = g_strdup (miao_record_get_id (self->volume));
  self->check.report.items = (guint) json_object_get_int_member (result, "items");
  self->check.report.bad_item =
      (guint) json_object_get_int_member_with_default (result, "bad_item", 0);
  self->check.report.problem = g_strdup (miao_outcome_get (outcome, "problem"));
  if (self->check.report.problem != NULL)
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_DANGER, _ ("The volume is not as it was sealed"),
                     self->check.report.problem);
  else
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Seals sound"), NULL);
  miao_archives_load_volume (self, self->check.volume);
}

static void
close_volume_cb (MiaoArchivesPage *self)
{
  static const char *const params[] = { "checked_by", "note", "shelf", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);
  const char *id;

  if (self->volume == NULL)
    return;
  id = miao_record_get_id (self->volume);
  miao_act_form_begin (form, self->session, "close-volume", id);
  miao_act_form_fix (form, "volume", id);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("A closed volume is complete: what comes later goes into a "
                              "supplementary volume. Somebody else checks it."));
  miao_act_form_add_params (form, params);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "act");
  miao_act_form_show (form);
}

static void
transfer_cb (MiaoArchivesPage *self)
{
  static const char *const params[] = { "transferred_on", "transferred_to", NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);
  g_autofree char *today = NULL;
  const char *id;

  if (self->volume == NULL)
    return;
  id = miao_record_get_id (self->volume);
  today = miao_date_dup (miao_session_today (self->session));
  miao_act_form_begin (form, self->session, "transfer-volume", id);
  miao_act_form_set_slow (form, TRUE); /* every item is read again */
  miao_act_form_fix (form, "volume", id);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The volume is verified once more and then counts as handed over to "
                              "the archives hall; it stays readable here."));
  miao_record_form_set (miao_act_form_add_params (form, params), "transferred_on", today);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "act");
  miao_act_form_show (form);
}

static void
seal_cb (MiaoArchivesPage *self, const char *paper, const char *id)
{
  static const char *const params[] = { "title", "section", "supersedes", "supersede_reason",
                                        NULL };
  MiaoActForm *form = MIAO_ACT_FORM (self->act);
  const char *child = miao_archives_get_child (self);

  if (child == NULL)
    return;
  miao_act_form_begin (form, self->session, "seal-item", id);
  miao_act_form_set_slow (form, TRUE); /* what is in the volume already is read again */
  miao_act_form_fix (form, "child", child);
  miao_act_form_fix (form, "paper", paper);
  miao_act_form_fix (form, "paper_id", id);
  miao_act_form_set_words (form, NULL, NULL,
                           _ ("The paper is made as it was just shown and never changes again. "
                              "Title and section may stay empty."));
  miao_act_form_add_params (form, params);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "act");
  miao_act_form_show (form);
}

void
miao_archives_leave_act (MiaoArchivesPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  miao_record_list_grab_focus (MIAO_RECORD_LIST (self->list));
}

static void
done_cb (MiaoArchivesPage *self, MiaoOutcome *outcome)
{
  const char *sealed = miao_outcome_get (outcome, "archive_volume");
  g_autofree char *volume = g_strdup (sealed != NULL         ? sealed
                                      : self->volume != NULL ? miao_record_get_id (self->volume)
                                                             : NULL);

  miao_archives_leave_act (self);
  g_clear_pointer (&self->volume, miao_record_unref);
  miao_archives_show_child (self, self->child, volume);
  miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD,
                   sealed != NULL ? _ ("Sealed into the archive")
                   : miao_outcome_get (outcome, "transferred_to") != NULL
                       ? _ ("Handed over to the archives hall")
                       : _ ("Volume closed"),
                   NULL);
}

static void
cancelled_cb (MiaoArchivesPage *self)
{
  miao_archives_leave_act (self);
}

static void
package_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoArchivesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = miao_save_file_finish (result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->session != NULL && self->volume != NULL &&
      miao_archive_package (self->session, miao_record_get_id (self->volume), path, NULL, &error))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Package written"), path);
  else if (error != NULL)
    miao_window_say_error (GTK_WIDGET (self), error);
}

static void
package_cb (MiaoArchivesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (self->volume == NULL)
    return;
  name = g_strdup_printf ("%s.zip", miao_record_get (self->volume, "archival_code"));
  miao_save_file_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Export package"), name,
                        NULL, package_chosen_cb, g_object_ref (self));
}

void
miao_archives_class_bind_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, verify_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_volume_cb);
  gtk_widget_class_bind_template_callback (widget_class, transfer_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, package_cb);
}
