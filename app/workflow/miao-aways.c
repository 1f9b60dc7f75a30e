/* What is told of a child that is away for a time, to whoever is to visit it. */
#include "config.h"

#include "miao-aways.h"

#include "miao-away.h"
#include "miao-codes.h"
#include "miao-explain-private.h"
#include "miao-kinds.h"
#include "miao-sight.h"

static MiaoAway
away_of (const MiaoRecord *leave)
{
  const char *reason = miao_record_get (leave, "reason");

  return (MiaoAway){
    .from = miao_record_get_date (leave, "from_on"),
    .until = miao_record_get_date (leave, "until_on"),
    .back = miao_record_get_date (leave, "ended_on"),
    .reason_zh = miao_codes_name ("leave_reason", reason, MIAO_LANGUAGE_ZH),
    .reason_en = miao_codes_name ("leave_reason", reason, MIAO_LANGUAGE_EN),
    .place = miao_record_get (leave, "place"),
  };
}

/* @ret_leave: the time away that @on lies in, or %NULL. */
static gboolean
find (MiaoSession *session, const char *child, MiaoDate on, MiaoRecord **ret_leave, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("child_leave"));
  g_autofree char *day = miao_date_dup (on);
  g_autoptr (GPtrArray) leaves = NULL;

  miao_query_where (query, "child", MIAO_OP_EQ, child);
  miao_query_where (query, "from_on", MIAO_OP_LE, day);
  leaves = miao_store_select (miao_session_get_store (session), query, error);
  *ret_leave = NULL;
  for (guint i = 0; leaves != NULL && i < leaves->len && *ret_leave == NULL; i++) {
    const MiaoAway away = away_of (leaves->pdata[i]);

    if (miao_away_on (&away, on))
      *ret_leave = miao_record_ref (leaves->pdata[i]);
  }

  return leaves != NULL;
}

static gboolean
may_see_place (MiaoSession *session)
{
  const MiaoKind *kind = miao_kind_find ("child_leave");

  return miao_sight_of (miao_session_get_role (session), kind, miao_kind_field (kind, "place")) ==
         MIAO_SIGHT_FULL;
}

gboolean
miao_aways_tell (
    MiaoSession *session, const char *child, MiaoDate on, GPtrArray *dues, GError **error)
{
  g_autoptr (MiaoRecord) leave = NULL;

  if (!find (session, child, on, &leave, error))
    return FALSE;
  if (leave != NULL) {
    const MiaoAway away = away_of (leave);

    miao_dues_tell_away (dues, may_see_place (session) ? &away : NULL);
  }

  return TRUE;
}

gboolean
miao_aways_put (
    MiaoSession *session, const char *child, MiaoDate on, JsonObject *object, GError **error)
{
  const gboolean whole = may_see_place (session);
  g_autoptr (MiaoRecord) leave = NULL;
  g_autofree char *zh = NULL, *en = NULL;
  MiaoAway away;

  if (!find (session, child, on, &leave, error))
    return FALSE;
  if (leave == NULL)
    return TRUE;
  away = away_of (leave);
  zh = miao_away_dup_words (whole ? &away : NULL, MIAO_LANGUAGE_ZH);
  en = miao_away_dup_words (whole ? &away : NULL, MIAO_LANGUAGE_EN);
  json_object_set_string_member (object, "away_zh", zh);
  json_object_set_string_member (object, "away_en", en);
  if (whole) {
    miao_explain_put_day (object, "away_from", away.from);
    miao_explain_put_day (object, "away_until", away.until);
  }

  return TRUE;
}
