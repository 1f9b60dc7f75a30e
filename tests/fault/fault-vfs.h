#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A layer over the files of the database engine. It knows which written bytes a synchronisation has
 * made durable, so that it can write what a power loss would leave; and it makes the k-th operation
 * fail. One process visits hundreds of crash points without a reboot.
 */

/** Becomes the engine's way to files, for all files that are opened from here on. */
void fault_vfs_install (void);
/** Gives the files back to the engine's own layer: for looking at what is left. */
void fault_vfs_remove (void);
/** Forgets all files. None may be open. */
void fault_vfs_forget (void);

/** The @k-th operation from now (1 = the next) fails with @code; @stays: so do all after it. 0:
 * none fails any more. */
void fault_vfs_fail (guint k, int code, gboolean stays);
/** Returns: operations since the last fault_vfs_fail(). */
guint fault_vfs_count (void);

/** From here on nothing is made durable by a synchronisation: a disk that lies. */
void fault_vfs_lie (gboolean lies);

/**
 * fault_vfs_write_crash:
 *
 * Writes into @folder what a power loss in this moment could leave of the files: all durable bytes,
 * and of the writes since then none, some or all, one in eight torn at a sector.
 */
void fault_vfs_write_crash (const char *folder, GRand *random);

G_END_DECLS
