/* What the menu of an incident leads to. */
#include "config.h"

#include "miao-incident-ways.h"

#include "miao-lookup.h"

#include <glib/gi18n.h>

const char *
miao_incident_act_label (const char *use_case)
{
  static const struct {
    const char *use_case, *label;
  } labels[] = { { "record-report", N_ ("Record a report…") },
                 { "record-reply", N_ ("Record the reply…") },
                 { "answer-complaint", N_ ("Answer…") },
                 { "edit-incident", N_ ("Complete or correct…") },
                 { "mark-missing", N_ ("Put down as missing…") },
                 { "mark-found", N_ ("The child is found…") },
                 { "close-incident", N_ ("Close it…") } };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].use_case, use_case))
      return _ (labels[i].label);
  return "";
}

static void
add_way (GMenu *menu, const char *label, const char *kind, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.open-record", "(sss)", kind, id, "");
  g_menu_append_item (menu, item);
}

/* Returns: (transfer full): the only one is called by what it is, several by their names. */
static char *
dup_label (const char *kind, const char *id, gboolean several)
{
  g_autofree char *name = NULL;

  if (!several)
    return g_strdup (g_str_equal (kind, "child") ? _ ("Open the child's record")
                                                 : _ ("Open the placement"));
  name = miao_lookup_dup_name (kind, id);
  if (g_str_equal (kind, "child"))
    /* Translators: %s is a child's name. */
    return g_strdup_printf (_ ("Open the record of %s"), name);

  /* Translators: %s is a placement's number. */
  return g_strdup_printf (_ ("Open the placement %s"), name);
}

static void
add_several (GMenu *menu, const MiaoRecord *incident, const char *field, const char *kind)
{
  const char *words = miao_record_get (incident, field);
  g_auto (GStrv) ids = g_strsplit (words != NULL ? words : "", " ", -1);

  for (guint i = 0; ids[i] != NULL; i++) {
    g_autofree char *label = dup_label (kind, ids[i], ids[1] != NULL);

    add_way (menu, label, kind, ids[i]);
  }
}

void
miao_incident_add_ways (GMenu *menu, const MiaoRecord *incident)
{
  add_several (menu, incident, "children", "child");
  add_several (menu, incident, "placements", "placement");
  if (miao_record_has (incident, "family"))
    add_way (menu, _ ("Open the family's record"), "family", miao_record_get (incident, "family"));
}
