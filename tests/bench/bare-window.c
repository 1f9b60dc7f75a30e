/* The bare window of bench-window: nothing but GTK. Prints the microseconds from its start
 * (MIAO_BENCH_BEGAN) to its first drawn frame, then " 0 0". */
#include <gtk/gtk.h>
#include <stdio.h>
#include <unistd.h>

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  printf ("%" G_GINT64_FORMAT " 0 0\n",
          g_get_monotonic_time () - g_ascii_strtoll (g_getenv ("MIAO_BENCH_BEGAN"), NULL, 10));
  fflush (stdout);
  _exit (0);
}

static void
realized_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    NULL);
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);

  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("苗圃"));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application = gtk_application_new ("org.miaopu.Bare", 0);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
