#include "config.h"

#include "miao-finding-detail.h"

#include "miao-codes.h"
#include "miao-empty.h"
#include "miao-lookup.h"
#include "miao-record-form.h"
#include "miao-return-source.h"
#include "miao-save.h"
#include "miao-state-chip.h"
#include "miao-store.h"
#include "miao-table.h"
#include "miao-typing.h"
#include "miao-window.h"

#include <glib/gi18n.h>

/* Which use case mends a field of a kind, and who may. */
static const struct {
  const char *kind;
  const char *use_case;
  MiaoPermission permission;
} editors[] = {
  { "child", "edit-child", MIAO_MAY_CHILD_EDIT },
  { "admission", "edit-admission", MIAO_MAY_CHILD_EDIT },
  { "family", "edit-family", MIAO_MAY_FAMILY_EDIT },
  { "family_member", "edit-member", MIAO_MAY_FAMILY_EDIT },
};

struct _MiaoFindingDetail {
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *box;
  MiaoSession *session;
  MiaoRecord *finding;
  MiaoRecord *record; /* that the finding is about; NULL: not to be edited here */
  MiaoRecordForm *form;
  MiaoRecordForm *note;
  const char *use_case;
  const char *fields[2];
};

G_DEFINE_FINAL_TYPE (MiaoFindingDetail, miao_finding_detail, GTK_TYPE_WIDGET)

static void
clear (MiaoFindingDetail *self)
{
  if (self->form != NULL)
    miao_typing_leave (self->form);
  if (self->note != NULL)
    miao_typing_leave (self->note);
  miao_box_clear (self->box);
  g_clear_pointer (&self->session, miao_session_unref);
  g_clear_pointer (&self->finding, miao_record_unref);
  g_clear_pointer (&self->record, miao_record_unref);
  self->form = NULL;
  self->note = NULL;
}

static void
add_words (MiaoFindingDetail *self)
{
  const char *severity = miao_record_get (self->finding, "severity");
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (miao_return_severity_icon (severity));
  g_autofree char *words =
      g_strdup_printf ("%s %s", miao_record_get (self->finding, "rule"),
                       miao_codes_name ("finding_severity", severity, miao_language ()));
  GtkWidget *message = miao_text_new (miao_pick (miao_record_get (self->finding, "message_zh"),
                                                 miao_record_get (self->finding, "message_en")),
                                      "raised");

  gtk_widget_add_css_class (icon, miao_return_severity_class (severity));
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), miao_text_new (words, "h2"));
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), message);
  if (miao_record_has (self->finding, "value_masked")) {
    g_autofree char *value =
        g_strdup_printf (_ ("Value: %s"), miao_record_get (self->finding, "value_masked"));

    gtk_box_append (GTK_BOX (self->box), miao_text_new (value, NULL));
  }
  if (miao_record_has (self->finding, "hint"))
    gtk_box_append (GTK_BOX (self->box),
                    miao_text_new (miao_record_get (self->finding, "hint"), "dim"));
}

/* Each check makes the findings anew: typing belongs to what was found where, so that it is there
 * again when the same is found again, in the next batch too, as with explanations that were given.
 */
static char *
dup_draft_key (MiaoFindingDetail *self)
{
  static const char *const names[] = { "rule", "record", "field" };
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *value = miao_record_get (self->finding, names[i]);

    g_string_append_printf (key, "%s%s", i > 0 ? " " : "", value != NULL ? value : "-");
  }
  return g_string_free (key, FALSE);
}

/* --- the record ----------------------------------------------------------------------------- */

static void show (MiaoFindingDetail *self, MiaoSession *session, const char *id);

static gboolean
has_keyboard (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* Shows anew what is stored. The keyboard stays in the pane. */
static void
show_again (MiaoFindingDetail *self)
{
  g_autoptr (MiaoSession) session = miao_session_ref (self->session);
  g_autofree char *id = g_strdup (miao_record_get_id (self->finding));
  gboolean focused = has_keyboard (GTK_WIDGET (self));

  show (self, session, id);
  if (focused)
    (void) gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Another finding may be shown by now: then the form that was saved is not here any more. */
static gboolean
take_saved (MiaoFindingDetail *self, MiaoRecordForm *form, GAsyncResult *result, MiaoRecord **seen)
{
  g_autoptr (MiaoRecord) now = NULL;
  gboolean saved = miao_save_finish (result, &now);

  if (form == NULL || now == NULL ||
      g_strcmp0 (miao_record_get_id (now), miao_record_get_id (*seen)) != 0)
    return FALSE;
  if (saved) {
    miao_typing_forget (form);
    show_again (self);
    return TRUE;
  }
  miao_record_unref (*seen);
  *seen = g_steal_pointer (&now);
  miao_typing_set_seen (form, *seen);
  return FALSE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoFindingDetail *self = MIAO_FINDING_DETAIL (source);

  if (take_saved (self, self->form, result, &self->record))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Saved"),
                     _ ("Check again to see that the finding has gone."));
}

static void
save_cb (MiaoFindingDetail *self)
{
  if (miao_record_form_is_dirty (self->form))
    miao_save_async (GTK_WIDGET (self), self->use_case, self->record,
                     miao_record_get_kind (self->record)->name, self->form, NULL, NULL, saved_cb,
                     NULL);
}

/* What says when the typing was kept, and the button, beneath a form. */
static GtkWidget *
add_foot (MiaoFindingDetail *self, MiaoRecordForm *form, const char *label, GCallback callback)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *state = miao_typing_label_new (form);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (state, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (foot), state);
  gtk_box_append (GTK_BOX (foot), button);
  gtk_box_append (GTK_BOX (self->box), foot);
  return button;
}

static void
add_form (MiaoFindingDetail *self)
{
  const char *kind_name = miao_record_get (self->finding, "record_kind");
  const MiaoKind *kind = kind_name != NULL ? miao_kind_find (kind_name) : NULL;
  const char *field = miao_record_get (self->finding, "field");
  g_autofree char *key = dup_draft_key (self);
  GtkWidget *form;

  if (kind == NULL || field == NULL || miao_kind_field (kind, field) == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (editors); i++) {
    if (g_strcmp0 (editors[i].kind, kind_name) != 0 ||
        !miao_session_may (self->session, editors[i].permission))
      continue;
    self->record = miao_store_load (miao_session_get_store (self->session), kind,
                                    miao_record_get (self->finding, "record"), NULL);
    self->use_case = editors[i].use_case;
  }
  if (self->record == NULL)
    return;
  self->fields[0] = miao_kind_field (kind, field)->name;
  form = miao_record_form_new ();
  self->form = MIAO_RECORD_FORM (form);
  miao_record_form_set_today (self->form, miao_session_today (self->session));
  miao_record_form_set_fields (self->form, kind->fields, self->fields);
  miao_record_form_set_record (self->form, self->record);
  gtk_box_append (GTK_BOX (self->box), form);
  gtk_widget_add_css_class (add_foot (self, self->form, _ ("Save field"), G_CALLBACK (save_cb)),
                            "suggested-action");
  miao_typing_keep (self->form, self->session, "finding-field", key, &self->record);
}

static void
add_record (MiaoFindingDetail *self)
{
  const char *kind = miao_record_get (self->finding, "record_kind");
  const char *id = miao_record_get (self->finding, "record");
  GtkWidget *row, *name, *button;
  g_autofree char *words = NULL;

  if (kind == NULL || id == NULL || miao_kind_find (kind) == NULL)
    return;
  words = miao_lookup_dup_name (kind, id);
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  name = miao_text_two (words, miao_record_get (self->finding, "child_no"));
  gtk_widget_set_hexpand (name, TRUE);
  button = miao_small_button (_ ("Open record"), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (
      GTK_ACTIONABLE (button), "(sss)", kind, id,
      miao_record_has (self->finding, "field") ? miao_record_get (self->finding, "field") : "");
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->box), row);
}

/* --- the explanation ------------------------------------------------------------------------ */

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MiaoFindingDetail *self = MIAO_FINDING_DETAIL (source);

  if (take_saved (self, self->note, result, &self->finding))
    miao_window_say (GTK_WIDGET (self), MIAO_TONE_GOOD, _ ("Explained"), NULL);
}

static void
explain_cb (MiaoFindingDetail *self)
{
  miao_save_async (GTK_WIDGET (self), "explain-finding", self->finding, "submission_finding",
                   self->note, NULL, NULL, explained_cb, NULL);
}

static void
add_note (MiaoFindingDetail *self)
{
  static const char *const names[] = { "note", NULL };
  g_autofree char *key = dup_draft_key (self);
  GtkWidget *form;

  if (!miao_record_is (self->finding, "severity", "query"))
    return;
  if (miao_record_has (self->finding, "noted_by")) {
    g_autofree char *by =
        g_strdup_printf (_ ("Explained by %s"), miao_record_get (self->finding, "noted_by"));

    gtk_box_append (GTK_BOX (self->box), miao_text_mark (MIAO_TONE_GOOD, by));
  }
  form = miao_record_form_new ();
  self->note = MIAO_RECORD_FORM (form);
  miao_record_form_set_today (self->note, miao_session_today (self->session));
  miao_record_form_set_fields (self->note, miao_use_case_find ("explain-finding")->params, names);
  if (miao_record_has (self->finding, "note"))
    miao_record_form_set (self->note, "note", miao_record_get (self->finding, "note"));
  gtk_box_append (GTK_BOX (self->box), form);
  (void) add_foot (self, self->note, _ ("Explain"), G_CALLBACK (explain_cb));
  miao_typing_keep (self->note, self->session, "finding-note", key, &self->finding);
}

/* --- the widget ----------------------------------------------------------------------------- */

static gboolean
is_typed_into (MiaoFindingDetail *self)
{
  return (self->form != NULL && miao_record_form_is_dirty (self->form)) ||
         (self->note != NULL && miao_record_form_is_dirty (self->note));
}

static void
show (MiaoFindingDetail *self, MiaoSession *session, const char *id)
{
  g_autoptr (MiaoRecord) record = NULL;

  if (session != NULL && id != NULL)
    record = miao_store_load (miao_session_get_store (session),
                              miao_kind_find ("submission_finding"), id, NULL);
  clear (self);
  if (record == NULL) {
    gtk_box_append (GTK_BOX (self->box),
                    miao_empty_new ("miao-check-symbolic", _ ("No finding chosen"),
                                    _ ("Choose a finding to put it right or to explain it.")));
    return;
  }
  self->session = miao_session_ref (session);
  self->finding = g_steal_pointer (&record);
  add_words (self);
  add_record (self);
  add_form (self);
  add_note (self);
}

/* Somebody stands in a field that nothing was typed into: it gets what is stored now and stays. */
static void
fill_again (MiaoFindingDetail *self, MiaoRecordForm *form, MiaoRecord **seen)
{
  MiaoRecord *now =
      miao_store_load (miao_session_get_store (self->session), miao_record_get_kind (*seen),
                       miao_record_get_id (*seen), NULL);

  if (now == NULL)
    return;
  miao_record_unref (*seen);
  *seen = now;
  miao_record_form_set_record (form, now);
  miao_typing_set_seen (form, now);
}

void
miao_finding_detail_show (MiaoFindingDetail *self, MiaoSession *session, const char *finding)
{
  gboolean same = session != NULL && self->session == session && self->finding != NULL &&
                  g_strcmp0 (finding, miao_record_get_id (self->finding)) == 0;

  /* Reading again must not eat what is being typed; saving tells what somebody else changed. */
  if (same && is_typed_into (self))
    return;
  if (same && self->form != NULL && has_keyboard (GTK_WIDGET (self->form)))
    fill_again (self, self->form, &self->record);
  else if (same && self->note != NULL && has_keyboard (GTK_WIDGET (self->note)))
    fill_again (self, self->note, &self->finding);
  else
    show (self, session, finding);
}

static void
miao_finding_detail_dispose (GObject *object)
{
  MiaoFindingDetail *self = MIAO_FINDING_DETAIL (object);

  if (self->scrolled != NULL)
    clear (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (miao_finding_detail_parent_class)->dispose (object);
}

static void
miao_finding_detail_class_init (MiaoFindingDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = miao_finding_detail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
miao_finding_detail_init (MiaoFindingDetail *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->scrolled, "card");
  gtk_widget_add_css_class (self->scrolled, "pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
miao_finding_detail_new (void)
{
  return g_object_new (MIAO_TYPE_FINDING_DETAIL, NULL);
}
