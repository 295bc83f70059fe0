/*
 * Reads the JSON that the library gives: enough for small programs. A product takes its own JSON library.
 * A value is a piece of the text that it stands in; nothing is copied until json_copy.
 */
#ifndef EXAMPLE_JSON_H
#define EXAMPLE_JSON_H

#include <stdlib.h>
#include <string.h>

/* The text of one value; `at` is NULL where there is none. */
typedef struct json {
  const char *at;
  size_t length;
} json;

static inline const char *json_blank(const char *at, const char *end) {
  while (at < end && strchr(" \t\r\n:,", *at) != NULL) at++;
  return at;
}

/* Behind the value that begins at `at`. */
static inline const char *json_behind(const char *at, const char *end) {
  int depth = 0;
  int in_string = 0;
  while (at < end) {
    char c = *at++;
    if (in_string) {
      if (c == '\\' && at < end) at++;
      if (c == '"') in_string = 0;
    } else if (c == '"') {
      in_string = 1;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    }
    if (!in_string && depth == 0 && (c == '"' || c == '}' || c == ']')) return at;
    if (!in_string && depth == 0 && at < end && strchr(",]} \n", *at) != NULL) return at;
  }
  return end;
}

/* The value of an object's key, or of an array's position written as digits. */
static inline json json_member(json value, const char *name, size_t length) {
  json none = {NULL, 0};
  if (value.at == NULL || value.length < 2 || (*value.at != '{' && *value.at != '[')) return none;
  const char *end = value.at + value.length - 1;
  const char *at = json_blank(value.at + 1, end);
  size_t wanted = *value.at == '[' ? (size_t)strtoul(name, NULL, 10) : 0;
  while (at < end) {
    int is_it = wanted == 0;
    if (*value.at == '{') {
      const char *behind = json_behind(at, end);
      is_it = (size_t)(behind - at) == length + 2 && memcmp(at + 1, name, length) == 0;
      at = json_blank(behind, end);
    } else {
      wanted--;
    }
    const char *behind = json_behind(at, end);
    if (is_it) {
      json found = {at, (size_t)(behind - at)};
      return found;
    }
    at = json_blank(behind, end);
  }
  return none;
}

/* A value inside a value, such as "answers/0/rule". */
static inline json json_in(json value, const char *path) {
  while (*path != '\0') {
    size_t length = strcspn(path, "/");
    value = json_member(value, path, length);
    path += length + (path[length] == '/');
  }
  return value;
}

/* Appends a code point in UTF-8. */
static inline char *json_utf8(char *to, unsigned long point) {
  if (point < 0x80) {
    *to++ = (char)point;
  } else if (point < 0x800) {
    *to++ = (char)(0xC0 | point >> 6);
    *to++ = (char)(0x80 | (point & 0x3F));
  } else {
    *to++ = (char)(0xE0 | point >> 12);
    *to++ = (char)(0x80 | (point >> 6 & 0x3F));
    *to++ = (char)(0x80 | (point & 0x3F));
  }
  return to;
}

/* The text of a string, or a number or word as it stands; empty where there is no value. Free it. */
static inline char *json_copy(json value) {
  char *copy = (char *)malloc(value.length + 1);
  if (copy == NULL) abort();
  char *to = copy;
  const char *at = value.at;
  const char *end = value.at + value.length;
  if (value.length >= 2 && *at == '"') {
    at++;
    end--;
  }
  while (at < end) {
    if (*at != '\\' || end - at < 2) {
      *to++ = *at++;
      continue;
    }
    const char *escaped = strchr("\"\"\\\\//b\bf\fn\nr\rt\t", at[1]);
    if (at[1] == 'u' && end - at >= 6) {
      /* The library writes characters as they are; only control characters come so. */
      char digits[5] = {at[2], at[3], at[4], at[5], '\0'};
      to = json_utf8(to, strtoul(digits, NULL, 16));
      at += 6;
    } else {
      *to++ = escaped != NULL ? escaped[1] : at[1];
      at += 2;
    }
  }
  *to = '\0';
  return copy;
}

#endif
