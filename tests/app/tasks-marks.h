#pragma once

#include <glib.h>

/** The marks of what is due against the records alone, after a random history.
 *  @path: a practice file, which is spoiled. @today: its day. */
void test_marks_history (const char *path, const char *today);
/** Every way in which a change takes back the mark of a record. */
void test_marks_touch (const char *path, const char *today);
/** A day of the past, thresholds of other days, marks that were lost. */
void test_marks_basis (const char *path, const char *today);
