/* Importing the ledger that is shown, and undoing the last import. */
#include "config.h"

#include "miao-import-private.h"

#include "miao-ask.h"
#include "miao-banner.h"
#include "miao-gtk-compat.h"
#include "miao-run.h"

#include <glib/gi18n.h>

static void
imported_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (source);
  g_autoptr (MiaoOutcome) outcome = NULL;
  g_autofree char *words = NULL;
  JsonObject *result;

  if (!miao_run_long_finish (async, &outcome) || self->session == NULL)
    return;
  result = miao_outcome_get_result (outcome);
  words = g_strdup_printf (_ ("%d children imported, %d were registered already"),
                           (int) json_object_get_int_member_with_default (result, "created", 0),
                           (int) json_object_get_int_member_with_default (result, "known", 0));
  g_free (self->batch);
  self->batch = g_strdup (miao_outcome_get (outcome, "import_batch"));
  miao_import_draft_drop (self);
  miao_import_section_forget (self);
  gtk_widget_set_visible (self->undo, self->batch != NULL);
  miao_stack_show (self->stack, gtk_stack_get_child_by_name (GTK_STACK (self->stack), "empty"));
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD, words, NULL);
}

void
miao_import_section_import (MiaoImportSection *self)
{
  const MiaoRunPlace place = { .banner = MIAO_BANNER (self->banner) };
  g_autoptr (JsonObject) input = miao_import_make_input (self);

  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_run_long_async (GTK_WIDGET (self), "import-children", input, &place, imported_cb, NULL);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (source);

  if (!miao_run_long_finish (result, NULL))
    return;
  g_clear_pointer (&self->batch, g_free);
  gtk_widget_set_visible (self->undo, FALSE);
  miao_banner_show (MIAO_BANNER (self->banner), MIAO_TONE_GOOD, _ ("The import was undone"), NULL);
}

static void
undo_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoImportSection *self = MIAO_IMPORT_SECTION (source);
  const MiaoRunPlace place = { .banner = MIAO_BANNER (self->banner) };
  g_autofree char *reason = miao_ask_text_finish (result);
  g_autoptr (JsonObject) input = json_object_new ();

  if (reason == NULL)
    return;
  json_object_set_string_member (input, "batch", self->batch);
  json_object_set_string_member (input, "reason", reason);
  miao_run_long_async (GTK_WIDGET (self), "undo-import", input, &place, undone_cb, NULL);
}

void
miao_import_section_undo (MiaoImportSection *self)
{
  miao_ask_text_async (GTK_WIDGET (self), _ ("Undo the whole import?"),
                       _ ("The children of this import are struck out; the log keeps both steps."),
                       _ ("Reason"), _ ("Undo the import"), TRUE, undo_answered_cb, NULL);
}
