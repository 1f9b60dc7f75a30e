#pragma once

#include "miao-family-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Pieces of the family page. Their buttons use the page's actions: family.act (("use-case",
 * "member")), family.open ("id"), family.back.
 */

/** A flag as a coloured line with its button. */
GtkWidget *miao_family_flag_new (const MiaoFamilyFlag *flag) G_GNUC_WARN_UNUSED_RESULT;
/** A button that begins an act; @member: (nullable). */
GtkWidget *miao_family_act_button (const char *label,
                                   const char *act,
                                   const char *member) G_GNUC_WARN_UNUSED_RESULT;
/** Places taken and free, drawn as houses and said in words. */
GtkWidget *miao_family_places_new (const MiaoFamilyData *data) G_GNUC_WARN_UNUSED_RESULT;

/** The card at the right of the list. */
GtkWidget *miao_family_summary_new (const MiaoFamilyData *data) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (nullable): a menu of the papers that the family has by now. */
GtkWidget *miao_family_print_menu (const MiaoFamilyData *data,
                                   MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/** Back, name, state and, with a @session, the button of the next step. @data: (nullable). */
void miao_family_head_fill (GtkWidget *head, const MiaoFamilyData *data, MiaoSession *session);

/* The tabs of a record. @session is only asked for rights. */
GtkWidget *miao_family_tab_overview (const MiaoFamilyData *data, MiaoSession *session);
GtkWidget *miao_family_tab_members (const MiaoFamilyData *data, MiaoSession *session);
GtkWidget *miao_family_tab_papers (const MiaoFamilyData *data, MiaoSession *session);
GtkWidget *miao_family_tab_evaluations (const MiaoFamilyData *data, MiaoSession *session);
GtkWidget *miao_family_tab_placements (const MiaoFamilyData *data, MiaoSession *session);
GtkWidget *miao_family_tab_history (const MiaoFamilyData *data, MiaoSession *session);

/** Groups of fields, ended by %NULL: what the forms show. */
const char *const *miao_family_fields (void);
/** @heading: of the first group, "#…". */
const char *const *miao_family_member_fields (const char *heading);

G_END_DECLS
