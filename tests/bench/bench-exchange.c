/* Ratios of our return and ledger code against the bare library, in one run. Argument: children. */
#include "cwx-sample.h"
#include "exchange-fixtures.h"
#include "miao-cwx-schema.h"
#include "miao-cwx-validate.h"
#include "miao-ledger-read.h"

#include <glib/gstdio.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define DEFAULT_CHILDREN 20000

/* Processor time: what else the machine does at the same time must not change the ratios. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static double
peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024.0;
}

/* The writing of one child as calls of the bare library, noted from a file that ours wrote. */
typedef struct {
  char op; /* '<' start, '@' attribute, '=' element with text, '>' end */
  char *name;
  char *text;
} Call;

static GArray *calls;

static void
note (char op, const xmlChar *name, const xmlChar *text)
{
  Call call = { op, g_strdup ((const char *) name), g_strdup ((const char *) text) };

  g_array_append_val (calls, call);
}

static void
note_node (xmlNodePtr node)
{
  gboolean leaf = node->children == NULL || xmlChildElementCount (node) == 0;

  if (leaf && node->properties == NULL) {
    xmlChar *text = xmlNodeGetContent (node);

    note ('=', node->name, text);
    xmlFree (text);
    return;
  }
  note ('<', node->name, NULL);
  for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next)
    note ('@', attribute->name, attribute->children->content);
  if (leaf && node->children != NULL)
    note ('t', NULL, node->children->content);
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      note_node (child);
  note ('>', NULL, NULL);
}

static void
replay (xmlTextWriterPtr xml)
{
  for (guint i = 0; i < calls->len; i++) {
    const Call *call = &g_array_index (calls, Call, i);

    if (call->op == '=')
      xmlTextWriterWriteElement (xml, BAD_CAST call->name, BAD_CAST call->text);
    else if (call->op == '<')
      xmlTextWriterStartElement (xml, BAD_CAST call->name);
    else if (call->op == '@')
      xmlTextWriterWriteAttribute (xml, BAD_CAST call->name, BAD_CAST call->text);
    else if (call->op == 't')
      xmlTextWriterWriteString (xml, BAD_CAST call->text);
    else
      xmlTextWriterEndElement (xml);
  }
}

/* Two children (one fostered) and their family again and again, with new ids: the time is the
 * writer's, not the time of making records. */
static MiaoFolder *patterns[2];
static MiaoFolder *family_pattern;

static MiaoFolder *
with_same_parts (const MiaoFolder *pattern)
{
  MiaoFolder *folder = miao_folder_new (miao_folder_get_record (pattern));

  for (guint i = 0; i < miao_folder_get_n_parts (pattern); i++)
    miao_folder_add (folder, with_same_parts (miao_folder_get_part (pattern, i)));

  return folder;
}

static void
set_number (MiaoFolder *folder, guint number)
{
  char id[37];

  g_snprintf (id, sizeof id, "01900000-0000-7000-8000-%012x", number);
  miao_record_set_id (miao_folder_get_record (folder), id);
}

static MiaoFolder *
next_pattern (gpointer user_data, GError **error)
{
  SampleSource *source = user_data;
  guint n = source->next_child++;
  MiaoFolder *folder;

  if (n >= source->n_children)
    return NULL;
  folder = with_same_parts (patterns[n % 2]);
  set_number (folder, 0x1000000 + n);
  if (n % 2 == 1) {
    MiaoFolder *placement = miao_folder_find (folder, "placement");
    g_autofree char *family = g_strdup_printf ("01900000-0000-7000-8000-%012x", 0x2000000 + n / 2);

    set_number (placement, 0x3000000 + n);
    miao_record_set (miao_folder_get_record (placement), "family", family);
  }

  return folder;
}

static MiaoFolder *
next_family (gpointer user_data, GError **error)
{
  SampleSource *source = user_data;
  guint n = source->next_family++;
  MiaoFolder *folder;

  if (n >= source->n_children / 2)
    return NULL;
  folder = with_same_parts (family_pattern);
  set_number (folder, 0x2000000 + n);

  return folder;
}

static double
time_ours (const char *path, guint n_children)
{
  static const MiaoCwxSource source = { next_family, next_pattern, NULL, NULL, NULL };
  SampleSource state = { .n_children = n_children };
  g_autoptr (MiaoRecord) institution = sample_institution ();
  g_autoptr (MiaoRecord) submission =
      sample_submission (n_children, n_children / 2, n_children / 2);
  g_autoptr (GError) error = NULL;
  double begun = now ();

  if (!miao_cwx_write (path, submission, institution, &source, &state, NULL, NULL, NULL, NULL,
                       &error))
    g_error ("%s", error->message);

  return now () - begun;
}

static double
time_bare_writer (const char *path, guint n_children)
{
  double begun = now ();
  xmlTextWriterPtr xml = xmlNewTextWriterFilename (path, 0);

  xmlTextWriterSetIndent (xml, 1);
  xmlTextWriterStartDocument (xml, "1.0", "UTF-8", NULL);
  xmlTextWriterStartElement (xml, BAD_CAST "Batch");
  for (guint i = 0; i < n_children / 2; i++)
    replay (xml);
  xmlTextWriterEndDocument (xml);
  xmlFreeTextWriter (xml);

  return now () - begun;
}

static void
ignore_start (void *data,
              const xmlChar *name,
              const xmlChar *prefix,
              const xmlChar *uri,
              int n_namespaces,
              const xmlChar **namespaces,
              int n_attributes,
              int n_defaulted,
              const xmlChar **attributes)
{
}

static double
time_bare_schema (const char *path)
{
  xmlSchemaPtr schema = miao_cwx_schema_get (NULL);
  xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt (schema);
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = ignore_start };
  double begun = now ();

  if (xmlSchemaValidateStream (valid,
                               xmlParserInputBufferCreateFilename (path, XML_CHAR_ENCODING_NONE),
                               XML_CHAR_ENCODING_NONE, &sax, NULL) != 0)
    g_error ("the bare check refuses the file");
  begun = now () - begun;
  xmlSchemaFreeValidCtxt (valid);

  return begun;
}

static double
time_validate (const char *path, gboolean schema_only)
{
  MiaoCwxValidateOptions options = { .schema_only = schema_only };
  g_autoptr (GError) error = NULL;
  double begun = now ();
  g_autoptr (MiaoCwxReport) report = miao_cwx_validate (path, &options, NULL, NULL, NULL, &error);

  if (report == NULL)
    g_error ("%s", error->message);

  return now () - begun;
}

static gboolean
count_entry (const MiaoLedgerEntry *entry, gpointer user_data, GError **error)
{
  guint *n = user_data;

  (*n)++;

  return TRUE;
}

static void
bench_ledger (ExchangeFolder *folder, guint n_rows)
{
  g_autoptr (GString) text = g_string_new ("编号,姓名,性别,出生日期,入院日期,民族,入院类别,备注\n");
  g_autofree char *path = NULL;
  g_autoptr (MiaoLedger) ledger = NULL;
  g_autoptr (MiaoLedgerMap) map = NULL;
  MiaoLedgerReadOptions options = { miao_date_parse ("2026-11-22"), MIAO_DATE_NONE };
  guint n = 0;
  double begun;
  double before;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "ET%06u,沈小满,%s,20%02u-%u-%u,2021年%u月%u日,汉,弃婴,安静\n", i,
                            i % 2 ? "男" : "女", i % 20, 1 + i % 12, 1 + i % 28, 1 + i % 12,
                            1 + i % 28);
  path = exchange_write_as (folder, "a.csv", text->str, "GB18030", FALSE);
  g_string_truncate (text, 0);
  before = peak_mib ();
  begun = now ();
  ledger = miao_ledger_open (path, NULL, NULL);
  map = miao_ledger_map_guess (ledger, MIAO_LEDGER_CHILDREN);
  if (!miao_ledger_read_children (ledger, map, &options, count_entry, &n, NULL, NULL, NULL))
    g_error ("the ledger cannot be read");
  begun = now () - begun;
  g_print ("ledger: %u rows into records %.2f s (%.0f rows/s), peak memory +%.1f MiB\n", n, begun,
           n / begun, peak_mib () - before);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) atoi (argv[1]) : DEFAULT_CHILDREN;
  g_auto (ExchangeFolder) folder = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *bare_path = NULL;
  xmlDocPtr document;
  GStatBuf info;
  double ours;
  double bare;
  double check;
  double rules;
  double memory;

  exchange_folder_init (&folder);
  path = g_build_filename (folder.folder, "a.xml", NULL);
  bare_path = g_build_filename (folder.folder, "b.xml", NULL);
  patterns[0] = sample_child (0);
  patterns[1] = sample_child (1);
  family_pattern = sample_family (1);
  /* The two children and their family as calls of the bare library. */
  time_ours (path, 2);
  calls = g_array_new (FALSE, FALSE, sizeof (Call));
  document = xmlReadFile (path, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
  for (xmlNodePtr node = xmlDocGetRootElement (document)->children; node != NULL; node = node->next)
    if (strcmp ((const char *) node->name, "Children") == 0 ||
        strcmp ((const char *) node->name, "Families") == 0)
      for (xmlNodePtr child = node->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
          note_node (child);
  xmlFreeDoc (document);

  time_bare_writer (bare_path, 200);
  bare = time_bare_writer (bare_path, n);
  memory = peak_mib ();
  ours = time_ours (path, n);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_print (
      "write: %u children, %.1f MB; bare xmlTextWriter %.2f s, ours with layout, digest and flush "
      "%.2f s: ratio %.2f; peak memory +%.1f MiB\n",
      n, (double) info.st_size / 1e6, bare, ours, ours / bare, peak_mib () - memory);
  memory = peak_mib ();
  bare = time_bare_schema (path);
  check = time_validate (path, TRUE);
  rules = time_validate (path, FALSE);
  g_print (
      "check: bare streaming schema %.2f s, ours stage 0 %.2f s: ratio %.2f; with the rules of "
      "stages 1 to 4 %.2f s: ratio %.2f; peak memory +%.1f MiB\n",
      bare, check, check / bare, rules, rules / bare, peak_mib () - memory);
  bench_ledger (&folder, MIN (n * 5, 100000));

  return 0;
}
