/* Whether a member of a family is somebody whom the register knows already. */
#include "config.h"

#include "miao-facts-private.h"
#include "miao-search.h"
#include "miao-standing-rules.h"

/* Hits of one search; the most that it gives. */
#define MOST_HITS 200

/* Somebody else's record, and the family that it belongs to. */
typedef struct {
  MiaoRecord *member;
  MiaoRecord *family;
  MiaoSamePerson by;
} Same;

static void
same_clear (Same *same)
{
  g_clear_pointer (&same->member, miao_record_unref);
  g_clear_pointer (&same->family, miao_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Same, same_clear)

static gboolean
agrees (const MiaoRecord *one, const MiaoRecord *two, const char *field)
{
  return miao_record_has (one, field) && miao_record_is (two, field, miao_record_get (one, field));
}

/* The number names one person; a name does together with the day of birth, or with the telephone.
 */
static MiaoSamePerson
compare (const MiaoRecord *one, const MiaoRecord *two)
{
  if (agrees (one, two, "id_no"))
    return MIAO_SAME_NUMBER;
  if (!agrees (one, two, "name"))
    return MIAO_SAME_NOT;
  if (agrees (one, two, "birth_date"))
    return MIAO_SAME_BIRTH;

  return agrees (one, two, "phone") ? MIAO_SAME_PHONE : MIAO_SAME_NOT;
}

/* A member of a barred family goes before all others. */
static gboolean
take (MiaoCall *call, MiaoRecord *other, MiaoSamePerson by, Same *same, GError **error)
{
  g_autoptr (MiaoRecord) family =
      miao_call_load (call, "family", miao_record_get (other, "family"), error);

  if (family == NULL)
    return FALSE;
  if (same->member != NULL && !miao_record_get_bool (family, "blacklist_flag"))
    return TRUE;
  same_clear (same);
  same->member = miao_record_ref (other);
  same->family = g_steal_pointer (&family);
  same->by = by;

  return TRUE;
}

/* By the index of people, which finds closed numbers too. */
static gboolean
look_for (MiaoCall *call, const MiaoRecord *member, const char *field, Same *same, GError **error)
{
  static const char *const kinds[] = { "family_member", NULL };
  const char *text = miao_record_get (member, field);
  g_autoptr (GPtrArray) hits = NULL;

  if (text == NULL)
    return TRUE;
  hits = miao_store_search (call->store, text, kinds, MOST_HITS, error);
  for (guint i = 0; hits != NULL && i < hits->len; i++) {
    const MiaoHit *hit = hits->pdata[i];
    g_autoptr (MiaoRecord) other = NULL;
    MiaoSamePerson by;

    if (g_strcmp0 (hit->id, miao_record_get_id (member)) == 0)
      continue;
    other = miao_call_load (call, "family_member", hit->id, error);
    if (other == NULL)
      return FALSE;
    by = compare (member, other);
    if (by != MIAO_SAME_NOT && !agrees (member, other, "family") &&
        !take (call, other, by, same, error))
      return FALSE;
  }

  return hits != NULL;
}

static gboolean
ask_phone (MiaoCall *call, const MiaoRecord *member, GError **error)
{
  const char *const phones[] = { miao_record_get (member, "phone"), NULL };
  const MiaoHome home = { .phones = phones };

  return miao_facts_ask_home (call, miao_record_get (member, "family"), &home, error);
}

gboolean
miao_facts_ask_known (MiaoCall *call, const MiaoRecord *member, GError **error)
{
  g_auto (Same) same = { 0 };
  MiaoKnownPersonFacts facts = { .member = miao_record_get_id (member),
                                 .name = miao_record_get (member, "name"),
                                 .head =
                                     miao_session_get_role (call->session) == MIAO_ROLE_DIRECTOR };

  /* A field package knows one family only. */
  if (miao_session_get_away (call->session) != NULL)
    return TRUE;
  if (!look_for (call, member, "id_no", &same, error) ||
      !look_for (call, member, "name", &same, error))
    return FALSE;
  if (same.member != NULL) {
    facts.by = same.by;
    facts.family = miao_record_get_id (same.family);
    facts.family_no = miao_record_get (same.family, "family_no");
    facts.state = miao_record_get (same.family, "status");
    facts.barred = miao_record_get_bool (same.family, "blacklist_flag");
    facts.barred_on = miao_record_get_date (same.family, "blacklist_on");
  }
  miao_rules_known_person (&facts, call->findings);

  /* A new family is asked with all of its home; a barred person has been told of already. */
  return facts.barred || !miao_record_has (member, "family") || ask_phone (call, member, error);
}

/* What was said of somebody once is asked again only when it becomes somebody else. */
gboolean
miao_facts_ask_member_again (MiaoCall *call, MiaoRecord *member, GError **error)
{
  static const char *const names[] = { "id_no", "name", "birth_date", "phone" };
  g_autoptr (MiaoRecord) stored =
      miao_call_load (call, "family_member", miao_record_get_id (member), error);
  gboolean other = FALSE;

  if (stored == NULL || !miao_facts_ask_member (call, member, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    other |= !miao_record_is (stored, names[i], miao_record_get (member, names[i]));

  return !other || miao_facts_ask_known (call, member, error);
}
