#pragma once

#include "miao-setup.h"

G_BEGIN_DECLS

struct _MiaoSetup {
  GtkWidget parent_instance;

  GtkWidget *banner;
  GtkWidget *stack;
  GtkWidget *open_button;
  GtkWidget *address;
  GtkWidget *new_heading;
  GtkWidget *new_text;
  GtkWidget *institution;
  GtkWidget *name;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *again;
  GtkWidget *make_button;
  GtkWidget *recovery_key;
  GtkWidget *kept;
  GtkWidget *go_on;
  GtkWidget *sheet_key;
  GtkWidget *lost_login;
  GtkWidget *new_password;
  GtkWidget *recover_button;

  gboolean practice;
  char *path;
  char *made_for;       /* institution of the new file */
  MiaoSession *session; /* of the maker of a new file, until the key was kept */
};

/* What a new file is made of, or an old one recovered with, for the thread that does it. */
typedef struct {
  char *path;
  char *institution;
  char *name;
  char *login;
  char *password;
  gboolean practice;
  char *recovery; /* out */
} MiaoSetupWork;

void miao_setup_work_free (gpointer data);

const char *miao_setup_get_text (GtkWidget *entry);
void miao_setup_clear_entries (MiaoSetup *self);
/** Empties the entries of passwords and keys; names stay. */
void miao_setup_clear_secrets (MiaoSetup *self);
/* Says what is wrong with an entry and gives it the keyboard. */
void miao_setup_complain (MiaoSetup *self, GtkWidget *entry, const char *message);
/* Tells the window that a person works with a new file. */
void miao_setup_opened (MiaoSetup *self, MiaoSession *session);

/* The callbacks of the pages "new" and "recovery" of the template. */
void miao_setup_class_bind_new (GtkWidgetClass *widget_class);

G_END_DECLS
