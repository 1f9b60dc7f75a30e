/* The form of a visit: to one child, and to the others who live with the same family. */
#include "config.h"

#include "miao-gtk-compat.h"
#include "miao-placement-acts.h"

#include "miao-table.h"

#include <glib/gi18n.h>

/* Answered where somebody was visited too, left empty where not. */
static void
add_other (MiaoActForm *form, const MiaoPlacementFacts *facts, const MiaoRecord *other)
{
  static const char *const fields[] = { "child_seen", "seen_alone", "child_words", NULL };
  g_autofree char *name = miao_placement_facts_dup_child (facts, other);
  /* Translators: %s is the name of a child. */
  g_autofree char *words = g_strdup_printf (_ ("Also visited: %s"), name);
  MiaoRecordForm *rows;

  miao_act_form_add_widget (form, miao_text_new (words, "h3"));
  rows = miao_act_form_add_entry (form, "others", fields, "placement", miao_record_get_id (other));
  miao_accessible_set_label (GTK_WIDGET (rows), words);
}

void
miao_placement_fill_visit (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  const char *const visit[] = { "visited_on", "visited_time", "unannounced", "visitors", NULL };
  const char *const seen[] = { _ ("#What was seen"), "child_seen",  "seen_alone",
                               "rooms_seen",         "child_words", "caregiver_words",
                               "weight_g",           "length_mm",   NULL };
  const char *const after[] = { _ ("#Problems"), "problems", "next_due", "photos", NULL };
  g_autofree char *today = miao_date_dup (facts->today);
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "placement", miao_placement_facts_id (facts));
  rows = miao_act_form_add_record (form, "visit", visit, NULL);
  miao_record_form_set (rows, "visited_on", today);
  miao_record_form_set (rows, "visitors", miao_session_get_staff (facts->session));
  (void) miao_act_form_add_record (form, "visit", seen, NULL);
  if (facts->others->len > 0)
    miao_act_form_add_widget (
        form, miao_text_new (_ ("Other children live with this family. Answer for each that was "
                                "visited too; leave the others empty."),
                             "dim"));
  for (guint i = 0; i < facts->others->len; i++)
    add_other (form, facts, facts->others->pdata[i]);
  (void) miao_act_form_add_record (form, "visit", after, NULL);
}
