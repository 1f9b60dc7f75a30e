/* The forms that enter a need, change its plan, and say what became of it. */
#include "config.h"

#include "miao-need-list.h"
#include "miao-needs.h"
#include "miao-store.h"
#include "miao-window.h"

#include <glib/gi18n.h>

#define USUAL_DAYS 30

/* The item goes with the record without a row of its own. */
static gboolean
collect_item (JsonObject *input, gpointer user_data, GError **error)
{
  const char *item = user_data;

  if (!json_object_has_member (input, "need"))
    json_object_set_object_member (input, "need", json_object_new ());
  json_object_set_string_member (json_object_get_object_member (input, "need"), "item", item);
  return TRUE;
}

/* @ret: (nullable): @item when the form asks about a need in it, else the first that has none. */
static gboolean
find_item (MiaoSession *session,
           const MiaoRecord *evaluation,
           const MiaoForm *items,
           const char *item,
           const MiaoFormItem **ret,
           GError **error)
{
  g_autoptr (GPtrArray) needs = NULL, missing = NULL;
  guint found;

  *ret = miao_need_is_asked (items, item) ? miao_form_item (items, item) : NULL;
  if (*ret != NULL)
    return TRUE;
  needs = miao_needs_of (miao_session_get_store (session), evaluation, error);
  if (needs == NULL)
    return FALSE;
  missing = miao_needs_missing (evaluation, items, needs, &found);
  if (missing->len > 0)
    *ret = miao_form_item (items, missing->pdata[0]);

  return TRUE;
}

gboolean
miao_need_plan_begin (MiaoActForm *form,
                      MiaoSession *session,
                      const MiaoRecord *evaluation,
                      const MiaoForm *items,
                      const char *item)
{
  static const char *const fields[] = { "text", "area", "urgency", "plan", "staff", "due", NULL };
  g_autoptr (GError) error = NULL;
  const MiaoFormItem *asked;
  g_autofree char *due = miao_date_dup (miao_session_today (session) + USUAL_DAYS);
  g_autofree char *draft = NULL;
  MiaoRecordForm *rows;

  if (!find_item (session, evaluation, items, item, &asked, &error)) {
    miao_window_say_error (GTK_WIDGET (form), error);
    return FALSE;
  }
  draft =
      g_strdup_printf ("%s %s", miao_record_get_id (evaluation), asked != NULL ? asked->id : "");
  miao_act_form_begin (form, session, "plan-need", draft);
  miao_act_form_fix (form, "evaluation", miao_record_get_id (evaluation));
  miao_act_form_set_words (
      form, NULL, NULL,
      asked != NULL
          ? miao_pick (asked->text_zh, asked->text_en)
          : _ ("It stands in Today for whoever is responsible until it is met or dropped."));
  rows = miao_act_form_add_record (form, "need", fields, NULL);
  if (asked != NULL) {
    miao_record_form_set (rows, "area", miao_need_area (asked->id));
    miao_act_form_set_collect (form, collect_item, (gpointer) g_intern_string (asked->id));
  }
  miao_record_form_set (rows, "urgency", "NORMAL");
  miao_record_form_set (rows, "staff", miao_session_get_staff (session));
  miao_record_form_set (rows, "due", due);
  return TRUE;
}

gboolean
miao_need_act_begin (MiaoActForm *form, MiaoSession *session, const char *act, const char *id)
{
  static const struct {
    const char *use_case;
    const char *fields[5];
  } acts[] = {
    { "change-need", { "urgency", "plan", "staff", "due", NULL } },
    { "meet-need", { "done", "closed_on", NULL } },
    { "drop-need", { "drop_reason", "closed_on", NULL } },
  };
  g_autofree char *today = miao_date_dup (miao_session_today (session));

  for (gsize i = 0; id != NULL && i < G_N_ELEMENTS (acts); i++) {
    g_autoptr (MiaoRecord) need = NULL;
    g_autoptr (GError) error = NULL;
    MiaoRecordForm *rows;

    if (g_strcmp0 (acts[i].use_case, act) != 0)
      continue;
    need = miao_store_load (miao_session_get_store (session), miao_kind_find ("need"), id, &error);
    if (need == NULL) {
      miao_window_say_error (GTK_WIDGET (form), error);
      return FALSE;
    }
    miao_act_form_begin (form, session, act, id);
    miao_act_form_set_words (form, NULL, NULL, miao_record_get (need, "text"));
    miao_act_form_fix (form, "need", id);
    rows = miao_act_form_add_params (form, acts[i].fields);
    for (gsize f = 0; acts[i].fields[f] != NULL; f++)
      miao_record_form_set (rows, acts[i].fields[f],
                            g_str_equal (acts[i].fields[f], "closed_on")
                                ? today
                                : miao_record_get (need, acts[i].fields[f]));
    return TRUE;
  }
  return FALSE;
}
