#include "config.h"

#include "miao-evaluation-look.h"

#include "miao-correction.h"
#include "miao-facts-private.h"
#include "miao-forms.h"
#include "miao-thresholds.h"

#include <string.h>

/* What would let things go on, by kind; without one, blocking items would not be asked. */
static const char *
favourable (const char *kind)
{
  static const struct {
    const char *kind, *conclusion;
  } list[] = {
    { "EV_B_FAMILY_PRE", "B_PASS" }, { "EV_C_INTEGRATION", "C_CONFIRM" },
    { "EV_D_EFFECT", "D_PASS" },     { "EV_E_FAMILY_NEED", "E_DONE" },
    { "EV_F_FAMILY_END", "F_DONE" }, { "EV_G_CHILD_PRE", "G_SUITABLE" },
    { "EV_H_CHILD_NEED", "H_DONE" }, { "EV_I_CHILD_END", "I_DONE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (list); i++) {
    if (g_strcmp0 (kind, list[i].kind) == 0)
      return list[i].conclusion;
  }

  return NULL;
}

static gboolean
ask (MiaoCall *call, MiaoRecord *evaluation, GError **error)
{
  const MiaoForm *form = miao_forms_of_evaluation (call->store, evaluation, error);

  return form != NULL && miao_facts_ask_team (call, evaluation, FALSE, error) &&
         miao_facts_ask_conclusion (call, evaluation, form, error);
}

MiaoFindings *
miao_evaluation_look (MiaoSession *session,
                      const char *id,
                      JsonArray *answers,
                      const char *conclusion,
                      GError **error)
{
  MiaoCall call = {
    .session = session,
    .store = miao_session_get_store (session),
    .today = miao_session_today (session),
    .now_ms = miao_session_now_ms (session),
    .preview = TRUE,
  };
  g_autoptr (MiaoFindings) findings = NULL;
  g_autoptr (MiaoRecord) evaluation = NULL;
  gboolean asked;

  if (!miao_session_require (session, MIAO_MAY_READ_EVALUATION, error))
    return NULL;
  evaluation = miao_store_load (call.store, miao_kind_find ("evaluation"), id, error);
  if (evaluation == NULL)
    return NULL;
  miao_record_set_list (evaluation, "answers", answers);
  if (conclusion != NULL || !miao_record_has (evaluation, "conclusion"))
    miao_record_set (evaluation, "conclusion",
                     conclusion != NULL ? conclusion
                                        : favourable (miao_record_get (evaluation, "kind")));
  findings = call.findings = miao_findings_new ();
  asked = ask (&call, evaluation, error) && miao_call_settings_held (&call, error);
  miao_call_clear_settings (&call);

  return asked ? g_steal_pointer (&findings) : NULL;
}

GPtrArray *
miao_evaluation_team (MiaoSession *session,
                      const char *evaluation,
                      gboolean *ret_sealed,
                      GError **error)
{
  static const char *secret[] = { "vote", "conclusion", "opinion", "dissent" };
  const char *staff = miao_session_get_staff (session);
  GPtrArray *team = NULL;

  if (!miao_session_require (session, MIAO_MAY_READ_EVALUATION, error))
    return NULL;
  team = miao_facts_team (miao_session_get_store (session), evaluation, error);
  if (team == NULL)
    return NULL;
  *ret_sealed = FALSE;
  for (guint i = 0; i < team->len; i++)
    *ret_sealed = *ret_sealed || !miao_record_has (g_ptr_array_index (team, i), "signed_at");
  for (guint i = 0; *ret_sealed && i < team->len; i++) {
    MiaoRecord *member = g_ptr_array_index (team, i);

    if (staff != NULL && miao_record_is (member, "person", staff))
      continue;
    for (gsize k = 0; k < G_N_ELEMENTS (secret); k++)
      miao_record_set (member, secret[k], NULL);
  }

  return team;
}

typedef struct {
  const MiaoRecord *evaluation;
  GPtrArray *all;
} Before;

static void
before_clear (Before *before)
{
  g_clear_pointer (&before->all, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Before, before_clear)

/* Other versions of it did not come before. */
static gboolean
came_before (const MiaoRecord *other, gconstpointer data)
{
  const Before *before = data;

  if (miao_facts_evaluation_open (other, NULL) ||
      (miao_record_has (other, "supersedes") && miao_correction_is_refused (other)) ||
      g_str_equal (miao_correction_first (before->all, other),
                   miao_correction_first (before->all, before->evaluation)))
    return FALSE;

  return !miao_record_has (before->evaluation, "finished_on") ||
         miao_record_get_date (other, "finished_on") <=
             miao_record_get_date (before->evaluation, "finished_on");
}

MiaoRecord *
miao_evaluation_before (MiaoSession *session, const MiaoRecord *evaluation, GError **error)
{
  g_autoptr (MiaoQuery) query = miao_query_new (miao_kind_find ("evaluation"));
  g_auto (Before) before = { .evaluation = evaluation };
  const char *kind = miao_record_get (evaluation, "kind");
  const char *field = g_strcmp0 (kind, "EV_B_FAMILY_PRE") == 0  ? "subject_family"
                      : g_strcmp0 (kind, "EV_G_CHILD_PRE") == 0 ? "subject_child"
                                                                : "placement";

  if (!miao_session_require (session, MIAO_MAY_READ_EVALUATION, error) ||
      !miao_record_has (evaluation, field))
    return NULL;
  miao_query_where (query, "kind", MIAO_OP_EQ, kind);
  miao_query_where (query, field, MIAO_OP_EQ, miao_record_get (evaluation, field));
  before.all = miao_store_select (miao_session_get_store (session), query, error);

  return before.all != NULL
             ? miao_correction_newest (before.all, "finished_on", came_before, &before)
             : NULL;
}

MiaoRecord *
miao_evaluation_refusal (MiaoSession *session, const MiaoRecord *evaluation, GError **error)
{
  MiaoCall call = { .session = session, .store = miao_session_get_store (session) };
  const MiaoDate on = miao_session_today (session);
  g_autoptr (MiaoRecord) child = NULL;
  g_autoptr (MiaoRecord) opinion = NULL;
  MiaoRuleSettings settings;
  MiaoOpinionFacts facts;
  MiaoDate born;

  if (!miao_record_is (evaluation, "kind", "EV_G_CHILD_PRE"))
    return NULL;
  child = miao_call_load (&call, "child", miao_record_get (evaluation, "subject_child"), error);
  if (child == NULL)
    return NULL;
  opinion = miao_facts_opinion_before (&call, miao_record_get_id (child), on, error);
  facts = miao_facts_opinion (opinion);
  if (!miao_thresholds_read (call.store, on, &settings, error))
    return NULL;
  born = miao_record_get_date (child, "birth_date");
  if (facts.value != MIAO_OPINION_REFUSES || facts.head_approved || !facts.second_talk ||
      (born != MIAO_DATE_NONE && miao_date_age (born, on) >= settings.consent_min_age))
    return NULL;

  return g_steal_pointer (&opinion);
}
