#include "config.h"

#include "miao-lookup.h"

static const MiaoLookupBackend *lookup;
static gpointer lookup_data;
static GPrivate lent;

MiaoChoice *
miao_choice_new (const char *id, const char *title, const char *detail)
{
  MiaoChoice *choice = g_new0 (MiaoChoice, 1);

  choice->id = g_strdup (id);
  choice->title = g_strdup (title);
  choice->detail = g_strdup (detail);
  return choice;
}

void
miao_choice_free (MiaoChoice *choice)
{
  g_free (choice->id);
  g_free (choice->title);
  g_free (choice->detail);
  g_free (choice);
}

void
miao_lookup_set_backend (const MiaoLookupBackend *backend, gpointer user_data)
{
  lookup = backend;
  lookup_data = user_data;
}

void
miao_lookup_lend (gpointer session)
{
  g_private_set (&lent, session);
}

gpointer
miao_lookup_get_lent (void)
{
  return g_private_get (&lent);
}

GPtrArray *
miao_lookup_search (const char *kind, const char *text, guint limit)
{
  GPtrArray *found = lookup != NULL ? lookup->search (kind, text, limit, lookup_data) : NULL;

  if (found == NULL)
    found = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_choice_free);
  return found;
}

char *
miao_lookup_dup_name (const char *kind, const char *id)
{
  char *name = NULL;

  if (id == NULL || *id == '\0')
    return g_strdup ("");
  if (lookup != NULL)
    name = lookup->dup_name (kind, id, lookup_data);
  return name != NULL ? name : g_strdup (id);
}
