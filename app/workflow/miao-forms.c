#include "config.h"

#include "miao-forms.h"

#include "miao-codes.h"
#include "miao-error.h"

MiaoRecord *
miao_forms_edition (MiaoStore *store, const char *kind, MiaoDate on, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("form_edition"));

  miao_query_where (query, "kind", MIAO_OP_EQ, kind);
  if (on != MIAO_DATE_NONE) {
    char day[MIAO_DATE_BUFFER];

    miao_query_where (query, "valid_from", MIAO_OP_LE, miao_date_format (on, day));
  }
  miao_query_order (query, "edition", TRUE);

  return miao_store_first (store, query, error);
}

MiaoRecord *
miao_forms_planned (
    MiaoStore *store, const char *kind, MiaoDate today, MiaoRecord **ret_before, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("form_edition"));
  g_autoptr (GPtrArray) editions = NULL;
  g_autoptr (GPtrArray) holding = g_ptr_array_new ();
  MiaoRecord *newest;

  miao_query_where (query, "kind", MIAO_OP_EQ, kind);
  miao_query_order (query, "edition", FALSE);
  editions = miao_store_select (store, query, error);
  /* A withdrawal always takes away the newest that still holds. */
  for (guint i = 0; editions != NULL && i < editions->len; i++) {
    if (!miao_record_has (editions->pdata[i], "withdraws"))
      g_ptr_array_add (holding, editions->pdata[i]);
    else if (holding->len > 0)
      g_ptr_array_set_size (holding, (int) holding->len - 1);
  }
  if (holding->len == 0)
    return NULL;
  newest = holding->pdata[holding->len - 1];
  if (miao_record_get_date (newest, "valid_from") <= today)
    return NULL;
  if (ret_before != NULL && holding->len > 1)
    *ret_before = miao_record_ref (holding->pdata[holding->len - 2]);

  return miao_record_ref (newest);
}

static const MiaoForm *
extend (const MiaoForm *form, const MiaoRecord *edition, GError **error)
{
  const char *items = miao_record_get (edition, "items");

  return miao_form_extend (form, (int) miao_record_get_int (edition, "edition", 1),
                           items != NULL ? items : "[]", error);
}

const MiaoForm *
miao_forms_for_kind (
    MiaoStore *store, const char *kind, MiaoDate on, MiaoRecord **ret_edition, GError **error)
{
  const MiaoForm *form = miao_form_for_kind (kind, on);
  g_autoptr (MiaoRecord) edition = NULL;
  g_autoptr (GError) problem = NULL;

  if (form == NULL) {
    g_set_error (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND,
                 miao_pick ("没有“%s”的表单。", "There is no form “%s”."),
                 miao_codes_name ("eval_kind", kind, miao_language ()));
    return NULL;
  }
  edition = miao_forms_edition (store, kind, on, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (edition != NULL)
    form = extend (form, edition, error);
  if (form != NULL && ret_edition != NULL)
    *ret_edition = g_steal_pointer (&edition);

  return form;
}

/* The form with the items that the record was made with; %NULL: @form is not in this program. */
static const MiaoForm *
form_of (MiaoStore *store,
         const MiaoRecord *record,
         const MiaoForm *form,
         const char *too_new,
         GError **error)
{
  const char *id = miao_record_get (record, "form_edition");
  g_autoptr (MiaoRecord) edition = NULL;

  if (form == NULL) {
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_TOO_NEW, too_new);
    return NULL;
  }
  if (id == NULL)
    return form;
  edition = miao_store_load (store, miao_kind_find ("form_edition"), id, error);

  return edition != NULL ? extend (form, edition, error) : NULL;
}

const MiaoForm *
miao_forms_of_evaluation (MiaoStore *store, const MiaoRecord *evaluation, GError **error)
{
  const MiaoForm *form = miao_form_get (miao_record_get (evaluation, "form_id"),
                                        (int) miao_record_get_int (evaluation, "form_version", 1));

  return form_of (store, evaluation, form,
                  miao_pick ("这份评估所用的表单版本不在本程序中，请升级程序。",
                             "This evaluation uses a form that this version of the program does "
                             "not carry. Update the program."),
                  error);
}

const MiaoForm *
miao_forms_of_application (MiaoStore *store, const MiaoRecord *application, GError **error)
{
  const MiaoForm *form =
      miao_form_get ("annex-a", (int) miao_record_get_int (application, "form_version", 1));

  return form_of (store, application, form,
                  miao_pick ("这份申请所用的表单版本不在本程序中，请升级程序。",
                             "This application uses a form that this version of the program does "
                             "not carry. Update the program."),
                  error);
}
