#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the columns of the list of incidents, heads translated. */
const MiaoListColumn *miao_incident_columns (void);

/** Incidents and complaints; a search finds the number, the child or the family. A row has its
 *  record. */
extern const MiaoRecordSource miao_incident_source;

/** The state of those that the list shows when it is opened. */
#define MIAO_INCIDENT_OPEN "OPEN"

/** Returns: how many are being dealt with; 0 where that cannot be read. */
guint miao_incident_count_open (MiaoSession *session);

G_END_DECLS
