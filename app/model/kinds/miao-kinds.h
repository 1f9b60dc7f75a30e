#pragma once

#include "miao-field.h"

G_BEGIN_DECLS

/*
 * The kinds themselves are asked for by name: miao_kinds() and miao_kind_find() in miao-field.h.
 * A REF that must always be there points at a kind that comes earlier in miao_kinds(); other REFs
 * may point forward or at the kind itself (a family's main caregiver is one of its members).
 */

/**
 * miao_field_dup_xml:
 * @field: a field or a member of a LIST field
 *
 * Returns: (transfer full): the name of its XML element, UpperCamelCase: "BirthDate",
 *   "CitizenIdNumber", "IntakeCode". Unique within a kind.
 */
char *miao_field_dup_xml (const MiaoField *field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
