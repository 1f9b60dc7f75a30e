#pragma once

#include "miao-date.h"
#include "miao-language.h"

#include <glib.h>

G_BEGIN_DECLS

/*
 * Evaluation forms are data: a document of data/forms (own XML, own XSD, versioned and dated). One
 * definition gives the entry form, the blank paper form, the filled print and the score. An
 * evaluation keeps the id and version of the form that it was made with.
 */

typedef struct _MiaoForm MiaoForm;

/**
 * MiaoItemType:
 * @MIAO_ITEM_YES_NO: answer "yes" or "no"
 * @MIAO_ITEM_YES_NO_EXCEPTION: "yes", "no" or "exception"
 * @MIAO_ITEM_NUMBER: whole number in the base unit (shown divided by 10^scale with the unit)
 * @MIAO_ITEM_DATE: "YYYY-MM-DD"
 * @MIAO_ITEM_TEXT: words, up to 2,000 characters
 * @MIAO_ITEM_SCORE: "0" … max
 * @MIAO_ITEM_CODE: code of the item's table
 * @MIAO_ITEM_COMPUTED: no answer is typed; a rule computes it from the records: "pass", "fail", or
 *   "none" where it does not apply
 */
typedef enum {
  MIAO_ITEM_YES_NO,
  MIAO_ITEM_YES_NO_EXCEPTION,
  MIAO_ITEM_NUMBER,
  MIAO_ITEM_DATE,
  MIAO_ITEM_TEXT,
  MIAO_ITEM_SCORE,
  MIAO_ITEM_CODE,
  MIAO_ITEM_COMPUTED,
} MiaoItemType;

typedef struct {
  const char *id;
  const char *rule; /* rule that judges it; the id itself unless the form says another */
  MiaoItemType type;
  const char *text_zh, *text_en;
  const char *guide_zh, *guide_en; /* NULL: none */
  gboolean blocking;               /* must pass before a positive conclusion */
  gboolean required;               /* must be answered before signing */
  const char *pass;                /* the answer that passes, or NULL */
  guint max;                       /* SCORE: highest; NUMBER: largest base value, 0 = none */
  guint scale;
  const char *unit;           /* Chinese, or NULL */
  const char *table;          /* CODE: code table; NULL: the choices */
  const char *const *choices; /* (nullable) CODE of an added item: its answers, NULL-ended */
  gboolean house;             /* not of the law or the standard, but of the institution */
  gboolean added;             /* by this institution, see miao_form_extend() */
  gboolean head;              /* answered by the head alone, in the use case approve-exception */
} MiaoFormItem;

typedef struct {
  const char *id;
  const char *title_zh, *title_en;
  const MiaoFormItem *items;
  guint n_items;
} MiaoFormSection;

struct _MiaoForm {
  const char *id;
  int version;
  int edition;        /* of the items that the institution added; 0: none */
  const char *sha256; /* of the document, hexadecimal: an evaluation keeps it with its answers */
  const char *kind;   /* evaluation kind: "EV_B_FAMILY_PRE" */
  const char *annex;  /* "B" */
  MiaoDate valid_from;
  const char *title_zh, *title_en;
  const char *basis_zh, *basis_en;
  const MiaoFormSection *sections;
  guint n_sections;
};

/**
 * miao_form_parse:
 * @data: a form document; validated against form-1.xsd; entities and DTDs are refused
 *
 * Returns: (transfer full): the form, or %NULL with %MIAO_ERROR_INVALID saying line and reason.
 */
MiaoForm *miao_form_parse (GBytes *data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void miao_form_free (MiaoForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoForm, miao_form_free)

/** Returns: (transfer none) (nullable): the newest form of that evaluation kind in force on @on. */
const MiaoForm *miao_form_for_kind (const char *kind, MiaoDate on);
/** Returns: (transfer none) (nullable): that form in that version. */
const MiaoForm *miao_form_get (const char *id, int version);

/** Section of items that stand in none of the form's own. */
#define MIAO_FORM_OWN_SECTION "own"

/**
 * miao_form_extend:
 * @form: a form of the program
 * @edition: 1 or more
 * @items: JSON array of { "item", "section", "type" (code of form_answer), "text", "guide",
 *   "choices" (one a line), "max", "decimals", "unit", "required" }, as the kind form_edition keeps
 *
 * The form with the institution's items at the end of their sections. Nothing of @form changes or
 * goes: an item with the id of one of its own is refused. The same arguments give the same form.
 * Any thread.
 *
 * Returns: (transfer none): kept for the life of the program; %NULL with %MIAO_ERROR_CORRUPT.
 */
const MiaoForm *
miao_form_extend (const MiaoForm *form, int edition, const char *items, GError **error);

/** Returns: (transfer none) (nullable): the item. */
const MiaoFormItem *miao_form_item (const MiaoForm *form, const char *id);

/** Checks type and range of an answer; the message names the item. */
gboolean miao_form_check_answer (const MiaoFormItem *item, const char *answer, GError **error);

/** Returns: (transfer full): the answer as a person reads it ("是", "92.5 平方米", "2 分"). */
char *miao_form_display_answer (const MiaoFormItem *item,
                                const char *answer,
                                MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
