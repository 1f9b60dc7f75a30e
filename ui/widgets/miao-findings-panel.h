#pragma once

#include "miao-finding.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MIAO_TYPE_FINDINGS_PANEL (miao_findings_panel_get_type ())
G_DECLARE_FINAL_TYPE (MiaoFindingsPanel, miao_findings_panel, MIAO, FINDINGS_PANEL, GtkWidget)

/**
 * miao_findings_panel_new:
 *
 * Why an act cannot be done, beside the form and never in front of it: a card per finding with the
 * rule, its source, the arithmetic, the way to the field, and an entry where a reason is asked for.
 *
 * Emits "go" (const char *kind, const char *record_id, const char *field) when the person wants to
 * mend it, "remedy" (const char *use_case, const char *record_id) for the rule's own remedy,
 * "reasons-changed" while a reason is typed, and "closed".
 * Alt+1…3 go to the first findings while the panel has the keyboard; F8 and Shift+F8 walk them.
 */
GtkWidget *miao_findings_panel_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_findings_panel_show:
 * @title: what cannot be done: "Cannot be confirmed today"
 * @findings: every rule that was asked, passed ones too; what was typed as reasons is kept
 *
 * Reveals the panel. Nothing but passed findings reveals nothing; a panel that is there says that
 * nothing is in the way any more, and stays: what stands beside it does not move.
 */
void miao_findings_panel_show (MiaoFindingsPanel *self, const char *title, MiaoFindings *findings);
/** @use_case: (nullable): the act that is explained: it is no way out of its own findings. */
void miao_findings_panel_set_act (MiaoFindingsPanel *self, const char *use_case);
void miao_findings_panel_hide (MiaoFindingsPanel *self);
gboolean miao_findings_panel_is_shown (MiaoFindingsPanel *self);

/** Returns: (transfer full): { "INT-03": "why" } of the reasons typed, for "reasons" of a use case.
 */
JsonObject *miao_findings_panel_get_reasons (MiaoFindingsPanel *self) G_GNUC_WARN_UNUSED_RESULT;

/** Reasons as miao_findings_panel_get_reasons() gave them, for another act (%NULL: none yet) or
 * from a draft; a card that asks for one shows it. */
void miao_findings_panel_set_reasons (MiaoFindingsPanel *self, JsonObject *reasons);

/** Gives the keyboard to the next (@by 1) or previous (-1) finding. */
void miao_findings_panel_walk (MiaoFindingsPanel *self, int by);

/** Returns: (transfer full): one card, for pages that list findings in another way. */
GtkWidget *miao_finding_card_new (const MiaoFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none): icon and CSS class of a severity. */
const char *miao_severity_icon (MiaoSeverity severity);
const char *miao_severity_class (MiaoSeverity severity);

G_END_DECLS
