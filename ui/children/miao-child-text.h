#pragma once

#include "miao-record.h"
#include "miao-rights.h"
#include "miao-search.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a child is spoken of on the screen. */

/** Returns: (transfer full): the name, or words for a child who has none yet. */
char *miao_child_dup_name (const MiaoRecord *child) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the reading with tone marks, syllables apart: "lín xiǎo mǎn". */
char *miao_child_dup_pinyin (const MiaoRecord *child) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_child_dup_name_markup:
 * @hit: (nullable): why it is shown
 * @text: (nullable): what was searched for
 *
 * Returns: (transfer full): Pango markup of name and reading; the letters that matched are
 *   underlined.
 */
char *miao_child_dup_name_markup (const MiaoRecord *child,
                                  const MiaoHit *hit,
                                  const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "Initials match: lxm". Sensitive numbers are not repeated. */
char *miao_child_dup_reason (const MiaoRecord *child,
                             const MiaoHit *hit,
                             const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** The chip of the child's state: shape, word, colour. @status: a code of child_status. */
void miao_child_chip_set (GtkWidget *chip, const char *status);

/** Returns: whether a child of that state lives in the institution's care today. */
gboolean miao_child_status_is_present (const char *status);

/** Returns: (transfer full): "3 y 3 m" on @on, or the age at which the child died or left. */
char *miao_child_dup_age (const MiaoRecord *child, MiaoDate on) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "2023-08-14 (doctor's estimate)". */
char *miao_child_dup_birth (const MiaoRecord *child) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a field as people read it, "—" when absent; names for references. */
char *miao_child_dup_field (const MiaoRecord *record, const char *field) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the same of a field that is no reference, as somebody of @role may
 * read it: sensitive values may be masked, restricted ones hidden. */
char *miao_child_dup_seen (MiaoRole role,
                           const MiaoRecord *record,
                           const char *field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
