#include "config.h"

#include "miao-file-section.h"

#include "miao-account.h"
#include "miao-ask.h"
#include "miao-banner.h"
#include "miao-check.h"
#include "miao-documents.h"
#include "miao-error.h"
#include "miao-page-interface.h"
#include "miao-page-preview.h"
#include "miao-print-recovery.h"
#include "miao-print.h"
#include "miao-secret.h"
#include "miao-table.h"
#include "miao-window-keys.h"
#include "miao-window.h"
#include "miao-work.h"

#include <glib/gi18n.h>

/* More lines than this say nothing more. */
#define MAX_PROBLEMS 12

struct _MiaoFileSection {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *banner;
  GtkWidget *path;
  GtkWidget *result;
  GtkWidget *verify;
  GtkWidget *renew;
  GtkWidget *rotate;
  MiaoSession *session;
};

static void page_iface_init (MiaoPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MiaoFileSection,
                               miao_file_section,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MIAO_TYPE_PAGE, page_iface_init))

/* Below the button, which stays where it is. */
static void
show_result (MiaoFileSection *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->result), text);
  gtk_widget_set_visible (self->result, *text != '\0');
}

static void
refresh (MiaoPage *page)
{
  MiaoFileSection *self = MIAO_FILE_SECTION (page);
  g_autofree char *path = NULL;

  if (self->session == NULL)
    return;
  path = g_filename_display_name (miao_session_get_path (self->session));
  gtk_label_set_label (GTK_LABEL (self->path), path);
  gtk_widget_set_sensitive (self->renew, miao_session_may (self->session, MIAO_MAY_RECOVERY_RENEW));
  gtk_widget_set_sensitive (self->rotate,
                            miao_session_may (self->session, MIAO_MAY_RECOVERY_RENEW));
}

static void
set_session (MiaoPage *page, MiaoSession *session)
{
  MiaoFileSection *self = MIAO_FILE_SECTION (page);

  g_clear_pointer (&self->session, miao_session_unref);
  show_result (self, "");
  if (session != NULL)
    self->session = miao_session_ref (session);
  refresh (page);
}

static void
page_iface_init (MiaoPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
}

/* --- check ---------------------------------------------------------------------------------- */

static void
report_free (gpointer data)
{
  miao_check_report_clear (data);
  g_free (data);
}

static gboolean
check_in_thread (MiaoSession *session,
                 const MiaoProgress *progress,
                 GCancellable *cancellable,
                 gpointer data,
                 GError **error)
{
  /* What a program that was killed left behind would only be looked at in vain. */
  (void) miao_documents_sweep (session, MIAO_DOCUMENTS_ORPHAN_SECONDS, NULL);

  return miao_check_file (session, progress, cancellable, data, error);
}

static void
show_report (MiaoFileSection *self, MiaoCheckReport *report)
{
  g_autofree char *text = g_strdup_printf (
      _ ("%u lines of the log, %u records and %u documents were checked."),
      (guint) report->audit.lines, (guint) report->records, (guint) report->documents);
  g_autofree char *problems = NULL;

  show_result (self, text);
  if (report->problems->len == 0) {
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD,
                      _ ("Everything is as it was written"), text);
    return;
  }
  g_ptr_array_set_size (report->problems, (int) MIN (report->problems->len, MAX_PROBLEMS));
  g_ptr_array_add (report->problems, NULL);
  problems = g_strjoinv ("\n", (GStrv) report->problems->pdata);
  show_result (self, problems);
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_DANGER,
                    _ ("The file was changed without the program"), text);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoFileSection *self = MIAO_FILE_SECTION (source);
  g_autoptr (GError) error = NULL;

  if (miao_work_finish (result, &error))
    show_report (self, miao_work_get_data (result));
  else if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CANCELLED))
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_INFO, _ ("The check was cancelled"),
                      NULL);
  else
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

static void
verify_cb (MiaoFileSection *self)
{
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_work_async (GTK_WIDGET (self), self->session, _ ("Check everything"), check_in_thread,
                   g_new0 (MiaoCheckReport, 1), report_free, checked_cb, NULL);
}

/* --- recovery ------------------------------------------------------------------------------- */

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoFileSection *self = MIAO_FILE_SECTION (source);
  g_autoptr (GError) error = NULL;

  if (miao_document_print_finish (result, &error))
    miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD,
                      _ ("The new sheet went to the printer; the old one opens nothing any more"),
                      NULL);
  else if (error != NULL)
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
}

static void
print_sheet (MiaoFileSection *self, const char *key)
{
  g_autofree char *base = g_path_get_basename (miao_session_get_path (self->session));
  g_autofree char *file_name = g_filename_display_name (base);
  g_autofree char *made_on = miao_print_dup_date (miao_session_today (self->session));
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("institution"));
  g_autoptr (MiaoRecord) institution =
      miao_store_first (miao_session_get_store (self->session), query, NULL);
  const MiaoDocumentInfo info = {
    .institution = institution != NULL ? miao_record_get (institution, "name") : "",
    .printed_by = miao_session_get_name (self->session),
    .printed_on = made_on,
    .practice = miao_session_is_practice (self->session),
  };

  miao_document_print_async (GTK_WIDGET (self),
                             miao_print_recovery_sheet (&info, key, file_name, made_on), printed_cb,
                             NULL);
}

static void
renew_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoFileSection *self = MIAO_FILE_SECTION (source);
  g_autoptr (GError) error = NULL;
  char *key = NULL;

  if (miao_ask_finish (result) != 1)
    return;
  if (!miao_account_renew_recovery (self->session, &key, &error)) {
    miao_banner_show_error (MIAO_BANNER (self->banner), error);
    return;
  }
  /* Shown as well, so that it can be copied by hand where no printer answers. */
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_WARNING, key,
                    _ ("The new recovery key. Print the sheet, or copy the digits by hand now."));
  print_sheet (self, key);
  miao_secret_free_text (key);
}

static void
renew_cb (MiaoFileSection *self)
{
  const char *answers[] = { _ ("Cancel"), _ ("Make a new key"), NULL };

  miao_ask_async (GTK_WIDGET (self), _ ("Make a new recovery key?"),
                  _ ("The sheet in the safe opens nothing any more and must be replaced."), answers,
                  TRUE, renew_answered_cb, NULL);
}

static void
rotate_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MiaoSecretText) password = miao_ask_text_finish (result);

  if (password != NULL)
    miao_window_replace_keys (GTK_WIDGET (source), NULL, password);
}

static void
rotate_cb (MiaoFileSection *self)
{
  miao_ask_password_async (GTK_WIDGET (self), _ ("Replace the data key?"),
                           _ ("Everything is encrypted anew. Passwords and the recovery sheet stay "
                              "valid. No other program may have the file open."),
                           _ ("Your own password"), _ ("Replace the key"), FALSE,
                           rotate_answered_cb, NULL);
}

static void
miao_file_section_dispose (GObject *object)
{
  MiaoFileSection *self = MIAO_FILE_SECTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->session, miao_session_unref);

  G_OBJECT_CLASS (miao_file_section_parent_class)->dispose (object);
}

static void
miao_file_section_class_init (MiaoFileSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_file_section_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_card (MiaoFileSection *self,
          const char *title,
          const char *text,
          GtkWidget *above,
          const char *button,
          GtkWidget *below)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *act = gtk_button_new_with_label (button);

  gtk_box_append (GTK_BOX (content), miao_text_new (text, "dim"));
  if (above != NULL)
    gtk_box_append (GTK_BOX (content), above);
  gtk_widget_set_halign (act, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (content), act);
  if (below != NULL)
    gtk_box_append (GTK_BOX (content), below);
  gtk_box_append (GTK_BOX (self->box), miao_card_new (title, content, NULL));
  return act;
}

static void
miao_file_section_init (MiaoFileSection *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "page-body");
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->banner = miao_banner_new ();
  gtk_box_append (GTK_BOX (self->box), self->banner);
  self->path = miao_text_new (NULL, NULL);
  self->result = miao_text_new (NULL, NULL);
  gtk_widget_set_visible (self->result, FALSE);
  self->verify =
      add_card (self, _ ("Check the file"),
                _ ("Reads every page, the whole log and every document, and compares each "
                   "record with what the log says of it."),
                self->path, _ ("Check everything"), self->result);
  self->renew =
      add_card (self, _ ("Recovery key"),
                _ ("Opens the file when the administrator's password is forgotten. Make a "
                   "new one when somebody may have seen the sheet."),
                NULL, _ ("Make a new key…"), NULL);
  self->rotate = add_card (
      self, _ ("Data key"),
      _ ("Replace it after a computer or a copy of the file was lost. Taking a person out "
         "under Accounts replaces it as well."),
      NULL, _ ("Replace the data key…"), NULL);
  g_signal_connect_swapped (self->rotate, "clicked", G_CALLBACK (rotate_cb), self);
  g_signal_connect_swapped (self->verify, "clicked", G_CALLBACK (verify_cb), self);
  g_signal_connect_swapped (self->renew, "clicked", G_CALLBACK (renew_cb), self);
}
