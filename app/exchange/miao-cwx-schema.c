#include "config.h"

#include "miao-cwx-schema.h"

#include "miao-cwx-layout.h"
#include "miao-error.h"
#include "miao-language.h"
#include "miao-resource.h"

#include <string.h>

#define LONG_TEXT_LENGTH 20000
#define TEXT_LENGTH 200

/* Types whose XML form is not that of a field: written by hand, before the generated ones. */
static const char prologue[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- CWX 1.0: our documented exchange format for child-welfare institutions.\n"
    "     It is not the format of the national system, whose format is not public; see CWX.md. "
    "-->\n"
    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"" MIAO_CWX_NAMESPACE
    "\" xmlns:doc=\"" MIAO_CWX_NAMESPACE ":doc\" targetNamespace=\"" MIAO_CWX_NAMESPACE
    "\" elementFormDefault=\"qualified\" version=\"" MIAO_CWX_VERSION "\">\n"
    " <xs:simpleType name=\"Empty\"><xs:restriction base=\"xs:string\">"
    "<xs:length value=\"0\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Nil\"><xs:restriction base=\"xs:NMTOKEN\">"
    "<xs:enumeration value=\"unknown\"/><xs:enumeration value=\"refused\"/>"
    "<xs:enumeration value=\"notApplicable\"/><xs:enumeration value=\"notCollected\"/>"
    "</xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Id\"><xs:restriction base=\"xs:string\">"
    "<xs:pattern value=\"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"/>"
    "</xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Ids\"><xs:list itemType=\"Id\"/></xs:simpleType>\n"
    " <xs:simpleType name=\"Date\"><xs:restriction base=\"xs:date\">"
    "<xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Month\"><xs:restriction base=\"xs:gYearMonth\">"
    "<xs:pattern value=\"[0-9]{4}-[0-9]{2}\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Instant\"><xs:restriction base=\"xs:dateTime\">"
    "<xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z\"/>"
    "</xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Boolean\"><xs:restriction base=\"xs:boolean\">"
    "<xs:pattern value=\"true|false\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Code\"><xs:restriction base=\"xs:string\">"
    "<xs:pattern value=\"[0-9A-Za-z_.\\-]{1,30}\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Codes\"><xs:list itemType=\"Code\"/></xs:simpleType>\n"
    " <xs:simpleType name=\"Uscc\"><xs:restriction base=\"xs:string\">"
    "<xs:pattern value=\"[0-9A-HJ-NPQRTUWXY]{18}\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Sha256\"><xs:restriction base=\"xs:string\">"
    "<xs:pattern value=\"[0-9a-f]{64}\"/></xs:restriction></xs:simpleType>\n"
    " <xs:simpleType name=\"Count\"><xs:restriction base=\"xs:nonNegativeInteger\">"
    "<xs:maxInclusive value=\"100000000\"/></xs:restriction></xs:simpleType>\n";

#define SEQUENCE(content)                                                                          \
  "<xs:complexType><xs:sequence>\n" content "</xs:sequence></xs:complexType>"
#define ELEMENT(name, type) "    <xs:element name=\"" name "\" type=\"" type "\"/>\n"
#define OPTIONAL(name, type)                                                                       \
  "    <xs:element name=\"" name "\" type=\"" type "\" minOccurs=\"0\"/>\n"

static const char header[] =
    " <xs:complexType name=\"Header\"><xs:sequence>\n"
    "   <xs:element name=\"BatchId\" type=\"Id\"/>\n"
    "   <xs:element name=\"PreviousBatchId\" type=\"Id\" minOccurs=\"0\"/>\n"
    "   <xs:element name=\"Serial\" type=\"Count\"/>\n"
    "   <xs:element name=\"SchemaVersion\" type=\"Text20\"/>\n"
    "   <xs:element name=\"Profile\" type=\"Text40\"/>\n"
    "   <xs:element name=\"ReportingOrg\">" SEQUENCE (
        ELEMENT ("Uscc", "Uscc") ELEMENT ("Name", "Text100") ELEMENT ("DivisionCode", "Code")
            ELEMENT (
                "AuthorityName",
                "Text100")) "</xs:element>\n"
                            "   <xs:element name=\"Software\">" SEQUENCE (
                                ELEMENT ("Name", "Text60") ELEMENT (
                                    "Version",
                                    "Text30")) "</xs:element>\n"
                                               "   <xs:element "
                                               "name=\"ExtractedAt\" "
                                               "type=\"Instant\"/>\n"
                                               "   <xs:element "
                                               "name=\"Period\"><xs:"
                                               "complexType>"
                                               "<xs:attribute name=\"type\" "
                                               "type=\"Code\" "
                                               "use=\"required\"/>"
                                               "<xs:attribute name=\"from\" "
                                               "type=\"Date\" "
                                               "use=\"required\"/>"
                                               "<xs:attribute name=\"to\" "
                                               "type=\"Date\" "
                                               "use=\"required\"/></"
                                               "xs:complexType></xs:element>\n"
                                               "   <xs:element "
                                               "name=\"SubmissionKind\" "
                                               "type=\"Code\"/>\n"
                                               "   <xs:element "
                                               "name=\"RuleSets\">" SEQUENCE (
                                                   "    <xs:element "
                                                   "name=\"RuleSet\" "
                                                   "type=\"Text100\" "
                                                   "minOccurs=\"0\" "
                                                   "maxOccurs=\"unbounded\"/"
                                                   ">\n") "</xs:element>\n"
                                                          "   <xs:element "
                                                          "name="
                                                          "\"Counts\""
                                                          ">" SEQUENCE (
                                                              ELEMENT ("Children",
                                                                       "Count") ELEMENT ("Families",
                                                                                         "Count")
                                                                  ELEMENT ("Placemen"
                                                                           "ts",
                                                                           "Count")
                                                                      ELEMENT (
                                                                          "Atta"
                                                                          "chme"
                                                                          "nts",
                                                                          "Coun"
                                                                          "t")) "</xs:element>\n"
                                                                                "   <xs:element "
                                                                                "name="
                                                                                "\"PreparedBy\" "
                                                                                "type=\"Text50\"/"
                                                                                ">\n"
                                                                                "   <xs:element "
                                                                                "name="
                                                                                "\"ApprovedBy\" "
                                                                                "type=\"Text50\" "
                                                                                "minOccurs=\"0\"/"
                                                                                ">\n"
                                                                                " </xs:sequence></"
                                                                                "xs:complexType>\n";

static const char epilogue[] = " <xs:complexType name=\"Event\"><xs:sequence>\n" ELEMENT (
    "SubjectKind", "Code") ELEMENT ("SubjectId", "Id") ELEMENT ("OnDate", "Date")
    OPTIONAL ("Reason", "Text200") OPTIONAL (
        "LastPaidMonth",
        "Month") "  </xs:sequence><xs:attribute name=\"id\" type=\"Id\" use=\"required\"/>"
                 "<xs:attribute name=\"type\" use=\"required\"><xs:simpleType><xs:restriction "
                 "base=\"xs:NMTOKEN\"><xs:enumeration value=\"ADD\"/><xs:enumeration "
                 "value=\"CHANGE\"/>"
                 "<xs:enumeration value=\"REDUCE\"/><xs:enumeration value=\"WITHDRAW\"/>"
                 "<xs:enumeration "
                 "value=\"TRANSFER\"/></xs:restriction></xs:simpleType></xs:attribute>"
                 "</xs:complexType>\n"
                 " <xs:complexType name=\"DeletedItem\"><xs:sequence>\n" ELEMENT ("Id", "Id")
                     ELEMENT ("Type", "Code") ELEMENT (
                         "Reason",
                         "Text200") "  </xs:sequence></xs:complexType>\n"
                                    " <xs:element name=\"Batch\"><xs:complexType><xs:sequence>\n"
                                    "   <xs:element name=\"Header\" type=\"Header\"/>\n"
                                    "   <xs:element name=\"Institution\" type=\"Institution\"/>\n"
                                    "   <xs:element name=\"Families\"><xs:complexType><xs:sequence>"
                                    "<xs:element name=\"Family\" type=\"Family\" minOccurs=\"0\" "
                                    "maxOccurs=\"unbounded\"/>"
                                    "</xs:sequence></xs:complexType></xs:element>\n"
                                    "   <xs:element name=\"Children\"><xs:complexType><xs:sequence>"
                                    "<xs:element name=\"Child\" type=\"Child\" minOccurs=\"0\" "
                                    "maxOccurs=\"unbounded\"/>"
                                    "</xs:sequence></xs:complexType></xs:element>\n"
                                    "   <xs:element name=\"Events\"><xs:complexType><xs:sequence>"
                                    "<xs:element name=\"Event\" type=\"Event\" minOccurs=\"0\" "
                                    "maxOccurs=\"unbounded\"/>"
                                    "</xs:sequence></xs:complexType></xs:element>\n"
                                    "   <xs:element name=\"Deleted\"><xs:complexType><xs:sequence>"
                                    "<xs:element name=\"Item\" type=\"DeletedItem\" "
                                    "minOccurs=\"0\" maxOccurs=\"unbounded\"/>"
                                    "</xs:sequence></xs:complexType></xs:element>\n"
                                    "   <xs:element "
                                    "name=\"Attachments\"><xs:complexType><xs:sequence>"
                                    "<xs:element name=\"File\" type=\"File\" minOccurs=\"0\" "
                                    "maxOccurs=\"unbounded\"/>"
                                    "</xs:sequence></xs:complexType></xs:element>\n"
                                    "  </xs:sequence>\n"
                                    "  <xs:attribute name=\"schemaVersion\" use=\"required\" "
                                    "type=\"Text20\"/>"
                                    "<xs:attribute name=\"id\" type=\"Id\" use=\"required\"/>"
                                    "<xs:attribute name=\"serial\" type=\"Count\" "
                                    "use=\"required\"/></xs:complexType>\n"
                                    "  <xs:key name=\"FamilyKey\"><xs:selector "
                                    "xpath=\"c:Families/c:Family\" xmlns:c=\"" MIAO_CWX_NAMESPACE
                                    "\"/><xs:field xpath=\"@id\"/></xs:key>\n"
                                    "  <xs:key name=\"ChildKey\"><xs:selector "
                                    "xpath=\"c:Children/c:Child\" xmlns:c=\"" MIAO_CWX_NAMESPACE
                                    "\"/><xs:field xpath=\"@id\"/></xs:key>\n"
                                    "  <xs:key name=\"PlacementKey\"><xs:selector "
                                    "xpath=\"c:Children/c:Child/c:Placements/c:Placement\" "
                                    "xmlns:c=\"" MIAO_CWX_NAMESPACE
                                    "\"/><xs:field xpath=\"@id\"/></xs:key>\n"
                                    "  <xs:keyref name=\"PlacementFamily\" "
                                    "refer=\"FamilyKey\"><xs:selector "
                                    "xpath=\"c:Children/c:Child/c:Placements/c:Placement\" "
                                    "xmlns:c=\"" MIAO_CWX_NAMESPACE
                                    "\"/><xs:field xpath=\"c:Family\" xmlns:c=\"" MIAO_CWX_NAMESPACE
                                    "\"/></xs:keyref>\n"
                                    " </xs:element>\n"
                                    "</xs:schema>\n";

static guint
text_length (const MiaoField *field)
{
  if (field->max > 0)
    return (guint) field->max;

  return field->type == MIAO_TYPE_LONG_TEXT ? LONG_TEXT_LENGTH : TEXT_LENGTH;
}

/* The name of the value type of a field, without the absence. NULL: an inline type. */
static char *
value_type (const MiaoField *field)
{
  switch (field->type) {
  case MIAO_TYPE_TEXT:
  case MIAO_TYPE_LONG_TEXT:
    return g_strdup_printf ("Text%u", text_length (field));
  case MIAO_TYPE_DATE:
    return g_strdup ("Date");
  case MIAO_TYPE_MONTH:
    return g_strdup ("Month");
  case MIAO_TYPE_INSTANT:
    return g_strdup ("Instant");
  case MIAO_TYPE_BOOLEAN:
    return g_strdup ("Boolean");
  case MIAO_TYPE_CODE:
    return g_strdup ("Code");
  case MIAO_TYPE_CODES:
    return g_strdup ("Codes");
  case MIAO_TYPE_REF:
    return g_strdup ("Id");
  case MIAO_TYPE_REFS:
    return g_strdup ("Ids");
  case MIAO_TYPE_INTEGER:
    if (field->max > field->min)
      return g_strdup_printf ("Integer%s%" G_GINT64_FORMAT "to%" G_GINT64_FORMAT,
                              field->min < 0 ? "m" : "", ABS (field->min), field->max);
    return g_strdup ("xs:integer");
  case MIAO_TYPE_LIST:
  default:
    return NULL;
  }
}

/* Declares the type of the field when it has not been yet. */
static void
declare_type (GString *out, GHashTable *declared, const MiaoField *field)
{
  g_autofree char *type = value_type (field);

  if (type == NULL || g_str_has_prefix (type, "xs:") ||
      !g_hash_table_add (declared, g_strdup (type)))
    return;
  if (field->type == MIAO_TYPE_TEXT || field->type == MIAO_TYPE_LONG_TEXT)
    g_string_append_printf (out,
                            " <xs:simpleType name=\"%s\"><xs:restriction base=\"xs:string\">"
                            "<xs:maxLength value=\"%u\"/></xs:restriction></xs:simpleType>\n",
                            type, text_length (field));
  else if (field->type == MIAO_TYPE_INTEGER)
    g_string_append_printf (out,
                            " <xs:simpleType name=\"%s\"><xs:restriction base=\"xs:integer\">"
                            "<xs:minInclusive value=\"%" G_GINT64_FORMAT
                            "\"/><xs:maxInclusive value=\"%" G_GINT64_FORMAT
                            "\"/></xs:restriction></xs:simpleType>\n",
                            type, field->min, field->max);
}

static void
append_info (GString *out, const MiaoField *field, const char *owner)
{
  static const char *const classes[] = { "open", "sensitive", "restricted" };
  g_autofree char *text = g_markup_printf_escaped (
      "<xs:annotation><xs:appinfo><doc:field label=\"%s\" labelEn=\"%s\" sensitivity=\"%s\" "
      "source=\"%s.%s\"",
      field->label_zh, field->label, classes[field->sensitivity], owner, field->name);

  g_string_append (out, text);
  if (field->standard != NULL)
    g_string_append_printf (out, " pinyinId=\"%s\"", field->standard);
  if (field->type == MIAO_TYPE_CODE || field->type == MIAO_TYPE_CODES)
    g_string_append_printf (out, " codeTable=\"%s\"", field->table);
  if (field->type == MIAO_TYPE_REF || field->type == MIAO_TYPE_REFS)
    g_string_append_printf (out, " refersTo=\"%s\"", field->table);
  if (field->type == MIAO_TYPE_INTEGER && field->unit != NULL)
    g_string_append_printf (out, " shownUnit=\"%s\" shownDecimals=\"%u\"", field->unit,
                            field->scale);
  g_string_append (out, "/></xs:appinfo></xs:annotation>");
}

static void append_element (GString *out, const MiaoCwxElement *element, const char *owner);

static void
append_list (GString *out, const MiaoCwxElement *element, const char *owner)
{
  g_autofree char *path = g_strdup_printf ("%s.%s", owner, element->field->name);

  g_string_append (out, "<xs:complexType><xs:sequence><xs:element name=\"Item\" minOccurs=\"0\" "
                        "maxOccurs=\"unbounded\"><xs:complexType><xs:sequence>\n");
  for (const MiaoCwxElement *item = element->items; item->name != NULL; item++)
    append_element (out, item, path);
  g_string_append (out, "   </xs:sequence></xs:complexType></xs:element></xs:sequence>");
  if (element->nillable)
    g_string_append (out, "<xs:attribute name=\"nil\" type=\"Nil\"/>");
  g_string_append (out, "</xs:complexType>");
}

static void
append_element (GString *out, const MiaoCwxElement *element, const char *owner)
{
  const MiaoField *field = element->field;
  gboolean coded = field->type == MIAO_TYPE_CODE || field->type == MIAO_TYPE_CODES;
  gboolean optional = !element->nillable && field->need != MIAO_NEED_ALWAYS;
  g_autofree char *type = value_type (field);

  g_string_append_printf (out, "   <xs:element name=\"%s\"%s", element->name,
                          optional ? " minOccurs=\"0\"" : "");
  if (!coded && !element->nillable && type != NULL)
    g_string_append_printf (out, " type=\"%s\"", type);
  g_string_append_c (out, '>');
  append_info (out, field, owner);
  if (field->type == MIAO_TYPE_LIST) {
    append_list (out, element, owner);
  } else if (coded || element->nillable) {
    g_string_append (out, "<xs:complexType><xs:simpleContent>");
    if (element->nillable)
      g_string_append_printf (out, "<xs:extension base=\"%sOrNil\">", type);
    else
      g_string_append_printf (out, "<xs:extension base=\"%s\">", type);
    if (coded)
      g_string_append_printf (
          out, "<xs:attribute name=\"table\" type=\"xs:NMTOKEN\" fixed=\"%s\"/>", field->table);
    if (element->nillable)
      g_string_append (out, "<xs:attribute name=\"nil\" type=\"Nil\"/>");
    g_string_append (out, "</xs:extension></xs:simpleContent></xs:complexType>");
  }
  g_string_append (out, "</xs:element>\n");
}

/* "TypeOrNil" for every type that a nillable element has. */
static void
declare_nillable (GString *out, GHashTable *declared, const MiaoCwxElement *element)
{
  g_autofree char *type = value_type (element->field);
  g_autofree char *name = g_strconcat (type != NULL ? type : "", "OrNil", NULL);

  if (!element->nillable || type == NULL || !g_hash_table_add (declared, g_strdup (name)))
    return;
  g_string_append_printf (
      out, " <xs:simpleType name=\"%s\"><xs:union memberTypes=\"%s Empty\"/></xs:simpleType>\n",
      name, type);
}

static void
declare_types (GString *out, GHashTable *declared, const MiaoKind *kind)
{
  for (const MiaoCwxElement *element = miao_cwx_elements (kind); element->name != NULL; element++) {
    declare_type (out, declared, element->field);
    declare_nillable (out, declared, element);
    for (const MiaoCwxElement *item = element->items; item != NULL && item->name != NULL; item++)
      declare_type (out, declared, item->field);
  }
}

static void
append_parts (GString *out, const MiaoCwxPart *parts)
{
  for (const MiaoCwxPart *part = parts; part != NULL && part->kind != NULL; part++) {
    const char *name = miao_kind_find (part->kind)->xml;

    if (part->container == NULL)
      g_string_append_printf (out, "   <xs:element name=\"%s\" type=\"%s\" minOccurs=\"0\"/>\n",
                              name, name);
    else
      g_string_append_printf (out,
                              "   <xs:element name=\"%s\" minOccurs=\"0\"><xs:complexType>"
                              "<xs:sequence><xs:element name=\"%s\" type=\"%s\" "
                              "maxOccurs=\"unbounded\"/></xs:sequence></xs:complexType>"
                              "</xs:element>\n",
                              part->container, name, name);
  }
}

static void
append_kind (GString *out, GHashTable *declared, const MiaoCwxPart *part)
{
  const MiaoKind *kind = miao_kind_find (part->kind);
  g_autofree char *key = g_strconcat ("kind ", part->kind, NULL);
  g_autofree char *info = NULL;

  if (!g_hash_table_add (declared, g_strdup (key)))
    return; /* evaluations stand in families and in children */
  info = g_markup_printf_escaped ("<doc:kind label=\"%s\" labelEn=\"%s\" source=\"%s\"/>",
                                  kind->label_zh, kind->label, kind->name);
  g_string_append_printf (out,
                          " <xs:complexType name=\"%s\"><xs:annotation><xs:appinfo>%s</xs:appinfo>"
                          "</xs:annotation><xs:sequence>\n",
                          kind->xml, info);
  if (part->wrapper != NULL)
    g_string_append_printf (out, "  <xs:element name=\"%s\"><xs:complexType><xs:sequence>\n",
                            part->wrapper);
  for (const MiaoCwxElement *element = miao_cwx_elements (kind); element->name != NULL; element++)
    append_element (out, element, kind->name);
  if (part->wrapper != NULL)
    g_string_append (out, "  </xs:sequence></xs:complexType></xs:element>\n");
  append_parts (out, part->parts);
  g_string_append (out, "  </xs:sequence><xs:attribute name=\"id\" type=\"Id\" use=\"required\"/>"
                        "</xs:complexType>\n");
}

static void
walk (GString *types, GString *kinds, GHashTable *declared, const MiaoCwxPart *part)
{
  declare_types (types, declared, miao_kind_find (part->kind));
  append_kind (kinds, declared, part);
  for (const MiaoCwxPart *inner = part->parts; inner != NULL && inner->kind != NULL; inner++)
    walk (types, kinds, declared, inner);
}

char *
miao_cwx_schema_build (void)
{
  static const guint header_lengths[] = { 20, 30, 40, 50, 60, 100, 200 };
  g_autoptr (GHashTable) declared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) types = g_string_new (NULL);
  g_autoptr (GString) kinds = g_string_new (NULL);
  static const char *const named[] = { "Date", "Month", "Instant", "Boolean",
                                       "Code", "Codes", "Id",      "Ids" };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    g_hash_table_add (declared, g_strdup (named[i]));
  for (guint i = 0; i < G_N_ELEMENTS (header_lengths); i++) {
    MiaoField text = { .type = MIAO_TYPE_TEXT, .max = header_lengths[i] };

    declare_type (types, declared, &text);
  }
  walk (types, kinds, declared, &miao_cwx_institution);
  walk (types, kinds, declared, &miao_cwx_family);
  walk (types, kinds, declared, &miao_cwx_child);
  walk (types, kinds, declared, &miao_cwx_document);

  return g_strconcat (prologue, types->str, header, kinds->str, epilogue, NULL);
}

static void
ignore_error_cb (void *user_data, const xmlError *error)
{
}

static void
drop_constraints (xmlNodePtr node)
{
  xmlNodePtr next;

  for (xmlNodePtr child = node->children; child != NULL; child = next) {
    next = child->next;
    if (child->type == XML_ELEMENT_NODE && (strcmp ((const char *) child->name, "key") == 0 ||
                                            strcmp ((const char *) child->name, "keyref") == 0 ||
                                            strcmp ((const char *) child->name, "unique") == 0)) {
      xmlUnlinkNode (child);
      xmlFreeNode (child);
    } else {
      drop_constraints (child);
    }
  }
}

static xmlSchemaPtr
parse_schema (GError **error)
{
  g_autoptr (GBytes) bytes = miao_resource_load ("exchange/cwx-1.xsd", error);
  xmlDocPtr document;
  xmlSchemaPtr schema = NULL;
  gsize n;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &n);
  document = xmlReadMemory (text, (int) n, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document != NULL) {
    xmlSchemaParserCtxtPtr parser;
    xmlChar *rest = NULL;
    int n_rest = 0;

    drop_constraints (xmlDocGetRootElement (document));
    xmlDocDumpMemory (document, &rest, &n_rest);
    parser = xmlSchemaNewMemParserCtxt ((const char *) rest, n_rest);
    xmlSchemaSetParserStructuredErrors (parser, (xmlStructuredErrorFunc) ignore_error_cb, NULL);
    schema = xmlSchemaParse (parser);
    xmlSchemaFreeParserCtxt (parser);
    xmlFree (rest);
    xmlFreeDoc (document);
  }
  if (schema == NULL)
    g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_CORRUPT,
                         miao_pick ("程序自带的数据格式定义（XSD）已损坏，请重新安装程序。",
                                    "The schema that the program carries is damaged; install the "
                                    "program again."));

  return schema;
}

xmlSchemaPtr
miao_cwx_schema_get (GError **error)
{
  static GMutex mutex;
  static xmlSchemaPtr schema;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (schema == NULL)
    schema = parse_schema (error);

  return schema;
}
