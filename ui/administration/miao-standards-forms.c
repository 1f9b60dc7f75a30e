#include "config.h"

#include "miao-standards-forms.h"

#include "miao-section-frame.h"
#include "miao-standards-words.h"
#include "miao-thresholds.h"

#include <glib/gi18n.h>

static void
begin (MiaoActForm *form,
       MiaoSession *session,
       const char *use_case,
       const char *about,
       const char *label,
       const char *explanation)
{
  const char *act = miao_use_case_label (miao_use_case_find (use_case));
  g_autofree char *title = label != NULL ? g_strdup_printf ("%s · %s", act, label) : g_strdup (act);

  miao_act_form_begin (form, session, use_case, about);
  miao_act_form_set_words (form, title, NULL, explanation);
}

/* In force from today on, unless another day is chosen. */
static void
add_params (MiaoActForm *form, MiaoSession *session, const char *const *params)
{
  char today[MIAO_DATE_BUFFER];

  miao_record_form_set (miao_act_form_add_params (form, params), "valid_from",
                        miao_date_format (miao_session_today (session), today));
}

static gboolean
collect_switch (JsonObject *input, gpointer user_data, GError **error)
{
  json_object_set_string_member (
      input, "value", gtk_drop_down_get_selected (GTK_DROP_DOWN (user_data)) == 0 ? "1" : "0");
  return TRUE;
}

/* A threshold that is a yes or a no. */
static void
add_switch (MiaoActForm *form, gboolean chosen)
{
  const char *const words[] = { _ ("Yes"), _ ("No"), NULL };
  GListModel *names = G_LIST_MODEL (gtk_string_list_new (words));
  GtkWidget *drop_down;
  GtkWidget *line =
      miao_section_choice_new (C_ ("threshold", "Value"), names, chosen ? 0 : 1, &drop_down);

  miao_act_form_add_field_widget (form, line, NULL, "value");
  miao_act_form_set_collect (form, collect_switch, drop_down);
}

gboolean
miao_standards_fill_threshold (MiaoActForm *form,
                               MiaoSession *session,
                               const char *key,
                               GError **error)
{
  static const char *const number[] = { "value", "valid_from", "reason", NULL };
  static const char *const yes_no[] = { "valid_from", "reason", NULL };
  const MiaoRuleSetting *setting = miao_rule_setting_find (key);
  g_autofree char *bounds = miao_rule_setting_dup_bounds (setting, miao_language ());
  g_autofree char *basis = miao_rule_setting_dup_basis (setting, miao_language ());
  g_autofree char *now = NULL, *words = NULL;
  MiaoRuleSettings settings;
  int value;

  if (!miao_thresholds_read (miao_session_get_store (session), miao_session_today (session),
                             &settings, error))
    return FALSE;
  value = miao_rule_settings_get (&settings, setting->key);
  now = miao_rule_setting_dup_value (setting, value, miao_language ());
  /* Translators: value in force, bounds, what sets them. */
  words = g_strdup_printf (_ ("In force: %s. Allowed: %s (%s). What was judged before the day "
                              "stays as it was judged."),
                           now, bounds, basis);
  begin (form, session, "set-threshold", setting->key, miao_standards_label (setting->key), words);
  miao_act_form_fix (form, "key", setting->key);
  if (setting->unit_zh == NULL)
    add_switch (form, value == 0);
  add_params (form, session, setting->unit_zh == NULL ? yes_no : number);

  return TRUE;
}

void
miao_standards_fill_figures (MiaoActForm *form, MiaoSession *session)
{
  static const char *const params[] = { "living_area", "mid_income", "year",
                                        "valid_from",  "reason",     NULL };

  begin (form, session, "set-local-figures", NULL, NULL,
         _ ("As the statistics bulletin or the civil-affairs department publishes them. A figure "
            "that is left empty stays as it is. Families are judged by the figures in force on "
            "the day of their evaluation."));
  add_params (form, session, params);
}

void
miao_standards_fill_withdrawal (MiaoActForm *form,
                                MiaoSession *session,
                                const char *id,
                                const char *label)
{
  static const char *const params[] = { "reason", NULL };

  begin (form, session, "withdraw-standard", id, label,
         _ ("The value never comes into force. The entries keep both: that it was planned, and why "
            "it was withdrawn."));
  miao_act_form_fix (form, "id", id);
  (void) miao_act_form_add_params (form, params);
}
