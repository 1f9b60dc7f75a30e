#pragma once

#include "miao-date.h"
#include "miao-record.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoSample:
 *
 * Makes up people for practice files, tests and benchmarks: names from lists of characters (rare
 * ones and several readings among them), ID numbers with a right check character, plausible days.
 * The same seed, day and order of calls give the same records on every machine. Nobody in it is
 * real. One thread at a time.
 */
typedef struct _MiaoSample MiaoSample;

/** Who somebody is in a made-up family. */
typedef enum {
  MIAO_SAMPLE_CAREGIVER,   /* the applicant and main caregiver, a woman of 32 to 60 */
  MIAO_SAMPLE_SPOUSE,      /* her husband */
  MIAO_SAMPLE_OWN_CHILD,   /* a son or daughter of 6 to 24 */
  MIAO_SAMPLE_GRANDPARENT, /* his mother */
} MiaoSampleRole;

/** @today: no day in the records lies behind it, except terms and due days. */
MiaoSample *miao_sample_new (guint32 seed, MiaoDate today) G_GNUC_WARN_UNUSED_RESULT;
void miao_sample_free (MiaoSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoSample, miao_sample_free)

/** Returns: (transfer full): a UUIDv7 of the sample's own, in ascending order. */
char *miao_sample_dup_id (MiaoSample *sample) G_GNUC_WARN_UNUSED_RESULT;

/** @sex: "1" or "2". Returns: (transfer full): two to four characters, now and then a name with
 * "·". */
char *miao_sample_dup_name (MiaoSample *sample, const char *sex) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): an 18-character number that no other call returned. */
char *miao_sample_dup_id_no (MiaoSample *sample,
                             MiaoDate born,
                             const char *sex) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The records have an id and version 0 and satisfy miao_record_check() as drafts. Fields that point
 * at documents or at records made by acts (placement, evaluation) are absent.
 */

MiaoRecord *miao_sample_institution (MiaoSample *sample) G_GNUC_WARN_UNUSED_RESULT;

/** @post: a code of the table "post". */
MiaoRecord *miao_sample_staff (MiaoSample *sample, const char *post) G_GNUC_WARN_UNUSED_RESULT;

/** A child below 18 of any age and category; about one in thirty has no name yet. */
MiaoRecord *miao_sample_child (MiaoSample *sample) G_GNUC_WARN_UNUSED_RESULT;

/** @born: a day not after the sample's today. */
MiaoRecord *miao_sample_child_born (MiaoSample *sample, MiaoDate born) G_GNUC_WARN_UNUSED_RESULT;

/** The admission that fits @child: day, category by the day, guardianship by the category. */
MiaoRecord *miao_sample_admission (MiaoSample *sample,
                                   const MiaoRecord *child) G_GNUC_WARN_UNUSED_RESULT;

/** Weight and length (head circumference below 3 years) on @on, near the middle for the age. */
MiaoRecord *miao_sample_measure (MiaoSample *sample,
                                 const MiaoRecord *child,
                                 MiaoDate on) G_GNUC_WARN_UNUSED_RESULT;

/** A family without members yet. */
MiaoRecord *miao_sample_family (MiaoSample *sample) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_sample_member:
 * @family: the caregiver becomes its applicant and main caregiver, and names it
 *
 * Returns: (transfer full): a member of @family who meets the conditions of foster care.
 */
MiaoRecord *miao_sample_member (MiaoSample *sample,
                                MiaoRecord *family,
                                MiaoSampleRole role) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type MiaoRecord): two to four members, the caregiver first. */
GPtrArray *miao_sample_members (MiaoSample *sample, MiaoRecord *family) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
