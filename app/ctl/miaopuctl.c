/*
 * miaopuctl: every use case without a display, for IT staff, cron and tests. JSON in, JSON out.
 * Exit status: 0 done, 1 refused by rules (findings on standard output), 2 wrong usage,
 * 3 trouble (file, key, disk).
 */
#include "config.h"

#include "miao-ctl.h"
#include "miao-error.h"
#include "miao-secret.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const MiaoVerb *const verb_tables[] = {
  miao_verbs_explain,   miao_verbs_file,  miao_verbs_backup, miao_verbs_keys,
  miao_verbs_server,    miao_verbs_work,  miao_verbs_today,  miao_verbs_fieldwork,
  miao_verbs_allowance, miao_verbs_match, miao_verbs_tools,  miao_verbs_calls
};

static const MiaoVerb *
find_verb (const char *name)
{
  for (gsize t = 0; t < G_N_ELEMENTS (verb_tables); t++) {
    for (const MiaoVerb *verb = verb_tables[t]; verb->name != NULL; verb++) {
      if (strcmp (verb->name, name) == 0)
        return verb;
    }
  }

  return NULL;
}

static char *
dup_verbs (void)
{
  g_autoptr (GString) text = g_string_new (miao_pick ("命令：\n", "Verbs:\n"));

  for (gsize t = 0; t < G_N_ELEMENTS (verb_tables); t++) {
    for (const MiaoVerb *verb = verb_tables[t]; verb->name != NULL; verb++)
      g_string_append_printf (text, "  %-10s %-58s %s\n", verb->name, verb->arguments,
                              verb->summary_zh != NULL ? miao_pick (verb->summary_zh, verb->summary)
                                                       : verb->summary);
  }
  g_string_append (
      text, miao_pick (
                "\n退出状态：0 已办理，1 规则不允许，2 用法不对，3 无权或文件、密钥、磁盘有问题。\n"
                "describe 列出数据字典、用例及其参数。\n",
                "\nExit status: 0 done, 1 refused by rules, 2 wrong usage, 3 not for this "
                "account, or trouble with file, key or disk.\n"
                "“describe” prints the dictionary and the use cases with their "
                "parameters.\n"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

int
miao_ctl_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("miaopuctl: %s\n", text);

  return MIAO_EXIT_USAGE;
}

int
miao_ctl_trouble (const GError *error)
{
  g_printerr ("miaopuctl: %s\n", error->message);
  if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_REFUSED) ||
      g_error_matches (error, MIAO_ERROR, MIAO_ERROR_CONFLICT))
    return MIAO_EXIT_REFUSED;
  if (g_error_matches (error, MIAO_ERROR, MIAO_ERROR_INVALID) ||
      g_error_matches (error, MIAO_ERROR, MIAO_ERROR_NOT_FOUND))
    return MIAO_EXIT_USAGE;

  return MIAO_EXIT_TROUBLE;
}

void
miao_ctl_print (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, NULL);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
miao_ctl_print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  miao_ctl_print (node);
}

void
miao_ctl_print_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (node, array);
  miao_ctl_print (node);
}

static int
perform (MiaoCtl *ctl)
{
  const MiaoVerb *verb;

  if (ctl->arguments == NULL || ctl->arguments[0] == NULL)
    return miao_ctl_usage (miao_pick ("请写明要办的事；见 --help", "which verb? See --help"));
  verb = find_verb (ctl->arguments[0]);
  if (verb == NULL)
    return miao_ctl_usage (miao_pick ("没有“%s”这个命令；见 --help", "no verb “%s”. See --help"),
                           ctl->arguments[0]);
  ctl->n_arguments = (int) g_strv_length (ctl->arguments) - 1;
  if (ctl->n_arguments < verb->least)
    return miao_ctl_usage ("%s %s", verb->name, verb->arguments);

  return verb->run (ctl, (const char *const *) ctl->arguments + 1);
}

/* Reads the options of a call into @ctl, which keeps what stands before the verb. %FALSE after
 * telling what is wrong. */
static gboolean
read_options (MiaoCtl *ctl, int *argc, char ***argv)
{
  g_autofree char *language = NULL;
  const GOptionEntry entries[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, &ctl->store_path,
      miao_pick ("机构数据文件", "The institution's file"), "FILE" },
    { "server", 0, 0, G_OPTION_ARG_STRING, &ctl->store_path,
      miao_pick ("服务器上的机构", "The institution on a server"), "postgresql://HOST/DATABASE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &ctl->from,
      miao_pick ("从哪一天起（print … all）", "First day (print … all)"), "YYYY-MM-DD" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &ctl->to,
      miao_pick ("到哪一天止（print … all）；迁往何处（move）",
                 "Last day (print … all); where to move (move)"),
      "YYYY-MM-DD, FILE or ADDRESS" },
    { "account", 'a', 0, G_OPTION_ARG_STRING, &ctl->login, miao_pick ("登录账号", "Who logs in"),
      "NAME" },
    { "password-file", 'p', 0, G_OPTION_ARG_FILENAME, &ctl->password_file,
      miao_pick ("口令文件：第一行是口令；“-”从标准输入读",
                 "First line is the password; “-” reads standard input"),
      "FILE" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &ctl->today,
      miao_pick ("当作今天（仅限演示文件）", "Practice files only"), "YYYY-MM-DD" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &ctl->on, miao_pick ("要说明的日期", "The day to explain"),
      "YYYY-MM-DD" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &ctl->output,
      miao_pick ("写到何处", "Where to write"), "FILE" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &ctl->encoding,
      miao_pick ("台账的字符编码", "Encoding of a ledger"), "NAME" },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &ctl->mapping,
      miao_pick ("列对应关系（JSON）", "Column mapping (JSON)"), "FILE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &ctl->dry_run,
      miao_pick ("只读取和核对，不改动数据", "Read and judge, change nothing"), NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &ctl->period,
      miao_pick ("上报月份", "Month of the return"), "YYYY-MM" },
    { "children", 0, 0, G_OPTION_ARG_INT, &ctl->children,
      miao_pick ("演示文件中的儿童数", "Children in a practice file"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &ctl->seed,
      miao_pick ("演示文件的随机种子", "Seed of a practice file"), "N" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &ctl->limit,
      miao_pick ("最多列出的行数", "Most rows to list"), "N" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &ctl->reason,
      miao_pick ("原因，记入操作记录", "Why; kept in the audit log"), "TEXT" },
    { "anchor", 0, 0, G_OPTION_ARG_STRING, &ctl->anchor,
      miao_pick ("用来对照的操作记录状态（verify）", "State of the log to compare (verify)"),
      "LINES:HASH" },
    { "scheduled", 0, 0, G_OPTION_ARG_NONE, &ctl->scheduled,
      miao_pick ("只在到期时办理", "Only when the schedule asks"), NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, miao_pick ("zh 或 en", "zh or en"), "L" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &ctl->arguments, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (miao_pick ("命令 …", "VERB …"));
  g_autoptr (GError) error = NULL;
  g_autofree char *verbs = dup_verbs ();

  ctl->seed = 20260101;
  ctl->children = 40;
  ctl->limit = 100;
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, verbs);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    miao_ctl_usage ("%s", error->message);
    return FALSE;
  }
  if (language != NULL)
    miao_set_language (strcmp (language, "en") == 0 ? MIAO_LANGUAGE_EN : MIAO_LANGUAGE_ZH);

  return TRUE;
}

int
miao_ctl_run (MiaoCtl *ctl, char **words, int n_words, JsonObject *input)
{
  MiaoCtl call = { .among_calls = TRUE, .input = input };
  int status = MIAO_EXIT_USAGE;

  if (read_options (&call, &n_words, &words)) {
    if (call.store_path != NULL || call.login != NULL || call.password_file != NULL) {
      miao_ctl_usage (miao_pick ("calls：数据文件、账号和口令只在开头写一次",
                                 "calls: file, account and password are given once, before"));
    } else if (call.arguments != NULL && miao_ctl_is_apart (call.arguments[0])) {
      miao_ctl_usage (miao_pick ("calls：“%s”须单独办理", "calls: “%s” is called alone"),
                      call.arguments[0]);
    } else {
      call.store_path = g_strdup (ctl->store_path);
      call.login = g_strdup (ctl->login);
      call.password_file = g_strdup (ctl->password_file);
      call.session = miao_session_ref (ctl->session);
      status = perform (&call);
    }
  }
  miao_ctl_clear (&call);

  return status;
}

int
main (int argc, char *argv[])
{
  MiaoCtl ctl = { 0 };
  int status = MIAO_EXIT_USAGE;

  miao_secret_harden_process ();
  setlocale (LC_ALL, "");
  if (read_options (&ctl, &argc, &argv))
    status = perform (&ctl);
  miao_ctl_clear (&ctl);

  return status;
}
