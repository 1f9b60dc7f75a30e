#include "config.h"

#include "miao-error.h"
#include "miao-form.h"
#include "miao-language.h"

#include <string.h>

static const MiaoForm *
form (const char *kind)
{
  const MiaoForm *found = miao_form_for_kind (kind, miao_date_parse ("2026-01-01"));

  g_assert_nonnull (found);

  return found;
}

static void
test_shipped (void)
{
  static const struct {
    const char *kind, *annex;
    guint items;
  } rows[] = {
    { "EV_B_FAMILY_PRE", "B", 48 }, { "EV_G_CHILD_PRE", "G", 21 },  { "EV_C_INTEGRATION", "C", 13 },
    { "APPLICATION", "A", 11 },     { "EV_D_EFFECT", "D", 35 },     { "EV_E_FAMILY_NEED", "E", 12 },
    { "EV_F_FAMILY_END", "F", 10 }, { "EV_H_CHILD_NEED", "H", 13 }, { "EV_I_CHILD_END", "I", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoForm *f = form (rows[i].kind);
    guint n = 0;

    g_assert_cmpstr (f->annex, ==, rows[i].annex);
    g_assert_true (miao_form_get (f->id, f->version) == f);
    for (guint s = 0; s < f->n_sections; s++) {
      for (guint k = 0; k < f->sections[s].n_items; k++) {
        const MiaoFormItem *item = &f->sections[s].items[k];

        n++;
        g_assert_true (miao_form_item (f, item->id) == item);
        g_assert_nonnull (item->text_zh);
        g_assert_nonnull (item->text_en);
        /* What must pass has an answer that passes, unless a rule computes it. */
        if (item->blocking && item->type != MIAO_ITEM_COMPUTED)
          g_assert_nonnull (item->pass);
        if (item->type == MIAO_ITEM_SCORE)
          g_assert_cmpuint (item->max, >, 0);
      }
    }
    g_assert_cmpuint (n, ==, rows[i].items);
  }
  g_assert_null (miao_form_for_kind ("EV_B_FAMILY_PRE", miao_date_parse ("2019-04-29")));
}

static void
test_answers (void)
{
  static const struct {
    const char *kind, *item, *answer;
    gboolean ok;
    const char *shown;
  } rows[] = {
    { "EV_B_FAMILY_PRE", "FAM-01", "yes", TRUE, "是" },
    { "EV_B_FAMILY_PRE", "FAM-01", "exception", FALSE, NULL },
    { "EV_B_FAMILY_PRE", "FAM-02.area", "9250", TRUE, "92.50 平方米" },
    { "EV_B_FAMILY_PRE", "FAM-02.area", "-1", FALSE, NULL },
    { "EV_B_FAMILY_PRE", "FAM-02.area", "9.5", FALSE, NULL },
    { "EV_B_FAMILY_PRE", "FAM-02", "yes", FALSE, NULL },
    { "EV_B_FAMILY_PRE", "FAM-06.date", "2026-02-29", FALSE, NULL },
    { "EV_B_FAMILY_PRE", "FAM-06.date", "2026-02-28", TRUE, "2026-02-28" },
    { "EV_G_CHILD_PRE", "CHD-05", "exception", TRUE, "例外" },
    { "EV_C_INTEGRATION", "INT-04", "3", TRUE, "3 分" },
    { "EV_C_INTEGRATION", "INT-04", "4", FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoFormItem *item = miao_form_item (form (rows[i].kind), rows[i].item);
    g_autoptr (GError) error = NULL;
    gboolean ok = miao_form_check_answer (item, rows[i].answer, &error);

    g_assert_cmpint (ok, ==, rows[i].ok);
    if (ok) {
      g_autofree char *shown = miao_form_display_answer (item, rows[i].answer, MIAO_LANGUAGE_ZH);

      g_assert_cmpstr (shown, ==, rows[i].shown);
    } else {
      g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, item->text_zh));
    }
  }
}

static void
test_refused (void)
{
  static const char *bad[] = {
    "",
    "<form/>",
    "<!DOCTYPE form [<!ENTITY a 'x'>]><form xmlns='urn:miaopu:form:1' id='a'/>",
    "<form xmlns='urn:miaopu:form:1' id='a' version='0' kind='k' annex='B' "
    "valid-from='2020-01-01'/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GBytes) data = g_bytes_new_static (bad[i], strlen (bad[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (MiaoForm) parsed = miao_form_parse (data, &error);

    g_assert_null (parsed);
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_INVALID);
  }
}

/* What an institution adds stands behind what the program asks, and takes nothing away from it. */
static void
test_extended (void)
{
  static const char items[] =
      "[{\"item\":\"OWN-01\",\"section\":\"words\",\"type\":\"CHOICE\",\"text\":\"语言\","
      "\"choices\":\"普通话\\n\\n 方言 \",\"required\":true},"
      "{\"item\":\"OWN-02\",\"section\":\"gone\",\"type\":\"NUMBER\",\"text\":\"身高\","
      "\"unit\":\"厘米\",\"decimals\":1},"
      "{\"item\":\"OWN-03\",\"section\":\"daily\",\"type\":\"SCORE\",\"text\":\"整洁\",\"max\":4}]";
  static const struct {
    const char *item, *answer;
    gboolean ok;
    const char *shown;
  } rows[] = {
    { "OWN-01", "方言", TRUE, "方言" }, { "OWN-01", "粤语", FALSE, NULL },
    { "OWN-01", "", FALSE, NULL },      { "OWN-02", "1205", TRUE, "120.5 厘米" },
    { "OWN-02", "一米", FALSE, NULL },  { "OWN-03", "4", TRUE, "4 分" },
    { "OWN-03", "5", FALSE, NULL },
  };
  const MiaoForm *plain = form ("EV_D_EFFECT");
  g_autoptr (GError) error = NULL;
  const MiaoForm *own = miao_form_extend (plain, 2, items, &error);

  g_assert_no_error (error);
  g_assert_true (miao_form_extend (plain, 2, items, NULL) == own);
  g_assert_true (miao_form_extend (plain, 3, items, NULL) != own);
  g_assert_cmpint (own->edition, ==, 2);
  g_assert_cmpstr (own->sha256, !=, plain->sha256);
  g_assert_cmpuint (own->n_sections, ==, plain->n_sections + 1);
  for (guint s = 0; s < plain->n_sections; s++) {
    for (guint i = 0; i < plain->sections[s].n_items; i++)
      g_assert_cmpmem (&own->sections[s].items[i], sizeof (MiaoFormItem),
                       &plain->sections[s].items[i], sizeof (MiaoFormItem));
  }
  g_assert_cmpstr (own->sections[plain->n_sections].id, ==, MIAO_FORM_OWN_SECTION);
  g_assert_null (miao_form_item (plain, "OWN-03"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const MiaoFormItem *item = miao_form_item (own, rows[i].item);

    g_assert_true (item->added && item->house && !item->blocking && item->pass == NULL);
    g_assert_cmpint (item->required, ==, strcmp (item->id, "OWN-01") == 0);
    g_assert_cmpint (miao_form_check_answer (item, rows[i].answer, NULL), ==, rows[i].ok);
    if (rows[i].ok) {
      g_autofree char *shown = miao_form_display_answer (item, rows[i].answer, MIAO_LANGUAGE_ZH);

      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
  }
}

static void
test_not_extended (void)
{
  static const char *bad[] = {
    "",
    "{}",
    "[1]",
    "[{}]",
    "[{\"item\":\"OWN-01\",\"section\":\"own\",\"type\":\"CHOICE\",\"text\":\"语言\"}]",
    "[{\"item\":\"OWN-01\",\"section\":\"own\",\"type\":\"SCORE\",\"text\":\"分\"}]",
    "[{\"item\":\"OWN-01\",\"section\":\"own\",\"type\":\"ODD\",\"text\":\"怪\"}]",
    "[{\"item\":\"FUP-01\",\"section\":\"own\",\"type\":\"TEXT\",\"text\":\"替换\"}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (miao_form_extend (form ("EV_D_EFFECT"), 1, bad[i], &error));
    g_assert_error (error, MIAO_ERROR, MIAO_ERROR_CORRUPT);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  miao_set_language (MIAO_LANGUAGE_ZH);
  g_test_add_func ("/form/shipped", test_shipped);
  g_test_add_func ("/form/answers", test_answers);
  g_test_add_func ("/form/refused", test_refused);
  g_test_add_func ("/form/extended", test_extended);
  g_test_add_func ("/form/not-extended", test_not_extended);

  return g_test_run ();
}
