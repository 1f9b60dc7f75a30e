/* match: who could be matched, in which order, and what every rule says of each pair. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-match.h"

#include <string.h>

/* match child|family ID [--limit N], match pair CHILD FAMILY */
static int
run_match (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (MiaoMatchList) list = NULL;
  gboolean pair = strcmp (arguments[0], "pair") == 0;
  int status;

  if (pair && arguments[2] == NULL)
    return miao_ctl_usage (miao_pick ("match pair：请写儿童和家庭的标识",
                                      "match pair: give the ids of child and family"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  list = pair ? miao_match_pair (ctl->session, arguments[1], arguments[2], &error)
              : miao_match_rank (ctl->session, arguments[0], arguments[1], MIAO_MATCH_MOST, &error);
  if (list == NULL)
    return miao_ctl_trouble (error);
  object = miao_match_list_to_json (list, (guint) CLAMP (ctl->limit, 1, MIAO_MATCH_MOST));
  miao_ctl_print_object (object);

  return MIAO_EXIT_DONE;
}

const MiaoVerb miao_verbs_match[] = {
  { "match", "child|family ID | pair CHILD FAMILY [--limit N]",
    "who could be matched, ranked, with every rule", 2, run_match,
    "可以匹配的家庭或儿童，按序排列，列出每条规则" },
  { NULL },
};
