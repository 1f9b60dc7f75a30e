#pragma once

#include "miao-codes.h"
#include "miao-progress.h"
#include "miao-rule-settings.h"
#include "miao-store.h"
#include "miao-use-case.h"

G_BEGIN_DECLS

/*
 * What a use case works with while it runs (only app/workflow includes this). All of it happens
 * inside one open transaction; whatever a use case returns, the runner commits or rolls back.
 */
struct _MiaoCall {
  const MiaoUseCase *use_case;
  MiaoSession *session;
  MiaoStore *store;
  MiaoDate today;
  gint64 now_ms;
  gboolean preview;
  JsonObject *input;
  MiaoRecord *params;  /* of a kind made from the use case's parameter table */
  GHashTable *records; /* name -> MiaoRecord as given */
  MiaoFindings *findings;
  JsonObject *result;
  JsonObject *conflict; /* (nullable): see miao-conflict.h */
  char *subject_kind;   /* what the event is about */
  char *subject_id;
  const MiaoProgress *progress; /* (nullable) */
  GCancellable *cancellable;    /* (nullable) */
  char *made;                   /* a file to be removed when the call does not get through */
  MiaoRuleSettings *settings;   /* see miao_facts_settings() */
  MiaoRuleSettings *then;       /* see miao_facts_settings_on() */
  MiaoDate then_on;
  GError *trouble; /* (nullable): why they could not be read */
};

/** Returns: %FALSE with @error set when miao_facts_settings() or miao_facts_settings_on() could not
 *  read the thresholds: what was asked then says nothing. miao_call_judge() asks this, too. */
gboolean miao_call_settings_held (MiaoCall *call, GError **error);
/** Frees what these have read. */
void miao_call_clear_settings (MiaoCall *call);

/** Parameters. The names are those of the table; asking for another is a programmer's error. */
const char *miao_call_get (MiaoCall *call, const char *name);
MiaoDate miao_call_get_date (MiaoCall *call, const char *name, MiaoDate fallback);
gboolean miao_call_get_bool (MiaoCall *call, const char *name);
/** Returns: (transfer none) (nullable): the record parameter. */
MiaoRecord *miao_call_get_record (MiaoCall *call, const char *name);

/** Loads a record by kind name and id. */
MiaoRecord *miao_call_load (MiaoCall *call, const char *kind, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/** Loads the record that the REF parameter @name points at, and makes it the event's subject when
 *  there is none yet. */
MiaoRecord *
miao_call_load_param (MiaoCall *call, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_call_insert:
 *
 * Checks the record (drafts may lack REQUIRED fields), stores it, writes its audit line, and puts
 * its id into the result under the kind's name (the first one of a kind wins).
 */
gboolean miao_call_insert (MiaoCall *call, MiaoRecord *record, GError **error);
/** The same for several new records of one kind (element-type MiaoRecord), in few statements. */
gboolean miao_call_insert_all (MiaoCall *call, GPtrArray *records, GError **error);
/** As insert, for a changed record; @before tells the audit line which fields changed. */
gboolean
miao_call_update (MiaoCall *call, const MiaoRecord *before, MiaoRecord *record, GError **error);
/** Loads, lets @change edit, updates: the common "set these fields" step. Pairs of field name and
 *  text, ended by %NULL; "" clears. */
gboolean
miao_call_set (MiaoCall *call, MiaoRecord *record, GError **error, ...) G_GNUC_NULL_TERMINATED;

/**
 * miao_call_judge:
 *
 * Takes the reasons that the person gave to the findings that ask for one.
 *
 * Returns: %FALSE with %MIAO_ERROR_REFUSED when a finding blocks or a reason is missing; %FALSE
 * with the store's error when the thresholds could not be read.
 */
gboolean miao_call_judge (MiaoCall *call, GError **error);

/** Adds a finding that passes or has the rule's own severity. */
void miao_call_ask (MiaoCall *call, const char *rule_id, gboolean passes, const char *record_id);

/** Checks that the machine of @kind allows @record's status to become @to, and sets it. */
gboolean miao_call_move (MiaoCall *call, MiaoRecord *record, const char *to, GError **error);

/**
 * miao_call_advance:
 * @before: (nullable): what the record was, as for miao_call_update(); %NULL: the same but for the
 *   state
 *
 * Moves and stores: one step of a record on its way.
 */
gboolean miao_call_advance (
    MiaoCall *call, const MiaoRecord *before, MiaoRecord *record, const char *to, GError **error);

/** Returns: (transfer full): the next number of a series: "PG-2026-0031". Gaps never reappear. */
char *miao_call_next_number (MiaoCall *call,
                             const char *kind,
                             const char *field,
                             const char *prefix,
                             int year,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): first/all records of @kind whose @field is @value. */
MiaoRecord *miao_call_first (MiaoCall *call,
                             const char *kind,
                             const char *field,
                             const char *value,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *miao_call_all (MiaoCall *call,
                          const char *kind,
                          const char *field,
                          const char *value,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void miao_call_set_subject (MiaoCall *call, const char *kind, const char *id);
void miao_call_result (MiaoCall *call, const char *name, const char *text);
/** Remembers a file that belongs to what the call does: it goes when the call is rolled back. */
void miao_call_set_made (MiaoCall *call, const char *path);

G_END_DECLS
