/*
 * What a product does with the library: look up a code, print the steps for a role, walk a diagnosis, save and resume, scan
 * a log.
 *
 *   helpdesk PACK LOG
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "shindan.h"

/* Prints why something did not work, and ends. */
static void fail(const char *doing, shindan_result *result) {
  fprintf(stderr, "%s: %s\n", doing, result->text != NULL ? result->text : "no reason given");
  shindan_result_free(result);
  exit(1);
}

static shindan_result call(shindan_handle knowledge, const char *operation, const char *input) {
  shindan_result result;
  if (shindan_call(knowledge, operation, strlen(operation), input, strlen(input), &result) != SHINDAN_OK) {
    fail(operation, &result);
  }
  return result;
}

/* A text of printf's form. Free it. */
static char *format(const char *form, ...) {
  va_list values, again;
  va_start(values, form);
  va_copy(again, values);
  int length = vsnprintf(NULL, 0, form, values);
  char *text = (char *)malloc((size_t)length + 1);
  if (text == NULL) abort();
  vsnprintf(text, (size_t)length + 1, form, again);
  va_end(again);
  va_end(values);
  return text;
}

static json whole(const shindan_result *result) {
  json value = {result->text, result->length};
  return value;
}

static void print(const char *before, json value, const char *after) {
  char *text = json_copy(value);
  printf("%s%s%s", before, text, after);
  free(text);
}

static void look_up(shindan_handle knowledge) {
  shindan_row rows[4];
  size_t count = 0;
  if (shindan_lookup(knowledge, "E1", 2, "0x01", 4, rows, 4, &count) != SHINDAN_OK || count == 0) {
    fprintf(stderr, "E1 0x01 is not in the table\n");
    exit(1);
  }
  printf("E1 0x01: rule %.*s, row %.*s\n", (int)rows[0].rule_length, rows[0].rule, (int)rows[0].row_length, rows[0].row);
}

/* Prints each text of a list; `form` says where one stands. */
static void print_each(const char *before, json in, const char *form) {
  for (unsigned i = 0;; i++) {
    char at[32];
    snprintf(at, sizeof at, form, i);
    json text = json_in(in, at);
    if (text.at == NULL) return;
    print(before, text, "\n");
  }
}

static void print_steps(shindan_handle knowledge) {
  shindan_result found = call(knowledge, "explain", "{\"text\": \"E1 0x01\", \"role\": \"reception\"}");
  print("match: ", json_in(whole(&found), "match/level"), "\n");
  json remedies = json_in(whole(&found), "answers/0/remediation");
  for (unsigned i = 0;; i++) {
    char at[32];
    snprintf(at, sizeof at, "%u/steps", i);
    json steps = json_in(remedies, at);
    if (steps.at == NULL) break;
    print_each("  step: ", steps, "%u/text/text");
  }
  shindan_result_free(&found);
}

/* Shows a turn: what to know first, the question or what is to be done, each step of it, and when to stop. */
static void show(json turn) {
  print_each("  ! ", turn, "cautions/%u/text");
  if (json_in(turn, "caution/text").at != NULL) print("  ! ", json_in(turn, "caution/text"), "\n");
  print("  ", json_in(turn, "text/text"), "\n");
  print_each("  - ", turn, "steps/%u/text/text");
  if (json_in(turn, "stop/text").at != NULL) print("  ! ", json_in(turn, "stop/text"), "\n");
}

/* Stands in for a person: says no where that is asked, else takes the first reply that nobody has to confirm. A product
 * shows the text of `confirm` and adds "confirmed": true once a person has accepted it. */
static json choose(json turn) {
  json first = {NULL, 0};
  for (unsigned i = 0;; i++) {
    char at[32];
    snprintf(at, sizeof at, "replies/%u", i);
    json reply = json_in(turn, at), id = json_in(reply, "id");
    if (reply.at == NULL) return first;
    if (json_in(reply, "confirm").at != NULL) continue;
    if (first.at == NULL) first = reply;
    if (id.length == 4 && memcmp(id.at, "\"no\"", 4) == 0) return reply;
  }
}

/* Shows a turn and replies. */
static shindan_result reply(shindan_handle knowledge, const shindan_result *shown) {
  json turn = json_in(whole(shown), "turn");
  json session = json_in(whole(shown), "session");
  show(turn);
  json id = json_in(choose(turn), "id"), step = json_in(turn, "step");
  print("  > ", id, "\n");
  /* Values go in as they came out. */
  char *input = format("{\"session\": %.*s, \"step\": %.*s, \"reply\": %.*s}", (int)session.length, session.at,
                       (int)step.length, step.at, (int)id.length, id.at);
  shindan_result next = call(knowledge, "reply", input);
  free(input);
  return next;
}

static void diagnose(shindan_handle knowledge) {
  shindan_result shown = call(knowledge, "start", "{\"text\": \"E1 0x01\", \"role\": \"reception\"}");
  shindan_result next = reply(knowledge, &shown);
  shindan_result_free(&shown);

  /* Saved: the session is all that has to be kept. Resumed here, or on another device, on another day. */
  json session = json_in(whole(&next), "session");
  char *saved = format("{\"session\": %.*s}", (int)session.length, session.at);
  shindan_result_free(&next);
  printf("  saved and resumed\n");
  shown = call(knowledge, "turn", saved);
  free(saved);

  while (json_in(whole(&shown), "turn/end/outcome").at == NULL) {
    next = reply(knowledge, &shown);
    shindan_result_free(&shown);
    shown = next;
  }
  print("  outcome: ", json_in(whole(&shown), "turn/end/outcome"), "\n");
  shindan_result_free(&shown);
}

/* Prints the matches: a line of JSON each. */
static void print_matches(const shindan_result *found) {
  const char *at = found->text;
  while (*at != '\0') {
    size_t length = strcspn(at, "\n");
    json match = {at, length};
    print("  line ", json_in(match, "line"), "");
    print(": ", json_in(match, "code"), "");
    print(" ", json_in(match, "detail"), "");
    print(" ", json_in(match, "level"), "\n");
    at += length + (at[length] == '\n');
  }
}

static void scan(shindan_handle knowledge, const char *name) {
  FILE *log = fopen(name, "rb");
  if (log == NULL) {
    fprintf(stderr, "%s cannot be read\n", name);
    exit(1);
  }
  shindan_result found;
  if (shindan_scanner_new(knowledge, NULL, 0, 0, &found) != SHINDAN_OK) fail("scanner", &found);
  shindan_handle scanner = found.handle;
  shindan_result_free(&found);
  unsigned char piece[4096];
  size_t length;
  while ((length = fread(piece, 1, sizeof piece, log)) > 0) {
    if (shindan_scanner_push(scanner, piece, length, &found) != SHINDAN_OK) fail("scan", &found);
    print_matches(&found);
    shindan_result_free(&found);
  }
  fclose(log);
  if (shindan_scanner_finish(scanner, NULL, &found) != SHINDAN_OK) fail("scan", &found);
  print_matches(&found);
  shindan_result_free(&found);
  shindan_scanner_free(scanner);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: helpdesk PACK LOG\n");
    return 2;
  }
  if (shindan_abi_version() != SHINDAN_ABI_VERSION) {
    fprintf(stderr, "this program was compiled for another library\n");
    return 1;
  }
  shindan_result opened;
  if (shindan_open_file(argv[1], strlen(argv[1]), NULL, 0, &opened) != SHINDAN_OK) fail(argv[1], &opened);
  shindan_handle knowledge = opened.handle;
  shindan_result_free(&opened);

  look_up(knowledge);
  print_steps(knowledge);
  printf("diagnosis:\n");
  diagnose(knowledge);
  printf("log:\n");
  scan(knowledge, argv[2]);

  shindan_close(knowledge);
  return 0;
}
