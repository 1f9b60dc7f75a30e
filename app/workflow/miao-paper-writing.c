#include "config.h"

#include "miao-paper-writing.h"

#include "miao-error.h"

gboolean
miao_writing_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND, message);

  return FALSE;
}

/* ---- what is known ---- */

const char *
miao_writing_value (MiaoWriting *writing, const MiaoRecord *record, const char *field)
{
  return record == NULL
             ? ""
             : miao_paper_keep (writing->paper,
                                miao_print_dup_value (record, field, &writing->paper->options));
}

const char *
miao_writing_day (MiaoWriting *writing, const MiaoRecord *record, const char *field)
{
  MiaoDate day = record != NULL ? miao_record_get_date (record, field) : MIAO_DATE_NONE;

  return day != MIAO_DATE_NONE ? miao_paper_keep (writing->paper, miao_print_dup_date (day))
                               : MIAO_WRITING_BLANK_DAY;
}

const char *
miao_writing_name (MiaoWriting *writing, const char *kind, const char *id)
{
  const char *name = miao_paper_name (writing->paper, kind, id);

  return name != NULL ? name : "";
}

void
miao_writing_add (MiaoWriting *writing, const char *label, const char *value, guint span)
{
  g_return_if_fail (writing->letter.n_facts < MIAO_WRITING_FACTS);
  writing->facts[writing->letter.n_facts++] = (MiaoLetterFact){ label, value, span };
}

void
miao_writing_add_value (MiaoWriting *writing,
                        const MiaoRecord *record,
                        const char *field,
                        guint span)
{
  miao_writing_add (writing, miao_kind_field (miao_record_get_kind (record), field)->label_zh,
                    miao_writing_value (writing, record, field), span);
}

void
miao_writing_add_receipt (MiaoWriting *writing, const char *label, const char *value, guint span)
{
  g_return_if_fail (writing->letter.n_receipt_facts < MIAO_WRITING_FACTS);
  writing->receipt[writing->letter.n_receipt_facts++] = (MiaoLetterFact){ label, value, span };
}

void
miao_writing_number (MiaoWriting *writing,
                     const char *label,
                     const MiaoRecord *record,
                     const char *field)
{
  const char *text = record != NULL ? miao_record_get (record, field) : NULL;

  writing->letter.number = miao_paper_keep (
      writing->paper, g_strdup_printf ("%s：%s", label, text != NULL ? text : "　　　　"));
}

gboolean
miao_writing_finish (MiaoWriting *writing)
{
  MiaoPaper *paper = writing->paper;

  if (writing->letter.title == NULL)
    writing->letter.title = paper->kind->title_zh;
  writing->letter.facts = writing->facts;
  writing->letter.receipt_facts = writing->receipt;
  paper->document = miao_print_letter (&paper->info, &writing->letter);

  return TRUE;
}

MiaoRecord *
miao_writing_add_family (MiaoWriting *writing, const char *id, MiaoDate on, GError **error)
{
  MiaoPaper *paper = writing->paper;
  MiaoRecord *family = miao_paper_load (paper, "family", id, error);
  MiaoPast past;

  if (family == NULL || !miao_paper_past (paper, family, on, &past, error))
    return NULL;
  miao_writing_add (writing, "寄养家庭", miao_writing_name (writing, "family", id), 1);
  miao_writing_add_value (writing, family, "family_no", 1);
  miao_writing_add (writing, "主要照料人",
                    miao_writing_name (writing, "family_member", past.caregiver), 1);
  miao_writing_add_value (writing, family, "phone", 1);
  miao_writing_add (writing, miao_kind_field (miao_kind_find ("family"), "address")->label_zh,
                    miao_paper_show_address (paper, past.address), 0);

  return family;
}
