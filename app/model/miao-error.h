#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MiaoError:
 * @MIAO_ERROR_INVALID: a value breaks its type, range or code table; the message is for the person
 * @MIAO_ERROR_REFUSED: a rule blocks the act; the findings say which and why
 * @MIAO_ERROR_CONFLICT: somebody else saved the row since it was read
 * @MIAO_ERROR_DENIED: this account may not do this, or the record is sealed
 * @MIAO_ERROR_NOT_FOUND: no such record, file or use case
 * @MIAO_ERROR_KEY: wrong password, or wrong key for the file
 * @MIAO_ERROR_FOREIGN: the file is not one of ours, or is not encrypted
 * @MIAO_ERROR_TOO_NEW: the file was written by a newer version of the program
 * @MIAO_ERROR_NO_SPACE: the disk is full
 * @MIAO_ERROR_READ_ONLY: the file or its folder cannot be written
 * @MIAO_ERROR_BUSY: another program or desk holds the file; trying again may help
 * @MIAO_ERROR_CORRUPT: the file is damaged
 * @MIAO_ERROR_LIMIT: the input is larger than the program accepts
 * @MIAO_ERROR_CANCELLED: the person stopped it; nothing was changed
 * @MIAO_ERROR_LOST: the connection to the server broke; the message says whether the last act was
 *   done, or that this has to be looked up
 * @MIAO_ERROR_STORE: the store said no for a reason that none of the above names
 *
 * Few codes, each of which leads the caller to a different act. "Nothing found" in a search is
 * not an error; an empty list is. Messages are in the language of miao_language(), are meant for
 * the person in front of the screen, say what to do, and carry no personal data beyond what that
 * person has just typed.
 */
typedef enum {
  MIAO_ERROR_INVALID,
  MIAO_ERROR_REFUSED,
  MIAO_ERROR_CONFLICT,
  MIAO_ERROR_DENIED,
  MIAO_ERROR_NOT_FOUND,
  MIAO_ERROR_KEY,
  MIAO_ERROR_FOREIGN,
  MIAO_ERROR_TOO_NEW,
  MIAO_ERROR_NO_SPACE,
  MIAO_ERROR_READ_ONLY,
  MIAO_ERROR_BUSY,
  MIAO_ERROR_CORRUPT,
  MIAO_ERROR_LIMIT,
  MIAO_ERROR_CANCELLED,
  MIAO_ERROR_STORE,
  MIAO_ERROR_LOST,
} MiaoError;

#define MIAO_ERROR (miao_error_quark ())

GQuark miao_error_quark (void);

G_END_DECLS
