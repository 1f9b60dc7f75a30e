#include "config.h"

#include "miao-cwx-layout.h"

#include "miao-kinds.h"

#include <string.h>

static const MiaoCwxPart evaluation_parts[] = {
  { "evaluation_member", "Team", NULL, NULL },
  { NULL },
};

static const MiaoCwxPart family_parts[] = {
  { "family_member", "Members", NULL, NULL },
  { "caregiver_period", "CaregiverPeriods", NULL, NULL },
  { "application", "Applications", NULL, NULL },
  { "training", "Trainings", NULL, NULL },
  { "evaluation", "Evaluations", NULL, evaluation_parts },
  { NULL },
};

static const MiaoCwxPart placement_parts[] = {
  { "agreement", NULL, NULL, NULL },
  { "visit", "Visits", NULL, NULL },
  { "termination", NULL, NULL, NULL },
  { NULL },
};

static const MiaoCwxPart child_parts[] = {
  { "admission", "Admissions", NULL, NULL },
  { "placement", "Placements", NULL, placement_parts },
  { "evaluation", "Evaluations", NULL, evaluation_parts },
  { "child_opinion", "Opinions", NULL, NULL },
  { "growth_measure", "Growth", NULL, NULL },
  { "archive_volume", "ArchiveVolumes", NULL, NULL },
  { NULL },
};

const MiaoCwxPart miao_cwx_institution = { "institution", NULL, NULL, NULL };
const MiaoCwxPart miao_cwx_family = { "family", "Families", NULL, family_parts };
const MiaoCwxPart miao_cwx_child = { "child", "Children", "Identity", child_parts };
const MiaoCwxPart miao_cwx_document = { "document", "Attachments", NULL, NULL };

/* Kinds that a reference in the file can lead to. */
static const char *const targets[] = { "child",     "family",        "family_member",
                                       "training",  "evaluation",    "agreement",
                                       "placement", "child_opinion", "archive_volume",
                                       NULL };

/* A record stands inside the one that these fields name. */
static const struct {
  const char *kind;
  const char *field;
} parents[] = {
  { "admission", "child" },         { "child_opinion", "child" },
  { "growth_measure", "child" },    { "placement", "child" },
  { "archive_volume", "child" },    { "agreement", "child" },
  { "agreement", "family" },        { "family_member", "family" },
  { "caregiver_period", "family" }, { "application", "family" },
  { "training", "family" },         { "visit", "placement" },
  { "termination", "placement" },   { "placement", "agreement" },
  { "placement", "termination" },   { "evaluation_member", "evaluation" },
};

/* Only these fields of a kind leave the house: visits and attachments are summaries. */
static const struct {
  const char *kind;
  const char *fields;
} summaries[] = {
  { "visit", " visited_on planned unannounced child_seen seen_alone rooms_seen next_due " },
  { "document", " sha256 mime bytes title doc_type " },
};

/* Fields that stay at home although neither local nor restricted: a child's own words, what
 * assessors wrote item by item, and the program's own notes. */
static const struct {
  const char *kind;
  const char *field;
} kept[] = {
  { "child_opinion", "words" },
  { "child_opinion", "present_persons" },
  { "child_opinion", "related_kind" },
  { "child_opinion", "override_reason" },
  { "evaluation", "answers" },
  { "evaluation", "opinion_text" },
  { "evaluation", "review_text" },
  { "evaluation", "form_sha256" },
  { "evaluation_member", "conflict_text" },
  { "evaluation_member", "dissent" },
  { "evaluation_member", "id_no" },
  { "evaluation_member", "opinion" },
  { "archive_volume", "seal" },
  { "archive_volume", "note" },
  { "growth_measure", "measured_by" },
};

gboolean
miao_cwx_is_exported (const MiaoKind *kind, const MiaoField *field)
{
  if ((field->flags & MIAO_FIELD_LOCAL) || field->sensitivity == MIAO_RESTRICTED)
    return FALSE;
  if (strcmp (field->name, "reasons") == 0 || strcmp (field->name, "rule_set") == 0 ||
      strcmp (field->name, "status_before") == 0)
    return FALSE;
  if ((field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS) &&
      !g_strv_contains (targets, field->table))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    if (strcmp (parents[i].kind, kind->name) == 0 && strcmp (parents[i].field, field->name) == 0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strcmp (kept[i].kind, kind->name) == 0 && strcmp (kept[i].field, field->name) == 0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (summaries); i++)
    if (strcmp (summaries[i].kind, kind->name) == 0) {
      g_autofree char *word = g_strconcat (" ", field->name, " ", NULL);

      return strstr (summaries[i].fields, word) != NULL;
    }

  return TRUE;
}

/* Members of a list are left out like fields: references to records that are not in the file. */
static const MiaoCwxElement *
list_elements (const MiaoField *list)
{
  GArray *elements = g_array_new (TRUE, TRUE, sizeof (MiaoCwxElement));

  for (guint i = 0; list->items[i].name != NULL; i++) {
    const MiaoField *field = &list->items[i];
    MiaoCwxElement element = { NULL, field, i, FALSE, NULL };

    if ((field->flags & MIAO_FIELD_LOCAL) || field->sensitivity == MIAO_RESTRICTED ||
        field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS)
      continue;
    element.name = miao_field_dup_xml (field);
    g_array_append_val (elements, element);
  }

  return (const MiaoCwxElement *) (gpointer) g_array_free (elements, FALSE);
}

static const MiaoCwxElement *
make_elements (const MiaoKind *kind)
{
  GArray *elements = g_array_new (TRUE, TRUE, sizeof (MiaoCwxElement));

  for (guint i = 0; kind->fields[i].name != NULL; i++) {
    const MiaoField *field = &kind->fields[i];
    MiaoCwxElement element = { NULL, field, i, FALSE, NULL };

    if (!miao_cwx_is_exported (kind, field))
      continue;
    element.name = miao_field_dup_xml (field);
    /* The number of a child is asked for even when a rule says that it may be absent. */
    element.nillable = field->need == MIAO_NEED_REQUIRED ||
                       (strcmp (kind->name, "child") == 0 && strcmp (field->name, "id_no") == 0);
    if (field->type == MIAO_TYPE_LIST)
      element.items = list_elements (field);
    g_array_append_val (elements, element);
  }

  return (const MiaoCwxElement *) (gpointer) g_array_free (elements, FALSE);
}

const MiaoCwxElement *
miao_cwx_elements (const MiaoKind *kind)
{
  static GMutex mutex;
  static GHashTable *made; /* kept for the life of the program, like the dictionary */
  const MiaoCwxElement *elements;

  g_mutex_lock (&mutex);
  if (made == NULL)
    made = g_hash_table_new (NULL, NULL);
  elements = g_hash_table_lookup (made, kind);
  if (elements == NULL) {
    elements = make_elements (kind);
    g_hash_table_insert (made, (gpointer) kind, (gpointer) elements);
  }
  g_mutex_unlock (&mutex);

  return elements;
}
