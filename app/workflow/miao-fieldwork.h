#pragma once

#include "miao-call.h"
#include "miao-parcel.h"

G_BEGIN_DECLS

/*
 * An evaluation away from the office (外出评估包). It leaves as one file that only the account of
 * one member of its team opens, is filled in on any computer in the form that the house has, and
 * comes back as one file that is merged answer by answer.
 *
 * Out: the use case "send-fieldwork" writes a parcel (miao-parcel.h) whose package key is sealed to
 * the member's account; the house keeps that key, the digest of what left, and the member's signing
 * key in the setting "fieldwork.<package>". On the other computer miao_fieldwork_open() makes a
 * file of its own of it, in which that one account works. Back: "pack-fieldwork" writes a second
 * parcel under the same key, signed by the member; "merge-fieldwork" takes it in.
 * "recall-fieldwork" says that a package counts no more.
 *
 * What leaves is what an assessor sees of this one evaluation: its records, its subject, the one
 * before, the team without what the others voted. Opinions come back as sealed as they are here. An
 * evaluation of needs takes along its list, the needs of the last time, what else is open of the
 * placement, and the names of who can be made responsible.
 */

/** The ending of the files. */
#define MIAO_FIELDWORK_SUFFIX ".miaopkg"

/** What everybody may read of a package: { "kind": "out"|"back", "package", "number",
 * "institution", "house", "evaluation_no", "holder", "out_on", "due" }. */
typedef struct {
  gboolean back;
  char *package;
  char *number;
  char *institution;
  char *house;
  char *evaluation_no;
  char *holder;
  char *out_on;
  char *due;
} MiaoFieldworkHead;

void miao_fieldwork_head_free (MiaoFieldworkHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MiaoFieldworkHead, miao_fieldwork_head_free)

/** Returns: (transfer full): the head of the package at @path. Errors: those of
 *  miao_parcel_read(). */
MiaoFieldworkHead *miao_fieldwork_peek (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full) (nullable): of a session in the file of a package; %NULL for an
 *  institution. */
MiaoFieldworkHead *miao_fieldwork_of_session (MiaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * miao_fieldwork_open:
 * @path: a package that left the house
 * @password: of the member's account on the day when it left
 * @store_path: FILE.miaopu to make
 * @ret_login: (out) (optional) (transfer full): the account that opens it
 *
 * Makes the file that the work is done in. @path stays as it is.
 *
 * Errors: %MIAO_ERROR_KEY (wrong password; sealed to somebody else), %MIAO_ERROR_CONFLICT (there is
 * such a file), %MIAO_ERROR_INVALID (a package that came back), those of miao_parcel_read().
 * Thread: any; takes as long as one log-in.
 */
gboolean miao_fieldwork_open (const char *path,
                              const char *password,
                              const char *store_path,
                              char **ret_login,
                              GError **error);

/** Refuses with %MIAO_ERROR_DENIED, naming who has it, while a package of the evaluation is out. */
gboolean miao_fieldwork_none_out (const MiaoRecord *evaluation, GError **error);

/* For the files of this topic. */

/** Name of the setting of the key, in the file of a package. */
#define MIAO_FIELDWORK_KEY "fieldwork.key"
/** And of the state that left: the text of miao_fieldwork_dup_base(). */
#define MIAO_FIELDWORK_BASE "fieldwork.base"

/** And of how many children lived in the family: those children stay in the house. */
#define MIAO_FIELDWORK_FOSTER "fieldwork.foster_now"

/** In the file of a package: how many children lived in the family when it left; -1 on failure. */
int miao_fieldwork_get_foster_now (MiaoCall *call, GError **error);

/** Fields of an evaluation beside the answers that are filled in away from the office. */
extern const char *const miao_fieldwork_fields[];

/** Returns: (transfer full): what can be changed away from the office, as JSON text with its
 * members in one order: answers, fields, needs, and the member's own opinion. @needs: (nullable):
 * of an evaluation that finds none. */
char *miao_fieldwork_dup_base (const MiaoRecord *evaluation,
                               const MiaoRecord *member,
                               GPtrArray *needs) G_GNUC_WARN_UNUSED_RESULT;

/** @ret: (out) (transfer full) (nullable) (element-type MiaoRecord): the needs that go along with
 * @evaluation, in the house; %NULL when it finds none. */
gboolean miao_fieldwork_collect_needs (MiaoStore *store,
                                       const MiaoRecord *evaluation,
                                       GPtrArray **ret,
                                       GError **error);
/** The same in the file of a package: all that came along, and those that were entered there. */
gboolean miao_fieldwork_pack_needs (MiaoStore *store,
                                    const MiaoRecord *evaluation,
                                    GPtrArray **ret,
                                    GError **error);
/** Returns: (transfer full): rows of "id" and the fields that travel. */
JsonArray *miao_fieldwork_write_needs (GPtrArray *needs) G_GNUC_WARN_UNUSED_RESULT;
/** Reads them from the member "needs" of @state; from outside, not trusted. @ret: (out) (nullable):
 * %NULL when @state has none: packages made before needs went along. Errors: %MIAO_ERROR_INVALID.
 */
gboolean miao_fieldwork_read_needs (JsonObject *state, GPtrArray **ret, GError **error);

/** Returns: (transfer full): { "records": [ { "kind", "id", "values" } ] }: everything that leaves.
 *  @needs: (nullable): as miao_fieldwork_collect_needs() gives them. */
JsonArray *miao_fieldwork_collect (MiaoCall *call,
                                   MiaoRecord *evaluation,
                                   const MiaoRecord *member,
                                   GPtrArray *needs,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Stores them in the file of a package. */
gboolean miao_fieldwork_fill (MiaoSession *session, JsonArray *records, GError **error);

/** Most bytes of papers that one package brings back. */
#define MIAO_FIELDWORK_MAX_PAPERS ((gint64) 64 * 1024 * 1024)

/** Returns: (transfer full): { "id", "values", "content" (Base64) } of every paper that was added
 * in the file of the package. Errors: %MIAO_ERROR_LIMIT when they are too many. */
JsonArray *miao_fieldwork_pack_papers (MiaoCall *call,
                                       const char *evaluation,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * miao_fieldwork_take_papers:
 * @papers: (nullable): as miao_fieldwork_pack_papers() wrote them; from outside, not trusted
 *
 * Takes the papers in as documents of the evaluation. One that the house has already is not kept
 * twice.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the id that a paper had there -> the one that
 *   it has here; %NULL with @error set.
 */
GHashTable *miao_fieldwork_take_papers (MiaoCall *call,
                                        const char *evaluation,
                                        JsonArray *papers,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the object in @bytes. Errors: %MIAO_ERROR_CORRUPT. */
JsonObject *miao_fieldwork_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: (transfer full): @object as text. */
char *miao_fieldwork_to_text (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
MiaoFieldworkHead *miao_fieldwork_parse_head (const char *text,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *miao_fieldwork_head_to_text (const MiaoFieldworkHead *head) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the row of @package in the list "fieldwork". */
JsonObject *miao_fieldwork_find (JsonArray *list, const char *package);
/** Sets the row's state and, with day and document, how it ended. @reason, @protocol: (nullable) */
void miao_fieldwork_end (MiaoCall *call,
                         MiaoRecord *evaluation,
                         const char *package,
                         const char *state,
                         const char *reason,
                         const char *protocol);

/** What the house knows about a package that is out. */
typedef struct {
  guint8 key[MIAO_PARCEL_KEY];
  guint8 sign_public[MIAO_SIGN_PUBLIC];
  char *base_sha256;
} MiaoFieldworkSecret;

gboolean miao_fieldwork_keep_secret (MiaoCall *call,
                                     const char *package,
                                     const MiaoFieldworkSecret *secret,
                                     GError **error);
/** Errors: %MIAO_ERROR_NOT_FOUND when the package did not leave from here. */
gboolean miao_fieldwork_get_secret (MiaoCall *call,
                                    const char *package,
                                    MiaoFieldworkSecret *secret,
                                    GError **error);
/** The package came back or counts no more: nothing opens it here from then on. */
gboolean miao_fieldwork_forget_secret (MiaoCall *call, const char *package, GError **error);
void miao_fieldwork_secret_clear (MiaoFieldworkSecret *secret);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MiaoFieldworkSecret, miao_fieldwork_secret_clear)

G_END_DECLS
