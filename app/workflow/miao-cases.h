#pragma once

#include "miao-use-case.h"

/* The use cases by the file that holds them; miao-cases.c is the one list. */
extern const MiaoUseCase miao_case_edit_institution;
extern const MiaoUseCase miao_case_set_backup;
extern const MiaoUseCase miao_case_import_holidays;
extern const MiaoUseCase miao_case_set_threshold;
extern const MiaoUseCase miao_case_set_local_figures;
extern const MiaoUseCase miao_case_withdraw_standard;
extern const MiaoUseCase miao_case_add_form_item;
extern const MiaoUseCase miao_case_change_form_item;
extern const MiaoUseCase miao_case_remove_form_item;
extern const MiaoUseCase miao_case_withdraw_form_edition;
extern const MiaoUseCase miao_case_add_staff;
extern const MiaoUseCase miao_case_edit_staff;

extern const MiaoUseCase miao_case_admit_child;
extern const MiaoUseCase miao_case_accept_child;
extern const MiaoUseCase miao_case_discharge_child;
extern const MiaoUseCase miao_case_readmit_child;
extern const MiaoUseCase miao_case_leave_temporarily;
extern const MiaoUseCase miao_case_extend_leave;
extern const MiaoUseCase miao_case_approve_leave;
extern const MiaoUseCase miao_case_come_back;
extern const MiaoUseCase miao_case_begin_adoption_trial;
extern const MiaoUseCase miao_case_amend_adoption_trial;
extern const MiaoUseCase miao_case_end_adoption_trial;
extern const MiaoUseCase miao_case_edit_child;
extern const MiaoUseCase miao_case_edit_admission;
extern const MiaoUseCase miao_case_add_measurement;
extern const MiaoUseCase miao_case_record_vaccination;
extern const MiaoUseCase miao_case_edit_vaccination;
extern const MiaoUseCase miao_case_import_vaccine_schedule;
extern const MiaoUseCase miao_case_correct_measurement;
extern const MiaoUseCase miao_case_record_opinion;
extern const MiaoUseCase miao_case_add_document;

extern const MiaoUseCase miao_case_register_family;
extern const MiaoUseCase miao_case_apply_family;
extern const MiaoUseCase miao_case_return_application;
extern const MiaoUseCase miao_case_edit_family;
extern const MiaoUseCase miao_case_add_member;
extern const MiaoUseCase miao_case_edit_member;
extern const MiaoUseCase miao_case_file_family;
extern const MiaoUseCase miao_case_tell_review;
extern const MiaoUseCase miao_case_suspend_family;
extern const MiaoUseCase miao_case_move_family;
extern const MiaoUseCase miao_case_resume_family;
extern const MiaoUseCase miao_case_expire_family;
extern const MiaoUseCase miao_case_close_family;
extern const MiaoUseCase miao_case_bar_family;
extern const MiaoUseCase miao_case_record_training;

extern const MiaoUseCase miao_case_change_caregiver;
extern const MiaoUseCase miao_case_amend_agreement;

extern const MiaoUseCase miao_case_open_evaluation;
extern const MiaoUseCase miao_case_assign_team;
extern const MiaoUseCase miao_case_fill_evaluation;
extern const MiaoUseCase miao_case_sign_opinion;
extern const MiaoUseCase miao_case_conclude_evaluation;
extern const MiaoUseCase miao_case_review_evaluation;
extern const MiaoUseCase miao_case_correct_evaluation;
extern const MiaoUseCase miao_case_approve_exception;
extern const MiaoUseCase miao_case_send_fieldwork;
extern const MiaoUseCase miao_case_recall_fieldwork;
extern const MiaoUseCase miao_case_pack_fieldwork;
extern const MiaoUseCase miao_case_merge_fieldwork;

extern const MiaoUseCase miao_case_propose_match;
extern const MiaoUseCase miao_case_decide_match;
extern const MiaoUseCase miao_case_set_aside_match;
extern const MiaoUseCase miao_case_withdraw_match;
extern const MiaoUseCase miao_case_withdraw_agreement;
extern const MiaoUseCase miao_case_sign_agreement;
extern const MiaoUseCase miao_case_renew_agreement;
extern const MiaoUseCase miao_case_file_agreement;
extern const MiaoUseCase miao_case_move_in;
extern const MiaoUseCase miao_case_record_visit;
extern const MiaoUseCase miao_case_close_problem;
extern const MiaoUseCase miao_case_plan_need;
extern const MiaoUseCase miao_case_change_need;
extern const MiaoUseCase miao_case_meet_need;
extern const MiaoUseCase miao_case_drop_need;
extern const MiaoUseCase miao_case_record_adoption_wish;
extern const MiaoUseCase miao_case_confirm_placement;
extern const MiaoUseCase miao_case_extend_integration;
extern const MiaoUseCase miao_case_begin_short_care;
extern const MiaoUseCase miao_case_end_short_care;
extern const MiaoUseCase miao_case_suspend_placement;
extern const MiaoUseCase miao_case_return_to_family;
extern const MiaoUseCase miao_case_report_incident;
extern const MiaoUseCase miao_case_record_complaint;
extern const MiaoUseCase miao_case_edit_incident;
extern const MiaoUseCase miao_case_record_report;
extern const MiaoUseCase miao_case_record_reply;
extern const MiaoUseCase miao_case_answer_complaint;
extern const MiaoUseCase miao_case_mark_missing;
extern const MiaoUseCase miao_case_mark_found;
extern const MiaoUseCase miao_case_close_incident;
extern const MiaoUseCase miao_case_begin_ending;
extern const MiaoUseCase miao_case_withdraw_ending;
extern const MiaoUseCase miao_case_record_aftercare;
extern const MiaoUseCase miao_case_settle_ending;
extern const MiaoUseCase miao_case_end_placement;

extern const MiaoUseCase miao_case_delegate_tasks;
extern const MiaoUseCase miao_case_end_delegation;

extern const MiaoUseCase miao_case_set_allowance_rate;
extern const MiaoUseCase miao_case_end_allowance_rate;
extern const MiaoUseCase miao_case_propose_allowance_extra;
extern const MiaoUseCase miao_case_approve_allowance_extra;
extern const MiaoUseCase miao_case_withdraw_allowance_extra;
extern const MiaoUseCase miao_case_prepare_allowances;
extern const MiaoUseCase miao_case_finalise_allowances;
extern const MiaoUseCase miao_case_pay_allowances;

extern const MiaoUseCase miao_case_import_children;
extern const MiaoUseCase miao_case_undo_import;

extern const MiaoUseCase miao_case_seal_item;
extern const MiaoUseCase miao_case_close_volume;
extern const MiaoUseCase miao_case_transfer_volume;
extern const MiaoUseCase miao_case_verify_volume;
extern const MiaoUseCase miao_case_build_submission;
extern const MiaoUseCase miao_case_explain_finding;
extern const MiaoUseCase miao_case_approve_submission;
extern const MiaoUseCase miao_case_write_submission;
extern const MiaoUseCase miao_case_send_submission;
extern const MiaoUseCase miao_case_record_receipt;
extern const MiaoUseCase miao_case_correct_submission;
