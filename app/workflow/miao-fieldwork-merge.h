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
 * @needs: (element-type MiaoRecord): those that went along, as they are here
 * @found: (element-type MiaoRecord): those that were found away and are not here yet
 * @seen: (nullable) (element-type MiaoRecord): the list as the member saw it last
 * @staff: (nullable): names by id
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
  GPtrArray *needs;
  GPtrArray *found;
  GPtrArray *seen;
  GHashTable *staff;
} MiaoMerge;

void miao_merge_clear (MiaoMerge *merge);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoMerge, miao_merge_clear)

/** Reads the file of the call, checks whether it may come in and by whom, and compares. */
gboolean miao_merge_open (MiaoMerge *merge, GError **error);

/** Adds to the differences what became of the needs that went along, and finds the new ones.
 * Errors: %MIAO_ERROR_INVALID for a list that is not whole or not of this evaluation. */
gboolean miao_merge_compare_needs (MiaoMerge *merge, GError **error);

/**
 * miao_merge_take_needs:
 * @ret_changed: set to %TRUE when the list that the members sign has changed: not when a need was
 *   met or dropped, nor by needs of earlier evaluations, as at the desk
 *
 * Stores the differences by what was chosen, and the new needs, asking the rules as at the desk.
 */
gboolean miao_merge_take_needs (MiaoMerge *merge, gboolean *ret_changed, GError **error);

/** @ret: whether the list of the evaluation, as it is stored now, is the one that the member saw
 *  last: that one is met or dropped is not signed. */
gboolean miao_merge_needs_stand (MiaoMerge *merge, gboolean *ret, GError **error);

/** Returns: (transfer full): a new need in words, for paper. */
char *miao_merge_dup_need (const MiaoMerge *merge,
                           const MiaoRecord *need) G_GNUC_WARN_UNUSED_RESULT;

/** Keeps what both wrote, and what was taken, as a paper of the evaluation; a preview keeps
 *  nothing. @ret_id: (out): the paper. */
gboolean miao_merge_keep_protocol (MiaoMerge *merge, char **ret_id, GError **error);

G_END_DECLS
