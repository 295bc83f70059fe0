/*
 * Every conformance case through the C ABI: the same bytes, or the case is named.
 *
 *   conformance CASES.tsv PACKS
 *
 * A line of the cases is: name, pack file in the folder PACKS, operation, input, output; tabs between them. They are run in
 * UTF-8, in UTF-16, and by several threads at once on the same packs.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shindan.h"

#define PACKS 64
#define THREADS 4

static struct {
  const char *name;
  shindan_handle handle;
} packs[PACKS];

struct one {
  const char *id, *operation, *input, *output;
  shindan_handle knowledge;
};

static struct one *cases;
static size_t count;

static void *take(size_t size) {
  void *memory = malloc(size > 0 ? size : 1);
  if (memory == NULL) abort();
  return memory;
}

/* The whole file, with a zero behind it. */
static char *slurp(const char *name) {
  FILE *file = fopen(name, "rb");
  if (file == NULL) {
    fprintf(stderr, "%s cannot be read\n", name);
    exit(2);
  }
  size_t length = 0, room = 1 << 16;
  char *text = (char *)take(room);
  for (;;) {
    length += fread(text + length, 1, room - length - 1, file);
    if (feof(file) || ferror(file)) break;
    text = (char *)realloc(text, room *= 2);
    if (text == NULL) abort();
  }
  fclose(file);
  text[length] = '\0';
  return text;
}

/* The pack of this name, opened once. */
static shindan_handle pack(const char *folder, const char *name) {
  int at = 0;
  while (packs[at].name != NULL && strcmp(packs[at].name, name) != 0) at++;
  if (packs[at].name == NULL) {
    char *path = (char *)take(strlen(folder) + strlen(name) + 2);
    sprintf(path, "%s/%s", folder, name);
    shindan_result result;
    if (at >= PACKS - 1 || shindan_open_file(path, strlen(path), NULL, 0, &result) != SHINDAN_OK) {
      fprintf(stderr, "%s: %s\n", path, at >= PACKS - 1 ? "too many packs" : result.text);
      exit(2);
    }
    packs[at].handle = result.handle;
    packs[at].name = name;
    shindan_result_free(&result);
    free(path);
  }
  return packs[at].handle;
}

/* Good UTF-8 to UTF-16; how many units. */
static size_t widen(const char *text, size_t length, uint16_t *to) {
  size_t units = 0;
  for (size_t i = 0; i < length;) {
    unsigned char c = (unsigned char)text[i++];
    unsigned long point = c < 0x80 ? c : c < 0xE0 ? c & 0x1F : c < 0xF0 ? c & 0x0F : c & 0x07;
    for (int more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3; more > 0; more--) {
      point = point << 6 | ((unsigned char)text[i++] & 0x3F);
    }
    if (point >= 0x10000) {
      to[units++] = (uint16_t)(0xD800 + ((point - 0x10000) >> 10));
      point = 0xDC00 + ((point - 0x10000) & 0x3FF);
    }
    to[units++] = (uint16_t)point;
  }
  return units;
}

static int same(const struct one *it) {
  shindan_result result;
  shindan_call(it->knowledge, it->operation, strlen(it->operation), it->input, strlen(it->input), &result);
  int is_same = result.text != NULL && result.length == strlen(it->output) &&
                memcmp(result.text, it->output, result.length) == 0;
  if (!is_same) printf("%s\n  wanted %s\n  got    %s\n", it->id, it->output, result.text != NULL ? result.text : "nothing");
  shindan_result_free(&result);
  return is_same;
}

static int same16(const struct one *it) {
  uint16_t *name = (uint16_t *)take(strlen(it->operation) * sizeof *name);
  uint16_t *input = (uint16_t *)take(strlen(it->input) * sizeof *input);
  uint16_t *output = (uint16_t *)take(strlen(it->output) * sizeof *output);
  size_t name_length = widen(it->operation, strlen(it->operation), name);
  size_t input_length = widen(it->input, strlen(it->input), input);
  size_t length = widen(it->output, strlen(it->output), output);
  shindan_result result;
  shindan_call_utf16(it->knowledge, name, name_length, input, input_length, &result);
  int is_same = result.text16 != NULL && result.length == length &&
                memcmp(result.text16, output, length * sizeof *output) == 0;
  if (!is_same) printf("%s in UTF-16\n", it->id);
  free(name);
  free(input);
  free(output);
  shindan_result_free(&result);
  return is_same;
}

/* Runs all cases; how many differ. */
static size_t run(int (*is_same)(const struct one *)) {
  size_t different = 0;
  for (size_t i = 0; i < count; i++) different += !is_same(&cases[i]);
  return different;
}

static void *thread(void *different) {
  *(size_t *)different = run(same);
  return NULL;
}

/* Cuts the text into cases. */
static void read_cases(char *text, const char *folder) {
  size_t lines = 1;
  for (const char *at = text; *at != '\0'; at++) lines += *at == '\n';
  cases = (struct one *)take(lines * sizeof *cases);
  for (char *line = text; *line != '\0';) {
    char *end = line + strcspn(line, "\n"), *next = end + (*end == '\n'), *column[5];
    *end = '\0';
    for (int i = 0; i < 5; i++) {
      column[i] = line;
      line += strcspn(line, "\t");
      if ((*line == '\0') != (i == 4)) {
        fprintf(stderr, "case %u: there are not five columns\n", (unsigned)count + 1);
        exit(2);
      }
      *line++ = '\0';
    }
    struct one one = {column[0], column[2], column[3], column[4], pack(folder, column[1])};
    cases[count++] = one;
    line = next;
  }
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: conformance CASES.tsv PACKS\n");
    return 2;
  }
  char *text = slurp(argv[1]);
  read_cases(text, argv[2]);
  size_t different = run(same), different16 = run(same16), by_thread[THREADS], by_threads = 0;
  pthread_t started[THREADS];
  for (int i = 0; i < THREADS; i++) {
    if (pthread_create(&started[i], NULL, thread, &by_thread[i]) != 0) abort();
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(started[i], NULL);
    by_threads += by_thread[i];
  }
  for (int i = 0; packs[i].name != NULL; i++) shindan_close(packs[i].handle);
  printf("conformance: %u cases; different: %u, in UTF-16 %u, in %d threads %u\n", (unsigned)count, (unsigned)different,
         (unsigned)different16, THREADS, (unsigned)by_threads);
  free(cases);
  free(text);
  return count == 0 || different + different16 + by_threads > 0;
}
