#pragma once

#include "miao-record-list.h"
#include "miao-session.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the columns of the list of children, ended by a title of %NULL. */
const MiaoListColumn *miao_child_columns (void);

/** The session whose photographs the cells show; %NULL: none. Main thread. */
void miao_child_cells_set_session (MiaoSession *session);

G_END_DECLS
