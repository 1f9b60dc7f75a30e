/* The papers of a placement, to print. */
#include "config.h"

#include "miao-placement-papers.h"

#include "miao-ending.h"
#include "miao-paper.h"

#include <glib/gi18n.h>

static void
add_paper (GMenu *menu, const char *paper, const char *id)
{
  const MiaoPaperKind *kind = miao_paper_find_kind (paper);
  g_autofree char *label = g_strdup_printf ("%s…", miao_pick (kind->title_zh, kind->title_en));
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "placement.print", "(ss)", paper, id);
  g_menu_append_item (menu, item);
}

/* One page for each change of the agreement. */
static void
add_amendments (GMenu *menu, const MiaoRecord *agreement)
{
  const MiaoPaperKind *kind = miao_paper_find_kind ("amendment");
  g_autoptr (JsonArray) rows = miao_record_get_list (agreement, kind->list);
  const guint n = json_array_get_length (rows);

  for (guint i = 1; i <= n; i++) {
    g_autofree char *id = g_strdup_printf ("%s/%u", miao_record_get_id (agreement), i);
    /* Translators: title of a paper, number of the change. */
    g_autofree char *label =
        g_strdup_printf (_ ("%s · change %u…"), miao_pick (kind->title_zh, kind->title_en), i);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    g_menu_item_set_action_and_target (item, "placement.print", "(ss)", kind->name, id);
    g_menu_append_item (menu, item);
  }
}

/* The notice that fits; it is served before the ending is decided, so it is there when the ending
 * has begun. */
static void
add_ending_papers (GMenu *menu, const MiaoPlacementFacts *facts)
{
  const char *id = miao_placement_facts_id (facts);
  const char *ending = miao_record_get (facts->placement, "termination");
  g_autoptr (MiaoRecord) begun = NULL;

  if (ending == NULL && miao_placement_facts_in (facts, "ENDING"))
    begun = miao_ending_find_open (miao_session_get_store (facts->session), id, NULL);
  if (begun != NULL)
    ending = miao_record_get_id (begun);
  if (ending == NULL)
    return;
  add_paper (menu,
             miao_record_has (facts->placement, "confirmed_on") ? "ending-notice"
                                                                : "integration-ending",
             ending);
  if (begun == NULL)
    add_paper (menu, "ending-filing", ending);
}

void
miao_placement_add_papers (GMenu *menu, const MiaoPlacementFacts *facts)
{
  g_autoptr (GMenu) papers = g_menu_new ();
  const char *id = miao_placement_facts_id (facts);

  if (!miao_session_may (facts->session, MIAO_MAY_PRINT))
    return;
  if (facts->agreement != NULL) {
    add_paper (papers, "agreement", miao_record_get_id (facts->agreement));
    add_paper (papers, "agreement-filing", miao_record_get_id (facts->agreement));
    add_amendments (papers, facts->agreement);
    add_paper (papers, "handover", id);
  }
  if (facts->visits->len > 0)
    g_menu_append (papers, _ ("Records of all visits…"), "placement.print-visits");
  if (miao_record_has (facts->placement, "integration_eval"))
    add_paper (papers, "integration-report", id);
  if (miao_record_has (facts->placement, "confirmed_on"))
    add_paper (papers, "confirmation", id);
  add_ending_papers (papers, facts);
  if (g_menu_model_get_n_items (G_MENU_MODEL (papers)) > 0)
    g_menu_append_section (menu, _ ("Print"), G_MENU_MODEL (papers));
}
