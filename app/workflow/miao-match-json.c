/* Candidates for a match as JSON, for miaopuctl. */
#include "config.h"

#include "miao-match.h"

#include "miao-facts.h"

static void
put_both (JsonObject *object, const char *name, char *zh, char *en)
{
  g_autofree char *member_zh = g_strconcat (name, "_zh", NULL);
  g_autofree char *member_en = g_strconcat (name, "_en", NULL);

  json_object_set_string_member (object, member_zh, zh);
  json_object_set_string_member (object, member_en, en);
  g_free (zh);
  g_free (en);
}

static JsonArray *
criteria_to_json (const MiaoMatch *match)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; miao_match_criterion (i, MIAO_LANGUAGE_ZH) != NULL; i++) {
    JsonObject *row = json_object_new ();

    put_both (row, "criterion", g_strdup (miao_match_criterion (i, MIAO_LANGUAGE_ZH)),
              g_strdup (miao_match_criterion (i, MIAO_LANGUAGE_EN)));
    put_both (row, "value",
              miao_match_dup_value (i, &match->compared, match->verdict, MIAO_LANGUAGE_ZH),
              miao_match_dup_value (i, &match->compared, match->verdict, MIAO_LANGUAGE_EN));
    json_array_add_object_element (array, row);
  }

  return array;
}

static JsonArray *
earlier_to_json (const MiaoMatch *match)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < match->earlier->len; i++) {
    const MiaoMatchEarlier *earlier = match->earlier->pdata[i];
    JsonObject *row = json_object_new ();
    char day[MIAO_DATE_BUFFER];

    json_object_set_string_member (row, "on", miao_date_format (earlier->on, day));
    put_both (row, "decision", g_strdup (earlier->decision_zh), g_strdup (earlier->decision_en));
    if (earlier->text != NULL)
      json_object_set_string_member (row, "text", earlier->text);
    if (earlier->by != NULL)
      json_object_set_string_member (row, "by", earlier->by);
    json_array_add_object_element (array, row);
  }

  return array;
}

static JsonArray *
findings_to_json (const MiaoMatchList *list, const MiaoMatch *match)
{
  JsonArray *array = miao_findings_to_json (match->findings);

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_object_set_string_member (json_array_get_object_element (array, i), "verdict",
                                   miao_match_verdict_name (miao_match_list_judge (
                                       list, match, miao_findings_get (match->findings, i))));

  return array;
}

static JsonObject *
match_to_json (const MiaoMatchList *list, const MiaoMatch *match, guint rank)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "rank", rank);
  json_object_set_string_member (object, "child", miao_record_get_id (match->child));
  json_object_set_string_member (object, "family", miao_record_get_id (match->family));
  json_object_set_string_member (object, "child_no", miao_record_get (match->child, "child_no"));
  json_object_set_string_member (object, "family_no", miao_record_get (match->family, "family_no"));
  json_object_set_string_member (object, "verdict", miao_match_verdict_name (match->verdict));
  json_object_set_string_member (object, "why", match->why);
  if (match->placement != NULL)
    json_object_set_string_member (object, "placement", miao_record_get_id (match->placement));
  json_object_set_array_member (object, "compared", criteria_to_json (match));
  json_object_set_array_member (object, "earlier", earlier_to_json (match));
  json_object_set_array_member (object, "findings", findings_to_json (list, match));

  return object;
}

JsonObject *
miao_match_list_to_json (const MiaoMatchList *list, guint most)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < MIN (list->matches->len, most); i++)
    json_array_add_object_element (array, match_to_json (list, list->matches->pdata[i], i + 1));
  json_object_set_string_member (object, "kind", miao_record_get_kind (list->subject)->name);
  json_object_set_string_member (object, "id", miao_record_get_id (list->subject));
  json_object_set_int_member (object, "considered", list->considered);
  json_object_set_boolean_member (object, "more", list->more);
  json_object_set_array_member (object, "matches", array);

  return object;
}
