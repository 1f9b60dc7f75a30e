#include "config.h"

#include "miao-news.h"

#include "miao-language.h"
#include "miao-rights.h"
#include "miao-store-audit.h"
#include "miao-store-tables.h"
#include "miao-use-case.h"

#include <string.h>

/* Who was away for a year is not told everything: no more lines than these are looked at. */
#define MOST_LINES 5000

void
miao_news_free (MiaoNews *news)
{
  g_free (news->text);
  g_free (news->kind);
  g_free (news->record);
  g_free (news);
}

/* ---- the time before ---- */

typedef struct {
  guint logins;
  gint64 seq;
  gint64 at_ms;
} LastTime;

static gboolean
look_for_login (const MiaoAuditRow *row, gpointer data, GError **error)
{
  LastTime *last = data;

  if (strcmp (row->action, "login") != 0)
    return TRUE;
  last->logins++;
  last->seq = row->seq;
  last->at_ms = row->at_ms;

  /* The first one found is the present session. */
  return last->logins < 2;
}

/* ---- what was done ---- */

typedef struct {
  MiaoSession *session;
  GHashTable *names; /* account id -> name */
  GPtrArray *news;
  guint limit;
} Reader;

/* Which records the person may read at all; whoever assesses sees evaluations where they belong to
 * the team, so the news say nothing of others. */
static gboolean
may_read (MiaoSession *session, const char *kind)
{
  static const struct {
    const char *kind;
    MiaoPermission permission;
  } rights[] = {
    { "placement", MIAO_MAY_READ_EVALUATION }, { "agreement", MIAO_MAY_READ_EVALUATION },
    { "visit", MIAO_MAY_READ_EVALUATION },     { "evaluation", MIAO_MAY_READ_EVALUATION },
    { "family", MIAO_MAY_FAMILY_READ },        { "family_member", MIAO_MAY_FAMILY_READ },
    { "child", MIAO_MAY_CHILD_READ },          { "submission", MIAO_MAY_SUBMISSION_BUILD },
    { "incident", MIAO_MAY_INCIDENT_RECORD },
  };

  if (strcmp (kind, "evaluation") == 0 && miao_session_get_role (session) == MIAO_ROLE_ASSESSOR)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    if (strcmp (rights[i].kind, kind) == 0)
      return miao_session_may (session, rights[i].permission);

  return FALSE;
}

static gboolean
take_line (const MiaoAuditRow *row, gpointer data, GError **error)
{
  Reader *reader = data;
  const MiaoUseCase *use_case = miao_use_case_find (row->action);
  const char *name = g_hash_table_lookup (reader->names, row->who);
  MiaoNews *news;

  /* A use case writes one line for the deed, with what the rules said, beside those of the rows. */
  if (use_case == NULL || row->kind == NULL || row->record == NULL || row->detail == NULL ||
      strstr (row->detail, "\"findings\"") == NULL ||
      strcmp (row->who, miao_session_get_account (reader->session)) == 0 ||
      !may_read (reader->session, row->kind))
    return TRUE;
  news = g_new0 (MiaoNews, 1);
  news->at_ms = row->at_ms;
  news->text = g_strdup_printf (miao_pick ("%s：%s", "%s: %s"), name != NULL ? name : "—",
                                miao_use_case_label (use_case));
  news->kind = g_strdup (row->kind);
  news->record = g_strdup (row->record);
  g_ptr_array_add (reader->news, news);

  return reader->news->len < reader->limit;
}

static GHashTable *
read_names (MiaoStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts = miao_store_account_list (store, error);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++) {
    const MiaoAccount *account = g_ptr_array_index (accounts, i);

    g_hash_table_insert (names, g_strdup (account->id), g_strdup (account->name));
  }

  return names;
}

GPtrArray *
miao_news_collect (MiaoSession *session, guint limit, gint64 *ret_since_ms, GError **error)
{
  MiaoStore *store = miao_session_get_store (session);
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func ((GDestroyNotify) miao_news_free);
  g_autoptr (GHashTable) names = NULL;
  LastTime last = { 0 };
  Reader reader = { .session = session, .news = news, .limit = limit };
  gint64 head;
  guint8 hash[MIAO_AUDIT_HASH_BYTES];

  if (!miao_store_audit_each (store, 1, NULL, miao_session_get_account (session), TRUE, 0,
                              look_for_login, &last, error))
    return NULL;
  *ret_since_ms = last.logins == 2 ? last.at_ms : 0;
  if (last.logins < 2)
    return g_steal_pointer (&news);
  if (!miao_store_audit_head (store, &head, hash, error))
    return NULL;
  names = read_names (store, error);
  reader.names = names;
  if (!miao_store_audit_each (store, MAX (last.seq, head - MOST_LINES), NULL, NULL, TRUE, 0,
                              take_line, &reader, error))
    return NULL;

  return g_steal_pointer (&news);
}
