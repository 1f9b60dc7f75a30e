#pragma once

#include "miao-language.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoRuleSettings:
 *
 * The thresholds of the rules. miao_rule_settings_init() sets what the law and the standard say
 * (and our own defaults where they say nothing); a site may be stricter, never looser. Ages in
 * completed years; every bound is inclusive (Civil Code Art. 1259).
 */
typedef struct {
  int opinion_min_age;      /* from this age the child's opinion must be sought */
  int consent_min_age;      /* from this age the child's written consent is needed */
  int defacto_check_days;   /* working days of the township to check a de-facto orphan */
  int defacto_decide_days;  /* working days of the county to decide after it */
  int integration_min_days; /* days after move-in before a placement may be confirmed */
  int integration_max_days; /* days after which confirming needs a reason */
  gboolean
      integration_max_blocks; /* over the longest period: refuse instead of asking for a reason */
  int extension_days;         /* days that an integration period may be extended by */
  int family_capacity;        /* foster children in one family */
  int coliving_min_age;       /* youngest co-living child that is not a foster child */
  int caregiver_min_age;
  int caregiver_max_age;
  int team_min; /* members of an evaluation team */
  gboolean team_odd;
  int leader_years; /* years of child-welfare work */
  int member_years;
  int short_care_days;
  int notice_abandoned_days; /* family-search notice */
  int notice_trafficking_days;
  int visit_first_days;       /* after moving in, until the first visit */
  int visit_integration_days; /* longest gap between two visits */
  int visit_confirmed_days;
  int visit_young_days; /* the same for a child below visit_young_age */
  int visit_young_age;
  int integration_visits;  /* visits before a placement is confirmed */
  int family_valid_months; /* how long a passed evaluation counts */
  int child_valid_months;
  int effect_excellent; /* bands of the score of annex D, in hundredths */
  int effect_pass;
  int effect_rectify;
  int effect_months;      /* between two evaluations of the parenting (annex D) */
  int needs_months;       /* between two evaluations of the needs (annexes E and H) */
  int rectify_days;       /* longest time to put things right */
  int meetings;           /* child and family meet before matching */
  int attendees;          /* who decide on a match together */
  int rehab_near_km;      /* a rehabilitation base up to here counts as near */
  int neighbours;         /* neighbours asked */
  int crime_check_months; /* how old a record check may be */
  int health_months;      /* how old a member's health certificate may be */
  int exam_months;        /* how old the child's examination may be */
  int allowance_pay_day;  /* day of the next month on which the allowances are paid */
  /* Deadlines of the house, in days. */
  int answer_days;    /* working days to answer an application */
  int report_days;    /* from the team to the report on a family */
  int tell_days;      /* working days to tell a rejected family */
  int returned_days;  /* until a returned application is asked about */
  int suspended_days; /* to decide about a suspended family */
  int removal_days;   /* to decide after an emergency removal */
  int complaint_days; /* to answer a complaint */
  int incident_days;  /* to close an incident */
  int reply_days;     /* to follow up the reply to a report */
  int filing_days;    /* working days to file */
  int volume_days;    /* to close the volume of a child who left */
  int plan_days;      /* to make the individual plan */
  int hukou_days;     /* to apply for the household register */
  /* From the end of a placement to the follow-ups of a child in care, in months. */
  int aftercare_first_months;
  int aftercare_second_months;
} MiaoRuleSettings;

/** One threshold: for the page where the administrator sets them, and for `describe`. */
typedef struct {
  const char *key; /* "rule.integration_min_days" */
  gsize offset;    /* of the int in MiaoRuleSettings */
  int value;       /* default */
  int min;         /* strictest and loosest values that are accepted */
  int max;
  const char *label_zh;
  const char *label_en;
  const char *why_zh; /* what sets the limit */
  const char *why_en;
  const char *rule;    /* id of a rule that asks it */
  const char *unit_zh; /* of the number; NULL: 1 is yes and 0 no */
  const char *unit_en;
} MiaoRuleSetting;

/** Sets every threshold to its default. */
void miao_rule_settings_init (MiaoRuleSettings *settings);

/** Returns: (transfer none): the thresholds that may be set. */
const MiaoRuleSetting *miao_rule_settings_list (guint *ret_n);

/**
 * miao_rule_settings_set:
 * @key: a key of miao_rule_settings_list()
 * @text: a whole number
 *
 * Returns: %FALSE with %MIAO_ERROR_INVALID when there is no such key, @text is not a number, or the
 *   value is looser than the law; @settings is then unchanged.
 */
gboolean miao_rule_settings_set (MiaoRuleSettings *settings,
                                 const char *key,
                                 const char *text,
                                 GError **error);

/** Returns: (transfer none) (nullable): the threshold of that key. */
const MiaoRuleSetting *miao_rule_setting_find (const char *key);

/** Reads a whole number for @key, whatever the bounds are: %FALSE with %MIAO_ERROR_INVALID when
 *  there is no such threshold or @text is no number. */
gboolean miao_rule_setting_parse (const char *key,
                                  const char *text,
                                  const MiaoRuleSetting **ret_setting,
                                  int *ret_value,
                                  GError **error);

/** Returns: (transfer full): what sets the limit, with the article where the rule that asks the
 *  threshold cites one that was read. */
char *miao_rule_setting_dup_basis (const MiaoRuleSetting *setting,
                                   MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): "2 名", "是". */
char *miao_rule_setting_dup_value (const MiaoRuleSetting *setting,
                                   int value,
                                   MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what is accepted: "1–2 名", "固定为 是". */
char *miao_rule_setting_dup_bounds (const MiaoRuleSetting *setting,
                                    MiaoLanguage language) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether two thresholds say opposite things, as a shortest period above the longest;
 *  then @ret_low and @ret_high are the two. */
gboolean miao_rule_settings_contradict (const MiaoRuleSettings *settings,
                                        const MiaoRuleSetting **ret_low,
                                        const MiaoRuleSetting **ret_high);

/** Returns: the value of @key, or -1 when there is no such key. */
int miao_rule_settings_get (const MiaoRuleSettings *settings, const char *key);

G_END_DECLS
