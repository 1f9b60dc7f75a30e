#include "config.h"

#include "miao-cases.h"

const MiaoUseCase *const *
miao_use_cases (void)
{
  /* One to a line, so that two hands can add. */
  /* clang-format off */
  static const MiaoUseCase *const all[] = {
    &miao_case_edit_institution,
    &miao_case_set_backup,
    &miao_case_import_holidays,
    &miao_case_add_staff,
    &miao_case_edit_staff,
    &miao_case_import_children,
    &miao_case_undo_import,
    &miao_case_admit_child,
    &miao_case_accept_child,
    &miao_case_edit_child,
    &miao_case_edit_admission,
    &miao_case_add_document,
    &miao_case_add_measurement,
    &miao_case_correct_measurement,
    &miao_case_record_opinion,
    &miao_case_discharge_child,
    &miao_case_readmit_child,
    &miao_case_register_family,
    &miao_case_apply_family,
    &miao_case_edit_family,
    &miao_case_add_member,
    &miao_case_edit_member,
    &miao_case_open_evaluation,
    &miao_case_assign_team,
    &miao_case_fill_evaluation,
    &miao_case_sign_opinion,
    &miao_case_conclude_evaluation,
    &miao_case_review_evaluation,
    &miao_case_approve_exception,
    &miao_case_send_fieldwork,
    &miao_case_pack_fieldwork,
    &miao_case_merge_fieldwork,
    &miao_case_recall_fieldwork,
    &miao_case_file_family,
    &miao_case_bar_family,
    &miao_case_record_training,
    &miao_case_propose_match,
    &miao_case_decide_match,
    &miao_case_sign_agreement,
    &miao_case_file_agreement,
    &miao_case_move_in,
    &miao_case_record_visit,
    &miao_case_close_problem,
    &miao_case_confirm_placement,
    &miao_case_extend_integration,
    &miao_case_change_caregiver,
    &miao_case_begin_short_care,
    &miao_case_end_short_care,
    &miao_case_suspend_placement,
    &miao_case_begin_ending,
    &miao_case_withdraw_ending,
    &miao_case_end_placement,
    &miao_case_settle_ending,
    &miao_case_seal_item,
    &miao_case_close_volume,
    &miao_case_verify_volume,
    &miao_case_build_submission,
    &miao_case_explain_finding,
    &miao_case_approve_submission,
    &miao_case_write_submission,
    &miao_case_send_submission,
    &miao_case_record_receipt,
    &miao_case_correct_submission,
    NULL,
  };
  /* clang-format on */

  return all;
}
