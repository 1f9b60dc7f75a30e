#pragma once

#include "miao-page-interface.h"

G_BEGIN_DECLS

/**
 * MiaoPageInfo:
 * @id: name of the page in the stack and in the action win.page
 * @title: English, marked NC_ ("page", …)
 * @icon: symbolic icon
 * @get_type: the type of the page, a #MiaoPage
 * @right: the page is shown to accounts that have this permission; %MIAO_N_PERMISSIONS: to all
 * @away: there is such a page in the file of a field package, too
 * @count: (nullable): the figure beside its name before the page was opened, the same that the page
 *   gives then; for any thread, 0 where it cannot be read
 *
 * Alt+1…9 follow the order of the pages that an account sees.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
  MiaoPermission right;
  gboolean away;
  guint (*count) (MiaoSession *session);
} MiaoPageInfo;

/** Returns: (transfer none): the pages of the program, ended by an id of %NULL. */
const MiaoPageInfo *miao_pages (void);

G_END_DECLS
