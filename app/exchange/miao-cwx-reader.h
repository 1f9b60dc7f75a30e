#pragma once

#include "miao-cwx-writer.h"
#include "miao-xml-parser.h"

G_BEGIN_DECLS

/*
 * Reads a CWX file as a stream and hands on one folder after the other; only the folder at hand is
 * in memory. What the file may not do (document types, deep nesting, endless folders) ends the
 * reading; what the schema objects to is reported and the reading goes on.
 */

typedef struct _MiaoCwxReader MiaoCwxReader;

/** Why a complaint of the reader is made. */
typedef enum {
  MIAO_CWX_SCHEMA,     /* the schema objects */
  MIAO_CWX_NIL,        /* a value together with a reason for its absence, or neither */
  MIAO_CWX_UNREADABLE, /* a value that its type cannot be */
} MiaoCwxComplaint;

/**
 * MiaoCwxFuncs:
 *
 * Folders and records are borrowed; @line is where they begin. Any function may be %NULL.
 * @event: also called for each deleted record, as a withdrawal without id and day.
 * @complain: @code is libxml2's for %MIAO_CWX_SCHEMA; @element: (nullable): name of the element.
 */
typedef struct {
  void (*header) (MiaoCwxReader *reader, MiaoRecord *submission, guint line, gpointer user_data);
  void (*institution) (MiaoCwxReader *reader, MiaoRecord *record, guint line, gpointer user_data);
  void (*family) (MiaoCwxReader *reader, MiaoFolder *folder, guint line, gpointer user_data);
  void (*child) (MiaoCwxReader *reader, MiaoFolder *folder, guint line, gpointer user_data);
  void (*event) (MiaoCwxReader *reader, const MiaoCwxEvent *event, guint line, gpointer user_data);
  void (*attachment) (MiaoCwxReader *reader, MiaoRecord *record, guint line, gpointer user_data);
  void (*complain) (MiaoCwxReader *reader,
                    MiaoCwxComplaint complaint,
                    guint line,
                    const char *element,
                    int code,
                    gpointer user_data);
  void (*progress) (guint64 bytes, guint64 total, gpointer user_data);
} MiaoCwxFuncs;

/** Returns: the line where the record of the folder at hand begins; 0 when it is not in it. */
guint miao_cwx_reader_get_line (const MiaoCwxReader *reader, const char *record_id);

/** Largest return that is read when nothing else is asked for. */
#define MIAO_CWX_MAX_BYTES (G_GUINT64_CONSTANT (32) * 1024 * 1024 * 1024)

/**
 * miao_cwx_read:
 * @schema: (nullable): checked on the way
 * @max_bytes: 0 = %MIAO_CWX_MAX_BYTES
 * @ret_sha256: (out) (optional): digest of the whole file, when it was read to its end
 *
 * Errors: %MIAO_ERROR_NOT_FOUND, %MIAO_ERROR_LIMIT (also for a folder of more than 100,000
 * records), %MIAO_ERROR_CANCELLED, %MIAO_ERROR_CORRUPT (not well-formed), %MIAO_ERROR_FOREIGN (a
 * document type, or no CWX at all).
 */
gboolean miao_cwx_read (const char *path,
                        xmlSchemaPtr schema,
                        guint64 max_bytes,
                        const MiaoCwxFuncs *funcs,
                        gpointer user_data,
                        char ret_sha256[65],
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
