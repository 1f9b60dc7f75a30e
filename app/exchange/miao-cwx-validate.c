#include "config.h"

#include "miao-cwx-validate.h"

#include "miao-cwx-file-rules.h"
#include "miao-cwx-keys.h"
#include "miao-cwx-layout.h"
#include "miao-cwx-previous.h"
#include "miao-cwx-reader.h"
#include "miao-cwx-schema.h"
#include "miao-cwx-stays.h"
#include "miao-error.h"
#include "miao-language-lend.h"
#include "miao-return-facts.h"

#include <string.h>

/* Somebody older than this at the cut-off was no small child during any stay of a child in the
 * file: the longest stay (18 years) and the age below which members count (6), with room to spare.
 */
#define GROWN_YEARS 30

typedef struct {
  const MiaoCwxValidateOptions *options;
  const MiaoRuleSettings *settings;
  MiaoCwxValidateProgress progress;
  gpointer progress_data;
  MiaoCwxReport *report;
  MiaoReturnContext context;
  gboolean full;
  MiaoCwxKeys *children;
  MiaoCwxKeys *families;
  MiaoCwxStays *stays;
  MiaoCwxPrevious *previous;   /* NULL: no last batch */
  GHashTable *reduced;         /* ids of children that an event takes out */
  guint64 n_complaints;        /* up to now */
  guint64 n_complaints_before; /* when the folder at hand began */
  guint last_line;
  char *last_element;
} Validator;

static guint
line_of (gconstpointer reader, const char *record_id)
{
  return miao_cwx_reader_get_line (reader, record_id);
}

/* Takes one finding of stage 0 into the report. */
static void
take (Validator *self, MiaoFindings *findings, guint line)
{
  guint first = self->report->items->len;

  miao_cwx_report_add_findings (self->report, findings, NULL, NULL, NULL);
  for (guint i = first; i < self->report->items->len; i++)
    ((MiaoCwxItem *) g_ptr_array_index (self->report->items, i))->line = line;
}

static void
complain_cb (MiaoCwxReader *reader,
             MiaoCwxComplaint complaint,
             guint line,
             const char *element,
             int code,
             gpointer user_data)
{
  Validator *self = user_data;
  g_autoptr (MiaoFindings) findings = NULL;
  g_autofree char *number = NULL;
  const char *zh = "有值又写了 nil，或没有值也没有 nil";
  const char *en = "there is a value and nil, or neither";

  self->n_complaints++;
  /* libxml2 says the same of one value twice: of the facet and of the type. */
  if (line == self->last_line && g_strcmp0 (element, self->last_element) == 0)
    return;
  self->last_line = line;
  g_free (self->last_element);
  self->last_element = g_strdup (element);
  findings = miao_findings_new ();
  number = g_strdup_printf ("%u", line);
  if (complaint == MIAO_CWX_SCHEMA)
    miao_cwx_explain (code, &zh, &en);
  else if (complaint == MIAO_CWX_UNREADABLE)
    miao_cwx_explain (XML_SCHEMAV_CVC_PATTERN_VALID, &zh, &en);
  miao_findings_add (
      findings, &miao_cwx_file_rules ()[complaint == MIAO_CWX_NIL ? MIAO_CWX_V005 : MIAO_CWX_V002],
      complaint == MIAO_CWX_NIL ? MIAO_SEVERITY_ERROR : MIAO_SEVERITY_FATAL, NULL, "line", number,
      "element", element != NULL ? element : "", "what_zh", zh, "what_en", en, NULL);
  take (self, findings, line);
}

static void
header_cb (MiaoCwxReader *reader, MiaoRecord *submission, guint line, gpointer user_data)
{
  Validator *self = user_data;

  miao_record_unref (self->report->submission);
  self->report->submission = miao_record_copy (submission);
  self->context.cut_off = miao_record_get_date (submission, "period_to");
  self->full = miao_record_is (submission, "submission_kind", "full");
}

static void
institution_cb (MiaoCwxReader *reader, MiaoRecord *record, guint line, gpointer user_data)
{
  Validator *self = user_data;

  g_free ((char *) self->context.institution_division);
  self->context.institution_division = g_strdup (miao_record_get (record, "division_code"));
  self->n_complaints_before = self->n_complaints;
}

/* Only who lives there and may have been small during a stay that is in the file is asked about: so
 * most families need not be kept. */
static void
keep_member (Validator *self, const char *family, const MiaoRecord *record)
{
  MiaoMemberFacts member = { .born = miao_record_get_date (record, "birth_date"),
                             .joined = miao_record_get_date (record, "joined_on"),
                             .left = miao_record_get_date (record, "left_on"),
                             .co_living = miao_record_get_bool (record, "co_living"),
                             .foster_child = miao_record_get_bool (record, "foster_child") };

  if (!member.co_living || member.foster_child || member.born == MIAO_DATE_NONE ||
      miao_date_age (member.born, self->context.cut_off) > GROWN_YEARS)
    return;
  member.id = miao_record_get_id (record);
  member.name = miao_record_get (record, "name");
  miao_cwx_stays_add_member (self->stays, family, &member);
}

static void
family_cb (MiaoCwxReader *reader, MiaoFolder *folder, guint line, gpointer user_data)
{
  Validator *self = user_data;
  const char *id = miao_record_get_id (miao_folder_get_record (folder));
  gboolean sound = self->n_complaints == self->n_complaints_before;

  self->report->n_families++;
  self->n_complaints_before = self->n_complaints;
  miao_cwx_keys_add (self->families, id, line);
  if (self->options->schema_only || id == NULL)
    return;
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));

    if (strcmp (miao_record_get_kind (part)->name, "family_member") == 0)
      keep_member (self, id, part);
  }
  if (sound) {
    g_autoptr (MiaoFindings) findings = miao_findings_new ();

    miao_return_ask_family_evaluations (folder, self->settings, findings, &self->report->tally);
    miao_cwx_report_add_findings (self->report, findings, folder, line_of, reader);
  }
}

static void
keep_placement (Validator *self, MiaoCwxReader *reader, const MiaoRecord *record)
{
  const char *id = miao_record_get_id (record);

  self->report->n_placements++;
  miao_cwx_stays_add (self->stays, miao_record_get (record, "family"), id,
                      miao_record_get_date (record, "moved_in_on"),
                      miao_record_get_date (record, "ended_on"),
                      miao_cwx_reader_get_line (reader, id));
}

static void
ask_child (Validator *self, MiaoCwxReader *reader, MiaoFolder *folder)
{
  const char *id = miao_record_get_id (miao_folder_get_record (folder));
  MiaoReturnPrevious previous = { 0 };
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autoptr (MiaoReturnFacts) facts = NULL;

  if (self->previous != NULL)
    miao_cwx_previous_ask (self->previous, id, &previous);
  miao_folder_sort (folder);
  facts = miao_return_facts_new (folder, &self->context, &previous);
  miao_rules_return_child (miao_return_facts_get (facts), self->settings, findings,
                           &self->report->tally);
  miao_cwx_report_add_findings (self->report, findings, folder, line_of, reader);
}

static void
child_cb (MiaoCwxReader *reader, MiaoFolder *folder, guint line, gpointer user_data)
{
  Validator *self = user_data;
  gboolean sound = self->n_complaints == self->n_complaints_before;

  self->report->n_children++;
  self->n_complaints_before = self->n_complaints;
  miao_cwx_keys_add (self->children, miao_record_get_id (miao_folder_get_record (folder)), line);
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));

    if (strcmp (miao_record_get_kind (part)->name, "placement") == 0)
      keep_placement (self, reader, part);
  }
  /* A folder that breaks the schema is not asked further: what it says cannot be relied upon. */
  if (sound && !self->options->schema_only)
    ask_child (self, reader, folder);
}

static void
event_cb (MiaoCwxReader *reader, const MiaoCwxEvent *event, guint line, gpointer user_data)
{
  Validator *self = user_data;

  if (event->subject_id != NULL &&
      (event->type == MIAO_CWX_REDUCE || event->type == MIAO_CWX_TRANSFER ||
       event->type == MIAO_CWX_WITHDRAW))
    g_hash_table_add (self->reduced, g_strdup (event->subject_id));
}

static void
attachment_cb (MiaoCwxReader *reader, MiaoRecord *record, guint line, gpointer user_data)
{
  Validator *self = user_data;

  self->report->n_attachments++;
}

static void
progress_cb (guint64 bytes, guint64 total, gpointer user_data)
{
  Validator *self = user_data;

  self->report->bytes = bytes;
  if (self->progress != NULL)
    self->progress (bytes, total, self->progress_data);
}

/* After the last element. */

static void
repeated (Validator *self, guint line, guint other_line, const char *zh, const char *en)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autofree char *number = g_strdup_printf ("%u", line);
  g_autofree char *other = g_strdup_printf ("%u", other_line);

  miao_findings_add (findings, &miao_cwx_file_rules ()[MIAO_CWX_V003], MIAO_SEVERITY_FATAL, NULL,
                     "line", number, "other", other, "kind_zh", zh, "kind_en", en, NULL);
  take (self, findings, line);
}

static void
child_repeated_cb (guint line, guint other_line, gpointer user_data)
{
  repeated (user_data, line, other_line, "儿童", "child");
}

static void
family_repeated_cb (guint line, guint other_line, gpointer user_data)
{
  repeated (user_data, line, other_line, "寄养家庭", "family");
}

static void
placement_repeated_cb (guint line, guint other_line, gpointer user_data)
{
  repeated (user_data, line, other_line, "寄养关系", "placement");
}

static void
family_missing_cb (guint line, guint other_line, gpointer user_data)
{
  Validator *self = user_data;
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autofree char *number = g_strdup_printf ("%u", line);

  miao_findings_add (findings, &miao_cwx_file_rules ()[MIAO_CWX_V004], MIAO_SEVERITY_FATAL, NULL,
                     "line", number, NULL);
  take (self, findings, line);
}

static void
compare_counts (Validator *self)
{
  const struct {
    const char *field;
    guint64 n;
  } counts[] = {
    { "n_children", self->report->n_children },
    { "n_families", self->report->n_families },
    { "n_placements", self->report->n_placements },
    { "n_attachments", self->report->n_attachments },
  };
  const MiaoRecord *submission = self->report->submission;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++) {
    const MiaoField *field = miao_kind_field (miao_record_get_kind (submission), counts[i].field);
    const char *said = miao_record_get (submission, counts[i].field);
    g_autofree char *there = g_strdup_printf ("%" G_GUINT64_FORMAT, counts[i].n);
    g_autoptr (MiaoFindings) findings = NULL;

    if (g_strcmp0 (said, there) == 0)
      continue;
    findings = miao_findings_new ();
    miao_findings_add (findings, &miao_cwx_file_rules ()[MIAO_CWX_V006], MIAO_SEVERITY_FATAL, NULL,
                       "what_zh", field->label_zh, "what_en", field->label, "said",
                       said != NULL ? said : "–", "there", there, NULL);
    take (self, findings, 0);
  }
}

static void
ask_family (const MiaoReturnFamily *facts, gpointer user_data)
{
  Validator *self = user_data;
  g_autoptr (MiaoFindings) findings = miao_findings_new ();

  miao_rules_return_family (facts, self->settings, findings, &self->report->tally);
  miao_cwx_report_add_findings (self->report, findings, NULL, NULL, NULL);
}

static void
missing_cb (const char *id, gpointer user_data)
{
  Validator *self = user_data;
  g_autoptr (MiaoFindings) findings = miao_findings_new ();

  miao_rules_return_missing (id, miao_cwx_previous_get_cut_off (self->previous),
                             g_hash_table_contains (self->reduced, id), findings,
                             &self->report->tally);
  miao_cwx_report_add_findings (self->report, findings, NULL, NULL, NULL);
}

static void
finish (Validator *self)
{
  miao_cwx_keys_repeated (self->children, child_repeated_cb, self);
  miao_cwx_keys_repeated (self->families, family_repeated_cb, self);
  miao_cwx_stays_repeated (self->stays, placement_repeated_cb, self);
  miao_cwx_stays_missing (self->stays, self->families, family_missing_cb, self);
  compare_counts (self);
  if (self->options->schema_only)
    return;
  miao_cwx_stays_each_family (self->stays, self->context.cut_off, ask_family, self);
  /* A batch of changes need not hold every child. */
  if (self->previous != NULL && self->full)
    miao_cwx_previous_each_missing (self->previous, missing_cb, self);
}

/* A file that cannot be read to its end is a finding; one that was not to be read is an error. */
static gboolean
is_finding (const GError *error)
{
  return g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CORRUPT) ||
         g_error_matches (error, MIAO_ERROR, MIAO_ERROR_FOREIGN);
}

/* The report speaks both languages, an error one: the file is read as far once more. */
static char *
dup_why (Validator *self, const char *path, MiaoLanguage language, const GError *error)
{
  static const MiaoCwxFuncs nothing;
  g_autoptr (GError) again = NULL;

  miao_language_lend (language);
  (void) miao_cwx_read (path, NULL, self->options->max_bytes, &nothing, NULL, NULL, NULL, &again);
  miao_language_restore ();

  return g_strdup (again != NULL ? again->message : error->message);
}

static void
add_unreadable (Validator *self, const char *path, const GError *error)
{
  g_autoptr (MiaoFindings) findings = miao_findings_new ();
  g_autofree char *zh = dup_why (self, path, MIAO_LANGUAGE_ZH, error);
  g_autofree char *en = dup_why (self, path, MIAO_LANGUAGE_EN, error);

  miao_findings_add (findings, &miao_cwx_file_rules ()[MIAO_CWX_V001], MIAO_SEVERITY_FATAL, NULL,
                     "why_zh", zh, "why_en", en, NULL);
  take (self, findings, 0);
}

static gboolean
read_previous (Validator *self, GCancellable *cancellable, GError **error)
{
  if (self->options->previous_path == NULL)
    return TRUE;
  self->previous = miao_cwx_previous_read (self->options->previous_path, self->options->max_bytes,
                                           cancellable, error);
  if (self->previous == NULL)
    return FALSE;
  self->context.previous_extracted_at = miao_cwx_previous_get_extracted_at (self->previous);
  return TRUE;
}

static void
validator_init (Validator *self)
{
  self->children = miao_cwx_keys_new ();
  self->families = miao_cwx_keys_new ();
  self->stays = miao_cwx_stays_new ();
  self->reduced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
validator_clear (Validator *self)
{
  miao_cwx_keys_free (self->children);
  miao_cwx_keys_free (self->families);
  miao_cwx_stays_free (self->stays);
  g_hash_table_unref (self->reduced);
  g_clear_pointer (&self->previous, miao_cwx_previous_free);
  g_free ((char *) self->context.institution_division);
  g_free (self->last_element);
}

MiaoCwxReport *
miao_cwx_validate (const char *path,
                   const MiaoCwxValidateOptions *options,
                   MiaoCwxValidateProgress progress,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  static const MiaoCwxValidateOptions usual;
  static const MiaoCwxFuncs funcs = { header_cb, institution_cb, family_cb,   child_cb,
                                      event_cb,  attachment_cb,  complain_cb, progress_cb };
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (MiaoCwxReport) report = miao_cwx_report_new (name);
  g_autoptr (GError) local_error = NULL;
  xmlSchemaPtr schema = miao_cwx_schema_get (error);
  MiaoRuleSettings settings;
  Validator self = { .options = options != NULL ? options : &usual,
                     .progress = progress,
                     .progress_data = user_data,
                     .report = report };
  gboolean readable;
  gboolean done;

  if (schema == NULL)
    return NULL;
  miao_rule_settings_init (&settings);
  self.settings = self.options->settings != NULL ? self.options->settings : &settings;
  validator_init (&self);
  readable = read_previous (&self, cancellable, &local_error);
  done = readable && miao_cwx_read (path, schema, self.options->max_bytes, &funcs, &self,
                                    report->sha256, cancellable, &local_error);
  if (done)
    finish (&self);
  else if (readable && is_finding (local_error))
    add_unreadable (&self, path, local_error);
  else
    readable = FALSE;
  validator_clear (&self);
  if (!readable) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&report);
}
