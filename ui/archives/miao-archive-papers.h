#pragma once

#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoArchivePaper:
 * @paper: name as of miao_paper_new()
 * @id: record that it is made from
 * @title: what it is called in the list
 * @sealable: whether it belongs into the volume (the volume's own list does not)
 */
typedef struct {
  const char *paper;
  char *id;
  char *title;
  gboolean sealable;
} MiaoArchivePaper;

/**
 * miao_archive_papers:
 * @volume: (nullable): id
 *
 * Returns: (transfer full) (element-type MiaoArchivePaper): what can be made of a child and of the
 *   volume, the growth record first; %NULL with an error of the store.
 */
GPtrArray *miao_archive_papers (MiaoSession *session,
                                const char *child,
                                const char *volume,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
