/* What was so of a child on one day: its state, as its stays, placements, times away and trial
 * adoptions tell it. */
#include "config.h"

#include "miao-aways.h"
#include "miao-explain-private.h"
#include "miao-facts.h"
#include "miao-store-trial.h"

G_STATIC_ASSERT (sizeof (MiaoSpan) == sizeof (MiaoStoreDays));

/* What the state of a child is told from. */
typedef struct {
  const MiaoRuleSettings *settings;
  GPtrArray *admissions;
  GPtrArray *lives; /* MiaoPlacementLife */
  GArray *leaves;   /* times away */
  GArray *trials;   /* with those who wish to adopt */
} Life;

/* The newest stay that had begun. */
static const MiaoRecord *
find_stay (GPtrArray *admissions, MiaoDate on)
{
  const MiaoRecord *found = NULL;

  for (guint i = 0; i < admissions->len; i++) {
    MiaoDate arrived = miao_record_get_date (admissions->pdata[i], "arrived_on");

    if (arrived != MIAO_DATE_NONE && arrived <= on)
      found = admissions->pdata[i];
  }

  return found;
}

static const char *
child_state (gconstpointer data, MiaoDate on)
{
  const Life *life = data;
  const MiaoRecord *stay = find_stay (life->admissions, on);
  MiaoDate formal, left;

  if (stay == NULL)
    return NULL;
  formal = miao_record_get_date (stay, "formal_on");
  left = miao_record_get_date (stay, "closed_on");
  if (left != MIAO_DATE_NONE && left <= on)
    return "EXITED";
  if (miao_spans_cover ((const MiaoSpan *) life->leaves->data, life->leaves->len, on))
    return "TEMP_OUT";
  if (formal == MIAO_DATE_NONE || formal > on)
    return "PRE_INTAKE";
  if (miao_spans_cover ((const MiaoSpan *) life->trials->data, life->trials->len, on))
    return "ADOPT_TRIAL";
  for (guint i = 0; i < life->lives->len; i++) {
    const MiaoPlacementLife *placed = life->lives->pdata[i];
    const char *there = miao_placement_state_on (&placed->days, life->settings, on);

    if (g_strcmp0 (there, "INTEGRATION") == 0 || g_strcmp0 (there, "EXTENDED") == 0)
      return "FOSTER_INTEG";
    if (g_strcmp0 (there, "CONFIRMED") == 0 || g_strcmp0 (there, "SHORT_CARE") == 0 ||
        g_strcmp0 (there, "ENDING") == 0)
      return "FOSTER";
  }

  return "IN_CARE";
}

static MiaoDate
first_arrival (GPtrArray *admissions)
{
  MiaoDate first = MIAO_DATE_NONE;

  for (guint i = 0; i < admissions->len; i++) {
    MiaoDate arrived = miao_record_get_date (admissions->pdata[i], "arrived_on");

    if (arrived != MIAO_DATE_NONE && (first == MIAO_DATE_NONE || arrived < first))
      first = arrived;
  }

  return first;
}

gboolean
miao_explain_child (
    MiaoCall *call, MiaoRecord *child, MiaoDate on, JsonObject *object, GError **error)
{
  const char *id = miao_record_get_id (child);
  g_autoptr (GPtrArray) admissions = miao_call_all (call, "admission", "child", id, error);
  g_autoptr (GPtrArray) lives =
      admissions != NULL ? miao_explain_lives (call, "child", id, error) : NULL;
  g_autoptr (GArray) leaves =
      lives != NULL ? miao_explain_read_spans (call, "child_leave", "child", id, "from_on",
                                               "ended_on", "ended_on", error)
                    : NULL;
  /* MiaoSpan and MiaoStoreDays say the same of a stretch of days. With whom the child was is not
   * for everybody who may know that it was on trial. */
  g_autoptr (GArray) trials =
      leaves != NULL ? miao_store_trial_days (call->store, id, error) : NULL;
  const Life life = { miao_facts_settings (call), admissions, lives, leaves, trials };
  const MiaoRecord *stay;

  if (trials == NULL)
    return FALSE;
  stay = find_stay (admissions, on);
  if (stay != NULL)
    miao_explain_put_day (object, "arrived_on", miao_record_get_date (stay, "arrived_on"));
  miao_explain_put_state (object, "child_status", child_state, &life, first_arrival (admissions),
                          on);
  json_object_set_int_member (object, "age",
                              miao_date_age (miao_record_get_date (child, "birth_date"), on));
  miao_explain_put_placements (call, object, lives, on);

  return miao_aways_put (call->session, id, on, object, error);
}
