/*
 * Everything that a caller can get wrong without breaking the rules of C: null, wrong lengths, bad text, wrong and closed
 * handles, threads that use what another one closes.
 *
 *   misuse PACK
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shindan.h"

#define TEXT(text) (text), (sizeof(text) - 1)

static int checked = 0;

#define CHECK(is)                                                       \
  do {                                                                  \
    checked++;                                                          \
    if (!(is)) {                                                        \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #is);  \
      exit(1);                                                          \
    }                                                                   \
  } while (0)

/* Whether a result has this status and an error of this kind; frees it. */
static int is(shindan_result *result, int32_t status, const char *kind) {
  char start[64];
  snprintf(start, sizeof start, "{\"error\":{\"kind\":\"%s\",\"message\":\"", kind);
  int found = result->status == status && result->handle == 0 && result->text != NULL &&
              strlen(result->text) == result->length && strncmp(result->text, start, strlen(start)) == 0;
  if (!found) fprintf(stderr, "status %d: %s\n", (int)result->status, result->text != NULL ? result->text : "(no text)");
  shindan_result_free(result);
  return found;
}

static shindan_handle opened(const char *pack) {
  shindan_result result;
  CHECK(shindan_open_file(pack, strlen(pack), NULL, 0, &result) == SHINDAN_OK);
  CHECK(result.handle != 0 && result.text == NULL && result.status == SHINDAN_OK);
  shindan_handle handle = result.handle;
  shindan_result_free(&result);
  return handle;
}

static void arguments(shindan_handle knowledge, const char *pack) {
  static const char bad[] = {'E', (char)0xFF};
  shindan_result r;
  size_t count = 7;
  uint64_t malformed = 0;

  /* Null and lengths. */
  CHECK(shindan_call(knowledge, NULL, 0, TEXT("{}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_call(knowledge, TEXT("packs"), NULL, 0, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_call(knowledge, TEXT("packs"), NULL, 2, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_call(knowledge, TEXT("packs"), "{}", SIZE_MAX, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_call(knowledge, TEXT("packs"), "{}", SIZE_MAX / 2 + 1, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_call(knowledge, TEXT("packs"), "", 0, &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "bad_request"));
  CHECK(shindan_call(knowledge, TEXT("pax"), TEXT("{}"), &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "unknown_operation"));
  CHECK(shindan_open(NULL, 0, NULL, 0, &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "not_pack"));
  CHECK(shindan_open(NULL, 9, NULL, 0, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, NULL, 0, &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "not_pack"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, TEXT("{\"keyz\": []}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, TEXT("{\"keys\": [\"RW\"]}"), &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "bad_key"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, TEXT("{\"keys\": [1]}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, TEXT("{\"keys\": []}"), &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "bad_key"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, TEXT("{\"signature\": \"\"}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open((const uint8_t *)"pack", 4, TEXT("{\"least\": {\"example\": \"1\"}}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open_file(NULL, 0, NULL, 0, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open_file(TEXT("no/such/file"), NULL, 0, &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "unreadable"));
  CHECK(shindan_open_file(TEXT("no\0file"), NULL, 0, &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "unreadable"));
  CHECK(shindan_open_file(pack, strlen(pack), TEXT("{\"least\": {\"example\": \"9.0.0\"}}"), &r) == SHINDAN_ERROR && is(&r, SHINDAN_ERROR, "older_pack"));
  CHECK(shindan_open_file(pack, strlen(pack), TEXT("{\"signature\": \"\"}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));

  /* Text that is none. */
  CHECK(shindan_call(knowledge, bad, 2, TEXT("{}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_call(knowledge, TEXT("explain"), bad, 2, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_check(bad, 2, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_open_file(bad, 2, NULL, 0, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_lookup(knowledge, bad, 2, NULL, 0, NULL, 0, &count) == SHINDAN_MISUSE && count == 0);

  /* UTF-16: half of a pair, an odd address, null; errors come in UTF-16, too. */
  static const uint16_t packs[] = {'p', 'a', 'c', 'k', 's'};
  static const uint16_t half[] = {'{', 0xD800, '}'};
  static const uint16_t none[] = {'{', '}'};
  CHECK(shindan_call_utf16(knowledge, packs, 5, half, 3, &r) == SHINDAN_MISUSE && r.text == NULL && r.text16 != NULL);
  CHECK(r.text16[0] == '{' && r.text16[r.length] == 0);
  shindan_result_free(&r);
  CHECK(shindan_call_utf16(knowledge, packs, 5, NULL, 0, &r) == SHINDAN_MISUSE && r.text16 != NULL);
  shindan_result_free(&r);
  CHECK(shindan_call_utf16(knowledge, packs, 5, none, SIZE_MAX / 3, &r) == SHINDAN_MISUSE && r.text16 != NULL);
  shindan_result_free(&r);
  CHECK(shindan_call_utf16(knowledge, packs, 5, none, 2, &r) == SHINDAN_OK && r.text16 != NULL && r.text16[r.length] == 0);
  shindan_result_free(&r);

  /* The table. */
  shindan_row row;
  CHECK(shindan_lookup(knowledge, TEXT("E1"), TEXT("0x01"), &row, 1, NULL) == SHINDAN_MISUSE);
  CHECK(shindan_lookup(knowledge, TEXT("E1"), TEXT("0x01"), NULL, 1, &count) == SHINDAN_MISUSE);
  CHECK(shindan_lookup(knowledge, TEXT("E1"), TEXT("0x01"), NULL, 0, &count) == SHINDAN_OK && count == 1);
  CHECK(shindan_lookup(knowledge, TEXT("E1"), TEXT("0x01"), &row, 1, &count) == SHINDAN_OK && count == 1);
  CHECK(row.rule_length == 8 && memcmp(row.rule, "e1-cable", 8) == 0 && row.pack_length == 7);
  CHECK(shindan_lookup(knowledge, TEXT("E1"), TEXT("0x02"), &row, 1, &count) == SHINDAN_OK && count == 0);
  CHECK(shindan_lookup(knowledge, TEXT("E1"), NULL, 0, &row, 1, &count) == SHINDAN_OK && count == 0);
  CHECK(shindan_lookup(knowledge, TEXT("E1"), NULL, 3, &row, 1, &count) == SHINDAN_MISUSE && count == 0);

  /* Scanners. */
  CHECK(shindan_scanner_new(knowledge, TEXT("latin1"), 0, &r) != SHINDAN_OK && r.handle == 0);
  shindan_result_free(&r);
  CHECK(shindan_scanner_new(knowledge, TEXT("utf-8"), SIZE_MAX, &r) == SHINDAN_OK);
  shindan_handle scanner = r.handle;
  shindan_result_free(&r);
  CHECK(shindan_scanner_push(scanner, NULL, 1, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "bad_argument"));
  CHECK(shindan_scanner_push(scanner, NULL, 0, &r) == SHINDAN_OK && r.length == 0 && r.text != NULL);
  shindan_result_free(&r);
  CHECK(shindan_scanner_push(scanner, (const uint8_t *)"E1 0x01\xFF", 8, &r) == SHINDAN_OK);
  shindan_result_free(&r);
  CHECK(shindan_scanner_finish(scanner, &malformed, &r) == SHINDAN_OK && strstr(r.text, "\"rule\":\"e1-cable\"") != NULL);
  CHECK(strstr(r.text, "\"line\":1") != NULL);
  shindan_result_free(&r);
  /* It stands at the start of the next log. */
  CHECK(shindan_scanner_push(scanner, (const uint8_t *)"E1 0x01\n", 8, NULL) == SHINDAN_OK);
  CHECK(shindan_scanner_finish(scanner, &malformed, &r) == SHINDAN_OK && malformed == 0);
  shindan_result_free(&r);
  CHECK(shindan_scanner_free(scanner) == SHINDAN_OK && shindan_scanner_free(scanner) == SHINDAN_MISUSE);

  /* Results: without one, with one that holds anything, freed twice. */
  CHECK(shindan_call(knowledge, TEXT("packs"), TEXT("{}"), NULL) == SHINDAN_OK);
  CHECK(shindan_open_file(pack, strlen(pack), NULL, 0, NULL) == SHINDAN_MISUSE);
  memset(&r, 0xAB, sizeof r);
  CHECK(shindan_call(knowledge, TEXT("packs"), TEXT("{}"), &r) == SHINDAN_OK);
  shindan_result_free(&r);
  shindan_result_free(&r);
  shindan_result_free(NULL);
}

static void handles(const char *pack) {
  shindan_result r;
  size_t count;
  shindan_handle knowledge = opened(pack), other = opened(pack);
  CHECK(shindan_join(knowledge, other, &r) == SHINDAN_ERROR);
  shindan_result_free(&r);
  CHECK(shindan_verify(knowledge, &r) == SHINDAN_OK && r.text == NULL);
  shindan_result_free(&r);
  CHECK(shindan_scanner_new(knowledge, NULL, 0, 0, &r) == SHINDAN_OK);
  shindan_handle scanner = r.handle;
  shindan_result_free(&r);

  /* One of another kind. */
  CHECK(shindan_close(scanner) == SHINDAN_MISUSE && shindan_scanner_free(knowledge) == SHINDAN_MISUSE);
  CHECK(shindan_call(scanner, TEXT("packs"), TEXT("{}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
  CHECK(shindan_scanner_push(knowledge, (const uint8_t *)"E1", 2, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));

  /* A scanner goes on without the handle that it was made from. */
  CHECK(shindan_close(knowledge) == SHINDAN_OK);
  CHECK(shindan_scanner_push(scanner, (const uint8_t *)"E1 0x01\nx\n", 10, &r) == SHINDAN_OK);
  shindan_result_free(&r);
  CHECK(shindan_scanner_free(scanner) == SHINDAN_OK);

  /* Closed, closed again, never there. */
  const shindan_handle wrong[] = {knowledge, scanner, 0, 1, 42, UINT64_MAX, other + 1000};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    CHECK(shindan_close(wrong[i]) == SHINDAN_MISUSE && shindan_scanner_free(wrong[i]) == SHINDAN_MISUSE);
    CHECK(shindan_call(wrong[i], TEXT("packs"), TEXT("{}"), &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
    CHECK(shindan_verify(wrong[i], &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
    CHECK(shindan_join(other, wrong[i], &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
    CHECK(shindan_lookup(wrong[i], TEXT("E1"), NULL, 0, NULL, 0, &count) == SHINDAN_MISUSE);
    CHECK(shindan_scanner_new(wrong[i], NULL, 0, 0, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
    CHECK(shindan_scanner_push(wrong[i], NULL, 0, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
    CHECK(shindan_scanner_finish(wrong[i], NULL, &r) == SHINDAN_MISUSE && is(&r, SHINDAN_MISUSE, "no_such_handle"));
  }
  CHECK(shindan_close(other) == SHINDAN_OK);
}

#define THREADS 8
#define ROUNDS 200

static shindan_handle shared;

/* Asks until somebody closes: each call gives the whole answer or says that there is no such handle. */
static void *ask(void *unused) {
  (void)unused;
  for (int i = 0; i < ROUNDS; i++) {
    shindan_result r;
    int32_t status = shindan_call(shared, TEXT("explain"), TEXT("{\"text\": \"E1 0x01\"}"), &r);
    int is_whole = status == SHINDAN_OK && r.text[0] == '{' && r.text[r.length - 1] == '}';
    int is_closed = status == SHINDAN_MISUSE && strstr(r.text, "no_such_handle") != NULL;
    shindan_result_free(&r);
    if (!is_whole && !is_closed) return (void *)1;
  }
  return NULL;
}

static void threads(const char *pack) {
  for (int closes = 0; closes < 2; closes++) {
    shared = opened(pack);
    pthread_t started[THREADS];
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&started[i], NULL, ask, NULL) == 0);
    if (closes) CHECK(shindan_close(shared) == SHINDAN_OK);
    for (int i = 0; i < THREADS; i++) {
      void *failed = NULL;
      CHECK(pthread_join(started[i], &failed) == 0 && failed == NULL);
    }
    CHECK(shindan_close(shared) == (closes ? SHINDAN_MISUSE : SHINDAN_OK));
  }
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: misuse PACK\n");
    return 2;
  }
  CHECK(shindan_abi_version() == SHINDAN_ABI_VERSION && strlen(shindan_version()) >= 5);
  shindan_handle knowledge = opened(argv[1]);
  arguments(knowledge, argv[1]);
  CHECK(shindan_close(knowledge) == SHINDAN_OK);
  handles(argv[1]);
  threads(argv[1]);
  printf("misuse: %d checks passed\n", checked);
  return 0;
}
