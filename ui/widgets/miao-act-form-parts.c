/* What a page puts into the form of a use case. */
#include "config.h"

#include "miao-act-form-private.h"
#include "miao-gtk-compat.h"

#include "miao-banner.h"
#include "miao-draft-keeper.h"
#include "miao-findings-panel.h"
#include "miao-table.h"
#include "miao-typed.h"

MiaoActPart *
miao_act_form_get_part (MiaoActForm *self, guint i)
{
  return &g_array_index (self->parts, MiaoActPart, i);
}

void
miao_act_form_begin (MiaoActForm *self,
                     MiaoSession *session,
                     const char *use_case,
                     const char *record)
{
  /* Still under its own name, before the rows go. */
  miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (self->keeper));
  miao_act_form_clear (self);
  g_clear_pointer (&self->session, miao_session_unref);
  self->session = miao_session_ref (session);
  self->use_case = miao_use_case_find (use_case);
  g_return_if_fail (self->use_case != NULL);

  g_free (self->record);
  self->record = g_strdup (record);
  miao_banner_hide (MIAO_BANNER (self->banner));
  miao_findings_panel_hide (MIAO_FINDINGS_PANEL (self->panel));
  miao_findings_panel_set_act (MIAO_FINDINGS_PANEL (self->panel), use_case);
  miao_findings_panel_set_reasons (MIAO_FINDINGS_PANEL (self->panel), NULL);
  miao_act_form_set_words (self, NULL, NULL, NULL);
}

void
miao_act_form_set_words (MiaoActForm *self,
                         const char *title,
                         const char *button,
                         const char *explanation)
{
  const char *label = miao_use_case_label (self->use_case);

  gtk_label_set_label (GTK_LABEL (self->title), title != NULL ? title : label);
  gtk_button_set_label (GTK_BUTTON (self->button), button != NULL ? button : label);
  gtk_label_set_label (GTK_LABEL (self->explanation), explanation != NULL ? explanation : "");
}

void
miao_act_form_fix (MiaoActForm *self, const char *name, const char *text)
{
  json_object_set_string_member (self->fixed, name, text);
}

static MiaoRecordForm *
add_part (MiaoActForm *self, MiaoActPart part, const char *const *names)
{
  part.form = MIAO_RECORD_FORM (miao_record_form_new ());
  miao_record_form_set_today (part.form, miao_session_today (self->session));
  miao_record_form_set_fields (part.form, part.fields, names);
  g_signal_connect_swapped (part.form, "changed", G_CALLBACK (miao_act_form_changed), self);
  g_array_append_val (self->parts, part);
  gtk_box_append (GTK_BOX (self->into), GTK_WIDGET (part.form));
  return part.form;
}

MiaoRecordForm *
miao_act_form_add_params (MiaoActForm *self, const char *const *names)
{
  MiaoActPart part = { .fields = self->use_case->params };

  return add_part (self, part, names);
}

MiaoRecordForm *
miao_act_form_add_record (MiaoActForm *self,
                          const char *name,
                          const char *const *names,
                          const MiaoRecord *record)
{
  MiaoActPart part = { .edit = record != NULL };
  MiaoRecordForm *form;

  for (guint i = 0; i < MIAO_USE_CASE_MAX_RECORDS; i++)
    if (g_strcmp0 (self->use_case->records[i].name, name) == 0) {
      part.name = self->use_case->records[i].name;
      part.kind = self->use_case->records[i].kind;
    }
  g_return_val_if_fail (part.name != NULL, NULL);

  part.fields = miao_kind_find (part.kind)->fields;
  form = add_part (self, part, names);
  if (record != NULL) {
    miao_record_form_set_record (form, record);
    json_object_set_int_member (self->fixed, "version", miao_record_get_version (record));
    json_object_set_object_member (self->fixed, "seen", miao_record_to_json (record));
  }
  return form;
}

MiaoRecordForm *
miao_act_form_add_entry (MiaoActForm *self,
                         const char *list,
                         const char *const *names,
                         const char *key,
                         const char *value)
{
  MiaoActPart part = { .list = list, .key = key, .value = g_strdup (value) };

  for (const MiaoField *field = self->use_case->params; field->name != NULL; field++)
    if (g_str_equal (field->name, list))
      part.fields = field->items;
  g_return_val_if_fail (part.fields != NULL, NULL);
  return add_part (self, part, names);
}

char *
miao_act_part_dup_name (const MiaoActPart *part)
{
  if (part->list != NULL)
    return g_strdup_printf ("#%s/%s", part->list, part->value);
  return g_strdup (part->name != NULL ? part->name : "");
}

void
miao_act_form_add_widget (MiaoActForm *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->into), widget);
  g_ptr_array_add (self->loose, widget);
  miao_typed_watch (widget, G_CALLBACK (miao_act_form_changed), self);
}

void
miao_act_form_add_field_widget (MiaoActForm *self,
                                GtkWidget *widget,
                                const char *kind,
                                const char *field)
{
  g_object_set_data (G_OBJECT (widget), "miao-kind", (gpointer) kind);
  g_object_set_data (G_OBJECT (widget), "miao-field", (gpointer) field);
  miao_act_form_add_widget (self, widget);
}

static gboolean
focus_loose (MiaoActForm *self, const char *kind, const char *field)
{
  for (guint i = 0; i < self->loose->len; i++) {
    GObject *widget = self->loose->pdata[i];

    if (g_strcmp0 (g_object_get_data (widget, "miao-field"), field) == 0 &&
        (kind == NULL || g_strcmp0 (g_object_get_data (widget, "miao-kind"), kind) == 0))
      return gtk_widget_child_focus (GTK_WIDGET (widget), GTK_DIR_TAB_FORWARD);
  }
  return FALSE;
}

void
miao_act_form_focus_part (MiaoActForm *self, const char *kind)
{
  guint found = 0;

  while (found < self->parts->len &&
         g_strcmp0 (miao_act_form_get_part (self, found)->kind, kind) != 0)
    found++;
  if (self->parts->len > 0)
    miao_record_form_focus_field (miao_act_form_get_part (self, found % self->parts->len)->form,
                                  NULL);
}

void
miao_act_form_fold (MiaoActForm *self, const char *title)
{
  GtkWidget *expander = gtk_expander_new (title);

  self->into = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  gtk_widget_set_margin_top (self->into, 12);
  miao_accessible_set_label (expander, title);
  gtk_expander_set_child (GTK_EXPANDER (expander), self->into);
  gtk_box_append (GTK_BOX (self->body), expander);
}

void
miao_act_form_set_collect (MiaoActForm *self, MiaoActFunc collect_func, gpointer user_data)
{
  self->collect = collect_func;
  self->collect_data = user_data;
}

void
miao_act_form_set_live (MiaoActForm *self, gboolean live)
{
  self->live = live;
}

void
miao_act_form_set_above (MiaoActForm *self, GtkWidget *widget)
{
  miao_box_clear (self->above);
  if (widget != NULL)
    gtk_box_append (GTK_BOX (self->above), widget);
  gtk_widget_set_visible (self->above, widget != NULL);
}

void
miao_act_form_show (MiaoActForm *self)
{
  g_autofree char *draft = miao_draft_keeper_open (MIAO_DRAFT_KEEPER (self->keeper), self->session,
                                                   self->use_case->name, self->record);

  if (draft != NULL)
    miao_act_form_put_back (self, draft);
  if (self->parts->len > 0)
    miao_record_form_focus_field (miao_act_form_get_part (self, 0)->form, NULL);
}

void
miao_act_form_unfold (MiaoRecordForm *form, const char *field)
{
  GtkWidget *folded = gtk_widget_get_ancestor (GTK_WIDGET (form), GTK_TYPE_EXPANDER);

  if (folded != NULL && field != NULL && miao_record_form_get_row (form, field) != NULL)
    gtk_expander_set_expanded (GTK_EXPANDER (folded), TRUE);
}

void
miao_act_form_stand_in (MiaoActForm *self, const char *field, const char *row)
{
  g_hash_table_insert (self->stand_ins, (gpointer) field, (gpointer) row);
}

gboolean
miao_act_form_focus_field (MiaoActForm *self, const char *kind, const char *field)
{
  const char *row = field != NULL ? g_hash_table_lookup (self->stand_ins, field) : NULL;

  if (row != NULL)
    return miao_act_form_focus_field (self, NULL, row);
  for (guint i = 0; field != NULL && i < self->parts->len; i++) {
    MiaoActPart *part = miao_act_form_get_part (self, i);

    if ((part->kind == NULL || kind == NULL || g_str_equal (part->kind, kind)) &&
        miao_record_form_get_row (part->form, field) != NULL) {
      miao_act_form_unfold (part->form, field);
      return miao_record_form_focus_field (part->form, field);
    }
  }
  return field != NULL && focus_loose (self, kind, field);
}

char *
miao_act_form_dup_unsaved (MiaoActForm *self)
{
  return self->dirty ? g_strdup (gtk_label_get_label (GTK_LABEL (self->title))) : NULL;
}

void
miao_act_form_flush (MiaoActForm *self)
{
  miao_draft_keeper_flush (MIAO_DRAFT_KEEPER (self->keeper));
}

void
miao_act_form_discard (MiaoActForm *self)
{
  if (self->dirty)
    miao_draft_keeper_drop (MIAO_DRAFT_KEEPER (self->keeper));
  self->dirty = FALSE;
}
