#include "config.h"

#include "miao-print-letter.h"

static void
add_facts (MiaoDocument *document, const MiaoLetterFact *facts, guint n)
{
  if (n == 0)
    return;
  miao_document_begin_grid (document, 2, NULL);
  for (guint i = 0; i < n; i++)
    miao_document_add_grid_cell (document, facts[i].label, facts[i].value, facts[i].span);
  miao_document_end_grid (document);
}

static void
add_part (MiaoDocument *document, const MiaoLetterPart *part)
{
  const MiaoSignature signature = { part->signed_by, NULL };

  miao_document_begin_together (document);
  if (part->head != NULL)
    miao_document_add_heading (document, part->head);
  if (part->signed_by != NULL)
    miao_document_add_opinion (document, part->words != NULL ? part->words : "", &signature, 1,
                               part->date);
  else if (part->words != NULL)
    miao_document_add_paragraph (document, part->words, TRUE);
  miao_document_end_together (document);
}

static void
add_table (MiaoDocument *document, const MiaoLetter *letter)
{
  if (letter->n_columns == 0)
    return;
  if (letter->table_head != NULL)
    miao_document_add_heading (document, letter->table_head);
  miao_document_begin_table (document, letter->columns, letter->n_columns);
  for (guint i = 0; i < letter->n_rows; i++)
    miao_document_add_row (document, letter->rows + (gsize) i * letter->n_columns);
  miao_document_end_table (document);
}

static void
add_receipt (MiaoDocument *document, const MiaoLetter *letter)
{
  miao_document_add_space (document, 18);
  miao_document_begin_together (document);
  miao_document_add_title (document, letter->receipt);
  add_facts (document, letter->receipt_facts, letter->n_receipt_facts);
  miao_document_add_space (document, 12);
  miao_document_add_signatures (document, letter->receipt_signatures, letter->n_receipt_signatures,
                                2);
  miao_document_end_together (document);
}

MiaoDocument *
miao_print_letter (const MiaoDocumentInfo *info, const MiaoLetter *letter)
{
  MiaoDocument *document = miao_document_new (info);

  miao_document_add_title (document, letter->title);
  if (letter->number != NULL)
    miao_document_add_paragraph (document, letter->number, FALSE);
  if (letter->to != NULL)
    miao_document_add_paragraph (document, letter->to, FALSE);
  add_facts (document, letter->facts, letter->n_facts);
  for (guint i = 0; i < letter->n_parts; i++)
    add_part (document, &letter->parts[i]);
  add_table (document, letter);
  if (letter->note != NULL)
    miao_document_add_note (document, letter->note);
  if (letter->n_signatures > 0) {
    miao_document_add_space (document, 18);
    miao_document_add_signatures (document, letter->signatures, letter->n_signatures, 2);
  }
  if (letter->receipt != NULL)
    add_receipt (document, letter);

  return document;
}
