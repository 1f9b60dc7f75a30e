#include "config.h"

#include "miao-placement-removal.h"

#include "miao-ask.h"
#include "miao-run.h"
#include "miao-window.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *from;
  char *placement;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->from);
  g_free (removal->placement);
  g_free (removal);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  g_autofree char *what = miao_ask_text_finish (result);
  g_autoptr (JsonObject) input = json_object_new ();

  if (what == NULL)
    return;
  json_object_set_string_member (input, "placement", removal->placement);
  if (*what != '\0')
    json_object_set_string_member (input, "what", what);
  if (miao_run (removal->from, "suspend-placement", input, NULL, NULL))
    miao_window_say (removal->from, MIAO_TONE_WARNING, _ ("The removal is recorded"),
                     _ ("Report it to the police and the civil-affairs department at once."));
}

void
miao_placement_remove_child (GtkWidget *from, const MiaoPlacementFacts *facts)
{
  const char *name = miao_record_get (facts->child, "name");
  /* Translators: %s is the child's name. */
  g_autofree char *title =
      g_strdup_printf (_ ("Take %s out of the family now?"), name != NULL ? name : "");
  Removal *removal = g_new0 (Removal, 1);

  removal->from = g_object_ref (from);
  removal->placement = g_strdup (miao_placement_facts_id (facts));
  miao_ask_text_kept_async (
      from, "suspend-placement", removal->placement, title,
      _ ("The child is under the institution's care from this moment. The reason "
         "can be written later."),
      _ ("What happened"), _ ("Take the child out"), asked_cb, removal);
}
