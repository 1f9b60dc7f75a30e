#pragma once

#include "miao-record.h"

G_BEGIN_DECLS

/**
 * MiaoFolder:
 *
 * A record with the records that belong to it: a child with admissions, placements (with agreement,
 * visits, termination), evaluations (with their members) …; a family with members, trainings …. It
 * is what a return is made of and what is rebuilt from a return when it is checked.
 */
typedef struct _MiaoFolder MiaoFolder;

/** @record: a reference is taken. */
MiaoFolder *miao_folder_new (MiaoRecord *record) G_GNUC_WARN_UNUSED_RESULT;
void miao_folder_free (MiaoFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoFolder, miao_folder_free)

/** @part: (transfer full). Returns: (transfer none): @part, for adding to it. */
MiaoFolder *miao_folder_add (MiaoFolder *folder, MiaoFolder *part);
/** The same for a record without parts of its own; a reference is taken. */
MiaoFolder *miao_folder_add_record (MiaoFolder *folder, MiaoRecord *record);

MiaoRecord *miao_folder_get_record (const MiaoFolder *folder);
guint miao_folder_get_n_parts (const MiaoFolder *folder);
MiaoFolder *miao_folder_get_part (const MiaoFolder *folder, guint index);
/** Returns: (transfer none) (nullable): the first part of that kind. */
MiaoFolder *miao_folder_find (const MiaoFolder *folder, const char *kind);
/** Returns: how many parts are of that kind. */
guint miao_folder_count (const MiaoFolder *folder, const char *kind);

/** Sorts the parts, and theirs: by event date, then by id. */
void miao_folder_sort (MiaoFolder *folder);

G_END_DECLS
