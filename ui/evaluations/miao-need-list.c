/* The list of needs on the pages of evaluations, placements and children. */
#include "config.h"

#include "miao-need-list.h"

#include "miao-gtk-compat.h"
#include "miao-kind-text.h"
#include "miao-needs.h"
#include "miao-state-chip.h"
#include "miao-store.h"
#include "miao-table.h"
#include "miao-wrap.h"

#include <glib/gi18n.h>

#define SOON_DAYS 7
#define KEPT_MONTHS 12 /* what was closed longer ago stands at its evaluation */

static gboolean
is_open (const MiaoRecord *need)
{
  return miao_record_is (need, "status", "OPEN");
}

static GtkWidget *
make_due (const MiaoRecord *need, MiaoDate today)
{
  const int left = miao_record_get_date (need, "due") - today;
  g_autofree char *day = miao_record_dup_shown (need, "due", FALSE);
  g_autofree char *words = NULL;

  if (left < 0)
    words = g_strdup_printf (ngettext ("By %s: %d day late", "By %s: %d days late", (gulong) -left),
                             day, -left);
  else if (left == 0)
    words = g_strdup_printf (_ ("By %s: today"), day);
  else
    words = g_strdup_printf (ngettext ("By %s: in %d day", "By %s: in %d days", (gulong) left), day,
                             left);
  return miao_text_mark (left < 0            ? MIAO_TONE_DANGER
                         : left <= SOON_DAYS ? MIAO_TONE_WARNING
                                             : MIAO_TONE_INFO,
                         words);
}

static GtkWidget *
make_closed (const MiaoRecord *need)
{
  gboolean met = miao_record_is (need, "status", "MET");
  g_autofree char *day = miao_record_dup_shown (need, "closed_on", FALSE);
  g_autofree char *state = miao_record_dup_shown (need, "status", FALSE);
  const char *text = miao_record_get (need, met ? "done" : "drop_reason");
  /* Translators: day, state of a need, what was done about it. */
  g_autofree char *words =
      g_strdup_printf (C_ ("need", "%s %s: %s"), day, state, text != NULL ? text : "—");

  return miao_text_mark (met ? MIAO_TONE_GOOD : MIAO_TONE_INFO, words);
}

static void
add_act (GtkWidget *line,
         const char *label,
         const char *use_case,
         const MiaoRecord *need,
         const char *action)
{
  g_autofree char *name = g_strdup_printf ("%s %s", label, miao_record_get (need, "text"));
  GtkWidget *button = miao_small_button (label, name);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", use_case,
                                    miao_record_get_id (need));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  miao_wrap_append (MIAO_WRAP (line), button);
}

/* Where nothing is done about it: the way to where it is. */
static void
add_look (GtkWidget *box, const MiaoRecord *need)
{
  g_autofree char *name = g_strdup_printf ("%s %s", _ ("Look"), miao_record_get (need, "text"));
  GtkWidget *button = miao_small_button (_ ("Look"), name);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", "need",
                                    miao_record_get_id (need), "");
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_need (MiaoSession *session, const MiaoRecord *need, const char *action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = miao_text_new (miao_record_get (need, "text"), "strong");
  g_autofree char *area = miao_record_dup_shown (need, "area", FALSE);
  g_autofree char *staff = miao_record_dup_shown (need, "staff", FALSE);
  g_autofree char *urgency = miao_record_dup_shown (need, "urgency", FALSE);
  /* Translators: area of a need · who answers for it. */
  g_autofree char *words = g_strdup_printf (C_ ("need", "%s · responsible: %s"), area, staff);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (head), text);
  if (is_open (need)) {
    gboolean urgent = miao_record_is (need, "urgency", "URGENT");
    GtkWidget *chip =
        miao_chip_new (urgent ? "miao-warning-symbolic" : NULL, urgency, urgent ? "warning" : NULL);

    gtk_widget_set_valign (chip, GTK_ALIGN_START);
    gtk_box_append (GTK_BOX (head), chip);
  }
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), miao_text_new (words, "dim secondary"));
  if (is_open (need) && miao_record_has (need, "plan"))
    gtk_box_append (GTK_BOX (box), miao_text_new (miao_record_get (need, "plan"), "secondary"));
  gtk_box_append (GTK_BOX (box), is_open (need) ? make_due (need, miao_session_today (session))
                                                : make_closed (need));
  if (!is_open (need) || !miao_session_may (session, MIAO_MAY_NEED_FOLLOW))
    return box;
  if (action == NULL) {
    add_look (box, need);
  } else {
    GtkWidget *line = miao_wrap_new (6);

    add_act (line, _ ("Met…"), "meet-need", need, action);
    add_act (line, _ ("Change…"), "change-need", need, action);
    add_act (line, _ ("Drop…"), "drop-need", need, action);
    gtk_box_append (GTK_BOX (box), line);
  }
  return box;
}

/* How many of them were met, as a chip at the head. */
static void
add_count (GtkWidget *head, GPtrArray *needs)
{
  guint open = 0;
  g_autofree char *words = NULL;
  GtkWidget *chip = miao_chip_new_empty ();

  for (guint i = 0; i < needs->len; i++)
    open += is_open (needs->pdata[i]) ? 1 : 0;
  words = open > 0 ? g_strdup_printf (ngettext ("%u open", "%u open", open), open)
                   : g_strdup (_ ("None open"));
  miao_chip_set_tone (chip, open > 0 ? MIAO_TONE_INFO : MIAO_TONE_GOOD, words);
  gtk_box_append (GTK_BOX (head), chip);
}

static void
add_needs (GtkWidget *box, MiaoSession *session, GPtrArray *needs, const char *action)
{
  for (guint i = 0; i < needs->len; i++) {
    if (i > 0)
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
    gtk_box_append (GTK_BOX (box), make_need (session, needs->pdata[i], action));
  }
}

GtkWidget *
miao_need_list_new (MiaoSession *session, const char *title, GPtrArray *needs, const char *action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head;
  GtkWidget *card = miao_card_new (title, box, &head);

  if (needs->len > 0)
    add_count (head, needs);
  add_needs (box, session, needs, action);
  return card;
}

GtkWidget *
miao_need_list_of (MiaoSession *session, const char *field, const char *id, const char *action)
{
  g_autoptr (GPtrArray) needs = NULL;
  const MiaoDate since = miao_date_add_months (miao_session_today (session), -KEPT_MONTHS);

  if (!miao_session_may (session, MIAO_MAY_READ_EVALUATION))
    return NULL;
  needs = miao_needs_read (miao_session_get_store (session), field, id, NULL);
  for (guint i = needs != NULL ? needs->len : 0; i-- > 0;)
    if (!is_open (needs->pdata[i]) && miao_record_get_date (needs->pdata[i], "closed_on") < since)
      g_ptr_array_remove_index (needs, i);

  return needs != NULL && needs->len > 0 ? miao_need_list_new (session, _ ("Needs"), needs, action)
                                         : NULL;
}

/* ---- at an evaluation ---- */

static void
add_plan (GtkWidget *box, const char *label, const char *name, const char *item, const char *action)
{
  GtkWidget *button = miao_small_button (label, name);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", "plan-need", item);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

/* What was answered, and is not in the list yet. */
static void
add_missing (GtkWidget *box, const MiaoForm *form, GPtrArray *missing, const char *action)
{
  for (guint i = 0; i < missing->len; i++) {
    const MiaoFormItem *item = miao_form_item (form, missing->pdata[i]);
    const char *asked = miao_pick (item->text_zh, item->text_en);
    g_autofree char *name = g_strdup_printf ("%s %s", _ ("Enter the need…"), asked);

    gtk_box_append (GTK_BOX (box), miao_text_mark (MIAO_TONE_WARNING, asked));
    add_plan (box, _ ("Enter the need…"), name, item->id, action);
  }
}

/* Takes out of @needs what does not stand on the paper. */
static GPtrArray *
steal_later (const MiaoRecord *evaluation, GPtrArray *needs)
{
  GPtrArray *later = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);

  for (guint i = 0; i < needs->len;) {
    if (miao_need_is_later (evaluation, needs->pdata[i]))
      g_ptr_array_add (later, g_ptr_array_steal_index (needs, i));
    else
      i++;
  }

  return later;
}

GtkWidget *
miao_need_list_of_evaluation (MiaoSession *session,
                              const MiaoRecord *evaluation,
                              const MiaoForm *form,
                              const char *action)
{
  MiaoStore *store = miao_session_get_store (session);
  GtkWidget *column, *box, *card, *head;
  g_autoptr (GPtrArray) needs = NULL, before = NULL, missing = NULL, later = NULL, others = NULL;
  guint found;

  if (form == NULL || !miao_needs_are_found_by (miao_record_get (evaluation, "kind")))
    return NULL;
  needs = miao_needs_of (store, evaluation, NULL);
  before = miao_needs_before (store, evaluation, NULL);
  if (needs == NULL || before == NULL)
    return NULL;
  missing = miao_needs_missing (evaluation, form, needs, &found);
  later = steal_later (evaluation, needs);
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  card = miao_card_new (_ ("Needs"), box, &head);
  if (needs->len > 0)
    add_count (head, needs);
  else if (missing->len == 0)
    gtk_box_append (GTK_BOX (box), miao_text_new (_ ("No need has been found."), "dim"));
  add_needs (box, session, needs, action);
  if (miao_session_may (session, MIAO_MAY_NEED_FOLLOW)) {
    add_missing (box, form, missing, action);
    if (missing->len == 0)
      add_plan (box, _ ("Enter another need…"), NULL, "", action);
  }
  gtk_box_append (GTK_BOX (column), card);
  if (later->len > 0)
    gtk_box_append (GTK_BOX (column),
                    miao_need_list_new (session, _ ("Found after the evaluation"), later, action));
  if (before->len > 0)
    gtk_box_append (GTK_BOX (column),
                    miao_need_list_new (session, _ ("Needs of the last time"), before, action));
  /* In the institution these stand at the placement; a field package has no such page. */
  if (miao_session_get_away (session) != NULL)
    others = miao_needs_elsewhere (store, evaluation, NULL);
  if (others != NULL && others->len > 0)
    gtk_box_append (GTK_BOX (column),
                    miao_need_list_new (session, _ ("Other needs still open"), others, action));
  return column;
}
