#pragma once

#include "miao-cwx-writer.h"

G_BEGIN_DECLS

/* Made-up institution, families and children for tests of the return. */

/* A record with an id "0190…" made from @number; pairs of field and text, ended by NULL. */
MiaoRecord *sample_record (const char *kind, guint number, ...) G_GNUC_NULL_TERMINATED;

MiaoRecord *sample_institution (void);
MiaoRecord *sample_submission (guint n_children, guint n_families, guint n_placements);

/* Family @n with three members, a caregiver, a training and an evaluation by three assessors. */
MiaoFolder *sample_family (guint n);
/* Child @n; every odd one lives in family @n. */
MiaoFolder *sample_child (guint n);

/* Gives children 0 … @n_children - 1 and the families of the odd ones. */
typedef struct {
  guint n_children;
  guint n_families;
  guint next_child;
  guint next_family;
  guint next_event;
  void (*change_child) (MiaoFolder *child, guint n);
} SampleSource;

extern const MiaoCwxSource sample_source;

/* Writes @n_children into @path. */
void sample_write (const char *path,
                   guint n_children,
                   void (*change_child) (MiaoFolder *child, guint n),
                   MiaoCwxWritten *ret_written);

G_END_DECLS
