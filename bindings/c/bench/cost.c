/*
 * What a call costs through C, and whether memory stays flat.
 *
 *   cost PACK LOOKUPS TURNS SESSIONS
 *
 * Prints nanoseconds a look-up, microseconds a turn (a reply and the turn that follows) and a whole session from its start to its
 * end, and kilobytes of memory after a tenth of the work and at its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../examples/json.h"
#include "shindan.h"

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Kilobytes of memory that are in use, as Linux says; 0 elsewhere. */
static long memory(void) {
  long kilobytes = 0;
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  if (status == NULL) return 0;
  while (fgets(line, sizeof line, status) != NULL) {
    if (strncmp(line, "VmRSS:", 6) == 0) kilobytes = strtol(line + 6, NULL, 10);
  }
  fclose(status);
  return kilobytes;
}

static shindan_result call(shindan_handle knowledge, const char *operation, const char *input) {
  shindan_result result;
  if (shindan_call(knowledge, operation, strlen(operation), input, strlen(input), &result) != SHINDAN_OK) {
    fprintf(stderr, "%s: %s\n", operation, result.text);
    exit(1);
  }
  return result;
}

#define BEGIN(role) "{\"text\": \"FUJ905 0x02000001\", \"role\": \"" role "\", \"lang\": \"en\"}"

/* The reply that a session of this number gives at this depth, the same in each language; NULL at the end. */
static json chosen(json all, long number, long depth) {
  char path[64];
  long count = 0;
  for (;; count++) {
    sprintf(path, "turn/replies/%ld/id", count);
    if (json_in(all, path).at == NULL) break;
  }
  sprintf(path, "turn/replies/%ld/id", count == 0 ? 0 : (number + depth) % count);
  return json_in(all, path);
}

/* Leads a session from its start to its end; how many replies that took. */
static long walk(shindan_handle knowledge, long number) {
  shindan_result shown = call(knowledge, "start", BEGIN("admin"));
  for (long depth = 0;; depth++) {
    json all = {shown.text, shown.length};
    json session = json_in(all, "session"), step = json_in(all, "turn/step"), reply = chosen(all, number, depth);
    char *input = reply.at == NULL ? NULL : (char *)malloc(shown.length + 256);
    if (input != NULL) {
      sprintf(input, "{\"session\": %.*s, \"step\": %.*s, \"reply\": %.*s, \"confirmed\": true}", (int)session.length, session.at,
              (int)step.length, step.at, (int)reply.length, reply.at);
    }
    shindan_result next = shown;
    if (input != NULL) next = call(knowledge, "reply", input);
    shindan_result_free(&shown);
    if (input == NULL) return depth;
    free(input);
    shown = next;
  }
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  long lookups = strtol(argv[2], NULL, 10), turns = strtol(argv[3], NULL, 10), sessions = strtol(argv[4], NULL, 10), early = 0;
  shindan_result opened;
  if (shindan_open_file(argv[1], strlen(argv[1]), NULL, 0, &opened) != SHINDAN_OK) return 1;
  shindan_handle knowledge = opened.handle;

  double started = now();
  for (long i = 0; i < lookups; i++) {
    shindan_row rows[4];
    size_t count = 0;
    if (shindan_lookup(knowledge, "FUJ905", 6, "0x02000001", 10, rows, 4, &count) != SHINDAN_OK || count != 1) return 1;
    if (i == lookups / 10) early = memory();
  }
  printf("C: lookup %.0f ns", (now() - started) / (double)lookups);
  long late = memory();

  shindan_result shown = call(knowledge, "start", BEGIN("reception"));
  json all = {shown.text, shown.length};
  json session = json_in(all, "session"), step = json_in(all, "turn/step"), reply = json_in(all, "turn/replies/0/id");
  char *input = (char *)malloc(shown.length + 256);
  if (input == NULL) return 1;
  sprintf(input, "{\"session\": %.*s, \"step\": %.*s, \"reply\": %.*s}", (int)session.length, session.at, (int)step.length,
          step.at, (int)reply.length, reply.at);
  long early_turns = 0;
  started = now();
  for (long i = 0; i < turns; i++) {
    shindan_result next = call(knowledge, "reply", input);
    shindan_result_free(&next);
    if (i == turns / 10) early_turns = memory();
  }
  printf(", turn %.1f us; memory of look-ups %ld to %ld KB, of turns %ld to %ld KB\n",
         (now() - started) / 1e3 / (double)turns, early, late, early_turns, memory());
  free(input);
  shindan_result_free(&shown);

  long early_sessions = 0, replies = 0;
  started = now();
  for (long i = 0; i < sessions; i++) {
    replies += walk(knowledge, i);
    if (i == sessions / 10) early_sessions = memory();
  }
  printf("C: %ld sessions with %ld replies, %.1f us each; memory %ld to %ld KB\n", sessions, replies,
         (now() - started) / 1e3 / (double)sessions, early_sessions, memory());
  shindan_close(knowledge);
  return 0;
}
