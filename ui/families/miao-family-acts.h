#pragma once

#include "miao-act-form.h"
#include "miao-family-data.h"

G_BEGIN_DECLS

/** Returns: whether the page of families does this use case. */
gboolean miao_family_act_is_known (const char *act);

/**
 * miao_family_act_begin:
 * @act: a use case about families
 * @data: (nullable): the family; %NULL only for "register-family"
 * @member: (nullable): id, for "edit-member"
 *
 * Fills @form with what the act needs. Returns: %FALSE when there is no such act or member.
 */
gboolean miao_family_act_begin (MiaoActForm *form,
                                MiaoSession *session,
                                const char *act,
                                const MiaoFamilyData *data,
                                const char *member);

G_END_DECLS
