/* explain: what was so on one day, and what the rules say about it; standards: what they went by.
 */
#include "config.h"

#include "miao-ctl.h"

#include "miao-explain.h"
#include "miao-standards.h"

/* explain placement|child|family ID [--on DAY] */
static int
run_explain (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  MiaoDate on;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  on = ctl->on != NULL ? miao_date_parse (ctl->on) : miao_session_today (ctl->session);
  object = miao_explain (ctl->session, arguments[0], arguments[1], on, &error);
  if (object == NULL)
    return miao_ctl_trouble (error);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

static int
run_standards (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  MiaoDate on;
  int status = miao_ctl_open (ctl);

  if (status != MIAO_EXIT_DONE)
    return status;
  on = ctl->on != NULL ? miao_date_parse (ctl->on) : miao_session_today (ctl->session);
  if (on == MIAO_DATE_NONE)
    return miao_ctl_usage (
        miao_pick ("“%s”不是日期，请写成 2026-11-22。", "“%s” is no day; write it as 2026-11-22."),
        ctl->on);
  object = miao_standards_to_json (miao_session_get_store (ctl->session), on, &error);
  if (object == NULL)
    return miao_ctl_trouble (error);
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_explain[] = {
  { "explain", "placement|child|family ID [--on DAY]", "what was so that day, and why", 2,
    run_explain, "某日的状态及其依据" },
  { "standards", "[--on DAY]", "thresholds and local figures in force that day, and their history",
    0, run_standards, "某日的各项规定和当地标准，以及历次修改" },
  { NULL },
};
