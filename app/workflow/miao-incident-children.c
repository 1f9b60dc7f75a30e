/* The children whom one incident is about, and where they live. */
#include "config.h"

#include "miao-incident-children.h"

#include "miao-kinds.h"
#include "miao-language.h"
#include "miao-states.h"

#include <string.h>

static GStrv
dup_words (const MiaoRecord *incident, const char *field)
{
  const char *words = miao_record_get (incident, field);

  return words != NULL ? g_strsplit (words, " ", -1) : g_new0 (char *, 1);
}

GStrv
miao_incident_dup_children (const MiaoRecord *incident)
{
  return dup_words (incident, "children");
}

MiaoQuery *
miao_incident_query (const char *placement)
{
  MiaoQuery *query = miao_query_new (miao_kind_find ("incident"));

  miao_query_where (query, "placements", MIAO_OP_HAS, placement);

  return query;
}

/* ---- who they are ---- */

static void
add_id (GPtrArray *ids, const char *id)
{
  if (id != NULL && *id != '\0' && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

static void
set_ids (MiaoRecord *incident, const char *field, GPtrArray *ids, guint from)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = from; i < ids->len; i++)
    g_string_append_printf (words, "%s%s", i > from ? " " : "", (const char *) ids->pdata[i]);
  miao_record_set (incident, field, words->len > 0 ? words->str : NULL);
}

/* The first one that was named leads: the record of the house goes by that child. */
static GPtrArray *
order_children (MiaoRecord *incident)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) others = dup_words (incident, "other_children");

  add_id (ids, miao_record_get (incident, "child"));
  for (guint i = 0; others[i] != NULL; i++)
    add_id (ids, others[i]);
  miao_record_set (incident, "child", ids->len > 0 ? ids->pdata[0] : NULL);
  set_ids (incident, "other_children", ids, 1);
  set_ids (incident, "children", ids, 0);

  return ids;
}

/* Returns: (nullable): the placement in which the child lives; %NULL without error for none. */
static MiaoRecord *
find_open (MiaoCall *call, const char *child, GError **error)
{
  g_autoptr (GPtrArray) placements = miao_call_all (call, "placement", "child", child, error);

  for (guint i = 0; placements != NULL && i < placements->len; i++)
    if (miao_state_placement_open (miao_record_get (placements->pdata[i], "status")))
      return miao_record_ref (placements->pdata[i]);

  return NULL;
}

/* Returns: (element-type MiaoRecord): those that the incident names already. */
static GPtrArray *
read_named (MiaoCall *call, const MiaoRecord *incident, GError **error)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_record_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = dup_words (incident, "placements");

  add_id (ids, miao_record_get (incident, "placement"));
  for (guint i = 0; words[i] != NULL; i++)
    add_id (ids, words[i]);
  for (guint i = 0; i < ids->len; i++) {
    MiaoRecord *placement = miao_call_load (call, "placement", ids->pdata[i], error);

    if (placement == NULL)
      return NULL;
    g_ptr_array_add (named, placement);
  }

  return g_steal_pointer (&named);
}

static gboolean
find_placement (
    MiaoCall *call, GPtrArray *named, const char *child, MiaoRecord **ret, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *ret = NULL;
  for (guint i = 0; i < named->len && *ret == NULL; i++)
    if (miao_record_is (named->pdata[i], "child", child))
      *ret = miao_record_ref (named->pdata[i]);
  if (*ret == NULL)
    *ret = find_open (call, child, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return *ret != NULL || problem == NULL;
}

static gboolean
add_name (MiaoCall *call, const char *id, GString *names, GError **error)
{
  g_autoptr (MiaoRecord) child = miao_call_load (call, "child", id, error);

  if (child != NULL)
    g_string_append_printf (names, "%s%s", names->len > 0 ? miao_pick ("、", ", ") : "",
                            miao_record_get (child, "name"));

  return child != NULL;
}

gboolean
miao_incident_take_children (MiaoCall *call,
                             MiaoRecord *incident,
                             char **ret_elsewhere,
                             GError **error)
{
  g_autoptr (GPtrArray) children = order_children (incident);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) named = read_named (call, incident, error);
  g_autoptr (GString) elsewhere = g_string_new (NULL);

  if (named == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++) {
    const char *child = children->pdata[i];
    g_autoptr (MiaoRecord) placement = NULL;

    if (!find_placement (call, named, child, &placement, error))
      return FALSE;
    if (placement == NULL)
      continue;
    add_id (places, miao_record_get_id (placement));
    if (i == 0)
      miao_record_set (incident, "placement", miao_record_get_id (placement));
    if (!miao_record_has (incident, "family"))
      miao_record_set (incident, "family", miao_record_get (placement, "family"));
    else if (!miao_record_is (incident, "family", miao_record_get (placement, "family")) &&
             !add_name (call, child, elsewhere, error))
      return FALSE;
  }
  set_ids (incident, "placements", places, 0);
  *ret_elsewhere = elsewhere->len > 0 ? g_strdup (elsewhere->str) : NULL;

  return TRUE;
}

/* ---- those who are missing ---- */

static JsonObject *
find_missing (JsonArray *missing, const char *child)
{
  for (guint i = json_array_get_length (missing); i > 0; i--) {
    JsonObject *entry = json_array_get_object_element (missing, i - 1);

    if (g_strcmp0 (json_object_get_string_member_with_default (entry, "child", NULL), child) == 0)
      return entry;
  }

  return NULL;
}

static GStrv
dup_some (const MiaoRecord *incident, gboolean marked)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (JsonArray) missing = miao_record_get_list (incident, "missing");
  g_auto (GStrv) children = miao_incident_dup_children (incident);

  for (guint i = 0; children[i] != NULL; i++) {
    JsonObject *entry = find_missing (missing, children[i]);

    if (marked ? entry != NULL && !json_object_has_member (entry, "found_on") : entry == NULL)
      g_ptr_array_add (some, g_strdup (children[i]));
  }
  g_ptr_array_add (some, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&some), FALSE);
}

GStrv
miao_incident_dup_unmarked (const MiaoRecord *incident)
{
  return dup_some (incident, FALSE);
}

GStrv
miao_incident_dup_lost (const MiaoRecord *incident)
{
  return dup_some (incident, TRUE);
}

char *
miao_incident_dup_state_before (const MiaoRecord *incident, const char *child)
{
  g_autoptr (JsonArray) missing = miao_record_get_list (incident, "missing");
  JsonObject *entry = find_missing (missing, child);

  return entry != NULL
             ? g_strdup (json_object_get_string_member_with_default (entry, "status_before", NULL))
             : NULL;
}

void
miao_incident_note_missing (MiaoRecord *incident, const char *child, const char *status_before)
{
  g_autoptr (JsonArray) missing = miao_record_get_list (incident, "missing");
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "child", child);
  json_object_set_string_member (entry, "status_before", status_before);
  json_array_add_object_element (missing, entry);
  miao_record_set_list (incident, "missing", missing);
}

void
miao_incident_note_found (MiaoRecord *incident, const char *child, const char *found_on)
{
  g_autoptr (JsonArray) missing = miao_record_get_list (incident, "missing");

  json_object_set_string_member (find_missing (missing, child), "found_on", found_on);
  miao_record_set_list (incident, "missing", missing);
}
