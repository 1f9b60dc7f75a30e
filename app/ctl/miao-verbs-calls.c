/* Many calls with one login: opening the file, stretching the password and reading the schema take
 * ten times as long as most of what is then done. For those who carry records over from elsewhere.
 */
#include "config.h"

#include "miao-ctl.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What opens, makes, moves or replaces the file itself needs a login, or a file, of its own. */
static const MiaoVerb *const apart[] = { miao_verbs_backup, miao_verbs_calls, miao_verbs_fieldwork,
                                         miao_verbs_keys, miao_verbs_server };
static const char *const makes_files[] = { "init", "practice", NULL };

gboolean
miao_ctl_is_apart (const char *verb)
{
  for (gsize t = 0; t < G_N_ELEMENTS (apart); t++)
    for (const MiaoVerb *each = apart[t]; each->name != NULL; each++)
      if (strcmp (each->name, verb) == 0)
        return TRUE;

  return g_strv_contains (makes_files, verb);
}

/* ["do", "record-visit", {…}]: the words, and what the verb would read from its standard input.
 * Returns %NULL if @line is nothing of that kind. */
static GPtrArray *
read_call (const char *line, JsonObject **ret_input)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  JsonArray *call;
  guint n;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;
  call = json_node_get_array (root);
  n = json_array_get_length (call);
  g_ptr_array_add (words, g_strdup ("miaopuctl"));
  for (guint i = 0; i < n; i++) {
    JsonNode *element = json_array_get_element (call, i);

    if (JSON_NODE_HOLDS_OBJECT (element) && i > 0 && i + 1 == n)
      *ret_input = json_object_ref (json_node_get_object (element));
    else if (json_node_get_value_type (element) == G_TYPE_STRING)
      g_ptr_array_add (words, json_node_dup_string (element));
    else
      return NULL;
  }
  if (words->len < 2)
    return NULL;

  return g_steal_pointer (&words);
}

/* What was written on a stream, as the JSON that it is, or as text. Takes both. */
static void
take_output (FILE *stream, char **text, JsonObject *answer, const char *member)
{
  JsonNode *node;

  (void) fclose (stream);
  node = **text != '\0' ? json_from_string (*text, NULL) : NULL;
  if (node != NULL)
    json_object_set_member (answer, member, node);
  else if (**text != '\0')
    json_object_set_string_member (answer, member, *text);
  free (*text); /* the C library's own */
  *text = NULL;
}

static void
answer_call (MiaoCtl *ctl, const char *line)
{
  g_autoptr (JsonObject) answer = json_object_new (), input = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GPtrArray) words = read_call (line, &input);
  g_autofree char *told = NULL;
  char *out = NULL, *err = NULL;
  gsize n_out = 0, n_err = 0;
  FILE *usual_out = stdout, *usual_err = stderr;
  int status;

  stdout = open_memstream (&out, &n_out);
  stderr = open_memstream (&err, &n_err);
  if (stdout == NULL || stderr == NULL)
    g_error ("No memory for what a call writes");
  if (words == NULL)
    status = miao_ctl_usage (miao_pick ("calls：每行写一个 JSON 数组，如 [\"do\", \"业务\", {…}]",
                                        "calls: each line is a JSON array: [\"do\", \"USE-CASE\", "
                                        "{…}]"));
  else
    status = miao_ctl_run (ctl, (char **) words->pdata, (int) words->len, input);
  json_object_set_int_member (answer, "status", status);
  take_output (stdout, &out, answer, "output");
  take_output (stderr, &err, answer, "error");
  stdout = usual_out;
  stderr = usual_err;
  json_node_set_object (node, answer);
  told = json_to_string (node, FALSE);
  puts (told);
  (void) fflush (stdout);
}

/* calls: reads calls from standard input, one to a line, until it ends. */
static int
run_calls (MiaoCtl *ctl, const char *const *arguments)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_autoptr (GError) error = NULL;
  char *line;
  int status;

  if (g_strcmp0 (ctl->password_file, "-") == 0)
    return miao_ctl_usage (miao_pick ("calls：标准输入用来读命令，口令请写在文件里",
                                      "calls: standard input holds the calls; the password "
                                      "comes from a file"));
  status = miao_ctl_open (ctl);
  if (status != MIAO_EXIT_DONE)
    return status;
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL) {
    if (*line != '\0')
      answer_call (ctl, line);
    g_free (line);
  }

  return error == NULL ? MIAO_EXIT_DONE : miao_ctl_trouble (error);
}

const MiaoVerb miao_verbs_calls[] = {
  { "calls", "", "calls, one to a line on standard input, with one login", 0, run_calls,
    "一次登录办多件事：从标准输入读，每行一件" },
  { NULL },
};
