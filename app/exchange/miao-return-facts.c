#include "config.h"

#include "miao-return-facts.h"

#include "miao-codes.h"
#include "miao-cwx-layout.h"

#include <string.h>

struct _MiaoReturnFacts {
  MiaoReturnChild child;
  const MiaoReturnContext *context;
  GArray *admissions;
  GArray *placements;
  GArray *evaluations;
  GArray *opinions;
  GArray *events;
  GArray *codes;
  GPtrArray *owned; /* arrays of visits and team members */
  GPtrArray *texts; /* single codes cut out of several */
};

gint64
miao_return_id_time (const char *id)
{
  gint64 ms = 0;
  guint n = 0;

  for (const char *p = id; p != NULL && *p != '\0' && n < 12; p++) {
    if (*p == '-')
      continue;
    if (!g_ascii_isxdigit (*p))
      return 0;
    ms = ms * 16 + g_ascii_xdigit_value (*p);
    n++;
  }

  return n == 12 && strlen (id) > 14 && id[14] == '7' ? ms : 0;
}

static void
add_event (MiaoReturnFacts *self, const MiaoRecord *record, const char *field)
{
  const MiaoKind *kind = miao_record_get_kind (record);
  MiaoReturnEvent event = { .kind = kind->name,
                            .field = field,
                            .id = miao_record_get_id (record),
                            .label_zh = kind->label_zh,
                            .label_en = kind->label };

  event.on = field != NULL ? miao_record_get_date (record, field) : MIAO_DATE_NONE;
  if (event.on == MIAO_DATE_NONE)
    return;
  event.fresh = self->context->previous_extracted_at > 0 &&
                miao_return_id_time (event.id) > self->context->previous_extracted_at;
  g_array_append_val (self->events, event);
}

/* The field whose day decides; NULL: the kind has none. */
static const char *
event_field (const MiaoRecord *record)
{
  for (const MiaoField *field = miao_record_get_kind (record)->fields; field->name != NULL; field++)
    if (field->flags & MIAO_FIELD_EVENT)
      return field->name;

  return NULL;
}

/* First day on which any code of the table is valid. Dates before it are judged by no set: the
 * codes were given to old records later. */
static MiaoDate
table_begin (const char *table)
{
  static GHashTable *begins;
  static GMutex mutex;
  gpointer begin;
  guint n = 0;
  const MiaoCode *rows;
  MiaoDate first = G_MAXINT32;

  g_mutex_lock (&mutex);
  if (begins == NULL)
    begins = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_lookup_extended (begins, table, NULL, &begin)) {
    rows = miao_codes_get (table, &n);
    for (guint i = 0; i < n; i++)
      first = MIN (first, rows[i].valid_from);
    begin = GINT_TO_POINTER (n > 0 ? first : MIAO_DATE_NONE);
    g_hash_table_insert (begins, (gpointer) table, begin);
  }
  g_mutex_unlock (&mutex);

  return GPOINTER_TO_INT (begin);
}

static void
add_code (MiaoReturnFacts *self,
          const MiaoRecord *record,
          const MiaoField *field,
          const char *code,
          MiaoDate on)
{
  MiaoReturnCode row = { miao_record_get_kind (record)->name,
                         field->name,
                         miao_record_get_id (record),
                         field->table,
                         code,
                         on };

  if (on != MIAO_DATE_NONE && on < table_begin (field->table))
    row.on = MIAO_DATE_NONE;
  g_array_append_val (self->codes, row);
}

static void
add_codes (MiaoReturnFacts *self, const MiaoRecord *record)
{
  MiaoDate on = miao_record_event_date (record);

  for (const MiaoCwxElement *e = miao_cwx_elements (miao_record_get_kind (record)); e->name != NULL;
       e++) {
    const char *text = miao_record_get_at (record, e->index);

    if (text == NULL)
      continue;
    if (e->field->type == MIAO_TYPE_CODE) {
      add_code (self, record, e->field, text, on);
    } else if (e->field->type == MIAO_TYPE_CODES) {
      g_auto (GStrv) words = g_strsplit (text, " ", -1);

      for (guint i = 0; words[i] != NULL; i++) {
        add_code (self, record, e->field, words[i], on);
        g_ptr_array_add (self->texts, g_strdup (words[i]));
        g_array_index (self->codes, MiaoReturnCode, self->codes->len - 1).code =
            g_ptr_array_index (self->texts, self->texts->len - 1);
      }
    }
  }
}

static void
add_admission (MiaoReturnFacts *self, const MiaoRecord *record)
{
  MiaoReturnAdmission row = { miao_record_get_id (record),
                              miao_record_get_date (record, "arrived_on"),
                              miao_record_get_date (record, "closed_on"),
                              miao_record_get (record, "intake_code"),
                              miao_record_get (record, "paid_through"),
                              miao_record_get (record, "last_paid_month") };

  g_array_append_val (self->admissions, row);
}

static void
add_placement (MiaoReturnFacts *self, const MiaoFolder *folder)
{
  const MiaoRecord *record = miao_folder_get_record (folder);
  GArray *visits = g_array_new (FALSE, FALSE, sizeof (MiaoDate));
  MiaoReturnPlacement row = { miao_record_get_id (record),
                              miao_record_get (record, "family"),
                              miao_record_get (record, "home_division"),
                              miao_record_get_date (record, "moved_in_on"),
                              miao_record_get_date (record, "confirmed_on"),
                              miao_record_get_date (record, "ended_on"),
                              miao_record_get (record, "extend_reason"),
                              NULL,
                              0 };

  g_ptr_array_add (self->owned, visits);
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));
    MiaoDate on = miao_record_event_date (part);

    add_event (self, part, event_field (part));
    add_codes (self, part);
    if (strcmp (miao_record_get_kind (part)->name, "visit") == 0)
      g_array_append_val (visits, on);
  }
  if (row.moved_in_on == MIAO_DATE_NONE)
    return; /* matched or signed, but never begun */
  add_event (self, record, "confirmed_on");
  add_event (self, record, "ended_on");
  row.visits = (const MiaoDate *) (gpointer) visits->data;
  row.n_visits = visits->len;
  g_array_append_val (self->placements, row);
}

static void
add_evaluation (MiaoReturnFacts *self, const MiaoFolder *folder)
{
  const MiaoRecord *record = miao_folder_get_record (folder);
  GArray *team = g_array_new (FALSE, TRUE, sizeof (MiaoTeamMember));
  MiaoReturnEvaluation row = { miao_record_get_id (record),
                               miao_record_get_date (record, "finished_on"), NULL, 0 };

  g_ptr_array_add (self->owned, team);
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++) {
    const MiaoRecord *part = miao_folder_get_record (miao_folder_get_part (folder, i));
    MiaoTeamMember member = {
      .id = miao_record_get_id (part),
      .person = miao_record_get (part, "id_no"),
      .name = miao_record_get (part, "name"),
      .leader = miao_record_is (part, "role", "LEADER"),
      .since = miao_record_get_date (part, "cw_years_start"),
      .years_tenths = (int) miao_record_get_int (part, "cw_years", 0),
      .declared = miao_record_has (part, "conflict"),
      .conflict = miao_record_get_bool (part, "conflict"),
      .has_signed = miao_record_has (part, "signed_at"),
    };

    add_codes (self, part);
    if (!miao_record_has (part, "left_on"))
      g_array_append_val (team, member);
  }
  if (row.on == MIAO_DATE_NONE || !miao_record_has (record, "conclusion"))
    return; /* still open: nothing to judge */
  row.members = (const MiaoTeamMember *) (gpointer) team->data;
  row.n_members = team->len;
  g_array_append_val (self->evaluations, row);
}

static void
add_part (MiaoReturnFacts *self, const MiaoFolder *folder)
{
  const MiaoRecord *record = miao_folder_get_record (folder);
  const char *kind = miao_record_get_kind (record)->name;
  MiaoDate on = miao_record_event_date (record);

  add_codes (self, record);
  if (strcmp (kind, "archive_volume") != 0) /* volumes are closed after a child has left */
    add_event (self, record, event_field (record));
  if (strcmp (kind, "admission") == 0)
    add_admission (self, record);
  else if (strcmp (kind, "placement") == 0)
    add_placement (self, folder);
  else if (strcmp (kind, "evaluation") == 0)
    add_evaluation (self, folder);
  else if (strcmp (kind, "child_opinion") == 0 && on != MIAO_DATE_NONE &&
           miao_record_is (record, "about", "PRE"))
    g_array_append_val (self->opinions, on);
}

static MiaoGuardianship
guardianship (const MiaoRecord *record)
{
  gint64 code = miao_record_get_int (record, "guardianship", 0);

  return code >= MIAO_GUARDIANSHIP_LONG_TERM && code <= MIAO_GUARDIANSHIP_DESTITUTE
             ? (MiaoGuardianship) code
             : MIAO_GUARDIANSHIP_UNKNOWN;
}

static MiaoCognition
cognition (const MiaoRecord *record)
{
  gint64 code = miao_record_get_int (record, "cognition", 0);

  return code >= MIAO_COGNITION_NORMAL && code <= MIAO_COGNITION_IMPAIRED
             ? (MiaoCognition) code
             : MIAO_COGNITION_UNKNOWN; /* 4: not assessed */
}

static void
fill_child (MiaoReturnFacts *self, const MiaoRecord *record, const MiaoReturnPrevious *previous)
{
  MiaoReturnChild *child = &self->child;

  child->id = miao_record_get_id (record);
  child->institution_division = self->context->institution_division;
  child->cut_off = self->context->cut_off;
  child->paper_era = miao_record_has (record, "import_batch");
  child->id_no = miao_record_get (record, "id_no");
  child->id_absent_reason = miao_record_get (record, "id_absent_reason");
  child->born = miao_record_get_date (record, "birth_date");
  child->sex = miao_record_get (record, "sex");
  child->ethnic = miao_record_get (record, "ethnic");
  child->guardianship = guardianship (record);
  child->cognition = cognition (record);
  child->admissions = (gpointer) self->admissions->data;
  child->n_admissions = self->admissions->len;
  child->placements = (gpointer) self->placements->data;
  child->n_placements = self->placements->len;
  child->evaluations = (gpointer) self->evaluations->data;
  child->n_evaluations = self->evaluations->len;
  child->opinions = (gpointer) self->opinions->data;
  child->n_opinions = self->opinions->len;
  child->events = (gpointer) self->events->data;
  child->n_events = self->events->len;
  child->codes = (gpointer) self->codes->data;
  child->n_codes = self->codes->len;
  if (previous != NULL)
    child->previous = *previous;
}

static MiaoReturnFacts *
facts_new (const MiaoReturnContext *context)
{
  MiaoReturnFacts *self = g_new0 (MiaoReturnFacts, 1);

  self->context = context;
  self->admissions = g_array_new (FALSE, FALSE, sizeof (MiaoReturnAdmission));
  self->placements = g_array_new (FALSE, FALSE, sizeof (MiaoReturnPlacement));
  self->evaluations = g_array_new (FALSE, FALSE, sizeof (MiaoReturnEvaluation));
  self->opinions = g_array_new (FALSE, FALSE, sizeof (MiaoDate));
  self->events = g_array_new (FALSE, FALSE, sizeof (MiaoReturnEvent));
  self->codes = g_array_new (FALSE, FALSE, sizeof (MiaoReturnCode));
  self->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->texts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
miao_return_ask_family_evaluations (const MiaoFolder *family,
                                    const MiaoRuleSettings *settings,
                                    MiaoFindings *findings,
                                    MiaoReturnTally *tally)
{
  static const MiaoReturnContext nowhere;
  g_autoptr (MiaoReturnFacts) self = facts_new (&nowhere);

  for (guint i = 0; i < miao_folder_get_n_parts (family); i++) {
    const MiaoFolder *part = miao_folder_get_part (family, i);

    if (strcmp (miao_record_get_kind (miao_folder_get_record (part))->name, "evaluation") == 0)
      add_evaluation (self, part);
  }
  miao_rules_return_evaluations ((gconstpointer) self->evaluations->data, self->evaluations->len,
                                 settings, findings, tally);
}

MiaoReturnFacts *
miao_return_facts_new (const MiaoFolder *folder,
                       const MiaoReturnContext *context,
                       const MiaoReturnPrevious *previous)
{
  MiaoReturnFacts *self = facts_new (context);
  const MiaoRecord *record = miao_folder_get_record (folder);

  add_codes (self, record);
  for (guint i = 0; i < miao_folder_get_n_parts (folder); i++)
    add_part (self, miao_folder_get_part (folder, i));
  fill_child (self, record, previous);

  return self;
}

void
miao_return_facts_free (MiaoReturnFacts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->admissions);
  g_array_unref (self->placements);
  g_array_unref (self->evaluations);
  g_array_unref (self->opinions);
  g_array_unref (self->events);
  g_array_unref (self->codes);
  g_ptr_array_unref (self->owned);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

const MiaoReturnChild *
miao_return_facts_get (const MiaoReturnFacts *self)
{
  return &self->child;
}
