/*
 * shindan: error code in, the shortest safe path to a fix out.
 *
 * Text is UTF-8 with its length in bytes, except in the entries whose names end in _utf16. It needs no zero at its end; what
 * comes out has one, which its length does not count. JSON in and out is that of schema/request.schema.json and
 * schema/protocol.schema.json.
 *
 * Every entry may be called from every thread at any time. Handles are numbers that are never used again: one that is
 * closed, of another kind or made up is refused, and closing one that another thread is using is safe.
 *
 * Entries return a status and write a shindan_result, whatever stood in it before. Each result that was written is given to
 * shindan_result_free once. NULL for it asks for the status alone, and there is nothing to free; what would give a handle
 * needs one.
 */
#ifndef SHINDAN_H
#define SHINDAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The number of this interface. It changes when a program that was compiled with an older header would break. */
#define SHINDAN_ABI_VERSION 1

/* It was done. */
#define SHINDAN_OK 0
/* The engine refused: the text is {"error": {"kind", "message"}}. Kinds are those of the embedding guide. */
#define SHINDAN_ERROR 1
/* The call itself is wrong: the text is the same, of the kind bad_argument, no_such_handle or not_built. */
#define SHINDAN_MISUSE 2
/* The engine failed; the text is the same, of the kind internal. Other handles are as they were. */
#define SHINDAN_FAILED 3

/* Loaded knowledge or a scanner. 0 is none. */
typedef uint64_t shindan_handle;

/* What an entry gives. The caller owns it until shindan_result_free; its fields are read, never changed. */
typedef struct shindan_result {
  /* What was opened, and has to be closed; else 0. */
  shindan_handle handle;
  /* What came out, or the error; NULL if nothing did. It belongs to the result. */
  const char *text;
  /* The same for the entries whose names end in _utf16. One of both is NULL. */
  const uint16_t *text16;
  /* Length of the text in bytes, of text16 in units of 16 bits, without the zero at the end. */
  size_t length;
  /* One of SHINDAN_OK, SHINDAN_ERROR, SHINDAN_MISUSE, SHINDAN_FAILED: what the entry returned. */
  int32_t status;
} shindan_result;

/* A row of the table. Its texts belong to the knowledge: they last until its handle is closed, and are not freed. They have
 * no zero at their ends. */
typedef struct shindan_row {
  const char *pack;
  size_t pack_length;
  const char *rule;
  size_t rule_length;
  /* NULL where the table has no names of rows. */
  const char *row;
  size_t row_length;
} shindan_row;

/* SHINDAN_ABI_VERSION of the library. A program that was compiled with another one does not call anything else. */
uint32_t shindan_abi_version(void);

/* The version of the library, such as "1.2.3", with a zero at its end. It is never freed. */
const char *shindan_version(void);

/* Frees what a result owns and empties it: freeing it again does nothing, nor does NULL. A copy of a result is not freed as
 * well. */
void shindan_result_free(shindan_result *result);

/* Opens a compiled pack that is in memory. The bytes are copied, and stay the caller's.
 * trust: NULL asks for nothing; else the JSON {"keys": [LINE], "revoked": [LINE], "least": {PACK: VERSION}, "signature": TEXT},
 * in which everything may be left out. docs/pack-format.md says what it asks for.
 * Gives a handle for shindan_close. */
int32_t shindan_open(const uint8_t *bytes, size_t length, const char *trust, size_t trust_length, shindan_result *result);

/* Opens a compiled pack in a file, which is read as far as it is needed and stays open until the handle is closed.
 * path: in UTF-8 on every platform. trust: as in shindan_open, without "signature": one beside the pack is in PATH.minisig.
 * Gives a handle for shindan_close. */
int32_t shindan_open_file(const char *path, size_t path_length, const char *trust, size_t trust_length,
                          shindan_result *result);

/* Loads knowledge files: {"files": [{"name", "text"}]}, with names such as "rules/e1.yaml". A library for packs alone gives the
 * kind not_built.
 * Gives a handle for shindan_close. */
int32_t shindan_load(const char *files, size_t length, shindan_result *result);

/* Puts the packs of both together. Both stay open, and may be closed before what was joined.
 * Gives a handle for shindan_close. */
int32_t shindan_join(shindan_handle knowledge, shindan_handle other, shindan_result *result);

/* Proves that every pack is what its own rules are built to. It takes as long as loading: for the moment of installing. */
int32_t shindan_verify(shindan_handle knowledge, shindan_result *result);

/* Closes what shindan_open, shindan_open_file, shindan_load or shindan_join gave. Calls that are still running end as they
 * would; scanners go on. The texts of its rows are gone. SHINDAN_MISUSE if there is no such handle. */
int32_t shindan_close(shindan_handle knowledge);

/* Carries out an operation of the protocol, such as "explain", "start" or "reply". Gives its JSON. */
int32_t shindan_call(shindan_handle knowledge, const char *operation, size_t operation_length, const char *input,
                     size_t input_length, shindan_result *result);

/* The same in UTF-16, in and out, in the machine's byte order. Lengths are in units of 16 bits. */
int32_t shindan_call_utf16(shindan_handle knowledge, const uint16_t *operation, size_t operation_length,
                           const uint16_t *input, size_t input_length, shindan_result *result);

/* Checks knowledge files, as shindan_load takes them. Gives {"diagnostics": [...]}. Needs no handle. */
int32_t shindan_check(const char *files, size_t length, shindan_result *result);

/* The rows of a code and a detail, both exactly as the pack writes them: no JSON, no memory to free.
 * detail: NULL for a code that stands alone. rows: room for `capacity` of them; NULL if that is 0. count: how many there are,
 * which may be more than there is room for. Several rows are several meanings; none means that the pack has no such pair.
 * Returns the status alone. */
int32_t shindan_lookup(shindan_handle knowledge, const char *code, size_t code_length, const char *detail,
                       size_t detail_length, shindan_row *rows, size_t capacity, size_t *count);

/* Makes a scanner for logs. Make one, and use it for one log after the other; threads that scan at once have one each.
 * encoding: NULL for UTF-8, or "utf-8", "shift_jis", "euc-jp", "utf-16le", "utf-16be" or "auto", which looks at the pieces as
 * they come; all but the first two need a library with legacy encodings, else the kind is not_built.
 * lines: 0, or how many bytes of its line on either side are given with each match. Lines of logs hold names of people.
 * Gives a handle for shindan_scanner_free. */
int32_t shindan_scanner_new(shindan_handle knowledge, const char *encoding, size_t encoding_length, size_t lines,
                            shindan_result *result);

/* Takes the next bytes of a log, cut anywhere. Gives the matches that are complete, maybe none: a line of JSON each, ended by
 * \n. */
int32_t shindan_scanner_push(shindan_handle scanner, const uint8_t *bytes, size_t length, shindan_result *result);

/* Ends a log. Gives the last matches, and the scanner stands at the start of the next log.
 * malformed: NULL, or where to put at how many places the bytes were none of the encoding. */
int32_t shindan_scanner_finish(shindan_handle scanner, uint64_t *malformed, shindan_result *result);

/* Frees a scanner. SHINDAN_MISUSE if there is no such handle. */
int32_t shindan_scanner_free(shindan_handle scanner);

#ifdef __cplusplus
}
#endif

#endif
