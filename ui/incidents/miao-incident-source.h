#pragma once

#include "miao-record-source.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the columns of the list of incidents, heads translated. */
const MiaoListColumn *miao_incident_columns (void);

/** Incidents and complaints; a search finds the number, the child or the family. A row has its
 *  record. */
extern const MiaoRecordSource miao_incident_source;

G_END_DECLS
