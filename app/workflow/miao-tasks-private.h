#pragma once

#include "miao-delegations.h"
#include "miao-rule-settings.h"
#include "miao-store.h"
#include "miao-tasks.h"

G_BEGIN_DECLS

/* What is known while the tasks are collected. */
typedef struct {
  MiaoSession *session;
  MiaoStore *store;
  MiaoDate today;
  MiaoRuleSettings settings;
  MiaoCalendar *calendar;
  GPtrArray *delegations; /* that run today */
  GPtrArray *tasks;
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
/** Returns: (transfer full): the rows of @kind whose status is one of @states. */
GPtrArray *miao_tasks_in_states (MiaoTaskReader *reader,
                                 const char *kind,
                                 const char *states,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Adds what the evaluations of a confirmed placement make due (annexes D, E and H). */
gboolean miao_tasks_add_course (MiaoTaskReader *reader,
                                const MiaoRecord *placement,
                                GPtrArray *dues,
                                GError **error);

/** What is due for children who live here: plan, health checks, tests, cards and certificates. */
gboolean miao_tasks_of_children (MiaoTaskReader *reader, GError **error);
/** Closed volumes whose time to go to the archives hall comes. */
gboolean miao_tasks_of_transfers (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_intake (MiaoTaskReader *reader, GError **error);
/** Staff whose records are to be checked, volumes to be closed and verified, endings to be filed,
 *  children who left and are to be visited, the return of the month. */
gboolean miao_tasks_of_house (MiaoTaskReader *reader, GError **error);
/** Incidents that are to be reported, followed up and closed, complaints to be answered. */
gboolean miao_tasks_of_incidents (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_placements (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_families (MiaoTaskReader *reader, GError **error);
/** Months of foster allowances to be paid, children who begin or stop to be paid. */
gboolean miao_tasks_of_allowances (MiaoTaskReader *reader, GError **error);
gboolean miao_tasks_of_evaluations (MiaoTaskReader *reader, GError **error);

G_END_DECLS
