/*
 * Every conformance case through the C ABI: the same bytes, or the case is named.
 *
 *   conformance cases.tsv [utf16]
 *
 * A line is: id, pack file beside cases.tsv, operation, input, output; tabs between them. No pack means that no knowledge is
 * needed, as for `check`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shindan.h"

#define PACKS 64

static struct {
  char *name;
  shindan_handle handle;
} packs[PACKS];

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

static shindan_handle pack(const char *cases, const char *name) {
  int at = 0;
  while (packs[at].name != NULL && strcmp(packs[at].name, name) != 0) at++;
  if (packs[at].name == NULL) {
    const char *slash = strrchr(cases, '/');
    size_t folder = slash != NULL ? (size_t)(slash - cases) + 1 : 0;
    char *path = (char *)take(folder + strlen(name) + 1);
    memcpy(path, cases, folder);
    strcpy(path + folder, name);
    shindan_result result;
    if (at >= PACKS - 1 || shindan_open_file(path, strlen(path), NULL, 0, &result) != SHINDAN_OK) {
      fprintf(stderr, "%s: %s\n", path, at >= PACKS - 1 ? "too many packs" : result.text);
      exit(2);
    }
    packs[at].handle = result.handle;
    packs[at].name = (char *)take(strlen(name) + 1);
    strcpy(packs[at].name, name);
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

static int same(shindan_handle knowledge, const char *operation, const char *input, const char *output) {
  shindan_result result;
  if (strcmp(operation, "check") == 0) {
    shindan_check(input, strlen(input), &result);
  } else {
    shindan_call(knowledge, operation, strlen(operation), input, strlen(input), &result);
  }
  int is_same = result.text != NULL && result.length == strlen(output) && memcmp(result.text, output, result.length) == 0;
  if (!is_same) printf("wanted %s\ngot    %s\n", output, result.text != NULL ? result.text : "nothing");
  shindan_result_free(&result);
  return is_same;
}

static int same16(shindan_handle knowledge, const char *operation, const char *input, const char *output) {
  uint16_t name[64];
  uint16_t *in = (uint16_t *)take(strlen(input) * sizeof *in), *wanted = (uint16_t *)take(strlen(output) * sizeof *in);
  size_t name_length = strlen(operation) < 64 ? widen(operation, strlen(operation), name) : 0;
  size_t in_length = widen(input, strlen(input), in), length = widen(output, strlen(output), wanted);
  shindan_result result;
  shindan_call_utf16(knowledge, name, name_length, in, in_length, &result);
  int is_same = result.text16 != NULL && result.length == length &&
                memcmp(result.text16, wanted, length * sizeof *wanted) == 0;
  free(in);
  free(wanted);
  shindan_result_free(&result);
  return is_same;
}

int main(int argc, char **argv) {
  int is_utf16 = argc == 3 && strcmp(argv[2], "utf16") == 0;
  if (argc != 2 && !is_utf16) {
    fprintf(stderr, "usage: conformance cases.tsv [utf16]\n");
    return 2;
  }
  char *text = slurp(argv[1]);
  int count = 0, different = 0;
  for (char *line = text; *line != '\0';) {
    char *column[5], *at = line;
    char *end = line + strcspn(line, "\n");
    line = end + (*end == '\n');
    *end = '\0';
    for (int i = 0; i < 5; i++) {
      column[i] = at;
      at += strcspn(at, "\t");
      if (i < 4 && *at == '\0') {
        fprintf(stderr, "case %d: there are not five columns\n", count + 1);
        return 2;
      }
      *at++ = '\0';
    }
    if (strcmp(column[2], "check") == 0 && is_utf16) continue;
    shindan_handle knowledge = *column[1] != '\0' ? pack(argv[1], column[1]) : 0;
    count++;
    if (!(is_utf16 ? same16 : same)(knowledge, column[2], column[3], column[4])) {
      different++;
      printf("different: %s\n", column[0]);
    }
  }
  for (int i = 0; packs[i].name != NULL; i++) {
    free(packs[i].name);
    shindan_close(packs[i].handle);
  }
  free(text);
  printf("conformance%s: %d cases, %d different\n", is_utf16 ? " in UTF-16" : "", count, different);
  return count == 0 || different > 0;
}
