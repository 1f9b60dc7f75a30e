/* What the forms of an ending hold. */
#include "config.h"

#include "miao-ending.h"
#include "miao-placement-acts.h"

#include <glib/gi18n.h>

static void
fix_placement (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  miao_act_form_fix (form, "placement", miao_placement_facts_id (facts));
}

static void
set_day (MiaoRecordForm *rows, const char *field, MiaoDate day)
{
  g_autofree char *text = day != MIAO_DATE_NONE ? miao_date_dup (day) : NULL;

  miao_record_form_set (rows, field, text);
}

void
miao_placement_fill_return (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "returned_on", "reason", NULL };

  fix_placement (form, facts);
  set_day (miao_act_form_add_params (form, fields), "returned_on", facts->today);
}

void
miao_placement_fill_begin_ending (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  const char *const fields[] = { "initiator", "ground",     "ground_text",
                                 "evidence",  "applied_on", NULL };

  fix_placement (form, facts);
  (void) miao_act_form_add_record (form, "termination", fields, NULL);
}

void
miao_placement_fill_withdraw_ending (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "reason", NULL };

  fix_placement (form, facts);
  (void) miao_act_form_add_params (form, fields);
}

void
miao_placement_fill_settle (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "filed_on",      "filed_no", "settled_fen", "settled_on",
                                        "belongings_ok", "appeal",   NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  for (guint i = 0; fields[i] != NULL && facts->termination != NULL; i++)
    miao_record_form_set (rows, fields[i], miao_record_get (facts->termination, fields[i]));
}

/* What was written when the ending was begun stands in the rows. */
static void
set_begun (MiaoRecordForm *rows, const MiaoPlacementFacts *facts)
{
  static const char *const kept[] = { "initiator", "ground",     "ground_text",
                                      "evidence",  "applied_on", "notice_no" };
  g_autoptr (MiaoRecord) begun = miao_ending_find_open (miao_session_get_store (facts->session),
                                                        miao_placement_facts_id (facts), NULL);

  for (gsize i = 0; begun != NULL && i < G_N_ELEMENTS (kept); i++)
    miao_record_form_set (rows, kept[i], miao_record_get (begun, kept[i]));
}

void
miao_placement_fill_end (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  const char *const fields[] = { _ ("#Ground"),
                                 "initiator",
                                 "ground",
                                 "ground_text",
                                 "evidence",
                                 "applied_on",
                                 "decided_on",
                                 _ ("#Notice"),
                                 "notice_no",
                                 "notice_served_on",
                                 "served_how",
                                 _ ("#Where the child goes"),
                                 "moved_to",
                                 "moved_to_name",
                                 "support_plan",
                                 "child_opinion",
                                 "belongings_ok",
                                 "harm_report_no",
                                 NULL };
  static const char *const params[] = { "agreed_earlier", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_record (form, "termination", fields, NULL);
  set_day (rows, "decided_on", facts->today);
  miao_record_form_set (rows, "moved_to", "INSTITUTION");
  set_begun (rows, facts);
  miao_act_form_add_params (form, params);
}

void
miao_placement_fill_aftercare (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const fields[] = { "seen_on", "by", "state", "problems", "next", NULL };
  MiaoRecordForm *rows;

  fix_placement (form, facts);
  rows = miao_act_form_add_params (form, fields);
  set_day (rows, "seen_on", facts->today);
  miao_record_form_set (rows, "by", miao_session_get_name (facts->session));
}

void
miao_placement_fill_adoption (MiaoActForm *form, const MiaoPlacementFacts *facts)
{
  static const char *const first[] = { "wished_on", "wish", NULL };
  static const char *const again[] = { "wished_on", "wish", "withdrawn", NULL };
  const char *since = miao_record_get (facts->placement, "adopt_wish_on");
  g_autofree char *today = miao_date_dup (facts->today);
  MiaoRecordForm *rows;

  miao_act_form_fix (form, "placement", miao_placement_facts_id (facts));
  rows = miao_act_form_add_params (form, since != NULL ? again : first);
  miao_record_form_set (rows, "wished_on", since != NULL ? since : today);
  miao_record_form_set (rows, "wish", miao_record_get (facts->placement, "adopt_wish"));
}
