/* miaopuctl, many times: reads calls from standard input, runs each in a child of its own and
 * answers on standard output. A third of a call's processor time went into loading eighty
 * libraries; here they are loaded once. What a call does is miaopuctl's own main() in a process of
 * its own, whose files are closed and whose memory is gone when it ends.
 *
 * CALL, the number of arguments and, for each, its length and bytes; the length and bytes of its
 * standard input. The answer: the status as waitpid() tells it, length and bytes of standard
 * output, length and bytes of standard error.
 * BEGIN, arguments as above, lengths and bytes of the paths of its three standard streams. The
 * answer: the number of the process, which goes on beside other calls.
 * END and the number of that process, which is awaited. The answer: its status.
 * Numbers are 32 bits of this machine. Ends when standard input does. */
#undef main
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

int miao_ctl_main (int argc, char *argv[]);

static void
put (const void *bytes, size_t n)
{
  for (const char *at = bytes; n > 0;) {
    ssize_t wrote = write (STDOUT_FILENO, at, n);
    if (wrote < 0 && errno != EINTR)
      exit (EXIT_FAILURE);
    at += MAX (wrote, 0);
    n -= (size_t) MAX (wrote, 0);
  }
}

/* FALSE at the end of the input. */
static gboolean
get (void *bytes, size_t n)
{
  for (char *at = bytes; n > 0;) {
    ssize_t took = read (STDIN_FILENO, at, n);
    if (took == 0 || (took < 0 && errno != EINTR))
      return FALSE;
    at += MAX (took, 0);
    n -= (size_t) MAX (took, 0);
  }
  return TRUE;
}

/* A length and as many bytes, closed by a zero; NULL at the end of the input. (transfer full) */
static char *
get_text (uint32_t *length)
{
  if (!get (length, sizeof *length))
    return NULL;
  g_autofree char *text = g_malloc0 ((gsize) *length + 1);
  return get (text, *length) ? g_steal_pointer (&text) : NULL;
}

static int
file_in_memory (void)
{
  int file = memfd_create ("call", MFD_CLOEXEC);
  if (file < 0)
    exit (EXIT_FAILURE);
  return file;
}

static void
put_file (int file)
{
  off_t size = lseek (file, 0, SEEK_END);
  uint32_t length = (uint32_t) size;
  put (&length, sizeof length);
  void *bytes = size > 0 ? mmap (NULL, (size_t) size, PROT_READ, MAP_SHARED, file, 0) : NULL;
  if (bytes) {
    put (bytes, (size_t) size);
    munmap (bytes, (size_t) size);
  }
  close (file);
}

/* The child's number; @files become its standard streams. */
static pid_t
begin (char **argv, uint32_t argc, const int files[3])
{
  pid_t child = fork ();
  if (child < 0)
    exit (EXIT_FAILURE);
  if (child == 0) {
    for (int i = 0; i < 3; i++)
      if (dup2 (files[i], i) < 0)
        _exit (EXIT_FAILURE);
    exit (miao_ctl_main ((int) argc, argv));
  }
  return child;
}

static void
put_status (pid_t child)
{
  int status = 0;
  while (waitpid (child, &status, 0) < 0)
    if (errno != EINTR)
      exit (EXIT_FAILURE);
  int32_t told = status;
  put (&told, sizeof told);
}

static gboolean
call (char **argv, uint32_t argc)
{
  uint32_t length;
  g_autofree char *text = get_text (&length);
  if (!text)
    return FALSE;
  const int files[3] = { file_in_memory (), file_in_memory (), file_in_memory () };
  if (length > 0 && pwrite (files[0], text, length, 0) != (ssize_t) length)
    exit (EXIT_FAILURE);
  put_status (begin (argv, argc, files));
  put_file (files[1]);
  put_file (files[2]);
  close (files[0]);
  return TRUE;
}

static gboolean
begin_beside (char **argv, uint32_t argc)
{
  int files[3];
  for (int i = 0; i < 3; i++) {
    uint32_t length;
    g_autofree char *path = get_text (&length);
    files[i] = path ? open (path, (i == 0 ? O_RDONLY : O_WRONLY) | O_CLOEXEC) : -1;
    if (files[i] < 0)
      return FALSE;
  }
  int32_t told = begin (argv, argc, files);
  for (int i = 0; i < 3; i++)
    close (files[i]);
  put (&told, sizeof told);
  return TRUE;
}

int
main (void)
{
  enum {
    CALL,
    BEGIN,
    END
  };
  uint32_t kind;
  while (get (&kind, sizeof kind)) {
    uint32_t argc;
    if (!get (&argc, sizeof argc))
      return EXIT_FAILURE;
    if (kind == END) {
      put_status ((pid_t) argc);
      continue;
    }
    g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
    for (uint32_t i = 0; i < argc; i++) {
      uint32_t length;
      char *argument = get_text (&length);
      if (!argument)
        return EXIT_FAILURE;
      g_ptr_array_add (argv, argument);
    }
    g_ptr_array_add (argv, NULL);
    if (!(kind == CALL ? call : begin_beside) ((char **) argv->pdata, argc))
      return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
