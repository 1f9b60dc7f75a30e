/* The institution's own items of the evaluation forms. What the program's forms ask stays as it is:
 * items are only put behind it, and only those can be changed or taken out again. */
#include "config.h"

#include "miao-call.h"
#include "miao-cases.h"
#include "miao-error.h"
#include "miao-forms.h"
#include "miao-params.h"

#include <string.h>

#define ITEM_PREFIX "OWN-"
#define MOST_ITEMS                                                                                 \
  40 /* on a form, taken-out ones not counted: it has to stay one that is filled in */
#define MOST_TEXT 200  /* characters of a question: two lines of the print */
#define MOST_CHOICES 8 /* what fits into the cell of the blank form */
#define MOST_CHOICE 20 /* characters of one */
#define MOST_POINTS 10 /* one button each */
#define MOST_AHEAD 366 /* days: a later year is a slip of the pen */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_INVALID, message);

  return FALSE;
}

/* ---- one edition after another ---- */

static gboolean
begin (MiaoCall *call, MiaoRecord **ret_edition, JsonArray **ret_items, GError **error)
{
  const char *kind = miao_call_get (call, "kind");
  MiaoDate from = miao_call_get_date (call, "valid_from", call->today);
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) last = miao_forms_edition (call->store, kind, MIAO_DATE_NONE, &problem);
  MiaoRecord *edition;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (from < call->today || from > call->today + MOST_AHEAD)
    return refuse (
        error, miao_pick ("修改从今天或以后一年之内的某一天起生效：已经建立的评估一直用它开始时的"
                          "条目。请改生效日期。",
                          "A change begins today or on a day within a year: evaluations that "
                          "were opened before keep their items. Choose another day."));
  edition = *ret_edition = miao_record_new (miao_kind_find ("form_edition"));
  miao_record_set (edition, "kind", kind);
  miao_record_set_int (edition, "edition",
                       last != NULL ? miao_record_get_int (last, "edition", 0) + 1 : 1);
  miao_record_set_date (edition, "valid_from", from);
  *ret_items = last != NULL ? miao_record_get_list (last, "items") : json_array_new ();

  return TRUE;
}

static gboolean
end (MiaoCall *call,
     MiaoRecord *edition,
     JsonArray *items,
     const char *item,
     const char *change,
     GError **error)
{
  g_autofree char *number = g_strdup (miao_record_get (edition, "edition"));

  miao_record_set_list (edition, "items", items);
  miao_record_set (edition, "change", change);
  miao_call_result (call, "item", item);
  miao_call_result (call, "edition", number);

  return miao_call_insert (call, edition, error);
}

/* ---- what an item may be ---- */

static gboolean
check_choices (const char *lines, char **ret_clean, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (lines != NULL ? lines : "", "\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    if (*g_strstrip (parts[i]) == '\0')
      continue;
    if (g_utf8_strlen (parts[i], -1) > MOST_CHOICE ||
        g_ptr_array_find_with_equal_func (kept, parts[i], g_str_equal, NULL))
      return refuse (error, miao_pick ("选项每行一个，互不相同，每个不超过20个字。请修改选项。",
                                       "One choice a line, each of 20 characters at most, no two "
                                       "alike. Change the choices."));
    g_ptr_array_add (kept, parts[i]);
  }
  if (kept->len < 2 || kept->len > MOST_CHOICES)
    return refuse (error, miao_pick ("选项要有2至8个，每行一个。请修改选项。",
                                     "There have to be 2 to 8 choices, one a line. Change the "
                                     "choices."));
  g_ptr_array_add (kept, NULL);
  *ret_clean = g_strjoinv ("\n", (char **) kept->pdata);

  return TRUE;
}

static void
put (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
  else
    json_object_remove_member (object, name);
}

/* What can also be changed later; not the type: the answers of before would be read wrongly. */
static gboolean
write_words (MiaoCall *call, const MiaoForm *form, JsonObject *object, GError **error)
{
  const char *section = miao_call_get (call, "section");
  const char *text = miao_call_get (call, "text"), *guide = miao_call_get (call, "guide");
  gboolean known = strcmp (section, MIAO_FORM_OWN_SECTION) == 0;
  g_autofree char *choices = NULL;

  for (guint s = 0; s < form->n_sections; s++)
    known = known || strcmp (form->sections[s].id, section) == 0;
  if (!known)
    return refuse (error, miao_pick ("这份表单没有这个栏目。请从表单的栏目中选择。",
                                     "The form has no such section. Choose one of its sections."));
  if (g_utf8_strlen (text, -1) > MOST_TEXT ||
      (guide != NULL && g_utf8_strlen (guide, -1) > MOST_TEXT))
    return refuse (error, miao_pick ("评估内容和填写说明各不超过200个字。请写短一些。",
                                     "Question and guide may have 200 characters each. Make them "
                                     "shorter."));
  if (strcmp (json_object_get_string_member_with_default (object, "type", ""), "CHOICE") == 0 &&
      !check_choices (miao_call_get (call, "choices"), &choices, error))
    return FALSE;
  put (object, "section", section);
  put (object, "text", text);
  put (object, "guide", guide);
  put (object, "choices", choices);
  json_object_set_boolean_member (object, "required", miao_call_get_bool (call, "required"));

  return TRUE;
}

static gboolean
write_type (MiaoCall *call, JsonObject *object, GError **error)
{
  const char *type = miao_call_get (call, "type");
  gint64 most = miao_record_get_int (call->params, "max", 0);

  put (object, "type", type);
  if (strcmp (type, "SCORE") == 0) {
    if (most < 1 || most > MOST_POINTS)
      return refuse (error, miao_pick ("评分条目要填满分，1至10分。",
                                       "An item with points needs its full points, 1 to 10."));
    json_object_set_int_member (object, "max", most);
  }
  if (strcmp (type, "NUMBER") == 0) {
    put (object, "unit", miao_call_get (call, "unit"));
    json_object_set_int_member (object, "decimals",
                                miao_record_get_int (call->params, "decimals", 0));
  }

  return TRUE;
}

static JsonObject *
find_item (JsonArray *items, const char *id, guint *ret_at, GError **error)
{
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *object = json_array_get_object_element (items, i);

    if (g_strcmp0 (json_object_get_string_member_with_default (object, "item", NULL), id) != 0)
      continue;
    if (ret_at != NULL)
      *ret_at = i;
    return object;
  }
  g_set_error (
      error, MIAO_ERROR, MIAO_ERROR_REFUSED,
      miao_pick ("“%s”不是这份表单的机构自定条目。表单本身的条目不能修改或删除，只能增加、修改和"
                 "停用机构自定的条目。",
                 "“%s” is no item that the institution added to this form. The form's own "
                 "items are never changed or removed; only added ones are."),
      id);

  return NULL;
}

/* A number is never given again: answers to an item that was taken out keep their meaning. */
static gboolean
dup_next_id (MiaoCall *call, char **ret_id, GError **error)
{
  g_autoptr (GPtrArray) editions =
      miao_call_all (call, "form_edition", "kind", miao_call_get (call, "kind"), error);
  gint64 most = 0;

  for (guint i = 0; editions != NULL && i < editions->len; i++) {
    g_autoptr (JsonArray) items = miao_record_get_list (editions->pdata[i], "items");

    for (guint k = 0; k < json_array_get_length (items); k++) {
      const char *id = json_object_get_string_member_with_default (
          json_array_get_object_element (items, k), "item", "");

      if (g_str_has_prefix (id, ITEM_PREFIX))
        most = MAX (most, g_ascii_strtoll (id + strlen (ITEM_PREFIX), NULL, 10));
    }
  }
  *ret_id = g_strdup_printf (ITEM_PREFIX "%02" G_GINT64_FORMAT, most + 1);

  return editions != NULL;
}

/* ---- add ---- */

static const MiaoField add_params[] = {
  P_CODE ("kind", "form_kind", "Form", "表单", P_MUST),
  P_TEXT ("section", "Section (“own”: one of its own)", "所在栏目（own 为另设一栏）", P_MUST),
  P_TEXT ("text", "What is asked", "评估内容", P_MUST),
  P_CODE ("type", "form_answer", "Answered by", "答案类型", P_MUST),
  P_LONG ("choices", "Choices, one a line", "选项（每行一个）", P_IF),
  P_INT ("max", "Full points (1–10)", "满分（1至10）", 1, MOST_POINTS, P_IF),
  P_TEXT ("unit", "Unit", "单位", P_IF),
  P_INT ("decimals", "Decimals (0–2)", "小数位数（0至2）", 0, 2, P_IF),
  P_BOOL ("required", "Must be answered", "必填", P_MAY),
  P_TEXT ("guide", "How to answer", "填写说明", P_MAY),
  P_DATE ("valid_from", "In force from", "生效日期", P_MAY),
  P_END,
};

static gboolean
run_add (MiaoCall *call, GError **error)
{
  const MiaoForm *form = miao_form_for_kind (miao_call_get (call, "kind"), call->today);
  g_autoptr (MiaoRecord) edition = NULL;
  g_autoptr (JsonArray) items = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id = NULL, *change = NULL;

  if (form == NULL)
    return refuse (error, miao_pick ("没有这种表单。", "There is no form of this kind."));
  if (!begin (call, &edition, &items, error) || !dup_next_id (call, &id, error))
    return FALSE;
  if (json_array_get_length (items) >= MOST_ITEMS)
    return refuse (error, miao_pick ("一份表单的机构自定条目不超过40条。请先停用不再需要的条目。",
                                     "A form takes 40 items of the institution at most. Remove one "
                                     "that is no longer needed."));
  put (object, "item", id);
  if (!write_type (call, object, error) || !write_words (call, form, object, error))
    return FALSE;
  json_array_add_object_element (items, g_steal_pointer (&object));
  change =
      g_strdup_printf (miao_pick ("增加 %s：%s", "Added %s: %s"), id, miao_call_get (call, "text"));

  return end (call, edition, items, id, change, error);
}

const MiaoUseCase miao_case_add_form_item = {
  .name = "add-form-item",
  .label = "Add an item to an evaluation form",
  .label_zh = "增加机构自定评估条目",
  .permission = MIAO_MAY_FORMS_EDIT,
  .params = add_params,
  .run = run_add,
};

/* ---- change ---- */

static const MiaoField change_params[] = {
  P_CODE ("kind", "form_kind", "Form", "表单", P_MUST),
  P_TEXT ("item", "Item", "条目", P_MUST),
  P_TEXT ("section", "Section (“own”: one of its own)", "所在栏目（own 为另设一栏）", P_MUST),
  P_TEXT ("text", "What is asked", "评估内容", P_MUST),
  P_LONG ("choices", "Choices, one a line", "选项（每行一个）", P_IF),
  P_BOOL ("required", "Must be answered", "必填", P_MAY),
  P_TEXT ("guide", "How to answer", "填写说明", P_MAY),
  P_DATE ("valid_from", "In force from", "生效日期", P_MAY),
  P_END,
};

static gboolean
run_change (MiaoCall *call, GError **error)
{
  const MiaoForm *form = miao_form_for_kind (miao_call_get (call, "kind"), call->today);
  const char *id = miao_call_get (call, "item");
  g_autoptr (MiaoRecord) edition = NULL;
  g_autoptr (JsonArray) items = NULL;
  g_autofree char *change = NULL;
  JsonObject *object;

  if (form == NULL)
    return refuse (error, miao_pick ("没有这种表单。", "There is no form of this kind."));
  if (!begin (call, &edition, &items, error))
    return FALSE;
  object = find_item (items, id, NULL, error);
  if (object == NULL || !write_words (call, form, object, error))
    return FALSE;
  change = g_strdup_printf (miao_pick ("修改 %s：%s", "Changed %s: %s"), id,
                            miao_call_get (call, "text"));

  return end (call, edition, items, id, change, error);
}

const MiaoUseCase miao_case_change_form_item = {
  .name = "change-form-item",
  .label = "Change an item of the institution",
  .label_zh = "修改机构自定评估条目",
  .permission = MIAO_MAY_FORMS_EDIT,
  .params = change_params,
  .run = run_change,
};

/* ---- remove ---- */

static const MiaoField remove_params[] = {
  P_CODE ("kind", "form_kind", "Form", "表单", P_MUST),
  P_TEXT ("item", "Item", "条目", P_MUST),
  P_LONG ("reason", "Why it is no longer asked", "停用的原因", P_MUST),
  P_DATE ("valid_from", "No longer asked from", "停用日期", P_MAY),
  P_END,
};

static gboolean
run_remove (MiaoCall *call, GError **error)
{
  const char *id = miao_call_get (call, "item");
  g_autoptr (MiaoRecord) edition = NULL;
  g_autoptr (JsonArray) items = NULL;
  g_autofree char *change = NULL;
  guint at;

  if (!begin (call, &edition, &items, error) || find_item (items, id, &at, error) == NULL)
    return FALSE;
  json_array_remove_element (items, at);
  change = g_strdup_printf (miao_pick ("停用 %s：%s", "Removed %s: %s"), id,
                            miao_call_get (call, "reason"));

  return end (call, edition, items, id, change, error);
}

const MiaoUseCase miao_case_remove_form_item = {
  .name = "remove-form-item",
  .label = "Remove an item of the institution",
  .label_zh = "停用机构自定评估条目",
  .permission = MIAO_MAY_FORMS_EDIT,
  .params = remove_params,
  .run = run_remove,
};

/* ---- withdraw what is planned ---- */

static const MiaoField withdraw_params[] = {
  P_CODE ("kind", "form_kind", "Form", "表单", P_MUST),
  P_INT ("edition", "Edition", "第几次修改", 1, 100000, P_MUST),
  P_LONG ("reason", "Why it is withdrawn", "撤回的原因", P_MUST),
  P_END,
};

/* Editions are never changed nor taken out: another one takes the place of the planned one, with
 * what was there before it. */
static gboolean
run_withdraw (MiaoCall *call, GError **error)
{
  const char *kind = miao_call_get (call, "kind");
  g_autoptr (GError) problem = NULL;
  g_autoptr (MiaoRecord) before = NULL, edition = NULL;
  g_autoptr (MiaoRecord) planned =
      miao_forms_planned (call->store, kind, call->today, &before, &problem);
  g_autoptr (MiaoRecord) last = NULL;
  g_autoptr (JsonArray) items = NULL;
  g_autofree char *change = NULL;
  MiaoDate from = before != NULL ? miao_record_get_date (before, "valid_from") : MIAO_DATE_NONE;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (planned == NULL || !miao_record_is (planned, "edition", miao_call_get (call, "edition"))) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_REFUSED,
                         miao_pick ("只能撤回最后一次、还没有生效的修改。已经生效的，请再作修改或者"
                                    "停用条目。",
                                    "Only the last change can be withdrawn, and only before its "
                                    "day. What is in force is changed or removed instead."));
    return FALSE;
  }
  last = miao_forms_edition (call->store, kind, MIAO_DATE_NONE, error);
  if (last == NULL)
    return FALSE;
  edition = miao_record_new (miao_kind_find ("form_edition"));
  items = before != NULL ? miao_record_get_list (before, "items") : json_array_new ();
  miao_record_set (edition, "kind", kind);
  miao_record_set_int (edition, "edition", miao_record_get_int (last, "edition", 0) + 1);
  miao_record_set_date (edition, "valid_from", MAX (from, call->today));
  miao_record_set (edition, "withdraws", miao_call_get (call, "edition"));
  change = g_strdup_printf (miao_pick ("撤回第%s次修改：%s", "Withdrew edition %s: %s"),
                            miao_call_get (call, "edition"), miao_call_get (call, "reason"));

  return end (call, edition, items, "", change, error);
}

const MiaoUseCase miao_case_withdraw_form_edition = {
  .name = "withdraw-form-edition",
  .label = "Withdraw a planned change of a form",
  .label_zh = "撤回未生效的条目修改",
  .permission = MIAO_MAY_FORMS_EDIT,
  .params = withdraw_params,
  .run = run_withdraw,
};
