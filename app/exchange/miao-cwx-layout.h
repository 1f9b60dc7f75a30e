#pragma once

#include "miao-field.h"

G_BEGIN_DECLS

/*
 * Where the records of the dictionary stand in a CWX file, and which of their fields leave the
 * house. The schema, the writer and the reader all go by these tables, so that they cannot differ.
 */

#define MIAO_CWX_NAMESPACE "urn:cn:cwx:1"
#define MIAO_CWX_VERSION "1.0"

typedef struct _MiaoCwxPart MiaoCwxPart;

/**
 * MiaoCwxPart:
 * @kind: the record kind
 * @container: (nullable): element around all records of the kind; %NULL: there is at most one,
 * which stands alone
 * @wrapper: (nullable): element around the fields of the record
 * @parts: (nullable): kinds inside it, in order, ended by { NULL }
 */
struct _MiaoCwxPart {
  const char *kind;
  const char *container;
  const char *wrapper;
  const MiaoCwxPart *parts;
};

/** The top of the body: institution, family, child, document. */
extern const MiaoCwxPart miao_cwx_institution;
extern const MiaoCwxPart miao_cwx_family;
extern const MiaoCwxPart miao_cwx_child;
extern const MiaoCwxPart miao_cwx_document;

/**
 * MiaoCwxElement:
 * @index: of the field in its kind (or of the member in its list)
 * @nillable: an absent value is written as an empty element with the attribute nil; else the
 * element is left out
 * @items: members of a LIST, ended by an element without a name
 */
typedef struct _MiaoCwxElement MiaoCwxElement;
struct _MiaoCwxElement {
  const char *name;
  const MiaoField *field;
  guint index;
  gboolean nillable;
  const MiaoCwxElement *items;
};

/**
 * miao_cwx_elements:
 *
 * Returns: (transfer none): the elements of the exported fields of @kind in dictionary order, ended
 *   by one without a name. Restricted and local fields, references to records that are not in the
 *   file, and what domain rules keep at home (words of children, answers, findings of visits) are
 *   not among them.
 */
const MiaoCwxElement *miao_cwx_elements (const MiaoKind *kind);

/** Returns: whether the field is in the file. */
gboolean miao_cwx_is_exported (const MiaoKind *kind, const MiaoField *field);

G_END_DECLS
