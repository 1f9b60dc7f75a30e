#pragma once

#include "miao-date.h"
#include "miao-field.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * MiaoRecord:
 *
 * One record of a kind: an id, a version and one canonical text per field (or absent). Reference
 * counted, not thread-safe: one thread at a time. Asking for a field that the kind does not have is
 * a programmer's error (g_critical), which the tests turn into a failure.
 */
typedef struct _MiaoRecord MiaoRecord;

MiaoRecord *miao_record_new (const MiaoKind *kind) G_GNUC_WARN_UNUSED_RESULT;
MiaoRecord *miao_record_copy (const MiaoRecord *record) G_GNUC_WARN_UNUSED_RESULT;
MiaoRecord *miao_record_ref (MiaoRecord *record);
void miao_record_unref (MiaoRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoRecord, miao_record_unref)

const MiaoKind *miao_record_get_kind (const MiaoRecord *record);

/** Returns: (transfer none) (nullable): %NULL until the record is stored or given an id. */
const char *miao_record_get_id (const MiaoRecord *record);
void miao_record_set_id (MiaoRecord *record, const char *id);

/** Row version: 0 = never stored; the store counts up from 1. */
gint64 miao_record_get_version (const MiaoRecord *record);
void miao_record_set_version (MiaoRecord *record, gint64 version);

/** Who and when, filled by the store when it loads a row; ms UTC, 0 and %NULL before. */
gint64 miao_record_get_created_at (const MiaoRecord *record);
const char *miao_record_get_created_by (const MiaoRecord *record);
gint64 miao_record_get_updated_at (const MiaoRecord *record);
const char *miao_record_get_updated_by (const MiaoRecord *record);
void miao_record_set_stamp (MiaoRecord *record,
                            gint64 created_at,
                            const char *created_by,
                            gint64 updated_at,
                            const char *updated_by);

/**
 * What every record has beside its fields: the rule set that it was judged by, whether it must be
 * kept whatever the retention period says, and, once it was made void, why. A kind with a field of
 * such a name keeps it there instead.
 */
const char *miao_record_get_rule_set (const MiaoRecord *record);
void miao_record_set_rule_set (MiaoRecord *record, const char *rule_set);
gboolean miao_record_get_legal_hold (const MiaoRecord *record);
void miao_record_set_legal_hold (MiaoRecord *record, gboolean hold);
const char *miao_record_get_void_reason (const MiaoRecord *record);
void miao_record_set_void_reason (MiaoRecord *record, const char *reason);

/** Returns: (transfer none) (nullable): canonical text; valid until the field is set again. */
const char *miao_record_get (const MiaoRecord *record, const char *field);
const char *miao_record_get_at (const MiaoRecord *record, guint index);
/** @text: (nullable): canonical text; "" counts as absent. Not checked here: miao_record_check().
 */
void miao_record_set (MiaoRecord *record, const char *field, const char *text);
void miao_record_set_at (MiaoRecord *record, guint index, const char *text);
void miao_record_set_printf (MiaoRecord *record, const char *field, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

gboolean miao_record_has (const MiaoRecord *record, const char *field);
/** Returns: the number, or @fallback when absent. */
gint64 miao_record_get_int (const MiaoRecord *record, const char *field, gint64 fallback);
gboolean miao_record_get_bool (const MiaoRecord *record, const char *field);
MiaoDate miao_record_get_date (const MiaoRecord *record, const char *field);
gboolean miao_record_is (const MiaoRecord *record, const char *field, const char *text);
void miao_record_set_int (MiaoRecord *record, const char *field, gint64 value);
void miao_record_set_bool (MiaoRecord *record, const char *field, gboolean value);
void miao_record_set_date (MiaoRecord *record, const char *field, MiaoDate date);

/**
 * miao_record_get_list:
 *
 * Returns: (transfer full): the parsed array of a LIST field, empty when absent.
 */
JsonArray *miao_record_get_list (const MiaoRecord *record,
                                 const char *field) G_GNUC_WARN_UNUSED_RESULT;
/** @list: written canonically (members in dictionary order, unknown members dropped). */
void miao_record_set_list (MiaoRecord *record, const char *field, JsonArray *list);

/** Returns: the event date of the record: its field with MIAO_FIELD_EVENT, or %MIAO_DATE_NONE. */
MiaoDate miao_record_event_date (const MiaoRecord *record);

/**
 * miao_record_check:
 * @final: whether REQUIRED fields must be there too; ALWAYS fields must be there in any case
 * @ret_field: (out) (optional) (transfer none): the first field that is wrong
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID naming the first wrong field.
 */
gboolean miao_record_check (const MiaoRecord *record,
                            gboolean final,
                            const char **ret_field,
                            GError **error);

/**
 * miao_record_to_json:
 *
 * Returns: (transfer full): an object with "id", "version" and the present fields; INTEGER and
 *   INSTANT as numbers, BOOLEAN as booleans, CODES and REFS as arrays, LIST as an array of objects.
 */
JsonObject *miao_record_to_json (const MiaoRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_record_merge_json:
 *
 * Sets every member of @object on @record (null clears). Accepts what to_json writes and strings as
 * a person types them (miao_field_parse()). Members "id", "version" and "kind" are skipped unless
 * the kind has such a field.
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID for an unknown member or an unreadable value; @record is
 *   then unchanged.
 */
gboolean miao_record_merge_json (MiaoRecord *record, JsonObject *object, GError **error);

/**
 * miao_record_changed:
 *
 * Returns: (transfer full): indexes (guint) of the fields whose text differs between @a and @b,
 *   which are of one kind; @a may be %NULL (then: the present fields of @b).
 */
GArray *miao_record_changed (const MiaoRecord *a, const MiaoRecord *b) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
