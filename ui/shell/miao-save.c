#include "config.h"

#include "miao-save.h"

#include "miao-conflict-view.h"
#include "miao-error.h"
#include "miao-window.h"

typedef struct {
  const MiaoUseCase *use_case;
  const MiaoKind *kind;
  MiaoRecord *seen;
  MiaoRecordForm *form;
  JsonObject *values;
  MiaoFindingsPanel *panel;
  MiaoBanner *banner;
  gboolean asking;
} Save;

static void run (GTask *task);

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_pointer (&save->seen, miao_record_unref);
  g_clear_object (&save->form);
  g_clear_pointer (&save->values, json_object_unref);
  g_clear_object (&save->panel);
  g_clear_object (&save->banner);
  g_free (save);
}

static gboolean
takes_record (const Save *save)
{
  for (guint i = 0; i < MIAO_USE_CASE_MAX_RECORDS; i++)
    if (g_strcmp0 (save->use_case->records[i].name, save->kind->name) == 0)
      return TRUE;
  return FALSE;
}

/* The parameter that says which record. */
static const char *
find_id (const Save *save)
{
  for (const MiaoField *field = save->use_case->params; field->name != NULL; field++)
    if (field->type == MIAO_TYPE_REF && g_strcmp0 (field->table, save->kind->name) == 0)
      return field->name;
  return NULL;
}

static JsonObject *
make_values (const Save *save, GError **error)
{
  g_autoptr (JsonObject) values = json_object_new ();

  if (save->form == NULL)
    return json_object_ref (save->values);
  if (!miao_record_form_to_json (save->form, values, TRUE, error))
    return NULL;
  return g_steal_pointer (&values);
}

static JsonObject *
make_input (const Save *save, GError **error)
{
  g_autoptr (JsonObject) values = make_values (save, error);
  g_autoptr (JsonObject) input = NULL;
  const char *id = find_id (save);

  if (values == NULL)
    return NULL;
  if (takes_record (save)) {
    input = json_object_new ();
    json_object_set_object_member (input, save->kind->name, g_steal_pointer (&values));
  } else {
    input = g_steal_pointer (&values);
  }
  if (save->seen != NULL) {
    json_object_set_int_member (input, "version", miao_record_get_version (save->seen));
    json_object_set_object_member (input, "seen", miao_record_to_json (save->seen));
    if (id != NULL)
      json_object_set_string_member (input, id, miao_record_get_id (save->seen));
  }
  return g_steal_pointer (&input);
}

/* --- what the person chose ------------------------------------------------------------------ */

/* Returns: whether anything is left to be saved. */
static gboolean
apply (Save *save, MiaoChoices *choices, const MiaoRecord *now)
{
  g_autoptr (GList) names = NULL;

  if (save->form != NULL) {
    miao_choices_apply (choices, save->form, now);
    return miao_record_form_is_dirty (save->form);
  }
  names = json_object_get_members (save->values);
  for (GList *l = names; l != NULL; l = l->next)
    if (miao_choices_get (choices, l->data) == MIAO_KEEP_THEIRS)
      json_object_remove_member (save->values, l->data);
  return json_object_get_size (save->values) > 0;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  MiaoChoices *choices = miao_conflict_ask_finish (result);
  MiaoWindow *window = miao_window_from (GTK_WIDGET (source));
  MiaoSession *session = window != NULL ? miao_window_get_session (window) : NULL;
  g_autoptr (MiaoRecord) now = NULL;
  g_autoptr (GError) error = NULL;

  /* Nobody may be logged in any more, or the form be gone. */
  if (choices != NULL && session != NULL)
    now = miao_store_load (miao_session_get_store (session), save->kind,
                           miao_record_get_id (save->seen), &error);
  if (error != NULL)
    miao_window_say_error (GTK_WIDGET (source), error);
  if (now == NULL) {
    g_task_return_boolean (task, FALSE);
  } else {
    g_clear_pointer (&save->seen, miao_record_unref);
    save->seen = g_steal_pointer (&now);
    if (apply (save, choices, save->seen))
      run (task);
    else
      g_task_return_boolean (task, save->form != NULL); /* stored is what the form shows */
  }
  g_clear_pointer (&choices, g_hash_table_unref);
}

static void
conflict_cb (JsonObject *conflict, gpointer user_data)
{
  GTask *task = user_data;
  Save *save = g_task_get_task_data (task);

  save->asking = TRUE;
  miao_conflict_ask_async (g_task_get_source_object (task), conflict, chosen_cb,
                           g_object_ref (task));
}

/* --- saving --------------------------------------------------------------------------------- */

static void
run (GTask *task)
{
  Save *save = g_task_get_task_data (task);
  GtkWidget *from = g_task_get_source_object (task);
  const MiaoRunPlace place = { .form = save->form,
                               .kind = save->kind->name,
                               .panel = save->panel,
                               .banner = save->banner,
                               .conflict = conflict_cb,
                               .conflict_data = task };
  g_autoptr (JsonObject) input = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  save->asking = FALSE;
  input = make_input (save, &error);
  if (input != NULL)
    done = miao_run (from, save->use_case->name, input, &place, NULL);
  else if (save->banner != NULL)
    miao_banner_show_error (save->banner, error);
  else
    miao_window_say_error (from, error);
  if (!save->asking)
    g_task_return_boolean (task, done);
}

void
miao_save_async (GtkWidget *from,
                 const char *use_case,
                 const MiaoRecord *seen,
                 const char *kind,
                 MiaoRecordForm *form,
                 JsonObject *values,
                 const MiaoRunPlace *place,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (from, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_task_set_source_tag (task, miao_save_async);
  g_task_set_task_data (task, save, save_free);
  save->use_case = miao_use_case_find (use_case);
  save->kind = miao_kind_find (kind);
  save->seen = seen != NULL ? miao_record_copy (seen) : NULL;
  save->form = form != NULL ? g_object_ref (form) : NULL;
  save->values = values != NULL ? json_object_ref (values) : NULL;
  if (place != NULL && place->panel != NULL)
    save->panel = g_object_ref (place->panel);
  if (place != NULL && place->banner != NULL)
    save->banner = g_object_ref (place->banner);
  run (task);
}

gboolean
miao_save_finish (GAsyncResult *result, MiaoRecord **ret_seen)
{
  const Save *save = g_task_get_task_data (G_TASK (result));

  if (ret_seen != NULL)
    *ret_seen = save->seen != NULL ? miao_record_copy (save->seen) : NULL;
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
