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

static const MiaoVerb *const verb_tables[] = { miao_verbs_explain,   miao_verbs_file,
                                               miao_verbs_backup,    miao_verbs_keys,
                                               miao_verbs_server,    miao_verbs_work,
                                               miao_verbs_today,     miao_verbs_fieldwork,
                                               miao_verbs_allowance, miao_verbs_tools };

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
  g_autoptr (GString) text = g_string_new ("Verbs:\n");

  for (gsize t = 0; t < G_N_ELEMENTS (verb_tables); t++) {
    for (const MiaoVerb *verb = verb_tables[t]; verb->name != NULL; verb++)
      g_string_append_printf (text, "  %-10s %-58s %s\n", verb->name, verb->arguments,
                              verb->summary);
  }
  g_string_append (text,
                   "\nExit status: 0 done, 1 refused by rules, 2 wrong usage, 3 trouble.\n"
                   "“describe” prints the dictionary and the use cases with their parameters.\n");

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

int
main (int argc, char *argv[])
{
  MiaoCtl ctl = { 0 };
  g_autofree char *language = NULL;
  const GOptionEntry entries[] = {
    { "store", 's', 0, G_OPTION_ARG_FILENAME, &ctl.store_path, "The institution's file", "FILE" },
    { "server", 0, 0, G_OPTION_ARG_STRING, &ctl.store_path, "The institution on a server",
      "postgresql://HOST/DATABASE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &ctl.to, "Where to move", "FILE-OR-ADDRESS" },
    { "account", 'a', 0, G_OPTION_ARG_STRING, &ctl.login, "Who logs in", "NAME" },
    { "password-file", 'p', 0, G_OPTION_ARG_FILENAME, &ctl.password_file,
      "First line is the password; “-” reads standard input", "FILE" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &ctl.today, "Practice files only", "YYYY-MM-DD" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &ctl.on, "The day to explain", "YYYY-MM-DD" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &ctl.output, "Where to write", "FILE" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &ctl.encoding, "Encoding of a ledger", "NAME" },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &ctl.mapping, "Column mapping (JSON)", "FILE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &ctl.dry_run, "Read and judge, change nothing", NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &ctl.period, "Month of the return", "YYYY-MM" },
    { "children", 0, 0, G_OPTION_ARG_INT, &ctl.children, "Children in a practice file", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &ctl.seed, "Seed of a practice file", "N" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &ctl.limit, "Most rows to list", "N" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &ctl.reason, "Why; kept in the audit log", "TEXT" },
    { "anchor", 0, 0, G_OPTION_ARG_STRING, &ctl.anchor, "State of the log to compare (verify)",
      "LINES:HASH" },
    { "scheduled", 0, 0, G_OPTION_ARG_NONE, &ctl.scheduled, "Only when the schedule asks", NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "zh or en", "L" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &ctl.arguments, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("VERB …");
  g_autoptr (GError) error = NULL;
  g_autofree char *verbs = dup_verbs ();
  const MiaoVerb *verb;
  int status;

  miao_secret_harden_process ();
  setlocale (LC_ALL, "");
  ctl.seed = 20260101;
  ctl.children = 40;
  ctl.limit = 100;
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_description (context, verbs);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return miao_ctl_usage ("%s", error->message);
  if (language != NULL)
    miao_set_language (strcmp (language, "en") == 0 ? MIAO_LANGUAGE_EN : MIAO_LANGUAGE_ZH);
  if (ctl.arguments == NULL || ctl.arguments[0] == NULL)
    return miao_ctl_usage (miao_pick ("请写明要办的事；见 --help", "which verb? See --help"));
  verb = find_verb (ctl.arguments[0]);
  if (verb == NULL)
    return miao_ctl_usage (miao_pick ("没有“%s”这个命令；见 --help", "no verb “%s”. See --help"),
                           ctl.arguments[0]);
  ctl.n_arguments = (int) g_strv_length (ctl.arguments) - 1;
  if (ctl.n_arguments < verb->least)
    return miao_ctl_usage ("%s %s", verb->name, verb->arguments);
  status = verb->run (&ctl, (const char *const *) ctl.arguments + 1);
  miao_ctl_clear (&ctl);

  return status;
}
