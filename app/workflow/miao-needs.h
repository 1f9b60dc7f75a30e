#pragma once

#include "miao-form.h"
#include "miao-store.h"

G_BEGIN_DECLS

/* The list of needs that evaluations by annexes E and H found, until each is met. */

/** Returns: whether evaluations of @kind find needs (E of the family, H of the child). */
gboolean miao_needs_are_found_by (const char *kind);

/** Returns: whether @item of the form of such a kind asks about a need: "yes" means there is one.
 */
gboolean miao_need_is_asked (const MiaoForm *form, const char *item);

/** Returns: (transfer none): the area (code of need_area) that @item asks about; "OTHER" for what
 *  the institution added. */
const char *miao_need_area (const char *item);

/** Returns: (transfer full) (element-type MiaoRecord): the needs whose @field ("evaluation",
 *  "placement", "child") is @id: the open ones first, by the day they are due. %NULL with @error.
 */
GPtrArray *miao_needs_read (MiaoStore *store, const char *field, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoRecord): the needs that @evaluation found, those of
 * the evaluations that it corrects among them: they stay where they were entered, once. %NULL with
 *  @error. */
GPtrArray *miao_needs_of (MiaoStore *store,
                          const MiaoRecord *evaluation,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @need was found after the leader had concluded @evaluation: it is followed as
 *  every other one, and does not stand on the paper. */
gboolean miao_need_is_later (const MiaoRecord *evaluation, const MiaoRecord *need);

/** Returns: (transfer full) (element-type MiaoRecord): the needs that earlier evaluations of the
 * same kind and placement as @evaluation found: those of the last one, and what of older ones was
 * still open when @evaluation was begun. Empty for other kinds. %NULL with @error. */
GPtrArray *miao_needs_before (MiaoStore *store,
                              const MiaoRecord *evaluation,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoRecord): what else is open of the placement of
 *  @evaluation: found by evaluations that neither of the two lists names. Empty for other kinds.
 *  %NULL with @error. */
GPtrArray *miao_needs_elsewhere (MiaoStore *store,
                                 const MiaoRecord *evaluation,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): that of @needs (element-type MiaoRecord) with this @id. */
MiaoRecord *miao_needs_find (GPtrArray *needs, const char *id);

/** Returns: (transfer full) (element-type utf8): the items of @evaluation with a need for which
 *  @needs has none; @ret_found: how many items have one. */
GPtrArray *miao_needs_missing (const MiaoRecord *evaluation,
                               const MiaoForm *form,
                               GPtrArray *needs,
                               guint *ret_found) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the list of needs on paper, this time's and the last time's, as the
 *  field "needs" of evaluations holds it: the kept one of a final evaluation, else as it is now.
 *  %NULL with @error. */
JsonArray *miao_needs_on_paper (MiaoStore *store,
                                const MiaoRecord *evaluation,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
