#pragma once

#include <glib.h>
#include <stdint.h>

/* What every fuzz target has: libFuzzer calls it, and replay.c calls it with the seeds. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/** Returns: (transfer none): a file in memory that holds @data until the next call. */
const char *fuzz_file (const uint8_t *data, size_t size);
