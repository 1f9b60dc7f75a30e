#pragma once

#include "miao-banner.h"
#include "miao-rule-settings.h"
#include "miao-session.h"

G_BEGIN_DECLS

/**
 * MiaoFamilyData:
 * @members: who lives or lived there, the main caregiver first, then by age
 * @caregiver: (nullable): one of @members
 * @used: foster children that are with the family or promised to it
 *
 * A foster family with everything that its record shows, read in one go.
 */
typedef struct {
  MiaoRecord *family;
  GPtrArray *members;
  MiaoRecord *caregiver;
  GPtrArray *placements;
  GPtrArray *evaluations;
  GPtrArray *applications;
  GPtrArray *trainings;
  GPtrArray *periods;
  guint used;
  MiaoRole role; /* decides what is masked */
  MiaoRuleSettings settings;
  MiaoDate today;
} MiaoFamilyData;

MiaoFamilyData *miao_family_data_load (MiaoSession *session,
                                       const char *id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_family_data_free (MiaoFamilyData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoFamilyData, miao_family_data_free)

/** Returns: (transfer full): a field as the person at the screen may read it; "—" when absent. */
char *miao_family_data_dup_shown (const MiaoFamilyData *data,
                                  const MiaoRecord *record,
                                  const char *field) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_family_data_is_new:
 * @stamp: (inout): of what is shown, %NULL for nothing; becomes that of @data
 *
 * Whether something else is shown than before. Who leaves alone what has not changed takes the
 * keyboard from nobody by reading again.
 */
gboolean miao_family_data_is_new (const MiaoFamilyData *data, char **stamp);

/** Something about the family that somebody should know or do. */
typedef struct {
  MiaoTone tone;
  char *title;
  char *detail;
  const char *act;    /* use case that mends it, or NULL */
  const char *member; /* id of the member that it is about, or NULL; of the data */
} MiaoFamilyFlag;

void miao_family_flag_free (MiaoFamilyFlag *flag);
/** Returns: (transfer full) (element-type MiaoFamilyFlag): the gravest first. */
GPtrArray *miao_family_data_flags (const MiaoFamilyData *data) G_GNUC_WARN_UNUSED_RESULT;

/** What about a member's age matters; %NULL: nothing. @ret_tone is set with it. */
char *miao_family_member_dup_age_note (const MiaoFamilyData *data,
                                       const MiaoRecord *member,
                                       MiaoTone *ret_tone) G_GNUC_WARN_UNUSED_RESULT;

/** How a certificate stands that was given on @on and counts @months. */
char *miao_family_dup_expiry (const MiaoFamilyData *data,
                              MiaoDate on,
                              int months,
                              MiaoTone *ret_tone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_family_next_act:
 * @ret_label: (out): words of the button, translated
 *
 * Returns: (nullable): the use case that is the family's next step; "open" = open its evaluation.
 */
const char *miao_family_next_act (const MiaoFamilyData *data, const char **ret_label);

/** Shows a family's state in a chip: shape, word and colour. */
void miao_family_chip_set (GtkWidget *chip, const char *status);

G_END_DECLS
