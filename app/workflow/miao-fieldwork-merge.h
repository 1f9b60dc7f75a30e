#pragma once

#include "miao-fieldwork.h"
#include "miao-forms.h"

G_BEGIN_DECLS

/*
 * A field package that comes back, between the files of merging.
 */

/**
 * MiaoMerge:
 * @base: the answers and words as they left
 * @brought: as they come back
 * @member: who carried it
 * @differences: (element-type MiaoFieldworkDifference)
 * @papers: (nullable): the id of a paper there -> its id here
 */
typedef struct {
  MiaoCall *call;
  MiaoParcel *parcel;
  MiaoFieldworkHead *head;
  MiaoFieldworkSecret secret;
  JsonObject *content;
  JsonObject *base;
  JsonObject *brought;
  MiaoRecord *evaluation;
  MiaoRecord *member;
  const MiaoForm *form;
  GPtrArray *differences;
  GHashTable *papers;
} MiaoMerge;

void miao_merge_clear (MiaoMerge *merge);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoMerge, miao_merge_clear)

/** Reads the file of the call, checks whether it may come in and by whom, and compares. */
gboolean miao_merge_open (MiaoMerge *merge, GError **error);

/** Keeps what both wrote, and what was taken, as a paper of the evaluation; a preview keeps
 *  nothing. @ret_id: (out): the paper. */
gboolean miao_merge_keep_protocol (MiaoMerge *merge, char **ret_id, GError **error);

G_END_DECLS
