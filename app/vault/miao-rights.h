#pragma once

#include "miao-language.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoRole:
 *
 * What a person is in the institution. One account has one role; whoever holds two offices has two
 * accounts, so that the audit chain says in which of them something was done.
 */
typedef enum {
  MIAO_ROLE_CASEWORKER,    /* 社工: the child's own worker */
  MIAO_ROLE_ASSESSOR,      /* 评估员: foster assessment */
  MIAO_ROLE_ARCHIVIST,     /* 档案员 */
  MIAO_ROLE_DIRECTOR,      /* 负责人: approves */
  MIAO_ROLE_ADMINISTRATOR, /* 管理员: accounts, import, returns; no say in a child's matters */
} MiaoRole;

#define MIAO_N_ROLES 5

/**
 * MiaoPermission:
 *
 * One per use case and one per section of a child's book (domain 4.6). The table in miao-rights.c
 * says which role has which; nothing else in the program knows.
 */
typedef enum {
  MIAO_MAY_INSTITUTION_EDIT,
  MIAO_MAY_STAFF_EDIT,
  MIAO_MAY_ACCOUNT_MANAGE,
  MIAO_MAY_SETTINGS_EDIT,
  MIAO_MAY_RECOVERY_RENEW,
  MIAO_MAY_BACKUP,
  MIAO_MAY_BACKUP_RESTORE,
  MIAO_MAY_ALARM_ACCEPT,
  MIAO_MAY_AUDIT_READ,
  MIAO_MAY_AUDIT_VERIFY,
  MIAO_MAY_CHILD_IMPORT,
  MIAO_MAY_CHILD_READ,
  MIAO_MAY_CHILD_ADMIT,
  MIAO_MAY_CHILD_EDIT,
  MIAO_MAY_CHILD_OPINION,
  MIAO_MAY_DOCUMENT_ADD,
  MIAO_MAY_MEASUREMENT_ADD,
  MIAO_MAY_FAMILY_READ,
  MIAO_MAY_FAMILY_REGISTER,
  MIAO_MAY_FAMILY_EDIT,
  MIAO_MAY_FORMS_EDIT,
  MIAO_MAY_EVALUATION_OPEN,
  MIAO_MAY_EVALUATION_TEAM,
  MIAO_MAY_EVALUATION_FILL,
  MIAO_MAY_EVALUATION_SIGN,
  MIAO_MAY_EVALUATION_CONCLUDE,
  MIAO_MAY_EVALUATION_REVIEW,
  MIAO_MAY_EVALUATION_FILE,
  MIAO_MAY_TRAINING_RECORD,
  MIAO_MAY_MATCH_PROPOSE,
  MIAO_MAY_MATCH_DECIDE,
  MIAO_MAY_AGREEMENT_SIGN,
  MIAO_MAY_PLACEMENT_START,
  MIAO_MAY_VISIT_RECORD,
  MIAO_MAY_INTEGRATION_CONCLUDE,
  MIAO_MAY_PLACEMENT_CONFIRM,
  MIAO_MAY_PLACEMENT_SUSPEND,
  MIAO_MAY_PLACEMENT_END,
  MIAO_MAY_ARCHIVE_SEAL,
  MIAO_MAY_ARCHIVE_VERIFY,
  MIAO_MAY_ARCHIVE_PACKAGE,
  MIAO_MAY_SUBMISSION_BUILD,
  MIAO_MAY_SUBMISSION_APPROVE,
  MIAO_MAY_SUBMISSION_WRITE,
  MIAO_MAY_SUBMISSION_SEND,
  MIAO_MAY_SUBMISSION_RECEIPT,
  MIAO_MAY_PRINT,
  MIAO_MAY_READ_ORIGIN,
  MIAO_MAY_READ_ADMISSION,
  MIAO_MAY_READ_IDENTITY,
  MIAO_MAY_READ_RAISING,
  MIAO_MAY_READ_HEALTH,
  MIAO_MAY_READ_SCHOOL,
  MIAO_MAY_READ_EVALUATION,
  MIAO_MAY_READ_BENEFITS,
  MIAO_MAY_READ_PROTECTION,
  MIAO_MAY_FAMILY_BAR,
  MIAO_MAY_ALLOWANCE_RATE,
  MIAO_MAY_ALLOWANCE_PREPARE,
  MIAO_MAY_ALLOWANCE_APPROVE,
  MIAO_MAY_ALLOWANCE_PAY,
  MIAO_MAY_INCIDENT_RECORD,
  MIAO_MAY_INCIDENT_CLOSE,
  MIAO_MAY_NEED_FOLLOW,
  MIAO_MAY_TASKS_DELEGATE,
  MIAO_N_PERMISSIONS,
} MiaoPermission;

/** Returns: (transfer none): "caseworker", as stored and as miaopuctl says it. */
const char *miao_role_name (MiaoRole role);
/** Returns: (transfer none): 社工 · 评估员 · 档案员 · 负责人 · 管理员. */
const char *miao_role_label (MiaoRole role, MiaoLanguage language);
/** Reads a name or a label. Returns: whether it is one; @ret_role is untouched if not. */
gboolean miao_role_parse (const char *text, MiaoRole *ret_role);

/** Returns: (transfer none): "child.edit". */
const char *miao_permission_name (MiaoPermission permission);
/** Returns: (transfer none): "修改儿童档案", a phrase that follows 不能/可以. */
const char *miao_permission_label (MiaoPermission permission, MiaoLanguage language);
gboolean miao_permission_parse (const char *name, MiaoPermission *ret_permission);

/** Returns: whether the role has the permission. */
gboolean miao_rights_may (MiaoRole role, MiaoPermission permission);

/** Returns: (transfer full): the roles that have it, "社工、负责人". */
char *miao_rights_dup_roles (MiaoPermission permission,
                             MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_rights_require:
 *
 * Errors: %MIAO_ERROR_DENIED with a message that names the act and the roles that may do it.
 */
gboolean miao_rights_require (MiaoRole role, MiaoPermission permission, GError **error);

/**
 * miao_rights_is_own:
 * @maker: (nullable): account id that created or prepared the record
 * @account: account id of the person who acts
 *
 * Nobody approves their own work: reviews, decisions, confirmations and approvals ask this of
 * everybody who prepared what is approved.
 */
gboolean miao_rights_is_own (const char *maker, const char *account);

/** Errors: %MIAO_ERROR_DENIED when miao_rights_is_own(). */
gboolean miao_rights_require_other (const char *maker, const char *account, GError **error);

G_END_DECLS
