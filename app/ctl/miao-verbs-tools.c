/* Verbs that need no store: validate, growth-score, check-package, check-id, check-uscc. */
#include "config.h"

#include "miao-ctl.h"

#include "miao-citizen-id.h"
#include "miao-cwx-validate.h"
#include "miao-growth-score.h"
#include "miao-uscc.h"
#include "miao-volume.h"

#include <gio/gunixoutputstream.h>
#include <unistd.h>

static int
run_growth_score (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GFile) file = g_file_new_for_path (arguments[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) input = g_file_read (file, NULL, &error);
  g_autoptr (GOutputStream) output = NULL;

  if (input == NULL)
    return miao_ctl_usage ("%s", error->message);
  if (ctl->output != NULL) {
    g_autoptr (GFile) target = g_file_new_for_path (ctl->output);

    output =
        G_OUTPUT_STREAM (g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error));
  } else {
    output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  }
  if (output == NULL || !miao_growth_score_csv (G_INPUT_STREAM (input), output, &error) ||
      !g_output_stream_close (output, NULL, &error))
    return miao_ctl_trouble (error);

  return MIAO_EXIT_DONE;
}

static JsonObject *
describe_id (const char *text, gboolean *all_right)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_object_new ();
  MiaoCitizenId id;

  json_object_set_string_member (object, "input", text);
  if (!miao_citizen_id_parse (text, &id, &error)) {
    *all_right = FALSE;
    json_object_set_boolean_member (object, "valid", FALSE);
    json_object_set_string_member (object, "message", error->message);
  } else {
    g_autofree char *born = miao_date_dup (id.born);

    json_object_set_boolean_member (object, "valid", TRUE);
    json_object_set_string_member (object, "id", id.text);
    json_object_set_string_member (object, "birth_date", born);
    json_object_set_string_member (object, "sex", id.sex);
    json_object_set_string_member (object, "division", id.division);
    json_object_set_boolean_member (object, "division_historic", id.division_historic);
    json_object_set_boolean_member (object, "division_unknown", id.division_unknown);
  }

  return object;
}

static int
run_check_id (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gboolean all_right = TRUE;

  for (guint i = 0; arguments[i] != NULL; i++)
    json_array_add_object_element (array, describe_id (arguments[i], &all_right));
  miao_ctl_print_array (array);

  return all_right ? MIAO_EXIT_DONE : MIAO_EXIT_REFUSED;
}

static int
run_check_uscc (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gboolean all_right = TRUE;

  for (guint i = 0; arguments[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    JsonObject *object = json_object_new ();
    gboolean valid = miao_uscc_check (arguments[i], NULL, &error);

    json_object_set_string_member (object, "input", arguments[i]);
    json_object_set_boolean_member (object, "valid", valid);
    if (!valid)
      json_object_set_string_member (object, "message", error->message);
    all_right = all_right && valid;
    json_array_add_object_element (array, object);
  }
  miao_ctl_print_array (array);

  return all_right ? MIAO_EXIT_DONE : MIAO_EXIT_REFUSED;
}

/* validate F.xml [PREVIOUS.xml] [--output report.xml] */
static int
run_validate (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  const MiaoCwxValidateOptions options = { .previous_path = arguments[1] };
  g_autoptr (MiaoCwxReport) report =
      miao_cwx_validate (arguments[0], &options, NULL, NULL, NULL, &error);

  if (report == NULL)
    return miao_ctl_trouble (error);
  if (ctl->output != NULL && !miao_cwx_report_write_xml (report, ctl->output, &error))
    return miao_ctl_trouble (error);
  object = miao_cwx_report_to_json (report);
  miao_ctl_print_object (object);

  return miao_cwx_report_is_sendable (report) ? MIAO_EXIT_DONE : MIAO_EXIT_REFUSED;
}

/* An archive package by the four headings under which archives check. Whose keys signed is not
   known without a store: they are named, to be compared with the paper end sheet. */
static int
run_check_package (MiaoCtl *ctl, const char *const *arguments)
{
  static const char *const names[] = { "authentic", "complete", "usable", "safe" };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) output = json_object_new ();
  g_autoptr (MiaoVolumeReport) report = miao_volume_check (arguments[0], NULL, NULL, &error);
  JsonArray *problems = json_array_new (), *keys = json_array_new ();
  gboolean sound;

  json_object_set_array_member (output, "problems", problems);
  json_object_set_array_member (output, "keys", keys);
  if (report == NULL)
    return miao_ctl_trouble (error);
  sound = report->findings->len == 0;
  json_object_set_boolean_member (output, "sound", sound);
  json_object_set_string_member (output, "archival_code", report->code);
  json_object_set_string_member (output, "title", report->title);
  json_object_set_int_member (output, "items", report->n_items);
  json_object_set_int_member (output, "bytes", (gint64) report->bytes);
  for (guint i = 0; i < MIAO_VOLUME_N_QUALITIES; i++)
    json_object_set_boolean_member (output, names[i], miao_volume_report_count (report, i) == 0);
  for (guint i = 0; i < report->findings->len; i++)
    json_array_add_string_element (
        problems, ((MiaoVolumeFinding *) g_ptr_array_index (report->findings, i))->message);
  for (guint i = 0; i < report->key_ids->len; i++)
    json_array_add_string_element (keys, g_ptr_array_index (report->key_ids, i));
  miao_ctl_print_object (output);

  return sound ? MIAO_EXIT_DONE : MIAO_EXIT_REFUSED;
}

const MiaoVerb miao_verbs_tools[] = {
  { "validate", "F.xml [PREVIOUS.xml]", "a return: schema, then the rules", 1, run_validate,
    "核验上报文件：先结构，后规则" },
  { "growth-score", "FILE.csv", "adds WHO z-scores to a table of measurements", 1, run_growth_score,
    "给测量表加上世卫组织 Z 评分" },
  { "check-package", "PATH", "an archive package: folder, ZIP or TAR", 1, run_check_package,
    "核验档案包：文件夹、ZIP 或 TAR" },
  { "check-id", "TEXT…", "citizen ID numbers (GB 11643)", 1, run_check_id,
    "核验公民身份号码（GB 11643）" },
  { "check-uscc", "TEXT…", "unified social credit codes (GB 32100)", 1, run_check_uscc,
    "核验统一社会信用代码（GB 32100）" },
  { NULL },
};
