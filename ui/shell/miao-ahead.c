#include "config.h"

#include "miao-ahead.h"

/* Nobody who opens a page later wants what was due then. */
#define KEEP_MS 5000

static MiaoSession *kept_for;
static GPtrArray *kept;
static MiaoDate kept_on;
static guint forget_source;

static void
forget (void)
{
  g_clear_handle_id (&forget_source, g_source_remove);
  g_clear_pointer (&kept, g_ptr_array_unref);
  g_clear_pointer (&kept_for, miao_session_unref);
}

static void
forget_cb (gpointer user_data)
{
  forget_source = 0;
  forget ();
}

void
miao_ahead_keep (MiaoSession *session, GPtrArray *tasks)
{
  forget ();
  if (tasks == NULL)
    return;
  kept_for = miao_session_ref (session);
  kept = tasks;
  kept_on = miao_session_today (session);
  forget_source = g_timeout_add_once (KEEP_MS, forget_cb, NULL);
}

GPtrArray *
miao_ahead_take (MiaoSession *session)
{
  g_autoptr (GPtrArray) tasks = NULL;

  if (kept_for != session || kept_on != miao_session_today (session))
    return NULL;
  tasks = g_steal_pointer (&kept);
  forget ();

  return g_steal_pointer (&tasks);
}
