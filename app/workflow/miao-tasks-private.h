#pragma once

#include "miao-delegations.h"
#include "miao-due-marks.h"
#include "miao-progress.h"
#include "miao-rule-settings.h"
#include "miao-store.h"
#include "miao-tasks.h"
#include "miao-vaccines.h"

G_BEGIN_DECLS

/* What is known while the tasks are collected. */
typedef struct {
  MiaoSession *session;
  MiaoStore *store;
  MiaoDate today;
  MiaoRuleSettings settings;
  GPtrArray *thresholds; /* (nullable): miao_thresholds_rows(), for miao_tasks_days() */
  MiaoCalendar *calendar;
  MiaoVaccineSchedule *vaccines;
  GPtrArray *delegations; /* that run today */
  GPtrArray *tasks;
  gboolean by_marks;            /* else every record that may make something due is looked at */
  GPtrArray *looked;            /* (nullable) (element-type MiaoDueMark): to be kept afterwards */
  GHashTable *records;          /* id -> MiaoRecord: read together, in few statements */
  GPtrArray *chunk;             /* (element-type MiaoDueMark): the records that are looked at now */
  GHashTable *last_visits;      /* of the placements of @chunk, see miao_tasks_read_placements() */
  GHashTable *next_visits;      /* what the records of these say: placement -> visit */
  GHashTable *evaluations;      /* theirs */
  GHashTable *problems;         /* visits to them */
  GHashTable *measured;         /* the children of @chunk, see miao_tasks_read_children() */
  GHashTable *open_stays;       /* theirs */
  GHashTable *doses;            /* theirs */
  GPtrArray *arrivals;          /* (nullable): see miao_tasks_arrivals() */
  MiaoDate look_on;             /* when the present record is to be looked at again; NONE: never */
  int horizon;                  /* days that it is looked ahead for that */
  gboolean ends;                /* what is not due within them never will be */
  gboolean stays;               /* what is shown stays until the record changes */
  const MiaoProgress *progress; /* (nullable) */
  GCancellable *cancellable;    /* (nullable) */
} MiaoTaskReader;

/* What the dues of one record are about; strings and records live as long as the call. */
typedef struct {
  MiaoRecord *child;  /* (nullable) */
  MiaoRecord *family; /* (nullable) */
  const char *who;    /* (nullable): else the name of the child or family */
  const char *extra;  /* (nullable): stands before the rest of the detail */
  const char *kind;   /* where it is done */
  const char *record;
  const char *placement;
  gboolean mine;
  const char *worker; /* (nullable): staff id of who is responsible, for stand-ins */
  /* (nullable): another act than the rule's own remedy */
  const char *(*act) (const MiaoDue *due, gpointer data);
  gpointer data;
} MiaoTaskAbout;

/** Makes tasks of the dues that are to be seen, and empties @dues. */
void miao_tasks_take (MiaoTaskReader *reader, GPtrArray *dues, const MiaoTaskAbout *about);
/** Returns: whether the record is the responsibility of the person who looks, or of a colleague
 *  whose tasks they look after today. */
gboolean miao_tasks_is_mine (const MiaoTaskReader *reader, const MiaoRecord *record);
/** The same for what nobody is responsible for yet: whoever made the record, and their stand-in.
 *  @ret_worker: (nullable): staff id of the maker, while somebody stands in. */
gboolean miao_tasks_is_made (const MiaoTaskReader *reader,
                             const MiaoRecord *record,
                             const char **ret_worker);
/** Puts a note with the names of the other children who live with @family beside what an emergency
 *  removal or a suspicion of harm makes due. @except: the children that it is about. */
gboolean miao_tasks_tell_home (MiaoTaskReader *reader,
                               const char *family,
                               const char *const *except,
                               GPtrArray *dues,
                               GError **error);
/** Returns: (transfer full): the rows of @kind whose status is one of @states. */
GPtrArray *miao_tasks_in_states (MiaoTaskReader *reader,
                                 const char *kind,
                                 const char *states,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the deadline @key in days, as it was in force on @from, the day that it counts from. */
int miao_tasks_days (const MiaoTaskReader *reader, const char *key, MiaoDate from);
/** The deadline @key of the house from @from on, as @rule says it. */
void miao_tasks_add_days (const MiaoTaskReader *reader,
                          const char *rule,
                          const char *record,
                          MiaoDate from,
                          const char *key,
                          MiaoDate on,
                          GPtrArray *dues);
/** Returns: whether the status of @record is one of the words @states. */
gboolean miao_tasks_is_in (const char *states, const MiaoRecord *record);
/** Returns: whether @day lies in the 18 months before @on: what follows a day of the past is asked
 *  for no more once that is longer ago. %FALSE for %MIAO_DATE_NONE. */
gboolean miao_tasks_is_recent (MiaoDate day, MiaoDate on);

/** Reads what is known of all placements that are looked at now, unless that was done. */
gboolean miao_tasks_read_placements (MiaoTaskReader *reader, GError **error);
/** Reads of the children that are looked at now which were ever measured, their stays that go on
 * and their vaccinations, unless that was done. */
gboolean miao_tasks_read_children (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_is_measured (const MiaoTaskReader *reader, const char *child);
/** Returns: (transfer none) (nullable): the child's stay that goes on, with nothing but its days.
 */
MiaoRecord *miao_tasks_stay_of (const MiaoTaskReader *reader, const char *child);
/** Returns: (transfer none) (nullable): the child's vaccinations, by their days. */
GPtrArray *miao_tasks_doses_of (const MiaoTaskReader *reader, const char *child);
/** Forgets what was read of the records that were looked at. */
void miao_tasks_forget_chunk (MiaoTaskReader *reader);
/** Returns: the day of the last visit to one of them, or NONE. */
MiaoDate miao_tasks_last_visit (const MiaoTaskReader *reader, const char *placement);
/** Returns: the day of the next visit as the last one's record says it, or NONE. */
MiaoDate miao_tasks_next_visit (const MiaoTaskReader *reader, const char *placement);
/** Returns: (transfer none) (nullable): its evaluations, the newest first and of each the versions
 *  together, with nothing but kind, conclusion, planned day, end, signature of the leader, day of
 *  rectification and what each corrects; only of a placement in whose state they matter. */
GPtrArray *miao_tasks_evaluations_of (const MiaoTaskReader *reader, const char *placement);
/** Returns: whether the institution did not say no to one of those, or give it back. */
gboolean miao_tasks_is_upheld (const MiaoRecord *evaluation);
/** Returns: (transfer none) (nullable): the visits to it that found problems. */
GPtrArray *miao_tasks_problems_of (const MiaoTaskReader *reader, const char *placement);
/** Returns: (transfer full): the rows, with nothing but what tasks ask of records of that kind. */
GPtrArray *miao_tasks_select (MiaoTaskReader *reader,
                              const MiaoQuery *query,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer none): the open admissions of the last 18 months. */
GPtrArray *miao_tasks_arrivals (MiaoTaskReader *reader, GError **error);
/** Reads the records that the field @ref of @records points at, for miao_tasks_load(). */
gboolean
miao_tasks_read_refs (MiaoTaskReader *reader, GPtrArray *records, const char *ref, GError **error);

/** What the evaluations of a confirmed placement and the problems that visits found make due. */
typedef struct _MiaoTaskCourse MiaoTaskCourse;

void miao_task_course_free (MiaoTaskCourse *course);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoTaskCourse, miao_task_course_free)

/** Of a placement that miao_tasks_read_placements() read about. */
MiaoTaskCourse *miao_tasks_find_course (const MiaoTaskReader *reader,
                                        const MiaoRecord *placement) G_GNUC_WARN_UNUSED_RESULT;
/** Adds the dues of annexes D, E and H and of what is to be mended. */
void miao_tasks_add_course (const MiaoTaskReader *reader,
                            const MiaoTaskCourse *course,
                            MiaoDate on,
                            GPtrArray *dues);

/** Adds to @dues what the facts of one record make due on @on, whoever looks. */
typedef void (*MiaoTaskDues) (const MiaoTaskReader *reader,
                              gconstpointer facts,
                              MiaoDate on,
                              GPtrArray *dues);

/** Returns: (transfer full): what @list says of today. When nothing is to be shown, the coming days
 *  are tried until something is, and the record is looked at again on that day. */
GPtrArray *miao_tasks_list (MiaoTaskReader *reader,
                            MiaoTaskDues list,
                            gconstpointer facts) G_GNUC_WARN_UNUSED_RESULT;

/**
 * MiaoTaskEach:
 * @kind: of the records that are marked
 * @refs: their fields whose records are wanted too, %NULL-ended
 * @horizon: days to look ahead
 * @ends: what is not due within them never will be
 * @stays: what is shown one day is shown on the next ones too, while the record does not change
 * @add: asks the rules about one of the records
 */
typedef struct {
  const char *kind;
  const char *refs[4];
  int horizon;
  gboolean ends;
  gboolean stays;
  gboolean (*add) (MiaoTaskReader *reader, MiaoRecord *record, GError **error);
} MiaoTaskEach;

/** Calls @add for the records that are to be looked at today, and notes when again. */
gboolean miao_tasks_each (MiaoTaskReader *reader, const MiaoTaskEach *each, GError **error);
/** Returns: (transfer full): the record, read from the store once. */
MiaoRecord *miao_tasks_load (MiaoTaskReader *reader,
                             const char *kind,
                             const char *id,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Makes ready for the marks: whether they can be gone by, and whether new ones are kept. */
void miao_tasks_begin_marks (MiaoTaskReader *reader, gboolean whole);
/** Keeps the new marks, and frees. */
void miao_tasks_end_marks (MiaoTaskReader *reader);

/** What is due for children who live here: plan, health checks, tests, cards and certificates. */
gboolean miao_tasks_of_children (MiaoTaskReader *reader, GError **error);
/** Closed volumes whose time to go to the archives hall comes. */
gboolean miao_tasks_of_transfers (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_intake (MiaoTaskReader *reader, GError **error);
/** Staff whose records are to be checked, volumes to be closed and verified, children who left and
 *  are to be visited, the return of the month. */
gboolean miao_tasks_of_house (MiaoTaskReader *reader, GError **error);
/** Endings of placements to be filed and wound up, children to be followed up after them. */
gboolean miao_tasks_of_endings (MiaoTaskReader *reader, GError **error);
/** Incidents that are to be reported, followed up and closed, complaints to be answered. */
gboolean miao_tasks_of_incidents (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_placements (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_families (MiaoTaskReader *reader, GError **error);
/** Months of foster allowances to be paid, children who begin or stop to be paid. */
gboolean miao_tasks_of_allowances (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_evaluations (MiaoTaskReader *reader, GError **error);
/** Needs of families and children in foster care, to their responsible person. */
gboolean miao_tasks_of_needs (MiaoTaskReader *reader, GError **error);

G_END_DECLS
